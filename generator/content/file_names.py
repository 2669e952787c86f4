"""What the name of an article's file says: its key and its language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from generator.model import Language
from generator.problem_collector import ProblemCollector, closest, quote
from generator.text.invisible_characters import remove_invisible

_STANDING = "content/pages/"
# A BCP 47 tag with a primary subtag of letters; an underscore is a common slip.
_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
# A language where others look for a dot before it.
_JOINED = re.compile(r"(?P<key>.+)[-_](?P<code>[A-Za-z]{2,3})")
# The longest primary subtag that is not the name of a language instead.
_LONGEST_CODE = 3


@dataclass(frozen=True, slots=True)
class FileName:
    """The name of an article's file, understood.

    Attributes:
        key: What it shares with its translations (Unicode NFC); never empty.
        language: The code of its language, one of the site's.
        is_page: Whether it is in ``content/pages/``, and so outside the chronology.
    """

    key: str
    language: str
    is_page: bool


def parse_file_name(
    path: str, languages: tuple[Language, ...], findings: ProblemCollector | None = None
) -> FileName | None:
    """Understand ``…/KEY.LANG.md`` or ``…/KEY.md``, which is in the first language.

    What follows the last dot of the stem is a language when it is made as language tags are:
    two to eight Latin letters, perhaps with subtags. Anything else (``report.2024.md``,
    ``U.S. strike.md``) belongs to the key.

    Returns:
        The name's parts; ``None`` when the key is empty or the language is not of this site,
        which is noted in ``findings``.
    """
    # macOS hands out decomposed names; translations must pair wherever they were saved.
    written, _ = remove_invisible(normalize("NFC", path.rpartition("/")[2].rpartition(".")[0]))
    stem = " ".join(written.split())
    key, dot, suffix = stem.rpartition(".")
    language = languages[0].code
    if dot and _TAG.fullmatch(suffix):
        tag = suffix.replace("_", "-").casefold()
        codes = tuple(each.code for each in languages if each.code.casefold() == tag)
        if not codes:
            if findings is not None:
                _unknown_language(suffix, languages, findings)
            return None
        language = codes[0]
    else:
        key = stem
        if findings is not None:
            _check_joined(stem, language, languages, findings)
    key = key.strip()
    if not key:
        if findings is not None:
            message = "the file name has no key before its language"
            findings.error(0, 0, "key-empty", message, "name it KEY.LANG.md, such as strike.ar.md")
        return None
    return FileName(key, language, is_content_page(path))


def _check_joined(
    stem: str, language: str, languages: tuple[Language, ...], findings: ProblemCollector
) -> None:
    """Warn of a name that seems to tell its language, but not after a dot."""
    found = _JOINED.fullmatch(stem)
    if found is not None and any(each.code == found["code"].casefold() for each in languages):
        message = f"the file is read as {quote(language)}: its name tells no language after a dot"
        right = f"{found['key']}.{found['code'].casefold()}.md"
        hint = f"rename it to {right}, or to {stem}.{language}.md if that is its name"
        findings.warning(0, 0, "language-unclear", message, hint)


def is_content_page(path: str) -> bool:
    """Whether a file of that path is a page outside the chronology."""
    return path.startswith(_STANDING)


def _unknown_language(
    suffix: str, languages: tuple[Language, ...], findings: ProblemCollector
) -> None:
    codes = [each.code for each in languages]
    message = (
        f"the file name ends in {quote(suffix)}, which is no language of this site"
        f" ({', '.join(codes)})"
    )
    # Most names start as the codes do: `english`, `ara`.
    named = (code for code in codes if suffix.casefold().startswith(code.casefold()))
    close = closest(suffix, codes) or next(named, "")
    hint = f"rename it to end in .{close}.md" if close else "rename it"
    if len(suffix.partition("-")[0]) <= _LONGEST_CODE:
        hint = f"{hint}, or add [languages.{suffix}] to content/site.toml"
    findings.error(0, 0, "language-unknown", message, hint)
