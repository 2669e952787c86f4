"""Compose the file of a draft, and list what its author has to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from generator.content.fields import FIELDS
from generator.importing.batch import Batch, Draft, Plan, is_draft
from generator.importing.cells import SOURCE_FIELDS
from generator.importing.draft_check import find_refused_field
from generator.importing.draft_file import (
    Comment,
    write_article,
    write_paragraphs,
    write_quotations,
    write_scalar,
)
from generator.importing.draft_links import DraftLinks
from generator.importing.records import (
    DateMention,
    Evidence,
    Record,
    Value,
)
from generator.importing.site_index import SiteIndex, find_registered, write_mark
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Site, SourceFile
from generator.text.folding import fold_name
from generator.text.truncation import truncate

_ON_PAGES: Final = frozenset(each.name for each in FIELDS if each.on_pages)
_SHOWN_WORDS = 60
_LONGEST_TITLE = 200
_COMMENT_SIGNS = lazy_compile(r"[%{}<>#]+|!?--+")
_STUB = "<!-- Write here, in your own words, what happened. Then delete this line. -->"
_ORDER: Final = MappingProxyType({each.name: index for index, each in enumerate(FIELDS)})
# Abbreviations that stand for an agency; the name is a question, never an answer.
_AGENCIES: Final = MappingProxyType(
    {
        fold_name(short).replace(" ", ""): name
        for name, spellings in (
            ("Agence France-Presse", ("أ ف ب", "ا ف ب", "AFP")),
            ("Associated Press", ("أ ب", "AP")),
            ("Deutsche Presse-Agentur", ("د ب أ", "DPA")),
            ("Iraqi News Agency", ("واع", "INA")),
            ("Middle East News Agency", ("أ ش أ", "MENA")),
            ("Saudi Press Agency", ("واس", "SPA")),
            ("Emirates News Agency", ("وام", "WAM")),
            ("Syrian Arab News Agency", ("سانا", "SANA")),
            ("Kuwait News Agency", ("كونا", "KUNA")),
            ("Qatar News Agency", ("قنا", "QNA")),
            ("Xinhua", ("شينخوا",)),
        )
        for short in spellings
    }
)
# Letters of Persian keyboards in Arabic words.
_PERSIAN: Final = MappingProxyType(str.maketrans("یک", "يك"))


class _Notes(Struct, frozen=True):
    """What is noted while a draft is composed: what values rest on, and what is not decided."""

    evidence: list[Evidence]
    questions: list[str]


def compose_draft(
    plan: Plan, plans: list[Plan], index: SiteIndex, batch: Batch, *, full_text: bool
) -> Draft:
    record, language = plan.record, plan.language
    if record.is_page:
        return _compose_page(plan, index, batch)
    notes = _Notes(list(record.evidence), [])
    evidence, questions = notes.evidence, notes.questions
    fields: dict[str, Value | Comment] = dict(record.fields)
    _check_aliases(fields, plan, batch, questions)
    fields["title"] = record.title
    if record.has_proposed_title and not any(map(_is_of_title, record.questions)):
        questions.append("title: it is the beginning of the text; write a headline")
    questions += plan.questions
    questions += _review_date(record, evidence)
    if not record.is_dated_by_translation:
        fields["date"] = record.date or Comment(("date: when it took place",))
    sources = _compose_sources(record, language.code, index, notes)
    if sources:
        fields["source"] = sources
    tags = _compose_tags(record, language.code, index, notes)
    if tags:
        fields["tags"] = tags
    related = _find_related(plan, plans, index, notes)
    if related:
        fields["related"] = related
    if is_draft(record):
        fields["draft"] = True
    left_out: tuple[str, ...] = ()
    body = record.body
    if record.is_report and full_text and record.paragraphs:
        fields["rights"] = "review"
        body = write_paragraphs(record.paragraphs)
        questions.append(
            "rights: the text is that of the report; rewrite it or get permission, and delete"
            " rights: review"
        )
    elif record.is_report:
        body = "\n\n".join(filter(None, (_STUB, write_quotations(record.quotations))))
    questions += record.questions
    if record.paragraphs and not full_text:
        questions.append("text: it belongs to its author; write what happened in your own words")
        left_out = tuple(truncate(paragraph, _SHOWN_WORDS) for paragraph in record.paragraphs)
    questions += (say("not used: '%(text)s'", text=text) for text in record.unused)
    links = DraftLinks(plan, batch, questions)
    return Draft(
        path=plan.path,
        data=_write_checked(plan, fields, body, links, index.site),
        title=record.title,
        origin=record.origin,
        is_draft=is_draft(record),
        questions=tuple(questions),
        evidence=tuple(evidence),
        left_out=left_out,
        files=links.files,
    )


def _compose_page(plan: Plan, index: SiteIndex, batch: Batch) -> Draft:
    """Compose a page outside the chronology, which has no date and no source."""
    record = plan.record
    questions = [*plan.questions, *record.questions]
    fields: dict[str, Value | Comment] = {}
    values = {**dict(record.fields), "tags": record.keywords}
    for name, value in values.items():
        if name in _ON_PAGES:
            fields[name] = value
        elif value:
            questions.append(
                say("not used on a page: %(name)s: %(value)s", name=name, value=_show(value))
            )
    _check_aliases(fields, plan, batch, questions)
    fields["title"] = record.title
    if is_draft(record):
        fields["draft"] = True
    links = DraftLinks(plan, batch, questions)
    data = _write_checked(plan, fields, record.body, links, index.site)
    return Draft(
        path=plan.path,
        data=data,
        title=record.title,
        origin=record.origin,
        is_draft=is_draft(record),
        questions=tuple(questions),
        evidence=record.evidence,
        files=links.files,
    )


def _check_aliases(
    fields: dict[str, Value | Comment], plan: Plan, batch: Batch, questions: list[str]
) -> None:
    """Leave out old addresses that the new site has itself, or that another article has had."""
    aliases = fields.pop("aliases", ())
    kept: list[Value] = []
    own = f"{plan.language.code}/{plan.key}"
    for alias in aliases if isinstance(aliases, tuple) else ():
        if plan.record.is_page and str(alias).strip("/") == own:
            continue
        if batch.take_alias(str(alias), plan.path):
            kept.append(alias)
        else:
            questions.append(
                say("aliases: not used: %(alias)s: another page has this address", alias=alias)
            )
    if kept:
        fields["aliases"] = tuple(kept)


def _is_of_title(question: str) -> bool:
    return question.startswith("title: ")


def _show(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_show, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_show(each)}" for key, each in value.items())
    return str(value)


def _write_checked(
    plan: Plan, fields: dict[str, Value | Comment], body: str, links: DraftLinks, site: Site
) -> bytes:
    """Write the file of a draft without the values that a build would refuse.

    One error would keep the whole site from publication. A long text goes to the end of the body.
    """
    for _ in FIELDS:
        data = _write(plan, fields, body, links)
        refused = find_refused_field(SourceFile(plan.path, data), site, fields)
        if refused is None:
            break
        name, message = refused
        value = fields.pop(name)
        if name == "title":
            fields["title"] = _correct_title(str(value), plan.record.origin)
        if isinstance(value, str) and len(value) > _LONGEST_TITLE:
            body = f"{body}\n\n{write_paragraphs([value])}"
            links.ask(
                say(
                    "%(name)s: %(message)s; it is at the end of the text",
                    name=name,
                    message=message,
                )
            )
        elif not isinstance(value, Comment):
            links.ask(
                say(
                    "%(name)s: not used: %(show)s: %(message)s",
                    name=name,
                    show=_show(value),
                    message=message,
                )
            )
    return data


def _correct_title(title: str, origin: str) -> str:
    """Return a title that a build reads: shorter, without signs of comments, or the origin."""
    if len(title) > _LONGEST_TITLE:
        return truncate(title, _LONGEST_TITLE)
    plain = " ".join(_COMMENT_SIGNS.sub(" ", title).split())
    return plain if plain and plain != title else origin


def _write(plan: Plan, fields: dict[str, Value | Comment], body: str, links: DraftLinks) -> bytes:
    ordered = [
        (name, value if isinstance(value, Comment) else links.resolve_value(value))
        for name, value in sorted(fields.items(), key=lambda item: _ORDER[item[0]])
    ]
    mark = write_mark(plan.digest, plan.record.key)
    return write_article(ordered, mark, links.resolve(body))


def _review_date(record: Record, evidence: list[Evidence]) -> Iterator[str]:
    """List the dates in the text: what the date rests on, and all others."""
    chosen = [each for each in record.mentions if record.date and each.date == record.date]
    others = [each for each in record.mentions if each not in chosen]
    if chosen:
        yield say(
            "date: %(date)s, from %(dates)s; check that it is the day",
            date=record.date,
            dates=_join(map(_quote, chosen)),
        )
        evidence += (Evidence("date", record.date, each.words, each.how) for each in chosen)
    elif record.is_report and others:
        yield "date: the text does not say one day that is sure; write when it took place"
    elif record.is_report:
        yield "date: the text has no date; write when it took place"
    elif not (record.date or record.is_dated_by_translation or record.has_date_question):
        yield "date: it is missing; write when it took place"
    for each in others:
        yield say("date in the text, not used: %(description)s", description=_describe(each))


def _quote(mention: DateMention) -> str:
    if not mention.how:
        return f"'{mention.words}'"
    return say("'%(words)s' (%(how)s)", words=mention.words, how=mention.how)


def _describe(mention: DateMention) -> str:
    if not (mention.date and mention.how):
        return say("'%(words)s' (%(how)s)", words=mention.words, how=mention.date or mention.how)
    return say(
        "'%(words)s' (%(date)s, %(how)s)", words=mention.words, date=mention.date, how=mention.how
    )


def _compose_sources(
    record: Record, language: str, index: SiteIndex, notes: _Notes
) -> Value | Comment:
    """Write the sources: each as its name, or as a group of keys if more is known."""
    values: list[Value] = []
    comments: list[str] = []
    for source in record.sources:
        parts: dict[str, Value] = {}
        for key in SOURCE_FIELDS:
            value = getattr(source, key)
            if key in ("name", "via") and value:
                value = _note_source(f"source.{key}", value, record, language, index, notes)
            if value:
                parts[key] = value
        if source.name:
            values.append(parts if len(parts) > 1 else parts["name"])
        else:
            lines = [f"  {key}: {write_scalar(str(value))}" for key, value in parts.items()]
            comments += ("source:", "  name: who reported it", *lines)
    if comments:
        return Comment(tuple(comments)) if not values else tuple(values)
    return values[0] if len(values) == 1 else tuple(values)


def _note_source(  # noqa: PLR0917 - what is noted, and on what it depends
    label: str, name: str, record: Record, language: str, index: SiteIndex, notes: _Notes
) -> str:
    """Return the name of a source as it is registered, and note what is not sure."""
    value, question = _register_source(name, language, index)
    if question and record.is_report:
        notes.questions.append(say("%(label)s: %(question)s", label=label, question=question))
    elif value != name:
        notes.evidence.append(Evidence(label, value, name, "its name in sources.toml"))
    return value


def _register_source(name: str, language: str, index: SiteIndex) -> tuple[str, str]:
    """Return the registered name of a source, or the name as it is written and a question."""
    found = find_registered(index.site.sources, name, language)
    if found is not None:
        return found[1], ""
    agency = _AGENCIES.get(fold_name(name).replace(" ", ""))
    if agency is not None:
        return name, say(
            "'%(name)s' may stand for %(agency)s; write the full name", name=name, agency=agency
        )
    return name, say("'%(name)s' is not in sources.toml; check the spelling", name=name)


def _compose_tags(
    record: Record, language: str, index: SiteIndex, notes: _Notes
) -> tuple[str, ...]:
    """Write keywords as tags: in the spelling of the registry, else in that of other entries."""
    tags: dict[str, str] = {}
    for word in record.keywords:
        found = find_registered(index.site.tags, word, language)
        tag = found[1] if found is not None else index.tags.get((language, fold_name(word)))
        if found is not None and found[1] != word:
            notes.evidence.append(Evidence("tags", found[1], word, "its name in tags.toml"))
        if tag is None:
            tag = word.translate(_PERSIAN) if language == "ar" else word
            spelled = say(", written '%(word)s' in the page", word=word) if tag != word else ""
            if spelled or record.is_report:
                notes.questions.append(
                    say(
                        "tags: '%(tag)s'%(spelled)s is a new tag; check the spelling",
                        tag=tag,
                        spelled=spelled,
                    )
                )
        tags.setdefault(fold_name(tag), tag)
    return tuple(tags.values())


def _find_related(
    plan: Plan, plans: list[Plan], index: SiteIndex, notes: _Notes
) -> tuple[str, ...]:
    """Return the keys of the entries, and of other drafts, that have the similar titles."""
    if not plan.record.similar:
        return ()
    keys: list[str] = []
    language = plan.language.code
    drafts = {fold_name(each.record.title): each.key for each in plans if each is not plan}
    for title in plan.record.similar:
        folded = fold_name(title)
        if folded == fold_name(plan.record.title):
            continue
        article = index.titles.get((language, folded))
        key = article.key if article is not None else drafts.get(folded, "")
        if key:
            keys.append(key)
            notes.evidence.append(Evidence("related", key, title))
        else:
            notes.questions.append(say("similar title that no entry has: '%(title)s'", title=title))
    return tuple(dict.fromkeys(keys))


def _join(texts: Iterable[str]) -> str:
    *most, last = texts
    return say("%(first)s and %(last)s", first=", ".join(most), last=last) if most else last
