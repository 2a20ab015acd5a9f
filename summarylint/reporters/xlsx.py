"""An Excel workbook for those who hand work back: findings, submissions and failures on a sheet each."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from summarylint.errors import ConfigError, Said
from summarylint.model import Finding, Report, Row
from summarylint.reporters import Style
from summarylint.reporters.problems import shown
from summarylint.reporters.visible import visible

_WORDS = {
    "zh": {
        "findings": "问题", "submissions": "篇目", "failures": "未能检查",
        "return": "退回", "review": "复核", "accept": "通过", "unchecked": "未能检查",
        "error": "错误", "warning": "警告", "info": "提示", "more": "另有{n}条未列出",
        "finding_head": "文件 篇 行 列 位置 级别 问题 原文 上下文 规则 已豁免 编号",
        "submission_head": "文件 篇 标题 单位 结论 问题数", "failure_head": "文件 环节 原因",
    },
    "en": {
        "findings": "findings", "submissions": "submissions", "failures": "not checked",
        "return": "return", "review": "review", "accept": "accept", "unchecked": "unchecked",
        "error": "error", "warning": "warning", "info": "info", "more": "{n} more not listed",
        "finding_head": "file submission line column place severity message excerpt context rule suppressed fingerprint",
        "submission_head": "file submission title unit verdict findings", "failure_head": "file stage reason",
    },
}  # fmt: skip
_FINDING_WIDTHS = (24, 6, 6, 6, 12, 8, 48, 24, 40, 26, 16, 18)
_SUBMISSION_WIDTHS = (24, 6, 40, 20, 10, 8)
_FAILURE_WIDTHS = (32, 10, 80)
_COLORS = {"error": "#FFC7CE", "return": "#FFC7CE", "unchecked": "#E4DFEC", "warning": "#FFEB9C", "review": "#FFEB9C"}
_LONGEST_CELL = 32_767
"""UTF-16 units that Excel takes; XlsxWriter leaves out a longer text."""
_MOST_ROWS = 1_048_576
"""Of a sheet, its head included."""
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 (Excel knows no zones)
"""Always the same, so that the same report is the same file."""
_MISSING = Said(
    "the xlsx format needs XlsxWriter: pip install 'summarylint[xlsx]'",
    "xlsx格式需要XlsxWriter：pip install 'summarylint[xlsx]'",
)

_Cell = str | int | None


def write(report: Report, style: Style) -> bytes:
    """The workbook; texts stay texts, whatever they look like.

    Raises ConfigError where XlsxWriter is not installed.
    """
    try:
        xlsxwriter = importlib.import_module("xlsxwriter")
    except ImportError as error:
        raise ConfigError(_MISSING) from error
    words = _WORDS[style.lang]
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"title": "summarylint", "created": _CREATED})
        sheets = _Sheets(book, words)
        findings = shown(report, style)
        sheets.add("findings", _FINDING_WIDTHS, (_finding(one, words) for one in findings), len(findings))
        sheets.add("submissions", _SUBMISSION_WIDTHS, (_row(one, words) for one in report.rows), len(report.rows))
        if report.failures:
            sheets.add("failures", _FAILURE_WIDTHS, report.failures, len(report.failures))
    return written.getvalue()


class _Sheets:
    def __init__(self, book: Any, words: dict[str, str]) -> None:
        self.book = book
        self.words = words
        self.head = book.add_format({"bold": True, "bottom": 1})
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})
        self.colored = {
            words[name]: book.add_format({"text_wrap": True, "valign": "top", "bg_color": color})
            for name, color in _COLORS.items()
        }

    def add(self, name: str, widths: Sequence[int], rows: Iterable[Sequence[_Cell]], count: int) -> None:
        """A sheet with a head that stays in sight; what is beyond the last row of a sheet is counted in it."""
        sheet = self.book.add_worksheet(self.words[name])
        for column, (title, width) in enumerate(zip(self.words[f"{name[:-1]}_head"].split(), widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, self.head)
        sheet.freeze_panes(1, 0)
        most = _MOST_ROWS - 1 if count < _MOST_ROWS else _MOST_ROWS - 2
        for number, row in enumerate(rows, 1):
            if number > most:
                sheet.write_string(number, 0, self.words["more"].format(n=count - most), self.plain)
                break
            for column, cell in enumerate(row):
                self.write(sheet, number, column, cell)
        sheet.autofilter(0, 0, min(count, most), len(widths) - 1)

    def write(self, sheet: Any, row: int, column: int, cell: _Cell) -> None:
        """One cell; a number so that it sorts as one, anything else as a text."""
        if isinstance(cell, int):
            sheet.write_number(row, column, cell, self.plain)
        elif cell:
            sheet.write_string(row, column, _fitting(cell), self.colored.get(cell, self.plain))


def _finding(finding: Finding, words: dict[str, str]) -> tuple[_Cell, ...]:
    suppressed = finding.suppressed
    return (
        finding.path,
        finding.submission,
        finding.start.line,
        finding.start.column,
        finding.place,
        words[finding.severity],
        finding.message,
        finding.excerpt,
        finding.context,
        finding.rule,
        (suppressed.reason or suppressed.by) if suppressed else None,
        finding.fingerprint,
    )


def _row(row: Row, words: dict[str, str]) -> tuple[_Cell, ...]:
    number = row.number if row.start else None
    return (row.path, number, row.title, row.unit, words[row.verdict], row.findings)


def _fitting(text: str) -> str:
    """A text as a cell takes it: without what XML can't hold, and not too long."""
    text = visible(text).replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")
    if len(text) * 2 <= _LONGEST_CELL:
        return text
    units = text.encode("utf-16-le")
    if len(units) // 2 <= _LONGEST_CELL:
        return text
    return units[: (_LONGEST_CELL - 1) * 2].decode("utf-16-le", "ignore") + "…"
