"""The catalogues of the theme contain every string of the templates and the modules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.i18n.helpers import ARABIC, ENGLISH
from tests.support import ROOT

FUNCTIONS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLURAL_FORMS = {"ar": 6, "en": 2}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")

# A context, and a message, or a singular with its plural.
MessageId = tuple[str, str | tuple[str, ...]]


def extract_messages(folder: Path) -> set[MessageId]:
    """Extract the messages from the templates and modules in a folder."""
    methods = [("**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
    extracted = extract_from_dir(str(folder), methods, keywords=FUNCTIONS)
    return {(context or "", message) for _, _, message, _, context in extracted}


def load_messages(language: str) -> list[Message]:
    data = (ROOT / f"templates/strings/{language}.po").read_bytes()
    return [message for message in read_po(BytesIO(data)) if message.id]


def as_tuple(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_every_string_is_translated(language: str) -> None:
    # The command line has catalogues of its own.
    modules = extract_messages(ROOT / "generator") - extract_messages(ROOT / "generator/cli")
    used = extract_messages(ROOT / "templates") | modules
    assert ("", "Tags") in used
    assert ("", ("%(n)s event", "%(n)s events")) in used
    known = {(message.context or "", message.id) for message in load_messages(language)}
    assert used - known == set()


@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_every_string_has_all_its_plural_forms(language: str) -> None:
    for message in load_messages(language):
        count = PLURAL_FORMS[language] if message.pluralizable else 1
        texts = as_tuple(message.string)
        assert len(texts) == count, message.id
        assert all(texts), message.id
        assert not message.fuzzy


@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_no_translation_has_a_placeholder_that_its_message_lacks(language: str) -> None:
    for message in load_messages(language):
        placeholders = set(PLACEHOLDER.findall(" ".join(as_tuple(message.id))))
        for text in as_tuple(message.string):
            assert set(PLACEHOLDER.findall(text)) <= placeholders, message.id
            # Without its placeholders, the text has no incomplete placeholder.
            assert "%(" not in PLACEHOLDER.sub("", text), message.id


def test_the_english_strings_are_the_messages_themselves() -> None:
    for message in load_messages("en"):
        assert as_tuple(message.string) == as_tuple(message.id)


@pytest.mark.parametrize(
    ("context", "message", "arabic"),
    [
        ("", "Earlier event", "الحدث السابق"),
        ("", "Later event", "الحدث اللاحق"),
        ("timeline", "Earlier", "السابق"),
        ("timeline", "Later", "التالي"),
        ("date", "until %(date)s", "حتى %(date)s"),
        ("date", "from %(date)s onward", "ابتداءً من %(date)s"),
        ("", "Latest events", "آخر الأحداث"),
        ("", "Expected", "المتوقع"),
        ("status", "occurred", "وقع"),
        ("status", "announced", "مُعلَن"),
        ("status", "expected", "متوقع"),
        ("status", "alleged", "ادّعاء لم يثبت"),
        ("status", "disputed", "محل خلاف"),
        ("status", "denied", "قوبل بالنفي"),
        ("", "By year", "بحسب السنوات"),
        ("", "By tag", "بحسب الوسوم"),
        ("", "Tags", "الوسوم"),
        ("", "Sources", "المصادر"),
        ("heading", "Source", "مصدر"),
        ("", "The day is known", "اليوم معروف"),
        ("", "Only the month is known", "لا يُعرف إلا الشهر"),
        ("", "Only the year is known", "لا تُعرف إلا السنة"),
        ("", "Dashed ring: the date is approximate", "حلقة متقطعة: تاريخ تقريبي"),
        ("", "Dotted ring: the date is uncertain", "حلقة منقّطة: تاريخ غير مؤكد"),
        ("source", "Published", "نُشر"),
        ("source", "Accessed", "اطُّلع عليه"),
        ("source", "Via", "نقلاً عن"),
        ("article", "Published", "نُشر"),
        ("article", "Updated", "حُدّث"),
        ("preview", "Light", "فاتح"),
        ("preview", "Dark", "داكن"),
    ],
)
def test_words_that_can_be_mixed_up_have_their_own_translation(
    context: str, message: str, arabic: str
) -> None:
    assert ARABIC.pgettext(context, message) == arabic


@pytest.mark.parametrize(
    ("n", "arabic", "english"),
    [
        (0, "لا أحداث", "0 events"),
        (1, "حدث واحد", "1 event"),
        (2, "حدثان", "2 events"),
        (3, "3 أحداث", "3 events"),
        (10, "10 أحداث", "10 events"),
        (11, "11 حدثاً", "11 events"),
        (99, "99 حدثاً", "99 events"),
        (100, "100 حدث", "100 events"),
        (102, "102 حدث", "102 events"),
        (103, "103 أحداث", "103 events"),
        (111, "111 حدثاً", "111 events"),
    ],
)
def test_events_are_counted_in_the_grammar_of_the_language(
    n: int, arabic: str, english: str
) -> None:
    for catalogue, text in ((ARABIC, arabic), (ENGLISH, english)):
        message = catalogue.ngettext("%(n)s event", "%(n)s events", n)
        assert message % {"n": n} == text


def test_strings_are_extracted_from_templates_and_modules(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("{{ pgettext('x', 'One') }}{{ ngettext('a', 'b', n) }}")
    (tmp_path / "b.py").write_text("formatter.gettext('Two')")
    assert extract_messages(tmp_path) == {("x", "One"), ("", ("a", "b")), ("", "Two")}
