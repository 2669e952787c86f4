"""The site as the preview holds it: the same bytes as a build's, whatever has been edited."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content.scan import SiteLayout
from generator.gc_control import gc_paused
from generator.model import Site
from generator.preview import session
from generator.preview.lazy_outline import LateOutline
from generator.preview.session import PreviewSession
from generator.preview.watcher import Batch
from tests.support import ROOT, Build, MakeSite
from tests.support.preview_client import article

EVERYTHING = Batch(frozenset(), {}, whole=True)


@pytest.fixture
def chronology(tmp_path: Path) -> Path:
    """A copy of the sample chronology."""
    shutil.copytree(ROOT / "content", tmp_path / "chronology/content")
    return tmp_path / "chronology"


def opened(root: Path) -> PreviewSession:
    return PreviewSession(root, drafts=False, jobs=1)


def pages(site: PreviewSession) -> dict[str, bytes]:
    """Every page of the site, as the preview makes it."""
    return {page.url.file: site.answer(page.url.file).data for page in site.desk.plan.pages}


def told(site: PreviewSession, *paths: Path, moved: dict[Path, Path] | None = None) -> bool:
    """Tell of changed files, as the watch does."""
    names = {str(old): str(new) for old, new in (moved or {}).items()}
    return site.deal(Batch(frozenset(map(str, paths)) | names.keys(), names, whole=False))


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    write(path, text.replace(old, new))


def test_pages_are_those_of_a_build(chronology: Path, build: Build) -> None:
    assert build(chronology).exit_code == 0
    site = opened(chronology)
    published = {
        path.relative_to(chronology / "output").as_posix(): path.read_bytes()
        for path in (chronology / "output").rglob("*")
        if path.is_file() and path.name != ".tarikh"
    }
    made = pages(site)
    assert made == {file: published[file] for file in made}
    assert all(site.has(file) for file in published)
    assert {file: site.answer(file).data for file in published} == published


EDITS: dict[str, Callable[[Path], None]] = {
    "body": lambda content: replace(
        content / "articles/strike.en.md", "\n---\n", "\n---\n\nA new beginning.\n"
    ),
    "title": lambda content: replace(content / "articles/strike.ar.md", "title: ", "title: خبر "),
    "date": lambda content: replace(
        content / "articles/coalition-end.en.md", "title:", "published: 2024\ntitle:"
    ),
    "tags": lambda content: replace(
        content / "articles/phase-one.en.md", "tags: [", "tags: [something new, "
    ),
    "added": lambda content: write(content / "articles/later.en.md", article("Later")),
    "removed": lambda content: (content / "articles/phase-two.ar.md").unlink(),
    "draft": lambda content: replace(
        content / "articles/phase-two.en.md", "title:", "draft: true\ntitle:"
    ),
    "standing": lambda content: replace(content / "pages/about.en.md", "title: ", "title: Still "),
    "registry": lambda content: replace(content / "tags.toml", "[us-forces]", "[us-forces-2]"),
    "settings": lambda content: replace(
        content / "site.toml", "[languages.en]", "[languages.fr]\n[languages.en]"
    ),
}


@pytest.mark.parametrize(
    ("edit", "whole"),
    [*((edit, edit == "removed") for edit in EDITS), ("title", True), ("settings", True)],
)
def test_after_an_edit_all_pages_are_those_of_a_new_start(
    chronology: Path, edit: str, whole: bool
) -> None:
    site = opened(chronology)
    site.answer("en/articles/strike/index.html")
    before = {p: p.stat().st_mtime_ns for p in (chronology / "content").rglob("*.*")}
    EDITS[edit](chronology / "content")
    after = {p: p.stat().st_mtime_ns for p in (chronology / "content").rglob("*.*")}
    changed = {p for p in before.keys() | after.keys() if before.get(p) != after.get(p)}
    assert changed
    assert site.deal(EVERYTHING) if whole else told(site, *changed)
    fresh = opened(chronology)
    assert pages(site) == pages(fresh)
    assert site.problems == fresh.problems


def test_what_is_unchanged_is_not_made_again(chronology: Path) -> None:
    site = opened(chronology)
    path = chronology / "content/articles/strike.en.md"
    path.write_bytes(path.read_bytes())
    before = site.version
    assert not told(site, path)
    assert not site.deal(EVERYTHING)
    assert site.version == before


def test_a_body_that_changes_leaves_the_plan_as_it_was(chronology: Path) -> None:
    site = opened(chronology)
    before = site.desk.plan
    path = chronology / "content/articles/strike.en.md"
    path.write_text(path.read_text("utf-8") + "\nOne more paragraph.\n", "utf-8")
    assert told(site, path)
    assert site.desk.plan is before


def test_lists_show_summaries_of_articles_that_nobody_has_opened(
    chronology: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = pages(opened(chronology))
    monkeypatch.setattr(session, "_FEW", 0)
    late = opened(chronology)
    assert len(late.unconverted) > 20
    assert late.answer("en/2024/index.html").data == at_once["en/2024/index.html"]
    # What the page did not need has still not been converted.
    assert len(late.unconverted) > 10
    assert pages(late) == at_once


def test_what_the_last_build_knows_is_not_read_again(
    chronology: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = pages(opened(chronology))
    assert build(chronology).exit_code == 0
    listed = sorted((p, p.stat().st_mtime_ns) for p in (chronology / ".tarikh").rglob("*"))

    def read(_place: SiteLayout, _site: Site, paths: tuple[str, ...]) -> list[object]:
        assert not paths
        return []

    monkeypatch.setattr("generator.preview.cached_articles._glimpse", read)
    site = opened(chronology)
    assert site.unconverted == ()
    assert listed == sorted((p, p.stat().st_mtime_ns) for p in (chronology / ".tarikh").rglob("*"))
    monkeypatch.undo()
    assert pages(site) == made


def test_many_articles_are_read_in_several_processes_as_in_one(
    chronology: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace(chronology / "content/articles/strike.en.md", "date:", "date: 2024-02-30 #")
    alone = opened(chronology)
    monkeypatch.setattr("generator.preview.cached_articles._MANY", 0)
    monkeypatch.setattr("generator.preview.cached_articles._BATCH", 5)
    together = PreviewSession(chronology, drafts=False, jobs=2)
    assert together.problems == alone.problems
    assert pages(together) == pages(alone)


def test_an_article_keeps_its_last_good_state_until_it_is_mended(chronology: Path) -> None:
    site = opened(chronology)
    path = chronology / "content/articles/strike.en.md"
    file = "en/articles/strike/index.html"
    good, text = site.answer(file).data, path.read_text("utf-8")
    replace(path, "date:", "date: 2024-02-30 #")
    assert told(site, path)
    assert [problem.code for problem in site.problems] == ["date-invalid"]
    assert site.answer(file).data == good
    path.write_text(text.replace("\n---\n", "\n---\n\nMended.\n"), "utf-8")
    assert told(site, path)
    assert site.problems == ()
    assert b"Mended." in site.answer(file).data


def test_a_theme_keeps_its_last_good_state(site: MakeSite) -> None:
    root = site({"content/a.en.md": article("A"), "templates/partials/footer.html": "<p>one</p>\n"})
    held = opened(root)
    footer = root / "templates/partials/footer.html"
    assert b"<p>one</p>" in held.answer("en/index.html").data
    footer.write_text("<p>{% if %}</p>\n")
    assert told(held, footer)
    assert [(p.path, p.line) for p in held.problems if p.code == "template-syntax"] == [
        ("templates/partials/footer.html", 1)
    ]
    assert b"<p>one</p>" in held.answer("en/index.html").data
    footer.write_text("<p>{{ nothing.such }}</p>\n")
    assert told(held, footer)
    assert held.answer("en/index.html").failed
    assert b"<p>one</p>" in held.answer("en/index.html").data
    # A page that was never shown is made with the last theme that could make it.
    assert b"<p>one</p>" in held.answer("en/2024/index.html").data
    failed = {(p.path, p.line) for p in held.problems if p.code == "template-failed"}
    assert failed == {("templates/partials/footer.html", 1)}
    footer.write_text("<p>two</p>\n")
    assert told(held, footer)
    assert b"<p>two</p>" in held.answer("en/index.html").data
    assert not [p for p in held.problems if p.code.startswith("template-")]


def test_a_theme_that_is_broken_from_the_start_gives_way_to_the_packaged_one(
    site: MakeSite,
) -> None:
    root = site({"content/a.en.md": article("A"), "templates/base.html": "{% nonsense %}"})
    held = opened(root)
    assert b"<h1>A</h1>" in held.answer("en/articles/a/index.html").data
    assert "template-syntax" in {problem.code for problem in held.problems}


def test_settings_keep_their_last_good_state(site: MakeSite) -> None:
    root = site(
        {
            "content/site.toml": 'title = "One"\nbase_url = "https://a.example/one/"\n',
            "content/a.en.md": article("A"),
        }
    )
    held = opened(root)
    path = root / "content/site.toml"
    path.write_text('title = "Two\n')
    assert told(held, path)
    assert held.site.base_path == "/one/"
    assert {problem.path for problem in held.problems} >= {"content/site.toml"}
    path.write_text('title = "Two"\nbase_url = "https://a.example/two/"\n')
    assert told(held, path)
    assert held.site.base_path == "/two/"
    assert held.former_base("/one/en/") == "/one/"


def test_nothing_is_left_of_a_site_that_is_read_anew(
    chronology: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_FEW", 0)
    held = opened(chronology)
    settings = chronology / "content/site.toml"

    def outlines() -> int:
        return sum(1 for each in gc.get_objects() if isinstance(each, LateOutline))

    gc.collect()
    before = outlines()
    with gc_paused():
        EDITS["settings"](chronology / "content")
        assert told(held, settings)
        # In large sites, what only a search for cycles would find is never found.
        assert outlines() == before


def test_links_are_judged_anew_when_what_they_lead_to_changes(site: MakeSite) -> None:
    root = site(
        {
            "content/a.en.md": article("A", body="[there](b.en.md#part)"),
            "content/b.en.md": article("B", body="## Part\n\nText."),
        }
    )
    held = opened(root)

    def codes() -> set[str]:
        return {p.code for p in held.problems if p.severity == "error"}

    assert codes() == set()
    other = root / "content/b.en.md"
    other.write_text(article("B", body="## Another\n\nText."))
    assert told(held, other)
    assert codes() == {"anchor-missing"}
    new = root / "content/c.en.md"
    other.rename(new)
    assert told(held, new, moved={other: new})
    assert codes() == {"link-dead"}
    other.write_text(article("B", body="## Part"))
    assert told(held, other)
    assert codes() == set()


def test_a_file_that_is_only_missing_may_be_about_to_come_back(site: MakeSite) -> None:
    root = site({"content/a.en.md": article("A")})
    held = opened(root)
    (root / "content/a.en.md").unlink()
    assert not told(held, root / "content/a.en.md")
    assert held.has("en/articles/a/index.html")
    assert held.deal(EVERYTHING)
    assert not held.has("en/articles/a/index.html")


def test_pages_that_are_gone_lead_to_where_they_went(site: MakeSite) -> None:
    root = site(
        {
            "content/a.en.md": article("A", tags="One"),
            "content/b.en.md": article("B", tags="Two", body="Other text."),
            "content/c.en.md": article("C", tags="Two", body="More text."),
        }
    )
    held = opened(root)
    content = root / "content"
    (content / "a.en.md").unlink()
    replace(content / "b.en.md", "title:", "slug: new-b\ntitle:")
    (content / "c.en.md").rename(content / "renamed.en.md")
    assert held.deal(EVERYTHING)
    after = {
        name: held.successor(f"en/{name}/index.html")
        for name in ("articles/a", "articles/b", "articles/c", "tags/one", "articles/never")
    }
    assert after == {
        "articles/a": "en/2024/",
        "articles/b": "en/articles/new-b/",
        "articles/c": "en/articles/renamed/",
        "tags/one": "en/tags/",
        "articles/never": None,
    }
