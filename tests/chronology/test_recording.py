"""Assemblies are recorded as plain values, and restored as they were."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from generator.chronology.assemble import Assembler, Assembly, Group
from generator.chronology.recording import record_assemblies, restore_assemblies
from generator.dates import parse
from generator.model import Citation, Correction, Entry, Status, VisibilityLimit
from tests.chronology.helpers import SITE, entry
from tests.support import NOW

_ENTRIES = {
    "an event with every field": (
        entry(
            "a.ar.md",
            "2024-01-04/..",
            slug="strike",
            status=Status.EXPECTED,
            place="أربيل",
            tags=("us-forces", "إضراب"),
            sources=(Citation(name="وكالة", via="ap"), Citation(id="app", line=3, column=4)),
            related=("b", "c"),
            aliases=("old/",),
            published=parse("2024-01-05", "UTC"),
            corrections=(Correction(parse("2024-02", "UTC"), "No"),),
            limits=(VisibilityLimit("publishDate", NOW - 1, "2024-01-05", True),),
        ),
        entry(
            "a.en.md",
            None,
            tags=("us-forces", "strike"),
            sources=(Citation(name="agency"),),
            corrections=(Correction(parse("2024-02", "UTC"), "No"),),
        ),
    ),
    "an event with problems": (
        entry("a.ar.md", "2024", sources=None),
        entry("a.en.md", "2025", sources=None),
        entry("b/a.en.md", "2024"),
    ),
    "a text in one language": (entry("a.en.md"), entry("a.ar.md", draft=True)),
    "no date": (entry("a.en.md", None),),
    "a page": (entry("a.en.md", None, is_page=True),),
    "a draft": (entry("a.en.md", draft=True),),
}


def _assemble(entries: tuple[Entry, ...], untranslated: str) -> dict[Group, Assembly]:
    assembler = Assembler(replace(SITE, untranslated=untranslated))
    assembly, _ = assembler.assemble(entries, now=NOW)
    return {assembler.group_of(entries[0].article): assembly}


@pytest.mark.parametrize("untranslated", ["mark", "hide"])
@pytest.mark.parametrize("entries", _ENTRIES.values(), ids=_ENTRIES)
def test_an_assembly_is_restored_from_plain_values(
    entries: tuple[Entry, ...], untranslated: str
) -> None:
    assemblies = _assemble(entries, untranslated)
    recorded = record_assemblies(assemblies)
    json.dumps(recorded)  # only plain values
    restored = restore_assemblies(recorded)
    assert restored == assemblies
    # Equal tuples can be of different types.
    assert repr(restored) == repr(assemblies)


def test_what_is_recorded_has_every_field() -> None:
    (assembly,) = _assemble(_ENTRIES["an event with every field"], "mark").values()
    assert {name for name, value in assembly._asdict().items() if not value} == {"problems"}
    (assembly,) = _assemble(_ENTRIES["an event with problems"], "mark").values()
    assert assembly.problems
