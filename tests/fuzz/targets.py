"""The targets of fuzzing: for each parser of untrusted bytes, a function that must not fail."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from generator import dates
from generator.config import parse_config
from generator.content.markdown import MarkdownConverter
from generator.content.parse import parse_article
from generator.dates import DateError
from generator.i18n import Catalogue, Formatter
from generator.i18n.languages import default_language
from generator.model import Article, Site, SourceFile
from generator.text.decoding import DecodeError, decode
from generator.text.folding import fold
from generator.text.invisible_characters import remove_invisible
from generator.text.slugs import slugify
from tests.support.invariants import (
    FORBIDDEN_CHARACTERS,
    assert_inert,
    assert_well_reported,
    parse_tags,
    render_body,
)

ZONE: Final = "Asia/Baghdad"
LANGUAGES: Final = (default_language("ar"), default_language("en"))
SITE: Final = parse_config(None, None, None, folder_name="site")[0]
_FORMATTERS: Final = tuple(Formatter(language, Catalogue()) for language in LANGUAGES)
_MARKUP: Final = MarkdownConverter()


def parse_target(data: bytes) -> None:
    """Parse an article: the result is an article, or problems with their positions."""
    article, body, problems = parse_article(SourceFile("content/2024/strike.ar.md", data), SITE)
    try:
        text = decode(data).text
    except DecodeError:
        text = data.decode("latin-1")
    assert_well_reported(problems, text)
    assert article is not None or problems
    if article is not None:
        assert text.rstrip().endswith(body.rstrip())
        assert_clean(article)


def assert_clean(article: Article) -> None:
    """Assert that an article contains no deceptive characters and has a valid address."""
    shown = [article.title, article.summary, article.place or "", *(article.tags or ())]
    for citation in article.sources or ():
        shown += (citation.name, citation.title, citation.via, citation.quote.replace("\n", ""))
        assert not citation.url or citation.url.casefold().startswith(("http://", "https://"))
    for correction in article.corrections:
        shown.append(correction.note.replace("\n", ""))
    for text in shown:
        assert not FORBIDDEN_CHARACTERS.search(text), text
        assert "\n" not in text
    assert "/" not in article.slug
    assert article.slug == slugify(article.slug)


def assert_placed(error: DateError, text: str) -> None:
    """Assert that a problem has a message and a position in the text."""
    assert error.message
    assert 0 <= error.offset <= len(text)


def dates_target(data: bytes) -> None:
    """Parse a date: it has ordered bounds, can be formatted, and is parsed again as itself."""
    text = data.decode("utf-8", "replace")
    try:
        when = dates.parse(text, ZONE)
    except DateError as error:
        assert_placed(error, text)
        return
    assert when.earliest <= when.latest
    assert dates.parse(dates.write(when), ZONE) == when
    for formatter in _FORMATTERS:
        for said in (formatter.when(when, ZONE), formatter.when_short(when, ZONE)):
            assert said
        formatter.hijri(when)
        formatter.original(when, ZONE)


def markup_target(data: bytes) -> None:
    """Convert a body: the HTML is inert for any input."""
    try:
        text = decode(data.decode("utf-8", "replace").encode()).text
    except DecodeError:
        return
    body, problems = _MARKUP.render(text, path="content/a.ar.md")
    assert_well_reported(problems, text)
    assert len(body.segments) == len(body.outline.references) + 1
    html = render_body(body)
    assert not FORBIDDEN_CHARACTERS.search(html)
    assert_inert(parse_tags(html))


def settings_target(data: bytes) -> None:
    """Read ``site.toml``, ``tags.toml`` and ``sources.toml``: any bytes result in a site."""
    file = SourceFile("content/site.toml", data)
    site, problems = parse_config(file, file, file, folder_name="site")
    assert site.languages
    for problem in problems:
        assert problem.message
    _assert_site(site)


def _assert_site(site: Site) -> None:
    for text in site.title.texts:
        assert not remove_invisible(text.value)[1]
    for tag in site.tags:
        assert fold(fold(tag.id)) == fold(tag.id)


TARGETS: Final = MappingProxyType(
    {
        "parse": parse_target,
        "dates": dates_target,
        "markup": markup_target,
        "settings": settings_target,
    }
)
