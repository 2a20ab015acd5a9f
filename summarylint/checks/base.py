"""What every check is: a frozen value whose fields are its options, with one function that looks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from summarylint.model import Hit, Submission


class Check(Protocol):
    """A check is a frozen dataclass; its class may say more.

    `kinds`: the kinds of its hits, where several rules share it;
    `words`: the names that its hits supply to messages, beside `match`;
    `scope`: `submission` (the default) or `file`, which hands it the whole document at once;
    `required`: options without a sensible default; `expressions`: options that hold regular expressions.
    """

    def find(self, submission: Submission) -> Iterator[Hit]:
        """Look and yield; print nothing, open nothing, remember nothing."""
        ...
