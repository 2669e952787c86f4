"""Any text results in a problem or a page, never in an exception or active content."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from generator import dates
from generator.build import BuildOptions, BuildReport, build_site
from generator.config import parse_config
from generator.content.markdown import MarkdownConverter
from generator.content.markdown.sanitize import TAGS
from generator.content.parse import parse_article
from generator.dates import DateError
from generator.model import SourceFile
from generator.text.folding import fold
from generator.text.invisible_characters import remove_invisible
from generator.text.slugs import slugify
from tests.conftest import run_program
from tests.fuzz import plain
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import SITE, TARGETS, ZONE, assert_clean
from tests.fuzz.tokens import TOKENS
from tests.support import NOW, ROOT
from tests.support.files import write_tree
from tests.support.incremental_model import fast_builds, ignore_progress
from tests.support.invariants import (
    FORBIDDEN_CHARACTERS,
    assert_inert,
    assert_well_reported,
    parse_as_browser,
    render_body,
)
from tests.support.strategies import (
    ARTICLES,
    HOSTILE,
    LINES,
    MARKDOWN,
    mutated,
    quoted,
    sites,
    sound_articles,
)

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

MARKUP = MarkdownConverter()
_SHEET_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module", autouse=True)
def many_builds() -> Iterator[None]:
    with fast_builds():
        yield


class TestAnArticle:
    @settings(max_examples=200)
    @given(ARTICLES)
    def test_is_parsed_or_its_problems_are_reported(self, text: str) -> None:
        data = text.encode("utf-8", "surrogatepass")
        article, body, problems = parse_article(SourceFile("content/a.ar.md", data), SITE)
        assert_well_reported(problems, text)
        assert problems or article
        if article is not None:
            assert_clean(article)
            assert body in text.replace("\r\n", "\n").replace(
                "\r", "\n"
            ) or FORBIDDEN_CHARACTERS.search(text)

    @settings(max_examples=100)
    @given(st.binary(max_size=200))
    def test_with_any_bytes_does_not_raise(self, data: bytes) -> None:
        for name in ("a.ar.md", "a.xx.md", ".md", "pages/a.en.md"):
            parse_article(SourceFile(f"content/{name}", data), SITE)
            parse_article(SourceFile(f"content/{name}", b"---\n" + data + b"\n---\n" + data), SITE)


class TestABody:
    @settings(max_examples=80)
    @given(MARKDOWN)
    def test_is_inert_as_a_browser_understands_it(self, text: str) -> None:
        body, problems = MARKUP.render(text, path="a.md")
        assert_well_reported(problems, text)
        html = render_body(body)
        assert not FORBIDDEN_CHARACTERS.search(html)
        assert_inert(parse_as_browser(html), TAGS)
        html5lib.HTMLParser(strict=True).parseFragment(html, container="main")

    @settings(max_examples=40)
    @given(MARKDOWN)
    def test_is_a_function_of_its_text(self, text: str) -> None:
        MARKUP.render("[^1] *a* <b>\n\n[^1]: b", path="a.md")
        assert MARKUP.render(text, path="a.md") == MarkdownConverter().render(text, path="a.md")


class TestADate:
    @settings(max_examples=300)
    @given(
        mutated(
            st.sampled_from(["2024-01-04", "٤ كانون الثاني ٢٠٢٤", "2024/2025"]), TOKENS["dates"]
        )
    )
    def test_is_ordered_and_read_again_as_what_it_is(self, text: str) -> None:
        try:
            when = dates.parse(text, ZONE)
        except DateError:
            return
        assert when.earliest <= when.latest
        again = dates.parse(dates.write(when), ZONE)
        assert again == when
        assert again.edtf == when.edtf


class TestAName:
    @settings(max_examples=300)
    @given(LINES)
    def test_is_folded_once_and_for_all(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)
        assert slugify(slugify(text)) == slugify(text)
        assert slugify(fold(text)) == slugify(text)
        assert "/" not in slugify(text)
        assert slugify(text) not in {".", ".."}
        assert len(slugify(text).encode()) <= 199

    @settings(max_examples=200)
    @given(LINES)
    def test_is_cleaned_once_and_for_all(self, text: str) -> None:
        cleaned, _ = remove_invisible(text)
        assert remove_invisible(cleaned) == (cleaned, ())
        assert not FORBIDDEN_CHARACTERS.search(cleaned.replace("\n", ""))


class TestSettings:
    @settings(max_examples=150)
    @given(mutated(st.just((ROOT / "content/site.toml").read_text("utf-8")), TOKENS["settings"]))
    def test_always_make_a_site(self, text: str) -> None:
        file = SourceFile("content/site.toml", text.encode("utf-8", "surrogatepass"))
        site, problems = parse_config(file, None, file, folder_name="site")
        assert site.languages
        assert_well_reported(problems, text)


def built(folder: Path, files: Mapping[str, bytes]) -> BuildReport:
    write_tree(folder, files)
    return build_site(BuildOptions(folder, NOW, jobs=1), ignore_progress)


class TestASite:
    @settings(max_examples=25)
    @given(sites())
    def test_is_published_or_its_problems_are_reported(self, files: Mapping[str, bytes]) -> None:
        with TemporaryDirectory() as name:
            folder = Path(name)
            report = built(folder, files)
            for problem in report.problems:
                assert problem.message.strip() == problem.message != ""
                assert "\n" not in problem.message
            assert report.published or report.problems
            assert report.published == (folder / "output/index.html").is_file()
            assert {path: (folder / path).read_bytes() for path in files} == files

    @settings(max_examples=20)
    @given(sites(), st.sampled_from(["text", "json", "github"]))
    def test_is_reported_in_lines_and_without_a_traceback(
        self, files: Mapping[str, bytes], form: str
    ) -> None:
        with TemporaryDirectory() as name:
            write_tree(Path(name), files)
            said = run_program("build", name, "--jobs", "1", "--format", form)
        assert said.exit_code in {0, 1}
        assert "Traceback" not in said.output
        assert "internal error" not in said.output
        assert not FORBIDDEN_CHARACTERS.search(said.output)
        if form == "json":
            json.loads(said.stdout)
        if form == "github":
            lines = said.stdout.splitlines()
            assert all(re.match(r"::(?:error|warning|notice) file=", line) for line in lines[:-1])

    @settings(max_examples=8)
    @given(st.lists(sound_articles(), min_size=1, max_size=3), LINES, HOSTILE)
    @example([], "</script>", "]]>")
    def test_is_well_formed_in_every_format(
        self, articles: list[str], title: str, description: str
    ) -> None:
        said = quoted(f"{title} a"), quoted(f"{description} a")
        files = {f"content/e{n}.en.md": text.encode() for n, text in enumerate(articles)}
        files["content/e.en.md"] = b"---\ntitle: E\ndate: 2024-01-04\nsource: AP\n---\n"
        files["content/site.toml"] = (
            f"title = {said[0]}\ndescription = {said[1]}\n"
            'base_url = "https://a.example/b/"\nexports = "site"\n[languages.en]\n'
        ).encode()
        with TemporaryDirectory() as name:
            report = built(Path(name), files)
            assert report.published, report.problems
            for path in (Path(name) / "output").rglob("*"):
                if path.is_file():
                    assert_format(path, events=len(articles) + 1)


def assert_format(path: Path, events: int) -> None:
    """Assert that a published file has the format of its name, whatever text is in it."""
    data = path.read_bytes()
    match path.suffix:
        case ".html":
            page = html5lib.HTMLParser(strict=True).parse(data)
            for script in page.iter("{http://www.w3.org/1999/xhtml}script"):
                if script.get("type") == "application/ld+json":
                    json.loads(script.text)
                else:
                    assert not script.text
        case ".xml" | ".svg":
            ET.fromstring(data)
        case ".json":
            json.loads(data)
        case ".csv":
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
            assert len(rows) == events + 1
            assert not [cell for row in rows for cell in row if cell.startswith(_SHEET_SIGNS)]
        case ".ics":
            assert len(Calendar.from_ical(data).walk("VEVENT")) == events
            assert all(len(line) <= 75 for line in data.split(b"\r\n"))
            assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)


class TestTheFuzzer:
    """Bounded runs; ``python -m tests.fuzz TARGET`` runs as long as you like."""

    def test_finds_nothing(self, tmp_path: Path) -> None:
        command = [sys.executable, "-m", "tests.fuzz", "all", "--runs", "1000"]
        outcome = subprocess.run(
            [*command, "--seconds", "3600", "--inputs", str(tmp_path)],
            check=False,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        said = outcome.stdout + outcome.stderr
        assert outcome.returncode == 0, said[-4000:]
        assert said.count("Done 1000 runs") == len(TARGETS)
        assert not list(tmp_path.rglob("crash-*"))

    def test_keeps_a_failing_input(self, tmp_path: Path) -> None:
        def target(data: bytes) -> None:
            assert b"\xff" not in data

        tokens = [token.encode() for token in TOKENS["parse"]]
        with pytest.raises(AssertionError):
            plain.fuzz(
                target, seeds("parse"), tokens, seed=1, runs=5000, seconds=60, found=tmp_path
            )
        (found,) = tmp_path.glob("crash-*")
        assert b"\xff" in found.read_bytes()

    @pytest.mark.parametrize("target", sorted(TARGETS))
    def test_all_seeds_pass(self, target: str) -> None:
        for data in seeds(target):
            TARGETS[target](data)
