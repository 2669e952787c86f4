"""What HTML hides from readers is not published, and each hidden element is reported."""

from __future__ import annotations

import pytest

from generator.content.markdown.document import MarkdownConverter
from generator.problems import Severity

_HIDING = (
    "hidden",
    "HIDDEN",
    'hidden=""',
    'hidden="until-found"',
    'style="display:none"',
    "style='color: red; Display : none !important'",
    'style="visibility: hidden"',
    'style="opacity:0;"',
    'style="font-size: 0px"',
    'style="position:absolute;left:-9999px"',
    'style="dis/**/play:none"',
    'style="max-height:0; overflow:hidden"',
    'class="hidden"',
    'class="user-x d-none"',
)
_PLACES = (
    "<div {}>secret</div>\n\nb",
    "<div {}>\n\n**secret**\n\n<div>secret</div>\n\nsecret\n\n</div>\n\nb",
    "a <span {}>secret *secret*</span> b",
    "<section {}>secret <section>secret</section> secret</section>\n\nb",
    "> <p {}>secret</p>\n\nb",
    '<div {} markdown="1">\nsecret\n</div>\n\nb',
    '<img {} src="a.jpg" alt="secret">b',
)


def _convert(text: str) -> tuple[str, list[tuple[str, Severity]]]:
    body, problems = MarkdownConverter().render(text, path="strike.en.md")
    return "".join(body.segments), [(each.code, each.severity) for each in problems]


@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize("attribute", _HIDING)
def test_a_hidden_element_is_left_out_with_a_warning(attribute: str, place: str) -> None:
    html, problems = _convert(place.format(attribute))
    assert "secret" not in html
    assert "b" in html
    assert problems == [("markup-removed", Severity.WARNING)]


@pytest.mark.parametrize(
    "text",
    [
        "*secret*{style='display:none'} b",
        "*secret*{hidden=''} b",
        "<dialog>secret</dialog> b",
        "secret\n{: .hidden}\n\nb",
        "# secret {.d-none}\n\nb",
    ],
)
def test_what_an_attribute_list_hides_is_left_out(text: str) -> None:
    html, problems = _convert(text)
    assert "secret" not in html
    assert problems == [("markup-removed", Severity.WARNING)]


@pytest.mark.parametrize(
    "text",
    [
        "`<div hidden>` b",
        '<p title="hidden">b</p>',
        '<p class="user-hidden">b</p>',
        '<p id="hidden">b</p>',
    ],
)
def test_what_is_not_hidden_stays(text: str) -> None:
    html, problems = _convert(text)
    assert "b" in html
    assert not problems


@pytest.mark.parametrize("style", ["opacity:0.5", "font-size:0.9em", "left:-20px", "display:block"])
def test_a_style_that_hides_nothing_is_removed_alone(style: str) -> None:
    html, problems = _convert(f'<p style="{style}">b</p>')
    assert html == "<p>b</p>"
    assert problems == [("markup-removed", Severity.WARNING)]


def test_a_hidden_element_that_is_not_closed_is_an_error() -> None:
    html, problems = _convert("<div hidden>secret\n\nsecret")
    assert "secret" not in html
    assert ("markup-unclosed", Severity.ERROR) in problems


def test_a_hidden_element_that_is_not_allowed_is_an_error() -> None:
    for tag in ("x-y", "font", "main"):
        _, problems = _convert(f"<{tag} hidden>secret</{tag}>")
        assert ("markup-removed", Severity.ERROR) in problems


def test_an_anchor_in_a_hidden_element_does_not_exist() -> None:
    html, problems = _convert('<h2 hidden id="x">secret</h2>\n\n[b](#x)')
    assert "secret" not in html
    assert ("anchor-missing", Severity.ERROR) in problems
