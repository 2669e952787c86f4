"""Settings and registries: what they say, and what is wrong with them."""

from __future__ import annotations

import pytest
from babel import Locale

from generator.config import parse_config
from generator.i18n.languages import COMMON_LOCALES
from generator.model import Language, LocalizedText, RegistryEntry, Site, SourceFile, Text


def configured(site: str = "", tags: str = "", sources: str = "") -> tuple[Site, list[str]]:
    """The site, and its problems as ``path:line:column code message``."""
    made, problems = parse_config(
        SourceFile("content/site.toml", site.encode()),
        SourceFile("content/tags.toml", tags.encode()),
        SourceFile("content/sources.toml", sources.encode()),
        folder_name="my-site",
    )
    lines = [f"{p.path}:{p.line}:{p.column} {p.severity} {p.code} {p.message}" for p in problems]
    return made, [line.removeprefix("content/") for line in lines]


def hints(site: str) -> list[str]:
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
            timezone="UTC",
            languages=(ARABIC, ENGLISH),
            untranslated="mark",
            tags=(),
            sources=(),
        ),
        (),
    )


def test_every_setting_is_taken() -> None:
    site, problems = configured(
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


def test_one_text_is_in_the_language_that_runs_its_way() -> None:
    assert configured('title = "العراق"')[0].title == LocalizedText((Text("العراق", "ar"),))
    assert configured('title = "Iraq"')[0].title == LocalizedText((Text("Iraq", "en"),))
    assert configured('title = "2024"')[0].title == LocalizedText((Text("2024", "ar"),))


def test_a_language_that_only_cldr_knows_needs_no_settings() -> None:
    assert configured("[languages.fa]\n[languages.pt-BR]")[0].languages == (
        Language("fa", "fa", "فارسی", "rtl", "arabext"),
        Language("pt-BR", "pt_BR", "português (Brasil)", "ltr", "latn"),
    )


def test_a_language_that_nobody_knows_can_be_described() -> None:
    site, problems = configured(
        '[languages.qaa]\nname = "X"\nlocale = "ar_IQ"\ndirection = "rtl"\n'
    )
    assert problems == []
    assert site.languages == (Language("qaa", "ar_IQ", "X", "rtl", "latn"),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('titel = "x"', "1:1 warning config-key unknown key 'titel'"),
        ('\n\n  "titel" = 1', "3:3 warning config-key unknown key 'titel'"),
        (
            "title = 3",
            "1:9 error config-type title must be a text in quotes"
            ' or a table such as { ar = "…", en = "…" }',
        ),
        (
            'title = { ar = "ا", eng = "x" }',
            "1:21 warning config-key title.eng: 'eng' is not a language code",
        ),
        ("base_url = 2024-01-01", '1:12 error config-type base_url must be a text in quotes: "…"'),
        (
            'base_url = "ftp://x"',
            "1:12 error config-value base_url 'ftp://x' is not a valid site address",
        ),
        (
            'base_url = "https://x/?q"',
            "1:12 error config-value base_url 'https://x/?q' is not a valid site address",
        ),
        (
            'timezone = "Asia/Bagdad"',
            "1:12 error config-value unknown time zone 'Asia/Bagdad'",
        ),
        ('timezone = "Asia"', "1:12 error config-value unknown time zone 'Asia'"),
        ('timezone = "../../etc"', "1:12 error config-value unknown time zone '../../etc'"),
        ('untranslated = "show"', "1:16 error config-value untranslated cannot be 'show'"),
        (
            "languages = 3",
            "1:13 error config-type languages must be tables, each below a line such",
        ),
        (
            "[languages]\nar = 1",
            "2:6 error config-type languages.ar must be a table, below a line such as",
        ),
        ("[languages.xx]", "1:2 error language-unknown nothing is known of a language 'xx'"),
        ("[languages.eng]", "1:2 error language-unknown nothing is known of a language 'eng'"),
        ("[languages.AR]", "1:2 error language-unknown 'AR' is not a language code"),
        (
            '[languages.ar]\nlocale = "ar_ZZ"',
            "2:10 error config-value languages.ar.locale 'ar_ZZ' is not a CLDR locale",
        ),
        (
            '[languages.ar]\ndigits = "arabic"',
            "2:10 error config-value languages.ar.digits cannot be 'arabic'",
        ),
        (
            '[languages.ar]\nhijri = "yes"',
            "2:9 error config-type languages.ar.hijri must be true or false, without",
        ),
        (
            "[languages]\nar = { hijri = 1 }",
            "2:16 error config-type languages.ar.hijri must be true or false, without",
        ),
        (
            'title = "a\\u202eb"',
            "1:9 warning text-bidi title holds U+202E (right-to-left override), which",
        ),
    ],
)
def test_a_wrong_setting_is_told_and_has_its_default(text: str, told: str) -> None:
    site, problems = configured(text)
    assert len(problems) == 1
    assert problems[0].startswith(f"site.toml:{told}")
    assert site.timezone == "UTC"
    assert site.base_url == ""
    assert site.untranslated == "mark"
    assert {language.code for language in site.languages} <= {"ar", "en"}
    assert all(language.locale in ("ar", "en") for language in site.languages)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title = x", "1:9 error toml-invalid a text must stand in quotes"),
        ("a = 1\na = 2", "2:1 error toml-invalid 'a' is given twice; first on line 1"),
        ("\na = [1,\n\n", "2:8 error toml-invalid TOML cannot be read here: "),
        ("a = " + "[" * 5000, "0:0 error toml-invalid lists or tables are nested too deeply"),
        ("a = " + "9" * 5000, "0:0 error toml-invalid a number is longer than any that is read"),
    ],
)
def test_broken_toml_is_told_with_its_place(text: str, told: str) -> None:
    site, problems = configured(text)
    assert len(problems) == 1
    assert problems[0].startswith(f"site.toml:{told}")
    assert site.languages == (ARABIC, ENGLISH)


def test_files_in_other_encodings_are_refused() -> None:
    file = SourceFile("content/site.toml", 'title = "x"'.encode("utf-16"))
    assert [p.code for p in parse_config(file, None, None, folder_name="x")[1]] == ["encoding"]


@pytest.mark.parametrize(
    ("text", "told"),
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
        ("[a]\n[b]\n[a]\n", "3:2 error toml-invalid [a] is there already, on line 1"),
        (
            "[a]\nx = 1\n[b]\nx = 1\nx = 2",
            "5:1 error toml-invalid 'x' is given twice; first on line 4",
        ),
        ('title: "x"', "1:6 error toml-invalid a colon stands where = should"),
        ('title = "C:\\p"', "1:12 error toml-invalid a backslash means something else"),
        ('العنوان = "x"', "1:1 error toml-invalid 'العنوان' is not a valid key"),
        ("# fine\nnothing", "2:1 error toml-invalid this line is neither 'key = value' nor a"),
        ("a = 1979-13-40", "1:9 error toml-invalid there is text after the value"),
    ],
)
def test_broken_toml_is_told_in_the_words_of_authors(text: str, told: str) -> None:
    _, problems = configured(text)
    assert len(problems) == 1
    assert problems[0].removeprefix("site.toml:").startswith(told)


def test_hints_mend_what_is_wrong() -> None:
    assert hints("title = x") == ['write title = "x"']
    assert hints('title: "x"') == ["write title = …"]
    assert hints('title = "x\n') == ["close it on the same line"]
    assert hints('titel = "x"') == ["did you mean 'title'?"]
    assert hints('[languages.ar]\ntitle = "x"') == [
        "move it above the first line in square brackets"
    ]
    assert hints('timezone = "Bagdad"') == [
        "write a name of the IANA database, such as Asia/Baghdad"
    ]


def test_the_locales_taken_for_granted_are_known_to_babel() -> None:
    assert {str(Locale.parse(locale)) for locale in COMMON_LOCALES} == COMMON_LOCALES


# --- The registries --------------------------------------------------------------------------


def test_an_entry_has_names_spellings_and_a_description() -> None:
    site, problems = configured(
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
    site, problems = configured(tags='[iraq]\nname = { ckb = "عێراق", en = "Iraq" }')
    assert problems == []
    assert site.tags[0].names == LocalizedText((Text("عێراق", "ckb"), Text("Iraq", "en")))


def test_two_entries_cannot_claim_one_spelling() -> None:
    _, problems = configured(
        tags="""
[us-forces]
name = "القوات الأمريكية"
[coalition]
name = "التحالف"
spellings = ["القوّات الامریکیه", "US forces"]
"""
    )
    assert problems == [
        "tags.toml:4:2 error registry-clash 'US forces' already means [us-forces];"
        " [coalition] cannot claim it too",
        "tags.toml:4:2 error registry-clash 'القوّات الامریکیه' already means [us-forces];"
        " [coalition] cannot claim it too",
    ]


def test_a_tag_and_a_source_may_share_a_name() -> None:
    assert configured(tags='[un]\nname = "UN"', sources='[un]\nname = "UN"')[1] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[US]\nname = "x"', "1:2 error registry-id the id 'US' cannot stand in an address"),
        ('["a b"]\nname = "x"', "1:2 error registry-id the id 'a b' cannot stand in an address"),
        ("[a]", "1:2 error registry-name 'a' has no name"),
        (
            "[a]\nname = 3",
            "2:8 error config-type a.name must be a text in quotes or a table such as",
        ),
        ('[a]\nname = "x"\nurl = "https://x.y"', "3:1 warning config-key unknown key 'a.url'"),
        (
            '[a]\nname = "x"\nspellings = ["!!"]',
            "3:13 error registry-spelling the spelling '!!' has no letter or digit",
        ),
        (
            '[a]\nname = "x"\nspellings = [1]',
            '3:13 error config-type a.spellings must be a list of texts: ["…", "…"]',
        ),
        ("a = 1", "1:5 error config-type a must be a table, below a line [a]"),
        ("[[a]]\n", "1:3 error config-type a must be a table, below a line [a]"),
    ],
)
def test_a_wrong_entry_is_told(text: str, told: str) -> None:
    _, problems = configured(tags=text)
    assert len(problems) == 1
    assert problems[0].startswith(f"tags.toml:{told}")


def test_the_address_of_a_source_must_be_one() -> None:
    site, problems = configured(sources='[a]\nname = "x"\nurl = "reuters.com"')
    assert problems == [
        "sources.toml:3:7 error url-invalid url 'reuters.com' is not an http or https address"
    ]
    assert site.sources[0].url == ""
