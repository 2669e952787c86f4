"""Write the addresses of a draft that lead to other drafts and to files."""

from __future__ import annotations

import posixpath
import re

from generator.importing.batch import Batch, Plan
from generator.importing.draft_file import (
    escape_markdown,
)
from generator.importing.records import (
    REFERENCE,
    OldFile,
    Reference,
    Value,
)
from generator.lazy_patterns import lazy_compile
from generator.messages import say

# A reference as the address of a link or a picture, and as an attribute of HTML.
_REFERENCE_LINK = lazy_compile(
    rf"!?\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\]){{0,1000}})\]\(\s*<?"
    rf"{REFERENCE.pattern.replace('(', '(?P<index>')}>?"
    r"(?P<title>\s+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[^()]*\)"
)
_REFERENCE_ATTRIBUTE = lazy_compile(
    rf"\s(?P<name>href|src)\s*=\s*[\"']{REFERENCE.pattern.replace('(', '(?P<index>')}[\"']"
)


class DraftLinks:
    """Writes the addresses of a draft that lead to other drafts and to files.

    Attributes:
        files: The files that the draft shows or links to, by their paths.
    """

    def __init__(self, plan: Plan, batch: Batch, questions: list[str]) -> None:
        self.files: dict[str, OldFile] = {}
        self._plan = plan
        self._batch = batch
        self._questions = questions

    def resolve(self, text: str) -> str:
        """Return a text with the addresses for which its references stand.

        A link to what is not imported leads to the old site, or is only its text.
        """
        text = _REFERENCE_LINK.sub(self._write_link, text)
        text = _REFERENCE_ATTRIBUTE.sub(self._write_attribute, text)
        return REFERENCE.sub(lambda match: self._find_address(match[1]), text)

    def resolve_value(self, value: Value) -> Value:
        """Return a value of front matter with the addresses for which its references stand."""
        if isinstance(value, str):
            return self.resolve(value)
        if isinstance(value, tuple):
            return tuple(map(self.resolve_value, value))
        if isinstance(value, dict):
            return {key: self.resolve_value(each) for key, each in value.items()}
        return value

    def _write_link(self, match: re.Match[str]) -> str:
        if self._find_path(match["index"]):
            return match[0]
        outside = self._find_address(match["index"])
        label = match["label"]
        title = (match["title"] or "").strip()[1:-1]
        if title and title != label:
            written = self._find_reference(match["index"]).written
            self.ask(
                say(
                    "link: the title of '%(written)s' is not used: %(title)s",
                    written=written,
                    title=title,
                )
            )
        if not outside:
            return label
        # Pages of this site load no picture from another.
        name = outside.rstrip("/").rpartition("/")[2]
        return f"[{label or escape_markdown(name)}](<{outside}>)"

    def _write_attribute(self, match: re.Match[str]) -> str:
        address = self._find_address(match["index"])
        return f' {match["name"]}="{address}"' if address else ""

    def _find_path(self, index: str) -> str:
        """Return the file that a reference leads to; empty if none is imported."""
        reference = self._find_reference(index)
        if reference.file is not None:
            path = self._batch.place_file(reference.file)
            self.files[path] = reference.file
            return path
        path = self._batch.find_article(reference.key, self._plan.language.code)
        # A published page cannot lead to a draft.
        return path if self._plan.path in self._batch.drafts else self._batch.published(path)

    def _find_address(self, index: str) -> str:
        reference = self._find_reference(index)
        path = self._find_path(index)
        if path:
            address = posixpath.relpath(path, posixpath.dirname(self._plan.path))
            anchor = reference.anchor
            if anchor and reference.file is None and not self._batch.has_anchor(path, anchor):
                self.ask(
                    say(
                        "link: '%(written)s': the article has no heading '%(anchor)s'",
                        written=reference.written,
                        anchor=anchor,
                    )
                )
                return address
            return address + anchor
        draft = self._batch.find_article(reference.key, self._plan.language.code)
        what = say("the draft %(draft)s", draft=draft) if draft else "nothing that is imported"
        self.ask(say("link: '%(written)s' leads to %(what)s", written=reference.written, what=what))
        return reference.outside

    def ask(self, question: str) -> None:
        """List something that the author has to decide."""
        if question not in self._questions:
            self._questions.append(question)

    def _find_reference(self, index: str) -> Reference:
        references = self._plan.record.references
        return references[int(index)] if int(index) < len(references) else Reference("")
