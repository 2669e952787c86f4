"""What has changed in an original since it was translated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.chronology.model import Event
from generator.messages import say
from generator.model import Article, Paragraph, TranslationRecord
from generator.problem_collector import quote
from generator.problems import Problem, Severity


class Outdated(Struct, frozen=True):
    """An original that is no longer what a translation was made of.

    Attributes:
        original: The original.
        changed: Its new and its changed paragraphs; none if paragraphs were only deleted.
    """

    original: Article
    changed: tuple[Paragraph, ...]


# What is recorded of translations, by the keys of their events and their languages.
Translations = Mapping[tuple[str, str], TranslationRecord]


def find_outdated(event: Event, article: Article, known: Translations) -> Outdated | None:
    """Return what has changed in the original of a translation; ``None`` if nothing is known to."""
    record = known.get((article.key, article.language))
    original = event.entry(record.original) if record is not None else None
    if record is None or original is None:
        return None
    paragraphs = original.article.paragraphs
    if tuple([each.digest for each in paragraphs]) == record.paragraphs:
        return None
    changed = [paragraphs[index] for index in find_changed(record, paragraphs)]
    return Outdated(original.article, tuple(changed))


def find_changed(record: TranslationRecord, paragraphs: tuple[Paragraph, ...]) -> tuple[int, ...]:
    """Return which paragraphs of an original are new or have changed since its translation."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - most builds find no such original

    digests = [each.digest for each in paragraphs]
    matcher = SequenceMatcher(None, record.paragraphs, digests, autojunk=False)
    return tuple(
        [
            index
            for tag, _, _, start, end in matcher.get_opcodes()
            if tag in {"replace", "insert"}
            for index in range(start, end)
        ]
    )


def check_translations(event: Event, known: Translations) -> Iterator[Problem]:
    """Report translations whose originals have changed since."""
    for entry in event.entries:
        outdated = find_outdated(event, entry.article, known)
        if outdated is None:
            continue
        path, count = outdated.original.path, len(outdated.changed)
        starts = ", ".join(quote(each.start) for each in outdated.changed[:3])
        if not count:
            message = say("a paragraph of %(path)s was deleted since this translation", path=path)
        elif count == 1:
            message = say(
                "a paragraph of %(path)s has changed since this translation: %(starts)s",
                path=path,
                starts=starts,
            )
        else:
            message = say(
                "%(count)s paragraphs of %(path)s have changed since this translation: %(starts)s",
                count=count,
                path=path,
                starts=starts,
            )
        key, language = entry.article.key, entry.article.language
        hint = say(
            "update it, then run: tarikh translated %(key)s --lang %(language)s",
            key=key,
            language=language,
        )
        yield Problem(entry.article.path, 0, 0, "original-changed", message, hint, Severity.NOTICE)
