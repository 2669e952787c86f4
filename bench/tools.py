"""The tools that are measured: how each is run, and what it published."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from importlib.metadata import distribution, version
from pathlib import Path

from bench import edits
from bench.corpus import Event, Generator, file_of, write
from bench.figures import Output

_SITE = """\
title = { ar = "سجل الأحداث", en = "A chronology" }
base_url = "https://chronicle.example/archive/"
exports = "none"
"""

_ENTRY = re.compile(rb'<li class="(?:entry|event)"')
_FED = re.compile(rb"<(?:entry|item)[\s>]")
_ADDRESS = re.compile(rb"<url>\s*<loc>")
# They show the newest events, each tool as many as it likes.
_FIRST_PAGES = frozenset({"index.html", "ar/index.html", "en/index.html"})


@dataclass(frozen=True, slots=True)
class Tool:
    """A generator of sites.

    Attributes:
        name: What people call it.
        generator: What the corpus calls it.
        argv: Its command, run in the site's folder.
        shown: The command as one would type it.
        output: The folder it publishes into.
        made: Other files and folders that its builds leave in the site.
        page: The file, below the output, of an event's article in a language.
    """

    name: str
    generator: Generator
    argv: tuple[str, ...]
    shown: str
    output: str
    made: tuple[str, ...]
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
    """Hugo, without the script around it that the package brings: it would cost it time.

    Raises:
        PackageNotFoundError: It is not installed.
    """
    binary = distribution("hugo").locate_file("hugo/binaries/hugo")
    made = ("resources", ".hugo_build.lock")
    return Tool("Hugo", "hugo", (str(binary),), "hugo", "public", made, _hugo_article)


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
    """Write the site of that many articles for a tool, and give back its events."""
    chronicle = write(folder, articles, generator=tool.generator)
    if tool.generator == "tarikh":
        (folder / "content/site.toml").write_bytes(_SITE.encode())
        (folder / "content/tags.toml").write_bytes(edits.registry().encode())
    return chronicle


def forget(tool: Tool, folder: Path) -> None:
    """Put all that a tool's builds have made aside, so that the next one is cold.

    It is not removed: for minutes after that ext4 makes new files many times as slowly, and the
    next build, whose ever it is, would pay for it.
    """
    aside = Path(tempfile.mkdtemp(prefix="aside-", dir=folder.parent))
    for name in (tool.output, *tool.made):
        if (folder / name).exists():
            (folder / name).rename(aside / name)


def edit_article(folder: Path, event: Event, edit: Callable[[str], str]) -> None:
    """Change the Arabic file of an event.

    Raises:
        ValueError: The edit changes nothing.
    """
    path = folder / "content" / file_of(event, "ar")
    text = path.read_bytes().decode()
    edited = edit(text)
    if edited == text:
        raise ValueError(f"nothing to edit in {file_of(event, 'ar')}")
    path.write_bytes(edited.encode())


def rename_tag(
    tool: Tool, folder: Path, renamed: Collection[int], tagged: Collection[Event]
) -> int:
    """Rename a tag where the tool has its names: the registry, or every article that bears it.

    Args:
        tool: Whose site it is.
        folder: Where the site is.
        renamed: Every tag renamed so far; the last is the one that is new.
        tagged: The events that have it.

    Returns:
        How many files were edited.
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
    pages = entries = fed = addresses = files = size = 0
    for path in output.rglob("*"):
        if not path.is_file():
            continue
        files += 1
        size += path.stat().st_size
        if path.suffix == ".html":
            pages += 1
            if path.relative_to(output).as_posix() not in _FIRST_PAGES:
                entries += len(_ENTRY.findall(path.read_bytes()))
        elif path.suffix == ".xml":
            data = path.read_bytes()
            fed += len(_FED.findall(data))
            addresses += len(_ADDRESS.findall(data))
    return Output(tool.name, articles, pages, entries, fed, addresses, files, size)


def expected_entries(chronicle: Collection[Event]) -> int:
    """How many entries the timelines of both languages must have: of years, tags, sources."""
    return 2 * sum(2 + len(event.tags) for event in chronicle)


def _article(event: Event, language: str) -> str:
    return f"{language}/articles/{event.key}/index.html"


def _hugo_article(event: Event, language: str) -> str:
    return f"{language}/{event.day.year}/{event.key}/index.html"
