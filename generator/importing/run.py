"""Import files into a site: read, review, and say what is to be written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.content.scan import SiteLayout, read_files, resolve_layout, scan_site
from generator.engine.site_inputs import load_site
from generator.hashing import hash_stream
from generator.importing.batch import FILES, FOLDER, Draft, Skipped
from generator.importing.old_sites import OldSite, read_old_site
from generator.importing.readers import read_records
from generator.importing.records import ImportFailure, InputFile, Record
from generator.importing.review import review_records
from generator.importing.review_list import FILE_NAME, update_review_list
from generator.importing.site_index import SiteIndex
from generator.importing.tables import refuse_mapping
from generator.problems import Problem
from generator.state.edit_journal import FileReplacement

# The review list may have been saved in another encoding since.
_KEEP_BYTES = "surrogateescape"


class ImportOptions(Struct, frozen=True):
    """How to import.

    Attributes:
        folder: The site's folder.
        full_text: Whether the text of reports is kept.
        mapping: The fields of columns of tables, by the names of the columns.
        is_dated_by_event: Whether dates that are of the event or of the text are of the event.
    """

    folder: Path
    full_text: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)
    is_dated_by_event: bool = False


class ImportReport(Struct, frozen=True):
    """The result of an import.

    Attributes:
        entries: The drafts that are new.
        files: The paths of the files that are copied for them.
        skipped: The records of which no draft is made.
        failures: Each file from which nothing could be imported, and why.
        review_list: The path of the review list, relative to the site's folder; empty if it does
            not change.
        replacements: What is to be written.
    """

    entries: tuple[Draft, ...]
    files: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    failures: tuple[tuple[str, ImportFailure], ...]
    review_list: str
    replacements: tuple[FileReplacement, ...]


class Reading(Struct, frozen=True):
    """What was read of the files to import.

    Attributes:
        index: What the site has.
        records: The records.
        failures: Each file from which nothing could be read, and why.
    """

    index: SiteIndex
    records: tuple[Record, ...]
    failures: tuple[tuple[str, ImportFailure], ...]

    @property
    def undecided(self) -> int:
        """The number of records with a date that is either of the event or of the text."""
        return sum(bool(record.undecided_date and not record.reason) for record in self.records)


def read_inputs(inputs: Iterable[InputFile | OldSite], options: ImportOptions) -> Reading:
    """Read what is to be imported, and what the site has.

    Args:
        inputs: The files, and the folders of old sites.
        options: How to import.

    Raises:
        NotADirectoryError: The site's folder does not exist.
        OSError: The site, or a file of an old site, cannot be read.
    """
    index = load_index(resolve_layout(options.folder))
    timezone = index.site.timezone
    records: list[Record] = []
    failures = []
    for each in inputs:
        try:
            if isinstance(each, OldSite):
                refuse_mapping(options.mapping)
                for result in read_old_site(each, timezone):
                    if isinstance(result, Record):
                        records.append(result)
                    else:
                        failures.append(result)
                continue
            records += read_records(each, timezone, options.mapping)
        except ImportFailure as failure:
            failures.append((each.name, failure))
    return Reading(index, tuple(records), tuple(failures))


def plan_import(reading: Reading, options: ImportOptions) -> ImportReport:
    """Make a draft of each record that the site does not have. No file of the site is overwritten.

    Args:
        reading: What was read.
        options: How to import.

    Raises:
        OSError: The review list cannot be read.
    """
    results = tuple(
        review_records(
            reading.records,
            reading.index,
            full_text=options.full_text,
            is_dated_by_event=options.is_dated_by_event,
        )
    )
    drafts = tuple(each for each in results if isinstance(each, Draft))
    skipped = tuple(each for each in results if isinstance(each, Skipped))
    known = reading.index.files
    files = {
        path: file
        for draft in drafts
        for path, file in draft.files.items()
        if known.get(path) != file.digest
    }
    replacements = [
        *(FileReplacement(path, None, path, file.source) for path, file in files.items()),
        *(FileReplacement(draft.path, None, draft.path, draft.data) for draft in drafts),
    ]
    list_path = options.folder / FILE_NAME
    before = list_path.read_bytes() if list_path.exists() else None
    existing = list_path.read_text("utf-8", _KEEP_BYTES) if before is not None else ""
    review_list = update_review_list(existing, results)
    has_review = review_list != existing
    if has_review:
        data = review_list.encode("utf-8", _KEEP_BYTES)
        replacements.append(FileReplacement(FILE_NAME, before, FILE_NAME, data))
    return ImportReport(
        drafts,
        tuple(files),
        skipped,
        reading.failures,
        FILE_NAME if has_review else "",
        tuple(replacements),
    )


def load_index(layout: SiteLayout) -> SiteIndex:
    """Read the articles of a site.

    Raises:
        OSError: A folder cannot be listed.
    """
    unreadable: list[Problem] = []
    listing = scan_site(layout)
    site, _ = load_site(layout, listing, unreadable)
    articles = read_files(layout.root, listing.article_paths, unreadable)
    start = layout.path(f"{FOLDER}/{FILES}/")
    copied = {
        path: _hash_file(layout.root / path) for path in listing.content if path.startswith(start)
    }
    return SiteIndex.build(site, articles, layout.path(""), copied)


def _hash_file(path: Path) -> bytes:
    with path.open("rb") as stream:
        return hash_stream(stream)
