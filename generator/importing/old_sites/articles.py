"""Read the articles of sites that another program builds: Jekyll, Hugo, Pelican, Zola, Obsidian."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from generator.content.file_names import find_day
from generator.content.folder_pages import SECTION_PAGE, read_cascade, to_node
from generator.content.foreign_keys import is_language_key, normalize_key
from generator.content.nodes import KeyValue
from generator.content.visibility import is_visibility_key, read_visibility
from generator.i18n.languages import COMMON_LANGUAGES, default_language, find_script
from generator.importing.cells import SOURCE_FIELDS, RecordBuilder, find_target
from generator.importing.html_text import html_to_markdown
from generator.importing.old_sites.body import (
    BodyContext,
    convert_body,
    drop_heading,
    drop_links_to_title,
    find_heading,
    refer_to_file,
)
from generator.importing.old_sites.folder import PAGE_ENDINGS, UNREAD_FORMATS, OldSite
from generator.importing.old_sites.front_matter import OldText, split_old_text, to_text
from generator.importing.old_sites.links import ArticleAddresses, LinkIndex
from generator.importing.old_sites.settings import OldSettings, expand_pattern
from generator.importing.records import Evidence, ImportFailure, Record, Value
from generator.messages import say
from generator.model import WithheldFolder
from generator.problem_collector import ProblemCollector
from generator.text.decoding import DecodeError, decode
from generator.text.scripts import detect_script
from generator.text.slugs import slugify

_ALIASES: Final = frozenset({"redirectfrom", "redirectto", "aliases", "alias"})
_ADDRESSES: Final = frozenset({"permalink", "url", "path"})
_YES: Final = frozenset({"true", "yes", "on"})
_NO: Final = frozenset({"false", "no", "off"})
# Keys by which translations in files with other names are paired.
_PAIRS: Final = frozenset({"translationkey", "translationid", "pageid"})
_IMAGE: Final = frozenset(
    {
        *("image", "images", "cover", "featureimage", "featuredimage", "thumbnail", "banner"),
        *("coverimage", "headerimage", "heroimage", "hero", "ogimage", "featuredimg", "picture"),
        *("photo", "teaser", "socialimage", "header", "img", "imageurl"),
    }
)
_IMAGE_SOURCES: Final = ("src", "image", "path", "url", "feature", "teaser", "overlayimage", "file")
_IMAGE_PARTS: Final = ("alt", "caption", "credit")
_KINDS: Final = frozenset({"layout", "type"})
# These name the day of the event, and not that of the text.
_EVENT_DATES: Final = frozenset(
    map(normalize_key, ("event_date", "when", "occurred", "happened", "تاريخ_الحدث"))
)
_SPACED: Final = frozenset({"tags", "categories"})
_ANSWERED: Final = frozenset({"draft", "published", "hidden", "private"})


class OldArticle(Struct, frozen=True):
    """An article of an old site, as it was read.

    Attributes:
        path: Its file, relative to the folder of the site.
        key: Its path without language and ending, with the day that its name begins with.
        name: The name of its file, without that day.
        event: What its translations have in common: a key of its front matter, or its path.
        language: Its language; empty if nothing says so.
        text: Its front matter and its text.
        title: Its title.
        is_page: Whether it is a page outside the chronology.
        embedded: The addresses of what its HTML embeds and a text cannot show.
    """

    path: str
    key: str
    name: str
    event: str
    language: str
    text: OldText
    title: str
    is_page: bool
    embedded: tuple[str, ...] = ()


def read_old_site(site: OldSite, timezone: str) -> Iterator[Record | tuple[str, ImportFailure]]:
    """Yield the records of a site, and each file of it that cannot be read.

    Args:
        site: The site.
        timezone: The IANA time zone of the new site, or nothing.

    Raises:
        OSError: A file cannot be read.
    """
    settings = OldSettings()
    for path in site.settings:
        try:
            settings.read_file(path, _decode((site.root / path).read_bytes()))
        except ImportFailure as failure:
            yield path, failure
    articles: list[OldArticle] = []
    withheld: list[WithheldFolder] = []
    for path in site.paths:
        data = (site.root / path).read_bytes()
        if SECTION_PAGE.fullmatch(path.rpartition("/")[2]) and read_cascade(data, path):
            withheld.append(WithheldFolder(path.rpartition("/")[0], "", path))
        try:
            read = _read_file(site, settings, path, data)
        except ImportFailure as failure:
            yield path, failure
            continue
        if isinstance(read, OldArticle):
            articles.append(read)
        else:
            yield read
    links = LinkIndex(
        site, settings, (_list_addresses(each, settings, site.program) for each in articles)
    )
    for article in articles:
        yield _build_record(article, site, links, timezone, _find_folder(article, withheld))


def read_old_article(name: str, text: str, timezone: str) -> Record:
    """Read an article of another program, of whose site nothing else is known.

    Args:
        name: Its path in the old site.
        text: Its text.
        timezone: The IANA time zone of the new site, or nothing.

    Raises:
        ImportFailure: Its front matter cannot be read.
    """
    article = _parse_article(name, split_old_text(text), OldSettings(), "")
    links = LinkIndex(None, OldSettings(), ())
    return _build_record(article, None, links, timezone, None)


def _decode(data: bytes) -> str:
    try:
        return decode(data).text
    except DecodeError as error:
        raise ImportFailure(error.message, error.hint, error.line, error.column) from None


def _read_file(site: OldSite, settings: OldSettings, path: str, data: bytes) -> OldArticle | Record:
    """Read a file: an article, or why it is none."""
    ending = posixpath.splitext(path)[1].casefold()
    if ending in UNREAD_FORMATS:
        kind = UNREAD_FORMATS[ending]
        return Record(
            path, reason=say("it is in %(kind)s; convert it to Markdown", kind=kind), title=path
        )
    text = split_old_text(_decode(data))
    embedded: tuple[str, ...] = ()
    if ending in PAGE_ENDINGS:
        body, embedded = html_to_markdown(text.body, is_of_site=True)
        text = text._replace(body=body)
    article = replace(_parse_article(path, text, settings, site.program), embedded=embedded)
    reason = _find_reason(article, site.program)
    if reason:
        return Record(path, reason=reason, title=article.title or path)
    return article


def _find_reason(article: OldArticle, program: str) -> str:
    """Return why a file is neither an event nor a page; empty if it is one."""
    stem = article.path.rpartition("/")[2].partition(".")[0]
    if stem == "_index":
        return "it is the page of a section, which lists others"
    is_front = article.path.partition(".")[0] in ("index", "content/index", "404", "content/404")
    if is_front and program:
        return "it is the front page or the page for missing addresses of the old site"
    if not article.text.matter and not article.text.body.strip():
        return "it is empty"
    return ""


def _parse_article(path: str, text: OldText, settings: OldSettings, program: str) -> OldArticle:
    key, language = _read_path(path, settings)
    folder, _, name = key.rpartition("/")
    day = find_day(name)
    values = {normalize_key(label): to_text(value) for label, value in text.entries()}
    for label, value in text.entries():
        if is_language_key(label):
            language = language or to_text(value).strip()
    title = values.get("title", "").strip() or find_heading(text.body)
    if not title and program == "Obsidian":
        title = name[len(day) :].strip("-_ ") or name
    pair = next((values[each] for each in _PAIRS if values.get(each)), "")
    if program == "Jekyll":
        pair = pair or values.get("ref", "")
    plain = name[len(day) :].strip("-_ ") or name
    if program == "Pelican" and values.get("slug"):
        plain = values["slug"]
        pair = f"{folder}/{plain}"
    is_page = _is_page(path, text, program)
    language = language or _choose_language(f"{title} {text.body}", settings)
    return OldArticle(path, key, plain, pair or key, language, text, title, is_page)


def _read_path(path: str, settings: OldSettings) -> tuple[str, str]:
    """Return the path of a file without ending and language, and its language if it says so."""
    language = ""
    for folder, code in settings.folders.items():
        if path.startswith(f"{folder}/"):
            path, language = f"content/{path[len(folder) + 1 :]}", code
    *folders, name = path.split("/")
    stem = name.rpartition(".")[0]
    head, _, suffix = stem.rpartition(".")
    if head and _is_language(suffix):
        stem, language = head, suffix.casefold()
    for folder in list(folders):
        if _is_language(folder):
            language = language or folder.casefold()
            folders.remove(folder)
    if stem in ("index", "_index") and folders and folders != ["content"]:
        stem = folders.pop()
    return "/".join((*folders, stem)), language


def _is_language(text: str) -> bool:
    """Whether a part of a path names a language: ``ar``, ``en-US``."""
    return text.casefold().replace("_", "-").partition("-")[0] in COMMON_LANGUAGES and (
        len(text) in (2, 3, 5, 6)
    )


def _choose_language(text: str, settings: OldSettings) -> str:
    """Return the language of the settings if the letters of a text may be of it."""
    code = settings.language.partition("-")[0]
    if not code:
        return ""
    try:
        expected = find_script(default_language(code))
    except ValueError:
        return ""
    script, _ = detect_script(text)
    return code if script in (expected, "") else ""


def _is_page(path: str, text: OldText, program: str) -> bool:
    """Whether a file is a page outside the chronology, and no post."""
    folders = path.split("/")[:-1]
    if "_pages" in folders or (program == "Pelican" and folders[:2] == ["content", "pages"]):
        return True
    if any(
        normalize_key(label) in _KINDS and to_text(value).casefold() == "page"
        for label, value in text.entries()
    ):
        return True
    # Jekyll has posts and collections in folders that begin with a low line, and pages elsewhere.
    return program == "Jekyll" and not any(folder.startswith("_") for folder in folders)


def _list_addresses(article: OldArticle, settings: OldSettings, program: str) -> ArticleAddresses:
    """List the addresses that an article has had, as far as its site and its keys say them."""
    values = {normalize_key(label): value for label, value in article.text.entries()}
    addresses = []
    for word in (*_ALIASES, *_ADDRESSES):
        value = values.get(word)
        texts = value if isinstance(value, list) else [value]
        addresses += [to_text(each).strip() for each in texts if to_text(each).strip()]
    folder, _, name = article.key.rpartition("/")
    section = folder.removeprefix("content").strip("/")
    slug = to_text(values.get("slug")) or slugify(article.title) or article.name
    date = to_text(values.get("date"))[:10] or find_day(name)
    year, month, day = (*date.split("-"), "", "")[:3] if date.count("-") == 2 else ("", "", "")
    categories = to_text(values.get("categories") or values.get("category"))
    parts = {
        "title": to_text(values.get("slug")) or article.name,
        "slug": slug,
        "name": article.name,
        "filename": article.name,
        "contentbasename": article.name,
        "slugorcontentbasename": to_text(values.get("slug")) or article.name,
        "section": section.partition("/")[0],
        "sections": section,
        "path": section,
        "categories": "/".join(filter(None, categories.replace(" | ", " ").split())),
        "lang": article.language,
        "output_ext": ".html",
    }
    if year:
        parts |= {"year": year, "month": month, "day": day, "short_year": year[2:]}
        parts |= {"i_month": month.lstrip("0"), "i_day": day.lstrip("0")}
    names = {article.name, name, to_text(values.get("slug"))} - {""}
    if program == "Pelican":
        names.add(slug)
    addresses += (f"{section}/{each}" for each in names)
    addresses += (expand_pattern(pattern, parts) for pattern in settings.patterns)
    prefixed = [f"{article.language}/{each.lstrip('/')}" for each in addresses if article.language]
    known = tuple(dict.fromkeys(each for each in (*addresses, *prefixed) if each.strip("/")))
    return ArticleAddresses(article.event, article.key, article.name, known)


def _find_folder(article: OldArticle, withheld: list[WithheldFolder]) -> WithheldFolder | None:
    return next(
        (
            each
            for each in withheld
            if f"/{article.path}".startswith(f"/{each.path}/".replace("//", "/"))
        ),
        None,
    )


# --- From an article to a record ----------------------------------------------------------------


def _build_record(
    article: OldArticle,
    site: OldSite | None,
    links: LinkIndex,
    timezone: str,
    folder: WithheldFolder | None,
) -> Record:
    builder = RecordBuilder(article.path, timezone)
    context = BodyContext(site, article.path, links, builder)
    builder.add("key", article.event)
    builder.add("name", article.name)
    builder.add("language", article.language)
    if article.is_page:
        builder.make_page()
    _check_visibility(article, builder, folder)
    for label, value in article.text.entries():
        _add(label, value, context)
    for comment in article.text.comments:
        builder.ask(say("not used: YAML reads '%(comment)s' as a comment", comment=comment))
    for address in article.embedded:
        builder.ask(say("body: not copied: %(address)s", address=address))
    words = {normalize_key(label) for label, _ in article.text.entries()}
    day = find_day(article.key.rpartition("/")[2])
    if day and "date" not in words:
        builder.add("undecided_date", day)
    if "title" not in words and article.title:
        builder.add("title", article.title)
        if not find_heading(article.text.body):
            builder.note(Evidence("title", article.title, article.path, "the name of the note"))
    body = drop_heading(article.text.body, article.title)
    if body != article.text.body:
        body = drop_links_to_title(body, article.title)
    builder.add_markdown(convert_body(body, context))
    record = builder.build()
    return replace(record, undecided_date="") if article.is_page else record


def _check_visibility(
    article: OldArticle, builder: RecordBuilder, folder: WithheldFolder | None
) -> None:
    """Withhold a text that its author has kept from publication, in the words of any program."""
    entries = [
        KeyValue(str(key), to_node(value), 0, 0) for key, value in article.text.matter.items()
    ]
    collector = ProblemCollector(article.path)
    visibility = read_visibility(entries, collector, builder.timezone, folder)
    for problem in collector.problems:
        if problem.code == "draft-implied":
            builder.ask(say("draft: %(message)s", message=problem.message))
    drafts = [to_text(value) for key, value in article.text.entries() if key == "draft"]
    is_draft = any(each and each.casefold() not in _NO for each in drafts)
    # A draft has no field for the end of its publication.
    ended = [each for each in visibility.limits if find_target(each.key) != "published"]
    for limit in ended:
        builder.ask(
            say(
                "draft: '%(key)s: %(date)s' limits when it is published",
                key=limit.key,
                date=limit.date,
            )
        )
    if visibility.is_draft or is_draft or ended:
        builder.withhold()


def _add(key: str, value: Any, context: BodyContext) -> None:
    """Add a key of the front matter."""
    builder = context.builder
    text, word = to_text(value).strip(), normalize_key(key)
    if not text or is_language_key(key) or word in _PAIRS:
        return
    if word in _ANSWERED and text.casefold() in _YES | _NO:
        return
    if is_visibility_key(key) and find_target(key) != "published":
        return
    if word in _ALIASES or word in _ADDRESSES:
        _add_old_addresses(key, value, context)
        return
    if word in _IMAGE:
        _add_image(key, value, context)
        return
    target = find_target(key)
    if target == "slug" and _is_of(context, "Pelican"):
        # It is the name of the file.
        return
    if target == "date" and word not in _EVENT_DATES:
        target = "undecided_date"
    if word in _SPACED and isinstance(value, str) and _is_of(context, "Jekyll"):
        # Jekyll reads a tag in each word.
        text = "|".join(text.split())
    if target in ("key", "body", "related", "source.url") or not target:
        builder.ask(say("not used: %(key)s: %(text)s", key=key, text=text))
        return
    if target == "source.name" and not isinstance(value, str):
        for each in value if isinstance(value, list) else [value]:
            _add_source(key, each, builder)
        return
    builder.add(target, text)


def _add_old_addresses(key: str, value: Any, context: BodyContext) -> None:
    texts = value if isinstance(value, list) else [value]
    paths = [to_text(each).strip() for each in texts]
    if _is_of(context, "Zola"):
        paths = [f"/{each.lstrip('/')}" for each in paths]
    kept = [each for each in paths if each.startswith("/") and ":" not in each]
    context.builder.add("aliases", " | ".join(kept))
    for each in paths:
        if each not in kept:
            context.builder.ask(say("not used: %(key)s: %(each)s", key=key, each=each))


def _add_source(key: str, value: Any, builder: RecordBuilder) -> None:
    """Add one of several sources, or one with parts."""
    parts = value if isinstance(value, dict) else {"name": value}
    known = {name: to_text(each).strip() for name, each in parts.items() if name in SOURCE_FIELDS}
    builder.add_source(**known)
    for name, each in parts.items():
        if name not in known:
            text = f"{name}: {to_text(each)}"
            builder.ask(say("not used: %(key)s: %(text)s", key=key, text=text))


def _is_of(context: BodyContext, program: str) -> bool:
    """Whether an article is of a site of a program."""
    return context.site is not None and context.site.program == program


def _add_image(key: str, value: Any, context: BodyContext) -> None:
    """Add the picture of an article, which other programs describe in many ways."""
    builder = context.builder
    first = value[0] if isinstance(value, list) and value else value
    parts = (
        {normalize_key(str(name)): each for name, each in first.items()}
        if isinstance(first, dict)
        else {"src": first}
    )
    source = next((to_text(parts[name]) for name in _IMAGE_SOURCES if parts.get(name)), "")
    reference = refer_to_file(source, context) if source else ""
    if not reference:
        builder.ask(say("not used: %(key)s: %(to_text)s", key=key, to_text=to_text(value)))
        return
    if isinstance(value, list) and len(value) > 1:
        builder.ask(say("not used: %(key)s: %(to_text)s", key=key, to_text=to_text(value[1:])))
    image: dict[str, Value] = {"src": reference}
    for name in _IMAGE_PARTS:
        if parts.get(name):
            image[name] = to_text(parts[name])
    builder.set_field("image", image if len(image) > 1 else reference)
