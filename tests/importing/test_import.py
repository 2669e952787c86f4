"""``tarikh import``: from pasted text to drafts, a review list, and a published site."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.support import Build, MakeSite, Read, Run
from tests.support.files import read_tree

SETTINGS = 'timezone = "Asia/Baghdad"\n[languages.ar]\n[languages.en]\n'
TAGS = '[us-forces]\nname = { ar = "القوات الأمريكية", en = "US forces" }\n'
SOURCES = (
    '[associated-press]\nname = { ar = "أسوشيتد برس", en = "Associated Press" }\n'
    'spellings = ["أ ب"]\n'
)
PAGE = """\
الجمعة, 5 يناير 2024 10:04 ص
متابعة/ المركز المحلي
إغلاق الجسر القديم
أعلنت الوزارة، امس الخميس، أن الجسر أُغلق في 4 كانون الثاني/يناير بعد ظهور شقوق فيه.
وقال مدير الطرق إنّ “الجسر لن يُفتح قبل نهاية الفحص”.
المصدر: “أ ب”
كلمات دلالية: القوات الأمریکیة
إقرأ أيضاً
جسر جديد على النهر
العراق – قالت الحكومة امس الجمعة إنها ستبني جسراً جديداً.
المصدر: رويترز
مقالات مشابهة
• جسر جديد على النهر
• ضربة في بغداد
• عنوان لا يعرفه أحد
• إغلاق الجسر القديم
"""


@pytest.fixture
def folder(site: MakeSite) -> Path:
    return site(
        {
            "content/site.toml": SETTINGS,
            "content/tags.toml": TAGS,
            "content/sources.toml": SOURCES,
            "content/strike.ar.md": (
                "---\ntitle: ضربة في بغداد\ndate: 2024-01-04\nsource: رويترز\n---\n\nنص.\n"
            ),
        }
    )


def paste(folder: Path, text: str, name: str = "page.txt") -> Path:
    path = folder.parent / name
    path.write_text(text, "utf-8")
    return path


def test_a_page_becomes_drafts_as_an_author_would_write_them(folder: Path, run: Run) -> None:
    result = run("import", paste(folder, PAGE), "--folder", folder)
    assert result.exit_code == 0
    drafts = read_tree(folder / "content/imported")
    assert sorted(drafts) == ["اغلاق-الجسر-القديم.ar.md", "جسر-جديد-علي-النهر.ar.md"]
    first, _, mark = drafts["اغلاق-الجسر-القديم.ar.md"].decode().partition("# tarikh import: ")
    assert first == (
        "---\n"
        "title: إغلاق الجسر القديم\n"
        "date: 2024-01-04\n"
        "source:\n"
        "  name: أسوشيتد برس\n"
        "  title: إغلاق الجسر القديم\n"
        "  published: 2024-01-05T10:04+03:00\n"
        "  via: المركز المحلي\n"
        "tags: [القوات الأمريكية]\n"
        "related: [جسر-جديد-علي-النهر, strike]\n"
        "draft: true\n"
    )
    assert mark.partition("\n")[2] == (
        "---\n\n"
        "<!-- Write here, in your own words, what happened. Then delete this line. -->\n\n"
        "> الجسر لن يُفتح قبل نهاية الفحص\n"
    )


def test_the_second_draft_does_not_inherit_the_date_of_the_page(folder: Path, run: Run) -> None:
    run("import", paste(folder, PAGE), "--folder", folder)
    text = (folder / "content/imported/جسر-جديد-علي-النهر.ar.md").read_text("utf-8")
    assert "# date: when it took place\n" in text
    assert "published" not in text
    review = (folder / "import-review.md").read_text("utf-8")
    assert "'امس الجمعة' (the day before the report, whose date is not known)" in review


def test_what_is_not_decided_is_printed_and_listed(folder: Path, run: Run) -> None:
    result = run("import", paste(folder, PAGE), "--folder", folder)
    review = (folder / "import-review.md").read_text("utf-8")
    questions = [
        "similar title that no entry has: 'عنوان لا يعرفه أحد'",
        "source.via: 'المركز المحلي' is not in sources.toml; check the spelling",
        "if the event took place there, write place: العراق",
    ]
    for question in questions:
        assert question in result.stdout
        assert question in review
    assert "source.name: أسوشيتد برس, from 'أ ب' (its name in sources.toml)" in review
    assert "1. أعلنت الوزارة، امس الخميس، أن الجسر" in review


def test_a_second_run_adds_nothing(folder: Path, run: Run) -> None:
    page = paste(folder, PAGE)
    run("import", page, "--folder", folder)
    before = read_tree(folder)
    result = run("import", page, paste(folder, PAGE, "copy.txt"), "--folder", folder)
    assert read_tree(folder) == before
    assert result.exit_code == 0
    assert result.stdout.count("exists already, not changed: content/imported/") == 4
    assert result.stdout.endswith("Nothing new.\n")


def test_a_draft_that_was_edited_and_renamed_is_known_by_its_mark(folder: Path, run: Run) -> None:
    page = paste(folder, PAGE)
    run("import", page, "--folder", folder)
    old = folder / "content/imported/اغلاق-الجسر-القديم.ar.md"
    text = old.read_text("utf-8").replace("إغلاق الجسر القديم", "عنوان آخر")
    old.unlink()
    (folder / "content/bridge.ar.md").write_text(text, "utf-8")
    result = run("import", page, "--folder", folder)
    assert "exists already, not changed: content/bridge.ar.md" in result.stdout


def test_an_entry_with_the_title_is_not_imported_again(folder: Path, run: Run) -> None:
    page = paste(folder, "ضربة في بغداد\n5 يناير 2024\nنص عن الضربة في المدينة.\nالمصدر: رويترز\n")
    result = run("import", page, "--folder", folder)
    assert "content/strike.ar.md (an entry has this title)" in result.stdout
    assert not (folder / "content/imported").exists()


def test_the_events_that_a_report_is_probably_of_are_named(folder: Path, run: Run) -> None:
    (folder / "content/bridge.ar.md").write_text(
        "---\ntitle: إغلاق جسر قديم في الموصل\ndate: 2024-01-04\nsource: أ ب\n---\n\nنص.\n", "utf-8"
    )
    result = run("import", paste(folder, PAGE), "--folder", folder)
    question = (
        "event: it may be that of content/bridge.ar.md (the same days, similar words);"
        " if it is, delete this file"
    )
    assert question in result.stdout
    assert f"- [ ] {question}\n" in (folder / "import-review.md").read_text("utf-8")


def test_two_reports_of_one_event_are_named(folder: Path, run: Run) -> None:
    other = PAGE.replace("إغلاق الجسر القديم", "الجسر القديم مغلق").partition("إقرأ")[0]
    result = run(
        "import", paste(folder, PAGE), paste(folder, other, "other.txt"), "--folder", folder
    )
    drafts = sorted((folder / "content/imported").iterdir())
    assert len(drafts) == 3
    assert "event: it may be that of content/imported/اغلاق-الجسر-القديم.ar.md" in result.stdout


def test_nothing_is_overwritten(folder: Path, run: Run) -> None:
    other = folder / "content/imported/اغلاق-الجسر-القديم.ar.md"
    other.parent.mkdir()
    other.write_text("---\ntitle: حدث آخر\ndate: 2020\n---\n", "utf-8")
    run("import", paste(folder, PAGE), "--folder", folder)
    assert other.read_text("utf-8") == "---\ntitle: حدث آخر\ndate: 2020\n---\n"
    assert (folder / "content/imported/اغلاق-الجسر-القديم-2.ar.md").exists()


def test_the_review_list_keeps_what_the_author_has_written(folder: Path, run: Run) -> None:
    (folder / "import-review.md").write_text("- [x] mine\n", "utf-8")
    run("import", paste(folder, PAGE), "--folder", folder)
    assert (folder / "import-review.md").read_text("utf-8").startswith("- [x] mine\n")


def test_a_dry_run_writes_nothing(folder: Path, run: Run) -> None:
    before = read_tree(folder)
    result = run("import", "--dry-run", paste(folder, PAGE), "--folder", folder)
    assert read_tree(folder) == before
    assert "would be created: content/imported/اغلاق-الجسر-القديم.ar.md (draft)\n" in result.stdout
    assert "2 drafts would be created." in result.stdout


def test_drafts_are_published_when_they_are_filled_in(
    folder: Path, run: Run, build: Build, read: Read
) -> None:
    run("import", paste(folder, PAGE), "--folder", folder)
    assert build(folder).exit_code == 0
    assert "إغلاق الجسر القديم" not in read(folder, "ar/")
    for path in (folder / "content/imported").iterdir():
        text = path.read_text("utf-8")
        text = text.replace("draft: true\n", "").replace(
            "# date: when it took place", "date: 2024-02"
        )
        path.write_text(text.replace("<!--", "أُغلق الجسر.\n\n<!--"), "utf-8")
    result = build(folder, "--strict")
    assert result.output.count("error") == 0
    assert result.exit_code == 0
    page = read(folder, "ar/articles/اغلاق-الجسر-القديم/")
    assert "أسوشيتد برس" in page
    assert "جسر جديد على النهر" in page
    assert "tarikh import" not in page


def test_the_full_text_is_kept_and_not_published_in_a_strict_build(
    folder: Path, run: Run, build: Build
) -> None:
    run("import", "--full-text", paste(folder, PAGE), "--folder", folder)
    path = folder / "content/imported/اغلاق-الجسر-القديم.ar.md"
    text = path.read_text("utf-8")
    assert "rights: review\n" in text
    assert text.endswith("وقال مدير الطرق إنّ “الجسر لن يُفتح قبل نهاية الفحص”.\n")
    path.write_text(text.replace("draft: true\n", ""), "utf-8")
    result = build(folder, "--strict")
    assert result.exit_code == 1
    assert "rights-unclear" in result.codes


def test_a_text_in_letters_of_no_language_of_the_site_is_listed(site: MakeSite, run: Run) -> None:
    folder = site({"content/site.toml": "[languages.en]\n"})
    result = run("import", paste(folder, PAGE), "--folder", folder)
    assert result.stdout.count("its letters are Arabic; the languages of the site are en") == 2
    assert "Not imported" in (folder / "import-review.md").read_text("utf-8")


def test_an_empty_folder_becomes_a_site(tmp_path: Path, run: Run, build: Build) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    run("import", paste(folder, "5 January 2024\nA text about a bridge.\n"), "--folder", folder)
    assert (folder / "content/imported/a-text-about-a-bridge.en.md").exists()
    assert build(folder).exit_code == 0


def test_a_folder_of_articles_without_a_content_folder_keeps_them(
    site: MakeSite, run: Run, build: Build
) -> None:
    folder = site({"strike.en.md": "---\ntitle: Strike\ndate: 2024\nsource: X\n---\n\nText.\n"})
    run("import", paste(folder, "5 January 2024\nA text about a bridge.\n"), "--folder", folder)
    assert (folder / "imported/a-text-about-a-bridge.en.md").exists()
    assert build(folder).output.count("error") == 0


def test_pasted_text_is_read_from_the_terminal(folder: Path) -> None:
    result = CliRunner().invoke(main, ["import", "-", "--folder", str(folder)], input=PAGE)
    assert "2 drafts created." in result.stdout


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n", ": error: the file is not text but a picture (PNG)"),
        ("نص عن الجسر في المدينة".encode("cp1256"), ":1:1: error: the file is not UTF-8"),
        (b"\n\n", ": error: it has no text"),
    ],
)
def test_a_file_without_text_is_an_error_and_others_are_imported(
    folder: Path, run: Run, data: bytes, message: str
) -> None:
    (folder.parent / "bad.txt").write_bytes(data)
    result = run("import", folder.parent / "bad.txt", paste(folder, PAGE), "--folder", folder)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"bad.txt{message}")
    assert "hint: " in result.stderr
    assert "2 drafts created." in result.stdout


def test_the_reports_in_a_folder_are_imported(folder: Path, run: Run) -> None:
    reports = folder / "reports"
    reports.mkdir()
    for number in (1, 2):
        text = f"Bridge {number} closed\n5 January 2024\nBridge {number} was closed today.\n"
        (reports / f"{number}.txt").write_text(text, "utf-8")
    (reports / "a.csv").write_text("title,date\nFair,2024\n", "utf-8")
    (reports / "note.md").write_text("---\ntitle: Note\ndate: 2024\n---\nText.\n", "utf-8")
    (reports / "port.jpg").write_bytes(b"\xff\xd8")
    result = run("import", reports, "--folder", folder, "--dates", "event")
    assert "2 drafts and 2 articles created." in result.stdout


def test_a_file_that_does_not_exist_is_wrong_usage(folder: Path, run: Run) -> None:
    result = run("import", paste(folder, PAGE), folder / "none.txt", "--folder", folder)
    assert result.exit_code == 2
    assert f"Path '{folder / 'none.txt'}' does not exist." in result.stderr
    assert result.stdout == ""
    assert not (folder / "content/imported").exists()
