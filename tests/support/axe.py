"""Runs axe-core in a page and returns only what is wrong: its full report is long."""

from __future__ import annotations

import json

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# The rules whose results depend on the colors of a page.
COLOR_RULES = ("color-contrast", "link-in-text-block")

# What has to be tapped must be large enough, which axe does not ask for by itself.
_RUN = """async rules => {
  const options = {
    resultTypes: ["violations"],
    rules: {"target-size": {enabled: true}},
    ...(rules.length && {runOnly: rules}),
  };
  return (await axe.run(options)).violations;
}"""


def axe_violations(page: Page, *rules: str) -> list[str]:
    """Return each broken rule, of these or of all, with an element that breaks it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [
        f"{rule['id']}: {node['html'][:200]} {json.dumps(node['failureSummary'])}"
        for rule in page.evaluate(_RUN, rules)
        for node in rule["nodes"]
    ]
