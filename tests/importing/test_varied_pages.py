"""What holds for every pasted page, whatever it looks like: over a thousand made by machine."""

from __future__ import annotations

import html
from functools import cache

import pytest

from generator.config import parse_config
from generator.content.parse import parse_article
from generator.importing.batch import Draft
from generator.importing.pasted_text import read_pasted_text
from generator.importing.review import review_records
from generator.importing.review_list import update_review_list
from generator.importing.site_index import SiteIndex
from generator.importing.web_page import read_web_page
from generator.model import Article, Site, SourceFile
from generator.problems import Severity
from generator.text.folding import fold_name
from tests.importing.pages import MadePage, make_page

PAGES = 1000
_SETTINGS = b'timezone = "Asia/Baghdad"\n[languages.ar]\n[languages.en]\n'
_TAGS = (
    '[us-forces]\nname = { ar = "القوات الأمريكية", en = "US forces" }\n'
    'spellings = ["القوات الأميركية"]\n'
).encode()
_SOURCES = (
    '[associated-press]\nname = { ar = "أسوشيتد برس", en = "Associated Press" }\n'
    'spellings = ["أ ب", "AP"]\n'
).encode()


@cache
def site() -> Site:
    made, problems = parse_config(
        SourceFile("content/site.toml", _SETTINGS),
        SourceFile("content/tags.toml", _TAGS),
        SourceFile("content/sources.toml", _SOURCES),
        folder_name="site",
    )
    assert problems == ()
    return made


@cache
def import_page(page: MadePage, *, full_text: bool = False) -> tuple[list[Draft], str]:
    """Return the drafts of a page, and the review list."""
    records = read_pasted_text("page.txt", page.text.replace("\r", ""), "Asia/Baghdad")
    index = SiteIndex.build(site(), ())
    results = list(review_records(records, index, full_text=full_text))
    drafts = [each for each in results if isinstance(each, Draft)]
    assert len(drafts) == len(results)
    return drafts, update_review_list("", drafts)


def read(draft: Draft) -> Article:
    article, _, problems = parse_article(SourceFile(draft.path, draft.data), site())
    assert article is not None
    assert [each for each in problems if each.severity is not Severity.NOTICE] == []
    return article


@pytest.mark.parametrize("start", range(0, PAGES, 100))
def test_every_page_gives_its_reports_with_what_it_says(start: int) -> None:
    for seed in range(start, start + 100):
        page = make_page(seed)
        drafts, _ = import_page(page)
        articles = [read(draft) for draft in drafts]
        assert len(articles) == (2 if page.also else 1), page.text
        main = articles[0]
        citation = main.sources[0] if main.sources else None
        if page.source:
            registered = page.source in {"أ ب", "AP", "Associated Press", "أسوشيتد برس"}
            names = {"أسوشيتد برس", "Associated Press"} if registered else {page.source}
            assert citation is not None
            assert citation.name in names, page.text
            assert citation.via == (page.agency if page.agency != page.source else ""), page.text
        elif page.agency:
            assert citation is not None, page.text
            assert citation.name == page.agency
        if citation is not None:
            published = citation.published.edtf if citation.published is not None else ""
            assert published == page.published, page.text
        assert any(
            fold_name(tag) in {"القوات الامريكيه", "us forces"} for tag in main.tags or ()
        ) == (page.keywords), page.text
        if page.also:
            also = articles[1]
            assert also.title == page.also
            assert also.when is None
            assert all(each.published is None for each in also.sources or ())
            assert bool(also.sources) == bool(page.also_source), page.text


@pytest.mark.parametrize("start", range(0, PAGES, 100))
def test_no_date_is_one_that_the_page_does_not_have(start: int) -> None:
    for seed in range(start, start + 100):
        page = make_page(seed)
        drafts, _ = import_page(page)
        for draft in drafts:
            article = read(draft)
            if article.when is not None:
                assert article.when.edtf in page.dates, page.text
            if len(page.dates) == 1 and draft is drafts[0]:
                assert article.when is not None, page.text


@pytest.mark.parametrize("full_text", [False, True])
@pytest.mark.parametrize("start", range(0, PAGES, 100))
def test_no_text_is_lost_without_being_listed(start: int, full_text: bool) -> None:
    for seed in range(start, start + 100):
        page = make_page(seed)
        drafts, review = import_page(page, full_text=full_text)
        written = "\n".join(draft.data.decode().replace("\\", "") for draft in drafts)
        everything = fold_name(f"{written}\n{review}")
        for line in page.lines:
            words = fold_name(line).split()
            # A long paragraph that is left out is listed by its beginning.
            beginning = " ".join(words if full_text else words[:5])
            assert beginning in everything or _is_label(line), (line, page.text, review)


def _is_label(line: str) -> bool:
    """Whether a line only says what the next ones are."""
    labels = ("اقرا ايضا", "read also", "see also", "مقالات مشابهه", "مقالات ذات صله")
    return fold_name(line) in (*labels, "similar articles", "related")


def test_the_second_import_of_a_page_adds_nothing() -> None:
    for seed in range(0, PAGES, 10):
        page = make_page(seed)
        drafts, review = import_page(page)
        files = [SourceFile(draft.path, draft.data) for draft in drafts]
        records = read_pasted_text("page.txt", page.text.replace("\r", ""), "Asia/Baghdad")
        index = SiteIndex.build(site(), files)
        again = list(review_records(records, index, full_text=True))
        assert [each for each in again if isinstance(each, Draft)] == []
        assert update_review_list(review, again) == review


def save_page(page: MadePage, *, has_data: bool) -> str:
    """Return a page as a browser saves it."""
    blocks = "".join(f"<p>{html.escape(line)}</p>" for line in page.lines)
    date = '<meta property="article:published_time" content="2024-01-05T10:04:00+03:00">'
    return (
        f"<!doctype html><html><head>{date if has_data else ''}</head><body>"
        '<nav><a href="/">A</a></nav><header>الأحد 7 كانون الثاني 2024</header>'
        f"<article>{blocks}</article><footer>2019</footer></body></html>"
    )


@pytest.mark.parametrize("has_data", [False, True])
@pytest.mark.parametrize("start", range(0, PAGES, 250))
def test_a_saved_page_has_no_other_dates_and_loses_no_text(start: int, has_data: bool) -> None:
    for seed in range(start, start + 250, 5):
        page = make_page(seed)
        text = save_page(page, has_data=has_data)
        records = read_web_page("page.html", text, "Asia/Baghdad")
        drafts = list(review_records(records, SiteIndex.build(site(), ())))
        review = update_review_list("", drafts)
        written = ""
        for each in drafts:
            assert isinstance(each, Draft)
            article = read(each)
            written += each.data.decode().replace("\\", "")
            # The date in the head of the page is known even if the text has none.
            known = {*page.dates, *(("2024-01-04", "2024-01-05") if has_data else ())}
            assert article.when is None or article.when.edtf in known, text
            for source in article.sources or ():
                published = source.published.edtf[:10] if source.published is not None else ""
                assert published in ("", "2024-01-05"), text
        everything = fold_name(f"{written}\n{review}")
        for line in page.lines:
            beginning = " ".join(fold_name(line).split()[:5])
            assert beginning in everything or _is_label(line) or "2024" in fold_name(line), line
