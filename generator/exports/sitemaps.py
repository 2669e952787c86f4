"""Sitemaps (sitemaps.org 0.9) with the translations of each page, for search engines."""

from __future__ import annotations

from generator.exports.escaping import escape_xml
from generator.exports.format import SimpleFormat
from generator.views.exports import SitemapIndexView, SitemapView

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemap(view: SitemapView) -> bytes:
    """Write the pages of one sitemap."""
    base = escape_xml(view.base)
    parts = [
        f'{_DECLARATION}<urlset xmlns="{_NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    ]
    for path, day, alternates in view.rows:
        parts.append(f"<url><loc>{base}{escape_xml(path)}</loc>")
        if day:
            parts.append(f"<lastmod>{day}</lastmod>")
        parts += (
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{base}{escape_xml(other)}"/>'
            for code, other in alternates
        )
        parts.append("</url>\n")
    parts.append("</urlset>\n")
    return "".join(parts).encode()


def write_sitemap_index(view: SitemapIndexView) -> bytes:
    """Write the index of the sitemaps of a site that needs several."""
    rows = "".join(
        f"<sitemap><loc>{escape_xml(view.base + path)}</loc></sitemap>\n" for path in view.paths
    )
    return f'{_DECLARATION}<sitemapindex xmlns="{_NAMESPACE}">\n{rows}</sitemapindex>\n'.encode()


FORMAT = SimpleFormat("sitemap", write_sitemap)
INDEX_FORMAT = SimpleFormat("sitemap-index", write_sitemap_index)
