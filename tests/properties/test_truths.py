"""Properties of every published chronology, tested with generated ones.

`CHRONOLOGIES=200 pytest tests/properties` tries more of them.
"""

from __future__ import annotations

import json
import os
import re
from calendar import month_name
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from math import log2, sqrt
from pathlib import Path
from posixpath import dirname, join, normpath
from statistics import median
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from generator.build import BuildOptions, build_site
from generator.pages import plan
from generator.text.direction import detect_direction
from tests.properties.chronologies import (
    LANGUAGES,
    SOURCES,
    STATUSES,
    TAGS,
    Written,
    chronology,
    files,
)
from tests.support import NOW
from tests.support.html_tree import Element, parse_html

SEEDS = range(int(os.environ.get("CHRONOLOGIES", "12")))

# Small enough that generated chronologies have split and unsplit years, tags and sources.
LIMIT = 4

BASE_URL = "https://record.example/site/"
# What begins a paragraph of its own for the bidirectional algorithm.
BLOCKS = frozenset({"blockquote", "dd", "div", "h1", "h2", "h3", "li", "p"})
_COUNT = re.compile(r"\((\d+)\)|\b(\d+) events?\b")
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True)
class Published:
    """A generated chronology and its published files."""

    events: tuple[Written, ...]
    output: Path

    @cached_property
    def by_key(self) -> Mapping[str, Written]:
        return {event.key: event for event in self.events}

    @cached_property
    def pages(self) -> Mapping[str, Element]:
        return {
            path.relative_to(self.output).as_posix(): parse_html(path.read_text("utf-8"))
            for path in sorted(self.output.rglob("*.html"))
        }

    def page(self, address: str) -> Element:
        """The page at an address that ends in a slash."""
        return self.pages[f"{address}index.html"]

    def timeline(self, language: str) -> list[str]:
        """The keys of all events in their order, from the years and their months."""
        years = self.addresses(rf"{language}/-?\d+/")
        return [key for year in years for key in self.in_parts(year)]

    def in_parts(self, address: str) -> list[str]:
        """The keys of the events of a timeline: of its page, and of the pages of its parts."""
        parts = self.addresses(rf"{re.escape(address)}\d+/")
        keys = entries(self.page(address))
        return keys + [key for part in parts for key in entries(self.page(part))]

    def addresses(self, pattern: str) -> list[str]:
        """The addresses of the pages that match, in order."""
        found = (path.removesuffix("index.html") for path in self.pages)
        return sorted(path for path in found if re.fullmatch(pattern, path))


def entries(page: Element) -> list[str]:
    """The keys of the events that a page lists, in order; the newest are listed again below."""
    newest = {
        id(article)
        for section in page.find("section", "newest")
        for article in section.find("article", "event")
    }
    articles = page.find("article", "event")
    return [key_of_entry(article) for article in articles if id(article) not in newest]


def key_of_entry(article: Element) -> str:
    """The key of the event of an entry; a headline has no anchor."""
    return article.attributes.get("id") or key_of(article.find("h3")[0].find("a")[0])


def ordered(events: tuple[Written, ...]) -> list[Written]:
    """All events in chronological order."""
    return sorted(events, key=lambda event: event.when.start)


@pytest.fixture(scope="module", params=SEEDS)
def published(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Published:
    events = chronology(request.param)
    folder = tmp_path_factory.mktemp("chronology")
    for path, text in files(events).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "LONG_TIMELINE", LIMIT)
        report = build_site(BuildOptions(folder, NOW), lambda _stage, _done, _total: None)
    assert report.published, report.problems
    return Published(events, folder / "output")


# --- Lists ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_years_list_each_event_once_and_in_order(published: Published, language: str) -> None:
    listed = published.timeline(language)
    assert sorted(listed) == sorted(published.by_key)
    for address in published.addresses(rf"{language}/-?\d+/(\d+/)?"):
        starts = [published.by_key[key].when.start for key in entries(published.page(address))]
        assert starts == sorted(starts), address


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["tags", "sources"])
def test_a_tag_or_source_lists_each_of_its_events_once_and_in_order(
    published: Published, language: str, kind: str
) -> None:
    for name, keys in members(published.events, kind).items():
        listed = published.in_parts(address_of(published, language, kind, name))
        assert sorted(listed) == sorted(keys), name
        starts = [published.by_key[key].when.start for key in listed]
        assert starts == sorted(starts), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_is_split_exactly_above_its_limit(published: Published, language: str) -> None:
    for address in published.addresses(rf"{language}/-?\d+/"):
        months = published.addresses(rf"{re.escape(address)}\d+/")
        links = targets(published, f"{address}index.html", class_name="parts")
        if len(published.in_parts(address)) > LIMIT:
            listed = {key for month in months for key in entries(published.page(month))}
            assert not listed & set(entries(published.page(address)))
            assert set(months) <= links
        else:
            assert months == []
            assert all(link.startswith(f"{address}#") for link in links)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["tags", "sources"])
def test_a_tag_or_source_is_split_exactly_above_its_limit(
    published: Published, language: str, kind: str
) -> None:
    for name, keys in members(published.events, kind).items():
        address = address_of(published, language, kind, name)
        years = published.addresses(rf"{re.escape(address)}-?\d+/")
        assert bool(years) == (len(keys) > LIMIT), name
        if years:
            assert entries(published.page(address)) == []
            assert set(years) <= targets(published, f"{address}index.html", class_name="parts")


# --- Links between pages ----------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_neighbors_are_the_events_before_and_after_and_none_at_the_ends(
    published: Published, language: str
) -> None:
    order = published.timeline(language)
    for event in published.events:
        if language not in event.languages:
            continue
        page = published.page(f"{language}/articles/{event.key}/")
        place = order.index(event.key)
        before = order[place - 1 : place] if place else []
        after = order[place + 1 : place + 2]
        assert neighbors(page, "pagination-previous") == before, event.key
        assert neighbors(page, "pagination-next") == after, event.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_similar_events_share_rare_tags_first_and_then_are_near(
    published: Published, language: str
) -> None:
    order = [published.by_key[key] for key in published.timeline(language)]
    for place, event in enumerate(order):
        if language not in event.languages:
            continue
        page = published.page(f"{language}/articles/{event.key}/")
        shown = [
            key_of(link) for each in page.find("section", "similar") for link in each.find("a")
        ]
        assert shown == most_similar(order, place), event.key


def most_similar(order: list[Written], place: int) -> list[str]:
    """Rank events as documented: by shared tags, rare to a power of two, then by nearness."""
    event = order[place]

    def likeness(other: Written) -> float:
        shared = set(event.tags) & set(other.tags)
        counts = [sum(tag in each.tags for each in order) for tag in shared]
        weights = (4 / sqrt(2 ** int(log2(count))) for count in counts)
        years = abs(other.when.start - event.when.start) / timedelta(days=365.25)
        return sum(weights) + 1 / (1 + years)

    others = [each for each in order if each is not event and set(each.tags) & set(event.tags)]
    return [each.key for each in sorted(others, key=likeness, reverse=True)[:6]]


def test_every_link_within_the_site_has_a_target(published: Published) -> None:
    anchors = {
        file: {each.attributes["id"] for each in page.elements() if "id" in each.attributes}
        for file, page in published.pages.items()
    }
    for file, page in published.pages.items():
        for element in page.elements():
            for name in ("href", "src"):
                address = element.attributes.get(name, "")
                if not address or re.match(r"(https?|mailto):", address):
                    continue
                target, anchor = resolve(file, address)
                assert (published.output / target).is_file(), f"{file}: {address}"
                if anchor and target in anchors:
                    assert anchor in anchors[target], f"{file}: {address}"


def test_pages_in_two_languages_name_each_other(published: Published) -> None:
    for file, page in published.pages.items():
        for link in page.find("link", rel="alternate"):
            language = link.attributes.get("hreflang")
            if language in LANGUAGES:
                other = unquote(link.attributes["href"]).removeprefix(BASE_URL) + "index.html"
                back = published.pages[other].find("link", rel="alternate")
                addresses = {unquote(each.attributes["href"]) for each in back}
                assert BASE_URL + file.removesuffix("index.html") in addresses, file


def test_the_sitemap_lists_every_page_once_with_the_day_of_its_newest_text(
    published: Published,
) -> None:
    sitemap = ElementTree.parse(published.output / "sitemap.xml").getroot()
    days = {
        unquote(url.findtext(f"{_SITEMAP}loc", "")).removeprefix(BASE_URL): url.findtext(
            f"{_SITEMAP}lastmod", ""
        )
        for url in sitemap
    }
    assert len(days) == len(sitemap)
    assert days.keys() == {
        file.removesuffix("index.html")
        for file in published.pages
        if file != "404.html" and not re.match(r"\w+/(timeline|search)/embed/", file)
    }
    for language in LANGUAGES:
        changed = {
            event.key: event.published.isoformat()
            for event in published.events
            # The day of publication is written in the event's first file, and is that text's alone.
            if event.published and event.text_languages[language] == event.languages[0]
        }
        for address in published.addresses(rf"{language}/(-?\d+|(tags|sources)/[^/]+)/(-?\d+/)?"):
            texts = [changed[key] for key in published.in_parts(address) if key in changed]
            assert days[address] == max(texts, default=""), address
        for event in published.events:
            if language in event.languages:
                address = f"{language}/articles/{event.key}/"
                assert days[address] == changed.get(event.key, ""), address


# --- Counts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_count_next_to_a_link_is_the_number_of_events_listed_there(
    published: Published, language: str
) -> None:
    found = 0
    for file, page in published.pages.items():
        if not file.startswith(f"{language}/"):
            continue
        for link in page.find("a"):
            for counted in link.find("span", "count"):
                count = int(counted.text.strip("()"))
                target, anchor = resolve(file, link.attributes["href"])
                listed = published.in_parts(target.removesuffix("index.html"))
                if anchor:
                    group = group_of(published.pages[target], anchor)
                    listed = entries(group)
                assert count == len(listed), f"{file}: {link.text}"
                found += 1
    assert found


def test_the_chart_counts_what_each_month_and_year_lists(published: Published) -> None:
    page = published.page("en/")
    seen: dict[str, int] = {}
    (bars,) = page.find("g", "density-chart-bars")
    for bar in bars.find("a"):
        count = int(re.findall(r"(\d+) events?$", bar.find("title")[0].text)[0])
        target, anchor = resolve("en/index.html", bar.attributes["href"])
        year = target.split("/")[1]
        seen[year] = seen.get(year, 0) + count
        if anchor:
            assert count == len(entries(group_of(published.pages[target], anchor)))
    listed = {
        address.split("/")[1]: len(published.in_parts(address))
        for address in published.addresses(r"en/-?\d+/")
    }
    assert all(count <= listed[year] for year, count in seen.items())
    # The line below a year stands for its events whose month is not known.
    lacking = [year for year, count in listed.items() if seen.get(year, 0) < count]
    assert len(bars.find("rect", "loose")) == len(lacking)
    (years,) = page.find("g", "density-chart-years")
    for label in years.find("a"):
        target, _ = resolve("en/index.html", label.attributes["href"])
        assert label.find("title")[0].text.endswith(
            f": {listed[target.split('/')[1]]} event"
            + ("" if listed[target.split("/")[1]] == 1 else "s")
        )


def test_indexes_and_headings_count_what_is_listed(published: Published) -> None:
    for kind in ("tags", "sources"):
        counts = members(published.events, kind)
        index = f"en/{kind}/index.html"
        items = [
            item for each in published.pages[index].find("ul", "index") for item in each.find("li")
        ]
        assert len(items) == len(counts)
        for item in items:
            target, _ = resolve(index, item.find("a")[0].attributes["href"])
            count = int(item.find("span", "count")[0].text.split()[0])
            assert count == len(published.in_parts(target.removesuffix("index.html")))
    for address in published.addresses(r"en/(-?\d+|tags/[^/]+|sources/[^/]+)/"):
        total = published.page(address).find("p", "total")[0].text
        assert int(total.split()[0]) == len(published.in_parts(address)), address


@pytest.mark.parametrize("language", LANGUAGES)
def test_exports_contain_every_event_once(published: Published, language: str) -> None:
    folder = published.output / language
    keys = sorted(published.by_key)
    events = json.loads((folder / "events.json").read_text("utf-8"))["events"]
    assert sorted(event["key"] for event in events) == keys
    assert [event["key"] for event in events] == published.timeline(language)
    slides = json.loads((folder / "timeline.json").read_text("utf-8"))["events"]
    assert len(slides) == len(keys)
    feed = ElementTree.parse(folder / "feed.xml").getroot()
    assert len(feed.findall(f"{_ATOM}entry")) == len(keys)


# --- Time -------------------------------------------------------------------------------------


def test_a_gap_is_a_time_in_which_no_event_can_have_been(published: Published) -> None:
    order = [published.by_key[key] for key in published.timeline("en")]
    gaps = dict(zip((event.key for event in order), gaps_before(order), strict=True))
    usual = median((end - start).total_seconds() for start, end in gaps.values())
    shortest = max(timedelta(days=60), timedelta(seconds=4 * usual))
    notes = {
        key: _note(start, end) if end - start >= shortest else ""
        for key, (start, end) in gaps.items()
    }
    for address in published.addresses(r"en/(timeline/)?-?\d+s?/(\d+/)?|en/timeline/"):
        entries = list(gaps_before_entries(published.page(address)))
        assert entries[:1] == [(key, "") for key, _ in entries[:1]]
        for key, text in entries[1:]:
            assert text == notes[key], f"{address}: {key}"
    for address in published.addresses(r"en/(tags|sources)/.*"):
        assert not [key for key, text in gaps_before_entries(published.page(address)) if text]


def _note(start: datetime, end: datetime) -> str:
    """Name the calendar months of which every second is between two times."""
    months = [
        (year, month)
        for year in range(start.year, end.year + 1)
        for month in range(1, 13)
        if datetime(year, month, 1, tzinfo=UTC) >= start
        and datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC) <= end
    ]
    if not months:
        return ""
    (year, month), (last_year, last_month) = months[0], months[-1]
    whole = [each for each in range(year, last_year + 1) if {(each, 1), (each, 12)} <= {*months}]
    first, last = f"{month_name[month]} {year}", f"{month_name[last_month]} {last_year}"
    if len(whole) >= 5 or len(whole) * 12 == len(months):
        first, last = str(whole[0]), str(whole[-1])
    elif year == last_year and month != last_month:
        first = month_name[month]
    return f"{first if first == last else f'{first} to {last}'}: no recorded events"


def gaps_before(order: list[Written]) -> list[tuple[datetime, datetime]]:
    """Return the certain gap before each event; empty if there may be none."""
    gaps: list[tuple[datetime, datetime]] = []
    covered: datetime | None = None
    for event in order:
        first = event.when.first
        is_known = covered is not None and first is not None and first > covered
        gaps.append((covered, first) if is_known else (event.when.start, event.when.start))  # type: ignore[arg-type]
        last = event.when.last
        after = last + timedelta(seconds=1) if last else datetime.max.replace(tzinfo=UTC)
        covered = after if covered is None else max(covered, after)
    return gaps


def gaps_before_entries(page: Element) -> Iterator[tuple[str, str]]:
    """Return each event of a page with the gap that is shown before it."""
    gap = ""
    for element in page.elements():
        if "gap" in element.classes:
            gap = element.text
        elif element.tag == "article" and "event" in element.classes:
            yield element.attributes["id"], gap
            gap = ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_date_on_a_page_is_outside_what_is_known_or_finer(
    published: Published, language: str
) -> None:
    for address in published.addresses(rf"{language}/.*"):
        for article in published.page(address).find("article", "event"):
            event = published.by_key[key_of_entry(article)]
            for moment in article.find("time"):
                assert_within(moment.attributes["datetime"], event)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_date_in_an_export_is_outside_what_is_known_or_finer(
    published: Published, language: str
) -> None:
    folder = published.output / language
    for item in json.loads((folder / "events.json").read_text("utf-8"))["events"]:
        assert item["date"]["edtf"] == published.by_key[item["key"]].when.text
    titles = {event.title(code): event for event in published.events for code in LANGUAGES}
    for slide in json.loads((folder / "timeline.json").read_text("utf-8"))["events"]:
        event = titles[_without_status(re.sub(r"<[^>]*>", "", slide["text"]["headline"]))]
        for side in ("start_date", "end_date"):
            if side in slide:
                assert_within(_iso(slide[side]), event)
    calendar = Calendar.from_ical((folder / "events.ics").read_bytes())
    for component in calendar.walk("VEVENT"):
        event = titles[_without_status(str(component["SUMMARY"]))]
        start: date = component.decoded("DTSTART")
        known = start.isoformat().removesuffix("+00:00").removesuffix(":00")
        assert_within(known, event)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_date_in_structured_data_is_outside_what_is_known_or_finer(
    published: Published, language: str
) -> None:
    for event in published.events:
        if language not in event.languages:
            continue
        page = published.page(f"{language}/articles/{event.key}/")
        graph = json.loads(
            "".join(map(str, page.find("script", type="application/ld+json")[0].children))
        )["@graph"]
        about = next(item for item in graph if "about" in item)["about"]
        for name in ("startDate", "endDate"):
            if name in about:
                assert_within(about[name], event)


def assert_within(iso: str, event: Written) -> None:
    """Assert that an exported date is not more precise than the event's, and within its bounds."""
    finest = max(len(side) for side in re.sub("[~?Z]", "", event.when.text).split("/"))
    text = iso.removesuffix("Z").removesuffix("+00:00")
    assert len(text) <= finest, f"{iso} is finer than {event.when.text}"
    first, last = _bounds(text)
    if event.when.first is not None:
        assert last >= event.when.first, f"{iso} is before {event.when.text}"
    if event.when.last is not None:
        assert first <= event.when.last, f"{iso} is after {event.when.text}"


def _bounds(iso: str) -> tuple[datetime, datetime]:
    padded = iso + "0001-01-01T00:00"[len(iso) :]
    latest = iso + "9999-12-28T23:59"[len(iso) :]
    return (
        datetime.fromisoformat(padded).replace(tzinfo=UTC),
        datetime.fromisoformat(latest).replace(tzinfo=UTC) + timedelta(days=4),
    )


def _without_status(title: str) -> str:
    """A title without the status that an export adds to it, and without isolation."""
    return re.sub(r"\s*\([^()]*\)$", "", title.strip("\u2068\u2069")).strip("\u2068\u2069")


def _iso(side: Mapping[str, int]) -> str:
    text = f"{int(side['year']):04}"
    for name in ("month", "day"):
        if name in side:
            text += f"-{int(side[name]):02}"
    if "hour" in side:
        text += f"T{int(side['hour']):02}:{int(side.get('minute', 0)):02}"
    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_is_as_new_as_the_newest_of_its_entries(published: Published, language: str) -> None:
    feeds = sorted((published.output / language).rglob("feed.xml"))
    assert feeds
    for file in feeds:
        feed = ElementTree.parse(file).getroot()
        updated = [
            datetime.fromisoformat(entry.findtext(f"{_ATOM}updated", ""))
            for entry in feed.findall(f"{_ATOM}entry")
        ]
        assert datetime.fromisoformat(feed.findtext(f"{_ATOM}updated", "")) == max(updated), file


def test_an_entry_of_a_feed_is_as_new_as_its_text(published: Published) -> None:
    titles = {event.title(code): event for event in published.events for code in LANGUAGES}
    past = [event.when.start for event in published.events if event.status != "expected"] + [
        _day(event) for event in published.events if event.published
    ]
    feed = ElementTree.parse(published.output / "en/feed.xml").getroot()
    for entry in feed.findall(f"{_ATOM}entry"):
        event = titles[entry.findtext(f"{_ATOM}title", "")]
        updated = datetime.fromisoformat(entry.findtext(f"{_ATOM}updated", ""))
        # The day of publication is in the event's first file and applies only to that text.
        dated = event.published and event.text_languages["en"] == event.languages[0]
        wanted = _day(event) if dated else event.when.start
        if not dated and event.status == "expected" and past:
            wanted = min(wanted, max(past))
        assert updated == wanted or event.when.first is None, event.key


def _day(event: Written) -> datetime:
    assert event.published is not None
    return datetime(*event.published.timetuple()[:3], tzinfo=UTC)


# --- Directions -------------------------------------------------------------------------------


def test_every_name_that_can_run_the_other_way_is_isolated(published: Published) -> None:
    names = {*TAGS, *TAGS.values(), *SOURCES}
    places = {event.place for event in published.events if event.place}
    titles = {event.title(code) for event in published.events for code in LANGUAGES}
    for file, page in published.pages.items():
        (root,) = page.find("html")
        for element, direction, is_isolated in in_directions(root, "", is_alone=False):
            if element.tag in {"a", "h1", "bdi", "span"} and all(
                isinstance(child, str) for child in element.children
            ):
                if element.text in names | titles and element.tag in {"a", "bdi"}:
                    assert direction == detect_direction(element.text), f"{file}: {element.text}"
                    assert is_isolated, f"{file}: {element.text}"
                if element.text in places:
                    assert element.tag == "bdi", f"{file}: {element.text}"


def test_a_quotation_has_the_direction_of_its_text(published: Published) -> None:
    for event in published.events:
        for language in event.languages:
            (root,) = published.page(f"{language}/articles/{event.key}/").find("html")
            shown = [
                (each.text, direction)
                for each, direction, _ in in_directions(root, "", is_alone=False)
                if each.tag == "blockquote"
            ]
            wanted = event.quotation if event.sources else ""
            assert shown == ([(wanted, detect_direction(wanted))] if wanted else []), event.key


def test_a_status_is_shown_wherever_its_event_is(published: Published) -> None:
    for address in published.addresses(r"en/(-?\d+|tags|sources)/.*"):
        for article in published.page(address).find("article", "event"):
            status = published.by_key[key_of_entry(article)].status
            shown = [each.text for each in article.find("span", "status") if each.text in STATUSES]
            assert shown == ([] if status == "occurred" else [status]), address


# --- Helpers ---------------------------------------------------------------------------------


def in_directions(
    element: Element, direction: str | None, *, is_alone: bool
) -> Iterator[tuple[Element, str | None, bool]]:
    """Yield an element and all in it, each with its direction and whether it is isolated.

    Args:
        element: The element.
        direction: The direction of its parent.
        is_alone: Whether nothing else is in the block around it.
    """
    own = element.attributes.get("dir", "auto" if element.tag == "bdi" else "")
    direction = (detect_direction(element.text) if own == "auto" else own) or direction
    yield element, direction, bool(own) or is_alone
    is_alone = is_alone or element.tag in BLOCKS
    parts = [each for each in element.children if not isinstance(each, str) or each.strip()]
    for part in parts:
        if isinstance(part, Element):
            yield from in_directions(part, direction, is_alone=is_alone and len(parts) == 1)


def members(events: tuple[Written, ...], kind: str) -> dict[str, list[str]]:
    """The events of each tag, or of each source."""
    found: dict[str, list[str]] = {}
    for event in events:
        for name in event.tags if kind == "tags" else event.sources:
            found.setdefault(name, []).append(event.key)
    return found


def address_of(published: Published, language: str, kind: str, name: str) -> str:
    """The address of a tag or a source, found in the index of its kind by its name."""
    shown = {name, TAGS.get(name, name)}
    index = f"{language}/{kind}/index.html"
    (address,) = {
        resolve(index, link.attributes["href"])[0].removesuffix("index.html")
        for item in published.pages[index].find("a", "term")
        if (link := item).text.casefold() in {each.casefold() for each in shown}
    }
    return address


def group_of(page: Element, anchor: str) -> Element:
    """The group of a timeline that an anchor names."""
    (group,) = [each for each in page.find("section") if each.attributes.get("id") == anchor]
    return group


def neighbors(page: Element, class_name: str) -> list[str]:
    """Return the key of the neighbor on one side, if there is one."""
    return [
        key_of(link)
        for nav in page.find("nav", "pagination")
        for side in nav.find("div", class_name)
        for link in side.find("a")
    ]


def key_of(link: Element) -> str:
    return link.attributes["href"].rstrip("/").rpartition("/")[2]


def targets(published: Published, file: str, *, class_name: str) -> set[str]:
    """Return the targets of the navigation with this class."""
    found = set()
    for nav in published.pages[file].find("nav", class_name):
        for link in nav.find("a"):
            target, anchor = resolve(file, link.attributes["href"])
            address = target.removesuffix("index.html")
            found.add(f"{address}#{anchor}" if anchor else address)
    return found


def resolve(file: str, address: str) -> tuple[str, str]:
    """Return the file and the anchor of a link on a page."""
    path, _, anchor = unquote(address).partition("#")
    # The state of the search page.
    path = path.partition("?")[0]
    if not path:
        return file, anchor
    if path.startswith("/site/"):
        target = path.removeprefix("/site/")
    else:
        target = normpath(join(dirname(file), path)) + ("/" if path.endswith("/") else "")
    target = target.removeprefix("./").removeprefix("/")
    return (f"{target}index.html" if target == "" or target.endswith("/") else target), anchor


def test_the_generated_chronologies_differ_enough_to_try_everything() -> None:
    tried = [event for seed in range(12) for event in chronology(seed)]
    assert {event.status for event in tried} == set(STATUSES)
    assert any(event.when.first is None for event in tried)
    assert any(event.when.last is None for event in tried)
    assert {event.languages for event in tried} >= {("ar",), ("en",), ("ar", "en"), ("en", "ar")}
    starts = [ordered(chronology(seed)) for seed in range(12)]
    assert any(len(events) > LIMIT for events in starts)
    assert all(a.when.start <= b.when.start for events in starts for a, b in pairwise(events))
