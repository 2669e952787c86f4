"""What commands print: problems and reports as text, as JSON, and as annotations of GitHub."""

from generator.console.entries import (
    events_as_json,
    format_diff,
    format_duplicate,
    format_events,
    format_terms,
)
from generator.console.errors import format_edit_error, format_internal_error, format_os_error
from generator.console.imports import format_import, format_import_failure
from generator.console.problems import (
    check_as_json,
    count_severities,
    format_check,
    format_problem,
    format_problems,
    github_annotation,
)
from generator.console.reports import format_overview, format_summary, report_as_json
from generator.console.words import escape_invisible, quote_argument

__all__ = [
    "check_as_json",
    "count_severities",
    "escape_invisible",
    "events_as_json",
    "format_check",
    "format_diff",
    "format_duplicate",
    "format_edit_error",
    "format_events",
    "format_import",
    "format_import_failure",
    "format_internal_error",
    "format_os_error",
    "format_overview",
    "format_problem",
    "format_problems",
    "format_summary",
    "format_terms",
    "github_annotation",
    "quote_argument",
    "report_as_json",
]
