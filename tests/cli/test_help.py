"""Help is in the language of the user, and has examples."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.cli.completion import complete_codes, complete_keys
from generator.cli.localization import find_language, list_messages, load_catalogue
from tests.support import MakeSite
from tests.support.sources import article


def invoke(*arguments: str, **environment: str) -> str:
    locale = {"LC_ALL": None, "LC_MESSAGES": None, "LANG": None, **environment}
    result = CliRunner().invoke(main, arguments, env=locale, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ar_IQ.UTF-8"}, "ar"),
        ({"LANG": "ar"}, "ar"),
        ({"LANG": "ar_IQ.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "ar_EG"}, "ar"),
        ({"LANG": "arn_CL"}, "en"),
    ],
)
def test_the_locale_decides(environment: dict[str, str], language: str) -> None:
    assert find_language(environment) == language


def test_help_is_arabic_by_the_locale_and_by_the_option() -> None:
    by_locale = invoke("move", "--help", LANG="ar_IQ.UTF-8")
    assert by_locale.startswith(
        "الاستخدام: main move [OPTIONS] OLD NEW\n\n  يغيّر اسم المقال OLD إلى NEW بكل لغاته.\n"
    )
    assert (
        "\n  tarikh move strike port-strike\n\nالخيارات:\n  --folder DIRECTORY  مجلد الموقع."
        in (by_locale)
    )
    assert "[الافتراضي: المجلد الحالي]" in by_locale
    assert invoke("--lang", "ar", "move", "--help") == by_locale
    assert invoke("--lang", "en", "move", "--help", LANG="ar") == invoke("move", "--help")
    assert "\nالأوامر:\n" in invoke("--help", LANG="ar")
    assert "\n  build       يبني الموقع" in invoke("--help", LANG="ar")


def test_every_text_of_help_is_translated() -> None:
    context = click.Context(main, info_name="tarikh", **main.context_settings)
    messages = [("", each) for each in dict.fromkeys(list_messages(main, context))]
    assert len(messages) > 70
    assert load_catalogue("ar").find_missing(messages) == ()


@pytest.mark.parametrize("name", ["new", "move", "tags", "sources", "check", "completion"])
def test_help_has_examples(name: str) -> None:
    assert f"\n  tarikh {name} " in invoke(name, "--help").replace("'eval \"$(", "\n  ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_a_script_that_asks_the_program(shell: str) -> None:
    assert f"_TARIKH_COMPLETE={shell}_complete" in invoke("completion", shell)


def test_keys_and_codes_are_completed(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site(
        {
            "content/2024/strike.ar.md": article("أ"),
            "content/2024/strike.en.md": article("A"),
            "content/2024/storm/index.ar.md": article("ب"),
            "content/flood.ar.md": article("ج"),
        }
    )
    monkeypatch.chdir(Path(folder))
    context, parameter = click.Context(main), click.Option(["--x"])
    assert complete_keys(context, parameter, "st") == ["storm", "strike"]
    assert complete_codes(context, parameter, "archive") == ["archive-missing"]
