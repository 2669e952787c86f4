"""The record of the last build: what was read, what was written, and from what.

It lies in the site's ``.tarikh/`` folder and can always be deleted: whatever in it is missing,
damaged, foreign or of another version of the program is as if it had never been.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import msgpack

from generator.content.scan import Stat
from generator.hashing import SIZE, hash_bytes
from generator.problems import Code, Problem, Severity

_NAME = "manifest"
_MAGIC = b"tarikh manifest 2\n"


# The values below are bare tuples, and the record's tables dictionaries of them: a site has tens
# of thousands of each, and loading them is most of what an unchanged build does.

# Of a source or an output: its stat, or None where that cannot be trusted, and its bytes' hash.
FileStamp = tuple[Stat | None, bytes]
# A problem, as its fields.
ProblemTuple = tuple[str, int, int, Code, str, str, str]
# Of a page: its fingerprint; the hash of its body's text, or nothing; where the body stands in it,
# offset and length in bytes; and what the body's references lead to, each as an address, a width
# and a height.
PageRecord = tuple[bytes, str, int, int, tuple[tuple[str, int, int], ...]]


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What one build read and wrote.

    Attributes:
        program: The hash of the program, its libraries and the options that bear on every page.
        settings: The hash of what articles are parsed with.
        output: The folder published into.
        base_url: Where the site was said to be, if that was said to the program.
        content: Each file of the content folder.
        theme: Each file of the theme.
        articles: The problems of each article that has some.
        shards: The hash of each file of entries.
        outputs: Each file written.
        pages: Each page among them, by its file.
        bodies: For each article, the page that prints its body.
        templates: The hash of each template, to tell which has changed.
        problems: Those of the site as a whole.
        counts: How many events, articles and pages there are.
        languages: The codes of the site's languages.
    """

    program: bytes
    settings: bytes
    output: str
    base_url: str
    content: Mapping[str, FileStamp]
    theme: Mapping[str, FileStamp]
    articles: Mapping[str, tuple[ProblemTuple, ...]]
    shards: tuple[bytes, ...]
    outputs: Mapping[str, FileStamp]
    pages: Mapping[str, PageRecord]
    bodies: Mapping[str, str]
    templates: Mapping[str, bytes]
    problems: tuple[ProblemTuple, ...]
    counts: tuple[int, int, int]
    languages: tuple[str, ...]


class DamagedError(Exception):
    """The record is not what a build wrote."""


def load(state: Path) -> BuildRecord | None:
    """The record of the last build; ``None`` when there is none, or it is of another version.

    Raises:
        DamagedError: There is one that cannot be trusted.
    """
    try:
        data = (state / _NAME).read_bytes()
    except OSError:
        return None
    head = len(_MAGIC) + SIZE
    if not data.startswith(_MAGIC) or data[len(_MAGIC) : head] != hash_bytes(data[head:]):
        raise DamagedError
    try:
        values = msgpack.unpackb(data[head:], use_list=False, strict_map_key=False)
    except (ValueError, TypeError) as error:
        raise DamagedError from error
    # Another version of the program records other things.
    if not isinstance(values, tuple) or len(values) != len(fields(BuildRecord)):
        return None
    return BuildRecord(*values)


def save(state: Path, manifest: BuildRecord) -> None:
    """Keep a record, in the place of the one before."""
    payload = msgpack.packb([_plain(getattr(manifest, each.name)) for each in fields(manifest)])
    beside = state / f"{_NAME}.part"
    beside.write_bytes(_MAGIC + hash_bytes(payload) + payload)
    beside.replace(state / _NAME)


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else value


def to_tuples(problems: Iterable[Problem]) -> tuple[ProblemTuple, ...]:
    """Problems as a record keeps them."""
    return tuple(
        (p.path, p.line, p.column, p.code, p.message, p.hint, p.severity.value) for p in problems
    )


def from_tuples(kept: Iterable[ProblemTuple]) -> tuple[Problem, ...]:
    """Problems as they were before they were recorded."""
    return tuple(Problem(*each[:6], Severity(each[6])) for each in kept)


def problems(past: BuildRecord) -> tuple[Problem, ...]:
    """All that was found wrong in the last build, sorted."""
    by_article = (each for kept in past.articles.values() for each in kept)
    return tuple(sorted(from_tuples((*past.problems, *by_article))))
