"""The desk of a preview: what is unfinished, what is wrong, and what the next build would publish.

It is at ``/_tarikh/``, in the first language of the site, and at ``/_tarikh/CODE/`` in each one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from msgspec import Struct

from generator import urls
from generator.chronology import ArticleOutline, EventOutline
from generator.i18n import Formatter
from generator.model import Article
from generator.pages import RenderContext
from generator.pages.links import article_url
from generator.pages.outputs import NotFoundPage, Page, text_path
from generator.preview.live_site import LiveSite
from generator.preview.overlay import editor_link, say_in
from generator.problems import Problem
from generator.state import build_record
from generator.state.build_record import BuildRecord, DamagedRecordError
from generator.urls import TermKind
from generator.views.shared import TextView

# How many rows a part shows; it says how many more there are.
_MAX_ROWS = 200


class DeskRow(Struct, frozen=True):
    """One thing to look at.

    Attributes:
        text: What it is called.
        lang: The language of the text.
        dir: Its direction.
        href: The address of its page, from the root of the server; empty if it has none.
        file: The file that it comes from; empty if there is none.
        editor: The URL that opens the file in the author's editor, or empty.
        note: What is to be said about it; may be empty.
        hint: What to do about it, if there is something.
        kind: The class of its mark; may be empty.
    """

    text: str
    lang: str
    dir: str
    href: str = ""
    file: str = ""
    editor: str = ""
    note: str = ""
    hint: TextView | None = None
    kind: str = ""


class DeskPart(Struct, frozen=True):
    """Things of one kind: their heading, and what is said if there are none."""

    id: str
    heading: str
    empty: str
    count: str
    rows: tuple[DeskRow, ...]
    more: str


def render_desk(live: LiveSite, code: str, root: str, *, editor: str) -> bytes:
    """Render the desk in a language of the site.

    Args:
        live: The site.
        code: The code of the language.
        root: The relative way to the root of the server.
        editor: The pattern of URLs that open a file in an editor, or an empty string.
    """
    desk = _Desk(live, code, editor)
    pgettext = desk.formatter.pgettext
    language = desk.context.site.language(code)
    title = desk.context.site.title.in_language(code)
    return (
        _template()
        .render(
            lang=language.code,
            dir=language.direction,
            site_title=title.value if title is not None else "",
            root=root,
            home=urls.home(code).href,
            base=live.site.base_path.removeprefix("/"),
            search=urls.search(code).href,
            languages=[each for each in desk.context.site.languages if each.code != code],
            parts=desk.list_parts(),
            strings={
                "title": pgettext("preview", "Desk"),
                "about": pgettext(
                    "preview", "What is unfinished, and what the next build would publish"
                ),
                "back": pgettext("preview", "Back to the site"),
                "filter": pgettext("preview", "Filter this page"),
                "search": desk.formatter.gettext("Search the events"),
                "nothing": pgettext("preview", "Nothing on this page has these letters."),
            },
        )
        .encode()
    )


@cache
def _template() -> Template:
    """Compile the template of the desk, which no site can replace."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("desk.html")


class _Desk:
    """Lists what is on the desk."""

    def __init__(self, live: LiveSite, code: str, editor: str) -> None:
        self.live = live
        self.context: RenderContext = live.context
        self.code = code
        self.formatter: Formatter = live.context.formatters[code]
        self._editor = editor

    def list_parts(self) -> tuple[DeskPart, ...]:
        """List the parts of the desk, the most urgent first."""
        pgettext = self.formatter.pgettext
        record = _load_record(self.live)
        events = list(self.context.chronicle.events.values())
        no_changes = (
            pgettext("preview", "Nothing has changed since the last build.")
            if record is not None
            else pgettext("preview", "There has been no build yet: the next one publishes all.")
        )
        return (
            self._part(
                "problems",
                pgettext("preview", "Problems"),
                pgettext("preview", "No problems."),
                map(self._problem, self.live.problems),
            ),
            self._part(
                "next-build",
                pgettext("preview", "What the next build would publish"),
                no_changes,
                self._list_changes(record) if record is not None else (),
            ),
            self._part(
                "drafts",
                pgettext("preview", "Drafts"),
                pgettext("preview", "No drafts."),
                self._list_drafts(),
            ),
            self._part(
                "untranslated",
                pgettext("preview", "Not translated"),
                pgettext("preview", "Every event has a text in each language."),
                self._list_untranslated(events),
            ),
            self._part(
                "outdated",
                pgettext("preview", "Texts older than their translation"),
                pgettext("preview", "No text is known to be older than its translation."),
                self._list_outdated(events),
            ),
            self._part(
                "unsourced",
                pgettext("preview", "Events without a source"),
                pgettext("preview", "Every event has a source."),
                self._list_unsourced(events),
            ),
            self._part(
                "unarchived",
                pgettext("preview", "Reports without an archived copy"),
                pgettext("preview", "Every report has an archived copy."),
                self._list_unarchived(events),
            ),
            self._part(
                "single-tags",
                pgettext("preview", "Tags used once"),
                pgettext("preview", "No tag is used only once."),
                self._list_single_tags(),
            ),
        )

    def _part(self, id: str, heading: str, empty: str, rows: Iterable[DeskRow]) -> DeskPart:
        listed = tuple(rows)
        hidden = len(listed) - _MAX_ROWS
        more = ""
        if hidden > 0:
            text = self.formatter.npgettext("preview", "and %(n)s more", "and %(n)s more", hidden)
            more = text % {"n": self.formatter.number(hidden)}
        count = self.formatter.number(len(listed))
        return DeskPart(id, heading, empty, count, listed[:_MAX_ROWS], more)

    # --- Rows -----------------------------------------------------------------------------

    def _article(self, article: Article, note: str = "") -> DeskRow:
        path = article.path
        language = self.context.site.language(article.language)
        href = self._href(article_url(article).href)
        link = self._editor_link(path)
        return DeskRow(article.title, language.code, language.direction, href, path, link, note)

    def _event(self, event: EventOutline, note: str = "") -> DeskRow:
        """Show an event by its text in the language of the desk, if it has one."""
        articles = self._articles(event)
        own = next((each for each in articles if each.language == self.code), articles[0])
        return self._article(own, note)

    def _articles(self, event: EventOutline) -> list[Article]:
        return [self.context.chronicle.files[path].article for path in event.paths]

    def _href(self, path: str) -> str:
        return self.live.site.base_path.removeprefix("/") + path

    def _editor_link(self, path: str, line: int = 1, column: int = 1) -> str:
        return editor_link(self._editor, self.live.files.locate(path), line, column)

    def _problem(self, problem: Problem) -> DeskRow:
        place = (problem.path, problem.line, problem.column)
        link = self._editor_link(problem.path, problem.line, problem.column)
        position = ":".join(str(part) for part in place if part)
        language = self.live.site.language(self.code)
        message = say_in(problem.message, language)
        return DeskRow(
            message.text,
            message.lang,
            message.dir,
            file=position,
            editor=link,
            hint=say_in(problem.hint, language) if problem.hint else None,
            kind=problem.severity.value,
        )

    def _list_changes(self, record: BuildRecord) -> Iterator[DeskRow]:
        """List the addresses that the next build would add and remove, and the changed texts."""
        pgettext = self.formatter.pgettext
        added, removed = _compare_addresses(self.context, record)
        for path in added:
            yield self._address(path, pgettext("preview", "new page"), "added", exists=True)
        for path in removed:
            yield self._address(path, pgettext("preview", "removed page"), "removed", exists=False)
        before = {path: digest for path, (_, digest) in record.content.items()}
        for path, digest in self.live.digests.items():
            outline = self.context.chronicle.articles.get(path)
            if path in before and before[path] != digest and outline and not outline.is_draft:
                note = pgettext("preview", "changed text")
                yield self._article(self.context.chronicle.files[path].article, note)

    def _address(self, path: str, note: str, kind: str, *, exists: bool) -> DeskRow:
        href = self._href(urls.encode(path)) if exists else ""
        return DeskRow(f"/{path}", "und", "ltr", href, note=note, kind=kind)

    def _list_drafts(self) -> Iterator[DeskRow]:
        for path, outline in self.context.chronicle.articles.items():
            if outline.is_draft:
                yield self._article(self.context.chronicle.files[path].article)

    def _list_untranslated(self, events: Iterable[EventOutline]) -> Iterator[DeskRow]:
        languages = self.context.site.languages
        for event in events:
            known = {self.context.chronicle.articles[path].language for path in event.paths}
            missing = [each.name for each in languages if each.code not in known]
            if missing:
                text = self.formatter.pgettext("preview", "Not yet in: %(languages)s")
                names = self.formatter.gettext(", ").join(missing)
                yield self._event(event, text % {"languages": names})

    def _list_outdated(self, events: Iterable[EventOutline]) -> Iterator[DeskRow]:
        language = self.live.site.language(self.code)
        for problem in self.live.problems:
            if problem.code == "original-changed":
                article = self.context.chronicle.files[problem.path].article
                yield self._article(article, say_in(problem.message, language).text)
        articles: Mapping[str, ArticleOutline] = self.context.chronicle.articles
        for event in events:
            texts = [articles[path] for path in event.paths]
            newest = max(texts, key=lambda each: each.last_modified)
            for text in texts:
                if text.last_modified and text.last_modified < newest.last_modified:
                    note = self.formatter.pgettext(
                        "preview", "last changed %(own)s; %(language)s: %(other)s"
                    ) % {
                        "own": text.last_modified,
                        "language": self.context.site.language(newest.language).name,
                        "other": newest.last_modified,
                    }
                    yield self._article(self.context.chronicle.files[text.path].article, note)

    def _list_unsourced(self, events: Iterable[EventOutline]) -> Iterator[DeskRow]:
        for event in events:
            if not any(article.sources for article in self._articles(event)):
                yield self._event(event)

    def _list_unarchived(self, events: Iterable[EventOutline]) -> Iterator[DeskRow]:
        for event in events:
            articles = self._articles(event)
            sources = next((each.sources for each in articles if each.sources), ())
            hosts = [
                urlsplit(each.url).hostname or each.url
                for each in sources
                if each.url and not each.archived
            ]
            if hosts:
                names = self.formatter.gettext(", ").join(dict.fromkeys(hosts))
                yield self._event(event, names)

    def _list_single_tags(self) -> Iterator[DeskRow]:
        timeline = self.context.chronicle.timelines[self.code]
        kind: TermKind = "tags"
        for identity, positions in sorted(timeline.tags.items()):
            if len(positions) == 1:
                name = self.context.chronicle.tags[identity].name(self.code)
                path = timeline.events[positions[0]].text.path
                yield DeskRow(
                    name.value,
                    name.language,
                    "auto",
                    self._href(urls.term(self.code, kind, identity).href),
                    path,
                    self._editor_link(path),
                )


def _load_record(live: LiveSite) -> BuildRecord | None:
    """Load the record of the last build; ``None`` if there is none that can be read."""
    with suppress(DamagedRecordError, OSError):
        return build_record.load(live.files.layout.state)
    return None


def _compare_addresses(
    context: RenderContext, record: BuildRecord
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the addresses of pages that the last build lacks, and those that only it has."""
    pages = {page.url.file: page.url.path for page in _published_pages(context)}
    added = (path for file, path in pages.items() if file not in record.outputs)
    removed = (
        file.removesuffix("index.html")
        for file in record.pages
        if file not in pages and file != urls.not_found().file and file.endswith(".html")
    )
    return tuple(added), tuple(sorted(removed))


def _published_pages(context: RenderContext) -> Iterator[Page]:
    """List the pages of the site without those of drafts."""
    articles = context.chronicle.articles
    for page in context.plan.pages:
        path = text_path(page)
        if not (isinstance(page, NotFoundPage) or (path and articles[path].is_draft)):
            yield page
