"""Creates a new site: writes files that build at once, and overwrites none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

_FILES = Path(__file__).resolve().parent / "files"
# Files that are packaged under another name, as git and GitHub would read them here.
_TARGETS = MappingProxyType({"gitignore": ".gitignore", "pages.yml": ".github/workflows/pages.yml"})
_REQUIREMENTS = "requirements.txt"


@dataclass(frozen=True, slots=True)
class ScaffoldResult:
    """The files that were written, and those that existed and were kept."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def create_site(folder: Path, *, name: str, requirement: str) -> ScaffoldResult:
    """Write the files of a new site into a folder, without overwriting any.

    If the folder has content, no content files are written.

    Args:
        folder: The site's folder; it is created if needed.
        name: The permanent identifier of the site in its feeds.
        requirement: The requirement that pip installs to build the site (PEP 508).

    Raises:
        OSError: A file cannot be written.
    """
    content = folder / "content"
    has_content = content.is_dir() and any(content.iterdir())
    files = {
        _TARGETS.get(path, path): (_FILES / path).read_bytes().replace(b"@ID@", name.encode())
        for path in sorted(_packaged_files())
    }
    files[_REQUIREMENTS] = (
        f"# The workflow that publishes this site installs this.\n{requirement}\n".encode()
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


def _packaged_files() -> list[str]:
    return [path.relative_to(_FILES).as_posix() for path in _FILES.rglob("*") if path.is_file()]


def pin_requirement(version: str, origin: str | None) -> str:
    """The requirement that installs exactly this program (PEP 508).

    Args:
        version: The program's version.
        origin: The contents of pip's ``direct_url.json`` (PEP 610), if there is one.
    """
    direct_url = json.loads(origin) if origin else {}
    source = direct_url.get("vcs_info", {})
    if source.get("vcs") == "git" and source.get("commit_id") and direct_url.get("url"):
        return f"tarikh @ git+{direct_url['url']}@{source['commit_id']}"
    return f"tarikh=={version}"


def is_local_origin(origin: str | None) -> bool:
    """Whether the program was installed from a file or folder of this computer.

    Args:
        origin: The contents of pip's ``direct_url.json`` (PEP 610), if there is one.
    """
    return origin is not None and str(json.loads(origin).get("url", "")).startswith("file:")
