"""Sanitize HTML: remove what is not allowed, and replace each address with a token.

nh3 sanitizes. It passes each attribute that it would keep to a filter, in the order of the
document. The filter removes invalid attributes and replaces each address with a token. A token
contains a secret derived from the hash of the text, so that no author can write one. The sanitized
HTML is then split at the tokens.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

import nh3
from msgspec import Struct, field

from generator.content.markdown.addresses import (
    HTML_COMMENT,
    RESERVED_PREFIX,
    Address,
    SanitizedHtml,
    remove_site_variables,
)
from generator.content.markdown.hidden_elements import HiddenElement, hides, remove_marked
from generator.content.markdown.syntax.attributes import KNOWN_CLASS
from generator.lazy_patterns import lazy_compile
from generator.text.invisible_characters import remove_invisible_within

SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})

TAGS: Final = frozenset(
    """
    a abbr aside b bdi blockquote br caption cite code col colgroup dd del details dfn div dl
    dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp
    section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
    """.split()  # noqa: SIM905 - a list of quoted words is harder to read
)

REMOVED_WITH_CONTENT: Final = frozenset(
    """
    applet audio canvas datalist dialog embed frame frameset iframe math noembed noframes noscript
    object script select style svg template textarea title video
    """.split()  # noqa: SIM905 - as above
)
"""Tags that are removed with their content, which is code or makes no sense as text."""

_ATTRIBUTES: Final = MappingProxyType(
    {
        "*": frozenset({"id", "class", "dir", "lang", "title", "hidden", "style"}),
        "a": frozenset({"href"}),
        "col": frozenset({"span"}),
        "colgroup": frozenset({"span"}),
        "del": frozenset({"datetime"}),
        "details": frozenset({"open"}),
        "img": frozenset({"src", "alt"}),
        "ins": frozenset({"datetime"}),
        "li": frozenset({"value"}),
        "ol": frozenset({"reversed", "start", "type"}),
        "td": frozenset({"colspan", "rowspan"}),
        "th": frozenset({"colspan", "rowspan", "scope"}),
        "time": frozenset({"datetime"}),
    }
)
_ROLES: Final = MappingProxyType(
    {
        "a": frozenset({"doc-noteref", "doc-backlink"}),
        "div": frozenset({"doc-endnotes"}),
    }
)

_VALID: Final = MappingProxyType(
    {
        "dir": lazy_compile(r"ltr|rtl|auto"),
        "lang": lazy_compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"),
        "title": lazy_compile(r"(?s).*\S.*"),
        "scope": lazy_compile(r"(?:row|col)(?:group)?"),
        "colspan": lazy_compile(r"[1-9][0-9]{0,2}"),
        "rowspan": lazy_compile(r"[1-9][0-9]{0,2}"),
        "span": lazy_compile(r"[1-9][0-9]{0,2}"),
        "start": lazy_compile(r"-?[0-9]{1,9}"),
        "value": lazy_compile(r"-?[0-9]{1,9}"),
        "type": lazy_compile(r"[1aAiI]"),
    }
)
_TEXTS: Final = frozenset({"alt", "title"})
_MAY_HIDE: Final = frozenset({"class", "hidden", "style"})
_SCHEME: Final = lazy_compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# A mail address; the name of an image such as `port@2x.jpg` is not one.
_MAIL: Final = lazy_compile(r"[^\s/@:?#]+@(?![0-9]+x\.)[^\s/@:?#.]+(?:\.[^\s/@:?#.]+)+(?:\?\S*)?")
# The attribute of an anchor in old HTML.
_NAMED_ANCHOR: Final = lazy_compile(r"(?i)(<a(?=\s)(?![^<>]*\sid=)[^<>]*?\s)name(?=\s*=)")
_UNSAFE_IN_URL: Final = lazy_compile(r'[\x00-\x20"<>\\^`{|}\x7f]')


class _DocumentState(Struct):
    """What the filter has collected from the current document."""

    secret: str
    addresses: list[Address] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    repeated_ids: list[str] = field(default_factory=list)
    invisible: set[str] = field(default_factory=set)
    schemes: set[str] = field(default_factory=set)
    hidden: list[HiddenElement] = field(default_factory=list)

    def replace(self, address: Address) -> str | None:
        """Return the token for an address, or ``None`` if its scheme is not allowed."""
        scheme = _SCHEME.match(address.target) if address.kind == "external" else None
        # nh3 checked the scheme before invisible characters were removed from the address.
        if scheme is not None and scheme[1].lower() not in SCHEMES:
            self.schemes.add(scheme[1].lower())
            return None
        self.addresses.append(address)
        return f"={self.secret}-{len(self.addresses) - 1}="

    def hide(self, element: HiddenElement) -> str:
        """Return the mark of an element that is left out, and collect it."""
        self.hidden.append(element)
        return f"={self.secret}-hidden="

    def remove_invisible(self, value: str) -> str:
        """Remove the invisible characters from a value, and collect them."""
        visible, removed = remove_invisible_within(value)
        self.invisible.update(invisible.character for invisible in removed)
        return visible


class Sanitizer:
    """Sanitizes documents one after another."""

    def __init__(self) -> None:
        self._state = _DocumentState("")
        self._cleaner = nh3.Cleaner(
            tags=set(TAGS),
            clean_content_tags=set(REMOVED_WITH_CONTENT),
            attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
            tag_attribute_values={tag: {"role": set(roles)} for tag, roles in _ROLES.items()},
            attribute_filter=self._filter,
            url_schemes=set(SCHEMES),
            link_rel=None,
        )

    def sanitize(self, html: str, secret: str) -> SanitizedHtml:
        """Sanitize a document.

        Args:
            html: The HTML that Python-Markdown wrote.
            secret: 32 hexadecimal digits that its author cannot know.
        """
        state = self._state = _DocumentState(secret)
        clean = self._cleaner.clean(_NAMED_ANCHOR.sub(r"\1id", html))
        if state.hidden:
            clean, ids = remove_marked(clean, f"={secret}-hidden=")
            state.ids -= ids
        return SanitizedHtml(
            clean,
            tuple(state.addresses),
            frozenset(state.ids),
            secret,
            frozenset(state.invisible),
            frozenset(state.schemes),
            tuple(state.hidden),
            tuple(state.repeated_ids),
        )

    def _filter(self, tag: str, name: str, value: str) -> str | None:
        """Return the value that an attribute is given, or ``None`` to remove the attribute."""
        if name == "href":
            return self._state.replace(_parse_link_address(self._state.remove_invisible(value)))
        if name == "src":
            return self._state.replace(_parse_image_address(self._state.remove_invisible(value)))
        if name == "id":
            return self._filter_id(value)
        if name in _MAY_HIDE:
            if hides(name, value):
                return self._state.hide(HiddenElement(tag, name, value, tag in TAGS))
            if name != "class":
                return None
        if name == "class":
            return " ".join(filter(KNOWN_CLASS.fullmatch, value.split())) or None
        if name in _TEXTS and "<!--" in value:
            value = HTML_COMMENT.sub("", value)
        pattern = _VALID.get(name)
        return value if pattern is None or pattern.fullmatch(value) else None

    def _filter_id(self, value: str) -> str | None:
        anchor = _to_anchor(self._state.remove_invisible(value))
        ids = self._state.ids
        if not anchor or anchor.startswith(RESERVED_PREFIX):
            return None
        if anchor in ids:
            self._state.repeated_ids.append(anchor)
            return None
        ids.add(anchor)
        return anchor


def _to_anchor(value: str) -> str:
    """Replace white space, which the HTML standard does not allow in an id, with hyphens."""
    return "-".join(value.split())


def _parse_link_address(raw: str) -> Address:
    value = remove_site_variables(raw.strip())
    address = _UNSAFE_IN_URL.sub(lambda match: f"%{ord(match[0]):02X}", value)
    if not address:
        return Address("empty", raw, "", image=False)
    if address.startswith("#"):
        return Address("fragment", raw, _to_anchor(unquote(value[1:])), image=False)
    if address.startswith("//"):
        return Address("external", raw, f"https:{address}", image=False)
    if _SCHEME.match(address):
        return Address("external", raw, address, image=False)
    if _MAIL.fullmatch(address):
        return Address("external", raw, f"mailto:{address}", image=False)
    return Address("reference", raw, unquote(value), image=False)


def _parse_image_address(value: str) -> Address:
    address = _parse_link_address(value)
    if _MAIL.fullmatch(value.strip()):
        return Address("reference", value, unquote(value.strip()), image=True)
    if address.kind == "fragment":
        return Address("empty", value, "", image=True)
    return Address(address.kind, value, address.target, image=True)
