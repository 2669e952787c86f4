"""Pages and files whose content depends on what else the site has."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.exports import RecordCache
from generator.model import Citation, Entry, LocalizedText, Site, Text
from generator.pages import ComposedFile, SharedViews, compose, plan, planned_files
from generator.pages.context import event_anchor
from generator.views.article import ArticleView
from tests.chronology.helpers import SITE, entry
from tests.pages.helpers import compose_path, make_views

HIDING = replace(SITE, untranslated="hide")


def alternate(views: SharedViews, path: str) -> tuple[str, bool]:
    """Return the path of a page in the other language, and whether it is a translation."""
    (view,) = compose_path(views, path).page.alternates
    return view.path, view.translated


def written(views: SharedViews, path: str) -> str:
    output = next(each for each in views.facts.whole_site().plan.outputs if each.url.path == path)
    composed = compose(views, output)
    assert isinstance(composed, ComposedFile)
    return composed.format.write(composed.view, RecordCache()).decode()


# --- The page in another language ----------------------------------------------------------


@pytest.mark.parametrize(
    ("site", "path", "other"),
    [
        # The event is listed in Arabic too, but has no article there.
        (SITE, "en/articles/strike/", "ar/2024/#strike"),
        (SITE, "en/2024/", "ar/2024/"),
        (SITE, "en/tags/us-forces/", "ar/tags/us-forces/"),
        (HIDING, "en/articles/strike/", "ar/"),
        (HIDING, "en/2024/", "ar/"),
        (HIDING, "en/tags/us-forces/", "ar/tags/"),
        (HIDING, "en/sources/ap/", "ar/sources/"),
        (HIDING, "en/tags/", "ar/tags/"),
        (HIDING, "en/", "ar/"),
    ],
)
def test_the_language_switch_leads_to_the_page_or_to_the_nearest_one(
    site: Site, path: str, other: str
) -> None:
    views = make_views(entry("strike.en.md", tags=("us-forces",)), site=site)
    known = {page.url.path for page in views.facts.whole_site().plan.pages}
    translated = other.startswith("ar/") and path.replace("en/", "ar/") == other
    assert alternate(views, path) == (other, translated)
    assert other.partition("#")[0] in known


def test_the_language_switch_leads_from_part_of_a_timeline_to_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plan, "LONG_TIMELINE", 1)
    views = make_views(
        entry("a.en.md", "2024-01", tags=("us-forces",)),
        entry("b.en.md", "2024-02", tags=("us-forces",)),
        entry("c.ar.md", "2024-03", tags=("us-forces",)),
        site=HIDING,
    )
    assert alternate(views, "en/2024/01/") == ("ar/2024/", False)
    assert alternate(views, "en/tags/us-forces/2024/") == ("ar/tags/us-forces/", False)
    views = make_views(
        entry("a.en.md", "2024-01"),
        entry("b.ar.md", "2024-02"),
        entry("c.ar.md", "2024-03"),
    )
    assert alternate(views, "en/articles/a/") == ("ar/2024/01/#a", False)


# --- Files of their own --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base_url", "domain"),
    [
        ("https://log.example/", "log.example\n"),
        ("https://log.example/bridge/", None),
        ("https://log.example:8080/", None),
        ("https://name.github.io/", None),
        ("https://localhost/", None),
        ("http://127.0.0.1/", None),
        ("", None),
    ],
)
def test_github_pages_needs_a_file_for_a_domain_of_the_sites_own(
    base_url: str, domain: str | None
) -> None:
    views = make_views(entry("a.ar.md"), site=replace(SITE, base_url=base_url))
    paths = {file.url.path for file in views.facts.whole_site().plan.files}
    assert ("CNAME" in paths) == (domain is not None)
    if domain is not None:
        assert written(views, "CNAME") == domain


def test_many_pages_have_several_sitemaps_and_their_index(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(planned_files, "SITEMAP_PAGES", 5)
    views = make_views(entry("a.ar.md"), site=replace(SITE, base_url="https://log.example/"))
    listed = [page.url.href for page in views.facts.whole_site().plan.listed]
    parts = [
        file.url.path for file in views.facts.whole_site().plan.files if "sitemap-" in file.url.path
    ]
    assert parts == [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    assert len(parts) == -(-len(listed) // 5)
    index = written(views, "sitemap.xml")
    assert [f"<loc>https://log.example/{part}</loc>" in index for part in parts] == [True] * len(
        parts
    )
    found = [
        line.partition("<loc>")[2].partition("</loc>")[0]
        for part in parts
        for line in written(views, part).splitlines()
        if "<loc>" in line
    ]
    assert found == [f"https://log.example/{path}" for path in listed]


def test_a_sitemap_that_is_just_full_has_no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    site = replace(SITE, base_url="https://log.example/")
    count = len(make_views(entry("a.ar.md"), site=site).facts.whole_site().plan.listed)
    for limit, expected in ((count, []), (count - 1, ["sitemap-1.xml", "sitemap-2.xml"])):
        monkeypatch.setattr(planned_files, "SITEMAP_PAGES", limit)
        files = make_views(entry("a.ar.md"), site=site).facts.whole_site().plan.files
        assert [file.url.path for file in files if "sitemap-" in file.url.path] == expected


# --- Texts in several scripts --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        ("English", "ar", "ltr"),
        ("العربية", "en", "rtl"),
        ("2024", "ar", "rtl"),
        ("2024", "en", "ltr"),
        # Of a language that the site does not have: that of its first language.
        ("2024", "fr", "rtl"),
    ],
)
def test_a_text_has_the_direction_of_its_letters_or_else_of_its_language(
    text: str, language: str, direction: str
) -> None:
    assert make_views().facts.direction(text, language) == direction


def test_an_event_whose_key_has_no_letters_has_an_anchor_too() -> None:
    assert event_anchor("US strike") == "us-strike"
    assert event_anchor("!! ?") == "!!-?"


# --- Articles ------------------------------------------------------------------------------


def compose_article_page(*entries: Entry, path: str) -> ArticleView:
    view = compose_path(make_views(*entries), path).view
    assert isinstance(view, ArticleView)
    return view


@pytest.mark.parametrize(
    ("via", "shown", "path"),
    [
        ("", None, ""),
        ("Somebody", "Somebody", ""),
        ("ap", "Associated Press", "en/sources/ap/"),
    ],
)
def test_a_source_that_passed_a_report_on_is_linked_if_it_has_a_page(
    via: str, shown: str | None, path: str
) -> None:
    citation = Citation(name="Rider", via=via)
    view = compose_article_page(
        entry("a.en.md", sources=(citation,)), path="en/articles/a/"
    ).citations[0]
    assert (view.via.text if view.via else None, view.via_path) == (shown, path)


def test_related_events_are_those_of_the_text_or_else_of_its_translation() -> None:
    entries = (
        entry("a.ar.md", "2024-01", related=("b",)),
        entry("a.en.md", None, sources=None),
        entry("b.ar.md", "2024-02"),
        entry("c.en.md", "2024-03", related=("b", "none")),
    )
    for key in ("a", "c"):
        view = compose_article_page(*entries, path=f"en/articles/{key}/")
        assert [(each.path, each.lang) for each in view.related] == [("ar/articles/b/", "ar")]


def test_a_related_event_is_not_listed_as_similar_too() -> None:
    tags = ("us-forces",)
    entries = (
        entry("a.en.md", "2024-01", tags=tags, related=("b",)),
        entry("b.en.md", "2024-02", tags=tags),
        entry("c.en.md", "2024-03", tags=tags),
    )
    view = compose_article_page(*entries, path="en/articles/a/")
    assert [each.path for each in view.similar] == ["en/articles/c/"]
    assert view.earlier is None
    assert view.later is not None
    assert view.later.path == "en/articles/b/"


def test_the_citation_of_a_page_names_the_site_in_the_language_of_the_page() -> None:
    names = LocalizedText((Text("سجل", "ar"), Text("The log", "en")))
    site = replace(SITE, title=names, base_url="https://log.example/")
    views = make_views(entry("a.en.md", "2024-01-05", title="A strike"), site=site)
    view = compose_path(views, "en/articles/a/").view
    assert isinstance(view, ArticleView)
    assert view.cite == "The log, “A strike”"
    assert view.cite_address == "https://log.example/en/articles/a/"
