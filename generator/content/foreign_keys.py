"""Keys that other programs read and that mean no field: what to do with each.

The keys that mean a field are its synonyms in ``generator.content.fields``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.text.folding import fold

_LANGUAGE = "delete it: texts with the same file name less the language are translations"
_PERSON = "write extra: {{{key}: …}} to use it in your own templates"
_CITED = "did you mean 'url' of the source? Write source: {{name: …, url: …}}"
_ARCHIVED = "did you mean 'archived' of the source? Write source: {{name: …, archived: …}}"
_CREDIT = "did you mean 'credit' of the image? Write image: {{src: …, credit: …}}"
_ALT = "did you mean 'alt' of the image? Write image: {{src: …, alt: …}}"
_PERIOD = "a period is one date: write date: 2024-01-04/2024-01-07"
_OTHER_PROGRAM = "delete it: it is for another program, and has no meaning here"

_WORDS: Final = (
    (
        _LANGUAGE,
        (*("translation_key", "translation_of", "translations", "hreflang", "dir", "direction"),),
    ),
    (
        _PERSON,
        (
            *("author", "authors", "byline", "by", "writer", "editor", "contributors", "reporter"),
            *("الكاتب", "كاتب", "المؤلف", "مؤلف", "المحرر", "بقلم"),
        ),
    ),
    (
        _CITED,
        (
            *("link", "source_url", "source_link", "original_url", "external_url", "canonical_url"),
            *("canonical", "الرابط", "رابط", "رابط_المصدر"),
        ),
    ),
    (_ARCHIVED, ("archive_url", "archived_url", "archive", "archived", "wayback", "archive_link")),
    (_CREDIT, ("image_credit", "photo_credit", "image_source", "photographer")),
    (_ALT, ("image_alt", "image_caption", "caption", "cover_alt", "thumbnail_alt")),
    (_PERIOD, ("end", "end_date", "enddate", "until", "to", "start", "start_date", "from")),
    (
        _OTHER_PROGRAM,
        (
            *("layout", "template", "theme", "type", "post_type", "weight", "order", "nav_order"),
            *("menu", "nav", "sidebar", "sidebar_position", "sidebar_label", "toc", "comments"),
            *("comment_status", "ping_status", "math", "mathjax", "katex", "mermaid", "cssclass"),
            *("cssclasses", "sitemap", "robots", "pin", "pinned", "sticky", "featured", "cascade"),
            *(
                "outputs",
                "markup",
                "render_with_liquid",
                "mode",
                "model",
                "id",
                "uid",
                "guid",
                "uuid",
            ),
            *(
                "post_id",
                "wordpress_id",
                "post_parent",
                "menu_order",
                "is_page",
                "header",
                "footer",
            ),
            *("class", "classes", "style", "script", "js", "css", "resources", "aspect_ratio"),
            *("output", "format", "toc_label", "toc_sticky", "excerpt_separator", "primary_tag"),
            *("in_search_index", "insert_anchor_links", "hide_table_of_contents", "up", "down"),
            *("eleventy_navigation", "edit_last", "edit_lock", "post_mime_type", "hide", "icon"),
            *(
                "read_time",
                "readtime",
                "reading_time",
                "word_count",
                "hide_title",
                "published_by",
                "build",
            ),
        ),
    ),
)


# The keys of most articles, which say nothing of their language or publication.
ORDINARY_KEYS: Final = frozenset({"title", "date", "source", "tags", "summary", "place", "image"})
_LANGUAGE_KEYS = frozenset({"lang", "language", "locale", "لغه", "اللغه"})


def is_language_key(key: str) -> bool:
    """Return whether a key says which language the text is in."""
    return key not in ORDINARY_KEYS and normalize_key(key) in _LANGUAGE_KEYS


def normalize_key(key: str) -> str:
    """Return the form in which keys are compared: ``Publish-Date`` is ``publishdate``."""
    return fold(key).replace(" ", "") or key


ADVICE: Final[Mapping[str, str]] = MappingProxyType(
    {normalize_key(word): advice for advice, words in _WORDS for word in words}
)
"""The hint for each key, by its normal form; ``{key}`` in a hint is the key as written."""
