"""Documents that combine all constructs of Markdown, in Arabic, English and mixed text."""

from __future__ import annotations

from random import Random
from typing import Final

_WORDS: Final = (
    *("قال", "المتحدث", "باسم", "الوزارة", "إنّ", "الاتفاق", "وُقّع", "في", "بغداد", "«القدس»"),
    *("the", "strike", "ended", "on", "Monday,", "talks", "(again)", "AT&T", "R&D", "C#", "a.b"),
    *("٢٠٢٤", "2024", "12%", "#وسم", "#tag", "{إنا", "لك}", "1.", "-", "+", "—", "…", "!", "؟"),
)
_INLINES: Final = (
    *(
        "*{}*",
        "**{}**",
        "_{}_",
        "__{}__",
        "~~{}~~",
        "`{}`",
        "``{} ` x``",
        "***{}***",
        "*{}",
        "{}**",
    ),
    *("[{}](a.md)", '[{}](b.md "t")', "[{}](<c d.md>)", "![{}](e.png)", "[{}][ref]", "[{}][]"),
    *("[ref]", "[{}]", "![ref]", "<https://example.org/{n}>", "<a@example.org>", "\\*{}\\*"),
    *("&amp;", "&copy;", "&#1576;", "&nope;", "<b>{}</b>", "<!-- {} -->", "<span title='x'>", "\\"),
    *("{}_{}_{}", "{}*{}*{}", "**{}**{}", "x[{}](f(g).md)y", "[![{}](h.png)](i.md)", "{}  \n{}"),
    *("{}\\\n{}", "{}\n{}", "](", "[", "]", "`", "<", ">", "*", "**", "_", "*{} **{}* {}**"),
    *("https://example.org/{n}", "({}", "{})", "| {}", "\\|", "[{}]: x", "**{}:**{}", "*«{}»*"),
)
_MARKERS: Final = ("-", "*", "+", "1.", "2.", "3)", "10.", "-  ", "*   ", "-     ")
_HTML: Final = (
    "<div>\n\n{}\n\n</div>",
    "<div>\n{}\n</div>",
    "<details>\n<summary>{}</summary>\n\n{}\n\n</details>",
    "<!-- {} -->",
    "<!--\n{}\n\n{}\n-->",
    "<p>{}</p>",
    "<b>\n{}\n</b>",
    "<pre>\n{}\n\n{}</pre>",
)


class DocumentWriter:
    """Writes documents at random; the same seed gives the same documents."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def write_document(self) -> str:
        """Return a document of a few blocks."""
        return "\n".join(self._blocks(depth=0)) + self._random.choice(("", "\n", "\n\n"))

    def _words(self) -> str:
        return " ".join(self._random.choices(_WORDS, k=self._random.randint(1, 4)))

    def _inline(self) -> str:
        parts = []
        for _ in range(self._random.randint(1, 4)):
            text = self._words()
            if self._random.random() < 0.5:
                pattern = self._random.choice(_INLINES)
                text = pattern.replace("{n}", str(self._random.randint(1, 9)))
                while "{}" in text:
                    inner = self._inline() if self._random.random() < 0.2 else self._words()
                    text = text.replace("{}", inner, 1)
            parts.append(text)
        return self._random.choice((" ", " ", " ", "")).join(parts)

    def _blocks(self, depth: int) -> list[str]:
        lines: list[str] = []
        for _ in range(self._random.randint(1, 4)):
            lines += self._block(depth)
            lines += [""] * self._random.choice((0, 1, 1, 1, 2))
        return lines

    def _block(self, depth: int) -> list[str]:
        kinds = [
            *(self._paragraph, self._paragraph, self._heading, self._underlined, self._rule),
            *(self._fence, self._code, self._html, self._table, self._definition),
        ]
        if depth < 3:
            kinds += [self._list, self._list, self._quotation, self._messy_list]
        block = self._random.choice(kinds)
        return block(depth)

    def _paragraph(self, depth: int) -> list[str]:
        indents = ("", "", "", "", " ", "  ", "      ")
        lines = self._inline().split("\n")
        lines += self._inline().split("\n") if self._random.random() < 0.4 else []
        return [lines[0], *(self._random.choice(indents) + line for line in lines[1:])]

    def _heading(self, depth: int) -> list[str]:
        closing = self._random.choice(("", "", " #", " ###", "#"))
        space = self._random.choice((" ", " ", "  ", ""))
        return [f"{'#' * self._random.randint(1, 7)}{space}{self._flat()}{closing}"]

    def _flat(self) -> str:
        return self._inline().replace("\n", " ")

    def _underlined(self, depth: int) -> list[str]:
        return [self._flat(), self._random.choice(("===", "---", "=", "-----  "))]

    def _rule(self, depth: int) -> list[str]:
        return [self._random.choice(("---", "***", "_ _ _", "* * *", "- - -", "--", "===", "- -"))]

    def _fence(self, depth: int) -> list[str]:
        fence = self._random.choice(("```", "~~~", "````", "``` python", "~~~ ruby x"))
        body = [self._flat(), *(["", f"  {self._flat()}", "# c"][: self._random.randint(0, 3)])]
        end = [fence.split()[0]] if self._random.random() < 0.9 else []
        return [fence, *body, *end]

    def _code(self, depth: int) -> list[str]:
        return [
            f"    {self._flat()}",
            *(["", f"      {self._flat()}"][: self._random.randint(0, 2)]),
        ]

    def _html(self, depth: int) -> list[str]:
        text = self._random.choice(_HTML)
        while "{}" in text:
            text = text.replace("{}", self._words(), 1)
        return text.split("\n")

    def _table(self, depth: int) -> list[str]:
        width = self._random.randint(1, 3)
        row = self._random.choice(("| {} |", "{}", "| {}"))
        if width == 1:
            row = "| {} |"

        def cells(number: int) -> str:
            texts = [self._words().replace("|", "") for _ in range(number)]
            return row.format(" | ".join(texts))

        rule = row.format(" | ".join(self._random.choices(("---", ":-:", "--:", ":--"), k=width)))
        rows = [cells(self._random.randint(1, 4)) for _ in range(self._random.randint(0, 3))]
        return [cells(width), rule, *rows]

    def _definition(self, depth: int) -> list[str]:
        definitions = (["[ref]: ref.md"], ['[ref]: <r.md> "t"'], ["[Ref]:", "   s.md"])
        return ["", *self._random.choice(definitions), ""]

    def _quotation(self, depth: int) -> list[str]:
        mark = self._random.choice(("> ", ">", "> ", " > "))
        lines = self._blocks(depth + 1)
        lazy = self._random.random() < 0.2
        return [
            line if lazy and number and line and self._random.random() < 0.4 else mark + line
            for number, line in enumerate(lines)
        ]

    def _list(self, depth: int) -> list[str]:
        marker = self._random.choice(_MARKERS)
        lines: list[str] = []
        is_loose = self._random.random() < 0.3
        for _ in range(self._random.randint(1, 3)):
            first, *rest = (
                self._blocks(depth + 1) if self._random.random() < 0.5 else [self._flat()]
            )
            while rest and not rest[-1]:
                rest.pop()
            prefix = marker.rstrip() + " " if not marker.endswith(" ") else marker
            indent = " " * len(prefix)
            lines.append(prefix + first)
            lines += [indent + line if line else line for line in rest]
            lines += [""] if is_loose else []
        return lines

    def _messy_list(self, depth: int) -> list[str]:
        """Return items with any indentation, as people type them."""
        return [
            f"{' ' * self._random.randint(0, 6)}{self._random.choice(_MARKERS)} {self._flat()}"
            for _ in range(self._random.randint(1, 5))
        ]
