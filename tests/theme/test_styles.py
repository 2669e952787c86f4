"""Rules of the stylesheets, read with a CSS parser and not searched as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import tinycss2
from tinycss2.color4 import parse_color

from tests.support import ROOT

SHEETS = (ROOT / "templates/assets/style.css", ROOT / "generator/preview/preview.css")

# Properties that name a side of the screen; each has a logical one that follows the language.
# `overflow-inline` and its like are left out: only one browser knows them.
PHYSICAL = re.compile(
    r"""(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)(?:-.+)?
      | (?:left|right|top|bottom)
      | (?:min-|max-)?(?:width|height)
      | border-(?:top|bottom)-(?:left|right)-radius
      | contain-intrinsic-(?:width|height)""",
    re.VERBOSE,
)
# Shorthands of four sides: with values that differ between the last two of four, one names left
# and right; with up to three values they are the same in both directions.
FOUR_SIDES = re.compile(
    r"margin|padding|inset|border-(?:width|style|color)|scroll-(?:margin|padding)|border-radius"
)
# Values that name a side of the screen, by the property that they are values of.
SIDED_VALUES = {
    "text-align": {"left", "right"},
    "float": {"left", "right"},
    "clear": {"left", "right"},
    "caption-side": {"left", "right"},
    "resize": {"horizontal", "vertical"},
}

# The pairs of colors of text and its background, by their use.
TEXTS = ("ink", "soft", "accent", "announced", "expected", "alleged", "disputed", "denied")
BACKGROUNDS = ("paper", "wash")
# Besides these: a link under the pointer and the words of a correction.
OTHER_PAIRS = (("accent", "accent-wash"), ("ink", "accent-wash"))
# The contrast of a shape or a rule that has a meaning (WCAG 2.2, success criterion 1.4.11).
SHAPES = (("strong-rule", "paper"),)
FOR_TEXT = 4.5
FOR_SHAPES = 3.0


def declarations(path: Path) -> Iterator[tuple[tuple[str, ...], str, list[Any]]]:
    """Yield each declaration of a sheet: the rules around it, its property and its value."""
    rules = tinycss2.parse_stylesheet(
        path.read_text("utf-8"), skip_comments=True, skip_whitespace=True
    )
    yield from _in_rules(rules, ())


def _in_rules(rules: list[Any], around: tuple[str, ...]) -> Iterator[tuple[Any, str, list[Any]]]:
    for rule in rules:
        assert rule.type != "error", f"{rule.source_line}: {rule.message}"
        prelude = tinycss2.serialize(rule.prelude).strip()
        if rule.type == "at-rule":
            name = (*around, f"@{rule.lower_at_keyword} {prelude}".strip())
            if rule.content is None:
                continue
            if rule.lower_at_keyword in {"page", "font-face"}:
                yield from _in_block(rule.content, name)
            else:
                inner = tinycss2.parse_rule_list(
                    rule.content, skip_comments=True, skip_whitespace=True
                )
                yield from _in_rules(inner, name)
        else:
            yield from _in_block(rule.content, (*around, prelude))


def _in_block(content: list[Any], around: tuple[str, ...]) -> Iterator[tuple[Any, str, list[Any]]]:
    for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        assert item.type == "declaration", f"{around}: {item}"
        value = [token for token in item.value if token.type not in {"whitespace", "comment"}]
        yield around, item.lower_name, value


def physical(name: str, value: list[Any]) -> bool:
    """Whether a declaration refers to a side of the screen instead of one of the text."""
    if PHYSICAL.fullmatch(name):
        return True
    if FOUR_SIDES.fullmatch(name) and len(value) == 4:
        first, second = (1, 3) if "radius" not in name else (0, 1)
        return bool(tinycss2.serialize([value[first]]) != tinycss2.serialize([value[second]]))
    words = {token.lower_value for token in value if token.type == "ident"}
    return bool(words & SIDED_VALUES.get(name, set()))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_no_declaration_names_a_side_of_the_screen(path: Path) -> None:
    found = [
        f"{' '.join(around)} {{ {name}: {tinycss2.serialize(value)} }}"
        for around, name, value in declarations(path)
        if physical(name, value)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "margin-left: 1px",
        "left: 0",
        "width: 2em",
        "max-height: 3em",
        "margin: 1px 2px 3px 4px",
        "border-radius: 1px 2px 2px 1px",
        "text-align: right",
        "float: left",
        "border-top-left-radius: 2px",
        "padding-top: 0",
    ],
)
def test_each_way_to_name_a_side_is_noticed(text: str, tmp_path: Path) -> None:
    sheet = tmp_path / "style.css"
    sheet.write_text(f"@media print {{ p {{ {text} }} }}", "utf-8")
    ((_, name, value),) = declarations(sheet)
    assert physical(name, value)


@pytest.mark.parametrize(
    "text", ["margin: 1px 2px", "margin: 1px 2px 3px 2px", "inline-size: 2em", "text-align: end"]
)
def test_direction_independent_values_are_accepted(text: str, tmp_path: Path) -> None:
    sheet = tmp_path / "style.css"
    sheet.write_text(f"p {{ {text} }}", "utf-8")
    ((_, name, value),) = declarations(sheet)
    assert not physical(name, value)


Color = tuple[float, ...]


# The rule that has the colors of each scheme.
SCHEMES = {
    "light": (":root",),
    "dark system": (
        "@media screen and (prefers-color-scheme: dark)",
        ':root:not([data-scheme="light"])',
    ),
    "dark by choice": ("@media screen", ':root[data-scheme="dark"]'),
}


def colors(scheme: str) -> dict[str, Color]:
    """Return the colors of the variables in a scheme, as linear red, green and blue."""
    found: dict[str, Color] = {}
    for around, name, value in declarations(SHEETS[0]):
        if around == SCHEMES[scheme] and name.startswith("--"):
            colour = parse_color(tinycss2.serialize(value).strip())
            if colour is not None:
                found[name.removeprefix("--")] = tuple(map(_linear, colour.to("srgb")[:3]))
    return found


def _linear(share: float) -> float:
    """Return the linear value of an sRGB component (WCAG 2.2, relative luminance)."""
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colors (WCAG 2.2), from 1 to 21."""
    weights = (0.2126, 0.7152, 0.0722)
    lights = sorted(
        sum(weight * share for weight, share in zip(weights, colour, strict=True))
        for colour in (one, other)
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_is_legible_on_every_background(scheme: str) -> None:
    known = colors(scheme)
    pairs = (*product(TEXTS, BACKGROUNDS), *OTHER_PAIRS)
    low = {
        pair: round(ratio, 2)
        for pair in pairs
        if (ratio := contrast(known[pair[0]], known[pair[1]])) < FOR_TEXT
    }
    assert low == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_shapes_that_carry_meaning_stand_out(scheme: str) -> None:
    known = colors(scheme)
    for one, other in SHAPES:
        assert contrast(known[one], known[other]) >= FOR_SHAPES


def test_every_color_is_a_variable_and_each_is_checked() -> None:
    known = set(colors("light"))
    assert known == set(colors("dark system"))
    assert colors("dark by choice") == colors("dark system") != colors("light")
    looked_at = {name for pair in (*OTHER_PAIRS, *SHAPES) for name in pair}
    assert known - looked_at - {*TEXTS, *BACKGROUNDS} == {"rule", "axis"}
    for around, name, value in declarations(SHEETS[0]):
        if name.startswith("--") or "@media print" in around:
            continue
        for token in value:
            assert token.type != "hash", f"{' '.join(around)}: {name}"


def test_black_on_white_has_the_highest_contrast() -> None:
    assert contrast((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)) == pytest.approx(21)
