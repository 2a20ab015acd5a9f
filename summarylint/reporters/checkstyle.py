"""The XML report of Checkstyle, which many services and editors read."""

from __future__ import annotations

from summarylint.model import Report
from summarylint.reporters import Style
from summarylint.reporters.escapes import xml
from summarylint.reporters.problems import Problem, problems


def write(report: Report, style: Style) -> str:
    """One `error` element for each finding and failure; the format has no end of a place."""
    of_file: dict[str, list[Problem]] = {}
    for problem in problems(report, style):
        of_file.setdefault(problem.path, []).append(problem)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">']
    for path, found in of_file.items():
        lines += [f'<file name="{xml(path)}">', *map(_error, found), "</file>"]
    lines.append("</checkstyle>")
    return "".join(line + "\n" for line in lines)


def _error(problem: Problem) -> str:
    return (
        f'  <error line="{problem.line}" column="{problem.column}" severity="{problem.severity}" '
        f'message="{xml(problem.message)}" source="{xml(problem.rule)}"/>'
    )
