"""Random texts and sites: valid, nearly valid and invalid ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from tests.fuzz.tokens import TOKENS
from tests.support.payloads import PAYLOADS

# --- Arabic text ------------------------------------------------------------------------------

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيٱپچژکگیەڕڵۆێ"
TASHKEEL = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
TATWEEL = "\u0640"
PRESENTATION = "ﷲﷺﻻﻼﺍﺎﺑﺒﺐﺏﭐﭑﯾﯿ"
MARKS = "\u200e\u200f\u061c\u200c\u200d"
DECEIVERS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff\u00ad"
CONTROLS = "\x00\x01\x07\x08\x0b\x0c\x1b\x1f\x7f\x80\x85\x9b\x9f\u2028\u2029\ufffe\uffff"
DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"

_SYLLABLES = st.builds(
    lambda letter, marks, kashida: letter + marks + kashida,
    st.sampled_from(LETTERS),
    st.text(TASHKEEL, max_size=2),
    st.sampled_from(["", "", "", TATWEEL]),
)
WORDS = st.one_of(
    st.lists(_SYLLABLES, min_size=1, max_size=6).map("".join),
    st.text("abcdefghijklmnopqrstuvwxyzABCÉéñß", min_size=1, max_size=8),
    st.text(DIGITS, min_size=1, max_size=5),
    st.text(PRESENTATION, min_size=1, max_size=3),
)
ARABIC = st.lists(
    st.one_of(WORDS, st.sampled_from([*MARKS, "،", "؛", "؟", "«", "»", "-", "(", ")"])),
    min_size=1,
    max_size=8,
).map(" ".join)
HOSTILE = st.one_of(
    st.sampled_from(sorted(PAYLOADS.values())),
    st.text(DECEIVERS + CONTROLS + "ab ", min_size=1, max_size=8),
    st.text(max_size=20),
)
LINES = st.one_of(ARABIC, ARABIC, HOSTILE, st.builds("{} {}".format, ARABIC, HOSTILE))

# --- Markdown ---------------------------------------------------------------------------------

_INLINE = st.one_of(
    ARABIC,
    ARABIC.map("*{}*".format),
    ARABIC.map("**{}**".format),
    ARABIC.map("`{}`".format),
    ARABIC.map("[{}](https://a.example/)".format),
    ARABIC.map("[{}](#x)".format),
    st.integers(1, 3).map("[^{}]".format),
    st.sampled_from(sorted(PAYLOADS.values())),
)
_PARAGRAPHS = st.lists(_INLINE, min_size=1, max_size=4).map(" ".join)
_BLOCKS = st.one_of(
    _PARAGRAPHS,
    st.builds("{} {}".format, st.integers(1, 6).map(lambda n: "#" * n), _PARAGRAPHS),
    st.builds("{}: {}".format, st.integers(1, 3).map("[^{}]".format), _PARAGRAPHS),
    st.lists(_PARAGRAPHS, min_size=1, max_size=3).map(
        lambda rows: "a | b\n--|--\n" + "\n".join(rows)
    ),
    st.builds("```\n{}\n```".format, _PARAGRAPHS),
)


def _nested(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(blocks, min_size=1, max_size=3).map("\n\n".join)
    return st.one_of(
        several,
        several.map(lambda text: "> " + text.replace("\n", "\n> ")),
        several.map(lambda text: "- " + text.replace("\n", "\n    ")),
        several.map(lambda text: "1. " + text.replace("\n", "\n    ")),
        several.map(lambda text: f"<div>\n\n{text}\n\n</div>"),
    )


_STRUCTURED = st.recursive(_BLOCKS, _nested, max_leaves=6)


@st.composite
def mutated(draw: st.DrawFn, texts: st.SearchStrategy[str], tokens: tuple[str, ...]) -> str:
    """One of the texts, with tokens inserted and parts removed at random."""
    text = draw(texts)
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 5])))
        text = text[:start] + draw(st.sampled_from(tokens)) + text[end:]
    return text


MARKDOWN = st.one_of(_STRUCTURED, mutated(_STRUCTURED, TOKENS["markup"]))

# --- Front matter -----------------------------------------------------------------------------


def quoted(text: str) -> str:
    """The text in quotation marks, as YAML and TOML read it."""
    return json.dumps(text, ensure_ascii=False)


_QUOTED = LINES.map(quoted)
_PLAIN = st.one_of(_QUOTED, _QUOTED, LINES, st.just(""), st.sampled_from(TOKENS["parse"]))
_DATES = st.one_of(
    st.dates().map(str),
    st.sampled_from(["2014", "2025-09", "2024-01-04T12:00+03:00", "../2026", "2024-11~", "194X"]),
    st.sampled_from(["٤ كانون الثاني ٢٠٢٤", "5 January 2024", "2024-02-30", "03/04/2024", "no"]),
    mutated(st.dates().map(str), TOKENS["dates"]),
)
_SOURCES = st.one_of(
    _QUOTED,
    st.builds("{{name: {}, url: {}, quote: {}}}".format, _QUOTED, _QUOTED, _QUOTED),
    st.builds("[{}, {{id: {}}}]".format, _QUOTED, _QUOTED),
    _PLAIN,
)
_TAGS = st.one_of(st.lists(_QUOTED, max_size=3).map(lambda tags: f"[{', '.join(tags)}]"), _PLAIN)
_OTHERS = st.one_of(
    st.builds("status: {}".format, st.one_of(st.sampled_from(["denied", "alleged"]), _PLAIN)),
    st.builds("summary: {}".format, _PLAIN),
    st.builds("place: {}".format, _PLAIN),
    st.builds("slug: {}".format, _PLAIN),
    st.builds("aliases: [{}]".format, _PLAIN),
    st.builds("related: [{}]".format, _PLAIN),
    st.builds("image: {{src: {}, alt: {}}}".format, _QUOTED, _QUOTED),
    st.builds("corrections: [{{date: {}, note: {}}}]".format, _DATES, _QUOTED),
    st.builds("published: {}".format, _DATES),
    st.builds("draft: {}".format, st.sampled_from(["true", "false", "maybe"])),
    st.builds("{}: {}".format, WORDS, _PLAIN),
)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """The file of an article, in most cases with all required fields."""
    lines = [
        f"title: {draw(_PLAIN)}",
        f"date: {draw(_DATES)}",
        f"source: {draw(_SOURCES)}",
        f"tags: {draw(_TAGS)}",
        *draw(st.lists(_OTHERS, max_size=3, unique_by=lambda line: line.partition(":")[0])),
    ]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + draw(MARKDOWN) + "\n"


@st.composite
def sound_articles(draw: st.DrawFn) -> str:
    """The file of an article that may be hostile but has no errors."""
    said = [quoted(draw(LINES) + " a") for _ in range(6)]
    # A year before 1600 can be one of another calendar.
    day = draw(st.dates(min_value=date(1600, 1, 1)))
    return (
        f"---\ntitle: {said[0]}\ndate: {day}\nsource: {{name: {said[1]}, title: {said[2]}, "
        f"quote: {said[3]}}}\ntags: [{said[4]}]\nsummary: {said[5]}\n---\n\nText.\n"
    )


ARTICLES = st.one_of(articles(), mutated(articles(), TOKENS["parse"]))

# --- Sites ------------------------------------------------------------------------------------

_SETTINGS = st.one_of(
    st.just('title = "A"\nexports = "all"\n'),
    st.builds('title = {}\nbase_url = "https://a.example/b/"\n'.format, _QUOTED),
    mutated(st.just('title = "A"\n[languages.ar]\nhijri = true\n'), TOKENS["settings"]),
)
_REGISTRIES = st.one_of(
    st.builds("[a]\nname = {{ar = {}, en = {}}}\n".format, _QUOTED, _QUOTED),
    mutated(st.just('[a]\nname = "A"\nspellings = ["b"]\n'), TOKENS["settings"]),
)
_NAMES = st.builds(
    "{}{}".format,
    st.one_of(
        st.sampled_from(["strike", "2024/strike", "pages/about", "İstanbul", "index", "tags"]),
        ARABIC.map(lambda text: text.replace("/", "")[:40]),
    ),
    st.sampled_from([".ar.md", ".en.md", ".md", ".xx.md"]),
)


@st.composite
def sites(draw: st.DrawFn) -> Mapping[str, bytes]:
    """The files of a site by their paths: articles, settings, registries and random bytes."""
    files = {
        f"content/{name}": draw(ARTICLES).encode("utf-8", "surrogatepass")
        for name in draw(st.lists(_NAMES, min_size=1, max_size=4, unique=True))
    }
    for name, texts in (
        ("site.toml", _SETTINGS),
        ("tags.toml", _REGISTRIES),
        ("sources.toml", _REGISTRIES),
    ):
        if draw(st.booleans()):
            files[f"content/{name}"] = draw(texts).encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 4)) == 0:
        files["content/rubbish.en.md"] = draw(st.binary(max_size=60))
    return files
