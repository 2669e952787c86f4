"""The seeds of mutation: the files of the repository of each kind, and a few rare forms."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Final

_ROOT: Final = Path(__file__).resolve().parents[2]
_RARE: Final = MappingProxyType(
    {
        "dates": (
            *("2024-01-04T12:00+03:00", "../2026", "2024/..", "2024-11~", "194X", "19XX~", "-0300"),
            *("Y-12000", "2024-21%", "-000X", "1990s", "winter 2024", "45321", "03/04/2024"),
            *("٤ كانون الثاني ٢٠٢٤", "كانون الثاني/يناير ٢٠٢٤", "الجمعة، 5 كانون الثاني 2024"),
            *("4 January 2024 3:30 PM", "١٥ رمضان ١٤٤٥ هـ", "حوالي 2014", "ص 10:04", "12 ق.م"),
        ),
        "markup": (
            "<svg><style><img src=x onerror=alert(1)>",
            "<math><mtext><table><mglyph><style><!--",
            "[a](java&#10;script:alert(1))",
            "<!--><script>alert(1)</script>-->",
            '![a](x.png "t"){: onclick=x }',
            "[^1]\n\n[^1]: a[^1]",
            "```{.a onclick=b}\nx\n```",
            "<a id='page-top' href='#page-top'>",
            "&#x202e;&#0;",
        ),
    }
)


def seeds(target: str) -> tuple[bytes, ...]:
    """Return the seeds of a target."""
    rare = tuple(text.encode() for text in _RARE.get(target, ()))
    content = _ROOT / "content"
    articles = tuple(path.read_bytes() for path in sorted(content.rglob("*.md")))
    match target:
        case "parse":
            return articles
        case "settings":
            return tuple(path.read_bytes() for path in sorted(content.glob("*.toml")))
        case "dates":
            lines = b"\n".join(articles).split(b"\n")
            given = (line.partition(b":")[2] for line in lines if line.startswith(b"date:"))
            return (*map(bytes.strip, given), *rare)
        case _:
            catalogue = (
                (_ROOT / "tests/content/markup_catalogue.txt").read_bytes().split(b"\n=====\n")
            )
            bodies = (article.split(b"\n---\n", 1)[-1] for article in articles)
            return (*catalogue, *bodies, *rare)
