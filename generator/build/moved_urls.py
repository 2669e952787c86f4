"""Finds addresses of the last build that have no page any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.chronology import Chronicle
from generator.pages.plan import Plan, text_path
from generator.problems import Problem, Severity


def check_moved_urls(
    old_files: Mapping[str, str], plan: Plan, chronicle: Chronicle
) -> Iterator[Problem]:
    """Warn about each article whose old address no longer exists.

    Args:
        old_files: For each article, the file of its page in the last build.
        plan: The pages.
        chronicle: The articles.
    """
    files = plan.by_file
    for page in plan.pages:
        path = text_path(page)
        old = old_files.get(path, page.url.file)
        if path and old != page.url.file and old not in files:
            article = chronicle.files[path].article
            address = f"/{old.removesuffix('index.html')}"
            position = article.position("slug")
            message = f"the page was at '{address}', and links to that address no longer work"
            hint = f"add '{address}' to 'aliases', so that it redirects to '/{page.url.path}'"
            warning = Severity.WARNING
            yield Problem(
                article.path,
                position.line,
                position.column,
                "address-moved",
                message,
                hint,
                warning,
            )
