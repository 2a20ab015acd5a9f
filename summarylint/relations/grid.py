"""Tables in text: rows between pipes, with tabs, or aligned by blanks; each cell with its place in the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from summarylint.patterns import Pattern

_RULE = Pattern(r"[ \t|:：+\-—=]{3,400}$")
_GAP = Pattern(r"[ ]{2,}|[ ]*　[　 ]*|[ ]*\t[\t ]*")
_NUMBER = Pattern(
    r"(?P<sign>[-−－–]|[（(](?=\d[\d,.，]{0,16}[）)]))?[¥￥$£€]?(?P<digits>\d{1,3}(?:[,，]\d{3}){1,5}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)(?P<unit>%|％|[^\W\d_]{0,3})[）)]?$"
)
_BLANK = Pattern(
    r"(?:[xX×＊*]{1,8}(?:\.[xX×＊*]{1,4})?|[_＿]{1,40})(?:%|％|[^\W\d_]{0,3})$|[（(【\[][ 　]{1,20}[）)】\]]$"
    r"|[（(【\[]?(?:空|待[^\W\d_]{1,3}|未(?:填报?|统计|报送?))[）)】\]]?$|[?？]{1,4}$|(?i:tb[acd]|pending)$"
)
_FEWEST_ROWS, _FEWEST_CELLS = 3, 2


class Cell(NamedTuple):
    """One cell; offsets are the document's, without the blanks around it."""

    text: str
    start: int
    end: int

    @property
    def number(self) -> Number | None:
        """The number that is all the cell holds."""
        match = _NUMBER.match(self.text)
        if match is None:
            return None
        digits = match["digits"].replace(",", "").replace("，", "")
        value = Fraction(digits)
        places = len(digits.partition(".")[2])
        return Number(-value if match["sign"] else value, Fraction(1, 10**places), match["unit"])

    @property
    def is_blank(self) -> bool:
        """Whether a number was not filled in."""
        return _BLANK.match(self.text) is not None


class Number(NamedTuple):
    """A number in a cell, and what one more in its last digit would add."""

    value: Fraction
    ulp: Fraction
    unit: str


Table = Sequence[Sequence[Cell]]
"""Rows of cells, the rule below the header left out."""


def tables(prose: str, start: int, end: int) -> Iterator[list[list[Cell]]]:
    """The tables in a stretch of a document, in order."""
    rows: list[list[Cell]] = []
    form = ""
    at = start
    while at <= end:
        stop = prose.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = prose[at:stop]
        kind = (
            "|"
            if line.count("|") > 1 or (form == "|" and "|" in line)
            else "\t"
            if "\t" in line.strip()
            else " "
            if _GAP.search(line.strip())
            else ""
        )
        if kind == "|" and _RULE.match(line):
            at = stop + 1
            continue
        cells = _cells(line, at, kind) if kind else []
        if len(cells) < _FEWEST_CELLS or (form and kind != form):
            yield from _whole(rows)
            rows, form = [], ""
        if len(cells) >= _FEWEST_CELLS:
            rows.append(cells)
            form = kind
        at = stop + 1
    yield from _whole(rows)


def _whole(rows: list[list[Cell]]) -> Iterator[list[list[Cell]]]:
    if len(rows) < _FEWEST_ROWS:
        return
    width = max(map(len, rows))
    if sum(len(row) == width for row in rows) * 3 >= 2 * len(rows):
        yield [row for row in rows if len(row) == width]


def _cells(line: str, offset: int, kind: str) -> list[Cell]:
    spans: list[tuple[int, int]] = []
    if kind == " ":
        start = len(line) - len(line.lstrip(" 　\t"))
        for match in _GAP.compiled.finditer(line, start):
            spans.append((start, match.start()))
            start = match.end()
        spans.append((start, len(line)))
    else:
        start = 0
        for at, character in enumerate(line + kind):
            if character == kind:
                spans.append((start, at))
                start = at + 1
        if kind == "|":
            # Outer pipes enclose nothing.
            spans = spans[1 if line.lstrip().startswith("|") else 0 : -1 if line.rstrip().endswith("|") else len(spans)]
    return [_cell(line, offset, first, last) for first, last in spans]


def _cell(line: str, offset: int, start: int, end: int) -> Cell:
    text = line[start:end]
    # Emphasis of Markdown, but __ by itself is a blank.
    around = " 　\t*_" if text.strip(" 　\t*_") else " 　\t"
    kept = text.strip(around)
    first = start + len(text) - len(text.lstrip(around)) if kept else start
    return Cell(kept, offset + first, offset + first + len(kept))
