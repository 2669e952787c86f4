"""Sitemaps (sitemaps.org 0.9) with the alternates of each page, for search engines."""

from __future__ import annotations

from generator.formats.marks import xml
from generator.records import SitemapIndexView, SitemapView

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(view: SitemapView) -> bytes:
    """The pages of one sitemap."""
    base = xml(view.base)
    parts = [
        f'{_DECLARATION}<urlset xmlns="{_SPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    ]
    for path, day, alternates in view.rows:
        parts.append(f"<url><loc>{base}{xml(path)}</loc>")
        if day:
            parts.append(f"<lastmod>{day}</lastmod>")
        parts += (
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{base}{xml(other)}"/>'
            for code, other in alternates
        )
        parts.append("</url>\n")
    parts.append("</urlset>\n")
    return "".join(parts).encode()


def index(view: SitemapIndexView) -> bytes:
    """The sitemaps of a site that needs several."""
    rows = "".join(
        f"<sitemap><loc>{xml(view.base + path)}</loc></sitemap>\n" for path in view.paths
    )
    return f'{_DECLARATION}<sitemapindex xmlns="{_SPACE}">\n{rows}</sitemapindex>\n'.encode()
