"""Pages that were there a moment ago: where their readers are led."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.pages import RenderContext
from generator.pages.plan import ArticlePage, Output, PlannedContentPage


@dataclass(frozen=True, slots=True)
class FormerPage:
    """A page that is gone, and the page of the chronology that its event stood on, if any."""

    page: Output
    stood: str | None


class PageHistory:
    """What pages there have been since the preview was started, and what articles became of."""

    def __init__(self) -> None:
        self._pages: dict[str, FormerPage] = {}
        self._renamed: dict[str, str] = {}

    def update(
        self, before: RenderContext, pages: Mapping[str, Output], after: Mapping[str, Output]
    ) -> None:
        """Remember the pages that have just gone.

        Args:
            before: The site as it was.
            pages: Its pages by their files.
            after: Those that there are now.
        """
        for file in pages.keys() - after.keys():
            self._pages[file] = FormerPage(pages[file], _stood(before, pages[file]))
        for file in self._pages.keys() & after.keys():
            del self._pages[file]

    def rename(self, old: str, new: str) -> None:
        """Remember that an article's file has another name."""
        self._renamed.pop(new, None)
        self._renamed[old] = new

    def follow(self, file: str, desk: RenderContext) -> str | None:
        """The address of the page that has taken the place of one that is gone."""
        former = self._pages.get(file)
        if former is None:
            return None
        stood = () if former.stood is None else (former.stood,)
        candidates = (*self._successors(former, desk), *stood, *_above(former.page.url.path))
        return next((path for path in candidates if path in desk.plan.paths), None)

    def _successors(self, former: FormerPage, desk: RenderContext) -> Iterator[str]:
        page = former.page
        if not isinstance(page, ArticlePage | PlannedContentPage):
            return
        path, seen = page.path, set[str]()
        while path in self._renamed and path not in seen:
            seen.add(path)
            path = self._renamed[path]
        entry = desk.chronicle.files.get(path)
        if entry is not None:
            article = entry.article
            find = desk.plan.find_content_page if article.is_page else desk.plan.find_article
            successor = find(article.language, article.key)
            if successor is not None:
                yield successor.url.path
        same = desk.plan.find_translation(page, page.language)
        if same is not None:
            yield same.url.path


def _stood(desk: RenderContext, page: Output) -> str | None:
    if not isinstance(page, ArticlePage):
        return None
    event = desk.chronicle.events.get(page.key)
    return None if event is None else desk.timeline_url(page.language, event.when).path


def _above(path: str) -> Iterator[str]:
    """The addresses above one, nearest first."""
    while path:
        path = path.rstrip("/").rpartition("/")[0]
        path = f"{path}/" if path else ""
        yield path
