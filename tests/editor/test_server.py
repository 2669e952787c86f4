"""``tarikh lsp`` speaks to an editor through its standard streams."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.client import LanguageClient

from tests.support import ROOT, MakeSite
from tests.support.sources import article

FILES = {
    "content/site.toml": "[languages.ar]\n[languages.en]\n",
    "content/tags.toml": '[port]\nname = { ar = "الميناء", en = "Port" }\n',
    "content/a.ar.md": article("إضراب 🚢 في الميناء", tags="الميناء"),
    "content/a.en.md": article("Strike", tags="Port", more="related: [b]\n"),
}


async def converse(folder: Path, *options: str) -> dict[str, Any]:
    """Open a file with an error, correct it, and ask about it.

    Args:
        folder: The site.
        options: Those of the command, before its name.
    """
    client = LanguageClient("test", "1")
    published: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
    def note(params: lsp.PublishDiagnosticsParams) -> None:
        published.put_nowait(params)

    await client.start_io(sys.executable, "-m", "generator", *options, "lsp", cwd=str(ROOT))
    await client.initialize_async(
        lsp.InitializeParams(
            capabilities=lsp.ClientCapabilities(), root_uri=uris.from_fs_path(str(folder))
        )
    )
    client.initialized(lsp.InitializedParams())
    answers: dict[str, Any] = {"opened": await published.get()}
    file = folder / "content/a.en.md"
    uri = uris.from_fs_path(str(file)) or ""
    text = file.read_text("utf-8")
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "markdown", 1, text))
    )
    right = text.replace("related: [b]\n", "")
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(version=2, uri=uri),
            [lsp.TextDocumentContentChangeWholeDocument(right)],
        )
    )
    answers["corrected"] = await published.get()
    document = lsp.TextDocumentIdentifier(uri)
    at = lsp.Position(4, 9)
    answers["completion"] = await client.text_document_completion_async(
        lsp.CompletionParams(document, at)
    )
    answers["hover"] = await client.text_document_hover_async(lsp.HoverParams(document, at))
    answers["definition"] = await client.text_document_definition_async(
        lsp.DefinitionParams(document, lsp.Position(1, 10))
    )
    answers["rename"] = await client.text_document_rename_async(
        lsp.RenameParams(document, at, "Harbour")
    )
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()  # type: ignore[no-untyped-call]
    return answers


def test_an_editor_gets_problems_completions_and_names(site: MakeSite) -> None:
    folder = site(FILES)
    answers = asyncio.run(asyncio.wait_for(converse(folder), 120))
    (problem,) = answers["opened"].diagnostics
    assert (problem.code, problem.source, problem.range.start) == (
        "related-unknown",
        "tarikh",
        lsp.Position(5, 9),
    )
    assert list(answers["corrected"].diagnostics) == []
    assert [each.text_edit.new_text for each in answers["completion"].items] == ["Port"]
    assert answers["hover"].contents.value.startswith("الميناء · Port")
    assert [each.uri.rpartition("/")[2] for each in answers["definition"]] == ["a.ar.md"]
    changed = {uri.rpartition("/")[2]: edits for uri, edits in answers["rename"].changes.items()}
    assert changed.keys() == {"tags.toml", "a.en.md"}
    assert "tags: [Harbour]" in changed["a.en.md"][0].new_text


def test_problems_are_in_the_language_of_the_user(site: MakeSite) -> None:
    answers = asyncio.run(asyncio.wait_for(converse(site(FILES), "--lang", "ar"), 120))
    (problem,) = answers["opened"].diagnostics
    message, _, hint = problem.message.translate({0x2066: None, 0x2069: None}).partition("\n")
    assert message == "الحدث 'b' في 'related' غير معروف"
    assert hint.startswith("اكتب اسم ملفه")
