"""One document to its submissions: a compilation holds several, and the rest stays as stretches of none."""

from __future__ import annotations

import os

from summarylint.model import Block, Document, Span, Submission
from summarylint.splitting.divisions import starts_of
from summarylint.splitting.edges import end_of
from summarylint.splitting.layout import Layout
from summarylint.splitting.lines import unspaced
from summarylint.splitting.opening import title_of
from summarylint.splitting.titles import head_of
from summarylint.units import unit_of


def split(document: Document) -> list[Submission]:
    """The submissions of `document` and the stretches between them, in order; together they hold every block.

    A document in which nothing shows several is one submission.
    """
    blocks = document.blocks
    if not blocks:
        return []
    layout = Layout(document)
    starts = starts_of(layout)
    titles = [head_of(layout, first).title for first in starts]
    if not starts:
        starts, titles = (0,), [title_of(layout)]
    found: list[Submission] = []
    at = 0
    for number, (first, span) in enumerate(zip(starts, titles, strict=True)):
        if first > at:
            found.append(_stretch(document, at, first))
        at = end_of(layout, first, starts[number + 1] if number + 1 < len(starts) else len(blocks))
        found.append(_submission(document, number + 1, span, first, at))
    if at < len(blocks):
        found.append(_stretch(document, at, len(blocks)))
    return [part._replace(of=len(titles)) for part in found]


def _submission(document: Document, number: int, span: Span, first: int, end: int) -> Submission:
    blocks = document.blocks[first:end]
    if span.end > blocks[-1].end:
        # The only line that looked like a title was a seller's, and is cut off.
        span = Span(blocks[0].start, blocks[0].start)
    title = _on_one_line(document, blocks, span) or os.path.splitext(os.path.basename(document.name))[0]
    return Submission(
        document,
        number,
        title,
        span,
        blocks[0].start,
        blocks[-1].end,
        blocks,
        unit_of(document, blocks, span),
    )


def _stretch(document: Document, first: int, last: int) -> Submission:
    start, end = document.blocks[first].start, document.blocks[last - 1].end
    return Submission(document, None, "", Span(start, start), start, end, document.blocks[first:last])


def _on_one_line(document: Document, blocks: tuple[Block, ...], span: Span) -> str:
    """A title as one line: no blank between Chinese lines, none within 总 结, and one blank for several."""
    whole = ""
    for block in blocks:
        if block.start >= span.end:
            break
        for line in document.text[max(block.start, span.start) : min(block.end, span.end)].split("\n"):
            said = " ".join(unspaced(line.strip()).split())
            whole += " " + said if whole and said and (whole[-1] + said[0]).isascii() else said
    return whole
