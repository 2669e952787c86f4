"""What each translation was made of: ``content/translations.toml``, which the program writes."""

from __future__ import annotations

from generator.config.schema import ReadContext
from generator.config.toml_tables import TomlTable
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import TranslationRecord
from generator.problem_collector import quote

_KEYS = ("from", "paragraphs")
_DIGESTS = lazy_compile(r"[0-9a-f]{8}(?: [0-9a-f]{8})*")


def read_translations(table: TomlTable, context: ReadContext) -> tuple[TranslationRecord, ...]:
    """Read the records of translations.

    Args:
        table: The whole file: for the key of each event, a table for each translation.
        context: The languages of the site.
    """
    codes = {language.code for language in context.languages}
    records = []
    for event in table.read_tables():
        for inner in event.read_tables():
            inner.check_keys(_KEYS, {}, ())
            key, language = inner.path[-2:]
            original, digests = inner.read_text("from"), inner.read_text("paragraphs")
            for code in (language, original):
                if code not in codes:
                    message = say("the site has no language %(code)s", code=quote(code))
                    hint = say("one of: %(codes)s", codes=", ".join(sorted(codes)))
                    table.file.error(inner.path, "config-value", message, hint)
                    break
            else:
                if _DIGESTS.fullmatch(digests):
                    paragraphs = tuple(digests.split())
                    records.append(TranslationRecord(key, language, original, paragraphs))
                else:
                    message = say(
                        "%(digests)s are not the hashes of paragraphs", digests=quote(digests)
                    )
                    hint = say(
                        "write them again: tarikh translated %(key)s --lang %(language)s",
                        key=key,
                        language=language,
                    )
                    table.file.error(inner.path, "config-value", message, hint)
    return tuple(records)
