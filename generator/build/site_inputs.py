"""What a site is made of besides its articles: settings, theme, strings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from generator.build.fingerprint import Fingerprinter
from generator.config import parse_config
from generator.content.parse import parse_file_name
from generator.content.scan import (
    CONFIGURATION,
    SiteLayout,
    SiteListing,
    packaged_theme,
    read_files,
)
from generator.i18n import Catalogue, CatalogueError, Formatter, parse_catalogue
from generator.model import Site, SourceFile, Theme
from generator.problem_collector import quote
from generator.problems import Problem, Severity
from generator.text.invisible_characters import remove_invisible

_ENGLISH = "en"


def load_site(
    place: SiteLayout, listing: SiteListing, unread: list[Problem]
) -> tuple[Site, tuple[Problem, ...]]:
    """The site's settings and registries, and what is wrong with them.

    Args:
        place: Where the site lies.
        listing: Its files.
        unread: Gets a problem for each of the files that is there and cannot be read.
    """
    wanted = [place.path(name) for name in CONFIGURATION]
    present = (path for path in wanted if path in listing.content)
    found = {file.path: file for file in read_files(place.root, present, unread)}
    settings, tags, sources = (found.get(path) for path in wanted)
    name, _ = remove_invisible(place.root.name)
    return parse_config(settings, tags, sources, folder_name=name)


def hash_settings(site: Site) -> bytes:
    """The hash of what articles are parsed with: entries made with the same are as good as new."""
    return Fingerprinter().of(site.languages, site.timezone, site.limits)


def load_theme(listing: SiteListing) -> Theme:
    """The theme's files, read.

    Raises:
        OSError: One of them cannot be read.
    """

    def below(folder: str, ending: str = "") -> tuple[SourceFile, ...]:
        return tuple(
            SourceFile(name.removeprefix(folder), Path(path).read_bytes())
            for name, (path, _) in listing.theme.items()
            if name.startswith(folder) and name.endswith(ending)
        )

    return Theme(below("", ".html"), below("assets/"), below("strings/", ".po"))


def load_formatters(
    site: Site, theme: Theme
) -> tuple[Mapping[str, Formatter], tuple[Problem, ...]]:
    """What says things in each language, in English where the theme has no strings for it."""
    found = {file.path.removesuffix(".po"): file for file in theme.catalogues}
    made: dict[str, Formatter] = {}
    problems = []
    for language in site.languages:
        path = f"templates/strings/{language.code}.po"
        file = found.get(language.code)
        strings = Catalogue()
        if file is None:
            message = f"the theme has no strings for '{language.code}', so its pages speak English"
            hint = "put a translation of the theme's strings there; en.po shows its form"
            warning = Severity.WARNING
            problems.append(Problem(path, 0, 0, "catalogue-missing", message, hint, warning))
        else:
            try:
                strings = parse_catalogue(file.data)
            except CatalogueError as error:
                problems.append(Problem(path, error.line, 0, "catalogue-invalid", error.message))
            else:
                problems += _incomplete(path, file, strings, found.get(_ENGLISH))
        made[language.code] = Formatter(language, strings)
    return MappingProxyType(made), tuple(problems)


def _incomplete(
    path: str, file: SourceFile, strings: Catalogue, english: SourceFile | None
) -> Iterator[Problem]:
    """What a site's own catalogue lacks of the theme's strings, and what it has besides.

    The strings of the theme are those of the packaged English catalogue. A site's own English
    one may have more, for its own templates.
    """
    packaged = packaged_theme() / "strings"
    own = packaged / file.path
    code = file.path.removesuffix(".po")
    if code.partition("-")[0] == _ENGLISH or (own.is_file() and own.read_bytes() == file.data):
        return
    wanted = [key for key, _ in parse_catalogue((packaged / f"{_ENGLISH}.po").read_bytes()).entries]
    warning = Severity.WARNING
    if missing := strings.missing(wanted):
        message = (
            f"{len(missing)} of the theme's {len(wanted)} strings are not translated,"
            f" so they are shown in English; the first is {quote(missing[0][1])}"
        )
        hint = "en.po has all of them"
        yield Problem(path, 0, 0, "catalogue-incomplete", message, hint, warning)
    known = set(wanted)
    if english is not None:
        with suppress(CatalogueError):
            known.update(key for key, _ in parse_catalogue(english.data).entries)
    unknown = [key for key, _ in strings.entries if key not in known]
    if unknown:
        message = f"{len(unknown)} of its strings are none of the theme's"
        hint = f"compare them with those of en.po; the first is {quote(unknown[0][1])}"
        yield Problem(path, 0, 0, "catalogue-unknown", message, hint, warning)


def broken_keys(broken: Iterable[str], site: Site) -> frozenset[str]:
    """The keys of files that could not be understood."""
    names = (parse_file_name(path, site.languages) for path in broken)
    return frozenset(name.key for name in names if name is not None)
