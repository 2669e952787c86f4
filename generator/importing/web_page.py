"""Read a web page that was saved from a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from msgspec.structs import replace

from generator.dates import DateError, parse, write
from generator.i18n.languages import default_language, find_script
from generator.importing.html_text import html_to_blocks
from generator.importing.page_data import PageData, read_page_data
from generator.importing.page_labels import Label, read_label
from generator.importing.pasted_text import KnownPage, read_known_page
from generator.importing.records import Evidence, ImportFailure, Record
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.text.folding import fold_name
from generator.text.scripts import detect_script
from generator.text.truncation import truncate
from generator.text.web_addresses import is_web_address

_START = lazy_compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_EMBEDDED = lazy_compile(r"data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=%]+")
# The lines that belong to a report wherever the page has them.
_OUTSIDE = frozenset({Label.CREDIT, Label.KEYWORDS})
# Fewer words are a button or the name of a section.
_FEWEST_WORDS = 8
_SHOWN = 60
_PASTE = "copy the text of the page, and paste it into a file"


def is_web_page(text: str) -> bool:
    """Whether a text is a whole page of HTML."""
    return _START.match(text) is not None


def is_web_archive(data: bytes) -> bool:
    """Whether a file is a page with its pictures in one file (MHTML)."""
    head = data[:2000].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def read_web_archive(name: str, data: bytes, timezone: str) -> tuple[Record, ...]:
    """Read the page of a file of MHTML.

    Raises:
        ImportFailure: It has no page, or a package is not installed.
    """
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
    for part in message.walk():
        if part.get_content_type() != "text/html":
            continue
        try:
            html = str(part.get_content())
            location = str(part.get("Content-Location", ""))
            saved = str(message.get("Date", ""))
        except (LookupError, ValueError, MessageError):
            break
        url = location if is_web_address(location) else ""
        known = KnownPage(url=url, accessed=_read_day(saved))
        return read_web_page(name, html, timezone, known)
    raise ImportFailure("it has no page of HTML", "save the page again, as HTML")


def _read_day(text: str) -> str:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except ValueError:
        return ""


def read_web_page(
    name: str, html: str, timezone: str, saved: KnownPage | None = None
) -> tuple[Record, ...]:
    """Read a page: its data first, then its text.

    Args:
        name: The name of the file in what the review says.
        html: The page.
        timezone: The IANA time zone of the site, or nothing.
        saved: What the file says besides the page.

    Returns:
        One record for each report, the main one first.

    Raises:
        ImportFailure: It has no text, or a package is not installed.
    """
    # Pictures within the page are most of it.
    html = _EMBEDDED.sub("", html)
    text = _extract(html)
    data = read_page_data(html, timezone)
    known = data.known
    if saved is not None:
        known = replace(
            known, url=known.url or saved.url, accessed=known.accessed or saved.accessed
        )
    lines = text.split("\n")
    extracted = fold_name(text)
    blocks = html_to_blocks(html)
    outside = [block for block in blocks if fold_name(block) not in extracted]
    labelled = list(dict.fromkeys(each for each in outside if _is_labelled(each)))
    lines += labelled
    if not known.published and not data.is_dated:
        known = _find_visible_date(known, data, outside, timezone)
    known = replace(
        known,
        language=_confirm_language(known.language, text),
        unused=(
            *(each for each in known.unused if fold_name(each) not in extracted),
            *_list_unused(outside, labelled, known.title),
        ),
    )
    records = read_known_page(name, "\n".join(lines), timezone, known)
    if not records:
        raise ImportFailure("it has no text", _PASTE)
    return records


def _extract(html: str) -> str:
    """Return the text of the report in a page, a paragraph in each line.

    Raises:
        ImportFailure: A package is not installed, or the page cannot be read.
    """
    try:
        from trafilatura import extract  # noqa: PLC0415 - slow to import, and an extra
    except ImportError as error:
        message = say("web pages need packages that are not installed: %(error)s", error=error)
        hint = "run: python3 -m pip install trafilatura lxml_html_clean"
        raise ImportFailure(message, hint) from None
    try:
        text = extract(
            html,
            output_format="txt",
            include_comments=False,
            include_tables=True,
            favor_recall=True,
            with_metadata=False,
        )
    except Exception as error:
        message = say(
            "it cannot be read as a web page: %(truncate)s", truncate=truncate(str(error), _SHOWN)
        )
        raise ImportFailure(message, _PASTE) from None
    return str(text or "")


def _is_labelled(block: str) -> bool:
    label = read_label(block)
    return label is not None and label.label in _OUTSIDE and bool(label.text)


def _find_visible_date(
    known: KnownPage, data: PageData, outside: list[str], timezone: str
) -> KnownPage:
    """Find the date of a page whose data has none: one that it shows and says to be its own.

    A page also shows the day on which it was saved, so a date alone is not enough.
    """
    labelled = [label for block in outside if (label := read_label(block)) is not None]
    written = [label.text for label in labelled if label.label is Label.PUBLISHED]
    for words, how in ((written, "shown in the page"), (data.times, "the time in the page")):
        dates: dict[str, str] = {}
        for each in words:
            try:
                dates.setdefault(write(parse(each, timezone)), each)
            except DateError:
                continue
        if len(dates) == 1:
            ((date, text),) = dates.items()
            evidence = (*known.evidence, Evidence("source.published", date, text, how))
            return replace(known, published=date, evidence=evidence)
        if dates:
            question = say(
                "source.published: the page shows more than one date: %(dates)s",
                dates=" or ".join(dates),
            )
            return replace(known, questions=(*known.questions, question))
    return known


def _list_unused(outside: list[str], labelled: list[str], title: str) -> Iterator[str]:
    """Yield the beginnings of the texts of a page that are not in its report."""
    for block in dict.fromkeys(outside):
        is_title = fold_name(block) == fold_name(title)
        if len(block.split()) >= _FEWEST_WORDS and block not in labelled and not is_title:
            yield truncate(block, _SHOWN)


def _confirm_language(code: str, text: str) -> str:
    """Return the language that a page says it is in if its letters are of it; else nothing."""
    try:
        expected = find_script(default_language(code.partition("-")[0].casefold()))
    except ValueError:
        return ""
    return code if expected and detect_script(text)[0] == expected else ""
