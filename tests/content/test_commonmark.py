"""An article has the text and the blocks that CommonMark and GitHub's dialect give it.

Another parser is the judge, over examples of each construct and over documents that combine them at
random. `DELIBERATE` has the differences that are meant, which `docs/markdown.md` explains.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest

from generator.content.markdown.parser import create_parser
from generator.content.markdown.syntax import emphasis
from tests.support import ROOT
from tests.support.markdown_documents import DocumentWriter
from tests.support.markdown_oracle import outline_ours, outline_theirs

CATALOGUE: Final = (
    (Path(__file__).parent / "markup_catalogue.txt").read_text("utf-8").split("\n=====\n")
)

# The title of the part of docs/markdown.md that explains each, and what a text with it matches.
DELIBERATE: Final = MappingProxyType(
    {
        "Footnotes": re.compile(r"\[\^|///"),
        "Definition lists": re.compile(r"(?m)^[ >]*: "),
        "Attribute lists": re.compile(r"\{:?[ ]*(?:[#.]|[a-z-]+=)"),
        "Table of contents": re.compile(r"\[TOC\]"),
        "Task lists": re.compile(r"\[[ xX]\] \S"),
        "Callouts": re.compile(r"\[![A-Za-z]|:::"),
        "Marked text": re.compile(r"(?<!=)==[^\s=]"),
        "Deleted text with one tilde": re.compile(r"(?<!~)~[^~\n]+~(?!~)"),
        "Wikilinks": re.compile(r"\[\["),
        "Comments": re.compile("%%"),
        "Markdown in HTML": re.compile("markdown="),
        "Digits of other scripts": re.compile(r"(?m)^[ >]*[٠-٩]+[.)]"),
        "Spaces in addresses": re.compile(r"\]\(\w\S* [^\s\"'(][^()\n]*\)"),
        "Addresses without brackets": re.compile(r"www\.|://[^\s<>]*[«»،؛؟`]", re.IGNORECASE),
        "Links in links": re.compile(r"\[[^\]]*<[^>\s]*[:@]"),
        "Tables and rules": re.compile(r"(?m)^[^\n]*\|[^\n]*\n[ >]*-+ *$"),
        "HTML": re.compile(r"(?m)!\[[^\]]*<|<a[ >]|^(?:- )?<!-- .*\n\s*\n"),
    }
)
# The other parser differs from the reference implementation of CommonMark on these.
_AGAINST_THE_REFERENCE: Final = re.compile(
    r"(?m)"
    # A definition of a link that text follows directly.
    r"^[ >]*(?:[-+*]|\d+[.)])?[ >]*\[[^\]\n]+\]:[^\n]*\n(?:[^\n]*\S[^\n]*)$"
    # A row of a table that is also the start of an item or a quotation, or is not indented as far.
    r"|^[ ]*(?:[-+*>]|\d+[.)]).*(?:\n.*)?\|.*\n[ >|:-]+$"
    # A link within the description of an image within a link.
    r"|\[!\[.*\[.*\]\(.*\]\("
    # An item without text that two blank lines follow.
    r"|^[ >]*(?:[-+*]|\d+[.)]) *\n[ >]*\n[ >]*\n"
    # Brackets after a link by reference that are not a label, because they contain a bracket.
    r"|\]\[[^\]\n]*\["
)
_MARKERS: Final = re.compile(r"(?:[ >]*(?:[-+*]|\d{1,9}[.)])(?= |$))+ *")


def is_against_the_reference(text: str) -> bool:
    """Whether the other parser is known to read a document unlike CommonMark."""
    if _AGAINST_THE_REFERENCE.search(text):
        return True
    # It takes a line for code that continues the paragraph of an item, if the line is indented by
    # four spaces but less than the item.
    width = 0
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" >"))
        if 4 <= indent < width:
            return True
        match = _MARKERS.match(line)
        width = match.end() if match is not None else width
    return False


@pytest.fixture
def without_arabic_emphasis(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let marks next to Arabic letters follow CommonMark alone."""
    monkeypatch.setattr(emphasis, "is_right_to_left", lambda character: False)


def is_deliberate(text: str) -> bool:
    return any(pattern.search(text) for pattern in DELIBERATE.values())


@pytest.mark.usefixtures("without_arabic_emphasis")
@pytest.mark.parametrize("text", [text for text in CATALOGUE if not is_deliberate(text)])
def test_each_example_is_what_commonmark_makes_of_it(text: str) -> None:
    assert outline_ours(text) == outline_theirs(text)


@pytest.mark.usefixtures("without_arabic_emphasis")
def test_documents_that_combine_everything_are_what_commonmark_makes_of_them() -> None:
    """`DOCUMENTS` in the environment sets how many; the scheduled checks try more."""
    count = int(os.environ.get("DOCUMENTS", "400"))
    compared = 0
    for seed in range(count):
        text = DocumentWriter(seed).write_document()
        if is_deliberate(text) or is_against_the_reference(text):
            continue
        compared += 1
        assert outline_ours(text) == outline_theirs(text), f"seed {seed}: {text}"
    assert compared > count // 2


def test_each_deliberate_difference_is_documented_and_has_an_example() -> None:
    document = (ROOT / "docs/markdown.md").read_text(encoding="utf-8")
    for title, pattern in DELIBERATE.items():
        assert f"### {title}\n" in document
        assert any(pattern.search(text) for text in CATALOGUE), title


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("قال تعالى:\n{إنا فتحنا لك}", "<p>قال تعالى:\n{إنا فتحنا لك}</p>"),
        ("## لغة C#", '<h2 id="لغة-c">لغة C#</h2>'),
        ("> #القدس عاصمة", "<blockquote>\n<p>#القدس عاصمة</p>\n</blockquote>"),
        (
            "و**«القدس»**، **«نص»**كلمة",
            "<p>و<strong>«القدس»</strong>، <strong>«نص»</strong>كلمة</p>",
        ),
    ],
)
def test_arabic_texts_come_out_as_meant(text: str, html: str) -> None:
    assert create_parser().convert(text) == html
