"""Templates and translations of the site's own that cannot be used."""

from __future__ import annotations

from tests.catalogue import Case, article, strike

_HEADER = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
)


def _article_page(template: str | bytes) -> dict[str, str | bytes]:
    """A site of one article whose page is printed by this template."""
    return {**strike(), "templates/article.html": template}


def _french(strings: str | bytes) -> dict[str, str | bytes]:
    """A site in French with these strings below the header of their catalogue."""
    lines = strings if isinstance(strings, bytes) else strings.encode()
    return {
        "content/strike.fr.md": article("title: Frappe"),
        "content/site.toml": 'exports = "none"\n[languages.fr]\n',
        "templates/strings/fr.po": _HEADER.encode() + lines,
    }


CASES = (
    Case(
        "a template with a block that stays open",
        _article_page("<!DOCTYPE html>\n{% if page %}\n<p>{{ body }}</p>\n"),
        says="""
templates/article.html:3: error: Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'. [template-syntax]
""",
    ),
    Case(
        "a template with a value that is not there",
        _article_page("<!DOCTYPE html>\n<p>{{ page.nonsense.title }}</p>\n"),
        says="""
templates/article.html:2: error: the template failed: PageView has no 'nonsense' [template-failed]
""",
    ),
    Case(
        "a template that divides by nothing",
        _article_page("<!DOCTYPE html>\n<p>{{ 1 // 0 }}</p>\n"),
        says="""
templates/article.html:2: error: the template failed: integer division or modulo by zero [template-failed]
""",
    ),
    Case(
        "a template that includes what is not there",
        _article_page("<!DOCTYPE html>\n{% include 'partials/nothing.html' %}\n"),
        says="""
templates/article.html:2: error: there is no 'partials/nothing.html' in the theme [template-missing]
""",
    ),
    Case(
        "a template that names another by a value",
        _article_page("<!DOCTYPE html>\n{% include page.kind ~ '.html' %}\n"),
        says="""
templates/article.html:2: error: a template is named by something else than a string [template-dynamic]
  hint: write the name in quotes, so that it is known which pages depend on it
""",
    ),
    Case(
        "a template that prints the text twice",
        _article_page("<!DOCTYPE html>\n{{ body }}{{ body }}\n"),
        says="""
templates/article.html: error: the template prints 'body' more than once [template-body]
""",
    ),
    Case(
        "a template that remembers what it must not",
        _article_page("<!DOCTYPE html>\n{{ memo(page.title) }}\n"),
        says="""
templates/article.html:2: error: 'memo' remembers only macros that are imported without context [template-memo]
  hint: import the macro in this file, by a name used for nothing else, and without context
""",
    ),
    Case(
        "a template in Windows-1256",
        _article_page("<!DOCTYPE html>\n<p>قصف</p>\n".encode("cp1256")),
        says="""
templates/article.html:2: error: the template is not UTF-8 [encoding]
""",
    ),
    Case(
        "a template that reads a file",
        _article_page("<!DOCTYPE html>\n{% include '/etc/passwd' %}\n"),
        says="""
templates/article.html:2: error: there is no '/etc/passwd' in the theme [template-missing]
""",
        never=("root:",),
    ),
    Case(
        "translations with a string that stays open",
        _french('msgid "Tags"\nmsgstr "Mots\n'),
        says="""
templates/strings/fr.po:8: error: neither a comment, a keyword nor a quoted string [catalogue-invalid]
""",
    ),
    Case(
        "translations in Windows-1252",
        _french('msgid "Tags"\nmsgstr "Étiquettes"\n'.encode("cp1252")),
        says="""
templates/strings/fr.po:8: error: not UTF-8 [catalogue-invalid]
""",
    ),
    Case(
        "translations of a few strings",
        _french('msgid "Tags"\nmsgstr "Mots-clés"\n'),
        says="""
templates/strings/fr.po: warning: 126 of the theme's 127 strings are not translated, so they are shown in English; the first is '%(label)s: %(events)s' [catalogue-incomplete]
  hint: copy the missing strings from en.po of the theme, and translate them
""",
    ),
    Case(
        "translations of strings that nobody asks for",
        _french('msgid "Tagz"\nmsgstr "Mots-clés"\n'),
        says="""
templates/strings/fr.po: warning: 127 of the theme's 127 strings are not translated, so they are shown in English; the first is '%(label)s: %(events)s' [catalogue-incomplete]
  hint: copy the missing strings from en.po of the theme, and translate them
templates/strings/fr.po: warning: 1 of the strings in this file are not in the theme [catalogue-unknown]
  hint: compare them with en.po of the theme; the first is 'Tagz'
""",
    ),
    Case(
        "an alert in a template",
        _article_page(
            "<!DOCTYPE html>\n<title>{{ page.title }}</title>\n{{ body }}\n"
            "<script>alert(1)</script>\n"
        ),
        why="Whoever writes templates is the site's own master.",
    ),
)
