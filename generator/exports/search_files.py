"""The pieces of the search index that are for the readers of one language: compressed JSON.

``templates/assets/search-page.js`` reads them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import Any

from generator.exports.escaping import compressed_json
from generator.exports.format import SimpleFormat
from generator.views.pictures import EventImageView
from generator.views.search import FacetView, SearchEventsView, SearchRecordsView
from generator.views.shared import EventView

# Where the most important point of a picture is if nobody has said it, in hundredths.
_CENTER = 50


def write_events(view: SearchEventsView) -> bytes:
    """Write what all events are filtered by: a list for each kind of value.

    Days are differences to those of the event before. Places, statuses, languages, tags and sources
    are indices into lists of their own, of tags and sources the most frequent first. The numbers of
    events have digits in base 64, which are characters from ``#`` on: there is a text of the first
    digits of all numbers, one of the second ones, and so on. So they are compressed best.
    """
    rows = view.rows
    tags = _sort_facets(view.tags, [row[6] for row in rows])
    sources = _sort_facets(view.sources, [row[7] for row in rows])
    first_days = [row[1] for row in rows]
    statuses = _index([row[3] for row in rows])
    languages = _index([row[4] for row in rows])
    places = _index([row[5] for row in rows])
    return compressed_json(
        {
            "tags": [_facet(each) for each in tags.values()],
            "sources": [_facet(each) for each in sources.values()],
            "statuses": list(statuses),
            "languages": list(languages),
            "places": list(places),
            "digits": _write_digits([row[0] for row in rows]),
            "first": [after - before for before, after in pairwise([0, *first_days])],
            "length": [row[2] - row[1] for row in rows],
            "status": [statuses[row[3]] for row in rows],
            "language": [languages[row[4]] for row in rows],
            "place": [places[row[5]] for row in rows],
            "tagged": _find_indices([row[6] for row in rows], tags),
            "sourced": _find_indices([row[7] for row in rows], sources),
        }
    )


def _write_digits(numbers: Sequence[int]) -> list[str]:
    """Return the first, the second and the other digits of numbers, see `write_events`."""
    return [
        "".join([chr(ord("#") + (number >> place & 0x3F)) for number in numbers])
        for place in (24, 18, 12, 6, 0)
    ]


def _sort_facets(
    facets: Iterable[FacetView], lists: Iterable[tuple[str, ...]]
) -> dict[str, FacetView]:
    """Return facets by their identities, those that occur most often first."""
    counts = Counter(chain.from_iterable(lists))
    ordered = sorted(facets, key=lambda facet: -counts[facet.id])
    return {facet.id: facet for facet in ordered}


def _find_indices(
    lists: Iterable[tuple[str, ...]], facets: Mapping[str, FacetView]
) -> list[list[int]]:
    """Return lists of identities as indices of facets."""
    places = {id: place for place, id in enumerate(facets)}
    return [[places[id] for id in each] for each in lists]


def write_records(view: SearchRecordsView) -> bytes:
    """Write what results show: for each event its number and the values of `_record`."""
    return compressed_json([[number, *_record(event)] for number, event in view.records])


def _record(event: EventView) -> list[Any]:
    when = event.when
    marks: list[str] = [when.shape]
    if when.shape == "open" and when.edtf.startswith("../"):
        marks.append("open-start")
    marks += ["approximate"] if when.approximate else []
    marks += ["uncertain"] if when.uncertain else []
    return [
        event.path,
        event.title,
        event.lang if event.foreign else "",
        event.dir if event.foreign else "",
        event.foreign_name,
        when.text,
        when.edtf,
        when.datetime,
        when.original,
        marks,
        event.summary,
        int(event.draft),
        [event.place.lang, event.place.dir] if event.place else [],
        when.hijri,
        _picture(event.image) if event.image else [],
    ]


def _picture(image: EventImageView) -> list[Any]:
    picture = image.thumbnail
    focus = [
        f"focus-{axis}-{value}"
        for axis, value in (("x", image.focus_x), ("y", image.focus_y))
        if value != _CENTER
    ]
    return [
        picture.path,
        picture.width,
        picture.height,
        [[size.path, size.width] for size in picture.sizes],
        image.alt,
        " ".join(focus),
    ]


def _facet(facet: FacetView) -> list[str]:
    return [facet.id, facet.name, facet.lang, facet.dir, facet.path]


def _index(values: list[str]) -> dict[str, int]:
    """Return an index for each value, in the order in which they first occur."""
    return {value: index for index, value in enumerate(dict.fromkeys(values))}


EVENTS_FORMAT = SimpleFormat("search-events", write_events)
RECORDS_FORMAT = SimpleFormat("search-records", write_records)
