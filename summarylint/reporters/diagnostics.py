"""Reviewdog's diagnostics, as plain values; columns are bytes of UTF-8, ends exclusive.

Source: reviewdog/reviewdog, proto/rdf/reviewdog.proto.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from summarylint.model import Document, Failure, Finding, Position, Report
from summarylint.reporters import Style
from summarylint.reporters.columns import UTF8, Columns
from summarylint.reporters.escapes import encodable
from summarylint.reporters.problems import FAILURE, failure_message, finding_message, shown
from summarylint.reporters.visible import visible

SOURCE = {"name": "summarylint"}
_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def diagnostics(report: Report, style: Style) -> Iterator[dict[str, Any]]:
    """Failures first, on the first line of their file; then findings."""
    for failure in report.failures:
        yield _failure(failure, style)
    columns_of: dict[str, Columns] = {}
    for finding in shown(report, style):
        for path in (finding.path, *(other.path for other in finding.related)):
            if path not in columns_of and path in report.documents:
                columns_of[path] = Columns(report.documents[path], UTF8)
        yield _finding(finding, style, columns_of, report.documents.get(finding.path))


def _failure(failure: Failure, style: Style) -> dict[str, Any]:
    return {
        "message": failure_message(failure.message, style),
        "location": {"path": encodable(failure.path or "."), "range": {"start": {"line": 1}}},
        "severity": "ERROR",
        "code": {"value": FAILURE},
    }


def _finding(
    finding: Finding, style: Style, columns_of: dict[str, Columns], document: Document | None
) -> dict[str, Any]:
    columns = columns_of.get(finding.path)
    location: dict[str, Any] = {"path": encodable(finding.path)}
    if not finding.place:
        location["range"] = _range(finding.start, finding.end, columns)
    found: dict[str, Any] = {
        "message": finding_message(finding, style),
        "location": location,
        "severity": _SEVERITIES["info" if finding.suppressed else finding.severity],
        "code": {"value": visible(finding.rule)},
    }
    if finding.fix and finding.fix.edits and document and columns and not finding.place:
        found["suggestions"] = [_suggestion(finding, document, columns)]
    if finding.related:
        found["related_locations"] = [
            {
                "message": visible(other.message),
                "location": {
                    "path": encodable(other.path),
                    "range": _range(other.start, other.end, columns_of.get(other.path)),
                },
            }
            for other in finding.related
        ]
    return found


def _range(start: Position, end: Position, columns: Columns | None) -> dict[str, Any]:
    """From start to end; whole lines, which have no columns, where the document is not there to count bytes in."""
    first = columns.of(start) if columns else None
    last = columns.of(end) if columns else None
    if first is None or last is None:
        ends_before = end.column == 1 and end.line > start.line
        return {"start": {"line": start.line}, "end": {"line": end.line - ends_before}}
    return {"start": {"line": start.line, "column": first}, "end": {"line": end.line, "column": last}}


def _suggestion(finding: Finding, document: Document, columns: Columns) -> dict[str, Any]:
    """The fix as one replacement: several suggestions would be alternatives."""
    assert finding.fix
    edits = sorted(finding.fix.edits)
    first, last = edits[0].span.start, max(edit.span.end for edit in edits)
    parts, at = [], first
    for edit in edits:
        parts += [document.text[at : edit.span.start], edit.text]
        at = edit.span.end
    return {
        "range": _range(columns.position(first), columns.position(last), columns),
        "text": encodable("".join(parts)),
    }
