"""What is read from a pasted page: its date, source, keywords, quotations, and what is unsure."""

from __future__ import annotations

import pytest

from generator.dates import parse
from generator.importing.date_mentions import find_dates
from generator.importing.page_labels import Label, read_label
from generator.importing.pasted_text import read_pasted_text
from generator.importing.quotations import find_quotations
from generator.importing.records import Record

ZONE = "Asia/Baghdad"
FRIDAY = parse("2024-01-05", ZONE)


def read(text: str) -> tuple[Record, ...]:
    return read_pasted_text("page.txt", text, ZONE)


def read_one(text: str) -> Record:
    (record,) = read(text)
    return record


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("الجمعة, 5 يناير 2024 10:04 ص", "2024-01-05T10:04+03:00"),
        ("الجمعة، ٥ كانون الثاني ٢٠٢٤ - ١٠:٠٤ م", "2024-01-05T22:04+03:00"),
        ("بغداد - الجمعة 5 كانون الثاني/يناير 2024", "2024-01-05"),
        ("نُشر في 5 جانفي 2024", "2024-01-05"),
        ("Published Jan 5, 2024 at 10:04 PM", "2024-01-05T22:04+03:00"),
        ("5 January 2024 | 10:04", "2024-01-05T10:04+03:00"),
        ("14 دی 1402", "2024-01-04 = 1402-10-14 SH"),
    ],
)
def test_the_date_of_the_page_is_that_of_the_source(line: str, published: str) -> None:
    record = read_one(f"{line}\nA text about a bridge in the city.\nSource: River News")
    assert parse(record.sources[0].published, ZONE) == parse(published, ZONE)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("05/01/2024", "the order of day and month differs between countries"),
        ("الخميس, 5 يناير 2024 10:04 ص", "2024-01-05 is a Friday, not a Thursday"),
        ("31 February 2024", "February 2024 has 29 days"),
    ],
)
def test_a_date_that_is_not_clear_is_listed(line: str, why: str) -> None:
    record = read_one(f"{line}\nA text about a bridge in the city.")
    assert record.sources[0].published == ""
    (question,) = [each for each in record.questions if each.startswith("source.published")]
    assert line in question
    assert why in question


def test_a_later_change_of_the_page_is_not_its_date() -> None:
    record = read_one("Updated 6 January 2024\n5 January 2024\nA text about a bridge.")
    assert record.sources[0].published == "2024-01-05"
    assert any("Updated 6 January 2024" in question for question in record.questions)


@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        ("فُتح امس الخميس، وأُغلق", "امس الخميس", "2024-01-04"),
        ("فُتح أمس الأربعاء", "أمس الأربعاء", ""),
        ("في 4 كانون الثاني/يناير", "في 4 كانون الثاني/يناير", "2024-01-04"),
        ("يوم الخميس 4 كانون الثاني", "يوم الخميس 4 كانون الثاني", "2024-01-04"),
        ("الخميس 28 كانون الأول", "الخميس 28 كانون الأول", "2023-12-28"),
        ("في 28 كانون الأول", "في 28 كانون الأول", ""),
        ("الخميس الماضي", "الخميس الماضي", ""),
        ("منذ 10 سنوات", "منذ 10 سنوات", ""),
        ("قبل عامين", "قبل عامين", ""),
        ("opened on 3 May 2011.", "on 3 May 2011", "2011-05-03"),
        ("on Thursday, January 4", "on Thursday, January 4", "2024-01-04"),
        ("في 28 كانون الأول الماضي", "في 28 كانون الأول الماضي", "2023-12-28"),
        ("في 3 آذار المقبل", "في 3 آذار المقبل", "2024-03-03"),
        ("في 3 كانون الثاني المقبل", "في 3 كانون الثاني المقبل", "2025-01-03"),
        ("3 آذار من العام الماضي", "3 آذار من العام الماضي", "2023-03-03"),
        ("في 3 آذار من العام الجاري", "في 3 آذار من العام الجاري", "2024-03-03"),
        ("on 3 March last year", "on 3 March last year", "2023-03-03"),
        ("on March 3 of next year", "on March 3 of next year", "2025-03-03"),
        ("أول من أمس", "أول من أمس", "2024-01-03"),
        ("أمس الأول الأربعاء", "أمس الأول الأربعاء", "2024-01-03"),
        ("بعد غد", "بعد غد", "2024-01-07"),
        ("يوم غدٍ السبت", "غدٍ السبت", "2024-01-06"),
        ("the day before yesterday", "the day before yesterday", "2024-01-03"),
        ("وفي اليوم التالي", "اليوم التالي", ""),
        ("اليوم العالمي للشجرة", "اليوم العالمي", ""),
        ("opened yesterday", "yesterday", "2024-01-04"),
        ("ten years ago", "ten years ago", ""),
        ("from 10-12 September 2020", "10-12 September 2020", "2020-09-10/2020-09-12"),
        ("on 03/04/2020", "03/04/2020", ""),
        ("in March 2018", "in March 2018", "2018-03"),
        ("عام 2003", "عام 2003", "2003"),
    ],
)
def test_a_date_in_the_text_is_resolved_by_the_day_of_the_report(
    text: str, words: str, date: str
) -> None:
    (mention,) = find_dates(text, FRIDAY, ZONE)
    assert (mention.words, mention.date) == (words, date)
    assert mention.date or mention.how


@pytest.mark.parametrize("words", ["امس الخميس", "في 4 كانون الثاني", "yesterday", "on 4 January"])
def test_without_a_date_of_the_report_nothing_is_resolved(words: str) -> None:
    (mention,) = find_dates(f"It happened {words}.", None, ZONE)
    assert mention.date == ""


@pytest.mark.parametrize("text", ["You may go.", "2024 people", "1.5 million", "الأول من نوعه"])
def test_no_date_is_seen_where_there_is_none(text: str) -> None:
    assert list(find_dates(text, FRIDAY, ZONE)) == []


def test_a_day_after_the_report_is_not_the_day_of_the_event() -> None:
    record = read_one("5 January 2024\nA fair opens on 9 January 2024, the city said.")
    assert record.date == ""
    assert [each.date for each in record.mentions] == ["2024-01-09"]


@pytest.mark.parametrize(
    ("page", "date"),
    [
        ("Floods in Duhok\nTwo died, the city said.\nThe mayor took office on 3 March 2020.", ""),
        ("Floods in Duhok\nTwo died on 3 March 2020.\nThe city said so.", "2020-03-03"),
        ("5 January 2024\nFloods in Duhok\nTwo died, as on 3 March 2020.\nThe city said so.", ""),
        ("5 January 2024\nFloods in Duhok\nTwo died on 20 December 2023.\nSo.", "2023-12-20"),
    ],
)
def test_what_a_text_recalls_is_not_the_day_of_the_event(page: str, date: str) -> None:
    assert read_one(page).date == date


def test_the_kind_of_a_report_is_not_its_headline() -> None:
    record = read_one("5 January 2024\nخاص\nانقطاع الكهرباء عن البصرة\nانقطعت الكهرباء عن البصرة.")
    assert record.title == "انقطاع الكهرباء عن البصرة"
    assert record.unused == ("خاص",)


@pytest.mark.parametrize(
    ("line", "keywords"),
    [
        ("كلمات دلالية: فساد - محاكم – بغداد", ("فساد", "محاكم", "بغداد")),
        ("Tags: Al-Hashd, Iran - Iraq war", ("Al-Hashd", "Iran - Iraq war")),
    ],
)
def test_keywords_are_separated_by_dashes_if_by_nothing_else(
    line: str, keywords: tuple[str, ...]
) -> None:
    assert read_one(f"A bridge\nA text about a bridge.\n{line}").keywords == keywords


@pytest.mark.parametrize("label", ["", "Tags: ", "وسوم: "])
def test_hashtags_alone_on_a_line_are_keywords(label: str) -> None:
    record = read_one(f"A bridge\nA text about a bridge in #Basra.\n{label}#bridge #river_Tigris")
    assert record.keywords == ("bridge", "river Tigris")
    assert record.paragraphs == ("A text about a bridge in #Basra.",)


@pytest.mark.parametrize(("byline", "name"), [("متابعة/ المدى", "المدى"), ("", "")])
def test_a_credit_that_says_only_agencies_is_not_a_name(byline: str, name: str) -> None:
    record = read_one(f"إغلاق الجسر\n{byline}\nأُغلق جسر المدينة أمس الأول.\nالمصدر: وكالات")
    assert record.sources[0].name == name
    assert [each for each in record.questions if each.startswith(("source:", "source.name"))] == [
        "source.name: 'وكالات' does not name the source; write its name"
    ]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("By Huda N. | 25 December 2023", "2023-12-25"),
        ("By Huda N. - Dec 25, 2023", "2023-12-25"),
        ("بقلم: هدى | ٢٥ كانون الأول ٢٠٢٣", "2023-12-25"),
        ("By Huda N. | Basra", ""),
    ],
)
def test_the_date_of_a_page_can_be_next_to_its_author(line: str, published: str) -> None:
    record = read_one(f"A bridge\n{line}\nA text about a bridge that is long enough.")
    assert record.sources[0].published == published
    assert any("author" in question for question in record.questions)


def test_days_that_do_not_agree_are_left_to_the_author() -> None:
    record = read_one("5 January 2024\nIt closed on 2 January 2024 and again on 3 January 2024.")
    assert record.date == ""


@pytest.mark.parametrize(
    ("paragraph", "texts", "unclosed"),
    [
        ("قال إن “الجسر لن يُفتح قريباً” أبداً", ("الجسر لن يُفتح قريباً",), ""),
        ('قال إن "الجسر لن يُفتح قريباً”', ("الجسر لن يُفتح قريباً",), ""),
        ("قال إن ”الجسر لن يُفتح قريباً“", ("الجسر لن يُفتح قريباً",), ""),
        ("قال إن «الجسر لن يُفتح قريباً»", ("الجسر لن يُفتح قريباً",), ""),
        ("قال إن “الجسر لن يُفتح قريباً", (), "الجسر لن يُفتح قريباً"),
        ("قال إن الجسر لن يُفتح» قريباً", (), "قال إن الجسر لن يُفتح"),
        ("the “River Post” wrote", (), ""),
    ],
)
def test_quotations_are_found_with_any_marks(
    paragraph: str, texts: tuple[str, ...], unclosed: str
) -> None:
    assert find_quotations(paragraph) == (texts, unclosed)


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("المصدر: “أ ب”", Label.CREDIT, "“أ ب”"),
        ("متابعة/ المركز", Label.BYLINE, "المركز"),
        ("کلمات دلالیة : جسور", Label.KEYWORDS, "جسور"),
        ("إقرأ أيضاً", Label.READ_ALSO, ""),
        ("اقرا ايضا:", Label.READ_ALSO, ""),
        ("مقالات مشابهة", Label.SIMILAR, ""),
        ("By Sara", Label.AUTHOR, "Sara"),
    ],
)
def test_a_label_is_read_in_any_spelling(line: str, label: Label, text: str) -> None:
    found = read_label(line)
    assert found is not None
    assert (found.label, found.text) == (label, text)


@pytest.mark.parametrize("line", ["خاص", "مصدر مطلع قال إن الجسر أُغلق", "Related to this, he said"])
def test_a_sentence_is_not_a_label(line: str) -> None:
    assert read_label(line) is None


@pytest.mark.parametrize(
    ("menu", "title", "below"),
    [
        ("الصفحة الرئيسية\nأخبار", "انتهاء إضراب عمال ميناء البصرة", "الجمعة, 5 يناير 2024"),
        (
            "الرئيسية\nسياسة\nالشرق الأوسط وشمال أفريقيا\nاقتصاد\nEN",
            "انتهاء إضراب عمال ميناء البصرة",
            "متابعة/ المدى",
        ),
        ("Home\n\nNews\n\nSport", "Workers end 9-day strike at the port", "By our reporter"),
        ("Home\nNews\nSport", "Bridge closed", "5 January 2024"),
        ("News", "Bridge closed", "5 January 2024"),
        ("الرئيسيه", "إغلاق الجسر", "الجمعة، 5 يناير 2024"),
    ],
)
def test_a_menu_above_the_headline_is_not_the_title(menu: str, title: str, below: str) -> None:
    text = (
        "The workers have gone back to the port after nine days, their union said in a statement."
    )
    record = read_one(f"{menu}\n{title}\n{below}\n{text}\nIt has three sections.")
    assert record.title == title
    assert list(record.unused[: len(menu.split("\n"))]) == [
        line for line in menu.split("\n") if line
    ]


def test_the_name_of_a_section_is_not_the_title_of_a_report_without_headline() -> None:
    record = read_one(
        "الرئيسية\nأخبار\nالاثنين, 12 آب 2024\nخاص/ صحيفة النهر\n\nأُغلق جسر المدينة أمس.\n"
        "ويستمر العمل فيه شهراً.\nالمصدر: أخبار النهر"
    )
    assert (record.title, record.has_proposed_title) == ("أُغلق جسر المدينة أمس", True)
    assert record.sources[0].via == "صحيفة النهر"
    assert record.unused == ("الرئيسية", "أخبار")


@pytest.mark.parametrize(
    "text",
    [
        "Bridge closed\nBoats wait\n5 January 2024\nThe bridge was closed this morning.",
        "Bridge closed\nThe bridge was closed this morning.\nBoats wait.",
        "Bridge closed\nRiver Gazette\nThe bridge was closed this morning.\nBoats wait.",
        "Bridge closed\nRiver Gazette\nBy A. Writer\nThe bridge was closed this morning.",
    ],
)
def test_short_lines_at_the_beginning_are_not_always_a_menu(text: str) -> None:
    assert read_one(text).title == "Bridge closed"


def test_a_trail_above_the_headline_is_not_the_title() -> None:
    record = read_one("Home | News | World\nBridge closed\n5 January 2024\nA long text about it.")
    assert record.title == "Bridge closed"
    assert record.unused == ("Home | News | World",)


def test_a_dateline_is_a_question_and_not_a_place() -> None:
    record = read_one("5 January 2024\nMOSUL, Iraq (AP) — The fair opened after 20 years.")
    assert record.title == "The fair opened after 20 years"
    assert any("place: MOSUL, Iraq" in question for question in record.questions)


def test_the_second_report_has_its_own_date_if_it_has_one() -> None:
    main, also = read(
        "5 January 2024\nA text about a bridge in the city.\nRead also\nA fair opens\n"
        "3 January 2024\nThe fair opened yesterday, the city said.\nSource: River News"
    )
    assert main.sources[0].published == "2024-01-05"
    assert also.sources[0].published == "2024-01-03"
    assert also.date == "2024-01-02"


@pytest.mark.parametrize("lines", [("Bridge closed", "Follow-up/ Centre"), ("Follow-up/ Centre",)])
def test_a_byline_is_read_with_and_without_a_headline_above_it(lines: tuple[str, ...]) -> None:
    record = read_one("\n".join((*lines, "A long text about a bridge.", "It was closed.")))
    assert record.sources[0].name == "Centre"


def test_the_name_of_the_site_above_a_page_is_not_its_headline() -> None:
    text = "Oasis Daily\n5 March 2024\nFair opens\n\nIt opened today.\n\nSource: Oasis Daily\n"
    (record,) = read_pasted_text("page.txt", text, "")
    assert (record.title, record.paragraphs) == ("Fair opens", ("It opened today.",))
