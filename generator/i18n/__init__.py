"""What differs from language to language: digits, dates, plurals, strings, the alphabet."""

from generator.i18n.catalogues import Catalogue, CatalogueError, parse_catalogue
from generator.i18n.cldr import NUMBERING_SYSTEMS
from generator.i18n.formatting import MESSAGES, Formatter
from generator.i18n.languages import default_language, known_locale

__all__ = [
    "MESSAGES",
    "NUMBERING_SYSTEMS",
    "Catalogue",
    "CatalogueError",
    "Formatter",
    "default_language",
    "known_locale",
    "parse_catalogue",
]
