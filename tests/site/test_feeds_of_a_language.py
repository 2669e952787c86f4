"""Feeds and calendars of a language contain events that are written in another."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from icalendar import Calendar

from tests.support import Build, MakeSite, Read
from tests.support.sources import article

SETTINGS = """
    base_url = "https://record.example/"
    exports = "all"
    [languages.ar]
    locale = "ar_IQ"
    [languages.en]
    """
ATOM = "{http://www.w3.org/2005/Atom}"
DAY = "الخميس، 1 أيار 2003"


def test_each_part_of_an_entry_has_its_own_language(
    site: MakeSite, build: Build, read: Read
) -> None:
    text = article("The opening", "2003-05-01", "status: disputed\nplace: South bank\n")
    folder = site({"content/opening.en.md": text, "content/site.toml": SETTINGS})
    assert build(folder).exit_code == 0
    (item,) = json.loads(read(folder, "ar/feed.json"))["items"]
    assert item["language"] == "en"
    assert item["content_html"] == (
        f'<p lang="ar" dir="rtl"><bdi>{DAY}</bdi> · <bdi lang="en">South bank</bdi>'
        " · <bdi>محل خلاف</bdi></p>"
        '<p lang="en" dir="ltr">Text.</p>'
        '<p lang="ar" dir="rtl"><bdi lang="en">AP</bdi></p>'
    )
    feed = ElementTree.fromstring(read(folder, "ar/feed.xml"))
    assert feed.findtext(f"{ATOM}entry/{ATOM}content") == item["content_html"]


def test_a_description_in_two_languages_claims_none(
    site: MakeSite, build: Build, read: Read
) -> None:
    folder = site(
        {
            "content/opening.en.md": article("The opening", "2003-05-01"),
            "content/site.toml": SETTINGS,
        }
    )
    assert build(folder).exit_code == 0
    for language, claimed in (("ar", None), ("en", "en")):
        calendar = Calendar.from_ical(read(folder, f"{language}/events.ics"))
        (event,) = calendar.walk("VEVENT")
        assert event["SUMMARY"].params["LANGUAGE"] == "en"
        assert event["DESCRIPTION"].params.get("LANGUAGE") == claimed
