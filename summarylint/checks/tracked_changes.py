"""Word files in which somebody's changes are still proposals."""

from __future__ import annotations

from collections.abc import Iterator

from summarylint.checks.base import Check
from summarylint.model import Hit, Span, Submission


class TrackedChanges(Check):
    """Count the tracked changes that nobody has accepted or rejected."""

    scope = "file"
    words = frozenset({"insertions", "deletions"})

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit at the start of a document that has any."""
        tracked = submission.document.tracked
        if any(tracked):
            yield Hit("", Span(0, 0), tracked._asdict(), tracked._asdict(), about="tracked changes")
