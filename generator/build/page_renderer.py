"""Renders the pages and files whose fingerprints have changed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from msgspec import Struct

from generator.build.body_store import Span
from generator.build.convert import Converter
from generator.build.known_records import KnownRecords
from generator.build.publication import Publication
from generator.build.report import ProgressCallback, source_changed_problem
from generator.engine.fingerprint import Fingerprinter, differing_parts, part_names
from generator.engine.workers import run_parallel
from generator.hashing import SIZE, hash_bytes
from generator.model import Outline
from generator.pages import (
    Composed,
    ComposedFile,
    ComposedPage,
    RenderContext,
    SharedViews,
    compose,
)
from generator.pages.outputs import ExportFile, Output, text_path
from generator.pages.read_log import ReadLog, Reads
from generator.problems import Problem
from generator.state.build_record import BuildRecord, FileStamp, PageRecord, PageTargets
from generator.state.read_record import ReadRecord
from generator.theme.dependencies import TemplateDependencies
from generator.theme.render import Renderer, RenderError, fill
from generator.views.article import ReferenceView
from generator.views.pictures import SizeView

# The recorded offset of the body in a page without one.
_NO_BODY = -1
# How many pages one task of a worker composes and renders.
BATCH = 64


class RenderedPage(Struct, frozen=True):
    """A page or file that was rendered.

    Attributes:
        file: The file in the output.
        record: What the next build needs to know of it.
        digest: The hash of its bytes.
        staged: Whether it is to be published, because its bytes differ from those of the output.
        reasons: Why it was rendered.
        written: The hash of the file with its records, if it is an export of a whole language.
    """

    file: str
    record: PageRecord
    digest: bytes
    staged: bool
    reasons: tuple[str, ...]
    written: bytes = b""


class _Failure(Struct, frozen=True):
    """A page whose template failed: its index in the plan, the template, and the problems."""

    index: int
    template: str
    problems: tuple[Problem, ...]


class PageRenderer(Struct, frozen=True):
    """Renders the pages of one site that have changed.

    Attributes:
        context: The site.
        views: Composes its pages and files.
        log: Notes what they are composed from.
        renderer: The theme.
        fingerprinter: Hashes what pages depend on.
        dependencies: What the output of each template depends on besides its views.
        strings: The hash of the strings of each language.
        converter: Converts the bodies that this build has not converted.
        spans: The positions of those that it has, by the paths of their articles.
        previous: The record of the last build, if this one continues it.
        intact: The outputs that have not changed since the last build.
        reads: What the pages of the last build were composed from; gets what these are.
        changed: The facts and shared views in it that have changed.
        publication: Gets the rendered pages.
        records: Gets what exports say of each event.
    """

    context: RenderContext
    views: SharedViews
    log: ReadLog
    renderer: Renderer
    fingerprinter: Fingerprinter
    dependencies: TemplateDependencies
    strings: Mapping[str, bytes]
    converter: Converter
    spans: Mapping[str, Span]
    previous: BuildRecord | None
    intact: Mapping[str, FileStamp]
    reads: ReadRecord
    changed: frozenset[int]
    publication: Publication
    records: KnownRecords

    def render_all(self, jobs: int, progress: ProgressCallback) -> list[RenderedPage]:
        """Render every page that has changed.

        Args:
            jobs: How many processes to use.
            progress: Called as the work proceeds.

        Returns:
            The pages that were rendered, sorted by file.

        Raises:
            RenderError: Templates fail. For each template, the problems are those of the first
                page in the plan that it fails on, so that they do not depend on ``jobs``.
        """
        outputs = [each for each in self.context.plan.outputs if not self._is_up_to_date(each)]
        # Exports take by far the longest, and the most memory, which is then free for pages.
        outputs.sort(key=lambda each: not isinstance(each, ExportFile))
        batches = -(-len(outputs) // BATCH)

        def render_batch(number: int) -> tuple[list[RenderedPage], list[_Failure], Reads]:
            rendered: list[RenderedPage] = []
            failures: dict[str, _Failure] = {}
            start = number * BATCH
            for index, output in enumerate(outputs[start : start + BATCH], start):
                composed = self.log.compute_page(output.url.file, compose, self.views, output)
                template = composed.template if isinstance(composed, ComposedPage) else ""
                if template in failures:
                    continue
                try:
                    page = self._render(output, composed)
                except RenderError as error:
                    failures[template] = _Failure(index, template, error.problems)
                else:
                    rendered += (page,) if page is not None else ()
            return rendered, list(failures.values()), self.log.take()

        rendered: list[RenderedPage] = []
        failures: list[_Failure] = []
        for done, batch in enumerate(run_parallel(render_batch, batches, jobs), 1):
            pages, failed, reads = batch
            rendered += pages
            failures += failed
            self.reads.update(reads.pages, reads.views, reads.digests)
            progress("writing", min(done * BATCH, len(outputs)), len(outputs))
        if failures:
            raise RenderError(*_first_problems(failures))
        return sorted(rendered, key=lambda page: page.file)

    def _is_up_to_date(self, output: Output) -> bool:
        """Whether the output has a page or file whose facts, body and bytes have not changed."""
        file, path = output.url.file, text_path(output)
        before = self.previous.pages.get(file) if self.previous else None
        return (
            before is not None
            and file in self.intact
            and self.reads.is_fresh(file, self.changed)
            # An article that was not converted has the body of the last build.
            and (path not in self.spans or before[1] == self._text_digest(path))
        )

    def _render(self, output: Output, composed: Composed) -> RenderedPage | None:
        """Render a page; ``None`` if its fingerprint has not changed and the output has it."""
        fingerprint = self._fingerprint(composed)
        text_digest = self._text_digest(composed.body if isinstance(composed, ComposedPage) else "")
        before = self.previous.pages.get(composed.file) if self.previous else None
        stamp = self.intact.get(composed.file)
        if (
            stamp is not None
            and before is not None
            and _is_unchanged(before, fingerprint, text_digest)
        ):
            return None
        shell = self.renderer.render(composed)
        data, offset, length = shell.head, _NO_BODY, 0
        targets: PageTargets = ()
        if shell.tail is not None and isinstance(composed, ComposedPage):
            body, targets = self._body(composed)
            data, offset, length = shell.head + body + shell.tail, len(shell.head), len(body)
        digest = hash_bytes(data)
        if stamp is not None:
            staged = digest != stamp[1]
        else:
            staged = not self.publication.has(composed.file, data)
        if staged:
            self.publication.stage(composed.file, data)
        record = fingerprint, text_digest, offset, length, targets
        reasons = self._reasons(composed, before, record)
        written = self._save_records(output, composed)
        return RenderedPage(composed.file, record, digest, staged, reasons, written)

    def _save_records(self, output: Output, composed: Composed) -> bytes:
        """Keep what an export of a whole language says of each event.

        Returns:
            The hash of the file in the state; empty for another file, or if it cannot be written.
        """
        if (
            isinstance(output, ExportFile)
            and output.is_of_all
            and isinstance(composed, ComposedFile)
        ):
            collection, cache = composed.view.collection, self.renderer.record_cache
            with suppress(OSError):
                return self.records.save(output, collection, cache, self.fingerprinter)
        return b""

    def _fingerprint(self, composed: Composed) -> bytes:
        if isinstance(composed, ComposedPage):
            return self.fingerprinter.page(
                composed,
                strings=self.strings[composed.language],
                template=self.dependencies.digest(composed.template),
            )
        return self.fingerprinter.file(composed)

    def _text_digest(self, path: str) -> str:
        """The hash of the text in an article's file; empty without a file."""
        return self.context.chronicle.files[path].outline.digest if path else ""

    def _body(self, composed: ComposedPage) -> tuple[bytes, PageTargets]:
        """The body of a page with its references filled in, and their targets.

        Raises:
            RenderError: The article has changed since it was read.
        """
        outline = self.context.chronicle.files[composed.body].outline
        span = self.spans.get(composed.body)
        if span is None:
            (converted,) = self.converter.convert((composed.body,))
            entry, span = converted.entry, converted.span
            if span is None or entry is None or entry.outline.digest != outline.digest:
                raise RenderError(source_changed_problem(composed.body))
        segments = self.converter.bodies.get(span)
        root, views = composed.page.root, composed.references
        body = fill(segments, outline.references, views, root)
        paths = (None if view.path is None else root + view.path for view in views)
        targets = (
            (
                path,
                view.width,
                view.height,
                tuple([(root + size.path, size.width) for size in view.sizes]),
            )
            for path, view in zip(paths, views, strict=True)
        )
        return body, tuple(targets)

    def _reasons(
        self, composed: Composed, before: PageRecord | None, record: PageRecord
    ) -> tuple[str, ...]:
        """Why a page is rendered."""
        if before is None or self.previous is None:
            return ("not in the last build",)
        if _is_unchanged(before, record[0], record[1]):
            return ("its file in the output was missing or had been changed",)
        reasons = [] if before[1] == record[1] else ["body changed"]
        names = part_names(composed)
        for index in differing_parts(before[0], record[0]):
            name = names[index]
            if name == "template" and isinstance(composed, ComposedPage):
                templates = self.previous.templates
                changed = self.dependencies.changed(composed.template, templates)
                reasons.append(f"template changed: {', '.join(changed)}")
            else:
                reasons.append(f"{name} changed")
        return tuple(reasons)


def _first_problems(failures: list[_Failure]) -> list[Problem]:
    """The problems of the first failure of each template, one for each file, sorted."""
    by_template: dict[str, _Failure] = {}
    by_file: dict[str, Problem] = {}
    for failure in sorted(failures, key=lambda failure: failure.index):
        by_template.setdefault(failure.template, failure)
    for first in by_template.values():
        for problem in first.problems:
            by_file.setdefault(problem.path, problem)
    return sorted(by_file.values())


def _is_unchanged(before: PageRecord, fingerprint: bytes, text_digest: str) -> bool:
    return before[0][:SIZE] == fingerprint[:SIZE] and before[1] == text_digest


def replace_body(
    page: bytes, record: PageRecord, segments: tuple[str, ...], outline: Outline
) -> tuple[bytes, PageRecord]:
    """Replace the body of a published page.

    Args:
        page: The bytes of the page.
        record: The record of the page.
        segments: The new body.
        outline: Its outline; its references have the same targets as those of the old body.

    Returns:
        The new bytes and the new record.
    """
    fingerprint, _, offset, length, targets = record
    if offset == _NO_BODY:
        return page, (fingerprint, outline.digest, offset, length, targets)
    views = [
        ReferenceView(path, width, height, tuple([SizeView(*size) for size in sizes]))
        for path, width, height, sizes in targets
    ]
    body = fill(segments, outline.references, views)
    data = page[:offset] + body + page[offset + length :]
    return data, (fingerprint, outline.digest, offset, len(body), targets)
