"""``tarikh tags`` and ``tarikh sources``: the registry and the articles change together."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import Build, MakeSite, Read, Run
from tests.support.files import read_tree
from tests.support.sources import article

TAGS = (
    '# Tags.\n\n[us-forces]   # first\nname = { ar = "القوات الأمريكية", en = "US forces" }\n'
    'spellings = [\n  "US troops",  # AP\n]\n\n# The coalition.\n[coalition]\n'
    'name.en = "Coalition"\nname.ar = "التحالف"\ndescription = "x"\n'
)
FILES = {
    "content/site.toml": "[languages.ar]\n[languages.en]\n",
    "content/tags.toml": TAGS,
    "content/a.en.md": article("A", tags='"US troops", strikes  , Basra'),
    "content/a.ar.md": article("أ", tags="إضرابات, coalition"),
    "content/b.en.md": article(
        "B", more="tags:\n  - Strikes # s\n  - Coalition\n  - us-forces\n", source="Reuters"
    ),
}


@pytest.fixture
def folder(site: MakeSite) -> Path:
    return site(FILES)


def content(folder: Path) -> dict[str, str]:
    """The files that differ from those of the site."""
    tree = {f"content/{path}": data for path, data in read_tree(folder / "content").items()}
    return {path: data.decode() for path, data in tree.items() if data.decode() != FILES.get(path)}


def test_tags_are_listed_with_their_events_and_spellings(folder: Path, run: Run) -> None:
    assert run("tags", "--folder", folder).stdout == (
        "     2   coalition  Coalition · التحالف\n"
        "         coalition 1, Coalition 1\n"
        "     2 * strikes  strikes\n"
        "         Strikes 1, strikes 1\n"
        "     2   us-forces  القوات الأمريكية · US forces\n"
        "         US troops 1, us-forces 1\n"
        "     1 * basra  Basra\n"
        "     1 * اضرابات  إضرابات\n"
    )


def test_an_unregistered_tag_becomes_a_spelling_of_a_new_entry(
    folder: Path, run: Run, build: Build
) -> None:
    result = run("tags", "--folder", folder, "merge", "إضرابات", "strikes", "--yes")
    assert result.exit_code == 0
    assert content(folder) == {
        "content/tags.toml": (
            f'{TAGS}\n[strikes]\nname = {{ ar = "إضرابات", en = "strikes" }}\n'
            'former_ids = ["اضرابات"]\n'
        )
    }
    assert "term-unpaired" not in build(folder).codes


def test_a_registered_tag_takes_in_another_with_all_its_names(folder: Path, run: Run) -> None:
    run("tags", "--folder", folder, "merge", "Coalition", "US troops", "--yes")
    assert content(folder) == {
        "content/tags.toml": (
            '# Tags.\n\n[us-forces]   # first\nname = { ar = "القوات الأمريكية",'
            ' en = "US forces" }\nspellings = [\n  "US troops",  # AP\n'
            '  "Coalition",\n  "التحالف",\n]\ndescription = { en = "x" }\n'
            'former_ids = ["coalition"]\n\n# The coalition.\n'
        ),
        "content/a.ar.md": article("أ", tags="إضرابات, القوات الأمريكية"),
        "content/b.en.md": article(
            "B", more="tags:\n  - Strikes # s\n  - us-forces\n", source="Reuters"
        ),
    }


def test_the_old_pages_of_merged_tags_redirect(
    folder: Path, run: Run, build: Build, read: Read
) -> None:
    (folder / "addresses.txt").touch()
    build(folder)
    for old, new in (("Coalition", "us-forces"), ("إضرابات", "strikes"), ("us-forces", "Basra")):
        run("tags", "--folder", folder, "merge", old, new, "--yes")
    assert not {"address-gone", "address-moved"} & {*build(folder).codes}
    for page, target in (
        ("en/tags/coalition", "en/tags/basra"),
        ("en/tags/us-forces", "en/tags/basra"),
        ("ar/tags/اضرابات", "ar/tags/strikes"),
    ):
        assert f'url=../../../{target}/"' in read(folder, f"{page}/index.html")


def test_a_name_changes_in_one_language_and_the_old_one_stays_a_spelling(
    folder: Path, run: Run
) -> None:
    run("tags", "--folder", folder, "rename", "us-forces", "American forces", "--yes")
    run("tags", "--folder", folder, "rename", "strikes", "Labour disputes", "--yes")
    assert content(folder) == {
        "content/tags.toml": TAGS.replace('"US forces"', '"American forces"')
        + '\n[strikes]\nname = { en = "Labour disputes" }\n',
        "content/a.en.md": article("A", tags='"US troops", Labour disputes  , Basra'),
        "content/b.en.md": article(
            "B",
            more="tags:\n  - Labour disputes # s\n  - Coalition\n  - us-forces\n",
            source="Reuters",
        ),
    }


def test_sources_are_changed_wherever_they_are_named(site: MakeSite, run: Run) -> None:
    folder = site(
        {
            "content/site.toml": "[languages.ar]\n[languages.en]\n",
            "content/a.en.md": article(
                "A",
                source="\n  - {name: 'AP',  url: https://x.example/1}\n  - name: X\n    via: AP",
            ),
            "content/b.ar.md": article("ب", source="أ ب"),
            "content/c.en.md": article("C", source="Associated Press"),
        }
    )
    run("sources", "--folder", folder, "merge", "AP", "Associated Press", "--yes")
    run("sources", "--folder", folder, "merge", "أ ب", "associated-press", "--yes")
    files = read_tree(folder / "content")
    assert files["sources.toml"].decode() == (
        '[associated-press]\nname = { en = "Associated Press", ar = "أ ب" }\nspellings = ["AP"]\n'
        'former_ids = ["ap", "ا-ب"]\n'
    )
    assert b"{name: 'Associated Press',  url: https://x.example/1}" in files["a.en.md"]
    assert b"    via: Associated Press\n" in files["a.en.md"]
    assert files["b.ar.md"].decode() == article("ب", source="أ ب")


def test_a_source_that_is_named_twice_stays_once(site: MakeSite, run: Run) -> None:
    folder = site(
        {
            "content/a.en.md": article("A", source="[AP, Reuters]"),
            "content/sources.toml": '[ap]\nname = "AP"\n[reuters]\nname = "Reuters"\n',
        }
    )
    run("sources", "--folder", folder, "merge", "ap", "reuters", "--yes")
    assert (folder / "content/a.en.md").read_text("utf-8") == article("A", source="[Reuters]")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("merge", "US forces", "US troops"), "'US forces' and 'US troops' are one tag already"),
        (
            ("merge", "strike", "Basra"),
            "no tag is called 'strike'\n  hint: did you mean 'strikes'?",
        ),
        (
            ("rename", "strikes", "Basra"),
            "'Basra' is another tag\n"
            "  hint: to make the two one: tarikh tags merge 'strikes' 'Basra'",
        ),
        (("rename", "strikes", "X", "--lang", "fr"), "'fr' is not a language of this site"),
        (
            ("rename", "إضرابات", "إضراب"),
            "it needs an id for the registry\n"
            "  hint: write one with a-z, 0-9 and hyphens: --id us-forces",
        ),
    ],
)
def test_what_cannot_be_changed_is_explained(
    folder: Path, run: Run, arguments: tuple[str, ...], message: str
) -> None:
    result = run("tags", "--folder", folder, *arguments, "--yes")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"tarikh: error: {message}")
    assert content(folder) == {}


def test_a_registry_with_errors_is_not_touched(folder: Path, run: Run) -> None:
    (folder / "content/tags.toml").write_text("[a", "utf-8")
    result = run("tags", "--folder", folder, "merge", "strikes", "Basra", "--yes")
    assert result.stderr.startswith("tarikh: error: content/tags.toml cannot be read\n")
    assert (folder / "content/tags.toml").read_text("utf-8") == "[a"


@pytest.mark.parametrize(
    ("typed", "said", "code"),
    [
        ("n\n", "Change 3 files? [y/N]: Nothing was changed.\n", 1),
        ("\x04", "tarikh: stopped; nothing was changed\n", 1),
        ("y\n", "3 files changed.\n", 0),
    ],
)
def test_the_answer_to_the_question_decides(typed: str, said: str, code: int, folder: Path) -> None:
    keyboard, terminal = os.openpty()
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "generator",
            "tags",
            "--folder",
            folder,
            "merge",
            "coalition",
            "strikes",
        ],
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        os.close(terminal)
        os.write(keyboard, typed.encode())
        output, _ = process.communicate()
    os.close(keyboard)
    assert output.endswith(said)
    assert "Aborted" not in output
    assert process.returncode == code
    assert bool(content(folder)) == (code == 0)
