"""The record of the last build: what it read, what it wrote, and from what.

It is a file in the site's ``.tarikh/`` folder, which can be deleted at any time. A record that is
missing, damaged, or written by another version of the program is ignored.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.content.scan import Stat
from generator.hashing import SIZE, hash_bytes
from generator.messages import Plain, from_plain, to_plain
from generator.problems import (
    Code,
    EditorialCode,
    Problem,
    Severity,
    SeveritySetting,
    apply_severities,
    is_skip_notice,
)
from generator.state.output_manifest import KEPT_SECONDS
from generator.state.plain_file import replace_file

_NAME = "manifest"
_FAMILY = b"tarikh manifest "
_MAGIC = _FAMILY + b"21\n"


# The values below are plain tuples, and the tables of the record are dictionaries of them: a site
# has tens of thousands of each, and loading them is most of the work of an unchanged build.

# Of a source or an output: its stat, or None if that cannot be trusted, and the hash of its bytes.
FileStamp = tuple[Stat | None, bytes]
# The fields of a problem.
ProblemTuple = tuple[str, int, int, Code | EditorialCode, Plain, Plain, str]
# The fields of a severity setting.
SeverityTuple = tuple[str, str, str, int, int]
# Of each reference in a body: its address, or None if it leads nowhere, its width and its height,
# and the addresses and widths of an image in other sizes.
PageTargets = tuple[tuple[str | None, int, int, tuple[tuple[str, int], ...]], ...]
# Of a page: its fingerprint; the hash of its body's text, or an empty string; the offset and length
# of the body in the page, in bytes; and the targets of the references in the body.
PageRecord = tuple[bytes, str, int, int, PageTargets]


class BuildRecord(Struct, frozen=True):
    """What one build read and wrote.

    Attributes:
        program: The hash of the program, its libraries and its Python.
        settings: The hash of the settings that articles are parsed with.
        folder: The name of the site's folder, which is the title of a site without one.
        output: The output folder.
        base_url: The value of ``--base-url``; empty if it was not given.
        content: Each file of the content folder.
        theme: Each file of the theme.
        articles: The problems of each article that has any.
        shards: The hash of each file of entries.
        outputs: Each file written.
        pages: Each page among them, by its file.
        bodies: For each article, the file of the page that contains its body.
        templates: The hash of each template, to find those that changed.
        problems: The problems of the site as a whole.
        counts: How many events, articles, pages and files of articles there are.
        languages: The codes of the site's languages.
        reads: The hash of the file that says what pages were composed from.
        severities: The severities that the site gives to kinds of problems: their fields.
        chronicle: The hash of the file that says what the articles amount to.
        media: The hash of the file that says what the pictures and other files are.
        last_change: The latest instant before the build at which an article stopped being a draft
            or became one, in seconds since 0001-01-01T00:00:00Z; ``None`` if there is none.
        next_change: The next such instant; ``None`` if there is none.
        search: The hash of the file that says which words the search index has.
        withheld: The folders whose articles are drafts: the fields of `WithheldFolder`.
        addresses: The hash of the list of published addresses; empty without one.
        written: For each export of a whole language, the hash of the file with its records.
        kept: The assets of earlier builds that are still in the output, each with the instant until
            which it is kept, in seconds since 0001-01-01T00:00:00Z.
    """

    program: bytes
    settings: bytes
    folder: str
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
    counts: tuple[int, int, int, int]
    languages: tuple[str, ...]
    reads: bytes
    severities: tuple[SeverityTuple, ...]
    chronicle: bytes
    media: bytes
    last_change: int | None
    next_change: int | None
    search: bytes
    withheld: tuple[tuple[str, str, str], ...]
    addresses: bytes
    written: Mapping[str, bytes]
    kept: Mapping[str, int]

    def is_current(self, now: int) -> bool:
        """Whether a build at an instant has the same drafts and keeps the same old assets."""
        is_later = self.last_change is None or self.last_change <= now
        is_earlier = self.next_change is None or now < self.next_change
        keeps_same = all(now < until <= now + KEPT_SECONDS for until in self.kept.values())
        return is_later and is_earlier and keeps_same

    def has_names(self, folder: str, base_url: str) -> bool:
        """Whether the site was built in a folder of that name, and with that ``--base-url``."""
        return (self.folder, self.base_url) == (folder, base_url)


class DamagedRecordError(Exception):
    """The bytes of the record are not those that a build wrote."""


def load(state: Path) -> BuildRecord | None:
    """Load the record of the last build.

    Args:
        state: The folder of the site's state.

    Returns:
        The record; ``None`` if there is none, or if another version of the program wrote it.

    Raises:
        DamagedRecordError: The file does not match its own hash.
    """
    try:
        data = (state / _NAME).read_bytes()
    except OSError:
        return None
    if not data.startswith(_MAGIC):
        if data.startswith(_FAMILY):
            return None
        raise DamagedRecordError
    start = len(_MAGIC) + SIZE
    payload = data[start:]
    if data[len(_MAGIC) : start] != hash_bytes(payload):
        raise DamagedRecordError
    try:
        # `marshal` loads a large record in half the time of other formats. It is for trusted data
        # only, and the folder of a site is trusted: its templates are programs.
        values = marshal.loads(payload)
    except (ValueError, TypeError, EOFError) as error:
        raise DamagedRecordError from error
    # A record with other fields was written by another version of the program.
    if not isinstance(values, tuple) or len(values) != len(BuildRecord.__struct_fields__):
        return None
    return BuildRecord(*values)


def save(state: Path, record: BuildRecord) -> None:
    """Replace the record of the last build.

    Raises:
        OSError: It cannot be written.
    """
    values = [_unwrap_mapping(getattr(record, name)) for name in record.__struct_fields__]
    payload = marshal.dumps(tuple(values))
    replace_file(state / _NAME, _MAGIC + hash_bytes(payload) + payload)


def _unwrap_mapping(value: Any) -> Any:
    """Return a mapping of any class as a `dict`, the only one that `marshal` knows."""
    return dict(value) if isinstance(value, Mapping) else value


def to_tuples(problems: Iterable[Problem]) -> tuple[ProblemTuple, ...]:
    """Convert problems to the form in which they are recorded."""
    return tuple(
        (
            *(problem.path, problem.line, problem.column, problem.code),
            *(to_plain(problem.message), to_plain(problem.hint), problem.severity.value),
        )
        for problem in problems
    )


def from_tuples(recorded: Iterable[ProblemTuple]) -> tuple[Problem, ...]:
    """Convert recorded problems back."""
    return tuple(
        Problem(*each[:4], from_plain(each[4]), from_plain(each[5]), Severity(each[6]))
        for each in recorded
    )


def find_skipped(articles: Mapping[str, tuple[ProblemTuple, ...]]) -> frozenset[str]:
    """Return the files that are no articles, by the recorded problems of each file."""
    return frozenset(
        [
            path
            for path, recorded in articles.items()
            if any(is_skip_notice(each[3], each[6]) for each in recorded)
        ]
    )


def problems(record: BuildRecord, others: Iterable[Problem] = ()) -> tuple[Problem, ...]:
    """All problems of the recorded build, and others, as the settings judge them, sorted."""
    by_article = (each for recorded in record.articles.values() for each in recorded)
    recorded = from_tuples((*record.problems, *by_article))
    settings = tuple(SeveritySetting(*each) for each in record.severities)
    return apply_severities((*recorded, *others), settings)
