"""A walk over the parts of a Word file that makes lines of its paragraphs and rows, in the order they are seen."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from summarylint.model import Tracked
from summarylint.readers.lines_to_write_on import Underlined
from summarylint.readers.word.names import (
    ALTERNATIVES,
    CELL,
    CELL_PROPERTIES,
    CHOICE,
    DELETED,
    DRAWN,
    FALLBACK,
    INSERTED,
    MOVED_FROM,
    MOVED_TO,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    ROW_PROPERTIES,
    RUN_PROPERTIES,
    SECTION,
    TABLE,
    TEXT,
    VAL,
    W,
    is_on,
)
from summarylint.readers.word.numbering import Numbering
from summarylint.readers.word.origin import Note, Origin
from summarylint.readers.word.pieces import IN_NUMBER, PAGE_END, Piece, Pieces, Reference, is_other_choice
from summarylint.readers.word.styles import BODY_LEVEL, Style, Styles, numbering_in, outline_level

if TYPE_CHECKING:
    from lxml import etree

Place = Mapping[str, str]

_MANY_IN_CELL, _LONG_IN_CELL = 60, 200
"""Code points, of several paragraphs and of one: a cell with more holds text, and is no entry of a table."""
_CELL_BLANKS = str.maketrans("\t\n\f", "   ")
_SKIPPED = frozenset(
    [DELETED, MOVED_FROM, *(W + name for name in "tblPr tblGrid trPr tcPr sdtPr sdtEndPr sectPr".split())]
)
_TRANSPARENT = frozenset(
    [ALTERNATIVES, CHOICE, FALLBACK, *(W + name for name in "sdt sdtContent customXml ins moveTo smartTag".split())]
)
_NOT_READ = frozenset((W + "altChunk", W + "subDoc"))
_PARAGRAPH_STYLE = W + "pStyle"
_HIDDEN_MARKS = (W + "del", W + "moveFrom")


class Line(NamedTuple):
    """A paragraph or a row of a table; breaks inside may make several lines of it."""

    start: int
    end: int
    kind: str
    """plain, table, item or matter."""
    level: int
    """1 to 9 of a heading by its style, -1 of a title, else 0."""
    words: int
    """Where the text starts behind a bullet."""


class Walk:
    """Collects the text of one file, its lines, their places, and where all of it stands."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._texts: list[str] = []
        self._at = 0
        self.lines: list[Line] = []
        self.places: list[tuple[int, Place]] = []
        self.page_numbers: list[tuple[int, int]] = []
        self.underlined = Underlined()
        self.references: list[Reference] = []
        self.holds_other_files = False
        self.pictures: list[int] = []
        self.tracked = Tracked()
        self._parts: list[str] = []
        self._notes: list[Note] = []
        self._columns = tuple(array("I") for _ in range(7))
        self._pieces = Pieces(styles)
        self._indices: dict[etree._Element, int] = {}
        self._is_open = False
        """Whether the next paragraph goes on in the line of the one before."""
        self._kind = "plain"
        self._paragraphs = self._tables = self._boxes = 0

    @property
    def text(self) -> str:
        """All text so far."""
        return "".join(self._texts)

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return Origin(tuple(self._parts), tuple(self._notes), *self._columns)

    def story(
        self, part: str, root: etree._Element, starts: Iterable[tuple[etree._Element, Place | None, Note | None]]
    ) -> None:
        """Read stretches of one part; each has its place, or is the body, whose paragraphs are counted."""
        self._parts.append(part)
        self._pieces = Pieces(self._styles)
        self._pieces.references = self.references
        self._indices = {element: number for number, element in enumerate(root.iter(PARAGRAPH))}
        self.tracked = _and_those_of(root, self.tracked)
        for element, place, note in starts:
            self._kind = "plain" if place is None else "matter"
            if note is not None:
                self._notes.append(note._replace(start=self._at + (1 if self.lines else 0)))
            self._read(element, place)

    def _read(self, root: etree._Element, place: Place | None) -> None:
        """Paragraphs and tables in order, however deep they stand; nothing here calls itself."""
        open_elements: list[Iterator[tuple[etree._Element, Place | None]]] = [zip(root, repeat(place))]
        self._is_open = False
        while open_elements:
            if self._pieces.boxes:
                boxes, self._pieces.boxes = self._pieces.boxes, []
                self._is_open = False
                open_elements.append(self._in_boxes(boxes))
            found = next(open_elements[-1], None)
            if found is None:
                open_elements.pop()
                continue
            element, place = found
            tag = element.tag
            if tag == PARAGRAPH:
                self._paragraph(element, place)
            elif tag == TABLE:
                self._is_open = False
                open_elements.append(self._in_table(element))
            elif tag in _NOT_READ:
                self.holds_other_files = True
            elif len(element) and tag not in _SKIPPED and not (tag in (CHOICE, FALLBACK) and is_other_choice(element)):
                open_elements.append(zip(element, repeat(place)))
        self._is_open = False

    def _in_boxes(self, boxes: list[etree._Element]) -> Iterator[tuple[etree._Element, Place | None]]:
        for box in boxes:
            self._boxes += 1
            place = {"zh": f"文本框{self._boxes}", "en": f"text box {self._boxes}"}
            self._is_open = False
            for element in box:
                yield element, place

    def _in_table(self, table: etree._Element) -> Iterator[tuple[etree._Element, Place | None]]:
        """Writes the rows that are entries of a table, and gives what is in those that hold text."""
        self._tables += 1
        number = self._tables
        rows = [(row, list(_within(row, CELL))) for row in _within(table, ROW)]
        columns = max((len(cells) for _, cells in rows), default=0)
        for count, (row, cells) in enumerate(rows, 1):
            place = {"zh": f"表{number}第{count}行", "en": f"table {number} row {count}"}
            properties = row.find(ROW_PROPERTIES)
            if properties is not None and properties.find(DELETED) is not None:
                continue
            if columns > 1 and all(map(_is_entry, cells)):
                self._row(cells, properties, place)
                continue
            for cell in cells:
                self._is_open = False
                for element in cell:
                    yield element, place
            self._is_open = False

    def _row(self, cells: list[etree._Element], properties: etree._Element | None, place: Place) -> None:
        """One line with a tab between cells, and more where one is as wide as several."""
        self._begin(place)
        self._put("\t" * _count(properties, "gridBefore", 0))
        start = self._at - len(self._texts[-1]) if self._texts else 0
        for number, cell in enumerate(cells):
            if number:
                self._put("\t")
            before = self._at
            for paragraph in _within(cell, PARAGRAPH):
                if self._at > before:
                    self._put(" ")
                style, own = self._style_of(paragraph)
                label, _ = self._label(style, own)
                pieces = self._pieces.of(paragraph, self._indices[paragraph], is_hidden=style.is_hidden is True)
                self._put_label(label, paragraph)
                for piece in pieces:
                    self._put_piece(piece._replace(text=piece.text.translate(_CELL_BLANKS)), paragraph)
            self._put("\t" * (_count(cell.find(CELL_PROPERTIES), "gridSpan", 1) - 1))
        self._end("table" if self._kind == "plain" else self._kind, 0, start)

    def _paragraph(self, paragraph: etree._Element, place: Place | None) -> None:
        style, own = self._style_of(paragraph)
        pieces = self._pieces.of(paragraph, self._indices[paragraph], is_hidden=style.is_hidden is True)
        joins = own is not None and _joins(own.find(RUN_PROPERTIES))
        if joins and not pieces:
            return
        label, is_bullet = self._label(style, own)
        goes_on = self._is_open
        if not goes_on:
            if place is None and (pieces or label):
                self._paragraphs += 1
            self._begin(place or {"zh": f"第{self._paragraphs or 1}段", "en": f"paragraph {self._paragraphs or 1}"})
            if not pieces and next(paragraph.iter(*DRAWN), None) is not None:
                self.pictures.append(self._at)
            breaks = own.find(W + "pageBreakBefore") if own is not None else None
            if self.lines and (is_on(breaks.get(VAL)) if breaks is not None else style.breaks_page):
                self._put(PAGE_END)
            self._put_label(label, paragraph)
        words = self._at
        for piece in pieces:
            if piece.text != "\n" and self._texts and self._texts[-1] == PAGE_END and self._at > words:
                self._put("\n")
            self._put_piece(piece, paragraph)
        if own is not None and self._kind == "plain" and _ends_page(own.find(SECTION)):
            self._put(PAGE_END)
        level = (own is not None and outline_level(own)) or style.level
        level = 0 if level >= BODY_LEVEL else level
        kind = self._kind if self._kind != "plain" else "item" if is_bullet else "plain"
        if goes_on:
            last = self.lines.pop()
            self.lines.append(last._replace(end=self._at, level=last.level or level))
        else:
            self._end(kind, level, words)
        self._is_open = joins

    def _style_of(self, paragraph: etree._Element) -> tuple[Style, etree._Element | None]:
        own = paragraph.find(PARAGRAPH_PROPERTIES)
        named = own.find(_PARAGRAPH_STYLE) if own is not None else None
        return self._styles.of(named.get(VAL, "") if named is not None else None), own

    def _label(self, style: Style, own: etree._Element | None) -> tuple[str, bool]:
        numbering = numbering_in(own, style.numbering) if own is not None else style.numbering
        label = self._numbering.label(*numbering, style) if numbering is not None else None
        return label or ("", False)

    def _begin(self, place: Place) -> None:
        if self.lines:
            self._put("\n")
        self._start = self._at
        self.places.append((self._at, place))

    def _end(self, kind: str, level: int, words: int) -> None:
        self.lines.append(Line(self._start, self._at, kind, level, words))

    def _put(self, text: str) -> None:
        if text:
            self._texts.append(text)
            self._at += len(text)

    def _put_label(self, label: str, paragraph: etree._Element) -> None:
        if label:
            self._put_piece(Piece(label, 0, 0, IN_NUMBER, is_page_number=False), paragraph)

    def _put_piece(self, piece: Piece, paragraph: etree._Element) -> None:
        start, text = self._at, piece.text
        self._texts.append(text)
        self._at = end = start + len(text)
        starts, ends, parts, paragraphs, nodes, offsets, kinds = self._columns
        starts.append(start)
        ends.append(end)
        parts.append(len(self._parts) - 1)
        paragraphs.append(self._indices[paragraph])
        nodes.append(piece.node)
        offsets.append(piece.offset)
        kinds.append(piece.kind)
        if piece.is_page_number:
            self.page_numbers.append((start, end))
        if piece.is_underlined and text != "\n":
            self.underlined.add(start, text)


def _and_those_of(root: etree._Element, tracked: Tracked) -> Tracked:
    """The changes of one more part. An element with nothing in it marks an end of paragraph or a row, and is no text."""
    insertions, deletions = tracked
    for change in root.iter(INSERTED, MOVED_TO, DELETED, MOVED_FROM):
        if len(change):
            is_insertion = change.tag in (INSERTED, MOVED_TO)
            insertions, deletions = insertions + is_insertion, deletions + (not is_insertion)
    return Tracked(insertions, deletions)


def _within(root: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """The rows of a table, cells of a row or paragraphs of a cell, through all that may stand around them."""
    open_elements = [iter(root)]
    while open_elements:
        element = next(open_elements[-1], None)
        if element is None:
            open_elements.pop()
        elif element.tag == wanted:
            if wanted != CELL or not _is_deleted_cell(element):
                yield element
        elif element.tag in _TRANSPARENT and not (element.tag in (CHOICE, FALLBACK) and is_other_choice(element)):
            open_elements.append(iter(element))


def _is_deleted_cell(cell: etree._Element) -> bool:
    properties = cell.find(CELL_PROPERTIES)
    return properties is not None and properties.find(W + "cellDel") is not None


def _is_entry(cell: etree._Element) -> bool:
    """Whether a cell is an entry of a table, and not a frame around text."""
    if cell.find(".//" + TABLE) is not None:
        return False
    lengths = [sum(len(text.text or "") for text in one.iter(TEXT)) for one in _within(cell, PARAGRAPH)]
    filled = [length for length in lengths if length]
    return sum(filled) <= (_MANY_IN_CELL if len(filled) > 1 else _LONG_IN_CELL)


def _count(properties: etree._Element | None, name: str, usual: int) -> int:
    found = properties.find(W + name) if properties is not None else None
    value = found.get(VAL, "") if found is not None else ""
    return min(int(value), 63) if value.isascii() and value.isdecimal() and len(value) < 5 else usual


def _joins(properties: etree._Element | None) -> bool:
    """Whether the end of a paragraph is deleted or hidden, so that the next goes on in its line."""
    if properties is None:
        return False
    if any(properties.find(mark) is not None for mark in _HIDDEN_MARKS):
        return True
    vanish = properties.find(W + "vanish")
    return vanish is not None and is_on(vanish.get(VAL))


def _ends_page(section: etree._Element | None) -> bool:
    if section is None:
        return False
    kind = section.find(W + "type")
    return kind is None or kind.get(VAL) not in ("continuous", "nextColumn")
