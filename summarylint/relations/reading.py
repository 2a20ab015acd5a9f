"""One submission read for its numbers, once for all kinds of statements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from summarylint.model import Submission
from summarylint.numbers import Blank, Quantity, quantities, unfilled
from summarylint.patterns import Pattern

_SENTENCE = Pattern(r"(?:[^。！？!?\n.]|\.(?![ \n]+[A-Z\"“]|\s*$))+[。！？!?.]?")
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
        found, number = self.quantities, 0
        end = self.submission.start
        while number < len(found):
            match = _SENTENCE.match(
                self.prose, max(end, self._sentence_start(found[number].start, end)), self.submission.end
            )
            if match is None:
                number += 1
                continue
            end = match.end()
            first = number
            while number < len(found) and found[number].start < end:
                number += 1
            if number - first >= _LEAST:
                yield Sentence(match.start(), end, tuple(found[first:number]))
            elif number == first:
                number += 1

    def _sentence_start(self, at: int, earliest: int) -> int:
        """Where the sentence around `at` starts, not before `earliest`."""
        return 1 + max(self.prose.rfind(mark, earliest, at) for mark in "。！？!?\n") if earliest < at else at

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
