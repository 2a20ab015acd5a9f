"""A summary for the page of a CI job: what to do with each submission, then the findings by file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from summarylint.model import Finding, Report, Row
from summarylint.products import MARKDOWN_MARK
from summarylint.reporters import Style
from summarylint.reporters.problems import finding_message, shown
from summarylint.reporters.visible import cut, visible

_WORDS = {
    "zh": {
        "return": "退回", "review": "复核", "accept": "通过", "unchecked": "未能检查",
        "error": "错误", "warning": "警告", "info": "提示",
        "head": "| 结论 | 文件 | 篇 | 标题 | 问题 |", "findings": "问题", "failures": "未能检查的",
        "totals": "{files}个文件，{submissions}篇：退回{return}，复核{review}，通过{accept}，未能检查{unchecked}。",
        "counted": "{n}处问题，已豁免{suppressed}处。", "more": "另有{n}条未列出", "none": "没有发现问题。", "run": "本次检查",
    },
    "en": {
        "return": "return", "review": "review", "accept": "accept", "unchecked": "unchecked",
        "error": "error", "warning": "warning", "info": "info",
        "head": "| verdict | file | submission | title | findings |", "findings": "Findings", "failures": "Could not be checked",
        "totals": "files: {files}, submissions: {submissions}; to return: {return}, to review: {review}, accepted: {accept}, unchecked: {unchecked}.",
        "counted": "Findings: {n}, suppressed: {suppressed}.", "more": "{n} more not listed", "none": "Nothing found.", "run": "the run",
    },
}  # fmt: skip
_VERDICTS = ("unchecked", "return", "review", "accept")
_MOST_ROWS, _MOST_FAILURES, _MOST_FINDINGS = 100, 50, 250
_PATH_COLUMNS, _TEXT_COLUMNS = 80, 160
"""At most so many, a page of nothing but marks to escape stays under the mebibyte that GitHub takes of a step."""
_MARKS = re.compile(r"[\\`*_{}\[\]<>&|~$#!]")
_LINKS = re.compile(r"(?<=:)(?=//)|(?<=@)(?=\w)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where an address or a name begins that GitHub makes a link of, or tells its bearer of."""


def write(report: Report, style: Style) -> str:
    """The page; submissions with the gravest verdicts first, and for what is cut how many more there are."""
    return "".join(line + "\n" for line in _lines(report, style, _WORDS[style.lang]))


def _lines(report: Report, style: Style, words: dict[str, str]) -> Iterator[str]:
    found = shown(report, style)
    yield MARKDOWN_MARK
    yield "# summarylint"
    yield ""
    verdicts = Counter(row.verdict for row in report.rows)
    yield words["totals"].format(
        files=report.files,
        submissions=sum(row.start is not None for row in report.rows),
        **{verdict: verdicts[verdict] for verdict in _VERDICTS},
    )
    counted = len(report.counted())
    yield words["counted"].format(n=counted, suppressed=len(report.findings) - counted)
    if report.rows:
        yield ""
        yield from _table(report.rows, words)
    if report.failures:
        yield from ("", f"## {words['failures']}", "")
        for failure in report.failures[:_MOST_FAILURES]:
            # A failure of the whole run has no path.
            yield (
                f"- {_path(failure.path)}: {_text(failure.message)}"
                if failure.path
                else f"- **{words['run']}** {_text(failure.message)}"
            )
        yield from _more(len(report.failures) - _MOST_FAILURES, words)
    if found:
        yield from ("", f"## {words['findings']}")
        yield from _by_file(found, style, words)
    elif not report.failures:
        yield from ("", words["none"])


def _table(rows: Sequence[Row], words: dict[str, str]) -> Iterator[str]:
    yield words["head"]
    yield "| --- | --- | ---: | --- | ---: |"
    for row in sorted(rows, key=lambda row: _VERDICTS.index(row.verdict))[:_MOST_ROWS]:
        number = row.number if row.start else ""
        title = _text(row.title or "", _PATH_COLUMNS)
        yield f"| {words[row.verdict]} | {_path(row.path)} | {number} | {title} | {row.findings} |"
    if len(rows) > _MOST_ROWS:
        yield ""
        yield words["more"].format(n=len(rows) - _MOST_ROWS)


def _by_file(found: Sequence[Finding], style: Style, words: dict[str, str]) -> Iterator[str]:
    of_file: dict[str, list[Finding]] = {}
    for finding in found[:_MOST_FINDINGS]:
        of_file.setdefault(finding.path, []).append(finding)
    for path, here in of_file.items():
        yield from ("", f"### {_path(path)}", "")
        for finding in here:
            message = _fitting(finding_message(finding, style), _TEXT_COLUMNS)
            place = f"{finding.start.line}:{finding.start.column}"
            yield f"- {place} **{words[finding.severity]}** {message} ({_text(finding.rule)})"
    yield from _more(len(found) - _MOST_FINDINGS, words)


def _more(number: int, words: dict[str, str]) -> Iterator[str]:
    if number > 0:
        yield from ("", words["more"].format(n=number))


def _path(path: str) -> str:
    return _text(path, _PATH_COLUMNS)


def _text(text: str, columns: int = _TEXT_COLUMNS) -> str:
    return _fitting(visible(text), columns)


def _fitting(text: str, columns: int) -> str:
    """A visible text in which no mark, address or name means anything to Markdown, cut."""
    # Combining characters take no column, and a text may be nothing else.
    if len(text) > 2 * columns:
        text = text[: 2 * columns] + "…"
    text = cut(text, columns)
    return _LINKS.sub("<!-- -->", _MARKS.sub(r"\\\g<0>", text))
