"""Read what the settings of an old site say of its addresses and languages."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from msgspec import Struct, field

from generator.content.foreign_keys import normalize_key
from generator.importing.old_sites.front_matter import Malformed, load_toml, load_yaml, to_text
from generator.importing.records import ImportFailure
from generator.lazy_patterns import lazy_compile
from generator.messages import say

SETTINGS_FILES: Final = (
    *("_config.yml", "_config.yaml", "_config.toml"),
    *(f"{name}.{ending}" for name in ("hugo", "config") for ending in ("toml", "yaml", "yml")),
    *("hugo.json", "config.json"),
    *(
        f"config/_default/{name}.{ending}"
        for name in ("hugo", "config", "languages", "permalinks")
        for ending in ("toml", "yaml", "yml", "json")
    ),
    *("pelicanconf.py", "publishconf.py"),
    *("CNAME", "static/CNAME", "content/extra/CNAME"),
)
"""The files of settings, by their paths in the site."""

# The addresses of articles, as the settings of each program call them.
_ADDRESS_KEYS: Final = frozenset({"url", "baseurl", "siteurl", "canonifyurls"})
_LANGUAGE_KEYS: Final = frozenset(
    {"lang", "language", "languagecode", "locale", "defaultlang", "defaultlanguage"}
    | {"defaultcontentlanguage"}
)
_PATTERN_KEYS: Final = frozenset({"permalink", "articleurl"})
# The settings of Jekyll for the form of addresses that have a name.
_NAMED_PATTERNS: Final = MappingProxyType(
    {
        "date": "/:categories/:year/:month/:day/:title.html",
        "pretty": "/:categories/:year/:month/:day/:title/",
        "ordinal": "/:categories/:year/:y_day/:title.html",
        "none": "/:categories/:title.html",
        "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    }
)


class OldSettings(Struct):
    """What the settings say; empty where they say nothing.

    Attributes:
        hosts: The hosts that the site is published on.
        origin: The beginning of its addresses up to the host.
        prefix: The path that it is published under, without a slash at its end.
        language: The code of the language of articles that do not say theirs.
        patterns: The forms of the addresses of articles, such as ``/:year/:title/``.
        folders: The language of each folder of articles that is of one language.
    """

    hosts: set[str] = field(default_factory=set)
    origin: str = ""
    prefix: str = ""
    language: str = ""
    patterns: list[str] = field(default_factory=list)
    folders: dict[str, str] = field(default_factory=dict)

    def read_file(self, path: str, text: str) -> None:
        """Add what a file of settings says.

        Raises:
            ImportFailure: It cannot be read.
        """
        name = path.rpartition("/")[2]
        try:
            if name == "CNAME":
                self.add_address(text.strip().casefold())
            elif name.endswith(".py"):
                self._add(_read_python(text), "")
            elif name.endswith(".toml"):
                self._add(load_toml(text), name.partition(".")[0])
            elif name.endswith(".json"):
                self._add(json.loads(text), name.partition(".")[0])
            else:
                self._add(load_yaml(text), name.partition(".")[0])
        except (Malformed, ValueError, RecursionError) as error:
            line = getattr(error, "line", 0) or getattr(error, "lineno", 0)
            message = say("the settings of the old site cannot be read: %(error)s", error=error)
            hint = "correct them; without them, links to its own address stay as they are"
            raise ImportFailure(message, hint, line) from None

    def complete(self, address: str) -> str:
        """Return an address that begins with a slash with its host; empty if that is not known."""
        if not self.origin:
            return ""
        is_whole = address.startswith(f"{self.prefix}/")
        return f"{self.origin}{'' if is_whole else self.prefix}{address}"

    def _add(self, data: Any, kind: str) -> None:
        if not isinstance(data, Mapping):
            return
        if kind == "languages":
            self._add_languages(data)
            return
        if kind == "permalinks":
            self._add_patterns(data)
            return
        for key, value in data.items():
            word = normalize_key(str(key))
            if word == "languages":
                self._add_languages(value)
            elif word == "permalinks":
                self._add_patterns(value)
            elif word in _PATTERN_KEYS and isinstance(value, str):
                self.patterns.append(_NAMED_PATTERNS.get(value, value))
            elif word in _LANGUAGE_KEYS and isinstance(value, str):
                self.language = value.replace("_", "-").casefold()
            elif word in _ADDRESS_KEYS and isinstance(value, str):
                self.add_address(value)

    def add_address(self, value: str) -> None:
        """Add an address of the site itself, or the path that it is published under."""
        try:
            parts = urlsplit(value if "//" in value or value.startswith("/") else f"//{value}")
        except ValueError:
            return
        if parts.hostname:
            self.hosts.add(parts.hostname)
            self.origin = self.origin or f"{parts.scheme or 'https'}://{parts.netloc}"
        path = parts.path.rstrip("/")
        if path:
            self.prefix = path if path.startswith("/") else f"/{path}"

    def _add_languages(self, data: Any) -> None:
        """Add the languages of Hugo, each with the folder of its articles."""
        if not isinstance(data, Mapping):
            return
        for code, language in data.items():
            if not isinstance(language, Mapping):
                continue
            for key, value in language.items():
                if normalize_key(str(key)) == "contentdir":
                    self.folders[to_text(value).strip("/")] = str(code).casefold()
                elif normalize_key(str(key)) == "baseurl":
                    self.add_address(to_text(value))

    def _add_patterns(self, data: Any) -> None:
        """Add the forms of addresses of Hugo, those of each section."""
        for value in data.values() if isinstance(data, Mapping) else ():
            if isinstance(value, Mapping):
                self._add_patterns(value)
            elif isinstance(value, str):
                self.patterns.append(value)


def _read_python(text: str) -> dict[str, Any]:
    """Read the texts that a file of settings of Pelican assigns; nothing in it is run."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise Malformed(error.msg, error.lineno or 0) from None
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


_FIELD = lazy_compile(r":(?P<name>[a-z_]+)|\{(?P<braced>[a-z_]+)(?::(?P<format>[^{}]*))?\}")


def expand_pattern(pattern: str, values: Mapping[str, str]) -> str:
    """Return an address in the form that the settings give; empty if a part of it is not known.

    Args:
        pattern: The form: ``/:year/:title/``, or ``{date:%Y}/{slug}.html``.
        values: The parts by name, ``year``, ``month`` and ``day`` among them.
    """
    is_known = True

    def expand(match: re.Match[str]) -> str:
        nonlocal is_known
        name = match["name"] or match["braced"]
        if name == "date":
            text = match["format"] or ""
            for sign, part in (("%Y", "year"), ("%m", "month"), ("%d", "day")):
                text = text.replace(sign, values.get(part, "%"))
        else:
            text = values.get(name, "%")
        is_known = is_known and "%" not in text
        return text

    address = _FIELD.sub(expand, pattern)
    return address if is_known else ""
