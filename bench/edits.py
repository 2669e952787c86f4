"""The edits between the measured builds, as functions from text to text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bench.corpus import LAST_DAY, TAGS, Event, generate_events, tag_name
from bench.words import ARABIC, ENGLISH

# Neither contains a mark of Markdown or HTML, so each tool publishes it verbatim.
SENTENCE = "ثم أضيفت هذه الجملة بعد النشر."
ADDITION = " بعد التعديل"

# The rank of the first tag that is renamed, by frequency: the most frequent are seldom renamed.
_RANK = 9
_TITLE = re.compile(r'^(title: "?.*?)("?)$', re.IGNORECASE | re.MULTILINE)
# Hugo and Pelican have the date once to sort by, and once as it was written.
_DATES = re.compile(r'^((?:date|when): "?)[0-9-]{10}("?)$', re.IGNORECASE | re.MULTILINE)
# So much later an event happened according to an edited date, unless that is after the last day.
_DELAY = timedelta(days=400)
_TAGS = re.compile(r"^(tags: )(.*)$", re.IGNORECASE | re.MULTILINE)
# The starts of blocks in the corpus that are not paragraphs.
_MARKS = ("#", "- ", "> ", "|", "[^")


@dataclass(frozen=True, slots=True)
class Edits:
    """What one round edits: texts, titles and names of tags in Arabic, all else in both languages.

    Attributes:
        body: The event whose text gets another sentence.
        title: The event whose title gets longer.
        date: The event that happened in another year.
        tagged: The event that gets another tag.
        tag: The number of the tag whose name gets longer; also that of the other tag.
        new: The event that is added.
    """

    body: Event
    title: Event
    date: Event
    tagged: Event
    tag: int
    new: Event


def choose_edits(chronicle: Sequence[Event], rounds: int) -> tuple[Edits, ...]:
    """Choose different edits for each round; the same arguments give the same edits.

    Raises:
        ValueError: There are fewer events than edits.
    """
    bodies, titles, dates = (
        Random(f"edits of {what}").sample(chronicle, rounds) for what in ("body", "title", "date")
    )
    uses = Counter(tag for event in chronicle for tag in event.tags)
    ranked = sorted(uses, key=lambda tag: (-uses[tag], tag))
    first = max(0, min(_RANK, len(ranked) - rounds))
    tags = ranked[first : first + rounds]
    tagged = [
        Random("edits of tags").choice([event for event in chronicle if tag not in event.tags])
        for tag in tags
    ]
    added = generate_events(len(chronicle) + rounds)[-rounds:]
    return tuple(map(Edits, bodies, titles, dates, tagged, tags, added))


def with_sentence(text: str) -> str:
    """Return an article with one more sentence at the end of its last paragraph.

    Raises:
        ValueError: The article has no paragraph.
    """
    # The front matter of all tools has no empty line, so it is the first block.
    blocks = text.split("\n\n")
    for at in range(len(blocks) - 1, 0, -1):
        block = blocks[at].rstrip("\n")
        if block and not block.startswith(_MARKS):
            blocks[at] = f"{block} {SENTENCE}{blocks[at][len(block) :]}"
            return "\n\n".join(blocks)
    raise ValueError("no paragraph")


def with_longer_title(text: str, addition: str = ADDITION) -> str:
    """Return an article with a longer title, whether the title is quoted or not."""
    return _TITLE.sub(rf"\g<1>{addition}\g<2>", text, count=1)


def later_day(day: date) -> date:
    """Return the day that a date is changed to; it is in another year."""
    return day + _DELAY if day + _DELAY <= LAST_DAY else day - _DELAY


def with_date(text: str, day: date) -> str:
    """Return an article with another date, in the front matter of any tool."""
    return _DATES.sub(rf"\g<1>{day.isoformat()}\g<2>", text, count=2)


def with_tag(text: str, name: str) -> str:
    """Return an article with another tag, in the front matter of any tool."""

    def longer(line: re.Match[str]) -> str:
        key, names = line.groups()
        if names.startswith("["):
            return f'{key}{names.removesuffix("]")}, "{name}"]'
        return f"{key}{names}, {name}"

    return _TAGS.sub(longer, text, count=1)


def with_tag_renamed(text: str, tag: int) -> str:
    """Return an Arabic article with a longer name for a tag, in the front matter of any tool."""
    old, new = tag_name(tag, ARABIC), new_name(tag)

    def renamed(line: re.Match[str]) -> str:
        key, names = line.groups()
        if names.startswith("["):
            return key + names.replace(f'"{old}"', f'"{new}"')
        return key + ", ".join(new if name == old else name for name in names.split(", "))

    return _TAGS.sub(renamed, text, count=1)


def new_name(tag: int) -> str:
    """Return the Arabic name of a tag after it is renamed."""
    return f"{tag_name(tag, ARABIC)}{ADDITION}"


def registry(renamed: Collection[int] = ()) -> str:
    """Return a ``tags.toml`` with all tags, some of them renamed in Arabic."""
    return "\n".join(_registered(renamed))


def _registered(renamed: Collection[int]) -> Iterator[str]:
    for tag in range(TAGS):
        arabic, english = tag_name(tag, ARABIC), tag_name(tag, ENGLISH)
        yield f"[tag-{tag:03d}]"
        if tag in renamed:
            yield f'name = {{ ar = "{new_name(tag)}", en = "{english}" }}'
            yield f'spellings = ["{arabic}"]\n'
        else:
            yield f'name = {{ ar = "{arabic}", en = "{english}" }}\n'
