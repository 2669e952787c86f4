"""Settings and registries that cannot be read or are invalid."""

from __future__ import annotations

from tests.catalogue import Case, article, strike

_EXPORTS = 'exports = "none"\n'


def _site(text: str | bytes) -> dict[str, str | bytes]:
    """Return a site with one article and these settings."""
    lines = text.encode() if isinstance(text, str) else text
    return {**strike(), "content/site.toml": _EXPORTS.encode() + lines}


def _tags(text: str | bytes) -> dict[str, str | bytes]:
    """Return a site with one article and this registry of tags."""
    return {**strike("tags: [gaza]"), "content/tags.toml": text}


CASES = (
    # --- Invalid TOML ----------------------------------------------------------------------
    Case(
        "settings with a text without quotes",
        _site("title = Strikes\n"),
        says="""
content/site.toml:2:9: error: text 'Strikes' is not in quotation marks [toml-invalid]
  hint: write title = "Strikes"
""",
    ),
    Case(
        "settings with a colon after the key",
        _site('title: "Strikes"\n'),
        says="""
content/site.toml:2:6: error: ':' is used instead of '=' [toml-invalid]
  hint: write title = "Strikes"
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
content/site.toml:2:1: error: invalid key 'العنوان' [toml-invalid]
  hint: write it in the letters a-z: title = …
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
content/site.toml:3:1: error: 'title' is already set on line 2 [toml-invalid]
  hint: delete one of them
""",
    ),
    Case(
        "settings with a table twice",
        _site('[languages.ar]\ndigits = "arab"\n[languages.ar]\nlocale = "ar_IQ"\n'),
        says="""
content/site.toml:4:2: error: [languages.ar] is already defined on line 2 [toml-invalid]
  hint: put all keys below one of the two lines, and delete the other
""",
    ),
    Case(
        "settings with a table that stays open",
        _site('title = { ar = "قصف", en = "Strikes"\n'),
        says="""
content/site.toml:2:9: error: the '{' that opens here is not closed, or a comma is missing in it [toml-invalid]
  hint: close it with '}', and separate items with commas
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
content/site.toml:2:12: error: a backslash has a special meaning in double quotation marks [toml-invalid]
  hint: write \\\\ for a backslash, or use single quotation marks
""",
    ),
    Case(
        "settings with lists within lists",
        _site("title = " + "[" * 5000 + "\n"),
        says="""
content/site.toml: error: lists or tables are nested too deeply [toml-invalid]
  hint: use fewer levels
""",
    ),
    Case(
        "settings with a text after a text",
        _site('title = "Strikes" in 2024\n'),
        says="""
content/site.toml:2:19: error: there is text after the value [toml-invalid]
  hint: put all of it in quotation marks; a comment starts with #
""",
    ),
    Case(
        "settings with a list that stays open",
        _site('[languages.ar]\nname = ["قصف"\n[languages.en]\n'),
        says="""
content/site.toml:3:8: error: the '[' that opens here is not closed, or a comma is missing in it [toml-invalid]
  hint: close it with ']', and separate items with commas
""",
    ),
    Case(
        "settings with a sentence",
        _site("These are the settings.\n"),
        says="""
content/site.toml:2:1: error: this line is neither 'key = value' nor a heading such as [languages.ar] [toml-invalid]
  hint: if it is a comment, start it with #
""",
    ),
    Case(
        "settings in YAML",
        _site("title: Strikes\n"),
        says="""
content/site.toml:2:6: error: ':' is used instead of '=' [toml-invalid]
  hint: write title = "Strikes"
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
content/site.toml:2:17: warning: the control character U+0007 (a control character) has no meaning in a text [text-control]
  hint: delete it; it is read as a space
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
content/site.toml:2:9: error: 'title' is a number, not text or a table [config-type]
  hint: write title = "…" or title = { ar = "…", en = "…" }
""",
    ),
    Case(
        "settings with a list for a title",
        _site('title = ["Strikes"]\n'),
        says="""
content/site.toml:2:9: error: 'title' is a list, not text or a table [config-type]
  hint: write title = "…" or title = { ar = "…", en = "…" }
""",
    ),
    Case(
        "settings with a title in no language",
        _site('title = { english = "Strikes" }\n'),
        says="""
content/site.toml:2:11: warning: unknown language 'english' in 'title' [config-key]
  hint: known: ar, en
""",
    ),
    Case(
        "settings with an unknown time zone",
        _site('timezone = "Bagdad"\n'),
        says="""
content/site.toml:2:12: error: unknown time zone 'Bagdad' [config-value]
  hint: did you mean 'Asia/Baghdad'?
""",
    ),
    Case(
        "settings with the offset of a time zone",
        _site('timezone = "+03:00"\n'),
        says="""
content/site.toml:2:12: error: unknown time zone '+03:00' [config-value]
  hint: write an IANA name, such as Asia/Baghdad
""",
    ),
    Case(
        "settings with a time zone that is a path",
        _site('timezone = "../../../etc/passwd"\n'),
        says="""
content/site.toml:2:12: error: unknown time zone '../../../etc/passwd' [config-value]
  hint: write an IANA name, such as Asia/Baghdad
""",
    ),
    Case(
        "settings with an address without its scheme",
        _site('base_url = "example.org"\n'),
        says="""
content/site.toml:2:12: error: invalid URL 'example.org' in 'base_url' [config-value]
  hint: write https://example.org/
""",
    ),
    Case(
        "an accent color with too little contrast",
        _site('[theme]\naccent = "#ffd24d"\n'),
        says="""
content/site.toml:3:10: error: the color '#ffd24d' in 'theme.accent' has a contrast of 1.3 with the light background, and text needs 4.5 [config-value]
  hint: the nearest color with enough: accent = "#8d6a00"
""",
    ),
    Case(
        "an accent color for dark that is dark",
        _site('[theme]\naccent = { light = "#0b6e4f", dark = "#0b6e4f" }\n'),
        says="""
content/site.toml:3:38: error: the color '#0b6e4f' in 'theme.accent.dark' has a contrast of 2.6 with the dark background, and text needs 4.5 [config-value]
  hint: the nearest color with enough: dark = "#10a174"
""",
    ),
    Case(
        "an accent color by its name",
        _site('[theme]\naccent = "green"\n'),
        says="""
content/site.toml:3:10: error: invalid color 'green' in 'theme.accent' [config-value]
  hint: write it as six hexadecimal digits: accent = "#0b6e4f"
""",
    ),
    Case(
        "an accent color of another type",
        _site("[theme]\naccent = 3\n"),
        says="""
content/site.toml:3:10: error: 'theme.accent' is a number, not a color or a table [config-type]
  hint: write accent = "#0b6e4f", or accent = { light = "#0b6e4f", dark = "#63d1a8" }
""",
    ),
    Case(
        "a color of an unknown scheme",
        _site('[theme]\naccent = { lite = "#0b6e4f" }\n'),
        says="""
content/site.toml:3:12: warning: unknown key 'theme.accent.lite' [config-key]
  hint: known keys: light, dark
""",
    ),
    Case(
        "a record of a translation into an unknown language",
        {
            **strike(),
            "content/translations.toml": '[strike.fr]\nfrom = "en"\nparagraphs = "0a1b2c3d"\n',
        },
        says="""
content/translations.toml:1:2: error: the site has no language 'fr' [config-value]
  hint: one of: ar, en
""",
    ),
    Case(
        "a record of a translation that was edited",
        {
            **strike(),
            "content/translations.toml": '[strike.ar]\nfrom = "en"\nparagraphs = "none"\n',
        },
        says="""
content/translations.toml:1:2: error: 'none' are not the hashes of paragraphs [config-value]
  hint: write them again: tarikh translated strike --lang ar
""",
    ),
    Case(
        "a record of translations of another shape",
        {**strike(), "content/translations.toml": "strike = 3\n"},
        says="""
content/translations.toml:1:10: error: 'strike' is a number, not a table [config-type]
  hint: write its keys below a line [strike]
""",
    ),
    Case(
        "settings with an address and without an id",
        _site('base_url = "https://example.org/strikes/"\n'),
        says="""
content/site.toml: warning: no 'id': if the address of the site changes, every entry of its feeds is new to readers [identity-missing]
  hint: add id = "https://example.org/strikes/" and never change it
""",
        why="With this id, the entries keep the ids that they have been published with.",
    ),
    Case(
        "settings with an address that runs a script",
        _site('base_url = "javascript:alert(1)"\n'),
        says="""
content/site.toml:2:12: error: invalid URL 'javascript:alert(1)' in 'base_url' [config-value]
  hint: write a URL such as https://example.org/site/, without ? and #
""",
    ),
    Case(
        "settings with an invalid choice",
        {**strike(), "content/site.toml": 'exports = "some"\nuntranslated = "hidden"\n'},
        says="""
content/site.toml:1:11: error: unknown value 'some' in 'exports' [config-value]
  hint: write one of: all, site, none
content/site.toml:2:16: error: unknown value 'hidden' in 'untranslated' [config-value]
  hint: did you mean 'hide'?
""",
    ),
    Case(
        "settings with a text for a flag",
        _site('[languages.ar]\nhijri = "yes"\n[languages.en]\n'),
        says="""
content/site.toml:3:9: error: 'languages.ar.hijri' is text, not true or false [config-type]
  hint: write hijri = true, or delete the line
""",
    ),
    Case(
        "settings with an invalid language",
        _site('[languages.english]\nname = "English"\n'),
        says="""
content/site.toml:2:2: error: invalid language code 'english' [language-unknown]
  hint: write a code of two or three letters (BCP 47), such as ar, en or ckb
""",
    ),
    Case(
        "settings with a language that is unknown",
        _site("[languages.xx]\n"),
        says="""
content/site.toml:2:2: error: unknown language 'xx' [language-unknown]
  hint: correct the code, or write name, direction and locale below [languages.xx]
""",
    ),
    Case(
        "settings with a language in capitals",
        _site("[languages.EN]\n"),
        says="""
content/site.toml:2:2: error: invalid language code 'EN' [language-unknown]
  hint: write it in lower case: [languages.en]
""",
    ),
    Case(
        "settings with an invalid locale",
        _site('[languages.ar]\nlocale = "ar_ZZ"\n[languages.en]\n'),
        says="""
content/site.toml:3:10: error: unknown locale 'ar_ZZ' in 'languages.ar.locale' [config-value]
  hint: write a language and a country, such as ar_IQ
""",
    ),
    Case(
        "settings with invalid digits and an invalid direction",
        _site('[languages.ar]\ndigits = "arabic"\ndirection = "right"\n[languages.en]\n'),
        says="""
content/site.toml:3:10: error: unknown value 'arabic' in 'languages.ar.digits' [config-value]
  hint: did you mean 'arab'?
content/site.toml:4:13: error: unknown value 'right' in 'languages.ar.direction' [config-value]
  hint: write one of: ltr, rtl
""",
    ),
    Case(
        "settings with digits and a direction in plain English",
        _site('[languages.ar]\ndigits = "Persian"\ndirection = "right-to-left"\n[languages.en]\n'),
        says="""
content/site.toml:3:10: error: unknown value 'Persian' in 'languages.ar.digits' [config-value]
  hint: did you mean 'arabext'?
content/site.toml:4:13: error: unknown value 'right-to-left' in 'languages.ar.direction' [config-value]
  hint: did you mean 'rtl'?
""",
    ),
    Case(
        "settings with languages that are a list",
        _site('languages = ["ar", "en"]\n'),
        says="""
content/site.toml:2:13: error: 'languages' is a list, not a table [config-type]
  hint: write a line [languages.ar] for each language
""",
    ),
    Case(
        "settings with a language that the theme has no strings for",
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
content/site.toml:2:9: error: 'image' is text, not a table [config-type]
  hint: write image = { src = "cover.png", alt = { en = "…" } }
""",
    ),
    Case(
        "settings with a picture without its file",
        _site('image = { alt = "A port" }\n'),
        says="""
content/site.toml:2:9: error: 'image' has no 'src' [config-value]
  hint: write the path of the file relative to site.toml: src = "cover.png"
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
content/tags.toml:4:2: error: [gaza] is already defined on line 1 [toml-invalid]
  hint: put all keys below one of the two lines, and delete the other
""",
    ),
    Case(
        "a registry with a spelling twice",
        _tags('[gaza]\nname = "Gaza"\n\n[gaza-city]\nname = "Gaza City"\nspellings = ["GAZA"]\n'),
        says="""
content/tags.toml:4:2: error: 'GAZA' is a spelling of both [gaza] and [gaza-city] [registry-clash]
  hint: delete it from one of them, or make the two one entry
""",
    ),
    Case(
        "a registry with an id in Arabic",
        _tags('["غزة"]\nname = "غزة"\n'),
        says="""
content/tags.toml:1:2: error: invalid id 'غزة': a URL cannot contain it as it is [registry-id]
  hint: write a-z, 0-9 and single hyphens, such as [us-forces]; names in any script go into 'name'
""",
    ),
    Case(
        "a registry with an id in capitals and spaces",
        _tags('["Gaza City"]\nname = "Gaza City"\n'),
        says="""
content/tags.toml:1:2: error: invalid id 'Gaza City': a URL cannot contain it as it is [registry-id]
  hint: write [gaza-city]; names in any script go into 'name'
""",
    ),
    Case(
        "a registry with an entry without a name",
        _tags('[gaza]\ndescription = "A strip of land."\n'),
        says="""
content/tags.toml:1:2: error: 'gaza' has no 'name' [registry-name]
  hint: add name = { ar = "…", en = "…" } below [gaza]
""",
    ),
    Case(
        "a registry with an entry that is a text",
        _tags('gaza = "Gaza"\n'),
        says="""
content/tags.toml:1:8: error: 'gaza' is text, not a table [config-type]
  hint: write its keys below a line [gaza]
""",
    ),
    Case(
        "a registry with spellings that are numbers",
        _tags('[gaza]\nname = "Gaza"\nspellings = [1, 2]\n'),
        says="""
content/tags.toml:3:13: error: 'gaza.spellings' is not a list of texts [config-type]
  hint: write spellings = ["…", "…"]
""",
    ),
    Case(
        "a registry with a spelling of punctuation",
        _tags('[gaza]\nname = "Gaza"\nspellings = ["***"]\n'),
        says="""
content/tags.toml:3:13: error: invalid spelling '***': it has no letter or digit [registry-spelling]
  hint: write a word, or delete it
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
        "a registry of sources with an invalid address",
        {
            **strike("source: reuters"),
            "content/sources.toml": '[reuters]\nname = "Reuters"\nurl = "reuters.com"\n',
        },
        says="""
content/sources.toml:3:7: error: invalid URL 'reuters.com' in 'reuters.url' [url-invalid]
  hint: write https://reuters.com
""",
    ),
    Case(
        "all problems of all settings in one run",
        {
            **strike("date: 2024-13"),
            "content/site.toml": 'timezone = "Bagdad"\n',
            "content/tags.toml": "[gaza]\n",
            "content/sources.toml": "[reuters\n",
        },
        says="""
content/site.toml:1:12: error: unknown time zone 'Bagdad' [config-value]
  hint: did you mean 'Asia/Baghdad'?
content/sources.toml:1:1: error: the [ that opens here is not closed [toml-invalid]
  hint: close it with ]
content/strike.en.md:2:7: error: date '2024-13': there is no month 13 [date-invalid]
  hint: months run from 01 to 12; 21 to 24 are spring, summer, autumn and winter
content/tags.toml:1:2: error: 'gaza' has no 'name' [registry-name]
  hint: add name = { ar = "…", en = "…" } below [gaza]
""",
    ),
    # --- Severities --------------------------------------------------------------------------
    Case(
        "problems that are ignored and that are errors",
        {
            **strike("source: null\nmood: grim\nprivate: false"),
            "content/site.toml": (
                'exports = "none"\n[problems]\nsource-missing = "ignore"\n'
                'key-unknown = "error"\nfield-ignored = "warning"\n'
            ),
        },
        says="""
content/strike.en.md:3:1: error: unknown key 'mood' [key-unknown]
  hint: known keys: title, date, source, tags, summary, status, published, updated, corrections, place, image, related, aliases, slug, draft, rights, extra; put data of your own under 'extra'
content/strike.en.md:4:1: warning: 'private: false' has no effect [field-ignored]
  hint: delete the line: an article without 'draft: true' is published
""",
    ),
    Case(
        "an error that is ignored",
        {
            **strike("date: 2024-02-30"),
            "content/site.toml": 'exports = "none"\n[problems]\ndate-invalid = "ignore"\n',
        },
        says="""
content/site.toml:3:16: warning: 'date-invalid' prevents publication here, so it remains an error [config-value]
  hint: fix what it reports; warnings and notices with this code are changed
content/strike.en.md:2:7: error: date '2024-02-30': February 2024 has 29 days [date-invalid]
  hint: write the last day that is known, or only the month: 2024-02
""",
    ),
    Case(
        "severities that are misspelt",
        {
            **strike(),
            "content/site.toml": (
                'exports = "none"\n[problems]\nimage-atl = "ignore"\nnonsense = "ignore"\n'
                'image-alt = "ignored"\n'
            ),
        },
        says="""
content/site.toml:3:1: warning: unknown problem code 'image-atl' [config-key]
  hint: did you mean 'image-alt'?
content/site.toml:4:1: warning: unknown problem code 'nonsense' [config-key]
  hint: the codes are in square brackets at the end of the messages
content/site.toml:5:13: error: unknown value 'ignored' in 'problems.image-alt' [config-value]
  hint: did you mean 'ignore'?
""",
    ),
)
