"""Events in the JSON format of TimelineJS 3, whose texts are HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.exports.edtf_parts import parse_moment, split_interval, without_qualifier, year_range
from generator.exports.escaping import compact_json, escape_xml, json_file
from generator.exports.format import ExportFormat, Scope
from generator.views.exports import ExportView, RecordView

# The last year of JavaScript's dates; beyond it TimelineJS has a scale of whole years.
_MAX_YEAR = 200_000


def write_timelinejs(view: ExportView, slides: Sequence[tuple[str, int]]) -> bytes:
    """Write a collection as a timeline."""
    collection = view.collection
    cosmological = any(reach > _MAX_YEAR for _, reach in slides)
    language = collection.language
    head = {
        "scale": "cosmological" if cosmological else "human",
        "title": {
            "unique_id": "title",
            "autolink": False,
            "text": {
                "headline": _isolated(collection.title, language.code, language.dir),
                "text": escape_xml(collection.description),
            },
        },
    }
    return json_file(head, "events", [slide for slide, _ in slides])


def timelinejs_slide(record: RecordView, base: str) -> tuple[str, int]:
    """Write a record as a slide; also return the distance of its years from year 0.

    TimelineJS needs a start, so an interval with an open start is shown at its end. The date as
    it is known is always in ``display_date``.
    """
    event = record.event
    start, end = split_interval(event.when.edtf)
    first = _date(start or end)
    last = _last(end) if start else None
    if event.when.is_within:
        # The days are only the limits of the time in which the event took place.
        first, last = _without_days(first), _without_days(_last(end) or _date(end))
    if last == first:
        last = None
    date_text = escape_xml(event.when.text)
    sources = " · ".join(
        _isolated(source.text, source.lang, source.dir) for source in event.sources
    )
    summary = (
        f'<p lang="{event.lang}" dir="{event.dir}">{escape_xml(event.summary)}</p>'
        if event.summary
        else ""
    )
    title = _isolated(event.title, event.lang, event.dir)
    if event.status != "occurred":
        title += f" ({escape_xml(record.status_label)})"
    data: dict[str, Any] = {"start_date": first | {"display_date": date_text}}
    if last is not None:
        # The text of the start describes the whole interval; TimelineJS would add that of the end.
        data["end_date"] = last
        data["display_date"] = date_text
    data["text"] = {
        "headline": f'<a href="{escape_xml(base + event.path)}">{title}</a>',
        "text": summary + (f"<p>{sources}</p>" if sources else ""),
    }
    if record.image is not None:
        data["media"] = {
            "url": base + record.image.path,
            "alt": escape_xml(record.image.alt),
            "caption": escape_xml(record.image.caption),
            "credit": escape_xml(record.image.credit),
        }
    data["unique_id"] = record.key
    data["autolink"] = False
    data["edtf"] = event.when.edtf
    data["status"] = event.status
    return compact_json(data), max(abs(first["year"]), abs(last["year"]) if last else 0)


def _date(side: str) -> dict[str, int]:
    """Return the known parts of one side of a date; the first year of decades and centuries."""
    moment = parse_moment(without_qualifier(side))
    if moment is None:
        bounds = year_range(side)
        assert bounds is not None, side
        return {"year": bounds[0]}
    parts = {"year": moment.year}
    if moment.month is not None:
        parts["month"] = moment.month
    if moment.day is not None:
        parts["day"] = moment.day
    if moment.time is not None:
        parts |= {"hour": moment.time.hour, "minute": moment.time.minute}
    return parts


def _without_days(date: dict[str, int]) -> dict[str, int]:
    return {part: date[part] for part in ("year", "month") if part in date}


def _last(side: str) -> dict[str, int] | None:
    """Return the parts of the end of a date, or ``None`` when it is open.

    They are those of `_date`, but the last year of decades and centuries.
    """
    if not side:
        return None
    bounds = year_range(side)
    if bounds is not None and bounds[0] != bounds[1]:
        return {"year": bounds[1]}
    return _date(side)


def _isolated(text: str, language: str, direction: str) -> str:
    return f'<span lang="{escape_xml(language)}" dir="{direction}">{escape_xml(text)}</span>'


FORMAT = ExportFormat(
    name="timelinejs",
    label="TimelineJS",
    file_name="timeline.json",
    media_type="application/json",
    scope=Scope.ALL,
    description="A timeline for TimelineJS 3.",
    write_record=timelinejs_slide,
    write_file=write_timelinejs,
)
