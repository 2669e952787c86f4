"""Rename an entry in all its languages, with its pictures and all that leads to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from posixpath import dirname, relpath
from typing import Any, Final
from unicodedata import normalize
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from generator.content.file_names import parse_file_name
from generator.content.markdown import MarkdownConverter
from generator.editing.article_text import ArticleText
from generator.editing.file_change import FileChange
from generator.editing.text_edits import EditError, TextEdit, apply_edits
from generator.editing.toml_article_text import read_article_text
from generator.editing.unknown_names import unknown_entry
from generator.engine.conversion import convert_file
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Article, Entry, Reference, Site, SourceFile
from generator.pages.links import FileNames, article_url, locate, resolve_path
from generator.text.folding import fold
from generator.text.slugs import slugify
from generator.text.web_addresses import is_web_address
from generator.urls import RESERVED

_BUNDLE: Final = "index"
# What a key cannot contain, so that links to it need no escapes.
_UNUSABLE: Final = lazy_compile(r"[\s/\\()<>\[\]{}#?%\"'`|*:,&]|^[._-]|\.$")
# What is before the target of a link in Markdown, HTML, a definition or a wikilink.
_BEFORE_TARGET: Final = lazy_compile(
    r"""(?:\]\(\s*<?|^[ ]{0,3}\[[^\]\n]+\]:\s*<?|(?:href|src)\s*=\s*["']?|\[\[\s*)$""",
    re.MULTILINE,
)
_LONGEST_PREFIX: Final = 300
_JOINED: Final = r"(?:[\s_-]|%20)+"


class SiteContent(Struct, frozen=True):
    """The content of a site, as far as an entry can be moved in it.

    Attributes:
        site: The settings.
        files: The path of every file of the content folder.
        articles: The files of the articles, by their paths.
        pictures: The bytes of the entry's files that are not articles, by their paths.
    """

    site: Site
    files: frozenset[str]
    articles: Mapping[str, SourceFile]
    pictures: Mapping[str, bytes]


class _Move(Struct, frozen=True):
    """A move: the new path of each file, and the addresses and the key that change with it."""

    old: str
    new: str
    paths: Mapping[str, str]
    addresses: Mapping[str, str]


def find_moved_files(old: str, content: Iterable[Article], files: Iterable[str]) -> set[str]:
    """Return the files that belong to an entry: its texts, and the pictures that have its name."""
    texts = [each for each in content if each.key == old]
    moved = {each.path for each in texts}
    folders = {dirname(path) for path in moved}
    own = {dirname(path) for path in moved if path.rpartition("/")[2].startswith(f"{_BUNDLE}.")}
    named = re.compile(rf"{re.escape(old)}(?:[-_.].*)?\.(?!md$)[^.]+")
    for path in files:
        folder, _, name = path.rpartition("/")
        if any(path.startswith(f"{each}/") for each in own) or (
            folder in folders and named.fullmatch(name)
        ):
            moved.add(path)
    return moved


def move_entry(
    old: str, new: str, articles: tuple[Article, ...], content: SiteContent
) -> tuple[FileChange, ...]:
    """Rename an entry.

    The texts, a folder of its own and pictures with its name get the new name. Addresses that
    change remain as aliases. Links, wikilinks and `related` that lead to it are changed.

    Args:
        old: The key of the entry.
        new: Its new key.
        articles: The articles of the site.
        content: The content of the site, with the files that `find_moved_files` returns.

    Raises:
        EditError: It cannot be renamed, and why.
    """
    texts = [each for each in articles if each.key == old]
    _check_keys(old, new, articles, content.site)
    moved = find_moved_files(old, articles, content.files)
    if content.site.image is not None:
        moved.discard(content.site.image.src)
    paths = {path: _rename(path, old, new, is_text=path in content.articles) for path in moved}
    taken = sorted(set(paths.values()) & (content.files - moved))
    if taken:
        raise EditError(
            say("%(taken)s exists already", taken=taken[0]),
            "choose another name, or move that file away",
        )
    addresses = {
        article_url(each).path: article_url(replace(each, slug=slugify(new))).path
        for each in texts
        if each.slug == slugify(old) and "slug" not in _given_fields(content.articles[each.path])
    }
    move = _Move(old, new, paths, addresses)
    markdown = MarkdownConverter()
    names = FileNames(content.files)
    new_names = FileNames({paths.get(path, path) for path in content.files})
    changes = []
    for path in sorted({*content.articles, *moved}):
        file = content.articles.get(path)
        if file is None:
            data = content.pictures[path]
            changes.append(FileChange(path, data, data, paths[path]))
        elif path in moved or _may_mention(move, file):
            data = _edit_article(move, file, content.site, markdown, (names, new_names))
            changes.append(FileChange(path, file.data, data, paths.get(path, "")))
    return tuple(each for each in changes if each.is_effective)


def _check_keys(old: str, new: str, articles: tuple[Article, ...], site: Site) -> None:
    if all(each.key != old for each in articles):
        raise unknown_entry(old, articles)
    if new == old:
        raise EditError(say("'%(new)s' is its key already", new=new))
    usable = slugify(new)
    name = parse_file_name(f"content/{new}.{site.languages[0].code}.md", site.languages)
    if _UNUSABLE.search(new) or not usable or name is None or name.key != new:
        raise EditError(
            say("'%(new)s' cannot be a key: links to it would need escapes", new=new),
            say("write %(usable)s", usable=usable)
            if usable
            else "write letters, digits and hyphens",
        )
    if usable in RESERVED or usable.isdecimal():
        raise EditError(
            say("'%(new)s' is the name of a page of every site", new=new), "choose another name"
        )
    for each in articles:
        if each.key != old and fold(each.key) == fold(new):
            raise EditError(
                say("'%(new)s' is the key of %(path)s", new=new, path=each.path),
                "choose another name",
            )


def _rename(path: str, old: str, new: str, *, is_text: bool) -> str:
    """Return the new path of a file of an entry."""
    folders = path.split("/")
    name = folders.pop()
    if is_text and not name.startswith(f"{_BUNDLE}."):
        return "/".join((*folders, new + name[len(name) - len(_suffix(name, old)) :]))
    if not is_text and normalize("NFC", name).startswith(old):
        return "/".join((*folders, new + normalize("NFC", name)[len(old) :]))
    # The folder with the name of the entry is the last one that has it.
    number = len(folders) - 1 - [normalize("NFC", each) for each in reversed(folders)].index(old)
    folders[number] = new
    return "/".join((*folders, name))


def _suffix(name: str, key: str) -> str:
    """Return what follows the key in the name of an article: its language, if any, and ``.md``."""
    stem = normalize("NFC", name)
    return stem[len(key) :] if stem.startswith(key) else "." + name.split(".", 1)[1]


def _given_fields(file: SourceFile) -> frozenset[str]:
    return frozenset(read_article_text(file.path, file.data).fields)


def _may_mention(move: _Move, file: SourceFile) -> bool:
    """Whether a file can have a link to one of the moved files; most cannot, and are not read."""
    text = normalize("NFC", file.data.decode(errors="replace")).casefold()
    words = filter(None, re.split(r"[\s_-]+", move.old.casefold()))
    pattern = _JOINED.join(map(re.escape, words))
    return bool(re.search(pattern, text)) or quote(move.old).casefold() in text


def _edit_article(
    move: _Move,
    file: SourceFile,
    site: Site,
    markdown: MarkdownConverter,
    names: tuple[FileNames, FileNames],
) -> bytes:
    """Return the bytes of an article after the move, whose links have been checked."""
    converted = convert_file(file, site, markdown)
    if converted.entry is None or converted.article is None:
        named = re.compile(rf"(?<![\w-]){re.escape(move.old)}(?![\w-])")
        if file.path not in move.paths and not named.search(file.data.decode(errors="replace")):
            return file.data
        raise EditError(
            say("%(path)s has errors, so its links cannot be changed", path=file.path),
            "run 'tarikh build', and correct them first",
        )
    article = converted.article
    text = read_article_text(file.path, file.data)
    wanted = [_redirect(move, article, each, names) for each in converted.entry.outline.references]
    new_path = move.paths.get(file.path, file.path)

    def list_targets(edited: str) -> list[str]:
        moved = convert_file(SourceFile(file.path, edited.encode()), site, markdown).entry
        return [] if moved is None else [each.target for each in moved.outline.references]

    edits = [
        *_edit_links(text, converted.entry, wanted, list_targets),
        *_edit_related(move, text),
        *_edit_image(move, article, text),
        *_edit_aliases(move, article, text),
    ]
    data = apply_edits(text.text, edits).encode()
    after = convert_file(SourceFile(new_path, data), site, markdown).entry
    targets = [] if after is None else [each.target for each in after.outline.references]
    for reference, target in zip(converted.entry.outline.references, wanted, strict=True):
        if not targets or targets.pop(0) != target:
            raise EditError(
                say(
                    "%(path)s:%(line)s: the link '%(target)s' cannot be changed to '%(target2)s'",
                    path=file.path,
                    line=reference.line,
                    target=reference.target,
                    target2=target,
                ),
                "change it by hand to another form of link, such as [text](file.md), and try again",
            )
    return data


def _redirect(
    move: _Move, article: Article, reference: Reference, names: tuple[FileNames, FileNames]
) -> str:
    """Return the target of a reference after the move."""
    target, anchor = reference.target, reference.target.partition("#")[1:]
    note = names[0].find(reference.note, article.language) if reference.note else None
    destination = locate(article, reference, note)
    if destination.is_address:
        address = destination.path if destination.path in move.addresses else f"{destination.path}/"
        if address not in move.addresses:
            return target
        new = move.addresses[address]
        slash = "" if destination.path == address else "/"
        return f"/{new.removesuffix(slash) if slash else new}{''.join(anchor)}"
    new_path = move.paths.get(destination.path)
    if new_path is None:
        return target
    if reference.note:
        return f"[[{_rename_note(move, reference.note)}{''.join(anchor)}"
    if target.startswith(("/", "@/")):
        sign = "@" if target.startswith("@") else ""
        return f"{sign}/{new_path.removeprefix('content/')}{''.join(anchor)}"
    folder = dirname(move.paths.get(article.path, article.path))
    written = relpath(new_path, folder or ".")
    dot = "./" if target.startswith("./") else ""
    return f"{dot}{written}{''.join(anchor)}"


def _rename_note(move: _Move, note: str) -> str:
    """Return the name that a wikilink gives a moved file: its last part, or its folder, differs."""
    words = _JOINED.join(map(re.escape, re.split(r"[\s_-]+", move.old)))
    parts = re.split(rf"({words})", normalize("NFC", note), flags=re.IGNORECASE)
    # The name is the last part that is the key.
    number = max(index for index in range(1, len(parts), 2))
    parts[number] = move.new
    return "".join(parts)


def _edit_links(
    text: ArticleText, entry: Entry, wanted: list[str], list_targets: Callable[[str], list[str]]
) -> Iterator[TextEdit]:
    """Yield the edits of the links whose targets change.

    What looks like such a link can be code. So each is changed alone, and only counts if the
    article then links to something else.

    Args:
        text: The article.
        entry: The same, converted.
        wanted: The target of each of its links after the move.
        list_targets: Returns the targets of the links in a text.
    """
    before = [each.target for each in entry.outline.references]
    renamed = {old: new for old, new in zip(before, wanted, strict=True) if old != new}
    edits: set[TextEdit] = set()
    for old, new in renamed.items():
        edits.update(_find_links(text.text, old.removeprefix("[["), new.removeprefix("[[")))
    for edit in sorted(edits):
        if list_targets(apply_edits(text.text, [edit])) != before:
            yield edit


def _find_links(text: str, old: str, new: str) -> Iterator[TextEdit]:
    """Find what may be links to a target, as it is or percent-encoded."""
    encoded = quote(old, safe="/#.-_~"), quote(new, safe="/#.-_~")
    for written, replacement in ((old, new), encoded) if encoded[0] != old else ((old, new),):
        for found in re.finditer(rf"{re.escape(written)}(?![\w/.%#-])", text, re.IGNORECASE):
            before = text[max(0, found.start() - _LONGEST_PREFIX) : found.start()]
            if _BEFORE_TARGET.search(before):
                yield TextEdit(*found.span(), replacement)


def _edit_related(move: _Move, text: ArticleText) -> Iterator[TextEdit]:
    for node in _scalars(text, "related"):
        value = normalize("NFC", node.value)
        if value.strip() == move.old:
            yield text.replace_scalar(node, move.new)
        elif value.startswith("[["):
            inner = value[2:].removesuffix("]]")
            page, bar, label = inner.partition("|")
            key = page.rpartition("/")[2].strip().removesuffix(".md")
            if key == move.old:
                new = f"[[{page.replace(move.old, move.new)}{bar}{label}]]"
                yield text.replace_scalar(node, new)


def _edit_image(move: _Move, article: Article, text: ArticleText) -> Iterator[TextEdit]:
    if article.image is None or is_web_address(article.image.src):
        return
    path = resolve_path(article, article.image.src)
    new_path = move.paths.get(path)
    if new_path is None:
        return
    folder = dirname(move.paths.get(article.path, article.path))
    written = relpath(new_path, folder or ".")
    if written == article.image.src:
        return
    for scalar in _scalars(text, "image"):
        if scalar.value.strip() == article.image.src:
            yield text.replace_scalar(scalar, written)
            return


def _edit_aliases(move: _Move, article: Article, text: ArticleText) -> Iterator[TextEdit]:
    """Keep the old address of a moved text as an alias, unless it becomes its address again."""
    if article.path not in move.paths:
        return
    old = article_url(article).path
    new = move.addresses.get(old)
    if new is None:
        return
    known = [each.removesuffix("/") for each in article.aliases]
    edit = text.add_to_list("aliases", f"/{old}") if old.removesuffix("/") not in known else None
    nodes = list(_scalars(text, "aliases"))
    returning = [n for n, each in enumerate(nodes) if each.value.strip("/ ") == new.strip("/")]
    if returning and edit is not None:
        # The new address takes the place of the alias that it was.
        yield text.replace_scalar(nodes[returning[0]], f"/{old}")
    elif edit is not None:
        yield edit


def _scalars(text: ArticleText, key: str) -> Iterator[Any]:
    """Yield the texts in the value of a field, in order, without the keys of mappings."""
    if key not in text.fields:
        return
    waiting = [text.fields[key][1]]
    while waiting:
        node = waiting.pop(0)
        if not isinstance(node.value, list):
            yield node
            continue
        inner = [each[1] if isinstance(each, tuple) else each for each in node.value]
        waiting = inner + waiting
