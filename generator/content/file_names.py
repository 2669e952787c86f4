"""Parses the names of article files: a key and a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from generator.model import Language
from generator.problem_collector import ProblemCollector, closest, quote
from generator.text.invisible_characters import remove_invisible

_PAGES = "content/pages/"
# Jekyll publishes the posts in this folder, and no other such folder by itself.
_PUBLISHED_FOLDERS = frozenset({"_posts"})
# A BCP 47 tag with a primary subtag of letters; an underscore is a common mistake.
_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
# A language after a hyphen or an underscore instead of a dot.
_JOINED = re.compile(r"(?P<key>.+)[-_](?P<code>[A-Za-z]{2,3})")
# A longer suffix is taken for the name of a language, such as "arabic", and not for its code.
_LONGEST_CODE = 3


@dataclass(frozen=True, slots=True)
class FileName:
    """The parsed name of an article's file.

    Attributes:
        key: The part that its translations share (Unicode NFC); never empty.
        language: The code of its language, one of the site's.
        is_page: Whether it is in ``content/pages/``, and so outside the chronology.
    """

    key: str
    language: str
    is_page: bool


def parse_file_name(
    path: str, languages: tuple[Language, ...], collector: ProblemCollector | None = None
) -> FileName | None:
    """Parse ``…/KEY.LANG.md``, or ``…/KEY.md``, which is in the first language.

    The part after the last dot of the stem is a language when it has the form of a language tag:
    two to eight Latin letters, perhaps with subtags. Anything else (``report.2024.md``,
    ``U.S. strike.md``) belongs to the key.

    Returns:
        The name's parts; ``None`` when the key is empty or the site does not have the language,
        which is reported to ``collector``.
    """
    # macOS decomposes names; translations must pair wherever they were saved.
    written, _ = remove_invisible(normalize("NFC", path.rpartition("/")[2].rpartition(".")[0]))
    stem = " ".join(written.split())
    key, dot, suffix = stem.rpartition(".")
    language = languages[0].code
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
        if collector is not None:
            _check_joined(stem, language, languages, collector)
    key = key.strip()
    if not key:
        if collector is not None:
            message = "the file name has nothing before its language"
            collector.error(0, 0, "key-empty", message, "name it KEY.LANG.md, such as strike.ar.md")
        return None
    return FileName(key, language, is_content_page(path))


def _check_joined(
    stem: str, language: str, languages: tuple[Language, ...], collector: ProblemCollector
) -> None:
    """Warn of a name that seems to contain its language, but not after a dot."""
    joined = _JOINED.fullmatch(stem)
    if joined is not None and any(each.code == joined["code"].casefold() for each in languages):
        message = f"the file is read as {quote(language)}: its name has no language after a dot"
        right = f"{joined['key']}.{joined['code'].casefold()}.md"
        hint = f"rename it to {right}, or to {stem}.{language}.md if that is its name"
        collector.warning(0, 0, "language-unclear", message, hint)


def is_content_page(path: str) -> bool:
    """Return whether the file is a page of ``content/pages/``, outside the chronology."""
    return path.startswith(_PAGES)


def find_withholding_name(path: str) -> tuple[str, str] | None:
    """Find a name in a path that keeps its file from publication: one that starts with ``_``.

    Returns:
        Why the file is a draft, and how to publish it; ``None`` if no name withholds it.
    """
    *folders, name = path.split("/")
    for folder in folders:
        if folder.startswith("_") and folder not in _PUBLISHED_FOLDERS:
            message = f"the article is a draft because it is in the folder {quote(folder)}"
            return message, f"move it out of {folder}/ to publish it"
    if name.startswith("_"):
        message = "the article is a draft because its file name starts with '_'"
        return message, f"rename it to {name.lstrip('_')} to publish it"
    return None


def _unknown_language(
    suffix: str, languages: tuple[Language, ...], collector: ProblemCollector
) -> None:
    codes = [each.code for each in languages]
    message = (
        f"the file name ends in {quote(suffix)}, which is not a language of this site"
        f" ({', '.join(codes)})"
    )
    # Most names of languages start with their codes: `english`, `ara`.
    spelled_out = (code for code in codes if suffix.casefold().startswith(code.casefold()))
    close = closest(suffix, codes) or next(spelled_out, "")
    endings = f".{close}.md" if close else " or ".join(f".{code}.md" for code in codes)
    hint = f"rename it to end in {endings}"
    if len(suffix.partition("-")[0]) <= _LONGEST_CODE:
        hint = f"{hint}, or add [languages.{suffix}] to content/site.toml"
    collector.error(0, 0, "language-unknown", message, hint)
