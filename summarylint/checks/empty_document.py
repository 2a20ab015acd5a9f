"""A document with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator

from summarylint.checks.base import Check
from summarylint.model import Hit, Span, Submission
from summarylint.patterns import Pattern

_VISIBLE = Pattern(r"[^\s\u200b\u200c\u200d\u2060\ufeff]")


class EmptyDocument(Check):
    """Look whether a document has any visible character."""

    scope = "file"

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit at the start of an empty document."""
        if _VISIBLE.search(submission.document.text) is None:
            yield Hit("", Span(0, 0))
