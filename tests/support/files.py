"""Read and write folders as values."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, hidden ones included; none if there is no folder."""
    base = f"{folder}/"
    return {
        f"{inner}/{name}".removeprefix(base): Path(inner, name).read_bytes()
        for inner, _, names in os.walk(folder)
        for name in names
    }


def write_tree(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files by their paths below a folder; others stay."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data if isinstance(data, bytes) else data.encode())
