"""The look that a site gives itself: its colors, its logo, its own rules; and readers' choice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from generator.cli import main
from generator.config.colors import DARK, LIGHT
from tests.support import ROOT, Build, MakeSite, OpenPage, Read, Serve
from tests.support.sources import article, png

SETTINGS = 'title = "Log"\n[languages.en]\n'
STYLE = (ROOT / "templates/assets/style.css").read_text("utf-8")


def make(site: MakeSite, settings: str = "") -> Path:
    """A site with one article and these settings."""
    return site({"content/site.toml": SETTINGS + settings, "content/a.en.md": article()})


def stylesheet(folder: Path) -> str:
    (path,) = (folder / "output/assets").glob("style.*.css")
    return path.read_text("utf-8")


def color(page: Page, name: str) -> str:
    found: str = page.evaluate(
        "name => getComputedStyle(document.documentElement).getPropertyValue(name)", name
    )
    return found


def test_the_backgrounds_that_colors_are_checked_on_are_those_of_the_stylesheet() -> None:
    papers = re.findall(r"--paper: (#\w{6});\s+--wash: (#\w{6});", STYLE)
    # Light, dark for two reasons, and paper.
    assert papers[:3] == [LIGHT.backgrounds, DARK.backgrounds, DARK.backgrounds]


def test_the_accent_color_of_each_scheme_is_the_sites(
    site: MakeSite, build: Build, serve: Serve, open_page: OpenPage
) -> None:
    folder = make(site, '[theme]\naccent = { light = "#0b6e4f", dark = "#63d1a8" }\n')
    assert build(folder).exit_code == 0
    page = open_page(color_scheme="light")
    page.goto(f"{serve(folder / 'output')}en/")
    assert (color(page, "--accent"), color(page, "--accent-wash")) == ("#0b6e4f", "#ebf3f1")
    page.emulate_media(color_scheme="dark")
    assert (color(page, "--accent"), color(page, "--accent-wash")) == ("#63d1a8", "#21332f")


def test_rules_of_the_site_are_added_to_those_of_the_theme(site: MakeSite, build: Build) -> None:
    rule = ".masthead { border-block-end-style: double; }\n"
    folder = site({"templates/assets/custom.css": rule, "content/a.en.md": article()})
    assert build(folder).exit_code == 0
    # The rules of the fonts are after them.
    assert stylesheet(folder).startswith(f"{STYLE}\n{rule}")
    assert not [*(folder / "output/assets").glob("custom*")]


def test_a_short_stylesheet_that_replaces_the_themes_is_reported(
    site: MakeSite, build: Build
) -> None:
    folder = site({"templates/assets/style.css": "a { color: red }", "content/a.en.md": article()})
    result = build(folder)
    assert result.exit_code == 0
    assert "templates/assets/style.css: warning: this file of 16 bytes replaces" in result.output
    assert "hint: rename it to custom.css" in result.output
    whole = site({"templates/assets/style.css": STYLE + "\n", "content/a.en.md": article()})
    assert "stylesheet-short" not in build(whole).output


def test_the_logo_is_before_the_title(site: MakeSite, build: Build, read: Read) -> None:
    folder = make(site, '[theme]\nlogo = "img/logo.png"\n')
    (folder / "content/img").mkdir()
    (folder / "content/img/logo.png").write_bytes(png(40, 20))
    assert build(folder).exit_code == 0
    element = r'<img class="masthead-logo" src="\.\./(assets/[^"]+)" alt="" ([^>]+)>Log</a>'
    logo = re.search(element, read(folder, "en/"))
    assert logo is not None
    assert (folder / "output" / logo[1]).is_file()
    assert logo[2] == 'width="40" height="20"'


def test_a_logo_that_does_not_exist_is_an_error(site: MakeSite, build: Build) -> None:
    folder = make(site, '[theme]\nlogo = "logo.svg"\n')
    result = build(folder)
    assert result.exit_code == 1
    assert "content/site.toml:4:8: error: image 'content/logo.svg' does not exist" in result.output


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_site_can_be_light_or_dark_for_everybody(
    site: MakeSite, build: Build, serve: Serve, open_page: OpenPage, scheme: str
) -> None:
    folder = make(site, f'[theme]\nscheme = "{scheme}"\n')
    assert build(folder).exit_code == 0
    page = open_page(color_scheme="dark" if scheme == "light" else "light", javascript=False)
    page.goto(f"{serve(folder / 'output')}en/")
    expected = (LIGHT if scheme == "light" else DARK).backgrounds[0]
    assert color(page, "--paper") == expected
    page.emulate_media(media="print")
    assert color(page, "--paper") == "#ffffff"


def test_a_reader_chooses_between_light_and_dark_once(
    site: MakeSite, build: Build, serve: Serve, open_page: OpenPage
) -> None:
    folder = make(site)
    assert build(folder).exit_code == 0
    url = serve(folder / "output")
    page = open_page(color_scheme="light")
    page.goto(f"{url}en/")
    switch = page.get_by_role("button", name="Dark colors")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    page.goto(f"{url}en/2024/")
    assert color(page, "--paper") == DARK.backgrounds[0]
    page.get_by_role("button", name="Dark colors").click()
    page.reload()
    assert color(page, "--paper") == LIGHT.backgrounds[0]


def test_without_scripts_there_is_no_switch_that_does_nothing(
    site: MakeSite, build: Build, serve: Serve, open_page: OpenPage
) -> None:
    folder = make(site)
    assert build(folder).exit_code == 0
    page = open_page(javascript=False)
    page.goto(f"{serve(folder / 'output')}en/")
    expect(page.locator(".scheme-switch")).to_be_hidden()


# --- tarikh theme eject ---------------------------------------------------------------------------


def eject(folder: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["theme", "eject", "--folder", str(folder), *arguments])
    return result.exit_code, result.output


def test_a_file_of_the_theme_is_copied_once(tmp_path: Path) -> None:
    copied = "created: templates/partials/footer.html\n"
    assert eject(tmp_path, "partials/footer.html") == (0, copied)
    copy = tmp_path / "templates/partials/footer.html"
    assert copy.read_bytes() == (ROOT / "templates/partials/footer.html").read_bytes()
    copy.write_text("mine", "utf-8")
    code, output = eject(tmp_path, "templates/partials/footer.html")
    assert code == 1
    assert "exists already, so nothing was written" in output
    assert copy.read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["partials/foter.html", "Footer.html"])
def test_the_path_of_a_file_of_the_theme_is_in_the_hint(tmp_path: Path, name: str) -> None:
    assert eject(tmp_path, name) == (
        1,
        f"tarikh: error: the theme has no file '{name}'\n"
        "  hint: did you mean 'partials/footer.html'?\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_the_difference_to_the_theme_is_shown(tmp_path: Path) -> None:
    assert eject(tmp_path, "--diff") == (0, "no file of this site replaces one of the theme\n")
    eject(tmp_path, "partials/footer.html")
    same = "templates/partials/footer.html is the same as in the theme\n"
    assert eject(tmp_path, "--diff") == (0, same)
    copy = tmp_path / "templates/partials/footer.html"
    copy.write_text(copy.read_text("utf-8") + "<p>Mine</p>\n", "utf-8")
    code, output = eject(tmp_path, "--diff", "partials/footer.html")
    assert code == 0
    assert output.endswith("-<p>Mine</p>\n")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("partials/foter.html",), 1, "hint: did you mean 'partials/footer.html'?"),
        (("../secret",), 1, "the theme has no file '../secret'"),
        (("--diff", "base.html"), 1, "hint: to copy it for editing: tarikh theme eject base.html"),
        ((), 2, "write the FILE to copy"),
    ],
)
def test_what_cannot_be_copied_or_compared_is_said(
    tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    found, output = eject(tmp_path, *arguments)
    assert found == code
    assert said in output
    assert not [*tmp_path.iterdir()]
