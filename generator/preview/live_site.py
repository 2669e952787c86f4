"""The site in memory: applies changed files to it, and renders its pages on request.

What happens on save, from top to bottom:

1. `watcher.py` collects the events of one save into a `Batch`.
2. `SiteFiles.detect_changes` compares the folders with what is known: `FileChanges`.
3. `LiveSite.apply_changes` decides what to do: other settings or folders reload the site;
   otherwise only the changed articles are read again.
4. `SiteModel.update` assembles the events of these articles again. Only if their outlines have
   changed are the events ordered and the pages planned again.
5. It checks the links that the change may have broken or repaired (`LinkChecker`).
6. `server.py` notifies the open pages (`reload_events.py`) and reports the problems.
7. `preview.js` fetches its page, and `LiveSite.get_file` renders it.

A file with errors does not replace its last good state: pages keep showing that, and the errors
are reported. All methods must be called from one thread at a time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.content.media import (
    MediaChangedError,
    measure_media,
    picture_rules,
)
from generator.content.pictures.parts import PictureError
from generator.content.scan import CONFIGURATION
from generator.engine import recorded_media
from generator.engine.conversion import ConvertedFile
from generator.engine.media_files import MediaFiles
from generator.engine.picture_store import PICTURES, PictureStore
from generator.engine.recorded_content import RecordedContent, open_recorded
from generator.engine.site_inputs import hash_settings, load_site
from generator.engine.site_model import Content, ContentChanges, SiteModel
from generator.gc_control import collect_garbage, freeze_gc, pause_gc
from generator.model import MediaFile, Site
from generator.pages import (
    Composed,
    ComposedPage,
    Facts,
    RenderContext,
    SharedViews,
    compose,
)
from generator.pages.links import picture_problem
from generator.pages.outputs import Output, Page
from generator.preview.article_store import ArticleStore
from generator.preview.loading import DEFAULT_LOAD_LIMITS, LoadLimits
from generator.preview.page_history import PageHistory
from generator.preview.search_pieces import RecordedWords, SearchPieces
from generator.preview.site_files import FileChanges, SiteFiles
from generator.preview.theme_state import ThemeState, load_theme_state, update_theme_state
from generator.problems import Problem, apply_severities, has_errors
from generator.search.pieces import list_files
from generator.state.build_record import BuildRecord
from generator.state.code_fingerprint import code_fingerprint
from generator.theme.render import Renderer, RenderError, fill

# How many rendered files are kept in memory.
_MAX_RENDERED = 256
# In sites with more files, the garbage collector would spend too long on their values.
_MANY_FILES = 5000


class PreviewPage(Struct, frozen=True):
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
    _theme: ThemeState
    _articles: ArticleStore
    _model: SiteModel
    _views: SharedViews
    _outputs: Mapping[str, Output]

    def __init__(
        self,
        root: Path,
        *,
        now: Callable[[], int],
        drafts: bool,
        jobs: int,
        limits: LoadLimits = DEFAULT_LOAD_LIMITS,
        cache: Path | None = None,
    ) -> None:
        """Load the site.

        Args:
            root: The site's folder.
            now: Reads the clock, in seconds since 0001-01-01T00:00:00Z.
            drafts: Whether to show drafts.
            jobs: How many processes may read articles.
            limits: How much is read before the first page is shown.
            cache: The folder of what all sites share; ``None`` to share nothing.

        Raises:
            NotADirectoryError: There is no such folder.
            OSError: One of the site's folders cannot be listed.
        """
        self._root = root
        self._now = now
        self._drafts = drafts
        self._jobs = jobs
        self._limits = limits
        self._cache = cache
        self._program = code_fingerprint()
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
        return self._model.context

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
    def digests(self) -> Mapping[str, bytes]:
        """The hash of the file of each article."""
        return self._articles.digests

    @property
    def unconverted_paths(self) -> tuple[str, ...]:
        """The articles whose bodies have not been converted yet."""
        return tuple(sorted(self._articles.unconverted_paths))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All known problems, sorted."""
        problems = {
            *self._files.listing.problems,
            *self._settings_problems,
            *self._model.problems,
            *self._theme.problems,
            *chain.from_iterable(self._render_problems.values()),
            *self._model.require_front_matter(self._articles.problems),
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

    def apply_changes(self, changes: FileChanges) -> bool:
        """Bring the site up to date with its files.

        Returns:
            Whether a page or a problem may have changed.
        """
        if changes.layout_changed:
            self._load_site()
            return True
        if not changes:
            return self.apply_time()
        layout = self._files.layout
        site_changed = False
        settings_paths = {layout.path(name) for name in CONFIGURATION}
        # The stylesheet decides whether pages have fonts of their own.
        if changes.theme_changed or settings_paths & (changes.changed | changes.removed):
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

    def apply_time(self) -> bool:
        """Show or hide the articles whose dates have passed since the last change.

        Returns:
            Whether there are any.
        """
        if self._model.is_current(self._now()):
            return False
        self._update_model(ContentChanges(frozenset()), self.context)
        self._revision += 1
        return True

    def _apply_file_changes(self, changes: FileChanges, *, site_changed: bool) -> bool:
        """Read changed articles and a changed theme again, and update the site by them."""
        removed = self._articles.remove(changes.removed)
        altered = self._articles.reread(sorted(filter(_is_article, changes.changed)))
        media = {path for path in changes.changed | changes.removed if not _is_article(path)}
        if not (altered or removed or media or changes.theme_changed or site_changed):
            return False
        self._record_renames(removed, changes, sorted(altered))
        if changes.theme_changed or site_changed:
            self._update_theme()
        if site_changed:
            self._model.replace_site(self._site)
            altered |= self._articles.entries.keys()
        self._update_model(ContentChanges(altered | removed.keys(), media), self.context)
        self._revision += 1
        return True

    def _record_renames(
        self, removed: Mapping[str, bytes], changes: FileChanges, altered: Sequence[str]
    ) -> None:
        """Record which of the removed files are now under another name."""
        moved = changes.moved or {}
        for old, digest in removed.items():
            new = moved.get(old) or self._articles.find_same_content(digest, altered)
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

    def _update_model(self, changes: ContentChanges, before: RenderContext | None) -> None:
        """Bring the site up to date with its articles, and note which pages it has lost.

        Args:
            changes: What is different in its content.
            before: What pages were composed from until now.
        """
        articles = self._articles
        content = Content(
            articles.entries,
            articles.broken_paths,
            articles.skipped_paths,
            frozenset(self._files.listing.content),
            articles.unconverted_paths,
        )
        is_large = len(content.entries) > _MANY_FILES
        if before is not None and is_large:
            collect_garbage()
        with pause_gc():
            formatters = self._theme.formatters
            self._model.update(content, changes, now=self._now(), formatters=formatters)
        plan = self.context.plan
        if before is None or plan is not before.plan:
            if before is not None:
                self._history.record_removed(before, self._outputs, plan.by_file)
            self._outputs = plan.by_file
        self._views = SharedViews(Facts(self.context))
        if is_large:
            freeze_gc()

    # --- Loading --------------------------------------------------------------------------

    def _load_site(self) -> None:
        """Read the whole site."""
        with pause_gc():
            self._files = SiteFiles(self._root)
            layout, listing = self._files.layout, self._files.listing
            read_problems: list[Problem] = []
            self._site, problems = load_site(layout, listing, read_problems)
            self._settings_problems = (*read_problems, *problems)
            self._theme = load_theme_state(layout, listing, self._site, self._cache, self._program)
            self._render_problems: dict[str, tuple[Problem, ...]] = {}
            self._rendered: OrderedDict[str, tuple[int, PreviewPage]] = OrderedDict()
            former_articles = self._articles if self._load_count else None
            previous, recorded = open_recorded(
                layout, self._site, self._program, drafts=self._drafts
            )
            self._articles = ArticleStore(
                layout,
                listing,
                self._site,
                previous=previous,
                recorded=recorded,
                jobs=self._jobs,
                limits=self._limits,
            )
            self._search_pieces = SearchPieces(
                self._articles.get_body, self._find_recorded_words(previous)
            )
            unconverted = self._articles.unconverted_paths
            if len(unconverted) <= self._limits.convert_first:
                self._articles.convert(sorted(unconverted))
            former_context = self.context if self._load_count else None
            known = recorded_media.load(layout.state, previous.media) if previous else {}
            media = MediaFiles(self._measure, known=known)
            self._model = SiteModel(self._site, recorded, media, layout.path(CONFIGURATION[0]))
            self._update_model(self._find_changes(previous, recorded), former_context)
            if former_articles is not None:
                former_articles.clear()
            self._revision += 1
            self._load_count += 1

    def _find_recorded_words(self, previous: BuildRecord | None) -> RecordedWords | None:
        """Return what the last build recorded of the words of articles, if anything."""
        if previous is None:
            return None
        changed, digests = self._articles.changed_paths, self._articles.digests
        unchanged = {path: digests[path] for path in digests if path not in changed}
        return RecordedWords(self._files.layout.state, previous.search, unchanged)

    def _find_changes(
        self, previous: BuildRecord | None, recorded: RecordedContent
    ) -> ContentChanges:
        """Compare the content with that of the last build."""
        if previous is None or not recorded.is_assembled:
            return ContentChanges(self._articles.entries.keys())
        content = self._files.listing.content
        before = {path: stamp[0] for path, stamp in previous.content.items()}
        media = {
            path
            for path in content.keys() | before.keys()
            if not _is_article(path) and content.get(path) != before.get(path)
        }
        articles = self._articles.changed_paths
        return ContentChanges(articles | recorded.hidden if self._drafts else articles, media)

    def _measure(self, path: str) -> MediaFile | None:
        try:
            return measure_media(self._files.layout.root, path, picture_rules(self._site))
        except OSError:
            # The file is being replaced: another event will follow.
            return None

    def add_converted(self, converted: Sequence[ConvertedFile]) -> bool:
        """Add articles that the background process converted; whether problems changed."""
        entries, articles_changed = self._articles.add_converted(converted)
        links_changed = self._model.check_links(entries)
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
        is_static = file in self._theme.assets or self._model.media.find_published(file) is not None
        is_piece = file in list_files(self.context.plan.search_layout)
        return is_static or is_piece or file in self._outputs

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
        piece = self._search_pieces.get(file, self.context, self._articles.digests)
        if piece is not None:
            return piece
        published = self._model.media.find_published(file)
        if published is None:
            return self._theme.assets[file]
        layout, rules = self._files.layout, picture_rules(self._site)
        store = PictureStore(layout.root, layout.state / PICTURES, rules, is_read_only=True)
        problems_before = self._render_problems.pop(file, None)
        try:
            ((_, data),) = store.read(published.media, (published.variant,))
            return data
        except (OSError, MediaChangedError):
            # The file is being replaced: another event will follow.
            return b""
        except PictureError as error:
            self._render_problems[file] = (picture_problem(published.media, error),)
            return b""
        finally:
            self._render_problems_revision += problems_before != self._render_problems.get(file)

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


def _is_article(path: str) -> bool:
    return path.endswith(".md")
