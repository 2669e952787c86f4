"""Where the references of articles lead: to other articles, to files beside them, to pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from generator import urls
from generator.chronology import Chronicle
from generator.content.scan import CONFIGURATION
from generator.model import Article, Entry, MediaFile, Reference
from generator.pages.plan import Plan
from generator.problem_collector import sort_and_limit, suggest
from generator.problems import Code, Problem
from generator.text.invisible_characters import remove_invisible
from generator.urls import Url

_CONTENT = "content/"
_INSIDE = "put the file into content/, beside the article, and link to it there"
_HOST = re.compile(r"www\.|[\w-]+\.(?:com|org|net|info|gov|edu)(?:/|\Z)", re.IGNORECASE)
_ENDING = re.compile(r"(?:\.[a-z]{2,3})?(?:\.(?:md|html?))?/?\Z", re.IGNORECASE)
_PICTURES = "save it as PNG, JPEG, WebP, AVIF or SVG"


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What a reference leads to; ``width`` and ``height`` are 0 for all but images."""

    url: Url
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class LinkResolver:
    """Everything that a reference can lead to.

    Attributes:
        chronicle: The articles.
        plan: The pages.
        media: The measured files, by path.
        files: The path of every file in the content folder.
        broken: Articles whose own mistakes keep them out of the chronicle: a link to one of
            them is not reported a second time.
    """

    chronicle: Chronicle
    plan: Plan
    media: Mapping[str, MediaFile]
    files: frozenset[str]
    broken: frozenset[str]

    def target(self, article: Article, reference: Reference) -> LinkTarget | None:
        """Where a reference leads; ``None`` when it leads nowhere."""
        outcome = self._follow(article, reference)
        return outcome if isinstance(outcome, LinkTarget) else None

    def image(self, article: Article) -> LinkTarget | None:
        """The picture that the article leads with, if it has one that exists."""
        if article.image is None:
            return None
        media = self.media.get(resolve_path(article, article.image.src))
        return None if media is None else _published(media)

    def file(self, path: str) -> LinkTarget | None:
        """Where a measured file of the content folder is published."""
        media = self.media.get(path)
        return None if media is None else _published(media)

    def problems(self, entry: Entry) -> Iterator[Problem]:
        """The references of an entry that lead nowhere."""
        yield from sort_and_limit(self._problems(entry))

    def _problems(self, entry: Entry) -> Iterator[Problem]:
        article = entry.article
        for reference in entry.outline.references:
            outcome = self._follow(article, reference)
            if isinstance(outcome, Problem):
                yield outcome
        if article.image is not None:
            mark = article.position("image")
            found = self.image_problem(
                resolve_path(article, article.image.src), article.path, mark.line, mark.column
            )
            if found is not None:
                yield found

    def image_problem(
        self, path: str, file: str, line: int, column: int, beside: str = "the article"
    ) -> Problem | None:
        """What is wrong with a picture that a file names, there; ``None`` when all is well."""
        media = self.media.get(path)
        if media is None:
            message = f"there is no image '{path}'"
            hint = f"name the picture as it lies beside {beside}"
            return Problem(file, line, column, "image-missing", message, hint)
        if media.active_content:
            return Problem(file, line, column, "file-active", _harm(media), _harmless(media))
        if media.unsupported:
            message = f"{path} is {media.unsupported}"
            return Problem(file, line, column, "image-invalid", message, _PICTURES)
        return None

    def _follow(self, article: Article, reference: Reference) -> LinkTarget | Problem | None:
        target, _, anchor = reference.target.partition("#")
        if target.startswith("/"):
            return self._follow_site(article, reference, target.lstrip("/"), anchor)
        path = resolve_path(article, target)
        media = self.media.get(path)
        if media is not None:
            return self._media(article, reference, media)
        if path in self.broken:
            return None
        entry = self.chronicle.files.get(path)
        if entry is None:
            return self._dead(article, reference, path)
        if reference.kind == "image":
            message = f"{path} is an article, not a picture"
            hint = "to link to it, leave out the exclamation mark"
            return _problem(article, reference, "image-invalid", message, hint)
        url = article_url(entry.article)
        if not anchor:
            return LinkTarget(url)
        if all(heading.anchor != anchor for heading in entry.outline.headings):
            message = f"{path} has no heading '#{anchor}'"
            known = [heading.anchor for heading in entry.outline.headings]
            hint = suggest(anchor, known) if known else "it has no headings at all"
            return _problem(article, reference, "anchor-missing", message, hint)
        return LinkTarget(url.at(anchor))

    def _media(
        self, article: Article, reference: Reference, media: MediaFile
    ) -> LinkTarget | Problem:
        if reference.kind == "image":
            line, column = reference.line, reference.column
            problem = self.image_problem(media.path, article.path, line, column)
            if problem is not None:
                return problem
        elif media.active_content:
            return _problem(article, reference, "file-active", _harm(media), _harmless(media))
        return _published(media)

    def _follow_site(
        self, article: Article, reference: Reference, path: str, anchor: str
    ) -> LinkTarget | Problem:
        if path in self.plan.paths:
            url = Url(path)
            return LinkTarget(url.at(anchor) if anchor else url)
        message = f"the site has no page '/{path}'"
        hint = "link to an article by its file, such as 'strike.en.md'"
        return _problem(article, reference, "link-dead", message, hint)

    def _dead(self, article: Article, reference: Reference, path: str) -> Problem:
        if path.startswith("../") or path == "..":
            message = f"'{reference.target}' leads out of the site's folder"
            return _problem(article, reference, "link-outside", message, _INSIDE)
        if article.path.startswith(_CONTENT) and not path.startswith(_CONTENT):
            message = f"'{path}' is outside of content/, and is not published"
            return _problem(article, reference, "link-outside", message, _INSIDE)
        if path.rpartition("/")[2] in CONFIGURATION:
            message = f"{path} holds settings, and is not published"
            return _problem(article, reference, "link-outside", message, "leave the link out")
        if path in self.files:
            message = f"{path} is a draft, so it has no page to link to"
            return _problem(article, reference, "link-draft", message)
        if reference.kind == "image":
            message = f"there is no image '{path}'"
            hint = "name the picture as it lies beside the article"
            return _problem(article, reference, "image-missing", message, hint)
        message = f"there is no file '{path}'"
        hint = self._meant(reference.target, path)
        return _problem(article, reference, "link-dead", message, hint)

    def _meant(self, target: str, path: str) -> str:
        """What was probably meant by the path of a file that is not there."""
        if _HOST.match(target):
            return f"write https://{target} if it is an address of the web"
        stem, question, _ = path.partition("?")
        if question and stem in self.files:
            return "leave out what follows the question mark"
        bare = _ENDING.sub("", stem)
        folder, slash, name = bare.rpartition("/")
        for written in (name, name.lower()):
            for ending in (".md", *(f".{code}.md" for code in self.chronicle.timelines)):
                if f"{folder}{slash}{written}{ending}" in self.files:
                    return f"did you mean '{written}{ending}'?"
        return "link to another article by its file, such as 'strike.en.md'"


def resolve_path(article: Article, target: str) -> str:
    """The path, relative to the site's folder, that a target written in an article names."""
    return normpath(join(dirname(article.path), target))


def referenced_media(entries: Iterable[Entry], files: frozenset[str]) -> tuple[str, ...]:
    """The files, articles aside, that entries refer to and that exist; sorted."""
    found = set()
    for entry in entries:
        article = entry.article
        targets = [reference.target.partition("#")[0] for reference in entry.outline.references]
        if article.image is not None:
            targets.append(article.image.src)
        for target in targets:
            if not target.startswith("/") and not target.endswith(".md"):
                path = resolve_path(article, target)
                if path in files and path.rpartition("/")[2] not in CONFIGURATION:
                    found.add(path)
    return tuple(sorted(found))


def media_url(media: MediaFile) -> Url:
    """Where a file of the content folder is published."""
    name, _ = remove_invisible(media.path.rpartition("/")[2])
    return urls.asset(" ".join(name.split()), media.digest)


def _harm(media: MediaFile) -> str:
    return f"{media.path} {media.active_content}, which would run when a reader opens it"


def _harmless(media: MediaFile) -> str:
    if media.path.lower().endswith(".svg"):
        return "save it without scripts, or as PNG"
    return "save it as PDF or as a picture, or link to where it stands on the web"


def _published(media: MediaFile) -> LinkTarget:
    return LinkTarget(media_url(media), media.width, media.height)


def article_url(article: Article) -> Url:
    """Return the address of an article or of a page from ``content/pages/``."""
    if article.is_page:
        return urls.content_page(article.language, article.slug)
    return urls.article(article.language, article.slug)


def _problem(
    article: Article, reference: Reference, code: Code, message: str, hint: str = ""
) -> Problem:
    return Problem(article.path, reference.line, reference.column, code, message, hint)
