"""Clean HTML: what of an author's HTML may stand, and which addresses it holds.

Sanitising is nh3's. It hands each attribute that it would keep to a filter, in the order of the
document; the filter drops what is not valid and puts a *token* where an address stands. The token
holds a secret that only the text's own hash tells, so that no author can write one; cutting the
clean HTML at the tokens then gives each address its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

import nh3

from generator.content.markdown.addresses import RESERVED_PREFIX, Address, SanitizedHtml
from generator.text.invisible_characters import remove_invisible_within

SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})

TAGS: Final = frozenset(
    """
    a abbr aside b bdi blockquote br caption cite code col colgroup dd del details dfn div dl
    dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp
    section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
    """.split()  # noqa: SIM905 - a page of quoted words reads worse
)

SILENCED: Final = frozenset(
    """
    applet audio canvas embed frame frameset iframe math noembed noframes noscript object script
    select style svg template textarea title video
    """.split()  # noqa: SIM905 - as above
)
"""Tags whose content goes with them: it is code, or makes no sense as text."""

_ATTRIBUTES: Final = MappingProxyType(
    {
        "*": frozenset({"id", "class", "dir", "lang", "title"}),
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

_CLASS: Final = re.compile(
    r"align-(?:start|center|end)|footnote(?:-ref|-backref)?|toc|language-[\w.+#-]+|user-[\w-]+"
)
_VALID: Final = MappingProxyType(
    {
        "dir": re.compile(r"ltr|rtl|auto"),
        "lang": re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"),
        "title": re.compile(r"(?s).*\S.*"),
        "scope": re.compile(r"(?:row|col)(?:group)?"),
        "colspan": re.compile(r"[1-9][0-9]{0,2}"),
        "rowspan": re.compile(r"[1-9][0-9]{0,2}"),
        "span": re.compile(r"[1-9][0-9]{0,2}"),
        "start": re.compile(r"-?[0-9]{1,9}"),
        "value": re.compile(r"-?[0-9]{1,9}"),
        "type": re.compile(r"[1aAiI]"),
    }
)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNSAFE_IN_URL: Final = re.compile(r'[\x00-\x20"<>\\^`{|}\x7f]')


@dataclass(slots=True)
class _Sheet:
    """What the filter has seen of the document that is being cleaned."""

    secret: str
    addresses: list[Address] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    invisible: set[str] = field(default_factory=set)
    schemes: set[str] = field(default_factory=set)

    def token(self, address: Address) -> str | None:
        """What stands for an address; nothing when its scheme is none of those that may stand."""
        scheme = _SCHEME.match(address.target) if address.kind == "external" else None
        # nh3 looked at the scheme before anything was taken out of the address.
        if scheme is not None and scheme[1].lower() not in SCHEMES:
            self.schemes.add(scheme[1].lower())
            return None
        self.addresses.append(address)
        return f"={self.secret}-{len(self.addresses) - 1}="

    def seen(self, value: str) -> str:
        """A value without the characters that nobody sees."""
        shown, found = remove_invisible_within(value)
        self.invisible.update(each.character for each in found)
        return shown


class Cleaner:
    """A sanitiser for one document after another."""

    def __init__(self) -> None:
        self._sheet = _Sheet("")
        self._cleaner = nh3.Cleaner(
            tags=set(TAGS),
            clean_content_tags=set(SILENCED),
            attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
            tag_attribute_values={tag: {"role": set(roles)} for tag, roles in _ROLES.items()},
            attribute_filter=self._filter,
            url_schemes=set(SCHEMES),
            link_rel=None,
        )

    def clean(self, html: str, secret: str) -> SanitizedHtml:
        """Sanitise a document.

        Args:
            html: What Python-Markdown made of it.
            secret: 32 hexadecimal digits that its author cannot know.
        """
        sheet = self._sheet = _Sheet(secret)
        cleaned = self._cleaner.clean(html)
        return SanitizedHtml(
            cleaned,
            tuple(sheet.addresses),
            frozenset(sheet.ids),
            secret,
            frozenset(sheet.invisible),
            frozenset(sheet.schemes),
        )

    def _filter(self, tag: str, name: str, value: str) -> str | None:
        """Judge one attribute: the value that stands, or ``None`` to drop it."""
        if name == "href":
            return self._sheet.token(_link(self._sheet.seen(value)))
        if name == "src":
            return self._sheet.token(_image(self._sheet.seen(value)))
        if name == "id":
            return self._id(value)
        if name == "class":
            return " ".join(filter(_CLASS.fullmatch, value.split())) or None
        valid = _VALID.get(name)
        return value if valid is None or valid.fullmatch(value) else None

    def _id(self, value: str) -> str | None:
        anchor = _anchor(self._sheet.seen(value))
        ids = self._sheet.ids
        if not anchor or anchor in ids or anchor.startswith(RESERVED_PREFIX):
            return None
        ids.add(anchor)
        return anchor


def _anchor(value: str) -> str:
    """An id with no white space in it, as HTML demands."""
    return "-".join(value.split())


def _link(value: str) -> Address:
    address = _UNSAFE_IN_URL.sub(lambda match: f"%{ord(match[0]):02X}", value.strip())
    if not address:
        return Address("empty", value, "", image=False)
    if address.startswith("#"):
        return Address("fragment", value, _anchor(unquote(value.strip()[1:])), image=False)
    if address.startswith("//"):
        return Address("external", value, f"https:{address}", image=False)
    if _SCHEME.match(address):
        return Address("external", value, address, image=False)
    return Address("reference", value, unquote(value.strip()), image=False)


def _image(value: str) -> Address:
    address = _link(value)
    if address.kind == "fragment":
        return Address("empty", value, "", image=True)
    return Address(address.kind, value, address.target, image=True)
