"""The published index: an index that is brought up to date is the same as a new one."""

from __future__ import annotations

from zlib import decompress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.layout import Layout
from generator.search.pieces import (
    DamagedPieceError,
    build_pieces,
    decode_postings,
    find_edits,
    invert,
    list_files,
    postings_file,
    update_pieces,
    words_file,
)

WORDS = st.sampled_from(
    ["بغداد غداد", "ببغداد", "attack", "attacks attack", "2024", "قوات", "القوات قوات", "é", "𝔞"]
)
EVENTS = st.dictionaries(
    st.integers(0, 1 << 20), st.dictionaries(WORDS, st.integers(1, 0x3FFF), max_size=6), max_size=8
)
LAYOUT = Layout(bits=20, words=4, postings=8, records=1)


@given(EVENTS, EVENTS)
def test_an_index_brought_up_to_date_is_the_same_as_a_new_one(
    before: dict[int, dict[str, int]], after: dict[int, dict[str, int]]
) -> None:
    files = build_pieces(LAYOUT, invert(sorted(before.items())), {})
    changed = update_pieces(LAYOUT, find_edits(before, after), files.__getitem__)
    assert files | changed == build_pieces(LAYOUT, invert(sorted(after.items())), {})


def test_only_the_pieces_of_changed_words_are_written_again() -> None:
    before = {1: {"ferry": 256, "bridge": 256}, 2: {"ferry": 256}}
    after = {1: {"ferry": 256, "harbour": 256}, 2: {"ferry": 256}}
    layout = Layout(bits=20, words=64, postings=64, records=1)
    files = build_pieces(layout, invert(before.items()), {})
    changed = update_pieces(layout, find_edits(before, after), files.__getitem__)
    assert sorted(changed) == sorted(
        {
            file
            for word in ("bridge", "harbour")
            for file in (
                postings_file(layout.find_postings(word)),
                *map(words_file, layout.find_words(word)),
            )
        }
    )
    assert update_pieces(layout, {}, files.__getitem__) == {}


def test_the_pieces_are_as_documented() -> None:
    layout = Layout(bits=20, words=1, postings=1, records=1)
    attacks = [3 << 16 | 0x2102, 700 << 16 | 0x0301]
    files = build_pieces(
        layout, {"attacks attack": attacks, "é": [9 << 16 | 1]}, {9: 20, 3: 30, 700: 255}
    )
    assert set(files) == set(list_files(layout))
    assert decompress(files["assets/search/words-0.bin"]).decode() == "cattacks attack\nbé"
    data = decompress(files["assets/search/postings-0.bin"])
    header = "attacks attack\t2\né\t1".encode()
    gap = 700 - 3
    assert data == (
        len(header).to_bytes(4, "little")
        + header
        + bytes([3, gap & 255, 0, gap >> 8, 0, 0, 2, 1, 0x21, 3])
        + bytes([9, 0, 0, 1, 0])
    )
    assert decompress(files["assets/search/lengths.bin"]) == bytes(
        [*(3, 6, 691 & 255), *(0, 0, 691 >> 8), *(0, 0, 0), *(30, 20, 255)]
    )
    assert decode_postings(files["assets/search/postings-0.bin"]) == {
        "attacks attack": {3: 0x2102, 700: 0x0301},
        "é": {9: 1},
    }


@pytest.mark.parametrize("damage", [b"", b"x", b"cut"])
def test_a_damaged_piece_is_an_error(damage: bytes) -> None:
    files = build_pieces(LAYOUT, {"ferry": [1 << 16 | 1]}, {1: 9})

    def read(file: str) -> bytes:
        return files[file][:-3] if damage == b"cut" else damage

    with pytest.raises(DamagedPieceError):
        update_pieces(LAYOUT, {"ferry": {2: 1}}, read)


def test_a_new_event_leaves_nearly_all_others_their_numbers() -> None:
    keys = [f"event-{number}" for number in range(2000)]
    layout = Layout.for_events(2000)
    before, after = layout.number_events(keys), layout.number_events([*keys, "new"])
    assert len(set(after.values())) == 2001
    assert sum(before[key] != after[key] for key in keys) < 5
    assert layout.number_events(reversed(keys)) == before


def test_every_event_has_a_number_and_a_piece_even_where_many_want_the_same() -> None:
    layout = Layout(bits=1, words=1, postings=1, records=2)
    numbers = layout.number_events("abcdef")
    assert len(set(numbers.values())) == 6
    assert {layout.find_records(number) for number in numbers.values()} <= {0, 1}


def test_larger_sites_have_more_pieces() -> None:
    assert Layout.for_events(1) == Layout(bits=10, words=1, postings=1, records=1)
    assert Layout.for_events(10_000) == Layout(bits=19, words=256, postings=1024, records=1024)
    assert Layout.for_events(10_000_000).bits == 24
