"""``tarikh new``: the file of an entry as its site writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import Build, MakeSite, Run
from tests.support.files import read_tree, write_tree
from tests.support.sources import article

SETTINGS = "[languages.ar]\n[languages.en]\n"
FILES = {
    "content/site.toml": SETTINGS,
    "content/tags.toml": '[us-forces]\nname = { ar = "القوات الأمريكية", en = "US forces" }\n',
    "content/sources.toml": (
        '[associated-press]\nname = { ar = "أسوشيتد برس", en = "Associated Press" }\n'
        'url = "https://apnews.com/"\n'
    ),
    "content/2023/flood.ar.md": article("فيضان في البصرة", "2023-05-01", "place: البصرة\n"),
    "content/2023/flood.en.md": article("A flood in Basra", "2023-05-01", "place: Basra\n"),
}
OTHERS = (
    "# Other fields:\n# summary:\n# status:\n# published:\n# updated:\n# corrections:\n"
    "#   - date:\n#     note:\n# image:\n#   src:\n#   alt:\n#   caption:\n#   credit:\n"
    "#   credit_url:\n#   license:\n#   focus:\n# related:\n# aliases:\n# slug:\n# extra:\n"
)
OTHERS_OF_TRANSLATION = OTHERS.replace("# status:\n", "").replace("# related:\n", "")


@pytest.fixture
def folder(site: MakeSite) -> Path:
    return site(FILES)


def added(folder: Path) -> dict[str, str]:
    """The files that the site did not have before."""
    tree = read_tree(folder / "content")
    return {path: data.decode() for path, data in tree.items() if f"content/{path}" not in FILES}


def test_an_entry_has_the_fields_of_the_site_and_the_others_as_comments(
    folder: Path, run: Run
) -> None:
    result = run(
        *("new", "Port workers end their strike", "--date", "2024-01-04", "--tag", "us  Forces"),
        *("--source", "associated press", "--folder", folder),
    )
    assert result.exit_code == 0
    assert result.output == "created: content/2024/port-workers-end-their-strike.en.md\n"
    assert added(folder) == {
        "2024/port-workers-end-their-strike.en.md": (
            "---\n"
            "title: Port workers end their strike\n"
            "date: 2024-01-04\n"
            "source: Associated Press\n"
            "tags: [US forces]\n"
            "place:\n"
            "draft: true\n"
            f"{OTHERS}"
            "---\n"
        )
    }


def test_the_second_text_leaves_to_the_first_what_belongs_to_the_event(
    folder: Path, run: Run, build: Build
) -> None:
    titles = "عمال الميناء ينهون إضرابهم", "Port workers end their strike"
    run("new", *titles, "--date", "2024", "--source", "AP https://apnews.com/1", "--folder", folder)
    files = added(folder)
    assert sorted(files) == [
        "2024/port-workers-end-their-strike.ar.md",
        "2024/port-workers-end-their-strike.en.md",
    ]
    first, second = files.values() if "ar.md" in next(iter(files)) else reversed(files.values())
    assert "date: 2024\nsource:\n  name: AP\n  url: https://apnews.com/1\n" in first
    assert second == (
        "---\ntitle: Port workers end their strike\nplace:\ndraft: true\n"
        f"{OTHERS_OF_TRANSLATION}---\n"
    )
    assert build(folder).exit_code == 0


def test_the_key_of_an_arabic_title_is_its_words_and_is_unique(folder: Path, run: Run) -> None:
    for _ in range(2):
        run("new", "إضراب في الميناء", "--folder", folder)
    assert sorted(added(folder)) == ["اضراب-في-الميناء-2.ar.md", "اضراب-في-الميناء.ar.md"]


def test_a_translation_is_next_to_its_original_and_asks_for_what_that_has(
    folder: Path, run: Run, build: Build
) -> None:
    write_tree(
        folder,
        {"content/2023/quake.ar.md": article("زلزال", "2023-06-01", "image: {src: q.png, alt: a}")},
    )
    (folder / "content/2023/quake.ar.md").write_text(
        article("زلزال", "2023-06-01", "image:\n  src: q.png\n  alt: a\n  credit: R\nplace: أ\n"),
        "utf-8",
    )
    result = run("new", "--translate", "quake", "--folder", folder)
    assert result.stdout == "created: content/2023/quake.en.md\n"
    assert (folder / "content/2023/quake.en.md").read_text("utf-8") == (
        "---\n# ar: زلزال\ntitle: …\nplace:\nimage:\n  src: q.png\n  alt:\n  credit: R\n"
        "draft: true\n---\n"
    )


def test_probable_duplicates_are_named(folder: Path, run: Run) -> None:
    result = run("new", "Flood in Basra", "--date", "2023-05-01", "--folder", folder)
    assert result.stdout.startswith("created: ")
    assert result.stderr.startswith("similar: content/2023/flood.en.md: A flood in Basra (")


def test_a_template_of_the_site_keeps_all_that_is_not_given(folder: Path, run: Run) -> None:
    write_tree(
        folder,
        {
            "templates/new/attack.md": (
                "---\r\ntitle: …\r\nstatus: alleged   # until confirmed\r\n"
                "tags:\r\n  - attacks\r\nextra: {toll: 0}\r\n---\r\n\r\n## What is known\r\n"
            )
        },
    )
    titles = "هجوم", "An attack"
    run("new", *titles, "--date", "2024-01", "--template", "attack", "--folder", folder)
    assert added(folder) == {
        "2024/an-attack.ar.md": (
            "---\r\ntitle: هجوم\r\ndate: 2024-01\r\nstatus: alleged   # until confirmed\r\n"
            "tags:\r\n  - attacks\r\ndraft: true\r\nextra: {toll: 0}\r\n---\r\n\r\n"
            "## What is known\r\n"
        ),
        "2024/an-attack.en.md": (
            "---\r\ntitle: An attack\r\ndraft: true\r\nextra: {toll: 0}\r\n---\r\n\r\n"
            "## What is known\r\n"
        ),
    }


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (
            ("X", "--date", "2024-02-30"),
            "date '2024-02-30': February 2024 has 29 days",
            "write the last day that is known, or only the month: 2024-02",
        ),
        (("X", "--lang", "fr"), "'fr' is not a language of this site", "write one of: ar, en"),
        (
            ("A title", " "),
            "a title is empty",
            'write it in quotation marks: tarikh new "TITLE"',
        ),
        (("--translate", "floods"), "no entry has the key 'floods'", "did you mean 'flood'?"),
        (
            ("--translate", "flood"),
            "'flood' has a text in every language of this site",
            "",
        ),
        (
            ("Port", "strike"),
            "there is no other language for the title 'strike'",
            'write one title for each language, each in quotation marks: "…"',
        ),
        (
            ("X", "--source", "https://example.org/a"),
            "'https://example.org/a' says where the report is, but not whose it is",
            'write its name, too: --source "NAME https://example.org/a"',
        ),
        (
            ("X", "--template", "t"),
            "templates/new/t.md does not exist",
            "write an article as templates/new/t.md",
        ),
    ],
)
def test_what_cannot_be_written_is_explained(
    folder: Path, run: Run, arguments: tuple[str, ...], message: str, hint: str
) -> None:
    result = run("new", *arguments, "--folder", folder)
    expected = f"tarikh: error: {message}\n" + (f"  hint: {hint}\n" if hint else "")
    assert (result.exit_code, result.output) == (1, expected)
    assert added(folder) == {}


def test_the_address_of_a_registered_source_names_it(folder: Path, run: Run) -> None:
    run("new", "خبر", "--source", "https://www.apnews.com/a", "--folder", folder)
    (text,) = added(folder).values()
    assert "source:\n  name: أسوشيتد برس\n  url: https://www.apnews.com/a\n" in text


def test_the_form_of_paths_is_that_of_the_site(run: Run, site: MakeSite) -> None:
    folder = site(
        {
            "content/site.toml": SETTINGS,
            "content/ar/2023/flood/index.md": article("فيضان", "2023"),
            "content/en/2023/flood/index.md": article("Flood", "2023"),
        }
    )
    result = run("new", "زلزال", "Quake", "--date", "2024", "--folder", folder)
    assert result.stdout == (
        "created: content/ar/2024/quake/index.md\ncreated: content/en/2024/quake/index.md\n"
    )


def test_an_article_that_cannot_be_read_is_not_overwritten(folder: Path, run: Run) -> None:
    write_tree(folder, {"content/2024/b.en.md": "no front matter"})
    result = run("new", "B", "--date", "2024", "--folder", folder)
    assert (result.exit_code, result.output) == (
        1,
        "tarikh: error: content/2024/b.en.md exists already, so nothing was written\n"
        "  hint: choose another title, or move that file away\n",
    )
    assert (folder / "content/2024/b.en.md").read_text("utf-8") == "no front matter"


@pytest.mark.parametrize(
    ("option", "text", "hint"),
    [
        ("--tag", "إضراب، ميناء", 'write --tag "إضراب" --tag "ميناء"'),
        ("--tag", "strike, port", 'write --tag "strike" --tag "port"'),
        ("--source", "AP; Reuters", 'write --source "AP" --source "Reuters"'),
        ("--source", "أ ب، رويترز https://a.example/", 'write --source "أ ب" --source "رويترز"'),
    ],
)
def test_several_names_in_one_option_are_refused(
    option: str, text: str, hint: str, folder: Path, run: Run
) -> None:
    result = run("new", "Port strike", option, text, "--folder", folder)
    assert result.exit_code == 1
    assert "seems to be 2" in result.stderr
    assert hint in result.stderr
    assert added(folder) == {}


def test_a_comma_is_part_of_a_name_that_the_site_has(folder: Path, run: Run) -> None:
    registry = '[health]\nname = "Ministry of Health, Gaza"\n'
    write_tree(folder, {"content/sources.toml": registry})
    source = "Ministry of Health, Gaza https://a.example/"
    result = run("new", "Port strike", "--source", source, "--folder", folder)
    assert result.exit_code == 0
    assert "  name: Ministry of Health, Gaza\n" in added(folder)["port-strike.en.md"]


def test_the_editor_opens_every_new_file(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = folder.parent / "opened"
    editor = folder.parent / "editor"
    editor.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{opened}"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    titles = ("عمال الميناء", "Port workers")
    assert run("new", *titles, "--edit", "--folder", folder).exit_code == 0
    paths = [folder / "content" / path for path in added(folder)]
    assert len(paths) == 2
    assert sorted(opened.read_text("utf-8").splitlines()) == sorted(map(str, paths))
