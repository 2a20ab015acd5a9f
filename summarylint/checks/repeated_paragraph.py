"""Paragraphs and lines that stand twice in one submission."""

from __future__ import annotations

from collections.abc import Iterator

from summarylint.checks.base import Check
from summarylint.model import Block, Edit, Fix, Hit, Span, Submission

_KINDS = frozenset({"paragraph", "heading", "item"})


class RepeatedParagraph(Check):
    """Look for a block that says what an earlier one says, blanks and punctuation aside.

    A block of `shortest` letters counts wherever the first one stands; a shorter one only right behind it.
    """

    words = frozenset({"where"})

    shortest: int = 30
    shortest_beside: int = 12

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each block that was there before."""
        prose = submission.document.prose
        seen: dict[str, Block] = {}
        last = ""
        for block in submission.blocks:
            if block.kind not in _KINDS or block.end - block.start < self.shortest_beside:
                continue
            key = "".join(filter(str.isalnum, prose[block.start : block.end]))
            if len(key) >= self.shortest_beside and key in seen and (len(key) >= self.shortest or key == last):
                first = seen[key]
                span = Span(block.start, block.end)
                yield Hit(
                    "",
                    span,
                    {"where": dict(submission.document.place_at(first.start))},
                    fix=Fix((Edit(span, ""),), safe=False),
                    related=((Span(first.start, first.end), {"zh": "第一次", "en": "the first time"}),),
                )
            seen.setdefault(key, block)
            last = key
