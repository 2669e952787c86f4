"""A site in memory with the texts that are being edited, and its problems as a build finds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from generator.build import BuildOptions, BuildReport, build_site
from generator.build.publish import SiteUpdate
from generator.build.report import no_articles_problem
from generator.build.run import BuildRun
from generator.checking.run import check_templates
from generator.chronology import Chronicle, EventOutline
from generator.config import parse_config
from generator.content.markdown import MarkdownConverter
from generator.content.scan import CONFIGURATION, SiteLayout, resolve_layout
from generator.engine.conversion import convert_file
from generator.engine.site_model import Content, ContentChanges, SiteModel
from generator.i18n import Formatter
from generator.model import Article, Site, SourceFile
from generator.problems import Problem, apply_severities
from generator.state.build_record import ProblemTuple, find_skipped, from_tuples, to_tuples
from generator.state.entry_shards import StoredEntries
from generator.text.folding import fold


class Workspace:
    """A site that is being edited.

    Nothing is written: the record of the last build is only read, to open faster.
    """

    def __init__(self, root: Path, now: Callable[[], int], cache: Path | None = None) -> None:
        """Remember what to open.

        Args:
            root: The site's folder.
            now: Returns the time, in seconds since 0001-01-01T00:00:00Z.
            cache: The folder of what all sites share between builds, if there is one.
        """
        self._root = root.resolve()
        self._now = now
        self._cache = cache
        self._texts: dict[str, str] = {}
        self._markdown = MarkdownConverter()
        self._is_open = False
        self._report: tuple[Problem, ...] = ()
        self._titles: dict[str, str] = {}
        self._folded_names: dict[str, str] = {}
        # The events that were ordered last, and their order.
        self._ordered: tuple[object, Sequence[EventOutline]] = (None, ())

    # --- The site as it is -------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether the site could be read."""
        return self._is_open

    @property
    def layout(self) -> SiteLayout:
        """The folders of the site."""
        return resolve_layout(self._root)

    @property
    def site(self) -> Site:
        """The settings."""
        return self._model.context.site

    @property
    def chronicle(self) -> Chronicle:
        """The events."""
        return self._model.context.chronicle

    @property
    def formatters(self) -> Mapping[str, Formatter]:
        """How dates and numbers are written, by language."""
        return self._formatters

    @property
    def titles(self) -> Mapping[str, str]:
        """The title of each article, by its file."""
        return self._titles

    @property
    def folded_names(self) -> Mapping[str, str]:
        """The key and the title of each article as they are compared, by its file."""
        return self._folded_names

    @property
    def newest_events(self) -> Sequence[EventOutline]:
        """All events, the newest first."""
        events = self.chronicle.events
        if events is not self._ordered[0]:
            # An edit of a title or a text leaves the events as they are.
            order = sorted(events.values(), key=lambda event: (-event.earliest, event.key))
            self._ordered = events, order
        return self._ordered[1]

    @property
    def files(self) -> frozenset[str]:
        """The files of the content folder."""
        return self._files

    def path_of(self, file: Path) -> str:
        """Return the path of a file, relative to the site's folder; empty for one elsewhere."""
        try:
            return file.resolve().relative_to(self._root).as_posix()
        except ValueError:
            return ""

    def read(self, path: str) -> bytes:
        """Return the bytes of a file as it is being edited; none if it does not exist."""
        if path in self._texts:
            return self._texts[path].encode()
        try:
            return (self._root / path).read_bytes()
        except OSError:
            return b""

    # --- What happens to it ------------------------------------------------------------------

    def open(self) -> None:
        """Read the site again, with the texts that are being edited."""
        self._is_open = False
        options = BuildOptions(self._root, self._now(), cache=self._cache)
        report = build_site(options, lambda *_: None, self._take)
        if not self._is_open:
            self._report = report.problems
            return
        texts, self._texts = self._texts, {}
        for path, text in texts.items():
            self.edit(path, text)

    def _take(self, run: BuildRun, update: SiteUpdate, report: BuildReport) -> BuildReport:
        """Take over the site that a build has brought up to date."""
        self._model: SiteModel = update.model
        self._formatters = update.model.context.formatters
        self._entries = StoredEntries().with_changes(dict(update.content.entries), frozenset())
        self._files, self._broken = update.content.files, update.content.broken
        self._article_problems: dict[str, tuple[ProblemTuple, ...]] = dict(update.article_problems)
        of_model = frozenset(update.model.problems)
        self._other_problems = (
            *run.listing.problems,
            *(problem for problem in update.site_problems if problem not in of_model),
            *check_templates(run, update, report),
        )
        self._titles, self._folded_names = {}, {}
        for entry in self._entries.values():
            self._name(entry.article)
        self._is_open = True
        return report

    def edit(self, path: str, text: str) -> None:
        """Take the text of a file that is being edited.

        Args:
            path: The file, relative to the site's folder.
            text: Its text.
        """
        if self._texts.get(path) == text:
            return
        self._texts[path] = text
        if self._is_open and path.endswith(".md") and self._is_content(path):
            self._update(path, text.encode())

    def close(self, path: str) -> None:
        """Forget the text of a file that is not edited any more: what the disk has counts."""
        if self._texts.pop(path, None) is not None and self._is_open:
            data = self.read(path)
            if data and path.endswith(".md"):
                self._update(path, data)

    def _is_content(self, path: str) -> bool:
        content = self.layout.content
        return content == self._root or path.startswith("content/")

    def _update(self, path: str, data: bytes) -> None:
        """Bring the site up to date with one article."""
        converted = convert_file(SourceFile(path, data), self.site, self._markdown)
        changed = {path: converted.entry} if converted.entry is not None else {}
        gone = frozenset() if changed else frozenset({path})
        self._entries = self._entries.with_changes(changed, gone)
        if path not in self._files:
            self._files |= {path}
        self._article_problems.pop(path, None)
        if converted.problems:
            self._article_problems[path] = to_tuples(converted.problems)
        if converted.article is not None:
            self._name(converted.article)
        skipped = find_skipped(self._article_problems)
        self._broken = (self._broken - {path} if changed else self._broken | {path}) - skipped
        self._model.update(
            Content(self._entries, self._broken, skipped, self._files),
            ContentChanges(frozenset({path})),
            now=self._now(),
            formatters=self._formatters,
        )

    def _name(self, article: Article) -> None:
        self._titles[article.path] = article.title
        self._folded_names[article.path] = f"{fold(article.key)}\n{fold(article.title)}"

    # --- What is wrong with it ---------------------------------------------------------------

    def find_problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """Return the problems of the site as a build would report them, by their files."""
        if not self._is_open:
            return _group(self._report)
        of_articles = (
            problem for each in self._article_problems.values() for problem in from_tuples(each)
        )
        problems = (
            *self._other_problems,
            *self._model.problems,
            *self._model.require_front_matter(of_articles),
        )
        if not self._entries and not self._broken:
            problems = (*problems, no_articles_problem(self.layout))
        return _group(apply_severities(problems, self.site.problems))

    def check_settings(self, path: str) -> tuple[Problem, ...]:
        """Return the problems of a file of settings as it is being edited."""
        names = [self.layout.path(name) for name in CONFIGURATION]
        files = [SourceFile(each, data) if (data := self.read(each)) else None for each in names]
        _, problems = parse_config(*files, folder_name=self._root.name)
        return tuple(sorted({each for each in problems if each.path == path}))


def _group(problems: Iterable[Problem]) -> Mapping[str, tuple[Problem, ...]]:
    grouped: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        grouped[problem.path].append(problem)
    return {path: tuple(each) for path, each in grouped.items()}
