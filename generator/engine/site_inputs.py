"""Loads the inputs of a site other than its articles: settings, theme, strings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from msgspec.structs import replace

from generator.config import parse_config
from generator.content.media import clean_asset
from generator.content.parse import parse_file_name
from generator.content.pictures.parts import PictureError
from generator.content.scan import (
    CONFIGURATION,
    SiteLayout,
    SiteListing,
    find_packaged_theme,
    read_files,
)
from generator.engine.fingerprint import Fingerprinter
from generator.exports.share_card import can_write_cards
from generator.fonts.files import load_fonts, prepare_fonts
from generator.hashing import hash_bytes
from generator.i18n import Catalogue, CatalogueError, Formatter, parse_catalogue
from generator.i18n.cldr import Conventions, load_conventions
from generator.messages import say
from generator.model import Language, Site, SourceFile, Theme
from generator.problem_collector import quote
from generator.problems import Problem, Severity
from generator.state import cache_files
from generator.text.invisible_characters import remove_invisible
from generator.theme.stylesheet import ADDED_RULES, STYLESHEET, complete_stylesheet
from generator.theme.web_fonts import add_fonts

_ENGLISH = "en"
_ASSETS = "assets/"
# A stylesheet this many times as short as that of the theme cannot have the same look.
_SHORT_STYLESHEET = 3
_OFFLINE_ASSET = "offline.js"


def load_site(
    layout: SiteLayout, listing: SiteListing, unreadable: list[Problem], base_url: str = ""
) -> tuple[Site, tuple[Problem, ...]]:
    """Load the settings and registries of a site.

    Args:
        layout: The folders of the site.
        listing: Its files.
        unreadable: Gets a problem for each of the files that exists and cannot be read.
        base_url: The address that replaces that of the settings; empty to keep it.

    Returns:
        The site, and the problems of the files.
    """
    paths = [layout.path(name) for name in CONFIGURATION]
    present = (path for path in paths if path in listing.content)
    files = {file.path: file for file in read_files(layout.root, present, unreadable)}
    name, _ = remove_invisible(layout.root.name)
    site, problems = parse_config(*map(files.get, paths), folder_name=name)
    site = replace(site, withheld=listing.withheld, base_url=base_url or site.base_url)
    if not can_write_cards():
        site = replace(site, share=replace(site.share, cards=0))
    if site.theme.fonts != "system" and not (_asks_for_fonts(listing) and prepare_fonts()):
        site = replace(site, theme=replace(site.theme, fonts="system"))
    if _has_own_policy(listing):
        site = replace(site, theme=replace(site.theme, has_own_policy=True))
    return site, (*problems, *_check_identity(site, paths[0]))


def _has_own_policy(listing: SiteListing) -> bool:
    """Whether a template of the site may have another policy than those of the theme."""
    packaged = find_packaged_theme()
    for name, (path, _) in listing.theme.items():
        if name.endswith(".html") and not Path(path).is_relative_to(packaged):
            with suppress(OSError):
                data = Path(path).read_bytes()
                if b"Content-Security-Policy" in data or b"block policy" in data:
                    return True
    return False


def _asks_for_fonts(listing: SiteListing) -> bool:
    """Whether the stylesheet uses web fonts: that of a site may be written for others."""
    path, _ = listing.theme.get(f"{_ASSETS}{STYLESHEET}", ("", None))
    if not path or Path(path).is_relative_to(find_packaged_theme()):
        return bool(path)
    try:
        return b"var(--web-" in Path(path).read_bytes()
    except OSError:
        return False


def _check_identity(site: Site, path: str) -> Iterator[Problem]:
    """Warn about a site that feed readers know by its address, which it may not always have."""
    if site.base_url and not site.id:
        message = (
            "no 'id': if the address of the site changes, every entry of its feeds is new to"
            " readers"
        )
        # The entries keep the ids that they have been published with.
        hint = say('add id = "%(base_url)s" and never change it', base_url=site.base_url)
        yield Problem(path, 0, 0, "identity-missing", message, hint, Severity.WARNING)


def hash_settings(site: Site) -> bytes:
    """Hash the settings that articles and pictures are read with.

    While they are the same, what is known of a file that has not changed can be used.
    """
    withheld = tuple([each[:] for each in site.withheld])
    return Fingerprinter().of(
        site.languages, site.timezone, site.limits, site.images, withheld, site.translations
    )


def load_theme(listing: SiteListing, *, is_offline: bool = False) -> Theme:
    """Read the files of the theme; its pictures are without their metadata.

    Args:
        listing: The files of the site.
        is_offline: Whether to read what only offline copies have.

    Raises:
        OSError: One of them cannot be read.
    """

    def read(folder: str, ending: str = "") -> Iterator[SourceFile]:
        for name, (path, _) in listing.theme.items():
            if name.startswith(folder) and name.endswith(ending):
                yield SourceFile(name.removeprefix(folder), Path(path).read_bytes())

    assets = []
    for file in read(_ASSETS):
        if file.path == _OFFLINE_ASSET and not is_offline:
            continue
        try:
            assets.append(replace(file, data=clean_asset(file.data)))
        except PictureError:
            # `check_assets` reports it, and nothing is published.
            assets.append(file)
    return Theme(tuple(read("", ".html")), tuple(assets), tuple(read("strings/", ".po")))


def style_theme(theme: Theme, site: Site) -> Theme:
    """Return a theme with the fonts, the colors and the rules of a site."""
    fonts = {} if site.theme.fonts == "system" else load_fonts()
    return add_fonts(complete_stylesheet(theme, site.theme), fonts)


def check_assets(theme: Theme) -> Iterator[Problem]:
    """Report the pictures of a theme whose metadata cannot be removed, and a short stylesheet."""
    yield from _check_stylesheet(theme)
    for file in theme.assets:
        try:
            clean_asset(file.data)
        except PictureError as error:
            path = f"templates/{_ASSETS}{file.path}"
            message = say("the picture %(message)s", message=error.message)
            yield Problem(path, 0, 0, "image-invalid", message, error.hint)


def _check_stylesheet(theme: Theme) -> Iterator[Problem]:
    """Warn about a stylesheet that is probably meant to be added to that of the theme."""
    packaged = (find_packaged_theme() / _ASSETS / STYLESHEET).stat().st_size
    for file in theme.assets:
        own = len(file.data)
        if file.path == STYLESHEET and own < packaged / _SHORT_STYLESHEET:
            path = f"templates/{_ASSETS}{STYLESHEET}"
            message = say(
                "this file of %(own)s bytes replaces the stylesheet of the"
                " theme, which has %(packaged)s, so pages lose most of their look",
                own=f"{own:,}",
                packaged=f"{packaged:,}",
            )
            hint = say(
                "rename it to %(added_rules)s, whose rules are added to those of the theme",
                added_rules=ADDED_RULES,
            )
            yield Problem(path, 0, 0, "stylesheet-short", message, hint, Severity.WARNING)


def load_formatters(
    site: Site, theme: Theme, cache: Path | None = None, program: bytes = b""
) -> tuple[Mapping[str, Formatter], tuple[Problem, ...]]:
    """Load the strings of each language; a language without strings gets the English ones.

    Args:
        site: The settings.
        theme: The theme, which has the strings.
        cache: The folder in which they are kept parsed, see `generator.state.cache_files`.
        program: The hash of this program; needed only with a cache.

    Returns:
        A formatter for each language, and the problems of the catalogues.
    """
    catalogues = {file.path.removesuffix(".po"): file for file in theme.catalogues}
    formatters: dict[str, Formatter] = {}
    problems = []
    for language in site.languages:
        path = f"templates/strings/{language.code}.po"
        file = catalogues.get(language.code)
        formatter = Formatter(language, Catalogue())
        if file is None:
            message = say(
                "the theme has no strings for '%(code)s', so its pages are in English",
                code=language.code,
            )
            hint = "copy en.po of the theme to this file, and translate its strings"
            warning = Severity.WARNING
            problems.append(Problem(path, 0, 0, "catalogue-missing", message, hint, warning))
        else:
            try:
                formatter = _load_formatter(language, file, cache, program)
            except CatalogueError as error:
                problems.append(Problem(path, error.line, 0, "catalogue-invalid", error.message))
            else:
                strings = formatter.catalogue
                problems += _check_catalogue(path, file, strings, catalogues.get(_ENGLISH))
        formatters[language.code] = formatter
    return MappingProxyType(formatters), tuple(problems)


def _load_formatter(
    language: Language, file: SourceFile, cache: Path | None, program: bytes
) -> Formatter:
    """Parse a catalogue and load the conventions of its language, unless they are in the cache.

    Raises:
        CatalogueError: The catalogue is not valid.
    """
    key = hash_bytes(program + repr(language).encode() + file.data)
    known = cache and cache_files.load(cache, "strings", key)
    if known:
        translations, plural_rule, conventions = known
        catalogue = Catalogue(MappingProxyType(translations), plural_rule)
        return Formatter(language, catalogue, Conventions(*conventions))
    catalogue = parse_catalogue(file.data)
    if cache is None:
        return Formatter(language, catalogue)
    conventions = load_conventions(language.locale, language.digits)
    plain = tuple([getattr(conventions, name) for name in conventions.__struct_fields__])
    translations = dict(catalogue.translations)
    cache_files.save(cache, "strings", key, (translations, catalogue.plural_rule, plain))
    return Formatter(language, catalogue, conventions)


def _check_catalogue(
    path: str, file: SourceFile, strings: Catalogue, english: SourceFile | None
) -> Iterator[Problem]:
    """Find strings that a site's own catalogue lacks, and strings that the theme does not have.

    The strings of the theme are those of the packaged English catalogue. A site's own English
    catalogue may add others, for its own templates.
    """
    packaged = find_packaged_theme() / "strings"
    own = packaged / file.path
    code = file.path.removesuffix(".po")
    if code.partition("-")[0] == _ENGLISH or (own.is_file() and own.read_bytes() == file.data):
        return
    theme_strings = parse_catalogue((packaged / f"{_ENGLISH}.po").read_bytes())
    required = tuple(theme_strings.translations)
    warning = Severity.WARNING
    if missing := strings.find_missing(required):
        message = say(
            "%(count)s of the theme's %(count2)s strings are not translated, so"
            " they are shown in English; the first is %(missing)s",
            count=len(missing),
            count2=len(required),
            missing=quote(missing[0][1]),
        )
        hint = "copy the missing strings from en.po of the theme, and translate them"
        yield Problem(path, 0, 0, "catalogue-incomplete", message, hint, warning)
    known = set(required)
    if english is not None:
        with suppress(CatalogueError):
            known.update(parse_catalogue(english.data).translations)
    unknown = [key for key in strings.translations if key not in known]
    if unknown:
        message = say(
            "%(count)s of the strings in this file are not in the theme", count=len(unknown)
        )
        hint = say(
            "compare them with en.po of the theme; the first is %(unknown)s",
            unknown=quote(unknown[0][1]),
        )
        yield Problem(path, 0, 0, "catalogue-unknown", message, hint, warning)


def broken_keys(broken: Iterable[str], site: Site) -> frozenset[str]:
    """The keys of articles that could not be parsed."""
    names = (parse_file_name(path, site.languages) for path in broken)
    return frozenset(name.key for name in names if name is not None)
