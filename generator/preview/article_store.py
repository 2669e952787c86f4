"""The articles of a site in memory, each in its last state without errors."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import chain

from generator.content.markdown import MarkdownConverter
from generator.content.scan import SiteLayout, SiteListing, read_files
from generator.engine.conversion import ConvertedFile, convert_file
from generator.model import Entry, Outline, Site
from generator.preview.cached_articles import (
    CachedArticle,
    LoadLimits,
    load_cached,
    read_front_matter,
)
from generator.preview.lazy_outline import LazyOutline
from generator.problems import Problem, has_errors

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
        jobs: int,
        limits: LoadLimits,
    ) -> None:
        """Load what the last build stored, and read the front matter of all other articles."""
        self._layout = layout
        self._site = site
        self._converter = MarkdownConverter()
        self._bodies: OrderedDict[str, tuple[str, tuple[str, ...]]] = OrderedDict()
        self._revision = 0
        cached = load_cached(layout, listing, site)
        articles = (path for path in listing.content if path.endswith(".md"))
        paths = tuple(path for path in articles if path not in cached)
        self._cached = cached | read_front_matter(
            layout, site, paths, compute_outline=self._convert_body, jobs=jobs, limits=limits
        )

    @property
    def revision(self) -> int:
        """A number that grows whenever converting a body changes the problems."""
        return self._revision

    @property
    def entries(self) -> Iterator[Entry]:
        """The entries of all articles that can be shown."""
        return (cached.entry for cached in self._cached.values() if cached.entry is not None)

    @property
    def paths(self) -> Set[str]:
        """The files of all articles."""
        return self._cached.keys()

    @property
    def broken_paths(self) -> frozenset[str]:
        """The files of which there is no state without errors."""
        return frozenset(path for path, cached in self._cached.items() if cached.entry is None)

    @property
    def problems(self) -> Iterator[Problem]:
        """The problems of the files as they are now, as far as they have been read."""
        return chain.from_iterable(cached.problems for cached in self._cached.values())

    @property
    def unconverted_paths(self) -> tuple[str, ...]:
        """The articles whose bodies have not been converted."""
        return tuple(entry.article.path for entry in self.entries if not _is_converted(entry))

    @property
    def converted_entries(self) -> Iterator[Entry]:
        """The entries of the articles whose bodies have been converted."""
        return (entry for entry in self.entries if _is_converted(entry))

    def get_entries(self, paths: Iterable[str]) -> Iterator[Entry]:
        """The entries of some files, without those that have none."""
        for path in paths:
            cached = self._cached.get(path)
            if cached is not None and cached.entry is not None:
                yield cached.entry

    def convert(self, path: str) -> None:
        """Convert the body of an article if that has not been done."""
        for entry in self.get_entries((path,)):
            if not _is_converted(entry):
                _set_outline(entry, self._convert_body(path))

    def get_body(self, path: str) -> tuple[str, ...] | None:
        """The segments of a body; ``None`` if the text of its entry no longer exists."""
        entry = self._cached[path].entry
        if entry is None:
            return None
        digest = entry.outline.digest
        if path not in self._bodies or self._bodies[path][0] != digest:
            self._convert_body(path)
        known = self._bodies.get(path)
        return known[1] if known is not None and known[0] == digest else None

    def reread(self, path: str) -> tuple[CachedArticle | None, CachedArticle]:
        """Read a file again.

        Returns:
            The article before and now; the same object twice if the file has not changed.
        """
        before = self._cached.get(path)
        after = self._reread(path, before)
        self._cached[path] = after
        return before, after

    def remove(self, path: str) -> CachedArticle | None:
        """Remove an article whose file is gone, and return it."""
        self._bodies.pop(path, None)
        return self._cached.pop(path, None)

    def clear(self) -> None:
        """Remove everything.

        Outlines that are not computed refer to the store: without this, only the garbage
        collector would free it.
        """
        self._bodies.clear()
        self._cached.clear()

    def find_same_content(self, cached: CachedArticle, paths: Iterable[str]) -> str | None:
        """The first of some files that has the same bytes as a removed article."""
        same = (path for path in paths if self._cached[path].digest == cached.digest)
        return next(same, None)

    def add_converted(self, converted: Sequence[ConvertedFile]) -> tuple[list[Entry], bool]:
        """Use articles that another process converted, unless their files have changed since.

        Returns:
            The entries of these articles, and whether their problems changed.
        """
        entries, problems_changed = [], False
        for file in converted:
            cached = self._cached.get(file.path)
            if cached is None or cached.digest != file.digest or cached.entry is None:
                continue
            if file.body is not None and not _is_converted(cached.entry):
                _set_outline(cached.entry, file.body.outline)
            if cached.problems != file.problems:
                self._cached[file.path] = replace(cached, problems=file.problems)
                problems_changed = True
            entries.append(cached.entry)
        return entries, problems_changed

    def _reread(self, path: str, before: CachedArticle | None) -> CachedArticle:
        read_problems: list[Problem] = []
        last_entry = before.entry if before is not None else None
        for file in read_files(self._layout.root, (path,), read_problems):
            converted = convert_file(file, self._site, self._converter)
            if before is not None and before.digest == converted.digest:
                return before
            if last_entry is not None and has_errors(converted.problems):
                has_text = self._has_text(last_entry)
                if has_text or converted.article is None:
                    entry = last_entry if has_text else Entry(last_entry.article, _EMPTY_OUTLINE)
                    return CachedArticle(converted.digest, entry, converted.problems)
            if converted.article is None or converted.body is None:
                return CachedArticle(converted.digest, None, converted.problems)
            self._store_body(converted)
            entry = Entry(converted.article, converted.body.outline)
            return CachedArticle(converted.digest, entry, converted.problems)
        return CachedArticle(b"", last_entry, tuple(read_problems))

    def _has_text(self, entry: Entry) -> bool:
        """Whether the body of an entry is in memory, although its file has changed."""
        if not _is_converted(entry):
            return False
        known = self._bodies.get(entry.article.path)
        return known is not None and known[0] == entry.outline.digest

    def _convert_body(self, path: str) -> Outline:
        """Convert an article's body; store it and its problems."""
        for file in read_files(self._layout.root, (path,), []):
            converted = convert_file(file, self._site, self._converter)
            cached = self._cached[path]
            if converted.digest == cached.digest and cached.problems != converted.problems:
                self._cached[path] = replace(cached, problems=converted.problems)
                self._revision += 1
            if converted.body is not None:
                if (
                    cached.entry is None
                    or not _is_converted(cached.entry)
                    or cached.digest == converted.digest
                ):
                    self._store_body(converted)
                return converted.body.outline
        return _EMPTY_OUTLINE

    def _store_body(self, converted: ConvertedFile) -> None:
        assert converted.body is not None
        self._bodies[converted.path] = converted.body.outline.digest, converted.body.segments
        self._bodies.move_to_end(converted.path)
        if len(self._bodies) > _MAX_BODIES:
            self._bodies.popitem(last=False)


def _is_converted(entry: Entry) -> bool:
    return not isinstance(entry.outline, LazyOutline) or entry.outline.is_computed


def _set_outline(entry: Entry, outline: Outline) -> None:
    assert isinstance(entry.outline, LazyOutline)
    entry.outline.set_value(outline)
