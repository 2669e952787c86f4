"""Addresses that the last build published and this one leaves without a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.chronology import Chronicle
from generator.pages.plan import Plan, text_path
from generator.problems import Problem, Severity


def check_moved_urls(
    before: Mapping[str, str], planned: Plan, chronicle: Chronicle
) -> Iterator[Problem]:
    """Warn of each article whose old address leads nowhere now.

    Args:
        before: For the file of each article, the file of its page in the last build.
        planned: The pages.
        chronicle: The articles.
    """
    files = {page.url.file for page in planned.pages}
    for page in planned.pages:
        path = text_path(page)
        old = before.get(path, page.url.file)
        if path and old != page.url.file and old not in files:
            article = chronicle.files[path].article
            address = f"/{old.removesuffix('index.html')}"
            mark = article.position("slug")
            message = f"the page was at '{address}', and links to it lead nowhere now"
            hint = f"add that path to 'aliases', so that it leads on to '/{page.url.path}'"
            warning = Severity.WARNING
            yield Problem(
                article.path, mark.line, mark.column, "address-moved", message, hint, warning
            )
