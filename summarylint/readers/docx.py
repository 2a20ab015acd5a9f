"""Word files: what their author sees of them, line by line, and where each stretch of it stands in the XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from summarylint.comments import without_comments
from summarylint.errors import Said, UnreadableError
from summarylint.model import HIDDEN, Block, Document, line_starts
from summarylint.readers.outline import blocks_of_line, with_run_in_headings
from summarylint.readers.text import BLANKS
from summarylint.readers.word.names import BODY, DRAWN, ID, SECTION, VAL, R, W, is_on
from summarylint.readers.word.numbering import Numbering
from summarylint.readers.word.origin import Note
from summarylint.readers.word.package import Package, Relationship, parsed
from summarylint.readers.word.styles import Styles, without_table_styles
from summarylint.readers.word.walk import Line, Walk

if TYPE_CHECKING:
    from lxml import etree

_EDGES = BLANKS + HIDDEN + "\f\n"
_LONGEST_HEADING = 60
"""A styled paragraph that is longer and holds a sentence is no heading, whatever its style."""
_SENTENCE = re.compile("[。；！？]")
_BESIDE_PAGE_NUMBERS = re.compile(
    rf"[{HIDDEN}\s第共总页张/|·.~—–－\-()（）]*(?:[Pp]age|of|[Pp]\.)?[{HIDDEN}\s/—–－\-of]*"
)
_NOT_LINE_END = re.compile(r"[^\n]")
_styles_met: dict[bytes, Styles] = {}
"""Styles by how they lie in the file: units that were given one template hand in its, often the largest part, again."""
_MOST_STYLES_KEPT = 4
_OTHER_FILES = Said(
    "holds a part inserted from another file, which is not read; open and save it in Word or WPS",
    "插入了其他文件的内容，该部分未检查；请用Word或WPS打开后另存",
)
_NO_BODY = Said(
    "a Word file without a body; open and save it in Word or WPS", "Word文件没有正文；请用Word或WPS打开后另存"
)
_PICTURES = Said(
    "pictures without text (scanned?); check its source, or recognise its text first",
    "只有图片，没有文字（扫描件？）；请检查原文件，或先做文字识别",
)


def read_docx(name: str, content: bytes) -> Document:
    """The document of a Word file: its body, then its notes, headers and footers, with tracked changes accepted.

    Raises UnreadableError for what is no Word file, is broken or has a password, for pictures without text, and for
    what is made to do harm.
    """
    package = Package(content)
    others = package.relationships(package.main)
    root = package.parse(package.main)
    body = root.find(BODY)
    if body is None:
        raise UnreadableError(_NO_BODY)
    walk = Walk(_styles(package, others), Numbering(lambda: _part(package, others, "numbering")))
    walk.story(package.main, root, [(body, None, None)])
    if not walk.text.strip() and next(body.iter(*DRAWN), None) is not None:
        raise UnreadableError(_PICTURES)
    _read_notes(package, others, walk)
    _read_margins(package, others, root, walk)
    text = walk.text
    prose = _prose(text, walk)
    blocks = with_run_in_headings(prose, list(_blocks(prose, walk.lines)))
    return Document(
        name,
        "docx",
        text,
        prose,
        line_starts(prose),
        tuple(blocks),
        problem=_OTHER_FILES if walk.holds_other_files else None,
        places=tuple(walk.places),
        origin=walk.origin,
        pictures=tuple(walk.pictures),
        tracked=walk.tracked,
    )


def _name(package: Package, others: Sequence[Relationship], kind: str) -> str | None:
    """The member that the main part names as its styles, settings and so on."""
    return next((one.target for one in others if one.kind == kind and one.target in package.members), None)


def _part(package: Package, others: Sequence[Relationship], kind: str) -> etree._Element | None:
    name = _name(package, others, kind)
    return None if name is None else package.parse(name)


def _styles(package: Package, others: Sequence[Relationship]) -> Styles:
    name = _name(package, others, "styles")
    if name is None:
        return Styles(None)
    packed = package.packed(name)
    if packed not in _styles_met:
        if len(_styles_met) == _MOST_STYLES_KEPT:
            _styles_met.clear()
        _styles_met[packed] = Styles(parsed(without_table_styles(package.xml(name))))
    return _styles_met[packed]


def _read_notes(package: Package, others: Sequence[Relationship], walk: Walk) -> None:
    """Footnotes and endnotes in the order of their marks, numbered as they are seen."""
    marks = list(walk.references)
    for kind, zh in (("footnote", "脚注"), ("endnote", "尾注")):
        name = next((one.target for one in others if one.kind == kind + "s"), "")
        if name not in package.members or not any(mark.kind == kind for mark in marks):
            continue
        root = package.parse(name)
        by_id = {one.get(ID, ""): one for one in root.iterchildren(W + kind)}
        stretches = []
        for number, mark in enumerate((mark for mark in marks if mark.kind == kind), 1):
            note = by_id.pop(mark.id, None)
            if note is not None:
                place = {"zh": f"{zh}{number}", "en": f"{kind} {number}"}
                stretches.append((note, place, Note(0, mark.paragraph, mark.node)))
        walk.story(name, root, stretches)


def _read_margins(package: Package, others: Sequence[Relationship], root: etree._Element, walk: Walk) -> None:
    """Headers and footers that are shown; one that says the same as another is read once."""
    by_id = {one.id: one.target for one in others if one.kind in ("header", "footer")}
    met: set[str] = set()
    for kind, name in _margins(root, by_id, lambda: _has_even_pages(package, others)):
        if name not in package.members:
            continue
        margin = package.parse(name)
        said = "".join("".join(text for text in margin.itertext(W + "t")).split())
        if not said or said in met:
            continue
        met.add(said)
        place = {"zh": "页眉" if kind == "header" else "页脚", "en": kind}
        walk.story(name, margin, [(margin, place, Note(0, -1, 0))])


def _margins(root: etree._Element, by_id: Mapping[str, str], has_even: object) -> Iterator[tuple[str, str]]:
    done = set()
    for section in root.iter(SECTION) if by_id else ():
        for reference in section:
            kind = {W + "headerReference": "header", W + "footerReference": "footer"}.get(str(reference.tag))
            name = by_id.get(reference.get(R + "id", ""), "")
            if kind is None or name in done:
                continue
            of_pages = reference.get(W + "type", "default")
            first = section.find(W + "titlePg")
            if of_pages == "first" and (first is None or not is_on(first.get(VAL))):
                continue
            if of_pages == "even" and not has_even():  # type: ignore[operator]
                continue
            done.add(name)
            yield kind, name


def _has_even_pages(package: Package, others: Sequence[Relationship]) -> bool:
    settings = _part(package, others, "settings")
    even = settings.find(W + "evenAndOddHeaders") if settings is not None else None
    return even is not None and is_on(even.get(VAL))


def _prose(text: str, walk: Walk) -> str:
    """The text with lines to write on as they are seen, and page numbers hidden, with lines that hold little else."""
    if walk.page_numbers:
        text = _hidden(text, walk.page_numbers)
        text = _hidden(text, [(one.start, one.end) for one in walk.lines if _is_page_line(text, one)])
    return without_comments(walk.underlined.shown_in(text))


def _is_page_line(text: str, line: Line) -> bool:
    """Whether a line says nothing but the number of a page: 第1页 共3页."""
    if line.end - line.start > _LONGEST_HEADING or text.find(HIDDEN, line.start, line.end) < 0:
        return False
    return _BESIDE_PAGE_NUMBERS.fullmatch(text, line.start, line.end) is not None


def _hidden(text: str, spans: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], _NOT_LINE_END.sub(HIDDEN, text[start:end])]
        at = end
    return "".join(parts) + text[at:]


def _blocks(prose: str, lines: list[Line]) -> Iterator[Block]:
    """A heading's style beats its form, and a title is above all other headings."""
    has_title = any(line.level < 0 for line in lines)
    for line in lines:
        start, end = _stripped(prose, line.start, line.end)
        if start >= end:
            continue
        if line.kind in ("table", "matter"):
            yield Block(line.kind, start, end)
        elif line.level and _is_heading(prose, start, end):
            yield Block("heading", start, end, 1 if line.level < 0 else line.level + has_title, "hash")
        elif line.kind == "item":
            start, end = _stripped(prose, line.words, line.end)
            if start < end:
                yield Block("item", start, end)
        else:
            at = line.start
            for piece in prose[line.start : line.end].split("\n"):
                first, last = _stripped(prose, at, at + len(piece))
                yield from blocks_of_line(prose, first, last)
                at += len(piece) + 1


def _is_heading(prose: str, start: int, end: int) -> bool:
    return end - start <= _LONGEST_HEADING or not _SENTENCE.search(prose, start, end - 1)


def _stripped(prose: str, start: int, end: int) -> tuple[int, int]:
    piece = prose[start:end]
    kept = piece.strip(_EDGES)
    first = start + len(piece) - len(piece.lstrip(_EDGES))
    return (first, first + len(kept)) if kept else (end, end)
