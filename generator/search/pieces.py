"""The published index: which files it has, and what is in each of them.

An index has two kinds of pieces. A piece of the *vocabulary* lists the words that begin alike, each
with its stem and how frequent it is. A piece of *postings* says of some words in which events they
occur, and where; of widespread words (`Layout.is_widespread`) it does not say in which paragraphs.
One more file has the lengths of all events. All are compressed (zlib, RFC 1950), which browsers can
undo.

A piece of the vocabulary has a block for each of its places: the place, and lines of UTF-8 with a
letter, from ``a`` on, for how frequent a word is (`frequency_of`), and the term. Before each block
but the first are a line break and a slash. A piece of postings is the length of its header (four
bytes, the lowest first), the header, lines of UTF-8 with a term, a tab and its number of events,
and for each term five strings of bytes, each with one byte for each event: the three of the
differences between the numbers of the events, the lowest first, and the two of the posting.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from sys import byteorder
from types import MappingProxyType
from typing import Final
from zlib import compress, decompress
from zlib import error as ZlibError

from generator import urls
from generator.search.analysis import (
    Analysis,
    Posting,
    Postings,
    Term,
    forget_paragraphs,
    frequency_of,
    split_term,
)
from generator.search.layout import Layout
from generator.search.words import places

# The bytes of an event in a piece of postings.
_BYTES: Final = 5
_HEADER: Final = 4
_LEVEL: Final = 6
_POSTING_BITS: Final = 16
_POSTING: Final = (1 << _POSTING_BITS) - 1

# For each changed term, the postings of events; ``None`` for an event that no longer has the word.
Edits = Mapping[Term, Mapping[int, Posting | None]]


class DamagedPieceError(Exception):
    """The bytes of a piece are not those of one."""


class LostParagraphsError(Exception):
    """A word is no longer widespread, and the index does not say in which paragraphs it is."""


def words_file(number: int) -> str:
    """Return the path of a piece of the vocabulary in the output."""
    return urls.search_file(f"words-{number:x}.bin").path


def postings_file(number: int) -> str:
    """Return the path of a piece of postings in the output."""
    return urls.search_file(f"postings-{number:x}.bin").path


def lengths_file() -> str:
    """Return the path of the lengths of the events in the output."""
    return urls.search_file("lengths.bin").path


def list_files(layout: Layout) -> tuple[str, ...]:
    """Return the paths of all files of the index."""
    return (
        lengths_file(),
        *map(words_file, range(layout.words)),
        *map(postings_file, range(layout.postings)),
    )


# --- Whole indexes ------------------------------------------------------------------------


def build_pieces(layout: Layout, events: Iterable[tuple[int, Analysis]]) -> dict[str, bytes]:
    """Return the files of an index.

    Args:
        layout: How it is divided.
        events: The number of each event and its words, in the order of the numbers.
    """
    inverted: dict[Term, array[int]] = {}
    lengths: dict[int, int] = {}
    for number, (postings, length) in events:
        lengths[number] = length
        high = number << _POSTING_BITS
        for term, posting in postings.items():
            known = inverted.get(term)
            if known is None:
                known = inverted[term] = array("Q")
            known.append(high | posting)
    words: list[dict[str, dict[Term, str]]] = [{} for _ in range(layout.words)]
    pieces: list[dict[Term, bytes]] = [{} for _ in range(layout.postings)]
    # Each list is freed when it is encoded: together they are larger than the index.
    while inverted:
        term, found = inverted.popitem()
        frequency = frequency_of(len(found))
        is_widespread = layout.is_widespread(frequency)
        pieces[layout.find_postings(term, frequency)][term] = _encode_events(
            [*map(forget_paragraphs, found)] if is_widespread else found
        )
        letter = _write_frequency(frequency)
        for place in places(split_term(term)[0]):
            words[layout.find_words(place)].setdefault(place, {})[term] = letter
    return {
        lengths_file(): _encode_lengths(lengths),
        **{words_file(number): _encode_words(each) for number, each in enumerate(words)},
        **{postings_file(number): _encode_postings(each) for number, each in enumerate(pieces)},
    }


# --- Changes ------------------------------------------------------------------------------


def update_pieces(
    layout: Layout,
    before: Mapping[int, Analysis],
    after: Mapping[int, Analysis],
    list_lengths: Callable[[], Mapping[int, int]],
    read: Callable[[str], bytes],
) -> dict[str, bytes]:
    """Return the files of an index that change with the words of some events.

    Args:
        layout: How the index is divided.
        before: The words of these events, by their numbers, as they are in the index.
        after: Their words now; an event that is gone is not among them.
        list_lengths: Returns the encoded lengths of all events as they are now, by their numbers.
        read: Returns the bytes of a file of the index as it is.

    Raises:
        DamagedPieceError: One of them is damaged.
        LostParagraphsError: The index has to be built again.
        OSError: One of them cannot be read.
    """
    edits = _find_edits(before, after)
    pieces: dict[int, dict[Term, bytes]] = {}
    touched: set[int] = set()

    def load(number: int) -> dict[Term, bytes]:
        if number not in pieces:
            pieces[number] = _decode_postings(read(postings_file(number)))
        return pieces[number]

    # For each piece of the vocabulary places, terms and their letters; empty for what is gone.
    letters: dict[int, list[tuple[str, Term, str]]] = {}
    for term, changes in edits.items():
        # Where it is depends on how frequent it is, which is known when it is found.
        number = next(
            (each for each in layout.list_postings(term) if term in load(each)),
            layout.find_postings(term, 0),
        )
        events = decode_events(pieces[number].pop(term, b""))
        old = frequency_of(len(events))
        for event, posting in changes.items():
            if posting is None:
                events.pop(event, None)
            else:
                events[event] = posting
        new = frequency_of(len(events))
        if layout.is_widespread(new):
            events = {event: forget_paragraphs(posting) for event, posting in events.items()}
        elif layout.is_widespread(old):
            raise LostParagraphsError
        touched.add(number)
        if events:
            number = layout.find_postings(term, new)
            load(number)[term] = _encode_events(
                [event << _POSTING_BITS | events[event] for event in sorted(events)]
            )
            touched.add(number)
        if new != old:
            letter = _write_frequency(new)
            for place in places(split_term(term)[0]):
                letters.setdefault(layout.find_words(place), []).append((place, term, letter))
    changed = {postings_file(number): _encode_postings(pieces[number]) for number in touched}
    for number, changed_words in letters.items():
        file = words_file(number)
        changed[file] = _encode_words(_change_words(_decode_words(read(file)), changed_words))
    if any(_length_of(before, number) != _length_of(after, number) for number in (*before, *after)):
        changed[lengths_file()] = _encode_lengths(list_lengths())
    return changed


def _find_edits(before: Mapping[int, Analysis], after: Mapping[int, Analysis]) -> Edits:
    """Return what changes in the postings with the words of some events."""
    edits: dict[Term, dict[int, Posting | None]] = {}
    for number in before.keys() | after.keys():
        old, new = _postings_of(before, number), _postings_of(after, number)
        for term in old.keys() | new.keys():
            if old.get(term) != new.get(term):
                edits.setdefault(term, {})[number] = new.get(term)
    return edits


def _postings_of(events: Mapping[int, Analysis], number: int) -> Postings:
    return events[number].postings if number in events else MappingProxyType({})


def _length_of(events: Mapping[int, Analysis], number: int) -> int | None:
    return events[number].length if number in events else None


def _change_words(
    words: dict[str, dict[Term, str]], changes: Iterable[tuple[str, Term, str]]
) -> dict[str, dict[Term, str]]:
    """Return a piece of the vocabulary with other letters for some terms in some places."""
    for place, term, letter in changes:
        terms = words.setdefault(place, {})
        if letter:
            terms[term] = letter
        else:
            terms.pop(term, None)
    return {place: terms for place, terms in words.items() if terms}


# --- Bytes --------------------------------------------------------------------------------


def _write_frequency(frequency: int) -> str:
    """Return the letter for how frequent a word is; an empty string for one that is not there."""
    return chr(ord("a") + frequency) if frequency else ""


def _encode_words(words: Mapping[str, Mapping[Term, str]]) -> bytes:
    blocks = [
        "\n".join([place, *(f"{terms[term]}{term}" for term in sorted(terms))])
        for place, terms in sorted(words.items())
    ]
    return _compress("\n/".join(blocks).encode())


def _decode_words(data: bytes) -> dict[str, dict[Term, str]]:
    try:
        text = decompress(data).decode()
    except (ZlibError, UnicodeDecodeError) as error:
        raise DamagedPieceError from error
    words: dict[str, dict[Term, str]] = {}
    for block in text.split("\n/") if text else ():
        place, *lines = block.split("\n")
        words[place] = {line[1:]: line[0] for line in lines}
    return words


def _encode_lengths(lengths: Mapping[int, int]) -> bytes:
    """Return the file with the encoded lengths of the events, by their numbers."""
    numbers = sorted(lengths)
    codes = bytes([lengths[number] for number in numbers])
    return _compress(b"".join((*_encode_gaps(numbers), codes)))


def decode_lengths(data: bytes) -> dict[int, int]:
    """Return the encoded lengths of the events, by their numbers, from the file with them."""
    plain = decompress(data)
    count = len(plain) // 4
    gaps = [plain[at] | plain[at + count] << 8 | plain[at + 2 * count] << 16 for at in range(count)]
    return dict(zip(accumulate(gaps), plain[3 * count :], strict=True))


def _encode_gaps(numbers: Sequence[int]) -> tuple[bytes, bytes, bytes]:
    """Return the three strings of bytes of the differences between ascending numbers."""
    gaps = array("I", [after - before for before, after in pairwise([0, *numbers])])
    if byteorder == "big":
        gaps.byteswap()
    wide, step = gaps.tobytes(), gaps.itemsize
    return wide[0::step], wide[1::step], wide[2::step]


def _encode_events(events: Sequence[int]) -> bytes:
    """Return the five strings of bytes of a term, see above and `invert`."""
    gaps = _encode_gaps([each >> _POSTING_BITS for each in events])
    postings = array("H", [each & _POSTING for each in events])
    if byteorder == "big":
        postings.byteswap()
    narrow = postings.tobytes()
    return b"".join((*gaps, narrow[0::2], narrow[1::2]))


def decode_events(data: bytes) -> dict[int, Posting]:
    """Return the postings of a term from its five strings of bytes."""
    count = len(data) // _BYTES
    low, middle, high, places, flags = (data[n * count : (n + 1) * count] for n in range(_BYTES))
    events: dict[int, Posting] = {}
    number = 0
    for a, b, c, place, flag in zip(low, middle, high, places, flags, strict=True):
        number += a | b << 8 | c << 16
        events[number] = place | flag << 8
    return events


def _encode_postings(terms: Mapping[Term, bytes]) -> bytes:
    ordered = sorted(terms)
    lines = "\n".join([f"{term}\t{len(terms[term]) // _BYTES}" for term in ordered]).encode()
    size = len(lines).to_bytes(_HEADER, "little")
    return _compress(b"".join((size, lines, *(terms[term] for term in ordered))))


def _decode_postings(data: bytes) -> dict[Term, bytes]:
    try:
        plain = decompress(data)
        start = _HEADER + int.from_bytes(plain[:_HEADER], "little")
        lines = plain[_HEADER:start].decode()
        terms: dict[Term, bytes] = {}
        for line in lines.split("\n") if lines else ():
            term, _, count = line.partition("\t")
            end = start + int(count) * _BYTES
            terms[term] = plain[start:end]
            start = end
    except (ZlibError, ValueError) as error:
        raise DamagedPieceError from error
    if start != len(plain):
        raise DamagedPieceError
    return terms


def decode_postings(data: bytes) -> dict[Term, dict[int, Posting]]:
    """Return the postings of all words of a piece.

    Raises:
        DamagedPieceError: The piece is damaged.
    """
    return {term: decode_events(each) for term, each in _decode_postings(data).items()}


def _compress(data: bytes) -> bytes:
    return compress(data, _LEVEL)
