"""The size limits of GitHub Pages: warns before the host refuses a site."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.messages import say
from generator.problems import Code, Problem, Severity
from generator.state.build_record import FileStamp

_MEGABYTE = 1_000_000
# The number of bytes from which to warn, and the limit of the host.
_SITE, _SITE_LIMIT = 900 * _MEGABYTE, "1 GB"
_FILE, _FILE_LIMIT = 90 * _MEGABYTE, "100 MB"


def check_hosting_limits(
    output: Path, outputs: Mapping[str, FileStamp], shown: str
) -> Iterator[Problem]:
    """Warn about a published site, and each of its files, that is close to the limits.

    Args:
        output: The output folder.
        outputs: The published files.
        shown: The output folder as messages show it.
    """
    total = 0
    for file, (stat, _) in outputs.items():
        size = stat[0] if stat is not None else _size(f"{output}/{file}")
        total += size
        if size >= _FILE:
            yield _problem(f"{shown}/{file}", "file-large", "file", size, _FILE_LIMIT)
    if total >= _SITE:
        yield _problem(shown, "site-large", "whole site", total, _SITE_LIMIT)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 - called for every file of a site
    except OSError:
        return 0


def _problem(path: str, code: Code, what: str, size: int, limit: str) -> Problem:
    message = say(
        "the %(what)s is %(size)s MB; the limit of GitHub Pages is %(limit)s",
        what=what,
        size=f"{size // _MEGABYTE:,}",
        limit=limit,
    )
    hint = (
        'make large images smaller, write exports = "site" in site.toml so that tags and sources '
        "have no exports of their own, or publish on another host"
    )
    return Problem(path, 0, 0, code, message, hint, Severity.WARNING)
