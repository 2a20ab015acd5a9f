"""Wrapped lines put together into paragraphs, rows of tables, and a document."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from summarylint.comments import without_comments
from summarylint.errors import Said
from summarylint.model import HIDDEN, Block, Document, line_starts
from summarylint.patterns import Pattern
from summarylint.readers.outline import blocks_of_line, with_run_in_headings
from summarylint.readers.pdf.lines import Line
from summarylint.readers.pdf.origin import Origin
from summarylint.readers.text import BLANKS

_LEAD = Pattern(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条部]|\d{1,2}[.．、](?!\d)|[•·▪●■◆○\-–—*]\s"
)
_SENTENCE_ENDS = frozenset("。！？；：!?;:.”）)")
_TAKES_NO_START = frozenset("，。、；：！？）》”’」』】%％,.;:!?)")
_TAKES_NO_END = frozenset("（《“‘「『【([{")
_QUOTES = frozenset("“”‘’")
_HYPHENS = "\u0002-\u00ad"


class Reflow:
    """Puts lines together into paragraphs, and the paragraphs into a document."""

    def __init__(self, lines: list[Line], widths: Sequence[float]) -> None:
        self.lines = lines
        self.widths = widths
        self.tabs = _tabs(lines)
        sizes = sorted(line.size for line in lines)
        self.size = sizes[len(sizes) // 2] if sizes else 1.0
        lefts = Counter(round(line.left) for line in lines if abs(line.size - self.size) < self.size / 6)
        self.left = lefts.most_common(1)[0][0] if lefts else 0.0
        self.rights: dict[int, float] = {}
        for line in lines:
            width = round(widths[line.page])
            self.rights[width] = max(self.rights.get(width, 0.0), line.right)
        gaps = sorted(
            above.bottom - below.bottom
            for above, below in pairwise(lines)
            if above.page == below.page and 0 < above.bottom - below.bottom < 4 * above.size
        )
        self.gap = gaps[len(gaps) // 4] if gaps else 0.0
        """Between lines of one paragraph: the smaller ones are those."""
        self.texts: list[str] = []
        self.length = 0
        self.origin = Origin(array("q"), array("q"), array("q"), array("q"))
        self.places: list[tuple[int, Mapping[str, str]]] = []
        self.starts_of_tables: set[int] = set()

    def document(self, name: str, margins: list[Line], problem: Said | None) -> Document:
        """The document: what the pages say, and behind it what their margins repeat."""
        page = -1
        before: Line | None = None
        for number, line in enumerate(self.lines):
            is_row = number in self.tabs
            if before is not None:
                if is_row or number - 1 in self.tabs or not self.goes_on(before, line):
                    self.put("\n")
                else:
                    self.join(before, line)
            if line.page != page:
                page = line.page
                self.places.append((self.length, {"zh": f"第{page + 1}页", "en": f"page {page + 1}"}))
            if is_row:
                self.starts_of_tables.add(self.length)
            self.add(line, self.tabs.get(number, frozenset()))
            before = line
        for line in margins:
            self.put("\n")
            self.places.append((self.length, {"zh": "页眉页脚", "en": "page header or footer"}))
            self.add(line, frozenset())
        self.put("\n")
        text = "".join(self.texts)
        prose = without_comments(text)
        starts = line_starts(prose)
        blocks = with_run_in_headings(prose, list(self._blocks(prose, starts)))
        return Document(
            name, "pdf", text, prose, starts, tuple(blocks), None, {}, problem, tuple(self.places), self.origin
        )

    def _blocks(self, prose: str, starts: Sequence[int]) -> Iterator[Block]:
        for start, following in zip(starts, (*starts[1:], len(prose) + 1), strict=True):
            written = prose[start : following - 1]
            kept = written.strip(BLANKS + HIDDEN)
            if not kept:
                continue
            first = start + written.index(kept)
            if start in self.starts_of_tables:
                yield Block("table", first, first + len(kept))
            else:
                yield from blocks_of_line(prose, first, first + len(kept))

    def goes_on(self, before: Line, line: Line) -> bool:
        """Whether a paragraph goes on from one line to the next."""
        size = before.size
        width = self.widths[before.page]
        if not 0.85 < line.size / size < 1.18:
            return False
        if before.page == line.page:
            drop = before.bottom - line.bottom
            if drop > max(1.35 * self.gap, 1.2 * size) and drop > self.gap + 0.3 * size:
                return False
        right = max(self.rights[round(width)], width - self.left)
        if before.right - before.left < width * 0.35 or right - before.right > _first_width(line) + 0.6 * size:
            return False
        if line.left - self.left > 1.2 * size and line.left - before.left > -0.5 * size:
            # Indented, and more than the line before, or no less: a paragraph starts.
            return False
        return not (before.text[-1] in _SENTENCE_ENDS and _LEAD.match(line.text))

    def join(self, before: Line, line: Line) -> None:
        """Take up the next line of a paragraph: a word goes on behind a hyphen, Chinese without a blank."""
        last, first = before.text[-1], line.text[0]
        if last in _HYPHENS and len(before.text) > 1 and before.text[-2].isalpha() and first.islower():
            self.take_back()
        elif not (_is_wide(last) or _is_wide(first)):
            self.put(" ")

    def take_back(self) -> None:
        """Leave out the hyphen that the text ends with."""
        self.texts[-1] = self.texts[-1][:-1]
        self.length -= 1
        _, lengths, _, _ = self.origin
        if lengths and self.origin.starts[-1] + lengths[-1] > self.length:
            lengths[-1] -= 1

    def put(self, text: str) -> None:
        """Add to the text what no page has."""
        self.texts.append(text)
        self.length += len(text)

    def add(self, line: Line, tabs: frozenset[int]) -> None:
        """Put a line to the text; blanks that pdfium put in between Chinese and Latin are left out again."""
        kept: list[str] = []
        starts, lengths, pages, indices = self.origin
        for number, (character, index) in enumerate(zip(line.text, line.indices, strict=True)):
            if character == " " and number in tabs:
                character = "\t"  # noqa: PLW2901 (the same place, otherwise written)
                index = -1  # noqa: PLW2901
            elif character == " " and index < 0:
                beside = line.text[number - 1 : number] + line.text[number + 1 : number + 2]
                wide = sum(map(_is_wide, beside))
                is_mark = _LIST_MARK.fullmatch(line.text[:number]) is not None
                if (wide == 1 and not is_mark) or (wide == 2 and not _is_blank(line, number, beside)):
                    continue
            character = "-" if character == "\u0002" else " " if character in "\u00a0\f\r\n" else character  # noqa: PLW2901
            if index >= 0:
                at = self.length + len(kept)
                goes_on = bool(starts) and starts[-1] + lengths[-1] == at and indices[-1] + lengths[-1] == index
                if goes_on and pages[-1] == line.page:
                    lengths[-1] += 1
                else:
                    starts.append(at)
                    lengths.append(1)
                    pages.append(line.page)
                    indices.append(index)
            kept.append(character)
        self.put("".join(kept))


def _first_width(line: Line) -> float:
    """Of what a line cannot be parted from its start: a word, or a character with the marks about it."""
    end = 1
    while end < len(line.text) and _is_glued(line.text[end - 1], line.text[end]):
        end += 1
    return line.rights[end - 1] - line.lefts[0]


def _is_glued(one: str, two: str) -> bool:
    """Whether no line ends between two characters; Word and LibreOffice keep a quotation mark with both beside it."""
    if two in _TAKES_NO_START or one in _QUOTES or two in _QUOTES or one in _TAKES_NO_END:
        return True
    return two != " " and not _is_wide(two) and (one in _TAKES_NO_START or (one != " " and not _is_wide(one)))


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—·"


def _gap(line: Line, number: int) -> float:
    """The room around the blank at `number`."""
    if not 0 < number < len(line.text) - 1:
        return 0.0
    return line.lefts[number + 1] - line.rights[number - 1]


def _is_blank(line: Line, number: int, beside: str) -> bool:
    """Whether the room between two wide characters was written as a blank, and no line was stretched for it."""
    gap = _gap(line, number)
    if gap > _SURE_BLANK * line.size:
        return True
    if not beside.isalpha():
        return False
    drawn = [at for at, index in enumerate(line.indices) if index >= 0 and _is_wide(line.text[at])]
    rooms = sorted(line.lefts[two] - line.rights[one] for one, two in pairwise(drawn))
    return gap > rooms[(len(rooms) - 1) // 2] + _BLANK * line.size


_SURE_BLANK, _BLANK = 0.8, 0.15
"""Of a line's height: room for a wide blank, and for what a narrow one is wider than other gaps of its line."""
_LIST_MARK = re.compile(r"\d{1,2}[.．、)）]|[（(].{1,3}[)）]|[•·▪●○■◆–—*-]|[一二三四五六七八九十]{1,3}、")
_FEWEST_ROWS = 3
_CELL_GAP = 0.4


def _tabs(lines: Sequence[Line]) -> dict[int, frozenset[int]]:
    """Rows of tables by line, with the blanks that part their cells: three lines or more with gaps one below another."""
    gaps = [_wide_gaps(line) for line in lines]
    found: dict[int, frozenset[int]] = {}
    first = 0
    for number in range(1, len(lines) + 1):
        if number < len(lines) and gaps[number] and _are_aligned(lines, gaps, number):
            continue
        if gaps[first] and number - first >= _FEWEST_ROWS:
            found |= {row: frozenset(gaps[row]) for row in range(first, number)}
        first = number
    return found


def _wide_gaps(line: Line) -> list[int]:
    gaps = [
        number
        for number, character in enumerate(line.text)
        if character == " " and line.indices[number] < 0 and _gap(line, number) > _CELL_GAP * line.size
    ]
    if len(gaps) == 1 and _LIST_MARK.fullmatch(line.text[: gaps[0]]):
        return []
    return gaps


def _are_aligned(lines: Sequence[Line], gaps: Sequence[Sequence[int]], number: int) -> bool:
    above, below = lines[number - 1], lines[number]
    if above.page != below.page or len(gaps[number - 1]) != len(gaps[number]) or above.bottom <= below.bottom:
        return False
    return all(
        any(abs(one - other) < 3 for one, other in zip(upper, lower, strict=True))
        for upper, lower in zip(_cells(above, gaps[number - 1]), _cells(below, gaps[number]), strict=True)
    )


def _cells(line: Line, gaps: Sequence[int]) -> list[tuple[float, float, float]]:
    """Left, right and middle of each cell."""
    edges = [-1, *gaps, len(line.text)]
    found = []
    for start, end in pairwise(edges):
        left, right = line.lefts[start + 1], line.rights[end - 1]
        found.append((left, right, (left + right) / 2))
    return found
