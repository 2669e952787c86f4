"""Articles that are drafts until a date, or from one on."""

from __future__ import annotations

from dataclasses import replace

from generator.chronology.checks import field_problem
from generator.model import Entry
from generator.problems import Problem, Severity


def withhold(entry: Entry, now: int, problems: list[Problem]) -> Entry:
    """Return an entry as it is at an instant: a draft if one of its dates says so.

    Args:
        entry: The entry.
        now: The instant, in seconds since 0001-01-01T00:00:00Z.
        problems: Gets a notice for each date that makes it a draft.
    """
    article = entry.article
    hidden = [limit for limit in article.limits if limit.hides(now)]
    for limit in hidden:
        if limit.is_start:
            message = f"'{limit.key}' ({limit.date}) is in the future, so the article is a draft"
            hint = "delete the line to publish the article now"
        else:
            message = f"'{limit.key}' ({limit.date}) is in the past, so the article is a draft"
            hint = "delete the line to publish the article"
        severity = Severity.NOTICE
        problems.append(
            field_problem(article, limit.key, "draft-implied", message, hint, severity=severity)
        )
    return replace(entry, article=replace(article, draft=True)) if hidden else entry
