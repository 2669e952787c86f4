"""The events as JSON, with everything that the site knows of them, and the schema of that file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from generator.exports.escaping import compact_json
from generator.views.exports import ExportView, RecordView
from generator.views.pages import CitationView, LinkView, TextView, WhenView


def write_events_json(view: ExportView, records: Sequence[str]) -> bytes:
    """A collection as JSON (`SCHEMA`), one event a line, oldest first."""
    collection = view.collection
    base = collection.base
    head = compact_json(
        {
            "$schema": base + "events.schema.json",
            "id": collection.id,
            "title": collection.title,
            **({"description": collection.description} if collection.description else {}),
            "language": collection.language.code,
            "direction": collection.language.dir,
            "url": base + collection.home,
            "updated": collection.stamp,
            **_terms(view),
        }
    )
    lines = "\n" + ",\n".join(records) + "\n" if records else ""
    return f'{head[:-1]},"events":[{lines}]}}\n'.encode()


def _terms(view: ExportView) -> dict[str, dict[str, Any]]:
    """The names of all tags and sources that events refer to by their ids."""
    tags: dict[str, LinkView] = {}
    sources: dict[str, LinkView] = {}
    for each in view.collection.records:
        tags.update(zip(each.tag_ids, each.event.tags, strict=True))
        sources.update(
            (identity, cited.name)
            for identity, cited in zip(each.source_ids, each.citations, strict=True)
        )
    base = view.collection.base
    return {
        name: {
            identity: {"name": link.text, "language": link.lang, "url": base + link.path}
            for identity, link in sorted(terms.items())
        }
        for name, terms in (("tags", tags), ("sources", sources))
    }


def event_json(record: RecordView, base: str) -> str:
    """A record as a JSON object."""
    event = record.event
    made: dict[str, Any] = {
        "id": record.id,
        "key": record.key,
        "url": base + event.path,
        "language": event.lang,
        "title": event.title,
    }
    if event.summary:
        made["summary"] = event.summary
    made["date"] = _date(event.when)
    made["status"] = event.status
    if event.place is not None:
        made["place"] = _text(event.place)
    made["tags"] = record.tag_ids
    made["sources"] = [
        _citation(identity, cited)
        for identity, cited in zip(record.source_ids, record.citations, strict=True)
    ]
    if record.published is not None:
        made["published"] = record.published.edtf
    if record.updated is not None:
        made["updated"] = record.updated.edtf
    if record.corrections:
        made["corrections"] = [
            {"date": each.date.edtf, "note": each.note} for each in record.corrections
        ]
    if record.image is not None:
        image = {"url": base + record.image.path, "alt": record.image.alt}
        made["image"] = image | ({"credit": record.image.credit} if record.image.credit else {})
    others = [
        {"language": code, "url": base + path}
        for code, path in record.translations
        if code != event.lang
    ]
    if others:
        made["translations"] = others
    return compact_json(made)


def _date(when: WhenView) -> dict[str, Any]:
    made: dict[str, Any] = {"edtf": when.edtf, "text": when.text}
    if when.hijri:
        made["hijri"] = when.hijri
    return made


def _text(text: TextView) -> dict[str, str]:
    return {"text": text.text, "language": text.lang}


def _citation(identity: str, cited: CitationView) -> dict[str, Any]:
    made: dict[str, Any] = {"source": identity}
    if cited.title is not None:
        made["title"] = cited.title.text
    if cited.url:
        made["url"] = cited.url
    if cited.published is not None:
        made["published"] = cited.published.edtf
    if cited.accessed is not None:
        made["accessed"] = cited.accessed.edtf
    if cited.via is not None:
        made["via"] = cited.via.text
    if cited.archived:
        made["archived"] = cited.archived
    if cited.quote is not None:
        made["quote"] = _text(cited.quote)
    return made


SCHEMA: Final = """\
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "The events of a chronology",
  "description": "What events.json holds: the events of one language, one tag or one source, \
oldest first. Dates are EDTF (ISO 8601-2) and never more precise than they are known.",
  "type": "object",
  "required": [
    "id", "title", "language", "direction", "url", "updated", "tags", "sources", "events"
  ],
  "additionalProperties": false,
  "properties": {
    "$schema": {"type": "string", "format": "uri-reference"},
    "id": {"type": "string", "format": "uri", "description": "Names the collection for ever."},
    "title": {"type": "string", "minLength": 1},
    "description": {"type": "string"},
    "language": {"$ref": "#/$defs/language"},
    "direction": {"enum": ["ltr", "rtl"]},
    "url": {"$ref": "#/$defs/address"},
    "updated": {
      "type": "string",
      "format": "date-time",
      "description": "The newest date that the texts give for themselves."
    },
    "tags": {"$ref": "#/$defs/terms", "description": "The tags of the events, by their ids."},
    "sources": {"$ref": "#/$defs/terms", "description": "Who is cited, by their ids."},
    "events": {"type": "array", "items": {"$ref": "#/$defs/event"}}
  },
  "$defs": {
    "language": {"type": "string", "minLength": 2, "description": "A BCP 47 tag."},
    "address": {"type": "string", "format": "uri-reference"},
    "edtf": {
      "type": "string",
      "minLength": 1,
      "description": "A date as EDTF, level 1: 2014, 2024-09, 2024-11~, ../2026, 2024-09/2025-09."
    },
    "terms": {
      "type": "object",
      "additionalProperties": {
        "type": "object",
        "required": ["name", "language", "url"],
        "additionalProperties": false,
        "properties": {
          "name": {"type": "string"},
          "language": {"$ref": "#/$defs/language"},
          "url": {"$ref": "#/$defs/address", "description": "Its page on this site."}
        }
      }
    },
    "text": {
      "type": "object",
      "required": ["text", "language"],
      "additionalProperties": false,
      "properties": {"text": {"type": "string"}, "language": {"$ref": "#/$defs/language"}}
    },
    "event": {
      "type": "object",
      "required": [
        "id", "key", "url", "language", "title", "date", "status", "tags", "sources"
      ],
      "additionalProperties": false,
      "properties": {
        "id": {
          "type": "string",
          "format": "uri",
          "description": "Names this text of the event for ever."
        },
        "key": {"type": "string", "description": "What the texts of one event share."},
        "url": {"$ref": "#/$defs/address"},
        "language": {"$ref": "#/$defs/language"},
        "title": {"type": "string"},
        "summary": {"type": "string"},
        "date": {
          "type": "object",
          "required": ["edtf", "text"],
          "additionalProperties": false,
          "properties": {
            "edtf": {"$ref": "#/$defs/edtf"},
            "text": {"type": "string", "description": "The same in the file's language."},
            "hijri": {"type": "string", "description": "The same in the Islamic calendar."}
          }
        },
        "status": {
          "enum": ["occurred", "announced", "expected", "alleged", "disputed", "denied"]
        },
        "place": {"$ref": "#/$defs/text"},
        "tags": {
          "type": "array",
          "items": {"type": "string", "description": "A key of the file's tags."}
        },
        "sources": {"type": "array", "items": {"$ref": "#/$defs/source"}},
        "published": {"$ref": "#/$defs/edtf", "description": "When the text appeared."},
        "updated": {"$ref": "#/$defs/edtf", "description": "When the text was changed."},
        "corrections": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["date", "note"],
            "additionalProperties": false,
            "properties": {"date": {"$ref": "#/$defs/edtf"}, "note": {"type": "string"}}
          }
        },
        "image": {
          "type": "object",
          "required": ["url", "alt"],
          "additionalProperties": false,
          "properties": {
            "url": {"$ref": "#/$defs/address"},
            "alt": {"type": "string"},
            "credit": {"type": "string"}
          }
        },
        "translations": {
          "type": "array",
          "description": "The same event in other languages.",
          "items": {
            "type": "object",
            "required": ["language", "url"],
            "additionalProperties": false,
            "properties": {
              "language": {"$ref": "#/$defs/language"},
              "url": {"$ref": "#/$defs/address"}
            }
          }
        }
      }
    },
    "source": {
      "type": "object",
      "required": ["source"],
      "additionalProperties": false,
      "properties": {
        "source": {"type": "string", "description": "Who says so: a key of the file's sources."},
        "title": {"type": "string", "description": "The report's headline."},
        "url": {"type": "string", "format": "uri-reference"},
        "published": {"$ref": "#/$defs/edtf"},
        "accessed": {"$ref": "#/$defs/edtf"},
        "via": {"type": "string", "description": "Through whom it was had."},
        "archived": {"type": "string", "format": "uri-reference"},
        "quote": {"$ref": "#/$defs/text"}
      }
    }
  }
}
"""
