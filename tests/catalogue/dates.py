"""Dates that do not exist, and dates with more than one reading."""

from __future__ import annotations

from tests.catalogue import Case, article, strike

CASES = (
    # --- What the calendar and the clock do not have ------------------------------------------
    Case(
        "a day that February does not have",
        strike("date: 2024-02-30"),
        says="""
content/strike.en.md:2:7: error: date '2024-02-30': February 2024 has 29 days [date-invalid]
  hint: write the last day that is known, or only the month: 2024-02
""",
    ),
    Case(
        "a leap day of a year without one",
        strike("date: 2023-02-29"),
        says="""
content/strike.en.md:2:7: error: date '2023-02-29': February 2023 has 28 days [date-invalid]
  hint: write the last day that is known, or only the month: 2023-02
""",
    ),
    Case("the last day of a leap February", strike("date: 2024-02-29")),
    Case(
        "the 31st of April in words",
        strike("date: 31 April 2024"),
        says="""
content/strike.en.md:2:7: error: date '31 April 2024': April 2024 has 30 days [date-invalid]
  hint: write the last day that is known, or only the month: 2024-04
""",
    ),
    Case(
        "the 31st of April in Arabic",
        {"content/strike.ar.md": article("date: ٣١ نيسان ٢٠٢٤")},
        says="""
content/strike.ar.md:2:7: error: date '٣١ نيسان ٢٠٢٤': April 2024 has 30 days [date-invalid]
  hint: write the last day that is known, or only the month: 2024-04
""",
    ),
    Case(
        "month 13",
        strike("date: 2024-13-01"),
        says="""
content/strike.en.md:2:7: error: date '2024-13-01': there is no month 13 [date-invalid]
  hint: write 2024-01-13 if 13 is the day
""",
    ),
    Case(
        "month 0",
        strike("date: 2024-00-04"),
        says="""
content/strike.en.md:2:7: error: date '2024-00-04': there is no month 00 [date-invalid]
  hint: if the month is unknown, write only the year: 2024
""",
    ),
    Case(
        "day 0",
        strike("date: 2024-01-00"),
        says="""
content/strike.en.md:2:7: error: date '2024-01-00': there is no day 00 [date-invalid]
  hint: if the day is unknown, write only the month: 2024-01
""",
    ),
    Case(
        "the day before the month",
        strike("date: 04-01-2024"),
        says="""
content/strike.en.md:2:7: error: date '04-01-2024': the order of day and month differs between countries [date-ambiguous]
  hint: write 2024-01-04 or 2024-04-01
""",
    ),
    Case(
        "24 hours",
        strike("date: 2024-01-04T24:00+03:00"),
        says="""
content/strike.en.md:2:7: error: date '2024-01-04T24:00+03:00': there is no time 24:00 [date-invalid]
  hint: a day runs from 00:00 to 23:59; for midnight write 00:00 of the next day
""",
    ),
    Case(
        "a leap second",
        strike("date: 2016-12-31T23:59:60Z"),
        says="""
content/strike.en.md:2:7: error: date '2016-12-31T23:59:60Z': leap seconds are not supported [date-invalid]
  hint: write 59 for the second
""",
    ),
    Case(
        "a time as Jekyll and git write it",
        strike("date: 2012-02-22 12:28:21 -0400"),
        has={"en/articles/strike/index.html": 'datetime="2012-02-22T12:28:21-04:00"'},
        why="YAML would convert it to UTC.",
    ),
    Case(
        "a time with fractions of a second",
        strike("date: 2012-02-22T12:28:21.123Z"),
        has={"en/articles/strike/index.html": 'datetime="2012-02-22T12:28:21Z"'},
    ),
    Case(
        "two times that look like an offset",
        strike("date: 5 January 2024 10:00-12:00"),
        says="""
content/strike.en.md:2:22: error: date '5 January 2024 10:00-12:00': '10:00-12:00' can be two times of day, or one with its UTC offset [date-ambiguous]
  hint: write 2024-01-05T10:00/2024-01-05T12:00 for two times, 2024-01-05T10:00-12:00 for the offset
""",
    ),
    Case(
        "a time without a zone",
        {
            **strike("date: 2024-01-04T23:30"),
            "content/site.toml": 'exports = "none"\ntimezone = "Asia/Baghdad"\n',
        },
        has={"en/articles/strike/index.html": 'datetime="2024-01-04T23:30+03:00"'},
        why="It is read in the zone of the site.",
    ),
    Case(
        "a time without a zone on a site without one",
        {
            **strike("date: 2024-01-04 23:30\npublished: 2024-01-05 10:00"),
            "content/site.toml": 'id = "urn:x:1"\nexports = "site"\nbase_url = "https://example.org/"\n',
        },
        has={
            "en/articles/strike/index.html": 'datetime="2024-01-04T23:30">Thursday, January 4, 2024',
            "en/events.ics": "DTSTART:20240104T233000\n",
            "en/events.json": '"edtf":"2024-01-04T23:30"',
        },
        never=("2024-01-04T23:30Z", "20240104T233000Z", "<published>"),
        why="No zone is invented for it: 23:30 is not 23:30 in UTC.",
    ),
    Case(
        "a time in UTC on a site without a zone",
        strike("date: 2024-01-04T23:30Z"),
        has={"en/articles/strike/index.html": "(UTC+00:00)"},
        why="Times without a zone look otherwise.",
    ),
    Case(
        "a time with a zone until one without",
        {
            **strike("date: 2024-01-04T20:00Z/2024-01-04T23:30"),
            "content/site.toml": 'exports = "site"\n',
        },
        has={"en/events.ics": "DTSTART;VALUE=DATE:20240104\n"},
    ),
    Case(
        "a time zone that does not exist",
        strike("date: 2024-01-04T12:00+25:00"),
        says="""
content/strike.en.md:2:7: error: date '2024-01-04T12:00+25:00': invalid UTC offset '+25:00' [date-invalid]
  hint: write an offset such as +03:00
""",
    ),
    Case(
        "a zone by its letters",
        strike("date: 2024-01-04 12:00 EST"),
        says="""
content/strike.en.md:2:24: error: date '2024-01-04 12:00 EST': 'EST' does not name one time zone [date-ambiguous]
  hint: write the offset from UTC, as in 2024-01-04T12:00+03:00
""",
    ),
    Case(
        "half past 13 in the afternoon",
        strike("date: 4 January 2024 13:30 PM"),
        says="""
content/strike.en.md:2:22: error: date '4 January 2024 13:30 PM': '13:30' is not a time on the 12-hour clock [date-invalid]
  hint: write the time as in 2:30 PM or 14:30
""",
    ),
    Case(
        "only a time",
        strike("date: 10:04"),
        says="""
content/strike.en.md:2:7: error: date '10:04': a time of day needs a full date [date-unknown]
  hint: write it like 2024, 2024-01, 2024-01-04, 2024-01-04T12:00+03:00 or 5 January 2024
""",
        why="YAML would make it 604.",
    ),
    # --- What can be read in more than one way -----------------------------------------------
    Case(
        "figures in the order of one's country",
        strike("date: 03/04/2024"),
        says="""
content/strike.en.md:2:7: error: date '03/04/2024': the order of day and month differs between countries [date-ambiguous]
  hint: write 2024-04-03 or 2024-03-04
""",
    ),
    Case(
        "figures that only one order fits",
        strike("date: 13/04/2024"),
        has={"en/articles/strike/index.html": 'datetime="2024-04-13"'},
    ),
    Case(
        "figures in Arabic",
        {"content/strike.ar.md": article("date: ٣/٤/٢٠٢٤")},
        says="""
content/strike.ar.md:2:7: error: date '٣/٤/٢٠٢٤': the order of day and month differs between countries [date-ambiguous]
  hint: write 2024-04-03 or 2024-03-04
""",
    ),
    Case(
        "figures with points",
        strike("date: 3.4.2024"),
        says="""
content/strike.en.md:2:7: error: date '3.4.2024': the order of day and month differs between countries [date-ambiguous]
  hint: write 2024-04-03 or 2024-03-04
""",
    ),
    Case(
        "a year of two digits in figures",
        strike("date: 03/04/24"),
        says="""
content/strike.en.md:2:7: error: date '03/04/24': the century of the year '24' is missing [date-ambiguous]
  hint: write 2024-04-03 or 2024-03-04 if the year is 2024
""",
    ),
    Case(
        "a year of two digits in words",
        strike("date: 4 January 24"),
        says="""
content/strike.en.md:2:17: error: date '4 January 24': the century of the year '24' is missing [date-ambiguous]
  hint: write 2024-01-04 if the year is 2024
""",
    ),
    Case(
        "only a year of two digits",
        strike("date: 24"),
        says="""
content/strike.en.md:2:7: error: date '24': '24' can be a day or a year [date-ambiguous]
  hint: write full dates, as in 2024-01-05 or 2024-01-05/2024-01-07
""",
    ),
    Case(
        "a year of three digits",
        strike("date: 476"),
        says="""
content/strike.en.md:2:7: error: date '476': '476' is not a four-digit year [date-unknown]
  hint: write 0476
""",
    ),
    Case(
        "the day number of a spreadsheet",
        strike("date: 45321"),
        says="""
content/strike.en.md:2:7: error: date '45321': a five-digit number can be a spreadsheet date or a year [date-ambiguous]
  hint: write 2024-01-30 for the date, Y45321 for the year
""",
    ),
    Case(
        "the day number of a spreadsheet with its time",
        strike("date: 45321.5"),
        says="""
content/strike.en.md:2:7: error: date '45321.5': a decimal number can be a spreadsheet date [date-ambiguous]
  hint: write 2024-01-30 for that date
""",
    ),
    Case(
        "digits without hyphens",
        strike("date: 20240104"),
        says="""
content/strike.en.md:2:7: error: date '20240104': '20240104' is not a four-digit year [date-unknown]
  hint: write 2024-01-04
""",
    ),
    Case(
        "seconds since 1970",
        strike("date: 1704326400"),
        says="""
content/strike.en.md:2:7: error: date '1704326400': a number this long is not a date [date-unknown]
  hint: write 2024-01-04 if the number is a Unix time
""",
    ),
    Case(
        "a decade or a century",
        strike("date: 1900s"),
        says="""
content/strike.en.md:2:7: error: date '1900s': '1900s' can be a decade or a century [date-ambiguous]
  hint: write 190X for the decade, 19XX for the century
""",
    ),
    Case(
        "slashes in the order of a date",
        strike("date: 2024/01/04"),
        has={"en/articles/strike/index.html": 'datetime="2024-01-04"'},
    ),
    # --- Weekdays -------------------------------------------------------------------------
    Case(
        "a day that was another weekday",
        strike("date: Friday, 4 January 2024"),
        says="""
content/strike.en.md:2:7: error: date 'Friday, 4 January 2024': 2024-01-04 is a Thursday, not a Friday [date-weekday]
  hint: correct the day or the weekday, or remove the weekday
""",
    ),
    Case(
        "a day that was another weekday in Arabic",
        {"content/strike.ar.md": article("date: الجمعة، 4 كانون الثاني 2024")},
        says="""
content/strike.ar.md:2:7: error: date 'الجمعة، 4 كانون الثاني 2024': 2024-01-04 is a Thursday, not a Friday [date-weekday]
  hint: correct the day or the weekday, or remove the weekday
""",
    ),
    Case(
        "a weekday of a month",
        strike("date: Friday, January 2024"),
        says="""
content/strike.en.md:2:7: error: date 'Friday, January 2024': a weekday needs a full date [date-weekday]
  hint: remove the weekday, or write the full date, as in 2024-01-04
""",
    ),
    Case(
        "a month under two names that differ",
        {"content/strike.ar.md": article("date: 4 كانون الثاني (فبراير) 2024")},
        says="""
content/strike.ar.md:2:23: error: date '4 كانون الثاني (فبراير) 2024': the two names are of different months [date-invalid]
  hint: write one month, or an interval as in 2024-01/2024-02
""",
    ),
    # --- What is not understood ---------------------------------------------------------------
    Case(
        "a date of the Islamic calendar",
        {"content/strike.ar.md": article("date: 22 جمادى الآخرة 1445 هـ")},
        has={
            "ar/articles/strike/index.html": '<time datetime="2024-01-04">الخميس، 4 يناير'
            ' 2024</time> <span class="original">22 جمادى الآخرة 1445 هـ</span>'
        },
    ),
    Case(
        "a date of the Islamic calendar in English",
        strike("date: 22 Jumada II 1445 AH"),
        has={
            "en/articles/strike/index.html": '<time datetime="2024-01-04">Thursday, January 4, 2024'
            '</time> <span class="original">22 Jumada al-Akhira 1445 AH</span>'
        },
    ),
    Case(
        "a date that is vague",
        strike("date: late 2023"),
        has={"en/articles/strike/index.html": '<time datetime="2023">late 2023</time>'},
    ),
    Case(
        "a date that is vague in Arabic",
        {"content/strike.ar.md": article("date: أواخر 2023")},
        has={"ar/articles/strike/index.html": '<time datetime="2023">أواخر 2023</time>'},
    ),
    Case(
        "a date that depends on today",
        strike("date: yesterday"),
        says="""
content/strike.en.md:2:7: error: date 'yesterday': what 'yesterday' means depends on the day of writing [date-unknown]
  hint: write it like 2024, 2024-01, 2024-01-04, 2024-01-04T12:00+03:00 or 5 January 2024
""",
    ),
    Case(
        "a month without a year",
        strike("date: 4 January"),
        says="""
content/strike.en.md:2:7: error: date '4 January': the year is missing [date-unknown]
  hint: write it with its year, as in 2024-01-04
""",
    ),
    Case(
        "a month that is misspelt",
        strike("date: 4 Januray 2024"),
        says="""
content/strike.en.md:2:9: error: date '4 Januray 2024': unknown word 'Januray' [date-unknown]
  hint: did you mean 'January'?
""",
    ),
    Case(
        "a date with a note after it",
        strike("date: 2024-01-04 (see below)"),
        says="""
content/strike.en.md:2:19: error: date '2024-01-04 (see below)': unknown word 'see' [date-unknown]
  hint: write it like 2024, 2024-01, 2024-01-04, 2024-01-04T12:00+03:00 or 5 January 2024
""",
    ),
    Case(
        "a date that a template of Obsidian writes",
        strike("date: {{date}}"),
        says="""
content/strike.en.md:2:7: error: date '{{date}}': it is a tag of a template, which another program replaces with a date [date-unknown]
  hint: write the date itself, such as 2024-01-04
""",
    ),
    Case(
        "a date that Templater writes",
        strike('date: <% tp.date.now("YYYY-MM-DD") %>'),
        says="""
content/strike.en.md:2:7: error: date '<% tp.date.now("YYYY-MM-DD") %>': it is a tag of a template, which another program replaces with a date [date-unknown]
  hint: write the date itself, such as 2024-01-04
""",
    ),
    Case(
        "a date that is nothing",
        strike("date:"),
        says="""
content/strike.en.md:2:6: error: the event has no date [date-missing]
  hint: add a line such as 'date: 2024-01-04', no more precise than it is known; if it is not an event, move it to content/pages/
""",
    ),
    Case(
        "a day only in the name of the file",
        {"content/2024-01-04-strike.en.md": "---\ntitle: Strike\nsource: AP\n---\nText.\n"},
        says="""
content/2024-01-04-strike.en.md:1:1: notice: the event has no date; 2024-01-04 is read from the name of the file [date-from-name]
  hint: if the event was on another day, add a line such as 'date: 2024-01-04'
""",
        has={"en/articles/2024-01-04-strike/index.html": 'datetime="2024-01-04"'},
    ),
    Case(
        "a day in the name of the file and another in the front matter",
        {
            "content/2024-01-04-strike.en.md": "---\ntitle: Strike\n---\nText.\n",
            "content/2024-01-04-strike.ar.md": article("date: 2024-01-03"),
        },
        has={"en/articles/2024-01-04-strike/index.html": 'datetime="2024-01-03"'},
        why="The name may have the day on which the text was published.",
    ),
    Case(
        "a name of a file that only looks like a day",
        {"content/2024-13-04-strike.en.md": "---\ntitle: Strike\nsource: AP\n---\nText.\n"},
        says="""
content/2024-13-04-strike.en.md:1:1: error: the event has no date [date-missing]
  hint: add a line such as 'date: 2024-01-04', no more precise than it is known; if it is not an event, move it to content/pages/
""",
    ),
    Case(
        "a date that is a question mark",
        strike('date: "?"'),
        says="""
content/strike.en.md:2:7: error: date '?': the year is missing [date-unknown]
  hint: write it like 2024, 2024-01, 2024-01-04, 2024-01-04T12:00+03:00 or 5 January 2024
""",
    ),
    Case(
        "a date in quotes is positioned after its quote",
        strike('date: "2024-01-04T12:00+99:00"'),
        says="""
content/strike.en.md:2:7: error: date '2024-01-04T12:00+99:00': invalid UTC offset '+99:00' [date-invalid]
  hint: write an offset such as +03:00
""",
    ),
    Case(
        "a date that is a list",
        strike("date: [2024-01-04, 2024-01-05]"),
        says="""
content/strike.en.md:2:7: error: 'date' is a list, not a date [field-type]
  hint: write date: between 2024-01-04 and 2024-01-05, or 2024-01-04/2024-01-05 if it lasted that long
""",
    ),
    Case(
        "a day that is known in a month that is not",
        strike("date: 2024-XX-04"),
        says="""
content/strike.en.md:2:7: error: date '2024-XX-04': it has a day but no month [date-unknown]
  hint: write only 2024
""",
    ),
    Case(
        "only the hour is missing",
        {"content/strike.ar.md": article("date: مساء 4 آب 2020")},
        says="""
content/strike.ar.md:2:7: error: date 'مساء 4 آب 2020': 'مساء' needs the hour, as in 2024-01-04T06:00 [date-unknown]
  hint: write 2020-08-04 if the hour is unknown
""",
    ),
    Case(
        "a century",
        strike("date: 19th century"),
        says="""
content/strike.en.md:2:12: error: date '19th century': a century is written with its first two digits [date-unknown]
  hint: write 18XX
""",
    ),
    # --- Other calendars ----------------------------------------------------------------------
    Case(
        "a year that can be of three calendars",
        strike("date: 1445-06-22"),
        says="""
content/strike.en.md:2:7: error: date '1445-06-22': the year 1445 can be of the Islamic, the Solar Hijri or the Gregorian calendar [date-ambiguous]
  hint: write 1445-06-22 AH for 2024-01-04, 1445-06-22 SH for 2066-09-12, 1445-06-22 CE for that Gregorian year
""",
        why="A date of the Islamic calendar would be published as one of the Middle Ages.",
    ),
    Case(
        "a year in Arabic that can be of three calendars",
        {"content/strike.ar.md": article("date: ١٤٠٢/١٠/١٤")},
        says="""
content/strike.ar.md:2:7: error: date '١٤٠٢/١٠/١٤': the year 1402 can be of the Islamic, the Solar Hijri or the Gregorian calendar [date-ambiguous]
  hint: write 1402-10-14 AH for 1982-08-03, 1402-10-14 SH for 2024-01-04, 1402-10-14 CE for that Gregorian year
""",
    ),
    Case(
        "a day in the Middle Ages",
        strike("date: 1453-05-29 CE"),
        has={"en/articles/strike/index.html": '<time datetime="1453-05-29">May 29, 1453</time>'},
    ),
    Case(
        "a month of the Islamic calendar",
        {"content/strike.ar.md": article("date: رمضان 1445")},
        has={
            "ar/articles/strike/index.html": '<span class="time">بين 11 مارس 2024 و9 أبريل 2024'
            '</span> <span class="original">رمضان 1445 هـ</span>'
        },
        why="Its days are in two Gregorian months.",
    ),
    Case(
        "a day of the Solar Hijri calendar",
        strike("date: ۲۲ بهمن ۱۳۵۷"),
        has={
            "en/articles/strike/index.html": '<time datetime="1979-02-11">Sunday, February 11, 1979'
            '</time> <span class="original">22 Bahman 1357 SH</span>'
        },
    ),
    Case(
        "a day in two calendars that differ",
        {"content/strike.ar.md": article("date: 21 رمضان 1445 هـ الموافق 5 مارس 2024 م")},
        says="""
content/strike.ar.md:2:32: error: date '21 رمضان 1445 هـ الموافق 5 مارس 2024 م': 1445-09-21 AH is 2024-03-31, not 2024-03-05 [date-invalid]
  hint: correct one of them, or write only 2024-03-05
""",
    ),
    Case(
        "a month of the Islamic calendar in a Gregorian year",
        {"content/strike.ar.md": article("date: رمضان 2024")},
        says="""
content/strike.ar.md:2:7: error: date 'رمضان 2024': the month and the year are of different calendars [date-unknown]
  hint: write 1445-09 AH
""",
    ),
    Case(
        "a year before the tables of the Islamic calendar",
        {"content/strike.ar.md": article("date: 680 هـ")},
        says="""
content/strike.ar.md:2:7: error: date '680 هـ': only the years 1343 to 1500 of this calendar can be converted [date-unknown]
  hint: write the Gregorian date, which is about 1281~/1282~
""",
    ),
    Case(
        "translations that give a date in different calendars",
        {
            **strike("date: 2024-03-31"),
            "content/strike.ar.md": article("date: 21 رمضان 1445"),
        },
        has={
            "en/articles/strike/index.html": '<time datetime="2024-03-31">Sunday, March 31, 2024'
            '</time> <span class="original">21 Ramadan 1445 AH</span>'
        },
    ),
    Case(
        "translations that give different days in different calendars",
        {
            **strike("date: 2024-03-05"),
            "content/strike.ar.md": article("date: 21 رمضان 1445"),
        },
        says="""
content/strike.en.md:2:7: error: date '2024-03-05' differs from '1445-09-21 AH' in content/strike.ar.md [date-differs]
  hint: an event has one date: correct one of them, or write it in one file only
""",
    ),
    Case(
        "translations that give different parts of a year",
        {
            **strike("date: late 2023"),
            "content/strike.ar.md": article("date: أواسط 2023"),
        },
        says="""
content/strike.en.md:2:7: error: date 'late 2023' differs from 'mid 2023' in content/strike.ar.md [date-differs]
  hint: an event has one date: correct one of them, or write it in one file only
""",
    ),
    # --- Intervals ----------------------------------------------------------------------------
    Case(
        "days of one month",
        {"content/strike.ar.md": article("date: 10-12 أيلول 2020")},
        has={"ar/articles/strike/index.html": "10 سبتمبر 2020 – 12 سبتمبر 2020"},
    ),
    Case(
        "an interval over the end of a year that is given once",
        strike("date: 28 December - 3 January 2020"),
        says="""
content/strike.en.md:2:21: error: date '28 December - 3 January 2020': the end (2020-01-03) is before the start (2020-12-28) [date-order]
  hint: write 2019-12-28/2020-01-03 if it started a year earlier
""",
    ),
    Case(
        "two days that do not follow one another",
        strike("date: 15 and 20 May 2020"),
        says="""
content/strike.en.md:2:10: error: date '15 and 20 May 2020': an event has one date [date-unknown]
  hint: write between 2020-05-15 and 2020-05-20, or 2020-05-15/2020-05-20 if it lasted that long
""",
    ),
    Case(
        "an interval that ends before it starts",
        strike("date: 2024-01-07/2024-01-05"),
        says="""
content/strike.en.md:2:18: error: date '2024-01-07/2024-01-05': the end (2024-01-05) is before the start (2024-01-07) [date-order]
  hint: write the earlier date first: 2024-01-05/2024-01-07
""",
    ),
    Case(
        "an interval whose end is only a day",
        strike("date: 2024-01-05/07"),
        says="""
content/strike.en.md:2:18: error: date '2024-01-05/07': '07' can be a day or a year [date-ambiguous]
  hint: write 2024-01-05/2024-01-07
""",
    ),
    Case(
        "an interval without an end",
        strike("date: 2024 to"),
        says="""
content/strike.en.md:2:12: error: date '2024 to': the end of the interval is missing [date-unknown]
  hint: write 2024/.. if the end is open, 2024 if it is a single date
""",
    ),
    Case(
        "a list of years, as in EDTF level 2",
        strike("date: [2003, 2004]"),
        says="""
content/strike.en.md:2:7: error: 'date' is a list, not a date [field-type]
  hint: write date: between 2003 and 2004, or 2003/2004 if it lasted that long
""",
        why="YAML reads the brackets as a list.",
    ),
    Case(
        "a time between two others",
        {
            **strike("date: بين آذار وأيار 2020"),
            "content/site.toml": 'exports = "site"\n',
        },
        has={
            "en/articles/strike/index.html": "between March 2020 and May 2020",
            "en/events.csv": "2020-03/2020-05,between March 2020 and May 2020,yes",
            "en/events.json": '"date":{"edtf":"2020-03/2020-05","text":"between March 2020 and May 2020","within":true}',
        },
        never=("March 2020 – May 2020", "startDate"),
        why="It did not last from March to May.",
    ),
    Case(
        "a winter with both of its years",
        strike("date: winter 2013/14"),
        has={
            "en/articles/strike/index.html": "winter 2013/2014",
        },
    ),
    Case(
        "an interval open on both sides",
        strike("date: ../.."),
        says="""
content/strike.en.md:2:7: error: date '../..': an interval needs a start or an end [date-unknown]
  hint: write the one that is known, as in ../2026 or 2024/..
""",
    ),
    Case(
        "digits that are no day without hyphens",
        strike("date: 20241304"),
        says="""
content/strike.en.md:2:7: error: date '20241304': '20241304' is not a four-digit year [date-unknown]
  hint: write it like 2024, 2024-01, 2024-01-04, 2024-01-04T12:00+03:00 or 5 January 2024
""",
    ),
    Case(
        "an interval of three ends",
        strike("date: 2022/2023/2024"),
        says="""
content/strike.en.md:2:16: error: date '2022/2023/2024': it has more than one start and one end [date-unknown]
  hint: write an interval as in 2024-01/2024-02
""",
    ),
    # --- Far from here --------------------------------------------------------------------------
    Case(
        "dates in digits of Arabic and Persian",
        {
            "content/a.ar.md": article("date: ٢٠٢٤-٠١-٠٤"),
            "content/b.ar.md": article("date: ۲۰۲۴-۰۱-۰۴"),
        },
        has={
            "ar/articles/a/index.html": 'datetime="2024-01-04"',
            "ar/articles/b/index.html": 'datetime="2024-01-04"',
        },
    ),
    Case("year 0", strike('date: "0000"'), why="It is 1 BC, and YAML would read 0."),
    Case("a year before the common era", strike("date: -0043")),
    Case(
        "year -0000",
        strike("date: -0000"),
        says="""
content/strike.en.md:2:7: error: date '-0000': there is no year -0000 [date-invalid]
  hint: write 0000 for the year 1 BC
""",
    ),
    Case(
        "year 0 of an era",
        strike("date: 0 AD"),
        says="""
content/strike.en.md:2:7: error: date '0 AD': years BC and AD start at 1 [date-invalid]
  hint: write 1 BC or 1 AD
""",
    ),
    Case(
        "year 10000",
        strike("date: 10000-01-01"),
        says="""
content/strike.en.md:2:7: error: date '10000-01-01': the year 10000 has more than four digits [date-invalid]
  hint: write a four-digit year, or only the year: Y10000
""",
    ),
    Case("a year of five digits in EDTF", strike("date: Y12000")),
    Case(
        "a day in the far future",
        strike("date: 9999-12-31"),
        says="",
    ),
    Case(
        "a very long number",
        strike("date: " + "9" * 300),
        says="""
content/strike.en.md:2:7: error: date '99999999999999999999999999999999999999999999999999999999999…': it is longer than 200 characters [date-unknown]
  hint: write it like 2024, 2024-01, 2024-01-04, 2024-01-04T12:00+03:00 or 5 January 2024
""",
    ),
    # --- Dates that contradict one another ---------------------------------------------------
    Case(
        "a report before its event",
        strike("source: {name: Reuters, published: 2023-12-01}"),
        says="""
content/strike.en.md:2:9: warning: the report (2023-12-01) is from before 'date' (2024-01-04) [source-early]
  hint: correct 'published' or 'date'; for a future event, write status: expected
""",
    ),
    Case(
        "a report that was read before it appeared",
        strike("source: {name: Reuters, published: 2024-01-05, accessed: 2024-01-02}"),
        says="""
content/strike.en.md:2:58: warning: 'source.accessed' (2024-01-02) is before 'source.published' (2024-01-05) [date-early]
  hint: correct one of them
""",
    ),
    Case(
        "an expected event before its report",
        strike("status: announced\nsource: {name: Reuters, published: 2023-12-01}"),
        why="What is announced is reported before it happens.",
    ),
    Case(
        "an article that was updated before it was published",
        strike("published: 2024-01-05\nupdated: 2024-01-04"),
        says="""
content/strike.en.md:3:10: warning: 'updated' (2024-01-04) is before 'published' (2024-01-05) [date-early]
  hint: correct one of them
""",
    ),
    Case(
        "a correction before the article",
        strike("published: 2024-01-05\ncorrections: [{date: 2024-01-02, note: Two.}]"),
        says="""
content/strike.en.md:3:22: warning: 'corrections.date' (2024-01-02) is before 'published' (2024-01-05) [date-early]
  hint: correct one of them
""",
    ),
    Case(
        "an article that was published before its event",
        strike("published: 2023-12-31"),
        says="""
content/strike.en.md:2:12: warning: 'published' (2023-12-31) is before 'date' (2024-01-04) [date-early]
  hint: correct 'published' or 'date'; for a future event, write status: expected
""",
    ),
    Case(
        "wrong dates of sources and of the article",
        strike(
            "source:\n  - name: Reuters\n    published: 2024-13\n    accessed: soon\n"
            "published: 32 March 2024\nupdated: 5/6/2024"
        ),
        says="""
content/strike.en.md:4:16: error: source.published '2024-13': there is no month 13 [date-invalid]
  hint: months run from 01 to 12; 21 to 24 are spring, summer, autumn and winter
content/strike.en.md:5:15: error: source.accessed 'soon': what 'soon' means depends on the day of writing [date-unknown]
  hint: write it like 2024, 2024-01, 2024-01-04, 2024-01-04T12:00+03:00 or 5 January 2024
content/strike.en.md:6:12: error: published '32 March 2024': March 2024 has 31 days [date-invalid]
  hint: write the last day that is known, or only the month: 2024-03
content/strike.en.md:7:10: error: updated '5/6/2024': the order of day and month differs between countries [date-ambiguous]
  hint: write 2024-06-05 or 2024-05-06
""",
    ),
)
