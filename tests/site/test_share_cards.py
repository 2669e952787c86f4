"""The pictures that other sites show of pages without one of their own."""

from __future__ import annotations

import re
import shutil
from base64 import b64encode
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from statistics import correlation

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from generator.exports import share_card
from generator.exports.share_card import write_card
from generator.preview.live_site import LiveSite
from generator.views.exports import ShareCardView
from tests.conftest import run_program
from tests.support.files import read_tree, write_tree
from tests.support.sources import article, png

pytestmark = pytest.mark.usefixtures("share_cards")

SITE = 'id = "urn:x:1"\nbase_url = "https://a.example/b/"\ntitle = "The quay"\n'
_IMAGE = re.compile(r'<meta property="og:image" content="([^"]+)">')


def build(folder: Path, *options: str) -> dict[str, bytes]:
    assert run_program("build", folder, *options).exit_code == 0
    return read_tree(folder / "output")


def image_of(page: bytes) -> str:
    found = _IMAGE.search(page.decode())
    return found[1] if found else ""


def card(**values: str) -> Image.Image:
    fields = {
        "lang": "ar",
        "dir": "rtl",
        "accent": "#96182f",
        "site": "",
        "title": "",
        "date": "",
        "status": "",
    }
    view = ShareCardView(**{**fields, "note": "", **values})  # type: ignore[arg-type]
    with Image.open(BytesIO(write_card(view))) as image:
        return image.convert("L")


def trim(image: Image.Image) -> Image.Image:
    """Cut off what is white around what is drawn."""
    return image.crop(ImageChops.invert(image).getbbox())


def font(face: str) -> str:
    """The bold font of a family of IBM Plex, in Base64."""
    spec = find_spec(f"fontpkg_ibm_plex_{face.lower().replace(' ', '_')}")
    assert spec is not None
    assert spec.origin is not None
    files = Path(spec.origin).parent / "files"
    return b64encode((files / f"IBMPlex{face.replace(' ', '')}-Bold.ttf").read_bytes()).decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_tree(
        tmp_path,
        {
            "content/site.toml": SITE,
            "content/strike.en.md": article("Dockers walk out", "2024-03-05", "status: alleged\n"),
            "content/strike.ar.md": article("عمال الميناء يضربون", "2024-03-05"),
            "content/pages/about.en.md": "---\ntitle: About\n---\nText.\n",
        },
    )
    return tmp_path


def test_every_page_without_a_picture_names_its_own(folder: Path) -> None:
    output = build(folder)
    named = {path: image_of(data) for path, data in output.items() if path.endswith(".html")}
    assert named["en/index.html"]
    assert not named["en/search/index.html"]
    for path, image in named.items():
        if image:
            file = path.replace("index.html", "share.png")
            assert re.fullmatch(rf"https://a\.example/b/{re.escape(file)}\?[0-9a-f]{{8}}", image)
            with Image.open(BytesIO(output[file])) as picture:
                assert picture.size == (1200, 630)
    html = output["en/articles/strike/index.html"].decode()
    assert '<meta property="og:image:width" content="1200">' in html
    assert 'content="Dockers walk out — Tuesday, March 5, 2024 — alleged — The quay">' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html


@pytest.mark.parametrize(
    "settings",
    [
        'title = "The quay"\n',
        f'{SITE}[share]\ncards = "none"\n',
        f'{SITE}image = {{ src = "cover.png", alt = "A quay" }}\n',
    ],
    ids=["no address", "turned off", "a picture of the site"],
)
def test_a_site_may_have_none(folder: Path, settings: str) -> None:
    write_tree(folder, {"content/site.toml": settings, "content/cover.png": png(40, 30)})
    assert not [path for path in build(folder) if path.endswith("share.png")]


def test_an_article_with_a_picture_keeps_it(folder: Path) -> None:
    lead = "image: {src: quay.png, alt: A quay}\n"
    write_tree(
        folder,
        {
            "content/strike.en.md": article(date="2024-03-05", more=lead),
            "content/quay.png": png(40, 30),
        },
    )
    output = build(folder)
    assert "en/articles/strike/share.png" not in output
    assert "/assets/quay." in image_of(output["en/articles/strike/index.html"])


def test_a_large_site_has_none_for_its_articles(folder: Path) -> None:
    write_tree(folder, {"content/other.en.md": article("Other")})
    write_tree(folder, {"content/site.toml": f"{SITE}[share]\ncards = 1\n"})
    output = build(folder)
    assert "en/2024/share.png" in output
    assert "en/articles/strike/share.png" not in output
    assert image_of(output["en/articles/strike/index.html"]) == ""


def test_a_language_in_a_script_without_fonts_has_none(folder: Path) -> None:
    write_tree(folder, {"content/site.toml": f"{SITE}[languages.en]\n[languages.he]\n"})
    (folder / "content/strike.ar.md").unlink()
    output = build(folder)
    assert "en/share.png" in output
    assert "he/share.png" not in output


def test_only_what_a_card_shows_makes_a_new_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build(folder)
    made = []

    def note(view: ShareCardView) -> bytes:
        made.append(view.title)
        return write_card(view)

    monkeypatch.setattr(share_card, "write_card", note)
    write_tree(
        folder,
        {"content/strike.ar.md": article("عمال الميناء يضربون", "2024-03-05", body="Other.")},
    )
    build(folder, "--jobs", "1")
    assert made == []
    write_tree(folder, {"content/strike.ar.md": article("Title", "2024-03-05")})
    after = build(folder, "--jobs", "1")
    assert made == ["Title"]
    changed = {path for path in after if path.endswith("share.png") and after[path] != before[path]}
    assert changed == {"ar/articles/strike/share.png"}
    page = "ar/articles/strike/index.html"
    assert image_of(after[page]) != image_of(before[page])
    shutil.rmtree(folder / "output")
    assert build(folder, "--jobs", "1") == after
    assert made == ["Title"]


def test_a_preview_shows_what_a_build_publishes(folder: Path) -> None:
    output = build(folder)
    live = LiveSite(folder, now=lambda: 0, drafts=False, jobs=1)
    file = "ar/articles/strike/share.png"
    assert live.get_file(file).data == output[file]


def test_without_the_package_nothing_is_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.engine.site_inputs.can_write_cards", lambda: False)
    output = build(folder)
    assert not [path for path in output if path.endswith("share.png")]
    assert image_of(output["en/index.html"]) == ""


class TestCard:
    def test_a_text_from_right_to_left_is_on_the_right(self) -> None:
        boxes = [
            ImageChops.invert(card(title="ميناء", dir=direction, lang="ar"))
            .crop((0, 20, 1200, 630))
            .getbbox()
            for direction in ("rtl", "ltr")
        ]
        right, left = boxes
        assert right is not None
        assert left is not None
        assert right[0] > 600
        assert left[2] < 600

    def test_letters_are_joined(self) -> None:
        # A word and its letters one by one, as a program without shaping sets them.
        joined = card(title="محمد").histogram()
        apart = card(title="م\u200cح\u200cم\u200cد").histogram()
        assert joined != apart

    @pytest.mark.parametrize(
        "title",
        ["أُعيدَ بناءُ المُستشفى", "لا إله إلا الله", "١٢٣ قتيلًا", "وزارة الدفاع (AP)", "Office flag"],
    )
    def test_letters_are_shaped_and_ordered_as_in_a_browser(
        self, browser: Browser, title: str
    ) -> None:
        is_arabic = title[0] != "O"
        face, direction = ("Sans Arabic", "rtl") if is_arabic else ("Serif", "ltr")
        drawn = card(title=title, lang="ar" if is_arabic else "en", dir=direction)
        page = browser.new_page(viewport={"width": 1600, "height": 400})
        page.set_content(
            f"<style>@font-face {{ font-family: F; src: url(data:font/ttf;base64,{font(face)}) }}"
            "span { font: 700 120px F; line-height: 300px; white-space: nowrap }</style>"
            f"<span dir={direction}>{title}</span>"
        )
        page.evaluate("document.fonts.load('700 120px F')")
        with Image.open(BytesIO(page.screenshot())) as image:
            expected = image.convert("L")
        page.close()
        # What is below the bar at the top of the card.
        shown, wanted = trim(drawn.crop((0, 20, 1200, 630))), trim(expected)
        assert shown.width / shown.height == pytest.approx(wanted.width / wanted.height, rel=0.03)
        size = (400, 60)
        pixels = [list(each.resize(size).tobytes()) for each in (shown, wanted)]
        assert correlation(*pixels) > 0.95

    def test_a_short_arabic_title_is_large(self) -> None:
        # Of 19 letters, which have 36 bytes.
        shown = trim(card(title="عمال الميناء يضربون").crop((0, 20, 1200, 630)))
        assert shown.height > 100

    def test_every_text_fits(self) -> None:
        for title in ("كلمة " * 80, "Word" * 120, "A", ""):
            image = ImageChops.invert(
                card(title=title, site="Site " * 60, date="date " * 60, note="note " * 90)
            )
            # Nothing touches the edges but the bar at the top.
            box = image.crop((0, 20, 1200, 630)).getbbox()
            assert box is not None
            assert box[0] >= 60
            assert box[2] <= 1140
            assert box[3] <= 600

    def test_what_is_written_is_no_markup(self) -> None:
        plain = card(title='#panic() $x$ *b* _i_ `c` "q" \\ <l> @r')
        assert ImageChops.invert(plain).getbbox() is not None
