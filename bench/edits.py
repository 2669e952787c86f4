"""The edits between the measured builds, as functions from text to text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from bench.corpus import TAGS, Event, tag_name
from bench.words import ARABIC, ENGLISH

# Neither contains a mark of Markdown or HTML, so each tool publishes it verbatim.
SENTENCE = "ثم أضيفت هذه الجملة بعد النشر."
ADDITION = " بعد التعديل"

# The rank of the first tag that is renamed, by frequency: the most frequent are seldom renamed.
_RANK = 9
_TITLE = re.compile(r'^(title: "?.*?)("?)$', re.IGNORECASE | re.MULTILINE)
_TAGS = re.compile(r"^(tags: )(.*)$", re.IGNORECASE | re.MULTILINE)
# The starts of blocks in the corpus that are not paragraphs.
_MARKS = ("#", "- ", "> ", "|", "[^")


@dataclass(frozen=True, slots=True)
class Edits:
    """What one round edits, in Arabic.

    Attributes:
        body: The event whose text gets another sentence.
        title: The event whose title gets longer.
        tag: The number of the tag whose name gets longer.
    """

    body: Event
    title: Event
    tag: int


def choose_edits(chronicle: Sequence[Event], rounds: int) -> tuple[Edits, ...]:
    """Choose different edits for each round; the same arguments give the same edits.

    Raises:
        ValueError: There are fewer events than edits.
    """
    chosen = Random("edits").sample(chronicle, 2 * rounds)
    uses = Counter(tag for event in chronicle for tag in event.tags)
    ranked = sorted(uses, key=lambda tag: (-uses[tag], tag))
    first = max(0, min(_RANK, len(ranked) - rounds))
    return tuple(
        Edits(body, title, tag)
        for body, title, tag in zip(
            chosen[:rounds], chosen[rounds:], ranked[first : first + rounds], strict=True
        )
    )


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


def with_longer_title(text: str) -> str:
    """Return an article with a longer title, whether the title is quoted or not."""
    return _TITLE.sub(rf"\g<1>{ADDITION}\g<2>", text, count=1)


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
