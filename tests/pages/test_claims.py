"""What sources say, side by side: its order, its language and its range."""

from __future__ import annotations

import pytest

from generator.dates import parse
from generator.model import Citation
from generator.views.article import ArticleView, ClaimsView
from tests.chronology.helpers import entry
from tests.pages.helpers import compose_path, make_views


def citation(name: str, *says: str | tuple[str, str], published: str = "") -> Citation:
    texts = tuple(("", each) if isinstance(each, str) else each for each in says)
    when = parse(published, "Asia/Baghdad") if published else None
    return Citation(name=name, says=texts, published=when)


def claims(language: str, *citations: Citation) -> ClaimsView | None:
    views = make_views(entry(f"a.{language}.md", "2024-01-04", sources=citations))
    view = compose_path(views, f"{language}/articles/a/").view
    assert isinstance(view, ArticleView)
    return view.claims


def test_claims_are_in_the_order_of_their_reports_and_undated_ones_at_the_end() -> None:
    view = claims(
        "en",
        citation("Undated", "nothing"),
        citation("Later", "two", published="2024-01-06"),
        citation("Silent", published="2024-01-05"),
        citation("First", "one", published="2024-01-05"),
    )
    assert view is not None
    assert [(row.source.text, row.says.text) for row in view.rows] == [
        ("First", "one"),
        ("Later", "two"),
        ("Undated", "nothing"),
    ]
    assert view.rows[2].published is None


def test_one_claim_is_not_compared() -> None:
    assert claims("en", citation("First", "137 dead"), citation("Second")) is None


@pytest.mark.parametrize(
    ("says", "range_"),
    [
        (["137 dead", "120 dead", "125 dead"], "120 – 137 dead"),
        (["1,200 dead", "900 Dead"], "900 – 1,200 dead"),
        (["137", "120"], "120 – 137"),
        (["137 dead", "137 dead"], ""),
        (["137 dead", "40 wounded"], ""),
        (["at least 137 dead", "120 dead"], ""),
        (["137 dead", "many dead"], ""),
        (["137 dead and 3 missing", "120 dead and 3 missing"], ""),
    ],
)
def test_numbers_have_a_range_if_nothing_else_differs(says: list[str], range_: str) -> None:
    view = claims("en", *(citation(f"S{number}", text) for number, text in enumerate(says)))
    assert view is not None
    assert view.range == range_


def test_arabic_digits_are_numbers() -> None:
    view = claims("ar", citation("أ", "١٣٧ قتيلاً"), citation("ب", "120 قتيلا"))
    assert view is not None
    assert view.range == "120 – 137 قتيلاً"


def test_a_claim_is_in_the_language_of_the_page_if_it_is_given_in_it() -> None:
    sources = (
        citation("A", ("ar", "137 قتيلاً"), ("en", "137 dead")),
        citation("B", "no official toll"),
    )
    views = make_views(
        entry("a.en.md", "2024-01-04", sources=sources),
        entry("a.ar.md", "2024-01-04", sources=None),
    )
    view = compose_path(views, "en/articles/a/").view
    assert isinstance(view, ArticleView)
    assert view.claims is not None
    assert [row.says.text for row in view.claims.rows] == ["137 dead", "no official toll"]
    view = compose_path(views, "ar/articles/a/").view
    assert isinstance(view, ArticleView)
    assert view.claims is not None
    assert [(row.says.text, row.says.lang, row.says.dir) for row in view.claims.rows] == [
        ("137 قتيلاً", "ar", "rtl"),
        ("no official toll", "en", "ltr"),
    ]
