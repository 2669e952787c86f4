"""Oversized sites by name: the files in which they differ from a tiny site.

`python -m tests.support.oversized` reads them all, in bounded processor time and memory, and
prints for each a line with its name and the codes of its problems.
"""

from __future__ import annotations

import resource
from collections.abc import Callable, Mapping
from string import ascii_lowercase
from types import MappingProxyType
from typing import Final

from generator.config import parse_config
from generator.content.markdown import MarkdownConverter
from generator.content.parse import parse_article
from generator.model import SourceFile

ARTICLE: Final = "content/2024/strike.en.md"
SETTINGS: Final = "content/site.toml"
# Many times what is needed: processor time (s) and memory (bytes).
_SECONDS, _BYTES = 120, 1_500_000_000
_FRONT_MATTER: Final = "---\ntitle: A strike\ndate: 2024-01-04\nsource: AP\n{more}---\n\n"


def body(text: str) -> Mapping[str, str]:
    """A site with this text."""
    return {ARTICLE: _FRONT_MATTER.format(more="") + text}


def front_matter(more: str) -> Mapping[str, str]:
    """A site with more front matter."""
    return {ARTICLE: _FRONT_MATTER.format(more=more)}


def settings(text: str) -> Mapping[str, str]:
    """A site with these settings."""
    return {SETTINGS: text, **body("Text.")}


def _words(size: int) -> str:
    line = "على ضفة النهر وقف الناس and waited for the news of the day. "
    return line * (size // len(line.encode()))


def _paragraphs(size: int) -> str:
    return (_words(600) + "\n\n") * (size // 600)


def _rows(rows: int, columns: int) -> str:
    return "\n".join(["a|" * columns, "-|" * columns, *(["b|" * columns] * rows)])


def _lists(depth: int) -> str:
    return "\n".join("    " * level + "- a" for level in range(depth))


OVERSIZED: Final[Mapping[str, Callable[[], Mapping[str, str]]]] = MappingProxyType(
    {
        # The size of an article.
        "10 MB of paragraphs": lambda: body(_paragraphs(10_000_000)),
        "10 MB of one letter": lambda: body("a" * 10_000_000),
        "10 MB of line breaks": lambda: body("\n" * 10_000_000),
        "10 MB of short lines": lambda: body("a\n" * 5_000_000),
        "one line of 5 MB": lambda: body(_words(5_000_000)),
        "one paragraph of 1 MB": lambda: body(_words(1_000_000)),
        "10 MB of spaces": lambda: body("a" + " " * 10_000_000 + "b"),
        "10 MB of tabs": lambda: body("a" + "\t" * 10_000_000 + "b"),
        "1 MB of paragraphs": lambda: body(_paragraphs(1_000_000)),
        # Brackets and emphasis.
        "50,000 open brackets": lambda: body("[" * 50_000),
        "50,000 brackets": lambda: body("[" * 50_000 + "]" * 50_000),
        "50,000 open parentheses": lambda: body("[a](" * 50_000),
        "50,000 images": lambda: body("![a](" * 50_000),
        "50,000 references": lambda: body("[a][" * 50_000),
        "50,000 empty brackets": lambda: body("[]" * 50_000),
        "50,000 angle brackets": lambda: body("<" * 50_000),
        "50,000 tags open": lambda: body("<b>" * 50_000),
        "50,000 tags begun": lambda: body("<b " * 50_000),
        "50,000 tags closed": lambda: body("</b>" * 50_000),
        "50,000 comments begun": lambda: body("<!--" * 50_000),
        "50,000 instructions begun": lambda: body("<?" * 50_000),
        "50,000 declarations begun": lambda: body("<![" * 50_000),
        "50,000 asterisks": lambda: body("*" * 50_000),
        "50,000 asterisks apart": lambda: body("* " * 50_000),
        "50,000 emphases begun": lambda: body("*a " * 50_000),
        "50,000 emphases of two kinds": lambda: body("*a_b" * 50_000),
        "50,000 strong begun": lambda: body("**a " * 50_000),
        "50,000 nested emphases": lambda: body("*a **a " * 25_000 + "a** a* " * 25_000),
        "50,000 underscores": lambda: body("_" * 50_000),
        "50,000 underscores in words": lambda: body("a_" * 50_000),
        "50,000 words in emphasis": lambda: body("*a* " * 50_000),
        "50,000 backticks": lambda: body("`" * 50_000),
        "backticks of growing length": lambda: body(" ".join("`" * n for n in range(1, 1_000))),
        "50,000 codes begun": lambda: body("`a " * 49_999),
        "50,000 backslashes": lambda: body("\\" * 50_000),
        "50,000 escapes": lambda: body("\\*" * 50_000),
        "50,000 entities": lambda: body("&amp;" * 50_000),
        "50,000 numbered characters": lambda: body("&#65;" * 50_000),
        "50,000 entities begun": lambda: body("&" * 50_000),
        "50,000 numbered bidi overrides": lambda: body("&#x202e;" * 50_000),
        "50,000 bidi overrides": lambda: body("\u202e" * 50_000),
        "50,000 control characters": lambda: body("a\x02" * 50_000),
        "50,000 braces": lambda: body("# a {" + "{" * 50_000),
        "50,000 attribute lists": lambda: body("*a*{: .b } " * 50_000),
        "one attribute list of 50,000": lambda: body("# a {: " + "b=c " * 50_000 + "}"),
        "50,000 attributes": lambda: body("<b " + "class=a " * 50_000 + ">a</b>"),
        "50,000 attributes of 50,000 names": lambda: body(
            "<b " + "".join(f"a{n}=a " for n in range(50_000)) + ">a</b>"
        ),
        "50,000 short references": lambda: body("[a] " * 50_000),
        "50,000 automatic links": lambda: body("<http://a.example/> " * 50_000),
        "50,000 automatic links begun": lambda: body("<http://a" * 50_000),
        "50,000 mail addresses": lambda: body("<a@b.example> " * 50_000),
        "50,000 line breaks": lambda: body("a  \n" * 50_000),
        # Depth.
        "5,000 nested quotations": lambda: body("> " * 5_000 + "a"),
        "5,000 nested quotations, tight": lambda: body(">" * 5_000 + "a"),
        "100,000 nested quotations": lambda: body(">" * 100_000 + "a"),
        "5,000 nested lists on a line": lambda: body("- " * 5_000 + "a"),
        "400 nested lists": lambda: body(_lists(400)),
        "3,000 nested numbers on a line": lambda: body("1. " * 3_000 + "a"),
        "mixed nesting": lambda: body("> - 1. " * 2_000 + "a"),
        "5,000 nested divisions": lambda: body("<div>" * 5_000 + "a" + "</div>" * 5_000),
        "5,000 nested divisions, apart": lambda: body(
            "<div>\n\n" * 5_000 + "a" + "\n\n</div>" * 5_000
        ),
        "4,000 nested spans": lambda: body("<span>" * 4_000 + "a" + "</span>" * 4_000),
        "5,000 nested tables": lambda: body("<table><tr><td>" * 5_000),
        "growing indents": lambda: body("\n".join(" " * n + "a" for n in range(2_000))),
        "growing indents of quotations": lambda: body("\n".join(">" * n + "a" for n in range(500))),
        "definitions of definitions": lambda: body(
            "\n".join("    " * n + "a\n" + "    " * n + ":   b" for n in range(500))
        ),
        # Number.
        "table of 10,000 rows": lambda: body(_rows(10_000, 3)),
        "table of 10,000 columns": lambda: body(_rows(2, 10_000)),
        "table of 1,000 rows and columns": lambda: body(_rows(1_000, 1_000)),
        "10,000 tables": lambda: body((_rows(1, 2) + "\n\n") * 10_000),
        "row of 100,000 bars": lambda: body("a|b\n-|-\n" + "|" * 100_000),
        "table of short rows": lambda: body(
            "|".join("a" * 3_000) + "\n" + "|".join("-" * 3_000) + "\n" + "a|b\n" * 5_000
        ),
        "50,000 items of an open attribute list": lambda: body("a {: " + ".b " * 50_000),
        "10,000 lines with an open attribute list": lambda: body("{: .b\n" * 10_000),
        "20,000 open shortcodes": lambda: body("{{< a " * 20_000),
        "20,000 open template tags": lambda: body("{% a " * 20_000),
        "20,000 open wikilinks": lambda: body("[[a" * 20_000),
        "20,000 open comments of Obsidian": lambda: body("%% a " * 20_000),
        "20,000 addresses": lambda: body("https://example.org/) " * 20_000),
        "20,000 ends of an address": lambda: body("https://example.org/" + ").!" * 20_000),
        "20,000 signs of mail": lambda: body("a@b" * 20_000),
        "20,000 equals signs": lambda: body("==a " * 20_000),
        "10,000 definitions without terms": lambda: body("a\n\n: b\n\n" * 10_000),
        "40 nested callouts of 1,000 lines": lambda: body(
            ("> " * 40 + "[!NOTE] a\n") + ("> " * 40 + "b\n") * 1_000
        ),
        "10,000 quotations of two directions": lambda: body("> a\n\n> ب\n\n" * 10_000),
        "20,000 rows with too many cells": lambda: body("a|b\n-|-\n" + "c|d|e\n" * 20_000),
        "20,000 lines of dashes that do not fit": lambda: body("a|b\n-|-|-\n\n" * 20_000),
        "20,000 items with numbers apart": lambda: body("1. a\n3. b\n" * 10_000),
        "20,000 percent signs after numbers": lambda: body("5%% " * 20_000),
        "20,000 tags with Markdown": lambda: body('<p markdown="1">*a*</p>\n' * 20_000),
        "50 open tags with Markdown of 10,000 lines": lambda: body(
            '<div markdown="1">\n' * 49 + "<b>a</b>\n</i>\n" * 5_000
        ),
        "20,000 fields of Dataview": lambda: body("a:: b\n\n" * 20_000),
        "100,000 colons": lambda: body(":a" * 50_000),
        "50,000 names of emoji begun": lambda: body(" :a" * 50_000),
        "50,000 carets": lambda: body("a^b" * 50_000),
        "50,000 notes begun": lambda: body("^[a" * 50_000),
        "50,000 dollars": lambda: body("$$a" * 50_000),
        "20,000 shortcodes begun": lambda: body("[a b=c " * 20_000),
        "one shortcode of 50,000 attributes": lambda: body("[a" + " b=c" * 50_000),
        "10,000 attribute lists before blocks": lambda: body("{:.b}\n\n" * 10_000),
        "20,000 lines with bullets": lambda: body("• a\n" * 20_000),
        "100,000 dollars": lambda: body("$a" * 50_000),
        "50,000 commands of LaTeX": lambda: body("\\begin{a}" * 20_000),
        "20,000 end tags": lambda: body('<p markdown="1">\na' + "</p>" * 20_000),
        "20,000 hidden elements": lambda: body("<b hidden>a</b>" * 20_000),
        "bars and backticks": lambda: body("a|b\n-|-\n" + "|`" * 20_000),
        "10,000 footnotes": lambda: body(
            " ".join(f"a[^{n}]" for n in range(10_000))
            + "\n\n"
            + "\n\n".join(f"[^{n}]: b" for n in range(10_000))
        ),
        "10,000 footnotes, tight": lambda: body(
            "\n\n".join(f"a[^{n}]" for n in range(10_000))
            + "\n\n"
            + "\n".join(f"[^{n}]: b" for n in range(10_000))
        ),
        "10,000 uses of one footnote": lambda: body("a[^1] " * 10_000 + "\n\n[^1]: b"),
        "10,000 unwritten footnotes": lambda: body(" ".join(f"a[^{n}]" for n in range(10_000))),
        "10,000 unused footnotes": lambda: body("\n\n".join(f"[^{n}]: b" for n in range(10_000))),
        "1,000 footnotes in footnotes": lambda: body(
            "a[^0]\n\n" + "\n\n".join(f"[^{n}]: b[^{n + 1}]" for n in range(1_000))
        ),
        "10,000 definitions of links": lambda: body(
            "\n".join(f"[{n}]: https://a.example/{n}" for n in range(10_000))
            + "\n\n"
            + "\n\n".join(f"[a][{n}]" for n in range(10_000))
        ),
        "10,000 unwritten links": lambda: body("\n\n".join(f"[a][b{n}]" for n in range(10_000))),
        "10,000 dead links": lambda: body("\n\n".join(f"[a](b{n}.md)" for n in range(10_000))),
        "10,000 dead links to one place": lambda: body("[a](b.md)\n\n" * 10_000),
        "10,000 dead links, one prefix": lambda: body(
            "\n\n".join(f"[a]({'b' * (n % 400)}.md)" for n in range(10_000))
        ),
        "a link of 900 letters that is not written as it is read": lambda: body(
            f"[a]({'ا' * 900}&#60;b)"
        ),
        "10,000 missing anchors": lambda: body("[a](#b)\n\n" * 10_000),
        "10,000 missing images": lambda: body("![a](b.png)\n\n" * 10_000),
        "10,000 remote images": lambda: body("![a](https://a.example/b.png)\n\n" * 10_000),
        "10,000 forbidden addresses": lambda: body("[a](javascript:b)\n\n" * 10_000),
        "10,000 headings": lambda: body("\n\n".join(f"# a{n}" for n in range(10_000))),
        "10,000 headings, tight": lambda: body("\n".join(f"# a{n}" for n in range(10_000))),
        "10,000 equal headings": lambda: body("# a\n\n" * 10_000),
        "10,000 underlined headings": lambda: body("a\n===\n" * 10_000),
        "10,000 contents": lambda: body("# a\n\n" + "[TOC]\n\n" * 10_000),
        "1,000 contents of 1,000 headings": lambda: body("# a\n\n" * 1_000 + "[TOC]\n\n" * 1_000),
        "10,000 rules": lambda: body("---\n" * 10_000),
        "a rule of 100,000": lambda: body("- " * 100_000),
        "almost a rule of 50,000": lambda: body("* " * 50_000 + "a"),
        "100,000 hyphens": lambda: body("a\n" + "-" * 100_000 + "b"),
        "10,000 fences": lambda: body("```\na\n```\n" * 10_000),
        "10,000 fences begun": lambda: body("```a\n" * 10_001),
        "fences of growing length": lambda: body("\n".join("`" * n for n in range(3, 1_000))),
        "10,000 fences of two kinds": lambda: body("```\n~~~\n" * 10_001),
        "fence and a long line of attributes": lambda: body("```{" + ".a " * 50_000 + "\nb\n```"),
        "10,000 blocks of HTML": lambda: body("<div>a</div>\n\n" * 10_000),
        "10,000 comments": lambda: body("<!-- a -->\n\n" * 10_000),
        "10,000 removed tags": lambda: body("".join(f"<x{n}>a</x{n}>\n\n" for n in range(10_000))),
        "10,000 lists": lambda: body("- a\n\n1. b\n\n" * 10_000),
        "10,000 items": lambda: body("- a\n" * 10_000),
        "10,000 items apart": lambda: body("- a\n\n" * 10_000),
        "10,000 quotations": lambda: body("> a\n\nb\n\n" * 10_000),
        "10,000 lines of quotation": lambda: body("> a\n" * 10_000),
        "10,000 definitions": lambda: body("a\n:   b\n\n" * 10_000),
        "10,000 definitions of one word": lambda: body("a\n" + ":   b\n" * 10_000),
        "10,000 indented codes": lambda: body("    a\n\nb\n\n" * 10_000),
        "100,000 words with a number sign": lambda: body("\n#" * 100_000),
        "abbreviations": lambda: body("\n".join(f"*[a{n}]: b" for n in range(10_000))),
        # Front matter.
        "front matter of 5 MB": lambda: front_matter("a: b\n" * 1_000_000),
        "a summary of 5 MB": lambda: front_matter(f"summary: {_words(5_000_000)}\n"),
        "100,000 keys": lambda: front_matter("".join(f"k{n}: a\n" for n in range(100_000))),
        "10,000 keys": lambda: front_matter("".join(f"k{n}: a\n" for n in range(10_000))),
        "10,000 lists of lists": lambda: front_matter(
            "tags: " + "[" * 10_000 + "]" * 10_000 + "\n"
        ),
        "10,000 open braces": lambda: front_matter("tags: " + "{" * 10_000 + "\n"),
        "10,000 question marks": lambda: front_matter("? " * 10_000 + "\n"),
        "10,000 hyphens of YAML": lambda: front_matter("tags:\n  " + "- " * 10_000 + "\n"),
        "a YAML flow of 30,000 commas": lambda: front_matter("tags: [" + "," * 30_000 + "]\n"),
        "a billion laughs": lambda: front_matter(
            'a0: &a0 ["x"]\n'
            + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
        ),
        "5,000 tags": lambda: front_matter(
            "tags: [" + ", ".join(f"t{n}" for n in range(5_000)) + "]\n"
        ),
        "5,000 sources": lambda: {
            ARTICLE: "---\ntitle: A\ndate: 2024\nsource:\n"
            + "".join(f"  - s{n}\n" for n in range(5_000))
            + "---\n"
        },
        "3,000 corrections": lambda: front_matter(
            "corrections:\n" + "  - {date: 2024, note: a}\n" * 3_000
        ),
        "5,000 related": lambda: front_matter(
            "related: [" + ", ".join(f"r{n}" for n in range(5_000)) + "]\n"
        ),
        "5,000 aliases": lambda: front_matter(
            "aliases: [" + ", ".join(f"r{n}/" for n in range(5_000)) + "]\n"
        ),
        "a number of 90,000 digits": lambda: front_matter("place: " + "9" * 90_000 + "\n"),
        "a year of 90,000 digits": lambda: {
            ARTICLE: "---\ntitle: A\ndate: Y" + "9" * 90_000 + "\nsource: AP\n---\n"
        },
        "a title of 90,000 letters": lambda: {
            ARTICLE: "---\ntitle: " + "a" * 90_000 + "\ndate: 2024\nsource: AP\n---\n"
        },
        "a title of 90,000 signs": lambda: {
            ARTICLE: "---\ntitle: '" + "\u0300" * 90_000 + "'\ndate: 2024\nsource: AP\n---\n"
        },
        "an address of 90,000 letters": lambda: front_matter(
            "slug: " + "a" * 90_000 + "\naliases: /" + "a/" * 40_000 + "\n"
        ),
        "a date of 90,000 words": lambda: {
            ARTICLE: "---\ntitle: A\ndate: " + "a " * 45_000 + "\nsource: AP\n---\n"
        },
        "a quotation of 15,000 lines": lambda: {
            ARTICLE: "---\ntitle: A\ndate: 2024\nsource:\n  name: AP\n  quote: |\n"
            + "    a\n" * 15_000
            + "---\n"
        },
        "a run of spaces": lambda: front_matter("place: a" + " " * 95_000 + "b\n"),
        "a run of spaces before a mistake": lambda: front_matter(
            "place: a" + " " * 95_000 + "b: : [\n"
        ),
        "30,000 separators of lines": lambda: front_matter("place: " + "\u2028" * 30_000 + "\n"),
        # Settings.
        "a number of 5,000 digits in TOML": lambda: settings("title = " + "9" * 5_000),
        "a float of 100,000 digits in TOML": lambda: settings("title = 1." + "9" * 100_000),
        "a key of 3,000 steps in TOML": lambda: settings("a." * 3_000 + "a = 1"),
        "a key of 500,000 steps in TOML": lambda: settings("a." * 500_000 + "a = 1"),
        "10,000 lists in TOML": lambda: settings("a = " + "[" * 10_000 + "]" * 10_000),
        "10,000 tables in TOML": lambda: settings("a = " + "{a=" * 10_000 + "1" + "}" * 10_000),
        "20,000 keys in TOML": lambda: settings("".join(f"k{n} = 1\n" for n in range(20_000))),
        "20,000 tables of TOML": lambda: settings("".join(f"[k{n}]\n" for n in range(20_000))),
        "settings of 12 MB": lambda: settings("# a\n" * 3_000_000),
        "a registry of 5,000 tags": lambda: {
            "content/tags.toml": "".join(f'[t{n}]\nname = "t{n}"\n' for n in range(5_000)),
            **body("Text."),
        },
        "a registry of 5,000 bad tags": lambda: {
            "content/tags.toml": "".join(f'[T{n}]\nname = "t{n}"\n' for n in range(5_000)),
            **body("Text."),
        },
        "520 languages": lambda: settings(
            "".join(f"[languages.{a}{b}]\n" for a in ascii_lowercase[:20] for b in ascii_lowercase)
        ),
        "a value of 5 MB in TOML": lambda: settings('title = "' + _words(5_000_000) + '"'),
    }
)


def main() -> None:
    """Read every site, and print the codes of its problems."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    converter = MarkdownConverter()
    for name, files_of in OVERSIZED.items():
        files = {path: SourceFile(path, text.encode()) for path, text in files_of().items()}
        tags = files.get("content/tags.toml")
        site, problems = parse_config(files.get(SETTINGS), tags, None, folder_name="site")
        article, body_text, article_problems = parse_article(files[ARTICLE], site)
        problems += article_problems
        if article is not None:
            problems += converter.render(body_text, path=ARTICLE, limits=site.limits)[1]
        assert len(problems) <= 300, name
        print(name, *sorted({problem.code for problem in problems}), sep="|", flush=True)


if __name__ == "__main__":
    main()
