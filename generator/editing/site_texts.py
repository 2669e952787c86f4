"""The settings and the texts of a site, as a command finds them that is to change them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.content.parse import parse_article
from generator.content.scan import SiteLayout, SiteListing, read_files, resolve_layout, scan_site
from generator.editing.apply import finish_interrupted_edit
from generator.engine.site_inputs import load_site
from generator.model import Article, Site, SourceFile


class SiteTexts(Struct, frozen=True):
    """The texts of a site.

    Attributes:
        layout: The folders of the site.
        listing: Its files.
        site: Its settings.
        files: Its Markdown files by their paths.
    """

    layout: SiteLayout
    listing: SiteListing
    site: Site
    files: Mapping[str, SourceFile]

    def parse_articles(self) -> tuple[Article, ...]:
        """Parse the articles, without those that cannot be read."""
        parsed = (parse_article(file, self.site)[0] for file in self.files.values())
        return tuple(each for each in parsed if each is not None)


def open_texts(folder: Path) -> SiteTexts:
    """Read the texts of a site, after finishing an edit of them that was interrupted.

    Raises:
        EditError: Another command is working on the site, or a file of that edit has changed since.
        OSError: A file cannot be written.
    """
    layout = resolve_layout(folder)
    finish_interrupted_edit(layout)
    listing = scan_site(layout)
    site, _ = load_site(layout, listing, [])
    files = {file.path: file for file in read_files(layout.root, listing.article_paths, [])}
    return SiteTexts(layout, listing, site, files)
