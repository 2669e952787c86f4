"""Read the text of a news page as one copies it from a browser, in Arabic or English."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from generator.dates import DateError, Precision, When, parse, write
from generator.importing.date_mentions import choose_date, find_dates, find_day
from generator.importing.page_labels import (
    Label,
    LabelledLine,
    names_kind_alone,
    names_section,
    read_label,
)
from generator.importing.quotations import find_quotations
from generator.importing.records import DateMention, Evidence, Record, SourceRecord
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.text.folding import fold_name
from generator.text.invisible_characters import remove_invisible_within
from generator.text.truncation import truncate
from generator.text.web_addresses import is_web_address

# A headline is not longer than this, and a date line neither.
_LONGEST_HEADLINE = 180
_LONGEST_DATE = 90
_LONGEST_PROPOSAL = 100
_MOST_WORDS_OF_DATELINE = 4
# Marks of direction, which pages put around names and numbers.
_MARKS = lazy_compile("[\u200e\u200f\u061c]")
_SPACES = lazy_compile(r"[\s\u00a0]+")
_BULLET = lazy_compile(r"[•·●▪◦‣∙*\-–—►▶»]\s*(?=\S)")
_SENTENCE_END = lazy_compile(r"(?<=[.؟!?。])[\"“”»]?(?:\s|$)")
_NO_HEADLINE = lazy_compile(r"[.:،,؛;…]\W*$")
_DATELINE = lazy_compile(
    r"\(?(?P<place>[^\s\d(][^\d–—()]{1,50}?)\)?\s*(?:\([^()]{1,40}\)\s*)?(?:\s[–—-]|–|—)\s*(?=\S)"
)
# The trail of pages above a headline: "Home | News | World".
_TRAIL_SIGN = lazy_compile("[|›»>/]")
_LONGEST_STEP = 25
# A menu above a headline: lines with a few words each, as many as nobody writes above a report, or
# the names of sections.
_FEWEST_ITEMS = 2
_LONGEST_ITEM = 25
_PARTS_OF_DATE_LINE = lazy_compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
_KEYWORD_SEPARATOR = lazy_compile(r"\s*[،,؛;|•·\n]\s*|\s+/\s+")
# Keywords are separated by dashes if nothing else is between them; one keyword can have some.
_KEYWORD_DASH = lazy_compile(r"\s+[-–—]\s+")
_HASHTAGS = lazy_compile(r"#\w+(?:[\s،,]+#\w+)*")
_MARKS_OF_QUOTATION = "\"“”„‟«»'‘’"
_QUOTES = "\"“”„‟«»'‘’()[]"
_MISREAD: Final = frozenset({"date-ambiguous", "date-invalid", "date-weekday", "date-order"})
_DIGIT = lazy_compile(r"\d")


class _Line(NamedTuple):
    number: int
    text: str


class _PageDate(NamedTuple):
    """A line that is a date.

    Attributes:
        words: The date as it is written.
        when: The date; ``None`` if it is not clear.
        problem: Why it is not clear; else empty.
        rest: What else the line says.
        is_known: Whether it is no line, but is known otherwise.
    """

    words: str
    when: When | None
    problem: str = ""
    rest: str = ""
    is_known: bool = False


class KnownPage(Struct, frozen=True):
    """What is known of a page besides its text; every attribute may be empty.

    Attributes:
        title: The headline of its main report.
        published: The date of the page in its canonical text.
        url: Its address.
        site: The name of the site.
        accessed: When it was saved, in the canonical text.
        archived: The address of its copy in an archive.
        language: Its language (BCP 47).
        keywords: The keywords.
        evidence: What these values rest on.
        questions: What is not clear, in sentences.
        unused: Texts of the page that are not part of its report.
    """

    title: str = ""
    published: str = ""
    url: str = ""
    site: str = ""
    accessed: str = ""
    archived: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    questions: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


class _Report(Struct):
    """The parts of one report, collected line by line."""

    headline: _Line | None = None
    date: _PageDate | None = None
    byline: LabelledLine | None = None
    credit: LabelledLine | None = None
    address: str = ""
    lines: list[_Line] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


class _Page(Struct):
    """A page: its main report, the report that it also offers, and what belongs to both."""

    main: _Report = field(default_factory=_Report)
    also: _Report | None = None
    keywords: list[str] = field(default_factory=list)
    keyword_words: str = ""
    similar: list[str] = field(default_factory=list)


def read_pasted_text(name: str, text: str, timezone: str) -> tuple[Record, ...]:
    """Read a pasted page: its report, and the one that it offers to read also.

    Args:
        name: The name of the file in what the review says.
        text: The text.
        timezone: The IANA time zone of the site, or nothing.

    Returns:
        One record for each report, the main one first; none for a text without letters.
    """
    page = _split(_clean_lines(text), timezone, _Page())
    return tuple(
        _build_record(f"{name}, {_describe_lines(report.numbers)}", report, page, timezone)
        for report in _list_reports(page)
    )


def read_known_page(name: str, text: str, timezone: str, known: KnownPage) -> tuple[Record, ...]:
    """Read the text of a page of which more is known than its text.

    Args:
        name: The name of the file in what the review says.
        text: The text.
        timezone: The IANA time zone of the site, or nothing.
        known: What is known of the page.

    Returns:
        One record for each report, the main one first.
    """
    page = _Page()
    main = page.main
    if known.title:
        main.headline = _Line(0, known.title)
    if known.published:
        main.date = _PageDate(known.published, parse(known.published, timezone), "", is_known=True)
    main.address = known.url
    page = _split(_clean_lines(text), timezone, page, has_sections=False)
    # That of the page is in the data of the page too.
    main.unused = [each for each in main.unused if each not in (known.url, known.site)]
    words = dict.fromkeys(fold_name(each) for each in page.keywords)
    page.keywords += [each for each in known.keywords if fold_name(each) not in words]
    page.keyword_words = page.keyword_words or "; ".join(known.keywords)
    records = [_build_record(name, each, page, timezone) for each in _list_reports(page)]
    if not records:
        return ()
    return (_add_known(records[0], known), *records[1:])


def _list_reports(page: _Page) -> list[_Report]:
    reports = (page.main, page.also)
    return [each for each in reports if each is not None and (each.lines or each.headline)]


def _add_known(record: Record, known: KnownPage) -> Record:
    """Add to the record of a page what is known of its source."""
    source = record.sources[0]
    evidence = [*known.evidence]
    questions = [*record.questions, *known.questions]
    # The data of the page says what its evidence is.
    own = {each.field for each in known.evidence}
    evidence += (each for each in record.evidence if each.field not in own)
    if known.site and not source.name:
        source = replace(source, name=known.site)
        questions = [each for each in questions if not each.startswith("source: the page does")]
    elif known.site and fold_name(known.site) != fold_name(source.name):
        if source.via and fold_name(source.via) != fold_name(known.site):
            questions.append(
                say(
                    "source.via: '%(via)s' is named too; the page is of %(site)s",
                    via=source.via,
                    site=known.site,
                )
            )
        source = replace(source, via=known.site)
    source = replace(source, accessed=known.accessed, archived=known.archived)
    return replace(
        record,
        language=known.language,
        sources=(source,),
        evidence=tuple(evidence),
        questions=tuple(questions),
        unused=(*record.unused, *known.unused),
    )


def _clean_lines(text: str) -> list[_Line]:
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        visible, _ = remove_invisible_within(_MARKS.sub("", line))
        lines.append(_Line(number, _SPACES.sub(" ", visible).strip()))
    return lines


# --- From lines to reports ----------------------------------------------------------------------


class _PageReader:
    """Assigns each line to a part of the page."""

    def __init__(self, timezone: str, page: _Page, *, has_sections: bool) -> None:
        """Start to read a page.

        Args:
            timezone: The IANA time zone of the site, or nothing.
            page: What is known of the page.
            has_sections: Whether texts below "read also" are on the page, and not only linked.
        """
        self.page = page
        self._has_sections = has_sections
        self._timezone = timezone
        # The report that a line belongs to unless its label says otherwise.
        self._report = self.page.main
        # The list that a line without a label continues.
        self._list: Label | None = None

    def add(self, line: _Line) -> None:
        """Add the next line."""
        if not line.text:
            if self.page.keywords and self._list is Label.KEYWORDS:
                self._list = None
            return
        label = read_label(line.text)
        if label is None and _HASHTAGS.fullmatch(line.text):
            self._add_keywords(line.text, line.text)
            return
        if label is None and self._continue_list(line.text):
            return
        self._list = None
        is_linked = self._is_linked(label)
        if label is not None and label.label is Label.READ_ALSO and not is_linked:
            self._start_report(line, label)
        elif label is not None and (is_linked or label.label is Label.SIMILAR):
            self._list = Label.SIMILAR
            self._add_similar(label.text)
        elif label is not None and label.label is Label.KEYWORDS:
            self._list = None if label.text else Label.KEYWORDS
            self._add_keywords(line.text, label.text)
        else:
            self._report.numbers.append(line.number)
            _add_line(self._report, line, label, self._timezone)

    def _is_linked(self, label: LabelledLine | None) -> bool:
        """Whether a page only links to what one can read also, in the middle of its report.

        A report that has been credited is over.
        """
        if label is None or label.label is not Label.READ_ALSO or self._has_sections:
            return False
        return bool(label.text) or self.page.main.credit is None

    def _continue_list(self, text: str) -> bool:
        """Add a line without a label to the list above it; return whether there is one."""
        is_title = len(text) <= _LONGEST_HEADLINE and not _NO_HEADLINE.search(text)
        if self._list is Label.SIMILAR and (_BULLET.match(text) or is_title):
            self._add_similar(text)
            return True
        if self._list is Label.KEYWORDS and is_title:
            self._add_keywords(text, _BULLET.sub("", text, count=1))
            return True
        return False

    def _start_report(self, line: _Line, label: LabelledLine) -> None:
        if self.page.also is not None:
            self._report.unused.append(line.text)
            return
        self._report = self.page.also = _Report()
        self._report.numbers.append(line.number)
        if label.text:
            self._report.headline = _Line(line.number, label.text)

    def _add_similar(self, text: str) -> None:
        title = _BULLET.sub("", text, count=1).strip()
        if title:
            self.page.similar.append(title)

    def _add_keywords(self, line: str, text: str) -> None:
        self.page.keyword_words = f"{self.page.keyword_words} {line}".strip()
        self.page.keywords += _split_keywords(text)


def _split(lines: list[_Line], timezone: str, page: _Page, *, has_sections: bool = True) -> _Page:
    reader = _PageReader(timezone, page, has_sections=has_sections)
    known = page.main.headline
    menu = _find_menu(lines, timezone) if known is None else []
    page.main.unused += [line.text for line in menu]
    for line in lines[lines.index(menu[-1]) + 1 if menu else 0 :]:
        reader.add(line)
    if known is None:
        _find_headline(page.main)
    elif page.main.lines and fold_name(page.main.lines[0].text) == fold_name(known.text):
        del page.main.lines[0]
    if page.also is not None and page.also.headline is None:
        _take_first_line(page.also)
    return page


def _find_menu(lines: list[_Line], timezone: str) -> list[_Line]:
    """Return the lines above the headline that are the menu of the site; often there are none.

    A browser copies the menu with the page. It ends where a line is longer than an item. If that
    line is below a headline, such as a date or a sentence, the headline is as short as an item,
    unless there is none: the name of a section is not a headline.
    """
    texts = [line for line in lines if line.text]
    menu: list[_Line] = []
    for line, following in pairwise(texts):
        is_item = _is_item(line.text, _LONGEST_ITEM)
        # A long item is one between others.
        if len(menu) >= _FEWEST_ITEMS and _is_item(following.text, _LONGEST_ITEM):
            is_item = _is_item(line.text, 2 * _LONGEST_ITEM)
        if not is_item:
            is_below = (
                read_label(line.text) is not None
                or _NO_HEADLINE.search(line.text)
                or len(line.text) > _LONGEST_HEADLINE
                or _read_date_line(line.text, timezone)
            )
            if is_below and menu and not names_section(menu[-1].text):
                menu.pop()
            has_section = any(names_section(each.text) for each in menu)
            return menu if has_section or len(menu) >= _FEWEST_ITEMS else []
        menu.append(line)
    return []


def _is_item(text: str, longest: int) -> bool:
    """Whether a line can be an item of a menu."""
    return (
        len(text) <= longest
        and not _DIGIT.search(text)
        and not _NO_HEADLINE.search(text)
        and not _SENTENCE_END.search(text)
        and read_label(text) is None
    )


def _split_keywords(text: str) -> list[str]:
    if _HASHTAGS.fullmatch(text):
        text = text.replace("_", " ").replace("#", "،")
    separator = _KEYWORD_SEPARATOR if _KEYWORD_SEPARATOR.search(text) else _KEYWORD_DASH
    words = (each.strip(f"{_QUOTES}#. ") for each in separator.split(text))
    return [word for word in words if word]


def _add_line(report: _Report, line: _Line, label: LabelledLine | None, timezone: str) -> None:
    """Add a line to a report, as what it is."""
    kind = label.label if label is not None else None
    # Above the text, there may be one line: the headline.
    is_above = len(report.lines) < 2 and len(line.text) <= _LONGEST_DATE
    if label is not None and kind is Label.BYLINE and report.byline is None and is_above:
        report.byline = label
        return
    if label is not None and kind is Label.CREDIT and label.text and report.credit is None:
        report.credit = label
        return
    if label is not None and kind is Label.AUTHOR and len(line.text) <= _LONGEST_DATE:
        label = _take_date(report, label, timezone)
        report.questions.append(
            say(
                "author: '%(text)s' is named as the author; there is no field for it",
                text=label.text,
            )
        )
        return
    date_text = label.text if label is not None and kind in _DATED else line.text
    date = _read_date_line(date_text, timezone)
    if date is not None and kind is Label.UPDATED:
        report.questions.append(
            say("the page was updated: '%(text)s'; it is not used", text=line.text)
        )
        return
    if date is not None and report.date is None:
        report.date = date._replace(words=line.text)
        if date.rest:
            report.unused.append(date.rest)
        return
    if is_web_address(line.text):
        if not report.address:
            report.address = line.text
            return
        report.unused.append(line.text)
        return
    if date is not None:
        if not _repeats(date, report.date):
            report.unused.append(line.text)
        return
    report.lines.append(line)


def _take_date(report: _Report, author: LabelledLine, timezone: str) -> LabelledLine:
    """Take the date of a page from the line that names its author, as in ``By A | 5 May 2024``."""
    parts = _PARTS_OF_DATE_LINE.split(author.text)
    dates = {part: _read_date_line(part, timezone) for part in parts[1:]}
    for part, date in dates.items():
        if date is not None and report.date is None:
            report.date = date._replace(words=part)
            parts.remove(part)
    return author._replace(text=" | ".join(parts))


def _repeats(date: _PageDate, known: _PageDate | None) -> bool:
    """Whether a line says the date that is known of the page, as far as it says one."""
    if known is None or not known.is_known or date.when is None or known.when is None:
        return False
    return find_day(date.when) == find_day(known.when) and not date.rest


_DATED: Final = frozenset({Label.PUBLISHED, Label.UPDATED})


def _read_date_line(text: str, timezone: str) -> _PageDate | None:
    """Read a line that is nothing but a date, perhaps after the name of a place."""
    if len(text) > _LONGEST_DATE or not _DIGIT.search(text):
        return None
    parts = [part for part in _PARTS_OF_DATE_LINE.split(text.strip(_QUOTES)) if part]
    # "5 January 2024 - 10:04" is a day and a time, not an interval.
    joined = " ".join(parts)
    candidates = [(joined, "")]
    if len(parts) > 1:
        candidates += [(", ".join(parts), "")]
        candidates += [
            (" ".join(parts[start:end]), " - ".join([*parts[:start], *parts[end:]]))
            for start in range(len(parts))
            for end in range(len(parts), start, -1)
            if (start, end) != (0, len(parts)) and len(" ".join(parts[:start] + parts[end:])) < 40
        ]
    misread: _PageDate | None = None
    for candidate, rest in candidates:
        try:
            when = parse(candidate, timezone)
        except DateError as error:
            if error.code in _MISREAD and misread is None and not rest:
                misread = _PageDate(text, None, error.describe())
            continue
        moment = when.start
        if moment is None or when.is_interval or moment.precision < Precision.DAY:
            continue
        return _PageDate(text, when, "", rest)
    return misread


def _find_headline(report: _Report) -> None:
    """Take the first line for the headline if it has the form of one."""
    while report.lines and (
        _is_trail(report.lines[0].text) or names_kind_alone(report.lines[0].text)
    ):
        report.unused.append(report.lines.pop(0).text)
    # Pages begin with the name of the site.
    names = [each.text for each in (report.credit, report.byline) if each is not None]
    folded = {fold_name(_unwrap(name)) for name in names}
    while len(report.lines) > 1 and fold_name(report.lines[0].text) in folded:
        del report.lines[0]
    if len(report.lines) < 2:
        return
    first, second = report.lines[0], report.lines[1]
    if len(first.text) > _LONGEST_HEADLINE or _NO_HEADLINE.search(first.text):
        return
    if _find_dateline(first.text):
        return
    if len(second.text) <= len(first.text) and len(report.lines) == 2:
        return
    report.headline = first
    del report.lines[0]


def _is_trail(text: str) -> bool:
    steps = [step.strip() for step in _TRAIL_SIGN.split(text)]
    return len(steps) > 2 and all(0 < len(step) <= _LONGEST_STEP for step in steps)


def _take_first_line(report: _Report) -> None:
    """Take the first line of a report that a page offers to read also for its headline."""
    first = report.lines[0] if report.lines else None
    if first is None or len(first.text) > _LONGEST_HEADLINE or _find_dateline(first.text):
        return
    report.headline = first
    del report.lines[0]


def _find_dateline(paragraph: str) -> str:
    """Return the place at the beginning of a report, as in ``بغداد – قال …``; else nothing."""
    match = _DATELINE.match(paragraph)
    if match is None or len(match["place"].split()) > _MOST_WORDS_OF_DATELINE:
        return ""
    return match["place"].strip(_QUOTES + "/: ")


# --- From a report to a record ------------------------------------------------------------------


def _build_record(origin: str, report: _Report, page: _Page, timezone: str) -> Record:
    is_main = report is page.main
    evidence: list[Evidence] = []
    questions = list(report.questions)
    paragraphs = tuple(line.text for line in report.lines)
    title, proposed = "", False
    if report.headline is not None:
        title = report.headline.text
        evidence.append(Evidence("title", title, title, f"line {report.headline.number}"))
    elif paragraphs:
        title, proposed = _propose_title(paragraphs[0]), True
    when = report.date.when if report.date is not None else None
    published = write(when) if when is not None else ""
    source = _build_source(report, evidence, questions)
    if report.date is not None and when is not None:
        evidence.append(Evidence("source.published", published, report.date.words))
    elif report.date is not None:
        words, problem = report.date.words, report.date.problem
        questions.append(
            say(
                "source.published: the date of the page '%(words)s' is not clear: %(problem)s",
                words=words,
                problem=problem,
            )
        )
    else:
        questions.append("source.published: the page does not say when the report was published")
    mentions = [tuple(find_dates(paragraph, when, timezone)) for paragraph in paragraphs]
    in_title = tuple(find_dates(title, when, timezone)) if report.headline is not None else ()
    quotations, unclosed = _collect_quotations(paragraphs)
    for text in unclosed:
        words = truncate(text, 60)
        questions.append(
            say(
                "a quotation mark has no counterpart, at '%(words)s': check where it ends",
                words=words,
            )
        )
    dateline = _find_dateline(paragraphs[0]) if paragraphs else ""
    if dateline:
        questions.append(
            say(
                "place: the report was written in '%(dateline)s'; if the event took"
                " place there, write place: %(dateline)s",
                dateline=dateline,
            )
        )
    if page.keywords and is_main:
        words = page.keyword_words
        evidence.append(Evidence("tags", "; ".join(page.keywords), words))
    elif page.keywords:
        tags = ", ".join(page.keywords)
        questions.append(
            say("tags: the keywords of the page are those of its main report (%(tags)s)", tags=tags)
        )
    return Record(
        origin=origin,
        is_report=True,
        title=title,
        has_proposed_title=proposed,
        date=choose_date(mentions, in_title, when, timezone),
        mentions=_merge([*mentions, in_title]),
        sources=(replace(source, published=published),),
        keywords=tuple(page.keywords) if is_main else (),
        paragraphs=paragraphs,
        quotations=quotations,
        similar=tuple(page.similar) if is_main else (),
        evidence=tuple(evidence),
        questions=tuple(questions),
        unused=tuple(report.unused),
    )


def _build_source(report: _Report, evidence: list[Evidence], questions: list[str]) -> SourceRecord:
    """Name the source: whom the report credits, through the agency of its byline."""
    agency = _unwrap(report.byline.text) if report.byline is not None else ""
    credited = _unwrap(report.credit.text) if report.credit is not None else ""
    is_named = not names_kind_alone(credited)
    if not is_named:
        questions.append(
            say("source.name: '%(name)s' does not name the source; write its name", name=credited)
        )
        credited = ""
    title = report.headline.text if report.headline is not None else ""
    if credited and report.credit is not None:
        words = f"{report.credit.name}: {report.credit.text}"
        evidence.append(Evidence("source.name", credited, words))
    via = ""
    if agency and report.byline is not None:
        words = f"{report.byline.name}/ {report.byline.text}"
        if not credited:
            evidence.append(Evidence("source.name", agency, words))
        elif fold_name(agency) != fold_name(credited):
            via = agency
            evidence.append(Evidence("source.via", agency, words, "the byline, not the credit"))
        else:
            evidence.append(Evidence("source.name", agency, words))
    if is_named and not (agency or credited):
        questions.append("source: the page does not name its source")
    if report.address:
        evidence.append(Evidence("source.url", report.address, report.address))
    return SourceRecord(name=credited or agency, url=report.address, title=title, via=via)


def _unwrap(name: str) -> str:
    """Return a name without the quotation marks or brackets around it."""
    name = name.strip(f"{_MARKS_OF_QUOTATION}. ")
    if name.startswith("(") and name.endswith(")") and "(" not in name[1:]:
        return name[1:-1].strip()
    return name


def _propose_title(paragraph: str) -> str:
    """Return the beginning of the first sentence of a report, without its dateline."""
    match = _DATELINE.match(paragraph)
    if match is not None and _find_dateline(paragraph):
        paragraph = paragraph[match.end() :]
    sentence = _SENTENCE_END.split(paragraph, maxsplit=1)[0].strip()
    return truncate(sentence.rstrip(".،, "), _LONGEST_PROPOSAL)


def _collect_quotations(paragraphs: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
    texts: list[str] = []
    unclosed = []
    for paragraph in paragraphs:
        found = find_quotations(paragraph)
        texts += found.texts
        if found.unclosed:
            unclosed.append(found.unclosed)
    return tuple(dict.fromkeys(texts)), unclosed


def _merge(mentions: list[tuple[DateMention, ...]]) -> tuple[DateMention, ...]:
    return tuple(dict.fromkeys(mention for each in mentions for mention in each))


def _describe_lines(numbers: list[int]) -> str:
    first, last = min(numbers), max(numbers)
    return f"line {first}" if first == last else f"lines {first}–{last}"
