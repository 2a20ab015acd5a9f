"""Comments in Word files: put at findings, and taken out again, with nothing else of the file touched."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from summarylint.annotate.anchors import RANGE_END, RANGE_START, REFERENCE, Body, Stretch, child_of, start_of
from summarylint.annotate.comments import (
    AUTHOR,
    INITIALS,
    MOST_COMMENTS,
    Remark,
    comment,
    gravest,
    left_out,
    together,
)
from summarylint.annotate.parts import Comments, announced, comments_of, withdrawn, written
from summarylint.annotate.zipped import patched
from summarylint.model import Document, Finding, Span
from summarylint.readers.word.names import BODY, ID, MAIN, PARAGRAPH, RUN, RUN_PROPERTIES, SECTION, SPACE, TEXT, W
from summarylint.readers.word.package import Package, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOLDERS = frozenset([PARAGRAPH, *(W + name for name in "hyperlink ins moveTo smartTag".split())])
"""In these a comment may start and end; in anything else inside a paragraph it starts before and ends behind that."""


def annotated(
    content: bytes,
    document: Document,
    findings: Sequence[Finding],
    lang: str,
    why: Mapping[str, str] | None = None,
    most: int = MOST_COMMENTS,
    date: str = "",
) -> bytes:
    """The file with a comment at each finding.

    `why` says for a rule why it is one, `date` (2024-05-09T10:30:00Z) when the comments were made; without a date
    the same input gives the same bytes.
    `document` is what was read from `content`. Comments of an earlier run go, those of others stay as they are.
    Findings that are suppressed get none; repeats of a rule in one paragraph share one; of more than `most`
    the gravest are kept, and one more comment says how many there were.
    Raises UnreadableError where the file is not the one that was read.
    """
    package = Package(content)
    root = parsed(package.read(package.main))
    body = Body(root, document)
    comments = comments_of(package)
    # A row of a table is one place, with all paragraphs of its cells.
    remarks, more = gravest(together(findings, [offset for offset, _ in document.places]), most)
    placed = [(_lines(remark, document, lang, why or {}), stretch) for remark, stretch in _placed(body, remarks)]
    if more:
        placed.insert(0, ([left_out(more, lang)], None))
    # Runs stay as they are until all is placed: to join any would move the edges.
    had_ours = _without_ours(root, comments.root, joins=False)
    if not placed and not had_ours:
        return content
    number = _first_free(root, comments.root)
    body.split(stretch for _, stretch in placed if stretch is not None)
    for (lines, stretch), own in zip(placed, range(number, number + len(placed)), strict=True):
        comments.root.append(comment(own, lines, date))
        _mark(root, body, stretch, str(own))
    return _packed(package, root, comments)


def cleaned(content: bytes) -> bytes:
    """The file without our comments; the same bytes where there are none."""
    package = Package(content)
    comments = comments_of(package)
    root = parsed(package.read(package.main))
    if comments.is_new or not _without_ours(root, comments.root, joins=True):
        return content
    return _packed(package, root, comments)


def _packed(package: Package, root: etree._Element, comments: Comments) -> bytes:
    changed: dict[str, bytes | None] = {package.main: written(root, package.read(package.main))}
    if comments.is_ours and not len(comments.root):
        changed.update({} if comments.is_new else withdrawn(package, comments.name))
    else:
        changed[comments.name] = written(comments.root, b"" if comments.is_new else package.read(comments.name))
        changed.update(announced(package, comments.name) if comments.is_new else {})
    return patched(package, changed)


def _placed(body: Body, remarks: Iterable[Remark]) -> Iterator[tuple[Remark, Stretch | None]]:
    for remark in remarks:
        first = remark.findings[0]
        yield remark, body.stretch(Span(first.start.offset, first.end.offset))


def _lines(remark: Remark, document: Document, lang: str, why: Mapping[str, str]) -> list[str]:
    """What a comment says; first where, if it can't stand there: notes, headers and footers hold no comments."""
    start = remark.findings[0].start.offset
    lines = remark.lines(lang, why)
    if document.origin.note_at(start) is not None:
        place = document.places[bisect_right(document.places, start, key=lambda one: one[0]) - 1][1][lang]
        lines[0] = f"{place}：{lines[0]}" if lang == "zh" else f"{place}: {lines[0]}"
    return lines


def _first_free(root: etree._Element, comments: etree._Element) -> int:
    """The least number above those of all comments, and of marks whose comment is missing."""
    taken = [one.get(ID, "") for one in comments]
    taken += [one.get(ID, "") for one in root.iter(RANGE_START, RANGE_END, REFERENCE)]
    return max((int(number) for number in taken if number.isascii() and number.isdecimal()), default=-1) + 1


def _mark(root: etree._Element, body: Body, stretch: Stretch | None, number: str) -> None:
    """Put the start and end of a comment, and behind that the mark that shows it."""
    start, end = (etree.Element(name, {ID: number}, {"w": MAIN}) for name in (RANGE_START, RANGE_END))
    shown = etree.Element(RUN, {}, {"w": MAIN})
    etree.SubElement(shown, REFERENCE, {ID: number})
    if stretch is None:
        paragraph = _first_paragraph(root, body)
        paragraph.insert(start_of(paragraph), start)
        paragraph.extend((end, shown))
        return
    before, after = body.before(stretch), body.after(stretch)
    is_beside = (
        before is not None
        and after is not None
        and (parent := before.getparent()) is not None
        and parent is after.getparent()
        and parent.tag in _HOLDERS
    )
    if before is None:
        stretch.paragraph.insert(start_of(stretch.paragraph), start)
    else:
        (before if is_beside else child_of(stretch.paragraph, before)).addprevious(start)
    if after is None:
        stretch.last.extend((end, shown))
    else:
        (after if is_beside else child_of(stretch.last, after)).addnext(end)
        end.addnext(shown)


def _first_paragraph(root: etree._Element, body: Body) -> etree._Element:
    if body.paragraphs:
        return body.paragraphs[0]
    holder = root.find(BODY)
    assert holder is not None
    paragraph = etree.Element(PARAGRAPH, {}, {"w": MAIN})
    section = holder.find(SECTION)
    if section is None:
        holder.append(paragraph)
    else:
        section.addprevious(paragraph)
    body.paragraphs.append(paragraph)
    return paragraph


def _without_ours(root: etree._Element, comments: etree._Element, *, joins: bool) -> bool:
    """Take our comments out of both parts, and join the runs that they parted; whether there were any."""
    ours = [
        one
        for one in comments.findall(W + "comment")
        if one.get(W + "author") == AUTHOR and one.get(W + "initials") == INITIALS
    ]
    numbers = {one.get(ID, "") for one in ours}
    for one in ours:
        comments.remove(one)
    parted: list[etree._Element] = []
    for mark in list(root.iter(RANGE_START, RANGE_END, REFERENCE)) if ours else ():
        if mark.get(ID, "") not in numbers:
            continue
        run = mark.getparent()
        if mark.tag == REFERENCE and run is not None and all(one is mark or one.tag == RUN_PROPERTIES for one in run):
            mark = run  # noqa: PLW2901 (the run was made for the mark)
        before, parent = mark.getprevious(), mark.getparent()
        if before is not None:
            parted.append(before)
        if parent is not None:
            parent.remove(mark)
    if joins:
        # Right to left: what is joined to the run before it is no longer there to have anything joined to it.
        for before in reversed(parted):
            _join(before, before.getnext())
    return bool(ours)


def _join(before: etree._Element, after: etree._Element | None) -> None:
    """Make one run of two that were split for a comment between them: neighbours that look the same."""
    if after is None or before.tag != RUN or after.tag != RUN or not len(before) or not len(after):
        return
    if dict(before.attrib) != dict(after.attrib) or _look(before) != _look(after):
        return
    moved = [one for one in after if one.tag != RUN_PROPERTIES]
    last = before[-1]
    if moved and last.tag == TEXT == moved[0].tag and _keeps_blanks(last) and _keeps_blanks(moved[0]):
        last.text = text = (last.text or "") + (moved[0].text or "")
        last.attrib.pop(SPACE, None)
        if text != text.strip():
            last.set(SPACE, "preserve")
        del moved[0]
    before.extend(moved)
    parent = after.getparent()
    if parent is not None:
        parent.remove(after)


def _look(run: etree._Element) -> bytes:
    return etree.tostring(run[0], method="c14n") if run[0].tag == RUN_PROPERTIES else b""


def _keeps_blanks(element: etree._Element) -> bool:
    """Whether all blanks in an element are seen."""
    text = element.text or ""
    return element.get(SPACE) == "preserve" or text == text.strip()
