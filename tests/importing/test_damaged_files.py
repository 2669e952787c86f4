"""Files that are damaged, hostile or huge: a message with its place, and nothing by half."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from generator.content.parse import parse_article
from generator.importing.batch import Draft
from generator.importing.readers import read_records
from generator.importing.records import ImportFailure, InputFile
from generator.importing.review import review_records
from generator.importing.site_index import SiteIndex
from generator.model import SourceFile
from generator.problems import Severity
from tests.importing.pages import make_page
from tests.importing.test_data_files import ATOM, JSON_FEED, REFERENCE, RSS, result
from tests.importing.test_old_sites import WXR
from tests.importing.test_varied_pages import site as parsed_site
from tests.importing.test_web_page import LD, page
from tests.support import Build, MakeSite, Run
from tests.support.files import read_tree

SETTINGS = {"content/site.toml": 'timezone = "Asia/Baghdad"\n[languages.en]\n[languages.ar]\n'}
TIMELINE = {
    "title": {"text": {"headline": "Roads"}},
    "eras": [{"start_date": {"year": "2014"}}],
    "events": [
        {
            "start_date": {"year": "2014", "month": "6"},
            "text": {"headline": "The <i>bridge</i>", "text": "<p>One.</p>"},
            "media": {"url": "https://example.org/v", "credit": "River News"},
        }
    ],
}
SAMPLES = {
    "a.txt": make_page(1).text,
    "b.txt": make_page(3).text,
    "a.html": page(LD),
    "a.csv": "title,date,source,URL,tags\nBridge,2024-01-05,River News,https://example.org,a;b\n",
    "b.csv": "Year,Month,Day,Time,End Year,Headline,Text,Media\n2024,1,5,10:04,,Bridge,b,x\n",
    "a.json": json.dumps(TIMELINE),
    "b.json": json.dumps(JSON_FEED),
    "c.json": json.dumps([REFERENCE]),
    "d.json": json.dumps([result("1940-01-01T00:00:00Z", 8)]),
    "a.xml": RSS,
    "b.xml": ATOM,
    "c.xml": WXR,
    "a.ics": (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Bridge\nDTSTART;VALUE=DATE:20240105\n"
        "DESCRIPTION:a\\, b\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR\n"
    ),
    "a.md": (
        "---\ntitle: Bridge\ndate: 2024-01-05\ncover: {image: x}\naliases: [/a]\n---\n"
        "# Bridge\n\n[x](y.md) ![[z]] {{< figure src=a >}} `{% a %}`\n"
    ),
    "b.md": "+++\ntitle = 'Bridge'\ndate = 2024-01-05\n+++\nText.\n",
    "c.md": '{"title": "Bridge", "date": null}\nText.\n',
    "d.md": "Title: Bridge\nDate: 2024\n\nText.\n",
}
PIECES = (
    *("\x00", "\ue0000\ue001", "\ue0009\ue001", "[", "]", "{", "}", "<", "&#x110000;", "<![x["),
    *("<!--", "]]>", '"', "'", "\\", "\n", "\r", "\u2028", "`", "---", "+++", "9" * 30, "%%"),
    *("{{<", ">}}", "{%", "(", "((((", "\U0001f600", "*x", "&x", ": ", "- ", "|", "!!python/x"),
    *("0000-00-00", "https://[", "https://a.b:99999/", " " * 300, "x" * 3000),
)


def damage(text: str, seed: int) -> bytes:
    """Damage a file: cut it, repeat a part of it, or put something into it."""
    r = random.Random(seed)
    for _ in range(r.randint(1, 4)):
        at = r.randrange(len(text) + 1)
        end = min(len(text), at + r.choice((1, 5, 40)))
        text = r.choice(
            (
                text[:at],
                text[:at] + text[end:],
                text[:at] + r.choice(PIECES) + text[at:],
                text[:end] + text[at:end] * r.choice((1, 30)) + text[end:],
                text.replace(text[at:end] or "x", r.choice(PIECES)),
            )
        )[:50_000]
    return text.encode(r.choice(("utf-8",) * 8 + ("utf-16", "cp1256")), "replace")


def read_damaged(name: str, data: bytes) -> Iterator[Draft]:
    with suppress(ImportFailure):
        records = read_records(InputFile(name, data), "Asia/Baghdad", {})
        index = SiteIndex.build(parsed_site(), ())
        for each in review_records(records, index, full_text=True, is_dated_by_event=True):
            if isinstance(each, Draft):
                yield each


@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_file_is_a_message_or_a_draft_that_a_build_reads(name: str) -> None:
    for seed in range(40):
        for draft in read_damaged(name, damage(SAMPLES[name], seed)):
            file = SourceFile(draft.path, draft.data)
            _, _, problems = parse_article(file, parsed_site())
            assert [each for each in problems if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", [name for name in SAMPLES if not name.endswith((".txt", ".md"))])
def test_a_file_that_is_cut_off_writes_nothing_by_half(
    site: MakeSite, run: Run, tmp_path: Path, name: str
) -> None:
    folder = site(SETTINGS)
    before = read_tree(folder)
    text = SAMPLES[name].rstrip()
    for length in (0, 1, len(text) // 2, len(text) - 1):
        (tmp_path / name).write_text(text[:length], "utf-8")
        result = run("import", tmp_path / name, "--folder", folder)
        assert "internal error" not in result.output
        if result.exit_code:
            assert result.stderr.startswith(name)
            assert "\n  hint: " in result.stderr
            assert read_tree(folder) == before


def test_values_that_a_build_would_refuse_are_listed_and_the_site_is_published(
    site: MakeSite, run: Run, build: Build
) -> None:
    tags = ";".join(f"tag{number}" for number in range(300))
    cells = ("B" * 20_000, "2024", f"{'word ' * 24_000}end", tags, "p" * 900)
    folder = site({**SETTINGS, "a.csv": f"title,date,summary,tags,place\n{','.join(cells)}\n"})
    result = run("import", folder / "a.csv", "--folder", folder)
    for name in ("summary", "title", "place"):
        assert f"check {name}: " in result.stdout
    assert "check tags: not used: tag0, tag1, " in result.stdout
    (path,) = (folder / "content/imported").iterdir()
    text = path.read_text("utf-8")
    assert "B" * 20_000 in text
    assert "word end" in text
    assert build(folder).exit_code == 0


@pytest.mark.parametrize(
    "matter",
    [
        "a: &x [*x]",
        "a: &x 1\nb: *x",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
        "a: 1\na: 2",
        "? [a]\n: b",
        f"a: {'[' * 3000}",
    ],
)
def test_front_matter_that_repeats_itself_is_an_error(matter: str) -> None:
    text = f"---\ntitle: Bridge\n{matter}\n---\nText.\n"
    with pytest.raises(ImportFailure) as failure:
        read_records(InputFile("a.md", text.encode()), "", {})
    assert failure.value.message.startswith("its front matter cannot be read: ")


def test_the_line_of_an_error_in_front_matter_is_that_of_the_file() -> None:
    with pytest.raises(ImportFailure) as failure:
        read_records(InputFile("a.md", b"---\ntitle: A\ndate: 1\ntitle: B\n---\n"), "", {})
    assert (failure.value.line, failure.value.message) == (
        4,
        "its front matter cannot be read: 'title' is given twice",
    )


def test_if_one_file_cannot_be_written_none_is(site: MakeSite, run: Run) -> None:
    folder = site({**SETTINGS, "a.csv": "title,date\nBridge,2024\nFair,2024\n"})
    (folder / "content/imported/fair.en.md").mkdir(parents=True)
    before = read_tree(folder)
    result = run("import", folder / "a.csv", "--folder", folder)
    assert result.exit_code != 0
    assert "internal error" not in result.output
    shutil.rmtree(folder / ".tarikh")
    assert read_tree(folder) == before


def test_the_requirements_of_the_site_are_no_report(site: MakeSite, run: Run) -> None:
    folder = site({**SETTINGS, "requirements.txt": "# What publishes this site.\ntarikh\n"})
    result = run("import", folder / "requirements.txt", "--folder", folder)
    assert result.exit_code == 1
    assert "hint: keep reports in a folder: tarikh import reports/*.txt" in result.stderr


@pytest.mark.parametrize(
    "body",
    [
        " " * 60_000 + "x",
        "# a" + " " * 60_000 + "b",
        "{{< youtube" + " " * 60_000,
        "{{< figure src=a" + " " * 60_000,
        "{{<" * 20_000,
        "{%" * 30_000,
        "[a " + "=" * 60_000,
        "[" * 60_000,
        "`" * 60_000,
        "`a``" * 15_000,
        "[[" * 30_000,
        "](" * 30_000,
        "# a\n" * 15_000 + "[x](#b)",
    ],
)
def test_a_text_that_repeats_itself_is_read_in_linear_time(body: str) -> None:
    text = f"---\ntitle: Bridge\ndate: 2024\n---\n{body}\n"
    # In quadratic time, each would take minutes.
    assert len(list(read_damaged("a.md", text.encode()))) == 1
