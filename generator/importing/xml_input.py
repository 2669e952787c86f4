"""Parse XML of other programs, without the declarations by which a small file can become huge."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from contextlib import suppress
from typing import NoReturn
from xml.parsers import expat

from generator.importing.records import ImportFailure
from generator.messages import say


class _RootReached(Exception):
    """The first element begins: no declaration can follow."""


def parse_xml(text: str) -> ET.Element:
    """Parse a text of XML.

    Raises:
        ImportFailure: It is not valid, or declares a document type, and with it perhaps entities.
    """
    guard = expat.ParserCreate("utf-8")
    guard.StartDoctypeDeclHandler = _refuse
    guard.StartElementHandler = _stop
    # What is not valid is reported below.
    with suppress(_RootReached, expat.ExpatError):
        guard.Parse(text.encode(), True)
    try:
        return ET.fromstring(text)
    except ET.ParseError as error:
        line, column = error.position
        message = say(
            "it is not valid XML: %(errorstring)s", errorstring=expat.ErrorString(error.code)
        )
        raise ImportFailure(message, "export it again", line, column + 1) from None


def local_name(tag: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def _refuse(*_: object) -> NoReturn:
    message = "it declares a document type (<!DOCTYPE), which no export or feed needs"
    raise ImportFailure(message, "delete the declaration if you trust the file")


def _stop(*_: object) -> NoReturn:
    raise _RootReached
