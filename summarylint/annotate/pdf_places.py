"""Where the characters of a PDF page stand, as pdfium sees them; only the worker may open a file with this.

All places are in the page's own system of coordinates, in points, as annotations want them: a page that is shown
turned, or of which only a part is shown, has the same ones.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from summarylint.annotate.pdf_errors import PdfError

_SKEW = 0.1
"""Radians by which a line may slope and still be level."""
_LIKE_ANYTHING = frozenset(" -\ufffd")
"""Characters that the reader writes for several others."""


class Box(NamedTuple):
    """Edges of a rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    def turned(self, quarters: int) -> Box:
        """Where it comes to lie when all is turned around the origin, counterclockwise."""
        (x, y), (other_x, other_y) = turned(self.left, self.bottom, quarters), turned(self.right, self.top, quarters)
        return Box(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))


class Stretch(NamedTuple):
    """Neighbours on one line, in a system turned so that the line runs from left to right."""

    quarters: int
    """By how much the line is turned on the page, counterclockwise."""
    is_level: bool
    box: Box

    def joined(self, other: Stretch) -> Stretch | None:
        """Both as one, where the other goes on with the line."""
        mine, theirs = self.box, other.box
        overlap = min(mine.top, theirs.top) - max(mine.bottom, theirs.bottom)
        lower = min(mine.top - mine.bottom, theirs.top - theirs.bottom)
        if self.quarters != other.quarters or not (self.is_level and other.is_level):
            return None
        if overlap < lower / 2 or theirs.left < mine.left:
            return None
        edges = (mine.left, min(mine.bottom, theirs.bottom), max(mine.right, theirs.right), max(mine.top, theirs.top))
        return self._replace(box=Box(*edges))

    def corners(self) -> tuple[float, ...]:
        """On the page, x and y by turns: upper left, upper right, lower left, lower right, as the line is read.

        The standard wants them counterclockwise; this is the order that Acrobat writes, and all viewers with it.
        """
        left, bottom, right, top = self.box
        corners = ((left, top), (right, top), (left, bottom), (right, bottom))
        return tuple(value for corner in corners for value in turned(*corner, self.quarters))


class Pages:
    """The pages of a file; raises PdfError where pdfium can't open it."""

    def __init__(self, content: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            raise PdfError("damaged") from None

    def __len__(self) -> int:
        return len(self._document)

    def stretches(self, number: int, runs: Sequence[tuple[int, str]]) -> list[list[Stretch]]:
        """For each run of characters on a page, its first index and its text, where it stands, a stretch for a line.

        Raises PdfError where other characters stand there.
        """
        page = self._document[number]
        text = page.get_textpage()
        count = text.count_chars()
        try:
            return [joined(_characters(text.raw, count, first, words)) for first, words in runs]
        finally:
            text.close()
            page.close()

    def frame(self, number: int) -> tuple[Box, int]:
        """What is shown of a page, and by how many quarters it is turned for that, clockwise."""
        page = self._document[number]
        try:
            return Box(*page.get_bbox()), page.get_rotation() // 90
        finally:
            page.close()

    def look(self, number: int) -> tuple[int, int]:
        """How many annotations and how many characters a page has."""
        page = self._document[number]
        text = page.get_textpage()
        try:
            return pdfium.FPDFPage_GetAnnotCount(page.raw), text.count_chars()
        finally:
            text.close()
            page.close()


def turned(x: float, y: float, quarters: int) -> tuple[float, float]:
    """A point, turned around the origin counterclockwise."""
    for _ in range(quarters % 4):
        x, y = -y, x
    return x, y


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches in the order of the text, with those of one line as one."""
    found: list[Stretch] = []
    for stretch in stretches:
        both = found[-1].joined(stretch) if found else None
        if both is None:
            found.append(stretch)
        else:
            found[-1] = both
    return found


def _characters(text: Any, count: int, first: int, words: str) -> Iterator[Stretch]:
    """A stretch for each character that takes room."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    for index, expected in enumerate(words, first):
        if index >= count or not _is_like(expected, pdfium.FPDFText_GetUnicode(text, index)):
            raise PdfError("another")
        pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
        edges = Box(box.left, box.bottom, box.right, box.top)
        if not all(map(math.isfinite, edges)) or edges.left >= edges.right or edges.bottom >= edges.top:
            continue
        pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
        angle = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        quarters = round(angle)
        yield Stretch(quarters % 4, abs(angle - quarters) * math.pi / 2 < _SKEW, edges.turned(-quarters))


def _is_like(expected: str, code: int) -> bool:
    # Beyond U+FFFF pdfium gives two halves where wide characters have 16 bits; the index is that of the second.
    return expected in _LIKE_ANYTHING or expected > "\uffff" or ord(expected) == code
