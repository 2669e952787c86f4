"""Events as JSON with everything that the site knows about them, and the schema of the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from generator.exports.escaping import compact_json, json_file, to_json
from generator.exports.format import ExportFormat, Scope
from generator.views.article import CitationView
from generator.views.exports import ExportView, RecordView
from generator.views.pictures import ImageView
from generator.views.shared import TextView, WhenView


def write_events_json(view: ExportView, records: Sequence[str]) -> bytes:
    """Write a collection as JSON (`SCHEMA`), one event a line, oldest first."""
    collection = view.collection
    base = collection.base
    head = {
        "$schema": base + "events.schema.json",
        "id": collection.id,
        "title": collection.title,
        **({"description": collection.description} if collection.description else {}),
        "language": collection.language.code,
        "direction": collection.language.dir,
        "url": base + collection.home,
        "updated": collection.modified_time,
        **_terms(view),
    }
    return json_file(head, "events", records)


def _terms(view: ExportView) -> dict[str, dict[str, Any]]:
    """Return the names of all tags and sources that the events refer to by their ids."""
    collection = view.collection
    return {
        name: {
            identity: {"name": link.text, "language": link.lang, "url": collection.base + link.path}
            for identity, link in terms
        }
        for name, terms in (("tags", collection.tags), ("sources", collection.sources))
    }


def event_json(record: RecordView, base: str) -> str:
    """Write a record as a JSON object."""
    event = record.event
    result: dict[str, Any] = {
        "id": record.id,
        "key": record.key,
        "url": base + event.path,
        "language": event.lang,
        "title": event.title,
    }
    if event.summary:
        result["summary"] = event.summary
    result["date"] = _date(event.when)
    result["status"] = event.status
    if event.place is not None:
        result["place"] = _text(event.place)
    result["tags"] = record.tag_ids
    result["sources"] = [
        _citation(identity, citation)
        for identity, citation in zip(record.source_ids, record.citations, strict=True)
    ]
    if record.published is not None:
        result["published"] = record.published.edtf
    if record.updated is not None:
        result["updated"] = record.updated.edtf
    if record.corrections:
        result["corrections"] = [
            {"date": correction.date.edtf, "note": correction.note}
            for correction in record.corrections
        ]
    if record.image is not None:
        result["image"] = _image(record.image, base)
    others = [
        {"language": code, "url": base + path}
        for code, path in record.translations
        if code != event.lang
    ]
    if others:
        result["translations"] = others
    if event.extra:
        result["extra"] = to_json(event.extra)
    return compact_json(result)


def _date(when: WhenView) -> dict[str, Any]:
    date: dict[str, Any] = {"edtf": when.edtf, "text": when.text}
    if when.is_within:
        date["within"] = True
    if when.hijri:
        date["hijri"] = when.hijri
    if when.original:
        date["original"] = when.original
    return date


def _text(text: TextView) -> dict[str, str]:
    return {"text": text.text, "language": text.lang}


def _image(image: ImageView, base: str) -> dict[str, Any]:
    """Return an image with what is known of it."""
    values = {
        "width": image.width,
        "height": image.height,
        "caption": image.caption,
        "credit": image.credit,
        "credit_url": image.credit_url,
        "license": image.license,
        "license_url": image.license_url,
    }
    known = {name: value for name, value in values.items() if value}
    return {"url": base + image.path, "alt": image.alt, **known}


def _citation(identity: str, citation: CitationView) -> dict[str, Any]:
    source: dict[str, Any] = {"source": identity}
    if citation.title is not None:
        source["title"] = citation.title.text
    if citation.url:
        source["url"] = citation.url
    if citation.published is not None:
        source["published"] = citation.published.edtf
    if citation.accessed is not None:
        source["accessed"] = citation.accessed.edtf
    if citation.via is not None:
        source["via"] = citation.via.text
    if citation.archived:
        source["archived"] = citation.archived
    if citation.quote is not None:
        source["quote"] = _text(citation.quote)
    if citation.says:
        source["says"] = [_text(text) for text in citation.says]
    return source


SCHEMA: Final = """\
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "The events of a chronology",
  "description": "The content of events.json: the events of one language, one tag or one source, \
oldest first. Dates are EDTF (ISO 8601-2) and never more precise than they are known.",
  "type": "object",
  "required": [
    "id", "title", "language", "direction", "url", "updated", "tags", "sources", "events"
  ],
  "additionalProperties": false,
  "properties": {
    "$schema": {"type": "string", "format": "uri-reference"},
    "id": {
      "type": "string",
      "format": "uri",
      "description": "Permanently identifies the collection."
    },
    "title": {"type": "string", "minLength": 1},
    "description": {"type": "string"},
    "language": {"$ref": "#/$defs/language"},
    "direction": {"enum": ["ltr", "rtl"]},
    "url": {"$ref": "#/$defs/address"},
    "updated": {
      "type": "string",
      "format": "date-time",
      "description": "The latest date of publication or update of the texts."
    },
    "tags": {"$ref": "#/$defs/terms", "description": "The tags of the events, by their ids."},
    "sources": {
      "$ref": "#/$defs/terms",
      "description": "The sources that the events cite, by their ids."
    },
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
          "description": "Permanently identifies this text of the event."
        },
        "key": {
          "type": "string",
          "description": "Identifies the event; the same in every language."
        },
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
            "text": {"type": "string", "description": "The same date in the file's language."},
            "within": {
              "const": true,
              "description": "The event took place at some time of the interval, and did not last \
that long."
            },
            "hijri": {"type": "string", "description": "The same date in the Islamic calendar."},
            "original": {
              "type": "string",
              "description": "The date as it was written, in another calendar than the Gregorian \
one."
            }
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
        "published": {"$ref": "#/$defs/edtf", "description": "When the text was published."},
        "updated": {"$ref": "#/$defs/edtf", "description": "When the text was last updated."},
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
            "width": {"type": "integer", "description": "In pixels."},
            "height": {"type": "integer", "description": "In pixels."},
            "caption": {"type": "string"},
            "credit": {"type": "string"},
            "credit_url": {"$ref": "#/$defs/address"},
            "license": {"type": "string"},
            "license_url": {"$ref": "#/$defs/address"}
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
        },
        "extra": {
          "type": "object",
          "description": "Data that the site's authors added."
        }
      }
    },
    "source": {
      "type": "object",
      "required": ["source"],
      "additionalProperties": false,
      "properties": {
        "source": {
          "type": "string",
          "description": "The cited source: a key of the file's sources."
        },
        "title": {"type": "string", "description": "The report's headline."},
        "url": {"type": "string", "format": "uri-reference"},
        "published": {"$ref": "#/$defs/edtf"},
        "accessed": {"$ref": "#/$defs/edtf"},
        "via": {
          "type": "string",
          "description": "The person or organization through which the source was obtained."
        },
        "archived": {"type": "string", "format": "uri-reference"},
        "quote": {"$ref": "#/$defs/text"},
        "says": {
          "type": "array",
          "items": {"$ref": "#/$defs/text"},
          "description": "What the source says of the event, in each language that it is given in."
        }
      }
    }
  }
}
"""


FORMAT = ExportFormat(
    name="json",
    label="JSON",
    file_name="events.json",
    media_type="application/json",
    scope=Scope.ALL,
    description=(
        "Everything that the site knows about the events, for programs; the schema is"
        " `events.schema.json` in the root of the site."
    ),
    write_record=event_json,
    write_file=write_events_json,
)
