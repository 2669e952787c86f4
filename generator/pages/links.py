"""The targets of links and images in texts: articles, files and pages of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from posixpath import basename, dirname, join, normpath, relpath
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from generator import urls
from generator.chronology import Chronicle
from generator.content.pictures.metadata import CREDENTIALS, NAMES, POSITION
from generator.content.pictures.parts import PictureError
from generator.content.scan import CONFIGURATION
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Article, Entry, MediaFile, Reference
from generator.pages.pictures import media_url
from generator.pages.plan import Plan
from generator.problem_collector import did_you_mean, sort_and_limit, suggest
from generator.problems import Code, Problem, Severity
from generator.text.slugs import anchor_of_heading, find_anchor
from generator.urls import Url

_CONTENT = "content/"
_MOVE_INSIDE = "move the file into content/, next to the article, and link to it there"
_HOST_NAME = lazy_compile(r"www\.|[\w-]+\.(?:com|org|net|info|gov|edu)(?:/|\Z)", re.IGNORECASE)
# Files that authors keep in the content folder; a build writes none of these kinds.
_MEDIA = lazy_compile(
    r"\.(?:avif|gif|jpe?g|png|svg|webp|pdf|mp[34]|webm|og[gv]|wav|zip|docx?|xlsx?|pptx?|od[tsp]|epub)\Z",
    re.IGNORECASE,
)
_SUFFIX = lazy_compile(r"(?:\.[a-z]{2,3})?(?:\.(?:md|html?))?/?\Z", re.IGNORECASE)
_JOINERS = lazy_compile(r"[\s_-]+")
_IMAGE_FORMATS = "save it as PNG, JPEG, WebP, AVIF or SVG"
_KEEP_CREDITS = (
    'to publish copyright and credit, write [images] keep_metadata = ["copyright", "credit"]'
    " in site.toml"
)


class LinkTarget(Struct, frozen=True):
    """The target of a link or image.

    Attributes:
        url: The address.
        media: The file of the content folder that it is, unless it is a page.
    """

    url: Url
    media: MediaFile | None = None


class Destination(Struct, frozen=True):
    """Where a link or image in a text leads to, whether that exists or not.

    Attributes:
        reference: The link or image.
        path: An address on the site without the first slash, or else the path of a file relative
            to the site's folder.
        anchor: The part after ``#``.
        is_address: Whether the path is an address.
    """

    reference: Reference
    path: str
    anchor: str
    is_address: bool


class FileNames:
    """Finds files of the content folder by name, as wikilinks give them: in any folder.

    Case makes no difference, nor whether a name has spaces, hyphens or underscores.
    """

    def __init__(self, *files: Iterable[str]) -> None:
        self._files = files
        # The paths of each name; computed when it is first needed, because few sites need it.
        self._paths: dict[str, list[str]] = {}

    def find(self, name: str, language: str) -> str | None:
        """Return the path of the file with a name; ``None`` if there is none.

        Args:
            name: The name of an article, with or without its language and ``.md``, or of another
                file with its suffix; the folders before it may be given.
            language: The language that an article should have, if there is a choice.
        """
        if not self._paths:
            for path in sorted({*chain.from_iterable(self._files)}):
                for known in _names(path):
                    self._paths.setdefault(known, []).append(path)
        folders, _, last = _fold_name(name).rpartition("/")
        paths = [
            path
            for path in self._paths.get(last, ())
            if not folders or f"/{_fold_name(dirname(path))}".endswith(f"/{folders}")
        ]
        own = (path for path in paths if path.endswith(f".{language}.md"))
        return next(own, paths[0] if paths else None)


def _names(path: str) -> Iterator[str]:
    """Yield the names that a wikilink may give a file."""
    folder, _, file = path.rpartition("/")
    name = _fold_name(file)
    yield name
    stem, dot, suffix = name.rpartition(".")
    if suffix == "md" and dot:
        key = stem.rpartition(".")[0] or stem
        yield from {stem, key}
        if "index" in (stem, key):
            # The text of a folder of its own is known by the name of the folder.
            yield _fold_name(folder.rpartition("/")[2])


def _fold_name(name: str) -> str:
    return _JOINERS.sub("-", normalize("NFC", name).casefold().strip())


@dataclass(frozen=True, slots=True)
class LinkResolver:
    """Finds the targets of the links and images in texts.

    Attributes:
        chronicle: The articles.
        plan: The pages.
        media: The measured files, by path.
        files: The path of every file in the content folder.
        broken: The articles with errors of their own, which are not in the chronicle. A link to
            one of them is not reported as well.
        skipped: The Markdown files that are no articles.
        names: Finds the files that wikilinks name.
    """

    chronicle: Chronicle
    plan: Plan
    media: Mapping[str, MediaFile]
    files: frozenset[str]
    broken: frozenset[str]
    skipped: frozenset[str]
    names: FileNames = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", FileNames(self.files, self.chronicle.files))

    def target(self, article: Article, destination: Destination) -> LinkTarget | None:
        """Return the target of a link or image; ``None`` if it does not exist."""
        target = self._resolve(article, destination)
        return target if isinstance(target, LinkTarget) else None

    def problems(self, entry: Entry) -> Iterator[Problem]:
        """Report the links and images of an entry whose targets do not exist."""
        yield from sort_and_limit(self._problems(entry))

    def _problems(self, entry: Entry) -> Iterator[Problem]:
        article = entry.article
        for reference in entry.outline.references:
            name = reference.note
            path = self.names.find(name, article.language) if name else None
            destination = locate(article, reference, path)
            target = self._resolve(article, destination)
            if not destination.is_address:
                yield from self.metadata_problems(destination.path)
            if isinstance(target, Problem):
                # The text of a wikilink stays: a vault has links to notes yet to be written.
                is_text = bool(name) and reference.kind == "link"
                yield replace(target, severity=Severity.WARNING) if is_text else target
        if article.image is not None:
            path, at = resolve_path(article, article.image.src), article.position("image")
            problem = self.image_problem(
                article.image.src, path, article.path, (at.line, at.column)
            )
            if problem is not None:
                yield problem
            yield from self.metadata_problems(path)

    def image_problem(
        self,
        written: str,
        path: str,
        file: str,
        position: tuple[int, int],
        relative_to: str = "the article",
    ) -> Problem | None:
        """Return the problem of an image that a file refers to; ``None`` if it has none.

        Args:
            written: The path of the image as the file has it.
            path: The path of the image in the site's folder.
            file: The file that refers to it.
            position: The line and the column of the reference.
            relative_to: What the path of the image is relative to.
        """
        line, column = position
        media = self.media.get(path)
        if media is None:
            message = say("image '%(path)s' does not exist", path=path)
            hint = self._suggest_image(written, path, file, relative_to)
            return Problem(file, line, column, "image-missing", message, hint)
        if media.active_content:
            return _active_content_problem(media, file, line, column)
        if media.unsupported:
            message = say("%(path)s is %(unsupported)s", path=path, unsupported=media.unsupported)
            return Problem(file, line, column, "image-invalid", message, _IMAGE_FORMATS)
        return _refusal_problem(media, file, line, column)

    def metadata_problems(self, path: str) -> Iterator[Problem]:
        """Report the metadata that a file has or had before it is published."""
        media = self.media.get(path)
        if media is None or not media.metadata or media.active_content or media.refusal[0]:
            return
        if not media.is_cleaned:
            yield from _remaining_metadata_problems(media)
            return
        removed = [kind for kind in media.metadata if kind != CREDENTIALS]
        if removed:
            names = ", ".join(removed)
            message = say("removed from the published picture: %(names)s", names=names)
            hint = _KEEP_CREDITS if NAMES in removed else ""
            yield Problem(media.path, 0, 0, "image-metadata", message, hint, Severity.NOTICE)
        if CREDENTIALS in media.metadata:
            message = "Content Credentials (C2PA) removed: they can name the camera and the place"
            hint = "to publish them, link to a copy of the picture on another website"
            yield Problem(media.path, 0, 0, "image-metadata", message, hint, Severity.NOTICE)

    def _resolve(self, article: Article, destination: Destination) -> LinkTarget | Problem | None:
        reference, path, anchor = destination.reference, destination.path, destination.anchor
        if destination.is_address:
            return self._resolve_site_path(article, reference, path, anchor)
        media = self.media.get(path)
        if media is not None:
            return self._media(article, reference, media)
        if path in self.broken:
            return None
        entry = self.chronicle.files.get(path)
        if entry is None:
            return self._missing(article, reference, path)
        if reference.kind == "image":
            message = say("%(path)s is an article, not an image", path=path)
            hint = "to link to the article, remove the exclamation mark"
            return _problem(article, reference, "image-invalid", message, hint)
        url = article_url(entry.article)
        if not anchor:
            return LinkTarget(url)
        headings = [heading.anchor for heading in entry.outline.headings]
        known = (*headings, *entry.outline.anchors)
        if anchor not in known and (similar := find_anchor(anchor, known)) is not None:
            return LinkTarget(url.at(similar))
        if anchor not in known:
            message = say("%(path)s has no heading '#%(anchor)s'", path=path, anchor=anchor)
            hint = suggest(anchor, known) if known else say("remove '#%(anchor)s'", anchor=anchor)
            return _problem(article, reference, "anchor-missing", message, hint)
        return LinkTarget(url.at(anchor))

    def _media(
        self, article: Article, reference: Reference, media: MediaFile
    ) -> LinkTarget | Problem:
        if reference.kind == "image":
            position = reference.line, reference.column
            problem = self.image_problem(reference.target, media.path, article.path, position)
            if problem is not None:
                return problem
        elif media.active_content:
            return _active_content_problem(media, article.path, reference.line, reference.column)
        else:
            problem = _refusal_problem(media, article.path, reference.line, reference.column)
            if problem is not None:
                return problem
        return _published(media)

    def _resolve_site_path(
        self, article: Article, reference: Reference, path: str, anchor: str
    ) -> LinkTarget | Problem:
        if path in self.plan.paths:
            url = Url(path)
            return LinkTarget(url.at(anchor) if anchor else url)
        message = say("the site has no page '/%(path)s'", path=path)
        hint = "link to an article by its file name, such as 'strike.en.md'"
        return _problem(article, reference, "link-dead", message, hint)

    def _missing(self, article: Article, reference: Reference, path: str) -> Problem:
        if reference.note and not path:
            message = say("no file in content/ is named '%(note)s'", note=reference.note)
            if reference.kind == "image":
                message = say("image '%(note)s' does not exist", note=reference.note)
                hint = say("save it in content/ as %(note)s", note=reference.note)
                return _problem(article, reference, "image-missing", message, hint)
            hint = "link to an article by the name of its file, such as [[strike]]"
            return _problem(article, reference, "link-undefined", message, hint)
        if path.startswith("../") or path == "..":
            message = say("'%(target)s' is outside of the site's folder", target=reference.target)
            return _problem(article, reference, "link-outside", message, _MOVE_INSIDE)
        if article.path.startswith(_CONTENT) and not path.startswith(_CONTENT):
            message = say("'%(path)s' is outside of content/ and is not published", path=path)
            return _problem(article, reference, "link-outside", message, _MOVE_INSIDE)
        if path.rpartition("/")[2] in CONFIGURATION:
            message = say("%(path)s contains settings and is not published", path=path)
            return _problem(article, reference, "link-outside", message, "remove the link")
        if path in self.skipped:
            message = say("%(path)s is not an article and is not published", path=path)
            hint = "remove the link, or start the file with front matter"
            return _problem(article, reference, "link-outside", message, hint)
        if path in self.files:
            message = say("%(path)s is a draft and has no page", path=path)
            return _problem(article, reference, "link-draft", message)
        written = reference.target.partition("#")[0]
        if reference.kind == "image":
            message = say("image '%(path)s' does not exist", path=path)
            hint = self._suggest_image(written, path, article.path)
            return _problem(article, reference, "image-missing", message, hint)
        message = say("file '%(path)s' does not exist", path=path)
        if _MEDIA.search(path):
            hint = self._suggest_media(written, path, article.path) or "write the path of the file"
        else:
            hint = self._suggest_file(article, reference.target, path)
        return _problem(article, reference, "link-dead", message, hint)

    def _suggest_image(
        self, written: str, path: str, file: str, relative_to: str = "the article"
    ) -> str:
        """Return a hint to the image of that name in another folder, if there is one."""
        hint = self._suggest_media(written, path, file)
        return hint or say(
            "write the path of the image relative to %(relative_to)s", relative_to=relative_to
        )

    def _suggest_media(self, written: str, path: str, file: str) -> str:
        """Return a hint to the file of that name in another folder; empty if there is none."""
        parts = path.split("/")
        for start in range(len(parts)):
            found = self.names.find("/".join(parts[start:]), "")
            if found is not None and not found.endswith(".md"):
                return did_you_mean(written, relpath(found, dirname(file)))
        return ""

    def _suggest_file(self, article: Article, target: str, path: str) -> str:
        """Return a hint to the file that a link was probably meant to lead to."""
        if _HOST_NAME.match(target):
            return say("for another website, write https://%(target)s", target=target)
        written = target.partition("#")[0]
        stem, question, query = path.partition("?")
        if question and stem in self.files:
            return f"remove '?{query}'"
        base = _SUFFIX.sub("", stem)
        folder, slash, name = base.rpartition("/")
        for candidate in (name, name.lower()):
            for suffix in (".md", *(f".{code}.md" for code in self.chronicle.timelines)):
                if f"{folder}{slash}{candidate}{suffix}" in self.files:
                    return did_you_mean(basename(written), f"{candidate}{suffix}")
        found = self.names.find(name, article.language) if name else None
        if found is not None and found in self.chronicle.files:
            return did_you_mean(written, relpath(found, dirname(article.path)))
        return "link to another article by its file name, such as 'strike.en.md'"


def locate(article: Article, reference: Reference, note: str | None = None) -> Destination:
    """Return where a link or image of an article leads to.

    Args:
        article: The article.
        reference: The link or image.
        note: The path of the file that it names, if it is a wikilink and there is such a file.
    """
    target, _, anchor = reference.target.partition("#")
    if reference.note:
        return Destination(reference, note or "", anchor_of_heading(anchor), is_address=False)
    if target.startswith("/") and reference.kind == "link" and not _MEDIA.search(target):
        return Destination(reference, target.lstrip("/"), anchor, is_address=True)
    return Destination(reference, resolve_path(article, target), anchor, is_address=False)


def resolve_path(article: Article, target: str) -> str:
    """Return the path, relative to the site's folder, of a target as written in an article.

    One that starts with a slash, or as in Zola with ``@/``, is relative to the content folder.
    """
    if target.startswith(("/", "@/")):
        root = _CONTENT if article.path.startswith(_CONTENT) else ""
        return normpath(root + target.removeprefix("@").lstrip("/"))
    return normpath(join(dirname(article.path), target))


def picture_problem(media: MediaFile, error: PictureError) -> Problem:
    """The problem of a picture that cannot be made ready for publication."""
    return Problem(
        media.path,
        0,
        0,
        "image-invalid",
        say("the picture %(message)s", message=error.message),
        error.hint,
    )


def _refusal_problem(media: MediaFile, file: str, line: int, column: int) -> Problem | None:
    reason, hint = media.refusal
    if not reason:
        return None
    return Problem(
        file,
        line,
        column,
        "image-invalid",
        say("%(path)s %(reason)s", path=media.path, reason=reason),
        hint,
    )


def _remaining_metadata_problems(media: MediaFile) -> Iterator[Problem]:
    if POSITION in media.metadata:
        message = "the file says where it was recorded, and is published as it is"
        hint = "save it without its location, or remove the link"
        yield Problem(media.path, 0, 0, "file-metadata", message, hint, Severity.WARNING)
    if NAMES in media.metadata:
        message = "the file names its author, and is published as it is"
        hint = "if the name must not be known, save the file without its properties"
        yield Problem(media.path, 0, 0, "file-metadata", message, hint, Severity.NOTICE)


def _active_content_problem(media: MediaFile, file: str, line: int, column: int) -> Problem:
    message = say(
        "%(path)s %(active_content)s, which would run when a reader opens it",
        path=media.path,
        active_content=media.active_content,
    )
    hint = "save it as PDF or as an image, or link to it on another website"
    if media.path.lower().endswith(".svg"):
        hint = "save it without scripts, or as PNG"
    return Problem(file, line, column, "file-active", message, hint)


def _published(media: MediaFile) -> LinkTarget:
    return LinkTarget(media_url(media), media)


def article_url(article: Article) -> Url:
    """Return the address of an article or of a page from ``content/pages/``."""
    if article.is_page:
        return urls.content_page(article.language, article.slug)
    return urls.article(article.language, article.slug)


def _problem(
    article: Article,
    reference: Reference,
    code: Code,
    message: str,
    hint: str = "",
) -> Problem:
    return Problem(article.path, reference.line, reference.column, code, message, hint)
