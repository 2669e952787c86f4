"""A new site: files that build at once, written where there are none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

_FILES = Path(__file__).resolve().parent / "files"
# Names that would mean something where the program's own files lie.
_NAMES = MappingProxyType({"gitignore": ".gitignore", "pages.yml": ".github/workflows/pages.yml"})
_REQUIREMENTS = "requirements.txt"


@dataclass(frozen=True, slots=True)
class ScaffoldResult:
    """What came of it: the files that were written, and those that were there already."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def create_site(folder: Path, *, name: str, requirement: str) -> ScaffoldResult:
    """Write the files of a new site into a folder, none over another.

    A folder that has articles gets everything but content.

    Args:
        folder: The site's folder; it need not exist.
        name: What feeds will know the site by for ever.
        requirement: What pip installs to build the site (PEP 508).

    Raises:
        OSError: A file cannot be written.
    """
    content = folder / "content"
    has_content = content.is_dir() and any(content.iterdir())
    files = {
        _NAMES.get(path, path): (_FILES / path).read_bytes().replace(b"@ID@", name.encode())
        for path in sorted(_packaged())
    }
    files[_REQUIREMENTS] = (
        f"# What the workflow that publishes this site installs.\n{requirement}\n".encode()
    )
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


def _packaged() -> list[str]:
    return [path.relative_to(_FILES).as_posix() for path in _FILES.rglob("*") if path.is_file()]


def pin_requirement(version: str, origin: str | None) -> str:
    """What to install to get this very program again.

    Args:
        version: Its version.
        origin: What pip noted of where it came from (PEP 610), if it did.
    """
    told = json.loads(origin) if origin else {}
    source = told.get("vcs_info", {})
    if source.get("vcs") == "git" and source.get("commit_id") and told.get("url"):
        return f"tarikh @ git+{told['url']}@{source['commit_id']}"
    return f"tarikh=={version}"
