"""What the page of an article says about its sources, its picture, other events and itself."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.dates import When, parse
from generator.model import (
    Citation,
    Correction,
    Entry,
    Heading,
    LeadImage,
    LocalizedText,
    MediaFile,
    Outline,
    Paragraph,
    Reference,
    Site,
    Text,
    TranslationRecord,
)
from generator.views.article import ArticleView, ContentPageView, HeadingView, ReferenceView
from generator.views.pictures import OriginalView
from generator.views.shared import LinkView, TextView
from tests.chronology.helpers import SITE, entry
from tests.pages.helpers import compose_path, make_views

MEDIA = {"content/camp.png": MediaFile("content/camp.png", "0123456789abcdef", 640, 480)}
PUBLISHED = replace(SITE, base_url="https://log.example/")


def day(text: str) -> When:
    return parse(text, "Asia/Baghdad")


def page(path: str, *entries: Entry, site: Site = SITE) -> ArticleView:
    view = compose_path(make_views(*entries, site=site, media=MEDIA), path).view
    assert isinstance(view, ArticleView)
    return view


# --- Sources -------------------------------------------------------------------------------


def test_a_source_is_cited_with_all_that_the_author_wrote() -> None:
    citation = Citation(
        name="River Wire",
        url="https://wire.example/strike",
        title="إضراب",
        published=day("2024-01-05"),
        accessed=day("2024-02-06"),
        via="ap",
        archived="https://archive.example/1",
        quote="Walked out",
        says=(("", "137 dead"), ("ar", "١٢٠ قتيلاً")),
    )
    (cited,) = page("en/articles/strike/", entry("strike.en.md", sources=(citation,))).citations
    assert (cited.name.text, cited.name.path) == ("River Wire", "en/sources/river-wire/")
    assert (cited.url, cited.archived) == (citation.url, citation.archived)
    # The direction of a text is that of its letters, whatever its language.
    assert cited.title == TextView("إضراب", "en", "rtl")
    assert cited.published is not None
    assert cited.published.datetime == "2024-01-05"
    assert cited.accessed is not None
    assert cited.accessed.datetime == "2024-02-06"
    assert cited.quote == TextView("Walked out", "en", "ltr")
    assert cited.says == (
        TextView("137 dead", "en", "ltr"),
        TextView("١٢٠ قتيلاً", "ar", "rtl"),
    )


def test_what_is_not_written_of_a_source_is_left_out() -> None:
    (cited,) = page("en/articles/strike/", entry("strike.en.md")).citations
    assert (cited.name.text, cited.url, cited.archived) == ("Associated Press", "", "")
    assert (cited.title, cited.published, cited.accessed) == (None, None, None)
    assert (cited.via, cited.via_path, cited.quote, cited.says) == (None, "", None, ())


@pytest.mark.parametrize(
    ("via", "language", "expected", "path"),
    [
        # A registered source has its name in the language of the reader, and leads to its page.
        ("ap", "en", TextView("Associated Press", "en", "ltr"), "en/sources/ap/"),
        ("ap", "ar", TextView("أسوشيتد برس", "ar", "rtl"), "ar/sources/ap/"),
        # Any other is shown as it was written, in the language of that file.
        ("a cable", "ar", TextView("a cable", "en", "ltr"), ""),
    ],
)
def test_a_report_was_received_through_another_source(
    via: str, language: str, expected: TextView, path: str
) -> None:
    citation = Citation(name="River Wire", via=via)
    (cited,) = page(
        f"{language}/articles/strike/",
        entry("strike.en.md", sources=(citation,)),
        entry("strike.ar.md", sources=None),
    ).citations
    assert (cited.via, cited.via_path) == (expected, path)


@pytest.mark.parametrize(
    ("written", "expected"), [("", "en"), ("fr", "fr")], ids=["of the file", "of its own"]
)
def test_a_quotation_has_the_language_that_is_written_or_that_of_its_file(
    written: str, expected: str
) -> None:
    citation = Citation(name="ap", quote="12", quote_language=written)
    (cited,) = page(
        "ar/articles/strike/",
        entry("strike.en.md", sources=(citation,)),
        entry("strike.ar.md", sources=None),
    ).citations
    assert cited.quote is not None
    assert cited.quote.lang == expected


# --- Pictures ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown", "url"),
    [
        ("CC BY 4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "cc-by-nc-sa-3.0",
            "cc-by-nc-sa-3.0",
            "https://creativecommons.org/licenses/by-nc-sa/3.0/",
        ),
        ("CC BY-ND 1.0", "CC BY-ND 1.0", "https://creativecommons.org/licenses/by-nd/1.0/"),
        ("CC0", "CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("cc0 1.0", "cc0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("CC BY", "CC BY", ""),
        ("All rights reserved", "All rights reserved", ""),
        ("https://law.example/free", "law.example", "https://law.example/free"),
        ("", "", ""),
    ],
)
def test_a_license_is_named_and_linked_if_its_text_is_known(
    written: str, shown: str, url: str
) -> None:
    image = LeadImage("camp.png", "", "", license=written)
    found = page("en/articles/strike/", entry("content/strike.en.md", image=image)).image
    assert found is not None
    assert (found.license, found.license_url) == (shown, url)


@pytest.mark.parametrize("original", [False, True])
def test_a_picture_has_what_its_author_wrote(original: bool) -> None:
    image = LeadImage(
        "camp.png",
        "Tents",
        "Huda",
        caption="The camp",
        credit_url="https://huda.example/",
        original=original,
    )
    found = page("en/articles/strike/", entry("content/strike.en.md", image=image)).image
    assert found is not None
    assert (found.alt, found.credit, found.caption) == ("Tents", "Huda", "The camp")
    assert found.credit_url == "https://huda.example/"
    assert (found.width, found.height) == (640, 480)
    if original:
        assert found.original is not None
        assert found.original == OriginalView(found.original.path, 640, 480)
        assert found.original.path.startswith("assets/camp.")
    else:
        assert found.original is None


def test_an_article_without_a_picture_shows_none() -> None:
    assert page("en/articles/strike/", entry("strike.en.md")).image is None


# --- Other events --------------------------------------------------------------------------


def related_of(path: str, *entries: Entry) -> list[str]:
    return [neighbor.title for neighbor in page(path, *entries).related]


def test_the_related_events_are_those_of_the_text_or_else_of_its_first_translation() -> None:
    others = [entry(f"{key}.{code}.md") for key in "bcd" for code in ("ar", "en")]
    arabic = entry("a.ar.md", related=("b", "c"))
    assert related_of("ar/articles/a/", arabic, entry("a.en.md"), *others) == ["b", "c"]
    assert related_of("en/articles/a/", arabic, entry("a.en.md"), *others) == ["b", "c"]
    own = entry("a.en.md", related=("d",))
    assert related_of("en/articles/a/", arabic, own, *others) == ["d"]
    assert related_of("en/articles/a/", entry("a.ar.md"), own, *others) == ["d"]
    assert related_of("ar/articles/a/", entry("a.ar.md"), own, *others) == ["d"]


def test_a_related_event_is_not_listed_as_similar_again() -> None:
    view = page(
        "en/articles/a/",
        entry("a.en.md", tags=("x",), related=("b",)),
        entry("b.en.md", tags=("x",)),
        entry("c.en.md", tags=("x",)),
    )
    assert [each.title for each in view.related] == ["b"]
    assert [each.title for each in view.similar] == ["c"]


def test_the_neighbors_of_an_event_are_those_in_time_and_the_ends_have_none() -> None:
    entries = [entry(f"{key}.en.md", f"202{n}") for n, key in enumerate("abc")]
    found = {}
    for key in "abc":
        view = page(f"en/articles/{key}/", *entries)
        found[key] = tuple(each and each.title for each in (view.earlier, view.later))
    assert found == {"a": (None, "b"), "b": ("a", "c"), "c": ("b", None)}


# --- The text itself -----------------------------------------------------------------------


def test_a_text_has_its_headings_and_the_targets_of_its_links_in_order() -> None:
    references = (
        Reference("link", "b.en.md", 1, 1),
        Reference("image", "camp.png", 2, 1),
        Reference("link", "gone.en.md", 3, 1),
        Reference("link", "camp.png", 4, 1),
    )
    headings = (Heading(2, "first", "First"), Heading(3, "second", "Second"))
    text = replace(entry("content/a.en.md"), outline=Outline("", headings, references, ""))
    view = page("en/articles/a/", text, entry("content/b.en.md"))
    assert view.contents == (HeadingView(2, "first", "First"), HeadingView(3, "second", "Second"))
    article, image, gone, file = view.references
    assert article == ReferenceView("en/articles/b/")
    assert (image.width, image.height) == (640, 480)
    assert gone == ReferenceView(None)
    assert file.path is not None
    assert file.path.startswith("assets/camp.")
    assert (file.width, file.height) == (article.width, article.height)


def test_a_page_of_the_site_has_headings_links_and_fields_of_its_own() -> None:
    text = replace(
        entry("content/pages/about.en.md", None, is_page=True, title="About us"),
        outline=Outline(
            "", (Heading(2, "we", "We"),), (Reference("link", "../b.en.md", 1, 1),), ""
        ),
    )
    view = compose_path(make_views(text, entry("content/b.en.md")), "en/about/").view
    assert isinstance(view, ContentPageView)
    assert (view.title, view.contents) == ("About us", (HeadingView(2, "we", "We"),))
    assert view.references == (ReferenceView("en/articles/b/"),)


def test_corrections_are_shown_as_they_were_written() -> None:
    corrections = (Correction(day("2024-03-04"), "Wrong day"), Correction(day("2024-02"), "Name"))
    view = page("en/articles/a/", entry("a.en.md", corrections=corrections))
    assert [(each.date.datetime, each.note) for each in view.corrections] == [
        ("2024-03-04", "Wrong day"),
        ("2024-02", "Name"),
    ]


@pytest.mark.parametrize(
    ("fields", "cited"),
    [
        ({}, "The record, “Strike”"),
        ({"published": "2024-02-01"}, "The record, “Strike”, published February 1, 2024"),
        (
            {"published": "2024-02-01", "updated": "2024-03-04"},
            "The record, “Strike”, last changed March 4, 2024",
        ),
        ({"updated": "2024-03-04"}, "The record, “Strike”, last changed March 4, 2024"),
    ],
)
def test_a_page_is_cited_with_the_title_of_the_site_and_the_date_of_its_text(
    fields: dict[str, str], cited: str
) -> None:
    site = replace(PUBLISHED, title=LocalizedText((Text("The record", "en"),)))
    dates = {name: day(text) for name, text in fields.items()}
    text = entry("a.en.md", title="Strike")
    view = page("en/articles/a/", replace(text, article=replace(text.article, **dates)), site=site)
    assert view.cite.replace("Thursday, ", "").replace("Monday, ", "") == cited
    assert view.cite_address == "https://log.example/en/articles/a/"


def test_a_page_of_a_site_without_a_name_or_an_address_is_cited_without_them() -> None:
    view = page("en/articles/a/", entry("a.en.md"), site=replace(SITE, title=LocalizedText()))
    assert (view.cite, view.cite_address) == ("“a”", "")


@pytest.mark.parametrize(("digest", "path"), [("old", ""), ("new", "ar/articles/a/")])
def test_a_text_whose_original_has_changed_since_leads_to_it(digest: str, path: str) -> None:
    site = replace(SITE, translations=(TranslationRecord("a", "en", "ar", ("old",)),))
    original = entry("a.ar.md", paragraphs=(Paragraph(digest, "نص"),))
    for language, expected in (("en", path), ("ar", "")):
        view = page(f"{language}/articles/a/", entry("a.en.md"), original, site=site)
        assert (view.outdated.path if view.outdated else "") == expected
        if expected:
            assert view.outdated == LinkView(path, "Arabic", "en", "ltr")
