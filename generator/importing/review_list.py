"""Write ``import-review.md``: what was not decided, and what the values of each draft rest on."""

from __future__ import annotations

from collections.abc import Iterable

from generator.importing.batch import Draft, Skipped
from generator.importing.records import Evidence

FILE_NAME = "import-review.md"
_HEAD = """\
# Import review

What `tarikh import` could not decide, for each draft. Tick a line or delete it when it is settled;
delete this file when all are. It is not published.
"""


def update_review_list(existing: str, results: Iterable[Draft | Skipped]) -> str:
    """Add what is new to the list, and change nothing that it has.

    Args:
        existing: The text of the list; empty if there is none.
        results: The drafts, and the records without one.

    Returns:
        The text of the list; empty if there is nothing to review.
    """
    sections = [_write_section(result) for result in results]
    new = [section for section in sections if section and section.strip() not in existing]
    if not new:
        return existing
    return "\n".join([existing.rstrip("\n") + "\n" if existing else _HEAD, *new])


def _write_section(result: Draft | Skipped) -> str:
    if isinstance(result, Skipped):
        if result.path:
            return ""
        lines = [f"## Not imported: {result.title}", "", f"From {result.origin}: {result.reason}."]
        return "\n".join(lines) + "\n"
    if not (result.questions or result.evidence):
        return ""
    lines = [f"## {result.path}", "", f"{result.title}. From {result.origin}.", ""]
    lines += (f"- [ ] {question}" for question in result.questions)
    if result.left_out:
        lines += ["", "Paragraphs that the draft does not have:", ""]
        lines += (f"{number}. {text}" for number, text in enumerate(result.left_out, 1))
    if result.evidence:
        lines += ["", "What the values rest on:", ""]
        lines += (f"- {_describe(each)}" for each in result.evidence)
    return "\n".join(lines) + "\n"


def _describe(evidence: Evidence) -> str:
    how = f" ({evidence.how})" if evidence.how else ""
    return f"{evidence.field}: {evidence.value}, from '{evidence.words}'{how}"
