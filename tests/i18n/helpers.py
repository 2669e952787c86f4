"""Formatters for the tests of this package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from msgspec.structs import replace

from generator.dates import parse
from generator.i18n import (
    Catalogue,
    Formatter,
    default_language,
    parse_catalogue,
)

STRINGS = Path(__file__).parents[2] / "templates" / "strings"


BAGHDAD = "Asia/Baghdad"


def load_catalogue(code: str) -> Catalogue:
    return parse_catalogue((STRINGS / f"{code}.po").read_bytes())


ARABIC, ENGLISH = load_catalogue("ar"), load_catalogue("en")


def create_formatter(
    locale: str, digits: str = "latn", catalogue: Catalogue | None = None
) -> Formatter:
    code = locale.partition("_")[0]
    language = replace(default_language(code), locale=locale, digits=digits, hijri=True)
    theme = {"ar": ARABIC, "en": ENGLISH}
    return Formatter(language, catalogue or theme.get(code, Catalogue()))


def format_date(formatter: Formatter, date: str) -> str:
    return formatter.when(parse(date, BAGHDAD), BAGHDAD)


def run_python(code: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        cwd=STRINGS.parent.parent,
        env={"PYTHONIOENCODING": "utf-8"},
    )
    return result.stdout


def sort_names(code: str, *names: str) -> list[str]:
    formatter = Formatter(default_language(code), Catalogue())
    return sorted(names, key=formatter.collation_key)
