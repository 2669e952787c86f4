"""The articles of a site in memory, each in its last state without errors."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import chain

from generator.content.markdown import MarkdownConverter
from generator.content.scan import SiteLayout, SiteListing, read_files
from generator.engine.conversion import ConvertedFile, convert_file
from generator.engine.recorded_content import RecordedContent
from generator.model import Entry, Outline, Site
from generator.preview.lazy_outline import LazyOutline
from generator.preview.loading import LoadLimits, find_unchanged, read_front_matter
from generator.problems import Problem, has_errors, is_skip_notice
from generator.state.build_record import BuildRecord, from_tuples
from generator.state.entry_shards import StoredEntries

# How many converted bodies are kept in memory.
_MAX_BODIES = 512
_EMPTY_OUTLINE = Outline("", (), (), "")


class ArticleStore:
    """Articles by the paths of their files; bodies are converted when they are needed."""

    def __init__(
        self,
        layout: SiteLayout,
        listing: SiteListing,
        site: Site,
        *,
        previous: BuildRecord | None,
        recorded: RecordedContent,
        jobs: int,
        limits: LoadLimits,
    ) -> None:
        """Use what the last build stored, and read the front matter of all other articles.

        Args:
            layout: The site's folders.
            listing: Its files.
            site: The settings.
            previous: The record of the last build, if it can be used.
            recorded: The content that it recorded.
            jobs: How many processes may read front matter.
            limits: From how many files on they do.
        """
        self._layout = layout
        self._site = site
        self._markdown = MarkdownConverter()
        self._bodies: OrderedDict[str, tuple[str, tuple[str, ...]]] = OrderedDict()
        self._revision = 0
        # The hash of each file; empty if it cannot be read.
        self._digests: dict[str, bytes] = {}
        # The problems of each file as it is now, if it has any.
        self._problems: dict[str, tuple[Problem, ...]] = {}
        self._unconverted: set[str] = set()
        if previous is not None:
            self._digests.update(find_unchanged(layout, listing, previous))
            known = previous.articles.items()
            self._problems.update(
                (path, from_tuples(each)) for path, each in known if path in self._digests
            )
        paths = tuple([path for path in listing.article_paths if path not in self._digests])
        entries: dict[str, Entry] = {}
        for file in read_front_matter(layout, site, paths, jobs=jobs, limits=limits):
            self._note(file.path, file.digest, file.problems)
            if file.article is not None:
                outline = LazyOutline(partial(self._convert_body, file.path))
                entries[file.path] = Entry(file.article, outline)
                self._unconverted.add(file.path)
        self._changed = frozenset(paths) | {
            path for path in recorded.entries if path not in self._digests
        }
        self._entries = recorded.entries.with_changes(entries, self._changed)
        self._broken = {path for path in self._digests if path not in self._entries}

    @property
    def revision(self) -> int:
        """A number that grows whenever converting a body changes the problems."""
        return self._revision

    @property
    def changed_paths(self) -> Set[str]:
        """The articles that were not as the last build recorded them when this was loaded."""
        return self._changed

    @property
    def digests(self) -> Mapping[str, bytes]:
        """The hash of the bytes of each file."""
        return self._digests

    @property
    def entries(self) -> StoredEntries:
        """The entries of all articles that can be shown, as they are now."""
        return self._entries

    @property
    def broken_paths(self) -> frozenset[str]:
        """The files of which there is no state without errors."""
        return frozenset(self._broken) - self.skipped_paths

    @property
    def skipped_paths(self) -> frozenset[str]:
        """The files that are no articles."""
        return frozenset(
            [
                path
                for path in self._broken
                for each in self._problems.get(path, ())
                if is_skip_notice(each.code, each.severity)
            ]
        )

    @property
    def problems(self) -> Iterator[Problem]:
        """The problems of the files as they are now, as far as they have been read."""
        return chain.from_iterable(self._problems.values())

    @property
    def unconverted_paths(self) -> frozenset[str]:
        """The articles whose bodies have not been converted."""
        return frozenset(self._unconverted)

    def get_entries(self, paths: Iterable[str]) -> list[Entry]:
        """The entries of some files, without those that have none."""
        return [self._entries[path] for path in paths if path in self._entries]

    def convert(self, paths: Iterable[str]) -> None:
        """Convert the bodies of articles whose bodies have not been converted."""
        for entry in self.get_entries(paths):
            _set_outline(entry, self._convert_body(entry.article.path))

    def get_body(self, path: str) -> tuple[str, ...] | None:
        """The segments of a body; ``None`` if the text of its entry no longer exists."""
        entry = self._entries.get(path)
        if entry is None:
            return None
        digest = entry.outline.digest
        if path not in self._bodies or self._bodies[path][0] != digest:
            self._convert_body(path)
        known = self._bodies.get(path)
        return known[1] if known is not None and known[0] == digest else None

    def reread(self, paths: Iterable[str]) -> set[str]:
        """Read files again; returns those that have changed."""
        changed: set[str] = set()
        replaced: dict[str, Entry] = {}
        # Files that are no longer articles.
        gone: set[str] = set()
        read_problems: list[Problem] = []
        for file in read_files(self._layout.root, paths, read_problems):
            converted = convert_file(file, self._site, self._markdown)
            if self._digests.get(file.path) == converted.digest:
                continue
            changed.add(file.path)
            entry = self._choose_entry(converted)
            if entry is None:
                gone.add(file.path)
                self._unconverted.discard(file.path)
                self._bodies.pop(file.path, None)
            if entry is not None and entry is not self._entries.get(file.path):
                self._unconverted.discard(file.path)
                replaced[file.path] = entry
            self._note(file.path, converted.digest, converted.problems)
        for problem in read_problems:
            changed.add(problem.path)
            self._note(problem.path, b"", (problem,))
        self._entries = self._entries.with_changes(replaced, gone)
        self._broken -= replaced.keys()
        self._broken |= {path for path in changed if path not in self._entries}
        return changed

    def remove(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Remove articles whose files are gone; returns the hashes of the bytes that they had."""
        removed = {path: self._digests.pop(path) for path in paths if path in self._digests}
        for path in removed:
            self._bodies.pop(path, None)
            self._problems.pop(path, None)
        self._unconverted -= removed.keys()
        self._broken -= removed.keys()
        self._entries = self._entries.with_changes({}, removed.keys())
        return removed

    def clear(self) -> None:
        """Remove everything.

        Outlines that are not computed refer to the store: without this, only the garbage
        collector would free it.
        """
        self._bodies.clear()
        self._entries = StoredEntries()

    def find_same_content(self, digest: bytes, paths: Iterable[str]) -> str | None:
        """The first of some files whose bytes have a hash."""
        return next((path for path in paths if self._digests.get(path) == digest), None)

    def add_converted(self, converted: Sequence[ConvertedFile]) -> tuple[list[Entry], bool]:
        """Use articles that another process converted, unless their files have changed since.

        Returns:
            The entries of these articles, and whether their problems changed.
        """
        entries, problems_changed = [], False
        for file in converted:
            entry = self._entries.get(file.path)
            if entry is None or self._digests.get(file.path) != file.digest:
                continue
            if file.body is not None and file.path in self._unconverted:
                _set_outline(entry, file.body.outline)
                self._unconverted.discard(file.path)
            if self._problems.get(file.path, ()) != file.problems:
                self._note(file.path, file.digest, file.problems)
                problems_changed = True
            entries.append(entry)
        return entries, problems_changed

    def _note(self, path: str, digest: bytes, problems: tuple[Problem, ...]) -> None:
        """Note the bytes of a file, and its problems."""
        self._digests[path] = digest
        self._problems.pop(path, None)
        if problems:
            self._problems[path] = problems

    def _choose_entry(self, converted: ConvertedFile) -> Entry | None:
        """Choose what to show of a file: what it is now, or its last state without errors."""
        last = self._entries.get(converted.path)
        if last is not None and has_errors(converted.problems):
            if self._has_text(last):
                return last
            if converted.article is None:
                return Entry(last.article, _EMPTY_OUTLINE)
        if converted.entry is not None:
            self._store_body(converted)
        return converted.entry

    def _has_text(self, entry: Entry) -> bool:
        """Whether the body of an entry is in memory, although its file has changed."""
        path = entry.article.path
        if path in self._unconverted:
            return False
        known = self._bodies.get(path)
        return known is not None and known[0] == entry.outline.digest

    def _convert_body(self, path: str) -> Outline:
        """Convert an article's body; store it and its problems."""
        for file in read_files(self._layout.root, (path,), []):
            converted = convert_file(file, self._site, self._markdown)
            is_current = self._digests.get(path) == converted.digest
            if is_current and self._problems.get(path, ()) != converted.problems:
                self._note(path, converted.digest, converted.problems)
                self._revision += 1
            if converted.body is not None:
                if is_current or path in self._unconverted:
                    self._store_body(converted)
                self._unconverted.discard(path)
                return converted.body.outline
        self._unconverted.discard(path)
        return _EMPTY_OUTLINE

    def _store_body(self, converted: ConvertedFile) -> None:
        assert converted.body is not None
        self._bodies[converted.path] = converted.body.outline.digest, converted.body.segments
        self._bodies.move_to_end(converted.path)
        if len(self._bodies) > _MAX_BODIES:
            self._bodies.popitem(last=False)


def _set_outline(entry: Entry, outline: Outline) -> None:
    assert isinstance(entry.outline, LazyOutline)
    entry.outline.set_value(outline)
