"""Check a draft as a build will, before it is written."""

from __future__ import annotations

from collections.abc import Mapping

from generator.content.parse import parse_article
from generator.lazy_patterns import lazy_compile
from generator.model import Site, SourceFile
from generator.problems import Severity

_KEY = lazy_compile(r"(?P<name>[a-z]+):")


def find_refused_field(
    file: SourceFile, site: Site, fields: Mapping[str, object]
) -> tuple[str, str] | None:
    """Find a field of a draft whose value a build refuses.

    Args:
        file: The draft.
        site: The settings and registries.
        fields: The values of its fields.

    Returns:
        The name of the field, and why; ``None`` if the front matter has no error.
    """
    _, _, problems = parse_article(file, site)
    errors = [each for each in problems if each.severity is Severity.ERROR]
    if not errors:
        return None
    if errors[0].code in ("front-matter-long", "article-large"):
        longest = max(fields, key=lambda name: len(str(fields[name])))
        return longest, errors[0].message
    lines = file.data.decode().split("\n")[: errors[0].line]
    names = [match["name"] for line in lines if (match := _KEY.match(line)) is not None]
    known = [name for name in names if name in fields]
    return (known[-1], errors[0].message) if known else None
