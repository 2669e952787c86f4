"""First cut: plain EDTF dates."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from generator.dates import civil
from generator.dates.values import DateError, Moment, When

_P = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def parse(text: str, timezone: str) -> When:
    """Read a date."""
    match = _P.fullmatch(text.strip())
    if not match:
        raise DateError("date-unknown", "not understood")
    year, month, day = (int(p) if p else None for p in match.groups())
    assert year is not None
    moment = Moment(year, month, day)
    earliest, latest = civil.bounds(moment, ZoneInfo(timezone))
    return When(moment, moment, earliest, latest, year, month, text.strip())
