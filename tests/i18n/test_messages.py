"""Messages are said in English and Arabic, from one template each."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from generator.i18n.catalogues import Catalogue, parse_catalogue
from generator.i18n.messages import ENGLISH, is_translated, load_messages, translate
from generator.messages import Message, from_plain, say, to_plain
from tests.support import ROOT, MakeSite, Run
from tests.support.sources import article

CATALOGUE = ROOT / "generator/i18n/messages/ar.po"
ARABIC = load_messages("ar")
_VALUE = re.compile(r"%\((\w+)\)s")


def without_isolates(text: str) -> str:
    return text.translate({0x2066: None, 0x2069: None})


def texts_of_the_program() -> Iterator[str]:
    """Every text in the code of the program."""
    for path in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_every_translation_uses_every_value_of_its_message() -> None:
    with CATALOGUE.open("rb") as file:
        entries = [entry for entry in read_po(file, locale="ar") if entry.id]
    assert len(entries) > 700
    for entry in entries:
        singular, *plural = (entry.id,) if isinstance(entry.id, str) else entry.id
        if plural:
            continue
        assert sorted({*_VALUE.findall(str(entry.string))}) == sorted({*_VALUE.findall(singular)})


def test_every_translation_is_of_a_message_of_the_program() -> None:
    known = {*texts_of_the_program()}
    # The nouns that are counted, and the severities, are put together with their number.
    counted = re.compile(r"%\(count\)s [a-z]+( [a-z]+)?|errors|warnings|notices")
    unknown = [
        template
        for _, template in ARABIC.translations
        if template not in known and not counted.fullmatch(template)
    ]
    assert unknown == []


def test_every_template_is_filled_with_its_values() -> None:
    for path in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            names = {"say": 0, "propose": 1}
            place = names.get(node.func.id)
            text = node.args[place] if place is not None else None
            if isinstance(text, ast.Constant):
                template = str(text.value)
                given = {each.arg for each in node.keywords}
                if None not in given:
                    assert {*_VALUE.findall(template.replace("%%", ""))} == given, template


def test_a_message_is_its_english_text() -> None:
    message = say("%(share)s%% of '%(name)s'", share=50, name="a")
    assert message == "50% of 'a'"
    assert isinstance(message, Message)
    copy = pickle.loads(pickle.dumps(message))
    assert (copy, copy.template, copy.values) == (message, message.template, message.values)


def test_a_recorded_message_is_the_same() -> None:
    inner = say("there is no month %(month)s", month="13")
    message = say("%(label)s %(text)s: %(message)s", label="date", text="'x'", message=inner)
    restored = from_plain(to_plain(message))
    assert restored == message
    assert translate(restored, ARABIC) == translate(message, ARABIC)
    assert from_plain(to_plain("a text")) == "a text"


def test_messages_in_messages_are_translated_and_values_are_not() -> None:
    inner = "unknown date format"
    message = say("%(label)s %(text)s: %(message)s", label="error", text="hint", message=inner)
    assert without_isolates(translate(message, ARABIC)) == "error hint: صيغة التاريخ غير معروفة"
    weekday = say(
        "%(day)s is a %(actual)s, not a %(written)s", day="x", actual=say("Friday"), written="y"
    )
    assert "الجمعة" in translate(weekday, ARABIC)


def test_a_message_without_a_translation_is_in_english() -> None:
    message = say("%(one)s and something new", one=say("month"))
    assert translate(message, ARABIC) == "month and something new"
    assert not is_translated(message, ARABIC)
    assert translate("the event has no date", ENGLISH) == "the event has no date"
    assert load_messages("de") is ENGLISH
    assert load_messages("ar-IQ") is not ENGLISH


def test_a_percent_sign_is_one_sign() -> None:
    catalogue = parse_catalogue(b'msgid "all of it"\nmsgstr "100%%"\n')
    assert isinstance(catalogue, Catalogue)
    assert without_isolates(translate("all of it", catalogue)) == "100%"


BROKEN = {
    "content/site.toml": "[languages.ar]\n[languages.en]\n",
    "content/a.ar.md": article("أ", "2024-02-30"),
}


@pytest.mark.parametrize("times", [1, 2])
def test_the_problems_of_a_build_are_in_the_language_of_the_user(
    times: int, site: MakeSite, run: Run
) -> None:
    folder = site(BROKEN)
    for _ in range(times):
        result = run("--lang", "ar", "build", folder)
    assert without_isolates(result.stderr) == (
        "content/a.ar.md:3:7: خطأ: date '2024-02-30': شباط/فبراير 2024 فيه 29 يوماً"
        " [date-invalid]\n"
        "  تلميح: اكتب آخر يوم معروف، أو الشهر فقط: 2024-02\n"
        "لم يُنشر شيء: خطأ واحد.\n"
    )


def test_a_recorded_problem_is_in_the_language_of_the_user(site: MakeSite, run: Run) -> None:
    folder = site(
        {
            **BROKEN,
            "content/a.ar.md": article("أ", more="colour: red\n"),
            "content/b.ar.md": article("ب"),
        }
    )
    first = run("--lang", "ar", "build", folder).stderr
    assert "تنبيه: المفتاح \u2066'colour'\u2069 غير معروف [key-unknown]" in first
    assert run("--lang", "ar", "build", folder).stderr == first
    assert "warning: unknown key 'colour' [key-unknown]" in run("build", folder).stderr


def test_what_programs_read_is_in_english(site: MakeSite, run: Run) -> None:
    folder = site(BROKEN)
    for command in ("build", "check"):
        arabic = run("--lang", "ar", command, folder, "--format", "json").stdout
        assert "February 2024 has 29 days" in arabic


def test_a_check_and_an_import_are_in_the_language_of_the_user(site: MakeSite, run: Run) -> None:
    folder = site({**BROKEN, "content/a.ar.md": article("أ"), "b.csv": "title,date\nB,soon\n"})
    result = run("--lang", "ar", "check", folder, "--only", "source-single")
    assert result.stdout.startswith("ملاحظة واحدة source-single  أحداث لها مصدر واحد\n")
    result = run("--lang", "ar", "import", folder / "b.csv", "--folder", folder)
    said = without_isolates(result.stdout)
    assert "أُنشئ: content/imported/b.en.md (مسودة)\n" in said
    assert "\n  راجع " in said
    assert "'soon' غير واضح: معنى 'soon' رهن بيوم الكتابة؛ اكتبه مثل 2024" in said
    assert said.endswith("أُنشئ: مسودة واحدة. للمراجعة: نقطة واحدة، في القائمة import-review.md\n")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (say("write only %(known)s", known="2024-02"), "اكتب ⟨2024-02⟩ فقط"),
        (say("file '%(path)s' does not exist", path="a.png"), "الملف ⟨'a.png'⟩ غير موجود"),
        (say("did you mean '%(meant)s'?", meant="date"), "هل تقصد ⟨'date'⟩؟"),
        (
            say("tags: '%(tag)s'%(spelled)s is a new tag; check the spelling", tag="أ", spelled=""),
            "⟨tags⟩: 'أ' وسم جديد؛ راجع رسمه",
        ),
        (
            'write ![what it shows](file.jpg "caption")',
            'اكتب ⟨![what it shows](file.jpg "caption")⟩',
        ),
        (say("did you mean '%(meant)s'?", meant="إضراب"), "هل تقصد 'إضراب'؟"),
        (
            say("'%(name)s' (%(when)s) is in the future", name="published", when="2031"),
            "⟨'published' (2031)⟩ في المستقبل",
        ),
        (
            say("created: %(path)s", path="\x1b[1ma.md\x1b[0m"),
            "أُنشئ: ⟨\x1b[1ma.md\x1b[0m⟩",
        ),
    ],
)
def test_latin_letters_and_digits_are_isolated_from_arabic(said: str, shown: str) -> None:
    text = translate(said, ARABIC)
    assert text.replace("\u2066", "⟨").replace("\u2069", "⟩") == shown


def test_what_is_isolated_is_not_isolated_again() -> None:
    inner = translate(say("in %(articles)s", articles="2024-02"), ARABIC)
    outer = translate(say("and %(rest)s to check", rest=inner), ARABIC)
    assert outer.count("\u2066") == 1


@pytest.mark.parametrize("path", ["content/إضراب-1.ar.md", "إضراب.ar.md", ".tarikh/x", "a b/c.md"])
def test_a_value_is_never_divided(path: str) -> None:
    assert path in translate(say("created: %(path)s", path=path), ARABIC)
