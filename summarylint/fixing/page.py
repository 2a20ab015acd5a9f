"""Edits in the source of an HTML page: text between tags, never a tag, and no byte beside it."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from summarylint.errors import Said
from summarylint.fixing import text
from summarylint.fixing.formats import UnfixableError
from summarylint.model import Document, Edit, Span
from summarylint.readers.decode import decode

if TYPE_CHECKING:
    from summarylint.readers.html.source import Origin

_NOT_IN_SOURCE = Said(
    "touches what does not stand in the page's source as it is shown (an automatic number, the bars of a table, "
    "a line end); mend it by hand",
    "涉及网页源码中没有对应文字的内容（自动编号、表格线、换行）；请手工修改",
)


def fixed(document: Document, content: bytes, edits: Sequence[Edit]) -> bytes:
    """The page with `edits` made; a line end that they insert is a `<br>`, an element that they empty stays.

    Raises UnfixableError, whose further arguments are the edits that can't be made where it is for some only.
    """
    placed = [(edit, _spans(document, edit)) for edit in edits]
    refused = [edit for edit, spans in placed if not spans]
    if refused:
        raise UnfixableError(_NOT_IN_SOURCE, *refused)
    in_source = sorted(one for edit, spans in placed for one in _in_source(edit, spans, document.encoding or "utf-8"))
    if any(one.span.end > other.span.start for one, other in pairwise(in_source)):
        raise UnfixableError(_NOT_IN_SOURCE)
    source = decode(content, document.encoding).text
    return text.fixed(document._replace(text=source), content, in_source)


def _spans(document: Document, edit: Edit) -> list[Span]:
    """What an edit replaces in the source; nothing where that is not known to the letter."""
    origin: Origin = document.origin
    start, end = edit.span
    if "\n" in document.text[start:end]:
        return []
    if start < end:
        return origin.spans(document.text, start, end) or []
    # Between two characters of a line only inline tags can stand, so either side of them will do.
    if start < len(document.text) and document.text[start] != "\n":
        behind = origin.spans(document.text, start, start + 1)
        if behind:
            return [Span(behind[0].start, behind[0].start)]
    if start and document.text[start - 1] != "\n":
        before = origin.spans(document.text, start - 1, start)
        if before:
            return [Span(before[-1].end, before[-1].end)]
    return []


def _in_source(edit: Edit, spans: Sequence[Span], encoding: str) -> Iterator[Edit]:
    """The same edit in the source: its first stretch takes the new text, the others are emptied."""
    yield Edit(spans[0], "<br>".join(_written(line, encoding) for line in edit.text.replace("\r\n", "\n").split("\n")))
    for span in spans[1:]:
        yield Edit(span, "")


def _written(line: str, encoding: str) -> str:
    """Text as source; what the page's encoding can't hold is written by its number."""
    return html.escape(line, quote=False).encode(encoding, "xmlcharrefreplace").decode(encoding)
