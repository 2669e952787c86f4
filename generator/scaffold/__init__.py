"""Creates a new site: writes files that build at once, and overwrites none."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from generator.config.json_schema import registry_schema, settings_schema
from generator.config.settings import SETTINGS, SOURCE_SETTINGS, TAG_SETTINGS
from generator.content.field_reference import front_matter_schema
from generator.content.fields import FIELDS
from generator.scaffold.requirement import Requirement

_FILES = Path(__file__).resolve().parent / "files"
# Files that are packaged under another name, as git and GitHub would read them here.
_TARGETS = MappingProxyType(
    {
        "gitattributes": ".gitattributes",
        "gitignore": ".gitignore",
        "dependabot.yml": ".github/dependabot.yml",
        "pages.yml": ".github/workflows/pages.yml",
        "taplo.toml": ".taplo.toml",
    }
)
REQUIREMENTS = "requirements.txt"
_INSTALLED = "# The workflow that publishes this site installs this."
_NOT_INSTALLABLE = """\
# The workflow that publishes this site installs this. It cannot install the tarikh that made the
# site: {obstacle}.
# In place of ADDRESS, write the address that tarikh is cloned from.
"""


class ScaffoldResult(Struct, frozen=True):
    """The files that were written, and those that existed and were kept."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def create_site(folder: Path, *, name: str, requirement: Requirement) -> ScaffoldResult:
    """Write the files of a new site into a folder, without overwriting any.

    If the folder has content, no content files are written.

    Args:
        folder: The site's folder; it is created if needed.
        name: The permanent identifier of the site in its feeds.
        requirement: What pip installs to build the site.

    Raises:
        OSError: A file cannot be written.
    """
    content = folder / "content"
    has_content = content.is_dir() and any(content.iterdir())
    files = {
        _TARGETS.get(path, path): (_FILES / path).read_bytes().replace(b"@ID@", name.encode())
        for path in sorted(_packaged_files())
    }
    note = _NOT_INSTALLABLE if requirement.obstacle else _INSTALLED
    files[REQUIREMENTS] = (
        f"{note.format(obstacle=requirement.obstacle).rstrip()}\n{requirement.text}\n".encode()
    )
    files.update(_write_schemas())
    written, kept = [], []
    for path, data in files.items():
        if has_content and path.startswith("content/"):
            continue
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with target.open("xb") as stream:
                stream.write(data)
        except FileExistsError:
            kept.append(path)
        else:
            written.append(path)
    return ScaffoldResult(tuple(sorted(written)), tuple(sorted(kept)))


def _write_schemas() -> dict[str, bytes]:
    """Write the JSON Schemas by which editors check settings and front matter."""
    schemas = {
        "front-matter": front_matter_schema(FIELDS),
        "site": settings_schema(SETTINGS),
        "sources": registry_schema(SOURCE_SETTINGS, "sources.toml"),
        "tags": registry_schema(TAG_SETTINGS, "tags.toml"),
    }
    return {f".schemas/{name}.schema.json": text.encode() for name, text in schemas.items()}


def _packaged_files() -> list[str]:
    return [path.relative_to(_FILES).as_posix() for path in _FILES.rglob("*") if path.is_file()]
