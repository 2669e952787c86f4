"""Report the measurements in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bench.figures import PREVIEW, SAVES, SCENARIOS, Results, Scenario, Series, Size

_PEER = "Hugo"
_DASH = "—"


def report(results: Results) -> str:
    """Return the text of RESULTS.md: how it was measured, on which machine, and all figures."""
    return "\n".join(_lines(results))


def _lines(results: Results) -> Iterator[str]:
    setting = results.setting
    yield "# Benchmark"
    yield ""
    yield "`make bench` measured every figure on this page and wrote this page."
    yield ""
    yield (
        f"Machine: {setting.cores} processors; Python {setting.python}; "
        f"{', '.join(f'{name} {version}' for name, version in setting.versions)}."
    )
    yield ""
    yield "![The figures of the tables, on logarithmic scales](results.svg)"
    yield ""
    yield from _method(results)
    for size in results.sizes:
        yield from _at_size(results, size)
    yield from _preview(results)
    yield from _growth(results)
    yield from _stages(results)
    yield from _equal_work(results)


def _method(results: Results) -> Iterator[str]:
    setting = results.setting
    rounds = "1 round" if setting.runs == 1 else f"{setting.runs} rounds"
    yield "## How it was measured"
    yield ""
    yield (
        "The same generated chronology is written for each tool, each event in Arabic and in "
        "English, so that N articles are 2N files. The tools take turns at each scenario, for "
        f"{rounds}. A time is the median of the rounds, with the least and the greatest in "
        "parentheses; a ratio is the median of the ratios of each round."
    )
    yield ""
    yield "- *Cold*: neither output nor state of an earlier build; the sources are in memory."
    yield (
        "- *Nothing changed*: the first build after the cold one, without any change. Like git, "
        "tarikh does not trust the timestamp of a file that was recorded just after it was "
        "written: it reads such files once more, and the time of this build includes that."
    )
    yield (
        "- *One body edited*: a sentence is added to the last paragraph of an Arabic article, "
        "another article in each round."
    )
    yield "- *One title edited*: an Arabic article's title gets longer."
    yield (
        "- *One date edited*, *one tag added*, *one event added*: in both languages. The date "
        "moves the event into another year."
    )
    yield (
        "- *One tag renamed*: its Arabic name gets longer; for tarikh in `tags.toml`, for the "
        "others, which have no registry, in the front matter of every article that has it."
    )
    yield (
        "- *Peak memory*: of all processes together, as the sum of their proportional set sizes "
        "every 50 ms, in a run of its own."
    )
    yield ""
    yield (
        "The edits of a round are kept in the next. Before each timed build the disk is "
        "synchronized, and at least 2.5 seconds have passed since the tool's last build, so that "
        "timestamps differ. After each edit the benchmark checks that the article's page shows it."
    )
    yield ""
    yield "Commands, each run in the site's folder:"
    yield ""
    for tool, command in setting.commands:
        yield f"- {tool}: `{command}`"
    yield ""


def _at_size(results: Results, size: Size) -> Iterator[str]:
    articles = size.articles
    present = results.tools(articles)
    alone = len(present) == 1
    yield f"## {articles:,} articles in both languages{', alone' if alone else ''}"
    yield ""
    shown = present if alone else results.tools()
    ratios = [tool for tool in present if tool != _PEER] if _PEER in present else []
    yield from _table(
        ("", *shown, *(f"{tool} ÷ {_PEER}" for tool in ratios)),
        [
            (
                label,
                *(_figure(results.find(tool, articles, scenario)) for tool in shown),
                *(_ratio(results.ratio(tool, _PEER, articles, scenario)) for tool in ratios),
            )
            for scenario, label in SCENARIOS.items()
        ],
    )
    if not alone and articles > results.setting.pelican_at:
        yield (
            f"Pelican takes part up to {results.setting.pelican_at:,} articles "
            "(`--pelican-at`): with 10,000 one build takes more than five minutes."
        )
        yield ""
    counts = ", ".join(f"{count:,}" for count in size.renamed)
    yield f"Articles that have the renamed tag, by round: {counts}."
    yield ""


def _preview(results: Results) -> Iterator[str]:
    measured = [one for one in results.series if one.scenario in PREVIEW]
    if not measured:
        return
    shown = tuple(dict.fromkeys(one.tool for one in measured))
    sizes = tuple(dict.fromkeys(one.articles for one in measured))
    rivals = [tool for tool in shown if tool != _PEER] if _PEER in shown else []
    saves = max(len(one.values) for one in measured if one.scenario in SAVES)
    yield "## Live preview"
    yield ""
    yield (
        "`tarikh serve` and `hugo server`, without further settings, on the same texts. The "
        "tools take turns. Each server is started without the state of an earlier start, with "
        "its articles in memory; an Arabic article is requested every few milliseconds until "
        "the server returns it. Then articles are edited and saved, three seconds apart, and "
        "each is requested until its page shows the edit. A figure is the median of all rounds, "
        f"or of {saves} saves of a kind, with the least and the greatest in parentheses; a ratio "
        "is that of the medians."
    )
    yield ""
    yield from _table(
        ("", *shown, *(f"{tool} ÷ {_PEER}" for tool in rivals)),
        [
            (
                f"{articles:,} articles: {label}",
                *(_figure(results.find(tool, articles, scenario)) for tool in shown),
                *(_ratio(results.ratio(tool, _PEER, articles, scenario)) for tool in rivals),
            )
            for articles in sizes
            for scenario, label in PREVIEW.items()
        ],
    )


def _growth(results: Results) -> Iterator[str]:
    sizes = [size.articles for size in results.sizes]
    steps = list(pairwise(sizes))
    if not steps:
        return
    yield "## Growth"
    yield ""
    yield (
        "The growth of a median from one size to the next, divided by the growth of the "
        "content: 1 is linear growth, less is better."
    )
    yield ""
    yield from _table(
        ("", *SCENARIOS.values()),
        [
            (
                f"{tool}, {smaller:,} → {larger:,}",
                *(_ratio(results.growth(tool, one, smaller, larger)) for one in SCENARIOS),
            )
            for tool in results.tools()
            for smaller, larger in steps
            if tool in results.tools(smaller) and tool in results.tools(larger)
        ],
    )


def _stages(results: Results) -> Iterator[str]:
    scenarios: tuple[Scenario, ...] = (
        *("cold", "unchanged", "body", "title"),
        *("date", "tagged", "new", "tag"),
    )
    for articles in dict.fromkeys(stage.articles for stage in results.stages):
        at_size = [stage for stage in results.stages if stage.articles == articles]
        seconds = {(stage.scenario, stage.name): stage.seconds for stage in at_size}
        yield f"## Where tarikh's time goes: {articles:,} articles"
        yield ""
        yield (
            "Median seconds of each stage, as reported by `--timings`. The times above also "
            "include the start and the end of the Python interpreter."
        )
        yield ""
        yield from _table(
            ("stage", *(SCENARIOS[scenario] for scenario in scenarios)),
            [
                (
                    name,
                    *(
                        f"{seconds[scenario, name]:.3f}" if (scenario, name) in seconds else _DASH
                        for scenario in scenarios
                    ),
                )
                for name in dict.fromkeys(stage.name for stage in at_size)
            ],
        )


def _equal_work(results: Results) -> Iterator[str]:
    yield "## The work compared"
    yield ""
    yield (
        "From the same texts and in both languages, each tool builds a page for each article "
        "with the events before and after it and its translation; timelines of years, tags and "
        "sources, grouped by month, with date, title, summary, source and tags in each entry; "
        "indexes of tags and sources; a feed; a sitemap. Entries are counted in the timelines, "
        "where each event must be once in each that it belongs to. What a tool builds in "
        "addition counts towards its time: similar events, and feeds of tags and sources. The "
        'exports, which the others do not have, are switched off (`exports = "none"`). '
        "Counted after the first cold build:"
    )
    yield ""
    expected = {size.articles: size.entries for size in results.sizes}
    yield from _table(
        (
            "N, tool",
            "pages of HTML",
            "entries in timelines",
            "expected entries",
            "entries in feeds",
            "addresses in sitemaps",
            "files",
            "MB",
        ),
        [
            (
                f"{one.articles:,}, {one.tool}",
                f"{one.pages:,}",
                f"{one.entries:,}",
                f"{expected[one.articles]:,}",
                f"{one.feed_entries:,}",
                f"{one.addresses:,}",
                f"{one.files:,}",
                f"{one.size / 1e6:,.1f}",
            )
            for one in results.outputs
        ],
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _figure(series: Series | None) -> str:
    if series is None:
        return _DASH
    shown = _bytes if series.scenario == "memory" else _seconds
    unit = "MB" if series.scenario == "memory" else "s"
    middle = f"{shown(series.median)} {unit}"
    if len(series.values) == 1:
        return middle
    return f"{middle} ({shown(min(series.values))} to {shown(max(series.values))})"


def _seconds(value: float) -> str:
    if value < 1:
        return f"{value:.3f}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _bytes(value: float) -> str:
    return f"{value / 1e6:,.0f}"


def _ratio(value: float | None) -> str:
    if value is None:
        return _DASH
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"
