"""Parses the paths of article files: a key and a language."""

from __future__ import annotations

from typing import Literal, NamedTuple
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from generator.i18n.languages import COMMON_LANGUAGES
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Language
from generator.problem_collector import ProblemCollector, closest, quote
from generator.text.invisible_characters import remove_invisible

_CONTENT = "content"
_PAGES = "pages"
# The name of the article of a folder with its images, whose key is the name of the folder.
_BUNDLE = "index"
# Jekyll publishes the posts in this folder, and no other such folder by itself.
_PUBLISHED_FOLDERS = frozenset({"_posts"})
# Jekyll's posts are called YYYY-MM-DD-name, and the daily notes of Obsidian YYYY-MM-DD.
_DAY = lazy_compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[-_ ]|$)")
_DRAFT_FOLDERS = frozenset(
    {
        *("draft", "drafts", "private", "unpublished", "wip", "confidential", "secret", "hidden"),
        *("مسودات", "مسودة", "خاص", "سري"),
    }
)
# A BCP 47 tag with a primary subtag of letters; an underscore is a common mistake.
_TAG = lazy_compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
# A language with a country, as folders of other programs are named.
_REGIONAL = lazy_compile(r"[a-z]{2,3}-[a-z]{2}")
# A language after a hyphen or an underscore instead of a dot.
_JOINED = lazy_compile(r"(?P<key>.+)[-_](?P<code>[A-Za-z]{2,3})")
# A longer suffix is taken for the name of a language, such as "arabic", and not for its code.
_LONGEST_CODE = 3


class FileName(Struct, frozen=True):
    """The parsed name of an article's file.

    Attributes:
        key: The part that its translations share (Unicode NFC); never empty.
        language: The code of its language, one of the site's.
        language_from: What says so; empty when nothing does, and it is the site's first language.
        is_page: Whether it is in ``content/pages/``, and so outside the chronology.
    """

    key: str
    language: str
    is_page: bool
    language_from: Literal["", "name", "folder", "key"] = "name"


class KeyPosition(NamedTuple):
    """A key of the front matter, with its line and column from 1."""

    name: str
    line: int
    column: int


def parse_file_name(
    path: str, languages: tuple[Language, ...], collector: ProblemCollector | None = None
) -> FileName | None:
    """Parse ``…/KEY.LANG.md``, ``LANG/…/KEY.md``, or ``…/KEY.md`` in the first language.

    The part after the last dot of the stem is a language when it has the form of a language tag:
    two to eight Latin letters, perhaps with subtags. Anything else (``report.2024.md``,
    ``U.S. strike.md``) belongs to the key. The key of ``…/strike/index.md`` is ``strike``.

    Returns:
        The name's parts; ``None`` when the key is empty or the site does not have the language,
        which is reported to ``collector``.
    """
    *folders, _ = path.split("/")
    # macOS decomposes names; translations must pair wherever they were saved.
    written, _ = remove_invisible(normalize("NFC", path.rpartition("/")[2].rpartition(".")[0]))
    stem = " ".join(written.split())
    key, dot, suffix = stem.rpartition(".")
    folder = find_language_folder(folders, languages)
    language = languages[0].code
    language_from: Literal["", "name", "folder"] = "name"
    if dot and _TAG.fullmatch(suffix):
        tag = suffix.replace("_", "-").casefold()
        codes = tuple(each.code for each in languages if each.code.casefold() == tag)
        if not codes:
            if collector is not None:
                _unknown_language(suffix, languages, collector)
            return None
        language = codes[0]
    else:
        key = stem
        language_from = ""
        if folder is not None:
            language, language_from = folder[1], "folder"
        elif (unknown := _find_unknown_language(folders, languages)) is not None:
            if collector is not None:
                _unknown_folder(unknown, languages, collector)
            return None
        elif collector is not None:
            _check_joined(stem, language, languages, collector)
    key = key.strip()
    shared = folders if folder is None else [*folders[: folder[0]], *folders[folder[0] + 1 :]]
    if key == _BUNDLE and shared[-1:] not in ([], [_CONTENT], [_PAGES]):
        key = normalize("NFC", shared[-1])
    if not key:
        if collector is not None:
            message = "the file name has nothing before its language"
            collector.error(0, 0, "key-empty", message, "name it KEY.LANG.md, such as strike.ar.md")
        return None
    return FileName(key, language, shared[:2] == [_CONTENT, _PAGES], language_from)


def shared_folder(path: str, languages: tuple[Language, ...]) -> str:
    """Return the folder that the translations of an article have in common.

    It is the folder of the file without one that names a language, and without that of a bundle:
    ``content/2024`` for ``content/ar/2024/strike.md`` and ``content/2024/strike/index.ar.md``.
    """
    *folders, name = path.split("/")
    shared = _shared_folders(folders, languages)
    is_bundle = name.partition(".")[0] == _BUNDLE and shared[-1:] not in ([], [_CONTENT], [_PAGES])
    return "/".join(shared[:-1] if is_bundle else shared)


def _shared_folders(folders: list[str], languages: tuple[Language, ...]) -> list[str]:
    folder = find_language_folder(folders, languages)
    return folders if folder is None else [*folders[: folder[0]], *folders[folder[0] + 1 :]]


def find_language_folder(
    folders: list[str], languages: tuple[Language, ...]
) -> tuple[int, str] | None:
    """Return the index of the last folder that is named as a language, and its code."""
    codes = {language.code.casefold(): language.code for language in languages}
    for index in range(len(folders) - 1, -1, -1):
        tag = folders[index].replace("_", "-").casefold()
        code = codes.get(tag) or (codes.get(tag[:-3]) if _REGIONAL.fullmatch(tag) else None)
        if code is not None:
            return index, code
    return None


def _find_unknown_language(folders: list[str], languages: tuple[Language, ...]) -> str | None:
    """Return the first folder if it is named as a common language that the site does not have."""
    first = folders[1] if folders[:1] == [_CONTENT] and len(folders) > 1 else ""
    return first if first.casefold() in COMMON_LANGUAGES else None


def _unknown_folder(
    folder: str, languages: tuple[Language, ...], collector: ProblemCollector
) -> None:
    codes = ", ".join(each.code for each in languages)
    message = say(
        "the folder %(folder)s is named as a language that this site lacks (%(codes)s)",
        folder=quote(folder),
        codes=codes,
    )
    hint = say(
        "add [languages.%(folder)s] to content/site.toml, or rename the folder",
        folder=folder.casefold(),
    )
    collector.error(0, 0, "language-unknown", message, hint)


def read_language(
    name: FileName,
    key: KeyPosition,
    value: str,
    languages: tuple[Language, ...],
    collector: ProblemCollector,
) -> FileName:
    """Return a name in the language that a key of the front matter says.

    Args:
        name: The parsed name of the file.
        key: The key, with its line and column.
        value: Its value.
        languages: The languages of the site.
        collector: Gets a problem if the site does not have the language, or if the file's name or
            folder is in another one.
    """
    code = match_language(value, languages)
    if not code:
        codes = ", ".join(each.code for each in languages)
        message = say(
            "%(value)s in '%(name)s' is not a language of this site (%(codes)s)",
            value=quote(value),
            name=key.name,
            codes=codes,
        )
        hint = say(
            "write %(name)s: %(code)s, or rename the file to end in .LANG.md",
            name=key.name,
            code=languages[0].code,
        )
        if _TAG.fullmatch(value) and len(value.partition("-")[0]) <= _LONGEST_CODE:
            hint = say(
                "add [languages.%(value)s] to content/site.toml, or write one of these", value=value
            )
        collector.error(key.line, key.column, "language-unknown", message, hint)
        return replace(name, language_from=name.language_from or "key")
    if name.language_from and code != name.language:
        where = "file name" if name.language_from == "name" else "folder"
        message = say(
            "'%(name)s: %(value)s' contradicts the %(where)s, so the file is read as %(language)s",
            name=key.name,
            value=value,
            where=where,
            language=quote(name.language),
        )
        collector.warning(key.line, key.column, "language-unclear", message, "correct one of them")
        return name
    return replace(name, language=code, language_from=name.language_from or "key")


def match_language(value: str, languages: tuple[Language, ...]) -> str:
    """Return the code of the language that a code, a locale or a name means, or nothing."""
    tag = value.strip().replace("_", "-").casefold()
    names = (each.name.casefold() for each in languages)
    by_name = dict(zip(names, languages, strict=True))
    if tag in by_name:
        return by_name[tag].code
    for form in (tag, tag.partition("-")[0]):
        for each in languages:
            if each.code.casefold() == form:
                return each.code
    if tag.isascii() and len(tag) > _LONGEST_CODE and "-" not in tag:
        # Most names of languages start with their codes: `english`, `arabic`.
        return next((each.code for each in languages if tag.startswith(each.code)), "")
    return ""


def _check_joined(
    stem: str, language: str, languages: tuple[Language, ...], collector: ProblemCollector
) -> None:
    """Warn of a name that seems to contain its language, but not after a dot."""
    joined = _JOINED.fullmatch(stem)
    if joined is not None and any(each.code == joined["code"].casefold() for each in languages):
        message = say(
            "the file is read as %(language)s: its name has no language after a dot",
            language=quote(language),
        )
        right = f"{joined['key']}.{joined['code'].casefold()}.md"
        hint = say(
            "rename it to %(right)s, or to %(stem)s.%(language)s.md if that is its name",
            right=right,
            stem=stem,
            language=language,
        )
        collector.warning(0, 0, "language-unclear", message, hint)


def is_content_page(path: str) -> bool:
    """Return whether the file is in ``content/pages/``, outside the chronology."""
    return path.startswith(f"{_CONTENT}/{_PAGES}/")


def is_post(path: str) -> bool:
    """Return whether a file is in ``_posts/``, from which Jekyll publishes no future dates."""
    return "_posts/" in path and not _PUBLISHED_FOLDERS.isdisjoint(path.split("/")[:-1])


def find_day(key: str) -> str:
    """Return the day that a key begins with, as those of Jekyll do; empty if there is none."""
    match = _DAY.match(key)
    return match[1] if match is not None else ""


def find_withholding_name(path: str) -> tuple[str, str] | None:
    """Find a name in a path that keeps its file from publication: ``_x``, or that of drafts.

    Returns:
        Why the file is a draft, and how to publish it; ``None`` if no name withholds it.
    """
    *folders, name = path.split("/")
    for folder in folders:
        is_hidden = folder.startswith("_") and folder not in _PUBLISHED_FOLDERS
        if is_hidden or folder.casefold() in _DRAFT_FOLDERS:
            message = say(
                "the article is a draft because it is in the folder %(folder)s",
                folder=quote(folder),
            )
            return message, say("move it out of %(folder)s/ to publish it", folder=folder)
    if name.startswith("_"):
        message = "the article is a draft because its file name starts with '_'"
        return message, say("rename it to %(name)s to publish it", name=name.lstrip("_"))
    return None


def _unknown_language(
    suffix: str, languages: tuple[Language, ...], collector: ProblemCollector
) -> None:
    codes = [each.code for each in languages]
    message = say(
        "the file name ends in %(suffix)s, which is not a language of this site (%(codes)s)",
        suffix=quote(suffix),
        codes=", ".join(codes),
    )
    # Most names of languages start with their codes: `english`, `ara`.
    spelled_out = (code for code in codes if suffix.casefold().startswith(code.casefold()))
    close = closest(suffix, codes) or next(spelled_out, "")
    endings = f".{close}.md" if close else " or ".join(f".{code}.md" for code in codes)
    hint = say("rename it to end in %(endings)s", endings=endings)
    if len(suffix.partition("-")[0]) <= _LONGEST_CODE:
        hint = say(
            "%(hint)s, or add [languages.%(suffix)s] to content/site.toml", hint=hint, suffix=suffix
        )
    collector.error(0, 0, "language-unknown", message, hint)
