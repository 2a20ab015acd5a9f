"""Fingerprints of many texts as one sorted array: which texts share which, and where.

A posting is 64 bits: the upper half of a hash, and a place in all texts joined. Sorted, the array is its own directory.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from summarylint.reuse.fingerprints import hashes, winnowed
from summarylint.reuse.normalise import Normalised

if TYPE_CHECKING:
    from numpy.typing import NDArray

_UPPER = np.uint64(0xFFFFFFFF00000000)
_LOWER = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)
_COMMON = 64
"""A fingerprint that stands more often is everybody's, and leads to no candidate."""


class Anchors(NamedTuple):
    """Fingerprints that a text shares with others: by text, then by place in it."""

    texts: NDArray[np.int64]
    places: NDArray[np.int64]
    """In the text that was looked up, in units."""
    others: NDArray[np.int64]
    """In the other text."""
    counts: NDArray[np.int64]
    """How often the fingerprint stands in all texts."""


class Index:
    """Texts, normalised, and their fingerprints: `k` units each, one in `sparsity`."""

    def __init__(self, texts: Sequence[Normalised], k: int, sparsity: int) -> None:
        self.k, self.sparsity = k, sparsity
        self.texts = texts
        self.bounds = np.concatenate(([0], np.cumsum([len(text.codes) for text in texts], dtype=np.int64)))
        self._chosen = [self._fingerprints(text) for text in texts]
        self._postings = np.sort(
            np.concatenate(
                [
                    np.zeros(0, np.uint64),
                    *(
                        keys | (places.astype(np.uint64) + np.uint64(bound))
                        for (places, keys), bound in zip(self._chosen, self.bounds.tolist(), strict=False)
                    ),
                ]
            )
        )

    def _fingerprints(self, text: Normalised) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        values = hashes(text.codes, self.k)
        places = winnowed(values, self.sparsity)
        return places, values[places] & _UPPER

    def anchors(self, number: int) -> Anchors:
        """What text `number` shares with each other one."""
        places, keys = self._chosen[number]
        low = np.searchsorted(self._postings, keys)
        high = np.searchsorted(self._postings, keys | _LOWER, side="right")
        counts = high - low
        known = (counts > 1) & (counts <= _COMMON)
        places, low, counts = places[known], low[known], counts[known]
        asked = np.repeat(np.arange(len(places)), counts)
        at = np.arange(len(asked)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(low, counts)
        joined = (self._postings[at] & _LOWER).astype(np.int64)
        texts = np.searchsorted(self.bounds, joined, side="right") - 1
        others = texts != number
        texts, asked, joined = texts[others], asked[others], joined[others]
        found = joined - self.bounds[texts]
        order = np.lexsort((found, places[asked], texts))
        return Anchors(texts[order], places[asked][order], found[order], counts[asked][order])
