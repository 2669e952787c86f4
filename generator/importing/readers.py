"""Detect what a file is, and read its records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress

from generator.importing.calendar_file import is_calendar, read_calendar
from generator.importing.feeds import is_feed, read_feed
from generator.importing.json_files import read_json
from generator.importing.old_sites import ENDINGS, list_uploads, read_old_article
from generator.importing.pasted_text import read_pasted_text
from generator.importing.records import ImportFailure, InputFile, Record
from generator.importing.tables import read_csv, refuse_mapping
from generator.importing.web_page import (
    is_web_archive,
    is_web_page,
    read_web_archive,
    read_web_page,
)
from generator.importing.wordpress import is_export, read_export
from generator.importing.workbook import ENDINGS as WORKBOOK_ENDINGS
from generator.importing.workbook import UNREAD_ENDINGS, is_workbook, read_workbook
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.text.decoding import DecodeError, decode

# A site has this file next to the reports that are pasted into its folder.
_REQUIREMENTS = "requirements.txt"
_MOST_BYTES = 100_000_000
_PAGES = (".html", ".htm", ".xhtml")
_CALENDARS = (".ics", ".ical")
_FEEDS = (".xml", ".rss", ".atom")
# The encoding that a page of HTML or a file of XML says it is in.
_DECLARED = lazy_compile(
    rb"<\?xml[^>]*?\bencoding=[\"'](?P<xml>[\w-]+)|<meta[^>]*?\bcharset=[\"']?(?P<html>[\w-]+)",
    re.IGNORECASE,
)
_HEAD = 4096
_TABLES = (".csv", ".tsv", ".tab")
REPORT_ENDINGS = (
    *(".txt", ".text", ".mht", ".mhtml", ".json"),
    *(_PAGES + _CALENDARS + _FEEDS + _TABLES + WORKBOOK_ENDINGS),
)
"""How the names of files end that are imported from a folder that is not of a site."""


def read_records(file: InputFile, timezone: str, mapping: Mapping[str, str]) -> tuple[Record, ...]:
    """Read the records of a file.

    Args:
        file: The file.
        timezone: The IANA time zone of the site, or nothing.
        mapping: The fields of columns, by the names of the columns.

    Raises:
        ImportFailure: The file is not of a kind that can be imported.
        OSError: The pictures next to it cannot be read.
    """
    _check(file)
    name = file.name.casefold()
    if is_web_archive(file.data):
        refuse_mapping(mapping)
        return read_web_archive(file.name, file.data, timezone)
    if is_workbook(name, file.data):
        return read_workbook(file.name, file.data, timezone, mapping)
    text = _decode(file.data)
    if name.endswith(_TABLES):
        return read_csv(file.name, text, timezone, mapping)
    if name.endswith(ENDINGS) or not _is_json(name, text):
        refuse_mapping(mapping)
    if name.endswith(ENDINGS):
        return (read_old_article(file.name, text, timezone),)
    if is_web_page(text) or name.endswith(_PAGES):
        return read_web_page(file.name, text, timezone)
    if is_calendar(text) or name.endswith(_CALENDARS):
        return read_calendar(file.name, text, timezone)
    if is_export(text):
        uploads = list_uploads(file.folder) if file.folder is not None else None
        return read_export(file.name, text, timezone, uploads)
    if is_feed(text) or name.endswith(_FEEDS):
        return read_feed(file.name, text, timezone)
    if _is_json(name, text):
        return read_json(file.name, text, timezone, mapping)
    records = read_pasted_text(file.name, text, timezone)
    if not records or not any(map(str.isalpha, text)):
        raise ImportFailure("it has no text", "paste the text of a report into it")
    return records


def _is_json(name: str, text: str) -> bool:
    return name.endswith(".json") or text.lstrip().startswith(("{", "["))


def _check(file: InputFile) -> None:
    """Check that a file is one that can be read.

    Raises:
        ImportFailure: It is not.
    """
    name = file.name.casefold()
    if len(file.data) > _MOST_BYTES:
        message = say(
            "it has %(count)s bytes; at most %(most_bytes)s are read",
            count=f"{len(file.data):,}",
            most_bytes=f"{_MOST_BYTES:,}",
        )
        raise ImportFailure(message, "split it into several files")
    if name == _REQUIREMENTS:
        message = "it is the file of the site for GitHub, and no report"
        raise ImportFailure(message, "keep reports in a folder: tarikh import reports/*.txt")
    if name.endswith(UNREAD_ENDINGS):
        message = "workbooks of this kind are not read"
        raise ImportFailure(message, "save it as .xlsx, or as CSV in UTF-8")


def _decode(data: bytes) -> str:
    """Decode a file: UTF-8, or the encoding that a page or a file of XML says it is in."""
    try:
        return decode(data).text
    except DecodeError as error:
        declared = _DECLARED.search(data[:_HEAD])
        if declared is not None and error.code == "encoding":
            encoding = (declared["xml"] or declared["html"]).decode()
            with suppress(LookupError, UnicodeError):
                return decode(data.decode(encoding).encode()).text
        raise ImportFailure(error.message, error.hint, error.line, error.column) from None
