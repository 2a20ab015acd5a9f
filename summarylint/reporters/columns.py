"""Columns in the code units of UTF-16 or UTF-8, for formats whose readers count those and not code points."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from summarylint.model import Document, Position

UTF16 = ("utf-16-le", 2)
UTF8 = ("utf-8", 1)
"""An encoding, and the bytes of one of its units."""

_STEP = 1024


class Columns:
    """The columns of one document in units of an encoding.

    A line may be the whole of a long document and have a finding in every clause, so its start is not counted from
    each time: the units before every 1024th code point are known.
    """

    def __init__(self, document: Document, encoding: tuple[str, int]) -> None:
        self._document = document
        self._name, self._unit = encoding
        text = document.text
        lengths = (self._length(text[at : at + _STEP]) for at in range(0, len(text), _STEP))
        self._before = [0, *accumulate(lengths)]

    def of(self, position: Position) -> int | None:
        """The column from 1; None for a position that is not of this document."""
        starts = self._document.line_starts
        if position.line > len(starts) or position.offset > len(self._document.text):
            return None
        start = starts[position.line - 1]
        if start + position.column - 1 != position.offset:
            return None
        return self._units(position.offset) - self._units(start) + 1

    def position(self, offset: int) -> Position:
        """Line and column, in code points, of an offset."""
        starts = self._document.line_starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1, offset)

    def _units(self, offset: int) -> int:
        step = offset // _STEP
        return self._before[step] + self._length(self._document.text[step * _STEP : offset])

    def _length(self, text: str) -> int:
        # A text may hold lone surrogates; a unit is a unit all the same.
        return len(text.encode(self._name, "surrogatepass")) // self._unit
