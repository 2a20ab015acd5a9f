"""Places in the XML of a Word file's body where a comment can start and end; runs are split at these and nowhere else."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from summarylint.errors import Said, UnreadableError
from summarylint.readers.word.names import PARAGRAPH, PARAGRAPH_PROPERTIES, RUN, RUN_PROPERTIES, SPACE, TEXT, W

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarylint.model import Document, Span
    from summarylint.readers.word.origin import Origin, Segment

_BLANKS = " \t\r\n"
_ANOTHER = Said(
    "the file has changed since it was checked; check it again",
    "文件在检查之后有改动；请重新检查",
)


class Edge(NamedTuple):
    """A point in the text of one element of a run, or before (0) or after (1) an element without text."""

    element: etree._Element
    offset: int


class Stretch(NamedTuple):
    """What a comment is on, in the body."""

    paragraph: etree._Element
    """Where it starts."""
    start: Edge | None
    """None where the whole paragraph is meant, or only its mark can be."""
    end: Edge | None
    last: etree._Element
    """The paragraph where it ends."""


class Body:
    """The main part of a file, in which comments are put; its elements are known by number before any is added."""

    def __init__(self, root: etree._Element, document: Document) -> None:
        self._document = document
        self._origin: Origin = document.origin
        self.paragraphs = list(root.iter(PARAGRAPH))
        self._elements: dict[int, list[etree._Element]] = {}
        self._starts: dict[Edge, etree._Element] = {}
        self._ends: dict[Edge, etree._Element] = {}

    def stretch(self, span: Span) -> Stretch | None:
        """Where in the body `span` is; None where it is nowhere, as what is missing or stands in a header.

        What stands in a note is at its mark, what stands in a text box at the paragraph that holds the box.
        """
        note = self._origin.note_at(span.start)
        if note is not None:
            if note.paragraph < 0:
                return None
            paragraph, mark = self._at(note.paragraph, note.node)
            return Stretch(paragraph, Edge(mark, 0), Edge(mark, 1), paragraph)
        segments = list(self._origin.between(span.start, span.end))
        if not segments or span.start == span.end:
            return self._nearest(span.start)
        paragraph, start = self._edge(segments[0], span.start, is_end=False)
        last, end = self._edge(segments[-1], span.end, is_end=True)
        return Stretch(paragraph, start, end, last)

    def split(self, stretches: Iterable[Stretch]) -> None:
        """Split the runs in which stretches start or end, right to left, so that no edge moves another."""
        by_run: dict[etree._Element, set[Edge]] = {}
        for stretch in stretches:
            for edge in (stretch.start, stretch.end):
                run = edge.element.getparent() if edge is not None else None
                if edge is not None and run is not None and run.tag == RUN:
                    by_run.setdefault(run, set()).add(edge)
        for run, edges in by_run.items():
            self._split(run, edges)

    def before(self, stretch: Stretch) -> etree._Element | None:
        """The element before which the start of a comment goes; None where that is the start of the paragraph."""
        if stretch.start is None:
            return None
        return self._starts.get(stretch.start) if stretch.start in self._starts else stretch.start.element

    def after(self, stretch: Stretch) -> etree._Element | None:
        """The element behind which the end goes; None where that is the end of the paragraph."""
        if stretch.end is None:
            return None
        return self._ends.get(stretch.end) if stretch.end in self._ends else stretch.end.element

    def _nearest(self, offset: int) -> Stretch | None:
        """The whole paragraph of an offset at which nothing stands."""
        segments = [*self._origin.between(offset, offset + 1), *self._origin.between(max(offset - 1, 0), offset)]
        if not segments:
            return None
        paragraph, _ = self._edge(segments[0], offset, is_end=False)
        return Stretch(paragraph, None, None, paragraph)

    def _at(self, paragraph: int, node: int) -> tuple[etree._Element, etree._Element]:
        if paragraph >= len(self.paragraphs):
            raise UnreadableError(_ANOTHER)
        elements = self._elements.get(paragraph)
        if elements is None:
            elements = self._elements[paragraph] = list(self.paragraphs[paragraph].iter())
        if node >= len(elements):
            raise UnreadableError(_ANOTHER)
        return elements[0], elements[node]

    def _edge(self, segment: Segment, offset: int, *, is_end: bool) -> tuple[etree._Element, Edge | None]:
        paragraph, element = self._at(segment.paragraph, segment.node)
        outer = _holder(paragraph)
        if outer is not None:
            return outer[0], Edge(outer[1], int(is_end))
        if segment.kind == "number":
            # Nothing holds it: the paragraph's own first and last character are the nearest.
            return paragraph, None
        if segment.kind != "text":
            return paragraph, Edge(element, int(is_end))
        text = element.text or ""
        stretch = self._document.text[segment.start : segment.end]
        there = text[segment.offset : segment.offset + len(stretch)]
        if len(there) != len(stretch) or (there != stretch and "".join(there.split()) != "".join(stretch.split())):
            raise UnreadableError(_ANOTHER)
        at = (min(offset, segment.end) if is_end else max(offset, segment.start)) - segment.start + segment.offset
        return paragraph, Edge(element, at)

    def _split(self, run: etree._Element, edges: set[Edge]) -> None:
        order = {element: number for number, element in enumerate(run)}
        first = next((element for element in run if element.tag != RUN_PROPERTIES), None)
        unseen = {one: _without_unseen_blanks(one) for one in {edge.element for edge in edges} if one.tag == TEXT}
        last, at_end = run, []
        for edge in sorted(edges, key=lambda edge: (order[edge.element], edge.offset), reverse=True):
            length = len(edge.element.text or "") if edge.element.tag == TEXT else 1
            offset = edge.offset - unseen.get(edge.element, 0)
            if offset <= 0 and edge.element is first:
                self._starts[edge] = run
            elif offset >= length and edge.element.getnext() is None:
                if last is run:
                    at_end.append(edge)
                else:
                    self._starts[edge] = _next(run)
            else:
                behind = self._starts[edge] = _split(run, Edge(edge.element, offset), length)
                last = behind if last is run else last
        for edge in edges:
            if edge in at_end:
                self._ends[edge] = last
            elif (before := self._starts[edge].getprevious()) is not None:
                self._ends[edge] = before


def _without_unseen_blanks(element: etree._Element) -> int:
    """Take away blanks at the ends of a text that does not keep them, lest its halves do; how many at its start."""
    text = element.text or ""
    if element.get(SPACE) == "preserve":
        return 0
    element.text = text.strip(_BLANKS)
    return len(text) - len(text.lstrip(_BLANKS))


def _next(run: etree._Element) -> etree._Element:
    following = run.getnext()
    assert following is not None
    return following


def _split(run: etree._Element, edge: Edge, length: int) -> etree._Element:
    """The run made of all that stands behind an edge, put behind `run`."""
    element, offset = edge
    behind = etree.Element(RUN, dict(run.attrib), nsmap=run.nsmap)
    if run[0].tag == RUN_PROPERTIES:
        behind.append(deepcopy(run[0]))
    moved = list(element.itersiblings())
    if 0 < offset < length:
        text = element.text or ""
        rest = etree.SubElement(behind, TEXT)
        rest.text, element.text = text[offset:], text[:offset]
        for half in (element, rest):
            half.set(SPACE, "preserve")
    elif offset <= 0:
        moved.insert(0, element)
    behind.extend(moved)
    run.addnext(behind)
    return behind


def _holder(paragraph: etree._Element) -> tuple[etree._Element, etree._Element] | None:
    """Of a paragraph in a text box, the paragraph that holds the outermost box, and its child with the box in it."""
    found = None
    child = paragraph
    for ancestor in paragraph.iterancestors():
        if ancestor.tag == PARAGRAPH:
            found = (ancestor, child)
        child = ancestor
    return found


def child_of(paragraph: etree._Element, element: etree._Element) -> etree._Element:
    """The child of a paragraph that holds `element`."""
    while (parent := element.getparent()) is not None and parent is not paragraph:
        element = parent
    return element


def start_of(paragraph: etree._Element) -> int:
    """Where in a paragraph its content starts."""
    return 1 if len(paragraph) and paragraph[0].tag == PARAGRAPH_PROPERTIES else 0


RANGE_START, RANGE_END, REFERENCE = W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"
