"""Catalogues: plural forms, contexts, and the errors of invalid files."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.i18n import (
    MESSAGES,
    Catalogue,
    CatalogueError,
    parse_catalogue,
)
from tests.i18n.helpers import ARABIC, ENGLISH, STRINGS, create_formatter, format_date

HEADER = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'


FRENCH = (
    HEADER
    + """
msgctxt "date"
msgid "about %(date)s"
msgstr "vers %(date)s"

msgctxt "date"
msgid "until %(date)s"
msgstr "jusqu’en %(date)s"

msgid "%(n)s event"
msgid_plural "%(n)s events"
msgstr[0] "%(n)s événement"
msgstr[1] "%(n)s événements"
"""
)


@pytest.mark.parametrize("catalogue", [ARABIC, ENGLISH], ids=["ar", "en"])
def test_the_theme_translates_every_date_message(catalogue: Catalogue) -> None:
    assert catalogue.find_missing(MESSAGES) == ()


@pytest.mark.parametrize(
    ("n", "form"),
    [*zip((0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111, 1000), "zotffmmxxfmx", strict=True)],
)
def test_arabic_has_six_plural_forms(n: int, form: str) -> None:
    header = (STRINGS / "ar.po").read_text("utf-8").partition("\n\n")[0]
    forms = "\n".join(f'msgstr[{i}] "{letter}"' for i, letter in enumerate("zotfmx"))
    catalogue = parse_catalogue(f'{header}\n\nmsgid "a"\nmsgid_plural "b"\n{forms}\n'.encode())
    assert catalogue.ngettext("a", "b", n) == form


def test_a_third_language_needs_only_a_catalogue() -> None:
    formatter = create_formatter("fr", catalogue=parse_catalogue(FRENCH.encode()))
    assert format_date(formatter, "2024-11~") == "vers novembre 2024"
    assert format_date(formatter, "../2026") == "jusqu’en 2026"
    assert formatter.ngettext("%(n)s event", "%(n)s events", 0) == "%(n)s événement"
    assert formatter.ngettext("%(n)s event", "%(n)s events", 2) == "%(n)s événements"


def test_an_untranslated_message_is_in_english() -> None:
    catalogue = parse_catalogue(FRENCH.encode())
    assert catalogue.gettext("Sources") == "Sources"
    assert catalogue.pgettext("date", "%(date)s (?)") == "%(date)s (?)"
    assert catalogue.ngettext("a tag", "tags", 1) == "a tag"
    assert catalogue.ngettext("a tag", "tags", 0) == "tags"
    assert catalogue.find_missing([("", "Sources"), ("date", "about %(date)s")]) == (
        ("", "Sources"),
    )


def test_empty_fuzzy_and_obsolete_translations_are_ignored() -> None:
    catalogue = parse_catalogue(
        (
            HEADER + 'msgid "a"\nmsgstr ""\n\n#, fuzzy\nmsgid "b"\nmsgstr "x"\n\n'
            '#~ msgid "c"\n#~ msgstr "x"\n\n'
            'msgid "d"\nmsgid_plural "ds"\nmsgstr[0] "x"\nmsgstr[1] ""\n'
        ).encode()
    )
    assert catalogue.translations == {}


def test_contexts_distinguish_equal_messages() -> None:
    text = 'msgctxt "x"\nmsgid "a"\nmsgstr "1"\n\nmsgctxt "y"\nmsgid "a"\nmsgstr "2"\n\n'
    catalogue = parse_catalogue(
        (
            HEADER
            + text
            + 'msgctxt "x"\nmsgid "e"\nmsgid_plural "es"\nmsgstr[0] "3"\nmsgstr[1] "4"'
        ).encode()
    )
    assert catalogue.pgettext("x", "a") == "1"
    assert catalogue.pgettext("y", "a") == "2"
    assert catalogue.gettext("a") == "a"
    assert catalogue.npgettext("x", "e", "es", 5) == "4"
    assert catalogue.ngettext("e", "es", 5) == "es"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('msgid "a"\nmsgstr b\n', 6, "not a comment, a keyword or a quoted string"),
        ('msgid "a"\nmsgstr "b\n', 6, "not a comment, a keyword or a quoted string"),
        ("hello\n", 5, "not a comment, a keyword or a quoted string"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "b"\n', 5, "missing msgstr for msgid 'a'"),
        ('msgid "a"\nmsgstr "b"\nmsgid "a"\nmsgstr "c"\n', 7, "duplicate message 'a'"),
        ('msgid "%(x)s a"\nmsgstr "b"\n', 5, "'b' must contain %(x)s"),
        ('msgid "a"\nmsgstr "%(x)s"\n', 5, "'%(x)s' must contain no placeholder"),
        ('msgid "%(x)s"\nmsgstr "%(x) s"\n', 5, "'%(x) s' must contain %(x)s"),
        ('msgid "%(x)s %(y)s"\nmsgstr "b"\n', 5, "'b' must contain %(x)s, %(y)s"),
        ('msgid "a"\nmsgstr "5 %"\n', 5, "'5 %': write a percent sign as %%"),
        ('msgid "%(x)s"\nmsgstr "%%(x)s"\n', 5, "'%%(x)s' must contain %(x)s"),
        ('msgid "a"\nmsgstr "%%(x)s%"\n', 5, "'%%(x)s%': write a percent sign as %%"),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "%(x)s"\nmsgstr[1] "c"\n',
            5,
            "'%(x)s' must contain no placeholder",
        ),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[7] "c"\n',
            5,
            "msg has more translations than num_plurals of catalog",
        ),
    ],
)
def test_an_error_has_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue((HEADER + text).encode())
    assert (caught.value.line, str(caught.value)) == (line, message)


def test_bytes_in_another_encoding_are_reported_with_their_line() -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue((HEADER + 'msgid "a"\nmsgstr "é"\n').encode("latin-1"))
    assert (caught.value.line, str(caught.value)) == (6, "not UTF-8")


def test_an_escaped_percent_sign_is_no_placeholder() -> None:
    catalogue = parse_catalogue(f'{HEADER}msgid "100%%(x)s"\nmsgstr "b"\n'.encode())
    assert catalogue.gettext("100%%(x)s") == "b"


def test_a_message_without_a_context_is_translated() -> None:
    catalogue = parse_catalogue(f'{HEADER}msgid "a"\nmsgstr "100%% b"\n'.encode())
    assert catalogue.gettext("a") == "100%% b"
    assert catalogue.pgettext("x", "a") == "a"


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("nplurals=2; plural=n%3;", "Plural-Forms selects forms outside nplurals=2"),
        ("nplurals=2; plural=n-1;", "Plural-Forms selects forms outside nplurals=2"),
        ("nplurals=2; plural=1/n;", "invalid Plural-Forms: 1/n"),
    ],
)
def test_a_plural_rule_that_selects_no_form_is_quoted(rule: str, message: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue(f'msgid ""\nmsgstr ""\n"Plural-Forms: {rule}\\n"\n'.encode())
    assert (caught.value.line, caught.value.message) == (0, message)


def test_a_catalogue_in_another_encoding_is_refused() -> None:
    with pytest.raises(CatalogueError, match="not UTF-8") as caught:
        parse_catalogue(HEADER.encode() + 'msgid "a"\nmsgstr "نعم"\n'.encode("cp1256"))
    assert caught.value.line == 6
    with pytest.raises(CatalogueError, match="not UTF-8") as caught:
        parse_catalogue(b"\n\xff")
    assert caught.value.line == 2


@pytest.mark.parametrize(
    "rule", ["nplurals=2; plural=n;", "nplurals=x; plural=0;", "nplurals=2; plural=(n"]
)
def test_an_invalid_plural_rule_is_refused(rule: str) -> None:
    with pytest.raises(CatalogueError):
        parse_catalogue(f'msgid ""\nmsgstr ""\n"Plural-Forms: {rule}\\n"\n'.encode())


def test_a_plural_form_may_omit_the_number() -> None:
    text = 'msgid "%(n)s a"\nmsgid_plural "%(n)s b"\nmsgstr[0] "one"\nmsgstr[1] "%(n)s"\n'
    assert parse_catalogue((HEADER + text).encode()).ngettext("%(n)s a", "%(n)s b", 1) == "one"


@given(st.text(alphabet='msgidstrcx_plural[]01"\\\n #~,%()é', max_size=120))
def test_no_text_breaks_the_parser(text: str) -> None:
    # Any other exception would end the build with a traceback.
    with suppress(CatalogueError):
        parse_catalogue(text.encode())
