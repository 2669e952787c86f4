"""The structured data of each kind of page, with and without each optional field."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from generator.model import FrozenMapping
from generator.theme.structured_data import structured_data
from generator.views.article import ArticleView, ContentPageView, CorrectionView
from generator.views.home import HomeView, IndexView, LanguagePickerView
from generator.views.pages import AlternateView, PageContent, PageView, RedirectView, SiteView
from generator.views.pictures import ImageView
from generator.views.shared import LinkView, TextView
from generator.views.timelines import TimelineView
from tests.support.views import FULL_CITATION, IMAGE, make_citation, make_language, make_when

URL = "https://a.example/"
SITE = SiteView(
    language=make_language(),
    title=TextView("Log", "en", "ltr"),
    description=None,
    home="en/",
    tags="en/tags/",
    sources="en/sources/",
    search="en/search/",
    timeline="en/timeline/",
    pages=(),
    base_url=URL,
    image=None,
    logo=None,
    scheme="auto",
    offline=False,
)
PAGE = PageView(
    path="en/articles/strike/",
    root="../../../",
    title="Strike",
    description="",
    lang="ar",
    dir="rtl",
    canonical="",
    alternates=(),
    trail=(),
    section="",
    default_path=None,
    image=None,
    export_links=None,
    shows_export_links=False,
)
ARTICLE = ArticleView(
    title="Strike on the camp",
    outdated=None,
    when=make_when("2024-01-04"),
    status="occurred",
    place=None,
    image=None,
    references=(),
    contents=(),
    claims=None,
    citations=(),
    tags=(),
    published=None,
    updated=None,
    corrections=(),
    related=(),
    similar=(),
    earlier=None,
    later=None,
    cite="",
    cite_address="",
    draft=False,
    extra=FrozenMapping(),
    fields=FrozenMapping(),
)
HOME = HomeView(None, None, (), (), (), "", "", 0, (), ())
TIMELINE = TimelineView(
    kind="year",
    heading=TextView("2024", "en", "ltr"),
    description=None,
    url="",
    events=0,
    density_chart=None,
    newest=(),
    under_way=(),
    groups=(),
    parts=(),
    parts_are_pages=False,
    previous=None,
    next=None,
    short_dates=False,
    search="en/search/?from=2024&to=2024",
    chart="en/timeline/?from=2024&to=2024",
)
INDEX = IndexView("tags", (), 0)


def graph(view: PageContent, page: PageView = PAGE, site: SiteView = SITE) -> list[dict[str, Any]]:
    data = json.loads(structured_data(site, page, view))
    assert data.keys() == {"@context", "@graph"}
    assert data["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = data["@graph"]
    return found


def article(view: ArticleView, page: PageView = PAGE) -> dict[str, Any]:
    (data,) = graph(view, page)
    return data


# --- Articles ------------------------------------------------------------------------------------


def test_an_article_has_no_field_that_is_not_known() -> None:
    assert article(ARTICLE) == {
        "@type": "NewsArticle",
        "@id": f"{URL}en/articles/strike/",
        "headline": "Strike on the camp",
        "inLanguage": "ar",
        "publisher": {"@type": "Organization", "name": "Log"},
        "author": {"@type": "Organization", "name": "Log"},
        "temporalCoverage": "2024-01-04",
        "about": {
            "@type": "Event",
            "name": "Strike on the camp",
            "startDate": "2024-01-04",
        },
    }


def test_an_article_has_every_field() -> None:
    view = replace(
        ARTICLE,
        place=TextView("Camp", "en", "ltr"),
        image=IMAGE,
        tags=(
            LinkView("en/tags/war/", "War", "en", "ltr"),
            LinkView("en/tags/iraq/", "العراق", "ar", "rtl"),
        ),
        published=make_when("2024-01-05"),
        updated=make_when("2024-02"),
        corrections=(
            CorrectionView(make_when("2024-01-09"), "The place was wrong"),
            CorrectionView(make_when("2024-01~"), "The day was wrong"),
        ),
        citations=(FULL_CITATION, make_citation("Reuters")),
    )
    bare = article(ARTICLE)
    assert article(view) == bare | {
        "about": bare["about"] | {"location": {"@type": "Place", "name": "Camp"}},
        "datePublished": "2024-01-05",
        "dateModified": "2024-02",
        "image": {
            "@type": "ImageObject",
            "url": f"{URL}assets/camp.jpg",
            "caption": "Smoke & <dust>",
            "width": 640,
            "height": 480,
            "creditText": "Photo: A & B",
        },
        "keywords": ["War", "العراق"],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": "The place was wrong",
                "datePublished": "2024-01-09",
            },
            {"@type": "CorrectionComment", "text": "The day was wrong"},
        ],
        "citation": [
            {
                "@type": "CreativeWork",
                "author": {"@type": "Organization", "name": "AP"},
                "name": "ضربة & أخرى",
                "url": "https://ap.example/1?a=1&b=2",
                "datePublished": "2024-01-05",
                "publisher": {"@type": "Organization", "name": "Reuters & others"},
                "archivedAt": "https://archive.example/1?a=1&b=2",
            },
            {"@type": "CreativeWork", "author": {"@type": "Organization", "name": "Reuters"}},
        ],
    }


def test_an_image_whose_size_is_not_known_has_none() -> None:
    image = ImageView("assets/camp.svg", 0, 0, "Smoke", "")
    assert article(replace(ARTICLE, image=image))["image"] == {
        "@type": "ImageObject",
        "url": f"{URL}assets/camp.svg",
        "caption": "Smoke",
    }


@pytest.mark.parametrize(
    ("edtf", "dates"),
    [
        ("2024", {"startDate": "2024"}),
        ("2024-01-04T12:00+03:00", {"startDate": "2024-01-04T12:00+03:00"}),
        ("2023-12/2024-01-04", {"startDate": "2023-12", "endDate": "2024-01-04"}),
        ("2024/2024", {"startDate": "2024"}),
        ("2024/..", {"startDate": "2024"}),
        ("../2024", {"endDate": "2024"}),
        ("2023~/2024", {"endDate": "2024"}),
        ("2023/2024~", {"startDate": "2023"}),
        ("2024~", {}),
        ("2024-21", {}),
        ("194X", {}),
        ("-0300", {}),
    ],
)
def test_an_event_has_the_plain_dates_of_its_sides(edtf: str, dates: dict[str, str]) -> None:
    data = article(replace(ARTICLE, when=make_when(edtf)))
    assert data["temporalCoverage"] == edtf
    assert data["about"] == {"@type": "Event", "name": "Strike on the camp"} | dates


def test_an_event_on_some_day_of_an_interval_has_neither_its_start_nor_its_end() -> None:
    when = make_when("2024-03-11/2024-04-09", is_within=True)
    data = article(replace(ARTICLE, when=when))
    assert data["temporalCoverage"] == "2024-03-11/2024-04-09"
    assert data["about"] == {"@type": "Event", "name": "Strike on the camp"}


@pytest.mark.parametrize("edtf", ["2024-01~", "2024-01?", "2023/2024", "2024-21"])
def test_a_date_of_a_text_that_is_not_plain_is_omitted(edtf: str) -> None:
    when = make_when(edtf)
    view = replace(
        ARTICLE, published=when, updated=when, citations=(make_citation(published=when),)
    )
    data = article(view)
    assert not data.keys() & {"datePublished", "dateModified"}
    assert "datePublished" not in data["citation"][0]


def test_what_the_head_of_the_page_says_is_not_repeated() -> None:
    alternate = AlternateView(replace(make_language(), code="ar"), "ar/articles/strike/", True)
    page = replace(PAGE, description="What happened", alternates=(alternate,))
    assert article(ARTICLE, page) == article(ARTICLE)


# --- Other pages ---------------------------------------------------------------------------------


def test_a_home_page_is_the_web_site() -> None:
    data = {"@type": "WebSite", "name": "Log", "url": f"{URL}en/", "inLanguage": "en"}
    assert graph(HOME) == [data]
    site = replace(SITE, description=TextView("What happened", "en", "ltr"))
    assert graph(HOME, site=site) == [data | {"description": "What happened"}]


def test_a_timeline_is_a_collection() -> None:
    page = replace(PAGE, path="en/2024/", title="The year 2024")
    assert graph(TIMELINE, page) == [
        {
            "@type": "CollectionPage",
            "name": "The year 2024",
            "url": f"{URL}en/2024/",
            "inLanguage": "en",
        }
    ]


@pytest.mark.parametrize("view", [INDEX, TIMELINE, ARTICLE], ids=["index", "timeline", "article"])
def test_the_breadcrumbs_lead_from_the_home_page_to_the_one_above_the_page(
    view: PageContent,
) -> None:
    trail = (
        LinkView("en/2024/", "2024", "en", "ltr"),
        LinkView("en/2024/01/", "January", "en", "ltr"),
    )
    *_, breadcrumbs = graph(view, replace(PAGE, trail=trail))
    steps = [
        ("Log", "en/"),
        ("2024", "en/2024/"),
        ("January", "en/2024/01/"),
    ]
    assert breadcrumbs == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": f"{URL}{path}"}
            for position, (name, path) in enumerate(steps, 1)
        ],
    }


@pytest.mark.parametrize(
    "view",
    [
        INDEX,
        ContentPageView("About", (), (), FrozenMapping(), FrozenMapping()),
        LanguagePickerView(()),
        RedirectView(LinkView("en/", "Home", "en", "ltr"), ""),
    ],
    ids=["index", "page", "languages", "redirect"],
)
def test_other_pages_have_only_their_trail(view: PageContent) -> None:
    assert structured_data(SITE, PAGE, view) == ""
    trail = (LinkView("en/tags/", "Tags", "en", "ltr"),)
    (data,) = graph(view, replace(PAGE, trail=trail))
    assert data["@type"] == "BreadcrumbList"


# --- Addresses and escaping ----------------------------------------------------------------------


def test_addresses_are_relative_on_a_site_without_an_address() -> None:
    site = replace(SITE, base_url="")
    (data,) = graph(HOME, site=site)
    assert data["url"] == "../../../en/"
    page = replace(PAGE, trail=(LinkView("en/2024/", "2024", "en", "ltr"),))
    data, trail = graph(replace(ARTICLE, image=IMAGE), page, site)
    assert data["@id"] == "../../../en/articles/strike/"
    assert data["image"]["url"] == "../../../assets/camp.jpg"
    assert [step["item"] for step in trail["itemListElement"]] == [
        "../../../en/",
        "../../../en/2024/",
    ]
    (data,) = graph(TIMELINE, site=site)
    assert data["url"] == "../../../en/articles/strike/"


def test_no_value_can_end_the_script_element() -> None:
    title = "</script><!-- & ضربة"
    text = structured_data(SITE, PAGE, replace(ARTICLE, title=title))
    assert "\\u003c/script\\u003e\\u003c!-- \\u0026 ضربة" in text
    assert not set(text) & set("<>&")
    assert json.loads(text)["@graph"][0]["headline"] == title


def test_the_data_is_written_without_spaces() -> None:
    assert structured_data(SITE, PAGE, HOME).startswith('{"@context":"https://schema.org","@graph"')
