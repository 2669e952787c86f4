"""Read the articles of sites that another program builds: Jekyll, Hugo, Pelican, Zola, Obsidian."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

import yaml

from generator.content.file_names import find_day
from generator.content.foreign_keys import is_language_key, normalize_key
from generator.i18n.languages import COMMON_LANGUAGES
from generator.importing.cells import RecordBuilder, find_target
from generator.importing.records import LANGUAGE_OF_FILE, ImportFailure, Record
from generator.text.folding import fold_name

ENDINGS: Final = (".md", ".markdown", ".mdown", ".mkd")
# Folders of other programs without articles.
SKIPPED_FOLDERS: Final = frozenset(
    {
        *("_includes", "_layouts", "_sass", "_site", "_plugins", "_data", "layouts", "themes"),
        *("archetypes", "public", "resources", "node_modules", "output", "templates", "sass"),
        "venv",
    }
)
# What shows which program a site is of: a file or folder in it, and the program.
SIGNS: Final = (
    ("_config.yml", "Jekyll"),
    ("_posts", "Jekyll"),
    ("pelicanconf.py", "Pelican"),
    (".obsidian", "Obsidian"),
    ("hugo.toml", "Hugo"),
    ("hugo.yaml", "Hugo"),
    ("archetypes", "Hugo"),
    ("sass", "Zola"),
    ("config.toml", "Zola"),
)
_FENCED = re.compile(
    r"\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<matter>.*?)\n?(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL
)
_HEADER = re.compile(r"(?P<key>[A-Za-z_][A-Za-z0-9_ -]{0,30}):[ \t]*(?P<value>.*)")
_GROUPS: Final = frozenset({"params", "extra", "taxonomies"})
_DRAFT: Final = frozenset({"draft", "hidden", "private"})
_YES: Final = frozenset({"true", "yes", "on"})
_NO: Final = frozenset({"false", "no", "off"})
_ALIASES: Final = frozenset({"permalink", "url", "redirectfrom", "redirectto", "aliases", "alias"})

_FIGURE = re.compile(r"\{\{[<%]\s*figure\s+(?P<arguments>[^}]*?)\s*/?[%>]\}\}")
_VIDEO = re.compile(r"\{\{[<%]\s*(?P<site>youtube|vimeo)\s+\"?(?P<id>[\w-]+)\"?\s*/?[%>]\}\}")
_REFERENCE = re.compile(
    r"\{\{[<%]\s*(?:rel)?ref\s+\"(?P<path>[^\"#]+)(?P<anchor>#[^\"]*)?\"\s*[%>]\}\}"
)
_POST_URL = re.compile(r"\{%-?\s*(?:post_url|link)\s+(?P<path>\S+?)\s*-?%\}")
_ARGUMENT = re.compile(r"(\w+)=\"([^\"]*)\"")
_SHORTCODE = re.compile(
    r"\{\{[<%].*?[%>]\}\}|\{%.*?%\}|\{\{[^{}<%]+\}\}|\[/?[a-z_]+(?: [^\]]*=[^\]]*)?\](?!\()",
    re.DOTALL,
)
_VIDEOS: Final = ("https://www.youtube.com/watch?v=", "https://vimeo.com/")
_HEADING = re.compile(r"\s*#[ \t]+(?P<text>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_IMAGE = re.compile(r"!\[[^\]]*\]\((?P<path>[^)\s]+)|!\[\[(?P<name>[^\]|]+)")


class _Entry(NamedTuple):
    matter: Mapping[str, Any]
    body: str


def find_program(names: Iterable[str]) -> str:
    """Return the program that builds a site, by the names in its folder; empty if none is known."""
    present = set(names)
    return next((program for sign, program in SIGNS if sign in present), "")


def read_old_article(name: str, text: str, timezone: str, *, is_dated_by_event: bool) -> Record:
    """Read an article of another program.

    Args:
        name: Its path in the old site.
        text: Its text.
        timezone: The IANA time zone of the site, or nothing.
        is_dated_by_event: Whether ``date`` is the day of the event, and not that of the text.

    Raises:
        ImportFailure: Its front matter cannot be read.
    """
    entry = _split(text)
    builder = RecordBuilder(name, timezone)
    key, language = _read_name(name)
    builder.add("key", key)
    builder.add("language", language)
    title = ""
    for label, value in _flatten(entry.matter):
        title = _add(builder, label, value, is_dated_by_event=is_dated_by_event) or title
    stem = PurePosixPath(name).name
    day = find_day(stem)
    if day and not any(normalize_key(label) == "date" for label, _ in _flatten(entry.matter)):
        _add(builder, "date", day, is_dated_by_event=is_dated_by_event)
    if not title:
        heading = _HEADING.match(entry.body)
        if heading is not None:
            title = heading["text"]
            builder.add("title", title)
    builder.add_markdown(_convert_body(entry.body, title, language, builder))
    return builder.build()


def _split(text: str) -> _Entry:
    """Split a file into its front matter, of any kind, and its text."""
    fenced = _FENCED.match(text)
    try:
        if fenced is not None and fenced["fence"] == "---":
            # Every value stays the text that is written.
            data = yaml.load(fenced["matter"], yaml.BaseLoader)
            return _Entry(data if isinstance(data, dict) else {}, text[fenced.end() :])
        if fenced is not None:
            return _Entry(tomllib.loads(fenced["matter"]), text[fenced.end() :])
        if text.lstrip().startswith("{"):
            start = len(text) - len(text.lstrip())
            data, end = json.JSONDecoder().raw_decode(text, start)
            return _Entry(data if isinstance(data, dict) else {}, text[end:])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise ImportFailure(f"its front matter cannot be read: {reason}", "correct it") from None
    headers: dict[str, str] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines):
        header = _HEADER.fullmatch(line.rstrip())
        if header is None:
            return _Entry(headers, "\n".join(lines[number:]))
        headers[header["key"]] = header["value"]
    return _Entry(headers, "")


def _flatten(matter: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the keys of front matter, with those of groups such as ``params``."""
    for key, value in matter.items():
        if normalize_key(str(key)) in _GROUPS and isinstance(value, dict):
            yield from _flatten(value)
        else:
            yield str(key), value


def _read_name(path: str) -> tuple[str, str]:
    """Return the key of a file, with its folders, and its language if its path says so."""
    *folders, name = path.split("/")
    stem = name.rpartition(".")[0]
    language = ""
    head, _, suffix = stem.rpartition(".")
    if head and suffix.casefold() in COMMON_LANGUAGES:
        stem, language = head, suffix.casefold()
    for folder in list(folders):
        if folder.casefold() in COMMON_LANGUAGES:
            language = language or folder.casefold()
            folders.remove(folder)
    if stem in ("index", "_index") and folders:
        stem = folders.pop()
    day = find_day(stem)
    if day:
        stem = stem[len(day) :].strip("-_ ") or stem
    return "/".join((*folders, stem)), language


def _add(builder: RecordBuilder, key: str, value: Any, *, is_dated_by_event: bool) -> str:
    """Add a key of the front matter; return the title if it is that."""
    text, word = _to_text(value), normalize_key(key)
    if not text:
        return ""
    if is_language_key(key):
        builder.add("language", text)
        return ""
    if (
        word in _DRAFT
        or (word == "published" and text.casefold() in _NO)
        or (word in ("status", "poststatus") and text.casefold() in ("draft", "private", "hidden"))
    ):
        is_shown = text.casefold() in _NO and word in _DRAFT
        if not is_shown:
            builder.withhold()
        return ""
    if word == "published" and text.casefold() in _YES:
        return ""
    if word in _ALIASES:
        paths = [each for each in text.split(" | ") if each.startswith("/") and ":" not in each]
        builder.add("aliases", " | ".join(paths))
        if not paths:
            builder.ask(f"not used: {key}: {text}")
        return ""
    target = find_target(key)
    if target == "date":
        target = "date" if is_dated_by_event else "published"
        if not is_dated_by_event:
            builder.ask(
                f"date: '{key}: {text}' is taken for the day of the text; if it is that of the"
                f" event, write date: {text}"
            )
    if target in ("key", "body", "related", "source.url") or not target:
        builder.ask(f"not used: {key}: {text}")
        return ""
    builder.add(target, text)
    return text if target == "title" else ""


def _to_text(value: Any) -> str:
    """Return a value as one text; the items of a list are separated by bars."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return " | ".join(filter(None, map(_to_text, value)))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_to_text(each)}" for key, each in value.items())
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


# --- Texts --------------------------------------------------------------------------------------


def _convert_body(body: str, title: str, language: str, builder: RecordBuilder) -> str:
    """Return a text without a heading that repeats the title, and without known shortcodes."""
    heading = _HEADING.match(body)
    if heading is not None and fold_name(heading["text"]) == fold_name(title):
        body = body[heading.end() :]
    ending = f".{language or LANGUAGE_OF_FILE}.md"

    def link(match: re.Match[str]) -> str:
        stem = _read_name(match["path"] if "." in match["path"] else f"{match['path']}.md")[0]
        anchor = match.groupdict().get("anchor") or ""
        target = f"{stem.rpartition('/')[2]}{ending}{anchor}"
        builder.ask(f"link: '{match[0]}' leads to the article '{stem}'; check that it exists")
        return target

    def figure(match: re.Match[str]) -> str:
        arguments = dict(_ARGUMENT.findall(match["arguments"]))
        alt = arguments.get("alt") or arguments.get("caption") or arguments.get("title") or ""
        return f"![{alt}]({arguments.get('src', '')})"

    def video(match: re.Match[str]) -> str:
        address = _VIDEOS[match["site"] == "vimeo"] + match["id"]
        return f"<{address}>"

    body = _REFERENCE.sub(link, body)
    body = _POST_URL.sub(link, body)
    body = _FIGURE.sub(figure, body)
    body = _VIDEO.sub(video, body)
    for shortcode in _SHORTCODE.findall(body):
        builder.ask(f"not converted: {' '.join(shortcode.split())}")
    for image in _IMAGE.finditer(body):
        builder.ask(f"image: copy {image['path'] or image['name']} next to the article")
    return body.strip()
