"""Compose the file ``_headers``, which some hosts take the headers of their answers from."""

from __future__ import annotations

from collections.abc import Iterator

from generator import urls
from generator.model import Site
from generator.views.exports import TextFileView

# The policy that the theme gives its pages, for the other files of a site too: a picture (SVG) or a
# file for downloading is a page of its own if it is opened. `templates/base.html` has it for hosts
# without headers.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'"
)
# Hosts put together the policies of all paths that fit, and browsers follow each of them. So only
# what is never for the frames of other sites says so, and not all but the pages that are.
_NEVER_FRAMED = ("articles/*", "tags/*", "sources/*", "days/*")


def compose_headers(site: Site) -> TextFileView:
    """Compose ``_headers``."""
    return TextFileView("".join(f"{line}\n" for line in _list_lines(site)))


def _list_lines(site: Site) -> Iterator[str]:
    yield "/*"
    if not site.theme.has_own_policy:
        yield f"  Content-Security-Policy: {_POLICY}"
    yield "  X-Content-Type-Options: nosniff"
    homes = [urls.home(language.code).path for language in site.languages]
    for path in ("", *homes, *(f"{home}{rest}" for home in homes for rest in _NEVER_FRAMED)):
        yield f"/{path}"
        yield "  Content-Security-Policy: frame-ancestors 'self'"
    # Files directly in assets/ have a hash in their names, so they never change.
    yield "/assets/:file"
    yield "  Cache-Control: public, max-age=31536000, immutable"
