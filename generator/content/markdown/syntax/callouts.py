"""Recognize callouts: quotations that begin with a kind, as in ``> [!NOTE]``."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from generator.lazy_patterns import lazy_compile

_CALLOUT: Final = lazy_compile(r"\[!([^\W\d_][\w -]*)\][+-]?[ \t]*([^\n]*)(?:\n|\Z)")
# The kinds that look like another one; all others look like a note.
_KINDS: Final = MappingProxyType(
    {
        "attention": "warning",
        "bug": "caution",
        "caution": "caution",
        "check": "tip",
        "danger": "caution",
        "done": "tip",
        "error": "caution",
        "fail": "caution",
        "failure": "caution",
        "faq": "important",
        "help": "important",
        "hint": "tip",
        "important": "important",
        "question": "important",
        "success": "tip",
        "tip": "tip",
        "warning": "warning",
    }
)


_ARABIC_TITLES: Final = MappingProxyType(
    {
        "caution": "تنبيه",
        "important": "مهم",
        "note": "ملاحظة",
        "tip": "نصيحة",
        "warning": "تحذير",
    }
)
# The titles of kinds that are more than their looks.
_ARABIC_KINDS: Final = MappingProxyType(
    {
        "abstract": "ملخّص",
        "cite": "اقتباس",
        "example": "مثال",
        "faq": "سؤال",
        "question": "سؤال",
        "quote": "اقتباس",
        "seealso": "انظر أيضًا",
        "summary": "ملخّص",
        "tldr": "ملخّص",
    }
)
_ARABIC_LOOKS: Final = MappingProxyType({title: name for name, title in _ARABIC_TITLES.items()})
# The kinds that look like a note.
_NOTES: Final = frozenset(
    "abstract cite example info note quote seealso summary tldr todo".split()  # noqa: SIM905
)


def is_kind(name: str) -> bool:
    """Return whether a word is a kind of callout that some program knows."""
    return name.lower() in _KINDS or name.lower() in _NOTES


def read_callout(text: str) -> tuple[str, str, str] | None:
    """Return the kind, the title and the rest of a paragraph that begins a callout."""
    match = _CALLOUT.match(text)
    return (match[1], match[2].strip(), text[match.end() :]) if match is not None else None


def begin_callout(element: Element, kind: str, title: str, language: str) -> list[Element]:
    """Make an element a callout.

    Args:
        element: The element.
        kind: The kind, as written.
        title: The title that the author gave it; may be empty.
        language: The code of the language of the text.

    Returns:
        The elements whose text is yet to be parsed.
    """
    element.tag = "aside"
    name = _KINDS.get(kind.lower()) or _ARABIC_LOOKS.get(kind, "note")
    element.set("class", f"callout callout-{name}")
    heading = SubElement(element, "p", {"class": "callout-title"})
    heading.text = title or _title(kind, name, language.partition("-")[0])
    return [heading]


def _title(kind: str, name: str, language: str) -> str:
    """Return the title of a callout without one: in Arabic if it is known, else as written."""
    if language == "ar" and is_kind(kind):
        return _ARABIC_KINDS.get(kind.lower(), _ARABIC_TITLES[name])
    return kind.replace("-", " ").capitalize()
