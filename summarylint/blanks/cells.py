"""Forms in tables: a label, and beside it a cell with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from summarylint.blanks.labels import is_label
from summarylint.blanks.types import Blank, Words
from summarylint.patterns import Literals, lines_with

_BARS = Literals(("\t", "|"))
_BLANKS = " 　\xa0\ufffc"
_LONGEST_LABEL = 16
_MOST_HEADS = 2
"""Rows at the top of a table that may be its head."""


class _Cell(NamedTuple):
    start: int
    end: int
    """Without the blanks around its words."""
    column: int
    is_label: bool


class _Row(NamedTuple):
    columns: int
    cells: tuple[_Cell, ...]
    """Those that are filled."""
    holds_digits: bool
    """An entry does, and the head of a table seldom."""


def cell_blanks(text: str, words: Words) -> Iterator[Blank]:
    """The labels of `text` whose cell beside is empty; in doubt where nobody filled in any of the table.

    A cell may reach over several columns, and its neighbour then looks empty: only what no such cell explains counts.
    """
    if "\t" not in text and "|" not in text:
        return
    table: list[_Row] = []
    end = -2
    for start, line_end in lines_with(_BARS, text):
        if start != end + 1:
            yield from _of_table(table)
            table = []
        table.append(_row(text, start, line_end, words.labels))
        end = line_end
    yield from _of_table(table)


def _row(text: str, start: int, end: int, labels: tuple[str, ...]) -> _Row:
    line = text[start:end]
    bar = "\t" if "\t" in line else "|"
    entries = line.split(bar)
    if bar == "|":
        # Markdown's bars stand at both ends of a row.
        drop = len(entries) > 2 and not entries[0].strip(_BLANKS)
        if drop:
            start += len(entries.pop(0)) + 1
        if len(entries) > 1 and not entries[-1].strip(_BLANKS):
            entries.pop()
    cells = []
    at = start
    for column, entry in enumerate(entries):
        kept = entry.strip(_BLANKS)
        if kept:
            first = at + entry.index(kept)
            named = len(kept) <= _LONGEST_LABEL and is_label(kept, labels)
            cells.append(_Cell(first, first + len(kept), column, named))
        at += len(entry) + 1
    return _Row(len(entries), tuple(cells), any(character.isdigit() for character in line))


def _of_table(rows: list[_Row]) -> Iterator[Blank]:
    if not any(cell.is_label for row in rows for cell in row.cells):
        return
    filled = any(
        one.is_label and not other.is_label and other.column == one.column + 1
        for row in rows
        for one, other in zip(row.cells, row.cells[1:], strict=False)
    )
    for number, row in enumerate(rows):
        if _is_head(row):
            continue
        below = rows[number + 1] if number + 1 < len(rows) and number < _MOST_HEADS else None
        for cell, other in zip(row.cells, (*row.cells[1:], None), strict=True):
            beside = other.column if other else row.columns
            if not cell.is_label or beside <= cell.column + 1 or (other and not other.is_label):
                continue
            if not _heads_column(cell, row, below):
                yield Blank(cell.start, cell.end, "line", "unknown", doubt=0 if filled else 2)


def _is_head(row: _Row) -> bool:
    """Whether labels stand side by side, as they do at the head of a table and not in a form."""
    return any(
        one.is_label and other.is_label and other.column == one.column + 1
        for one, other in zip(row.cells, row.cells[1:], strict=False)
    )


def _heads_column(cell: _Cell, row: _Row, below: _Row | None) -> bool:
    """Whether what stands below a label is an entry for it; in a row of two it is one more label."""
    if below is None or row.holds_digits or (row.columns == 2 and cell.column == 0):
        return False
    return any(one.column == cell.column and not one.is_label for one in below.cells)
