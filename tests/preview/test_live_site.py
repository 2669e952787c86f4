"""The site in the preview's memory: the same bytes as a build writes, after any edit."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.gc_control import pause_gc
from generator.preview.lazy_outline import LazyOutline
from generator.preview.live_site import LiveSite
from generator.preview.loading import DEFAULT_LOAD_LIMITS, LoadLimits
from generator.preview.watcher import Batch
from tests.support import NOW, ROOT, Build, MakeSite
from tests.support.preview_client import FULL_SCAN, apply_batch, article


@pytest.fixture
def chronology(tmp_path: Path) -> Path:
    """A copy of the sample chronology."""
    shutil.copytree(ROOT / "content", tmp_path / "chronology/content")
    return tmp_path / "chronology"


def load(root: Path, limits: LoadLimits = DEFAULT_LOAD_LIMITS) -> LiveSite:
    return LiveSite(root, now=lambda: NOW, drafts=False, jobs=1, limits=limits)


def pages(site: LiveSite) -> dict[str, bytes]:
    """All pages of the site, as the preview renders them."""
    return {page.url.file: site.get_file(page.url.file).data for page in site.context.plan.pages}


def apply_edit(site: LiveSite, *paths: Path, moved: dict[Path, Path] | None = None) -> bool:
    """Apply changes of these files, as the watcher does."""
    names = {str(old): str(new) for old, new in (moved or {}).items()}
    return apply_batch(
        site, Batch(frozenset(map(str, paths)) | names.keys(), names, is_full_scan=False)
    )


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    write(path, text.replace(old, new))


def test_pages_are_those_of_a_build(chronology: Path, build: Build) -> None:
    assert build(chronology).exit_code == 0
    site = load(chronology)
    published = {
        path.relative_to(chronology / "output").as_posix(): path.read_bytes()
        for path in (chronology / "output").rglob("*")
        if path.is_file() and path.name != ".tarikh"
    }
    made = pages(site)
    assert made == {file: published[file] for file in made}
    assert all(site.has_file(file) for file in published)
    assert {file: site.get_file(file).data for file in published} == published


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
    site = load(chronology)
    site.get_file("en/articles/strike/index.html")
    before = {p: p.stat().st_mtime_ns for p in (chronology / "content").rglob("*.*")}
    EDITS[edit](chronology / "content")
    after = {p: p.stat().st_mtime_ns for p in (chronology / "content").rglob("*.*")}
    changed = {p for p in before.keys() | after.keys() if before.get(p) != after.get(p)}
    assert changed
    assert apply_batch(site, FULL_SCAN) if whole else apply_edit(site, *changed)
    fresh = load(chronology)
    assert pages(site) == pages(fresh)
    assert site.problems == fresh.problems


def test_saving_the_same_bytes_changes_nothing(chronology: Path) -> None:
    site = load(chronology)
    path = chronology / "content/articles/strike.en.md"
    path.write_bytes(path.read_bytes())
    before = site.version
    assert not apply_edit(site, path)
    assert not apply_batch(site, FULL_SCAN)
    assert site.version == before


def test_a_body_that_changes_leaves_the_plan_as_it_was(chronology: Path) -> None:
    site = load(chronology)
    before = site.context.plan
    path = chronology / "content/articles/strike.en.md"
    path.write_text(path.read_text("utf-8") + "\nOne more paragraph.\n", "utf-8")
    assert apply_edit(site, path)
    assert site.context.plan is before


def test_lists_show_summaries_of_articles_that_nobody_has_opened(
    chronology: Path,
) -> None:
    at_once = pages(load(chronology))
    lazy = load(chronology, LoadLimits(convert_first=0))
    assert len(lazy.unconverted_paths) > 20
    assert lazy.get_file("en/2024/index.html").data == at_once["en/2024/index.html"]
    # Articles that the page does not need have not been converted.
    assert len(lazy.unconverted_paths) > 10
    assert pages(lazy) == at_once


def test_articles_of_the_last_build_are_not_read_again(chronology: Path, build: Build) -> None:
    before = pages(load(chronology))
    assert build(chronology).exit_code == 0
    state = sorted((p, p.stat().st_mtime_ns) for p in (chronology / ".tarikh").rglob("*"))
    # An article of which only the front matter is read has not been converted.
    session = load(chronology, LoadLimits(convert_first=0))
    assert session.unconverted_paths == ()
    assert state == sorted((p, p.stat().st_mtime_ns) for p in (chronology / ".tarikh").rglob("*"))
    assert pages(session) == before


def test_many_articles_are_read_in_several_processes_as_in_one(
    chronology: Path,
) -> None:
    replace(chronology / "content/articles/strike.en.md", "date:", "date: 2024-02-30 #")
    alone = load(chronology)
    limits = LoadLimits(parallel_from=0, batch_size=5)
    together = LiveSite(chronology, now=lambda: NOW, drafts=False, jobs=2, limits=limits)
    assert together.problems == alone.problems
    assert pages(together) == pages(alone)


def test_an_article_keeps_its_last_good_state_until_it_is_fixed(chronology: Path) -> None:
    site = load(chronology)
    path = chronology / "content/articles/strike.en.md"
    file = "en/articles/strike/index.html"
    good, text = site.get_file(file).data, path.read_text("utf-8")
    replace(path, "date:", "date: 2024-02-30 #")
    assert apply_edit(site, path)
    assert [problem.code for problem in site.problems] == ["date-invalid"]
    assert site.get_file(file).data == good
    path.write_text(text.replace("\n---\n", "\n---\n\nFixed.\n"), "utf-8")
    assert apply_edit(site, path)
    assert site.problems == ()
    assert b"Fixed." in site.get_file(file).data


def test_a_theme_keeps_its_last_good_state(site: MakeSite) -> None:
    root = site({"content/a.en.md": article("A"), "templates/partials/footer.html": "<p>one</p>\n"})
    session = load(root)
    footer = root / "templates/partials/footer.html"
    assert b"<p>one</p>" in session.get_file("en/index.html").data
    footer.write_text("<p>{% if %}</p>\n")
    assert apply_edit(session, footer)
    assert [(p.path, p.line) for p in session.problems if p.code == "template-syntax"] == [
        ("templates/partials/footer.html", 1)
    ]
    assert b"<p>one</p>" in session.get_file("en/index.html").data
    footer.write_text("<p>{{ nothing.such }}</p>\n")
    assert apply_edit(session, footer)
    assert session.get_file("en/index.html").failed
    assert b"<p>one</p>" in session.get_file("en/index.html").data
    # A page that was never shown is rendered with the last theme that could render it.
    assert b"<p>one</p>" in session.get_file("en/2024/index.html").data
    failed = {(p.path, p.line) for p in session.problems if p.code == "template-failed"}
    assert failed == {("templates/partials/footer.html", 1)}
    footer.write_text("<p>two</p>\n")
    assert apply_edit(session, footer)
    assert b"<p>two</p>" in session.get_file("en/index.html").data
    assert not [p for p in session.problems if p.code.startswith("template-")]


def test_a_theme_that_is_broken_from_the_start_is_replaced_by_the_packaged_one(
    site: MakeSite,
) -> None:
    root = site({"content/a.en.md": article("A"), "templates/base.html": "{% nonsense %}"})
    session = load(root)
    assert b"<h1>A</h1>" in session.get_file("en/articles/a/index.html").data
    assert "template-syntax" in {problem.code for problem in session.problems}


def test_settings_keep_their_last_good_state(site: MakeSite) -> None:
    root = site(
        {
            "content/site.toml": 'title = "One"\nid = "urn:x:1"\nbase_url = "https://a.example/one/"\n',
            "content/a.en.md": article("A"),
        }
    )
    session = load(root)
    path = root / "content/site.toml"
    path.write_text('title = "Two\n')
    assert apply_edit(session, path)
    assert session.site.base_path == "/one/"
    assert {problem.path for problem in session.problems} >= {"content/site.toml"}
    path.write_text('title = "Two"\nid = "urn:x:1"\nbase_url = "https://a.example/two/"\n')
    assert apply_edit(session, path)
    assert session.site.base_path == "/two/"
    assert session.find_former_base("/one/en/") == "/one/"


def test_a_reload_frees_the_previous_site(
    chronology: Path,
) -> None:
    session = load(chronology, LoadLimits(convert_first=0))
    settings = chronology / "content/site.toml"

    def outlines() -> int:
        return sum(1 for each in gc.get_objects() if isinstance(each, LazyOutline))

    gc.collect()
    before = outlines()
    with pause_gc():
        EDITS["settings"](chronology / "content")
        assert apply_edit(session, settings)
        # In large sites, the garbage collector never runs: cycles would stay in memory.
        assert outlines() == before


def test_links_are_checked_again_when_their_targets_change(site: MakeSite) -> None:
    root = site(
        {
            "content/a.en.md": article("A", body="[there](b.en.md#part)"),
            "content/b.en.md": article("B", body="## Part\n\nText."),
        }
    )
    session = load(root)

    def codes() -> set[str]:
        return {p.code for p in session.problems if p.severity == "error"}

    assert codes() == set()
    other = root / "content/b.en.md"
    other.write_text(article("B", body="## Another\n\nText."))
    assert apply_edit(session, other)
    assert codes() == {"anchor-missing"}
    new = root / "content/c.en.md"
    other.rename(new)
    assert apply_edit(session, new, moved={other: new})
    assert codes() == {"link-dead"}
    other.write_text(article("B", body="## Part"))
    assert apply_edit(session, other)
    assert codes() == set()


def test_a_file_that_is_only_missing_may_be_about_to_come_back(site: MakeSite) -> None:
    root = site({"content/a.en.md": article("A")})
    session = load(root)
    (root / "content/a.en.md").unlink()
    assert not apply_edit(session, root / "content/a.en.md")
    assert session.has_file("en/articles/a/index.html")
    assert apply_batch(session, FULL_SCAN)
    assert not session.has_file("en/articles/a/index.html")


def test_removed_pages_lead_to_their_replacements(site: MakeSite) -> None:
    root = site(
        {
            "content/a.en.md": article("A", tags="One"),
            "content/b.en.md": article("B", tags="Two", body="Other text."),
            "content/c.en.md": article("C", tags="Two", body="More text."),
        }
    )
    session = load(root)
    content = root / "content"
    (content / "a.en.md").unlink()
    replace(content / "b.en.md", "title:", "slug: new-b\ntitle:")
    (content / "c.en.md").rename(content / "renamed.en.md")
    assert apply_batch(session, FULL_SCAN)
    after = {
        name: session.find_successor(f"en/{name}/index.html")
        for name in ("articles/a", "articles/b", "articles/c", "tags/one", "articles/never")
    }
    assert after == {
        "articles/a": "en/2024/",
        "articles/b": "en/articles/new-b/",
        "articles/c": "en/articles/renamed/",
        "tags/one": "en/tags/",
        "articles/never": None,
    }


def test_the_page_of_a_folder_in_hugo_removes_its_articles(site: MakeSite) -> None:
    root = site({"content/news/strike.en.md": article("Strike"), "content/a.en.md": article("A")})
    live = load(root)
    assert "en/articles/strike/index.html" in pages(live)
    for name, text in (
        ("_index.md", "---\ncascade: {draft: true}\n---\n"),
        ("index.en.md", article("News")),
        ("index.md", article("خبر", body="نص.")),
    ):
        page = root / "content/news" / name
        write(page, text)
        apply_edit(live, page)
        apply_batch(live, FULL_SCAN)
        assert "en/articles/strike/index.html" not in pages(live)
        if name == "index.md":
            write(page, "A note.\n")
            apply_edit(live, page)
            apply_batch(live, FULL_SCAN)
            assert "en/articles/strike/index.html" in pages(live)
        page.unlink()
        apply_batch(live, FULL_SCAN)
        assert "en/articles/strike/index.html" in pages(live)


def test_a_note_becomes_an_article_and_a_note_again(site: MakeSite) -> None:
    root = site({"content/a.en.md": article("A"), "content/note.md": "A note.\n"})
    live = load(root)
    note = root / "content/note.md"
    for _ in range(2):
        assert [each.code for each in live.problems] == ["front-matter-missing"]
        assert "ar/articles/note/index.html" not in pages(live)
        write(note, article("ملاحظة", body="نص."))
        assert apply_edit(live, note)
        assert live.problems == ()
        assert "ar/articles/note/index.html" in pages(live)
        write(note, "A note.\n")
        assert apply_edit(live, note)
    write(root / "content/note.en.md", article("Note"))
    assert apply_batch(live, FULL_SCAN)
    assert [each.severity for each in live.problems] == ["error"]


def test_an_article_appears_when_its_date_has_passed(chronology: Path) -> None:
    text = "---\ntitle: Soon\ndate: 2024\nsource: AP\npublished: 2026-01-03\n---\n"
    write(chronology / "content/articles/soon.en.md", text)
    now = NOW
    site = LiveSite(chronology, now=lambda: now, drafts=False, jobs=1)
    assert not site.has_file("en/articles/soon/index.html")
    assert not site.apply_time()
    now += 2 * 86_400
    assert site.apply_time()
    assert site.has_file("en/articles/soon/index.html")
    assert not site.apply_time()
