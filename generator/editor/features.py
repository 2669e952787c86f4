"""Answers to what an editor asks: completions, what a value means, where it leads, other names.

Lines and columns are counted from 0, as editors do; columns in characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from posixpath import dirname, relpath
from typing import Final, Literal, NamedTuple

from generator.chronology.checks import REGISTRY_FILES
from generator.chronology.model import EventOutline, Term
from generator.chronology.terms import build_registry
from generator.content.fields import FIELDS
from generator.content.file_names import parse_file_name
from generator.dates import DateError, parse
from generator.editing.file_change import FileChange
from generator.editing.terms import TermFiles, rename_term
from generator.editing.toml_article_text import write_text
from generator.editor.tokens import Kind, Token
from generator.editor.workspace import Workspace
from generator.importing.draft_file import write_scalar
from generator.model import RegistryEntry, Status, Text
from generator.text.folding import fold

_MOST: Final = 100


class Suggestion(NamedTuple):
    """What can be written at a position.

    Attributes:
        label: What is shown.
        text: What is written.
        detail: What it is, in a few words.
        names: What is compared with the text that was typed.
    """

    label: str
    text: str
    detail: str
    names: tuple[str, ...]


# --- Completion ---------------------------------------------------------------------------------


def suggest(workspace: Workspace, path: str, token: Token, typed: str) -> list[Suggestion]:
    """Return what can be written in place of a token, as far as it fits what has been typed.

    Args:
        workspace: The site.
        path: The file.
        token: What is at the cursor.
        typed: The part of its text before the cursor.
    """
    wanted = fold(typed.strip("\"' "))
    suggestions = list(islice(_list_suggestions(workspace, path, token, wanted), _MOST))
    return list(map(_write_in_toml, suggestions)) if token.is_toml else suggestions


def _write_in_toml(suggestion: Suggestion) -> Suggestion:
    """Return a key or a value as it is written in TOML."""
    text, key = suggestion.text, suggestion.text.removesuffix(": ")
    return suggestion._replace(text=f"{key} = " if key != text else write_text(suggestion.label))


def _list_suggestions(
    workspace: Workspace, path: str, token: Token, wanted: str
) -> Iterator[Suggestion]:
    """Yield what fits a folded text that has been typed."""
    language = _language_of(workspace, path)
    if token.kind == "event":
        yield from _suggest_events(workspace, language, wanted)
    elif token.kind == "link":
        yield from _suggest_links(workspace, dirname(path), language, wanted)
    else:
        for suggestion in _suggest_words(workspace, token.kind, language):
            if any(wanted in fold(name) for name in suggestion.names):
                yield suggestion


def _suggest_words(workspace: Workspace, kind: Kind, language: str) -> Iterator[Suggestion]:
    if kind == "field":
        for field in FIELDS:
            summary = field.description.partition(".")[0].replace("`", "")
            yield Suggestion(field.name, f"{field.name}: ", summary, (field.name, *field.synonyms))
    elif kind == "status":
        for status in Status:
            yield Suggestion(status.value, status.value, "", (status.value,))
    elif kind == "tag":
        yield from _suggest_terms(workspace, "tags", language)
    elif kind == "source":
        yield from _suggest_terms(workspace, "sources", language)
    elif kind == "source-id":
        for entry in workspace.site.sources:
            names = tuple(text.value for text in entry.names.texts)
            yield Suggestion(entry.id, entry.id, " · ".join(names), (entry.id, *names))


def _suggest_terms(
    workspace: Workspace, kind: Literal["tags", "sources"], language: str
) -> Iterator[Suggestion]:
    chronicle, site = workspace.chronicle, workspace.site
    used = chronicle.tags if kind == "tags" else chronicle.sources
    entries = site.tags if kind == "tags" else site.sources
    registered = {entry.id: entry for entry in entries}
    identities = dict.fromkeys((*used, *registered))
    counts = {identity: _count_events(workspace, kind, identity) for identity in identities}
    for identity in sorted(identities, key=lambda each: (-counts[each], each)):
        entry = registered.get(identity)
        names = entry.names.texts if entry is not None else used[identity].names.texts
        own = next((text.value for text in names if text.language == language), "")
        name = own or (names[0].value if names else identity)
        others = [text.value for text in names if text.value != name]
        detail = " · ".join((*others, _count(counts[identity])))
        spellings = entry.spellings if entry is not None else ()
        known = (identity, *(text.value for text in names), *spellings)
        yield Suggestion(name, write_scalar(name, in_brackets=True), detail, known)


def _count_events(workspace: Workspace, kind: Literal["tags", "sources"], identity: str) -> int:
    timelines = workspace.chronicle.timelines.values()
    return max((len(getattr(each, kind).get(identity, ())) for each in timelines), default=0)


def _count(number: int) -> str:
    return f"{number} event{'' if number == 1 else 's'}"


def _find_events(workspace: Workspace, wanted: str) -> Iterator[EventOutline]:
    """Yield the events whose key or title contains a folded text, the newest first."""
    names = workspace.folded_names
    for event in workspace.newest_events:
        if any(wanted in names.get(path, "") for path in event.paths):
            yield event


def _suggest_events(workspace: Workspace, language: str, wanted: str) -> Iterator[Suggestion]:
    for event in _find_events(workspace, wanted):
        (path,) = _prefer(event.paths, language)
        title = workspace.titles.get(path, "")
        yield Suggestion(event.key, event.key, f"{event.edtf}  {title}", ())


def _suggest_links(
    workspace: Workspace, folder: str, language: str, wanted: str
) -> Iterator[Suggestion]:
    for event in _find_events(workspace, wanted):
        (path,) = _prefer(event.paths, language)
        written = relpath(path, folder or ".")
        detail = f"{event.edtf}  {workspace.titles.get(path, '')}"
        yield Suggestion(written, written, detail, ())


def _language_of(workspace: Workspace, path: str) -> str:
    name = parse_file_name(path, workspace.site.languages)
    return name.language if name is not None else workspace.site.languages[0].code


# --- What a value means, and where it leads -----------------------------------------------------


def describe(workspace: Workspace, token: Token) -> str:
    """Return what a value means, as Markdown; empty if there is nothing to say."""
    if token.kind == "date":
        return _describe_date(workspace, token.text)
    if token.kind in ("tag", "source", "source-id"):
        return _describe_term(workspace, token)
    if token.kind == "event":
        event = workspace.chronicle.events.get(token.text)
        if event is None:
            return ""
        titles = (workspace.titles.get(path, "") for path in event.paths)
        return "\n\n".join((f"**{event.edtf}**", *titles))
    if token.kind == "field":
        field = next((each for each in FIELDS if each.name == token.text), None)
        return field.description if field is not None else ""
    return ""


def _describe_date(workspace: Workspace, text: str) -> str:
    """Return a date as readers will see it, in each language."""
    timezone = workspace.site.timezone
    try:
        when = parse(text, timezone)
    except DateError:
        return ""
    lines = []
    for language in workspace.site.languages:
        formatter = workspace.formatters[language.code]
        hijri = formatter.hijri(when) if language.hijri else None
        shown = formatter.when(when, timezone)
        lines.append(f"{language.name}: {shown}{f' ({hijri})' if hijri else ''}")
    return "\n\n".join((*lines, f"`{when.edtf}`"))


def _describe_term(workspace: Workspace, token: Token) -> str:
    kind: Literal["tags", "sources"] = "tags" if token.kind == "tag" else "sources"
    site, chronicle = workspace.site, workspace.chronicle
    known = build_registry(site.tags if kind == "tags" else site.sources)
    identity = known.identify(token.text)
    term = (chronicle.tags if kind == "tags" else chronicle.sources).get(identity)
    entry = known.by_id.get(identity)
    names = _names_of(entry, term)
    if not names:
        return ""
    lines = [" · ".join(text.value for text in names)]
    if entry is not None and entry.spellings:
        lines.append(f"also: {', '.join(entry.spellings)}")
    registered = f"[{identity}]" if entry is not None else "not registered"
    lines.append(f"{registered}, {_count(_count_events(workspace, kind, identity))}")
    return "\n\n".join(lines)


def _names_of(entry: RegistryEntry | None, term: Term | None) -> tuple[Text, ...]:
    if entry is not None:
        return entry.names.texts
    return term.names.texts if term is not None else ()


def find_definition(workspace: Workspace, path: str, token: Token) -> list[str]:
    """Return the files that a value leads to; those of the translations for all others."""
    language = _language_of(workspace, path)
    events = workspace.chronicle.events
    if token.kind == "event" and token.text in events:
        return _prefer(events[token.text].paths, language)
    if token.kind == "link":
        target = token.text.partition("#")[0]
        name = target.rpartition("/")[2]
        ending = f"/{name}"
        found = [each for each in workspace.files if each == name or each.endswith(ending)]
        return found or _prefer(events[target].paths if target in events else (), language)
    own = parse_file_name(path, workspace.site.languages)
    event = events.get(own.key) if own is not None else None
    return [each for each in event.paths if each != path] if event is not None else []


def _prefer(paths: Iterable[str], language: str) -> list[str]:
    every = list(paths)
    own = [path for path in every if path.endswith(f".{language}.md")]
    return (own or every)[:1]


def rename(workspace: Workspace, path: str, token: Token, name: str) -> tuple[FileChange, ...]:
    """Return the changes that give the tag or source of a token another name.

    Raises:
        EditError: It cannot be renamed, and why.
    """
    field: Literal["tags", "source"] = "tags" if token.kind == "tag" else "source"
    entries = workspace.chronicle.files
    articles = tuple(entries[each].article for each in sorted(entries))
    registry = workspace.layout.path(REGISTRY_FILES[field])
    data = workspace.read(registry)
    files = TermFiles(
        field,
        workspace.site,
        (registry, data if registry in workspace.files else None),
        articles,
        workspace.read,
    )
    language = _language_of(workspace, path)
    return rename_term(files, token.text, name, language=language)
