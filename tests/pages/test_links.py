"""Files that texts show or link to, and why some of them cannot be published."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.model import Entry, FieldPosition, LeadImage, MediaFile, Outline, Reference
from generator.pages.links import LinkTarget, locate
from generator.problems import Problem
from generator.urls import Url
from tests.chronology.helpers import entry
from tests.pages.helpers import make_views

MEDIA = {
    media.path: media
    for media in (
        MediaFile("content/camp.png", "0123456789abcdef", 640, 480),
        MediaFile("content/camp.tiff", "0123456789abcdef", unsupported="a TIFF picture"),
        MediaFile("content/camp.svg", "0123456789abcdef", active_content="contains a script"),
        MediaFile("content/page.html", "0123456789abcdef", active_content="is a web page"),
    )
}
RUNS = ", which would run when a reader opens it"


def strike(reference: Reference | None = None, image: str = "") -> Entry:
    """Return an article with a link or an image in its body, or with a lead image."""
    article = entry(
        "content/strike.en.md",
        image=LeadImage(image, "", "") if image else None,
        positions=(FieldPosition("image", 4, 8),),
    )
    references = (reference,) if reference else ()
    return replace(article, outline=Outline("", (), references, ""))


def find_problems(text: Entry) -> list[Problem]:
    context = make_views(text, media=MEDIA).facts.whole_site()
    return list(context.links.problems(text))


@pytest.mark.parametrize(
    ("kind", "target", "code", "message", "hint"),
    [
        (
            "image",
            "camp.tiff",
            "image-invalid",
            "content/camp.tiff is a TIFF picture",
            "save it as PNG, JPEG, WebP, AVIF or SVG",
        ),
        (
            "image",
            "camp.svg",
            "file-active",
            f"content/camp.svg contains a script{RUNS}",
            "save it without scripts, or as PNG",
        ),
        (
            "link",
            "page.html",
            "file-active",
            f"content/page.html is a web page{RUNS}",
            "save it as PDF or as an image, or link to it on another website",
        ),
        (
            "image",
            "gone.png",
            "image-missing",
            "image 'content/gone.png' does not exist",
            "write the path of the image relative to the article",
        ),
    ],
)
def test_a_file_that_cannot_be_shown_is_reported_where_it_is_used(
    kind: str, target: str, code: str, message: str, hint: str
) -> None:
    reference = Reference(kind, target, 7, 3)  # type: ignore[arg-type]
    expected = Problem("content/strike.en.md", 7, 3, code, message, hint)  # type: ignore[arg-type]
    assert find_problems(strike(reference)) == [expected]
    if kind == "image":
        assert find_problems(strike(image=target)) == [replace(expected, line=4, column=8)]


@pytest.mark.parametrize("kind", ["image", "link"])
def test_a_file_is_published_under_an_address_that_changes_with_its_content(kind: str) -> None:
    reference = Reference(kind, "camp.png", 7, 3)  # type: ignore[arg-type]
    text = strike(reference, image="camp.png")
    links = make_views(text, media=MEDIA).facts.whole_site().links
    target = links.target(text.article, locate(text.article, reference))
    assert target is not None
    assert target.media == MEDIA["content/camp.png"]
    assert target.url.path.startswith("assets/camp.")
    assert find_problems(text) == []
    changed = {"content/camp.png": replace(MEDIA["content/camp.png"], digest="fedcba9876543210")}
    links = make_views(text, media=changed).facts.whole_site().links
    assert links.target(text.article, locate(text.article, reference)) != target


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("/en/2024/", LinkTarget(Url("en/2024/"))),
        ("/en/2024/#strike", LinkTarget(Url("en/2024/").at("strike"))),
        ("/en/2023/", None),
        ("strike.en.md", LinkTarget(Url("en/articles/strike/"))),
        ("strike.en.md#gone", None),
        ("../strike.en.md", None),
    ],
)
def test_a_link_leads_to_a_page_of_the_site(target: str, found: LinkTarget | None) -> None:
    reference = Reference("link", target, 7, 3)
    text = strike(reference)
    links = make_views(text).facts.whole_site().links
    assert links.target(text.article, locate(text.article, reference)) == found
    assert (find_problems(text) == []) == (found is not None)


def test_a_link_leads_to_a_page_outside_the_chronology() -> None:
    reference = Reference("link", "pages/about.en.md", 7, 3)
    text = strike(reference)
    about = entry("content/pages/about.en.md", None, is_page=True)
    links = make_views(text, about).facts.whole_site().links
    target = links.target(text.article, locate(text.article, reference))
    assert target == LinkTarget(Url("en/about/"))


def test_a_query_is_not_what_is_wrong_with_a_link_to_no_file() -> None:
    (problem,) = find_problems(strike(Reference("link", "gone.en.md?print=1", 7, 3)))
    assert problem.code == "link-dead"
    assert problem.hint == "link to another article by its file name, such as 'strike.en.md'"
