"""Texts in memory and their fingerprints, to compare each with all others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from summarylint.reuse.fingerprints import fingerprints
from summarylint.reuse.normalise import normalise
from summarylint.reuse.passages import Evidence, Passage, passages
from summarylint.reuse.postings import COMMON, Anchors, Postings, anchors, posted

if TYPE_CHECKING:
    from numpy.typing import NDArray

_AT_HAND = 1_000
"""Texts whose units are kept; those of all would take six times the room of their fingerprints."""


class Index:
    """Fingerprints of `texts`, `k` units each, one in `sparsity`; a text is asked for again when it is needed."""

    def __init__(self, texts: Sequence[str], k: int, sparsity: int) -> None:
        self.k, self.sparsity = k, sparsity
        self.units = lru_cache(_AT_HAND)(lambda number: normalise(texts[number]))
        """The units of a text by its number."""
        bounds = np.zeros(len(texts) + 1, np.int64)
        # Room that is never touched takes no memory: there are no more fingerprints than characters.
        values = np.empty(sum(map(len, texts)), np.uint64)
        filled = 0
        for number in range(len(texts)):
            codes = self.units(number).codes
            own = posted(fingerprints(codes, k, sparsity), int(bounds[number]))
            values[filled : filled + len(own)] = own
            filled += len(own)
            bounds[number + 1] = bounds[number] + len(codes)
        values[:filled].sort()
        self._postings = Postings(values[:filled], bounds)

    def anchors(self, number: int) -> Anchors:
        """What text `number` shares with each other one."""
        own = fingerprints(self.units(number).codes, self.k, self.sparsity)
        return anchors(own, [self._postings], [number])

    def passages(
        self,
        number: int,
        evidence: Evidence = Evidence(),  # noqa: B008 (a value)
        ordinary: NDArray[np.bool_] | None = None,
        often: NDArray[np.bool_] | None = None,
        *,
        earlier: bool = False,
    ) -> Iterator[Passage]:
        """The passages of text `number` that others, or with `earlier` those before it, have too, by text and place.

        Units that are `ordinary` are evidence of nothing; those said `often` elsewhere are not rare, however few
        of these texts have them.
        """
        found = self.anchors(number)
        if earlier:
            found = found.first(int(np.searchsorted(found.texts, number)))
        if often is not None:
            said = np.append(0, np.cumsum(often))
            everywhere = said[found.places + self.k] - said[found.places] == self.k
            found = found._replace(counts=np.where(everywhere, COMMON, found.counts))
        return passages(self.units(number), found, self.units, self.k, evidence, ordinary)
