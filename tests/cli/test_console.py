"""No content or name of a file controls a terminal or a GitHub workflow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator import console
from generator.build.report import BuildReport
from generator.problems import Problem, Severity
from tests.support import Build, MakeSite

CONTROLS = tuple(map(chr, (*range(0x20), 0x7F, *range(0x80, 0xA0))))
TURNING = tuple(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2028, 0x2029)))
OTHERS = ("\ud800", "\udcff", "\ue000", "\ufffe", "\U000e0041")


def said(problem: Problem) -> str:
    return "\n".join(console.format_problem(problem))


def report(*problems: Problem, output: str = "/site/output") -> BuildReport:
    return BuildReport(problems, False, Path(output), 0, 0, 0, ("ar",))


def published(output: str) -> BuildReport:
    return replace(report(output=output), published=True)


def unstyled(text: str) -> str:
    """Return the text without the program's own colors."""
    for code in ("0", "1", "2", "31", "33", "32", "36"):
        text = text.replace(f"\x1b[{code}m", "")
    return text


@pytest.mark.parametrize("character", [*CONTROLS, *TURNING, *OTHERS], ids=ascii)
def test_control_characters_are_printed_escaped(character: str) -> None:
    held = f"a{character}b"
    problem = Problem(held, 1, 2, "title-long", held, held)
    for text, lines in (
        (unstyled(said(problem)), 2),
        (console.github_annotation(problem), 1),
        (console.report_as_json(report(problem, output=held), 1.0), 26),
        (unstyled(console.format_summary(published(held), 1.0)), 1),
        (unstyled(console.format_os_error(OSError(5, "Input/output error", held))), 2),
        (unstyled(console.format_internal_error(ValueError(held))), 2),
    ):
        assert all(line.isprintable() for line in text.split("\n"))
        assert len(text.split("\n")) == lines


def test_an_unprintable_character_is_printed_as_its_number() -> None:
    assert console.escape_invisible("a\x1b[31m\u202eb\U000e0041\udcff") == (
        "a\\u001b[31m\\u202eb\\U000e0041\\udcff"
    )
    assert console.escape_invisible("Pay\u200cPal") == "Pay\\u200cPal"


def test_words_of_every_script_are_printed_as_they_are() -> None:
    text = "مقتل سليماني – می‌خواهم – 好 – été 👍 'a\\b'"
    assert console.escape_invisible(text) == text


def test_an_annotation_is_one_command_with_the_values_it_names() -> None:
    problem = Problem("a,b:c%\n.md", 3, 4, "title-long", "x%0A::error::y\nz", "h\r\n::stop")
    assert console.github_annotation(problem) == (
        "::error file=a%2Cb%3Ac%25\\u000a.md,line=3,col=4,title=title-long"
        "::x%250A::error::y\\u000az%0Ahint: h\\u000d\\u000a::stop"
    )


def test_no_line_for_people_is_a_command_to_the_runners_of_github() -> None:
    lines = unstyled(
        said(Problem("::add-mask::a.md", 0, 0, "title-long", "x ##[add-mask]y", "::z"))
    )
    assert lines.split("\n") == [
        "./::add-mask::a.md: error: x #\\u0023[add-mask]y [title-long]",
        "  hint: ::z",
    ]


def test_json_reports_exactly_the_printed_problems() -> None:
    held = "a\x1b\x9b\u202e\u2028\U000e0041\udcff مقتل b"
    problem = Problem(held, 1, 2, "title-long", held, held)
    problem_json = json.loads(console.report_as_json(report(problem), 1.0))["problems"][0]
    assert (problem_json["path"], problem_json["message"], problem_json["hint"]) == (
        held,
        held,
        held,
    )


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_hostile_site_is_reported_in_printable_characters(
    site: MakeSite, build: Build, form: str
) -> None:
    held = "x\x1b]0;owned\x07\u202e\x9b31m"
    folder = site(
        {
            f"content/{held}\n::error::.en.md": (
                '---\ntitle: "\\e[31m\\u202e"\ndate: 2024-\x1b[2J\ntags: ["\\e]8;;http://x"]\n'
                "source: R\n\u202enope: 1\n---\n[\x1b[1m](\u202egone.md) ##[group]\n"
            )
        }
    )
    printed = build(folder, "--format", form, "--explain").output
    assert all(line.isprintable() for line in printed.split("\n"))
    assert not any(line.startswith("::error::") for line in printed.split("\n"))
    assert "owned" in printed


def repeated(count: int) -> list[Problem]:
    return [
        Problem(f"content/{number}.md", 2, 1, "key-unknown", "unknown key 'autor'", "remove it")
        for number in range(count)
    ]


def test_a_problem_in_up_to_three_places_is_printed_for_each() -> None:
    lines = unstyled("\n".join(console.format_problems(repeated(3)))).split("\n")
    assert len(lines) == 6


def test_a_problem_in_more_places_is_printed_once_with_a_count() -> None:
    other = Problem("content/1.md", 5, 1, "title-long", "another", "")
    problems = sorted([*repeated(1204), other])
    assert unstyled("\n".join(console.format_problems(problems))).split("\n") == [
        "content/0.md:2:1: error: unknown key 'autor' [key-unknown]",
        "  hint: remove it",
        "  the same in content/1.md:2:1, content/10.md:2:1 and 1,201 more places;"
        " 'tarikh build --all' lists all",
        "content/1.md:5:1: error: another [title-long]",
    ]


def test_problems_with_other_words_are_not_counted_as_the_same() -> None:
    problems = [Problem("a.md", n, 0, "title-long", f"the title has {n}") for n in range(9)]
    assert len(list(console.format_problems(problems))) == 9


def missing(count: int) -> list[Problem]:
    return [
        Problem(f"content/{n:02}.md", 2, 1, "image-missing", f"image 'i{n}.jpg' does not exist")
        for n in range(count)
    ]


def test_problems_that_differ_in_values_are_counted_from_eleven_on() -> None:
    assert len(list(console.format_problems(missing(10)))) == 10
    problems = [
        *missing(20),
        Problem("content/99.md", 7, 0, "image-missing", missing(6)[5].message),
    ]
    assert unstyled("\n".join(console.format_problems(problems))).split("\n") == [
        "content/00.md:2:1: error: image 'i0.jpg' does not exist [image-missing]",
        "content/01.md:2:1: error: image 'i1.jpg' does not exist [image-missing]",
        "content/05.md:2:1: error: image 'i5.jpg' does not exist [image-missing]",
        "  the same in content/99.md:7",
        "  and 17 more with other values [image-missing] in 17 files;"
        " 'tarikh build --all' lists all",
    ]


def test_many_problems_end_with_a_table_of_their_codes() -> None:
    warning, notice = Severity.WARNING, Severity.NOTICE
    problems = (
        *missing(12),
        Problem("content/a.md", 1, 1, "key-unknown", "unknown", severity=warning),
        Problem("content/a.md", 2, 1, "yaml-comment", "comment"),
        Problem("content/b.md", 2, 1, "yaml-comment", "comment", severity=warning),
        *(Problem(f"content/{n}.md", 1, 1, "draft-implied", "x", severity=notice) for n in "cdef"),
    )
    few = replace(report(*problems), files=40, articles=35, broken=1)
    assert list(console.format_overview(few)) == []
    more = Problem("content/z.md", 1, 1, "title-long", "long"), *problems, missing(13)[12]
    overview = console.format_overview(replace(few, problems=more))
    assert unstyled("\n".join(overview)).split("\n") == [
        "",
        "    errors  warnings   notices  code",
        "        13                      image-missing",
        "         1         1            yaml-comment",
        "         1                      title-long",
        "                   1            key-unknown",
        "                             4  draft-implied",
        "",
        "21 of 40 articles would be published: 15 have errors and 4 are drafts.",
        "Look first at image-missing: 13 errors, the first in content/00.md:2:1",
    ]


def test_a_published_site_with_many_problems_says_what_was_published() -> None:
    warnings = [replace(each, severity=Severity.WARNING) for each in missing(21)]
    assert list(console.format_overview(report(*warnings))) == []
    warnings[0] = replace(warnings[0], code="image-alt")
    done = replace(report(*warnings), published=True, files=2, articles=1)
    assert "1 of 2 articles are published: 1 is a draft." in list(console.format_overview(done))


def test_every_place_is_printed_with_all() -> None:
    lines = list(console.format_problems(repeated(9), list_all=True))
    assert len(lines) == 18


@pytest.mark.parametrize(("form", "count"), [("json", 5), ("github", 5), ("text", 3)])
def test_the_formats_for_programs_list_every_place(
    site: MakeSite, build: Build, form: str, count: int
) -> None:
    article = "---\ntitle: A\ndate: 2024\nsource: R\nautor: x\n---\n"
    folder = site({f"content/{name}.en.md": article for name in "abcde"})
    assert build(folder, "--format", form).output.count(".en.md") == count
    assert build(folder, "--all").output.count(".en.md") == 5
