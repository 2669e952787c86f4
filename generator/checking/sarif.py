"""Problems as SARIF 2.1.0, which code hosts and editors show (OASIS, 2020)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote

from generator.checking.kinds import KINDS
from generator.problems import Problem, Severity

_LEVELS: Final = MappingProxyType(
    {
        Severity.ERROR: "error",
        Severity.WARNING: "warning",
        Severity.NOTICE: "note",
    }
)
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_TITLES: Final[Mapping[str, str]] = MappingProxyType({kind.code: kind.title for kind in KINDS})


def write_sarif(problems: Iterable[Problem], version: str) -> str:
    """Write problems as a SARIF file with one run.

    Args:
        problems: The problems.
        version: The version of the program.
    """
    listed = tuple(problems)
    codes = sorted({problem.code for problem in listed})
    rules = [{"id": code, "shortDescription": {"text": _TITLES.get(code, code)}} for code in codes]
    driver = {"name": "tarikh", "version": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_write_result(problem, codes.index(problem.code)) for problem in listed],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _write_result(problem: Problem, rule: int) -> dict[str, Any]:
    hint = f"\nhint: {problem.hint}" if problem.hint else ""
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.path)}}
    if problem.line:
        region = {"startLine": problem.line}
        if problem.column:
            region["startColumn"] = problem.column
        location["region"] = region
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message}{hint}"},
        "locations": [{"physicalLocation": location}],
    }
