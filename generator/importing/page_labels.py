"""The words by which news pages name their parts, in Arabic and English."""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType
from typing import Final, NamedTuple

from generator.lazy_patterns import lazy_compile
from generator.text.folding import fold_name


class Label(Enum):
    """A part of a news page."""

    PUBLISHED = "published"
    UPDATED = "updated"
    BYLINE = "byline"
    AUTHOR = "author"
    CREDIT = "credit"
    KEYWORDS = "keywords"
    READ_ALSO = "read also"
    SIMILAR = "similar"


_WORDS: Final = (
    (
        Label.PUBLISHED,
        (
            *("تاريخ النشر", "نشر", "نشر في", "نشر بتاريخ", "نشرت في", "نشر يوم", "تم النشر"),
            *("تم النشر في", "النشر", "التاريخ", "تاريخ", "تاريخ الخبر", "أضيف في"),
            *("published", "published on", "published at", "posted", "posted on", "date"),
            *("publication date", "date published", "first published"),
        ),
    ),
    (
        Label.UPDATED,
        (
            *("آخر تحديث", "تحديث", "حدث في", "تم التحديث", "تاريخ التحديث", "آخر تعديل"),
            *("updated", "updated on", "last updated", "last update", "modified", "last modified"),
        ),
    ),
    (
        Label.BYLINE,
        (
            *("متابعة", "متابعات", "خاص", "تقرير", "ترجمة", "وكالات", "وكالة", "تغطية", "رصد"),
            *("follow-up", "follow up", "exclusive", "special", "report", "agencies", "staff"),
            *("translation", "monitoring", "coverage", "wire", "wires"),
        ),
    ),
    (
        Label.AUTHOR,
        (
            *("بقلم", "كتب", "كتبت", "الكاتب", "المحرر", "تحرير", "إعداد", "مراسل"),
            *("by", "author", "written by", "editor", "edited by", "reporter"),
        ),
    ),
    (
        Label.CREDIT,
        (
            *("المصدر", "مصدر", "المصادر", "مصادر", "مصدر الخبر", "نقلا عن", "المصدر الأصلي"),
            *("source", "sources", "credit", "credits", "original source", "news source"),
        ),
    ),
    (
        Label.KEYWORDS,
        (
            *("كلمات دلالية", "الكلمات الدلالية", "كلمات مفتاحية", "الكلمات المفتاحية"),
            *("وسوم", "الوسوم", "الوسم", "وسم", "كلمات البحث", "مفاتيح", "تاغات", "هاشتاغ"),
            *("tags", "tag", "keywords", "key words", "keyword", "topics", "labels"),
        ),
    ),
    (
        Label.READ_ALSO,
        (
            *("اقرأ أيضا", "إقرأ أيضا", "أقرأ أيضا", "اقرأ كذلك", "اقرؤوا أيضا", "اقرأوا أيضا"),
            *("طالع أيضا", "اقرأ المزيد", "اقرأ أيضا في", "اقرأ ايضاء", "يقرأ أيضا"),
            *("read also", "also read", "see also", "read next", "read more", "also on this site"),
        ),
    ),
    (
        Label.SIMILAR,
        (
            *("مقالات مشابهة", "مقالات ذات صلة", "مواضيع ذات صلة", "موضوعات ذات صلة"),
            *("مواضيع مشابهة", "أخبار ذات صلة", "أخبار مشابهة", "ذات صلة", "مقالات متعلقة"),
            *("مواد ذات صلة", "تقارير ذات صلة", "قد يعجبك أيضا", "قد يهمك أيضا", "مقالات أخرى"),
            *("similar articles", "related articles", "related", "related stories", "similar"),
            *("related news", "similar stories", "more on this", "more on this story"),
            *("you may also like", "similar titles", "related content"),
        ),
    ),
)
_LABELS: Final = MappingProxyType(
    {fold_name(word): label for label, words in _WORDS for word in words}
)
# The sections of news sites, which their menus name.
_SECTIONS: Final = frozenset(
    fold_name(word)
    for word in (
        *("الرئيسية", "الصفحة الرئيسية", "أخبار", "الأخبار", "آخر الأخبار", "أخبار العراق"),
        *("سياسة", "اقتصاد", "رياضة", "أمن", "محليات", "عربي", "دولي", "عربي ودولي", "العالم"),
        *("الشرق الأوسط", "ثقافة", "مجتمع", "صحة", "علوم", "تكنولوجيا", "منوعات", "آراء"),
        *("مقالات", "تقارير", "فيديو", "صور", "بث مباشر"),
        *("home", "home page", "homepage", "front page", "news", "latest", "latest news"),
        *("breaking news", "top stories", "world", "world news", "politics", "business"),
        *("economy", "sport", "sports", "culture", "health", "science", "technology"),
        *("middle east", "opinion", "analysis", "features", "video", "videos", "photos", "live"),
    )
)
_LONGEST_NAME = 2 * max(map(len, _LABELS))
_LONGEST = max(len(word.split()) for word in _LABELS)
# What is between a label and its text.
_SEPARATOR = lazy_compile(r"\s*[:：/|]\s*|\s+[-–—]\s+|\s*[:：]?\s*$")
_LIST = lazy_compile(r"[،,؛;|•#]")
_SENTENCE = lazy_compile(r"[.؟?!:]")
# These labels are also written without a sign after them.
_BARE = frozenset({Label.PUBLISHED, Label.UPDATED})


class LabelledLine(NamedTuple):
    """A line that begins with a label, and the rest of it."""

    label: Label
    name: str
    text: str


def read_label(line: str) -> LabelledLine | None:
    """Read the label at the beginning of a line; ``None`` if it has none.

    ``المصدر: رويترز``, ``متابعة/ رويترز``, ``Published 5 January 2024`` and a label that is alone
    on its line.
    """
    for separator in _SEPARATOR.finditer(line):
        head = line[: separator.start()]
        label = _LABELS.get(fold_name(head))
        if label is not None:
            text = line[separator.end() :].strip()
            # "Report" alone is a word of a text; "Tags" alone is a label.
            if not text and label in (Label.BYLINE, Label.AUTHOR):
                return None
            return LabelledLine(label, head.strip(), text)
        if len(head) > _LONGEST_NAME:
            break
    words = line.split()
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        head = " ".join(words[:count])
        label = _LABELS.get(fold_name(head))
        rest = " ".join(words[count:])
        if label in _BARE or (label is Label.AUTHOR and fold_name(head) == "by"):
            return LabelledLine(label, head, rest)
        if label is Label.KEYWORDS and _LIST.search(rest) and not _SENTENCE.search(rest):
            return LabelledLine(label, head, rest)
    return None


def names_kind_alone(line: str) -> bool:
    """Whether a line names the kind of a report and no agency, as ``خاص`` above a headline."""
    return _LABELS.get(fold_name(line.strip(" :/|-–—"))) is Label.BYLINE


def names_section(line: str) -> bool:
    """Whether a line only names a section of a news site: ``الرئيسية``, ``News``."""
    return fold_name(line) in _SECTIONS
