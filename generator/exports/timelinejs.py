"""The events as TimelineJS 3 takes them (its JSON format); its texts are HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.exports.edtf_parts import parse_moment, split_interval, without_qualifier, year_range
from generator.exports.escaping import compact_json, escape_xml
from generator.views.exports import ExportView, RecordView

# Beyond it the dates of JavaScript end, and TimelineJS counts by its scale of whole years.
_HUMAN = 200_000


def write_timelinejs(view: ExportView, slides: Sequence[tuple[str, int]]) -> bytes:
    """A collection as a timeline."""
    collection = view.collection
    far = any(reach > _HUMAN for _, reach in slides)
    head = compact_json(
        {
            "scale": "cosmological" if far else "human",
            "title": {
                "unique_id": "title",
                "autolink": False,
                "text": {
                    "headline": _isolated(
                        collection.title, collection.language.code, collection.language.dir
                    ),
                    "text": escape_xml(collection.description),
                },
            },
        }
    )
    lines = "\n" + ",\n".join(slide for slide, _ in slides) + "\n" if slides else ""
    return f'{head[:-1]},"events":[{lines}]}}\n'.encode()


def timelinejs_slide(record: RecordView, base: str) -> tuple[str, int]:
    """A record as a slide, and how far its years lie from year 0.

    TimelineJS needs a start. An open one is shown at its end, and ``display_date`` always says
    what is known.
    """
    event = record.event
    start, end = split_interval(event.when.edtf)
    shown = _date(start or end)
    last = _last(end) if start else None
    if last == shown:
        last = None
    words = escape_xml(event.when.text)
    sources = " · ".join(
        _isolated(source.text, source.lang, source.dir) for source in event.sources
    )
    said = (
        f'<p lang="{event.lang}" dir="{event.dir}">{escape_xml(event.summary)}</p>'
        if event.summary
        else ""
    )
    title = _isolated(event.title, event.lang, event.dir)
    if event.status != "occurred":
        title += f" ({escape_xml(record.status_label)})"
    made: dict[str, Any] = {"start_date": shown | {"display_date": words}}
    if last is not None:
        # The start's words tell the whole span; TimelineJS would put a dash between the two.
        made["end_date"] = last
        made["display_date"] = words
    made["text"] = {
        "headline": f'<a href="{escape_xml(base + event.path)}">{title}</a>',
        "text": said + (f"<p>{sources}</p>" if sources else ""),
    }
    if record.image is not None:
        made["media"] = {
            "url": base + record.image.path,
            "alt": escape_xml(record.image.alt),
            "credit": escape_xml(record.image.credit),
        }
    made["unique_id"] = record.key
    made["autolink"] = False
    made["edtf"] = event.when.edtf
    made["status"] = event.status
    return compact_json(made), max(abs(shown["year"]), abs(last["year"]) if last else 0)


def _date(side: str) -> dict[str, int]:
    """One side of a date as far as it is known; of decades and centuries the first year."""
    known = parse_moment(without_qualifier(side))
    if known is None:
        bounds = year_range(side)
        assert bounds is not None, side
        return {"year": bounds[0]}
    made = {"year": known.year}
    if known.month is not None:
        made["month"] = known.month
    if known.day is not None:
        made["day"] = known.day
    if known.time is not None:
        made |= {"hour": known.time.hour, "minute": known.time.minute}
    return made


def _last(side: str) -> dict[str, int] | None:
    """Likewise, of decades and centuries the last year; ``None`` for an open side."""
    if not side:
        return None
    bounds = year_range(side)
    if bounds is not None and bounds[0] != bounds[1]:
        return {"year": bounds[1]}
    return _date(side)


def _isolated(text: str, language: str, direction: str) -> str:
    return f'<span lang="{escape_xml(language)}" dir="{direction}">{escape_xml(text)}</span>'
