"""The tools that are measured: how to run each, and what it published."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import distribution, version
from pathlib import Path

from bench import edits
from bench.corpus import (
    LANGUAGES,
    Event,
    Generator,
    file_of,
    tag_name,
    write,
    write_articles,
)
from bench.figures import Output
from bench.words import ARABIC

_SITE = """\
title = { ar = "سجل الأحداث", en = "A chronology" }
base_url = "https://chronicle.example/archive/"
exports = "none"
"""

_ENTRY = re.compile(rb'<(?:article|li) class="event"')
_FEED_ENTRY = re.compile(rb"<(?:entry|item)[\s>]")
_ADDRESS = re.compile(rb"<url>\s*<loc>")
# They show the latest events; how many differs between the tools.
_HOME_PAGES = frozenset({"index.html", "ar/index.html", "en/index.html"})


@dataclass(frozen=True, slots=True)
class Tool:
    """A site generator.

    Attributes:
        name: Its display name.
        generator: Its name in the corpus.
        argv: Its command, run in the site's folder.
        shown: The command as a user would type it.
        output: The folder it publishes into.
        leftovers: Other files and folders that its builds leave in the site.
        page: The file, below the output, of an event's article in a language.
    """

    name: str
    generator: Generator
    argv: tuple[str, ...]
    shown: str
    output: str
    leftovers: tuple[str, ...]
    page: Callable[[Event, str], str]

    @property
    def version(self) -> str:
        return version(self.generator)


def tarikh() -> Tool:
    arguments = ("-m", "generator", "build", "--timings")
    return Tool(
        "tarikh",
        "tarikh",
        (sys.executable, *arguments),
        " ".join(("python", *arguments)),
        "output",
        (".tarikh",),
        _article,
    )


def hugo() -> Tool:
    """Return Hugo, called without the wrapper script of its package, which would cost time.

    Raises:
        PackageNotFoundError: It is not installed.
    """
    binary = distribution("hugo").locate_file("hugo/binaries/hugo")
    leftovers = ("resources", ".hugo_build.lock")
    return Tool("Hugo", "hugo", (str(binary),), "hugo", "public", leftovers, _hugo_article)


def pelican() -> Tool:
    arguments = ("-m", "pelican", "content", "--settings", "pelicanconf.py", "--quiet")
    return Tool(
        "Pelican",
        "pelican",
        (sys.executable, *arguments),
        " ".join(("python", *arguments)),
        "public",
        (),
        _article,
    )


def prepare(tool: Tool, folder: Path, articles: int) -> tuple[Event, ...]:
    """Write a site with that many articles for a tool, and return its events."""
    chronicle = write(folder, articles, generator=tool.generator)
    if tool.generator == "tarikh":
        (folder / "content/site.toml").write_bytes(_SITE.encode())
        (folder / "content/tags.toml").write_bytes(edits.registry().encode())
    return chronicle


def move_outputs_aside(tool: Tool, folder: Path) -> None:
    """Move all files of a tool's earlier builds aside, so that the next build is cold.

    They are not removed: for minutes after a removal, ext4 creates new files much more slowly,
    which would affect the next build of any tool.
    """
    aside = Path(tempfile.mkdtemp(prefix="aside-", dir=folder.parent))
    for name in (tool.output, *tool.leftovers):
        if (folder / name).exists():
            (folder / name).rename(aside / name)


def edit_article(
    folder: Path, event: Event, edit: Callable[[str], str], language: str = "ar"
) -> None:
    """Change a file of an event.

    Raises:
        ValueError: The edit changes nothing.
    """
    path = folder / "content" / file_of(event, language)
    text = path.read_bytes().decode()
    edited = edit(text)
    if edited == text:
        raise ValueError(f"nothing to edit in {file_of(event, language)}")
    path.write_bytes(edited.encode())


def change_date(folder: Path, event: Event) -> str:
    """Change the date of an event in both languages; returns the new one as pages have it."""
    day = edits.later_day(event.day)
    for language in LANGUAGES:
        edit_article(folder, event, lambda text: edits.with_date(text, day), language)
    return f'datetime="{day.isoformat()}"'


def add_tag(folder: Path, event: Event, tag: int) -> str:
    """Add a tag to an event in both languages; returns its Arabic name."""
    for language, words in LANGUAGES.items():
        name = tag_name(tag, words)
        edit_article(folder, event, partial(edits.with_tag, name=name), language)
    return tag_name(tag, ARABIC)


def add_event(tool: Tool, folder: Path, event: Event, chronicle: Sequence[Event]) -> str:
    """Add the articles about an event; returns words that are on its page."""
    write_articles(folder, (event,), chronicle, generator=tool.generator)
    return f'datetime="{event.day.isoformat()}"'


def rename_tag(
    tool: Tool, folder: Path, renamed: Collection[int], tagged: Collection[Event]
) -> int:
    """Rename a tag in the registry, or, for a tool without one, in every article that has it.

    Args:
        tool: The tool of the site.
        folder: The folder of the site.
        renamed: All renamed tags; the last one is renamed now.
        tagged: The events that have it.

    Returns:
        The number of edited files.
    """
    *_, tag = renamed
    if tool.generator == "tarikh":
        (folder / "content/tags.toml").write_bytes(edits.registry(renamed).encode())
        return 1
    for event in tagged:
        edit_article(folder, event, lambda text: edits.with_tag_renamed(text, tag))
    return len(tagged)


def count(tool: Tool, folder: Path, articles: int) -> Output:
    """Count what a tool has published."""
    output = folder / tool.output
    pages = entries = feed_entries = addresses = files = size = 0
    for path in output.rglob("*"):
        if not path.is_file():
            continue
        files += 1
        size += path.stat().st_size
        if path.suffix == ".html":
            pages += 1
            if path.relative_to(output).as_posix() not in _HOME_PAGES:
                entries += len(_ENTRY.findall(path.read_bytes()))
        elif path.suffix == ".xml":
            data = path.read_bytes()
            feed_entries += len(_FEED_ENTRY.findall(data))
            addresses += len(_ADDRESS.findall(data))
    return Output(tool.name, articles, pages, entries, feed_entries, addresses, files, size)


def expected_entries(chronicle: Collection[Event]) -> int:
    """Return how many entries the timelines of years, tags and sources must have together."""
    return 2 * sum(2 + len(event.tags) for event in chronicle)


def _article(event: Event, language: str) -> str:
    return f"{language}/articles/{event.key}/index.html"


def _hugo_article(event: Event, language: str) -> str:
    return f"{language}/{event.day.year}/{event.key}/index.html"
