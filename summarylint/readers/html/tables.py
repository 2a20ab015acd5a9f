"""Rows of tables: a line each between bars, or the lines of their cells where they hold text."""

from __future__ import annotations

from typing import NamedTuple

from summarylint.readers.html.lines import Line
from summarylint.readers.html.source import Piece

_LONGEST_CELL = 120
"""Code points of a cell that may stand in a line with others; a form with whole paragraphs in cells is no table."""
_MOST_PADDING = 200_000


class Cell(NamedTuple):
    """What a cell says, and how many columns and rows it spans."""

    lines: list[Line]
    columns: int
    rows: int


class Table:
    """One table: how many of its rows are lines, and which columns a cell from above still covers."""

    def __init__(self) -> None:
        self.rows = 0
        self.number = 0
        self.covered: dict[int, int] = {}


class Tables:
    """All tables of a page: how many have a number, and how many cells were made for what spans several."""

    def __init__(self) -> None:
        self._numbered = 0
        self._padding = 0

    def lines(self, cells: list[Cell], table: Table) -> list[Line]:
        """A row as one line between bars, or the lines of its cells where they hold more than a few words."""
        plain = [line for cell in cells for line in cell.lines]
        filled = sum(any(line.length for line in cell.lines) for cell in cells)
        is_wide = any(
            sum(line.length for line in cell.lines) > _LONGEST_CELL or any(line.kind == "table" for line in cell.lines)
            for cell in cells
        )
        covered = {column for column, rows in table.covered.items() if rows > 0}
        # 单位：万元 over all columns stands above the table and not in it.
        divides = len(cells) == 1 and cells[0].columns > 1 and table.rows > 0
        if is_wide or not filled or (len(cells) + len(covered) < 2 and not divides):
            self._placed(cells, table)
            return plain
        if not table.number:
            self._numbered += 1
            table.number = self._numbered
        table.rows += 1
        row = Line("table", table.number << 32 | table.rows)
        for cell in self._placed(cells, table):
            row.add(Piece(" | " if row.length else "| ", -1, -1))
            is_first = True
            for line in cell.lines if cell else ():
                if not line.length:
                    continue
                if not is_first:
                    row.add(Piece(" ", -1, -1))
                is_first = False
                row.pieces += line.pieces
                row.length += line.length
        row.add(Piece(" |", -1, -1))
        return [row]

    def _placed(self, cells: list[Cell], table: Table) -> list[Cell | None]:
        """The cells of a row by column, None where one reaches over from the left or from above."""
        placed: list[Cell | None] = []

        def pass_covered() -> None:
            while table.covered.get(len(placed), 0) > 0 and self._padding < _MOST_PADDING:
                table.covered[len(placed)] -= 1
                self._padding += 1
                placed.append(None)

        for cell in cells:
            pass_covered()
            for number in range(cell.columns if self._padding < _MOST_PADDING else 1):
                if cell.rows > 1:
                    table.covered[len(placed)] = cell.rows - 1
                self._padding += number > 0
                placed.append(None if number else cell)
        pass_covered()
        return placed
