"""The default locale, name, direction and digits of each language."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from generator.model import Direction, Language
from generator.text.direction import detect_direction
from generator.text.scripts import detect_script

# The most common languages, so that loading most configurations does not import Babel. A test
# compares them with its data.
_COMMON: MappingProxyType[str, tuple[str, Direction, str]] = MappingProxyType(
    {
        "ar": ("العربية", "rtl", "latn"),
        "ckb": ("کوردیی ناوەندی", "rtl", "arab"),
        "en": ("English", "ltr", "latn"),
        "fa": ("فارسی", "rtl", "arabext"),
        "fr": ("français", "ltr", "latn"),
        "he": ("עברית", "rtl", "latn"),
        "ku": ("kurdî (kurmancî)", "ltr", "latn"),
        "ur": ("اردو", "rtl", "latn"),
    }
)
COMMON_LANGUAGES = frozenset(_COMMON)
"""The codes of the languages that are known without importing Babel."""
COMMON_LOCALES = frozenset(_COMMON) | {
    *("ar_AE", "ar_BH", "ar_DZ", "ar_EG", "ar_IQ", "ar_JO", "ar_KW", "ar_LB", "ar_LY", "ar_MA"),
    *("ar_MR", "ar_OM", "ar_PS", "ar_QA", "ar_SA", "ar_SD", "ar_SY", "ar_TN", "ar_YE"),
    *("ckb_IQ", "ckb_IR", "en_GB", "en_US", "fa_AF", "fa_IR", "fr_FR", "he_IL", "ku_TR"),
    *("tr", "tr_TR", "ur_PK"),
}
"""The locales that are known without importing Babel."""


def default_language(code: str) -> Language:
    """Return a language as CLDR describes it: locale, own name, direction and digits.

    Args:
        code: A BCP 47 tag, such as ``ar``, ``ckb`` or ``pt-BR``.

    Raises:
        ValueError: CLDR does not define the language.
    """
    if code in _COMMON:
        name, direction, digits = _COMMON[code]
        return Language(code, code, name, direction, digits)
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        locale = Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise ValueError(f"unknown language '{code}'") from error
    if not is_known_locale(str(locale)):
        raise ValueError(f"unknown language '{code}'")
    return Language(
        code,
        str(locale),
        locale.get_display_name() or code,
        "rtl" if locale.text_direction == "rtl" else "ltr",
        locale.default_numbering_system,
    )


@cache
def find_script(language: Language) -> str:
    """Return the script of a language: that of its own name; empty when it is not known."""
    name = _COMMON[language.code][0] if language.code in _COMMON else language.name
    script, _ = detect_script(name)
    # The name may have been written in another language.
    is_plausible = (detect_direction(name) or language.direction) == language.direction
    return script if is_plausible else ""


def is_known_locale(name: str) -> bool:
    """Return whether CLDR defines a locale (such as ``ar_IQ``)."""
    if name in COMMON_LOCALES:
        return True
    from babel import localedata  # noqa: PLC0415

    return name in localedata.locale_identifiers()
