"""Texts in memory and their fingerprints, to compare each with all others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from summarylint.reuse.fingerprints import fingerprints
from summarylint.reuse.normalise import Normalised
from summarylint.reuse.passages import Evidence, Passage, passages
from summarylint.reuse.postings import COMMON, Anchors, Postings, anchors, posted

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Index:
    """Texts, normalised, and their fingerprints: `k` units each, one in `sparsity`."""

    def __init__(self, texts: Sequence[Normalised], k: int, sparsity: int) -> None:
        self.k = k
        self.texts = texts
        bounds = np.concatenate(([0], np.cumsum([len(text.codes) for text in texts], dtype=np.int64)))
        self._fingerprints = [fingerprints(text.codes, k, sparsity) for text in texts]
        parts = [posted(one, start) for one, start in zip(self._fingerprints, bounds.tolist(), strict=False)]
        self._postings = Postings(np.sort(np.concatenate([np.zeros(0, np.uint64), *parts])), bounds)

    def anchors(self, number: int) -> Anchors:
        """What text `number` shares with each other one."""
        return anchors(self._fingerprints[number], [self._postings], [number])

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
        return passages(self.texts[number], found, self.texts.__getitem__, self.k, evidence, ordinary)
