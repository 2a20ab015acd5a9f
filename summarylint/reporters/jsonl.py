"""JSON lines: one finding a line, then one failure a line, with the keys of the JSON report."""

from __future__ import annotations

from summarylint.model import Report
from summarylint.reporters import Style
from summarylint.reporters.escapes import json_line
from summarylint.reporters.problems import shown
from summarylint.reporters.records import finding_record


def write(report: Report, style: Style) -> str:
    """The report; only a finding has the key `rule`, only a failure has `stage`."""
    lines = [json_line(finding_record(finding)) for finding in shown(report, style)]
    lines += [json_line(failure._asdict()) for failure in report.failures]
    return "".join(line + "\n" for line in lines)
