"""The title of a document that is one submission: which of the lines that it opens with is the title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarylint.model import Span
from summarylint.sections.outline import is_contents_entry, is_contents_title
from summarylint.splitting.letterhead import label_before
from summarylint.splitting.lines import (
    is_date,
    is_organisation,
    is_section,
    is_trailer,
    is_whole_date,
    names_document,
    names_official,
    unit_in,
)
from summarylint.splitting.titles import NUMBERED, below_masthead, has_masthead, head_of, last_of_title

if TYPE_CHECKING:
    from summarylint.splitting.layout import Layout

_OTHER_LINES = 3
"""Lines of another kind that may stand before the title."""
_LINES_OF_OPENING = 16
_LINES_OF_PAGE = 60
"""Of navigation, before the heading of a web page."""
_LINES_OF_CONTENTS = 60
_SITES = ("网站", "门户网", "政府网", "信息网", "公众网", "门户", "平台")
"""How the name of a web site ends, which is often its first heading."""


def title_of(layout: Layout) -> Span:
    """The title, over all its lines; empty at the start of the document where nothing looks like one."""
    first = _first_likely(layout)
    heading = _only_heading(layout, first)
    first = first if heading is None else heading
    if first is None:
        start = layout.blocks[0].start
        return Span(start, start)
    for _ in range(_OTHER_LINES):
        better = _better(layout, first)
        if better is None:
            break
        first = better
    return _span(layout, first)


def _first_likely(layout: Layout) -> int | None:
    """The first line that looks like a title, below what belongs above one."""
    others = 0
    for number, block in enumerate(layout.blocks[:_LINES_OF_OPENING]):
        text = layout.text(number)
        if block.kind == "table":
            # The letterhead, or all that stands on the first page, is often laid out as a table.
            if (
                layout.is_short(number)
                and "\t" not in text
                and names_document(text)
                and not layout.is_above_title(number)
            ):
                return number
            others += not layout.is_above_title(number)
        elif block.kind == "paragraph" and not layout.is_short(number):
            break
        elif layout.is_above_title(number):
            continue
        elif (block.form == "hash" or layout.is_bare(number)) and not is_trailer(text):
            return number
        else:
            others += 1
        if others == _OTHER_LINES:
            break
    return None


def _only_heading(layout: Layout, first: int | None) -> int | None:
    """The one heading of the first level that the author marked as such below other lines: <h1>, the style Title."""
    if first is not None and layout.blocks[first].form == "hash":
        return None
    tops = [number for number in layout.hashes if layout.blocks[number].level == 1]
    if len(tops) != 1 or tops[0] >= _LINES_OF_PAGE:
        return None
    (top,) = tops
    text = layout.text(top)
    if is_section(text) or layout.blocks[top].form != "hash" or _is_numbered(layout, top) or is_contents_title(text):
        return None
    if names_document(text) and (first is None or not names_document(layout.text(first))):
        return top
    on_page = layout.document.format in ("html", "md")
    near = all(map(layout.is_short, range(min(top, _LINES_OF_OPENING))))
    if near and top < _LINES_OF_OPENING and (on_page or first is None or not names_document(layout.text(first))):
        return top
    return None


def _is_numbered(layout: Layout, number: int) -> bool:
    mark = layout.mark(number)
    return mark is not None and mark.form in NUMBERED


def _better(layout: Layout, first: int) -> int | None:
    """The line further down that is the title, where the first that looks like one is something else."""
    text = layout.text(first)
    if is_contents_title(text):
        return _below_contents(layout, first)
    if has_masthead(layout, first):
        return below_masthead(layout, first)
    if _is_field(layout, first):
        below = next((number for number in _lines_below(layout, first) if not _is_field(layout, number)), None)
        return below if below is not None and names_document(layout.text(below)) else None
    below = next(_lines_below(layout, first), None)
    if below is None or not names_official(layout.text(below)) or layout.text(below).startswith("——"):
        return None
    if names_document(text):
        return below if _is_running_header(layout, first, below) else None
    if below > first + 1 and is_organisation(text) and layout.is_above_title(below - 1):
        # An office's name over its address, or over the number of the text.
        return below
    if text.endswith(_SITES):
        return below
    apart = layout.gap(below) > 1 and not layout.heads_title(first) and below == first + 1
    # 2024年度考核材料之三, and below it what it is.
    return below if apart and unit_in(layout.text(below)) and _is_last_above_text(layout, below) else None


def _is_last_above_text(layout: Layout, number: int) -> bool:
    after = last_of_title(layout, number) + 1
    return after >= len(layout.blocks) or not layout.is_bare(after) or layout.is_author(after)


def _is_field(layout: Layout, number: int) -> bool:
    """Whether a line says who wrote or when, with a label or as a date or name alone, and no title."""
    text = layout.text(number)
    if is_date(text) and (is_whole_date(text) or layout.gap(number + 1) > 1):
        return True
    labelled = "：" in text or ":" in text or len(text) <= 4
    return labelled and layout.is_author_alone(number) and not names_document(text)


def _lines_below(layout: Layout, first: int) -> Iterator[int]:
    """Lines that could be a title below another, up to the first paragraph or numbered heading."""
    for number in range(first + 1, min(len(layout.blocks), first + _LINES_OF_OPENING)):
        if layout.is_bare(number) and not is_trailer(layout.text(number)) and not _is_numbered(layout, number):
            if not layout.is_above_title(number):
                yield number
        elif not layout.is_above_title(number):
            return


def _below_contents(layout: Layout, first: int) -> int | None:
    for number in range(first + 1, min(len(layout.blocks), first + _LINES_OF_CONTENTS)):
        text = layout.text(number)
        if layout.is_bare(number) and names_document(text) and not is_contents_entry(text):
            return number
    return None


def _is_running_header(layout: Layout, first: int, below: int) -> bool:
    """Whether a title's line only heads the page: it recurs, or the line below says all of it and more."""
    head, title = layout.text(first), layout.text(below)
    if head == title or below != first + 1:
        return False
    letters = iter(title)
    if all(letter in letters for letter in head):
        return True
    return layout.document.format == "pdf" and any(
        layout.text(number) == head for number in range(below + 1, len(layout.blocks))
    )


def _span(layout: Layout, number: int) -> Span:
    block = layout.blocks[number]
    if block.kind == "table":
        return Span(block.start, block.end)
    label = label_before(layout.text(number))
    if label:
        return Span(block.start + label, block.end)
    if layout.mark(number) is not None:
        return Span(block.start, max(block.end, head_of(layout, number).title.end))
    if block.form == "hash" and number + 1 < len(layout.blocks) and layout.heads_title(number):
        return Span(block.start, layout.blocks[number + 1].end)
    return head_of(layout, number).title
