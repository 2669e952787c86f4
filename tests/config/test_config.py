"""Settings and registries: their values, defaults and problems."""

from __future__ import annotations

import pytest
from babel import Locale

from generator.config import parse_config
from generator.i18n.languages import COMMON_LOCALES
from generator.model import Language, LocalizedText, RegistryEntry, Site, SourceFile, Text


def read_config(site: str = "", tags: str = "", sources: str = "") -> tuple[Site, list[str]]:
    """Return the site, and its problems as ``path:line:column severity code message``."""
    settings, problems = parse_config(
        SourceFile("content/site.toml", site.encode()),
        SourceFile("content/tags.toml", tags.encode()),
        SourceFile("content/sources.toml", sources.encode()),
        folder_name="my-site",
    )
    lines = [f"{p.path}:{p.line}:{p.column} {p.severity} {p.code} {p.message}" for p in problems]
    return settings, [line.removeprefix("content/") for line in lines]


def hints(site: str) -> list[str]:
    """Return the hints about a ``site.toml``."""
    file = SourceFile("content/site.toml", site.encode())
    return [problem.hint for problem in parse_config(file, None, None, folder_name="x")[1]]


ARABIC = Language("ar", "ar", "العربية", "rtl", "latn")
ENGLISH = Language("en", "en", "English", "ltr", "latn")


# --- site.toml -------------------------------------------------------------------------------


def test_a_site_without_configuration_has_every_default() -> None:
    assert parse_config(None, None, None, folder_name="my-site") == (
        Site(
            title=LocalizedText((Text("my-site", "en"),)),
            description=LocalizedText(),
            base_url="",
            timezone="",
            languages=(ARABIC, ENGLISH),
            untranslated="mark",
            tags=(),
            sources=(),
        ),
        (),
    )


def test_every_setting_is_read() -> None:
    site, problems = read_config(
        """
title = { ar = "العراق", en = "Iraq" }
description = "A chronology"
base_url = "https://name.github.io/repo"
timezone = "Asia/Baghdad"
untranslated = "hide"

[languages.en]
name = "British English"
locale = "en_GB"

[languages.ar]
locale = "ar-IQ"
digits = "arab"
hijri = true
direction = "rtl"
"""
    )
    assert problems == []
    assert site == Site(
        title=LocalizedText((Text("العراق", "ar"), Text("Iraq", "en"))),
        description=LocalizedText((Text("A chronology", "en"),)),
        base_url="https://name.github.io/repo/",
        timezone="Asia/Baghdad",
        languages=(
            Language("en", "en_GB", "British English", "ltr", "latn"),
            Language("ar", "ar_IQ", "العربية", "rtl", "arab", hijri=True),
        ),
        untranslated="hide",
        tags=(),
        sources=(),
    )


def test_a_single_text_is_in_a_language_of_its_direction() -> None:
    assert read_config('title = "العراق"')[0].title == LocalizedText((Text("العراق", "ar"),))
    assert read_config('title = "Iraq"')[0].title == LocalizedText((Text("Iraq", "en"),))
    assert read_config('title = "2024"')[0].title == LocalizedText((Text("2024", "ar"),))


def test_a_language_that_only_cldr_knows_needs_no_settings() -> None:
    assert read_config("[languages.fa]\n[languages.pt-BR]")[0].languages == (
        Language("fa", "fa", "فارسی", "rtl", "arabext"),
        Language("pt-BR", "pt_BR", "português (Brasil)", "ltr", "latn"),
    )


def test_a_language_that_cldr_does_not_know_can_be_described() -> None:
    site, problems = read_config(
        '[languages.qaa]\nname = "X"\nlocale = "ar_IQ"\ndirection = "rtl"\n'
    )
    assert problems == []
    assert site.languages == (Language("qaa", "ar_IQ", "X", "rtl", "latn"),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('titel = "x"', "1:1 warning config-key unknown key 'titel'"),
        ('\n\n  "titel" = 1', "3:3 warning config-key unknown key 'titel'"),
        ("title = 3", "1:9 error config-type 'title' is a number, not text or a table"),
        (
            'title = { ar = "ا", eng = "x" }',
            "1:21 warning config-key unknown language 'eng' in 'title'",
        ),
        ("base_url = 2024-01-01", "1:12 error config-type 'base_url' is a date or time, not text"),
        (
            'base_url = "ftp://x"',
            "1:12 error config-value invalid URL 'ftp://x' in 'base_url'",
        ),
        (
            'base_url = "https://x/?q"',
            "1:12 error config-value invalid URL 'https://x/?q' in 'base_url'",
        ),
        (
            'timezone = "Asia/Bagdad"',
            "1:12 error config-value unknown time zone 'Asia/Bagdad'",
        ),
        ('timezone = "Asia"', "1:12 error config-value unknown time zone 'Asia'"),
        ('timezone = "../../etc"', "1:12 error config-value unknown time zone '../../etc'"),
        ('untranslated = "show"', "1:16 error config-value unknown value 'show' in 'untranslated'"),
        (
            "languages = 3",
            "1:13 error config-type 'languages' is a number, not a table",
        ),
        (
            "[languages]\nar = 1",
            "2:6 error config-type 'languages.ar' is a number, not a table",
        ),
        ("[languages.xx]", "1:2 error language-unknown unknown language 'xx'"),
        ("[languages.eng]", "1:2 error language-unknown unknown language 'eng'"),
        ("[languages.AR]", "1:2 error language-unknown invalid language code 'AR'"),
        (
            '[languages.ar]\nlocale = "ar_ZZ"',
            "2:10 error config-value unknown locale 'ar_ZZ' in 'languages.ar.locale'",
        ),
        (
            '[languages.ar]\ndigits = "arabic"',
            "2:10 error config-value unknown value 'arabic' in 'languages.ar.digits'",
        ),
        (
            '[languages.ar]\nhijri = "yes"',
            "2:9 error config-type 'languages.ar.hijri' is text, not true or false",
        ),
        (
            "[languages]\nar = { hijri = 1 }",
            "2:16 error config-type 'languages.ar.hijri' is a number, not true or false",
        ),
        (
            'title = "a\\u202eb"',
            "1:9 warning text-bidi 'title' contains U+202E (right-to-left override), which",
        ),
    ],
)
def test_an_invalid_setting_is_reported_and_has_its_default(text: str, problem: str) -> None:
    site, problems = read_config(text)
    assert len(problems) == 1
    assert problems[0].startswith(f"site.toml:{problem}")
    assert site.timezone == ""
    assert site.base_url == ""
    assert site.untranslated == "mark"
    assert {language.code for language in site.languages} <= {"ar", "en"}
    assert all(language.locale in ("ar", "en") for language in site.languages)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("title = x", "1:9 error toml-invalid text 'x' is not in quotation marks"),
        ("a = 1\na = 2", "2:1 error toml-invalid 'a' is already set on line 1"),
        ("\na = [1,\n\n", "2:8 error toml-invalid invalid TOML: "),
        ("a = " + "[" * 5000, "0:0 error toml-invalid lists or tables are nested too deeply"),
        ("a = " + "9" * 5000, "0:0 error toml-invalid a number has too many digits"),
    ],
)
def test_invalid_toml_is_reported_at_its_position(text: str, problem: str) -> None:
    site, problems = read_config(text)
    assert len(problems) == 1
    assert problems[0].startswith(f"site.toml:{problem}")
    assert site.languages == (ARABIC, ENGLISH)


def test_files_in_other_encodings_are_refused() -> None:
    file = SourceFile("content/site.toml", 'title = "x"'.encode("utf-16"))
    assert [p.code for p in parse_config(file, None, None, folder_name="x")[1]] == ["encoding"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("title = “x”", "1:9 error toml-invalid '“' is not a quotation mark in TOML"),
        ('title = { ar = "ا"، en = "x" }', "1:19 error toml-invalid '،' is not a comma in TOML"),
        (
            'title = "x\nid = "y"',
            '1:9 error toml-invalid the quotation mark " that opens here is not closed',
        ),
        (
            'title = { ar = "}", en = "]"\n',
            "1:9 error toml-invalid the '{' that opens here is not closed, or a comma is missing",
        ),
        (
            '[a]\nspellings = ["x", # ]\n "y"\n[b]\nname = "b"',
            "2:13 error toml-invalid the '[' that opens here is not closed, or a comma is missing",
        ),
        ("[languages.ar\n", "1:1 error toml-invalid the [ that opens here is not closed"),
        ("[a]\n[b]\n[a]\n", "3:2 error toml-invalid [a] is already defined on line 1"),
        (
            "[a]\nx = 1\n[b]\nx = 1\nx = 2",
            "5:1 error toml-invalid 'x' is already set on line 4",
        ),
        ('title: "x"', "1:6 error toml-invalid ':' is used instead of '='"),
        ('title = "C:\\p"', "1:12 error toml-invalid a backslash has a special meaning"),
        ('العنوان = "x"', "1:1 error toml-invalid invalid key 'العنوان'"),
        ("# fine\nnothing", "2:1 error toml-invalid this line is neither 'key = value' nor a"),
        (
            "a = 1979-13-40",
            "1:5 error toml-invalid text '1979-13-40' is not in quotation marks",
        ),
        ("a = # b", "1:5 error toml-invalid 'a' has no value: a comment starts with #"),
    ],
)
def test_invalid_toml_is_explained_without_the_parser_s_words(text: str, problem: str) -> None:
    _, problems = read_config(text)
    assert len(problems) == 1
    assert problems[0].removeprefix("site.toml:").startswith(problem)


def test_a_hint_says_what_to_write() -> None:
    assert hints("title = x") == ['write title = "x"']
    assert hints('title: "x"') == ['write title = "x"']
    assert hints("title: x") == ['write title = "x"']
    assert hints("title:") == ["write title = …"]
    assert hints('title = "x\n') == ["close it on the same line"]
    assert hints('titel = "x"') == ["did you mean 'title'?"]
    assert hints('[languages.ar]\ntitle = "x"') == [
        "move it above the first line in square brackets"
    ]


def test_babel_knows_the_common_locales() -> None:
    assert {str(Locale.parse(locale)) for locale in COMMON_LOCALES} == COMMON_LOCALES


# --- The registries --------------------------------------------------------------------------


def test_an_entry_has_names_spellings_and_a_description() -> None:
    site, problems = read_config(
        tags="""
[us-forces]
name = { ar = "القوات الأمريكية", en = "US forces" }
spellings = ["القوات الأمریکیة", "US  troops"]
description = { en = "Their tasks" }
""",
        sources='[reuters]\nname = "Reuters"\nurl = "https://reuters.com"\nspellings = "رويترز"',
    )
    assert problems == []
    assert site.tags == (
        RegistryEntry(
            id="us-forces",
            names=LocalizedText((Text("القوات الأمريكية", "ar"), Text("US forces", "en"))),
            spellings=("القوات الأمریکیة", "US troops"),
            description=LocalizedText((Text("Their tasks", "en"),)),
        ),
    )
    assert site.sources == (
        RegistryEntry(
            id="reuters",
            names=LocalizedText((Text("Reuters", "en"),)),
            spellings=("رويترز",),
            url="https://reuters.com",
        ),
    )


def test_names_in_languages_of_other_sites_are_kept() -> None:
    site, problems = read_config(tags='[iraq]\nname = { ckb = "عێراق", en = "Iraq" }')
    assert problems == []
    assert site.tags[0].names == LocalizedText((Text("عێراق", "ckb"), Text("Iraq", "en")))


def test_two_entries_cannot_share_a_spelling() -> None:
    _, problems = read_config(
        tags="""
[us-forces]
name = "القوات الأمريكية"
[coalition]
name = "التحالف"
spellings = ["القوّات الامریکیه", "US forces"]
"""
    )
    assert problems == [
        "tags.toml:4:2 error registry-clash 'US forces' is a spelling of both [us-forces]"
        " and [coalition]",
        "tags.toml:4:2 error registry-clash 'القوّات الامریکیه' is a spelling of both [us-forces]"
        " and [coalition]",
    ]


def test_a_tag_and_a_source_may_share_a_name() -> None:
    assert read_config(tags='[un]\nname = "UN"', sources='[un]\nname = "UN"')[1] == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[US]\nname = "x"',
            "1:2 error registry-id invalid id 'US': a URL cannot",
        ),
        (
            '["a b"]\nname = "x"',
            "1:2 error registry-id invalid id 'a b': a URL cannot",
        ),
        ("[a]", "1:2 error registry-name 'a' has no 'name'"),
        (
            "[a]\nname = 3",
            "2:8 error config-type 'a.name' is a number, not text or a table",
        ),
        ('[a]\nname = "x"\nurl = "https://x.y"', "3:1 warning config-key unknown key 'a.url'"),
        (
            '[a]\nname = "x"\nspellings = ["!!"]',
            "3:13 error registry-spelling invalid spelling '!!': it has no letter or digit",
        ),
        (
            '[a]\nname = "x"\nspellings = [1]',
            "3:13 error config-type 'a.spellings' is not a list of texts",
        ),
        ("a = 1", "1:5 error config-type 'a' is a number, not a table"),
        ("[[a]]\n", "1:3 error config-type 'a' is a list, not a table"),
    ],
)
def test_an_invalid_entry_is_reported(text: str, problem: str) -> None:
    _, problems = read_config(tags=text)
    assert len(problems) == 1
    assert problems[0].startswith(f"tags.toml:{problem}")


def test_the_url_of_a_source_must_be_valid() -> None:
    site, problems = read_config(sources='[a]\nname = "x"\nurl = "reuters.com"')
    assert problems == ["sources.toml:3:7 error url-invalid invalid URL 'reuters.com' in 'a.url'"]
    assert site.sources[0].url == ""
