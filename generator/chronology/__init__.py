"""Build a chronicle from articles: pair translations, order events, identify tags and sources."""

from generator.chronology.assemble import Assembler, Assembly, Group
from generator.chronology.build import ChronicleBuilder, build_chronicle
from generator.chronology.model import (
    ArticleOutline,
    Chronicle,
    Event,
    EventOutline,
    LanguageTimeline,
    ListedEvent,
    LocalizedEvent,
    ResolvedCitation,
    Term,
)
from generator.chronology.similar import find_similar

__all__ = [
    "ArticleOutline",
    "Assembler",
    "Assembly",
    "Chronicle",
    "ChronicleBuilder",
    "Event",
    "EventOutline",
    "Group",
    "LanguageTimeline",
    "ListedEvent",
    "LocalizedEvent",
    "ResolvedCitation",
    "Term",
    "build_chronicle",
    "find_similar",
]
