"""The stems of words, as the index gives them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.search.words import is_arabic, stem_lightly, strip_clitics
from generator.text.folding import fold

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

# The Snowball stemmers of languages that are not written in Arabic letters.
_ALGORITHMS: Final = MappingProxyType(
    {
        "ca": "catalan",
        "cs": "czech",
        "da": "danish",
        "de": "german",
        "el": "greek",
        "en": "english",
        "es": "spanish",
        "et": "estonian",
        "eu": "basque",
        "fi": "finnish",
        "fr": "french",
        "ga": "irish",
        "hi": "hindi",
        "hu": "hungarian",
        "hy": "armenian",
        "id": "indonesian",
        "it": "italian",
        "lt": "lithuanian",
        "nb": "norwegian",
        "ne": "nepali",
        "nl": "dutch",
        "nn": "norwegian",
        "no": "norwegian",
        "pl": "polish",
        "pt": "portuguese",
        "ro": "romanian",
        "ru": "russian",
        "sr": "serbian",
        "sv": "swedish",
        "ta": "tamil",
        "tr": "turkish",
        "yi": "yiddish",
    }
)
# Words in Latin letters within a text of another script.
_DEFAULT: Final = "en"


class Stemmer:
    """Stems words, each form once; for one build or one search."""

    def __init__(self) -> None:
        self._stemmers: dict[str, BaseStemmer | None] = {}
        self._stems: dict[tuple[str, str], str] = {}

    def stem(self, word: str, language: str) -> str:
        """Return the stem of a unified word of a text in a language (BCP 47)."""
        key = word, language
        known = self._stems.get(key)
        if known is None:
            known = self._stems[key] = self._stem(word, language)
        return known

    def _stem(self, word: str, language: str) -> str:
        if is_arabic(word):
            return stem_lightly(fold(word))
        if not word.isalpha():
            return fold(word)
        code = language.partition("-")[0].lower()
        if word.isascii() and code not in _ALGORITHMS:
            code = _DEFAULT
        if code not in self._stemmers:
            self._stemmers[code] = _open_stemmer(code)
        stemmer = self._stemmers[code]
        return fold(stemmer.stemWord(word)) if stemmer is not None else fold(word)


def _open_stemmer(code: str) -> BaseStemmer | None:
    algorithm = _ALGORITHMS.get(code)
    if algorithm is None:
        return None
    # Slow to import, and not needed by a build that reads no text.
    import snowballstemmer  # noqa: PLC0415

    return snowballstemmer.stemmer(algorithm)


def group_of(stem: str) -> str:
    """Return what decides in which piece of the index the occurrences of a stem are.

    It is the same for an Arabic stem and for all that differ from it by a joined letter only.
    """
    return strip_clitics(stem) if is_arabic(stem) else stem
