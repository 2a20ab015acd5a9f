"""Workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from collections import Counter

from summarylint.model import SEVERITIES, Report
from summarylint.reporters import Style
from summarylint.reporters.problems import Problem, problems
from summarylint.reporters.visible import visible

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_MOST = 10
"""Of one level that GitHub keeps of a step; it drops the others without a word."""
_MORE = {"zh": "另有{n}条未列出：{counts}", "en": "{n} more not listed: {counts}"}


def write(report: Report, style: Style) -> str:
    """The gravest first, at most 10 of each level, then a line with how many more there are.

    Every line starts with words of ours, and submitted text never holds a line end, so none of it is a command.
    """
    lines = []
    given: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for problem in sorted(problems(report, style), key=lambda one: SEVERITIES.index(one.severity)):
        if given[problem.severity] < _MOST:
            given[problem.severity] += 1
            lines.append(_command(problem))
        else:
            left[_LEVELS[problem.severity]] += 1
    if left:
        counts = ", ".join(f"{level} {number}" for level, number in left.items())
        lines.append(_MORE[style.lang].format(n=left.total(), counts=counts))
    return "".join(line + "\n" for line in lines)


def _command(problem: Problem) -> str:
    """One command; where the end column belongs is not documented, so there is none."""
    properties = {"file": _path(problem.path)}
    if not problem.placed:
        properties |= {"line": str(problem.line), "endLine": str(problem.end_line)}
        if problem.line == problem.end_line:
            properties["col"] = str(problem.column)
    properties["title"] = problem.rule
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_LEVELS[problem.severity]} {written}::{_data(problem.message)}"


def _path(path: str) -> str:
    """A line end may be in a name, and is escaped; other controls would reach the log."""
    return "\n".join(visible(part) for part in path.split("\n"))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
