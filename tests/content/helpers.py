"""Ways to parse an article for the tests of this package."""

from __future__ import annotations

from msgspec.structs import replace

from generator.config import parse_config
from generator.content.parse import parse_article
from generator.model import (
    Article,
    SourceFile,
)

SITE = replace(parse_config(None, None, None, folder_name="x")[0], timezone="Asia/Baghdad")


PATH = "content/2024/strike.ar.md"


def read(text: str | bytes, path: str = PATH) -> tuple[Article | None, str, list[str]]:
    """Return the article, its body, and problems as ``line:column severity code message``."""
    data = text.encode() if isinstance(text, str) else text
    article, body, problems = parse_article(SourceFile(path, data), SITE)
    assert all(problem.path == path for problem in problems)
    return (
        article,
        body,
        [f"{p.line}:{p.column} {p.severity} {p.code} {p.message}" for p in problems],
    )


def fields(text: str, path: str = PATH) -> tuple[Article, list[str]]:
    """Return the article with these lines below its title, which is on line 2, and its problems."""
    article, _, problems = read(f"---\ntitle: T\n{text}\n---\n", path)
    assert article is not None
    return article, problems


def hints(text: str) -> list[str]:
    return [
        p.hint for p in parse_article(SourceFile(PATH, f"---\n{text}\n---\n".encode()), SITE)[2]
    ]
