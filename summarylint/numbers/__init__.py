"""Text to quantities: numbers in digits, Chinese numerals and English words, with units, as exact intervals.

Pure: it knows nothing of rules, files or processes. `quantities(text)` is the whole of it; `unfilled` says where a
number is missing, and `same_unit` which quantities may be added up.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarylint.numbers.types import Blank, Quantity

__all__ = ["Blank", "Quantity", "quantities", "same_unit", "unfilled"]


def quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """The quantities that lie in `text[start:end]`, in order and never overlapping; offsets are those of `text`."""
    # The grammar and exact fractions take longer to import than checking a page that holds no number.
    from summarylint.numbers.scan import scan

    return scan(text, start, len(text) if end is None else min(end, len(text)))


def unfilled(text: str, start: int = 0, end: int | None = None) -> Iterator[Blank]:
    """The numbers with a unit that were not filled in, in `text[start:end]`: xx件, x.x亿元, __个, XX%."""
    from summarylint.numbers.masks import unfilled as find

    return find(text, start, len(text) if end is None else min(end, len(text)))


def same_unit(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities count the same: by unit, or by measure words that people interchange (人, 名, 位)."""
    from summarylint.numbers.units import comparable

    return a.kind == b.kind and comparable(a.unit, b.unit)
