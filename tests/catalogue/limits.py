"""Articles that exceed a limit, of the program or of the site."""

from __future__ import annotations

from tests.catalogue import Case, article, strike


def _limited(limit: str, text: str) -> dict[str, str | bytes]:
    """Return a site with one article and one limit of its own."""
    settings = f'exports = "none"\n\n[limits]\n{limit}\n'
    return {"content/strike.en.md": text, "content/site.toml": settings}


CASES = (
    Case(
        "an article of half a megabyte",
        strike(body="A line of no importance to anybody.\n" * 15_000),
        says="""
content/strike.en.md: error: the file has more than 500,000 bytes, the limit for an article [article-large]
  hint: split it into several articles; if all of it is needed, raise article under [limits] in site.toml
""",
    ),
    Case(
        "an article that the site lets be large",
        _limited("article = 1_000_000", article(body="Of no importance. " * 30_000)),
        has={"en/articles/strike/index.html": "Of no importance."},
    ),
    Case(
        "an article that the site lets only be small",
        _limited("article = 50", article()),
        says="""
content/strike.en.md: error: the file has more than 50 bytes, the limit for an article [article-large]
  hint: split it into several articles; if all of it is needed, raise article under [limits] in site.toml
""",
    ),
    Case(
        "a summary of three thousand characters",
        strike("summary: " + "Strike " * 430),
        says="""
content/strike.en.md:2:10: error: 'summary' has 3,009 characters; the limit is 2,000 [field-long]
  hint: shorten it; details go into the text below ---
""",
    ),
    Case(
        "three sources where two are allowed",
        _limited("sources = 2", article("source: [AP, AFP, Reuters]")),
        says="""
content/strike.en.md:2:9: error: 3 sources exceed the limit of 2 [source-many]
  hint: keep the most important ones; if all of it is needed, raise sources under [limits] in site.toml
""",
    ),
    Case(
        "three tags where two are allowed",
        _limited("tags = 2", article("tags: [Gaza, Lebanon, Yemen]")),
        says="""
content/strike.en.md:2:7: error: 3 tags exceed the limit of 2 [tag-many]
  hint: keep the ones that readers look for; if all of it is needed, raise tags under [limits] in site.toml
""",
    ),
    Case(
        "front matter that the site lets only be short",
        _limited("front_matter = 20", article()),
        says="""
content/strike.en.md:1:1: error: the front matter has 47 characters; the limit is 20 [front-matter-long]
  hint: move the text of the article below the front matter; if all of it is needed, raise front_matter under [limits] in site.toml
""",
    ),
    Case(
        "sixty quotations nested in each other",
        strike(body="> " * 60 + "So it is said.\n"),
        says="""
content/strike.en.md:7:1: error: quotations or lists are nested more than 50 levels deep [markup-nesting]
  hint: move the inner ones out; if all of it is needed, raise nesting under [limits] in site.toml
""",
    ),
    Case(
        "sixty lists nested in each other",
        strike(body="".join("    " * depth + "- Item\n" for depth in range(60))),
        says="""
content/strike.en.md:57:1: error: quotations or lists are nested more than 50 levels deep [markup-nesting]
  hint: move the inner ones out; if all of it is needed, raise nesting under [limits] in site.toml
""",
    ),
    Case(
        "a paragraph of marks without ends",
        strike(body="[" * 50_000 + "\n"),
        says="""
content/strike.en.md:7:1: error: this paragraph contains too many Markdown marks to be converted in a reasonable time [markup-limit]
  hint: close the marks, or split it into paragraphs; if all of it is needed, raise work under [limits] in site.toml
""",
        why="Whoever looks for the end of each looks through all of the rest, again and again.",
    ),
    Case(
        "stars and underscores without end",
        strike(body="**a*_" * 20_000 + "\n"),
        says="""
content/strike.en.md:7:1: error: this paragraph contains too many Markdown marks to be converted in a reasonable time [markup-limit]
  hint: close the marks, or split it into paragraphs; if all of it is needed, raise work under [limits] in site.toml
""",
    ),
    Case(
        "a limit that is a word",
        _limited('tags = "many"', article()),
        says="""
content/site.toml:4:8: error: 'limits.tags' is text, not a whole number [config-type]
  hint: write tags = 100
""",
    ),
    Case(
        "a limit below zero",
        _limited("article = -1", article()),
        says="""
content/site.toml:4:11: error: invalid value '-1' in 'limits.article' [config-value]
  hint: write a number from 1 to 100,000,000
""",
    ),
    Case(
        "a limit beyond what is possible",
        _limited("nesting = 1_000_000", article()),
        says="""
content/site.toml:4:11: error: invalid value '1000000' in 'limits.nesting' [config-value]
  hint: write a number from 1 to 1,000
""",
    ),
    Case(
        "a limit that is unknown",
        _limited("title = 40", article()),
        says="""
content/site.toml:4:1: warning: unknown key 'limits.title' [config-key]
  hint: move it above the first line in square brackets
""",
    ),
)
