"""Articles become a chronicle: languages paired, events ordered, tags and sources made one."""

from generator.chronicle.assemble import chronicle
from generator.chronicle.model import Chronicle, Cited, Edition, Event, Standing, Telling, Term
from generator.chronicle.similar import similar

__all__ = [
    "Chronicle",
    "Cited",
    "Edition",
    "Event",
    "Standing",
    "Telling",
    "Term",
    "chronicle",
    "similar",
]
