"""Views of invented events: with the required fields only, or with every field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from generator.model import FrozenMapping
from generator.views.article import CitationView, CorrectionView
from generator.views.exports import CollectionView, RecordView
from generator.views.pictures import ImageView
from generator.views.shared import EventView, LanguageView, LinkView, TextView, WhenView

BASE = "https://a.example/"
RECORD_ID = "urn:uuid:00000000-0000-4000-8000-000000000001"
COLLECTION_ID = "urn:uuid:00000000-0000-4000-8000-000000000002"
IMAGE = ImageView("assets/camp.jpg", 640, 480, "Smoke & <dust>", "Photo: A & B")


def make_when(edtf: str, text: str = "", **fields: Any) -> WhenView:
    """A date; its text is its EDTF if none is given."""
    values: dict[str, Any] = {
        "short": "",
        "datetime": "",
        "hijri": "",
        "original": "",
        "is_within": False,
        "shape": "day",
        "approximate": False,
        "uncertain": False,
    }
    return WhenView(text=text or edtf, edtf=edtf, **values | fields)


def make_language() -> LanguageView:
    """English."""
    return LanguageView(
        code="en",
        name="English",
        dir="ltr",
        locale="en_GB",
        digits="latn",
        path="en/",
        site_title=TextView("Log", "en", "ltr"),
        site_description=None,
    )


def make_citation(name: str = "AP", **fields: Any) -> CitationView:
    """A cited report of which only the source is known, and the given fields."""
    values: dict[str, Any] = {
        "url": "",
        "title": None,
        "published": None,
        "accessed": None,
        "via": None,
        "via_path": "",
        "archived": "",
        "quote": None,
    }
    return CitationView(
        name=LinkView(f"en/sources/{name.lower()}/", name, "en", "ltr"), **values | fields
    )


FULL_CITATION = make_citation(
    url="https://ap.example/1?a=1&b=2",
    title=TextView("ضربة & أخرى", "ar", "rtl"),
    published=make_when("2024-01-05"),
    accessed=make_when("2024-01-06"),
    via=TextView("Reuters & others", "en", "ltr"),
    via_path="en/sources/reuters/",
    archived="https://archive.example/1?a=1&b=2",
    quote=TextView("قال & لم يقل", "ar", "rtl"),
)


def make_event(date: str = "2024-01-04", **fields: Any) -> EventView:
    """An event with the required fields only, and the given fields."""
    values: dict[str, Any] = {
        "anchor": "strike",
        "path": "en/articles/strike/",
        "title": "Strike",
        "summary": "",
        "lang": "en",
        "dir": "ltr",
        "when": make_when(date),
        "status": "occurred",
        "place": None,
        "sources": (),
        "tags": (),
        "foreign": None,
        "foreign_name": "",
        "draft": False,
        "extra": FrozenMapping(),
        "fields": FrozenMapping(),
    }
    return EventView(**values | fields)


def make_record(date: str = "2024-01-04", **fields: Any) -> RecordView:
    """A record with the required fields only, and the given fields."""
    values: dict[str, Any] = {
        "id": RECORD_ID,
        "key": "strike",
        "language": make_language(),
        "event": make_event(date),
        "status_label": "occurred",
        "tag_ids": (),
        "source_ids": (),
        "citations": (),
        "published": None,
        "updated": None,
        "corrections": (),
        "image": None,
        "translations": (("en", "en/articles/strike/"),),
        "published_time": "",
        "modified_time": "2024-01-04T00:00:00+03:00",
        "modified_instant": 63_839_912_400,
    }
    return RecordView(**values | fields)


# An Arabic event on an English page, with characters that formats must escape.
FULL_RECORD = make_record(
    event=make_event(
        path="ar/articles/strike/?a=1&b=2",
        title='ضربة <أ> & "ب"',
        summary="أولا, ثانيا; <ثالثا>",
        lang="ar",
        dir="rtl",
        when=make_when("2024-01-04", "4 < 5 January", hijri="22 Jumada II 1445"),
        status="alleged",
        place=TextView("Camp & <Gate>, north", "en", "ltr"),
        sources=(
            LinkView("en/sources/ap/", "AP & <AFP>", "en", "ltr"),
            LinkView("ar/sources/wakala/", "وكالة", "ar", "rtl"),
        ),
        tags=(
            LinkView("en/tags/war/", 'War, & "peace"', "en", "ltr"),
            LinkView("ar/tags/iraq/", "العراق", "ar", "rtl"),
        ),
        extra=FrozenMapping((("dead", 3), ("names", ("أ", "ب")))),
    ),
    status_label="alleged <so far>",
    tag_ids=("war&peace", "iraq"),
    source_ids=("ap", "وكالة"),
    citations=(FULL_CITATION, make_citation("وكالة")),
    published=make_when("2024-01-05"),
    updated=make_when("2024-02~"),
    corrections=(CorrectionView(make_when("2024-01-09"), "The <place> was wrong"),),
    image=IMAGE,
    translations=(("ar", "ar/articles/strike/"), ("en", "en/articles/strike-2/")),
    published_time="2024-01-05T00:00:00+03:00",
    modified_time="2024-02-01T00:00:00+03:00",
    modified_instant=63_842_331_600,
)


def _terms(
    terms: Iterable[tuple[Sequence[str], Sequence[LinkView]]],
) -> tuple[tuple[str, LinkView], ...]:
    found: dict[str, LinkView] = {}
    for identities, names in terms:
        found.update(zip(identities, names, strict=True))
    return tuple(sorted(found.items()))


def make_collection(*records: RecordView, **fields: Any) -> CollectionView:
    """An English collection of records."""
    values: dict[str, Any] = {
        "id": COLLECTION_ID,
        "title": "Log & <book>",
        "subject": None,
        "description": "",
        "language": make_language(),
        "author": "The & Log",
        "base": BASE,
        "home": "en/?a=1&b=2",
        "modified_time": "2024-02-01T00:00:00+03:00",
        "tags": _terms((each.tag_ids, each.event.tags) for each in records),
        "sources": _terms(
            (each.source_ids, [citation.name for citation in each.citations]) for each in records
        ),
    }
    return CollectionView(records=records, **values | fields)
