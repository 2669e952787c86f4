"""What is known of links from earlier checks, in a file that can be committed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from msgspec import Struct

FILE_NAME: Final = "link-check.json"
"""The file, in the site's folder. It has a line for each link, so that changes can be read."""

LinkStatus = Literal["alive", "moved", "gone", "suspect", "unknown"]
_DAY: Final = 86_400
# After how many days a link is checked again.
_AGES: Final[Mapping[str, int]] = MappingProxyType(
    {"alive": 30, "moved": 7, "gone": 7, "suspect": 7, "unknown": 1}
)


class LinkResult(Struct, frozen=True):
    """What became of a link.

    Attributes:
        status: Whether the page exists; ``unknown`` if its server does not say.
        reason: Why, in a few words; empty for a page that exists.
        target: The address that the page has moved to; empty if it has not.
        archived: The address of an archived copy of a page that is gone; empty if there is none.
        checked: When it was checked, in seconds since 0001-01-01T00:00:00Z.
    """

    status: LinkStatus
    reason: str = ""
    target: str = ""
    archived: str = ""
    checked: int = 0


def read_memory(data: bytes) -> dict[str, LinkResult]:
    """Read the file; what is not valid in it is left out, and checked again."""
    try:
        document = json.loads(data)
    except ValueError:
        return {}
    results = {}
    for url, values in document.items() if isinstance(document, dict) else ():
        result = _read_result(values)
        if result is not None:
            results[url] = result
    return results


def _read_result(values: Any) -> LinkResult | None:
    if not isinstance(values, dict) or values.get("status") not in get_args(LinkStatus):
        return None
    known = {name: values.get(name, "") for name in ("status", "reason", "target", "archived")}
    checked = values.get("checked", 0)
    if not all(isinstance(value, str) for value in known.values()) or not isinstance(checked, int):
        return None
    return LinkResult(**known, checked=checked * _DAY)


def write_memory(results: Mapping[str, LinkResult]) -> bytes:
    """Write the file: a line for each link, in order."""
    lines = [
        f"{json.dumps(url, ensure_ascii=False)}: {_write_result(result)}"
        for url, result in sorted(results.items())
    ]
    return ("{\n" + ",\n".join(f"  {line}" for line in lines) + "\n}\n").encode()


def _write_result(result: LinkResult) -> str:
    values: dict[str, str | int] = {"status": result.status, "checked": result.checked // _DAY}
    for name in ("reason", "target", "archived"):
        if value := getattr(result, name):
            values[name] = value
    return json.dumps(values, ensure_ascii=False)


def find_due(urls: Iterable[str], known: Mapping[str, LinkResult], now: int) -> tuple[str, ...]:
    """Return the links that were not checked, or so long ago that they are checked again."""
    due = []
    for url in dict.fromkeys(urls):
        result = known.get(url)
        if result is None or now - result.checked > _AGES[result.status] * _DAY:
            due.append(url)
    return tuple(due)
