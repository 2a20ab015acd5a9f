"""Who was to hand in a submission, and did not: `expected` in the config against the rows of the report."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from summarylint.discover import shown
from summarylint.locate import Located, locate
from summarylint.model import Finding, Position, Row, Span, Submission
from summarylint.readers.decode import Decoded
from summarylint.readers.text import read_text

if TYPE_CHECKING:
    from summarylint.ruleset.select import Plan


def not_submitted(
    expected: Sequence[str], rows: Sequence[Row], plan: Plan, origin: str, lang: str
) -> Iterator[Finding]:
    """A finding for each unit that no row is of, in the config at `origin` that expects it."""
    roll = roll_of(expected, shown(origin.partition(" [")[0]))
    there = [(row.unit or "", row.title or "", os.path.splitext(row.path)[0]) for row in rows if row.start]
    located = Located(roll.document, [roll], lang)
    for active in plan:
        if active.scope == "run":
            for hit in active.find.absent(roll, there):
                found = locate(hit, active.rules[""], located)
                # The reader of the config does not tell lines.
                first = Position(1, 1, 0)
                yield found._replace(start=first, end=first, submission=None)


def roll_of(units: Sequence[str], name: str) -> Submission:
    """The units as a document, a line each."""
    document = read_text(name, Decoded("\n".join(units), "utf-8"))
    return Submission(document, None, "", Span(0, 0), 0, len(document.text), document.blocks)
