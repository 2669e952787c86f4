"""The site as it is now: what has changed is read again, pages are made when they are asked for.

Everything here is called from one thread at a time. A file that cannot be used as it is leaves the
site as it was before: pages show the last good state of each file, and the problem is told.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from generator.build.site_inputs import broken_keys, hash_settings, load_site
from generator.chronology import build_chronicle
from generator.content.scan import CONFIGURATION
from generator.gc_control import collect_garbage, freeze_gc, gc_paused
from generator.model import Entry, Site
from generator.pages import Composed, ComposedPage, RenderContext, SharedViews, compose
from generator.pages.links import LinkResolver
from generator.pages.plan import Output, Page, plan_pages
from generator.preview.article_store import ArticleStore
from generator.preview.cached_articles import CachedArticle, ConvertedFile
from generator.preview.link_checker import LinkChecker, Media
from generator.preview.page_history import PageHistory
from generator.preview.site_files import FileChanges, SiteFiles
from generator.preview.theme_state import ThemeState, load_theme_state, update_theme_state
from generator.preview.update_chronicle import differ_only_in_text, update_texts
from generator.preview.watcher import Batch
from generator.problems import Problem, Severity
from generator.theme.render import Renderer, RenderError, fill

# Articles that are converted before the first page is shown rather than behind it.
_FEW = 200
# How many pages are kept in memory.
_PAGES = 256
# Sites of more pages are so large that looking for garbage among their values takes too long.
_VERY_MANY = 5000


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A file of the site as it would be published.

    ``page`` is ``None`` for what is no page. ``failed`` says that the page cannot be made as it
    is now: ``data`` is then its last good state, or empty.
    """

    data: bytes
    page: Page | None = None
    failed: bool = False


class PreviewSession:
    """One site, kept up to date."""

    _site: Site
    _misconfigured: tuple[Problem, ...]
    _contradictions: tuple[Problem, ...]
    _shelf: ArticleStore
    _views: SharedViews
    _pages: dict[str, Output]

    def __init__(self, root: Path, *, drafts: bool, jobs: int) -> None:
        """Read the site.

        Args:
            root: Its folder.
            drafts: Whether drafts are part of it.
            jobs: How many processes to use for reading.

        Raises:
            NotADirectoryError: There is no such folder.
            OSError: One of its folders cannot be listed.
        """
        self._root = root
        self._drafts = drafts
        self._jobs = jobs
        self._version = 0
        self._opened = 0
        self._noted = 0
        self._former = PageHistory()
        self._bases: set[str] = set()
        self._open()

    @property
    def site(self) -> Site:
        """The settings that hold."""
        return self._site

    @property
    def desk(self) -> RenderContext:
        """The site, ready to be composed."""
        return self._views.context

    @property
    def lookout(self) -> SiteFiles:
        """Where its files lie."""
        return self._lookout

    @property
    def version(self) -> tuple[int, ...]:
        """Another value whenever a page or a problem may be another than before."""
        return self._version, self._shelf.revision, self._noted

    @property
    def opened(self) -> int:
        """How often all of the site has been read."""
        return self._opened

    @property
    def unconverted(self) -> tuple[str, ...]:
        """The articles whose bodies have not been looked at."""
        return self._shelf.unconverted

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything known to be wrong, sorted."""
        found = {
            *self._lookout.listing.problems,
            *self._misconfigured,
            *self._contradictions,
            *self._style.problems,
            *chain.from_iterable(self._unprintable.values()),
            *self._dead.problems,
            *self._shelf.problems,
        }
        return tuple(sorted(found))

    @property
    def style(self) -> ThemeState:
        """The theme that pages are printed with."""
        return self._style

    def former_base(self, path: str) -> str | None:
        """The base path that a path is below which the site had before, if any."""
        return next((base for base in self._bases if path.startswith(base)), None)

    # --- Pages ----------------------------------------------------------------------------

    def has(self, file: str) -> bool:
        """Whether the published site would have that file."""
        plain = file in self._style.assets or self._media.published(file) is not None
        return plain or file in self._pages

    def answer(self, file: str) -> PreviewPage:
        """A file of the site, which it must have."""
        page = self._pages.get(file)
        if page is None:
            return PreviewPage(self._plain(file))
        known = self._printed.get(file)
        if known is None or known[0] != self._version:
            answer = self._print(page, known[1] if known else None)
            known = self._printed[file] = self._version, answer
            if len(self._printed) > _PAGES:
                self._printed.popitem(last=False)
        self._printed.move_to_end(file)
        return known[1]

    def successor(self, file: str) -> str | None:
        """The address of what has taken the place of a page that is gone."""
        return self._former.follow(file, self.desk)

    def _plain(self, file: str) -> bytes:
        media = self._media.published(file)
        if media is None:
            return self._style.assets[file]
        try:
            return (self._lookout.place.root / media.path).read_bytes()
        except OSError:
            # It is being replaced: its next change is told of.
            return b""

    def _print(self, output: Output, before: PreviewPage | None) -> PreviewPage:
        composed = compose(self._views, output)
        page = output if isinstance(output, Page) else None
        file = output.url.file
        noted = self._unprintable.pop(file, None)
        try:
            return PreviewPage(self._rendered(self._style.renderer, composed), page)
        except RenderError as error:
            self._unprintable[file] = error.problems
        finally:
            self._noted += noted != self._unprintable.get(file)
        if before is not None and before.data:
            return replace(before, failed=True)
        try:
            return PreviewPage(self._rendered(self._style.before, composed), page, failed=True)
        except RenderError:
            return PreviewPage(b"", page, failed=True)

    def _rendered(self, renderer: Renderer, composed: Composed) -> bytes:
        shell = renderer.render(composed)
        if shell.tail is None or not isinstance(composed, ComposedPage):
            return shell.head
        segments = self._shelf.body(composed.body)
        if segments is None:
            return shell.head + shell.tail
        references = self.desk.chronicle.files[composed.body].outline.references
        body = fill(segments, references, composed.references, composed.page.root)
        return shell.head + body + shell.tail

    # --- Changes --------------------------------------------------------------------------

    def deal(self, batch: Batch) -> bool:
        """Read again what has changed; whether a page or a problem may be another than before."""
        return self.update(self._lookout.look(batch))

    def update(self, found: FileChanges) -> bool:
        """Read again what was found to have changed."""
        if found.elsewhere:
            self._open()
            return True
        if not found:
            return False
        place = self._lookout.place
        replanned = False
        if {place.path(name) for name in CONFIGURATION} & (found.changed | found.gone):
            unread: list[Problem] = []
            site, problems = load_site(place, self._lookout.listing, unread)
            misconfigured = (*unread, *problems)
            if hash_settings(site) != hash_settings(self._site) and not _faulty(misconfigured):
                self._rebase(site)
                self._open()
                return True
            replanned = misconfigured != self._misconfigured or site != self._site
            self._misconfigured = misconfigured
            if not _faulty(misconfigured):
                self._rebase(site)
                self._site = site
        return self._update(found, replanned=replanned)

    def take(self, read: Sequence[ConvertedFile]) -> bool:
        """Take articles that were converted elsewhere; whether that brought new problems."""
        entries, news = self._shelf.take(read)
        news = self._dead.check(self.desk.links, self._listed(entries)) or news
        self._version += news
        return news

    def probes(self) -> tuple[Callable[[], bool], ...]:
        """Pieces of work: to make one page of each kind, and tell whether that brought problems."""
        first: dict[tuple[type[Page], str], Page] = {}
        for page in self.desk.plan.pages:
            first.setdefault((type(page), page.language), page)
        return tuple(self._probe(page.url.file) for page in first.values())

    def _probe(self, file: str) -> Callable[[], bool]:
        def work() -> bool:
            before = self._noted
            if file in self._pages:
                self.answer(file)
            return self._noted != before

        return work

    def _open(self) -> None:
        """Read all of the site."""
        with gc_paused():
            self._read()

    def _read(self) -> None:
        self._lookout = SiteFiles(self._root)
        place, listing = self._lookout.place, self._lookout.listing
        unread: list[Problem] = []
        self._site, problems = load_site(place, listing, unread)
        self._misconfigured = (*unread, *problems)
        self._style = load_theme_state(place, listing, self._site)
        self._unprintable: dict[str, tuple[Problem, ...]] = {}
        self._printed: OrderedDict[str, tuple[int, PreviewPage]] = OrderedDict()
        self._media = Media(place.root, listing.content.keys())
        former = self._shelf if self._opened else None
        self._shelf = ArticleStore(place, listing, self._site, jobs=self._jobs)
        self._plan()
        if former is not None:
            former.clear()
        few = self._shelf.unconverted
        for path in few if len(few) <= _FEW else ():
            self._shelf.convert(path)
        self._dead = LinkChecker()
        self._dead.check(self.desk.links, self._listed(self._shelf.converted))
        self._version += 1
        self._opened += 1

    def _update(self, found: FileChanges, *, replanned: bool) -> bool:
        """Bring the site up to date with some files; whether anything is new."""
        removed = {path: held for path in found.gone if (held := self._shelf.remove(path))}
        altered: set[str] = set()
        fresh: list[Entry] = []
        for path in sorted(path for path in found.changed if path.endswith(".md")):
            before, after = self._shelf.reread(path)
            if after is before:
                continue
            altered.add(path)
            if before is None or not _same_place(before.entry, after.entry):
                replanned = True
            elif after.entry is not None and after.entry is not before.entry:
                fresh.append(after.entry)
        others = {path for path in found.changed | found.gone if not path.endswith(".md")}
        if not (altered or removed or others or found.restyled or replanned):
            return False
        self._rename(removed, found, altered)
        if others:
            self._media = self._media.without(self._lookout.listing.content.keys(), others)
        if found.restyled or replanned:
            self._restyle()
        contradicted = {problem.path for problem in self._contradictions}
        replanned = replanned or bool(removed) or not contradicted.isdisjoint(altered)
        if replanned:
            self._plan()
        else:
            self._exchange(fresh)
        self._dead.forget(removed)
        changed = altered | others | removed.keys()
        concerned = self._dead.concerned(changed, pages=replanned) | altered
        self._dead.check(self.desk.links, self._listed(self._shelf.some(sorted(concerned))))
        self._version += 1
        return True

    def _rename(
        self, removed: dict[str, CachedArticle], found: FileChanges, altered: set[str]
    ) -> None:
        """Remember which files have only got other names."""
        moved = found.moved or {}
        for old, held in removed.items():
            new = moved.get(old) or self._shelf.twin(held, altered)
            if new is not None:
                self._former.rename(old, new)

    def _rebase(self, site: Site) -> None:
        """Remember where the site was, if that changes."""
        if site.base_path != self._site.base_path:
            self._bases = (self._bases | {self._site.base_path}) - {site.base_path}

    def _restyle(self) -> None:
        style = update_theme_state(self._style, self._lookout.listing, self._site)
        if style.renderer is not self._style.renderer:
            self._unprintable.clear()
        self._style = style

    def _plan(self) -> None:
        """Order and index all articles, and list the pages."""
        codes = {language.code for language in self._site.languages}
        broken = self._shelf.broken
        if self._version and len(self._pages) > _VERY_MANY:
            collect_garbage()
        with gc_paused():
            told, contradictions = build_chronicle(
                self._site,
                (entry for entry in self._shelf.entries if entry.article.language in codes),
                drafts=self._drafts,
                absent=broken_keys(broken, self._site),
            )
            planned, collisions = plan_pages(self._site, told)
        self._contradictions = (*contradictions, *collisions)
        present = frozenset(self._lookout.listing.content)
        atlas = LinkResolver(told, planned, self._media, present, broken)
        desk = RenderContext(self._site, told, planned, atlas, self._style.formatters)
        pages = {output.url.file: output for output in planned.outputs}
        if self._version:
            self._former.update(self.desk, self._pages, pages)
        self._views, self._pages = SharedViews(desk), pages
        if len(pages) > _VERY_MANY:
            freeze_gc()

    def _exchange(self, entries: Iterable[Entry]) -> None:
        """Put new texts in the place of old ones: the plan is as it was."""
        before = self.desk
        told = update_texts(before.chronicle, entries)
        files, content = before.links.files, self._lookout.listing.content
        if files != content.keys():
            files = frozenset(content)
        atlas = replace(before.links, chronicle=told, media=self._media, files=files)
        self._views = SharedViews(
            RenderContext(self._site, told, before.plan, atlas, self._style.formatters)
        )

    def _listed(self, entries: Iterable[Entry]) -> Iterable[Entry]:
        """Those entries that the site shows."""
        return (each for each in entries if each.article.path in self.desk.chronicle.files)


def _faulty(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _same_place(before: Entry | None, after: Entry | None) -> bool:
    """Whether the site holds an article as it held it before."""
    if before is None or after is None:
        return before is after
    return before is after or differ_only_in_text(before.article, after.article)
