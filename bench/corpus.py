"""Generate a chronology of any size; the same arguments always give the same bytes.

    python bench/corpus.py OUT --articles 1000 [--seed 1] [--mixed-dates] [--for hugo]

Each event has an article in Arabic and one in English, of 150 to 500 words with headings, lists,
internal and external links, some tables and footnotes. There are 40 sources and 200 tags, whose
frequency follows Zipf's law; the events are between 2003 and 2025. A smaller chronology is the
beginning of a larger one with the same seed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Literal

if __name__ == "__main__":
    # Run as a file, this module is not yet part of its package.
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.words import ARABIC, ENGLISH, Vocabulary

Generator = Literal["tarikh", "hugo", "pelican"]

LANGUAGES = MappingProxyType({"ar": ARABIC, "en": ENGLISH})
SOURCES = 40
TAGS = 200
FIRST_DAY = date(2003, 1, 1)
LAST_DAY = date(2025, 12, 31)

_PEERS = Path(__file__).parent / "peers"
_TAG_WEIGHTS = tuple(accumulate(1 / rank for rank in range(1, TAGS + 1)))
_SOURCE_WEIGHTS = tuple(accumulate(1 / rank for rank in range(1, SOURCES + 1)))


@dataclass(frozen=True, slots=True)
class Event:
    """The data of an event that its articles share.

    Attributes:
        number: Its index in the order of generation, from 0; not chronological.
        key: The stem of its files' names.
        day: The day that it is sorted by.
        when: Its date in the front matter, which may be less precise than the day.
        source: The number of its source.
        tags: The numbers of its tags.
    """

    number: int
    key: str
    day: date
    when: str
    source: int
    tags: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article about an event in one language."""

    event: Event
    language: str
    title: str
    source: str
    url: str
    tags: tuple[str, ...]
    body: str


def generate_events(count: int, *, seed: int = 1, mixed_dates: bool = False) -> tuple[Event, ...]:
    """Return the first ``count`` events of the chronology with this seed."""
    return tuple(_event(number, seed, mixed_dates) for number in range(count))


def generate_articles(
    events: Sequence[Event],
    chronicle: Sequence[Event],
    *,
    seed: int = 1,
    linked: Callable[[Event, str], str] | None = None,
) -> Iterator[Article]:
    """Yield an article for each of some events in each language.

    Args:
        events: The events.
        chronicle: All events, from number 0, which the articles may link to.
        seed: The seed of the texts.
        linked: Returns the target of a link to an event's article in a language; by default the
            relative path to its file from the folder of another year.
    """
    for event in events:
        for language, words in LANGUAGES.items():
            # Both languages use the same seed, so translations start alike.
            chance = Random(f"{seed}:{event.number}:text")
            target = chronicle[chance.randrange(event.number)] if event.number else None
            link = (linked or file_from_a_year)(target, language) if target else ""
            yield Article(
                event=event,
                language=language,
                title=_title(chance, words),
                source=source_name(event.source, words),
                url=f"https://source-{event.source:02d}.example/{event.day:%Y/%m/%d}/{event.key}",
                tags=tuple(tag_name(tag, words) for tag in event.tags),
                body=_body(chance, words, link),
            )


def tag_name(number: int, words: Vocabulary) -> str:
    """Return the name of the tag with this number."""
    people, kind = divmod(number, len(words.kinds))
    return words.tag.format(kind=words.kinds[kind], people=words.peoples[people])


def source_name(number: int, words: Vocabulary) -> str:
    """Return the name of the source with this number."""
    people, outlet = divmod(number, len(words.outlets))
    return words.tag.format(kind=words.outlets[outlet], people=words.peoples[people])


def file_of(event: Event, language: str) -> str:
    """Return the path of an event's article in the content folder."""
    return f"{event.day.year}/{event.key}.{language}.md"


def file_from_a_year(event: Event, language: str) -> str:
    """Return the relative path to an event's article from the folder of another year."""
    return f"../{file_of(event, language)}"


def write(
    folder: Path,
    articles: int,
    *,
    seed: int = 1,
    mixed_dates: bool = False,
    generator: Generator = "tarikh",
) -> tuple[Event, ...]:
    """Write the folder of a site and return its events.

    Args:
        folder: The folder of the site; it is created if needed.
        articles: How many events; there are as many files in each language.
        seed: The seed of the chronology.
        mixed_dates: Whether some dates are months, years, intervals, approximate or have a time.
        generator: The tool whose folders, front matter, configuration and templates to write.

    Raises:
        OSError: The folder cannot be written.
    """
    chronicle = generate_events(articles, seed=seed, mixed_dates=mixed_dates)
    if generator != "tarikh":
        compiled = shutil.ignore_patterns("__pycache__")
        shutil.copytree(_PEERS / generator, folder, ignore=compiled, dirs_exist_ok=True)
    write_articles(folder, chronicle, chronicle, seed=seed, generator=generator)
    return chronicle


def write_articles(
    folder: Path,
    events: Sequence[Event],
    chronicle: Sequence[Event],
    *,
    seed: int = 1,
    generator: Generator = "tarikh",
) -> None:
    """Write the articles about some events.

    Args:
        folder: The folder of the site.
        events: The events.
        chronicle: All events, from number 0, which the articles may link to.
        seed: The seed of the texts.
        generator: The tool whose front matter to write.

    Raises:
        OSError: The folder cannot be written.
    """
    head = _HEADS[generator]
    linked = _pelican_link if generator == "pelican" else None
    for article in generate_articles(events, chronicle, seed=seed, linked=linked):
        path = folder / "content" / file_of(article.event, article.language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(f"{head(article)}\n{article.body}".encode())


def _event(number: int, seed: int, mixed_dates: bool) -> Event:
    chance = Random(f"{seed}:{number}:event")
    day = FIRST_DAY + timedelta(days=chance.randrange((LAST_DAY - FIRST_DAY).days + 1))
    what, where = chance.choice(ENGLISH.kinds), chance.choice(ENGLISH.places)
    return Event(
        number=number,
        key=f"{what}-{where.lower()}-{number:05d}",
        day=day,
        source=_draw(chance, _SOURCE_WEIGHTS),
        tags=tuple(dict.fromkeys(_draw(chance, _TAG_WEIGHTS) for _ in range(chance.randint(1, 5)))),
        # Last, so that all else is the same with both kinds of dates.
        when=_mixed_date(chance, day) if mixed_dates else day.isoformat(),
    )


def _draw(chance: Random, weights: Sequence[float]) -> int:
    return chance.choices(range(len(weights)), cum_weights=weights)[0]


def _mixed_date(chance: Random, day: date) -> str:
    later = day + timedelta(days=chance.randint(1, 60))
    forms = (
        (60, day.isoformat()),
        (12, f"{day}T{chance.randrange(24):02d}:{chance.randrange(60):02d}+03:00"),
        (14, f"{day:%Y-%m}"),
        (5, f"{day:%Y}"),
        (4, f"{day:%Y-%m}~"),
        (2, f"{day:%Y}?"),
        (3, f"{day}/{later}"),
    )
    return chance.choices([form for _, form in forms], [weight for weight, _ in forms])[0]


def _title(chance: Random, words: Vocabulary) -> str:
    matter = chance.choice(words.matters).split(maxsplit=1)[1]
    title = f"{chance.choice(words.places)}: {matter}"
    return f"{title} {chance.choice(words.circumstances)}" if chance.random() < 0.4 else title


def _sentence(chance: Random, words: Vocabulary) -> str:
    return words.sentence.format(
        speaker=chance.choice(words.speakers),
        opening=chance.choice(words.openings),
        matter=chance.choice(words.matters),
        circumstance=chance.choice(words.circumstances),
    )


def _body(chance: Random, words: Vocabulary, link: str) -> str:
    """Return a text of 150 to 500 words; ``link`` is the target of a link, or empty."""
    wanted = chance.randint(150, 390)
    blocks = [_paragraph(chance, words), _linked_paragraph(chance, words, link)]
    while _count(blocks) < wanted:
        blocks.append(_block(chance, words))
    if chance.random() < 0.15:
        blocks[0] += "[^1]"
        blocks.append(f"[^1]: {_sentence(chance, words)}.")
    return "\n\n".join(blocks) + "\n"


def _count(blocks: Sequence[str]) -> int:
    return sum(len(block.split()) for block in blocks)


def _block(chance: Random, words: Vocabulary) -> str:
    kind = chance.random()
    if kind < 0.62:
        return _paragraph(chance, words)
    if kind < 0.80:
        return f"## {chance.choice(words.headings)}\n\n{_paragraph(chance, words)}"
    if kind < 0.92:
        items = chance.sample(words.matters, chance.randint(3, 4))
        return "\n".join(f"- {item.split(maxsplit=1)[1]}" for item in items)
    if kind < 0.96:
        return f"> {_sentence(chance, words)}."
    return _table(chance, words)


def _paragraph(chance: Random, words: Vocabulary) -> str:
    sentences = [_sentence(chance, words) for _ in range(chance.randint(2, 3))]
    mark = chance.random()
    if mark < 0.15:
        place = chance.choice(words.places)
        sentences[0] += f"{words.comma} **{place}**"
    elif mark < 0.25:
        address = f"https://archive-{chance.randrange(9)}.example/{chance.randrange(10**6)}"
        sentences[-1] += f" ([{chance.choice(words.outlets)}]({address}))"
    return ". ".join(sentences) + "."


def _linked_paragraph(chance: Random, words: Vocabulary, link: str) -> str:
    paragraph = _paragraph(chance, words)
    heading = chance.choice(words.headings)
    return f"{paragraph} [{heading}]({link})." if link and chance.random() < 0.5 else paragraph


def _table(chance: Random, words: Vocabulary) -> str:
    rows = [
        (place, str(chance.randrange(1, 5000)), chance.choice(words.outlets))
        for place in chance.sample(words.places, 3)
    ]
    lines = [words.columns, ("---", "---:", "---"), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _tarikh_head(article: Article) -> str:
    source = f"{{name: {_quoted(article.source)}, url: {_quoted(article.url)}}}"
    return (
        "---\n"
        f"title: {_quoted(article.title)}\n"
        f"date: {article.event.when}\n"
        f"source: {source}\n"
        f"tags: [{', '.join(map(_quoted, article.tags))}]\n"
        "---\n"
    )


def _hugo_head(article: Article) -> str:
    """Return front matter for Hugo, which supports only days and groups by top-level lists."""
    source = f"{{name: {_quoted(article.source)}, url: {_quoted(article.url)}}}"
    return (
        "---\n"
        f"title: {_quoted(article.title)}\n"
        f"date: {article.event.day}\n"
        f"when: {_quoted(article.event.when)}\n"
        f"source: {source}\n"
        f"sources: [{_quoted(article.source)}]\n"
        f"tags: [{', '.join(map(_quoted, article.tags))}]\n"
        "---\n"
    )


def _pelican_head(article: Article) -> str:
    """Return a header for Pelican: one line for each field; the category is the source."""
    return (
        f"Title: {article.title}\n"
        f"Date: {article.event.day}\n"
        f"When: {article.event.when}\n"
        f"Lang: {article.language}\n"
        f"Slug: {article.event.key}\n"
        f"Category: {article.source}\n"
        f"Source_url: {article.url}\n"
        f"Tags: {', '.join(article.tags)}\n"
    )


def _pelican_link(event: Event, language: str) -> str:
    return f"{{filename}}/{file_of(event, language)}"


def _quoted(text: str) -> str:
    # A JSON string is a valid YAML string.
    return json.dumps(text, ensure_ascii=False)


_HEADS: Mapping[Generator, Callable[[Article], str]] = MappingProxyType(
    {"tarikh": _tarikh_head, "hugo": _hugo_head, "pelican": _pelican_head}
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a generated chronology.")
    parser.add_argument("out", type=Path, help="the site's folder")
    parser.add_argument("--articles", type=int, required=True, help="how many, in each language")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mixed-dates", action="store_true", help="not only days")
    parser.add_argument("--for", dest="generator", choices=tuple(_HEADS), default="tarikh")
    given = parser.parse_args()
    write(
        given.out,
        given.articles,
        seed=given.seed,
        mixed_dates=given.mixed_dates,
        generator=given.generator,
    )


if __name__ == "__main__":
    main()
