"""News pages made by machine: the same parts in other orders, with other labels and digits."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_PERSIAN_LETTERS = str.maketrans("يك", "یک")
_MONTHS_AR = ("كانون الثاني", "يناير", "كانون الثاني/يناير", "كانون الثاني (يناير)")
_DAYS_AR = {5: "الجمعة", 4: "الخميس"}


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page, and what it says.

    Attributes:
        text: The page.
        published: The day and time of the page as EDTF; empty if it has none.
        dates: The days that the text says or implies, from the date of the page or without it.
        agency: The agency in the byline; empty if there is none.
        source: Whom the page credits; empty if nobody.
        keywords: Whether it has keywords.
        also: The title of the second report; empty if there is none.
        also_source: Whom the second report credits.
        lines: Each of its lines that says something, in order.
    """

    text: str
    published: str
    dates: frozenset[str]
    agency: str
    source: str
    keywords: bool
    also: str
    also_source: str
    lines: tuple[str, ...]


def make_page(seed: int) -> MadePage:
    """Make a page from a number."""
    return _arabic(random.Random(seed)) if seed % 3 else _english(random.Random(seed))


def _arabic(r: random.Random) -> MadePage:
    comma = r.choice((",", "،", ""))
    month = r.choice(_MONTHS_AR)
    date = r.choice(
        (
            f"الجمعة{comma} 5 {month} 2024 10:04 ص",
            f"5 {month} 2024، 10:04 صباحاً",
            f"الجمعة 5 {month} 2024 - 10:04 ص",
            f"10:04 ص | الجمعة{comma} 5 {month} 2024",
            "2024/01/05 10:04",
            "2024-01-05 10:04",
        )
    )
    date = date.translate(r.choice(({}, _ARABIC_DIGITS, _PERSIAN_DIGITS)))
    date = r.choice(("", "", "تاريخ النشر: ", "نُشر في ")) + date
    has_date = r.random() < 0.8
    mention, implied = r.choice(
        (
            ("امس الخميس", "2024-01-04"),
            ("أمس الخميس", "2024-01-04"),
            (f"في 4 {month}", "2024-01-04"),
            ("اليوم الجمعة", "2024-01-05"),
            ("خلال الأسابيع المقبلة", ""),
            ("أمس الأربعاء", ""),
            (f"في 28 {month}", ""),
        )
    )
    full, said = r.choice((("", ""), ("يوم 2 كانون الثاني 2024 ", "2024-01-02")))
    quote = r.choice(("“{}”", '"{}"', "«{}»", "”{}“", "“{}", '"{}”'))
    paragraphs = [
        f"أعلنت وزارة الطرق، {mention}، إغلاق الجسر القديم {full}بعد ظهور شقوق فيه.",
        f"وقال مدير الجسور إنّ {quote.format('الجسر لن يُفتح قبل أن ينتهي الفحص')} كما أضاف.",
        "ويعمل\u00a0في المدينة عمال من ثلاث شركات منذ 10 سنوات على الطرق.",
    ][: r.randint(1, 3)]
    source = r.choice(("أ ب", "“أ ب”", "أسوشيتد برس", "وكالة النهر"))
    byline = r.choice(("متابعة/ المركز المحلي", "خاص/ المركز المحلي", "متابعة / وكالة النهر"))
    keyword = r.choice(("القوات الأمريكية", "القوات الأميركية"))
    keyword = keyword.translate(_PERSIAN_LETTERS) if r.random() < 0.5 else keyword
    label = r.choice(("كلمات دلالية:", "الكلمات المفتاحية:", "وسوم", "کلمات دلالیة :"))
    also_title = "الحكومة تعد بجسر جديد على النهر"
    also_label = r.choice(("إقرأ أيضاً", "اقرأ أيضا", "اقرا ايضا:", "إقرأ أيضًا"))
    also = [
        also_label,
        also_title,
        "العراق – قالت الحكومة امس الجمعة إنها ستبني جسراً جديداً على النهر.",
    ]
    if r.random() < 0.7:
        also.append(r.choice(("المصدر: رويترز", "المصدر : “رويترز”")))
    similar = [
        r.choice(("مقالات مشابهة", "مقالات ذات صلة:")),
        f"• {also_title}",
        "• وزير الطرق يزور المدينة",
    ]
    headline = ["إغلاق الجسر القديم في المدينة"] if r.random() < 0.5 else []
    return _assemble(
        r,
        date=date if has_date else "",
        headline=headline,
        byline=byline if r.random() < 0.6 else "",
        paragraphs=paragraphs,
        credit=f"المصدر: {source}" if r.random() < 0.8 else "",
        source=source.strip("“”"),
        keywords=f"{label} {keyword}، الجسور" if r.random() < 0.7 else "",
        also=also if r.random() < 0.7 else [],
        similar=similar if r.random() < 0.6 else [],
        dates=frozenset(filter(None, ((implied if has_date else ""), said))),
    )


def _english(r: random.Random) -> MadePage:
    date = r.choice(
        (
            "Friday, 5 January 2024 10:04 AM",
            "January 5, 2024, 10:04 am",
            "5 Jan 2024 10:04",
            "2024-01-05 10:04",
            "Fri, 5 January 2024 | 10:04 AM",
        )
    )
    date = r.choice(("", "Published: ", "Posted on ", "Published ")) + date
    has_date = r.random() < 0.8
    mention, implied = r.choice(
        (
            ("yesterday", "2024-01-04"),
            ("on 4 January", "2024-01-04"),
            ("on January 4th", "2024-01-04"),
            ("on Thursday", ""),
            ("three weeks ago", ""),
            ("on 28 January", ""),
        )
    )
    full, said = r.choice((("", ""), (" on 2 January 2024", "2024-01-02")))
    quote = r.choice(("“{}”", '"{}"', "“{}", "”{}“"))
    paragraphs = [
        f"The roads ministry closed the old bridge {mention} after cracks were found{full}.",
        f"The director said {quote.format('it stays closed until the inspection ends')} today.",
        "Workers of three\u00a0companies have repaired roads in the city for ten years.",
    ][: r.randint(1, 3)]
    source = r.choice(("AP", "“AP”", "Associated Press", "River News"))
    also = [
        r.choice(("Read also", "READ ALSO:", "See also")),
        "Government promises a new bridge",
        "BAGHDAD — The government said on Friday that it will build a new bridge.",
    ]
    if r.random() < 0.7:
        also.append("Source: Reuters")
    keyword = r.choice(("US forces", "us forces", "#US-forces"))
    return _assemble(
        r,
        date=date if has_date else "",
        headline=["Old bridge closed in the city"] if r.random() < 0.5 else [],
        byline=r.choice(("Follow-up/ Local Centre", "Exclusive: Local Centre"))
        if r.random() < 0.5
        else "",
        paragraphs=paragraphs,
        credit=f"Source: {source}" if r.random() < 0.8 else "",
        source=source.strip("“”"),
        keywords=f"{r.choice(('Tags:', 'Keywords:'))} {keyword}, bridges"
        if r.random() < 0.7
        else "",
        also=also if r.random() < 0.7 else [],
        similar=[r.choice(("Similar articles", "Related:")), "• Minister visits the city"]
        if r.random() < 0.6
        else [],
        # Of the second paragraph.
        dates=frozenset(
            filter(
                None,
                (
                    implied if has_date else "",
                    said,
                    "2024-01-05" if has_date and len(paragraphs) > 1 else "",
                ),
            )
        ),
    )


def _assemble(
    r: random.Random,
    *,
    date: str,
    headline: list[str],
    byline: str,
    paragraphs: list[str],
    credit: str,
    source: str,
    keywords: str,
    also: list[str],
    similar: list[str],
    dates: frozenset[str],
) -> MadePage:
    head = [[date] if date else [], headline]
    r.shuffle(head)
    tail = [[credit] if credit else [], [keywords] if keywords else []]
    r.shuffle(tail)
    end = [also, similar]
    r.shuffle(end)
    blocks = [*head, [byline] if byline else [], paragraphs, *tail, *end]
    if r.random() < 0.1:
        # The date below the text, as some pages have it.
        blocks = [headline, [byline] if byline else [], paragraphs, *tail, [date], *end]
    blocks = [block for block in blocks if block and block != [""]]
    separator = r.choice(("\n", "\n\n", "\r\n"))
    text = separator.join(separator.join(block) for block in blocks)
    return MadePage(
        text=text,
        published="2024-01-05T10:04+03:00" if date else "",
        dates=dates,
        agency=re.split("[/:]", byline)[1].strip() if byline else "",
        source=source if credit else "",
        keywords=bool(keywords),
        also=also[1] if also else "",
        also_source="x" if len(also) > 3 else "",
        lines=tuple(line for block in blocks for line in block),
    )
