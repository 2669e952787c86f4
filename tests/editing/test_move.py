"""``tarikh move``: every address stays alive, every link stays right, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import Build, MakeSite, Run
from tests.support.files import read_tree, write_tree
from tests.support.sources import article, png

SETTINGS = b"[languages.ar]\n[languages.en]\n"
LINKS = (
    "[a](strike.en.md) [b](./strike.en.md#x) <a href='strike.en.md'>c</a> [d][e] [[strike]]"
    " [f](/en/articles/strike/) [z](@/a/strike.en.md)"
    " [strike.en.md](strike.en.md) `[g](strike.en.md)`\n\n"
    '![h](strike-2.png)\n\n[e]: strike.ar.md "T"\n'
)
NEW_LINKS = (
    "[a](port-strike.en.md) [b](./port-strike.en.md#x) <a href='port-strike.en.md'>c</a> [d][e]"
    " [[port-strike]] [f](/en/articles/port-strike/) [z](@/a/port-strike.en.md)"
    " [strike.en.md](port-strike.en.md) `[g](strike.en.md)`\n\n"
    '![h](port-strike-2.png)\n\n[e]: port-strike.ar.md "T"\n'
)
FILES = {
    "site.toml": SETTINGS,
    "a/strike.ar.md": article(
        "إضراب", more="related: [other]\nimage: {src: strike.png, alt: رصيف}\n"
    ).encode(),
    "a/strike.en.md": article("Strike", body="## X\n\n[o](other.en.md)").encode(),
    "a/strike.png": png(),
    "a/strike-2.png": png(),
    "a/striker.png": png(),
    "a/other.en.md": article("Other", more="related: [strike]   # why\n", body=LINKS)
    .replace("\n", "\r\n")
    .encode(),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_tree(tmp_path / "site/content", FILES)
    return tmp_path / "site"


def content(folder: Path) -> dict[str, bytes]:
    return read_tree(folder / "content")


def test_texts_pictures_links_and_addresses_move_and_all_else_stays(
    folder: Path, run: Run, build: Build
) -> None:
    assert build(folder).exit_code == 0
    result = run("move", "strike", "port-strike", "--folder", folder, "--yes")
    assert result.exit_code == 0
    assert content(folder) == {
        "site.toml": SETTINGS,
        "a/port-strike.ar.md": article(
            "إضراب",
            more="related: [other]\nimage: {src: port-strike.png, alt: رصيف}\n"
            "aliases: [/ar/articles/strike/]\n",
        ).encode(),
        "a/port-strike.en.md": article(
            "Strike", more="aliases: [/en/articles/strike/]\n", body="## X\n\n[o](other.en.md)"
        ).encode(),
        "a/port-strike.png": png(),
        "a/port-strike-2.png": png(),
        "a/striker.png": png(),
        "a/other.en.md": article("Other", more="related: [port-strike]   # why\n", body=NEW_LINKS)
        .replace("\n", "\r\n")
        .encode(),
    }
    before = set(read_tree(folder / "output"))
    built = build(folder)
    assert (built.exit_code, built.problems) == (0, ())
    pages = {path for path in before if path.endswith(".html")}
    assert pages - set(read_tree(folder / "output")) == set()


def test_links_are_changed_wherever_markdown_has_them_and_code_is_not(
    tmp_path: Path, run: Run, build: Build
) -> None:
    body = (
        "[x](a.en.md) [y](ab.en.md) `[x](a.en.md)` a.en.md\n\n    [code](a.en.md)\n\n"
        "> [q](a.en.md#x)\n\n- [li](<a.en.md>)\n  [i]( a.en.md 'T' )\n\n"
        "| t |\n|---|\n| [c](a.en.md) |\n\nText[^1] [a.en.md] [[A#x|a]]\n\n"
        "[^1]: [f](./a.en.md)\n\n[a.en.md]: a.en.md\n\n## [h](a.en.md)\n"
    )
    after = (
        "[x](c.en.md) [y](ab.en.md) `[x](a.en.md)` a.en.md\n\n    [code](a.en.md)\n\n"
        "> [q](c.en.md#x)\n\n- [li](<c.en.md>)\n  [i]( c.en.md 'T' )\n\n"
        "| t |\n|---|\n| [c](c.en.md) |\n\nText[^1] [a.en.md] [[c#x|a]]\n\n"
        "[^1]: [f](./c.en.md)\n\n[a.en.md]: c.en.md\n\n## [h](c.en.md)\n"
    )
    folder = tmp_path / "site"
    write_tree(
        folder / "content",
        {
            "site.toml": SETTINGS,
            "a.en.md": article("A", body="## x\n\nText."),
            "ab.en.md": article("AB", body=body),
        },
    )
    assert run("move", "a", "c", "--folder", folder, "--yes").exit_code == 0
    assert content(folder)["ab.en.md"].decode() == article("AB", body=after)
    assert build(folder).problems == ()


def test_names_in_arabic_letters_are_changed_in_every_form(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "site"
    body = "[x](%D8%A3.ar.md) [y](أ.ar.md) [[أ]] [[أ#ع|ن]] [z](/ar/articles/%D8%A7/)"
    write_tree(
        folder / "content",
        {"site.toml": SETTINGS, "أ.ar.md": article("أ"), "ب.ar.md": article("ب", body=body)},
    )
    assert run("move", "أ", "ج", "--folder", folder, "--yes").exit_code == 0
    assert content(folder)["ب.ar.md"].decode() == article(
        "ب", body="[x](%D8%AC.ar.md) [y](ج.ar.md) [[ج]] [[ج#ع|ن]] [z](/ar/articles/%D8%AC/)"
    )


def test_an_article_with_errors_that_may_lead_to_the_entry_stops_the_move(
    tmp_path: Path, run: Run
) -> None:
    folder = tmp_path / "site"
    files = {
        "strike.en.md": article("A").encode(),
        "b.en.md": b"---\ntitle: [\n---\n\n[x](strike.en.md)\n",
    }
    write_tree(folder / "content", files)
    result = run("move", "strike", "c", "--folder", folder, "--yes")
    assert (result.exit_code, result.stderr) == (
        1,
        "tarikh: error: content/b.en.md has errors, so its links cannot be changed\n"
        "  hint: run 'tarikh build', and correct them first\n",
    )
    assert content(folder) == files
    write_tree(folder / "content", {"b.en.md": "---\ntitle: [\n---\n\nA rail-strike.\n"})
    assert run("move", "strike", "c", "--folder", folder, "--yes").exit_code == 0


def test_moving_back_gives_the_old_address_back(folder: Path, run: Run, build: Build) -> None:
    run("move", "strike", "port-strike", "--folder", folder, "--yes")
    run("move", "port-strike", "strike", "--folder", folder, "--yes")
    files = content(folder)
    alias = b"aliases: [/en/articles/port-strike/]\n---"
    assert files.pop("a/strike.en.md") == FILES["a/strike.en.md"].replace(b"---", alias, 2).replace(
        alias, b"---", 1
    )
    assert files["a/other.en.md"] == FILES["a/other.en.md"]
    assert build(folder).problems == ()


def test_a_folder_of_its_own_moves_with_all_that_is_in_it(
    tmp_path: Path, run: Run, build: Build
) -> None:
    folder = tmp_path / "site"
    files = {
        "site.toml": SETTINGS,
        "2024/strike/index.ar.md": article(
            "إضراب", body="![p](p.png) [o](../other.ar.md)"
        ).encode(),
        "2024/strike/p.png": png(),
        "2024/other.ar.md": article(
            "آخر", body="[s](strike/index.ar.md) ![p](strike/p.png)"
        ).encode(),
    }
    write_tree(folder / "content", files)
    run("move", "strike", "اضراب", "--folder", folder, "--yes")
    assert content(folder) == {
        "site.toml": SETTINGS,
        "2024/اضراب/index.ar.md": article(
            "إضراب",
            more="aliases: [/ar/articles/strike/]\n",
            body="![p](p.png) [o](../other.ar.md)",
        ).encode(),
        "2024/اضراب/p.png": png(),
        "2024/other.ar.md": article(
            "آخر", body="[s](اضراب/index.ar.md) ![p](اضراب/p.png)"
        ).encode(),
    }
    assert build(folder).problems == ()


def test_an_address_of_its_own_needs_no_alias(site: MakeSite, run: Run, build: Build) -> None:
    folder = site({"content/a.en.md": article("A", more="slug: b\n")})
    run("move", "a", "c", "--folder", folder, "--yes")
    assert content(folder) == {"c.en.md": article("A", more="slug: b\n").encode()}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("strik", "x", "no entry has the key 'strik'\n  hint: did you mean 'strike'?"),
        ("strike", "strike", "'strike' is its key already"),
        (
            *("content/a/strike.ar.md", "x"),
            "'content/a/strike.ar.md' is a file, not a key\n"
            "  hint: write its key, without language and ending: strike",
        ),
        ("strike", "other", "'other' is the key of content/a/other.en.md"),
        (
            "strike",
            "a b",
            "'a b' cannot be a key: links to it would need escapes\n  hint: write a-b",
        ),
        ("strike", "tags", "'tags' is the name of a page of every site"),
    ],
)
def test_what_cannot_be_moved_is_explained(
    folder: Path, run: Run, old: str, new: str, message: str
) -> None:
    result = run("move", old, new, "--folder", folder, "--yes")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"tarikh: error: {message}")
    assert content(folder) == FILES


def test_without_an_answer_nothing_is_changed(folder: Path, run: Run) -> None:
    result = run("move", "strike", "port-strike", "--folder", folder)
    assert result.exit_code == 2
    assert "rename content/a/strike.png → content/a/port-strike.png\n" in result.stdout
    assert "nothing was changed; write --yes to change the files" in result.stderr
    assert content(folder) == FILES
