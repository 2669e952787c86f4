"""The site in memory: applies changed files to it, and renders its pages on request.

What happens on save, from top to bottom:

1. `watcher.py` collects the events of one save into a `Batch`.
2. `SiteFiles.detect_changes` compares the folders with what is known: `FileChanges`.
3. `LiveSite.apply_changes` decides what to do: other settings or folders reload the site;
   otherwise only the changed articles are read again.
4. The events of these articles are assembled again (`_update_chronicle`). Only if their outlines
   have changed are the events ordered and the pages planned again.
5. The links that the change may have broken or repaired are checked (`LinkChecker`).
6. `server.py` notifies the open pages (`reload_events.py`) and reports the problems.
7. `preview.js` fetches its page, and `LiveSite.get_file` renders it.

A file with errors does not replace its last good state: pages keep showing that, and the errors
are reported. All methods must be called from one thread at a time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from generator.chronology import Assembler, ChronicleBuilder
from generator.content.scan import CONFIGURATION
from generator.engine.conversion import ConvertedFile
from generator.engine.media_files import Media
from generator.engine.site_inputs import broken_keys, hash_settings, load_site
from generator.gc_control import collect_garbage, freeze_gc, pause_gc
from generator.model import Entry, Site
from generator.pages import (
    Composed,
    ComposedPage,
    Facts,
    RenderContext,
    SharedViews,
    compose,
)
from generator.pages.link_checker import LinkChecker
from generator.pages.links import LinkResolver
from generator.pages.plan import Output, Page, Plan, plan_pages
from generator.preview.article_store import ArticleStore
from generator.preview.cached_articles import (
    DEFAULT_LOAD_LIMITS,
    CachedArticle,
    LoadLimits,
)
from generator.preview.page_history import PageHistory
from generator.preview.site_files import FileChanges, SiteFiles
from generator.preview.theme_state import ThemeState, load_theme_state, update_theme_state
from generator.preview.watcher import Batch
from generator.problems import Problem, apply_severities, has_errors
from generator.theme.render import Renderer, RenderError, fill

# How many rendered files are kept in memory.
_MAX_RENDERED = 256
# In sites with more files, the garbage collector would spend too long on their values.
_MANY_FILES = 5000


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A file of the site as it would be published.

    Attributes:
        data: Its bytes.
        page: The planned page; ``None`` for all other files, such as feeds and assets.
        failed: Whether the page cannot be rendered now; ``data`` is then its last good state, or
            empty.
    """

    data: bytes
    page: Page | None = None
    failed: bool = False


class LiveSite:
    """One site, kept up to date with its files."""

    _site: Site
    _settings_problems: tuple[Problem, ...]
    _builder: ChronicleBuilder
    _chronicle_problems: tuple[Problem, ...]
    _plan: Plan | None
    _plan_problems: tuple[Problem, ...]
    _theme: ThemeState
    _articles: ArticleStore
    _media: Media
    _link_checker: LinkChecker
    _context: RenderContext
    _views: SharedViews
    _outputs: dict[str, Output]

    def __init__(
        self,
        root: Path,
        *,
        now: Callable[[], int],
        drafts: bool,
        jobs: int,
        limits: LoadLimits = DEFAULT_LOAD_LIMITS,
    ) -> None:
        """Load the site.

        Args:
            root: The site's folder.
            now: Reads the clock, in seconds since 0001-01-01T00:00:00Z.
            drafts: Whether to show drafts.
            jobs: How many processes may read articles.
            limits: How much is read before the first page is shown.

        Raises:
            NotADirectoryError: There is no such folder.
            OSError: One of the site's folders cannot be listed.
        """
        self._root = root
        self._now = now
        self._drafts = drafts
        self._jobs = jobs
        self._limits = limits
        self._revision = 0
        self._load_count = 0
        self._render_problems_revision = 0
        self._history = PageHistory()
        self._former_bases: set[str] = set()
        self._load_site()

    @property
    def site(self) -> Site:
        """The settings in use: the last ones without errors."""
        return self._site

    @property
    def context(self) -> RenderContext:
        """What pages are composed from."""
        return self._context

    @property
    def files(self) -> SiteFiles:
        """The site's folders and files."""
        return self._files

    @property
    def version(self) -> tuple[int, ...]:
        """A value that changes whenever a page or a problem may have changed."""
        return self._revision, self._articles.revision, self._render_problems_revision

    @property
    def load_count(self) -> int:
        """How often the whole site has been loaded."""
        return self._load_count

    @property
    def unconverted_paths(self) -> tuple[str, ...]:
        """The articles whose bodies have not been converted yet."""
        return self._articles.unconverted_paths

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All known problems, sorted."""
        problems = {
            *self._files.listing.problems,
            *self._settings_problems,
            *self._chronicle_problems,
            *self._plan_problems,
            *self._theme.problems,
            *chain.from_iterable(self._render_problems.values()),
            *self._link_checker.problems,
            *self._articles.problems,
        }
        return apply_severities(problems, self._site.problems)

    @property
    def theme(self) -> ThemeState:
        """The theme that pages are rendered with."""
        return self._theme

    def find_former_base(self, path: str) -> str | None:
        """The earlier base path of the site that contains ``path``, if any."""
        return next((base for base in self._former_bases if path.startswith(base)), None)

    # --- Changes --------------------------------------------------------------------------

    def apply_batch(self, batch: Batch) -> bool:
        """Detect what a batch of events changed, and apply it. Returns as `apply_changes`."""
        return self.apply_changes(self._files.detect_changes(batch))

    def apply_changes(self, changes: FileChanges) -> bool:
        """Bring the site up to date with its files.

        Returns:
            Whether a page or a problem may have changed.
        """
        if changes.layout_changed:
            self._load_site()
            return True
        if not changes:
            return False
        layout = self._files.layout
        site_changed = False
        settings_paths = {layout.path(name) for name in CONFIGURATION}
        if settings_paths & (changes.changed | changes.removed):
            read_problems: list[Problem] = []
            site, problems = load_site(layout, self._files.listing, read_problems)
            settings_problems = (*read_problems, *problems)
            is_valid = not has_errors(settings_problems)
            if is_valid and hash_settings(site) != hash_settings(self._site):
                self._remember_base(site)
                self._load_site()
                return True
            site_changed = settings_problems != self._settings_problems or site != self._site
            self._settings_problems = settings_problems
            if is_valid:
                self._remember_base(site)
                self._site = site
        return self._apply_file_changes(changes, site_changed=site_changed)

    def _apply_file_changes(self, changes: FileChanges, *, site_changed: bool) -> bool:
        """Update the articles, the theme, the chronicle, the plan and the links, in this order."""
        removed = {
            path: cached for path in changes.removed if (cached := self._articles.remove(path))
        }
        altered = set()
        for path in sorted(path for path in changes.changed if path.endswith(".md")):
            before, after = self._articles.reread(path)
            if after is not before:
                altered.add(path)
        others = {path for path in changes.changed | changes.removed if not path.endswith(".md")}
        if not (altered or removed or others or changes.theme_changed or site_changed):
            return False
        self._record_renames(removed, changes, altered)
        if others:
            self._media = self._media.with_changes(self._files.listing.content.keys(), others)
        if changes.theme_changed or site_changed:
            self._update_theme()
        before_context = self.context
        if site_changed:
            self._open_chronicle()
        else:
            self._update_chronicle(altered | removed.keys())
        # The time alone can make an article a draft, or end that.
        former, current = before_context.chronicle.articles, self.context.chronicle.articles
        altered |= current.keys() - former.keys()
        gone = removed.keys() | (former.keys() - current.keys())
        changed = altered | others | gone
        self._link_checker.remove(altered | gone)
        affected = altered | self._link_checker.find_affected(
            changed,
            pages_changed=self.context.plan is not before_context.plan,
            names_changed=self.context.links.files != before_context.links.files,
        )
        self._check_links(self._articles.get_entries(sorted(affected)))
        self._revision += 1
        return True

    def _record_renames(
        self, removed: dict[str, CachedArticle], changes: FileChanges, altered: set[str]
    ) -> None:
        """Record which of the removed files are now under another name."""
        moved = changes.moved or {}
        for old, cached in removed.items():
            new = moved.get(old) or self._articles.find_same_content(cached, altered)
            if new is not None:
                self._history.record_rename(old, new)

    def _remember_base(self, site: Site) -> None:
        """Remember the base path in use if the new settings have another one."""
        if site.base_path != self._site.base_path:
            self._former_bases = (self._former_bases | {self._site.base_path}) - {site.base_path}

    def _update_theme(self) -> None:
        theme = update_theme_state(self._theme, self._files.listing, self._site)
        if theme.renderer is not self._theme.renderer:
            self._render_problems.clear()
        self._theme = theme

    def _open_chronicle(self) -> None:
        """Assemble all events by the settings as they are now."""
        self._builder = ChronicleBuilder(Assembler(self._site), drafts=self._drafts)
        self._plan = None
        self._update_chronicle(self._articles.paths)

    def _update_chronicle(self, changed: Iterable[str]) -> None:
        """Assemble the events of changed files, and plan the pages again if that can matter."""
        codes = {language.code for language in self._site.languages}
        entries = {
            entry.article.path: entry
            for entry in self._articles.entries
            if entry.article.language in codes
        }
        broken = self._articles.broken_paths
        is_large = len(entries) > _MANY_FILES
        if self._revision and is_large:
            collect_garbage()
        with pause_gc():
            chronicle, contradictions = self._builder.update(
                entries, changed, now=self._now(), absent=broken_keys(broken, self._site)
            )
            plan = self._plan
            # The problems of a plan have positions, which an edit of a text may move.
            if (
                plan is None
                or chronicle.timelines is not self.context.chronicle.timelines
                or self._plan_problems
            ):
                plan, self._plan_problems = plan_pages(self._site, chronicle)
        self._chronicle_problems = contradictions
        content = frozenset(self._files.listing.content)
        links = LinkResolver(chronicle, plan, self._media, content, broken)
        context = RenderContext(self._site, chronicle, plan, links, self._theme.formatters)
        if plan is not self._plan:
            outputs = {output.url.file: output for output in plan.outputs}
            if self._revision:
                self._history.record_removed(self.context, self._outputs, outputs)
            self._outputs = outputs
        self._plan, self._context = plan, context
        self._views = SharedViews(Facts(context))
        if is_large:
            freeze_gc()

    def _check_links(self, entries: Iterable[Entry]) -> bool:
        """Check the links of those entries that the site shows; whether problems changed."""
        files = self.context.chronicle.files
        shown = (entry for entry in entries if entry.article.path in files)
        return self._link_checker.check(self.context.links, shown)

    # --- Loading --------------------------------------------------------------------------

    def _load_site(self) -> None:
        """Read the whole site."""
        with pause_gc():
            self._files = SiteFiles(self._root)
            layout, listing = self._files.layout, self._files.listing
            read_problems: list[Problem] = []
            self._site, problems = load_site(layout, listing, read_problems)
            self._settings_problems = (*read_problems, *problems)
            self._theme = load_theme_state(layout, listing, self._site)
            self._render_problems: dict[str, tuple[Problem, ...]] = {}
            self._rendered: OrderedDict[str, tuple[int, PreviewPage]] = OrderedDict()
            self._media = Media(layout.root, listing.content.keys())
            former_articles = self._articles if self._load_count else None
            self._articles = ArticleStore(
                layout, listing, self._site, jobs=self._jobs, limits=self._limits
            )
            self._open_chronicle()
            if former_articles is not None:
                former_articles.clear()
            unconverted = self._articles.unconverted_paths
            if len(unconverted) <= self._limits.convert_first:
                for path in unconverted:
                    self._articles.convert(path)
            self._link_checker = LinkChecker()
            self._check_links(self._articles.converted_entries)
            self._revision += 1
            self._load_count += 1

    def add_converted(self, converted: Sequence[ConvertedFile]) -> bool:
        """Add articles that the background process converted; whether problems changed."""
        entries, articles_changed = self._articles.add_converted(converted)
        links_changed = self._check_links(entries)
        problems_changed = links_changed or articles_changed
        self._revision += problems_changed
        return problems_changed

    def list_sample_renderings(self) -> tuple[Callable[[], bool], ...]:
        """Functions that each render one page, one for each kind of page and language.

        Each returns whether problems changed. They find the errors of templates whose pages
        nobody has opened.
        """
        samples: dict[tuple[type[Page], str], Page] = {}
        for page in self.context.plan.pages:
            samples.setdefault((type(page), page.language), page)
        return tuple(self._sample_rendering(page.url.file) for page in samples.values())

    def _sample_rendering(self, file: str) -> Callable[[], bool]:
        def render() -> bool:
            before = self._render_problems_revision
            if file in self._outputs:
                self.get_file(file)
            return self._render_problems_revision != before

        return render

    # --- Pages ----------------------------------------------------------------------------

    def has_file(self, file: str) -> bool:
        """Whether the published site would contain that file."""
        is_static = file in self._theme.assets or self._media.find_published(file) is not None
        return is_static or file in self._outputs

    def get_file(self, file: str) -> PreviewPage:
        """Render or read a file of the site; `has_file` must be true for it."""
        output = self._outputs.get(file)
        if output is None:
            return PreviewPage(self._read_static_file(file))
        known = self._rendered.get(file)
        if known is None or known[0] != self._revision:
            rendered = self._render(output, known[1] if known else None)
            known = self._rendered[file] = self._revision, rendered
            if len(self._rendered) > _MAX_RENDERED:
                self._rendered.popitem(last=False)
        self._rendered.move_to_end(file)
        return known[1]

    def find_successor(self, file: str) -> str | None:
        """The path of the page that replaces a removed one, if any."""
        return self._history.find_successor(file, self.context)

    def _read_static_file(self, file: str) -> bytes:
        media = self._media.find_published(file)
        if media is None:
            return self._theme.assets[file]
        try:
            return (self._files.layout.root / media.path).read_bytes()
        except OSError:
            # The file is being replaced: another event will follow.
            return b""

    def _render(self, output: Output, before: PreviewPage | None) -> PreviewPage:
        """Render a file; if a template has an error, return the last good state."""
        composed = compose(self._views, output)
        page = output if isinstance(output, Page) else None
        file = output.url.file
        problems_before = self._render_problems.pop(file, None)
        try:
            return PreviewPage(self._render_with(self._theme.renderer, composed), page)
        except RenderError as error:
            self._render_problems[file] = error.problems
        finally:
            self._render_problems_revision += problems_before != self._render_problems.get(file)
        if before is not None and before.data:
            return replace(before, failed=True)
        try:
            data = self._render_with(self._theme.previous_renderer, composed)
        except RenderError:
            data = b""
        return PreviewPage(data, page, failed=True)

    def _render_with(self, renderer: Renderer, composed: Composed) -> bytes:
        shell = renderer.render(composed)
        if shell.tail is None or not isinstance(composed, ComposedPage):
            return shell.head
        segments = self._articles.get_body(composed.body)
        if segments is None:
            return shell.head + shell.tail
        references = self.context.chronicle.files[composed.body].outline.references
        body = fill(segments, references, composed.references, composed.page.root)
        return shell.head + body + shell.tail
