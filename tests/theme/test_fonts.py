"""The fonts of pages: subsets of packaged fonts, in the stylesheet and in the heads of pages."""

from __future__ import annotations

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.fonts.faces import FACES
from generator.fonts.files import load_fonts, prepare_fonts
from tests.conftest import run_program
from tests.support import ROOT
from tests.support.files import read_tree
from tests.support.sources import article

FONTS = re.compile(r'url\("([^"]+\.woff2)"\)')


@pytest.fixture(scope="module", autouse=True)
def prepared() -> None:
    assert prepare_fonts()


def build(folder: Path, settings: str = "", style: str = "") -> dict[str, bytes]:
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "content/site.toml").write_text(settings, encoding="utf-8")
    (folder / "content/a.ar.md").write_text(article("عنوان"), encoding="utf-8")
    if style:
        (folder / "templates/assets").mkdir(parents=True)
        (folder / "templates/assets/style.css").write_text(style, encoding="utf-8")
    assert run_program("build", folder).exit_code == 0
    return read_tree(folder / "output")


def find_style(output: dict[str, bytes]) -> str:
    (found,) = [path for path in output if re.fullmatch(r"assets/style\.\w+\.css", path)]
    return output[found].decode()


def test_the_stylesheet_names_each_font_by_its_address(tmp_path: Path) -> None:
    output = build(tmp_path)
    named = FONTS.findall(find_style(output))
    published = [path.removeprefix("assets/") for path in output if path.endswith(".woff2")]
    assert sorted(named) == sorted(published)
    assert len(named) == len(FACES)


def test_what_stands_in_for_a_font_has_its_height(tmp_path: Path) -> None:
    style = find_style(build(tmp_path))
    fonts = {name: TTFont(BytesIO(data))["hhea"] for name, data in load_fonts().items()}
    rules = re.findall(
        r'"Tarikh (\w+) Fallback (\d+)"; font-weight: (\d+); .* size-adjust: ([\d.]+)%;'
        r" ascent-override: ([\d.]+)%; descent-override: ([\d.]+)%",
        style,
    )
    assert len(rules) == 18
    for name, number, weight, size, ascent, descent in rules:
        font = fonts[f"plex-{name.lower()}-{weight}.woff2"]
        scale = float(size) / 10
        assert float(ascent) * scale == pytest.approx(font.ascent, rel=0.001)
        assert float(descent) * scale == pytest.approx(-font.descent, rel=0.001)
        families = {"Arabic": "arabic", "Serif": "serif", "Sans": "sans"}
        assert re.search(rf'--web-{families[name]}: [^;]*"Tarikh {name} Fallback {number}"', style)


def test_all_fonts_together_are_light() -> None:
    fonts = load_fonts()
    assert len(fonts) == len(FACES)
    assert sum(map(len, fonts.values())) <= 120_000


def test_pages_load_the_fonts_of_their_script_first(tmp_path: Path) -> None:
    output = build(tmp_path)
    for language, names in (("ar", ["arabic"]), ("en", ["serif", "sans"])):
        html = output[f"{language}/index.html"].decode()
        loaded = re.findall(r'<link rel="preload" href="\.\./(assets/[^"]+)" as="font"', html)
        assert [path.partition(".")[0] for path in loaded] == [
            f"assets/plex-{name}-{weight}" for name in names for weight in (400, 700)
        ]
        assert all(path in output for path in loaded)


@pytest.mark.parametrize(
    ("settings", "style"),
    [('[theme]\nfonts = "system"\n', ""), ("", "body { font-family: Georgia }" * 2000)],
    ids=["turned off", "a stylesheet of the site"],
)
def test_a_site_may_use_the_fonts_of_systems(tmp_path: Path, settings: str, style: str) -> None:
    output = build(tmp_path, settings, style)
    assert not [path for path in output if path.endswith(".woff2")]
    assert "@font-face" not in find_style(output)
    assert "preload" not in output["ar/index.html"].decode()


def test_the_fonts_have_the_letters_and_digits_of_both_scripts() -> None:
    fonts = {name: TTFont(BytesIO(data)).getBestCmap() for name, data in load_fonts().items()}
    arabic = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىپچژگڤێۆڕڵکیە٠١٢٣٤٥٦٧٨٩0123456789،؛؟«»ًٌٍَُِّْ"
    western = "AZaz09éßŒž“”‘’–—…€"
    latin = f"{western}şğİÎāīū"
    for name, characters in fonts.items():
        needed = {"arabic": arabic, "sans": western, "serif": latin}[name.split("-")[1]]
        assert [letter for letter in needed if ord(letter) not in characters] == [], name


def test_without_the_packages_pages_use_the_fonts_of_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.fonts.files.can_subset", lambda: False)
    assert not prepare_fonts(tmp_path / "fonts")
    monkeypatch.setattr("generator.engine.site_inputs.prepare_fonts", lambda: False)
    output = build(tmp_path / "site")
    assert "preload" not in output["ar/index.html"].decode()


def test_the_build_of_the_wheel_needs_no_library_of_the_program() -> None:
    code = """
import sys
for name in ("msgspec", "jinja2", "yaml", "click"):
    sys.modules[name] = None
import generator.fonts.files
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
