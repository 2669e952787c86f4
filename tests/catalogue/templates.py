"""Templates and translations of the site's own that cannot be used."""

from __future__ import annotations

from generator.i18n.catalogues import parse_catalogue
from tests.catalogue import Case, article, strike
from tests.support import ROOT

_HEADER = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
)

_STYLESHEET = (ROOT / "templates/assets/style.css").stat().st_size
_STRINGS = len(parse_catalogue((ROOT / "templates/strings/en.po").read_bytes()).translations)


def _article_page(template: str | bytes) -> dict[str, str | bytes]:
    """Return a site with one article whose page is rendered by this template."""
    return {**strike(), "templates/article.html": template}


def _french(strings: str | bytes) -> dict[str, str | bytes]:
    """Return a site in French with these strings in its catalogue."""
    lines = strings if isinstance(strings, bytes) else strings.encode()
    return {
        "content/strike.fr.md": article("title: Frappe"),
        "content/site.toml": 'exports = "none"\n[languages.fr]\n',
        "templates/strings/fr.po": _HEADER.encode() + lines,
    }


CASES = (
    Case(
        "a template with an unclosed block",
        _article_page("<!DOCTYPE html>\n{% if page %}\n<p>{{ body }}</p>\n"),
        says="""
templates/article.html:3: error: Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'. [template-syntax]
""",
    ),
    Case(
        "a template with an unknown field",
        _article_page("<!DOCTYPE html>\n<p>{{ page.nonsense.title }}</p>\n"),
        says="""
templates/article.html:2: error: the template failed: PageView has no 'nonsense' [template-failed]
""",
    ),
    Case(
        "a template that divides by zero",
        _article_page("<!DOCTYPE html>\n<p>{{ 1 // 0 }}</p>\n"),
        says="""
templates/article.html:2: error: the template failed: integer division or modulo by zero [template-failed]
""",
    ),
    Case(
        "a template that includes an unknown file",
        _article_page("<!DOCTYPE html>\n{% include 'partials/nothing.html' %}\n"),
        says="""
templates/article.html:2: error: unknown template 'partials/nothing.html' [template-missing]
  hint: correct the name, or add the file to templates/
""",
    ),
    Case(
        "a template that computes the name of another",
        _article_page("<!DOCTYPE html>\n{% include page.kind ~ '.html' %}\n"),
        says="""
templates/article.html:2: error: the name of a template must be a string, so that tarikh knows what the page depends on [template-dynamic]
  hint: write the name in quotation marks, such as {% include 'partials/when.html' %}
""",
    ),
    Case(
        "a template that prints the body twice",
        _article_page("<!DOCTYPE html>\n{{ body }}{{ body }}\n"),
        says="""
templates/article.html: error: the template prints 'body' more than once [template-body]
  hint: remove {{ body }} everywhere except in one place
""",
    ),
    Case(
        "a template that uses memo with a value",
        _article_page("<!DOCTYPE html>\n{{ memo(page.title) }}\n"),
        says="""
templates/article.html:2: error: 'memo' accepts only macros that are imported without context [template-memo]
  hint: import the macro in this file without context, under a name that is used only for it, or call it without 'memo'
""",
    ),
    Case(
        "a template in Windows-1256",
        _article_page("<!DOCTYPE html>\n<p>قصف</p>\n".encode("cp1256")),
        says="""
templates/article.html:2:4: error: the file is not UTF-8; it looks like Windows-1256 [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f Windows-1256 -t UTF-8 OLD > NEW
""",
    ),
    Case(
        "a template that reads a file",
        _article_page("<!DOCTYPE html>\n{% include '/etc/passwd' %}\n"),
        says="""
templates/article.html:2: error: unknown template '/etc/passwd' [template-missing]
  hint: correct the name, or add the file to templates/
""",
        never=("root:",),
    ),
    Case(
        "translations with a string that stays open",
        _french('msgid "Tags"\nmsgstr "Mots\n'),
        says="""
templates/strings/fr.po:8: error: not a comment, a keyword or a quoted string [catalogue-invalid]
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
        says=f"""
templates/strings/fr.po: warning: {_STRINGS - 1} of the theme's {_STRINGS} strings are not translated, so they are shown in English; the first is '%(events)s (under way: %(n)s)' [catalogue-incomplete]
  hint: copy the missing strings from en.po of the theme, and translate them
""",
    ),
    Case(
        "translations of unknown strings",
        _french('msgid "Tagz"\nmsgstr "Mots-clés"\n'),
        says=f"""
templates/strings/fr.po: warning: {_STRINGS} of the theme's {_STRINGS} strings are not translated, so they are shown in English; the first is '%(events)s (under way: %(n)s)' [catalogue-incomplete]
  hint: copy the missing strings from en.po of the theme, and translate them
templates/strings/fr.po: warning: 1 of the strings in this file are not in the theme [catalogue-unknown]
  hint: compare them with en.po of the theme; the first is 'Tagz'
""",
    ),
    Case(
        "a stylesheet that replaces that of the theme",
        {**strike(), "templates/assets/style.css": "a { color: #0b6e4f }\n" * 13},
        says=f"""
templates/assets/style.css: warning: this file of 273 bytes replaces the stylesheet of the theme, which has {_STYLESHEET:,}, so pages lose most of their look [stylesheet-short]
  hint: rename it to custom.css, whose rules are added to those of the theme
""",
    ),
    Case(
        "an alert in a template",
        _article_page(
            "<!DOCTYPE html>\n<title>{{ page.title }}</title>\n{{ body }}\n"
            "<script>alert(1)</script>\n"
        ),
        why="The site's templates are trusted.",
    ),
)
