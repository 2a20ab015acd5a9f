"""What everybody says: set phrases, and the forms that were handed out, wherever they stand in a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from summarylint.reuse.fingerprints import covered, fingerprints
from summarylint.reuse.normalise import joined

if TYPE_CHECKING:
    from numpy.typing import NDArray

_UNITS = 6
"""In a row that must stand in a phrase for a stretch of text to be of it; fewer stand anywhere."""


class Ordinary:
    """Runs of units that say nothing of who wrote a text."""

    def __init__(self, texts: Sequence[str]) -> None:
        codes, _ = joined(texts)
        self._known = np.unique(fingerprints(codes, _UNITS, 1).keys)

    def units(self, codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Which units lie in a run that stands in one of the texts."""
        found = fingerprints(codes, _UNITS, 1)
        if not len(self._known):
            return np.zeros(len(codes), bool)
        at = np.searchsorted(self._known, found.keys).clip(max=len(self._known) - 1)
        return covered(found.places[self._known[at] == found.keys], _UNITS, len(codes))
