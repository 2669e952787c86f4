"""The sample chronology shows what is known, in both languages, and nothing more precise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from generator.dates import DateError, When, parse
from tests.support import NOW, ROOT, html_file

ARTICLES = sorted((ROOT / "content/articles").glob("*.md"))


def page(sample: Path, path: str) -> str:
    return (sample / html_file(path)).read_text(encoding="utf-8")


def front_matter(path: Path) -> dict[str, object]:
    found = yaml.load(path.read_text("utf-8").split("---\n")[1], yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


def test_it_has_no_problem_at_all(sample: Path) -> None:
    from generator.build import BuildOptions, build_site

    report = build_site(BuildOptions(sample.parent, NOW), lambda *_: None)
    assert report.problems == ()
    assert (report.events, report.languages) == (11, ("ar", "en"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_both_languages_list_all_eleven_events(sample: Path, language: str) -> None:
    years = [path for path in (sample / language).iterdir() if path.name.isdigit()]
    text = "".join((year / "index.html").read_text("utf-8") for year in years)
    assert len(re.findall('<article class="event"', text)) == 11


def test_one_event_is_only_in_each_language_and_marked_in_the_other(sample: Path) -> None:
    assert page(sample, "en/2024/").count("Only in Arabic") == 1
    assert page(sample, "ar/2023/").count("باللغة الإنجليزية فقط") == 1


def test_the_two_spellings_of_us_forces_are_one_tag_spelled_the_arabic_way(sample: Path) -> None:
    written = {tag for path in ARTICLES for tag in front_matter(path)["tags"]}  # type: ignore[attr-defined]
    assert {"القوات الأمريكية", "القوات الأمریکیة", "us-forces"} <= written
    text = page(sample, "ar/tags/us-forces/")
    assert "القوات الأمريكية</h1>" in text
    assert len(re.findall('<article class="event"', text)) == 8
    assert not any("الأمریکیة" in path.read_text("utf-8") for path in sample.rglob("*.html"))


def test_every_page_shows_dates_as_the_articles_state_them(sample: Path) -> None:
    """Each `datetime` of the site is one that an article wrote, to the same precision."""
    known = {
        when.datetime
        for path in ARTICLES
        for text in re.findall(
            r"(?:date|published|updated|accessed): *(.+)", path.read_text("utf-8")
        )
        if (when := _date(text)) is not None
    }
    shown = {
        value
        for path in sample.rglob("*.html")
        for value in re.findall(r'datetime="([^"]*)"', path.read_text("utf-8"))
    }
    assert shown
    assert shown <= known


@pytest.mark.parametrize(
    ("key", "arabic", "english"),
    [
        ("isis-mission", "2014", "2014"),
        ("phase-one", "أيلول 2024 – أيلول 2025", "September 2024 – September 2025"),
        ("phase-two", "حتى 2026", "until 2026"),
        ("leaving-ain-al-asad", "نحو تشرين الثاني 2024", "about November 2024"),
        ("coalition-end", "أيلول 2025", "September 2025"),
        ("pentagon-briefing", "الجمعة، 5 كانون الثاني 2024", "Friday, 5 January 2024"),
    ],
)
def test_dates_are_shown_at_the_precision_they_are_known(
    sample: Path, key: str, arabic: str, english: str
) -> None:
    for language, date in (("ar", arabic), ("en", english)):
        article = page(sample, f"{language}/articles/{key}/").partition("<main")[2]
        line = article.partition("<h1")[0]
        assert f">{date}<" in line


def test_a_report_has_its_press_date_line(sample: Path) -> None:
    assert "الجمعة، 5 كانون الثاني 2024، 10:04 ص" in page(sample, "ar/articles/strike/")


def _date(text: str) -> When | None:
    """Return the date in a line of front matter, if there is one."""
    bare = text.partition(" #")[0].strip(" '\"}")
    for candidate in (bare, bare.partition(",")[0].strip("'\"")):
        try:
            return parse(candidate, "Asia/Baghdad")
        except DateError:
            continue
    return None
