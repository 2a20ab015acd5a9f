"""One finding a line, for the problem lists of editors: `path:line:column: severity: rule message`."""

from __future__ import annotations

from summarylint.model import Report
from summarylint.reporters import Style
from summarylint.reporters.visible import visible


def write(report: Report, style: Style) -> str:
    """The report, failures first."""
    lines = [
        f"{visible(failure.path) or '-'}:1:1: error: {failure.stage} {visible(failure.message)}"
        for failure in report.failures
    ]
    for finding in report.findings:
        if finding.suppressed is None or style.show_suppressed:
            mark = " (suppressed)" if finding.suppressed else ""
            lines.append(
                f"{visible(finding.path)}:{finding.start.line}:{finding.start.column}: "
                f"{finding.severity}: {finding.rule} {visible(finding.message)}{mark}"
            )
    return "".join(line + "\n" for line in lines)
