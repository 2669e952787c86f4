"""What a saved web page says of itself: JSON-LD, Open Graph, and other data in its head."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from generator.dates import DateError, Precision, When, parse, write
from generator.importing.html_text import TolerantParser, html_to_text
from generator.importing.pasted_text import KnownPage
from generator.importing.records import Evidence
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.text.folding import fold_name
from generator.text.web_addresses import is_web_address

# The types of schema.org for reports, by their endings: NewsArticle, BlogPosting, Report.
_REPORT = lazy_compile(r"(?:Article|Posting|Report)\Z")
# The names under which pages give each value in their head, the best first.
_META: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "title": ("og:title", "twitter:title", "dc.title", "dcterms.title"),
        "published": (
            *("article:published_time", "og:published_time", "datepublished", "publishdate"),
            *("publish-date", "publish_date", "publication_date", "pubdate", "date", "dc.date"),
            *("dc.date.issued", "dcterms.created", "dcterms.date", "parsely-pub-date"),
            *("sailthru.date", "article.published", "og:article:published_time", "cxenseparse:pt"),
        ),
        "modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified"),
        "url": ("og:url", "twitter:url"),
        "site": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher"),
        "author": ("author", "article:author", "dc.creator", "parsely-author"),
        "keywords": ("article:tag", "news_keywords", "keywords", "parsely-tags"),
        "description": ("og:description", "description", "twitter:description"),
        "image": ("og:image",),
    }
)
_DATED_PROPERTIES: Final = frozenset({"datepublished", "datecreated"})
_SEPARATOR = lazy_compile(r"\s*[،,؛;|]\s*")
_TITLE_SEPARATOR = lazy_compile(r"\s+[|\-–—·:»]\s+")
_SAVED = lazy_compile(r"\s*saved from url=\(\d+\)(?P<url>\S+)")
# The comment of SingleFile, an extension of browsers that saves pages.
_SINGLE_FILE = lazy_compile(
    r"Page saved with SingleFile\s+url:\s*(?P<url>\S+)\s+saved date:(?P<date>[^\n(]*)"
)
_ARCHIVE = lazy_compile(
    r"https?://web\.archive\.org/web/[0-9]{4,14}[a-z_]*/(?P<url>https?://.+)", re.IGNORECASE
)


class PageData(NamedTuple):
    """What a page says of itself, and its visible times.

    Attributes:
        known: What is known of it, for the reader of its text.
        times: The texts of its elements for times.
        is_dated: Whether its data has a date, even one that cannot be read.
    """

    known: KnownPage
    times: tuple[str, ...]
    is_dated: bool


class _Value(NamedTuple):
    text: str
    origin: str


def read_page_data(html: str, timezone: str) -> PageData:
    """Read what a page says of itself.

    Args:
        html: The page.
        timezone: The IANA time zone of the site that it is imported into, or nothing.
    """
    reader = _HeadReader()
    reader.feed(html)
    reader.close()
    questions: list[str] = []
    nodes = list(_find_reports(reader.scripts, questions))
    values = _Values(reader, _choose_report(nodes, reader, questions))
    evidence: list[Evidence] = []

    def take(field: str, name: str) -> str:
        value = values.get(name)
        if value is None:
            return ""
        evidence.append(Evidence(field, value.text, value.text, value.origin))
        return value.text

    site = take("source", "site")
    title = _strip_site(take("title", "title"), site)
    published, is_dated = _read_published(values, timezone, evidence, questions)
    url, archived = _split_archived(values.get_address(reader))
    for field, text in (("source.url", url), ("source.archived", archived)):
        if text:
            evidence.append(Evidence(field, text, text, "the address of the page"))
    keywords = tuple(
        dict.fromkeys(
            word
            for value in values.get_all("keywords")
            for word in _SEPARATOR.split(value.text)
            if word
        )
    )
    for label, name in (("author", "author"), ("image", "image"), ("place", "place")):
        value = values.get(name)
        if value is not None:
            questions.append(
                say(
                    "%(label)s: the page names '%(text)s' (%(origin)s); not used",
                    label=label,
                    text=value.text,
                    origin=value.origin,
                )
            )
    modified = values.get("modified")
    if modified is not None and (published or is_dated):
        questions.append(
            say("the page was updated: '%(text)s'; it is not used", text=modified.text)
        )
    description = values.get("description")
    known = KnownPage(
        title=title,
        published=published,
        url=url,
        site=site,
        accessed=_read_day(reader.saved_on, timezone),
        archived=archived,
        language=reader.language,
        keywords=keywords,
        evidence=tuple(evidence),
        questions=tuple(questions),
        unused=(description.text,) if description is not None else (),
    )
    return PageData(known, tuple(reader.times), is_dated)


class _HeadReader(TolerantParser):
    """Collects the data of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.metas: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self.times: list[str] = []
        self.dated: list[str] = []
        self.title = ""
        self.canonical = ""
        self.language = ""
        self.saved_from = ""
        self.saved_on = ""
        self._text: list[str] | None = None
        self._ends_with = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read an element of the head, or begin to collect a text."""
        attributes = {name: (value or "").strip() for name, value in attrs}
        if tag == "html":
            self.language = self.language or attributes.get("lang", "")
        elif tag == "meta":
            name = attributes.get("property") or attributes.get("name") or ""
            name = name or attributes.get("itemprop", "")
            if name and attributes.get("content"):
                self.metas.append((name.casefold(), " ".join(attributes["content"].split())))
        elif tag == "link" and "canonical" in attributes.get("rel", "").casefold().split():
            self.canonical = self.canonical or attributes.get("href", "")
        elif (
            tag == "script" and attributes.get("type", "").casefold() == "application/ld+json"
        ) or (tag == "title" and not self.title):
            self._collect(tag)
        if tag == "time" or attributes.get("itemprop", "").casefold() in _DATED_PROPERTIES:
            written = attributes.get("datetime") or attributes.get("content") or ""
            if attributes.get("itemprop", "").casefold() in _DATED_PROPERTIES and written:
                self.dated.append(written)
            elif tag == "time" and written:
                self.times.append(written)

    def _collect(self, tag: str) -> None:
        self._text, self._ends_with = [], tag

    def handle_data(self, data: str) -> None:
        """Collect a text."""
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Keep a text that was collected."""
        if self._text is None or tag != self._ends_with:
            return
        text, self._text = "".join(self._text), None
        if tag == "title":
            self.title = " ".join(text.split())
        else:
            self.scripts.append(text)

    def handle_comment(self, data: str) -> None:
        """Read what a browser or an extension notes in a page that it saves."""
        saved = _SAVED.match(data)
        if saved is not None:
            self.saved_from = self.saved_from or saved["url"]
        saved = _SINGLE_FILE.search(data)
        if saved is not None:
            self.saved_from = self.saved_from or saved["url"]
            # "Fri Jan 05 2024 10:04:00 GMT+0300": the day is what matters.
            self.saved_on = " ".join(saved["date"].split()[1:4])


class _Values:
    """The values of a page by name, from JSON-LD first."""

    def __init__(self, reader: _HeadReader, node: Mapping[str, Any]) -> None:
        self._reader = reader
        self._node = node

    def get_all(self, name: str) -> list[_Value]:
        """Return the values of a name from the best place that has it."""
        own = [text for text in _read_property(self._node, name) if text]
        if own:
            return [_Value(text, "JSON-LD") for text in own]
        for key in _META.get(name, ()):
            found = [_Value(text, key) for label, text in self._reader.metas if label == key]
            if found:
                return found
        if name == "published":
            return [_Value(text, "itemprop") for text in self._reader.dated]
        if name == "title" and self._reader.title:
            return [_Value(self._reader.title, "the title of the page")]
        return []

    def get(self, name: str) -> _Value | None:
        """Return the first value of a name."""
        return next(iter(self.get_all(name)), None)

    def get_address(self, reader: _HeadReader) -> str:
        """Return the address of the page."""
        metas = (text for key in _META["url"] for label, text in reader.metas if label == key)
        named = (reader.canonical, *metas, *_read_property(self._node, "url"), reader.saved_from)
        return next((each for each in named if is_web_address(each)), "")


def _find_reports(scripts: list[str], questions: list[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the reports that the JSON-LD of a page describes."""
    for script in scripts:
        text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
        text = text.removeprefix("//<![CDATA[").removesuffix("//]]>").strip().rstrip(";")
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            questions.append("the JSON-LD of the page cannot be read; check its date and its title")
            continue
        yield from _walk(data)


def _walk(data: Any) -> Iterator[Mapping[str, Any]]:
    nodes = [data]
    while nodes:
        node = nodes.pop(0)
        if isinstance(node, list):
            nodes += node
        elif isinstance(node, dict):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _REPORT.search(kind) for kind in kinds):
                yield node
            nodes += [node[key] for key in ("@graph", "mainEntity") if key in node]


def _choose_report(
    nodes: list[Mapping[str, Any]], reader: _HeadReader, questions: list[str]
) -> Mapping[str, Any]:
    """Choose the report that a page is of; those that it only links to are described too."""
    if len(nodes) < 2:
        return nodes[0] if nodes else {}
    titles = [reader.title, *(text for name, text in reader.metas if name == "og:title")]
    folded = " ".join(map(fold_name, titles))
    own = [
        node
        for node in nodes
        if any(fold_name(text) in folded for text in _read_property(node, "title") if text)
    ]
    if len(own) == 1:
        return own[0]
    questions.append(
        say(
            "the JSON-LD of the page describes %(count)s reports; none of them is used",
            count=len(nodes),
        )
    )
    return {}


_PROPERTIES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "title": ("headline", "name"),
        "published": ("datePublished", "dateCreated"),
        "modified": ("dateModified",),
        "url": ("url", "mainEntityOfPage", "@id"),
        "site": ("publisher", "sourceOrganization"),
        "author": ("author", "creator"),
        "keywords": ("keywords",),
        "description": ("description",),
        "image": (),
        "place": ("contentLocation", "locationCreated"),
    }
)


def _read_property(node: Mapping[str, Any], name: str) -> list[str]:
    for key in _PROPERTIES[name]:
        texts = [" ".join(text.split()) for text in _read_texts(node.get(key))]
        if texts:
            return texts
    return []


def _read_texts(value: Any) -> Iterator[str]:
    """Yield the texts of a value, which may be a list, or a thing with a name."""
    values = value if isinstance(value, list) else [value]
    for each in values:
        if isinstance(each, str):
            yield html_to_text(each) if "&" in each or "<" in each else each
        elif isinstance(each, dict):
            named = each.get("name") or each.get("@id")
            if isinstance(named, str):
                yield named


def _read_published(
    values: _Values, timezone: str, evidence: list[Evidence], questions: list[str]
) -> tuple[str, bool]:
    """Return the date of a page, and whether its data has one."""
    dates: dict[str, _Value] = {}
    found = values.get_all("published")
    for value in found:
        try:
            when = parse(value.text, timezone)
        except DateError as error:
            questions.append(
                say(
                    "source.published: '%(text)s' (%(origin)s) is not clear: %(problem)s",
                    text=value.text,
                    origin=value.origin,
                    problem=error.describe(),
                )
            )
            continue
        dates.setdefault(write(when), value)
    if len(dates) > 1:
        listed = " or ".join(dates)
        questions.append(
            say("source.published: the page has more than one date: %(listed)s", listed=listed)
        )
        return "", True
    for date, value in dates.items():
        evidence.append(Evidence("source.published", date, value.text, value.origin))
        return date, True
    return "", bool(found)


def _strip_site(title: str, site: str) -> str:
    """Return a title without the name of the site at its end or its beginning."""
    if not site:
        return title
    parts = _TITLE_SEPARATOR.split(title)
    if len(parts) > 1 and fold_name(parts[-1]) == fold_name(site):
        return title[: title.rindex(parts[-1])].rstrip(" |-–—·:»")
    if len(parts) > 1 and fold_name(parts[0]) == fold_name(site):
        return title[len(parts[0]) :].lstrip(" |-–—·:»")
    return title


def _split_archived(address: str) -> tuple[str, str]:
    """Return the address of a page and that of its copy in the Wayback Machine."""
    archived = _ARCHIVE.fullmatch(address)
    return (archived["url"], address) if archived is not None else (address, "")


def _read_day(text: str, timezone: str) -> str:
    """Return the day on which a page was saved, in the canonical text; empty if it is not clear."""
    when = _parse_day(text, timezone)
    return write(when) if when is not None else ""


def _parse_day(text: str, timezone: str) -> When | None:
    try:
        when = parse(text, timezone)
    except DateError:
        return None
    is_day = when.start is not None and when.start.precision >= Precision.DAY
    return when if is_day and not when.is_interval else None
