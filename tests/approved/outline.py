"""The outline of a page as text: what readers, screen readers and search engines get.

What only styles a page (classes, the hashes in the names of assets) is left out. What a reader
would miss is kept: landmarks with their labels, headings with their levels, links with their
targets, `lang`, `dir` and isolation, `datetime`, the text of pictures and controls.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

_XHTML = "{http://www.w3.org/1999/xhtml}"
_SVG = "{http://www.w3.org/2000/svg}"
_ASSET_HASH = re.compile(r"\.[0-9a-f]{10}(?=\.\w+$)")
# The hash of the structured data, which changes with any text.
_DATA_HASH = re.compile(r"'sha256-[^']+'")
_META_NAMES = ("name", "property", "http-equiv")
# Elements that have lines of their own; all others are in the line of their parent.
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
# The names by which assistive technology knows these elements.
_ROLES = {
    "nav": "navigation",
    "main": "main",
    "aside": "complementary",
    "article": "article",
    "ol": "list (ordered)",
    "ul": "list",
    "li": "item",
    "dl": "descriptions",
    "dt": "term",
    "dd": "description",
    "p": "p",
    "figure": "figure",
    "figcaption": "caption",
    "details": "details",
    "summary": "summary",
    "table": "table",
    "tr": "row",
    "th": "header cell",
    "td": "cell",
    "blockquote": "quotation",
    "pre": "preformatted",
    "hr": "rule",
    "svg": "drawing",
}
_KEPT_ATTRIBUTES = (
    "role",
    "id",
    "lang",
    "dir",
    "title",
    "alt",
    "tabindex",
    "scope",
    "open",
    "hidden",
    "rel",
    "hreflang",
    "download",
    "type",
    "cite",
    "width",
    "height",
)
_INLINE_NAMES = {"bdi": "isolated", "sup": "sup", "em": "em", "strong": "strong", "code": "code"}


def outline(html: str) -> str:
    """Return the outline of an HTML page, one item on each line."""
    root = html5lib.parse(html, namespaceHTMLElements=False)
    return "".join(f"{line}\n" for line in _page(root))


def _page(root: Element) -> Iterator[str]:
    yield f"page{_attributes(root)}"
    head, body = root.find("head"), root.find("body")
    assert head is not None
    assert body is not None
    yield from _head(head)
    yield from _contents(body, 0)


def _head(head: Element) -> Iterator[str]:
    yield f"  title: {_squeezed(head.findtext('title') or '')}"
    for element in head:
        match element.tag:
            case "meta":
                names = [name for key in _META_NAMES if (name := element.get(key))]
                if names:
                    content = _DATA_HASH.sub("'sha256-…'", element.get("content", ""))
                    yield f"  {', '.join(names)}: {_link_target(content)}"
            case "link":
                others = {k: v for k, v in element.attrib.items() if k not in {"rel", "href"}}
                details = "".join(f" {key}={value}" for key, value in sorted(others.items()))
                target = _link_target(element.get("href", ""))
                yield f"  {element.get('rel')}{details} → {target}"
            case "script":
                yield from _script(element)


def _script(element: Element) -> Iterator[str]:
    if element.get("type") == "application/ld+json":
        yield "  structured data:"
        data = json.dumps(json.loads(element.text or ""), ensure_ascii=False, indent=2)
        for line in data.splitlines():
            yield f"    {line}"
    else:
        yield f"  script → {_link_target(element.get('src', 'inline'))}"


def _block(element: Element, depth: int) -> Iterator[str]:
    """Yield the lines of a block element and its content."""
    tag = _tag(element)
    if tag in {"script", "style"}:
        return
    if tag == "svg":
        yield from _drawing(element, depth)
        return
    name = f"h{tag[1]}" if re.fullmatch("h[1-6]", tag) else _ROLES.get(tag, "")
    if tag in {"header", "footer"} and depth == 0:
        name = "banner" if tag == "header" else "content info"
    if tag == "section" and element.get("aria-label"):
        name = "region"
    labels = _attributes(element)
    inner = depth
    if name or labels:
        inner = depth + 1
    parts = list(_parts(element))
    texts = [part for part in parts if isinstance(part, str)]
    if len(texts) == len(parts):
        text = _squeezed("".join(texts))
        if name or labels or text:
            yield f"{'  ' * depth}{name or 'group'}{labels}{': ' + text if text else ''}"
        return
    if name or labels:
        yield f"{'  ' * depth}{name or 'group'}{labels}"
    yield from _contents(element, inner)


def _contents(element: Element, depth: int) -> Iterator[str]:
    """Yield the lines of an element's content: runs of text, and blocks."""
    pending = ""
    for part in (*_parts(element), None):
        if isinstance(part, str):
            pending += part
            continue
        if _squeezed(pending):
            yield f"{'  ' * depth}{_squeezed(pending)}"
        pending = ""
        if part is not None:
            yield from _block(part, depth)


def _parts(element: Element) -> Iterator[str | Element]:
    """Yield an element's content: text and inline elements as text, blocks as elements."""
    yield element.text or ""
    for child in element:
        if _tag(child) in _BLOCKS or any(_tag(each) in _BLOCKS for each in child.iter()):
            yield child
        else:
            yield _inline(child)
        yield child.tail or ""


def _inline(element: Element) -> str:
    tag = _tag(element)
    if tag in {"script", "style"}:
        return ""
    text = "".join(part for part in _parts(element) if isinstance(part, str))
    labels = _attributes(element)
    match tag:
        case "a":
            target = _link_target(element.get("href", ""))
            shown = {key: value for key, value in element.attrib.items() if key != "href"}
            return f"[{_squeezed(text)}]({target}{_attributes_of(shown)})"
        case "time":
            return f"‹{_squeezed(text)} = {element.get('datetime')}{labels}›"
        case "img":
            return f"‹picture {_link_target(element.get('src', ''))}{labels}›"
        case "br":
            return " / "
        case "button" | "input" | "select" | "textarea" | "label":
            return f"‹{tag} {_squeezed(text)}{labels}›"
    classes = (element.get("class") or "").split()
    if "mark" in classes:
        return f"‹{' '.join(each for each in classes)}› "
    name = _INLINE_NAMES.get(tag, "")
    if element.get("aria-hidden") == "true" and not text.strip():
        return ""
    if name or labels:
        return f"{{{name}{labels}: {_squeezed(text)}}}" if text.strip() else ""
    return text


def _drawing(element: Element, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}drawing{_attributes(element)}"
    for child in element.iter():
        tag = _tag(child)
        if tag == "a":
            target = _link_target(child.get("href") or child.get(f"{_XLINK}href") or "")
            name = child.get("aria-label") or ""
            yield f"{'  ' * (depth + 1)}link: {name} → {target}"
        elif tag == "title":
            yield f"{'  ' * (depth + 1)}hint: {_squeezed(child.text or '')}"
        elif tag == "text":
            yield f"{'  ' * (depth + 1)}text: {_squeezed(''.join(child.itertext()))}"
        elif tag == "rect":
            numbers = " ".join(f"{key}={child.get(key)}" for key in ("x", "y", "width", "height"))
            yield f"{'  ' * (depth + 1)}bar {numbers}"


_XLINK = "{http://www.w3.org/1999/xlink}"


def _attributes(element: Element) -> str:
    return _attributes_of({str(key): value for key, value in element.attrib.items()})


def _attributes_of(attributes: dict[str, Any]) -> str:
    kept = {
        key: value
        for key, value in attributes.items()
        if key in _KEPT_ATTRIBUTES or key.startswith(("aria-", "data-"))
    }
    return "".join(
        f" {key.removeprefix('aria-')}={json.dumps(_squeezed(value), ensure_ascii=False)}"
        for key, value in sorted(kept.items())
    )


def _tag(element: Element) -> str:
    return element.tag.removeprefix(_XHTML).removeprefix(_SVG)


def _link_target(address: str) -> str:
    """Return an address without the hash of an asset, which changes with its content."""
    return _ASSET_HASH.sub("", address)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
