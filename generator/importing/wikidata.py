"""Read the results of queries to Wikidata: dates at their precision, never the first of January."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from generator.content.foreign_keys import normalize_key
from generator.importing.cells import RecordBuilder, find_target
from generator.importing.records import Evidence, ImportFailure, Record
from generator.lazy_patterns import lazy_compile
from generator.messages import say

_ENTITY = lazy_compile(r"https?://www\.wikidata\.org/entity/(?P<id>[QL][0-9]+)")
_NUMBERED = lazy_compile(r"[QL][0-9]+")
_TIME = lazy_compile(r"\+?(?P<year>-?[0-9]{1,16})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})T[0-9:.]+Z?")
# A value as the TSV of the query service writes it: "text"@en, "1"^^<type>, <address>.
_TYPED = lazy_compile(
    r"\"(?P<text>.*)\"(?:@(?P<language>[A-Za-z-]+)|\^\^\S+)?|<(?P<address>[^<>]*)>", re.DOTALL
)
_PRECISION = lazy_compile(r"(?P<date>.*?)(?:time)?prec(?:ision)?", re.IGNORECASE)
_CENTURY, _DECADE, _YEAR, _MONTH, _DAY = 7, 8, 9, 10, 11
_NAMES: Final = MappingProxyType(
    {
        _CENTURY: "century",
        _DECADE: "decade",
        _YEAR: "year",
        _MONTH: "month",
        _DAY: "day",
    }
)
_DATES: Final = frozenset(
    {"date", "pointintime", "time", "start", "starttime", "startdate", "when"}
)
_ENDS: Final = frozenset({"end", "endtime", "enddate"})
_FIRST_COLUMN: Final = frozenset({"item", "event"})


class _Cell(NamedTuple):
    text: str
    language: str = ""


_Row = Mapping[str, _Cell]


def is_wikidata(data: object) -> bool:
    """Whether a JSON value has the form of results of the query service."""
    rows = _list_rows(data)
    return any(_ENTITY.fullmatch(cell.text) for row in rows[:1] for cell in row.values())


def is_wikidata_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table has entities of Wikidata in its first row of values."""
    return len(rows) > 1 and any(_ENTITY.fullmatch(_read_typed(cell).text) for cell in rows[1])


def read_wikidata(
    name: str, data: object, timezone: str, mapping: Mapping[str, str]
) -> tuple[Record, ...]:
    """Read results of the query service in JSON.

    Args:
        name: The name of the file.
        data: Its value.
        timezone: The IANA time zone of the site, or nothing.
        mapping: The fields of variables, by their names.

    Raises:
        ImportFailure: The results lack a variable of the mapping.
    """
    return _read_rows(name, _list_rows(data), timezone, mapping)


def read_wikidata_table(
    name: str, rows: Sequence[Sequence[str]], timezone: str, mapping: Mapping[str, str]
) -> tuple[Record, ...]:
    """Read results of the query service in CSV or TSV; the first row has the variables.

    Raises:
        ImportFailure: The results lack a variable of the mapping.
    """
    names = [cell.strip().lstrip("?") for cell in rows[0]]
    cells = (dict(zip(names, map(_read_typed, row), strict=False)) for row in rows[1:])
    return _read_rows(name, list(cells), timezone, mapping)


def _list_rows(data: object) -> list[_Row]:
    """Return the rows of results: a flat list, or that of the SPARQL protocol."""
    if isinstance(data, dict):
        results = data.get("results")
        data = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(data, list):
        return []
    return [
        {name: _read_value(value) for name, value in row.items()}
        for row in data
        if isinstance(row, dict)
    ]


def _read_value(value: object) -> _Cell:
    if isinstance(value, dict):
        language = value.get("xml:lang")
        return _Cell(str(value.get("value", "")), language if isinstance(language, str) else "")
    return _Cell("" if value is None or isinstance(value, list) else str(value))


def _read_typed(cell: str) -> _Cell:
    match = _TYPED.fullmatch(cell.strip())
    if match is None:
        return _Cell(cell.strip())
    return _Cell(match["address"] or match["text"] or "", match["language"] or "")


def _read_rows(
    name: str, rows: Sequence[_Row], timezone: str, mapping: Mapping[str, str]
) -> tuple[Record, ...]:
    variables = list(dict.fromkeys(variable for row in rows for variable in row))
    unknown = [each for each in mapping if each not in variables]
    if unknown:
        message = say(
            "--map names the variable '%(unknown)s', which the results do not have",
            unknown=unknown[0],
        )
        raise ImportFailure(
            message, say("their variables are: %(variables)s", variables=", ".join(variables))
        )
    first = rows[0] if rows else {}
    entities = [each for each, cell in first.items() if _ENTITY.fullmatch(cell.text)]
    named = [each for each in entities if normalize_key(each) in _FIRST_COLUMN]
    item = next(iter([*named, *entities]), "")
    # An item with several values of one property has a row for each.
    builders: dict[str, RecordBuilder] = {}
    for number, row in enumerate(rows, 1):
        identity = row[item].text if item in row else f"row {number}"
        builder = builders.get(identity)
        if builder is None:
            builder = builders[identity] = RecordBuilder(f"{name}, result {number}", timezone)
        _add_row(row, item, variables, mapping, builder)
    return tuple(builder.build() for builder in builders.values())


def _add_row(
    row: _Row,
    item: str,
    variables: Iterable[str],
    mapping: Mapping[str, str],
    builder: RecordBuilder,
) -> None:
    for variable in variables:
        cell = row.get(variable, _Cell(""))
        if not cell.text or _is_precision(variable, row):
            continue
        entity = _ENTITY.fullmatch(cell.text)
        if variable in mapping:
            builder.add(mapping[variable], cell.text)
        elif variable == item and entity is not None:
            builder.add("key", entity["id"])
            builder.add("extra.wikidata", entity["id"])
        elif _TIME.fullmatch(cell.text):
            _add_date(variable, row, builder)
        elif variable in (f"{item}Label", f"{item}Title"):
            # An item without a label in the language has its number instead.
            if not _NUMBERED.fullmatch(cell.text):
                builder.add("title", cell.text)
                builder.add("language", cell.language)
        elif variable == f"{item}Description":
            builder.add("summary", cell.text)
        elif entity is not None and f"{variable}Label" in row:
            continue
        else:
            _add_value(variable, cell, builder)


def _add_value(variable: str, cell: _Cell, builder: RecordBuilder) -> None:
    target = find_target(variable.removesuffix("Label"))
    if target in ("", "key", "language", "date", "end", "body"):
        builder.ask(say("not used: %(variable)s: %(text)s", variable=variable, text=cell.text))
    else:
        builder.add(target, cell.text)


def _is_precision(variable: str, row: _Row) -> bool:
    return _PRECISION.fullmatch(variable) is not None and row[variable].text.isdecimal()


def _find_precision(variable: str, row: _Row) -> int | None:
    """Return the precision of a date: that of its own variable, or of the only one."""
    found = {}
    for name, cell in row.items():
        match = _PRECISION.fullmatch(name)
        if match is not None and cell.text.isdecimal():
            found[normalize_key(match["date"])] = int(cell.text)
    own = found.get(normalize_key(variable))
    return own if own is not None else found.get("")


def _add_date(variable: str, row: _Row, builder: RecordBuilder) -> None:
    text = row[variable].text
    word = normalize_key(variable)
    target = "date" if word in _DATES else "end" if word in _ENDS else ""
    precision = _find_precision(variable, row)
    date = _write_date(text, precision)
    if not target:
        builder.ask(
            say(
                "not used: %(variable)s: %(value)s; to use it, write --map %(variable)s=date",
                variable=variable,
                value=date or text,
            )
        )
    elif date:
        builder.add(target, date)
        unit = _NAMES.get(precision, "day") if precision is not None else "day"
        builder.note(Evidence(target, date, text, say("its precision is the %(unit)s", unit=unit)))
    elif precision is None:
        builder.ask(
            say(
                "%(target)s: '%(text)s' may stand for its month or its year: the"
                " results do not have its precision; query wikibase:timePrecision as"
                " ?%(variable)sPrecision",
                target=target,
                text=text,
                variable=variable,
            )
        )
    else:
        builder.ask(
            say(
                "%(target)s: '%(text)s' has the precision %(precision)s, coarser than a century",
                target=target,
                text=text,
                precision=precision,
            )
        )


def _write_date(text: str, precision: int | None) -> str:
    """Return a date as EDTF at its precision; empty if that is not known or too coarse."""
    match = _TIME.fullmatch(text)
    if match is None:
        return ""
    year, month, day = int(match["year"]), match["month"], match["day"]
    if precision is None:
        # A date that is known to the month or the year has the first day of it.
        precision = _DAY if day not in ("00", "01") else 0
    sign, digits = ("-" if year < 0 else ""), f"{abs(year):04}"
    if precision == _CENTURY and 0 < year < 10_000:
        # The 20th century is 1901 to 2000, and 19XX as EDTF.
        return f"{(year + 99) // 100 - 1:02}XX"
    if precision == _DECADE and len(digits) == 4:
        return f"{sign}{digits[:3]}X"
    text = f"{sign}{digits}" if len(digits) == 4 else f"Y{year}"
    if precision == _YEAR:
        return text
    if precision == _MONTH:
        return f"{text}-{month}"
    return f"{text}-{month}-{day}" if precision >= _DAY else ""
