"""The page of the documentation about what only `tarikh check` points out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checking.kinds import EditorialKind
from generator.reference.markdown import wrap

_INTRODUCTION = """\
# What `tarikh check` finds

<!-- Written by `make docs` from the table of kinds. -->

`tarikh check` reports [everything that a build reports](problems.md), and what only an editor can
judge. None of it keeps the site from being published. `[problems]` in
[site.toml](site-toml.md#problems) gives a code another severity, or leaves it out with `"ignore"`.
"""


def checks_reference(kinds: Iterable[EditorialKind]) -> str:
    """Write the page of the documentation about these kinds, in Markdown."""
    return "\n".join((_INTRODUCTION, *("\n".join(_describe(kind)) for kind in kinds)))


def _describe(kind: EditorialKind) -> Iterator[str]:
    yield f"## {kind.code}"
    yield ""
    yield wrap(
        f"{kind.title[0].upper()}{kind.title[1:]} ({kind.severity.value}). {kind.description}"
    )
    yield ""
    yield wrap(f"**Fix:** {kind.fix}")
    yield ""
