"""The lines of a page, and the document that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarylint.comments import without_comments
from summarylint.model import HIDDEN, Block, Document, line_starts
from summarylint.readers.decode import Decoded
from summarylint.readers.html.source import Piece, Segments
from summarylint.readers.lines_to_write_on import Underlined
from summarylint.readers.outline import blocks_of_line, with_run_in_headings
from summarylint.readers.text import BLANKS

_MARKS_AND_BLANKS = BLANKS + HIDDEN


PLAIN, UNDERLINED, CODE = "plain", "underlined", "code"
"""How a piece looks."""


class Line:
    """One line of the text to be: its pieces, and what it is."""

    __slots__ = ("kind", "length", "level", "pieces")

    def __init__(self, kind: str, level: int) -> None:
        self.kind = kind
        self.level = level
        self.pieces: list[tuple[Piece, str]] = []
        self.length = 0

    def add(self, piece: Piece, look: str = PLAIN) -> None:
        """Add to its end."""
        self.pieces.append((piece, look))
        self.length += len(piece.text)


def document_of(lines: Sequence[Line], name: str, decoded: Decoded, pictures: Sequence[int] = ()) -> Document:
    """The document that lines make; `pictures` are the numbers of those that one stands before or on."""
    texts: list[str] = []
    proses: list[str] = []
    segments = Segments()
    underlined = Underlined()
    at = 0
    for line in lines:
        for piece, look in line.pieces:
            texts.append(piece.text)
            if look == UNDERLINED:
                underlined.add(at, piece.text)
            shown = HIDDEN * len(piece.text) if look == CODE else piece.text
            if line.kind == "table" and piece.start >= 0:
                shown = shown.replace("|", HIDDEN)
            proses.append(shown)
            if piece.start >= 0:
                segments.add(at, piece)
            at += len(piece.text)
        texts.append("\n")
        proses.append("\n")
        at += 1
    # A text that ends with its last line, as a file ends: without one more that is empty.
    text = "".join(texts)
    prose = without_comments(underlined.shown_in("".join(proses)))
    starts = line_starts(prose)
    blocks, places = _blocks_and_places(lines, prose, starts)
    return Document(
        name,
        "html",
        text,
        prose,
        starts,
        tuple(with_run_in_headings(prose, blocks)),
        decoded.encoding,
        {},
        decoded.problem,
        tuple(places),
        segments.origin,
        pictures=tuple(min(starts[min(number, len(starts) - 1)], len(prose)) for number in pictures),
    )


def _blocks_and_places(
    lines: Sequence[Line], prose: str, starts: tuple[int, ...]
) -> tuple[list[Block], list[tuple[int, Mapping[str, str]]]]:
    """What each line is, and what to call it."""
    blocks: list[Block] = []
    places: list[tuple[int, Mapping[str, str]]] = []
    paragraphs = 0
    for number, line in enumerate(lines):
        start = starts[number]
        written = prose[start : starts[number + 1] - 1]
        kept = written.strip(BLANKS if line.kind == "code" else _MARKS_AND_BLANKS)
        if not kept:
            continue
        first = start + written.index(kept)
        last = first + len(kept)
        if line.kind == "table":
            table, row = line.level >> 32, line.level & 0xFFFFFFFF
            places.append((start, {"zh": f"表{table}第{row}行", "en": f"table {table}, row {row}"}))
            blocks.append(Block("table", first, last))
            continue
        paragraphs += 1
        places.append((start, {"zh": f"第{paragraphs}段", "en": f"paragraph {paragraphs}"}))
        if line.kind == "heading":
            blocks.append(Block("heading", first, last, line.level, "hash"))
        elif line.kind:
            blocks.append(Block(line.kind, first, last))
        else:
            blocks += blocks_of_line(prose, first, last)
    return blocks, places
