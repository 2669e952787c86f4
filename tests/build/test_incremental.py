"""What a build costs after a change: which pages it renders, why, and what it repairs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import decompress

import pytest
from msgspec.structs import replace

from generator.build import BuildReport
from generator.build.report import DAMAGED_RECORD_NOTICE
from generator.chronology import LocalizedEvent
from generator.hashing import hash_stream
from generator.pages import SharedViews
from generator.pages.article import compose_citations
from generator.state import build_record, changes
from generator.state.encoding import decode
from generator.views.article import CitationView
from tests.support import NOW, ROOT, Build
from tests.support.files import read_tree
from tests.support.incremental_model import (
    IncrementalSite,
    fast_builds,
    freeze_file_times,
    problems_of_the_site,
)
from tests.support.replacing import replace_everywhere
from tests.support.sources import png

YEARS = (2020, 2020, 2021, 2022)
RECORD = "manifest"


@pytest.fixture
def patch() -> Iterator[pytest.MonkeyPatch]:
    with fast_builds() as patch:
        yield patch


@pytest.fixture
def site(tmp_path: Path, patch: pytest.MonkeyPatch) -> IncrementalSite:
    """Four events in two languages, each with a tag and a source of its own, and built."""
    site = IncrementalSite(tmp_path)
    for number in (1, 2, 3, 4):
        for language in ("ar", "en"):
            write_event(site, number, language)
    site.write("content/pages/about.en.md", "---\ntitle: About\n---\nText.\n")
    assert site.check().problems == ()
    return site


def write_event(
    site: IncrementalSite,
    number: int,
    language: str = "ar",
    *,
    title: str = "",
    tag: str = "",
    body: str = "Text.",
) -> None:
    """Write an event of the site."""
    year = YEARS[number - 1]
    site.write(
        f"content/{year}/k{number}.{language}.md",
        f"""---
title: {title or f"Event {number}"}
date: {year}-0{number}-01
source: Source {number}
tags: [{tag or f"t{number}"}]
summary: In short
---
{body}
""",
    )


def pages(report: BuildReport) -> list[str]:
    """Return the pages that were rendered, without feeds and exports."""
    files = (each.file for each in report.rendered)
    return [file.removesuffix("index.html") for file in files if file.endswith(".html")]


def reasons(report: BuildReport, page: str) -> tuple[str, ...]:
    (found,) = (each.reasons for each in report.rendered if each.file == f"{page}index.html")
    return found


def all_pages(site: IncrementalSite) -> list[str]:
    return sorted(
        file.removesuffix("index.html") for file in site.published if file.endswith(".html")
    )


def test_an_image_goes_with_its_article_although_a_registry_changes_at_once(
    site: IncrementalSite,
) -> None:
    site.write("content/port.png", png())
    site.write(
        "content/port.en.md", "---\ntitle: Port\ndate: 2020\nsource: AP\n---\n![Port](port.png)\n"
    )
    site.check()
    assert any(file.startswith("assets/port.") for file in site.published)
    site.remove("content/port.en.md")
    site.write("content/sources.toml", '[ap]\nname = "AP"\n')
    site.check()
    assert not any(file.startswith("assets/port.") for file in site.published)


def test_articles_appear_and_disappear_at_their_dates(site: IncrementalSite) -> None:
    text = "---\ntitle: Port\ndate: 2020\nsource: AP\n{}\n---\n"
    site.write("content/soon.en.md", text.format("published: 2026-01-03"))
    site.write("content/brief.en.md", text.format("expiryDate: 2026-01-05"))
    for day, published in ((1, {"brief"}), (3, {"soon", "brief"}), (5, {"soon"})):
        site.now = NOW + (day - 1) * 86_400
        report = site.check()
        articles = read_tree(site.output / "en/articles")
        assert {path.partition("/")[0] for path in articles} & {"soon", "brief"} == published
        assert [each.code for each in problems_of_the_site(report)] == ["draft-implied"] * (
            2 - len(published)
        )
        assert report.rendered


def test_a_body_is_not_published_without_its_article(site: IncrementalSite) -> None:
    text = "---\ntitle: Port\ndate: 2020\nsource: AP\nsummary: S\nexpiryDate: 2026-01-05\n---\n"
    site.write("content/brief.en.md", f"{text}One.\n")
    site.check()
    site.write("content/brief.en.md", f"{text}Two.\n")
    site.now = NOW + 5 * 86_400
    site.check()
    assert not (site.output / "en/articles/brief").exists()


class TestAnEdit:
    def test_of_nothing_renders_nothing(self, site: IncrementalSite) -> None:
        assert site.check().rendered == ()

    def test_of_a_body_renders_its_page_alone(self, site: IncrementalSite) -> None:
        write_event(site, 2, body="Other text, *longer*.")
        report = site.check()
        assert [each.file for each in report.rendered] == ["ar/articles/k2/index.html"]
        assert reasons(report, "ar/articles/k2/") == ("body changed",)
        # Besides the page, the pieces of the search index with the new words.
        assert report.changed == 4
        assert "chronicle" not in dict(report.timings)

    def test_of_the_first_paragraph_renders_what_shows_it(self, site: IncrementalSite) -> None:
        path = "content/2022/k4.ar.md"
        text = (site.root / path).read_text()
        site.write(path, text.replace("summary: In short\n", ""))
        site.check()
        site.write(path, text.replace("summary: In short\n", "").replace("Text.", "Other."))
        assert {"ar/2022/", "ar/articles/k4/", "ar/"} <= set(pages(site.check()))

    def test_of_the_white_space_after_a_body_writes_nothing(self, site: IncrementalSite) -> None:
        write_event(site, 2, body="Text.\n\n")
        site.may_be_rendered.add("ar/articles/k2/index.html")
        assert site.check().changed == 0

    def test_of_bodies_renders_as_many_pages(self, site: IncrementalSite) -> None:
        write_event(site, 1, body="Other.")
        write_event(site, 4, "en", body="Other.")
        site.write("content/pages/about.en.md", "---\ntitle: About\n---\nOther.\n")
        assert pages(site.check()) == ["ar/articles/k1/", "en/about/", "en/articles/k4/"]

    def test_of_a_title_renders_what_shows_the_title(self, site: IncrementalSite) -> None:
        write_event(site, 2, title="Another")
        report = site.check()
        assert pages(report) == [
            "ar/2020/",
            "ar/articles/k1/",
            "ar/articles/k2/",
            "ar/articles/k3/",
            "ar/days/02-01/",
            "ar/",
            "ar/sources/source-2/",
            "ar/tags/t2/",
            "ar/timeline/embed/",
            "ar/timeline/",
        ]
        assert reasons(report, "ar/articles/k1/") == ("view: later changed",)
        assert reasons(report, "ar/articles/k3/") == ("view: earlier changed",)
        assert reasons(report, "ar/2020/") == ("view: groups changed",)
        # And the feeds and exports in the folders of these pages.
        assert {str(Path(each.file).parent) + "/" for each in report.rendered} == {
            *pages(report),
            "assets/search/ar/",
            "assets/timeline/ar/",
        }

    def test_of_a_tag_renders_both_tags_and_the_index(self, site: IncrementalSite) -> None:
        write_event(site, 2, tag="t1")
        report = site.check()
        assert set(pages(report)) == {
            "ar/2020/",
            "ar/articles/k1/",
            "ar/articles/k2/",
            "ar/",
            "ar/sources/source-2/",
            "ar/days/02-01/",
            "ar/timeline/",
            "ar/timeline/embed/",
            "ar/tags/",
            "ar/tags/t1/",
            "en/tags/t2/",
        }
        assert "page: alternates changed" in reasons(report, "en/tags/t2/")
        assert not (site.output / "ar/tags/t2").exists()

    def test_of_a_name_in_a_registry_renders_what_shows_the_name(
        self, site: IncrementalSite
    ) -> None:
        site.write("content/tags.toml", "[t4]\nname = {ar = 'اسم', en = 't4'}\n")
        assert set(pages(site.check())) == {
            "ar/2022/",
            "ar/articles/k4/",
            "ar/days/04-01/",
            "ar/",
            "ar/sources/source-4/",
            "ar/tags/",
            "ar/tags/t4/",
            "ar/timeline/embed/",
            "ar/timeline/",
        }

    def test_that_divides_a_tag_is_in_every_export(
        self, site: IncrementalSite, patch: pytest.MonkeyPatch
    ) -> None:
        # What a feed was composed from is noted before the other exports of its language are.
        patch.setattr("generator.build.page_renderer.BATCH", 1)
        site.write("content/tags.toml", "[both]\nname = 'Both'\nspellings = ['t1', 't2']\n")
        site.check()
        site.write("content/tags.toml", "[both]\nname = 'Both'\n")
        site.check()
        events = json.loads(site.published["ar/events.json"])["events"]
        assert [each["tags"] for each in events] == [["t1"], ["t2"], ["t3"], ["t4"]]

    def test_of_the_site_s_name_renders_every_page(self, site: IncrementalSite) -> None:
        site.write("content/site.toml", 'title = "Another"\n')
        assert sorted(pages(site.check())) == all_pages(site)

    def test_that_is_undone_before_a_build_renders_nothing(self, site: IncrementalSite) -> None:
        write_event(site, 2, title="Another")
        write_event(site, 2)
        assert site.check().rendered == ()

    def test_of_the_order_of_front_matter_renders_nothing(self, site: IncrementalSite) -> None:
        path = "content/2022/k4.ar.md"
        lines = (site.root / path).read_text().splitlines()
        site.write(path, "\n".join([lines[0], lines[2], lines[1], *lines[3:]]) + "\n")
        assert site.check().rendered == ()

    def test_of_what_no_page_shows_renders_nothing(self, site: IncrementalSite) -> None:
        site.write("content/pages/about.en.md", "---\ntitle: About\ntags: [t9]\n---\nText.\n")
        assert site.check().rendered == ()

    def test_that_is_wrong_changes_nothing_until_it_is_fixed(self, site: IncrementalSite) -> None:
        write_event(site, 2, body="![no](no.png)")
        assert not site.check().published
        write_event(site, 2, body="Fixed.")
        assert pages(site.check()) == ["ar/articles/k2/"]


class TestTheSearchIndex:
    """`check` compares it with that of a clean build."""

    @pytest.mark.parametrize("file", ["words-0.bin", "postings-0.bin", "ar/events.bin"])
    def test_is_repaired_if_a_piece_is_gone_or_damaged(
        self, site: IncrementalSite, file: str
    ) -> None:
        piece = site.output / "assets/search" / file
        piece.unlink()
        site.check()
        piece.write_bytes(b"damaged")
        write_event(site, 2, body="Other words.")
        site.check()

    def test_is_right_after_the_recorded_words_are_gone_or_damaged(
        self, site: IncrementalSite
    ) -> None:
        for number, path in enumerate(sorted((site.root / ".tarikh/search").iterdir())):
            if number % 2:
                path.unlink()
            else:
                path.write_bytes(b"damaged")
        write_event(site, 2, body="Other words.")
        site.check()
        write_event(site, 3, title="Another title")
        site.check()

    def test_has_the_names_of_a_registry(self, site: IncrementalSite) -> None:
        site.write("content/tags.toml", "[t4]\nname = {ar = 'اسم', en = 'Named'}\n")
        site.check()
        words = decompress(site.published["assets/search/words-0.bin"]).decode()
        assert {"اسم", "named"} <= {line[1:].split(" ")[0] for line in words.split("\n")}


class TestATheme:
    def test_renders_the_pages_that_use_the_template_that_changed(
        self, site: IncrementalSite
    ) -> None:
        packaged = (ROOT / "templates/partials/citations.html").read_text()
        site.write("templates/partials/citations.html", f"{packaged}\n")
        for undo in (False, True):
            if undo:
                site.remove("templates/partials/citations.html")
            report = site.check()
            assert pages(report) == [
                f"{language}/articles/k{number}/"
                for language in ("ar", "en")
                for number in range(1, 5)
            ]
            assert reasons(report, "en/articles/k4/") == (
                "template changed: partials/citations.html",
            )

    def test_renders_every_page_for_its_style_and_no_feed(self, site: IncrementalSite) -> None:
        site.write("templates/assets/style.css", "body {}")
        report = site.check()
        assert sorted(pages(report)) == all_pages(site)
        assert len(report.rendered) == len(all_pages(site))

    def test_notices_when_a_missing_include_is_added(self, site: IncrementalSite) -> None:
        packaged = (ROOT / "templates/not-found.html").read_text()
        included = "{% include 'extra.html' ignore missing %}"
        site.write(
            "templates/not-found.html",
            packaged.replace("{% endblock %}", f"{included}{{% endblock %}}"),
        )
        assert pages(site.check()) == ["404.html"]
        site.write("templates/extra.html", "<p>here</p>")
        assert pages(site.check()) == ["404.html"]
        assert b"<p>here</p>" in site.published["404.html"]
        site.write("templates/extra.html", "<p>there</p>")
        assert pages(site.check()) == ["404.html"]

    def test_may_not_hide_what_a_page_depends_on(self, site: IncrementalSite) -> None:
        site.write("templates/content-page.html", "{% set name = 'x.html' %}{% include name %}")
        (problem,) = site.check().problems
        assert (problem.path, problem.code) == ("templates/content-page.html", "template-dynamic")

    def test_may_omit_bodies(self, site: IncrementalSite) -> None:
        packaged = (ROOT / "templates/article.html").read_text()
        site.write("templates/article.html", packaged.replace("{{ body }}", ""))
        site.check()
        write_event(site, 2, body="Not shown.")
        site.may_be_rendered.add("ar/articles/k2/index.html")
        # Only the pieces of the search index, which has the words of the text all the same.
        assert site.check().changed == 3
        assert b"Not shown." not in site.published["ar/articles/k2/index.html"]

    def test_s_strings_render_the_pages_of_their_language(self, site: IncrementalSite) -> None:
        packaged = (ROOT / "templates/strings/ar.po").read_text()
        site.write("templates/strings/ar.po", f"{packaged}\n# A remark.\n")
        rendered = {page.partition("/")[0] for page in pages(site.check())}
        assert rendered == {"ar", "404.html", ""}


class TestAnArticleThatIsGone:
    def test_removes_its_pages_its_image_and_every_mention(self, site: IncrementalSite) -> None:
        write_event(site, 3, title="Remarkable", body="![seen](seen.png)")
        site.write("content/2021/seen.png", png(4, 3))
        site.check()
        assert any(b"Remarkable" in data for data in site.published.values())
        for name in ("k3.ar.md", "k3.en.md", "seen.png"):
            site.remove(f"content/2021/{name}")
        site.check()
        for file, data in site.published.items():
            assert b"Remarkable" not in data
            assert b"t3" not in data or file.endswith(".js"), file
            assert not any(part in file for part in ("k3", "2021", "t3", "source-3", "seen"))
        assert not (site.output / "ar/articles/k3").exists()

    def test_renamed_is_found_only_at_its_new_address(self, site: IncrementalSite) -> None:
        for language in ("ar", "en"):
            site.move(f"content/2021/k3.{language}.md", f"content/2021/new.{language}.md")
        site.check()
        assert "ar/articles/new/index.html" in site.published
        assert "ar/articles/k3/index.html" not in site.published

    def test_does_not_remove_its_translation(self, site: IncrementalSite) -> None:
        site.remove("content/2021/k3.en.md")
        report = site.check()
        assert "en/articles/k3/index.html" not in site.published
        assert "ar/articles/k3/" in pages(report)
        assert "en/2021/" in pages(report)


class TestOutput:
    @pytest.mark.parametrize("data", [None, b"", b"<!doctype html>", b"x" * 10_000])
    def test_that_was_modified_is_repaired(self, site: IncrementalSite, data: bytes | None) -> None:
        path = site.output / "en/2021/index.html"
        path.unlink() if data is None else path.write_bytes(data)
        report = site.check()
        assert [each.file for each in report.rendered] == ["en/2021/index.html"]
        assert reasons(report, "en/2021/") == (
            "its file in the output was missing or had been changed",
        )

    def test_is_repaired_without_a_page_being_rendered(self, site: IncrementalSite) -> None:
        (style,) = (site.output / "assets").glob("style.*.css")
        style.write_bytes(b"")
        report = site.check()
        assert report.rendered == ()
        assert report.changed == 1

    def test_is_published_again_when_all_of_it_is_gone(self, site: IncrementalSite) -> None:
        shutil.rmtree(site.output)
        assert sorted(pages(site.check())) == all_pages(site)

    def test_is_repaired_together_with_an_edit(self, site: IncrementalSite) -> None:
        (site.output / "en/2021/index.html").unlink()
        write_event(site, 2, body="Other.")
        assert pages(site.check()) == ["ar/articles/k2/", "en/2021/"]

    def test_of_an_interrupted_build_is_completed(self, site: IncrementalSite) -> None:
        write_event(site, 2, title="Another")
        site.interrupt(3, publishing=True)
        assert read_tree(site.output) != site.published
        site.check()


class TestState:
    @pytest.mark.parametrize(
        "damage",
        [
            lambda data: b"",
            lambda data: data[:-1],
            lambda data: data[:-1] + bytes((data[-1] ^ 1,)),
            lambda data: b"#!/bin/sh\n",
        ],
        ids=["empty", "truncated", "flipped", "foreign"],
    )
    def test_that_is_damaged_is_dropped_with_a_notice(
        self, site: IncrementalSite, damage: Callable[[bytes], bytes]
    ) -> None:
        site.lose_record(damage)
        report = site.check()
        assert sorted(pages(report)) == all_pages(site)
        assert (report.changed, report.removed) == (0, 0)
        assert report.notices == (DAMAGED_RECORD_NOTICE,)

    def test_that_is_missing_needs_no_notice(self, site: IncrementalSite) -> None:
        shutil.rmtree(site.state)
        site.inputs = None
        report = site.check()
        assert report.notices == ()
        assert report.changed == 0

    @pytest.mark.parametrize("data", [None, b"", b"cos\nsystem\n(S'exit'\ntR."])
    def test_of_articles_that_is_damaged_is_written_again(
        self, site: IncrementalSite, data: bytes | None
    ) -> None:
        for path in (site.state / "entries").iterdir():
            path.unlink() if data is None else path.write_bytes(data)
        write_event(site, 2, title="Another")
        report = site.check()
        assert report.notices == (DAMAGED_RECORD_NOTICE,)
        assert "ar/articles/k4/" not in pages(report)

    def test_of_another_program_is_not_used(self, site: IncrementalSite) -> None:
        record = build_record.load(site.state)
        assert record is not None
        build_record.save(site.state, replace(record, program=b"another"))
        site.inputs = None
        report = site.check()
        assert sorted(pages(report)) == all_pages(site)
        assert report.changed == 0

    def test_of_another_site_does_no_harm(self, site: IncrementalSite, tmp_path: Path) -> None:
        other = IncrementalSite(tmp_path / "other")
        write_event(other, 1, title="Not this one")
        other.check()
        shutil.rmtree(site.state)
        shutil.copytree(other.state, site.state)
        site.build()
        assert read_tree(site.output) == site.published

    def test_that_is_restored_with_a_fresh_checkout_renders_nothing(
        self, site: IncrementalSite
    ) -> None:
        site.touch()
        assert site.build().rendered == ()
        site.root = site.root.rename(site.root.with_name("elsewhere")) / "site"
        shutil.copytree(site.root.parent, site.root, ignore=shutil.ignore_patterns("lock"))
        assert site.build().rendered == ()

    def test_of_a_lenient_build_does_not_satisfy_a_strict_one(self, site: IncrementalSite) -> None:
        site.write("content/2020/odd.md", "---\ntitle: Odd\ndate: 2020\nodd: 1\n---\nText.\n")
        assert site.check().published
        assert not site.build(strict=True).published
        write_event(site, 2, body="Other.")
        assert not site.build(strict=True).published
        assert b"Other." not in read_tree(site.output)["ar/articles/k2/index.html"]


def test_a_title_leaves_the_record_of_the_chronicle_as_it_is(site: IncrementalSite) -> None:
    record = site.state / "chronicle"
    before = record.stat().st_ino
    write_event(site, 2, title="Another")
    assert site.build().published
    assert record.stat().st_ino == before
    write_event(site, 2, title="Another", tag="New")
    assert site.build().published
    assert record.stat().st_ino != before


class TestLinks:
    """Links of articles that have not changed, to what has."""

    def problems(self, site: IncrementalSite) -> list[str]:
        report = site.build()
        return [f"{problem.path}: {problem.code}" for problem in problems_of_the_site(report)]

    def test_to_a_removed_article_are_reported(self, site: IncrementalSite) -> None:
        site.write(
            "content/2020/from.en.md", "---\ntitle: A\ndate: 2020\nsource: AP\n---\n[b](to.en.md)\n"
        )
        target = "---\ntitle: B\ndate: 2020\nsource: AP\n---\n"
        site.write("content/2020/to.en.md", target)
        assert self.problems(site) == []
        (site.root / "content/2020/to.en.md").unlink()
        assert self.problems(site) == ["content/2020/from.en.md: link-dead"]
        site.write("content/2020/to.en.md", target)
        assert self.problems(site) == []

    def test_to_a_heading_or_a_page_that_is_gone_are_reported(self, site: IncrementalSite) -> None:
        head = "---\ntitle: A\ndate: 2020\nsource: AP\n"
        site.write("content/2020/from.en.md", f"{head}---\n[b](to.en.md#there)\n")
        site.write("content/2020/page.en.md", f"{head}---\n[c](/en/tags/other/)\n")
        site.write("content/2020/to.en.md", f"{head}tags: [Other]\n---\n## There\n")
        assert self.problems(site) == []
        site.write("content/2020/to.en.md", f"{head}tags: [Other]\n---\n## Elsewhere\n")
        assert self.problems(site) == ["content/2020/from.en.md: anchor-missing"]
        site.write("content/2020/to.en.md", f"{head}tags: [More]\n---\n## There\n")
        assert self.problems(site) == ["content/2020/page.en.md: link-dead"]

    def test_to_an_anchor_that_is_gone_are_reported(self, site: IncrementalSite) -> None:
        head = "---\ntitle: A\ndate: 2020\nsource: AP\n---\n"
        site.write("content/2020/from.en.md", f"{head}[b](to.en.md#there)\n")
        site.write("content/2020/to.en.md", f'{head}<a name="there"></a>Text.\n')
        assert self.problems(site) == []
        site.write("content/2020/to.en.md", f'{head}<a name="elsewhere"></a>Text.\n')
        assert self.problems(site) == ["content/2020/from.en.md: anchor-missing"]
        site.write("content/2020/to.en.md", f"{head}Text.\n{{: #there}}\n")
        assert self.problems(site) == []

    def test_that_name_a_file_are_those_to_another_with_that_name(
        self, site: IncrementalSite
    ) -> None:
        head = "---\ntitle: A\ndate: 2020\nsource: AP\n---\n"
        site.write("content/2020/from.en.md", f"{head}See [[to]].\n")
        assert self.problems(site) == ["content/2020/from.en.md: link-undefined"]
        site.write("content/2021/to.en.md", head)
        assert self.problems(site) == []
        assert b"articles/to/" in read_tree(site.output)["en/articles/from/index.html"]
        (site.root / "content/2021/to.en.md").unlink()
        assert self.problems(site) == ["content/2020/from.en.md: link-undefined"]

    def test_to_a_picture_that_is_no_picture_any_more_are_reported(
        self, site: IncrementalSite
    ) -> None:
        body = "![Port](p.svg)"
        site.write(
            "content/2020/from.en.md", f"---\ntitle: A\ndate: 2020\nsource: AP\n---\n{body}\n"
        )
        picture = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"/>'
        site.write("content/2020/p.svg", picture)
        assert self.problems(site) == []
        site.write("content/2020/p.svg", "no picture")
        assert self.problems(site) == ["content/2020/from.en.md: image-invalid"]


# In seconds.
_TWENTY_YEARS = 20 * 366 * 86_400
_ARTICLE = "---\ntitle: A\ndate: 2020\nsource: AP\n---\n"


class TestTime:
    """Articles that a date makes drafts, or ends that."""

    HEAD = "---\ntitle: A\ndate: 2020\nsource: AP\n"

    def build_at(self, site: IncrementalSite, now: int) -> list[str]:
        site.now = now
        report = site.build()
        return [
            f"{p.path}: {p.code}" for p in problems_of_the_site(report) if p.code != "draft-implied"
        ]

    def test_links_of_an_article_are_checked_when_it_appears(self, site: IncrementalSite) -> None:
        day = f"{self.HEAD}publishDate: 2040-01-01\n---\n"
        site.write("content/2020/from.en.md", f"{day}[b](gone.md)\n")
        assert self.build_at(site, NOW) == []
        assert "content/2020/from.en.md: link-dead" in self.build_at(site, NOW + _TWENTY_YEARS)
        assert self.build_at(site, NOW) == []

    def test_links_to_an_article_are_checked_when_it_disappears(
        self, site: IncrementalSite
    ) -> None:
        site.write("content/2020/to.en.md", f"{self.HEAD}expiryDate: 2040-01-01\n---\n")
        site.write("content/2020/from.en.md", f"{self.HEAD}---\n[b](to.en.md)\n")
        assert self.build_at(site, NOW) == []
        assert self.build_at(site, NOW + _TWENTY_YEARS) == ["content/2020/from.en.md: link-draft"]

    def test_an_article_disappears_when_a_wrong_clock_is_set_back(
        self, site: IncrementalSite
    ) -> None:
        site.write("content/2020/a.en.md", f"{self.HEAD}publishDate: 2040-01-01\n---\n")
        self.build_at(site, NOW + _TWENTY_YEARS)
        assert (site.output / "en/articles/a/index.html").exists()
        self.build_at(site, NOW)
        assert not (site.output / "en/articles/a/index.html").exists()


def test_the_page_of_a_section_withholds_its_articles_from_then_on(site: IncrementalSite) -> None:
    page = site.output / "en/articles/a/index.html"
    site.write("content/2020/b/a.en.md", "---\ntitle: A\ndate: 2020\nsource: AP\n---\n")
    site.build()
    assert page.exists()
    site.write("content/2020/_index.md", "---\ncascade: {draft: true}\n---\n")
    site.build()
    assert not page.exists()
    site.write("content/2020/_index.md", "---\ntitle: 2020\n---\n")
    site.build()
    assert page.exists()


def test_an_article_becomes_a_part_of_a_new_bundle(site: IncrementalSite) -> None:
    page = site.output / "en/articles/a/index.html"
    site.write("content/2020/b/a.en.md", "---\ntitle: A\ndate: 2020\nsource: AP\n---\n")
    site.build()
    assert page.exists()
    for text, is_part in (("A note.\n", False), ("---\ntitle: B\ndate: 2020\n---\n", True)) * 2:
        site.write("content/2020/b/index.md", text)
        site.build()
        assert page.exists() != is_part


def test_pages_are_not_counted_as_articles_that_are_drafts(site: IncrementalSite) -> None:
    files = site.build().files
    site.write("content/pages/about.ar.md", "---\ntitle: عن الموقع\n---\nنص.\n")
    site.write("content/old.ar.md", "---\nlayout: page\ntitle: قديم\n---\nنص.\n")
    assert [site.build().files, site.build().files] == [files, files]
    site.write("content/draft.ar.md", "---\ntitle: مسودة\ndate: 2020\ndraft: true\n---\nنص.\n")
    assert [site.build().files, site.build().files] == [files + 1, files + 1]


def test_a_note_becomes_an_article_and_a_note_again(site: IncrementalSite) -> None:
    page = site.output / "ar/articles/diary/index.html"
    site.write("content/2020/from.en.md", f"{_ARTICLE}See [[diary]].\n")
    for _ in range(2):
        site.write("content/2020/diary.md", "A note.\n")
        report = site.build()
        assert [each.code for each in problems_of_the_site(report)] == [
            "front-matter-missing",
            "link-outside",
        ]
        assert not page.exists()
        files = report.files
        assert site.build().files == files
        site.write("content/2020/diary.md", f"{_ARTICLE}ملاحظة.\n")
        report = site.build()
        assert problems_of_the_site(report) == ()
        assert page.exists()
        assert report.files == files + 1


def test_a_note_is_refused_when_it_becomes_the_translation_of_an_article(
    site: IncrementalSite,
) -> None:
    site.write("content/2020/diary.md", "A note.\n")
    assert site.build().published
    site.write("content/2020/diary.en.md", f"{_ARTICLE}Text.\n")
    report = site.build()
    assert not report.published
    assert [(each.path, each.severity) for each in report.problems] == [
        ("content/2020/diary.md", "error")
    ]
    (site.root / "content/2020/diary.en.md").unlink()
    assert site.build().published


def test_the_line_of_a_link_problem_moves_with_the_text(site: IncrementalSite) -> None:
    site.write("content/2020/from.en.md", f"{_ARTICLE}See [[nothing]].\n")
    assert [problem.line for problem in site.build().problems] == [6]
    site.write("content/2020/from.en.md", f"{_ARTICLE}More.\n\nSee [[nothing]].\n")
    assert [problem.line for problem in site.build().problems] == [8]
    assert [problem.line for problem in site.build().problems] == [8]


class TestDetection:
    def test_trusts_files_that_have_rested(
        self, site: IncrementalSite, patch: pytest.MonkeyPatch
    ) -> None:
        patch.setattr(changes, "SETTLED_NS", -(10**18))
        site.build()
        read: list[str] = []
        replace_everywhere(patch, hash_stream, lambda stream: read.append(stream.name))
        assert site.build().published
        assert read == []

    def test_reads_files_that_have_not(
        self, site: IncrementalSite, patch: pytest.MonkeyPatch
    ) -> None:
        patch.setattr(changes, "SETTLED_NS", 10**18)
        site.build()
        write_event(site, 2, title="Evens 2")
        assert "ar/articles/k2/" in pages(site.build())

    @pytest.mark.parametrize("careful", [True, False])
    def test_notices_an_edit_within_one_tick_of_the_clock(
        self, site: IncrementalSite, patch: pytest.MonkeyPatch, *, careful: bool
    ) -> None:
        freeze_file_times(patch)
        if not careful:
            replace_everywhere(patch, changes.is_trustworthy, lambda stat, instant: stat)
        site.build()
        write_event(site, 2, title="Evens 2")
        # If stats were trusted immediately, this edit would not be noticed.
        assert ("ar/articles/k2/" in pages(site.build())) is careful

    def test_reads_everything_when_asked_to(
        self, site: IncrementalSite, patch: pytest.MonkeyPatch
    ) -> None:
        freeze_file_times(patch)
        replace_everywhere(patch, changes.is_trustworthy, lambda stat, instant: stat)
        site.build()
        page = site.output / "en/2021/index.html"
        page.write_bytes(page.read_bytes()[::-1])
        write_event(site, 2, title="Evens 2")
        assert site.build().rendered == ()
        assert {"en/2021/", "ar/articles/k2/"} <= set(pages(site.build(verify=True)))

    def test_reads_everything_and_finds_no_problem(self, site: IncrementalSite) -> None:
        report = site.build(verify=True)
        assert (report.rendered, report.changed) == ((), 0)


class TestTheSameSite:
    def test_is_the_same_bytes_with_any_number_of_workers(self, site: IncrementalSite) -> None:
        several = site.root.parent / "several/site"
        shutil.copytree(site.root / "content", several / "content")
        site.root = several
        site.build(jobs=3)
        assert read_tree(several / "output") == site.published

    def test_is_the_same_bytes_on_any_machine_and_day(
        self, site: IncrementalSite, tmp_path: Path
    ) -> None:
        surroundings: list[dict[str, str]] = [
            {"PYTHONHASHSEED": "1", "TZ": "Asia/Baghdad", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "LANG": "ar_IQ"},
        ]
        for number, environment in enumerate(surroundings):
            # In the opposite order, in a folder with another path.
            folder = tmp_path / ("ب" * (number + 1)) / "site"
            for path in sorted(site.sources(), reverse=bool(number)):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes((site.root / path).read_bytes())
            subprocess.run(
                [sys.executable, "-m", "generator", "build", str(folder), "--jobs", "1"],
                check=True,
                cwd=ROOT if number else tmp_path,
                env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
                capture_output=True,
            )
            assert read_tree(folder / "output") == site.published


def test_a_site_without_a_title_has_the_name_of_its_folder(site: IncrementalSite) -> None:
    assert b"<title>site</title>" in site.published["en/index.html"]
    site.root = site.root.rename(site.root.with_name("renamed"))
    report = site.build()
    assert report.changed
    assert b"<title>renamed</title>" in (site.root / "output/en/index.html").read_bytes()


def test_every_page_says_why_it_was_rendered(site: IncrementalSite, build: Build) -> None:
    write_event(site, 2, title="Another")
    said = build(site.root, "--explain").stdout.splitlines()
    assert "ar/articles/k1/index.html: view: later changed" in said
    assert "ar/articles/k2/index.html: page: title changed; view: title changed; " in "\n".join(
        said
    )
    write_event(site, 2, title="Another", body="Other.")
    said = build(site.root, "--explain").stdout.splitlines()
    assert said[0] == "ar/articles/k2/index.html: body changed"
    assert len(said) == 2


def test_exports_contain_the_old_records_of_events_that_have_not_changed(
    tmp_path: Path, patch: pytest.MonkeyPatch
) -> None:
    site = IncrementalSite(tmp_path)
    site.write("content/site.toml", "[languages.en]\n")
    # More events than a feed has, so that the first one is only in the exports of all.
    for number in range(1, 104):
        text = f"---\ntitle: Event {number}\ndate: {1900 + number}\nsource: S{number}\n---\nText.\n"
        site.write(f"content/e{number:03}.md", text)
    assert site.check().problems == ()
    composed: set[str] = set()

    def compose_and_note(
        views: SharedViews, language: str, localized: LocalizedEvent
    ) -> tuple[CitationView, ...]:
        composed.add(localized.event.key)
        return compose_citations(views, language, localized)

    edited = "---\ntitle: Another title\ndate: 1901\nsource: S1\n---\nText.\n"
    site.write("content/e001.md", edited)
    before = read_tree(site.output)
    with pytest.MonkeyPatch.context() as noting:
        replace_everywhere(noting, compose_citations, compose_and_note)
        report = site.build()
    # The page of an event that is next to it is composed, too, but not its records.
    assert composed == {"e001", "e002"}
    files = {rendered.file for rendered in report.rendered}
    exports = {"en/events.json", "en/events.csv", "en/timeline.json", "en/sources.bib"}
    assert exports <= files
    clean = site.clean(before).output
    assert {file: (site.output / file).read_bytes() for file in exports} == {
        file: clean[file] for file in exports
    }


def test_entries_that_no_page_shows_again_are_not_decoded(site: IncrementalSite) -> None:
    decoded: list[bytes] = []

    def decode_and_note(data: bytes) -> Any:
        decoded.append(data)
        return decode(data)

    site.write("content/draft.en.md", "---\ntitle: Draft\ndate: 2020\ndraft: true\n---\nText.\n")
    with pytest.MonkeyPatch.context() as noting:
        replace_everywhere(noting, decode, decode_and_note)
        assert site.build().files == 9
    # The page about the site, whose title is in the menu.
    assert len(decoded) == 1


@pytest.mark.parametrize("damaged", ["csv-en", "json-en"])
def test_damaged_records_are_composed_again(site: IncrementalSite, damaged: str) -> None:
    path = site.state / "records" / damaged
    path.write_bytes(path.read_bytes()[:-1])
    write_event(site, 1, "en", title="Another title")
    assert site.check().published
