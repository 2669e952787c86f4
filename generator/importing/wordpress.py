"""Read the export of WordPress (WXR): its posts and pages."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from generator.importing.cells import RecordBuilder
from generator.importing.html_text import html_to_markdown
from generator.importing.old_sites import (
    ArticleAddresses,
    BodyContext,
    LinkIndex,
    OldSettings,
    OldSite,
    convert_body,
    refer_to_file,
)
from generator.importing.records import Record
from generator.importing.xml_input import local_name, parse_xml
from generator.lazy_patterns import lazy_compile
from generator.messages import say

_KINDS: Final = frozenset({"post", "page"})
_NO_DATE = "0000-00-00 00:00:00"
# Taxonomies of Polylang: the language of a post, and what its translations share.
_LANGUAGE, _TRANSLATIONS = "language", "post_translations"
_CAPTION = lazy_compile(
    r"\[caption[^\]]*\](?P<image>(?:<a[^>]*>)?\s*<img[^>]*>\s*(?:</a>)?)(?P<text>.{0,5000}?)\[/caption\]",
    re.DOTALL,
)
_EMBED = lazy_compile(r"\[(?P<name>embed|youtube)[^\]]*\](?P<url>[^\[\]]*)\[/(?P=name)\]")
_SHORTCODE = lazy_compile(r"\\?\[/?[a-z][a-z_-]*(?: [^\]\n]*)?\\?\](?!\()")


def is_export(text: str) -> bool:
    """Whether a text is an export of WordPress."""
    return "wordpress.org/export/" in text[:5000]


def read_export(
    name: str, text: str, timezone: str, uploads: OldSite | None = None
) -> tuple[Record, ...]:
    """Read the posts and pages of an export; attachments and comments are listed.

    Args:
        name: The name of the file.
        text: Its text.
        timezone: The IANA time zone of the site, or nothing.
        uploads: The pictures of the site; ``None`` if there are none.

    Raises:
        ImportFailure: It is not valid XML.
        OSError: A picture cannot be read.
    """
    root = parse_xml(text)
    items = list(root.iter("item"))
    settings = OldSettings()
    for element in root.iter("channel"):
        for kind in ("link", "base_site_url", "base_blog_url"):
            settings.add_address(_value(element, kind))
    links = LinkIndex(uploads, settings, map(_list_addresses, items))
    pictures = {
        _value(item, "post_id"): _value(item, "attachment_url")
        for item in items
        if _value(item, "post_type") == "attachment"
    }
    return tuple(
        _read_item(
            item,
            BodyContext(uploads, "", links, RecordBuilder(f"{name}, item {number}", timezone)),
            pictures,
        )
        for number, item in enumerate(items, 1)
    )


def _value(item: ET.Element, name: str) -> str:
    """Return the text of the first child with a name, whatever its namespace."""
    texts = (child.text for child in item if local_name(child.tag) == name)
    return (next(texts, "") or "").strip()


def _terms(item: ET.Element, *domains: str) -> Iterator[ET.Element]:
    for child in item.findall("category"):
        if child.get("domain", "category") in domains:
            yield child


def _find_key(item: ET.Element) -> str:
    """Return what the translations of a post share: the name of their group, or its own name."""
    for term in _terms(item, _TRANSLATIONS):
        return term.get("nicename") or term.text or ""
    return unquote(_value(item, "post_name")) or _value(item, "post_id")


def _list_addresses(item: ET.Element) -> ArticleAddresses:
    name = unquote(_value(item, "post_name"))
    path = unquote(urlsplit(_value(item, "link")).path)
    addresses = (path, f"?p={_value(item, 'post_id')}", f"?page_id={_value(item, 'post_id')}")
    if _value(item, "post_type") not in _KINDS:
        return ArticleAddresses("", "", "", ())
    return ArticleAddresses(_find_key(item), "", name, tuple(filter(None, addresses)))


def _read_item(item: ET.Element, context: BodyContext, pictures: dict[str, str]) -> Record:
    builder = context.builder
    kind = _value(item, "post_type") or "post"
    builder.add("title", _value(item, "title"))
    if kind not in _KINDS:
        builder.reject(say("it is of the type '%(kind)s' of WordPress, and no event", kind=kind))
        return builder.build()
    builder.add("key", _find_key(item))
    builder.add("name", unquote(_value(item, "post_name")) or _value(item, "title"))
    builder.add(
        "language", next((term.get("nicename", "") for term in _terms(item, _LANGUAGE)), "")
    )
    contents = [child for child in item if local_name(child.tag) == "encoded"]
    content = next((each.text or "" for each in contents if "content" in each.tag), "")
    _add_body(content, context)
    builder.add("summary", " ".join(each.text or "" for each in contents if "excerpt" in each.tag))
    tags = [term.text or "" for term in _terms(item, "category", "post_tag")]
    builder.add("tags", " | ".join(tag for tag in tags if tag != "Uncategorized"))
    date = _value(item, "post_date")
    if kind == "page":
        builder.make_page()
    elif date and date != _NO_DATE:
        builder.add("undecided_date", date)
    if (_value(item, "status") or "publish") != "publish":
        builder.ask(
            say("draft: '%(value)s' is its status in WordPress", value=_value(item, "status"))
        )
        builder.withhold()
    if _value(item, "post_password"):
        builder.ask("draft: it has a password in WordPress")
        builder.withhold()
    path = urlsplit(_value(item, "link")).path
    if path.strip("/"):
        builder.add("aliases", unquote(path))
    _list_unused(item, pictures, context)
    return builder.build()


def _add_body(content: str, context: BodyContext) -> None:
    """Add the text of a post as Markdown."""
    html = _CAPTION.sub(r"<figure>\g<image><figcaption>\g<text></figcaption></figure>", content)
    html = _EMBED.sub(r"\n\n\g<url>\n\n", html)
    body, embedded = html_to_markdown(_paragraphs(html), is_of_site=True)
    for each in embedded:
        context.builder.ask(say("body: not copied: %(each)s", each=each))
    for shortcode in _SHORTCODE.findall(body):
        context.builder.ask(
            say("not converted: %(shortcode)s", shortcode=shortcode.replace(chr(92), ""))
        )
    context.builder.add_markdown(convert_body(body, context))


def _list_unused(item: ET.Element, pictures: dict[str, str], context: BodyContext) -> None:
    builder = context.builder
    comments = sum(local_name(child.tag) == "comment" for child in item)
    if comments:
        builder.ask(
            say(
                "not used: %(comments)s comment%(value)s",
                comments=comments,
                value="" if comments == 1 else "s",
            )
        )
    if _value(item, "creator"):
        builder.ask(say("not used: author: %(value)s", value=_value(item, "creator")))
    for key, value in _list_metadata(item):
        if key == "_thumbnail_id":
            address = pictures.get(value, "")
            reference = refer_to_file(address, context) if address else ""
            if reference:
                builder.set_field("image", reference)
            else:
                builder.ask(say("image: not copied: %(value)s", value=address or value))
        elif key and value and not key.startswith("_"):
            builder.ask(say("not used: %(key)s: %(value)s", key=key, value=value))


def _list_metadata(item: ET.Element) -> Iterable[tuple[str, str]]:
    """Yield the further keys of a post; those that begin with a low line are for WordPress."""
    for child in item:
        if local_name(child.tag) == "postmeta":
            yield _value(child, "meta_key"), _value(child, "meta_value")


def _paragraphs(html: str) -> str:
    """Return HTML whose paragraphs have tags: WordPress separates them by empty lines."""
    if "<p" in html:
        return html
    return "".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", html) if part.strip())
