"""Entries are stored between builds, and each is decoded only when it is used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.dates import parse
from generator.dates.notation import write
from generator.i18n import Catalogue, Formatter
from generator.model import (
    Citation,
    Correction,
    Entry,
    FieldPosition,
    FrozenMapping,
    Heading,
    LeadImage,
    Outline,
    Reference,
    Status,
    VisibilityLimit,
)
from generator.state import entry_shards, shards
from generator.state.encoding import decode, encode
from generator.state.entry_shards import DamagedContentError
from tests.chronology.helpers import SITE, entry

FULL = Entry(
    entry(
        "content/a.ar.md",
        "2023/2024-05-06T07:08:09+03:00",
        status=Status.EXPECTED,
        place="بغداد",
        sources=(Citation(name="AP", published=parse("1999~", "UTC"), line=3, column=4),),
        tags=("a", "ب"),
        corrections=(Correction(parse("2024-01", "UTC"), "Was wrong"),),
        image=LeadImage("p.png", "A port", "AP"),
        extra=FrozenMapping((("deep", FrozenMapping((("n", (1, 2.5, None, True)),))),)),
        limits=(VisibilityLimit("expiryDate", 5, "2024", False),),
        positions=(FieldPosition("date", 2, 7),),
    ).article,
    Outline(
        "First.", (Heading(2, "h", "H"),), (Reference("link", "b.md#x", 9, 1),), "d" * 32, ("x",)
    ),
)


def test_an_entry_is_the_same_after_it_was_stored(tmp_path: Path) -> None:
    other = entry("content/b.en.md")
    digests = entry_shards.save(tmp_path, [FULL, other])
    loaded = entry_shards.load(tmp_path, digests)
    assert dict(loaded) == {"content/a.ar.md": FULL, "content/b.en.md": other}
    assert len(loaded) == 2
    assert "content/c.en.md" not in loaded


def test_an_edit_rewrites_one_shard(tmp_path: Path) -> None:
    entries = [entry(f"content/e{number}.en.md") for number in range(9)]
    digests = entry_shards.save(tmp_path, entries)
    edited = replace(entries[3], article=replace(entries[3].article, title="New"))
    after = entry_shards.update(tmp_path, digests, [edited], ["content/e5.en.md"])
    changed = {number for number in range(shards.COUNT) if after[number] != digests[number]}
    assert changed == set(map(shards.shard_of, ("content/e3.en.md", "content/e5.en.md")))
    loaded = entry_shards.load(tmp_path, after)
    assert loaded["content/e3.en.md"] == edited
    assert "content/e5.en.md" not in loaded
    # The order of the entries makes no difference.
    assert entry_shards.save(tmp_path, [*loaded.values()][::-1]) == after


def test_changed_entries_replace_stored_ones(tmp_path: Path) -> None:
    stored = entry_shards.load(
        tmp_path, entry_shards.save(tmp_path, [FULL, entry("content/b.en.md")])
    )
    new = entry("content/c.en.md")
    after = stored.with_changes({"content/c.en.md": new}, {"content/b.en.md", "content/c.en.md"})
    assert dict(after) == {"content/a.ar.md": FULL, "content/c.en.md": new}
    assert len(after) == 2
    assert "content/b.en.md" in stored


def test_a_damaged_shard_is_refused(tmp_path: Path) -> None:
    digests = entry_shards.save(tmp_path, [FULL])
    number = shards.shard_of(FULL.article.path)
    file = tmp_path / "entries" / f"{number:02d}"
    file.write_bytes(file.read_bytes() + b"x")
    with pytest.raises(DamagedContentError):
        entry_shards.load(tmp_path, digests)
    with pytest.raises(DamagedContentError):
        entry_shards.update(tmp_path, digests, [FULL], ())
    file.unlink()
    with pytest.raises(DamagedContentError):
        entry_shards.load(tmp_path, digests)


def test_equal_values_have_equal_bytes() -> None:
    again = decode(encode(FULL))
    assert again == FULL
    assert again is not FULL
    assert encode(again) == encode(FULL)


@pytest.mark.parametrize(
    "text",
    [
        *("2024", "2024-01-04", "2024-01/2024-02", "2024-01-04/2024-01-04", "../2024", "1999~"),
        *("late 2020", "2024-21", "199X", "1445-09 AH", "1445-09-21 AH", "1402 SH"),
    ],
)
def test_a_date_says_the_same_after_it_was_stored(text: str) -> None:
    when = parse(text, "Asia/Baghdad")
    stored = decode(encode(when))
    assert stored == when
    formatter = Formatter(SITE.languages[1], Catalogue())
    before, after = (
        (write(each), each.is_interval, each.is_within, formatter.original(each, "UTC"))
        for each in (when, stored)
    )
    assert after == before


def test_values_of_other_classes_are_refused() -> None:
    @dataclass(frozen=True)
    class Stranger:
        name: str

    with pytest.raises(ValueError, match="unmarshallable"):
        encode(Stranger("x"))
