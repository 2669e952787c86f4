"""Import files into a site: read, review, and write what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.content.scan import SiteLayout, SiteListing, read_files, resolve_layout, scan_site
from generator.engine.site_inputs import load_site
from generator.importing.old_sites import ENDINGS, SKIPPED_FOLDERS, find_program
from generator.importing.readers import read_records
from generator.importing.records import ImportFailure, InputFile, Record
from generator.importing.review import Draft, Skipped, review_records
from generator.importing.review_list import FILE_NAME, update_review_list
from generator.importing.site_index import SiteIndex
from generator.problems import Problem

_FOLDER: Final = "imported"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import.

    Attributes:
        folder: The site's folder.
        full_text: Whether the text of reports is kept.
        dry_run: Whether nothing is written.
        mapping: The fields of columns of tables, by the names of the columns.
        is_dated_by_event: Whether ``date`` in articles of other programs is the day of the event.
    """

    folder: Path
    full_text: bool = False
    dry_run: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)
    is_dated_by_event: bool = False


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of an import.

    Attributes:
        entries: The drafts that are new.
        skipped: The records of which no draft is made.
        failures: Each file from which nothing could be imported, and why.
        review_list: The path of the review list, relative to the site's folder; empty if it did
            not change.
    """

    entries: tuple[Draft, ...]
    skipped: tuple[Skipped, ...]
    failures: tuple[tuple[str, ImportFailure], ...]
    review_list: str


def import_files(inputs: Iterable[InputFile], options: ImportOptions) -> ImportReport:
    """Import files into a site. No file is overwritten.

    Args:
        inputs: The files.
        options: How to import.

    Raises:
        NotADirectoryError: The site's folder does not exist.
        OSError: The site cannot be read, or a draft cannot be written.
    """
    layout = resolve_layout(options.folder)
    listing = scan_site(layout)
    index = _load_index(layout, listing)
    records: list[Record] = []
    failures = []
    for file in inputs:
        try:
            records += read_records(
                file,
                index.site.timezone,
                options.mapping,
                is_dated_by_event=options.is_dated_by_event,
            )
        except ImportFailure as failure:
            failures.append((file.name, failure))
    # An empty folder gets a content folder; one with articles is the content folder itself.
    content = "" if layout.content == layout.root and index.articles else "content/"
    folder = f"{content}{_FOLDER}"
    results = tuple(review_records(records, index, folder, full_text=options.full_text))
    drafts = tuple(each for each in results if isinstance(each, Draft))
    list_path = layout.root / FILE_NAME
    existing = list_path.read_text("utf-8") if list_path.exists() else ""
    review_list = update_review_list(existing, results)
    has_review = review_list != existing
    if not options.dry_run:
        for draft in drafts:
            _write_new(layout.root / draft.path, draft.data)
        if has_review:
            list_path.write_text(review_list, "utf-8")
    skipped = tuple(each for each in results if isinstance(each, Skipped))
    return ImportReport(drafts, skipped, tuple(failures), FILE_NAME if has_review else "")


def _load_index(layout: SiteLayout, listing: SiteListing) -> SiteIndex:
    unreadable: list[Problem] = []
    site, _ = load_site(layout, listing, unreadable)
    paths = (path for path in listing.content if path.endswith(".md"))
    return SiteIndex.build(site, read_files(layout.root, paths, unreadable))


def _write_new(path: Path, data: bytes) -> None:
    """Write a file that does not exist.

    Raises:
        FileExistsError: It exists.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(data)


def list_old_site(folder: Path) -> tuple[str, list[Path]]:
    """Return the program that builds the site in a folder, and the files of its articles.

    Raises:
        OSError: A folder cannot be listed.
    """
    program = find_program(path.name for path in folder.iterdir())
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.casefold() in ENDINGS
        and path.is_file()
        and not _is_skipped(path.relative_to(folder))
    ]
    return program, files


def _is_skipped(path: Path) -> bool:
    """Whether a file is a template, is generated, is hidden, or is about the repository."""
    *folders, name = path.parts
    return (
        not SKIPPED_FOLDERS.isdisjoint(folders)
        or any(part.startswith(".") for part in path.parts)
        or name.casefold() in ("readme.md", "license.md", "changelog.md")
    )
