"""Sites with something wrong in them, each with exactly what the program says of it.

A case is a tiny site. Its files are written from the site's folder, and `says` is all that is
printed about them, without the line that sums the build up. Where it says `error`, nothing is
published and the exit code is 1. `tests/site/test_catalogue.py` builds every case over an earlier output
and tells what else must hold for each.

Each message was read once with one question: would somebody who writes articles, and no programs,
know what is wrong, where, and what to do?
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Case:
    """A tiny site and what is said of it.

    Attributes:
        name: What is wrong, unique in the catalogue.
        files: Texts or bytes by path from the site's folder. A content folder without settings
            gets some that ask for no exports, which only take time.
        says: The problems as printed, exactly; nothing when all is well.
        why: Why it matters, where that is not evident.
        make: Puts into the folder what `files` cannot tell: links, pipes, names that are no text.
        has: Texts that published files must hold, by the file's path in the output.
        never: What no published file may hold.
        arguments: Further arguments of the command.
    """

    name: str
    files: Mapping[str, str | bytes]
    says: str = ""
    why: str = ""
    make: Callable[[Path], None] | None = None
    has: Mapping[str, str] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()


def article(matter: str = "", body: str = "Text.\n", *, title: str = "Strike") -> str:
    """An article in which all is well but what the case brings.

    The lines of ``matter`` come first, from line 2 of the file on; those it lacks of a title, a
    date and a source follow. The body starts below the fence, after an empty line.
    """
    lines = matter.strip("\n").split("\n") if matter else []
    given = {line.partition(":")[0] for line in lines}
    rest = {"title": title, "date": "2024-01-04", "source": "Reuters"}
    lines += (f"{key}: {value}" for key, value in rest.items() if key not in given)
    return "---\n" + "\n".join(lines) + "\n---\n\n" + body


def strike(matter: str = "", body: str = "Text.\n") -> dict[str, str | bytes]:
    """A site of one article, ``content/strike.en.md``, made by `article`."""
    return {"content/strike.en.md": article(matter, body)}
