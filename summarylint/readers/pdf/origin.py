"""Where the characters of a document stand in its PDF file."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import NamedTuple


class Run(NamedTuple):
    """Characters of a document's text that stand side by side on one page."""

    start: int
    """Offset of the first in the text."""
    page: int
    """From 0."""
    first: int
    """Index of the first, as pdfium counts them on the page."""
    length: int


class Origin(NamedTuple):
    """Where the characters of a document's text stand: a row for each run of neighbours on one page."""

    starts: array[int]
    lengths: array[int]
    pages: array[int]
    indices: array[int]

    def runs(self, start: int, end: int) -> list[Run]:
        """Where `text[start:end]` stands; what was put in between is left out."""
        found = []
        for row in range(max(bisect_right(self.starts, start) - 1, 0), len(self.starts)):
            first, last = max(self.starts[row], start), min(self.starts[row] + self.lengths[row], end)
            if self.starts[row] >= end:
                break
            if first < last:
                index = self.indices[row] + first - self.starts[row]
                found.append(Run(first, self.pages[row], index, last - first))
        return found
