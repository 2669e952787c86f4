"""Pelican's settings for the generated chronology."""

from __future__ import annotations

AUTHOR = "chronicle.example"
SITENAME = "سجل الأحداث"
SITEURL = "https://chronicle.example/archive"
PATH = "content"
OUTPUT_PATH = "public"
THEME = "theme"
THEME_STATIC_DIR = ""
TIMEZONE = "Asia/Baghdad"
DEFAULT_LANG = "ar"
LOCALE = ("C.UTF-8",)

# The years' folders are not categories: each article names its source as its category.
USE_FOLDER_AS_CATEGORY = False
ARTICLE_PATHS = [""]
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []

# Both languages are listed, each in its own timelines: chronicle.py sees to that.
ARTICLE_TRANSLATION_ID = False
ARTICLE_URL = "{lang}/articles/{slug}/"
ARTICLE_SAVE_AS = "{lang}/articles/{slug}/index.html"
ARTICLE_LANG_URL = ARTICLE_URL
ARTICLE_LANG_SAVE_AS = ARTICLE_SAVE_AS
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
CATEGORY_URL = "sources/{slug}/"
CATEGORY_SAVE_AS = "sources/{slug}/index.html"
AUTHOR_SAVE_AS = ""
SLUGIFY_USE_UNICODE = True
DEFAULT_PAGINATION = False
ARTICLE_ORDER_BY = "date"
SUMMARY_MAX_PARAGRAPHS = 1
SUMMARY_MAX_LENGTH = None

DIRECT_TEMPLATES = ["sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
TRANSLATION_FEED_ATOM = "{lang}/feed.xml"
FEED_ALL_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
CATEGORY_FEED_ATOM = None
FEED_MAX_ITEMS = 50

PLUGIN_PATHS = ["."]
PLUGINS = ["chronicle"]
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
        "markdown.extensions.toc": {},
    },
    "output_format": "html5",
}
