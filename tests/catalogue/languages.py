"""File names without a valid language, and translations that contradict each other."""

from __future__ import annotations

from tests.catalogue import Case, article

_ENGLISH = article()
_ARABIC = article("title: قصف الميناء")

CASES = (
    # --- Names of files ------------------------------------------------------------------------
    Case(
        "a language that the site does not have",
        {"content/strike.fr.md": article("title: Frappe")},
        says="""
content/strike.fr.md: error: the file name ends in 'fr', which is not a language of this site (ar, en) [language-unknown]
  hint: rename it to end in .ar.md or .en.md, or add [languages.fr] to content/site.toml
""",
    ),
    Case(
        "a language by its name",
        {"content/strike.english.md": _ENGLISH},
        says="""
content/strike.english.md: error: the file name ends in 'english', which is not a language of this site (ar, en) [language-unknown]
  hint: rename it to end in .en.md
""",
    ),
    Case(
        "a language that is misspelt",
        {"content/strike.enn.md": _ENGLISH},
        says="""
content/strike.enn.md: error: the file name ends in 'enn', which is not a language of this site (ar, en) [language-unknown]
  hint: rename it to end in .en.md, or add [languages.enn] to content/site.toml
""",
    ),
    Case(
        "a language in capitals",
        {"content/strike.EN.md": _ENGLISH, "content/strike.ar.md": _ARABIC},
        has={"en/articles/strike/index.html": "<title>Strike"},
    ),
    Case(
        "an extension in capitals",
        {"content/strike.en.MD": _ENGLISH, "content/strike.ar.md": _ARABIC},
        says="""
content/strike.en.MD: warning: skipped: the name of an article ends in .md [file-ignored]
  hint: rename it to strike.en.md if it is one
""",
    ),
    Case(
        "another extension of Markdown",
        {
            "content/README.markdown": "# The archive\n",
            "content/strike.en.markdown": _ENGLISH,
            "content/strike.ar.md": _ARABIC,
        },
        says="""
content/strike.en.markdown: warning: skipped: the name of an article ends in .md [file-ignored]
  hint: rename it to strike.en.md if it is one
""",
    ),
    Case(
        "a text file",
        {"content/strike.en.txt": _ENGLISH, "content/strike.ar.md": _ARABIC},
        says="""
content/strike.en.txt: warning: skipped: the name of an article ends in .md [file-ignored]
  hint: rename it to strike.en.md if it is one
""",
    ),
    Case(
        "a document next to its translation",
        {"content/strike.en.docx": b"PK\x03\x04", "content/strike.ar.md": _ARABIC},
        says="""
content/strike.en.docx: warning: skipped: the name of an article ends in .md [file-ignored]
  hint: rename it to strike.en.md if it is one
""",
    ),
    Case(
        "a text that is not an article",
        {"content/notes.txt": "Call Huda.\n", "content/strike.ar.md": _ARABIC},
        never=("Huda",),
    ),
    Case(
        "the language after a hyphen",
        {"content/strike-en.md": _ENGLISH, "content/strike-ar.md": _ARABIC},
        says="""
content/strike-ar.md: warning: the file is read as 'ar': its name has no language after a dot [language-unclear]
  hint: rename it to strike.ar.md, or to strike-ar.ar.md if that is its name
content/strike-en.md: warning: the file is read as 'ar': its name has no language after a dot [language-unclear]
  hint: rename it to strike.en.md, or to strike-en.ar.md if that is its name
""",
    ),
    Case(
        "the language after an underscore",
        {"content/strike_ar.md": _ARABIC, "content/strike_en.md": _ENGLISH},
        says="""
content/strike_ar.md: warning: the file is read as 'ar': its name has no language after a dot [language-unclear]
  hint: rename it to strike.ar.md, or to strike_ar.ar.md if that is its name
content/strike_en.md: warning: the file is read as 'ar': its name has no language after a dot [language-unclear]
  hint: rename it to strike.en.md, or to strike_en.ar.md if that is its name
""",
    ),
    Case(
        "a name without a language",
        {"content/strike.md": _ARABIC},
        has={"ar/articles/strike/index.html": "<title>قصف الميناء"},
        why="It is in the first language of the site.",
    ),
    Case(
        "a name that is only a language",
        {"content/en.md": _ENGLISH, "content/.ar.md": _ARABIC},
        says="""
content/.ar.md: warning: skipped: its name has no text before the dot, so it is hidden [file-ignored]
  hint: name it strike.ar.md, or the like
content/en.md: warning: the file is read as 'ar', but its letters are Latin [language-unclear]
  hint: rename it to en.en.md; or put [languages.en] first in content/site.toml
""",
        why="`en.md` is an article of that name, and a Mac hides what starts with a dot.",
    ),
    Case(
        "a name with a dot and no key",
        {"content/ .en.md": _ENGLISH},
        says="""
content/ .en.md: error: the file name has nothing before its language [key-empty]
  hint: name it KEY.LANG.md, such as strike.ar.md
""",
    ),
    Case(
        "a year at the end of a name",
        {"content/report.2024.md": _ARABIC},
        why="A language has letters only.",
    ),
    # --- Two files for one article -----------------------------------------------------------
    Case(
        "two files of one language in one folder",
        {"content/strike.md": _ARABIC, "content/strike.ar.md": _ARABIC},
        says="""
content/strike.md:1:1: error: 'strike' is already the name of content/strike.ar.md [key-clash]
  hint: rename one of them: translations are in one folder, one file for each language
""",
    ),
    Case(
        "three files of one language",
        {
            "content/strike.md": _ARABIC,
            "content/strike.ar.md": _ARABIC,
            "content/strike.AR.md": _ARABIC,
        },
        says="""
content/strike.ar.md:1:1: error: 'strike' is already the name of content/strike.AR.md [key-clash]
  hint: rename one of them: translations are in one folder, one file for each language
content/strike.md:1:1: error: 'strike' is already the name of content/strike.AR.md [key-clash]
  hint: rename one of them: translations are in one folder, one file for each language
""",
    ),
    Case(
        "one key in two folders",
        {"content/2023/strike.en.md": _ENGLISH, "content/2024/strike.en.md": _ENGLISH},
        says="""
content/2024/strike.en.md:1:1: error: 'strike' is already the name of content/2023/strike.en.md [key-clash]
  hint: rename one of them: translations are in one folder, one file for each language
""",
    ),
    Case(
        "translations in two folders",
        {"content/more/strike.en.md": _ENGLISH, "content/2024/strike.ar.md": _ARABIC},
        says="""
content/more/strike.en.md:1:1: error: 'strike' is already the name of content/2024/strike.ar.md [key-clash]
  hint: rename one of them: translations are in one folder, one file for each language
""",
    ),
    Case(
        "translations with names that differ in a hyphen",
        {"content/us-strike.ar.md": _ARABIC, "content/us_strike.en.md": _ENGLISH},
        says="""
content/us_strike.en.md: warning: 'us_strike' is not a translation of content/us-strike.ar.md: the names differ [key-similar]
  hint: rename it to us-strike.en.md if it is one
""",
    ),
    Case(
        "translations with names that differ in a capital letter",
        {"content/Strike.en.md": _ENGLISH, "content/strike.ar.md": _ARABIC},
        says="""
content/strike.ar.md: warning: 'strike' is not a translation of content/Strike.en.md: the names differ [key-similar]
  hint: rename it to Strike.ar.md if it is one
""",
    ),
    Case(
        "a folder for each language",
        {
            "content/en/2024/strike.md": _ENGLISH,
            "content/ar/2024/strike.md": _ARABIC,
            "content/en/pages/about.md": "---\ntitle: About\n---\n",
        },
        has={
            "en/articles/strike/index.html": 'href="../../../ar/articles/strike/"',
            "en/about/index.html": "About",
        },
    ),
    Case(
        "a folder of a language that the site does not have",
        {"content/fa/strike.md": article("title: اعتصاب"), "content/en/strike.md": _ENGLISH},
        says="""
content/fa/strike.md: error: the folder 'fa' is named as a language that this site lacks (ar, en) [language-unknown]
  hint: add [languages.fa] to content/site.toml, or rename the folder
""",
        why="It would be published as Arabic.",
    ),
    Case(
        "a folder for each article with its images",
        {
            "content/2024/strike/index.en.md": _ENGLISH,
            "content/2024/strike/index.ar.md": _ARABIC,
            "content/ar/flood/index.md": article("title: الفيضان"),
        },
        has={
            "en/articles/strike/index.html": 'href="../../../ar/articles/strike/"',
            "ar/articles/flood/index.html": "الفيضان",
        },
    ),
    Case(
        "the page of a section",
        {"content/_index.md": "---\ntitle: Strikes\n---\n", "content/strike.en.md": _ENGLISH},
        says="""
content/_index.md: notice: skipped: it is the page of a section in Hugo, not an article [file-ignored]
  hint: rename it to KEY.LANG.md if it is one, or move it to content/pages/
""",
    ),
    Case(
        "the folders of another program",
        {
            "content/_includes/note.md": "Note.\n",
            "content/_posts/strike.en.md": _ENGLISH,
        },
        says="""
content/_includes: notice: skipped: it is a folder of Jekyll, without articles [file-ignored]
  hint: rename it if it contains articles, or remove it
""",
    ),
    Case(
        "articles in other formats",
        {
            "content/a.en.mdx": _ENGLISH,
            "content/b.en.html": _ENGLISH,
            "content/chart.html": "<!doctype html>\n<title>Chart</title>\n",
            "content/strike.en.md": _ENGLISH,
        },
        says="""
content/a.en.mdx: warning: skipped: the name of an article ends in .md [file-ignored]
  hint: rename it to a.en.md if it is one
content/b.en.html: warning: skipped: the name of an article ends in .md [file-ignored]
  hint: rename it to b.en.md if it is one
""",
        why="A page without front matter is a file that articles link to.",
    ),
    Case(
        "an English text without a language",
        {"content/hello.md": article("title: Hello", "This is my first article.\n")},
        says="""
content/hello.md: warning: the file is read as 'ar', but its letters are Latin [language-unclear]
  hint: rename it to hello.en.md; or put [languages.en] first in content/site.toml
""",
    ),
    Case(
        "an English text with an Arabic name",
        {"content/strike.ar.md": article(body="The strike ended after nine days.\n" * 5)},
        says="""
content/strike.ar.md: warning: the file is read as 'ar', but its letters are Latin [language-unclear]
  hint: rename it to strike.en.md
""",
    ),
    Case(
        "an Arabic text that quotes much English",
        {
            "content/strike.md": article(
                "title: بيان الوزارة",
                "قالت الوزارة: «`print`» https://example.org/a/very/long/address\n\n> We agreed.\n",
            )
        },
    ),
    Case(
        "a text in letters that no language of the site has",
        {"content/strike.md": article("title: Забастовка", "Текст.\n")},
        says="""
content/strike.md: warning: the file is read as 'ar', but its letters are Cyrillic [language-unclear]
  hint: add its language to content/site.toml, and rename it to end in .LANG.md
""",
    ),
    Case(
        "the language in the front matter alone",
        {
            "content/strike.md": article("lang: en"),
            "content/flood.md": article("language: English\ntitle: Flood"),
            "content/fire.md": article("lang: en_US\ntitle: Fire"),
        },
        has={f"en/articles/{key}/index.html": "<h1" for key in ("strike", "flood", "fire")},
    ),
    Case(
        "two languages in the front matter",
        {"content/strike.en.md": article("lang: [ar, en]")},
        says="""
content/strike.en.md:2:1: warning: unknown key 'lang' [key-unknown]
  hint: write one language, such as lang: en
""",
    ),
    Case(
        "a folder for the language of a country",
        {"content/en-US/strike.md": _ENGLISH, "content/ar_IQ/strike.md": _ARABIC},
        has={"en/articles/strike/index.html": 'href="../../../ar/articles/strike/"'},
    ),
    Case(
        "a language in the front matter that contradicts the name of the file",
        {"content/strike.en.md": article("lang: ar")},
        says="""
content/strike.en.md:2:1: warning: 'lang: ar' contradicts the file name, so the file is read as 'en' [language-unclear]
  hint: correct one of them
""",
    ),
    Case(
        "a language in the front matter that the site does not have",
        {"content/strike.md": article("lang: fr\ntitle: Frappe")},
        says="""
content/strike.md:2:1: error: 'fr' in 'lang' is not a language of this site (ar, en) [language-unknown]
  hint: add [languages.fr] to content/site.toml, or write one of these
""",
    ),
    Case(
        "two content pages with one name",
        {
            "content/strike.en.md": _ENGLISH,
            "content/pages/about.en.md": "---\ntitle: About\n---\n",
            "content/pages/more/about.en.md": "---\ntitle: About\n---\n",
        },
        says="""
content/pages/more/about.en.md:1:1: error: 'about' is already the name of content/pages/about.en.md [key-clash]
  hint: rename one of them: translations are in one folder, one file for each language
""",
    ),
    # --- Texts that contradict each other ----------------------------------------------------
    Case(
        "translations with two dates",
        {"content/strike.ar.md": _ARABIC, "content/strike.en.md": article("date: 2024-01-05")},
        says="""
content/strike.en.md:2:7: error: date '2024-01-05' differs from '2024-01-04' in content/strike.ar.md [date-differs]
  hint: an event has one date: correct one of them, or write it in one file only
""",
    ),
    Case(
        "translations of which one knows the day",
        {"content/strike.ar.md": _ARABIC, "content/strike.en.md": article("date: 2024-01")},
        says="""
content/strike.en.md:2:7: error: date '2024-01' differs from '2024-01-04' in content/strike.ar.md [date-differs]
  hint: an event has one date: correct one of them, or write it in one file only
""",
    ),
    Case(
        "translations with one date in two forms",
        {
            "content/strike.ar.md": _ARABIC,
            "content/strike.en.md": article("date: Thursday, 4 January 2024"),
        },
    ),
    Case(
        "translations with two statuses",
        {
            "content/strike.ar.md": article("title: قصف\nstatus: alleged"),
            "content/strike.en.md": article("status: denied"),
        },
        says="""
content/strike.en.md:2:9: error: status 'denied' differs from 'alleged' in content/strike.ar.md [status-differs]
  hint: an event has one status: correct one of them, or write it in one file only
""",
    ),
    Case(
        "translations with other tags",
        {
            "content/strike.ar.md": article("title: قصف\ntags: [غزة]"),
            "content/strike.en.md": article("tags: [Gaza, Lebanon]"),
            "content/tags.toml": (
                '[gaza]\nname = { ar = "غزة", en = "Gaza" }\n'
                '[lebanon]\nname = { ar = "لبنان", en = "Lebanon" }\n'
            ),
        },
        says="""
content/strike.en.md:2:7: warning: the tags of the translations differ: lebanon in only one of them [tags-differ]
  hint: compare with content/strike.ar.md
""",
    ),
    Case(
        "translations with other sources",
        {
            "content/strike.ar.md": article("title: قصف\nsource: رويترز"),
            "content/strike.en.md": article("source: [Reuters, AP]"),
            "content/sources.toml": (
                '[reuters]\nname = { ar = "رويترز", en = "Reuters" }\n[ap]\nname = "AP"\n'
            ),
        },
        says="""
content/strike.en.md:2:9: warning: the sources of the translations differ: ap in only one of them [source-differ]
  hint: compare with content/strike.ar.md
""",
    ),
    Case(
        "a date in neither translation",
        {
            "content/strike.ar.md": article("title: قصف\ndate:"),
            "content/strike.en.md": article("date: ~"),
        },
        says="""
content/strike.ar.md:3:6: error: the event has no date [date-missing]
  hint: add a line such as 'date: 2024-01-04', no more precise than it is known; if it is not an event, move it to content/pages/
""",
    ),
    Case(
        "a date in one translation only",
        {"content/strike.ar.md": _ARABIC, "content/strike.en.md": article("date:\nsource:")},
        has={"en/articles/strike/index.html": 'datetime="2024-01-04"'},
    ),
    Case(
        "a translation that cannot be read",
        {
            "content/strike.ar.md": article("title: قصف\ndate:"),
            "content/strike.en.md": "---\ntitle: Strike: one\n---\n",
        },
        says="""
content/strike.en.md:2:14: error: a value that contains a colon must be in quotes [yaml-invalid]
  hint: write title: "Strike: one"
""",
        why="Whether a date is missing shows once the other can be read.",
    ),
    Case(
        "only the second language",
        {"content/strike.en.md": _ENGLISH},
        has={"ar/index.html": "Strike", "en/articles/strike/index.html": "<title>Strike"},
    ),
    Case(
        "a draft next to its translation",
        {"content/strike.ar.md": _ARABIC, "content/strike.en.md": article("draft: true")},
        never=("<title>Strike",),
    ),
    Case(
        "only drafts",
        {"content/strike.en.md": article("draft: true")},
        never=("<title>Strike",),
    ),
    # --- No articles at all -----------------------------------------------------------------
    Case(
        "a site without articles",
        {"content/site.toml": 'title = "Strikes"\n'},
        says="""
content: error: no articles found in site/content [site-empty]
  hint: give the folder that contains content/, add an article such as content/2024/strike.en.md, or make a new site with 'tarikh init FOLDER'
""",
    ),
    Case(
        "an empty folder",
        {},
        says="""
.: error: no articles found in site [site-empty]
  hint: give the folder that contains content/, add an article such as content/2024/strike.en.md, or make a new site with 'tarikh init FOLDER'
""",
    ),
)
