"""The stems of words, as the index gives them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.lazy_patterns import lazy_compile
from generator.search.arabic import is_arabic, stem_lightly
from generator.search.words import loosen
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
# English words that have no form of their own kind: each form with the word.
_IRREGULAR: Final = MappingProxyType(
    {
        form: word
        for word, forms in (
            ("man", "men"),
            ("woman", "women"),
            ("child", "children"),
            ("person", "people persons"),
            ("foot", "feet"),
            ("strike", "struck stricken"),
            ("break", "broke broken"),
            ("fall", "fell fallen"),
            ("fight", "fought"),
            ("shoot", "shot shots"),
            ("begin", "began begun"),
            ("take", "took taken"),
            ("leave", "left"),
            ("lead", "led"),
            ("hold", "held"),
            ("blow", "blew blown"),
            ("flee", "fled"),
            ("win", "won"),
            ("sink", "sank sunk"),
            ("steal", "stole stolen"),
            ("build", "built"),
            ("burn", "burnt"),
            ("bring", "brought"),
            ("catch", "caught"),
            ("choose", "chose chosen"),
            ("meet", "met"),
            ("sell", "sold"),
            ("send", "sent"),
            ("speak", "spoke spoken"),
            ("lose", "lost"),
            ("rise", "rose risen"),
            ("seek", "sought"),
            ("give", "gave given"),
            ("find", "found"),
            ("feed", "fed"),
            ("bind", "bound"),
            ("freeze", "froze frozen"),
            ("swear", "swore sworn"),
            ("throw", "threw thrown"),
            ("withdraw", "withdrew withdrawn withdrawal withdrawals"),
            ("dead", "died die dies death deaths"),
        )
        for form in forms.split()
    }
)
# Countries and regions, and the people and things of them.
_COUNTRIES: Final = MappingProxyType(
    {
        form: country
        for country, forms in (
            ("afghanistan", "afghan afghans"),
            ("africa", "african africans"),
            ("algeria", "algerian algerians"),
            ("america", "american americans"),
            ("arab", "arabian arabic arabs"),
            ("asia", "asian asians"),
            ("bahrain", "bahraini bahrainis"),
            ("britain", "british briton britons"),
            ("china", "chinese"),
            ("egypt", "egyptian egyptians"),
            ("emirates", "emirati emiratis"),
            ("europe", "european europeans"),
            ("france", "french"),
            ("germany", "german germans"),
            ("india", "indian indians"),
            ("iran", "iranian iranians"),
            ("iraq", "iraqi iraqis"),
            ("israel", "israeli israelis"),
            ("italy", "italian italians"),
            ("japan", "japanese"),
            ("jordan", "jordanian jordanians"),
            ("kurdistan", "kurd kurds kurdish"),
            ("kuwait", "kuwaiti kuwaitis"),
            ("lebanon", "lebanese"),
            ("libya", "libyan libyans"),
            ("morocco", "moroccan moroccans"),
            ("oman", "omani omanis"),
            ("pakistan", "pakistani pakistanis"),
            ("palestine", "palestinian palestinians"),
            ("qatar", "qatari qataris"),
            ("russia", "russian russians"),
            ("spain", "spanish"),
            ("sudan", "sudanese"),
            ("syria", "syrian syrians"),
            ("tunisia", "tunisian tunisians"),
            ("turkey", "turkish turk turks"),
            ("ukraine", "ukrainian ukrainians"),
            ("yemen", "yemeni yemenis"),
        )
        for form in forms.split()
    }
)
# Words that the stemmer would join with unrelated ones, and what is kept of them.
_KEPT: Final = MappingProxyType(
    {
        form: stem
        for stem, forms in (
            ("authoriti", "authority authorities"),
            ("importan", "important importance importantly"),
            ("executiv", "executive executives"),
            ("majoriti", "majority majorities"),
            ("minoriti", "minority minorities"),
            ("several", "several"),
        )
        for form in forms.split()
    }
)
# British spellings, and the American ones: harbour, organisation, centre, defence, programme.
_SPELLINGS: Final = (
    (lazy_compile(r"(?<=\w{3})our(?=(?:s|ed|ing|ers?|able|ite|al|hoods?)?$)"), "or"),
    (lazy_compile(r"(?<=\w{3})is(?=(?:e[drs]?|ing|ations?|ational)$)"), "iz"),
    (lazy_compile(r"(?<=[^e][bt])re(?=s?$)"), "er"),
    (lazy_compile(r"^(defen|offen|licen|preten)ce(?=[ds]?$|less$)"), r"\1se"),
    (lazy_compile(r"^programme(?=s?$)"), "program"),
    (lazy_compile(r"(?<=\w{3})men$"), "man"),
)
# They end like the plural of a word with "man".
_NO_MEN: Final = frozenset(("yemen", "specimen", "regimen", "abdomen", "acumen", "turkmen", "amen"))


# The stem of each word, by its language and the word.
Stems = Mapping[tuple[str, str], str]


class Stemmer:
    """Stems words, each form once; for one build or one search.

    Attributes:
        learned: The stems that needed a stemmer of another package and were not known before.
    """

    def __init__(self, known: Stems) -> None:
        """Start from the stems that are known, which may be none."""
        self._known = known
        self.learned: dict[tuple[str, str], str] = {}
        self._stemmers: dict[str, BaseStemmer] = {}
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
            return loosen(fold(word))
        code = language.partition("-")[0].lower()
        if word.isascii() and code not in _ALGORITHMS:
            code = _DEFAULT
        if code not in _ALGORITHMS:
            return loosen(fold(word))
        known = self._known.get((code, word))
        if known is None:
            known = self.learned[code, word] = self._find_stem(word, code)
        return known

    def _find_stem(self, word: str, code: str) -> str:
        if code == "en":
            if word in _KEPT:
                return _KEPT[word]
            word = _regularize(word)
        if code not in self._stemmers:
            self._stemmers[code] = _open_stemmer(code)
        return loosen(fold(self._stemmers[code].stemWord(word)))


def _regularize(word: str) -> str:
    """Return the word that an English word is an irregular form or another spelling of."""
    if word in _NO_MEN:
        return word
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return _IRREGULAR.get(word) or _COUNTRIES.get(word, word)


def _open_stemmer(code: str) -> BaseStemmer:
    # Slow to import, and not needed by a build that reads no new word.
    import snowballstemmer  # noqa: PLC0415

    return snowballstemmer.stemmer(_ALGORITHMS[code])
