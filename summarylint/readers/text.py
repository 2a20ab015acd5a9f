"""Plain text: one line, one paragraph."""

from __future__ import annotations

from summarylint.comments import without_comments
from summarylint.model import HIDDEN, Block, Document, line_starts
from summarylint.readers.decode import Decoded
from summarylint.readers.outline import blocks_of_line, with_run_in_headings

BLANKS = " \t　\u00a0\ufeff"
"""What a line may be indented with."""
_NO_WORDS = BLANKS + HIDDEN


def read_text(name: str, decoded: Decoded) -> Document:
    """The document of a plain text."""
    prose = without_comments(with_line_feeds(decoded.text))
    starts = line_starts(prose)
    blocks: list[Block] = []
    for number, start in enumerate(starts):
        end = starts[number + 1] - 1 if number + 1 < len(starts) else len(prose)
        line = prose[start:end]
        kept = line.strip(_NO_WORDS)
        if kept:
            first = start + len(line) - len(line.lstrip(_NO_WORDS))
            blocks += blocks_of_line(prose, first, first + len(kept))
    blocks = with_run_in_headings(prose, blocks)
    return Document(name, "txt", decoded.text, prose, starts, tuple(blocks), decoded.encoding, {}, decoded.problem)


def with_line_feeds(text: str) -> str:
    """`text` with every line end a line feed and no offset moved: the CR of a CRLF becomes a blank."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", " \n").replace("\r", "\n")
