"""All quantities of a text, in order: what each grammar finds, without overlaps."""

from __future__ import annotations

from operator import itemgetter

from summarylint.numbers import arabic, shares, spelled, words
from summarylint.numbers.types import Quantity

_START = itemgetter(0)


def scan(text: str, start: int, end: int) -> list[Quantity]:
    """The quantities that lie in `text[start:end]`; where two overlap, the one that starts first."""
    found = [
        *arabic.quantities(text, start, end),
        *spelled.quantities(text, start, end),
        *shares.quantities(text, start, end),
        *words.quantities(text, start, end),
    ]
    found.sort(key=_START)
    kept = []
    stop = start
    for quantity in found:
        if quantity.start >= stop:
            kept.append(quantity)
            stop = quantity.end
    return kept
