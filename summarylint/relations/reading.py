"""One submission read for its numbers, once for all kinds of statements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from summarylint.model import Submission
from summarylint.numbers import Blank, Quantity, quantities, unfilled
from summarylint.patterns import Pattern

_END = Pattern(r"[。！？!?\n]|\.(?=[ \n]+[A-Z\"“]|\s*\Z)")
_LEAST = 2
"""Quantities that a statement takes."""


_MASKED = Pattern(r"[0-9０-９xXｘＸ×＊*△□○]{1,6}(?=[^\W\d_a-zA-Z万亿千百.．,，])")
_LEADING, _TRAILING = "1", "9"


def _possible(prose: str, blank: Blank) -> Quantity | None:
    """Every number that has the length of a blank, as one quantity; None where a scale or a point is in it."""
    match = _MASKED.match(prose, blank.start, blank.end)
    if match is None or not blank.digits:
        return None
    from fractions import Fraction

    digits = [character if character.isdigit() else "" for character in match[0]]
    low = "".join(digit or ("0" if place else _LEADING) for place, digit in enumerate(digits))
    high = "".join(digit or _TRAILING for digit in digits)
    least, most = Fraction(int(low)), Fraction(int(high))
    return Quantity(
        blank.start,
        blank.end,
        least,
        least,
        most,
        blank.unit,
        "count",
        Fraction(1),
        hard=False,
        approximate=False,
        number_start=blank.start,
        number_end=match.end(),
    )


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
        return list(self._parted(self.quantities))

    def _parted(self, found: Sequence[Quantity]) -> Iterator[Sentence]:
        number, start = 0, self.submission.start
        ends = [match.end() for match in _END.compiled.finditer(self.prose, start, self.submission.end)]
        for end in (*ends, self.submission.end):
            first = number
            while number < len(found) and found[number].start < end:
                number += 1
            if number - first >= _LEAST:
                yield Sentence(start, end, tuple(found[first:number]))
            start = end

    @cached_property
    def sentences_with_blanks(self) -> list[Sentence]:
        """The sentences in which a number was left out whose length is known, as what it may be: xx个 is 10 to 99."""
        if not self.blanks:
            return []
        possible = [one for blank in self.blanks if (one := _possible(self.prose, blank)) is not None]
        starts = [one.start for one in possible]
        found = sorted([*self.quantities, *possible])
        sentences = self._parted(found)
        return [one for one in sentences if bisect_left(starts, one.start) < bisect_left(starts, one.end)]

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
