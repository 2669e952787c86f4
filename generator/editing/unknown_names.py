"""Say that a site has no such entry or language, and what was probably meant."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePosixPath

from generator.editing.text_edits import EditError
from generator.messages import say
from generator.model import Article, Site
from generator.problem_collector import closest


def unknown_entry(key: str, articles: Collection[Article]) -> EditError:
    """Return the error for a key that no entry has.

    The name of a file, which shells complete, has its key in the hint.
    """
    name = PurePosixPath(key).name
    for article in articles:
        if name == PurePosixPath(article.path).name and key.endswith(name):
            hint = say("write its key, without language and ending: %(key)s", key=article.key)
            return EditError(say("'%(key)s' is a file, not a key", key=key), hint)
    keys = sorted({each.key for each in articles if not each.is_page})
    close = closest(key, keys)
    if close:
        hint = say("did you mean '%(meant)s'?", meant=close)
    else:
        hint = "write the name of its file without language and ending: strike for strike.ar.md"
    return EditError(say("no entry has the key '%(key)s'", key=key), hint)


def unknown_language(code: str, site: Site) -> EditError:
    """Return the error for a language that a site does not have."""
    choices = ", ".join(language.code for language in site.languages)
    return EditError(
        say("'%(code)s' is not a language of this site", code=code),
        say("write one of: %(choices)s", choices=choices),
    )
