"""The published index: an index that is brought up to date is the same as a new one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from random import Random
from zlib import decompress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.analysis import Analysis
from generator.search.layout import Layout
from generator.search.pieces import (
    DamagedPieceError,
    LostParagraphsError,
    build_pieces,
    decode_postings,
    list_files,
    postings_file,
    update_pieces,
    words_file,
)
from generator.search.words import places

WORDS = st.sampled_from(
    ["بغداد غداد", "ببغداد", "attack", "attacks attack", "2024", "قوات", "القوات قوات", "é", "𝔞"]
)
EVENTS = st.dictionaries(
    st.integers(0, 1 << 20),
    st.builds(
        Analysis,
        st.dictionaries(WORDS, st.integers(1, 0x3FFF), max_size=6),
        st.integers(0, 255),
    ),
    max_size=8,
)
LAYOUT = Layout(bits=20, words=4, postings=8, records=1)
# In this one, words of four events are widespread.
CROWDED = Layout(bits=5, words=4, postings=8, records=1)


def build(layout: Layout, events: Mapping[int, Analysis]) -> dict[str, bytes]:
    return build_pieces(layout, sorted(events.items()))


def update(
    layout: Layout,
    files: Mapping[str, bytes],
    before: Mapping[int, Analysis],
    after: Mapping[int, Analysis],
) -> dict[str, bytes]:
    lengths = {number: each.length for number, each in after.items()}
    return update_pieces(layout, before, after, lambda: lengths, files.__getitem__)


def find_widespread(events: Mapping[int, Analysis]) -> set[str]:
    words = [word for each in events.values() for word in each.postings]
    return {word for word in words if words.count(word) >= 4}


@given(EVENTS, EVENTS)
def test_an_index_brought_up_to_date_is_the_same_as_a_new_one(
    before: dict[int, Analysis], after: dict[int, Analysis]
) -> None:
    files = build(LAYOUT, before)
    assert files | update(LAYOUT, files, before, after) == build(LAYOUT, after)
    files = build(CROWDED, before)
    if find_widespread(before) <= find_widespread(after):
        assert files | update(CROWDED, files, before, after) == build(CROWDED, after)
    else:
        with pytest.raises(LostParagraphsError):
            update(CROWDED, files, before, after)


def test_a_widespread_word_is_by_itself_and_has_no_paragraphs() -> None:
    layout = Layout(bits=5, words=1, postings=64, records=1)
    events = {number: Analysis({"ferries ferry": 0x0302, "é": 0x2000}, 9) for number in range(4)}
    files = build(layout, events)
    alone = files[postings_file(layout.find_postings("ferries ferry", 2))]
    assert decode_postings(alone) == {"ferries ferry": dict.fromkeys(range(4), 0x03FF)}
    # It is not in the text of any event.
    alone = files[postings_file(layout.find_postings("é", 2))]
    assert decode_postings(alone) == {"é": dict.fromkeys(range(4), 0x2000)}
    del events[0]
    fewer = build(layout, events)[postings_file(layout.find_postings("ferries ferry", 1))]
    assert decode_postings(fewer) == {"ferries ferry": dict.fromkeys(range(1, 4), 0x0302)}


def test_only_the_pieces_of_changed_words_are_written_again() -> None:
    before = {1: Analysis({"ferry": 256, "bridge": 256}, 5), 2: Analysis({"ferry": 256}, 5)}
    after = {**before, 1: Analysis({"ferry": 256, "harbour": 256}, 5)}
    layout = Layout(bits=20, words=64, postings=64, records=1)
    files = build(layout, before)
    assert sorted(update(layout, files, before, after)) == sorted(
        {
            file
            for word in ("bridge", "harbour")
            for file in (
                postings_file(layout.find_postings(word, 1)),
                *(words_file(layout.find_words(place)) for place in places(word)),
            )
        }
    )
    assert update(layout, files, before, before) == {}


def test_a_sentence_more_changes_less_than_a_hundredth_of_the_pieces() -> None:
    random = Random(1)
    # As in texts, a few words are in nearly all of them and most words in one.
    words = [f"{random.choice('abcdefgh')}{number:x}" for number in range(20_000)]
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    before = {
        number: Analysis(dict.fromkeys(random.choices(words, cum_weights=weights, k=100), 256), 28)
        for number in range(1_000)
    }
    layout = Layout.for_events(len(before))
    files = build(layout, before)
    # The events and the records of two languages are not among these.
    whole = len(files) + 2 * (1 + layout.records)
    for number in range(0, 1_000, 100):
        added = [*random.choices(words, cum_weights=weights, k=6), f"new{number}"]
        postings = before[number].postings
        more = {word: postings.get(word, 0) + 256 for word in added}
        after = {**before, number: Analysis({**postings, **more}, 28)}
        assert 0 < len(update(layout, files, before, after)) < whole / 100


def test_the_pieces_are_as_documented() -> None:
    layout = Layout(bits=20, words=1, postings=1, records=1)
    files = build(
        layout,
        {
            3: Analysis({"attacks attack": 0x2102}, 30),
            9: Analysis({"é": 1}, 20),
            700: Analysis({"attacks attack": 0x0301}, 255),
        },
    )
    assert set(files) == set(list_files(layout))
    assert (
        decompress(files["assets/search/words-0.bin"]).decode()
        == "att\nbattacks attack\n/e\nbé\n/~cks\nbattacks attack"
    )
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
    events = {1: Analysis({"ferry": 1}, 9)}
    files = {
        file: data[:-3] if damage == b"cut" else damage
        for file, data in build(LAYOUT, events).items()
    }
    with pytest.raises(DamagedPieceError):
        update(LAYOUT, files, {}, {2: Analysis({"ferry": 1}, 9)})


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
    assert Layout.for_events(1) == Layout(bits=12, words=1, postings=1, records=1)
    assert Layout.for_events(10_000) == Layout(bits=15, words=1024, postings=2048, records=1024)
    assert Layout.for_events(10_000_000).bits == 24
