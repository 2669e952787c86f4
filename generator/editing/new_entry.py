"""Write a new entry, or the translation of one, with the fields that its site uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from generator.content.fields import FIELDS, Field
from generator.content.file_names import find_language_folder
from generator.dates import DateError, When
from generator.dates import parse as parse_date
from generator.editing.file_change import FileChange
from generator.editing.text_edits import EditError, apply_edits
from generator.editing.toml_article_text import read_article_text
from generator.editing.unknown_names import unknown_entry, unknown_language
from generator.i18n.languages import find_script
from generator.importing.batch import FOLDER
from generator.importing.draft_file import Comment, write_article, write_field
from generator.importing.records import Value
from generator.importing.site_index import SiteIndex, find_registered
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Article, LeadImage, Site, SourceFile
from generator.search.duplicates import (
    DuplicateFinder,
    EventSketch,
    LikelyDuplicate,
    sketch_article,
)
from generator.text.folding import fold_name
from generator.text.scripts import detect_script
from generator.text.web_addresses import is_web_address
from generator.urls import choose_key

TEMPLATES: Final = "templates/new"
"""The folder of a site's own templates for new entries."""

# What a text leaves to the first text of its event.
_OF_EVENT: Final = frozenset({"date", "status", "source", "tags", "related"})
# What is only known later in the life of an entry, and is not asked for in a new one.
_LATER: Final = frozenset({"published", "updated", "corrections", "aliases", "slug", "extra"})
_NOT_OFFERED: Final = frozenset({"draft", "rights"})
# The key of the comment with the fields that a site does not use.
_OTHERS: Final = "#"
# That of the comment with the title that is to be translated.
_ORIGINAL: Final = "# title"
_VALUE: Final = lazy_compile(r":\s.*")
# What is between the items of a list in one line.
_SEPARATOR: Final = lazy_compile("[،,;؛]")
# A title to be replaced: a draft without any title could not be built.
_NO_TITLE: Final = "…"


class EntryRequest(Struct, frozen=True):
    """What a new entry is to say.

    Attributes:
        titles: Its titles, one for each language, in any order.
        date: Its date, as it is written; may be empty.
        sources: The name of each source, with the address of the report or without.
        tags: Its tags.
        languages: The languages of its texts; empty for those of the titles.
        translated: The key of the entry that this is a translation of; empty for a new entry.
        template: The name of the site's template for it; empty for none.
    """

    titles: tuple[str, ...]
    date: str = ""
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    translated: str = ""
    template: str = ""


class NewEntry(Struct, frozen=True):
    """The files of a new entry.

    Attributes:
        files: They do not exist yet.
        duplicates: The entries that are probably of the same event.
    """

    files: tuple[FileChange, ...]
    duplicates: tuple[LikelyDuplicate, ...] = ()


def compose_entry(
    request: EntryRequest,
    index: SiteIndex,
    templates: Mapping[str, SourceFile] = MappingProxyType({}),
) -> NewEntry:
    """Compose the files of a new entry, or of the translation of an entry.

    Args:
        request: What it is to say.
        index: What the site has.
        templates: The site's templates for new entries, by their names.

    Raises:
        EditError: It cannot be composed, and why.
    """
    site = index.site
    texts = [each for each in index.articles if each.key == request.translated]
    if request.translated and not texts:
        raise unknown_entry(request.translated, index.articles)
    when = _read_date(request.date, site.timezone)
    titles = _assign_titles(request, site, [each.language for each in texts])
    if texts:
        first, key = texts[0], texts[0].key
        paths = [_translate_path(first, code, site) for code in titles]
    else:
        first, key = None, choose_key(_key_words(titles, site), index.keys)
        paths = [_choose_path(index, key, code, when) for code in titles]
    files = []
    for number, ((code, title), path) in enumerate(zip(titles.items(), paths, strict=True)):
        is_first = number == 0 and first is None
        fields = _compose_fields(request, index, code, title, is_first=is_first, original=first)
        template = _find_template(request.template, code, templates)
        data = _fill_template(template, fields, is_first=is_first) if template else None
        if data is None:
            data = write_article(fields.items(), "", "")
        files.append(FileChange(path, None, data))
    return NewEntry(tuple(files), () if texts else _find_duplicates(request, titles, when, index))


_ORDER: Final = tuple(field.name for field in FIELDS)


def _read_date(text: str, timezone: str) -> When | None:
    if not text:
        return None
    try:
        return parse_date(text, timezone)
    except DateError as error:
        raise EditError(
            say("date '%(text)s': %(message)s", text=text, message=error.message), error.hint
        ) from None


def _assign_titles(request: EntryRequest, site: Site, known: Sequence[str]) -> dict[str, str]:
    """Return the title in each language that a text is written in; empty if there is none."""
    codes = [language.code for language in site.languages]
    for code in request.languages:
        if code not in codes:
            raise unknown_language(code, site)
        if code in known:
            raise EditError(
                say(
                    "'%(translated)s' has a text in '%(code)s' already",
                    translated=request.translated,
                    code=code,
                ),
                say("choose another language, or edit its file ending in .%(code)s.md", code=code),
            )
    free = [code for code in request.languages or codes if code not in known]
    if not free:
        raise EditError(
            say(
                "'%(translated)s' has a text in every language of this site",
                translated=request.translated,
            )
        )
    titles: dict[str, str] = {}
    for title in request.titles:
        if not title.strip():
            raise EditError("a title is empty", 'write it in quotation marks: tarikh new "TITLE"')
        script, _ = detect_script(title)
        fitting = [code for code in free if find_script(site.language(code)) == script]
        code = next((each for each in (*fitting, *free) if each not in titles), "")
        if not code or (len(request.titles) > 1 and code not in fitting):
            raise EditError(
                say("there is no other language for the title '%(title)s'", title=title),
                'write one title for each language, each in quotation marks: "…"',
            )
        titles[code] = title
    for code in request.languages or ([] if titles else free[:1]):
        titles.setdefault(code, "")
    order = request.languages or codes
    return {code: titles[code] for code in order if code in titles}


def _key_words(titles: Mapping[str, str], site: Site) -> str:
    """Return the title that the key is made of: one in Latin letters if there is one."""
    given = [title for title in titles.values() if title]
    latin = (title for title in given if detect_script(title)[0] == "Latin")
    return next(latin, given[0] if given else "")


# --- Where the files belong ---------------------------------------------------------------------


def _choose_path(index: SiteIndex, key: str, code: str, when: When | None) -> str:
    """Return the file of a text, in the folder and with the form of name that most others have."""
    languages = index.site.languages
    habits: Counter[tuple[tuple[str, ...], str]] = Counter()
    for article in index.articles:
        if not article.is_page and not article.path.startswith(f"{index.content}{FOLDER}/"):
            habits[_habit_of(article, index.site)] += 1
    default = (index.content.strip("/"),), "{key}.{language}.md"
    folders, form = habits.most_common(1)[0][0] if habits else default
    if form == "{key}.md" and "{language}" not in folders and code != languages[0].code:
        form = "{key}.{language}.md"
    year = f"{when.year:04d}" if when is not None else ""
    values = {"key": key, "language": code, "year": year}
    parts = [folder.format(**values) for folder in (*folders, form)]
    return "/".join(filter(None, parts))


def _habit_of(article: Article, site: Site) -> tuple[tuple[str, ...], str]:
    """Return the folders and the form of the name of a file, with names for what varies."""
    *folders, name = article.path.split("/")
    form = "{key}.{language}.md" if name.endswith(f".{article.language}.md") else "{key}.md"
    if name.partition(".")[0] == "index" and folders:
        folders[-1] = "{key}"
        form = form.replace("{key}", "index")
    found = find_language_folder(folders, site.languages)
    if found is not None:
        folders[found[0]] = "{language}"
    year = f"{article.when.year:04d}" if article.when is not None else ""
    return tuple("{year}" if each == year else _plain(each) for each in folders), form


def _plain(folder: str) -> str:
    return folder if folder in ("{key}", "{language}") else folder.replace("{", "").replace("}", "")


def _translate_path(first: Article, code: str, site: Site) -> str:
    """Return the file of a translation: next to the first text, under the name that pairs them."""
    folders, form = _habit_of(first, site)
    values = {"language": code, "key": first.key, "year": ""}
    path = PurePosixPath(first.path)
    if form == "{key}.md" and "{language}" not in folders:
        form = "{key}.{language}.md"
    parts = list(path.parts[:-1])
    if "{language}" in folders:
        parts[folders.index("{language}")] = code
    return "/".join((*parts, form.format(**values)))


# --- What is in the files -----------------------------------------------------------------------


def _compose_fields(
    request: EntryRequest,
    index: SiteIndex,
    code: str,
    title: str,
    *,
    is_first: bool,
    original: Article | None,
) -> dict[str, Value | Comment]:
    """Compose the fields of one text: those with a value, those to fill in, and the others."""
    if original is not None:
        given = _compose_translation(original)
    else:
        given = _compose_event(request, index, code) if is_first else {}
    used = _find_used_fields(index.articles)
    fields: dict[str, Value | Comment] = {"title": title or _NO_TITLE, "draft": True, **given}
    others: list[str] = []
    for field in FIELDS:
        is_open = field.name not in fields and field.name not in _NOT_OFFERED
        if not is_open or original is not None or (field.name in _OF_EVENT and not is_first):
            continue
        if field.name in used and field.name not in _LATER:
            fields[field.name] = ""
        else:
            others += _outline_field(field)
    ordered = {name: fields[name] for name in _ORDER if name in fields}
    if original is not None and not title:
        ordered = {_ORIGINAL: Comment((f"{original.language}: {original.title}",)), **ordered}
    if others:
        ordered[_OTHERS] = Comment(("Other fields:", *others))
    return ordered


def _compose_event(
    request: EntryRequest, index: SiteIndex, code: str
) -> dict[str, Value | Comment]:
    """Compose what a request says of the event."""
    fields: dict[str, Value | Comment] = {}
    if request.date:
        fields["date"] = request.date
    _check_lists(request, index, code)
    sources = [_compose_source(each, index, code) for each in request.sources]
    if sources:
        fields["source"] = sources[0] if len(sources) == 1 else tuple(sources)
    tags = [_spell_tag(each, index, code) for each in request.tags]
    if tags:
        fields["tags"] = tuple(tags)
    return fields


def _check_lists(request: EntryRequest, index: SiteIndex, code: str) -> None:
    """Check that each tag and each source is one, unless the site has one of that name.

    Raises:
        EditError: One is several, separated by commas.
    """
    sources = {
        fold_name(citation.name) for each in index.articles for citation in each.sources or ()
    }
    tags = {name for _, name in index.tags}
    named = (
        *(("tag", each, index.site.tags, tags) for each in request.tags),
        *(("source", each, index.site.sources, sources) for each in request.sources),
    )
    for option, text, registry, used in named:
        words = text.split()
        name = " ".join(words[:-1] if len(words) > 1 and is_web_address(words[-1]) else words)
        parts = [part for part in map(str.strip, _SEPARATOR.split(name)) if part]
        is_known = find_registered(registry, name, code) or fold_name(name) in used
        if len(parts) > 1 and not (is_known or is_web_address(name)):
            each = " ".join(f'--{option} "{part}"' for part in parts)
            raise EditError(
                say(
                    "%(option)s '%(name)s' seems to be %(count)s %(option)ss",
                    option=option,
                    name=name,
                    count=len(parts),
                ),
                say(
                    "write %(each)s; if it is one, add it to %(option)ss.toml first",
                    each=each,
                    option=option,
                ),
            )


def _compose_translation(original: Article) -> dict[str, Value | Comment]:
    """Compose the fields of a translation: those of the original that differ in each language."""
    fields: dict[str, Value | Comment] = {
        name: "" for name in ("place", "summary") if getattr(original, name)
    }
    if original.image is not None:
        fields["image"] = _translate_image(original.image)
    return fields


def _outline_field(field: Field) -> Iterator[str]:
    """Yield the lines of the field's example without its values."""
    lines = field.example.split("\n")
    own = next(number for number, line in enumerate(lines) if line.startswith(f"{field.name}:"))
    for line in lines[own:]:
        if field.name != "extra" or not line.startswith(" "):
            yield _VALUE.sub(":", line)


def _find_used_fields(articles: Iterable[Article]) -> frozenset[str]:
    """Return the fields that at least one entry in ten has, and those that each one needs."""
    entries = [each for each in articles if not each.is_page]
    used = {"title", "date", "source"}
    for field in FIELDS:
        number = sum(bool(field.value_of(each)) for each in entries)
        if number * 10 > len(entries):
            used.add(field.name)
    return frozenset(used)


def _translate_image(image: LeadImage) -> Value:
    parts: dict[str, Value] = {"src": image.src, "alt": ""}
    for name in ("credit", "credit_url", "license"):
        if value := getattr(image, name):
            parts[name] = value
    return parts


def _compose_source(text: str, index: SiteIndex, code: str) -> Value:
    """Compose a source of ``NAME``, of ``NAME ADDRESS``, or of the address of a registered one."""
    words = text.split()
    address = words[-1] if words and is_web_address(words[-1]) else ""
    name = " ".join(words[:-1]) if address else " ".join(words)
    if address and not name:
        host = _host_of(address)
        owners = [each for each in index.site.sources if each.url and _host_of(each.url) == host]
        if not owners:
            raise EditError(
                say("'%(address)s' says where the report is, but not whose it is", address=address),
                say('write its name, too: --source "NAME %(address)s"', address=address),
            )
        own = owners[0].names.in_language(code)
        name = own.value if own is not None else owners[0].id
    found = find_registered(index.site.sources, name, code)
    name = found[1] if found is not None else name
    return {"name": name, "url": address} if address else name


def _host_of(address: str) -> str:
    return urlsplit(address).netloc.casefold().removeprefix("www.")


def _spell_tag(tag: str, index: SiteIndex, code: str) -> str:
    found = find_registered(index.site.tags, tag, code)
    if found is not None:
        return found[1]
    return index.tags.get((code, fold_name(tag)), tag)


# --- The site's own templates -------------------------------------------------------------------


def _find_template(name: str, code: str, templates: Mapping[str, SourceFile]) -> SourceFile | None:
    if not name:
        return None
    for each in (f"{name}.{code}", name):
        if each in templates:
            return templates[each]
    known = ", ".join(sorted({each.partition(".")[0] for each in templates}))
    message = say("%(templates)s/%(name)s.md does not exist", templates=TEMPLATES, name=name)
    hint = (
        say("write one of: %(known)s", known=known)
        if known
        else say("write an article as %(templates)s/%(name)s.md", templates=TEMPLATES, name=name)
    )
    raise EditError(message, hint)


def _fill_template(
    template: SourceFile, fields: Mapping[str, Value | Comment], *, is_first: bool
) -> bytes:
    """Write the values that are known into a template; all else in it stays as it is."""
    text = read_article_text(template.path, template.data)
    for name, value in fields.items():
        if isinstance(value, Comment) or value == "" or (name == "draft" and name in text.fields):
            continue
        lines = tuple(write_field(name, value))
        edited = apply_edits(text.text, [text.set_field(name, lines)])
        text = read_article_text(template.path, edited.encode())
    if not is_first:
        for name in sorted(_OF_EVENT & text.fields.keys()):
            edited = apply_edits(text.text, [text.remove_field(name)])
            text = read_article_text(template.path, edited.encode())
    return text.text.encode()


# --- What the site has already ------------------------------------------------------------------


def _find_duplicates(
    request: EntryRequest, titles: Mapping[str, str], when: When | None, index: SiteIndex
) -> tuple[LikelyDuplicate, ...]:
    finder = DuplicateFinder(sketch_article(each) for each in index.articles if not each.is_page)
    addresses = tuple(
        [word for each in request.sources for word in each.split() if is_web_address(word)]
    )
    found: dict[str, LikelyDuplicate] = {}
    for code, title in titles.items():
        sketch = EventSketch("", "", code, title, when=when, addresses=addresses)
        for each in finder.find(sketch):
            found.setdefault(each.path, each)
    return tuple(found.values())
