"""Settings and registries that cannot be read, or mean nothing."""

from __future__ import annotations

from tests.catalogue import Case, article, strike

_EXPORTS = 'exports = "none"\n'


def _site(text: str | bytes) -> dict[str, str | bytes]:
    """A site of one article with these settings."""
    lines = text.encode() if isinstance(text, str) else text
    return {**strike(), "content/site.toml": _EXPORTS.encode() + lines}


def _tags(text: str | bytes) -> dict[str, str | bytes]:
    """A site of one article with this registry of tags."""
    return {**strike("tags: [gaza]"), "content/tags.toml": text}


CASES = (
    # --- What TOML cannot read -------------------------------------------------------------
    Case(
        "settings with a text without quotes",
        _site("title = Strikes\n"),
        says="""
content/site.toml:2:9: error: a text must stand in quotes [toml-invalid]
  hint: write title = "Strikes"
""",
    ),
    Case(
        "settings with a colon after the key",
        _site('title: "Strikes"\n'),
        says="""
content/site.toml:2:6: error: a colon stands where = should [toml-invalid]
  hint: write title = …
""",
    ),
    Case(
        "settings with a quote that stays open",
        _site('title = "Strikes\nbase_url = "https://example.org/"\n'),
        says="""
content/site.toml:2:9: error: the quotation mark " that opens here is not closed [toml-invalid]
  hint: close it on the same line
""",
    ),
    Case(
        "settings with curly quotes",
        _site("title = “Strikes”\n"),
        says="""
content/site.toml:2:9: error: '“' is not a quotation mark in TOML [toml-invalid]
  hint: write straight ones: "…"
""",
        why="Word processors make them of straight ones.",
    ),
    Case(
        "settings with an Arabic key",
        _site('العنوان = "قصف"\n'),
        says="""
content/site.toml:2:1: error: 'العنوان' is not a valid key [toml-invalid]
  hint: keys are made of the letters a-z, as in title = …
""",
    ),
    Case(
        "settings with an Arabic comma",
        _site('title = { ar = "قصف"، en = "Strikes" }\n'),
        says="""
content/site.toml:2:21: error: '،' is not a comma in TOML [toml-invalid]
  hint: write , instead
""",
    ),
    Case(
        "settings with a key twice",
        _site('title = "Strikes"\ntitle = "Strikes in 2024"\n'),
        says="""
content/site.toml:3:1: error: 'title' is given twice; first on line 2 [toml-invalid]
  hint: keep one of them
""",
    ),
    Case(
        "settings with a table twice",
        _site('[languages.ar]\ndigits = "arab"\n[languages.ar]\nlocale = "ar_IQ"\n'),
        says="""
content/site.toml:4:2: error: [languages.ar] is there already, on line 2 [toml-invalid]
  hint: put what stands below both together
""",
    ),
    Case(
        "settings with a table that stays open",
        _site('title = { ar = "قصف", en = "Strikes"\n'),
        says="""
content/site.toml:2:9: error: the '{' that opens here is not closed, or a comma is missing in it [toml-invalid]
  hint: close it with '}', and part items with commas
""",
    ),
    Case(
        "settings with a heading that stays open",
        _site("[languages.ar\n"),
        says="""
content/site.toml:2:1: error: the [ that opens here is not closed [toml-invalid]
  hint: close it with ]
""",
    ),
    Case(
        "settings with a backslash",
        _site('title = "C:\\ports"\n'),
        says="""
content/site.toml:2:12: error: a backslash means something else inside double quotes [toml-invalid]
  hint: write \\\\ for a backslash, or use single quotes
""",
    ),
    Case(
        "settings with lists within lists",
        _site("title = " + "[" * 5000 + "\n"),
        says="""
content/site.toml: error: lists or tables are nested too deeply [toml-invalid]
  hint: no setting needs so many levels
""",
    ),
    Case(
        "settings with a text behind a text",
        _site('title = "Strikes" in 2024\n'),
        says="""
content/site.toml:2:19: error: there is text after the value [toml-invalid]
  hint: put all of it in quotes; a note starts with #
""",
    ),
    Case(
        "settings with a list that stays open",
        _site('[languages.ar]\nname = ["قصف"\n[languages.en]\n'),
        says="""
content/site.toml:3:8: error: the '[' that opens here is not closed, or a comma is missing in it [toml-invalid]
  hint: close it with ']', and part items with commas
""",
    ),
    Case(
        "settings with a sentence",
        _site("These are the settings.\n"),
        says="""
content/site.toml:2:1: error: this line is neither 'key = value' nor a heading such as [languages.ar] [toml-invalid]
  hint: start it with # if it is a note
""",
    ),
    Case(
        "settings in YAML",
        _site("title: Strikes\n"),
        says="""
content/site.toml:2:6: error: a colon stands where = should [toml-invalid]
  hint: write title = …
""",
    ),
    # --- Encodings --------------------------------------------------------------------------
    Case(
        "settings with a byte order mark",
        {**strike(), "content/site.toml": b"\xef\xbb\xbf" + _EXPORTS.encode()},
    ),
    Case(
        "settings with line ends of Windows",
        {**strike(), "content/site.toml": b'exports = "none"\r\ntitle = "Strikes"\r\n'},
        has={"en/index.html": "Strikes"},
    ),
    Case(
        "settings in Windows-1256",
        _site('title = "قصف الميناء"\n'.encode("cp1256")),
        says="""
content/site.toml:2:10: error: the file is not UTF-8; it looks like Windows-1256 [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f Windows-1256 -t UTF-8 OLD > NEW
""",
    ),
    Case(
        "settings in UTF-16",
        {**strike(), "content/site.toml": 'title = "Strikes"\n'.encode("utf-16")},
        says="""
content/site.toml: error: the file is not UTF-8; it looks like UTF-16 [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f UTF-16 -t UTF-8 OLD > NEW
""",
    ),
    Case(
        "settings that are a picture",
        {**strike(), "content/site.toml": b"\x89PNG\r\n\x1a\n\x00\x00"},
        says="""
content/site.toml: error: the file is not text but a picture (PNG) [not-text]
  hint: save it as plain text in UTF-8, or rename it with the extension of its format
""",
    ),
    Case(
        "settings that are empty",
        {**strike(), "content/site.toml": ""},
    ),
    Case(
        "settings with a bell",
        _site('title = "Strikes\x07"\n'),
        says="""
content/site.toml:2:17: warning: U+0007 (a control character) stands here, which means nothing in a text [text-control]
  hint: it is read as a space; delete it
""",
    ),
    # --- Keys and values ------------------------------------------------------------------------
    Case(
        "settings with a misspelt key",
        _site('titel = "Strikes"\n'),
        says="""
content/site.toml:2:1: warning: unknown key 'titel' [config-key]
  hint: did you mean 'title'?
""",
    ),
    Case(
        "settings with a key below a heading",
        _site('[languages.ar]\n[languages.en]\ntitle = "Strikes"\n'),
        says="""
content/site.toml:4:1: warning: unknown key 'languages.en.title' [config-key]
  hint: move it above the first line in square brackets
""",
    ),
    Case(
        "settings with a number for a title",
        _site("title = 2024\n"),
        says="""
content/site.toml:2:9: error: title must be a text in quotes or a table such as { ar = "…", en = "…" } [config-type]
""",
    ),
    Case(
        "settings with a list for a title",
        _site('title = ["Strikes"]\n'),
        says="""
content/site.toml:2:9: error: title must be a text in quotes or a table such as { ar = "…", en = "…" } [config-type]
""",
    ),
    Case(
        "settings with a title in no language",
        _site('title = { english = "Strikes" }\n'),
        says="""
content/site.toml:2:11: warning: title.english: 'english' is not a language code [config-key]
  hint: known: ar, en
""",
    ),
    Case(
        "settings with a zone that is none",
        _site('timezone = "Bagdad"\n'),
        says="""
content/site.toml:2:12: error: unknown time zone 'Bagdad' [config-value]
  hint: write a name of the IANA database, such as Asia/Baghdad
""",
    ),
    Case(
        "settings with a zone by its offset",
        _site('timezone = "+03:00"\n'),
        says="""
content/site.toml:2:12: error: unknown time zone '+03:00' [config-value]
  hint: write a name of the IANA database, such as Asia/Baghdad
""",
    ),
    Case(
        "settings with a zone that leads out of its folder",
        _site('timezone = "../../../etc/passwd"\n'),
        says="""
content/site.toml:2:12: error: unknown time zone '../../../etc/passwd' [config-value]
  hint: write a name of the IANA database, such as Asia/Baghdad
""",
    ),
    Case(
        "settings with an address without its scheme",
        _site('base_url = "example.org"\n'),
        says="""
content/site.toml:2:12: error: base_url 'example.org' is not a valid site address [config-value]
  hint: write https://, the host and the path, without ? and #
""",
    ),
    Case(
        "settings with an address that runs a script",
        _site('base_url = "javascript:alert(1)"\n'),
        says="""
content/site.toml:2:12: error: base_url 'javascript:alert(1)' is not a valid site address [config-value]
  hint: write https://, the host and the path, without ? and #
""",
    ),
    Case(
        "settings with a choice that is none",
        {**strike(), "content/site.toml": 'exports = "some"\nuntranslated = "hidden"\n'},
        says="""
content/site.toml:1:11: error: exports cannot be 'some' [config-value]
  hint: known: all, site, none
content/site.toml:2:16: error: untranslated cannot be 'hidden' [config-value]
  hint: did you mean 'hide'?
""",
    ),
    Case(
        "settings with a text for a flag",
        _site('[languages.ar]\nhijri = "yes"\n[languages.en]\n'),
        says="""
content/site.toml:3:9: error: languages.ar.hijri must be true or false, without quotes [config-type]
""",
    ),
    Case(
        "settings with a language that is none",
        _site('[languages.english]\nname = "English"\n'),
        says="""
content/site.toml:2:2: error: 'english' is not a language code [language-unknown]
  hint: write its code of two or three letters (BCP 47), such as ar, en or ckb
""",
    ),
    Case(
        "settings with a language that nobody knows",
        _site("[languages.xx]\n"),
        says="""
content/site.toml:2:2: error: nothing is known of a language 'xx' [language-unknown]
  hint: correct the code, or give its name, direction and a locale to take dates from
""",
    ),
    Case(
        "settings with a language in capitals",
        _site("[languages.EN]\n"),
        says="""
content/site.toml:2:2: error: 'EN' is not a language code [language-unknown]
  hint: write it in small letters: en
""",
    ),
    Case(
        "settings with a locale that is none",
        _site('[languages.ar]\nlocale = "ar_ZZ"\n[languages.en]\n'),
        says="""
content/site.toml:3:10: error: languages.ar.locale 'ar_ZZ' is not a CLDR locale [config-value]
  hint: write a language and a country, such as ar_DZ
""",
    ),
    Case(
        "settings with digits and a direction that are none",
        _site('[languages.ar]\ndigits = "arabic"\ndirection = "right"\n[languages.en]\n'),
        says="""
content/site.toml:3:10: error: languages.ar.digits cannot be 'arabic' [config-value]
  hint: did you mean 'arab'?
content/site.toml:4:13: error: languages.ar.direction cannot be 'right' [config-value]
  hint: known: ltr, rtl
""",
    ),
    Case(
        "settings with languages that are a list",
        _site('languages = ["ar", "en"]\n'),
        says="""
content/site.toml:2:13: error: languages must be tables, each below a line such as [languages.ar] [config-type]
""",
    ),
    Case(
        "settings with a language that the theme does not speak",
        {
            "content/strike.fr.md": article("title: Frappe"),
            "content/site.toml": _EXPORTS + "[languages.fr]\n",
        },
        says="""
templates/strings/fr.po: warning: the theme has no strings for 'fr', so its pages are in English [catalogue-missing]
  hint: copy en.po of the theme to this file, and translate its strings
""",
    ),
    Case(
        "settings with a picture that is not there",
        _site('image = { src = "cover.png", alt = "A port" }\n'),
        says="""
content/site.toml:2:17: error: image 'content/cover.png' does not exist [image-missing]
  hint: write the path of the image relative to site.toml
""",
    ),
    Case(
        "settings with a picture that is a text",
        _site('image = "cover.png"\n'),
        says="""
content/site.toml:2:9: error: image must be a table such as { src = "cover.png", alt = { en = "…" } } [config-type]
""",
    ),
    Case(
        "settings with a picture without its file",
        _site('image = { alt = "A port" }\n'),
        says="""
content/site.toml:2:9: error: the image has no src [config-value]
  hint: name the file as it lies beside site.toml
""",
    ),
    # --- Registries -----------------------------------------------------------------------------
    Case(
        "a registry in Windows-1256",
        _tags('[gaza]\nname = "غزة"\n'.encode("cp1256")),
        says="""
content/tags.toml:2:9: error: the file is not UTF-8; it looks like Windows-1256 [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f Windows-1256 -t UTF-8 OLD > NEW
""",
    ),
    Case(
        "a registry with a byte order mark",
        _tags('\ufeff[gaza]\nname = "Gaza"\n'),
        has={"en/tags/gaza/index.html": "<title>Gaza"},
    ),
    Case(
        "a registry with an id twice",
        _tags('[gaza]\nname = "Gaza"\n\n[gaza]\nname = "Gaza City"\n'),
        says="""
content/tags.toml:4:2: error: [gaza] is there already, on line 1 [toml-invalid]
  hint: put what stands below both together
""",
    ),
    Case(
        "a registry with a spelling twice",
        _tags('[gaza]\nname = "Gaza"\n\n[gaza-city]\nname = "Gaza City"\nspellings = ["GAZA"]\n'),
        says="""
content/tags.toml:4:2: error: 'GAZA' already means [gaza]; [gaza-city] cannot claim it too [registry-clash]
  hint: take it from one of them, or make them one
""",
    ),
    Case(
        "a registry with an id in Arabic",
        _tags('["غزة"]\nname = "غزة"\n'),
        says="""
content/tags.toml:1:2: error: the id 'غزة' cannot stand in an address [registry-id]
  hint: write a-z, 0-9 and single hyphens; names in any script go into 'name'
""",
    ),
    Case(
        "a registry with an id in capitals and spaces",
        _tags('["Gaza City"]\nname = "Gaza City"\n'),
        says="""
content/tags.toml:1:2: error: the id 'Gaza City' cannot stand in an address [registry-id]
  hint: write a-z, 0-9 and single hyphens; names in any script go into 'name'
""",
    ),
    Case(
        "a registry with an entry without a name",
        _tags('[gaza]\ndescription = "A strip of land."\n'),
        says="""
content/tags.toml:1:2: error: 'gaza' has no name [registry-name]
  hint: add a line such as name = { ar = "…", en = "…" }
""",
    ),
    Case(
        "a registry with an entry that is a text",
        _tags('gaza = "Gaza"\n'),
        says="""
content/tags.toml:1:8: error: gaza must be a table, below a line [gaza] [config-type]
""",
    ),
    Case(
        "a registry with spellings that are numbers",
        _tags('[gaza]\nname = "Gaza"\nspellings = [1, 2]\n'),
        says="""
content/tags.toml:3:13: error: gaza.spellings must be a list of texts: ["…", "…"] [config-type]
""",
    ),
    Case(
        "a registry with a spelling of signs",
        _tags('[gaza]\nname = "Gaza"\nspellings = ["***"]\n'),
        says="""
content/tags.toml:3:13: error: the spelling '***' has no letter or digit [registry-spelling]
  hint: write a word, or take it out
""",
    ),
    Case(
        "a registry with a misspelt key",
        _tags('[gaza]\nname = "Gaza"\nspelling = ["Ghazza"]\n'),
        says="""
content/tags.toml:3:1: warning: unknown key 'gaza.spelling' [config-key]
  hint: did you mean 'spellings'?
""",
    ),
    Case(
        "a registry of sources with an address that is none",
        {
            **strike("source: reuters"),
            "content/sources.toml": '[reuters]\nname = "Reuters"\nurl = "reuters.com"\n',
        },
        says="""
content/sources.toml:3:7: error: url 'reuters.com' is not an http or https address [url-invalid]
  hint: start it with https://
""",
    ),
    Case(
        "every mistake of all settings in one run",
        {
            **strike("date: 2024-13"),
            "content/site.toml": 'timezone = "Bagdad"\n',
            "content/tags.toml": "[gaza]\n",
            "content/sources.toml": "[reuters\n",
        },
        says="""
content/site.toml:1:12: error: unknown time zone 'Bagdad' [config-value]
  hint: write a name of the IANA database, such as Asia/Baghdad
content/sources.toml:1:1: error: the [ that opens here is not closed [toml-invalid]
  hint: close it with ]
content/strike.en.md:2:7: error: date '2024-13': there is no month 13 [date-invalid]
  hint: months run from 01 to 12; 21 to 24 are spring, summer, autumn and winter
content/tags.toml:1:2: error: 'gaza' has no name [registry-name]
  hint: add a line such as name = { ar = "…", en = "…" }
""",
    ),
)
