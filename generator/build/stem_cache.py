"""The stems of words that builds on this machine have found: the stemmer takes long to import."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from generator.search import Analyzer, Stems
from generator.state import cache_files

_KIND: Final = "stems"
# Reading more would take as long as finding them again.
_MOST: Final = 20_000


def load(cache: Path, program: bytes) -> Stems:
    """Load the stems that are known.

    Args:
        cache: The folder of what is kept between builds.
        program: The hash of this program and its libraries.
    """
    known = cache_files.load(cache, _KIND, program)
    return known if isinstance(known, Mapping) else {}


def save(cache: Path, program: bytes, analyzer: Analyzer) -> None:
    """Keep the stems that were not known, for later builds.

    Args:
        cache: As for `load`.
        program: As for `load`.
        analyzer: What has found them in this process.
    """
    known, learned = analyzer.known, analyzer.learned
    if learned and len(known) + len(learned) <= _MOST:
        cache_files.save(cache, _KIND, program, {**known, **learned})
