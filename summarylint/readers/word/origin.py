"""Where each stretch of a Word file's text stands in its XML."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

KINDS = ("text", "tab", "break", "hyphen", "symbol", "number")
"""`text` stands in a w:t or m:t, `number` nowhere: Word makes it; each other is one element."""


class Segment(NamedTuple):
    """A stretch of `Document.text` that stands in one element."""

    start: int
    end: int
    part: str
    """Name of the member of the zip."""
    paragraph: int
    """Which of the part's `w:p`, in document order from 0, those in text boxes and in fallbacks too."""
    node: int
    """Which element of that paragraph, in document order, the paragraph being 0; for a `number` it is 0.

    Comments and processing instructions do not count."""
    offset: int
    """Code points of the element's text before the stretch."""
    kind: str


class Note(NamedTuple):
    """A footnote, endnote, header or footer: it comes behind the body, but belongs to a place in it."""

    start: int
    paragraph: int
    """Of the main part; -1 where the body has no mark for it."""
    node: int


class Origin(NamedTuple):
    """The segments of a document in order of the text, a column each: 30,000 of them are 700 KiB."""

    parts: tuple[str, ...]
    """The first is the main part."""
    notes: tuple[Note, ...]
    starts: array[int]
    ends: array[int]
    of_parts: array[int]
    paragraphs: array[int]
    nodes: array[int]
    offsets: array[int]
    kinds: array[int]

    def segment(self, number: int) -> Segment:
        """One segment, by its place among all."""
        return Segment(
            self.starts[number],
            self.ends[number],
            self.parts[self.of_parts[number]],
            self.paragraphs[number],
            self.nodes[number],
            self.offsets[number],
            KINDS[self.kinds[number]],
        )

    def between(self, start: int, end: int) -> Iterator[Segment]:
        """The segments that hold any of `text[start:end]`; ends of lines and of cells stand in none."""
        for number in range(bisect_right(self.ends, start), bisect_left(self.starts, end)):
            yield self.segment(number)

    def note_at(self, offset: int) -> Note | None:
        """The note that an offset is in; None in the body."""
        number = bisect_right(self.notes, offset, key=_start)
        return self.notes[number - 1] if number else None


def _start(note: Note) -> int:
    return note.start
