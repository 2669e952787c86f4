"""Sites that another program builds: Jekyll, Hugo, Pelican, Zola, Obsidian."""

from generator.importing.old_sites.articles import read_old_article, read_old_site
from generator.importing.old_sites.body import BodyContext, convert_body, refer_to_file
from generator.importing.old_sites.folder import (
    ENDINGS,
    OldSite,
    list_old_site,
    list_one_article,
    list_uploads,
)
from generator.importing.old_sites.front_matter import to_text
from generator.importing.old_sites.links import ArticleAddresses, LinkIndex
from generator.importing.old_sites.settings import OldSettings

__all__ = [
    "ENDINGS",
    "ArticleAddresses",
    "BodyContext",
    "LinkIndex",
    "OldSettings",
    "OldSite",
    "convert_body",
    "list_old_site",
    "list_one_article",
    "list_uploads",
    "read_old_article",
    "read_old_site",
    "refer_to_file",
    "to_text",
]
