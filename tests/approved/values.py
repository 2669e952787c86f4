"""Files other than pages, as the values that a strict parser reads from them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from icalendar import Calendar, Component


def describe(file: str, data: bytes) -> str:
    """Return a published file's values as text, one on each line; text files are unchanged."""
    text = data.decode("utf-8")
    match file.rpartition(".")[2]:
        case "xml":
            lines = _elements(ElementTree.fromstring(text), 0)
        case "json":
            lines = iter(json.dumps(json.loads(text), ensure_ascii=False, indent=2).splitlines())
        case "csv":
            lines = _rows(text)
        case "ics":
            lines = _components(Calendar.from_ical(data), 0)
        case _:
            return text
    return "".join(f"{line}\n" for line in lines)


def _elements(element: ElementTree.Element, depth: int) -> Iterator[str]:
    name = element.tag.rpartition("}")[2]
    attributes = "".join(
        f" {key.rpartition('}')[2]}={json.dumps(value, ensure_ascii=False)}"
        for key, value in sorted(element.attrib.items())
    )
    text = (element.text or "").strip()
    first, *others = text.splitlines() or [""]
    yield f"{'  ' * depth}{name}{attributes}{': ' + first if first else ''}"
    for line in others:
        yield f"{'  ' * (depth + 1)}{line}"
    for child in element:
        yield from _elements(child, depth + 1)


def _rows(text: str) -> Iterator[str]:
    for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))):
        yield "row"
        yield from (f"  {key}: {value}" for key, value in row.items())


def _components(component: Component, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{component.name}"
    for name, value in component.property_items(recursive=False, sorted=False):
        if name in {"BEGIN", "END"}:
            continue
        property_value: Any = value
        text = property_value.to_ical().decode("utf-8")
        parameters = "".join(f";{key}={each}" for key, each in property_value.params.items())
        yield f"{'  ' * (depth + 1)}{name}{parameters}: {text}"
    for child in component.subcomponents:
        yield from _components(child, depth + 1)
