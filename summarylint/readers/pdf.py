"""PDF: the text of its pages, wrapped lines put together into paragraphs, each character with its page and index.

pdfium reads the file in a process of its own with bounds, so that a file made to do harm ends that process only.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from summarylint.comments import without_comments
from summarylint.errors import Said, UnreadableError
from summarylint.model import HIDDEN, Block, Document, line_starts
from summarylint.patterns import Pattern
from summarylint.processes import run
from summarylint.readers.outline import blocks_of_line, with_run_in_headings
from summarylint.readers.pdf_order import Drawn, in_order
from summarylint.readers.text import BLANKS

MEMORY_BYTES = 1 << 30
SECONDS = 60
"""Of processor time; by the clock, twice that."""
MOST_PAGES = 2000
MOST_CHARACTERS = 3_000_000

FAULTS = {
    "password": Said(
        "a PDF file with a password; save it without one and check it again", "PDF文件加了密码；请取消密码后再检查"
    ),
    "security": Said(
        "a PDF file with unknown protection; save it without", "PDF文件的加密方式不支持；请取消加密后再检查"
    ),
    "damaged": Said(
        "a damaged PDF file, or none at all; make it again from its source",
        "PDF文件已损坏，或不是PDF；请从原文件重新导出",
    ),
    "memory": Said(
        f"a PDF file that takes more than {MEMORY_BYTES >> 20} MiB to read",
        f"读这个PDF文件要用{MEMORY_BYTES >> 20} MiB以上内存",
    ),
    "time": Said(f"a PDF file that takes longer than {SECONDS} s to read", f"读这个PDF文件超过{SECONDS}秒"),
    "pages": Said(
        f"a PDF file of more than {MOST_PAGES} pages; check it in parts", f"PDF文件超过{MOST_PAGES}页；请分开检查"
    ),
    "characters": Said(
        f"a PDF file of more than {MOST_CHARACTERS} characters; check it in parts",
        f"PDF文件超过{MOST_CHARACTERS}字；请分开检查",
    ),
    "crash": Said(
        "a PDF file that pdfium can't read; make it again from its source", "PDF文件读取失败；请从原文件重新导出"
    ),
    "xfa": Said(
        "a PDF form (XFA) that only Adobe Acrobat shows; print it there to a PDF file and check that",
        "PDF动态表单（XFA），只有Adobe Acrobat能显示；请在其中打印成PDF后再检查",
    ),
    "unmapped": Said(
        "a PDF file whose fonts do not say which letters they show; check its source instead",
        "PDF文件的字体没有文字对应表，读出的是乱码；请检查原文件",
    ),
    "scanned": Said(
        "a PDF file of pictures, without a text layer (scanned?); check its source, or recognise its text first",
        "PDF文件没有文字层，只有图片（扫描件？）；请检查原文件，或先做文字识别",
    ),
}
_NOT_INSTALLED = Said(
    'a PDF file; install what reads it: pip install "summarylint[pdf]"',
    'PDF文件；请先安装读取组件：pip install "summarylint[pdf]"',
)


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


class _Line(NamedTuple):
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
        return max(self.top - self.bottom, 1.0)

    @property
    def left(self) -> float:
        return self.lefts[0]

    @property
    def right(self) -> float:
        return self.rights[-1]


def read_pdf(name: str, content: bytes) -> Document:
    """The document of a PDF file; its `origin` is an `Origin`.

    Raises UnreadableError for what is damaged, has a password, no text, or takes too much, and without pypdfium2.
    """
    pages = _pages(content)
    lines = [line for number, page in enumerate(pages) for line in _lines(number, page)]
    if lines and all(_is_without_text(page) for page in pages):
        raise UnreadableError(FAULTS["scanned"])
    if not lines:
        if any(page["objects"] for page in pages):
            raise UnreadableError(FAULTS["scanned"])
        return Document(name, "pdf", "", "", (0,), ())
    if sum(page.get("unmapped", 0) for page in pages) * 3 > sum(len(line.text) for line in lines):
        raise UnreadableError(FAULTS["unmapped"])
    body, margins = _parted(lines, [page["height"] for page in pages])
    return _Reflow(body, [page["width"] for page in pages]).document(name, margins, _problem(pages))


def _pages(content: bytes) -> list[dict[str, Any]]:
    """What the worker says of each page."""
    worker = os.path.join(os.path.dirname(__file__), "pdf_worker.py")
    limits = (MEMORY_BYTES, SECONDS, MOST_PAGES, MOST_CHARACTERS)
    printed = printed_by(worker, [folder_of("pypdfium2")], content, limits)
    try:
        result: dict[str, Any] = json.loads(printed)
    except ValueError:
        result = {"error": "crash"}
    if "error" in result:
        raise UnreadableError(FAULTS[result["error"]])
    found: list[dict[str, Any]] = result["pages"]
    return found


def folder_of(package: str) -> str:
    """Where an installed package lies; raises UnreadableError, saying how to install it, where it is not installed."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.origin:
        raise UnreadableError(_NOT_INSTALLED)
    return os.path.dirname(os.path.dirname(spec.origin))


def printed_by(worker: str, folders: Sequence[str], content: bytes, limits: Sequence[int]) -> bytes:
    """What a script prints that is run by itself: `folders` and `limits` are its arguments, `content` its input.

    Raises UnreadableError where it comes to a bad end.
    """
    command = [sys.executable, "-I", worker, *folders, *map(str, limits)]
    try:
        ran = run(command, content, 2 * SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreadableError(FAULTS["time"]) from None
    if ran.returncode != 0:
        raise UnreadableError(FAULTS[_fault(ran)])
    return ran.stdout


def _fault(ran: subprocess.CompletedProcess[bytes]) -> str:
    import signal

    if ran.returncode == -getattr(signal, "SIGXCPU", 0):
        return "time"
    return "memory" if b"MemoryError" in ran.stderr or ran.returncode in (-5, -6) else "crash"


def _problem(pages: Sequence[Mapping[str, Any]]) -> Said | None:
    """Pages on which something is written that did not come as text."""
    empty = [number for number, page in enumerate(pages, 1) if _is_without_text(page)]
    typed = [number for number, page in enumerate(pages, 1) if page.get("typed")]
    said = []
    if empty:
        shown = _shown(empty)
        said.append(
            (f"page {shown}: pictures without text (scanned?), not checked", f"第{shown}页只有图片（扫描件？），未检查")
        )
    if typed:
        shown = _shown(typed)
        said.append(
            (
                f"page {shown}: form fields or notes with text, not checked; print it to a PDF file and check that",
                f"第{shown}页表单域或文本批注里的文字未检查；请打印成PDF后再检查",
            )
        )
    return Said("; ".join(en for en, _ in said), "；".join(zh for _, zh in said)) if said else None


def _is_without_text(page: Mapping[str, Any]) -> bool:
    """Whether all that a page says is in a picture; a number that the scanner put upon it is no text."""
    lines = [text.strip() for text, *_ in page["lines"]]
    if not any(lines):
        return bool(page["objects"])
    return bool(page.get("pictured")) and all(_PAGE_NUMBER.fullmatch(line) for line in lines if line)


def _shown(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")


def _lines(number: int, page: Mapping[str, Any]) -> Iterator[_Line]:
    for *characters, bottom, top in page["lines"]:
        if bottom is None:
            continue
        text, indices, lefts, rights = in_order(Drawn(*characters), top - bottom)
        first = len(text) - len(text.lstrip(" \u00a0"))
        last = len(text.rstrip(" \u00a0"))
        if first < last:
            yield _Line(
                number, text[first:last], indices[first:last], lefts[first:last], rights[first:last], bottom, top
            )


_PAGE_NUMBER = re.compile(
    r"[-—–－·.\s]*(?:第\s*)?(?P<number>\d{1,4})\s*页?\s*(?:[/／，,]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·.\s]*|"
    r"[Pp]age\s+(?P<english>\d{1,4})(?:\s+of\s+\d{1,4})?"
)
_DIGITS = re.compile(r"\d+")
_MARGIN_LINES = 2
_MARGIN_SHARE = 0.12
"""Of a page's height, above and below, where headers and page numbers stand."""


def _parted(lines: list[_Line], heights: Sequence[float]) -> tuple[list[_Line], list[_Line]]:
    """The lines of the body, and those that the margins repeat, once each; page numbers are in neither."""
    by_page: dict[int, list[_Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    edges: list[_Line] = []
    for page, there in by_page.items():
        ordered = sorted(there, key=lambda line: -line.top)
        outer = ordered[:_MARGIN_LINES] + ordered[max(_MARGIN_LINES, len(ordered) - _MARGIN_LINES) :]
        for line in outer if len(there) > 1 else ():
            height = heights[page]
            if line.bottom < height * _MARGIN_SHARE or line.top > height * (1 - _MARGIN_SHARE):
                edges.append(line)
    met = Counter(key for _, key in {(line.page, _key(line)) for line in edges})
    dropped: set[int] = set()
    margins: dict[str, _Line] = {}
    for line in edges:
        key = _key(line)
        if _PAGE_NUMBER.fullmatch(line.text.strip()):
            dropped.add(id(line))
        elif met[key] > 2 and met[key] * 2 > len(by_page):
            dropped.add(id(line))
            margins.setdefault(key, line)
    return [line for line in lines if id(line) not in dropped], list(margins.values())


def _key(line: _Line) -> str:
    return f"{round(line.top)}{_DIGITS.sub('#', line.text)}"


_LEAD = Pattern(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条部]|\d{1,2}[.．、](?!\d)|[•·▪●■◆○\-–—*]\s"
)
_SENTENCE_ENDS = frozenset("。！？；：!?;:.”）)")
_TAKES_NO_START = frozenset("，。、；：！？）》”’」』】%％,.;:!?)")
_TAKES_NO_END = frozenset("（《“‘「『【([{")
_QUOTES = frozenset("“”‘’")
_HYPHENS = "\u0002-\u00ad"


class _Reflow:
    """Puts lines together into paragraphs, and the paragraphs into a document."""

    def __init__(self, lines: list[_Line], widths: Sequence[float]) -> None:
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

    def document(self, name: str, margins: list[_Line], problem: Said | None) -> Document:
        page = -1
        before: _Line | None = None
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
        blocks = with_run_in_headings(prose, list(self.blocks(prose, starts)))
        return Document(
            name, "pdf", text, prose, starts, tuple(blocks), None, {}, problem, tuple(self.places), self.origin
        )

    def blocks(self, prose: str, starts: Sequence[int]) -> Iterator[Block]:
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

    def goes_on(self, before: _Line, line: _Line) -> bool:
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

    def join(self, before: _Line, line: _Line) -> None:
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
        self.texts.append(text)
        self.length += len(text)

    def add(self, line: _Line, tabs: frozenset[int]) -> None:
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


def _first_width(line: _Line) -> float:
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


def _gap(line: _Line, number: int) -> float:
    """The room around the blank at `number`."""
    if not 0 < number < len(line.text) - 1:
        return 0.0
    return line.lefts[number + 1] - line.rights[number - 1]


def _is_blank(line: _Line, number: int, beside: str) -> bool:
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


def _tabs(lines: Sequence[_Line]) -> dict[int, frozenset[int]]:
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


def _wide_gaps(line: _Line) -> list[int]:
    gaps = [
        number
        for number, character in enumerate(line.text)
        if character == " " and line.indices[number] < 0 and _gap(line, number) > _CELL_GAP * line.size
    ]
    if len(gaps) == 1 and _LIST_MARK.fullmatch(line.text[: gaps[0]]):
        return []
    return gaps


def _are_aligned(lines: Sequence[_Line], gaps: Sequence[Sequence[int]], number: int) -> bool:
    above, below = lines[number - 1], lines[number]
    if above.page != below.page or len(gaps[number - 1]) != len(gaps[number]) or above.bottom <= below.bottom:
        return False
    return all(
        any(abs(one - other) < 3 for one, other in zip(upper, lower, strict=True))
        for upper, lower in zip(_cells(above, gaps[number - 1]), _cells(below, gaps[number]), strict=True)
    )


def _cells(line: _Line, gaps: Sequence[int]) -> list[tuple[float, float, float]]:
    """Left, right and middle of each cell."""
    edges = [-1, *gaps, len(line.text)]
    found = []
    for start, end in pairwise(edges):
        left, right = line.lefts[start + 1], line.rights[end - 1]
        found.append((left, right, (left + right) / 2))
    return found
