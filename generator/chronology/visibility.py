"""Articles that are drafts until a date, or from one on."""

from __future__ import annotations

from msgspec.structs import replace

from generator.chronology.checks import field_problem
from generator.messages import say
from generator.model import Entry
from generator.problem_collector import did_you_mean
from generator.problems import Code, Problem, Severity


def withhold(entry: Entry, now: int, problems: list[Problem]) -> Entry:
    """Return an entry as it is at an instant: a draft if one of its dates says so.

    Args:
        entry: The entry.
        now: The instant, in seconds since 0001-01-01T00:00:00Z.
        problems: Gets a notice for each date that makes it a draft, and a warning for each other
            one whose key is not a field.
    """
    article = entry.article
    is_hidden = False
    for limit in article.limits:
        code: Code = "draft-implied"
        severity = Severity.NOTICE
        if limit.hides(now):
            is_hidden = True
            side = say("future") if limit.is_start else say("past")
            message = say(
                "'%(key)s' (%(date)s) is in the %(side)s, so the article is a draft",
                key=limit.key,
                date=limit.date,
                side=side,
            )
            hint = "delete the line to publish the article"
            if limit.key == "date":
                hint = (
                    "a post in _posts/ is published on its date; for a future event, write"
                    " status: expected"
                )
            elif limit.is_start:
                hint += " now"
        elif limit.meant:
            code, severity = "key-unknown", Severity.WARNING
            message, hint = (
                say("unknown key '%(key)s'", key=limit.key),
                did_you_mean(limit.key, limit.meant),
            )
        else:
            continue
        problems.append(field_problem(article, limit.key, code, message, hint, severity=severity))
    return replace(entry, article=replace(article, draft=True)) if is_hidden else entry
