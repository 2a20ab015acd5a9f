"""Findings and failures alike, for formats that know one kind of entry: a place, a severity and a message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from summarylint.model import Finding, Report
from summarylint.reporters import Style
from summarylint.reporters.visible import visible

FAILURE = "summarylint/failure"
"""Stands where a finding has its rule."""

_WORDS = {
    "zh": {"failed": "未能检查：{message}", "suppressed": "{message}（已豁免）", "place": "{place}：{message}"},
    "en": {"failed": "could not be checked: {message}", "suppressed": "{message} (suppressed)", "place": "{place}: {message}"},
}  # fmt: skip


class Problem(NamedTuple):
    """One entry; line and column count from 1, in code points."""

    path: str
    line: int
    column: int
    end_line: int
    severity: str
    rule: str
    message: str
    """On one line, and harmless to a terminal."""
    fingerprint: str
    placed: bool
    """Whether the message tells a place, as lines are not those of the file."""


def problems(report: Report, style: Style) -> Iterator[Problem]:
    """Failures first, as errors on the first line; a failure of no file is the folder's."""
    for failure in report.failures:
        message = failure_message(failure.message, style)
        yield Problem(failure.path or ".", 1, 1, 1, "error", FAILURE, message, failure.stage, placed=False)
    for finding in shown(report, style):
        yield Problem(
            finding.path,
            finding.start.line,
            finding.start.column,
            max(finding.start.line, finding.end.line),
            "info" if finding.suppressed else finding.severity,
            finding.rule,
            finding_message(finding, style),
            finding.fingerprint,
            bool(finding.place),
        )


def shown(report: Report, style: Style) -> list[Finding]:
    """The findings to report: suppressed ones only where the style asks for them."""
    return [finding for finding in report.findings if finding.suppressed is None or style.show_suppressed]


def failure_message(message: str, style: Style) -> str:
    """What to say of a failure where nothing else shows that it is one."""
    return _WORDS[style.lang]["failed"].format(message=visible(message))


def finding_message(finding: Finding, style: Style) -> str:
    """What to say of a finding where only its message is shown: with its place, and whether it counts."""
    words = _WORDS[style.lang]
    message = visible(finding.message)
    if finding.place:
        message = words["place"].format(place=visible(finding.place), message=message)
    return words["suppressed"].format(message=message) if finding.suppressed else message
