"""Which articles are checked again after a change, and which files they use."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.model import Entry, LeadImage, MediaFile, Outline, Reference
from generator.pages.link_checker import CheckedLinks, LinkChecker
from generator.pages.links import LinkResolver
from generator.pages.pictures import FileUse
from tests.chronology.helpers import entry
from tests.pages.helpers import make_views

MEDIA = {"content/camp.png": MediaFile("content/camp.png", "0" * 32, 640, 480)}


def linking(key: str, *targets: str, kind: str = "link", image: LeadImage | None = None) -> Entry:
    """An article with links or images in its body, and perhaps a lead image."""
    references = tuple(
        Reference(kind, target, line, 1)  # type: ignore[arg-type]
        for line, target in enumerate(targets, 1)
    )
    return replace(
        entry(f"content/{key}.en.md", image=image), outline=Outline("", (), references, "")
    )


def resolver(*entries: Entry) -> LinkResolver:
    return make_views(*entries, media=MEDIA).facts.whole_site().links


def check(*entries: Entry) -> LinkChecker:
    checker = LinkChecker()
    checker.check(resolver(*entries), entries)
    return checker


def affected(
    checker: LinkChecker,
    changed: tuple[str, ...] = (),
    *,
    pages_changed: bool = False,
    names_changed: bool = False,
) -> set[str]:
    """The keys of the articles to check again."""
    paths = checker.find_affected(changed, pages_changed=pages_changed, names_changed=names_changed)
    return {path.removeprefix("content/").removesuffix(".en.md") for path in paths}


SITE = (
    linking("to-article", "strike.en.md"),
    linking("to-address", "/en/2024/"),
    linking("by-name", "[[strike"),
    linking("broken", "gone.en.md"),
    linking("shows", image=LeadImage("camp.png", "", "")),
    linking("strike"),
)


@pytest.mark.parametrize(
    ("changed", "pages_changed", "names_changed", "expected"),
    [
        ((), False, False, set()),
        (("content/strike.en.md",), False, False, {"to-article", "by-name"}),
        (("content/camp.png",), False, False, {"shows"}),
        (("content/gone.en.md", "content/camp.png"), False, False, {"broken", "shows"}),
        (("content/other.en.md",), False, False, set()),
        # What is wrong with a link may have another hint as well.
        ((), True, False, {"to-address", "broken"}),
        ((), False, True, {"by-name", "broken"}),
        (("content/camp.png",), True, True, {"to-address", "by-name", "broken", "shows"}),
    ],
)
def test_those_articles_are_checked_again_that_a_change_concerns(
    changed: tuple[str, ...], pages_changed: bool, names_changed: bool, expected: set[str]
) -> None:
    checker = check(*SITE)
    for known in (checker, LinkChecker(checker.checked)):
        found = affected(known, changed, pages_changed=pages_changed, names_changed=names_changed)
        assert found == expected


def test_an_article_is_known_as_long_as_it_has_links() -> None:
    checker = check(*SITE)
    assert sorted(checker.checked) == [
        f"content/{key}.en.md" for key in ("broken", "by-name", "shows", "to-address", "to-article")
    ]
    checker.check(resolver(*SITE), [linking("to-article")])
    assert affected(checker, ("content/strike.en.md",)) == {"by-name"}
    checker.remove(["content/broken.en.md", "content/by-name.en.md", "content/no.en.md"])
    assert sorted(checker.checked) == ["content/shows.en.md", "content/to-address.en.md"]
    assert affected(checker, ("content/gone.en.md",), names_changed=True) == set()
    assert list(checker.problems) == []


def test_a_link_that_leads_elsewhere_now_is_no_more_affected_by_its_old_target() -> None:
    checker = check(*SITE)
    checker.check(resolver(*SITE), [linking("to-article", "camp.png", "shows.en.md")])
    assert affected(checker, ("content/strike.en.md",)) == {"by-name"}
    assert affected(checker, ("content/camp.png",)) == {"shows", "to-article"}
    assert affected(checker, ("content/shows.en.md",)) == {"to-article"}


def test_a_check_says_whether_other_problems_are_reported() -> None:
    checker = LinkChecker()
    links = resolver(*SITE)
    good, broken = linking("a", "strike.en.md"), linking("a", "gone.en.md")
    assert not checker.check(links, [])
    assert not checker.check(links, [good])
    assert checker.check(links, [broken])
    assert [(each.path, each.code) for each in checker.problems] == [
        ("content/a.en.md", "link-dead")
    ]
    assert not checker.check(links, [broken])
    # One of several is enough, wherever it is.
    assert checker.check(links, [good, linking("b", "strike.en.md")])
    assert list(checker.problems) == []


def test_each_use_of_a_file_is_known_and_no_use_of_another() -> None:
    image = LeadImage("camp.png", "", "", focus=(20, 70), original=True)
    checker = check(
        linking("lead", image=image),
        linking("plain", image=LeadImage("other.png", "", "")),
        linking("body", "camp.png", kind="image"),
        linking("link", "camp.png", "/en/2024/", "strike.en.md", "[[camp.png"),
        linking("strike"),
    )
    camp = "content/camp.png"
    assert checker.find_uses({camp}) == {
        FileUse(camp, "picture"),
        FileUse(camp, "thumbnail", (20, 70)),
        FileUse(camp, "file"),
    }
    assert checker.find_uses({"content/other.png"}) == {
        FileUse("content/other.png", "picture"),
        FileUse("content/other.png", "thumbnail"),
    }
    # Articles and addresses are no files.
    assert checker.find_uses({"content/strike.en.md", "/", "*"}) == set()
    assert checker.checked["content/link.en.md"] == CheckedLinks(
        frozenset({camp, "/", "*", "content/strike.en.md"}), (), frozenset({FileUse(camp, "file")})
    )
