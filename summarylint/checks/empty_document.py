"""A document with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from summarylint.model import HIDDEN, Hit, Span, Submission
from summarylint.patterns import Pattern

_VISIBLE = Pattern(rf"[^\s\u200b\u200c\u200d\u2060\ufeff{HIDDEN}]")


@dataclass(frozen=True, repr=False, eq=False)
class EmptyDocument:
    """Look whether a document has any visible character."""

    scope: ClassVar = "file"

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit at the start of an empty document."""
        if _VISIBLE.search(submission.text) is None:
            yield Hit("", Span(0, 0))
