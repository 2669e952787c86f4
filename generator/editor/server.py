"""The language server: what editors ask, in the Language Server Protocol 3.17 (pygls)."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.workspace import PositionCodec

from generator.editing.text_edits import EditError
from generator.editor import features
from generator.editor.tokens import Token, find_token
from generator.editor.workspace import Workspace
from generator.i18n.catalogues import Catalogue
from generator.i18n.messages import ENGLISH, translate
from generator.problems import Problem, Severity

_SEVERITIES = MappingProxyType(
    {
        Severity.ERROR: lsp.DiagnosticSeverity.Error,
        Severity.WARNING: lsp.DiagnosticSeverity.Warning,
        Severity.NOTICE: lsp.DiagnosticSeverity.Information,
    }
)
_RENAMED = frozenset({"tag", "source"})


class _Cursor(NamedTuple):
    """What a question of the editor is about: the line and the token at a column of a file."""

    workspace: Workspace
    path: str
    line: str
    column: int
    token: Token


class Server:
    """A language server for the site of one folder."""

    def __init__(
        self,
        version: str,
        now: Callable[[], int],
        cache: Path | None,
        messages: Catalogue = ENGLISH,
    ) -> None:
        """Prepare a server.

        Args:
            version: The version of the program.
            now: Returns the time, in seconds since 0001-01-01T00:00:00Z.
            cache: The folder of what all sites share between builds, if there is one.
            messages: The messages in the language of the user.
        """
        self._now, self._cache, self._messages = now, cache, messages
        self._workspace: Workspace | None = None
        self._published: dict[str, tuple[Problem, ...]] = {}
        self._worker = ThreadPoolExecutor(1)
        # The texts that the site has not taken yet, and the settings among those it has.
        self._texts: dict[str, str] = {}
        self._settings: set[str] = set()
        self.protocol = LanguageServer("tarikh", version)
        self._register()

    def run(self) -> None:
        """Serve an editor through the standard streams until it ends the session."""
        try:
            self.protocol.start_io()
        finally:
            self._worker.shutdown(wait=False, cancel_futures=True)

    def _register(self) -> None:
        triggers = lsp.CompletionOptions(trigger_characters=["[", ",", " ", "(", "-"])
        prepares = lsp.RenameOptions(prepare_provider=True)
        for name, method, options in (
            (lsp.INITIALIZED, self._open, None),
            (lsp.TEXT_DOCUMENT_DID_OPEN, self._edit, None),
            (lsp.TEXT_DOCUMENT_DID_CHANGE, self._edit, None),
            (lsp.TEXT_DOCUMENT_DID_SAVE, self._save, None),
            (lsp.TEXT_DOCUMENT_DID_CLOSE, self._close, None),
            (lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, self._reopen, None),
            (lsp.TEXT_DOCUMENT_COMPLETION, self._complete, triggers),
            (lsp.TEXT_DOCUMENT_HOVER, self._hover, None),
            (lsp.TEXT_DOCUMENT_DEFINITION, self._define, None),
            (lsp.TEXT_DOCUMENT_PREPARE_RENAME, self._prepare_rename, None),
            (lsp.TEXT_DOCUMENT_RENAME, self._rename, prepares),
        ):
            self.protocol.feature(name, options)(_as_function(method))

    # --- What the editor says ----------------------------------------------------------------

    def _open(self, _: lsp.InitializedParams) -> None:
        folder = self.protocol.workspace.root_path
        # Nothing is to be written into the folder of something else.
        if folder is not None and (Path(folder) / "content").is_dir():
            self._workspace = Workspace(Path(folder), self._now, self._cache)
            self._work(Workspace.open)

    def _edit(
        self, params: lsp.DidOpenTextDocumentParams | lsp.DidChangeTextDocumentParams
    ) -> None:
        uri = params.text_document.uri
        path = self._path(uri)
        if path:
            source = self.protocol.workspace.get_text_document(uri).source
            self._texts[path] = source
            self._work(self._take_texts)

    def _save(self, params: lsp.DidSaveTextDocumentParams) -> None:
        # Settings and templates matter to every article; an article was taken while it was typed.
        if not params.text_document.uri.endswith(".md"):
            self._work(Workspace.open)

    def _close(self, params: lsp.DidCloseTextDocumentParams) -> None:
        path = self._path(params.text_document.uri)
        if path:
            self._work(lambda workspace: workspace.close(path))

    def _reopen(self, _: object) -> None:
        self._work(Workspace.open)

    def _work(self, task: Callable[[Workspace], None]) -> None:
        """Do something with the site in the background, and publish its problems.

        There, a large site does not keep the editor waiting for an answer. Tasks are done in the
        order in which they come.
        """
        workspace = self._workspace
        if workspace is None:
            return
        loop = asyncio.get_running_loop()

        def work() -> None:
            task(workspace)
            # While more is typed, problems of what was typed before are of no use.
            if not self._texts:
                found = dict(workspace.find_problems())
                for path in self._settings:
                    found[path] = workspace.check_settings(path)
                loop.call_soon_threadsafe(self._publish, found)

        self._worker.submit(work).add_done_callback(self._report_failure)

    def _take_texts(self, workspace: Workspace) -> None:
        """Take everything that has been typed since the last time."""
        while self._texts:
            path, text = self._texts.popitem()
            workspace.edit(path, text)
            if path.endswith(".toml"):
                self._settings.add(path)

    def _report_failure(self, work: Future[None]) -> None:
        error = work.exception()
        if error is not None:
            message = f"{type(error).__name__}: {error}"
            self.protocol.window_log_message(
                lsp.LogMessageParams(lsp.MessageType.Error, f"tarikh: internal error: {message}")
            )

    # --- What it asks ------------------------------------------------------------------------

    def _complete(self, params: lsp.CompletionParams) -> lsp.CompletionList | None:
        found = self._find(params)
        if found is None:
            return None
        workspace, path, line, column, token = found
        typed = line[token.start : column]
        edit = self._range(params, line, token.start, max(token.end, column))
        items = [
            lsp.CompletionItem(
                label=each.label,
                detail=each.detail,
                sort_text=f"{number:04}",
                # The editor compares with what was typed; names in all languages have matched.
                filter_text=typed or each.label,
                text_edit=lsp.TextEdit(edit, each.text),
            )
            for number, each in enumerate(features.suggest(workspace, path, token, typed))
        ]
        return lsp.CompletionList(is_incomplete=True, items=items)

    def _hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        found = self._find(params)
        if found is None:
            return None
        workspace, _, line, _, token = found
        text = features.describe(workspace, token)
        if not text:
            return None
        content = lsp.MarkupContent(lsp.MarkupKind.Markdown, text)
        return lsp.Hover(content, self._range(params, line, token.start, token.end))

    def _define(self, params: lsp.DefinitionParams) -> list[lsp.Location]:
        found = self._find(params)
        if found is None:
            return []
        workspace, path, _, _, token = found
        start = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
        return [
            lsp.Location(self._uri(each), start)
            for each in features.find_definition(workspace, path, token)
        ]

    def _prepare_rename(self, params: lsp.PrepareRenameParams) -> lsp.Range | None:
        found = self._find(params)
        if found is None or found.token.kind not in _RENAMED or not found.token.text:
            return None
        _, _, line, _, token = found
        return self._range(params, line, token.start, token.end)

    def _rename(self, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        found = self._find(params)
        if found is None or found.token.kind not in _RENAMED:
            return None
        workspace, path, _, _, token = found
        # The changes are to fit what has been typed.
        self._worker.submit(self._take_texts, workspace).result()
        try:
            changes = features.rename(workspace, path, token, params.new_name)
        except EditError as error:
            parts = filter(None, (error.message, error.hint))
            message = "; ".join(translate(each, self._messages) for each in parts)
            self.protocol.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, message))
            return None
        edits = {
            self._uri(each.path): [_replace_all(each.old or b"", each.new)] for each in changes
        }
        return lsp.WorkspaceEdit(changes=edits)

    def _find(self, params: Any) -> _Cursor | None:
        """Return what is at the position of a question; ``None`` if it is not in an article."""
        uri = params.text_document.uri
        path = self._path(uri)
        workspace = self._workspace
        if workspace is None or not workspace.is_open or not path.endswith(".md"):
            return None
        document = self.protocol.workspace.get_text_document(uri)
        position = self._codec.position_from_client_units(document.lines, params.position)
        lines = document.source.split("\n")
        line = lines[position.line] if position.line < len(lines) else ""
        token = find_token(document.source, position.line, position.character)
        return _Cursor(workspace, path, line, position.character, token)

    # --- What it is told ---------------------------------------------------------------------

    def _publish(self, problems: Mapping[str, tuple[Problem, ...]]) -> None:
        """Publish the problems of each file that has others than before."""
        for path in sorted({*problems, *self._published}):
            self._publish_file(path, problems.get(path, ()))

    def _publish_file(self, path: str, problems: tuple[Problem, ...]) -> None:
        if self._published.get(path, ()) == problems:
            return
        self._published[path] = problems
        uri = self._uri(path)
        lines = self._lines(path)
        self.protocol.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri, [self._diagnose(each, lines) for each in problems])
        )

    def _diagnose(self, problem: Problem, lines: list[str]) -> lsp.Diagnostic:
        number = max(problem.line - 1, 0)
        line = lines[number] if number < len(lines) else ""
        start = max(problem.column - 1, 0)
        end = max(len(line.rstrip()), start)
        span = lsp.Range(lsp.Position(number, start), lsp.Position(number, end))
        message = translate(problem.message, self._messages)
        hint = f"\n{translate(problem.hint, self._messages)}" if problem.hint else ""
        return lsp.Diagnostic(
            range=self._codec.range_to_client_units(lines, span),
            message=f"{message}{hint}",
            severity=_SEVERITIES[problem.severity],
            code=problem.code,
            source="tarikh",
        )

    # --- Names and positions -----------------------------------------------------------------

    @property
    def _codec(self) -> PositionCodec:
        return self.protocol.workspace.position_codec

    def _lines(self, path: str) -> list[str]:
        assert self._workspace is not None
        return self._workspace.read(path).decode(errors="replace").splitlines(keepends=True)

    def _path(self, uri: str) -> str:
        file = uris.to_fs_path(uri)
        return self._workspace.path_of(Path(file)) if file and self._workspace else ""

    def _uri(self, path: str) -> str:
        assert self._workspace is not None
        file = self._workspace.layout.root / path
        return uris.from_fs_path(os.fspath(file)) or ""

    def _range(self, params: Any, line: str, start: int, end: int) -> lsp.Range:
        number = params.position.line
        span = lsp.Range(lsp.Position(number, start), lsp.Position(number, end))
        lines = [""] * number + [line]
        return self._codec.range_to_client_units(lines, span)


def _as_function(method: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a function that calls a method; pygls sets attributes, which methods cannot have."""

    def call(params: Any) -> Any:
        return method(params)

    return call


def _replace_all(old: bytes, new: bytes) -> lsp.TextEdit:
    """Replace a whole document, whatever units the editor counts columns in."""
    last = old.decode(errors="replace").count("\n") + 1
    return lsp.TextEdit(lsp.Range(lsp.Position(0, 0), lsp.Position(last, 0)), new.decode())
