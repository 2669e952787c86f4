"""Formats what commands find in a site, and what they change in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import click

from generator.console.words import escape_invisible, write_json
from generator.i18n.catalogues import Catalogue
from generator.i18n.messages import ENGLISH, translate
from generator.model import Status

if TYPE_CHECKING:
    from generator.build.search_content import FoundEvent
    from generator.editing.terms import UsedTerm
    from generator.search.duplicates import LikelyDuplicate

# How many events of a search a person reads.
_MAX_FOUND: Final = 20
_DIFF_COLORS: Final = MappingProxyType({"-": "red", "+": "green", "@": "cyan"})


def format_events(events: Sequence[FoundEvent]) -> Iterator[str]:
    """Format the events that a search found: the date and title of each, and its files."""
    for event in events[:_MAX_FOUND]:
        first = event.texts[0]
        notes = [event.status] if event.status != Status.OCCURRED else []
        notes += ["draft"] if all(text.draft for text in event.texts) else []
        note = f" ({', '.join(notes)})" if notes else ""
        date = click.style(event.date, bold=True)
        yield f"{date}  {escape_invisible(first.title)}{note}"
        for text in event.texts:
            yield f"  {escape_invisible(text.path)}"
    if len(events) > _MAX_FOUND:
        yield f"and {len(events) - _MAX_FOUND:,} more; --format json lists all"


def events_as_json(query: str, events: Sequence[FoundEvent]) -> str:
    """Format the events that a search found as one JSON object of printable characters only."""
    found = [
        {
            "key": event.key,
            "date": event.date,
            "status": event.status,
            "score": round(event.score, 3),
            "texts": [
                {
                    "path": text.path,
                    "language": text.language,
                    "title": text.title,
                    "draft": text.draft,
                }
                for text in event.texts
            ],
        }
        for event in events
    ]
    return write_json({"query": query, "events": found})


def format_terms(terms: Sequence[UsedTerm]) -> Iterator[str]:
    """Format tags or sources: the number of events of each, its id, its names, its spellings."""
    for term in terms:
        mark = " " if term.is_registered else "*"
        names = " · ".join(dict.fromkeys(map(escape_invisible, term.names.values())))
        identity = click.style(escape_invisible(term.id), bold=True)
        yield f"{term.events:6,} {mark} {identity}  {names}"
        counts = Counter[str]()
        for (_, spelling), count in term.spellings:
            counts[spelling] += count
        if counts.keys() - set(term.names.values()):
            used = (f"{escape_invisible(name)} {count}" for name, count in counts.most_common())
            yield f"         {', '.join(used)}"


def format_duplicate(duplicate: LikelyDuplicate, catalogue: Catalogue = ENGLISH) -> str:
    """Format an entry that is probably of the same event as a new one."""
    label = click.style(translate("similar", catalogue), fg="yellow", bold=True)
    title = escape_invisible(duplicate.title)
    reason = translate(duplicate.reason, catalogue)
    return f"{label}: {escape_invisible(duplicate.path)}: {title} ({reason})"


def format_diff(lines: Iterable[str]) -> Iterator[str]:
    """Format a unified diff for a terminal."""
    for line in lines:
        color = _DIFF_COLORS.get(line[:1])
        text = escape_invisible(line)
        is_heading = line.startswith(("--- ", "+++ ", "rename "))
        yield click.style(text, bold=True) if is_heading else click.style(text, fg=color)
