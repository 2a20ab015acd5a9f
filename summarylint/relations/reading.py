"""One submission read for its numbers, once for all kinds of statements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from summarylint.model import Submission
from summarylint.numbers import Blank, Quantity, quantities, unfilled
from summarylint.patterns import Pattern

_END = Pattern(r"[。！？!?\n]|\.(?=[ \n]+[A-Z\"“]|\s*\Z)")
_LEAST = 2
"""Quantities that a statement takes."""


class Sentence(NamedTuple):
    """A sentence with two quantities or more; all offsets are the document's."""

    start: int
    end: int
    quantities: tuple[Quantity, ...]


class Reading:
    """The quantities, blanks and sentences of one submission, found when first asked for."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        self.prose = submission.document.prose

    @cached_property
    def quantities(self) -> list[Quantity]:
        """All quantities, in order."""
        return quantities(self.prose, self.submission.start, self.submission.end)

    @cached_property
    def blanks(self) -> list[Blank]:
        """All numbers that were not filled in, in order."""
        return list(unfilled(self.prose, self.submission.start, self.submission.end))

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences that hold two quantities or more, in order."""
        return list(self._sentences())

    def _sentences(self) -> Iterator[Sentence]:
        found, number, start = self.quantities, 0, self.submission.start
        ends = [match.end() for match in _END.compiled.finditer(self.prose, start, self.submission.end)]
        for end in (*ends, self.submission.end):
            first = number
            while number < len(found) and found[number].start < end:
                number += 1
            if number - first >= _LEAST:
                yield Sentence(start, end, tuple(found[first:number]))
            start = end

    def blanks_in(self, start: int, end: int) -> list[Blank]:
        """The blanks that lie in a stretch."""
        first = bisect_left(self.blanks, start, key=lambda blank: blank.start)
        last = bisect_left(self.blanks, end, key=lambda blank: blank.start)
        return self.blanks[first:last]

    def quantities_in(self, start: int, end: int) -> list[Quantity]:
        """The quantities that lie in a stretch."""
        first = bisect_left(self.quantities, start, key=lambda one: one.start)
        last = bisect_left(self.quantities, end, key=lambda one: one.start)
        return [one for one in self.quantities[first:last] if one.end <= end]
