"""Print where the installed packages differ from a lock file: ``newer_versions.py LOCKFILE``."""

from __future__ import annotations

import re
import sys
from importlib.metadata import distributions
from pathlib import Path

_PINNED = re.compile(r"(?m)^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\\n]+)")


def normalize_name(name: str) -> str:
    """Return the name of a package in the form that lock files use (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def find_differences(locked: dict[str, set[str]], installed: dict[str, str]) -> list[str]:
    """Return a line for each package whose version is not a locked one."""
    lines = []
    for name in sorted(installed):
        if name not in locked:
            lines.append(f"{name}: not locked, {installed[name]} here")
        elif installed[name] not in locked[name]:
            versions = " or ".join(sorted(locked[name]))
            lines.append(f"{name}: {versions} locked, {installed[name]} here")
    return lines


def read_lock(text: str) -> dict[str, set[str]]:
    """Return the locked versions of each package: more than one where Pythons differ."""
    locked: dict[str, set[str]] = {}
    for found in _PINNED.finditer(text):
        locked.setdefault(normalize_name(found["name"]), set()).add(found["version"])
    return locked


def main() -> None:
    """Compare this environment with the lock file that is the argument."""
    locked = read_lock(Path(sys.argv[1]).read_text(encoding="utf-8"))
    installed = {normalize_name(one.name): one.version for one in distributions()}
    for name in ("pip", "setuptools", "tarikh"):  # no lock file lists these
        installed.pop(name, None)
    differences = find_differences(locked, installed)
    print(
        f"Versions that differ from {sys.argv[1]}:" if differences else "All versions are locked."
    )
    for line in differences:
        print(f"  {line}")


if __name__ == "__main__":
    main()
