"""Entries and chronicles for the tests of this package."""

from __future__ import annotations

from msgspec.structs import replace

from generator.chronology import Chronicle, build_chronicle
from generator.dates import parse
from generator.model import (
    Article,
    Citation,
    Entry,
    Language,
    LocalizedText,
    Outline,
    RegistryEntry,
    Site,
    Text,
)
from tests.support import NOW

SITE = Site(
    title=LocalizedText((Text("سجل", "ar"),)),
    description=LocalizedText(),
    base_url="",
    timezone="Asia/Baghdad",
    languages=(
        Language("ar", "ar_IQ", "العربية", "rtl", "latn"),
        Language("en", "en", "English", "ltr", "latn"),
    ),
    untranslated="mark",
    tags=(
        RegistryEntry(
            "us-forces",
            LocalizedText((Text("القوات الأمريكية", "ar"), Text("US forces", "en"))),
            ("القوات الأميركية",),
        ),
    ),
    sources=(
        RegistryEntry(
            "ap", LocalizedText((Text("أسوشيتد برس", "ar"), Text("Associated Press", "en")))
        ),
    ),
)


def entry(path: str, date: str | None = "2024", **fields: object) -> Entry:
    """Return the entry of a file, with a date and one source by default."""
    key, language, _ = path.rpartition("/")[2].split(".")
    article = Article(
        path=path,
        key=key,
        language=language,
        slug=key,
        title=key,
        when=parse(date, "Asia/Baghdad") if date else None,
        sources=(Citation(name="ap"),),
    )
    return Entry(replace(article, **fields), Outline("", (), (), ""))


def build(*entries: Entry, site: Site = SITE) -> Chronicle:
    """Return the chronicle of entries without problems."""
    chronicle, problems = build_chronicle(site, entries, now=NOW)
    assert problems == ()
    return chronicle


def find_problems(*entries: Entry) -> list[tuple[str, str, str]]:
    """Return the path, the code and the message of each problem, sorted."""
    _, problems = build_chronicle(SITE, entries, now=NOW)
    return sorted((problem.path, problem.code, problem.message) for problem in problems)


def keys(chronicle: Chronicle, language: str) -> list[str]:
    return [listed.event.key for listed in chronicle.timelines[language].events]


def cited(date: str, published: str, **fields: object) -> Entry:
    citation = Citation(name="ap", published=parse(published, "Asia/Baghdad"), line=4, column=9)
    return entry("a.ar.md", date, sources=(citation,), **fields)
