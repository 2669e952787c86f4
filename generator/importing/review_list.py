"""Write ``import-review.md``: what was not decided, and what the values of each draft rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.importing.batch import Draft, Skipped
from generator.importing.records import Evidence

FILE_NAME = "import-review.md"
# What is to be decided alike for so many drafts is listed once.
_MANY = 6
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
    listed = list(results)
    shared = find_shared(each for each in listed if isinstance(each, Draft))
    sections = [_write_shared(shared), *(_write_section(result, shared) for result in listed)]
    new = [section for section in sections if section and section.strip() not in existing]
    if not new:
        return existing
    return "\n".join([existing.rstrip("\n") + "\n" if existing else _HEAD, *new])


def find_shared(drafts: Iterable[Draft]) -> Mapping[str, list[str]]:
    """Find what is to be decided for many drafts alike, and their paths."""
    paths: dict[str, list[str]] = {}
    for draft in drafts:
        for question in draft.questions:
            paths.setdefault(question, []).append(draft.path)
    return {question: each for question, each in paths.items() if len(each) >= _MANY}


def _write_shared(shared: Mapping[str, list[str]]) -> str:
    """Write the section of what is to be decided for many drafts alike."""
    if not shared:
        return ""
    lines = ["## In many drafts", ""]
    for question, paths in shared.items():
        lines += [f"- [ ] {question}", f"  ({len(paths):,} drafts: {', '.join(paths)})"]
    return "\n".join(lines) + "\n"


def _write_section(result: Draft | Skipped, shared: Mapping[str, list[str]]) -> str:
    if isinstance(result, Skipped):
        if result.path:
            return ""
        lines = [f"## Not imported: {result.title}", "", f"From {result.origin}: {result.reason}."]
        return "\n".join(lines) + "\n"
    questions = [each for each in result.questions if each not in shared]
    if not (questions or result.evidence or result.left_out):
        return ""
    lines = [f"## {result.path}", "", f"{result.title}. From {result.origin}.", ""]
    lines += (f"- [ ] {question}" for question in questions)
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
