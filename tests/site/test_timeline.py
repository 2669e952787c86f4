"""The whole timeline in a browser: its picture, its inputs, its address and its frame elsewhere."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zlib import decompress

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.support import Build, MakeSite, OpenPage, Read, Serve
from tests.support.axe import COLOR_RULES, axe_violations
from tests.support.html_tree import parse_html
from tests.support.sources import article

OpenTimeline = Callable[..., Page]
PICTURE = ".chart-live svg"
PERIOD = "[data-chart-period]"
FOCUSED = "document.activeElement.getAttribute('aria-label')"


@pytest.fixture
def open_timeline(open_page: OpenPage, sample_url: str) -> OpenTimeline:
    """Open the whole timeline of the sample, and wait until its picture is drawn by scripts."""

    def open_one(address: str = "", *, language: str = "en", width: int = 1280) -> Page:
        page = open_page(width=width)
        page.goto(f"{sample_url}{language}/timeline/{address}")
        expect(page.locator(PERIOD)).not_to_be_empty()
        expect(page.locator(".chart-event[href]").first).to_be_visible()
        return page

    return open_one


def view(page: Page) -> dict[str, list[str]]:
    """What the address of a page says."""
    return parse_qs(urlsplit(page.url).query)


def wait_for(page: Page, name: str) -> str:
    """Wait until the address has a value, and return it."""
    expect(page).to_have_url(re.compile(rf"[?&]{name}="))
    return view(page)[name][0]


def places(page: Page) -> dict[str, tuple[float, float]]:
    """The left and the right edge of the mark of each event, by the address of its article."""
    found = page.evaluate(
        """[...document.querySelectorAll('.chart-event')].map((mark) => {
            const shape = mark.querySelector('.chart-extent, .chart-dot, .chart-ring');
            const box = shape.getBoundingClientRect();
            const frame = document.querySelector('svg').getBoundingClientRect();
            const path = mark.href.baseVal.replace(/.*articles/, '');
            return [path, box.left - frame.left, box.right - frame.left];
        })"""
    )
    return {path: (left, right) for path, left, right in found}


# --- Without scripts ----------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_event_is_a_link_in_the_picture_and_once_in_the_list(
    open_page: OpenPage, sample_url: str, language: str
) -> None:
    page = open_page(javascript=False)
    page.goto(f"{sample_url}{language}/timeline/")
    links = page.locator(".chart-event").evaluate_all("each => each.map((a) => a.href.baseVal)")
    listed = page.locator(".event h3 a").evaluate_all(
        "each => each.map((a) => a.getAttribute('href'))"
    )
    assert sorted(links) == sorted(listed)
    assert len(set(listed)) == len(listed) == 11
    assert page.locator(".chart-event .chart-title").count() >= 11
    expect(page.locator("[data-chart-tools]")).to_be_hidden()


def test_time_runs_with_the_language(open_page: OpenPage, sample_url: str) -> None:
    middles = {}
    for language in ("ar", "en"):
        page = open_page(javascript=False)
        page.goto(f"{sample_url}{language}/timeline/")
        width = page.locator(".timeline-chart").bounding_box()
        assert width
        edges = places(page)
        middles[language] = {
            key: (left + right) / 2 / width["width"] for key, (left, right) in edges.items()
        }
    for key, place in middles["en"].items():
        assert middles["ar"][key] == pytest.approx(1 - place, abs=0.002), key


def test_more_than_a_thousand_events_are_divided(
    site: MakeSite, build: Build, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.pages.timeline_parts.LONG_WHOLE_TIMELINE", 3)
    years = (1987, 1991, 1993, 2001, 2002, 2002, 2003)
    files = {f"content/e{n}.en.md": article(f"E{n}", f"{year}") for n, year in enumerate(years)}
    folder = site({"content/site.toml": "[languages.en]\n", **files})
    assert build(folder, "--jobs", "1").exit_code == 0
    whole = parse_html(read(folder, "en/timeline/"))
    parts = re.findall(r'href="([^"]+)"><bdi>', read(folder, "en/timeline/").partition("parts")[2])
    assert parts == [
        "../timeline/1980s/",
        "../timeline/1990s/",
        *(f"../timeline/{y}/" for y in (2001, 2002, 2003)),
    ]
    assert [each.attributes["id"] for each in whole.find("article", "event")] == []
    middle = read(folder, "en/timeline/1990s/")
    assert re.findall(r'<article class="event" id="([^"]+)"', middle) == ["e1", "e2"]
    assert re.findall(r'rel="(prev|next)" href="([^"]+)"', middle) == [
        ("prev", "../../timeline/1980s/"),
        ("next", "../../timeline/2001/"),
    ]


# --- What scripts are given ---------------------------------------------------------------


def test_the_file_of_a_timeline_has_the_bounds_of_its_dates(site: MakeSite, build: Build) -> None:
    files = {
        "content/a.en.md": article("A", "2003~/.."),
        "content/b.en.md": article("B", "2003-03-20"),
        "content/site.toml": "[languages.en]\n",
    }
    folder = site(files)
    assert build(folder).exit_code == 0
    (path,) = (folder / "output/assets/timeline/en").iterdir()
    assert path.name == "2003.bin"
    day, year = 86_400, 365 * 86_400
    start = 731_215 * day
    assert json.loads(decompress(path.read_bytes())) == [
        [start, year, 2 | 4, "open", "en/articles/a/", "a", "from about 2003 onward", "A"],
        [78 * day, day, 0, "day", "en/articles/b/", "b", "Thursday, March 20, 2003", "B"],
    ]


def test_an_edit_rewrites_only_the_files_of_its_years(
    site: MakeSite, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.pages.timeline_parts.LONG_WHOLE_TIMELINE", 3)
    files = {
        f"content/e{year}.en.md": article(f"E{year}", f"{year}-05-06") for year in range(2001, 2009)
    }
    folder = site({"content/site.toml": "[languages.en]\n", **files})
    build(folder, "--jobs", "1")
    (folder / "content/e2004.en.md").write_text(article("New", "2004-05-06"), "utf-8")
    shown = build(folder, "--jobs", "1", "--explain").stdout
    assert "assets/timeline/en/2004.bin" in shown
    assert "assets/timeline/en/2005.bin" not in shown
    assert "en/timeline/2004/" in shown
    assert "en/timeline/2005/" not in shown


# --- Zoom, pan and keyboard ---------------------------------------------------------------


def test_the_picture_of_the_scripts_is_that_of_the_page(
    open_timeline: OpenTimeline, open_page: OpenPage, sample_url: str
) -> None:
    plain = open_page(javascript=False)
    plain.goto(f"{sample_url}en/timeline/")
    before = places(plain)
    after = places(open_timeline())
    ratios = {
        key: (after[key][0] + after[key][1] - 2 * min(a for a, _ in after.values()))
        / (before[key][0] + before[key][1] - 2 * min(a for a, _ in before.values()))
        for key in before
        if before[key][0] > 100
    }
    assert max(ratios.values()) - min(ratios.values()) < 0.02


@pytest.mark.parametrize("language", ["ar", "en"])
def test_buttons_the_wheel_and_keys_zoom_and_pan(
    open_timeline: OpenTimeline, language: str
) -> None:
    page = open_timeline(language=language)
    assert view(page) == {}
    page.locator("[data-do=in]").click()
    first = wait_for(page, "from")
    page.locator("[data-do=later]").click()
    expect(page).not_to_have_url(re.compile(f"from={first}&"))
    assert wait_for(page, "from") > first
    page.locator("[data-do=whole]").click()
    expect(page).to_have_url(re.compile("/timeline/$"))
    box = page.locator(PICTURE).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 5)
    page.mouse.wheel(0, -400)
    start = wait_for(page, "from")
    # What is dragged towards the beginning shows what is later.
    step = 300 if language == "ar" else -300
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + step, box["y"] + 5, steps=4)
    page.mouse.up()
    expect(page).not_to_have_url(re.compile(f"from={start}&"))
    assert wait_for(page, "from") > start
    page.locator(".chart-event[tabindex='0']").focus()
    page.keyboard.press("0")
    expect(page).to_have_url(re.compile("/timeline/$"))


@pytest.mark.parametrize(("language", "forward"), [("ar", "ArrowLeft"), ("en", "ArrowRight")])
def test_the_focus_moves_from_event_to_event_and_enter_opens_one(
    open_timeline: OpenTimeline, language: str, forward: str
) -> None:
    page = open_timeline(language=language)
    page.locator(".chart-event[tabindex='0']").focus()
    page.keyboard.press("Home")
    names = []
    for _ in range(11):
        names.append(page.evaluate(FOCUSED))
        page.keyboard.press(forward)
    assert len(set(names)) == 11
    assert "2014" in names[0]
    page.keyboard.press("Home")
    page.keyboard.press(forward)
    page.keyboard.press(forward)
    page.keyboard.press(forward)
    page.keyboard.press("Enter")
    story = page.locator("[data-chart-story]")
    expect(story).to_be_focused()
    expect(story.locator(".prose p").first).to_be_visible()
    assert view(page)["event"] == ["strike"]
    page.keyboard.press("Escape")
    expect(story).to_be_hidden()
    assert page.evaluate(FOCUSED) == names[3]


def test_an_address_opens_its_period_lanes_and_event(open_timeline: OpenTimeline) -> None:
    page = open_timeline("?from=2024-01&to=2024-12&lanes=tag&lane=us-forces&lane=isis&event=strike")
    expect(page.locator("[data-chart-story] > h2")).to_contain_text("Baghdad")
    assert page.locator(".chart-lane").all_text_contents() == ["US forces", "ISIS"]
    expect(page.locator(PERIOD)).to_contain_text("2024")


@pytest.mark.parametrize(
    ("language", "lanes"),
    [
        ("ar", ["العراق", "إيران", "بغداد", "البنتاغون", "قاعدة حرير، أربيل"]),
        ("en", ["Iraq", "إيران", "Baghdad", "The Pentagon", "Harir base, Erbil"]),
    ],
)
def test_each_place_is_a_lane(open_timeline: OpenTimeline, language: str, lanes: list[str]) -> None:
    page = open_timeline("?lanes=place", language=language)
    assert page.locator(".chart-lane").all_text_contents() == lanes


def test_two_fingers_zoom(open_timeline: OpenTimeline) -> None:
    page = open_timeline(width=375)
    box = page.locator(PICTURE).bounding_box()
    assert box
    send = """([type, id, x, y]) => document.querySelector('.chart-live svg').dispatchEvent(
        new PointerEvent(type, {pointerId: id, clientX: x, clientY: y, bubbles: true,
                                pointerType: 'touch', isPrimary: id === 1}))"""
    middle, top = box["x"] + box["width"] / 2, box["y"] + 20
    for name, finger, x in (
        ("pointerdown", 1, middle - 30),
        ("pointerdown", 2, middle + 30),
        ("pointermove", 2, middle + 40),
        ("pointermove", 1, middle - 60),
        ("pointermove", 2, middle + 120),
        ("pointerup", 1, middle - 60),
        ("pointerup", 2, middle + 120),
    ):
        page.evaluate(send, [name, finger, x, top])
    assert wait_for(page, "from")


def test_a_failed_file_leaves_the_published_picture(open_page: OpenPage, sample_url: str) -> None:
    page = open_page()
    page.route("**/events.bin", lambda route: route.fulfill(status=404))
    page.goto(f"{sample_url}en/timeline/", wait_until="networkidle")
    assert page.locator(".chart-event").count() == 11
    expect(page.locator("[data-chart-tools]")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 375, 1280])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_axe_finds_nothing_in_any_state(
    open_timeline: OpenTimeline, language: str, width: int
) -> None:
    page = open_timeline("?lanes=source", language=language, width=width)
    page.locator(".chart-event[tabindex='0']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-chart-story] .prose p").first).to_be_visible()
    for details in page.locator("details").all():
        details.evaluate("each => { each.open = true }")
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(color_scheme="dark")
    assert axe_violations(page, *COLOR_RULES) == []


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_axe_finds_nothing_in_the_page_for_frames(
    open_page: OpenPage, sample_url: str, language: str, width: int
) -> None:
    page = open_page(width=width)
    page.goto(f"{sample_url}{language}/timeline/embed/")
    expect(page.locator(PERIOD)).not_to_be_empty()
    assert axe_violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe_violations(page, *COLOR_RULES) == []


# --- On other sites -----------------------------------------------------------------------


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("timeline/embed/?tag=isis", ".chart-event[href]"),
        ("search/embed/?tag=isis", "#search-events h3 a"),
    ],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_frame_of_another_site_shows_a_view_and_tells_its_height(  # noqa: PLR0917 - fixtures
    tmp_path: Path,
    open_page: OpenPage,
    sample_url: str,
    serve: Serve,
    language: str,
    address: str,
    shown: str,
    direction: str,
) -> None:
    host = """<!doctype html><html dir="{}"><meta charset="utf-8"><title>Host</title>
        <input autofocus>
        <iframe src="{}" width="600" height="100" title="T"></iframe><script>
        addEventListener("message", ({{data, source}}) => {{
          const frame = document.querySelector("iframe");
          if (source === frame.contentWindow && data?.type === "tarikh:height") {{
            frame.height = data.height;
            document.title = data.height;
          }}
        }});</script>"""
    (tmp_path / "index.html").write_text(
        host.format(direction, f"{sample_url}{language}/{address}"), "utf-8"
    )
    page = open_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(serve(tmp_path).replace("127.0.0.1", "localhost"))
    frame = page.frame_locator("iframe")
    expect(frame.locator(shown)).to_have_count(4)
    expect(frame.locator(".masthead")).to_have_count(0)
    expect(frame.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    page.wait_for_function(
        "Math.abs(Number(document.title) - document.querySelector('iframe').offsetHeight) < 8"
    )
    height = frame.locator("main").evaluate("main => main.getBoundingClientRect().height")
    assert int(page.title()) == pytest.approx(height, abs=1.1)
    # Nothing of it has to be scrolled, and the frame does not take the focus.
    assert frame.locator("html").evaluate("html => html.scrollWidth <= html.clientWidth")
    assert frame.locator("html").evaluate("html => html.scrollHeight - html.clientHeight") <= 4
    expect(page.locator("input")).to_be_focused()
    hosts = {urlsplit(each).netloc for each in requests}
    assert hosts == {urlsplit(sample_url).netloc, urlsplit(page.url).netloc}


@pytest.mark.parametrize("address", ["timeline/embed/", "search/embed/"])
def test_links_leave_a_frame(
    tmp_path: Path, open_page: OpenPage, sample_url: str, serve: Serve, address: str
) -> None:
    frame = f'<!doctype html><title>Host</title><iframe src="{sample_url}en/{address}?tag=isis">'
    (tmp_path / "index.html").write_text(frame, "utf-8")
    page = open_page()
    page.goto(serve(tmp_path))
    page.frame_locator("iframe").locator(".embed-title a").click()
    page.wait_for_url(f"{sample_url}en/*/")


def test_the_snippet_of_a_search_follows_what_is_looked_for(
    open_page: OpenPage, sample_url: str
) -> None:
    page = open_page()
    page.goto(f"{sample_url}en/search/?tag=isis")
    page.locator(".sharing summary").click()
    snippet = page.locator("#_snippet")
    expect(snippet).to_have_value(re.compile(r'src="http[^"]+/en/search/embed/\?tag=isis"'))
    page.locator("#search-words").fill("Baghdad")
    expect(snippet).to_have_value(re.compile(r"/en/search/embed/\?q=Baghdad&amp;tag=isis"))


def test_the_snippet_follows_the_view_and_the_picture_is_downloaded(
    open_timeline: OpenTimeline,
) -> None:
    page = open_timeline("?tag=isis")
    page.locator(".sharing summary").click()
    snippet = page.locator("#_snippet")
    assert re.search(r'src="http[^"]+/en/timeline/embed/\?tag=isis"', snippet.input_value())
    with page.expect_download() as started:
        page.locator("[data-download=svg]").click()
    text = started.value.path().read_text("utf-8")
    assert text.startswith("<svg")
    assert "var(" not in text
    with page.expect_download() as started:
        page.locator("[data-download=png]").click()
    assert started.value.path().read_bytes().startswith(b"\x89PNG")


@pytest.fixture
def pictured_url(site: MakeSite, build: Build, serve: Serve) -> str:
    """The address of a site with a photograph, and an event without one."""
    data = BytesIO()
    Image.effect_noise((600, 400), 80).convert("RGB").save(data, "JPEG", quality=90)
    files = {
        "content/site.toml": 'title = "Record"\n[languages.ar]\n[languages.en]\n',
        "content/plain.en.md": article("Plain", "2004-05-06"),
        **{
            f"content/flood.{code}.md": article(
                "Flood", "2003-04-05", 'image: {src: photo.jpg, alt: "W"}\n'
            )
            for code in ("ar", "en")
        },
    }
    folder = site(files)
    (folder / "content/photo.jpg").write_bytes(data.getvalue())
    assert build(folder).exit_code == 0
    return serve(folder / "output")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_label_has_the_thumbnail_of_its_event(
    open_page: OpenPage, pictured_url: str, language: str, scripts: bool
) -> None:
    page = open_page(javascript=scripts)
    page.goto(f"{pictured_url}{language}/timeline/")
    if scripts:
        expect(page.locator(PERIOD)).not_to_be_empty()
    image = page.locator(".chart-event image")
    expect(image).to_have_count(1)
    address = image.evaluate("image => new URL(image.href.baseVal, document.baseURI).href")
    assert page.request.get(address).headers["content-type"] == "image/webp"
    box = image.bounding_box()
    mark = page.locator(".chart-event:has(image) .chart-extent").bounding_box()
    title = page.locator(".chart-event:has(image) .chart-title").first.bounding_box()
    assert box
    assert mark
    assert title
    assert box["width"] == pytest.approx(box["height"], abs=1)
    assert box["y"] > mark["y"] + mark["height"]
    if language == "ar":
        assert title["x"] + title["width"] <= box["x"]
    else:
        assert title["x"] >= box["x"] + box["width"]


def test_a_downloaded_picture_contains_its_thumbnails(
    open_page: OpenPage, pictured_url: str
) -> None:
    page = open_page()
    page.goto(f"{pictured_url}en/timeline/")
    expect(page.locator(PERIOD)).not_to_be_empty()
    page.locator(".sharing summary").click()
    with page.expect_download() as started:
        page.locator("[data-download=svg]").click()
    text = started.value.path().read_text("utf-8")
    (data,) = re.findall(r'<image href="data:image/webp;base64,([^"]+)"', text)
    with Image.open(BytesIO(b64decode(data))) as thumbnail:
        assert thumbnail.size == (320, 213)
    place = page.locator(".chart-event image").evaluate(
        "image => { const {x, y} = image.getBoundingClientRect();"
        " const svg = image.ownerSVGElement.getBoundingClientRect();"
        " return [x - svg.x, y - svg.y]; }"
    )
    with page.expect_download() as started:
        page.locator("[data-download=png]").click()
    with Image.open(started.value.path()) as picture:
        left, top = (round(2 * each) for each in place)
        pixels = picture.convert("L").crop((left, top, left + 96, top + 96))
    # Noise, and not the paper behind it.
    assert len(set(pixels.tobytes())) > 100


def test_years_tags_and_sources_lead_to_their_picture(open_page: OpenPage, sample_url: str) -> None:
    page = open_page()
    for path, query in (
        ("2024/", {"from": ["2024"], "to": ["2024"]}),
        ("tags/isis/", {"tag": ["isis"]}),
        ("sources/associated-press/", {"source": ["associated-press"]}),
    ):
        page.goto(f"{sample_url}en/{path}")
        page.get_by_role("link", name="See them along time").click()
        expect(page.locator(PERIOD)).not_to_be_empty()
        assert view(page) == query
        expect(page.locator(".chart-event[href]").first).to_be_visible()
