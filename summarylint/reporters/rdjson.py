"""Reviewdog's JSON: all diagnostics in one object."""

from __future__ import annotations

import json

from summarylint.model import Report
from summarylint.reporters import Style
from summarylint.reporters.diagnostics import SOURCE, diagnostics


def write(report: Report, style: Style) -> str:
    """The report, one diagnostic a line."""
    encoded = json.JSONEncoder(ensure_ascii=False).encode
    found = ",\n".join(map(encoded, diagnostics(report, style)))
    return f'{{"source": {encoded(SOURCE)}, "diagnostics": [\n{found}\n]}}\n'
