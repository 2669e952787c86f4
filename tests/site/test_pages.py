"""Tiny sites, built as users build them: what is published and reported."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import html5lib
import pytest

from bench import corpus
from generator.pages import plan
from generator.urls import encode
from tests.support import Build, MakeSite, Read
from tests.support.files import read_tree
from tests.support.incremental_model import THEME
from tests.support.sources import article, png


def order_of(page: str) -> list[str]:
    """Return the events of a timeline's page by the ids of their entries, in order."""
    return re.findall(r'<article class="event" id="([^"]+)"', page)


UNCONFIGURED = MappingProxyType(
    {"2024/strike.ar.md": article("ضربة", "2024-01-04"), "2024/strike.en.md": article("Strike")}
)


class TestASiteWithNoConfiguration:
    @pytest.mark.parametrize("prefix", ["content/", ""])
    def test_is_complete_and_has_the_name_of_its_folder(
        self, site: MakeSite, build: Build, read: Read, prefix: str
    ) -> None:
        folder = site({f"{prefix}{path}": text for path, text in UNCONFIGURED.items()}, name="سجل")
        assert build(folder).exit_code == 0
        for language, title in (("ar", "ضربة"), ("en", "Strike")):
            for page in ("", "2024/", "articles/strike/", "tags/", "sources/", "sources/ap/"):
                assert "سجل" in read(folder, f"{language}/{page}")
            assert title in read(folder, f"{language}/2024/")
        assert 'href="./ar/"' in read(folder, "")

    def test_is_built_again_without_reading_what_it_published(
        self, site: MakeSite, build: Build
    ) -> None:
        folder = site(UNCONFIGURED)
        build(folder)
        before = read_tree(folder / "output")
        again = build(folder, "--verify")
        assert again.exit_code == 0
        assert " 0 written" in again.stdout
        assert read_tree(folder / "output") == before

    def test_without_an_article_is_most_likely_another_folder(
        self, site: MakeSite, build: Build
    ) -> None:
        folder = site({"content/a.markdown": "A"}, name="elsewhere")
        result = build(folder)
        assert result.exit_code == 1
        assert "no articles found in elsewhere/content [site-empty]" in result.stderr
        assert "content/a.markdown: warning: " in result.stderr
        assert not (folder / "output").exists()

    def test_files_about_the_repository_are_not_articles(
        self, site: MakeSite, build: Build
    ) -> None:
        pages = {"README.md": "Read me.", "readme.ar.md": "x", "License.md": "x"}
        folder = site({**UNCONFIGURED, **pages})
        result = build(folder)
        assert (result.exit_code, result.stderr) == (0, "")
        (folder / "TODO.md").write_text("x")
        result = build(folder)
        assert result.exit_code == 0
        assert "TODO.md: notice: skipped: it does not start with front matter" in result.stderr


class TestWhatIsSaid:
    def test_all_problems_at_once_in_the_standard_form(self, site: MakeSite, build: Build) -> None:
        folder = site(
            {
                "content/strike.ar.md": article("ضربة", "2024-02-30"),
                "content/other.en.md": article(body="See [this](gone.en.md)."),
            }
        )
        result = build(folder)
        assert result.exit_code == 1
        assert (
            "content/strike.ar.md:3:7: error: date '2024-02-30': February 2024 has 29 days "
            "[date-invalid]\n  hint: " in result.stderr
        )
        assert (
            "content/other.en.md:7:12: error: file 'content/gone.en.md' does not exist [link-dead]"
            in result.stderr
        )
        assert "Nothing was published: 2 errors." in result.stderr

    def test_a_failed_build_leaves_the_earlier_one_as_it_was(
        self, site: MakeSite, build: Build
    ) -> None:
        folder = site({"content/a.ar.md": article()})
        build(folder)
        before = read_tree(folder / "output")
        site({"content/a.ar.md": article("New"), "content/b.ar.md": article(date="soon")})
        assert build(folder).exit_code == 1
        assert read_tree(folder / "output") == before

    def test_a_warning_stops_only_a_strict_build(self, site: MakeSite, build: Build) -> None:
        folder = site({"content/a.ar.md": "---\ntitle: A\ndate: 2024\n---\nText.\n"})
        assert build(folder, "--strict").exit_code == 1
        assert not (folder / "output").exists()
        lenient = build(folder)
        assert lenient.exit_code == 0
        assert lenient.codes == ("source-missing",)
        assert build(folder, "--strict").exit_code == 1

    def test_wrong_usage_has_an_exit_code_of_its_own(self, site: MakeSite, build: Build) -> None:
        folder = site({"content/a.ar.md": article()})
        assert build(folder, "--fromat", "json").exit_code == 2
        assert build(folder / "nowhere").exit_code == 2

    def test_json_for_programs(self, site: MakeSite, build: Build) -> None:
        folder = site({"content/a.ar.md": article(date="2024-13")})
        report = json.loads(build(folder, "--format", "json").stdout)
        assert report["published"] is False
        (problem,) = report["problems"]
        assert (problem["path"], problem["line"], problem["column"], problem["severity"]) == (
            *("content/a.ar.md", 3, 7),
            "error",
        )

    def test_annotations_for_github(self, site: MakeSite, build: Build) -> None:
        folder = site({"content/a.ar.md": article(date="2024-13")})
        assert re.search(
            r"^::error file=content/a\.ar\.md,line=3,col=7,title=date-invalid::date '2024-13': ",
            build(folder, "--format", "github").stdout,
            re.MULTILINE,
        )

    @pytest.mark.parametrize("output", [".", "content", "content/2024", "templates", ".tarikh"])
    def test_an_output_among_the_sources_is_refused(
        self, site: MakeSite, build: Build, output: str
    ) -> None:
        folder = site({"content/a.ar.md": article(), "templates/home.html": "{{ view }}"})
        before = {path for path in folder.rglob("*") if ".tarikh" not in path.parts}
        result = build(folder, "--output", folder / output)
        assert result.exit_code == 1
        assert result.codes == ("output-misplaced",)
        assert {path for path in folder.rglob("*") if ".tarikh" not in path.parts} == before

    def test_an_output_that_contains_files_of_others_is_refused(
        self, site: MakeSite, build: Build
    ) -> None:
        folder = site({"content/a.ar.md": article(), "output/thesis.odt": "years of work"})
        result = build(folder)
        assert result.exit_code == 1
        assert result.codes == ("output-foreign",)
        assert list(read_tree(folder / "output")) == ["thesis.odt"]


class TestIdentities:
    SPELLINGS = ("القوات الأمريكية", "القوات الأمریکیة", "القوّات الامريكيه", "us-forces")
    REGISTRY = """
        [us-forces]
        name = { ar = "القوات الأمريكية", en = "US forces" }
        """

    def test_every_spelling_leads_to_one_page_under_the_registered_name(
        self, site: MakeSite, build: Build, read: Read
    ) -> None:
        files = {
            f"content/k{number}.ar.md": article(tags=spelling, date=f"2024-01-0{number}")
            for number, spelling in enumerate(self.SPELLINGS, start=1)
        }
        folder = site({**files, "content/tags.toml": self.REGISTRY})
        assert build(folder).exit_code == 0
        tags = {path.name for path in (folder / "output/ar/tags").iterdir() if path.is_dir()}
        assert tags == {"us-forces"}
        page = read(folder, "ar/tags/us-forces/")
        assert order_of(page) == ["k1", "k2", "k3", "k4"]
        assert "<h1>القوات الأمريكية</h1>" in page
        assert "<h1>US forces</h1>" in read(folder, "en/tags/us-forces/")
        assert not any(
            "الأمریکیة".encode() in data
            for path, data in read_tree(folder / "output").items()
            if not path.endswith(".bin")
        )


class TestLanguages:
    def test_an_untranslated_name_is_shown_in_its_own_language_and_marked(
        self, site: MakeSite, build: Build, read: Read
    ) -> None:
        folder = site({"content/only.en.md": article("Only here")})
        build(folder)
        page = read(folder, "ar/2024/")
        assert 'href="../../en/articles/only/" lang="en" dir="ltr">Only here</a>' in page
        assert "باللغة الإنجليزية فقط" in page
        assert not (folder / "output/ar/articles").exists()

    def test_is_hidden_if_the_site_is_set_to(
        self, site: MakeSite, build: Build, read: Read
    ) -> None:
        folder = site(
            {
                "content/only.en.md": article("Only here"),
                "content/site.toml": 'untranslated = "hide"\n',
            }
        )
        build(folder)
        assert not (folder / "output/ar/2024").exists()
        assert order_of(read(folder, "en/2024/")) == ["only"]

    def test_a_third_language_is_a_table_and_a_catalogue(
        self, site: MakeSite, build: Build, read: Read
    ) -> None:
        folder = site(
            {
                "content/site.toml": """
                    [languages.fa]
                    digits = "arabext"
                    [languages.fr]
                    [languages.en]
                    """,
                "content/a.fa.md": article("رویداد", "2024-03-05"),
                "content/a.fr.md": article("Événement", "2024-03-05"),
                "content/a.en.md": article("Event", "2024-03-05"),
                "templates/strings/fa.po": """
                    msgid ""
                    msgstr ""
                    "Content-Type: text/plain; charset=UTF-8\\n"
                    "Plural-Forms: nplurals=2; plural=(n > 1);\\n"

                    msgid "Tags"
                    msgstr "برچسب‌ها"
                    """,
                "templates/strings/fr.po": """
                    msgid ""
                    msgstr ""
                    "Content-Type: text/plain; charset=UTF-8\\n"
                    "Plural-Forms: nplurals=2; plural=(n > 1);\\n"

                    msgid "Tags"
                    msgstr "Mots-clés"
                    """,
            }
        )
        result = build(folder)
        assert result.exit_code == 0, result.output
        persian = read(folder, "fa/articles/a/")
        assert '<html lang="fa" dir="rtl"' in persian
        assert "سه‌شنبه ۵ مارس ۲۰۲۴" in persian
        assert "برچسب‌ها" in persian
        french = read(folder, "fr/articles/a/")
        assert '<html lang="fr" dir="ltr"' in french
        assert "mardi 5 mars 2024" in french
        assert "Mots-clés" in french
        for code in ("fa", "en"):
            assert f'hreflang="{code}" href="../../../{code}/articles/a/"' in french
        assert (folder / "output/fa/index.html").is_file()


class TestArticles:
    def test_images_next_to_the_article_are_published_with_their_size(
        self, site: MakeSite, build: Build, read: Read
    ) -> None:
        folder = site({"content/a.ar.md": article(body="![خريطة](map.png)")})
        (folder / "content/map.png").write_bytes(png(40, 30))
        assert build(folder).exit_code == 0
        found = re.search(
            r'<img alt="خريطة" src="\.\./\.\./\.\./(assets/map\.[0-9a-f]{10}\.png)" '
            r'width="40" height="30"',
            read(folder, "ar/articles/a/"),
        )
        assert found
        assert (folder / "output" / found[1]).read_bytes() == (
            folder / "content/map.png"
        ).read_bytes()

    def test_a_link_to_an_article_s_file_becomes_its_address(
        self, site: MakeSite, build: Build, read: Read
    ) -> None:
        folder = site(
            {
                "content/a.en.md": article(
                    body="[b](2023/b.en.md#the-end) [c](../content/c.ar.md)"
                ),
                "content/2023/b.en.md": article(body="## The end\n\n    Text."),
                "content/c.ar.md": article(),
            }
        )
        assert build(folder).exit_code == 0
        page = read(folder, "en/articles/a/")
        assert '<a href="../../../en/articles/b/#the-end">b</a>' in page
        assert '<a href="../../../ar/articles/c/">c</a>' in page

    def test_nothing_an_author_writes_can_run(
        self, site: MakeSite, build: Build, read: Read
    ) -> None:
        evil = "<script>alert(1)</script><img src=https://x.example/ onerror=alert(1)>"
        folder = site(
            {
                "content/a.en.md": f"""
                    ---
                    title: '{evil}'
                    date: 2024
                    place: '{evil}'
                    summary: '{evil}'
                    source: {{name: '{evil}', title: '{evil}', quote: '{evil}', via: '{evil}'}}
                    tags: ['{evil}']
                    ---
                    {evil} [x](javascript:alert(1)) {{{{ view }}}} {{% raw %}}
                    """,
            }
        )
        assert build(folder).exit_code == 0
        ours = {script.stem for script in THEME.joinpath("assets").glob("*.js")}
        for path, data in read_tree(folder / "output").items():
            if path.endswith(".html"):
                tree = html5lib.parse(data, namespaceHTMLElements=False)
                scripts = [each.get("src", "") for each in tree.iter("script")]
                found = [
                    re.fullmatch(r"(?:\./|(?:\.\./)+|/)assets/([\w-]+)\.[\w.]*js", each)
                    for each in scripts
                    if each
                ]
                assert all(each and each[1] in ours for each in found), (path, scripts)
                assert not any(
                    name.startswith("on") or str(value).startswith("javascript:")
                    for element in tree.iter()
                    if isinstance(element.tag, str)
                    for name, value in element.attrib.items()
                ), path
        assert "{{ view }} {% raw %}" in read(folder, "en/articles/a/")

    def test_an_event_without_a_source_is_marked(
        self, site: MakeSite, build: Build, read: Read
    ) -> None:
        folder = site({"content/a.en.md": "---\ntitle: A\ndate: 2024\n---\nText.\n"})
        build(folder)
        assert "No source" in read(folder, "en/articles/a/")
        assert "No source" in read(folder, "en/2024/")

    def test_two_files_for_one_address_are_refused_and_both_are_named(
        self, site: MakeSite, build: Build
    ) -> None:
        folder = site(
            {
                "content/a.en.md": article(),
                "content/b.en.md": "---\ntitle: B\ndate: 2024\nsource: AP\nslug: a\n---\nText.\n",
            }
        )
        (problem,) = build(folder).problems
        assert problem.code == "address-clash"
        assert {problem.path, problem.message.rpartition(" ")[2]} == {
            "content/a.en.md",
            "content/b.en.md",
        }


class TestExports:
    @pytest.mark.parametrize(
        ("setting", "whole", "of_a_tag"),
        [
            ("", True, False),
            ('exports = "site"', True, False),
            ('exports = "all"', True, True),
            ("exports = 2", True, True),
            ("exports = 3", True, False),
            ('exports = "none"', False, False),
        ],
    )
    def test_are_published_as_the_exports_setting_says(
        self, site: MakeSite, build: Build, *, setting: str, whole: bool, of_a_tag: bool
    ) -> None:
        folder = site(
            {
                "content/a.en.md": article(tags="tag"),
                "content/b.en.md": article(tags="tag"),
                "content/site.toml": f"{setting}\n",
            }
        )
        assert build(folder).exit_code == 0
        output = folder / "output/en"
        assert (output / "feed.xml").is_file()
        assert (output / "events.csv").is_file() is whole
        assert (output / "tags/tag/feed.xml").is_file() is of_a_tag
        assert (output / "tags/tag/events.csv").is_file() is of_a_tag
        assert ('href="./events.csv"' in (output / "index.html").read_text("utf-8")) is whole
        page = (output / "tags/tag/index.html").read_text("utf-8")
        assert ('href="../../tags/tag/events.csv"' in page) is of_a_tag
        # A tag without exports of its own offers the feed of its language, but not its data.
        assert 'href="../../events.csv"' not in page
        assert ('title="site" href="../../feed.xml"' in page) is not of_a_tag

    def test_are_published_for_tags_and_sources_that_ask_for_them(
        self, site: MakeSite, build: Build
    ) -> None:
        folder = site(
            {
                "content/a.en.md": article(tags="one, two"),
                "content/tags.toml": "[two]\nname = 'two'\nexports = true\n",
                "content/sources.toml": "[ap]\nname = 'AP'\nexports = true\n",
            }
        )
        assert build(folder).exit_code == 0
        folders = ("tags/one", "tags/two", "sources/ap")
        found = [name for name in folders if (folder / f"output/en/{name}/feed.xml").is_file()]
        assert found == ["tags/two", "sources/ap"]

    def test_that_nothing_would_be_in_are_not_published(self, site: MakeSite, build: Build) -> None:
        folder = site(
            {
                "content/a.en.md": article(date="2024-01", tags="month"),
                "content/b.en.md": article(date="2024-01-04", tags="day"),
                "content/site.toml": 'exports = "all"\n[languages.en]\n[languages.ar]\n',
            }
        )
        assert build(folder).exit_code == 0
        assert not (folder / "output/en/tags/month/events.ics").exists()
        assert (folder / "output/en/tags/day/events.ics").is_file()
        assert not (folder / "output/en/corrections.xml").exists()
        page = (folder / "output/en/tags/month/index.html").read_text("utf-8")
        assert "events.csv" in page
        assert "events.ics" not in page
        assert "corrections.xml" not in page


class TestLongTimelines:
    def test_a_long_year_has_a_page_for_each_month(
        self, site: MakeSite, build: Build, read: Read
    ) -> None:
        files = {
            f"content/k{number:03}.en.md": article(date=f"2024-{number % 12 + 1:02}", tags="tag")
            for number in range(201)
        }
        folder = site({**files, "content/whole.en.md": article(date="2024", tags="tag")})
        assert build(folder).exit_code == 0
        assert order_of(read(folder, "en/2024/")) == ["whole"]
        assert 'href="../2024/09/"' in read(folder, "en/2024/")
        assert len(order_of(read(folder, "en/2024/09/"))) == 17
        listed = order_of(read(folder, "en/tags/tag/2024/"))
        assert len(listed) == 202
        # It begins with the newest.
        assert order_of(read(folder, "en/tags/tag/")) == listed[:-21:-1]

    def test_each_event_is_listed_once_and_in_order_on_every_page_it_belongs_to(
        self, tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(plan, "LONG_TIMELINE", 40)
        corpus.write(tmp_path, 400, mixed_dates=True)
        result = build(tmp_path, "--jobs", "2")
        assert result.exit_code == 0, result.output[:2000]
        for language in ("ar", "en"):
            base = tmp_path / "output" / language
            keys = {path.name for path in (base / "articles").iterdir()}
            assert len(keys) == 400
            place: dict[str, int] = {}
            years = sorted((p for p in base.iterdir() if p.name.isdigit()), key=lambda p: p.name)
            for year in years:
                for page in (year / "index.html", *sorted(year.glob("[0-9][0-9]/index.html"))):
                    for key in order_of(page.read_text("utf-8")):
                        assert key not in place, f"{key} stands twice"
                        place[key] = len(place)
            assert place.keys() == keys
            tagged: dict[str, set[str]] = {}
            for folder_of_article in (base / "articles").iterdir():
                text = (folder_of_article / "index.html").read_text("utf-8")
                for tag in re.findall(r'href="(?:\.\./)+tags/([^/"]+)/"', text):
                    tagged.setdefault(tag, set()).add(folder_of_article.name)
            for folder in (base / "tags").iterdir():
                if folder.is_dir():
                    first = order_of((folder / "index.html").read_text("utf-8"))
                    parts = sorted(folder.glob("*/index.html"))
                    listed = [key for page in parts for key in order_of(page.read_text("utf-8"))]
                    if parts:
                        # One that is split begins with its newest events.
                        assert first == listed[:-21:-1]
                    else:
                        listed = first
                    assert len(listed) == len(set(listed))
                    assert set(listed) == tagged[encode(folder.name)], folder.name
                    places = [place[key] for key in listed]
                    assert all(before < after for before, after in pairwise(places)), folder.name


def gaps(page: str) -> list[str]:
    """Return the gaps that a timeline's page shows, in order."""
    return re.findall(r"[\w ]+: no recorded events", page)


class TestSilences:
    EVENTS = MappingProxyType(
        {
            "content/a.en.md": article("A", "2020-01-01", tags="x"),
            "content/b.en.md": article("B", "2020-01-02", tags="y"),
            "content/c.en.md": article("C", "2020-09-03", tags="x"),
        }
    )

    def test_are_those_of_the_whole_chronology_and_not_of_a_tag(
        self, site: MakeSite, build: Build, read: Read
    ) -> None:
        folder = site({**self.EVENTS, "content/d.en.md": article("D", "2020-09-04", tags="y")})
        assert build(folder).exit_code == 0
        assert gaps(read(folder, "en/2020/")) == ["February to August 2020: no recorded events"]
        assert gaps(read(folder, "en/tags/x/")) == []
        assert gaps(read(folder, "en/tags/y/")) == []

    def test_are_not_shown_while_an_earlier_event_lasts(
        self, site: MakeSite, build: Build, read: Read
    ) -> None:
        folder = site({**self.EVENTS, "content/d.en.md": article("D", "2019-12/2020-08", tags="z")})
        assert build(folder).exit_code == 0
        assert gaps(read(folder, "en/2020/")) == []
        assert gaps(read(folder, "en/timeline/")) == []


class TestSlips:
    def test_a_reserved_address_is_reported_once(self, site: MakeSite, build: Build) -> None:
        page = "---\ntitle: T\n---\nText.\n"
        folder = site({"content/a.en.md": article(), "content/pages/tags.en.md": page})
        result = build(folder)
        assert result.exit_code == 1
        assert re.findall(r"\[([a-z-]+)\]\n", result.stderr) == ["slug-reserved"]

    def test_a_catalogue_that_lacks_strings_is_reported_once(
        self, site: MakeSite, build: Build
    ) -> None:
        head = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        folder = site(
            {
                "content/site.toml": "[languages.fr]\n[languages.en]\n",
                "content/a.en.md": article(),
                "templates/strings/fr.po": (
                    f'{head}msgid "Tags"\nmsgstr "Sujets"\n\nmsgid "Tegs"\nmsgstr "Sujets"\n'
                ),
            }
        )
        said = build(folder).stderr
        assert re.findall(r"\[(catalogue-[a-z]+)\]", said) == [
            "catalogue-incomplete",
            "catalogue-unknown",
        ]
        assert "1 of the strings in this file are not in the theme" in said

    def test_the_citation_has_the_date_of_the_page_and_not_of_the_event(
        self, site: MakeSite, build: Build, read: Read
    ) -> None:
        text = article("Strike", more="published: 2024-02\n")
        folder = site({"content/a.en.md": text}, name="log")
        assert build(folder).exit_code == 0
        assert "log, “Strike”, published February 2024, accessed ________" in re.sub(
            "<[^>]*>", "", read(folder, "en/articles/a/")
        )

    @pytest.mark.parametrize(
        ("date", "shown"),
        [
            ("2024-01-04/2024-01-04", "Thursday, January 4, 2024"),
            ("2024-01-04T10:00/2024-01-04T12:30", "Thursday, January 4, 2024, 10:00 AM – 12:30 PM"),
        ],
    )
    def test_a_span_within_a_day_names_the_day_once(
        self, site: MakeSite, build: Build, read: Read, date: str, shown: str
    ) -> None:
        folder = site({"content/a.en.md": article(date=date)})
        assert build(folder).exit_code == 0
        page = re.sub(r"\s", " ", read(folder, "en/articles/a/"))
        assert f">{shown}<" in page


def test_a_chart_of_years_says_so(site: MakeSite, build: Build, read: Read) -> None:
    years = {f"content/e{year}.en.md": article("Event", str(year)) for year in range(1900, 1961)}
    folder = site({**years, "content/site.toml": 'exports = "none"\n'})
    assert build(folder).exit_code == 0
    page = read(folder, "en/")
    assert '<p class="density-chart-caption" aria-hidden="true">Events by year</p>' in page
    assert "Events by month" not in page
    assert "الأحداث سنة بسنة" in read(folder, "ar/")


@pytest.mark.parametrize(("count", "hidden"), [(8, 0), (9, 3)])
def test_a_menu_of_more_than_eight_pages_hides_some(
    site: MakeSite, build: Build, read: Read, count: int, hidden: int
) -> None:
    pages = {
        f"content/pages/p{number}.en.md": f"---\ntitle: Page {number}\n---\n"
        for number in range(count)
    }
    folder = site({**pages, "content/e.en.md": article("Event")})
    assert build(folder).exit_code == 0
    menu, _, more = read(folder, "en/").partition("</nav>\n</header>")[0].partition("<details>")
    assert menu.count("Page ") == count - hidden
    assert more.count("Page ") == hidden
    assert ("More pages" in more) == bool(hidden)


def test_sources_are_separated_in_the_direction_of_the_page(
    site: MakeSite, build: Build, read: Read
) -> None:
    text = article("حدث").replace("source: AP", "source: [رويترز, AP]")
    folder = site({"content/e.ar.md": text})
    assert build(folder).exit_code == 0
    page = read(folder, "ar/2024/")
    # The separator follows the element of the entry, which has the page's direction.
    assert re.findall(r"<span><a [^>]*>([^<]*)</a></span>", page) == [
        "رويترز",
        "AP",
    ]


def test_an_event_on_another_day_in_its_own_time_zone_shows_both(
    site: MakeSite, build: Build, read: Read
) -> None:
    folder = site(
        {
            "content/e.en.md": article("Event", "2024-12-31T23:30-05:00"),
            "content/site.toml": 'exports = "none"\ntimezone = "Asia/Baghdad"\n',
        }
    )
    assert build(folder).exit_code == 0
    assert not (folder / "output/en/2024").exists()
    assert "(UTC−05:00); in this site’s time zone, January 1, 2025" in read(folder, "en/2025/")
