"""The names of time zones, and which one was meant by a wrong name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from generator.problem_collector import closest

# What authors write for a zone, in lower case: countries with one zone, cities in Arabic.
_SYNONYMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "iraq": "Asia/Baghdad",
        "jordan": "Asia/Amman",
        "kuwait": "Asia/Kuwait",
        "lebanon": "Asia/Beirut",
        "syria": "Asia/Damascus",
        "بغداد": "Asia/Baghdad",
        "بيروت": "Asia/Beirut",
        "دمشق": "Asia/Damascus",
        "القاهرة": "Africa/Cairo",
        "الرياض": "Asia/Riyadh",
        "الكويت": "Asia/Kuwait",
    }
)


def is_time_zone(name: str) -> bool:
    """Whether the IANA database has a time zone of that name."""
    try:
        ZoneInfo(name)
    # Unknown names and names of the database's folders ("America") raise different errors.
    except (KeyError, OSError, ValueError):
        return False
    return True


def suggest_time_zone(name: str) -> str:
    """Return the zone that was probably meant, or an empty string.

    The whole name is compared, and so is its last part, which is a city.
    """
    zones = sorted(available_timezones())
    if any(zone.startswith(f"{name}/") for zone in zones):
        return ""
    written = name.replace(" ", "_")
    if zone := closest(written, zones, _SYNONYMS):
        return zone
    cities = {zone.rpartition("/")[2]: zone for zone in zones if "/" in zone}
    city = closest(written.rpartition("/")[2], cities)
    return cities.get(city, "")
