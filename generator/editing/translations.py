"""Records that translations are up to date with their originals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import tomlkit
from msgspec.structs import replace

from generator.content.parse import parse_article
from generator.editing.file_change import FileChange
from generator.editing.text_edits import EditError
from generator.editing.unknown_names import unknown_entry, unknown_language
from generator.messages import say
from generator.model import Article, Site, SourceFile, TranslationRecord

TRANSLATIONS = "translations.toml"
_HEAD = """\
# What each translation was made of: the hashes of the title and of the paragraphs of its original.
# Written by 'tarikh translated'; in a merge conflict, keep either side and run it again.
"""


def record_translations(
    site: Site,
    files: Iterable[SourceFile],
    keys: Sequence[str],
    *,
    path: str,
    language: str = "",
    original: str = "",
) -> FileChange:
    """Record that translations of events are up to date with their originals.

    Args:
        site: The settings, with what is recorded already.
        files: The articles of the site, and ``translations.toml`` if it exists.
        keys: The keys of the events; all events if there are none.
        path: The path of ``translations.toml``.
        language: The language of the translations; all others than the original's if it is empty.
        original: The language of the originals; if it is empty, the one that is recorded, or else
            the first of the site's languages that the event has a text in.

    Returns:
        The change of ``translations.toml``.

    Raises:
        EditError: There is no such event, language, original or translation.
    """
    texts = {file.path: file for file in files}
    codes = [each.code for each in site.languages]
    for code in filter(None, (language, original)):
        if code not in codes:
            raise unknown_language(code, site)
    articles = _find_articles(site, texts.values())
    for key in keys:
        if key not in articles:
            raise unknown_entry(key, [each for of in articles.values() for each in of.values()])
    records = {(each.key, each.language): each for each in site.translations}
    written = 0
    for key in keys or articles:
        for record in _compare(articles[key], codes, records, language, original):
            records[record.key, record.language] = record
            written += 1
    if keys and not written:
        message = say("'%(keys)s' has no translation to record", keys=keys[0])
        raise EditError(message, "an event needs texts in two languages; see --lang and --from")
    kept = [each for (key, code), each in sorted(records.items()) if code in articles.get(key, {})]
    old = texts[path].data if path in texts else None
    return FileChange(path, old, _write(kept).encode())


def _find_articles(site: Site, files: Iterable[SourceFile]) -> dict[str, dict[str, Article]]:
    """Return the texts of each event by their languages, each with its paragraphs."""
    found: dict[str, dict[str, Article]] = {}
    everything = replace(site, originals=None)
    for file in files:
        if file.path.endswith(".md"):
            article, _, _ = parse_article(file, everything)
            if article is not None and not article.is_page:
                found.setdefault(article.key, {})[article.language] = article
    return found


def _compare(
    texts: dict[str, Article],
    codes: Sequence[str],
    records: dict[tuple[str, str], TranslationRecord],
    language: str,
    original: str,
) -> Iterator[TranslationRecord]:
    """Yield what the translations of one event are made of now."""
    present = [code for code in codes if code in texts]
    key = texts[present[0]].key
    recorded = [records[key, code].original for code in present if (key, code) in records]
    source = original or next((each for each in recorded if each in texts), present[0])
    if source not in texts:
        return
    digests = tuple([each.digest for each in texts[source].paragraphs])
    for code in present:
        if code != source and language in ("", code):
            yield TranslationRecord(key, code, source, digests)


def _write(records: Iterable[TranslationRecord]) -> str:
    blocks = [_HEAD]
    for record in records:
        blocks.append(
            f"[{tomlkit.key(record.key).as_string()}.{record.language}]\n"
            f'from = "{record.original}"\n'
            f'paragraphs = "{" ".join(record.paragraphs)}"\n'
        )
    return "\n".join(blocks)
