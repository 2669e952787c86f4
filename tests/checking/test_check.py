"""``tarikh check`` finds what is planted in a small site, and fixes what a hint states."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from generator.checking.kinds import KINDS
from generator.problems import EditorialCode
from tests.support import Build, MakeSite, Run
from tests.support.files import read_tree
from tests.support.sources import article

SETTINGS = "[languages.ar]\n[languages.en]\n"
# The time of builds in tests is that of the machine, so the future is far away.
PLANTED = {
    "content/site.toml": SETTINGS,
    "content/sources.toml": '[ap]\nname = { ar = "أ ب", en = "AP" }\n[x]\nname = "X"\n',
    "content/a.en.md": article(
        "Strike",
        source="\n  - name: X\n    via: AP\n    url: https://x.example/1\n"
        "    published: 2999-01-01\n  - Y\n",
        tags="Port, port",
        body="He said “it ends, with 340 people.\n\nOver [x](https://x.example/2009).",
    ),
    "content/a.ar.md": article(
        "إضراب",
        source="\n  - name: X\n    via: AP\n",
        more="published: 2024-01-05\n",
        body="شارك ٤٣٠ شخصاً.",
    ),
    "content/b.en.md": article(
        "Strike", "2999-01-02", source="\n  - name: X\n    via: AP\n  - name: AP\n", tags="Port"
    ),
    "content/c.ar.md": article("ج", more="published: 2024-01-05\n"),
    "content/c.en.md": article("C", more="published: 2024-01-05\nupdated: 2024-02-01\n"),
}


@pytest.fixture
def folder(site: MakeSite) -> Path:
    return site(PLANTED)


def found(run: Run, folder: Path, *arguments: str) -> list[tuple[str, str, str]]:
    """The code, the place and the message of each editorial problem."""
    result = run("check", folder, "--format", "json", *arguments)
    return [
        (each["code"], f"{each['path'].removeprefix('content/')}:{each['line']}", each["message"])
        for each in json.loads(result.stdout)["problems"]
        if each["code"] in get_args(EditorialCode)
    ]


def test_what_is_planted_is_found(folder: Path, run: Run) -> None:
    assert found(run, folder) == [
        ("numbers-differ", "a.en.md:2", "340 here, 430 in content/a.ar.md"),
        ("archive-missing", "a.en.md:5", "'https://x.example/1' has no archived copy"),
        ("report-future", "a.en.md:5", "'published' (2999-01-01) is in the future"),
        ("term-rare", "a.en.md:9", "the source 'Y' is used once and not registered"),
        ("spelling-merged", "a.en.md:11", "'port' is read as 'Port'"),
        (
            "quotes-unbalanced",
            "a.en.md:14",
            "the quotation mark “ has no other half in this paragraph",
        ),
        ("translation-missing", "b.en.md:0", "the event has no text in 'ar'"),
        ("title-double", "b.en.md:2", "content/a.en.md has the same title"),
        ("event-future", "b.en.md:3", "the event is in the future (2999-01-02), but has occurred"),
        ("origin-single", "b.en.md:5", "both sources of the event go back to 'AP'"),
        (
            "translation-outdated",
            "c.ar.md:2",
            "content/c.en.md was changed on 2024-02-01, after this text",
        ),
        ("source-single", "c.ar.md:4", "'AP' is the only source of the event"),
    ]


def test_the_problems_of_a_build_are_all_there(folder: Path, run: Run, build: Build) -> None:
    (folder / "content/broken.en.md").write_text("---\ntitle: A\ndate: soon\n---\n", "utf-8")
    (folder / "templates").mkdir()
    (folder / "templates/article.html").write_text("{{ nothing.here }}", "utf-8")
    checked = json.loads(run("check", folder, "--format", "json").stdout)["problems"]
    (folder / "content/broken.en.md").unlink()
    assert any(each["code"] == "date-unknown" for each in checked)
    built = json.loads(build(folder, "--format", "json").stdout)["problems"]
    checked = json.loads(run("check", folder, "--format", "json").stdout)["problems"]
    assert [each["code"] for each in built if each["severity"] == "error"] == ["template-failed"]
    assert [each for each in built if each not in checked] == []


def test_nothing_is_published_or_recorded(folder: Path, run: Run) -> None:
    run("check", folder)
    assert set(read_tree(folder)) - set(PLANTED) == {".tarikh/lock"}


def test_the_record_of_the_last_build_stays_as_it_is(folder: Path, run: Run, build: Build) -> None:
    build(folder)
    (folder / "content/b.en.md").write_text(article("Other"), "utf-8")
    before = read_tree(folder)
    run("check", folder)
    assert read_tree(folder) == before


def test_kinds_are_grouped_with_their_counts(folder: Path, run: Run) -> None:
    result = run("check", folder, "--only", "archive-missing")
    assert (result.exit_code, result.stdout) == (
        0,
        "1 notice archive-missing  reports without an archived copy\n"
        "  content/a.en.md:5:5: 'https://x.example/1' has no archived copy\n"
        "    hint: save the page in a web archive, and write archived: and the copy's address\n"
        "\n"
        "1 notice.\n",
    )


def test_a_count_is_in_the_plural(site: MakeSite, run: Run) -> None:
    def report(*keys: str) -> str:
        files = {f"content/{key}.en.md": article(key, "2024-01-04") for key in keys}
        return run("check", site(files), "--only", "source-single").stdout.partition("  ")[0]

    assert report("a") == "1 notice source-single"
    assert report("b") == "2 notices source-single"


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
@pytest.mark.parametrize(
    ("more", "exit_code", "strict_exit_code"),
    [("", 0, 0), ("colour: red\n", 0, 1), ("status: unheard of\n", 1, 1)],
    ids=["notices", "a warning", "an error"],
)
def test_the_exit_code_says_whether_there_are_errors_or_with_strict_warnings(
    site: MakeSite, run: Run, *, form: str, more: str, exit_code: int, strict_exit_code: int
) -> None:
    folder = site({"content/a.en.md": article("A", "2024-01-04", more)})
    arguments = ("check", folder, "--format", form)
    assert run(*arguments).exit_code == exit_code
    assert run(*arguments, "--strict").exit_code == strict_exit_code


def test_a_baseline_leaves_only_what_is_new(folder: Path, run: Run) -> None:
    baseline = folder.parent / "baseline.json"
    baseline.write_text(run("check", folder, "--format", "json").stdout, "utf-8")
    assert found(run, folder, "--baseline", str(baseline)) == []
    text = (folder / "content/c.en.md").read_text("utf-8")
    (folder / "content/c.en.md").write_text(text.replace("Text.", "\n\nSay “no."), "utf-8")
    assert [code for code, _, _ in found(run, folder, "--baseline", str(baseline))] == [
        "quotes-unbalanced"
    ]
    baseline.write_text("{}", "utf-8")
    assert run("check", folder, "--baseline", baseline).exit_code == 2


def test_a_baseline_has_each_problem_as_often_as_it_was_found(site: MakeSite, run: Run) -> None:
    folder = site({"content/a.en.md": article("A", body="One “quote.\n")})
    baseline = folder.parent / "baseline.json"
    baseline.write_text(run("check", folder, "--format", "json").stdout, "utf-8")
    (folder / "content/a.en.md").write_text(
        article("A", body="One “quote.\n\nOne “quote.\n\nOne “quote.\n"), "utf-8"
    )
    problems = found(run, folder, "--only", "quotes-unbalanced", "--baseline", str(baseline))
    assert [place for _, place, _ in problems] == ["a.en.md:9", "a.en.md:11"]


def test_sarif_has_a_rule_and_a_place_for_each(folder: Path, run: Run) -> None:
    document = json.loads(run("check", folder, "--format", "sarif").stdout)
    (sarif_run,) = document["runs"]
    rules = [rule["id"] for rule in sarif_run["tool"]["driver"]["rules"]]
    results = sarif_run["results"]
    assert all(rules[each["ruleIndex"]] == each["ruleId"] for each in results)
    (quotes,) = (each for each in results if each["ruleId"] == "quotes-unbalanced")
    assert quotes["level"] == "warning"
    assert quotes["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "content/a.en.md"},
        "region": {"startLine": 14, "startColumn": 9},
    }


def test_an_unknown_code_is_refused(folder: Path, run: Run) -> None:
    result = run("check", folder, "--only", "archive-mising")
    assert result.exit_code == 2
    assert "did you mean 'archive-missing'?" in result.stderr


def test_severities_of_the_site_hold(folder: Path, run: Run) -> None:
    text = '[problems]\ntitle-double = "ignore"\nsource-single = "error"\n'
    (folder / "content/site.toml").write_text(SETTINGS.replace("[l", f"{text}[l", 1), "utf-8")
    result = run("check", folder)
    assert result.exit_code == 1
    assert result.stdout.startswith("1 error source-single")
    assert "title-double" not in result.stdout


def test_fixes_write_what_the_hints_state_and_nothing_else(site: MakeSite, run: Run) -> None:
    folder = site(
        {
            "content/site.toml": f'titel = "T"\n{SETTINGS}',
            "content/a.en.md": article(
                "A",
                more="autor: X # mine\nrelated: [ab, bbbbbbbb]\n",
                tags='"Port", Port,  port',
                body="[b](bbbbbbbbb.md) and Port",
            ),
            "content/bbbbbbbbb.en.md": article("B", tags="Port"),
        }
    )
    before = {path: data.decode() for path, data in read_tree(folder / "content").items()}
    shown = run("check", folder, "--fix")
    assert shown.exit_code == 2
    assert '+title = "T"\n' in shown.stdout
    run("check", folder, "--fix", "--yes")
    after = {path: data.decode() for path, data in read_tree(folder / "content").items()}
    expected = before["a.en.md"]
    for old, new in (
        ("bbbbbbbb]", "bbbbbbbbb]"),
        ("  port", "  Port"),
        ("(bbbbbbbbb.md)", "(bbbbbbbbb.en.md)"),
    ):
        expected = expected.replace(old, new)
    assert after == {
        **before,
        "a.en.md": expected,
        "site.toml": before["site.toml"].replace("titel", "title"),
    }
    again = run("check", folder, "--fix", "--yes")
    assert again.stdout == "Nothing to change.\n"


def test_the_old_address_of_a_moved_page_becomes_an_alias(
    site: MakeSite, run: Run, build: Build
) -> None:
    folder = site(
        {
            "content/site.toml": SETTINGS,
            "content/strike.en.md": article("Strike"),
            "content/strike.ar.md": article("إضراب", more="aliases: [/old/]\n"),
            "addresses.txt": "",
        }
    )
    build(folder)
    for code in ("ar", "en"):
        (folder / f"content/strike.{code}.md").rename(folder / f"content/port-strike.{code}.md")
    run("check", folder, "--only", "address-moved", "--fix", "--yes")
    english = (folder / "content/port-strike.en.md").read_text("utf-8")
    assert "aliases: [/en/articles/strike/]\n" in english
    arabic = (folder / "content/port-strike.ar.md").read_text("utf-8")
    assert "aliases: [/old/, /ar/articles/strike/]\n" in arabic
    assert run("check", folder, "--only", "address-moved").stdout == "Nothing found.\n"
    assert build(folder).problems == ()


REDIRECTS = {
    # The entry of the registry got another id; articles name it as before.
    "id": (
        '[gov]\nname = "Cabinet" # ours\n',
        "Cabinet",
        '[ministers]\nname = "Cabinet" # ours\n',
        "Cabinet",
        '[ministers]\nname = "Cabinet" # ours\nformer_ids = ["gov"]\n',
    ),
    # It had no entry, and has one now whose id is not its name.
    "registered": (
        "",
        "Cabinet",
        '[ministers]\nname = "Cabinet"\n',
        "Cabinet",
        '[ministers]\nname = "Cabinet"\nformer_ids = ["cabinet"]\n',
    ),
    # It has no entry, and was spelled another way in the articles.
    "spelling": (
        "",
        "Cabinets",
        "",
        "Cabinet",
        '[cabinet]\nname = { en = "Cabinet" }\nformer_ids = ["cabinets"]\n',
    ),
}


@pytest.mark.parametrize("kind", ["tags", "sources"])
@pytest.mark.parametrize("how", REDIRECTS)
def test_the_old_id_of_a_tag_or_source_becomes_a_former_id(
    site: MakeSite, run: Run, build: Build, kind: str, how: str
) -> None:
    registry, name, renamed, new_name, expected = REDIRECTS[how]

    def write(registry: str, name: str) -> Path:
        field = f"tags: [{name}]\n" if kind == "tags" else f"source: {name}\n"
        text = f"---\ntitle: Strike\ndate: 2024\n{field}---\nText.\n"
        return site(
            {
                "content/site.toml": SETTINGS,
                f"content/{kind}.toml": registry,
                "content/strike.en.md": text,
            }
        )

    folder = write(registry, name)
    (folder / "addresses.txt").write_text("", "utf-8")
    build(folder)
    write(renamed, new_name)
    found = run("check", folder, "--only", "address-gone")
    assert f"in {kind}.toml, or remove this line to let it go" in found.stdout
    run("check", folder, "--only", "address-gone", "--fix", "--yes")
    assert (folder / f"content/{kind}.toml").read_text("utf-8") == expected
    assert run("check", folder, "--only", "address-gone").stdout == "Nothing found.\n"
    assert "address-gone" not in build(folder).codes


def test_a_tag_that_may_have_become_either_of_two_is_left_to_the_author(
    site: MakeSite, run: Run, build: Build
) -> None:
    before = {
        "content/site.toml": SETTINGS,
        "content/a.en.md": article("A", tags="cabinets"),
        "addresses.txt": "",
    }
    folder = site(before)
    build(folder)
    site({"content/a.en.md": article("A", tags="cabinet, cabinetss")})
    found = run("check", folder, "--only", "address-gone")
    assert "to the entry that replaces it in tags.toml" in found.stdout
    fixed = run("check", folder, "--only", "address-gone", "--fix", "--yes")
    assert fixed.stdout == "Nothing to change.\n"


def test_a_date_in_another_notation_is_written_as_the_hint_says(site: MakeSite, run: Run) -> None:
    folder = site(
        {
            "content/site.toml": SETTINGS,
            "content/a.en.md": article("A", "2024-217 # day"),
            "content/b.en.md": article("B", "about 20240305"),
            "content/c.en.md": article("C", "the first half of 2024"),
        }
    )
    run("check", folder, "--fix", "--yes")
    dates = [
        line
        for name in "abc"
        for line in (folder / f"content/{name}.en.md").read_text("utf-8").split("\n")
        if line.startswith("date:")
    ]
    assert dates == [
        "date: 2024-08-04 # day",
        "date: about 2024-03-05",
        "date: the first half of 2024",
    ]


def test_a_site_that_cannot_be_read_is_reported_and_not_fixed(tmp_path: Path, run: Run) -> None:
    result = run("check", tmp_path, "--fix")
    assert result.exit_code == 1
    assert result.stdout == run("check", tmp_path).stdout
    assert "1 error" in result.stdout


def test_a_hint_that_leaves_a_choice_or_would_add_an_error_is_not_applied(
    site: MakeSite, run: Run
) -> None:
    folder = site(
        {
            "content/site.toml": 'timezone = "+03:00"\ntitle = "T"\ntitel = "X"\n',
            "content/a.en.md": article(
                "A",
                more="Title: B\nslug: a#b\ntags_ar: [x]\nstatus: aleged\n",
                body="![x](missing.png) [y](../other/nothing.md)",
            ),
        }
    )
    before = read_tree(folder / "content")
    assert run("check", folder, "--fix", "--yes").stdout == "Nothing to change.\n"
    assert read_tree(folder / "content") == before


def test_the_table_of_kinds_has_every_code_in_alphabetical_order() -> None:
    assert tuple(kind.code for kind in KINDS) == get_args(EditorialCode)
