"""The table of front-matter fields: each is declared here once.

Parsing, the positions of fields, the agreement between translations, the suggestions for unknown
keys, the JSON Schema for editors and ``docs/front-matter.md`` all follow from this table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, Final

from msgspec import Struct

from generator.content import field_readers as readers
from generator.content.field_readers import ReadContext, Reader
from generator.content.foreign_keys import ADVICE, is_language_key, normalize_key
from generator.content.visibility import MEANINGLESS_HINT, is_visibility_key
from generator.dates import reconcile as reconcile_dates
from generator.dates import write as write_date
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Article
from generator.problem_collector import closest, did_you_mean
from generator.problems import Code
from generator.text.web_addresses import is_web_address


def _require_equal(first: Any, second: Any) -> Any:
    return first if first == second else None


# A field in one language: title_ar.
_TRANSLATED = lazy_compile(r"([a-z]+)[_-](ar|en|fa|fr|he|ku|ckb|tr|ur)")


class Field(Struct, frozen=True, kw_only=True):
    """One key of the front matter.

    Attributes:
        name: The key.
        read: Makes the value of what is written, and reports what is wrong with it.
        absent: Makes the value when the key is absent; ``None`` for the attribute's own default.
        attribute: The attribute of `Article` that has the value; empty when the value is in
            ``Article.fields`` under the key.
        required: Whether a key without a value is read, too, and not taken for absent.
        shared: Whether the value belongs to the event, so that all its texts must agree.
        differs: The code of the error when they do not.
        to_text: Writes a value for that error.
        reconcile: Returns the value that two texts share; ``None`` if theirs contradict.
        on_pages: Whether the field has an effect on pages of ``content/pages/``.
        keeps_position: Whether later stages need to know where the value is written.
        synonyms: Other keys that authors and other programs write for it, in lower case.
        description: What it is, for the documentation; Markdown.
        shown: Where readers see it, for the documentation; Markdown.
        example: Lines of front matter that use it.
        schema: What editors accept as its value: a JSON Schema (draft 2020-12).
    """

    name: str
    read: Reader
    absent: Callable[[ReadContext], Any] | None = None
    attribute: str = ""
    required: bool = False
    shared: bool = False
    differs: Code = "field-differs"
    to_text: Callable[[Any], str] = str
    reconcile: Callable[[Any, Any], Any] = _require_equal
    on_pages: bool = False
    keeps_position: bool = False
    synonyms: tuple[str, ...] = ()
    description: str
    shown: str
    example: str
    schema: str

    def value_of(self, article: Article) -> Any:
        """Return the value in an article; ``None`` when it has none."""
        if self.attribute:
            return getattr(article, self.attribute)
        return article.fields.get(self.name)


def suggest_field(
    key: str, value: str, fields: Iterable[Field], given: Collection[str] = ()
) -> str:
    """Write the hint for an unknown key: the field that was meant, or all fields.

    Args:
        key: The key.
        value: Its value, if that is a text; else empty.
        fields: The fields that the front matter may have.
        given: The keys that it has.
    """
    known = tuple(fields)
    names = tuple(field.name for field in known)
    word = normalize_key(key)
    if is_language_key(key):
        return say("write one language, such as %(key)s: en", key=key)
    if is_visibility_key(key) and word not in names and word not in ADVICE:
        return MEANINGLESS_HINT
    translated = _TRANSLATED.fullmatch(key)
    if translated is not None and translated[1] in names:
        language = translated[2]
        return say(
            "write '%(translated)s' in a file of its own that ends in .%(language)s.md",
            translated=translated[1],
            language=language,
        )
    synonyms = {normalize_key(synonym): field.name for field in known for synonym in field.synonyms}
    exact = next((name for name in names if name == key.casefold()), "")
    meant = exact or synonyms.get(word) or closest(key, names)
    if meant == "slug" and is_web_address(value):
        word, meant = "link", ""
    if not meant and word in ADVICE:
        return ADVICE[word].format(key=key)
    # Short words differ in few letters from many others.
    longer = [synonym for synonym in synonyms if len(synonym) > len("dates")]
    meant = meant or synonyms.get(closest(word, longer), "")
    if meant == "slug" and "/" in value.strip("/"):
        return say(
            "did you mean 'slug'? To keep the old address, write aliases: [%(value)s]", value=value
        )
    if meant in given:
        return say(
            "did you mean '%(meant)s'? The file has it, so add the value there or delete this line",
            meant=meant,
        )
    if meant:
        return did_you_mean(key, meant)
    return say("known keys: %(names)s; put data of your own under 'extra'", names=", ".join(names))


_TEXT: Final = '{"type": ["string", "number"], "minLength": 1, "maxLength": 500}'
_DATE: Final = '{"type": ["string", "integer"]}'
_STRINGS: Final = """{
  "oneOf": [
    {"type": ["string", "number"]},
    {"type": "array", "items": {"type": ["string", "number"]}}
  ]
}"""

FIELDS: Final[tuple[Field, ...]] = (
    Field(
        name="title",
        attribute="title",
        read=readers.read_title,
        absent=readers.missing_title,
        required=True,
        on_pages=True,
        keeps_position=True,
        synonyms=("heading", "headline", "name", "العنوان", "عنوان", "الاسم"),
        description="The headline, on one line. Every article and every page has one.",
        shown="every page that names it.",
        example="title: Port workers end their strike",
        schema=_TEXT,
    ),
    Field(
        name="date",
        attribute="when",
        read=readers.date_reader("date"),
        shared=True,
        differs="date-differs",
        to_text=write_date,
        reconcile=reconcile_dates,
        keeps_position=True,
        synonyms=(
            *("datum", "day", "time", "when", "event_date", "datetime", "dates"),
            *("timestamp", "occurred", "happened", "التاريخ", "تاريخ", "تاريخ_الحدث", "اليوم"),
        ),
        description=(
            "When the event took place, no more precise than it is known: a day, a month, a year,"
            " a time, a season, `1999~` (about 1999), `2024-01/2024-03` (from … to). Words in"
            " English and Arabic are read, too, and so is EDTF (ISO 8601-2, levels 0 and 1)."
            " `between 2003 and 2011` is some time between the two. `late 2020` and"
            " `مطلع أيلول 2020` stay parts of the year or month: they decide the place in the"
            " timeline, and exports have the year or month. `21 رمضان 1445`, `1445-09-21 AH`"
            " (Islamic) and `1402-10-14 SH` (Solar Hijri) are shown in both calendars. A year from"
            " 1300 to 1500 in digits needs `AH`, `SH` or `CE`. See"
            " [Dates](writing-articles.md#dates). An event has one date: it is enough to write it"
            " in one language."
        ),
        shown="the article, every timeline and every export.",
        example="date: 2024-01-04",
        schema=_DATE,
    ),
    Field(
        name="source",
        attribute="sources",
        read=readers.read_sources,
        keeps_position=True,
        synonyms=(
            *("sources", "src", "reference", "references", "ref", "refs", "citation"),
            *("citations", "source_name", "publisher", "publication", "outlet", "newspaper"),
            *("agency", "bibliography", "المصدر", "المصادر", "مصدر", "مصادر", "المراجع", "المرجع"),
        ),
        description=(
            "Who reported the event: a name, or a mapping, or a list of these. A mapping has a"
            " `name`, or the `id` of a source in `sources.toml`; and it may have `url`, `title`"
            " (the headline), `published`, `accessed`, `via` (through whom it was received),"
            " `archived` (the URL of a copy), `quote` and `quote_language`, and `says`: what it"
            " says, such as `137 dead`, or a text for each language. If two sources or more have"
            " `says`, the article shows them side by side. A text without `source` uses that of a"
            " translation."
        ),
        shown="the article, the timelines, the page of each source, and every export.",
        example=(
            "source:\n"
            "  - Reuters\n"
            "  - name: Associated Press\n"
            "    url: https://example.org/port-strike\n"
            "    title: Strike ends after nine days\n"
            "    published: 2024-01-05"
        ),
        schema="""{
  "$defs": {
    "citation": {
      "oneOf": [
        {"type": "string", "minLength": 1},
        {
          "type": "object",
          "additionalProperties": false,
          "anyOf": [{"required": ["name"]}, {"required": ["id"]}],
          "properties": {
            "name": {"type": "string", "minLength": 1},
            "id": {"type": "string", "description": "The id of a source in sources.toml."},
            "url": {"type": "string", "pattern": "^https?://"},
            "title": {"type": "string", "description": "The headline of the report."},
            "published": {"type": ["string", "integer"]},
            "accessed": {"type": ["string", "integer"]},
            "via": {"type": "string", "description": "Through whom it was received."},
            "archived": {"type": "string", "pattern": "^https?://"},
            "quote": {"type": "string", "description": "The source's exact words."},
            "quote_language": {"type": "string", "description": "A language tag, such as ar."},
            "says": {
              "type": ["string", "integer", "object"],
              "additionalProperties": {"type": ["string", "integer"]},
              "description": "What the source says, such as 137 dead."
            }
          }
        }
      ]
    }
  },
  "oneOf": [
    {"$ref": "#/properties/source/$defs/citation"},
    {"type": "array", "items": {"$ref": "#/properties/source/$defs/citation"}}
  ]
}""",
    ),
    Field(
        name="tags",
        attribute="tags",
        read=readers.read_tags,
        keeps_position=True,
        synonyms=(
            *("tag", "categories", "category", "keywords", "keyword", "labels", "label", "topics"),
            *("topic", "subjects", "subject", "taxonomies", "taxonomy", "series", "themes"),
            *("الوسوم", "وسوم", "وسم", "الوسم", "التصنيف", "التصنيفات", "تصنيف", "تصنيفات"),
            *("الكلمات_المفتاحية", "كلمات_مفتاحية", "المواضيع", "الموضوع", "الأقسام", "القسم"),
        ),
        description=(
            "What the event is about: names, other spellings or ids of tags. Tags in `tags.toml`"
            " have a name in each language; others need no declaration. A text without `tags` uses"
            " those of a translation."
        ),
        shown="the article, the timelines, and the page of each tag.",
        example="tags: [strikes, Basra]",
        schema=_STRINGS,
    ),
    Field(
        name="summary",
        attribute="summary",
        read=readers.read_summary,
        on_pages=True,
        synonyms=(
            *("abstract", "description", "excerpt", "teaser", "lead", "lede", "intro", "subtitle"),
            *("deck", "dek", "standfirst", "snippet", "blurb", "synopsis", "meta_description"),
            *("seo_description", "og_description", "الملخص", "ملخص", "الوصف", "وصف", "المقتطف"),
            *("مقتطف", "نبذة", "الخلاصة"),
        ),
        description=(
            "One or two sentences, at most 2,000 characters. Without it, the first paragraph of"
            " the article is used."
        ),
        shown="the timelines, search engines, link previews, feeds and exports.",
        example="summary: After nine days, dockers accept a new contract.",
        schema='{"type": "string", "maxLength": 2000}',
    ),
    Field(
        name="status",
        attribute="status",
        read=readers.read_status,
        shared=True,
        differs="status-differs",
        keeps_position=True,
        synonyms=("state", "certainty", "verification", "الحالة", "حالة", "حالة_الحدث"),
        description=(
            "Whether the event took place: `occurred` (the default), `announced`, `expected`,"
            " `alleged`, `disputed` or `denied`. An event has one status."
        ),
        shown="the article, the timelines and the exports, as a label.",
        example="status: alleged",
        schema=('{"enum": ["occurred", "announced", "expected", "alleged", "disputed", "denied"]}'),
    ),
    Field(
        name="published",
        attribute="published",
        read=readers.date_reader("published"),
        keeps_position=True,
        synonyms=(
            *("pubdate", "publish_date", "publish", "published_at", "published_on", "publish_on"),
            *(
                "date_published",
                "date_posted",
                "publication_date",
                "post_date",
                "posted",
                "posted_at",
            ),
            *("created", "created_at", "created_on", "date_created", "creation_date"),
            *("first_published", "تاريخ_النشر", "النشر", "نشر_في"),
        ),
        description="When this text was first published.",
        shown="the foot of the article, feeds and sitemaps.",
        example="published: 2024-01-05",
        schema=_DATE,
    ),
    Field(
        name="updated",
        attribute="updated",
        read=readers.date_reader("updated", after="published"),
        synonyms=(
            *("modified", "lastmod", "last_modified", "last_modified_at", "modified_at", "mtime"),
            *("updated_at", "updated_on", "update", "date_modified", "date_updated", "edited"),
            *("last_updated", "last_update", "revised", "revision_date", "post_modified"),
            *("آخر_تحديث", "تاريخ_التحديث", "التحديث", "تحديث", "تاريخ_التعديل"),
        ),
        description="When this text was last changed.",
        shown="the foot of the article, feeds and sitemaps.",
        example="published: 2024-01-05\nupdated: 2024-01-09",
        schema=_DATE,
    ),
    Field(
        name="corrections",
        attribute="corrections",
        read=readers.read_corrections,
        synonyms=("correction", "errata", "erratum", "corrigenda", "تصحيح", "تصحيحات", "التصحيحات"),
        description="What was wrong in the published text: a list of dates and notes.",
        shown="the head of the article, and a feed of corrections.",
        example=(
            "corrections:\n  - date: 2024-01-09\n    note: The strike lasted nine days, not ten."
        ),
        schema="""{
  "type": "array",
  "items": {
    "type": "object",
    "required": ["date", "note"],
    "additionalProperties": false,
    "properties": {"date": {"type": ["string", "integer"]}, "note": {"type": "string"}}
  }
}""",
    ),
    Field(
        name="place",
        attribute="place",
        read=readers.line_reader("place"),
        keeps_position=True,
        synonyms=(
            *("location", "where", "city", "country", "venue", "region", "geo", "address"),
            *("locality", "town", "المكان", "مكان", "الموقع", "موقع", "المدينة", "مدينة", "البلد"),
        ),
        description="Where the event took place, in the words of this text's language.",
        shown="the article, the timelines and the exports.",
        example="place: Umm Qasr",
        schema=_TEXT,
    ),
    Field(
        name="image",
        attribute="image",
        read=readers.read_image,
        keeps_position=True,
        synonyms=(
            *("picture", "photo", "cover", "thumbnail", "thumb", "banner", "featured_image"),
            *("feature_image", "cover_image", "header_image", "hero", "hero_image", "og_image"),
            *("teaser_image", "social_image", "image_url", "images", "img", "poster", "media"),
            *("الصورة", "صورة", "صورة_الغلاف", "الغلاف"),
        ),
        description=(
            "The image at the top of the article: the path of a file of the content folder,"
            " relative to the article, or a mapping with that `src`, an `alt` (its text for"
            ' readers who cannot see it; `""` when it adds nothing), a `caption`, a `credit` with'
            " the `credit_url` it leads to, and a `license`: its URL, or the name of one of"
            " Creative Commons, such as `CC BY 4.0`, which becomes a link. In lists it is cropped"
            " around its middle, or around the point `focus`: how far that is from the left and"
            " from the top, in percent. `original: true` also publishes the picture in its full"
            " size, as evidence that readers can examine."
        ),
        shown="the article, the timelines, link previews and exports.",
        example=(
            "image:\n"
            "  src: port.jpg\n"
            "  alt: Cranes above the quay\n"
            "  caption: The quay on the second day of the strike\n"
            "  credit: Port authority\n"
            "  credit_url: https://example.org/photos/12\n"
            "  license: CC BY 4.0\n"
            "  focus: 30 60"
        ),
        schema="""{
  "oneOf": [
    {"type": "string", "minLength": 1},
    {
      "type": "object",
      "required": ["src"],
      "additionalProperties": false,
      "properties": {
        "src": {"type": "string", "minLength": 1},
        "alt": {"type": "string"},
        "caption": {"type": "string"},
        "credit": {"type": "string"},
        "credit_url": {"type": "string", "format": "uri"},
        "license": {"type": "string"},
        "focus": {"type": "string"},
        "original": {"type": "boolean"}
      }
    }
  ]
}""",
    ),
    Field(
        name="related",
        attribute="related",
        read=readers.read_related,
        keeps_position=True,
        synonyms=(
            *("see_also", "related_posts", "related_articles", "related_events", "related_pages"),
            *("ذات_صلة", "أحداث_ذات_صلة", "انظر_أيضا"),
        ),
        description=(
            "Other events that readers should know of: the names of their files, without language"
            " and ending. A text without `related` uses that of a translation."
        ),
        shown="the column next to the article.",
        example="related: [port-strike-begins]",
        schema=_STRINGS,
    ),
    Field(
        name="aliases",
        attribute="aliases",
        read=readers.read_aliases,
        on_pages=True,
        keeps_position=True,
        synonyms=(
            *("alias", "redirects", "redirect_from", "redirect", "old_url", "old_urls"),
            *("old_permalink", "روابط_قديمة"),
        ),
        description="Old paths of this page, which redirect to it.",
        shown="a redirect at each of these paths.",
        example="aliases: [/2024/strike-ends.html]",
        schema=_STRINGS,
    ),
    Field(
        name="slug",
        attribute="slug",
        read=readers.read_slug,
        absent=readers.slug_of_file_name,
        on_pages=True,
        keeps_position=True,
        synonyms=("permalink", "url", "path", "post_name", "basename", "الاسم_اللطيف"),
        description="The last part of the page's URL. Without it, that is the name of the file.",
        shown="the URL.",
        example="slug: strike-ends",
        schema='{"type": ["string", "integer"], "minLength": 1}',
    ),
    Field(
        name="draft",
        attribute="draft",
        read=readers.flag_reader("draft"),
        on_pages=True,
        description="`true` keeps the page out of the site. The preview shows it with a label.",
        shown="only the preview, with a label.",
        example="draft: true",
        schema='{"type": "boolean"}',
    ),
    Field(
        name="rights",
        attribute="rights",
        read=readers.read_rights,
        on_pages=True,
        keeps_position=True,
        description=(
            "`review` says that the text is somebody else's and that you do not know yet whether"
            " you may publish it; `tarikh import --full-text` writes it. A build warns of it, so"
            " `tarikh build --strict` refuses to publish the article. Delete the line when the"
            " text is your own, or when you have permission."
        ),
        shown="warnings of builds; no page shows it.",
        example="draft: true\nrights: review",
        schema='{"const": "review"}',
    ),
    Field(
        name="extra",
        attribute="extra",
        read=readers.read_extra,
        on_pages=True,
        synonyms=("params", "data", "custom", "custom_fields", "fields", "meta", "metadata"),
        description=(
            "Data of your own: any keys with texts, numbers, `true`, `false`, lists and mappings."
            " `true`, `false` and numbers as in JSON become booleans and numbers; everything else,"
            " such as dates, `yes` and `007`, stays the text that is written, and so does whatever"
            " is in quotes. It belongs to this text, not to its translations. A template that reads"
            " a key which an article lacks fails; `article.extra.get('vessel')` does not."
        ),
        shown=(
            "your own templates, as `article.extra.vessel`, and `event.extra.vessel` in timelines;"
            " and `events.json`, as `extra`."
        ),
        example="extra:\n  vessel: Basra Star\n  strikers: 340\n  demands: [wages, safety]",
        schema='{"type": "object"}',
    ),
)
