"""The title of a submission: over one line, two or three, without its number and its letterhead."""

from __future__ import annotations

from typing import NamedTuple

from summarylint.model import Span
from summarylint.sections.outline import is_contents_title
from summarylint.splitting.layout import Layout
from summarylint.splitting.letterhead import (
    is_masthead,
    is_of_bulletin,
    label_before,
    names_bulletin,
)
from summarylint.splitting.lines import (
    author_of,
    is_date,
    is_organisation,
    is_section,
    is_whole_date,
    names_document,
    names_official,
    unit_in,
)

_LINES_OF_LETTERHEAD = 9
_GOES_ON = ("关于", "的", "和", "与", "及", "、")
"""Words that no title ends with."""
_LINES_OF_TITLE = 3
_LINES_OF_MASTHEAD = 16
NUMBERED = ("chinese", "bracketed", "arabic", "item")
"""Marks of sections."""


class Head(NamedTuple):
    """The first lines of a submission."""

    title: Span
    body: int
    """The number of the first block that is neither mark, title nor author's line."""


def head_of(layout: Layout, first: int) -> Head:
    """What the submission that starts at block `first` opens with; its letterhead is no part of the title."""
    blocks = layout.blocks
    block = blocks[first]
    start, number = block.start, first
    mark = layout.mark(first)
    if mark and mark.end < block.end:
        start = mark.end
    elif mark and layout.is_bare(first + 1):
        number = first + 1
        start = blocks[number].start
    else:
        number = _below_letterhead(layout, first)
        start = blocks[number].start
    last = last_of_title(layout, number)
    following = last + 1
    while following < min(len(blocks), last + 5) and layout.is_author(following):
        following += 1
    return Head(_without_emphasis(layout, start, blocks[last].end), following)


def _below_letterhead(layout: Layout, first: int) -> int:
    """The title below the letterhead or masthead that starts at `first`; `first` where none starts there."""
    if has_masthead(layout, first):
        below = below_masthead(layout, first)
        return first if below is None else below
    text = layout.text(first)
    named = not layout.is_above_title(first)
    if named and not (first + 1 < len(layout.blocks) and is_organisation(text) and layout.is_above_title(first + 1)):
        return first
    for number in range(first + 1, min(len(layout.blocks), first + _LINES_OF_LETTERHEAD)):
        if layout.is_above_title(number):
            continue
        likely = layout.is_bare(number) and not layout.is_author_alone(number)
        return number if likely and (not named or names_official(layout.text(number))) else first
    return first


def has_masthead(layout: Layout, number: int) -> bool:
    """Whether a line is the name of a bulletin, with its number on the same line or the next."""
    text = layout.text(number)
    if is_masthead(text):
        return True
    return number + 1 < len(layout.blocks) and names_bulletin(text) and layout.is_above_title(number + 1)


def below_masthead(layout: Layout, first: int) -> int | None:
    """The title below a bulletin's name, number and editors; None where the text follows."""
    for number in range(first + 1, min(len(layout.blocks), first + _LINES_OF_MASTHEAD)):
        text = layout.text(number)
        if is_of_bulletin(text) or layout.is_author_alone(number):
            continue
        mark = layout.mark(number)
        if not layout.is_bare(number) or (mark and mark.form in NUMBERED) or is_contents_title(text):
            return None
        # 时间：… is said of a meeting, not above a report.
        return None if is_section(text) or ("：" in text[:6] and not label_before(text)) else number
    return None


def last_of_title(layout: Layout, number: int) -> int:
    """The number of the block that a title which starts at block `number` ends with: itself, or the second or third."""
    last = number
    while last - number < _LINES_OF_TITLE - 1:
        goes_on = layout.blocks[last].form != "hash" and continues(layout, last)
        # Two issuers above the rest: 中共青石镇委员会, 青石镇人民政府.
        if not goes_on and not (last == number and is_joint(layout, number)):
            break
        last += 1
    return last


def is_joint(layout: Layout, number: int) -> bool:
    """Whether a line and the next are two issuers of one document, whose title goes on below."""
    after = number + 1
    return (
        after + 1 < len(layout.blocks)
        and layout.is_bare(number)
        and layout.is_bare(after)
        and is_organisation(layout.text(number))
        and is_organisation(layout.text(after))
        and not names_document(layout.text(after))
        and layout.gap(after) == 1
        and layout.gap(after + 1) == 1
        and unit_in(layout.text(after + 1)) is None
        and continues(layout, after)
    )


def continues(layout: Layout, number: int) -> bool:
    """Whether the line after a title's first is its second."""
    after = number + 1
    if after < len(layout.blocks) and layout.is_short(after) and layout.text(after).startswith("——"):
        return after not in layout.drawn and layout.gap(after) <= 2 and not layout.is_author(after)
    if not layout.is_bare(after) or layout.blocks[after].form != "bare" or layout.mark(after):
        return False
    first, second = layout.text(number), layout.text(after)
    if author_of(second) is not None or is_date(second) or is_whole_date(first) or layout.is_above_title(after):
        return False
    if layout.gap(after) > 1:
        # Where a blank line stands between all lines, only what cannot end where it does goes on.
        goes_on = first.startswith("关于") or layout.heads_title(number)
        return goes_on and not names_document(first) and names_document(second)
    if names_document(second) and not names_document(first):
        return True
    if first.isascii():
        return first.endswith((" of", " for", " and", " the", " in", " on", ":", ",", " to"))
    if first.endswith(_GOES_ON):
        return True
    return first.startswith("关于") and not names_document(first) and not is_organisation(second)


def _without_emphasis(layout: Layout, start: int, end: int) -> Span:
    while end - start > 4 and layout.prose.startswith("**", start):
        start += 2
    while end - start > 4 and layout.prose.endswith("**", start, end):
        end -= 2
    return Span(start, end)
