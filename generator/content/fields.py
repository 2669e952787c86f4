"""The fields of the front matter that are more than one line of text."""

from __future__ import annotations

import re
from unicodedata import normalize
from urllib.parse import unquote

from generator.content.front_matter import Mapping, Node, Scalar
from generator.content.values import ValueReader
from generator.dates import When
from generator.model import Citation, Correction, LeadImage, Status
from generator.problem_collector import limit_hint, quote
from generator.text.folding import slug
from generator.text.invisible_characters import remove_invisible_within

_LONGEST_STEP = 240
_DAY = 86_400

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
)
_IMAGE_KEYS = ("src", "alt", "credit")
_CORRECTION_KEYS = ("date", "note")

_ADDRESS = re.compile(r"(?:https?:|www\.)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_ARABIC_COMMAS = re.compile(r"\s*[،,]\s*")
# What an address gives another meaning to, and what no file may be called on some system.
_NOT_IN_PATHS = re.compile(r'[\x00-\x1f\x7f\\?#:*"<>|]')


def read_sources(node: Node, values: ValueReader, most: int) -> tuple[Citation, ...]:
    """``source``: a name, a mapping, or a list of these; at most so many."""
    items = values.items(node)
    if len(items) > most:
        message = f"{len(items):,} sources are too many; an article may have {most:,}"
        hint = f"keep those that it rests on; {limit_hint('sources')}"
        values.error(node, "source-many", message, hint)
    found = (_citation(item, values) for item in items[:most])
    return tuple(citation for citation in found if citation is not None)


def _citation(node: Node, values: ValueReader) -> Citation | None:
    if isinstance(node, Scalar):
        return _named(node, values)
    if not isinstance(node, Mapping):
        values.expected(node, "source", "a name or a group of keys", "write - {name: …, url: …}")
        return None
    parts = values.parts(node, "source", _SOURCE_KEYS)

    def line(key: str) -> str:
        return values.line(parts[key], f"source.{key}") if key in parts else ""

    def when(key: str) -> When | None:
        return values.when(parts[key], f"source.{key}") if key in parts else None

    def url(key: str) -> str:
        return values.url(parts[key], f"source.{key}") if key in parts else ""

    name = values.name(parts["name"], "source.name") if "name" in parts else ""
    identity = line("id")
    if name and identity:
        message = f"the source has a name and an id; the id {quote(identity)} counts"
        values.warning(node, "source-name", message, "keep one of them")
        name = ""
    elif name and not slug(name):
        message = f"source.name {quote(name)} has no letter or digit"
        hint = "write the name that readers know it by"
        values.error(parts["name"], "source-name", message, hint)
        return None
    elif not (name or identity):
        hint = "add 'name: …', or 'id: …' with an id of sources.toml"
        values.error(node, "source-name", "the source has no name", hint)
    published, accessed = when("published"), when("accessed")
    if published is not None and accessed is not None:
        # Who reads a report west of where it appears may do so on the day before.
        later, earlier = ("source.accessed", accessed), ("source.published", published)
        values.check_order(parts["accessed"], later, earlier, slack=_DAY)
    return Citation(
        name=name,
        id=identity,
        url=url("url"),
        title=line("title"),
        published=published,
        accessed=accessed,
        via=values.name(parts["via"], "source.via") if "via" in parts else "",
        archived=url("archived"),
        quote=values.block(parts["quote"], "source.quote") if "quote" in parts else "",
        quote_language=_language(parts["quote_language"], values)
        if "quote_language" in parts
        else "",
        line=node.line,
        column=node.column,
    )


def _named(node: Scalar, values: ValueReader) -> Citation | None:
    name = values.name(node, "source")
    if not name:
        return None
    if not slug(name):
        message = f"source {quote(name)} has no letter or digit"
        values.error(node, "source-name", message, "write the name that readers know it by")
        return None
    if _ADDRESS.match(name):
        message = f"source {quote(name)} is an address, not a name"
        hint = "write source: {name: …, url: …}, with the name that readers know it by"
        values.error(node, "source-name", message, hint)
    return Citation(name=name, line=node.line, column=node.column)


def _language(node: Node, values: ValueReader) -> str:
    text = values.line(node, "source.quote_language")
    if text and not _LANGUAGE.fullmatch(text):
        message = f"source.quote_language {quote(text)} is no language tag"
        values.error(node, "language-invalid", message, "write a tag such as ar, en or fa")
        return ""
    return text


def read_tags(node: Node, values: ValueReader, most: int) -> tuple[str, ...]:
    """``tags``: a list of names, spellings or ids, or one of them; at most so many."""
    items = values.items(node)
    if len(items) > most:
        message = f"{len(items):,} tags are too many; an article may have {most:,}"
        hint = f"keep those a reader would look for; {limit_hint('tags')}"
        values.error(node, "tag-many", message, hint)
        return ()
    found = (_tag(item, item is node, values) for item in items)
    return tuple(tag for tag in found if tag)


def _tag(node: Node, alone: bool, values: ValueReader) -> str:
    """One tag; empty when it is none. ``alone`` says that it stands in no list."""
    tag = values.name(node, "tags")
    if not isinstance(node, Scalar):
        return ""
    # A comma inside quotation marks was meant; '[أ، ب]' and 'tags: a, b' were meant as two.
    if not node.style and ("،" in tag or (alone and "," in tag)):
        message = f"{quote(tag)} is read as one tag"
        several = ", ".join(filter(None, _ARABIC_COMMAS.split(tag)))
        hint = f"write tags: [{several}], or put it in quotes if it is one"
        values.error(node, "tag-comma", message, hint)
        return ""
    if not slug(tag):
        message = f"the tag {quote(tag)} has no letter or digit"
        values.error(node, "tag-empty", message, "write a word, or leave it out")
        return ""
    return tag


def read_status(node: Node, values: ValueReader) -> Status | None:
    """``status``: one of the six."""
    word = values.line(node, "status")
    try:
        return Status(word)
    except ValueError:
        if isinstance(node, Scalar):
            message = f"unknown status {quote(word)}"
            # Nobody is asked to say that it happened: what is the case, only the author knows.
            values.error(node, "status-unknown", message, "known: " + ", ".join(Status))
        return None


def read_corrections(
    node: Node, values: ValueReader, published: When | None
) -> tuple[Correction, ...]:
    """``corrections``: a list of mappings with a date and a note.

    ``published`` is when the article was, which a correction follows.
    """
    found = (_correction(item, values, published) for item in values.items(node))
    return tuple(correction for correction in found if correction is not None)


def _correction(node: Node, values: ValueReader, published: When | None) -> Correction | None:
    if not isinstance(node, Mapping):
        hint = "write - {date: 2024-01-06, note: …}"
        values.expected(node, "corrections", "a list of dates with notes", hint)
        return None
    parts = values.parts(node, "corrections", _CORRECTION_KEYS)
    absent = [key for key in _CORRECTION_KEYS if key not in parts]
    if absent:
        message = f"the correction has no {' and no '.join(absent)}"
        hint = "write - {date: 2024-01-06, note: …}"
        values.error(node, "correction-incomplete", message, hint)
        return None
    date = values.when(parts["date"], "corrections.date")
    values.check_order(parts["date"], ("corrections.date", date), ("published", published))
    note = values.block(parts["note"], "corrections.note")
    return None if date is None else Correction(date, note)


def read_image(node: Node, values: ValueReader) -> LeadImage | None:
    """``image``: a path relative to the article, or a mapping with ``src``, ``alt``, ``credit``."""
    if isinstance(node, Mapping):
        parts = values.parts(node, "image", _IMAGE_KEYS)
    elif isinstance(node, Scalar):
        parts = {"src": node}
    else:
        values.expected(node, "image", "the name of a file", "write {src: …, alt: …}")
        return None
    src, alt, credit = (
        values.line(parts[key], f"image.{key}", limit=2000) if key in parts else ""
        for key in _IMAGE_KEYS
    )
    if not src:
        values.error(node, "image-src", "the image has no src", "add 'src: …', the image's file")
        return None
    if _SCHEME.match(src):
        message = f"image {quote(src)} is on another site"
        hint = "save it beside the article: no page of the site asks another one for anything"
        values.error(parts["src"], "image-remote", message, hint)
        return None
    # An alt that was written and is empty says that the image adds nothing to the text.
    if "alt" not in parts:
        message = "the image has no alt, a text for those who cannot see it"
        hint = f'write image: {{src: {src}, alt: "…"}}'
        values.warning(node, "image-alt", message, hint)
    return LeadImage(src, alt, credit)


def read_related(node: Node, values: ValueReader, own: str) -> tuple[str, ...]:
    """``related``: keys of other articles (Unicode NFC, as keys are); ``own`` is this one's."""
    keys = []
    for item in values.items(node):
        key = normalize("NFC", values.line(item, "related"))
        if key == own:
            message = "the event names itself as related"
            values.warning(item, "related-self", message, "leave it out, or name another")
        elif key:
            keys.append(key)
    return tuple(keys)


def read_aliases(node: Node, values: ValueReader) -> tuple[str, ...]:
    """``aliases``: paths on this site, given without a leading slash and percent-decoded."""
    found = (_alias(item, values) for item in values.items(node))
    return tuple(alias for alias in found if alias)


def _alias(node: Node, values: ValueReader) -> str:
    text = values.line(node, "aliases", limit=2000)
    if not isinstance(node, Scalar):
        return ""
    path = unquote(text).removeprefix("/")
    steps = path.removesuffix("/").split("/")
    if (
        _SCHEME.match(text)
        or _NOT_IN_PATHS.search(path)
        or "\ufffd" in path
        or remove_invisible_within(path)[1]
        or any(
            not step.strip(". ") or len(step.encode("utf-8", "replace")) > _LONGEST_STEP
            for step in steps
        )
    ):
        message = f"alias {quote(text)} is no path on this site"
        hint = "write the old path alone, such as /2023/old-name/"
        values.error(node, "alias-invalid", message, hint)
        return ""
    return path
