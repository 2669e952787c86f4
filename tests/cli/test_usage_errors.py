"""Errors in the arguments of a command are in the language of the user."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli.usage_errors import read_message
from generator.i18n.messages import is_translated, load_messages
from tests.support import MakeSite, Run
from tests.support.sources import article

# The arguments after ``tarikh --lang ar``, and the last line that is printed.
_ERRORS = {
    "--foo": "خطأ: لا يوجد خيار باسم '--foo'.",
    "build --foo": "خطأ: لا يوجد خيار باسم '--foo'. هل تقصد '--format'؟",
    "check --onlyy": "خطأ: لا يوجد خيار باسم '--onlyy'. هل تقصد واحداً من: '--online', '--only'؟",
    "chek": "خطأ: لا يوجد أمر باسم 'chek'. هل تقصد 'check'؟",
    "check --only": "خطأ: الخيار '--only' يحتاج إلى قيمة.",
    "check --strict=1": "خطأ: الخيار '--strict' لا يأخذ قيمة.",
    "build SITE b": "خطأ: قيمة زائدة: b",
    "build SITE b c": "خطأ: قيم زائدة: b c",
    "move SITE": "خطأ: القيمة 'NEW' ناقصة.",
    "check /nope": "خطأ: في '[FOLDER]' قيمة غير صالحة: المجلد '/nope' غير موجود.",
    "check SITE/content/a.en.md": (
        "خطأ: في '[FOLDER]' قيمة غير صالحة: 'SITE/content/a.en.md' ملف وليس مجلداً."
    ),
    "check --baseline nope": "خطأ: في '--baseline' قيمة غير صالحة: الملف 'nope' غير موجود.",
    "check --format x": (
        "خطأ: في '--format' قيمة غير صالحة: 'x' ليست من القيم الممكنة:"
        " 'text', 'json', 'github', 'sarif'."
    ),
    "check --only zz": "خطأ: في '--only' قيمة غير صالحة: رمز المشكلة 'zz' غير معروف",
    "serve --port x": "خطأ: في '--port' قيمة غير صالحة: 'x' ليس عدداً صحيحاً.",
    "serve --port 0": "خطأ: في '--port' قيمة غير صالحة: 0 خارج الحدود 1<=x<=65535.",
    "new --folder SITE": 'خطأ: اكتب عنواناً بين علامتي اقتباس: tarikh new "TITLE"',
    "check SITE/content": (
        "خطأ: في '[FOLDER]' قيمة غير صالحة: ليس في 'SITE/content' إلا محتوى موقع؛ اكتب المجلد"
        " الذي فوقه: SITE"
    ),
}


@pytest.fixture
def folder(site: MakeSite) -> Path:
    return site({"content/site.toml": "", "content/a.en.md": article()})


@pytest.mark.parametrize("arguments", _ERRORS)
def test_an_error_is_said_in_arabic(folder: Path, run: Run, arguments: str) -> None:
    given = [each.replace("SITE", str(folder)) for each in arguments.split()]
    result = run("--lang", "ar", *given)
    assert result.exit_code == 2
    lines = re.sub("[\u2066\u2069]", "", result.stderr).strip().split("\n")
    assert lines[-1] == _ERRORS[arguments].replace("SITE", str(folder))
    if len(lines) > 1:
        assert lines[0].startswith("الاستخدام: main")
        assert re.fullmatch(r"للمساعدة اكتب: main[a-z ]* --help", lines[1])


def test_the_same_error_in_english_is_that_of_click(folder: Path, run: Run) -> None:
    result = run("--lang", "en", "check", folder, "--format", "x")
    assert result.stderr.split("\n") == [
        "Usage: main check [OPTIONS] [FOLDER]",
        "Try 'main check --help' for help.",
        "",
        "Error: Invalid value for '--format': 'x' is not one of 'text', 'json', 'github', 'sarif'.",
        "",
    ]


def test_a_text_that_is_not_known_is_shown_as_it_is(run: Run) -> None:
    assert not is_translated(read_message("Something new 'x'."), load_messages("ar"))
    assert run("--lang", "ar").exit_code == run("--lang", "en").exit_code
