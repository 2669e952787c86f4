"""What the home page shows of a chronology."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import run_program
from tests.support import Build, MakeSite, Read
from tests.support.html_tree import Element, parse_html
from tests.support.sources import article


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Element:
    """The home page of 14 events of 2003, 7 expected ones, and 14 tags."""
    folder: Path = tmp_path_factory.mktemp("home")
    files = {"site.toml": 'title = "Record"\n[languages.en]\n'}
    for number in range(1, 15):
        # Tag t1 has 14 events, t2 has 13, and so on; a has one, as t14.
        tags = ", ".join(f"t{each}" for each in range(1, number + 1))
        files[f"past{number:02}.en.md"] = article(
            f"Past {number}", f"2003-02-{number:02}", tags=f"{tags}, a" if number == 14 else tags
        )
    for number in range(1, 8):
        files[f"future{number}.en.md"] = article(
            f"Future {number}", f"2030-01-{number:02}", "status: expected\n"
        )
    for path, text in files.items():
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    result = run_program("build", folder, "--jobs", "1")
    assert result.exit_code == 0, result.output
    return parse_html((folder / "output/en/index.html").read_text("utf-8"))


def titles(section: Element) -> list[str]:
    return [each.text for each in section.find("h3")]


def section(home: Element, heading: str) -> Element:
    (found,) = [
        each for each in home.find("section") if [h.text for h in each.find("h2")] == [heading]
    ]
    return found


def test_the_home_page_shows_the_twelve_latest_events_latest_first(home: Element) -> None:
    assert titles(section(home, "Latest event")) == ["Past 14"]
    others = section(home, "Other recent events")
    assert titles(others) == [f"Past {number}" for number in range(13, 2, -1)]


def test_the_home_page_shows_the_next_six_expected_events_next_first(home: Element) -> None:
    expected = [*titles(section(home, "Expected")), *titles(section(home, "Expected later"))]
    assert expected == [f"Future {number}" for number in range(1, 7)]


def test_the_home_page_shows_the_twelve_tags_with_the_most_events(home: Element) -> None:
    tags = section(home, "By tag")
    links = [
        (link.find("bdi")[0].text, link.find("span", "count")[0].text)
        for link in tags.find("a")
        if link.find("bdi")
    ]
    assert links == [(f"t{number}", str(15 - number)) for number in range(1, 13)]
    assert tags.find("a")[-1].text == "All tags"


def test_the_home_page_counts_all_events_and_those_of_each_year(home: Element) -> None:
    years = section(home, "By year")
    assert [each.text for each in years.find("p", "total")] == ["21 events"]
    assert [link.text for link in years.find("a")] == ["2003 14", "2030 7"]


def test_where_nothing_is_under_way_or_expected_the_next_events_are_beside_the_latest(
    site: MakeSite, build: Build, read: Read
) -> None:
    files = {
        f"content/e{day}.en.md": article(f"Event {day}", f"2003-02-0{day}") for day in range(1, 9)
    }
    folder = site({"content/site.toml": "[languages.en]\n", **files})
    assert build(folder).exit_code == 0
    home = parse_html(read(folder, "en/index.html"))
    assert titles(section(home, "Latest event")) == ["Event 8"]
    assert titles(section(home, "Shortly before")) == ["Event 7", "Event 6", "Event 5"]
    assert titles(section(home, "Other recent events")) == [
        f"Event {day}" for day in range(4, 0, -1)
    ]


def test_the_name_of_a_site_in_the_other_script_is_at_the_start_of_the_line(
    site: MakeSite, build: Build, read: Read
) -> None:
    settings = 'title = "Port"\ndescription = "A record"\n[languages.ar]\n'
    folder = site({"content/site.toml": settings, "content/strike.ar.md": article("إضراب", "2024")})
    assert build(folder).exit_code == 0
    page = parse_html(read(folder, "ar/index.html"))
    for tag, name, inner in (("h1", "masthead-title", "a"), ("p", "masthead-line", "bdi")):
        (line,) = page.find(tag, name)
        assert "dir" not in line.attributes
        (text,) = line.find(inner)
        assert text.attributes["dir"] == "ltr"
