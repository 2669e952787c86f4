"""Files other than pages: feeds, data exports and sitemaps, each a pure function of its view.

`registry` lists the export formats; each has a module of its own.
"""

from generator.exports.format import ExportFormat, FileFormat, Scope, SimpleFormat
from generator.exports.record_cache import RecordCache
from generator.exports.registry import FORMATS, Formats

__all__ = [
    "FORMATS",
    "ExportFormat",
    "FileFormat",
    "Formats",
    "RecordCache",
    "Scope",
    "SimpleFormat",
]
