"""After any changes to a site, an incremental build publishes the same as a clean build.

A preview that was open all the time shows the same, too.

The suite takes some hundred steps, always the same. For more and random ones:

    PARITY_STEPS=10000 python -m pytest tests/build/test_parity.py -k incremental_is_clean
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Set
from pathlib import Path
from types import MappingProxyType
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RULE_MARKER,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from generator.build.publication import Publication
from generator.build.update_bodies import has_same_entry
from generator.engine.fingerprint import Fingerprinter
from generator.engine.media_files import MediaFiles
from generator.engine.picture_store import CardStore
from generator.engine.site_model import SiteModel
from generator.exports.share_card import write_card
from generator.frozen_values import field_names, is_value_class
from generator.model import Theme
from generator.pages import ComposedPage, Facts
from generator.pages.link_checker import LinkChecker
from generator.pages.read_log import ReadLog
from generator.state import output_manifest
from generator.state.build_record import BuildRecord
from generator.state.changes import is_trustworthy
from generator.theme.dependencies import TemplateDependencies, find_template_dependencies
from generator.views.article import ArticleView
from generator.views.exports import ShareCardView
from generator.views.pages import SiteView
from generator.views.shared import EventView, NeighborView
from tests.support import pictures
from tests.support.incremental_model import (
    NAMED,
    THEME,
    IncrementalSite,
    fast_builds,
    freeze_file_times,
    plain_cards,
)
from tests.support.pictures import jpeg
from tests.support.replacing import replace_everywhere
from tests.support.sources import png

STEPS = int(os.environ.get("PARITY_STEPS", "0"))

KEYS = ("a", "b", "c", "d")
SUFFIXES = (".ar", ".en", "")
FOLDERS = ("content/2020", "content/x", "content/pages")
# Pairs of equal length, so that an edit cannot be noticed by the file's size.
TITLES = ("One", "Two", "واحد", "Long <b>&amp; title", "ثلاث")
DATES = ("2020-01-02", "2020-03", "2021-05-06", "2020-01-02/2020-02-03", "1999")
SOURCES = ("", "source: AP", "source: {name: BBC, url: 'https://a.example/'}", "source: first")
TAGS = ("", "tags: [x]", "tags: [القوات الأمريكية, x]", "tags: [القوات الأمریکیة]", "tags: [first]")
MORE = (
    "",
    "place: Erbil",
    "status: disputed",
    "summary: In short",
    "updated: 2022-01-01",
    "corrections: {date: 2022-01-02, note: It was two}",
    "draft: true",
    "unheard-of: 1",
    "image: {src: p.png, alt: p}",
    "image: {src: p.png, alt: p, focus: 10 90, original: true}",
)
# With metadata: upright, to be turned, incomplete, and so large that there are several sizes.
PHOTOGRAPHS = (jpeg(), jpeg(6), pictures.png(3), jpeg()[:400], pictures.large_jpeg())
BODIES = ("", "Text.", "Next.", "Text.\n\n## Head\n\nMore.", "![p](p.png) and *more*.", "\0broken")

# A site with an address has share pictures.
ADDRESS = 'base_url = "https://a.example/b/"\n'
SITE = (
    'title = "One"',
    'title = "Two"\ntimezone = "Asia/Baghdad"',
    'untranslated = "hide"',
    "[languages.ar]\nhijri = true\ndigits = 'arab'\n[languages.en]\n",
    "[languages.en]\n[languages.ar]\n[languages.fr]\n",
    ADDRESS,
    f'title = "One"\n{ADDRESS}[theme]\naccent = "#0b6e4f"',
    f"{ADDRESS}[share]\ncards = 2",
    '[images]\nkeep_metadata = ["credit"]',
    "title = [",
)
TAG_REGISTRY = (
    "[first]\nname = 'x'\n",
    "[first]\nname = {ar = 'القوات الأمريكية', en = 'US forces'}\nspellings = ['x']\n",
    "[first]\nname = 'First'\ndescription = 'What it is'\n",
    "[second]\nname = 'x'\nformer_ids = ['first', 'x']\n",
)
SOURCE_REGISTRY = ("[first]\nname = 'AP'\n", "[first]\nname = 'The AP'\nspellings = ['AP']\n")


def packaged(name: str, more: str) -> str:
    return (THEME / name).read_text(encoding="utf-8") + more


def without_body() -> str:
    return packaged("article.html", "").replace("{{ body }}", "")


# Files of a theme, each with its possible contents.
OVERRIDES: dict[str, tuple[str, ...]] = {
    "base.html": (packaged("base.html", "<!-- 1 -->"), packaged("base.html", "<!-- 2 -->")),
    "partials/timeline-entry.html": (packaged("partials/timeline-entry.html", " "),),
    "partials/footer.html": (packaged("partials/footer.html", "<p>1</p>"), "<p>2</p>"),
    "partials/extra.html": ("<p>3</p>", "<p>4</p>"),
    "article.html": (packaged("article.html", "<!-- 1 -->"), without_body()),
    "not-found.html": (
        packaged("not-found.html", "") + "{% include 'partials/extra.html' ignore missing %}",
        "{% include 'partials/extra.html' ignore missing %}",
        "{% set name = 'partials/extra.html' %}{% include name ignore missing %}",
        "{% if %}",
    ),
    "assets/style.css": ("a {}", "b {}"),
    "assets/more/extra.svg": ("<svg/>", "<svg></svg>"),
    "strings/ar.po": (packaged("strings/ar.po", "").replace("الوسوم", "السمات"),),
    "strings/fr.po": (
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
        'msgid "Tags"\nmsgstr "Thèmes"\n',
    ),
}


# An index that is taken modulo the number of choices.
number = st.integers(0, 59)


class Machine(RuleBasedStateMachine):
    """Changes a site at random, and builds it after each change."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="parity-"))
        self.site = IncrementalSite(self.folder)
        self.waiting = False

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        for key in KEYS[:3]:
            for suffix in SUFFIXES[:2]:
                path = f"content/2020/{key}{suffix}.md"
                self.site.write(
                    path,
                    article(
                        title="One",
                        date=DATES[0],
                        source=SOURCES[1],
                        tags=TAGS[1],
                        more="",
                        body="Text.",
                    ),
                )
        self.site.write("content/2020/p.png", png(3))
        self.site.check()

    # --- Articles -----------------------------------------------------------------------------

    @rule(
        folder=st.sampled_from(FOLDERS),
        key=st.sampled_from(KEYS),
        suffix=st.sampled_from(SUFFIXES),
        title=st.sampled_from(TITLES),
        date=st.sampled_from(DATES),
        source=st.sampled_from(SOURCES),
        tags=st.sampled_from(TAGS),
        more=st.sampled_from(MORE),
        body=st.sampled_from(BODIES),
    )
    def write_article(self, folder: str, key: str, suffix: str, **fields: str) -> None:
        self.site.write(f"{folder}/{key}{suffix}.md", article(**fields))

    @rule(
        folder=st.sampled_from(FOLDERS),
        key=st.sampled_from(KEYS),
        suffix=st.sampled_from(SUFFIXES),
    )
    def write_note(self, folder: str, key: str, suffix: str) -> None:
        """Write a text without front matter, which is skipped, or refused as a translation."""
        self.site.write(f"{folder}/{key}{suffix}.md", "A note.\n")

    @rule(which=number, body=st.sampled_from(BODIES))
    def edit_body(self, which: int, body: str) -> None:
        if path := self.pick(self.site.sources(".md"), which):
            head, mark, _ = self.text(path).rpartition("---\n")
            self.edit(path, f"{head}{mark}{body}")

    @rule(which=number, other=number, anchor=st.sampled_from(("", "#head", "#none")))
    def link(self, which: int, other: int, anchor: str) -> None:
        paths = self.site.sources(".md")
        if path := self.pick(paths, which):
            target = os.path.relpath(paths[other % len(paths)], Path(path).parent)
            self.edit(path, f"{self.text(path)}\n\n[link]({target}{anchor})\n")

    @rule(which=number, field=st.sampled_from((TITLES, DATES, SOURCES, TAGS)), value=number)
    def edit_field(self, which: int, field: tuple[str, ...], value: int) -> None:
        if path := self.pick(self.site.sources(".md"), which):
            lines = self.text(path).split("\n")
            if lines[0] != "---":
                return
            place = 1 + (TITLES, DATES, SOURCES, TAGS).index(field)
            name = ("title: ", "date: ", "", "")[place - 1]
            lines[place] = name + field[value % len(field)]
            self.edit(path, "\n".join(lines))

    @rule(which=number)
    def remove_file(self, which: int) -> None:
        if path := self.pick(self.site.sources(), which):
            self.site.remove(path)

    @rule(
        which=number,
        folder=st.sampled_from(FOLDERS),
        key=st.sampled_from(KEYS),
        suffix=st.sampled_from(SUFFIXES),
    )
    def rename_article(self, which: int, folder: str, key: str, suffix: str) -> None:
        if path := self.pick(self.site.sources(".md"), which):
            self.site.move(path, f"{folder}/{key}{suffix}.md")

    @rule(folder=st.sampled_from(FOLDERS), width=st.integers(1, 3))
    def write_image(self, folder: str, width: int) -> None:
        self.site.write(f"{folder}/p.png", png(width))

    @rule(folder=st.sampled_from(FOLDERS), data=st.sampled_from(PHOTOGRAPHS))
    def write_photograph(self, folder: str, data: bytes) -> None:
        self.site.write(f"{folder}/p.png", data)

    # --- Settings and theme -------------------------------------------------------------------

    @rule(text=st.sampled_from((None, *SITE)))
    def configure(self, text: str | None) -> None:
        self.place("content/site.toml", text)

    @rule(text=st.sampled_from((None, *TAG_REGISTRY)))
    def register_tags(self, text: str | None) -> None:
        self.place("content/tags.toml", text)

    @rule(text=st.sampled_from((None, *SOURCE_REGISTRY)))
    def register_sources(self, text: str | None) -> None:
        self.place("content/sources.toml", text)

    @rule(name=st.sampled_from(sorted(OVERRIDES)), which=number)
    def override(self, name: str, which: int) -> None:
        texts = (None, *OVERRIDES[name])
        self.place(f"templates/{name}", texts[which % len(texts)])

    @rule(name=st.sampled_from(("not-found.html", "partials/extra.html")), which=number)
    def include(self, name: str, which: int) -> None:
        texts = (None, *OVERRIDES[name])
        self.place(f"templates/{name}", texts[which % len(texts)])

    # --- Faults -------------------------------------------------------------------------------

    @rule(which=number, how=st.sampled_from(("remove", "empty", "cut", "other", "all")))
    def damage_output(self, which: int, how: str) -> None:
        files = sorted(set(self.site.published) - {".tarikh"})
        path = self.site.output / files[which % len(files)] if files else None
        if path is None or not path.exists():
            return
        data = path.read_bytes()
        if how == "all":
            shutil.rmtree(self.site.output)
        elif how == "remove":
            path.unlink()
        else:
            other = {"empty": b"", "cut": data[:-1], "other": data[::-1]}
            path.write_bytes(other[how])

    @rule(how=st.sampled_from(("remove", "cut", "flip", "foreign")), place=number)
    def damage_record(self, how: str, place: int) -> None:
        def flipped(data: bytes) -> bytes:
            at = place % len(data)
            return data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :]

        ways: dict[str, Callable[[bytes], bytes | None]] = {
            "remove": lambda _: None,
            "cut": lambda data: data[: place % len(data)],
            "flip": flipped,
            "foreign": lambda _: b"tarikh manifest 0\n" + b"\0" * 99,
        }
        self.site.lose_record(ways[how])

    @rule(which=number, how=st.sampled_from(("remove", "cut", "swap")))
    def damage_entries(self, which: int, how: str) -> None:
        kept = ("entries", "cards", "pictures")
        files = [file for name in kept for file in sorted((self.site.state / name).glob("*"))]
        files += [file for file in (self.site.state / "reads",) if file.exists()]
        if path := self.pick([str(file) for file in files], which):
            data = Path(path).read_bytes()
            if how == "remove":
                Path(path).unlink()
            else:
                Path(path).write_bytes(data[:-1] if how == "cut" else files[0].read_bytes())

    @rule()
    def touch(self) -> None:
        self.site.touch()

    @rule(steps=st.integers(0, 12), publishing=st.booleans())
    def interrupt(self, steps: int, publishing: bool) -> None:
        self.site.interrupt(steps, publishing=publishing)

    @rule(hours=st.sampled_from((1, 23, 24)))
    def pass_time(self, hours: int) -> None:
        self.site.now += hours * 3600

    @rule()
    @precondition(lambda self: not self.waiting)
    def wait(self) -> None:
        """Apply the next change without a build in between."""
        self.waiting = True

    @invariant()
    def description(self) -> None:
        if self.waiting and self.waited():
            return
        if not self.site.check().published:
            self.site.remove_errors()

    # --- Help ---------------------------------------------------------------------------------

    def waited(self) -> bool:
        """Whether this is the step that asked to wait; the one after it is built."""
        self.waiting = self.waiting and not getattr(self, "_waited", False)
        self._waited = self.waiting
        return self.waiting

    @staticmethod
    def pick(paths: list[str], which: int) -> str:
        return paths[which % len(paths)] if paths else ""

    def text(self, path: str) -> str:
        return (self.site.root / path).read_bytes().decode()

    def edit(self, path: str, text: str) -> None:
        self.site.write(path, text)

    def place(self, path: str, text: str | None) -> None:
        if text is None:
            self.site.remove(path)
        else:
            self.site.write(path, text)


def article(*, title: str, date: str, source: str, tags: str, more: str, body: str) -> str:
    return f"---\ntitle: {title}\ndate: {date}\n{source}\n{tags}\n{more}\n---\n{body}"


def run(machine: type[Machine], examples: int, steps: int, **others: Any) -> None:
    chosen = settings(max_examples=examples, stateful_step_count=steps, **others)
    run_state_machine_as_test(machine, settings=chosen)


def test_incremental_is_clean_whatever_happens() -> None:
    with fast_builds() as patch:
        plain_cards(patch)
        if STEPS:
            run(Machine, -(-STEPS // 50), 50, derandomize=False, phases=list(Phase))
        else:
            run(Machine, 16, 25)


# --- Each safeguard is necessary --------------------------------------------------------------

RULES = frozenset(name for name in vars(Machine) if hasattr(getattr(Machine, name), RULE_MARKER))


def only(*names: str) -> type[Machine]:
    """Return the machine with only these rules, to reach the fault sooner."""
    assert set(names) <= RULES
    return type("Focused", (Machine,), dict.fromkeys(RULES - set(names)))


def leave_out(kind: type, name: str) -> Callable[[pytest.MonkeyPatch], None]:
    """Omit a field from the fingerprint."""

    def without(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(without, value))
        if not is_value_class(type(value)):
            return value
        made: Any = type(value)
        left = {each: without(getattr(value, each)) for each in field_names(made)}
        if made is kind:
            left[name] = ""
        return made(**left)

    def fault(patch: pytest.MonkeyPatch) -> None:
        page = Fingerprinter.page

        def page_without(self: Fingerprinter, composed: ComposedPage, **others: bytes) -> bytes:
            return page(self, without(composed), **others)

        patch.setattr(Fingerprinter, "page", page_without)

    return fault


def no_dependencies(patch: pytest.MonkeyPatch) -> None:
    """Make templates depend only on themselves, not on what they include."""
    patch.setattr(TemplateDependencies, "digest", lambda self, name: self.files.get(name, b""))


def dynamic_includes(patch: pytest.MonkeyPatch) -> None:
    """Ignore template names that are computed."""

    def closures_of_strings(theme: Theme) -> TemplateDependencies:
        texts = {file.path: file.data for file in theme.templates}
        members = {}
        for name in texts:
            members[name] = {name}
            waiting = [name]
            while waiting:
                named = NAMED.findall(texts[waiting.pop()].decode())
                waiting += (each for each in named if each in texts.keys() - members[name])
                members[name].update(waiting)
        return TemplateDependencies(
            {name: frozenset(each) for name, each in members.items()}, texts
        )

    replace_everywhere(patch, find_template_dependencies, closures_of_strings)


def no_pruning(patch: pytest.MonkeyPatch) -> None:
    begin, publish = Publication.__init__, Publication.publish
    earlier: WeakKeyDictionary[Publication, frozenset[str]] = WeakKeyDictionary()

    def begin_and_note(
        self: Publication, output: Path, state: Path, known: frozenset[str], *others: Any
    ) -> None:
        begin(self, output, state, known, *others)
        earlier[self] = known | output_manifest.load(output).files

    def keep_all(
        self: Publication, outputs: Set[str], changed: Iterable[str], kept: Mapping[str, int]
    ) -> Any:
        return publish(self, outputs | earlier[self], changed, kept)

    patch.setattr(Publication, "__init__", begin_and_note)
    patch.setattr(Publication, "publish", keep_all)


def assets_are_kept_forever(patch: pytest.MonkeyPatch) -> None:
    load = output_manifest.load
    patch.setattr(
        output_manifest, "load", lambda output: replace(load(output), kept=MappingProxyType({}))
    )


def time_does_not_matter(patch: pytest.MonkeyPatch) -> None:
    """A build with nothing to do does not look at what it may keep."""
    patch.setattr(BuildRecord, "is_current", lambda self, now: True)


def careless_stats(patch: pytest.MonkeyPatch) -> None:
    """Trust stats at once, on a file system with a slow clock."""
    freeze_file_times(patch)
    replace_everywhere(patch, is_trustworthy, lambda stat, instant: stat)


def any_entry_is_alike(patch: pytest.MonkeyPatch) -> None:
    """Compare only the bodies of edited files."""
    replace_everywhere(
        patch, has_same_entry, lambda before, after: before is not None and after is not None
    )


def unnoted(fact: str) -> Callable[[pytest.MonkeyPatch], None]:
    """A fact that pages read without a note of it."""

    def fault(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(Facts, fact, getattr(Facts, fact).__wrapped__)

    return fault


def views_read_nothing(patch: pytest.MonkeyPatch) -> None:
    """What a shared view is composed from is not noted for the pages that print it."""
    patch.setattr(ReadLog, "note_view", lambda self, view: None)


def entries_without_versions(patch: pytest.MonkeyPatch) -> None:
    """The digest of an event ignores its texts."""
    patch.setattr(Facts, "digest_texts", lambda self, own, paths: repr((own, *paths)).encode())


def media_stay_as_they_are(patch: pytest.MonkeyPatch) -> None:
    """A preview does not measure a changed image again."""
    patch.setattr(
        MediaFiles,
        "with_changes",
        lambda self, files, changed: MediaFiles(self._measure, files, self._known),
    )


def pages_stay_the_same(patch: pytest.MonkeyPatch) -> None:
    """A preview never plans its pages again."""
    plan = SiteModel._plan_pages
    patch.setattr(
        SiteModel, "_plan_pages", lambda self, chronicle: self._plan or plan(self, chronicle)
    )


def links_are_checked_once(patch: pytest.MonkeyPatch) -> None:
    """A change never affects the links of other articles."""
    patch.setattr(LinkChecker, "find_affected", lambda self, changed, **others: set())


def cards_of_a_title(patch: pytest.MonkeyPatch) -> None:
    """A share picture is kept for its title, whatever else it shows."""
    made: dict[str, bytes] = {}

    def write(self: CardStore, view: ShareCardView) -> bytes:
        return made.setdefault(view.title, write_card(view))

    patch.setattr(CardStore, "write", write)


EDITS = ("write_article", "edit_body", "edit_field", "remove_file", "rename_article")


@pytest.mark.parametrize(
    ("fault", "rules"),
    [
        (leave_out(EventView, "title"), ("edit_field",)),
        (leave_out(EventView, "tags"), ("register_tags",)),
        (leave_out(NeighborView, "title"), ("edit_field",)),
        (leave_out(ArticleView, "citations"), ("edit_field",)),
        (leave_out(SiteView, "pages"), ("rename_article",)),
        (no_dependencies, ("override",)),
        (dynamic_includes, ("include",)),
        (no_pruning, EDITS),
        (assets_are_kept_forever, ("override", "pass_time")),
        (time_does_not_matter, ("override", "pass_time")),
        (careless_stats, ("edit_field", "edit_body")),
        (any_entry_is_alike, ("edit_field", "edit_body")),
        (views_read_nothing, ("edit_field",)),
        (entries_without_versions, ("edit_field",)),
        (unnoted("event"), ("edit_field",)),
        (media_stay_as_they_are, ("edit_body", "write_image")),
        (pages_stay_the_same, ("edit_field",)),
        (links_are_checked_once, ("link", "remove_file")),
        (cards_of_a_title, ("configure", "edit_field")),
    ],
    ids=[
        "event-title",
        "event-tags",
        "neighbor-title",
        "citations",
        "standing-pages",
        "no-dependencies",
        "dynamic-include",
        "no-pruning",
        "assets-kept-forever",
        "time-does-not-matter",
        "careless-stats",
        "any-entry-alike",
        "views-read-nothing",
        "entries-without-versions",
        "event",
        "media-of-a-preview",
        "plan-of-a-preview",
        "links",
        "cards-of-a-title",
    ],
)
def test_a_fault_is_found(
    fault: Callable[[pytest.MonkeyPatch], None], rules: tuple[str, ...]
) -> None:
    with fast_builds() as patch:
        plain_cards(patch)
        fault(patch)
        with pytest.raises(AssertionError):
            run(only(*rules), 100, 12, derandomize=True, database=None, phases=[Phase.generate])


def test_a_slow_clock_is_not_a_fault() -> None:
    with fast_builds() as patch:
        freeze_file_times(patch)
        run(only(*EDITS), 3, 12)
