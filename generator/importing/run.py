"""Import files into a site: read, review, and write what is new."""

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
from generator.importing.records import ImportFailure, InputFile, OldFile, Record
from generator.importing.review import review_records
from generator.importing.review_list import FILE_NAME, update_review_list
from generator.importing.site_index import SiteIndex
from generator.importing.tables import refuse_mapping
from generator.problems import Problem
from generator.state.plain_file import replace_file

# The review list may have been saved in another encoding since.
_KEEP_BYTES = "surrogateescape"


class ImportOptions(Struct, frozen=True):
    """How to import.

    Attributes:
        folder: The site's folder.
        full_text: Whether the text of reports is kept.
        dry_run: Whether nothing is written.
        mapping: The fields of columns of tables, by the names of the columns.
        is_dated_by_event: Whether dates that are of the event or of the text are of the event.
    """

    folder: Path
    full_text: bool = False
    dry_run: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)
    is_dated_by_event: bool = False


class ImportReport(Struct, frozen=True):
    """The result of an import.

    Attributes:
        entries: The drafts that are new.
        files: The paths of the files that are copied for them.
        skipped: The records of which no draft is made.
        failures: Each file from which nothing could be imported, and why.
        review_list: The path of the review list, relative to the site's folder; empty if it did
            not change.
    """

    entries: tuple[Draft, ...]
    files: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    failures: tuple[tuple[str, ImportFailure], ...]
    review_list: str


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


def import_records(reading: Reading, options: ImportOptions) -> ImportReport:
    """Write a draft of each record that the site does not have. No file is overwritten.

    Args:
        reading: What was read.
        options: How to import.

    Raises:
        OSError: A file cannot be written; then none is.
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
    root = options.folder.resolve()
    list_path = root / FILE_NAME
    existing = list_path.read_text("utf-8", _KEEP_BYTES) if list_path.exists() else ""
    review_list = update_review_list(existing, results)
    has_review = review_list != existing
    if not options.dry_run:
        _write_all(root, files, drafts)
        if has_review:
            replace_file(list_path, review_list.encode("utf-8", _KEEP_BYTES))
    return ImportReport(
        drafts, tuple(files), skipped, reading.failures, FILE_NAME if has_review else ""
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


def _write_all(root: Path, files: Mapping[str, OldFile], drafts: Iterable[Draft]) -> None:
    """Write the files and the drafts, or none of them.

    Raises:
        OSError: One of them cannot be written, or exists.
    """
    written: list[Path] = []
    try:
        for path, file in files.items():
            _write_new(root / path, file.source.read_bytes())
            written.append(root / path)
        for draft in drafts:
            _write_new(root / draft.path, draft.data)
            written.append(root / draft.path)
    except BaseException:
        for each in written:
            each.unlink(missing_ok=True)
        raise


def _write_new(path: Path, data: bytes) -> None:
    """Write a file that does not exist, wholly or not at all.

    Raises:
        FileExistsError: It exists.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        try:
            stream.write(data)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
