"""Reviewdog's JSON lines: one diagnostic a line, each with its source."""

from __future__ import annotations

from summarylint.model import Report
from summarylint.reporters import Style
from summarylint.reporters.diagnostics import SOURCE, diagnostics
from summarylint.reporters.escapes import json_line


def write(report: Report, style: Style) -> str:
    """The report; nothing where there is nothing to say."""
    return "".join(json_line({**found, "source": SOURCE}) + "\n" for found in diagnostics(report, style))
