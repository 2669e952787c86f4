"""What can be wrong with a site, told as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem keeps the site from being published."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake, where it stands and what mends it.

    Attributes:
        path: The file, relative to the site's folder, with forward slashes.
        line: Its line, from 1; 0 when the problem is with the file as a whole.
        column: The column in characters, from 1; 0 when the line as a whole is meant.
        code: The documented name of this kind of problem, such as ``date-invalid``.
        message: What is wrong, in one sentence without a full stop.
        hint: What the author can write instead, or nothing.
        severity: Whether it stops the build.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
