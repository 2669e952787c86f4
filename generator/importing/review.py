"""Turn records into drafts, and list what their author has to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from generator.content.file_names import match_language
from generator.dates import DateError, When, parse, write
from generator.hashing import dump_plain, hash_bytes
from generator.i18n.languages import find_script
from generator.importing.batch import FOLDER, Batch, Draft, Plan, Skipped
from generator.importing.compose import compose_draft
from generator.importing.html_text import html_to_text
from generator.importing.records import (
    REFERENCE,
    Record,
)
from generator.importing.site_index import SiteIndex
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Article, Language
from generator.search.duplicates import DuplicateFinder, EventSketch, sketch_article
from generator.text.folding import fold_name
from generator.text.scripts import detect_script
from generator.text.truncation import truncate
from generator.urls import choose_key

_PAGES = "pages"
_SHOWN_WORDS = 60
_LONGEST_TITLE = 100
# Signs of Markdown, and shortcodes of other programs.
_MARKS = lazy_compile(r"\{\{.{0,300}?\}\}|\{%.{0,300}?%\}|!?\[|\]\([^()]*\)|[*_`#>|{}\[\]]")


def review_records(
    records: Iterable[Record],
    index: SiteIndex,
    *,
    full_text: bool = False,
    is_dated_by_event: bool = False,
) -> Iterator[Draft | Skipped]:
    """Yield a draft for each record that the site does not have, in order.

    Args:
        records: The records.
        index: What the site has.
        full_text: Whether the text of a report is kept.
        is_dated_by_event: Whether dates that are of the event or of the text are of the event.
    """
    planned: list[Plan | Skipped] = []
    batch = Batch(index)
    finder = DuplicateFinder(sketch_article(each) for each in index.articles if not each.is_page)
    for record in records:
        plan = _plan(record, index, batch, is_dated_by_event=is_dated_by_event)
        planned.append(plan)
        if isinstance(plan, Plan):
            batch.add(plan)
            if not record.is_page:
                _note_duplicates(plan, finder, index.site.timezone)
        else:
            batch.add_file(record.key, plan.path)
    plans = [plan for plan in planned if isinstance(plan, Plan)]
    for plan in planned:
        if isinstance(plan, Skipped):
            yield plan
        else:
            yield compose_draft(plan, plans, index, batch, full_text=full_text)


def _decide_date(record: Record, *, is_dated_by_event: bool) -> Record:
    """Return a record whose date is that of the event, or of the text."""
    date = record.undecided_date
    if not date:
        return record
    if is_dated_by_event and not record.date:
        return replace(record, date=date, undecided_date="")
    question = say("date: '%(date)s' is taken for the day of the text", date=date)
    if not record.date:
        question = say(
            "date: '%(date)s' is taken for the day of the text; if it is that of the event, write"
            " date: %(date)s",
            date=date,
        )
    fields = dict(record.fields)
    if "published" in fields:
        question = say("date: '%(date)s' is not used, because 'published' is given too", date=date)
    fields.setdefault("published", date)
    return replace(
        record,
        fields=tuple(fields.items()),
        questions=(*record.questions, question),
        has_date_question=True,
        undecided_date="",
    )


def _note_duplicates(plan: Plan, finder: DuplicateFinder, timezone: str) -> None:
    """Note which events are probably that of a record: those of the site and of other reports."""
    record = plan.record
    sketch = EventSketch(
        path=plan.path,
        key=plan.key,
        language=plan.language.code,
        title=record.title,
        summary=str(dict(record.fields).get("summary", "")) or "".join(record.paragraphs[:1]),
        when=_parse_date(record.date, timezone),
        addresses=tuple([each.url for each in record.sources if each.url]),
    )
    plan.questions += (
        say(
            "event: it may be that of %(path)s (%(reason)s); if it is, delete this file",
            path=each.path,
            reason=each.reason,
        )
        for each in finder.find(sketch)
    )
    # The rows of one table are events of their own, but two reports can be of one.
    if record.is_report:
        finder.add(sketch)


def _parse_date(text: str, timezone: str) -> When | None:
    try:
        return parse(text, timezone) if text else None
    except DateError:
        return None


def digest_record(record: Record) -> str:
    """Return a digest of what a record says, wherever it was read."""
    sources = [(each.name, each.url, each.published, each.via) for each in record.sources]
    parts = (
        *(record.key, record.language, record.title, record.date, record.undecided_date),
        *(record.paragraphs, record.keywords, sources, record.fields, record.body),
    )
    return hash_bytes(dump_plain(parts)).hex()


def _plan(
    record: Record, index: SiteIndex, batch: Batch, *, is_dated_by_event: bool
) -> Plan | Skipped:
    title = record.title or truncate(" ".join(record.paragraphs), _SHOWN_WORDS)
    if record.reason:
        return Skipped(record.origin, title, record.reason)
    digest = digest_record(record)
    if digest in batch.digests:
        return Skipped(record.origin, title, "it was imported before", batch.digests[digest])
    record = _propose_title(_decide_date(record, is_dated_by_event=is_dated_by_event))
    languages = _find_languages(record, index.site.languages)
    if not languages and record.language:
        code = record.language.replace("_", "-").partition("-")[0].casefold()
        reason = say(
            "it is in '%(language)s', which is no language of the site", language=record.language
        )
        if len(code) in (2, 3):
            reason = say(
                "it is in '%(code)s'; add [languages.%(code)s] to content/site.toml to import it",
                code=code,
            )
        return Skipped(record.origin, title, reason)
    if not languages:
        script, _ = detect_script(_all_text(record))
        codes = ", ".join(language.code for language in index.site.languages)
        reason = say(
            "its letters are %(value)s; the languages of the site are %(codes)s",
            value=script or "unknown",
            codes=codes,
        )
        return Skipped(record.origin, title, reason)
    language = languages[0]
    known, reason = _find_known(record, language.code, index)
    if known is not None:
        return Skipped(record.origin, title, reason, known.path)
    folder, key = batch.find_translation(record, language.code)
    if key:
        record = _agree(record, *batch.find_event(record.key), index.site.timezone)
    if not key:
        key = choose_key(record.name or record.key.rpartition("/")[2] or record.title, batch.keys)
        folder = f"{index.content}{_PAGES if record.is_page else FOLDER}"
    path = f"{folder}/{key}.{language.code}.md".lstrip("/")
    plan = Plan(record, language, key, path, digest)
    if len(languages) > 1:
        others = " or ".join(each.code for each in languages[1:])
        plan.questions.append(
            say(
                "language: taken for '%(code)s'; if it is %(others)s, rename the file",
                code=language.code,
                others=others,
            )
        )
    return plan


def _agree(record: Record, date: str, status: str, timezone: str) -> Record:
    """Return a record without a date or a status that a translation contradicts."""
    questions = list(record.questions)
    fields = dict(record.fields)
    if date and record.date and _parse_date(date, timezone) != _parse_date(record.date, timezone):
        questions.append(
            say(
                "date: '%(date)s' is not used: the translation has '%(date2)s'",
                date=record.date,
                date2=date,
            )
        )
        record = replace(record, date="", is_dated_by_translation=True)
    own = str(fields.get("status", ""))
    if own and status and own != status:
        questions.append(
            say(
                "status: '%(own)s' is not used: the translation has '%(status)s'",
                own=own,
                status=status,
            )
        )
        del fields["status"]
    return replace(record, fields=tuple(fields.items()), questions=tuple(questions))


def _propose_title(record: Record) -> Record:
    """Return a record with a title, since a build refuses even a draft without one."""
    if record.title:
        return record
    texts = (*record.paragraphs, *(html_to_text(line) for line in record.body.split("\n")))
    text = next((each for each in map(_strip_marks, texts) if each), "")
    cited = next((each.title for each in record.sources if each.title), "")
    title = truncate(text or cited, _LONGEST_TITLE) or record.name or record.origin
    question = "title: it is missing; write a headline"
    questions = record.questions if text else (*record.questions, question)
    return replace(record, title=title, has_proposed_title=True, questions=questions)


def _strip_marks(text: str) -> str:
    """Return a line of a text without the signs of Markdown and the references in it."""
    return " ".join(_MARKS.sub(" ", REFERENCE.sub("", text)).split())


def _find_known(record: Record, language: str, index: SiteIndex) -> tuple[Article | None, str]:
    """Return the article that a record is of, and why; an event can share its title or source."""
    known = index.titles.get((language, fold_name(record.title)))
    if known is not None and record.title and not record.has_proposed_title:
        written = write(known.when) if known.when is not None else ""
        if not written or not record.date or written == record.date:
            return known, "an entry has this title"
    addresses = [each.url for each in record.sources if each.url] if record.is_report else []
    for address in addresses:
        if (language, address) in index.addresses:
            return index.addresses[language, address], "an entry cites this address"
    return None, ""


def _find_languages(record: Record, languages: Sequence[Language]) -> list[Language]:
    """Return the languages of the site whose script is that of most letters of a record."""
    if record.language:
        code = match_language(record.language, tuple(languages))
        return [language for language in languages if language.code == code]
    script, _ = detect_script(_all_text(record))
    if not script:
        return list(languages)
    return [language for language in languages if find_script(language) == script]


def _all_text(record: Record) -> str:
    summary = str(dict(record.fields).get("summary", ""))
    cited = [source.title for source in record.sources]
    return " ".join((record.title, summary, record.body, *record.paragraphs, *cited))
