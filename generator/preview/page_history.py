"""Remembers removed pages, and finds the page that replaces each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.pages import RenderContext
from generator.pages.context import timeline_url
from generator.pages.outputs import ArticlePage, Output, PlannedContentPage
from generator.pages.plan import find_translation


class RemovedPage(Struct, frozen=True):
    """A removed page, and the path of the timeline page that showed its event, if any."""

    page: Output
    timeline_path: str | None


class PageHistory:
    """The pages removed and the articles renamed since the preview was started."""

    def __init__(self) -> None:
        self._pages: dict[str, RemovedPage] = {}
        self._renamed: dict[str, str] = {}

    def record_removed(
        self, before: RenderContext, pages: Mapping[str, Output], after: Mapping[str, Output]
    ) -> None:
        """Record the pages that a change has removed.

        Args:
            before: The context before the change.
            pages: The pages before the change, by their files.
            after: The pages now.
        """
        for file in pages.keys() - after.keys():
            self._pages[file] = RemovedPage(pages[file], _timeline_path(before, pages[file]))
        for file in self._pages.keys() & after.keys():
            del self._pages[file]

    def record_rename(self, old: str, new: str) -> None:
        """Record that an article's file was renamed."""
        self._renamed.pop(new, None)
        self._renamed[old] = new

    def find_successor(self, file: str, context: RenderContext) -> str | None:
        """The path of the page that replaces a removed one, if any."""
        removed = self._pages.get(file)
        if removed is None:
            return None
        timeline = () if removed.timeline_path is None else (removed.timeline_path,)
        parents = _parent_paths(removed.page.url.path)
        candidates = (*self._same_article(removed, context), *timeline, *parents)
        return next((path for path in candidates if path in context.plan.paths), None)

    def _same_article(self, removed: RemovedPage, context: RenderContext) -> Iterator[str]:
        page = removed.page
        if not isinstance(page, ArticlePage | PlannedContentPage):
            return
        path, seen = page.path, set[str]()
        while path in self._renamed and path not in seen:
            seen.add(path)
            path = self._renamed[path]
        article = context.chronicle.articles.get(path)
        if article is not None:
            find = context.plan.find_content_page if article.is_page else context.plan.find_article
            successor = find(article.language, article.key)
            if successor is not None:
                yield successor.url.path
        translation = find_translation(context.plan, page, page.language)
        if translation is not None:
            yield translation.url.path


def _timeline_path(context: RenderContext, page: Output) -> str | None:
    if not isinstance(page, ArticlePage):
        return None
    event = context.chronicle.events.get(page.key)
    if event is None:
        return None
    return timeline_url(context.plan, page.language, event.year, event.month).path


def _parent_paths(path: str) -> Iterator[str]:
    """The paths above a path, nearest first."""
    while path:
        path = path.rstrip("/").rpartition("/")[0]
        path = f"{path}/" if path else ""
        yield path
