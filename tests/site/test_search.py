"""The search page in a browser: the same rules as in the program, and a page that says all."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

import pytest
from msgspec import to_builtins
from playwright.sync_api import Browser, Page, Route, expect

from generator.search import Analyzer, SearchIndex, merge_texts, parse_query, rank
from generator.search.analysis import join_term
from generator.search.arabic import is_arabic, stem_lightly
from generator.search.layout import Layout
from generator.search.matching import Row, correct_word, match_word
from generator.search.pieces import build_pieces
from generator.search.words import (
    ending_routes,
    find_compounds,
    group_of,
    hash_text,
    loosen,
    routes,
    split_words,
)
from generator.text.folding import fold, unify
from tests.search.relevance import analyze_events, read_variants
from tests.support import Build, MakeSite, OpenPage, Serve
from tests.support.axe import COLOR_RULES, axe_violations
from tests.support.sources import article, png

OpenSearch = Callable[..., Page]
STATUS = "#search-status"
TITLES = "#search-events h3"
# Words of both scripts with what tells the rules apart.
WORDS = (
    *("القوات", "والقوات", "قوات", "للقوات", "الأمريكية", "أمريكا", "الإيرانيون", "إيران"),
    *("ببغداد", "وبغداد", "بغداد", "لبنان", "لبن", "المانيا", "ألمانيا", "الالتزام", "والده"),
    *("الجو", "مستشفى", "ومصر", "الله", "فلسطينية", "attacks", "attack", "attackers"),
    *("withdrawal", "2024", "ß", "é", "straße", "Ḥamās", "hamas", "U.S.", "us", "ceasefire"),
    *("مسؤول", "المسئولين", "مسوول", "حزب", "أحزاب", "إضراب", "ضربة", "أجهزة", "جهاز", "وزراء"),
    *("وزير", "صواريخ", "صاروخ", "شوارع", "شارع", "مدارس", "مدرسة", "مفتاح", "مفاتيح", "حرائق"),
    *("حريق", "عمال", "عامل", "سفارتها", "سفارة", "القوة", "قضايا", "قضية", "ملايين", "بيوتهم"),
    *("أعلنت", "أعلن", "تطالب", "طالبوا", "بغزة", "غزة", "سوريا", "سور", "بيروت", "واحد", "الأحد"),
    *(
        "رؤساء",
        "رئيس",
        "حكومة",
        "حكم",
        "چاي",
        "جاي",
        "ماء",
        "ما",
        "اء",
        "وفاة",
        "وفاته",
        "برلمان",
        "البرلمانيون",
    ),
)
QUERIES = (
    "القوات الأمريكية",
    "قوات امریکیه",
    "attack on the forces",
    '"US forces" baghdad',
    "بغداد -داعش",
    "أيلول 2024",
    "2024-09",
    "27 September 2024 agreement",
    "withdrawel",
    "bagh",
    "harir erbil coalition",
    '-"us forces" pentagon',
    "في العراق",
    "وفي العراق ومن ثم",
    "cease-fire F-16 a-b-c",
    "27/9/2024",
    "5/6/2024",
    "9/2024 2014-2016 2016–2014",
    "2024.9.27 in 2011",
    "Sep 27th, 2024 at 1,000",
    "عبدالله Sana'a U.S. 2003م",
    "the",
    "«عين الأسد»",
    "x" * 600,
)


@pytest.fixture
def open_search(open_page: OpenPage, sample_url: str) -> OpenSearch:
    """Open the search page of the sample with a query string, and wait for its results."""

    def open_one(address: str, *, language: str = "ar", width: int = 1280) -> Page:
        page = open_page(width=width)
        page.goto(f"{sample_url}{language}/search/{address}")
        expect(page.locator(STATUS)).not_to_be_empty()
        return page

    return open_one


@pytest.fixture(scope="module")
def scripts(browser: Browser, sample_url: str) -> Iterator[Page]:
    """The search page of the sample, for calls of its scripts that change nothing in it."""
    page = browser.new_page()
    page.goto(f"{sample_url}ar/search/")
    expect(page.locator(STATUS)).not_to_be_empty()
    yield page
    page.close()


# --- The same rules -----------------------------------------------------------------------


def test_the_browser_folds_every_letter_as_the_program_does(scripts: Page) -> None:
    letters = [
        chr(point)
        for point in (*range(0x20, 0x3000), *range(0xFB00, 0x10000), *range(0x1D400, 0x1D800))
        if not 0xD800 <= point < 0xE000
    ]
    # Letters with a mark before and after them, which may compose.
    texts = [f"a{letter}\u0301ب" for letter in letters if letter.isprintable()]
    found = scripts.evaluate(
        "texts => texts.map(text => [searchWords.fold(text), searchWords.unify(text)])", texts
    )
    differing = [
        (text, ours, theirs)
        for text, theirs in zip(texts, found, strict=True)
        if (ours := [fold(text), unify(text)]) != theirs
    ]
    # Versions of Unicode differ in a few letters.
    assert len(differing) < 20, differing


def test_the_browser_has_the_rules_for_words(scripts: Page) -> None:
    texts = [*WORDS, "Iraq's «بغداد»", "٢٠٢٤", "Sana'a's U.S.-led F-16", "عبدالله 14th", "ل2024م"]
    found = scripts.evaluate(
        """words => words.map(word => {
          const unified = searchWords.unify(word);
          const stem = searchWords.stemLightly(searchWords.fold(word));
          return [searchWords.split(word), searchWords.findCompounds(word),
                  searchWords.routes(unified),
                  searchWords.endingRoutes(unified), searchWords.loosen(searchWords.fold(word)),
                  stem, searchWords.groupOf(stem), searchWords.hash(word)];
        })""",
        texts,
    )
    for word, theirs in zip(texts, found, strict=True):
        stem = stem_lightly(fold(word))
        unified = unify(word)
        assert theirs == [
            split_words(word),
            find_compounds(word),
            list(routes(unified)),
            list(ending_routes(unified)),
            loosen(fold(word)),
            stem,
            group_of(stem),
            hash_text(word),
        ]


@pytest.mark.parametrize("query", QUERIES)
def test_the_browser_parses_queries_as_the_program_does(scripts: Page, query: str) -> None:
    parsed = scripts.evaluate("text => searchQuery.parse(text)", query)
    ours = parse_query(query)
    assert parsed["isOpen"] == ours.is_open
    assert [
        (
            tuple(item["words"]),
            item["compound"],
            item["isPhrase"],
            item["isExcluded"],
            item["first"],
            item["last"],
        )
        for item in parsed["items"]
    ] == [
        (item.words, item.compound, item.is_phrase, item.is_excluded, item.first, item.last)
        for item in ours.items
    ]


def test_the_browser_finds_the_forms_of_a_word_that_the_program_finds(scripts: Page) -> None:
    rows = [
        Row(word, stem, frequency)
        for frequency, (word, stem) in enumerate(
            (unify(word), stem_lightly(fold(word)) if is_arabic(word) else loosen(fold(word))[:6])
            for word in WORDS
        )
    ]
    words = [unify(word) for word in (*WORDS, "attacking", "atack", "withdrawel", "ithdrawal")]
    words += [unify(word) for word in ("انسحلب", "بغ", "القوا", "شغداد", "ألإضراب")]
    found = scripts.evaluate(
        """([words, forms]) => {
          const rows = forms.map(([term, n]) => searchIndex.makeRow(term, n));
          return words.map(word => [
            searchIndex.matchWord(word, rows, false), searchIndex.matchWord(word, rows, true),
            searchIndex.correctWord(word, rows),
          ].map(forms => forms.map(form => [form.row.word, form.fit])));
        }""",
        [words, [[join_term(row.word, row.stem), row.frequency] for row in rows]],
    )
    for word, theirs in zip(words, found, strict=True):
        ours = (
            match_word(word, rows, is_open=False),
            match_word(word, rows, is_open=True),
            correct_word(word, rows),
        )
        assert theirs == [[[form.row.word, form.fit] for form in forms] for forms in ours], word


def rank_in_browser(
    scripts: Page,
    queries: Sequence[str],
    pieces: Mapping[str, list[int]],
    layout: Layout,
    days: Sequence[tuple[int, int]],
) -> list[list[tuple[int, float]]]:
    """Return for each query the events that the page finds in an index, and their scores."""
    found: list[list[tuple[int, float]]] = scripts.evaluate(
        """async ([queries, pieces, layout, days]) => {
          const loaded = new SearchPieces(new URL(location.href));
          loaded.load = async name => {
            const plain = new Blob([new Uint8Array(pieces[name])]).stream()
              .pipeThrough(new DecompressionStream("deflate"));
            return new Uint8Array(await new Response(plain).arrayBuffer());
          };
          const index = new searchIndex.Index(loaded, layout);
          // The number of an event is its place here.
          const loading = Promise.resolve({
            numbers: [...days.keys()],
            starts: days.map(([start]) => start),
            ends: days.map(([, end]) => end),
          });
          const all = [];
          for (const query of queries) {
            const {rows, scores} = await index.search(searchQuery.parse(query), loading);
            all.push(rows.map(row => [row, scores[row]]).sort((a, b) => b[1] - a[1]));
          }
          return all;
        }""",
        [queries, pieces, to_builtins(layout), days],
    )
    return found


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("bits", [16, 5], ids=["few events have a word", "words are widespread"])
def test_the_browser_ranks_events_as_the_program_does(
    scripts: Page, monkeypatch: pytest.MonkeyPatch, bits: int, query: str
) -> None:
    analyzer = Analyzer()
    texts = [
        ("ضربة أمريكية في بغداد\nقتلت القوات الأمريكية قياديا", "A US strike in Baghdad\nkilled"),
        ("انسحاب القوات\nمن عين الأسد", "US forces leave\nAin al-Asad. An attack"),
        ("داعش في العراق\nبغداد", "ISIS\nattacks on the forces"),
        ("اتفاق\nأيلول 2024 التحالف", "Agreement\nof 27 September 2024 with the coalition"),
        ("حرير\nأربيل", "Harir\nErbil and the coalition withdrawal"),
    ]
    events = [
        (
            merge_texts(
                analyzer.analyze(
                    language=language,
                    title=text.split("\n")[0],
                    names=("US forces", "بغداد"),
                    paragraphs=text.split("\n")[1:],
                )
                for text, language in zip(pair, ("ar", "en"), strict=True)
            ),
            (738_000 + 300 * number, 739_200),
        )
        for number, pair in enumerate(texts)
    ]
    layout = Layout(bits=bits, words=4, postings=8, records=1)
    monkeypatch.setattr(Layout, "for_events", lambda _: layout)
    analyses = ((number, words) for number, (words, _) in enumerate(events))
    pieces = {
        file.rpartition("/")[2]: list(data) for file, data in build_pieces(layout, analyses).items()
    }
    days = [each for _, each in events]
    (found,) = rank_in_browser(scripts, [query], pieces, layout, days)
    hits = rank(parse_query(query), SearchIndex.build(events))
    assert [event for event, _ in found] == [hit.event for hit in hits]
    assert [score for _, score in found] == pytest.approx([hit.score for hit in hits])


@pytest.mark.parametrize("language", ["arabic", "english"])
def test_the_browser_answers_questions_as_the_program_does(scripts: Page, language: str) -> None:
    events, variants = read_variants(language)
    questions = [text for variant in variants.values() for text, _ in variant]
    analyses = analyze_events(events)
    layout = Layout.for_events(len(events))
    pieces = {
        file.rpartition("/")[2]: list(data)
        for file, data in build_pieces(layout, enumerate(analyses)).items()
    }
    days = [(0, 0)] * len(events)
    index = SearchIndex.build((words, (0, 0)) for words in analyses)
    found = rank_in_browser(scripts, questions, pieces, layout, days)
    for question, theirs in zip(questions, found, strict=True):
        ours = rank(parse_query(question), index)
        scores = dict(theirs)
        assert [scores.get(event) for event, _ in ours] == pytest.approx(
            [score for _, score in ours]
        ), question
        assert len(theirs) == len(ours), question


# --- The page -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("القوات الأمریکیة", "ar"),
        ("قوات", "ar"),
        ("امريكا", "ar"),
        ("لبغداد", "ar"),
        ("US troops", "ar"),
        ("القوات الأمريكية", "en"),
    ],
)
def test_events_are_found_in_both_languages(
    open_search: OpenSearch, query: str, language: str
) -> None:
    page = open_search(f"?q={quote(query)}", language=language)
    expect(page.locator(TITLES).first).to_be_visible()
    assert page.locator(TITLES).count() > 1


def test_found_words_are_marked_in_their_own_spelling(open_search: OpenSearch) -> None:
    page = open_search(f"?q={quote('قوات امريكيه')}")
    expect(page.locator("#search-events mark").first).to_be_visible()
    marked = set(page.locator("#search-events mark").all_text_contents())
    assert {"القوات", "الأمريكية"} <= marked


def test_filters_say_how_many_events_they_leave_and_are_in_the_address(
    open_search: OpenSearch,
) -> None:
    page = open_search("?q=baghdad", language="en")
    expect(page.locator(TITLES).first).to_be_visible()
    before = page.locator(TITLES).count()
    box = page.get_by_role("checkbox", name="expected")
    number = int(page.locator("label", has=box).locator(".count").text_content() or "")
    box.check()
    expect(page.locator(TITLES)).to_have_count(number)
    assert 0 < number < before
    assert page.evaluate("location.search") == "?q=baghdad&status=expected"
    expect(page.get_by_role("checkbox", name="expected")).to_be_focused()
    page.go_back()
    expect(page.locator(TITLES)).to_have_count(before)
    page.go_forward()
    page.get_by_role("button", name="Remove the filter: expected").click()
    expect(page.locator(TITLES)).to_have_count(before)


def test_a_period_is_a_filter(open_search: OpenSearch) -> None:
    page = open_search("?from=2024-09&to=2024-09", language="en")
    expect(page.locator(TITLES)).to_have_count(2)
    field = page.get_by_label("To", exact=True)
    field.fill("not a year")
    field.press("Tab")
    expect(page.get_by_label("To", exact=True)).to_have_attribute("aria-invalid", "true")


def test_the_chart_chooses_a_period(open_search: OpenSearch) -> None:
    page = open_search("", language="en")
    chart = page.locator(".period-chart")
    area = chart.bounding_box()
    assert area is not None
    page.mouse.move(area["x"] + 2, area["y"] + 10)
    page.mouse.down()
    page.mouse.move(area["x"] + area["width"] / 2, area["y"] + 10)
    page.mouse.up()
    expect(page.get_by_role("textbox", name="From")).to_have_value("2014")
    expect(page.locator(TITLES)).to_have_count(1)


def test_the_order_is_chosen(open_search: OpenSearch) -> None:
    page = open_search("", language="en")
    first = page.locator(TITLES).first
    newest = first.text_content()
    page.get_by_label("Order").select_option("oldest")
    expect(first).not_to_have_text(newest or "")
    assert page.evaluate("location.search") == "?sort=oldest"


def test_a_phrase_is_looked_for_in_the_articles(open_search: OpenSearch) -> None:
    page = open_search("?q=%22forces leave some bases%22", language="en")
    expect(page.locator(TITLES).first).to_be_visible()
    expect(page.locator(TITLES).first).to_contain_text("forces leave some bases")
    page = open_search("?q=%22bases some leave forces%22", language="en")
    expect(page.locator(TITLES)).to_have_count(0)


def test_nothing_found_offers_near_words_and_fewer_filters(open_search: OpenSearch) -> None:
    page = open_search("?q=bagdaaaad", language="en")
    expect(page.locator(STATUS)).to_have_text("No event found.")
    page = open_search("?q=baghdad&status=occurred&from=2026", language="en")
    expect(page.locator(STATUS)).to_have_text("No event found.")
    page.locator("#search-empty a").first.click()
    expect(page.locator(TITLES).first).to_be_visible()


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_selection_is_downloaded(open_search: OpenSearch, form: str, tmp_path: Path) -> None:
    page = open_search("?q=baghdad&status=expected", language="en")
    expect(page.locator(TITLES).first).to_be_visible()
    titles = page.locator(TITLES).all_text_contents()
    with page.expect_download() as download:
        page.get_by_role("button", name=form.upper()).click()
    path = tmp_path / f"events.{form}"
    download.value.save_as(path)
    text = path.read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text))) if form == "csv" else json.loads(text)
    assert [row["title"] for row in rows] == titles
    assert rows[0]["date"] == "2024-11~"
    assert rows[0]["url"].startswith("http")


def test_what_is_found_is_said_before_it_is_shown(open_page: OpenPage, sample_url: str) -> None:
    page = open_page()
    # What the page does later is done when the test says so.
    page.add_init_script(
        """const later = new Map();
        window.setTimeout = work => later.set(later.size + 1, work).size;
        window.clearTimeout = number => later.delete(number);
        window.runLater = () => [...later.values()].forEach(work => work());"""
    )
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/records-*.bin", hold)
    page.goto(f"{sample_url}en/search/?q=baghdad")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"\d+ events"))
    page.evaluate("runLater()")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"\d+ events"))
    for route in held:
        route.continue_()
    expect(page.locator(TITLES).first).to_be_visible()


def test_the_focus_stays_in_results_that_are_replaced(open_search: OpenSearch) -> None:
    page = open_search("?q=baghdad")
    first = page.locator(f"{TITLES} a").first
    title = first.text_content()
    page.evaluate("history.pushState(null, '', '?sort=oldest')")
    page.evaluate("history.pushState(null, '', '?q=baghdad')")
    first.focus()
    page.go_back()
    expect(first).not_to_have_text(title or "")
    expect(first).to_be_focused()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_everything_is_done_by_keyboard(open_search: OpenSearch, language: str) -> None:
    page = open_search("", language=language)
    page.keyboard.type("baghdad")
    expect(page).to_have_url(re.compile(r"\?q=baghdad$"))
    first = page.locator(f"{TITLES} a").first
    # The box, its button, the link to the results, their order, the first of them.
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#search-sort")).to_be_focused()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    # Back into the filters: the period, and the first choice.
    page.locator("#search-words").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator("#search-from")).to_be_focused()
    page.keyboard.type("2024")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"from=2024$"))
    expect(page.locator("#search-from")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"tag="))
    expect(page.locator("#search-facets [type=checkbox]").first).to_be_focused()
    # The chosen filters are buttons that remove them.
    page.locator("#search-chosen button").first.focus()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile(r"tag="))


def test_a_link_within_the_page_searches_nothing_again(open_search: OpenSearch) -> None:
    page = open_search("?q=baghdad", language="en")
    expect(page.locator(f"{TITLES} a").first).to_be_visible()
    page.locator("#search-from").press_sequentially("20")
    page.evaluate(
        """() => new Promise((resolve) => {
            window.searches = 0;
            document.addEventListener("view-change", () => (window.searches += 1));
            addEventListener("popstate", () => resolve());
            location.hash = "search-results";
        })"""
    )
    assert page.evaluate("searches") == 0
    expect(page.locator("#search-from")).to_have_value("20")


def test_what_is_downloaded_is_checked_for_phrases(open_search: OpenSearch) -> None:
    page = open_search("?q=forces -%22leave some bases%22", language="en")
    expect(page.locator("#search-events li:visible").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    titles = [row["title"] for row in json.loads(download.value.path().read_text("utf-8"))]
    assert "Phase one: coalition mission ends and forces leave some bases" not in titles
    assert 1 < len(titles) < int(re.findall(r"\d+", page.locator(STATUS).inner_text())[0])


def test_results_show_the_pictures_of_events(
    site: MakeSite, build: Build, serve: Serve, open_page: OpenPage
) -> None:
    folder = site(
        {
            "content/a.en.md": article("Flood", "2020", more="image: {src: a.png, alt: Water}\n"),
            "content/b.en.md": article("Ferry", "2021"),
            "content/site.toml": "[languages.en]\n",
        }
    )
    (folder / "content/a.png").write_bytes(png(640, 400))
    build(folder)
    page = open_page()
    page.goto(f"{serve(folder / 'output')}en/search/")
    picture = page.locator("#search-events img")
    expect(picture).to_have_attribute("alt", "Water")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 1


def test_a_view_can_be_put_into_a_frame(open_page: OpenPage, sample_url: str) -> None:
    page = open_page()
    address = f"{sample_url}en/search/?tag=us-forces&amp;from=2024&amp;to=2024"
    page.set_content(f'<iframe src="{address}" width="400" height="600"></iframe>')
    results = page.frame_locator("iframe").locator(TITLES)
    expect(results.first).to_be_visible()
    # Nothing takes the focus from the page around it.
    assert page.evaluate("document.activeElement.localName") == "body"


def test_the_box_of_each_page_leads_to_the_search(open_page: OpenPage, sample_url: str) -> None:
    page = open_page()
    page.goto(f"{sample_url}en/tags/")
    page.keyboard.press("/")
    page.keyboard.type("harir")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=harir")
    expect(page.locator(TITLES).first).to_be_visible()


def test_a_timeline_leads_to_the_search_in_its_events(open_page: OpenPage, sample_url: str) -> None:
    page = open_page()
    page.goto(f"{sample_url}en/tags/erbil/")
    count = page.locator("article.event").count()
    page.get_by_role("link", name="Search these events").click()
    expect(page.locator(TITLES)).to_have_count(count)
    expect(page.locator("input[name=tag][value=erbil]")).to_be_checked()


@pytest.mark.parametrize(
    "words",
    [
        "<img src=x onerror=alert(1)>",
        "\u202e\u2066evil\x00",
        "(.*)+[",
        "%%% %zz",
        '"',
        '-"',
        "- -",
        "a" * 10_000,
        "\ud83d\ude00",
        "' OR 1=1",
        "__proto__ constructor",
    ],
)
def test_hostile_words_are_text(open_search: OpenSearch, words: str) -> None:
    page = open_search("", language="en")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.evaluate(
        "words => { history.replaceState(null, '', '?q=' + encodeURIComponent(words)); "
        "dispatchEvent(new PopStateEvent('popstate')); }",
        words,
    )
    page.wait_for_timeout(0)
    expect(page.locator(STATUS)).not_to_be_empty()
    assert page.locator("main img").count() == 0
    assert errors == []


def test_an_address_that_is_no_text_is_no_error(open_search: OpenSearch) -> None:
    page = open_search("?q=%zz%ff&tag=%00&from=%zz&sort=other&status=__proto__", language="en")
    expect(page.locator(STATUS)).to_have_text("No event found.")


def test_without_scripts_the_page_leads_to_the_lists(open_page: OpenPage, sample_url: str) -> None:
    page = open_page(javascript=False)
    page.goto(f"{sample_url}ar/search/")
    assert page.locator("#search").is_hidden()
    links = page.locator("#search-plain a")
    assert [link.get_attribute("href") for link in links.all()] == [
        "../",
        "../tags/",
        "../sources/",
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("address", ["", "?q=baghdad", "?q=zzzzzz", "?q=baghdad&status=denied"])
@pytest.mark.parametrize("width", [375, 1280])
def test_every_state_is_accessible_and_fits(
    open_search: OpenSearch, language: str, address: str, width: int
) -> None:
    page = open_search(address, language=language, width=width)
    page.locator("#search-filters").evaluate("filters => { filters.open = true; }")
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(color_scheme="dark")
    assert axe_violations(page, *COLOR_RULES) == []


def test_titles_with_markup_are_text(
    site: MakeSite, build: Build, serve: Serve, open_page: OpenPage
) -> None:
    folder = site(
        {
            "content/a.en.md": article("<b>Bold</b> & <script>", "2020", tags='"<i>tag</i>"'),
            "content/site.toml": "[languages.en]\n",
        }
    )
    build(folder)
    page = open_page()
    page.goto(f"{serve(folder / 'output')}en/search/?q=bold")
    expect(page.locator(TITLES)).to_have_text("<b>Bold</b> & <script>")
    expect(page.locator(".event .tags a")).to_have_text("<i>tag</i>")
