"""The title of a submission: over one line or two, without its number."""

from __future__ import annotations

from typing import NamedTuple

from summarylint.model import Span
from summarylint.splitting.layout import Layout
from summarylint.splitting.lines import author_of, is_date, is_organisation, names_document


class Head(NamedTuple):
    """The first lines of a submission."""

    title: Span
    body: int
    """The number of the first block that is neither mark, title nor author's line."""


def head_of(layout: Layout, first: int) -> Head:
    """What the submission that starts at block `first` opens with."""
    blocks = layout.blocks
    block = blocks[first]
    start, number = block.start, first
    mark = layout.mark(first)
    if mark and mark.end < block.end:
        start = mark.end
    elif mark and layout.is_bare(first + 1):
        number = first + 1
        start = blocks[number].start
    end = blocks[number].end
    following = number + 1
    if blocks[number].form != "hash" and continues(layout, number):
        end = blocks[following].end
        following += 1
    while following < min(len(blocks), number + 5) and layout.is_author(following):
        following += 1
    return Head(_without_emphasis(layout, start, end), following)


def continues(layout: Layout, number: int) -> bool:
    """Whether the line after a title's first is its second."""
    after = number + 1
    if after < len(layout.blocks) and layout.is_short(after) and layout.text(after).startswith("——"):
        return after not in layout.drawn and layout.gap(after) <= 2 and not layout.is_author(after)
    if not layout.is_bare(after) or layout.blocks[after].form != "bare" or layout.mark(after):
        return False
    first, second = layout.text(number), layout.text(after)
    if author_of(second) or is_date(second):
        return False
    if layout.gap(after) > 1:
        # Where a blank line stands between all lines, only what cannot end where it does goes on.
        return first.startswith("关于") and not names_document(first) and names_document(second)
    if names_document(second) and not names_document(first):
        return True
    if first.isascii():
        return first.endswith((" of", " for", " and", " the", " in", " on", ":", ",", " to"))
    return first.startswith("关于") and not names_document(first) and not is_organisation(second)


def _without_emphasis(layout: Layout, start: int, end: int) -> Span:
    while end - start > 4 and layout.prose.startswith("**", start):
        start += 2
    while end - start > 4 and layout.prose.endswith("**", start, end):
        end -= 2
    return Span(start, end)
