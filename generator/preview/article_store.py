"""The articles of a site in memory, each in its last state without errors."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from generator.content.markdown import MarkdownConverter
from generator.content.scan import SiteLayout, SiteListing, read_files
from generator.model import Entry, Outline, Site
from generator.preview.cached_articles import (
    CachedArticle,
    ConvertedFile,
    convert,
    load_cached,
    read_front_matter,
)
from generator.preview.lazy_outline import LateOutline
from generator.problems import Problem, Severity

# How many bodies are kept in memory.
_BODIES = 512
_NOTHING = Outline("", (), (), "")


class ArticleStore:
    """Articles by the paths of their files, their bodies within reach."""

    def __init__(self, place: SiteLayout, listing: SiteListing, site: Site, *, jobs: int) -> None:
        """Take what the last build remembers; read the front matter of all else."""
        self._place = place
        self._site = site
        self._markup = MarkdownConverter()
        self._bodies: OrderedDict[str, tuple[str, tuple[str, ...]]] = OrderedDict()
        self._revision = 0
        held = load_cached(place, listing, site)
        articles = (path for path in listing.content if path.endswith(".md"))
        paths = tuple(path for path in articles if path not in held)
        self._held = held | read_front_matter(place, site, paths, later=self._outline, jobs=jobs)

    @property
    def revision(self) -> int:
        """A number that grows whenever a body that was looked at has brought problems."""
        return self._revision

    @property
    def entries(self) -> Iterator[Entry]:
        """What the site shows."""
        return (held.entry for held in self._held.values() if held.entry is not None)

    @property
    def broken(self) -> frozenset[str]:
        """The files of which nothing can be shown."""
        return frozenset(path for path, held in self._held.items() if held.entry is None)

    @property
    def problems(self) -> Iterator[Problem]:
        """What is wrong with the files as they are now, so far as they have been looked at."""
        return chain.from_iterable(held.problems for held in self._held.values())

    @property
    def unconverted(self) -> tuple[str, ...]:
        """The articles whose bodies have not been looked at."""
        return tuple(entry.article.path for entry in self.entries if not _is_made(entry))

    @property
    def converted(self) -> Iterator[Entry]:
        """The entries of all others."""
        return (entry for entry in self.entries if _is_made(entry))

    def some(self, paths: Iterable[str]) -> Iterator[Entry]:
        """The entries of those of the files that have one."""
        for path in paths:
            held = self._held.get(path)
            if held is not None and held.entry is not None:
                yield held.entry

    def convert(self, path: str) -> None:
        """Look at the body of an article."""
        for entry in self.some((path,)):
            if isinstance(entry.outline, LateOutline) and not entry.outline.made:
                entry.outline.settle(self._outline(path))

    def body(self, path: str) -> tuple[str, ...] | None:
        """The segments of a body; ``None`` when the text that the site shows is gone."""
        entry = self._held[path].entry
        if entry is None:
            return None
        digest = entry.outline.digest
        if path not in self._bodies or self._bodies[path][0] != digest:
            self._outline(path)
        known = self._bodies.get(path)
        return known[1] if known is not None and known[0] == digest else None

    def reread(self, path: str) -> tuple[CachedArticle | None, CachedArticle]:
        """Read a file again: what was known of it, and what is now, the same if nothing is new."""
        before = self._held.get(path)
        after = self._reread(path, before)
        self._held[path] = after
        return before, after

    def remove(self, path: str) -> CachedArticle | None:
        """Leave out a file that is gone."""
        self._bodies.pop(path, None)
        return self._held.pop(path, None)

    def clear(self) -> None:
        """Forget everything: outlines that are still to be made hold on to the shelf."""
        self._bodies.clear()
        self._held.clear()

    def twin(self, held: CachedArticle, paths: Iterable[str]) -> str | None:
        """The file, of some that have come up, that holds what another one held."""
        same = (path for path in paths if self._held[path].digest == held.digest)
        return next(same, None)

    def take(self, read: Sequence[ConvertedFile]) -> tuple[list[Entry], bool]:
        """Take articles that were converted elsewhere; their entries, and whether it was news."""
        taken, news = [], False
        for each in read:
            held = self._held.get(each.path)
            if held is None or held.digest != each.digest or held.entry is None:
                continue
            outline = held.entry.outline
            if each.body is not None and isinstance(outline, LateOutline) and not outline.made:
                outline.settle(each.body.outline)
            if held.problems != each.problems:
                self._held[each.path] = replace(held, problems=each.problems)
                news = True
            taken.append(held.entry)
        return taken, news

    def _reread(self, path: str, before: CachedArticle | None) -> CachedArticle:
        unread: list[Problem] = []
        last = before.entry if before is not None else None
        for file in read_files(self._place.root, (path,), unread):
            converted = convert(file, self._site, self._markup)
            if before is not None and before.digest == converted.digest:
                return before
            if last is not None and _faulty(converted.problems):
                good = self._still(last)
                if good or converted.article is None:
                    entry = last if good else Entry(last.article, _NOTHING)
                    return CachedArticle(converted.digest, entry, converted.problems)
            if converted.article is None or converted.body is None:
                return CachedArticle(converted.digest, None, converted.problems)
            self._keep(converted)
            entry = Entry(converted.article, converted.body.outline)
            return CachedArticle(converted.digest, entry, converted.problems)
        return CachedArticle(b"", last, tuple(unread))

    def _still(self, entry: Entry) -> bool:
        """Whether the text that an entry tells of is still at hand, though not in its file."""
        if not _is_made(entry):
            return False
        known = self._bodies.get(entry.article.path)
        return known is not None and known[0] == entry.outline.digest

    def _outline(self, path: str) -> Outline:
        """Convert an article's body, and keep what that brings to light."""
        for file in read_files(self._place.root, (path,), []):
            converted = convert(file, self._site, self._markup)
            held = self._held[path]
            if converted.digest == held.digest and held.problems != converted.problems:
                self._held[path] = replace(held, problems=converted.problems)
                self._revision += 1
            if converted.body is not None:
                if (
                    held.entry is None
                    or not _is_made(held.entry)
                    or held.digest == converted.digest
                ):
                    self._keep(converted)
                return converted.body.outline
        return _NOTHING

    def _keep(self, converted: ConvertedFile) -> None:
        assert converted.body is not None
        self._bodies[converted.path] = converted.body.outline.digest, converted.body.segments
        self._bodies.move_to_end(converted.path)
        if len(self._bodies) > _BODIES:
            self._bodies.popitem(last=False)


def _is_made(entry: Entry) -> bool:
    return not isinstance(entry.outline, LateOutline) or entry.outline.made


def _faulty(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
