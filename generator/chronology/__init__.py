"""Build a chronicle from articles: pair translations, order events, identify tags and sources."""

from generator.chronology.assemble import build_chronicle
from generator.chronology.model import (
    Chronicle,
    ContentPage,
    Event,
    LanguageTimeline,
    LocalizedEvent,
    ResolvedCitation,
    Term,
)
from generator.chronology.similar import find_similar
from generator.chronology.visibility import find_next_change

__all__ = [
    "Chronicle",
    "ContentPage",
    "Event",
    "LanguageTimeline",
    "LocalizedEvent",
    "ResolvedCitation",
    "Term",
    "build_chronicle",
    "find_next_change",
    "find_similar",
]
