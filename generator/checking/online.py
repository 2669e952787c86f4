"""Check whether the pages that entries link to still exist, and remember it between checks."""

from __future__ import annotations

from pathlib import Path

from generator.build import ProgressCallback
from generator.checking.link_client import ClientSettings, check_links
from generator.checking.link_memory import FILE_NAME, find_due, read_memory, write_memory
from generator.checking.links import describe_links, list_links
from generator.checking.run import CheckedSite
from generator.problems import Problem
from generator.state.plain_file import replace_file


def check_online(
    root: Path, checked: CheckedSite, *, now: int, progress: ProgressCallback
) -> tuple[Problem, ...]:
    """Check the links of a site that are due, and return what is wrong with all its links.

    Args:
        root: The site's folder, which gets ``link-check.json``.
        checked: The site.
        now: The time, in seconds since 0001-01-01T00:00:00Z.
        progress: Called as the work proceeds.

    Raises:
        OSError: The file cannot be read or written.
    """
    path = root / FILE_NAME
    links = tuple(list_links(checked.events, checked.bodies))
    urls = {link.url for link in links}
    known = read_memory(path.read_bytes()) if path.exists() else {}
    # Links that no entry has any more are forgotten.
    results = {url: result for url, result in known.items() if url in urls}
    try:
        check_links(
            find_due(sorted(urls), results, now),
            now=now,
            settings=ClientSettings(),
            progress=progress,
            found=results.__setitem__,
        )
    finally:
        # What is known when a check is stopped is not asked for again.
        if results != known:
            replace_file(path, write_memory(results))
    return tuple(describe_links(links, results))
