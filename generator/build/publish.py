"""Pages that are not what they were are rendered; then all of the output is put in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.build.body_store import Span
from generator.build.convert import Converter
from generator.build.fingerprint import Fingerprinter, differing_parts, part_names
from generator.build.publication import Publication
from generator.build.report import ProgressCallback, source_changed_problem
from generator.build.workers import run_parallel
from generator.hashing import SIZE, hash_bytes
from generator.model import Outline
from generator.pages import Composed, ComposedPage, SharedViews, compose
from generator.problems import Problem
from generator.state.build_record import BuildRecord, FileStamp, PageRecord
from generator.theme.dependencies import TemplateDependencies
from generator.theme.render import Renderer, RenderError, fill
from generator.views.pages import ReferenceView

# What is recorded as the place of a body that a page does not print.
_NO_BODY = -1
# Pages that are composed and rendered as one piece of work.
_BATCH = 64


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page that was rendered, staged if its bytes are not those of the output.

    ``origin`` is the file whose body it prints, or empty.
    """

    file: str
    made: PageRecord
    digest: bytes
    origin: str
    staged: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Failed:
    """A page whose template failed: its place in the plan, the template, and what is wrong."""

    place: int
    template: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PageRenderer:
    """Renders the pages of one site that need it.

    Attributes:
        views: Composes the pages and files of the site.
        renderer: The theme.
        closures: What each template's output depends on besides its views.
        strings: The hash of each language's strings.
        converter: What converts the bodies that were not converted this time.
        slots: Where those lie that were.
        past: The last build, if it can be built upon.
        intact: The outputs that are as they were written.
        publication: Where rendered pages go.
    """

    views: SharedViews
    renderer: Renderer
    fingerprinter: Fingerprinter
    closures: TemplateDependencies
    strings: Mapping[str, bytes]
    converter: Converter
    slots: Mapping[str, Span]
    past: BuildRecord | None
    intact: Mapping[str, FileStamp]
    publication: Publication

    def print_all(self, jobs: int, progress: ProgressCallback) -> list[RenderedPage]:
        """Render what needs to be rendered, in as many processes as asked for.

        Raises:
            RenderError: Templates fail. Of each, what is wrong is told by the first page in the
                plan that it fails to print, so that it does not depend on ``jobs``.
        """
        pages = self.views.context.plan.outputs
        batches = -(-len(pages) // _BATCH)

        def work(number: int) -> tuple[list[RenderedPage], list[_Failed]]:
            printed: list[RenderedPage] = []
            failed: dict[str, _Failed] = {}
            start = number * _BATCH
            for place, page in enumerate(pages[start : start + _BATCH], start):
                composed = compose(self.views, page)
                template = composed.template if isinstance(composed, ComposedPage) else ""
                if template in failed:
                    continue
                try:
                    made = self._print(composed)
                except RenderError as error:
                    failed[template] = _Failed(place, template, error.problems)
                else:
                    printed += (made,) if made is not None else ()
            return printed, list(failed.values())

        printed: list[RenderedPage] = []
        failed: list[_Failed] = []
        for done, (made, broken) in enumerate(run_parallel(work, batches, jobs)):
            printed += made
            failed += broken
            progress("writing", min((done + 1) * _BATCH, len(pages)), len(pages))
        if failed:
            raise RenderError(*_first_of_each(failed))
        return sorted(printed, key=lambda each: each.file)

    def _print(self, composed: Composed) -> RenderedPage | None:
        """Render a page, unless the output has it already."""
        body_file = composed.body if isinstance(composed, ComposedPage) else ""
        fingerprint = self._fingerprint(composed)
        text = self._body_digest(body_file)
        before = self.past.pages.get(composed.file) if self.past else None
        seen = self.intact.get(composed.file)
        if seen is not None and before is not None and _same(before, fingerprint, text):
            return None
        shell = self.renderer.render(composed)
        data, offset, length = shell.head, _NO_BODY, 0
        leads: tuple[tuple[str, int, int], ...] = ()
        if shell.tail is not None and isinstance(composed, ComposedPage):
            body, leads = self._body(composed)
            data, offset, length = shell.head + body + shell.tail, len(shell.head), len(body)
        digest = hash_bytes(data)
        staged = digest != seen[1] if seen else not self.publication.holds(composed.file, data)
        if staged:
            self.publication.stage(composed.file, data)
        made = fingerprint, text, offset, length, leads
        reasons = self._reasons(composed, before, made)
        return RenderedPage(composed.file, made, digest, body_file, staged, reasons)

    def _fingerprint(self, composed: Composed) -> bytes:
        if isinstance(composed, ComposedPage):
            return self.fingerprinter.page(
                composed,
                strings=self.strings[composed.language],
                template=self.closures.digest(composed.template),
            )
        return self.fingerprinter.file(composed)

    def _body_digest(self, path: str) -> str:
        return self.views.context.chronicle.files[path].outline.digest if path else ""

    def _body(self, composed: ComposedPage) -> tuple[bytes, tuple[tuple[str, int, int], ...]]:
        """A page's body with its references filled in, and what these lead to."""
        slot = self.slots.get(composed.body)
        if slot is None:
            (converted,) = self.converter.convert((composed.body,))
            slot = converted.slot
            known = self._body_digest(composed.body)
            if slot is None or converted.entry is None or converted.entry.outline.digest != known:
                raise RenderError(source_changed_problem(composed.body))
        references = self.views.context.chronicle.files[composed.body].outline.references
        segments = self.converter.spool.get(slot)
        root, leads = composed.page.root, composed.references
        body = fill(segments, references, leads, root)
        return body, tuple((root + lead.path, lead.width, lead.height) for lead in leads)

    def _reasons(
        self, composed: Composed, before: PageRecord | None, made: PageRecord
    ) -> tuple[str, ...]:
        """Why a page is rendered."""
        if before is None or self.past is None:
            return ("no earlier build holds it",)
        if _same(before, made[0], made[1]):
            return ("its file in the output was missing or had been changed",)
        reasons = [] if before[1] == made[1] else ["body changed"]
        names = part_names(composed)
        for place in differing_parts(before[0], made[0]):
            name = names[place]
            if name == "template" and isinstance(composed, ComposedPage):
                changed = self.closures.changed(composed.template, self.past.templates)
                reasons.append(f"template changed: {', '.join(changed)}")
            else:
                reasons.append(f"{name} changed")
        return tuple(reasons)


def _first_of_each(failed: list[_Failed]) -> list[Problem]:
    """What is wrong with each template, and with each file that several of them use, told once."""
    by_template: dict[str, _Failed] = {}
    by_file: dict[str, Problem] = {}
    for each in sorted(failed, key=lambda each: each.place):
        by_template.setdefault(each.template, each)
    for first in by_template.values():
        for problem in first.problems:
            by_file.setdefault(problem.path, problem)
    return sorted(by_file.values())


def _same(before: PageRecord, fingerprint: bytes, text: str) -> bool:
    return before[0][:SIZE] == fingerprint[:SIZE] and before[1] == text


def replace_body(
    page: bytes, made: PageRecord, segments: tuple[str, ...], outline: Outline
) -> tuple[bytes, PageRecord]:
    """A published page with another body in the place of its own.

    Args:
        page: The page's bytes.
        made: What is recorded of it.
        segments: The new body.
        outline: Its outline, with references that lead to what those of the old body did.
    """
    fingerprint, _, offset, length, leads = made
    if offset == _NO_BODY:
        return page, (fingerprint, outline.digest, offset, length, leads)
    body = fill(segments, outline.references, [ReferenceView(*lead) for lead in leads])
    data = page[:offset] + body + page[offset + length :]
    return data, (fingerprint, outline.digest, offset, len(body), leads)
