"""Detect what a file of JSON is, and read its records."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from generator.importing.feeds import is_json_feed, read_json_feed
from generator.importing.old_sites import to_text
from generator.importing.own_events import is_own_events, read_own_events
from generator.importing.records import ImportFailure, Record
from generator.importing.references import is_references, read_references
from generator.importing.tables import read_rows, refuse_mapping
from generator.importing.timelinejs import is_timeline, read_timeline
from generator.importing.wikidata import is_wikidata, read_wikidata
from generator.messages import say

_KNOWN = (
    "import a timeline.json of TimelineJS, an events.json of tarikh, a JSON Feed, CSL-JSON, results"
    " of Wikidata, or a list of objects with the same keys"
)

_KINDS: Final[
    tuple[tuple[Callable[[Any], bool], Callable[[str, Any, str], tuple[Record, ...]]], ...]
] = (
    (is_own_events, read_own_events),
    (is_timeline, read_timeline),
    (is_json_feed, read_json_feed),
    (is_references, read_references),
)


def read_json(
    name: str, text: str, timezone: str, mapping: Mapping[str, str]
) -> tuple[Record, ...]:
    """Read a file of JSON.

    Args:
        name: The name of the file.
        text: Its text.
        timezone: The IANA time zone of the site, or nothing.
        mapping: The fields of keys, by their names.

    Raises:
        ImportFailure: It is not valid, or of no kind that can be imported.
    """
    data = _load(text)
    for is_of_kind, read in _KINDS:
        if is_of_kind(data):
            refuse_mapping(mapping)
            return read(name, data, timezone)
    if is_wikidata(data):
        return read_wikidata(name, data, timezone, mapping)
    if isinstance(data, list) and data and all(isinstance(each, dict) for each in data):
        columns = list(dict.fromkeys(key for each in data for key in each))
        rows = [[to_text(each.get(column)) for column in columns] for each in data]
        return read_rows(name, [columns, *rows], timezone, mapping)
    raise ImportFailure("it is JSON of an unknown kind", _KNOWN)


def _load(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = say("it is not valid JSON: %(msg)s", msg=error.msg)
        hint = "export it again, or name it .txt if it is a report"
        raise ImportFailure(message, hint, error.lineno, error.colno) from None
    except (ValueError, RecursionError):
        message = "it is nested too deep, or has a number that is too long"
        raise ImportFailure(message, "export it again") from None
