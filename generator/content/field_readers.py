"""The readers of front-matter fields: each makes a typed value of what was written.

A reader reports what is wrong with the value; a value with an error is as if it were absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote

from msgspec import Struct

from generator.content.diagnose import quote_yaml, split_link
from generator.content.file_names import FileName, find_day, is_post
from generator.content.nodes import KeyValue, MappingNode, Node, Scalar, SequenceNode
from generator.content.pictures.variants import CENTER
from generator.content.values import ValueReader, unwrap_wikilink
from generator.dates import When
from generator.fixes import FieldValue
from generator.lazy_patterns import lazy_compile
from generator.messages import propose, say
from generator.model import (
    EMPTY_MAPPING,
    Citation,
    Correction,
    FrozenMapping,
    LeadImage,
    Limits,
    Status,
)
from generator.problem_collector import ProblemCollector, limit_hint, quote
from generator.text.invisible_characters import remove_invisible_within
from generator.text.slugs import slugify
from generator.urls import RESERVED

REVIEW = "review"
"""The value of ``rights`` for a text that its author may not be allowed to publish."""

_LONGEST_SEGMENT = 240
_DAY = 86_400
_LONGEST_SUMMARY = 2000
_MOST_DATA = 20_000

_SOURCE_KEYS = (
    "name",
    "id",
    "url",
    "title",
    "published",
    "accessed",
    "via",
    "archived",
    "quote",
    "quote_language",
    "says",
)
_SOURCE_SYNONYMS = MappingProxyType(
    {
        word: key
        for key, words in (
            ("name", ("publisher", "source", "agency", "outlet", "الاسم", "اسم")),
            ("url", ("link", "href", "uri", "address", "الرابط", "رابط")),
            ("title", ("headline", "heading", "العنوان", "عنوان")),
            ("published", ("date", "published_at", "publishdate", "التاريخ", "تاريخ")),
            ("accessed", ("retrieved", "access_date", "accessdate", "urldate")),
            ("archived", ("archive", "archive_url", "archived_url", "archiveurl")),
            ("quote", ("quotation", "excerpt", "text", "اقتباس")),
            ("quote_language", ("lang", "language")),
            ("says", ("claim", "claims", "said", "reports", "figure", "toll", "قال", "يقول")),
        )
        for word in words
    }
)
_IMAGE_SYNONYMS = MappingProxyType(
    {
        word: key
        for key, words in (
            ("src", ("url", "path", "file", "image", "relative", "filename")),
            ("alt", ("description", "alttext", "alternative", "نص_بديل")),
            ("caption", ("title", "text", "legend", "شرح")),
            ("credit", ("photographer", "author", "source", "attribution", "copyright")),
            ("credit_url", ("credit_link", "source_url", "credit-url", "author_url")),
            ("license", ("licence", "rights", "رخصة")),
            ("focus", ("focal_point", "focalpoint", "anchor", "position", "crop")),
            ("original", ("full", "full_size", "download")),
        )
        for word in words
    }
)
_CORRECTION_SYNONYMS = MappingProxyType(
    {
        word: key
        for key, words in (
            ("date", ("day", "when", "time", "التاريخ", "تاريخ")),
            ("note", ("text", "description", "correction", "what", "نص")),
        )
        for word in words
    }
)
_IMAGE_TEXTS = ("src", "alt", "credit", "caption", "license")
_IMAGE_KEYS = (*_IMAGE_TEXTS, "credit_url", "focus", "original")
_CORRECTION_KEYS = ("date", "note")

# Digits of any script are numbers.
_FOCUS = lazy_compile(r"(\d{1,3})\s*[%٪]?[\s,،;/x]+(\d{1,3})\s*[%٪]?")
_WHOLE = 100
_ADDRESS = lazy_compile(r"<?(?:https?:|www\.)", re.IGNORECASE)
_SCHEME = lazy_compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_LANGUAGE = lazy_compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_SEPARATED = lazy_compile(r"[،,;؛]\s*")
# A word, or several in quotation marks.
_WORD = lazy_compile(r"""(?<!\S)(?:"[^"]+"|'[^']+')(?!\S)|\S+""")
_ARABIC_COMMAS = lazy_compile(r"\s*[،,]\s*")
# The address of a page of content/pages/ must not look like that of a year.
_YEAR = lazy_compile(r"-?[0-9]+")
# Characters with another meaning in a URL, or that file names may not contain on some systems.
# An old address without a slash is that of a file.
_FILE = lazy_compile(r"\.[a-z]{2,5}(?:\Z|[?#])", re.IGNORECASE)
_NOT_IN_PATHS = lazy_compile(r'[\x00-\x1f\x7f\\?#:*"<>|]')


class ReadContext(Struct, frozen=True):
    """What a reader may use besides the node of its value.

    Attributes:
        values: Reads and checks the common kinds of values.
        collector: Collects problems that are not at a node.
        name: The name of the article's file.
        limits: The largest article that is read.
        earlier: The values of the fields before this one in the table, by their keys.
        entries: All keys of the front matter.
    """

    values: ValueReader
    collector: ProblemCollector
    name: FileName
    limits: Limits
    earlier: dict[str, Any]
    entries: tuple[KeyValue, ...]


Reader = Callable[[Node, ReadContext], Any]


def line_reader(label: str, limit: int = 500) -> Reader:
    """Make the reader of a text on one line, which is ``None`` when it is empty."""
    return lambda node, context: context.values.line(node, label, limit, prose=True) or None


def date_reader(label: str, after: str = "") -> Reader:
    """Make the reader of a date; ``after`` is the field whose date it must not be before."""

    def read(node: Node, context: ReadContext) -> When | None:
        date = context.values.when(node, label)
        if after:
            context.values.check_order(node, (label, date), (after, context.earlier.get(after)))
        return date

    return read


def flag_reader(label: str) -> Reader:
    """Make the reader of a boolean."""
    return lambda node, context: context.values.flag(node, label)


def read_title(node: Node, context: ReadContext) -> str:
    """Read ``title``, which must not be empty."""
    if isinstance(node, Scalar) and node.is_null:
        node = node._replace(text="")
    title = context.values.line(node, "title", prose=True)
    # A wrong shape, and a text that is all comment to YAML, have been reported as such.
    if not title and isinstance(node, Scalar) and node.comment is None:
        context.values.error(node, "title-missing", "'title' is empty", "write title: …")
    return title


def missing_title(context: ReadContext) -> str:
    """Report that there is no ``title``."""
    message = "'title' is missing"
    context.collector.error(1, 1, "title-missing", message, "add a line 'title: …'")
    return ""


def read_summary(node: Node, context: ReadContext) -> str:
    """Read ``summary``."""
    return context.values.line(node, "summary", _LONGEST_SUMMARY, prose=True)


def read_sources(node: Node, context: ReadContext) -> tuple[Citation, ...]:
    """Read ``source``: a name, a mapping, or a list of these."""
    values, limit = context.values, context.limits.sources
    items = values.items(node, "source")
    if len(items) > limit:
        message = say(
            "%(count)s sources exceed the limit of %(limit)s",
            count=f"{len(items):,}",
            limit=f"{limit:,}",
        )
        hint = say("keep the most important ones; %(limit_hint)s", limit_hint=limit_hint("sources"))
        values.error(node, "source-many", message, hint)
    citations = (_citation(item, values) for item in items[:limit])
    return tuple(citation for citation in citations if citation is not None)


def _citation(node: Node, values: ValueReader) -> Citation | None:
    if isinstance(node, Scalar):
        return _cite_name(node, values)
    if not isinstance(node, MappingNode):
        values.expected(node, "source", "a name or a group of keys", "write - {name: …, url: …}")
        return None
    parts = values.parts(node, "source", _SOURCE_KEYS, _SOURCE_SYNONYMS)

    def line(key: str, *, prose: bool = False) -> str:
        return values.line(parts[key], f"source.{key}", prose=prose) if key in parts else ""

    def when(key: str) -> When | None:
        return values.when(parts[key], f"source.{key}") if key in parts else None

    def url(key: str) -> str:
        return values.url(parts[key], f"source.{key}") if key in parts else ""

    name = values.name(parts["name"], "source.name") if "name" in parts else ""
    identity = line("id")
    if name and identity:
        message = say(
            "the source has both 'name' and 'id'; the id %(identity)s is used",
            identity=quote(identity),
        )
        values.warning(node, "source-name", message, "delete one of them")
        name = ""
    elif name and not slugify(name):
        _report_empty_name(parts["name"], name, values)
        return None
    elif name and (linked := split_link(name)) is not None:
        message = say("source %(name)s is a link, not a name", name=quote(name))
        hint = say(
            "write name: %(linked)s and url: %(linked2)s", linked=linked[0], linked2=linked[1]
        )
        values.error(parts["name"], "source-name", message, hint)
    elif isinstance(written := parts.get("name"), Scalar) and not written.style:
        if _SEPARATED.search(name):
            message = say("%(name)s is read as one source", name=quote(name))
            hint = "write an item for each source; if it is one source, put the name in quotes"
            values.warning(written, "source-comma", message, hint)
    elif not (name or identity):
        hint = "add 'name: …', or 'id: …' with an id from sources.toml"
        values.error(node, "source-name", "the source has no 'name'", hint)
    published, accessed = when("published"), when("accessed")
    if published is not None and accessed is not None:
        # West of the place of publication, it may still be the day before.
        later, earlier = ("source.accessed", accessed), ("source.published", published)
        values.check_order(parts["accessed"], later, earlier, slack=_DAY)
    return Citation(
        name=name,
        id=identity,
        url=url("url"),
        title=line("title", prose=True),
        published=published,
        accessed=accessed,
        via=values.name(parts["via"], "source.via") if "via" in parts else "",
        archived=url("archived"),
        quote=values.block(parts["quote"], "source.quote") if "quote" in parts else "",
        quote_language=_language(parts["quote_language"], values)
        if "quote_language" in parts
        else "",
        says=_claims(parts["says"], values) if "says" in parts else (),
        line=node.line,
        column=node.column,
    )


def _claims(node: Node, values: ValueReader) -> tuple[tuple[str, str], ...]:
    """Read what a source says: a text, or a text for each language."""
    if not isinstance(node, MappingNode):
        text = values.line(node, "source.says", prose=True)
        return (("", text),) if text else ()
    texts = []
    for entry in node.entries:
        if not _LANGUAGE.fullmatch(entry.key):
            message = say("invalid language tag %(key)s in 'source.says'", key=quote(entry.key))
            hint = "write says: {ar: …, en: …}, or one text: says: 137 dead"
            values.error(node, "language-invalid", message, hint)
        elif text := values.line(entry.value, f"source.says.{entry.key}", prose=True):
            texts.append((entry.key, text))
    return tuple(texts)


def _cite_name(node: Scalar, values: ValueReader) -> Citation | None:
    name = values.name(node, "source")
    if not name:
        return None
    if not slugify(name):
        _report_empty_name(node, name, values)
        return None
    if _ADDRESS.match(name):
        message = say("source %(name)s is a URL, not a name", name=quote(name))
        hint = say("write source: {name: …, url: %(name)s}", name=name.strip("<>"))
        values.error(node, "source-name", message, hint)
    elif (linked := split_link(name)) is not None:
        message = say("source %(name)s is a link, not a name", name=quote(name))
        hint = say(
            "write source: {name: %(linked)s, url: %(linked2)s}",
            linked=linked[0],
            linked2=linked[1],
        )
        values.error(node, "source-name", message, hint)
    elif (not node.style or node.needs_quotes) and _SEPARATED.search(name):
        message = say("%(name)s is read as one source", name=quote(name))
        names = list(filter(None, map(str.strip, _SEPARATED.split(name))))
        hint = say(
            "write source: [%(several)s]; if it is one source, put it in quotes",
            several=", ".join(names),
        )
        if node.needs_quotes:
            hint = _list_in_toml("source", names)
        values.warning(node, "source-comma", message, hint)
    return Citation(name=name, line=node.line, column=node.column)


def _list_in_toml(key: str, names: list[str]) -> str:
    """Return the hint for names in one text of TOML, which may be one name with a comma."""
    quoted = ", ".join(f'"{name}"' for name in names)
    return say(
        "write %(key)s = [%(quoted)s]; if it is one name, put the text in square brackets",
        key=key,
        quoted=quoted,
    )


def _report_empty_name(node: Node, name: str, values: ValueReader) -> None:
    message = say("invalid source name %(name)s: it has no letter or digit", name=quote(name))
    values.error(node, "source-name", message, "write the name that readers know it by")


def _language(node: Node, values: ValueReader) -> str:
    text = values.line(node, "source.quote_language")
    if text and not _LANGUAGE.fullmatch(text):
        message = say("invalid language tag %(text)s in 'source.quote_language'", text=quote(text))
        values.error(node, "language-invalid", message, "write a tag such as ar, en or fa")
        return ""
    return text


def read_tags(node: Node, context: ReadContext) -> tuple[str, ...]:
    """Read ``tags``: a list of names, spellings or ids, or one of them."""
    values, limit = context.values, context.limits.tags
    items = values.items(node, "tags")
    if len(items) > limit:
        message = say(
            "%(count)s tags exceed the limit of %(limit)s",
            count=f"{len(items):,}",
            limit=f"{limit:,}",
        )
        hint = say(
            "keep the ones that readers look for; %(limit_hint)s", limit_hint=limit_hint("tags")
        )
        values.error(node, "tag-many", message, hint)
        return ()
    if isinstance(node, Scalar) and not node.style:
        names = _WORD.findall(node.text)
        is_list = len(names) > 1 and "," not in node.text and "،" not in node.text
        if is_list and _is_post_of_jekyll(context):
            message = say(
                "%(text)s is read as one tag; Jekyll reads a tag in each word",
                text=quote(node.text),
            )
            hint = say(
                "write tags: [%(names)s]; if it is one tag, put it in quotes",
                names=", ".join(names),
            )
            values.warning(node, "tag-comma", message, hint)
    if any(isinstance(item, SequenceNode) for item in items):
        _report_nested_tags(node, items, values)
        return ()
    tags = (_tag(item, values, in_list=item is not node) for item in items)
    return tuple(tag for tag in tags if tag)


def _report_nested_tags(node: Node, items: tuple[Node, ...], values: ValueReader) -> None:
    """Report lists in the list, which Hexo reads as the names in them."""
    names: list[str] = []
    for item in items:
        for each in item.items if isinstance(item, SequenceNode) else (item,):
            if not isinstance(each, Scalar):
                values.expected(item, "tags", say("text"), "write tags: [first, second]")
                return
            names.append(quote_yaml(each.text) if each.style else each.text)
    hint = say("write tags: [%(names)s]", names=", ".join(names))
    values.error(node, "field-type", "'tags' has a list in a list", hint)


def _is_post_of_jekyll(context: ReadContext) -> bool:
    path = context.collector.path
    has_layout = any(entry.key == "layout" for entry in context.entries)
    return has_layout or is_post(path) or find_day(context.name.key) != ""


def _tag(node: Node, values: ValueReader, *, in_list: bool) -> str:
    """Read one tag; empty when it is not valid."""
    written = values.name(node, "tags")
    # A hashtag: the name of the tag has no sign.
    tag = written.lstrip("#") or written
    if not isinstance(node, Scalar):
        return ""
    # A comma inside quotation marks was meant; '[أ، ب]' and 'tags: a, b' were meant as two.
    is_loose = not node.style or node.needs_quotes
    if is_loose and ("،" in tag or (not in_list and "," in tag)):
        message = say("%(tag)s is read as one tag", tag=quote(tag))
        names = list(filter(None, _ARABIC_COMMAS.split(tag)))
        several = ", ".join(names)
        hint = say("write tags: [%(several)s]; if it is one tag, put it in quotes", several=several)
        if node.needs_quotes:
            hint = _list_in_toml("tags", names)
        values.error(node, "tag-comma", message, hint)
        return ""
    if not slugify(tag):
        message = say("invalid tag %(tag)s: it has no letter or digit", tag=quote(tag))
        values.error(node, "tag-empty", message, "write a word, or delete it")
        return ""
    return tag


def read_status(node: Node, context: ReadContext) -> Status | None:
    """Read ``status``: one of the six."""
    word = context.values.line(node, "status")
    try:
        return Status(word)
    except ValueError:
        if isinstance(node, Scalar):
            message = say("unknown status %(word)s", word=quote(word))
            # No status is suggested: only the author knows whether the event took place.
            hint = say("write one of: %(status)s", status=", ".join(Status))
            context.values.error(node, "status-unknown", message, hint)
        return None


def read_rights(node: Node, context: ReadContext) -> str:
    """Read ``rights``, whose only value is ``review``."""
    word = context.values.line(node, "rights")
    if word == REVIEW:
        return word
    if word:
        message = say("'rights' has no effect with the value %(word)s", word=quote(word))
        hint = "write rights: review, or delete the line; put other data under 'extra'"
        context.values.warning(node, "field-ignored", message, hint)
    return ""


def read_corrections(node: Node, context: ReadContext) -> tuple[Correction, ...]:
    """Read ``corrections``: a list of mappings with a date and a note."""
    values, published = context.values, context.earlier.get("published")
    corrections = (
        _correction(item, values, published) for item in values.items(node, "corrections")
    )
    return tuple(correction for correction in corrections if correction is not None)


def _correction(node: Node, values: ValueReader, published: When | None) -> Correction | None:
    if not isinstance(node, MappingNode):
        hint = "write - {date: 2024-01-06, note: …}"
        values.expected(node, "corrections", "a list of dates with notes", hint)
        return None
    parts = values.parts(node, "corrections", _CORRECTION_KEYS, _CORRECTION_SYNONYMS)
    missing = [f"'{key}'" for key in _CORRECTION_KEYS if key not in parts]
    if missing:
        message = say("the correction has no %(missing)s", missing=" and no ".join(missing))
        hint = "write - {date: 2024-01-06, note: …}"
        values.error(node, "correction-incomplete", message, hint)
        return None
    date = values.when(parts["date"], "corrections.date")
    values.check_order(parts["date"], ("corrections.date", date), ("published", published))
    note = values.block(parts["note"], "corrections.note")
    return None if date is None else Correction(date, note)


def read_image(node: Node, context: ReadContext) -> LeadImage | None:
    """Read ``image``: a path relative to the article, or a mapping of `_IMAGE_KEYS`."""
    values = context.values
    if isinstance(node, MappingNode):
        parts = values.parts(node, "image", _IMAGE_KEYS, _IMAGE_SYNONYMS)
    elif isinstance(node, Scalar):
        parts = {"src": node}
    else:
        values.expected(node, "image", "the name of a file", "write {src: …, alt: …}")
        return None
    src, alt, credit, caption, license_text = (
        values.line(parts[key], f"image.{key}", limit=2000, prose=key != "src")
        if key in parts
        else ""
        for key in _IMAGE_TEXTS
    )
    credit_url = (
        values.url(parts["credit_url"], "image.credit_url") if "credit_url" in parts else ""
    )
    if not src:
        hint = "add 'src: …' with the name of the image's file"
        values.error(node, "image-src", "'image' has no 'src'", hint)
        return None
    if _SCHEME.match(src):
        message = say("image %(src)s is on another site", src=quote(src))
        hint = (
            "save the image next to the article and write its file name;"
            " the pages of this site load nothing from other sites"
        )
        values.error(parts["src"], "image-remote", message, hint)
        return None
    # An empty alt means that the image adds nothing to the text.
    if "alt" not in parts:
        message = "'image' has no 'alt', the text for readers who cannot see it"
        hint = say('write image: {src: %(src)s, alt: "…"}', src=src)
        values.warning(node, "image-alt", message, hint)
    return LeadImage(
        src=src,
        alt=alt,
        credit=credit,
        caption=caption,
        credit_url=credit_url,
        license=license_text,
        focus=_read_focus(parts["focus"], context) if "focus" in parts else CENTER,
        original="original" in parts and values.flag(parts["original"], "image.original"),
    )


def _read_focus(node: Node, context: ReadContext) -> tuple[int, int]:
    """Read a point of a picture: how far it is from the left and from the top, in hundredths."""
    text = node.text.strip() if isinstance(node, Scalar) else ""
    match = _FOCUS.fullmatch(text)
    point = (int(match[1]), int(match[2])) if match else (-1, -1)
    if not all(0 <= each <= _WHOLE for each in point):
        value = f", not {quote(text)}" if text else ""
        message = say("'image.focus' must be two numbers from 0 to 100%(value)s", value=value)
        hint = (
            "write how far the important point is from the left and from the top, in percent:"
            " focus: 30 60"
        )
        context.values.error(node, "field-type", message, hint)
        return CENTER
    return point


def read_related(node: Node, context: ReadContext) -> tuple[str, ...]:
    """Read ``related``: keys of other articles (Unicode NFC, as keys are)."""
    keys = []
    for item in context.values.items(node, "related"):
        text = context.values.line(item, "related")
        key = normalize("NFC", unwrap_wikilink(text, of_label=False))
        if key == context.name.key:
            message = say("'related' contains this event's own key %(key)s", key=quote(key))
            context.values.warning(item, "related-self", message, "delete it, or write another key")
        elif key:
            keys.append(key)
    return tuple(keys)


def read_aliases(node: Node, context: ReadContext) -> tuple[str, ...]:
    """Read ``aliases``: paths on this site, percent-decoded and without a leading slash."""
    aliases = (_alias(item, context.values) for item in context.values.items(node, "aliases"))
    return tuple(alias for alias in aliases if alias)


def _alias(node: Node, values: ValueReader) -> str:
    text = values.line(node, "aliases", limit=2000)
    if not isinstance(node, Scalar):
        return ""
    path = unquote(text).removeprefix("/")
    segments = path.removesuffix("/").split("/")
    if (
        _SCHEME.match(text)
        or _NOT_IN_PATHS.search(path)
        or "\ufffd" in path
        or remove_invisible_within(path)[1]
        or any(
            not segment.strip(". ") or len(segment.encode("utf-8", "replace")) > _LONGEST_SEGMENT
            for segment in segments
        )
    ):
        message = say("invalid alias %(text)s: it is not a path on this site", text=quote(text))
        hint = "write only the old path, such as /2023/old-name/"
        values.error(node, "alias-invalid", message, hint)
        return ""
    if "/" not in text and not _FILE.search(text):
        message = say(
            "alias %(text)s is not an address, so nothing redirects from it", text=quote(text)
        )
        usable = slugify(text)
        hint = (
            say("write /%(usable)s/ if it is an old path", usable=usable) if usable else "delete it"
        )
        values.warning(
            node,
            "alias-invalid",
            message,
            say("%(hint)s; other names have no effect here", hint=hint),
        )
        return ""
    return path


def read_slug(node: Node, context: ReadContext) -> str:
    """Read ``slug``, which must be usable in a URL as it is written."""
    text = context.values.line(node, "slug")
    usable = slugify(text, _LONGEST_SEGMENT, _LONGEST_SEGMENT)
    if not usable or usable != normalize("NFC", text).casefold():
        if isinstance(node, Scalar):
            size = len(text.encode("utf-8", "replace"))
            reason = "a URL cannot contain it as it is"
            if size > _LONGEST_SEGMENT:
                reason = say(
                    "it has %(size)s bytes; the limit is %(longest_segment)s",
                    size=size,
                    longest_segment=_LONGEST_SEGMENT,
                )
            message = say("invalid slug %(text)s: %(reason)s", text=quote(text), reason=reason)
            hint = (
                propose(FieldValue("slug", text, usable), "write slug: %(usable)s", usable=usable)
                if usable
                else "use letters, digits and hyphens"
            )
            context.values.error(node, "slug-invalid", message, hint)
        usable = slugify(context.name.key)
    _check_reserved(usable, node.line, node.column, context)
    return usable


def slug_of_file_name(context: ReadContext) -> str:
    """Make the slug of an article without ``slug`` from the name of its file."""
    usable = slugify(context.name.key)
    if not usable:
        message = say("the file name %(key)s has no letter or digit", key=quote(context.name.key))
        hint = "rename the file, or add a line 'slug: …'"
        context.collector.error(0, 0, "slug-empty", message, hint)
    _check_reserved(usable, 0, 0, context)
    return usable


def _check_reserved(text: str, line: int, column: int, context: ReadContext) -> None:
    if context.name.is_page and (text in RESERVED or _YEAR.fullmatch(text)):
        message = say(
            "the slug %(text)s is reserved for a page that tarikh makes", text=quote(text)
        )
        hint = "add a line 'slug: …' with another word"
        context.collector.error(line, column, "slug-reserved", message, hint)


def read_extra(node: Node, context: ReadContext) -> FrozenMapping:
    """Read ``extra``: a mapping of any data."""
    if not isinstance(node, MappingNode):
        hint = "write extra: {key: value}, with keys of your own"
        context.values.expected(node, "extra", "a group of keys", hint)
        return EMPTY_MAPPING
    size = _count_characters(node)
    if size > _MOST_DATA:
        message = say(
            "'extra' has %(size)s characters; the limit is %(most_data)s",
            size=f"{size:,}",
            most_data=f"{_MOST_DATA:,}",
        )
        context.values.error(node, "field-long", message, "keep long texts in a file of their own")
        return EMPTY_MAPPING
    data: FrozenMapping = context.values.data(node, "extra")
    return data


def _count_characters(node: Node) -> int:
    """Count the characters of all keys and values, each value as at least one."""
    if isinstance(node, Scalar):
        return len(node.text) or 1
    if isinstance(node, MappingNode):
        return sum(len(each.key) + _count_characters(each.value) for each in node.entries)
    return sum(map(_count_characters, node.items))
