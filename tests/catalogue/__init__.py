"""The catalogue of problems: tiny sites with a mistake, each with the exact report of the program.

Each case has the files of a site, with paths relative to its folder, and in `says` all that the
program prints about them except the summary line. If that contains an `error`, nothing is published
and the exit code is 1. `tests/site/test_catalogue.py` builds every case over an earlier output and
checks what else applies to all cases.

Each message was reviewed with one question: would an author who is not a programmer know what is
wrong, where, and what to do?
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Case:
    """A tiny site and the report about it.

    Attributes:
        name: What is wrong, unique in the catalogue.
        files: Texts or bytes by path relative to the site's folder. A content folder without
            settings gets some that switch the exports off, which would only take time.
        says: The exact report; empty if there is no problem.
        why: Why it matters, if that is not obvious.
        make: Creates what `files` cannot contain: links, pipes, names that are not text.
        has: Texts that published files must contain, by the file's path in the output.
        never: Texts that no published file may contain.
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
    """Return an article without problems other than those in the arguments.

    The lines of ``matter`` come first, from line 2 of the file on; a title, a date and a source
    follow unless they are among them. The body starts below the fence, after an empty line.
    """
    lines = matter.strip("\n").split("\n") if matter else []
    given = {line.partition(":")[0] for line in lines}
    rest = {"title": title, "date": "2024-01-04", "source": "Reuters"}
    lines += (f"{key}: {value}" for key, value in rest.items() if key not in given)
    return "---\n" + "\n".join(lines) + "\n---\n\n" + body


def strike(matter: str = "", body: str = "Text.\n") -> dict[str, str | bytes]:
    """Return the files of a site with one article, ``content/strike.en.md``, from `article`."""
    return {"content/strike.en.md": article(matter, body)}
