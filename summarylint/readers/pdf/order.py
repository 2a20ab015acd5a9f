"""The characters of a PDF line from left to right: some programs draw those of a second font after all others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import bidirectional

_TOLERANCE = 0.1
"""Of a character's height: by how much one that stands left of the one before it may overlap it."""
_GAP = 0.2
"""Of a character's height: what is a blank between two characters."""
_ONE_LINE = 1.8
"""Height of a line to the width of its widest character, above which it may be two lines in one."""
_LEFTWARDS = frozenset(("R", "AL", "AN"))


class Drawn(NamedTuple):
    """Characters of a line, each with its index on the page (-1: put in by pdfium) and its left and right in points."""

    text: str
    indices: Sequence[int]
    lefts: Sequence[float]
    rights: Sequence[float]


def in_order(drawn: Drawn, height: float) -> Drawn:
    """`drawn` as it is read; blanks are put in anew where characters had to be moved. `height` is in points."""
    real = [row for row in zip(drawn.lefts, drawn.rights, drawn.text, drawn.indices, strict=True) if row[3] >= 0]
    tolerance = _TOLERANCE * height
    backwards = sum(two[0] < one[0] and two[1] <= one[0] + tolerance for one, two in pairwise(real))
    # A line that goes to the left all along stands upside down.
    if not backwards or 2 * backwards > len(real) - 1:
        return drawn
    if height > _ONE_LINE * max(right - left for left, right, _, _ in real):
        return drawn
    if any(bidirectional(character) in _LEFTWARDS for character in drawn.text):
        return drawn
    rows: list[tuple[float, float, str, int]] = []
    for row in sorted(real, key=lambda row: row[0]):
        if rows and row[0] - rows[-1][1] > _GAP * height and not (rows[-1][2].isspace() or row[2].isspace()):
            rows.append((rows[-1][1], row[0], " ", -1))
        rows.append(row)
    lefts, rights, characters, indices = zip(*rows, strict=True)
    return Drawn("".join(characters), indices, lefts, rights)
