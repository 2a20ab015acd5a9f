"""Comma-separated values for spreadsheets: a row for each failure and finding, every cell quoted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from summarylint.model import Finding, Report
from summarylint.reporters import Style
from summarylint.reporters.problems import FAILURE, failure_message, shown
from summarylint.reporters.visible import visible

COLUMNS = (
    "path", "submission", "line", "column", "end_line", "end_column", "place", "severity", "rule", "message", "excerpt",
    "context", "suppressed", "status", "fingerprint",
)  # fmt: skip
_FORMULA = tuple("=+-@＝＋－＠")


def write(report: Report, style: Style) -> str:
    """The table, its head in English as programs go by it; columns of a line are code points.

    There is no byte order mark in it: a file for Excel needs one before it.
    """
    written = io.StringIO()
    rows = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n")
    rows.writerow(COLUMNS)
    for failure in report.failures:
        message = failure_message(failure.message, style)
        told = [failure.path, "", "", "", "", "", "", "error", FAILURE, message, "", "", "", "", ""]
        rows.writerow(map(_harmless, told))
    for finding in shown(report, style):
        rows.writerow(map(_harmless, _cells(finding)))
    return written.getvalue()


def _cells(finding: Finding) -> Iterator[str]:
    yield finding.path
    yield "" if finding.submission is None else str(finding.submission)
    for position in (finding.start, finding.end):
        yield from (str(position.line), str(position.column))
    yield from (finding.place, finding.severity, finding.rule, finding.message, finding.excerpt, finding.context)
    suppressed = finding.suppressed
    yield (
        f"{suppressed.by}: {suppressed.reason}"
        if suppressed and suppressed.reason
        else suppressed.by
        if suppressed
        else ""
    )
    yield finding.status or ""
    yield finding.fingerprint


def _harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what looks like one."""
    text = visible(text)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
