"""The tables of settings: each key of ``site.toml`` and the registries is declared here once.

Reading, the suggestions for unknown keys and ``docs/site-toml.md`` all follow from these tables.
A setting of ``site.toml`` is named as the attribute of `Site` that has its value.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from generator.config import registries
from generator.config import setting_readers as readers
from generator.config.languages import read_languages, read_locale
from generator.config.schema import Setting
from generator.i18n.cldr import NUMBERING_SYSTEMS
from generator.model import Limits, ShareSettings
from generator.problems import Severity

_LIMITS: Final = Limits()
# Values in plain English. A name that is one edit from its code needs no entry.
_DIGITS: Final = MappingProxyType(
    {
        "arabic": "arab",
        "arabic-indic": "arab",
        "bengali": "beng",
        "devanagari": "deva",
        "english": "latn",
        "european": "latn",
        "farsi": "arabext",
        "latin": "latn",
        "myanmar": "mymr",
        "persian": "arabext",
        "tibetan": "tibt",
        "urdu": "arabext",
        "western": "latn",
    }
)
_DIRECTIONS: Final = MappingProxyType({"left-to-right": "ltr", "right-to-left": "rtl"})
_UNTRANSLATED: Final = MappingProxyType({"hidden": "hide", "marked": "mark"})


LANGUAGES: Final = Setting(
    name="languages",
    read=read_languages,
    default_text="Arabic and English",
    synonyms=("language", "lang", "langs", "locales"),
    description=(
        "The languages of the site: a table for each, in the order of the language picker. The"
        " name of the table is the language's code (BCP 47), which is the ending of the names of"
        " its files (`strike.ar.md`) and the first part of its URLs (`/ar/`). Files without a"
        " language in their name are in the first language. A language that CLDR knows needs no"
        " keys below its line."
    ),
    example="[languages.ar]\n[languages.fr]",
    entry_name="CODE",
    settings=(
        Setting(
            name="name",
            read=readers.read_line,
            default_text="the name in CLDR",
            synonyms=("title", "label"),
            description="The name of the language in the language itself.",
            example='[languages.en]\nname = "British English"',
        ),
        Setting(
            name="locale",
            read=read_locale,
            default_text="the language without a country",
            synonyms=("country", "region"),
            description=(
                "The CLDR locale of dates and numbers: a language and a country. It decides the"
                " names of the months: January is كانون الثاني in `ar_IQ` and يناير in `ar_EG`."
            ),
            example='[languages.ar]\nlocale = "ar_IQ"',
        ),
        Setting(
            name="direction",
            read=readers.read_choice,
            choices=("ltr", "rtl"),
            choice_synonyms=_DIRECTIONS,
            default_text="that of the language's script",
            synonyms=("dir",),
            description="The direction of the text.",
            example='[languages.ku]\ndirection = "rtl"',
        ),
        Setting(
            name="digits",
            read=readers.read_choice,
            choices=tuple(NUMBERING_SYSTEMS),
            choice_synonyms=_DIGITS,
            default_text="those of the language in CLDR",
            synonyms=("numbers", "numerals", "numbering_system"),
            description="The digits of numbers and dates: `latn` for 2024, `arab` for ٢٠٢٤.",
            example='[languages.ar]\ndigits = "arab"',
        ),
        Setting(
            name="hijri",
            read=readers.read_flag,
            default=False,
            synonyms=("islamic",),
            description=(
                "Whether dates that are known to the day are also shown in the Islamic calendar"
                " (Umm al-Qura). A date that is written in another calendar is always shown in it"
                " too."
            ),
            example="[languages.ar]\nhijri = true",
        ),
    ),
)

SETTINGS: Final[tuple[Setting, ...]] = (
    Setting(
        name="title",
        read=readers.read_title,
        default_text="the name of the site's folder",
        synonyms=("name", "site_title", "sitename", "site_name"),
        description=(
            "The name of the site, at the top of every page: a text, or a table with a text for"
            " each language."
        ),
        example='title = { ar = "الإضرابات في العراق", en = "Strikes in Iraq" }',
    ),
    Setting(
        name="description",
        read=readers.read_texts,
        default_text="none",
        synonyms=("summary", "subtitle", "tagline", "about"),
        description="A sentence on what the site is about, in search engines and feeds.",
        example='description = { en = "A sourced chronology of strikes in Iraq." }',
    ),
    Setting(
        name="id",
        read=readers.read_line,
        default="",
        default_text="none; feeds and calendars use the URL, or else the title",
        synonyms=("uuid", "guid", "urn"),
        description=(
            "What feed readers and calendars know the site by. Never change it, even when the site"
            " has a new URL or title."
        ),
        example='id = "urn:uuid:9f0f3d52-6a55-4c1f-8d0f-8f3c5b0e7a11"',
    ),
    Setting(
        name="image",
        read=readers.read_image,
        default_text="none",
        synonyms=("picture", "cover", "logo", "og_image"),
        description="The image in link previews of pages without an image of their own.",
        example='image = { src = "cover.png", alt = { en = "Cranes above the quay" } }',
        settings=(
            Setting(
                name="src",
                read=readers.read_line,
                default_text="none; an image needs it",
                synonyms=("path", "file", "url", "source"),
                description="The path of the file, relative to `site.toml`.",
                example='image = { src = "images/cover.png", alt = "Cranes above the quay" }',
            ),
            Setting(
                name="alt",
                read=readers.read_texts,
                default_text="none, with a warning",
                synonyms=("text", "caption"),
                description="What the image shows, for readers who cannot see it.",
                example='image = { src = "cover.png", alt = { ar = "رافعات", en = "Cranes" } }',
            ),
        ),
    ),
    Setting(
        name="base_url",
        read=readers.read_base_url,
        default="",
        default_text="none; the site has no sitemap, and feeds have no full URLs",
        synonyms=("url", "site_url", "siteurl", "baseurl", "base-url", "domain", "address"),
        description=(
            "The URL that the site is published at. `tarikh build --base-url` replaces it, and the"
            " workflow for GitHub Pages uses that."
        ),
        example='base_url = "https://example.org/strikes/"',
    ),
    Setting(
        name="timezone",
        read=readers.read_time_zone,
        default="",
        default_text="none; a time without a zone is shown without one, and days are those of UTC",
        synonyms=("time_zone", "time-zone", "tz", "zone"),
        description=(
            "The time zone of times without one: an IANA name. If the site has none, they are"
            " published as local times, without an offset. It also decides on which day an"
            " event with a time is in the timeline; where that is another day than that of its own"
            " time zone, both are shown."
        ),
        example='timezone = "Asia/Baghdad"',
    ),
    Setting(
        name="untranslated",
        read=readers.read_choice,
        choices=("mark", "hide"),
        choice_synonyms=_UNTRANSLATED,
        default="mark",
        synonyms=("translations", "missing_translations"),
        description=(
            "What the timeline of a language does with an event that has no text in it: `mark`"
            " shows the text in another language with a label, `hide` leaves the event out."
        ),
        example='untranslated = "hide"',
    ),
    Setting(
        name="exports",
        read=readers.read_exports,
        maximum=readers.MOST_EVENTS,
        choices=("all", "site", "none"),
        default="site",
        synonyms=("export", "formats", "downloads"),
        description=(
            "Which timelines have [feeds and exports](exports.md): `site` for those of languages,"
            " `all` for those of tags and sources too, a number for those of tags and sources with"
            " at least so many events. `none` leaves only the feeds of languages."
        ),
        example="exports = 20",
    ),
    Setting(
        name="images",
        read=readers.read_pictures,
        default_text="the settings below",
        synonyms=("pictures", "photos", "media"),
        description="How pictures are published.",
        example='[images]\nkeep_metadata = ["copyright", "credit"]',
        settings=(
            Setting(
                name="keep_metadata",
                read=readers.read_choices,
                choices=("copyright", "credit"),
                default_text="none",
                synonyms=("metadata", "keep", "keep_exif", "exif"),
                description=(
                    "What stays of the [metadata of pictures](writing-articles.md#metadata):"
                    " `copyright` is the notice of copyright, `credit` the name of who made the"
                    " picture and the credit line. They are kept in JPEG, PNG and WebP, as XMP."
                    " Everything else, such as the position and the camera, is always removed."
                ),
                example='[images]\nkeep_metadata = ["copyright"]',
            ),
        ),
    ),
    Setting(
        name="theme",
        read=readers.read_theme,
        default_text="the settings below",
        synonyms=("design", "style", "appearance", "colors"),
        description=(
            "What the site looks like. More can be changed in [files of the theme](theme-guide.md)."
        ),
        example='[theme]\naccent = "#0b6e4f"\nlogo = "logo.svg"',
        settings=(
            Setting(
                name="accent",
                read=readers.read_accent,
                default_text="that of the theme",
                synonyms=("color", "colour", "accent_color", "primary"),
                description=(
                    "The color of links, of the chart and of what is marked: `#` and six"
                    " hexadecimal digits. A color that is hard to read on the background is an"
                    " error, with the nearest one that is not. That of the dark scheme follows from"
                    " it; a table sets both."
                ),
                example='[theme]\naccent = { light = "#0b6e4f", dark = "#63d1a8" }',
            ),
            Setting(
                name="logo",
                read=readers.read_logo,
                default_text="none",
                synonyms=("icon", "emblem"),
                description="The picture before the title: a path, relative to `site.toml`.",
                example='[theme]\nlogo = "logo.svg"',
            ),
            Setting(
                name="scheme",
                read=readers.read_choice,
                choices=("auto", "light", "dark"),
                default="auto",
                synonyms=("mode", "color_scheme", "dark_mode"),
                description=(
                    "Whether the site is light or dark for readers who have not chosen: `auto`"
                    " follows their system."
                ),
                example='[theme]\nscheme = "light"',
            ),
            Setting(
                name="fonts",
                read=readers.read_choice,
                choices=("ibm-plex", "system"),
                default="ibm-plex",
                synonyms=("font", "typeface", "webfonts", "typography"),
                description=(
                    "The fonts of Arabic and Latin letters: `ibm-plex` for IBM Plex, which a reader"
                    " downloads once (at most 120 kB for a page); `system` for those of the"
                    " reader's system."
                ),
                example='[theme]\nfonts = "system"',
            ),
        ),
    ),
    Setting(
        name="share",
        read=readers.read_share,
        default_text="the settings below",
        synonyms=("sharing", "social", "cards", "opengraph"),
        description=(
            "The pictures that other sites show of shared pages. A page without a picture gets one"
            " with its title, date, status and sources, if the site has a `base_url` and no `image`"
            " and the package `tarikh[cards]` is installed; see"
            " [publishing.md](publishing.md#share-pictures)."
        ),
        example="[share]\ncards = 500",
        settings=(
            Setting(
                name="cards",
                read=readers.read_cards,
                maximum=readers.MOST_EVENTS,
                choices=("none",),
                default=ShareSettings().cards,
                synonyms=("limit", "pictures", "images"),
                description=(
                    "Up to how many events in the site each article gets such a picture. In a"
                    " larger site only the other pages do. `none` makes none at all."
                ),
                example='[share]\ncards = "none"',
            ),
        ),
    ),
    LANGUAGES,
    Setting(
        name="limits",
        read=readers.read_limits,
        default_text="the limits below",
        synonyms=("limit",),
        description=(
            "How much an article or a picture can contain. More is an error, because it takes long"
            " to read and is hardly ever meant."
        ),
        example="[limits]\ntags = 200",
        settings=(
            Setting(
                name="article",
                read=readers.read_limit,
                default=_LIMITS.article,
                maximum=100_000_000,  # content/scan.py reads no more of a file
                description="The size of its file in bytes.",
                example="[limits]\narticle = 2_000_000",
            ),
            Setting(
                name="front_matter",
                read=readers.read_limit,
                default=_LIMITS.front_matter,
                maximum=100_000_000,
                description="The number of characters in its front matter.",
                example="[limits]\nfront_matter = 200_000",
            ),
            Setting(
                name="tags",
                read=readers.read_limit,
                default=_LIMITS.tags,
                maximum=1_000_000,
                description="The number of its tags.",
                example="[limits]\ntags = 200",
            ),
            Setting(
                name="sources",
                read=readers.read_limit,
                default=_LIMITS.sources,
                maximum=1_000_000,
                description="The number of its sources.",
                example="[limits]\nsources = 200",
            ),
            Setting(
                name="nesting",
                read=readers.read_limit,
                default=_LIMITS.nesting,
                maximum=1_000,
                description="The number of levels of nested quotations or lists.",
                example="[limits]\nnesting = 100",
            ),
            Setting(
                name="work",
                read=readers.read_limit,
                default=_LIMITS.work,
                maximum=1_000_000_000_000,
                description=(
                    "The number of characters that are searched for closing marks, such as those of"
                    " `**bold**`, in one paragraph, or in all HTML tags."
                ),
                example="[limits]\nwork = 8_000_000",
            ),
            Setting(
                name="pixels",
                read=readers.read_limit,
                default=_LIMITS.pixels,
                maximum=1_000_000_000,
                synonyms=("megapixels", "image_size", "picture_size"),
                description="The number of pixels of a picture: its width times its height.",
                example="[limits]\npixels = 120_000_000",
            ),
        ),
    ),
    Setting(
        name="problems",
        read=readers.read_severities,
        choices=("ignore", *reversed(Severity)),
        default_text="the severities in [problems.md](problems.md)",
        synonyms=("problem", "warnings", "severity", "severities"),
        description=(
            "How serious the problems with a code are: the code is in square brackets at the end of"
            " each message. `ignore` leaves them out, `notice` and `warning` report them, `error`"
            " prevents publication. What prevents publication without this setting cannot be"
            " ignored."
        ),
        example='[problems]\nimage-alt = "error"\nsource-missing = "ignore"',
    ),
)


def _entry_settings(kind: str, identity: str, english: str, arabic: str) -> tuple[Setting, ...]:
    """Declare the keys of an entry in a registry, with examples of its kind."""
    heading = f"[{identity}]"
    name = f'name = {{ ar = "{arabic}", en = "{english}" }}'
    return (
        Setting(
            name="name",
            read=registries.read_names,
            default_text="none; an entry needs it",
            synonyms=("title", "names", "label"),
            description="What readers see: a text, or a table with a text for each language.",
            example=f"{heading}\n{name}",
        ),
        Setting(
            name="spellings",
            read=registries.read_spellings,
            default_text="none",
            synonyms=("spelling", "aliases", "alias", "variants", "synonyms"),
            description=(
                f"Other names that authors write for the {kind}. Spellings that differ only in"
                " hamza, vowel marks, upper and lower case, spaces or punctuation, or in"
                " Persian letters for Arabic ones, do not need to be listed."
            ),
            example=f'{heading}\n{name}\nspellings = ["{english} (Iraq)"]',
        ),
        Setting(
            name="description",
            read=readers.read_texts,
            default_text="none",
            synonyms=("about", "summary", "text"),
            description=f"A sentence for the page of the {kind}.",
            example=f'{heading}\n{name}\ndescription = {{ en = "All about {english}." }}',
        ),
        Setting(
            name="former_ids",
            read=registries.read_former_ids,
            default_text="none",
            synonyms=("former_id", "old_ids", "old_id", "redirects", "redirect_from"),
            description=(
                f"The ids that the {kind} had before. Their pages redirect to its own, and articles"
                " may still name it so."
            ),
            example=f'{heading}\n{name}\nformer_ids = ["{identity}-iraq"]',
        ),
        Setting(
            name="exports",
            read=readers.read_flag,
            default=False,
            synonyms=("export", "feed", "feeds"),
            description=(
                f"Whether the timeline of the {kind} has [feeds and exports](exports.md), even if"
                " `exports` in `site.toml` does not ask for them."
            ),
            example=f"{heading}\n{name}\nexports = true",
        ),
    )


TAG_SETTINGS: Final = _entry_settings("tag", "strikes", "Strikes", "إضرابات")

SOURCE_SETTINGS: Final = (
    *_entry_settings("source", "reuters", "Reuters", "رويترز"),
    Setting(
        name="url",
        read=registries.read_url,
        default="",
        default_text="none",
        synonyms=("link", "website", "address", "homepage"),
        description="The URL of the source's own website.",
        example='[reuters]\nname = "Reuters"\nurl = "https://www.reuters.com/"',
    ),
)
