"""One site in memory: brought up to date by changed files, and asked for its pages.

Both commands use it. A build opens what the last one recorded, applies what has changed since, and
publishes the pages; a preview applies each save to the same model, and renders what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from msgspec import Struct

from generator.chronology import Assembler, Chronicle, ChronicleBuilder
from generator.content.scan import CONFIGURATION
from generator.engine.media_files import MediaFiles
from generator.engine.recorded_content import RecordedContent, hash_paths
from generator.engine.site_inputs import broken_keys
from generator.i18n import Formatter
from generator.model import Entry, Site, SiteImage
from generator.pages import RenderContext
from generator.pages.links import LinkResolver
from generator.pages.pictures import FileUse, PublishedFile, list_files
from generator.pages.plan import Plan, plan_pages
from generator.problems import Problem


class Content(Struct, frozen=True):
    """The content folder as it is now.

    Attributes:
        entries: The entry of each article that has one; it does not change later.
        broken: The articles whose errors leave none.
        skipped: The files that are no articles.
        files: The path of every file.
        unconverted: The articles whose texts have not been converted, so that their links are not
            known yet.
    """

    entries: Mapping[str, Entry]
    broken: frozenset[str]
    skipped: frozenset[str]
    files: frozenset[str]
    unconverted: Set[str] = frozenset()


class ContentChanges(Struct, frozen=True):
    """What is different from the content that a site was last brought up to date with.

    Attributes:
        articles: The articles whose entries are new, changed or gone.
        media: The other files that are new, changed or gone.
    """

    articles: Set[str]
    media: Set[str] = frozenset()


class SiteModel:
    """The chronicle of a site, its pages, and what its links lead to."""

    _context: RenderContext
    # The instants between which the same articles are drafts.
    _limits: tuple[int | None, int | None]

    def __init__(
        self, site: Site, recorded: RecordedContent, media: MediaFiles, settings_file: str
    ) -> None:
        """Open a site: `update` brings it up to date with its files.

        Args:
            site: The settings and registries.
            recorded: What is known of its content.
            media: Its media files.
            settings_file: The path of ``site.toml``, for the problems of what it names.
        """
        self._site = site
        self._media = media
        self._settings_file = settings_file
        self._builder, self._link_checker = recorded.builder, recorded.links
        self._shown, self._files, self._paths = recorded.shown, recorded.files, recorded.paths
        self._plan: Plan | None = None
        self._chronicle_problems: tuple[Problem, ...] = ()
        self._plan_problems: tuple[Problem, ...] = ()
        self._image_problems: tuple[Problem, ...] = ()

    @property
    def context(self) -> RenderContext:
        """What pages are composed from."""
        return self._context

    @property
    def problems(self) -> Iterator[Problem]:
        """The problems of the chronicle, of the pages and of the links, without those of files."""
        yield from self._chronicle_problems
        yield from self._plan_problems
        yield from self._link_checker.problems
        yield from self._image_problems

    @property
    def media(self) -> MediaFiles:
        """The media files."""
        return self._media

    @property
    def paths(self) -> bytes:
        """The hash of the paths that links have been checked against."""
        return self._paths

    @property
    def article_files(self) -> int:
        """How many files are those of articles, including drafts, and not of pages."""
        return self._builder.article_files

    def is_current(self, now: int) -> bool:
        """Whether the same articles are drafts at an instant as at the last `update`.

        Args:
            now: The instant, in seconds since 0001-01-01T00:00:00Z.
        """
        last, following = self._limits
        return (last is None or last <= now) and (following is None or now < following)

    def replace_site(self, site: Site) -> None:
        """Use other settings and registries; every article is to be part of the next `update`."""
        self._site = site
        self._builder = ChronicleBuilder(Assembler(site), drafts=self._builder.drafts)
        self._plan = None

    def update(
        self,
        content: Content,
        changes: ContentChanges,
        *,
        now: int,
        formatters: Mapping[str, Formatter],
    ) -> None:
        """Bring the site up to date with its files.

        Events are ordered and pages are planned only if the outline of an event has changed, and
        only those links are checked that a change can have broken or repaired.

        Args:
            content: The content folder as it is now.
            changes: What is different in it.
            now: The time, in seconds since 0001-01-01T00:00:00Z.
            formatters: For each language, its strings, dates and numbers.

        Raises:
            OSError: A media file cannot be read.
        """
        chronicle, self._chronicle_problems = self._builder.update(
            content.entries,
            changes.articles,
            now=now,
            absent=broken_keys(content.broken, self._site),
        )
        self._limits = self._builder.last_change, self._builder.next_change
        plan = self._plan_pages(chronicle)
        self._media = self._media.with_changes(content.files, changes.media)
        links = LinkResolver(
            chronicle, plan, self._media, content.files, content.broken, content.skipped
        )
        self._check_changed_links(links, content, changes)
        self._context = RenderContext(self._site, chronicle, plan, links, formatters)

    def require_front_matter(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield the problems of files; skipped translations of articles are errors."""
        return self._builder.require_front_matter(problems)

    def check_links(self, entries: Iterable[Entry]) -> bool:
        """Check the links of articles whose texts are new; returns whether problems changed."""
        shown = self._context.chronicle.files
        known = (entry for entry in entries if entry.article.path in shown)
        return self._link_checker.check(self._context.links, known)

    def list_media(self) -> Mapping[str, PublishedFile]:
        """Return what is published of the content folder, by the files of the output.

        Raises:
            OSError: A file cannot be read.
        """
        uses = self._link_checker.find_uses(self._media)
        uses.update(FileUse(image.src, "preview") for image in self._site_images)
        return {
            file: PublishedFile(media, variant)
            for use in sorted(uses)
            if (media := self._media.get(use.path))
            for file, variant in list_files(media, use)
        }

    def _plan_pages(self, chronicle: Chronicle) -> Plan:
        plan = self._plan
        # The problems of a plan have positions, which an edit of a text may move.
        if (
            plan is None
            or chronicle.timelines is not self._context.chronicle.timelines
            or self._plan_problems
        ):
            plan, self._plan_problems = plan_pages(self._site, chronicle)
            self._plan = plan
        return plan

    def _check_changed_links(
        self, links: LinkResolver, content: Content, changes: ContentChanges
    ) -> None:
        """Check the links that the changes may have broken or repaired."""
        checker, shown = self._link_checker, links.chronicle.files
        # The time alone can make an article a draft, or end that.
        before, self._shown = self._shown, frozenset(shown)
        altered = changes.articles | (self._shown - before)
        # What was shown is not known if other registries hold now, but what was checked is.
        gone = (before | checker.checked.keys()) - self._shown
        checker.remove(altered | gone)
        paths = hash_paths(links.plan)
        affected = altered | checker.find_affected(
            altered | gone | changes.media,
            pages_changed=paths != self._paths,
            # Wikilinks name files in any folder, so another file can make them lead elsewhere.
            names_changed=content.files != self._files,
        )
        self._files, self._paths = content.files, paths
        checkable = affected - content.unconverted
        checker.check(links, (shown[path] for path in sorted(checkable) if path in shown))
        self._image_problems = tuple(self._check_site_images(links))

    @property
    def _site_images(self) -> tuple[SiteImage, ...]:
        """The images that the settings name."""
        images = (self._site.image, self._site.theme.logo)
        return tuple([image for image in images if image is not None])

    def _check_site_images(self, links: LinkResolver) -> Iterator[Problem]:
        """Check the images of the settings."""
        for image in self._site_images:
            problem = links.image_problem(
                image.src,
                image.src,
                self._settings_file,
                (image.line, image.column),
                CONFIGURATION[0],
            )
            if problem is not None:
                yield problem
            yield from links.metadata_problems(image.src)
