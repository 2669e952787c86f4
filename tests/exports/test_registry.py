"""A new export format is one module that is registered in one place."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from generator.chronology import build_chronicle
from generator.content.scan import resolve_layout, scan_site
from generator.dates import parse
from generator.engine.site_inputs import load_formatters, load_theme
from generator.exports import FORMATS, ExportFormat, Formats, RecordCache, Scope
from generator.model import (
    Article,
    Citation,
    Entry,
    Language,
    LocalizedText,
    Outline,
    RegistryEntry,
    Site,
    Text,
    ThemeSettings,
)
from generator.pages import ComposedFile, Facts, RenderContext, SharedViews, compose
from generator.pages.links import LinkResolver
from generator.pages.outputs import ExportFile, HomePage, TermPage
from generator.pages.plan import Plan, plan_pages
from generator.reference.exports import exports_reference
from generator.theme.render import Renderer
from generator.urls import Url
from generator.views.exports import ExportView, RecordView
from tests.support import NOW, ROOT


def title_line(record: RecordView, base: str) -> str:
    return f"{record.event.when.edtf} {record.event.title} {base}{record.event.path}\n"


def write_lines(view: ExportView, lines: Sequence[str]) -> bytes:
    return f"{view.collection.title}\n{''.join(lines)}".encode()


# All that a new format needs.
LINES = ExportFormat(
    name="lines",
    label="Plain lines",
    file_name="events.txt",
    media_type="text/plain",
    scope=Scope.ALL,
    description="One line for each event.",
    write_record=title_line,
    write_file=write_lines,
)
WITH_LINES: Formats = (*FORMATS, LINES)

LANGUAGE = Language("en", "en", "English", "ltr", "latn")


def make_site(exports: str = "all") -> Site:
    return Site(
        title=LocalizedText((Text("Log", "en"),)),
        description=LocalizedText(),
        base_url="https://a.example/",
        timezone="Asia/Baghdad",
        languages=(LANGUAGE,),
        untranslated="mark",
        tags=(RegistryEntry("iraq", LocalizedText((Text("Iraq", "en"),))),),
        sources=(RegistryEntry("ap", LocalizedText((Text("AP", "en"),))),),
        exports=exports,  # type: ignore[arg-type]
        theme=ThemeSettings(fonts="system"),
    )


def make_entry(key: str, date: str, *tags: str) -> Entry:
    article = Article(
        path=f"content/{key}.en.md",
        key=key,
        language="en",
        slug=key,
        title=key.title(),
        when=parse(date, "Asia/Baghdad"),
        sources=(Citation(name="ap"),),
        tags=tags,
    )
    return Entry(article, Outline("", (), (), ""))


@pytest.fixture
def context() -> RenderContext:
    return make_context(make_site(), WITH_LINES)


def make_context(site: Site, formats: Formats) -> RenderContext:
    entries = (make_entry("strike", "2024-01-04", "iraq"), make_entry("reply", "2024-01-05"))
    chronicle, problems = build_chronicle(site, entries, now=NOW)
    assert problems == ()
    plan, collisions = plan_pages(site, chronicle, formats)
    assert collisions == ()
    formatters, _ = load_formatters(site, load_theme(scan_site(resolve_layout(ROOT))))
    links = LinkResolver(chronicle, plan, {}, frozenset(), frozenset(), frozenset())
    return RenderContext(site, chronicle, plan, links, formatters)


def planned(plan: Plan, export_format: ExportFormat[str]) -> list[ExportFile]:
    return [
        file for file in plan.files if isinstance(file, ExportFile) and file.format is export_format
    ]


def written(context: RenderContext, path: str) -> bytes:
    output = next(each for each in context.plan.outputs if each.url.path == path)
    composed = compose(SharedViews(Facts(context)), output)
    assert isinstance(composed, ComposedFile)
    return composed.format.write(composed.view, RecordCache())


def test_it_is_planned_for_each_language_tag_and_source(context: RenderContext) -> None:
    assert [file.url.path for file in planned(context.plan, LINES)] == [
        "en/events.txt",
        "en/tags/iraq/events.txt",
        "en/sources/ap/events.txt",
    ]


@pytest.mark.parametrize(("exports", "files"), [("all", 3), ("site", 1), ("none", 0)])
def test_the_settings_of_the_site_apply_to_it(exports: str, files: int) -> None:
    plan = make_context(make_site(exports), WITH_LINES).plan
    assert len(planned(plan, LINES)) == files


def test_it_writes_the_events(context: RenderContext) -> None:
    strike = "2024-01-04 Strike https://a.example/en/articles/strike/\n"
    reply = "2024-01-05 Reply https://a.example/en/articles/reply/\n"
    assert written(context, "en/events.txt").decode() == f"Log\n{strike}{reply}"
    assert written(context, "en/tags/iraq/events.txt").decode() == f"Iraq — Log\n{strike}"


def test_pages_link_to_it(context: RenderContext) -> None:
    renderer = Renderer(load_theme(scan_site(resolve_layout(ROOT))), context.formatters)
    views = SharedViews(Facts(context))
    home = next(page for page in context.plan.pages if isinstance(page, HomePage))
    tag = next(page for page in context.plan.pages if isinstance(page, TermPage))
    from_tag = f"../../{tag.url.path.removeprefix('en/')}events.txt"
    for page, address in ((home, "./events.txt"), (tag, from_tag)):
        html = renderer.render(compose(views, page)).head.decode()
        link = f'<a href="{address}" type="text/plain"><bdi>Plain lines</bdi></a>'
        assert link in html


def test_a_feed_has_the_newest_events_and_is_in_the_head_of_pages() -> None:
    feed = replace(LINES, scope=Scope.NEWEST)
    context = make_context(make_site("none"), (*FORMATS, feed))
    lines = written(context, "en/events.txt").decode().splitlines()
    assert [line.split()[0] for line in lines] == ["Log", "2024-01-05", "2024-01-04"]
    renderer = Renderer(load_theme(scan_site(resolve_layout(ROOT))), context.formatters)
    home = next(page for page in context.plan.pages if isinstance(page, HomePage))
    head = (
        renderer.render(compose(SharedViews(Facts(context)), home))
        .head.decode()
        .partition("</head>")[0]
    )
    assert '<link rel="alternate" type="text/plain" title="Log" href="./events.txt">' in head


def test_the_documentation_describes_it() -> None:
    text = exports_reference(WITH_LINES)
    assert "| `events.txt` | Plain lines | `text/plain` | all events |" in text
    assert "- **Plain lines** (`events.txt`): One line for each event." in text


def test_every_registered_format_has_its_own_name_and_file() -> None:
    assert len({each.name for each in FORMATS}) == len(FORMATS)
    assert len({each.file_name for each in FORMATS}) == len(FORMATS)


def test_every_registered_format_can_write_no_events_and_none_is_published() -> None:
    site = make_site()
    chronicle, _ = build_chronicle(site, (), now=NOW)
    plan, _ = plan_pages(site, chronicle)
    formatters, _ = load_formatters(site, load_theme(scan_site(resolve_layout(ROOT))))
    links = LinkResolver(chronicle, plan, {}, frozenset(), frozenset(), frozenset())
    context = RenderContext(site, chronicle, plan, links, formatters)
    views = SharedViews(Facts(context))
    for export_format in FORMATS:
        file = ExportFile("en", Url(f"en/{export_format.file_name}"), export_format, None)
        composed = compose(views, file)
        assert isinstance(composed, ComposedFile)
        data = composed.format.write(composed.view, RecordCache())
        assert data
        if export_format.media_type.endswith("json"):
            json.loads(data)
    assert [file for file in plan.files if isinstance(file, ExportFile)] == []
