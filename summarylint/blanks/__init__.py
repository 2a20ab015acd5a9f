"""Text to blanks: what an author should have filled in, found by a lexer that looks at what stands around it.

Pure: it knows nothing of rules, files or processes. `blanks(text, words)` is the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarylint.blanks.cells import cell_blanks
from summarylint.blanks.gaps import gap_blanks
from summarylint.blanks.lines import line_blanks
from summarylint.blanks.marks import mark_blanks
from summarylint.blanks.prompts import prompt_blanks
from summarylint.blanks.types import Blank, Words

__all__ = ["Blank", "Words", "blanks"]


def blanks(text: str, words: Words) -> Iterator[Blank]:
    """The blanks of `text`, in no order; those of different forms may overlap (【xx】 is a name in brackets)."""
    yield from mark_blanks(text, words)
    yield from line_blanks(text, words)
    yield from gap_blanks(text, words)
    yield from cell_blanks(text, words)
    yield from prompt_blanks(text, words)
