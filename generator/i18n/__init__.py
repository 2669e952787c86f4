"""What depends on the language: digits, dates, plurals, strings, alphabetical order."""

from generator.i18n.catalogues import Catalogue, CatalogueError, parse_catalogue
from generator.i18n.cldr import NUMBERING_SYSTEMS
from generator.i18n.formatting import MESSAGES, Formatter
from generator.i18n.languages import default_language

__all__ = [
    "MESSAGES",
    "NUMBERING_SYSTEMS",
    "Catalogue",
    "CatalogueError",
    "Formatter",
    "default_language",
    "parse_catalogue",
]
