"""The pure parts of the benchmark: its edits, its arithmetic, its tables and its plot."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from bench.corpus import TAGS, Generator, file_of, generate_events, tag_name, write
from bench.edits import (
    ADDITION,
    SENTENCE,
    choose_edits,
    later_day,
    new_name,
    registry,
    with_date,
    with_longer_title,
    with_sentence,
    with_tag,
    with_tag_renamed,
)
from bench.figures import Output, Results, Scenario, Series, Setting, Size, Stage
from bench.plot import plot
from bench.processes import CommandFailed, peak_memory, timed
from bench.report import report
from bench.words import ARABIC, ENGLISH

GENERATORS: tuple[Generator, ...] = ("tarikh", "hugo", "pelican")

RESULTS = Results(
    Setting(2, "3.11.7", (("tarikh", "0.1.0"),), (("tarikh", "tarikh build"),), 3, 100),
    sizes=(Size(100, 900, (9, 8, 7)), Size(1000, 9000, (90, 80, 70)), Size(5000, 45000, (1, 2, 3))),
    series=(
        Series("tarikh", 100, "cold", (1.0, 3.0, 2.0)),
        Series("Hugo", 100, "cold", (2.0, 3.0, 8.0)),
        Series("Pelican", 100, "cold", (10.0, 30.0, 20.0)),
        Series("tarikh", 100, "memory", (5e7, 5e7, 5e7)),
        Series("tarikh", 1000, "cold", (12.0, 10.0, 11.0)),
        Series("Hugo", 1000, "cold", (10.0, 10.0, 10.0)),
        Series("tarikh", 5000, "cold", (55.0, 55.0, 55.0)),
    ),
    outputs=(Output("Hugo", 100, 700, 899, 50, 650, 720, 4_600_000),),
    stages=(Stage(1000, "cold", "plan, links", 0.25),),
)


def row(text: str, start: str) -> list[list[str]]:
    """Return the cells of each row of a table with this first cell."""
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith(f"| {start} |")
    ]


def front_matter(text: str) -> str:
    return text.split("\n\n", 1)[0]


@pytest.mark.parametrize("generator", GENERATORS)
def test_a_sentence_is_added_to_the_text_only(generator: Generator, tmp_path: Path) -> None:
    for event in write(tmp_path, 40, generator=generator):
        text = (tmp_path / "content" / file_of(event, "ar")).read_text()
        edited = with_sentence(text)
        assert edited.replace(f" {SENTENCE}", "", 1) == text
        assert front_matter(edited) == front_matter(text)


@pytest.mark.parametrize(
    "end", ["", "- one\n- two\n", "## Heading\n", "> Quote\n", "| a |\n", "[^1]: Note.\n"]
)
def test_a_sentence_ends_the_last_paragraph_whatever_follows_it(end: str) -> None:
    text = f"---\ntitle: One\n---\n\nFirst.\n\nLast.\n\n{end}"
    assert with_sentence(text) == text.replace("Last.", f"Last. {SENTENCE}")


def test_a_text_without_paragraphs_is_refused() -> None:
    with pytest.raises(ValueError, match="no paragraph"):
        with_sentence("---\ntitle: One\n---\n\n## Heading\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('---\ntitle: "One: two"\ndate: 2024\n', f'---\ntitle: "One: two{ADDITION}"\ndate: 2024\n'),
        ("Title: One\nDate: 2024\n", f"Title: One{ADDITION}\nDate: 2024\n"),
    ],
)
def test_a_title_gets_longer_whether_it_is_quoted_or_not(before: str, after: str) -> None:
    assert with_longer_title(before) == after


@pytest.mark.parametrize("generator", GENERATORS)
def test_only_the_line_of_tags_changes_when_a_tag_is_renamed(
    generator: Generator, tmp_path: Path
) -> None:
    chronicle = write(tmp_path, 40, generator=generator)
    event = next(event for event in chronicle if len(event.tags) > 2)
    text = (tmp_path / "content" / file_of(event, "ar")).read_text()
    edited = with_tag_renamed(text, event.tags[1])
    old = tag_name(event.tags[1], ARABIC)
    changed = [
        pair
        for pair in zip(text.splitlines(), edited.splitlines(), strict=True)
        if pair[0] != pair[1]
    ]
    ((before, after),) = changed
    assert after == before.replace(old, new_name(event.tags[1]))
    assert before.lower().startswith("tags: ")


@pytest.mark.parametrize("generator", GENERATORS)
def test_an_event_gets_another_date_and_another_tag(generator: Generator, tmp_path: Path) -> None:
    event, *_ = write(tmp_path, 9, generator=generator)
    text = (tmp_path / "content" / file_of(event, "en")).read_text()
    day = later_day(event.day)
    assert day.year != event.day.year
    assert with_date(text, day) == text.replace(event.when, day.isoformat(), 2)
    name = tag_name(event.tags[-1], ENGLISH)
    quote = "" if generator == "pelican" else '"'
    old, new = f"{quote}{name}{quote}", f"{quote}{name}{quote}, {quote}Another{quote}"
    assert with_tag(text, "Another").count("Another") == 1
    assert new in with_tag(text, "Another")
    assert with_tag(text, "Another").replace(new, old) == text


def test_a_tag_whose_name_others_contain_is_renamed() -> None:
    name = tag_name(3, ARABIC)
    quoted = f'tags: ["{name} x", "y {name}", "{name}"]\n'
    plain = f"Tags: {name} x, y {name}, {name}\n"
    assert with_tag_renamed(quoted, 3) == quoted.replace(f'"{name}"', f'"{new_name(3)}"')
    assert with_tag_renamed(plain, 3) == f"Tags: {name} x, y {name}, {new_name(3)}\n"


def test_the_edited_front_matter_is_still_that_of_an_article(tmp_path: Path) -> None:
    (event,) = write(tmp_path, 1)
    text = (tmp_path / "content" / file_of(event, "ar")).read_text()
    edited = with_tag_renamed(with_longer_title(with_sentence(text)), event.tags[0])
    fields = yaml.safe_load(edited.split("---\n")[1])
    assert fields["title"].endswith(ADDITION)
    assert fields["tags"][0] == new_name(event.tags[0])


def test_the_registry_keeps_the_old_name_of_a_renamed_tag_as_a_spelling() -> None:
    before, after = tomllib.loads(registry()), tomllib.loads(registry([7]))
    assert len(before) == TAGS
    changed = [key for key in before if before[key] != after[key]]
    assert changed == ["tag-007"]
    assert after["tag-007"]["name"]["ar"] == new_name(7)
    assert after["tag-007"]["name"]["en"] == before["tag-007"]["name"]["en"]
    assert after["tag-007"]["spellings"] == [before["tag-007"]["name"]["ar"]]


def test_each_round_edits_something_else_and_the_same_each_time() -> None:
    chronicle = generate_events(60)
    rounds = choose_edits(chronicle, 3)
    assert rounds == choose_edits(chronicle, 3)
    for field in ("body", "title", "date", "new"):
        assert len({getattr(edit, field).key for edit in rounds}) == 3
    assert not any(edit.tag in edit.tagged.tags for edit in rounds)
    assert not {edit.new for edit in rounds} & set(chronicle)
    assert len({edit.tag for edit in rounds}) == 3
    assert all(any(edit.tag in event.tags for event in chronicle) for edit in rounds)


def test_a_ratio_is_the_median_of_each_rounds_ratio() -> None:
    # That of the medians would be two thirds.
    assert RESULTS.ratio("tarikh", "Hugo", 100, "cold") == 0.5
    assert RESULTS.ratio("tarikh", "Hugo", 100, "memory") is None


def test_growth_is_relative_to_that_of_the_content() -> None:
    assert RESULTS.growth("tarikh", "cold", 100, 1000) == pytest.approx(0.55)
    assert RESULTS.growth("tarikh", "cold", 1000, 5000) == pytest.approx(1.0)
    assert RESULTS.growth("Pelican", "cold", 100, 1000) is None


def test_the_tables_contain_medians_and_ratios_and_dashes_for_missing_values() -> None:
    text = report(RESULTS)
    assert row(text, "cold build") == [
        [
            "cold build",
            "2.00 s (1.00 to 3.00)",
            "3.00 s (2.00 to 8.00)",
            "20.0 s (10.0 to 30.0)",
            "0.50",
            "5.00",
        ],
        ["cold build", "11.0 s (10.0 to 12.0)", "10.0 s (10.0 to 10.0)", "—", "1.10"],
        ["cold build", "55.0 s (55.0 to 55.0)"],
    ]
    assert row(text, "peak memory, cold")[0][1:3] == ["50 MB (50 to 50)", "—"]
    assert row(text, "tarikh, 100 → 1,000")[0][1] == "0.55"
    assert row(text, "Hugo, 100 → 1,000")[0][1] == "0.33"
    assert row(text, "plan, links") == [["plan, links", "0.250", *"———————"]]
    assert row(text, "100, Hugo") == [
        ["100, Hugo", "700", "899", "900", "50", "650", "720", "4.6"],
    ]


def test_the_live_preview_has_its_own_table() -> None:
    measured = (
        Series("tarikh", 100, "start", (1.0,)),
        Series("Hugo", 100, "start", (4.0,)),
        Series("tarikh", 100, "save body", (0.1, 0.3, 0.2)),
        Series("Hugo", 100, "save body", (2.0, 1.0, 6.0)),
    )
    text = report(replace(RESULTS, series=RESULTS.series + measured))
    assert row(text, "100 articles: start → first page")[0][1:] == ["1.00 s", "4.00 s", "0.25"]
    assert row(text, "100 articles: body saved → the new page")[0][1:] == [
        "0.200 s (0.100 to 0.300)",
        "2.00 s (1.00 to 6.00)",
        "0.10",
    ]
    assert "Live preview" not in report(RESULTS)


def test_the_tables_state_where_pelican_is_missing() -> None:
    *_, first, second, alone = report(RESULTS).partition("## Growth")[0].split("\n## ")
    assert "--pelican-at" not in first
    assert "--pelican-at" in second
    assert "--pelican-at" not in alone
    assert alone.startswith("5,000 articles in both languages, alone")


def test_every_row_of_a_table_is_as_long_as_its_head() -> None:
    for block in report(RESULTS).split("\n\n"):
        if block.startswith("|"):
            assert len({line.count("|") for line in block.splitlines()}) == 1, block


def test_the_plot_is_well_formed_and_draws_every_median_once() -> None:
    root = ElementTree.fromstring(plot(RESULTS))
    drawn = [one.get("class", "") for one in root.iter() if "mark" in one.get("class", "")]
    # One mark of each tool belongs to the legend.
    assert [drawn.count(f"{tool} mark") for tool in RESULTS.tools()] == [5, 3, 2]
    words = {one.text for one in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"2 s", "3 s", "20 s", "11 s", "10 s", "55 s", "50 MB", "5,000"} <= words


def test_the_plot_loads_nothing_and_has_colors_for_dark_pages() -> None:
    text = plot(RESULTS)
    assert "prefers-color-scheme: dark" in text
    assert text.count("http") == text.count("http://www.w3.org/2000/svg") == 1


@pytest.mark.parametrize("scenario", ["cold", "memory"])
def test_a_single_figure_can_be_drawn(scenario: Scenario) -> None:
    # On the edge between two powers of ten, where a scale could be empty.
    alone = Results(
        RESULTS.setting, (Size(10, 90, (1,)),), (Series("tarikh", 10, scenario, (1.0,)),)
    )
    (shape,) = ElementTree.fromstring(plot(alone)).findall(
        ".//{http://www.w3.org/2000/svg}g/*[@class='tarikh mark']"
    )
    assert 62 < float(shape.get("cx", "")) < 290
    assert 34 < float(shape.get("cy", "")) < 216


@pytest.mark.parametrize("measure", [timed, peak_memory])
def test_a_build_that_fails_is_not_measured(measure: Callable[..., object], tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match=r"exit code 3: .*\nno disk"):
        measure([sys.executable, "-c", "print('no disk'); raise SystemExit(3)"], tmp_path, {})
