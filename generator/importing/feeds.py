"""Read feeds: RSS, Atom and JSON Feed. Their entries are reports of whoever publishes the feed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from email.utils import parsedate_tz
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from generator.dates import DateError, parse, write
from generator.importing.html_text import has_html, html_to_blocks, html_to_text
from generator.importing.json_values import to_list, to_string
from generator.importing.pasted_text import KnownPage, read_known_page
from generator.importing.records import Evidence, ImportFailure, Record
from generator.importing.xml_input import local_name, parse_xml
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.text.web_addresses import is_web_address

_ROOTS: Final = frozenset({"rss", "RDF", "feed"})
_ENTRIES: Final = frozenset({"item", "entry"})
_CONTENT: Final = ("encoded", "content", "description", "summary")
_PUBLISHED: Final = ("published", "pubDate", "date", "issued")
_MAIL_DATE = lazy_compile(
    r"(?:(?P<weekday>[A-Za-z]{3,9}),?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{2,4}\s+\d{1,2}:\d{2}(?::\d{2})?"
    r"(?:\s+\S{1,10})?"
)
# These are of the Atlantic in programs for mail, and of Arabia in feeds.
_UNCLEAR_ZONES: Final = ("AST", "ADT")
_URLS: Final = ("external_url", "url", "id")
# Elements that say nothing of the report, or what another one says better.
_MEANINGLESS: Final = frozenset(
    {"guid", "id", "link", "title", "category", "subject", "comments", "commentRss", "source"}
    | {"modified", "language", *_CONTENT, *_PUBLISHED}
)


class _Entry(Struct, frozen=True):
    """An entry of a feed; every attribute may be empty."""

    title: str = ""
    html: str = ""
    url: str = ""
    published: str = ""
    keywords: tuple[str, ...] = ()
    site: str = ""
    language: str = ""
    unused: tuple[str, ...] = ()


def is_feed(text: str) -> bool:
    """Whether a text is a feed in XML."""
    head = text[:2000]
    return "<rss" in head or "<feed" in head or ("<rdf:RDF" in head and "rss" in head)


def is_json_feed(data: object) -> bool:
    """Whether a JSON value has the form of a feed."""
    return isinstance(data, dict) and "jsonfeed.org/version" in str(data.get("version"))


def read_feed(name: str, text: str, timezone: str) -> tuple[Record, ...]:
    """Read the entries of a feed in XML.

    Args:
        name: The name of the file.
        text: Its text.
        timezone: The IANA time zone of the site, or nothing.

    Raises:
        ImportFailure: It is not valid XML, or no feed.
    """
    root = parse_xml(text)
    if local_name(root.tag) not in _ROOTS:
        message = say(
            "it is XML of an unknown kind: <%(local_name)s>", local_name=local_name(root.tag)
        )
        raise ImportFailure(message, "import a feed (RSS, Atom), or an export of WordPress")
    channel = next((each for each in root if local_name(each.tag) == "channel"), root)
    site = _read_text(channel, "title")
    language = _read_text(channel, "language") or _language(root)
    entries = (each for each in root.iter() if local_name(each.tag) in _ENTRIES)
    return _build_records(name, (_read_entry(each, site, language) for each in entries), timezone)


def read_json_feed(name: str, data: Mapping[str, Any], timezone: str) -> tuple[Record, ...]:
    """Read the entries of a JSON Feed.

    Args:
        name: The name of the file.
        data: Its value.
        timezone: The IANA time zone of the site, or nothing.
    """
    entries = (each for each in to_list(data.get("items")) if isinstance(each, dict))
    return _build_records(name, (_read_item(each, data) for each in entries), timezone)


def _read_entry(entry: ET.Element, site: str, language: str) -> _Entry:
    children = list(entry)
    links = [
        each.get("href") or (each.text or "").strip()
        for each in children
        if local_name(each.tag) == "link" and each.get("rel", "alternate") == "alternate"
    ]
    identity = _read_text(entry, "guid")
    links += [identity] if is_web_address(identity) else []
    # Feeds that collect others name the one that an entry is from.
    origin = next((each for each in children if local_name(each.tag) == "source"), None)
    if origin is not None:
        site = _read_text(origin, "title") or (origin.text or "").strip() or site
    keywords = [
        each.get("label") or each.get("term") or (each.text or "")
        for each in children
        if local_name(each.tag) in ("category", "subject")
    ]
    return _Entry(
        title=html_to_text(_read_text(entry, "title")),
        html=_first(_read_content(entry, name) for name in _CONTENT),
        url=next((link for link in links if is_web_address(link)), ""),
        published=_first(_read_text(entry, name) for name in _PUBLISHED),
        keywords=tuple(dict.fromkeys(" ".join(word.split()) for word in keywords if word.strip())),
        site=html_to_text(site),
        language=_language(entry) or language,
        unused=tuple(_list_unused(children)),
    )


def _list_unused(children: Iterable[ET.Element]) -> Iterable[str]:
    for child in children:
        name = local_name(child.tag)
        if name in _MEANINGLESS:
            continue
        text = " ".join("".join(child.itertext()).split()) or child.get("url", "")
        if text:
            yield f"{name}: {text}"


def _read_item(item: Mapping[str, Any], feed: Mapping[str, Any]) -> _Entry:
    authors = (each for each in to_list(item.get("authors")) if isinstance(each, dict))
    unused = [f"author: {name}" for each in authors if (name := to_string(each.get("name")))]
    if to_string(item.get("image")):
        unused.append(f"image: {item['image']}")
    return _Entry(
        title=html_to_text(to_string(item.get("title"))),
        html=_first(
            to_string(item.get(key)) for key in ("content_html", "content_text", "summary")
        ),
        url=next(filter(is_web_address, (to_string(item.get(key)) for key in _URLS)), ""),
        published=to_string(item.get("date_published")),
        keywords=tuple(filter(None, map(to_string, to_list(item.get("tags"))))),
        site=to_string(feed.get("title")),
        language=to_string(item.get("language")) or to_string(feed.get("language")),
        unused=tuple(unused),
    )


def _build_records(name: str, entries: Iterable[_Entry], timezone: str) -> tuple[Record, ...]:
    records: list[Record] = []
    for number, entry in enumerate(entries, 1):
        published, question = _read_date(entry.published, timezone)
        evidence = [
            Evidence(field, value, words, "the feed")
            for field, value, words in (
                ("title", entry.title, entry.title),
                ("source.published", published, entry.published),
                ("source.url", entry.url, entry.url),
                ("source", entry.site, entry.site),
            )
            if value
        ]
        known = KnownPage(
            title=entry.title,
            published=published,
            url=entry.url,
            site=entry.site,
            keywords=entry.keywords,
            evidence=tuple(evidence),
            questions=(question,) if question else (),
            unused=entry.unused,
        )
        blocks = html_to_blocks(entry.html) if has_html(entry.html) else entry.html.split("\n")
        origin = f"{name}, entry {number}"
        found = read_known_page(origin, "\n".join(blocks), timezone, known)
        records += (replace(each, language=entry.language) for each in found)
    return tuple(records)


def _read_date(text: str, timezone: str) -> tuple[str, str]:
    """Return the date of an entry in its canonical text, or else a question."""
    if not text:
        return "", ""
    try:
        return write(parse(_rewrite_mail_date(text), timezone)), ""
    except DateError as error:
        return "", say(
            "%(name)s: '%(text)s' is not clear: %(problem)s",
            name="source.published",
            text=text,
            problem=error.describe(),
        )


def _rewrite_mail_date(text: str) -> str:
    """Return a date as mails have it (RFC 822) in the form of ISO 8601; others stay.

    A time in a zone that has no offset is not known, so that only its day stays.
    """
    match = _MAIL_DATE.fullmatch(text)
    if match is None:
        return text
    parts = parsedate_tz(text)
    if parts is None:
        return text
    year, month, day, hour, minute, second, *_, offset = parts
    # The parser of dates checks the weekday.
    date = f"{match['weekday'] or ''} {year:04}-{month:02}-{day:02}".strip()
    if offset is None or text.endswith(_UNCLEAR_ZONES):
        return date
    sign, minutes = ("-" if offset < 0 else "+"), abs(offset) // 60
    zone = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
    return f"{date}T{hour:02}:{minute:02}:{second:02}{zone}"


def _read_text(parent: ET.Element, name: str) -> str:
    for child in parent:
        if local_name(child.tag) == name:
            return " ".join("".join(child.itertext()).split())
    return ""


def _read_content(parent: ET.Element, name: str) -> str:
    """Return the HTML of a child, which may be escaped or be elements of their own."""
    for child in parent:
        if local_name(child.tag) == name:
            if len(child):
                # Elements of XHTML have a namespace, which HTML does not write.
                for each in child.iter():
                    each.tag = local_name(each.tag)
                return "".join(ET.tostring(each, "unicode") for each in child)
            return child.text or ""
    return ""


def _language(element: ET.Element) -> str:
    return element.get("{http://www.w3.org/XML/1998/namespace}lang", "")


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")
