"""JUnit's XML: a file is a suite, a submission is a test, which fails where the run does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from summarylint.model import SEVERITIES, Failure, Finding, Report, Row
from summarylint.reporters import Style
from summarylint.reporters.escapes import xml
from summarylint.reporters.problems import FAILURE, failure_message, finding_message, shown
from summarylint.reporters.visible import visible

_WORDS = {
    "zh": {
        "submission": "第{number}篇 {title}", "outside": "不属于任何一篇的文字", "file": "读取文件", "run": "（本次检查）",
        "count": "共{n}处，其中：{first}",
    },
    "en": {
        "submission": "submission {number}: {title}", "outside": "text of no submission", "file": "reading", "run": "(the run)",
        "count": "{n} findings, among them: {first}",
    },
}  # fmt: skip


class _Test(NamedTuple):
    """A test case: what went wrong in it, what is only told, and what could not be checked."""

    name: str
    failing: list[Finding]
    told: list[Finding]
    failures: list[Failure]


def write(report: Report, style: Style) -> str:
    """One test a submission: it fails by findings as grave as `style.fail_on`, others stand in its output.

    A failure of a file is an error of a test of its own, as it may leave no submission.
    """
    suites = _suites(report, style)
    tests = [test for suite in suites.values() for test in suite]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="summarylint" {_counts(tests)}>']
    for path, suite in suites.items():
        name = xml(path or _WORDS[style.lang]["run"])
        lines.append(f'<testsuite name="{name}" {_counts(suite)}>')
        for test in suite:
            lines += _case(test, name, style)
        lines.append("</testsuite>")
    lines.append("</testsuites>")
    return "".join(line + "\n" for line in lines)


def _suites(report: Report, style: Style) -> dict[str, list[_Test]]:
    """The tests of each file, in the order of its submissions, each with its findings."""
    words = _WORDS[style.lang]
    grave = () if style.fail_on == "never" else SEVERITIES[: SEVERITIES.index(style.fail_on) + 1]
    of_part: dict[tuple[str, int | None], list[Finding]] = {}
    for finding in shown(report, style):
        of_part.setdefault((finding.path, finding.submission), []).append(finding)

    def test(name: str, found: Iterable[Finding]) -> _Test:
        parts: tuple[list[Finding], list[Finding]] = ([], [])
        for finding in found:
            parts[finding.suppressed is not None or finding.severity not in grave].append(finding)
        return _Test(name, *parts, [])

    suites: dict[str, list[_Test]] = {}
    for failure in report.failures:
        suite = suites.setdefault(failure.path, [_Test(words["file"], [], [], [])])
        suite[0].failures.append(failure)
    for row in report.rows:
        if row.start is not None:
            found = of_part.pop((row.path, row.number), [])
            suites.setdefault(row.path, []).append(test(_name(row, style), found))
        elif row.path not in suites:
            suites[row.path] = [test(words["file"], of_part.pop((row.path, None), []))]
    for (path, number), found in of_part.items():
        name = words["outside"] if number is None else words["submission"].format(number=number, title="").rstrip(": ")
        suites.setdefault(path, []).append(test(name, found))
    return suites


def _name(row: Row, style: Style) -> str:
    title = visible(row.title or "")
    return _WORDS[style.lang]["submission"].format(number=row.number, title=title).rstrip(": ")


def _counts(tests: list[_Test]) -> str:
    failures = sum(bool(test.failing) for test in tests)
    errors = sum(len(test.failures) for test in tests)
    return f'tests="{len(tests)}" failures="{failures}" errors="{errors}"'


def _case(test: _Test, classname: str, style: Style) -> Iterator[str]:
    opening = f'  <testcase name="{xml(test.name)}" classname="{classname}"'
    if not (test.failing or test.told or test.failures):
        yield opening + "/>"
        return
    yield opening + ">"
    for failure in test.failures:
        message = xml(failure_message(failure.message, style))
        yield f'    <error type="{FAILURE}" message="{message}">{xml(failure.stage)}</error>'
    if test.failing:
        # Readers show one failure of a test, so there is one, with all lines.
        gravest = min(test.failing, key=lambda finding: SEVERITIES.index(finding.severity))
        message = finding_message(gravest, style)
        if len(test.failing) > 1:
            message = _WORDS[style.lang]["count"].format(n=len(test.failing), first=message)
        yield f'    <failure type="{xml(gravest.rule)}" message="{xml(message)}">'
        yield from (_line(finding, style) for finding in test.failing)
        yield "    </failure>"
    if test.told:
        yield "    <system-out>"
        yield from (_line(finding, style) for finding in test.told)
        yield "    </system-out>"
    yield "  </testcase>"


def _line(finding: Finding, style: Style) -> str:
    message = finding_message(finding, style)
    return xml(f"{finding.start.line}:{finding.start.column}: {finding.severity}: {finding.rule} {message}")
