"""The pages of a few entries, without files, for the tests of this package."""

from __future__ import annotations

from collections.abc import Mapping

from generator.chronology import build_chronicle
from generator.hashing import hash_bytes
from generator.i18n import Formatter
from generator.model import Entry, MediaFile, Site
from generator.pages import ComposedPage, Facts, RenderContext, SharedViews, compose
from generator.pages.links import LinkResolver
from generator.pages.plan import plan_pages
from generator.pages.read_log import ReadLog
from tests.chronology.helpers import SITE
from tests.i18n.helpers import ARABIC, ENGLISH
from tests.support import NOW

_CATALOGUES = {"ar": ARABIC, "en": ENGLISH}


def make_views(
    *entries: Entry,
    site: Site = SITE,
    media: Mapping[str, MediaFile] | None = None,
    log: ReadLog | None = None,
) -> SharedViews:
    """Return the views of a site with these entries; contradictions between them do not matter.

    With a log, the version of an entry is the hash of all that it contains.
    """
    chronicle, _ = build_chronicle(site, entries, now=NOW)
    plan, _ = plan_pages(site, chronicle)
    nothing = frozenset[str]()
    links = LinkResolver(
        chronicle, plan, media or {}, frozenset(media or {}), broken=nothing, skipped=nothing
    )
    formatters = {
        language.code: Formatter(language, _CATALOGUES[language.code])
        for language in site.languages
    }
    context = RenderContext(site, chronicle, plan, links, formatters)
    versions = {each.article.path: hash_bytes(repr(each).encode()) for each in entries}
    return SharedViews(Facts(context, log, versions))


def compose_path(views: SharedViews, path: str) -> ComposedPage:
    """Return the page at a path, such as ``en/2024/``."""
    page = next(each for each in views.facts.whole_site().plan.pages if each.url.path == path)
    composed = compose(views, page)
    assert isinstance(composed, ComposedPage)
    return composed
