"""Units that were to hand in a submission and did not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from summarylint.checks.base import Check
from summarylint.model import Hit, Submission


class NotSubmitted(Check):
    """Call the roll: each unit must be the author of a submission, or be named by its title or its file."""

    scope = "run"

    def absent(self, roll: Submission, there: Sequence[Sequence[str]]) -> Iterator[Hit]:
        """A hit for each line of `roll` that nobody answers to; `there` are the names of each submission.

        A longer name that is on the roll too, 白石镇中心小学, does not answer for 白石镇.
        """
        units = [
            (block.start, block.end, _plain(roll.document.prose[block.start : block.end])) for block in roll.blocks
        ]
        names = [[_plain(name) for name in one if name] for one in there]
        answered = {unit for one in names for unit in _named(one, [unit for _, _, unit in units])}
        for start, end, unit in units:
            if unit not in answered:
                yield Hit("", roll.span_of(start - roll.start, end - roll.start), data={"unit": unit})


def _named(names: Sequence[str], units: Sequence[str]) -> set[str]:
    """The units that a submission is of: the longest that each of its names holds."""
    found = set()
    for name in names:
        held = [unit for unit in units if unit in name]
        found |= {unit for unit in held if not any(unit != other and unit in other for other in held)}
    return found


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())
