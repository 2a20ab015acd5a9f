"""The lines of PDF pages, and which of them are margins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from summarylint.readers.pdf.order import Drawn, in_order


class Line(NamedTuple):
    """One line of a page: its characters, each with its index on the page (-1: put in), and its box in points."""

    page: int
    text: str
    indices: Sequence[int]
    lefts: Sequence[float]
    rights: Sequence[float]
    bottom: float
    top: float

    @property
    def size(self) -> float:
        """Its height."""
        return max(self.top - self.bottom, 1.0)

    @property
    def left(self) -> float:
        """Where its first character starts."""
        return self.lefts[0]

    @property
    def right(self) -> float:
        """Where its last character ends."""
        return self.rights[-1]


def lines_of(number: int, page: Mapping[str, Any]) -> Iterator[Line]:
    """The lines of a page, `number` counted from 0, of what the worker says of it."""
    for *characters, bottom, top in page["lines"]:
        if bottom is None:
            continue
        text, indices, lefts, rights = in_order(Drawn(*characters), top - bottom)
        first = len(text) - len(text.lstrip(" \u00a0"))
        last = len(text.rstrip(" \u00a0"))
        if first < last:
            yield Line(
                number, text[first:last], indices[first:last], lefts[first:last], rights[first:last], bottom, top
            )


PAGE_NUMBER = re.compile(
    r"[-—–－·.\s]*(?:第\s*)?(?P<number>\d{1,4})\s*页?\s*(?:[/／，,]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·.\s]*|"
    r"[Pp]age\s+(?P<english>\d{1,4})(?:\s+of\s+\d{1,4})?"
)
_DIGITS = re.compile(r"\d+")
_MARGIN_LINES = 2
_MARGIN_SHARE = 0.12
"""Of a page's height, above and below, where headers and page numbers stand."""


def parted(lines: list[Line], heights: Sequence[float]) -> tuple[list[Line], list[Line]]:
    """The lines of the body, and those that the margins repeat, once each; page numbers are in neither."""
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    edges: list[Line] = []
    for page, there in by_page.items():
        ordered = sorted(there, key=lambda line: -line.top)
        outer = ordered[:_MARGIN_LINES] + ordered[max(_MARGIN_LINES, len(ordered) - _MARGIN_LINES) :]
        for line in outer if len(there) > 1 else ():
            height = heights[page]
            if line.bottom < height * _MARGIN_SHARE or line.top > height * (1 - _MARGIN_SHARE):
                edges.append(line)
    met = Counter(key for _, key in {(line.page, _key(line)) for line in edges})
    dropped: set[int] = set()
    margins: dict[str, Line] = {}
    for line in edges:
        key = _key(line)
        if PAGE_NUMBER.fullmatch(line.text.strip()):
            dropped.add(id(line))
        elif met[key] > 2 and met[key] * 2 > len(by_page):
            dropped.add(id(line))
            margins.setdefault(key, line)
    return [line for line in lines if id(line) not in dropped], list(margins.values())


def _key(line: Line) -> str:
    return f"{round(line.top)}{_DIGITS.sub('#', line.text)}"
