"""What the sources of an event say, side by side, and the range of their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.chronology import LocalizedEvent, ResolvedCitation
from generator.lazy_patterns import lazy_compile
from generator.model import Text
from generator.pages.labels import name_range
from generator.pages.shared_views import SharedViews
from generator.text.folding import fold
from generator.views.article import ClaimsView, ClaimView

# A number with its groups of digits: 1,200 and ١٬٢٠٠.
_NUMBER = lazy_compile(r"\d{1,3}(?:[,٬]\d{3})+(?!\d)|\d+")
_GROUPING = lazy_compile("[,٬]")
# With fewer, there is nothing to compare.
_LEAST_CLAIMS = 2


class _Claim(NamedTuple):
    """What a source says in a language, and the citation."""

    text: Text
    resolved: ResolvedCitation


def compose_claims(
    views: SharedViews, language: str, localized: LocalizedEvent
) -> ClaimsView | None:
    """Compose what the sources of an event say; ``None`` if fewer than two say something.

    They are in the order in which they reported it; reports without a date are at the end.
    """
    claims = [
        _Claim(text, each)
        for each in localized.citations
        if (text := _choose_text(each, language)) is not None
    ]
    if len(claims) < _LEAST_CLAIMS:
        return None
    claims.sort(key=_report_order)
    return ClaimsView(
        rows=tuple([_row(views, language, claim) for claim in claims]),
        range=_describe_range(views, language, [claim.text for claim in claims]),
        is_dated=any(claim.resolved.citation.published for claim in claims),
    )


def _choose_text(resolved: ResolvedCitation, language: str) -> Text | None:
    """Return what a source says in a language, or else in the first language that it has."""
    texts = [Text(text, code or resolved.language) for code, text in resolved.citation.says]
    return next((each for each in texts if each.language == language), next(iter(texts), None))


def _report_order(claim: _Claim) -> tuple[bool, int]:
    published = claim.resolved.citation.published
    return published is None, published.earliest if published is not None else 0


def _row(views: SharedViews, language: str, claim: _Claim) -> ClaimView:
    citation = claim.resolved.citation
    return ClaimView(
        source=views.term("sources", claim.resolved.source, language),
        says=views.facts.text(claim.text),
        published=views.when(citation.published, language) if citation.published else None,
        url=citation.url,
    )


def _describe_range(views: SharedViews, language: str, texts: Sequence[Text]) -> str:
    """Return the range of the numbers of some texts, if these differ in nothing else; else empty.

    "137 dead" and "120 dead" have the range "120 – 137 dead"; "40 wounded" and "137 dead" none.
    """
    numbers = []
    for text in texts:
        found = _NUMBER.findall(text.value)
        if len(found) != 1:
            return ""
        numbers.append(int(_GROUPING.sub("", found[0])))
    patterns = {fold(_NUMBER.sub("0", text.value)) for text in texts}
    languages = {text.language for text in texts}
    if len(patterns) > 1 or len(languages) > 1 or len(set(numbers)) == 1:
        return ""
    formatter = views.facts.formatters[language]
    span = name_range(formatter, formatter.number(min(numbers)), formatter.number(max(numbers)))
    # The words around the number are those of the highest, whose grammar fits the end of the range.
    highest = texts[numbers.index(max(numbers))].value
    return _NUMBER.sub(lambda _: span, highest)
