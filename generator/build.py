"""One build, from the files of a site to its published pages: read the stages in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.chronicle import Chronicle, chronicle
from generator.compose import Desk, compose
from generator.config import configure
from generator.errors import Problem, Severity
from generator.i18n import Catalogue, CatalogueError, Formatter, catalogue
from generator.links import Atlas, media_paths, media_url
from generator.markup import Markup
from generator.media import measure
from generator.model import Body, Entry, Site, Theme
from generator.parse import identify, parse
from generator.plan import Plan, plan
from generator.read import Layout, Snapshot, layout, read
from generator.render import Renderer, RenderError, asset_url
from generator.write import OutputError, Publication, Written

# Told how far a build is: the stage, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What one build is asked to do.

    Attributes:
        root: The site's folder.
        output: Where to publish; ``None`` for ``output/`` in the site's folder.
        strict: Whether warnings keep the site from being published.
    """

    root: Path
    output: Path | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a build came to.

    Attributes:
        problems: Everything found, sorted by file and line.
        published: Whether the output was brought up to date.
        output: The folder published into.
        events: How many events the site tells.
        articles: How many files tell them.
        pages: How many pages there are.
        languages: The codes of the site's languages.
        written: What changed in the output; ``None`` when nothing was published.
    """

    problems: tuple[Problem, ...]
    published: bool
    output: Path
    events: int
    articles: int
    pages: int
    languages: tuple[str, ...]
    written: Written | None


@dataclass(frozen=True, slots=True)
class _Contents:
    """The articles of a snapshot, those with mistakes left out of ``entries``."""

    entries: tuple[Entry, ...]
    bodies: Mapping[str, Body]
    broken: frozenset[str]
    problems: tuple[Problem, ...]


def build(options: Options, progress: Progress) -> Report:
    """Build a site and publish it, unless something in it is wrong.

    Raises:
        NotADirectoryError: The site's folder does not exist.
    """
    place = layout(options.root, options.output)
    snapshot, unread = read(place)
    site, misconfigured = configure(
        snapshot.site, snapshot.tags, snapshot.sources, folder_name=place.root.name
    )
    contents = _contents(snapshot, site, progress)
    absent = frozenset(
        name.key for path in contents.broken if (name := identify(path, site.languages))
    )
    told, contradictions = chronicle(site, contents.entries, absent=absent)
    planned, collisions = plan(site, told)
    atlas = _atlas(place, snapshot, contents, told, planned)
    dead = tuple(problem for entry in contents.entries for problem in atlas.problems(entry))
    catalogues, unspoken = _catalogues(site, snapshot.theme)
    formatters = MappingProxyType(
        {
            language.code: Formatter(language, catalogues[language.code])
            for language in site.languages
        }
    )
    desk = Desk(site, told, planned, atlas, formatters)

    problems = (*unread, *misconfigured, *contents.problems, *contradictions, *collisions, *dead)
    problems += unspoken
    written = None
    if not _stops(problems, options):
        try:
            written = _publish(place, snapshot, desk, contents.bodies, progress)
        except RenderError as error:
            problems += (error.problem,)
        except OutputError as error:
            problems += (Problem(_shown(place), 0, 0, "output-foreign", str(error)),)
    return Report(
        problems=tuple(sorted(set(problems))),
        published=written is not None,
        output=place.output,
        events=len(told.events),
        articles=len(told.files),
        pages=len(planned.pages),
        languages=tuple(language.code for language in site.languages),
        written=written,
    )


def _contents(snapshot: Snapshot, site: Site, progress: Progress) -> _Contents:
    """Parse every article and convert its body."""
    markup = Markup()
    entries, bodies, problems = [], {}, []
    broken = set()
    for number, file in enumerate(snapshot.articles):
        progress("reading", number, len(snapshot.articles))
        article, text, wrong = parse(file, site)
        problems.extend(wrong)
        if article is None:
            broken.add(file.path)
            continue
        body, wrong = markup.render(text, path=file.path, first_line=article.body_line)
        problems.extend(wrong)
        entries.append(Entry(article, body.outline))
        bodies[file.path] = body
    return _Contents(tuple(entries), MappingProxyType(bodies), frozenset(broken), tuple(problems))


def _atlas(
    place: Layout, snapshot: Snapshot, contents: _Contents, told: Chronicle, planned: Plan
) -> Atlas:
    paths = media_paths(told.files.values(), snapshot.files)
    media = MappingProxyType({file.path: file for file in measure(place.root, paths)})
    return Atlas(told, planned, media, snapshot.files, contents.broken)


def _catalogues(site: Site, theme: Theme) -> tuple[Mapping[str, Catalogue], tuple[Problem, ...]]:
    """The strings of each language, English where a language has no catalogue."""
    files = {file.path.removesuffix(".po"): file for file in theme.catalogues}
    made, problems = {}, []
    for language in site.languages:
        file = files.get(language.code)
        try:
            made[language.code] = catalogue(file.data) if file else Catalogue()
        except CatalogueError as error:
            made[language.code] = Catalogue()
            path = f"templates/strings/{language.code}.po"
            problems.append(Problem(path, error.line, 0, "catalogue-invalid", str(error)))
        if file is None:
            problems.append(_no_catalogue(language.code))
    return MappingProxyType(made), tuple(problems)


def _no_catalogue(code: str) -> Problem:
    return Problem(
        path=f"templates/strings/{code}.po",
        line=0,
        column=0,
        code="catalogue-missing",
        message=f"the theme has no strings for '{code}', so its pages speak English",
        hint="copy templates/strings/en.po and translate it",
        severity=Severity.WARNING,
    )


def _publish(
    place: Layout, snapshot: Snapshot, desk: Desk, bodies: Mapping[str, Body], progress: Progress
) -> Written:
    """Render every page and put all of them in place together."""
    renderer = Renderer(snapshot.theme, desk.formatters)
    pages = desk.plan.pages
    with Publication(place.output, place.state) as publication:
        for file in snapshot.theme.assets:
            publication.add(asset_url(file).file, file.data)
        for media in desk.atlas.media.values():
            publication.add_file(media_url(media).file, place.root / media.path)
        publication.add(".nojekyll", b"")
        for number, page in enumerate(pages):
            progress("writing", number, len(pages))
            composed = compose(desk, page)
            data = renderer.render(composed, bodies.get(composed.body))
            publication.add(composed.file, data)
        return publication.publish()


def _stops(problems: Iterable[Problem], options: Options) -> bool:
    return any(problem.severity is Severity.ERROR or options.strict for problem in problems)


def _shown(place: Layout) -> str:
    """The output folder as a message names it: from the site's folder where it lies in it."""
    if place.output.is_relative_to(place.root):
        return place.output.relative_to(place.root).as_posix()
    return str(place.output)
