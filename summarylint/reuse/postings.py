"""Fingerprints of many texts as one sorted array: which texts share which with a given one, and where.

A posting is 64 bits: the upper half of a hash, and a place in all texts joined. Sorted, the array is its own directory.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from summarylint.reuse.fingerprints import Fingerprints

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LOWER = np.uint64(0xFFFFFFFF)
COMMON = 64
"""A fingerprint that stands more often is everybody's, and leads to no candidate."""


class Postings(NamedTuple):
    """The fingerprints of texts that are joined, at most 4 G units of them."""

    values: NDArray[np.uint64]
    """Sorted."""
    bounds: NDArray[np.int64]
    """Where each text starts and the last one ends, in units."""


class Anchors(NamedTuple):
    """Fingerprints that a text shares with others: by text, then by place in it."""

    texts: NDArray[np.int64]
    """Numbers of the others, counted through all postings."""
    places: NDArray[np.int64]
    """In the text that was looked up, in units."""
    others: NDArray[np.int64]
    """In the other text."""
    counts: NDArray[np.int64]
    """How often the fingerprint stands in all texts, the one that was looked up counted once."""

    def first(self, count: int) -> Anchors:
        """So many of them."""
        return Anchors(*(one[:count] for one in self))


def posted(found: Fingerprints, start: int = 0) -> NDArray[np.uint64]:
    """The postings of a text that starts at `start` of all, in order of place."""
    return found.keys | (found.places + start).astype(np.uint64)


def counts(mine: Fingerprints, among: Sequence[Postings]) -> NDArray[np.int64]:
    """How often each fingerprint of `mine` stands in those `among`."""
    total = np.zeros(len(mine.keys), np.int64)
    for one in among:
        low, high = _ranges(mine.keys, one)
        total += high - low
    return total


def anchors(mine: Fingerprints, among: Sequence[Postings], without: Sequence[int] | NDArray[np.int64] = ()) -> Anchors:
    """What a text with the fingerprints `mine` shares with those `among` whose numbers are not in `without`."""
    # In order, so that what is looked up next lies near.
    order = np.argsort(mine.keys)
    places, keys = mine.places[order], mine.keys[order]
    ranges = [_ranges(keys, one) for one in among]
    often = sum((high - low for low, high in ranges), np.zeros(len(keys), np.int64))
    texts, asked, others = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    first = 0
    for one, (low, high) in zip(among, ranges, strict=True):
        number = np.where(often <= COMMON, high - low, 0)
        rows = np.repeat(np.arange(len(keys)), number)
        at = np.arange(len(rows)) - np.repeat(np.cumsum(number) - number, number) + np.repeat(low, number)
        joined = (one.values[at] & _LOWER).astype(np.int64)
        text = np.searchsorted(one.bounds, joined, side="right") - 1
        texts.append(text + first)
        asked.append(rows)
        others.append(joined - one.bounds[text])
        first += len(one.bounds) - 1
    text, row, other = np.concatenate(texts), np.concatenate(asked), np.concatenate(others)
    if len(without):
        kept = ~np.isin(text, without)
        text, row, other = text[kept], row[kept], other[kept]
    said = np.bincount(row, minlength=len(keys)) + 1
    order = np.lexsort((other, places[row], text))
    return Anchors(text[order], places[row][order], other[order], said[row][order])


def _ranges(keys: NDArray[np.uint64], one: Postings) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the postings of each key start and end."""
    return np.searchsorted(one.values, keys), np.searchsorted(one.values, keys | _LOWER, side="right")
