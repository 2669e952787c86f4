"""The catalogues of the theme hold every string that templates and composers ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.support import ROOT

FUNCTIONS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLURAL_FORMS = {"ar": 6, "en": 2}
VALUE = re.compile(r"%\((\w+)\)s")

# A context, and a message or a singular with its plural.
Asked = tuple[str, str | tuple[str, ...]]


def asked_for(folder: Path) -> set[Asked]:
    """The messages of the templates and the modules below a folder."""
    methods = [("**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
    found = extract_from_dir(str(folder), methods, keywords=FUNCTIONS)
    return {(context or "", message) for _, _, message, _, context in found}


def translated(language: str) -> list[Message]:
    data = (ROOT / f"templates/strings/{language}.po").read_bytes()
    return [message for message in read_po(BytesIO(data)) if message.id]


def forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_every_string_that_is_asked_for_is_translated(language: str) -> None:
    asked = asked_for(ROOT / "templates") | asked_for(ROOT / "generator")
    assert ("", "Tags") in asked
    assert ("", ("%(n)s event", "%(n)s events")) in asked
    known = {(message.context or "", message.id) for message in translated(language)}
    assert asked - known == set()


@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_every_string_has_all_of_its_forms(language: str) -> None:
    for message in translated(language):
        count = PLURAL_FORMS[language] if message.pluralizable else 1
        texts = forms(message.string)
        assert len(texts) == count, message.id
        assert all(texts), message.id
        assert not message.fuzzy


@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_no_translation_has_a_value_that_its_message_lacks(language: str) -> None:
    for message in translated(language):
        values = set(VALUE.findall(" ".join(forms(message.id))))
        for text in forms(message.string):
            assert set(VALUE.findall(text)) <= values, message.id
            # What is left when the values are taken out has no sign that asks for one.
            assert "%(" not in VALUE.sub("", text), message.id


def test_a_string_is_found_wherever_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("{{ pgettext('x', 'One') }}{{ ngettext('a', 'b', n) }}")
    (tmp_path / "b.py").write_text("formatter.gettext('Two')")
    assert asked_for(tmp_path) == {("x", "One"), ("", ("a", "b")), ("", "Two")}
