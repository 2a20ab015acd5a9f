"""Wordings that many documents of an archive have: proposals for the list of set phrases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from summarylint.archive.catalogue import SPARSITY, UNITS
from summarylint.archive.lookup import Archive
from summarylint.reuse.ordinary import Ordinary

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WINDOW = 2 * SPARSITY - 1
"""Of units in a row that all stand in many documents, one in so many at least is the start of a fingerprint."""
_LONGEST = 120
"""Units; what is longer was copied, and by many."""
_SAMPLES = 8
_AGREEING = 0.75
_OFTEN = 1.5
"""One phrase ends and the next begins where fingerprints become so many times more, or less, frequent."""


class Phrase(NamedTuple):
    """A wording, and how many documents have it."""

    text: str
    documents: int


def phrases(archive: Archive, least: int, known: Ordinary) -> Iterator[Phrase]:
    """Wordings that `least` documents or more have and that are not `known` yet, the most frequent first."""
    found: dict[bytes, list[tuple[int, int, int]]] = {}
    for text, places, keys in _common_runs(archive, least):
        found.setdefault(keys.tobytes(), []).append((text, int(places[0]), int(places[-1]) + UNITS))
    counted = [(len({text for text, _, _ in runs}), runs) for runs in found.values()]
    proposed: set[str] = set()
    for documents, runs in sorted(counted, key=lambda one: -one[0]):
        if documents < least:
            break
        phrase = _phrase(archive, runs)
        if phrase is not None and phrase[0] not in proposed and not known.units(phrase[1]).all():
            proposed.add(phrase[0])
            yield Phrase(phrase[0], documents)


def _common_runs(archive: Archive, least: int) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.uint32]]]:
    """Stretches of documents whose fingerprints stand `least` times or more: text, places and hashes."""
    hashes = [(one.values >> np.uint64(32)).astype(np.uint32) for one in archive.postings]
    every, counts = np.unique(np.concatenate([np.zeros(0, np.uint32), *hashes]), return_counts=True)
    often = counts >= least
    every, counts = every[often], counts[often]
    if not len(every):
        return
    first = 0
    for one, own in zip(archive.postings, hashes, strict=True):
        at = np.searchsorted(every, own).clip(max=len(every) - 1)
        kept = every[at] == own
        places = (one.values[kept] & np.uint64(0xFFFFFFFF)).astype(np.int64)
        order = np.argsort(places)
        places, own_hashes, frequency = places[order], own[kept][order], counts[at[kept]][order]
        text = np.searchsorted(one.bounds, places, side="right") - 1
        ratio = frequency[1:] / frequency[:-1]
        cuts = (np.diff(places) > _WINDOW) | (np.diff(text) > 0) | (ratio > _OFTEN) | (ratio < 1 / _OFTEN)
        starts = np.append(0, np.flatnonzero(cuts) + 1)
        ends = np.append(starts[1:], len(places))
        short = (places[ends - 1] + UNITS - places[starts] < _LONGEST) if len(places) else np.zeros(0, bool)
        for start, end in zip(starts[short].tolist(), ends[short].tolist(), strict=True):
            number = int(text[start])
            yield first + number, places[start:end] - one.bounds[number], own_hashes[start:end]
        first += len(one.bounds) - 1


def _phrase(archive: Archive, runs: list[tuple[int, int, int]]) -> tuple[str, NDArray[np.uint32]] | None:
    """The wording of runs of equal fingerprints as its first document has it, with what most others agree on around."""
    samples = []
    for text, start, end in runs[:: -(-len(runs) // _SAMPLES)]:
        read = archive.text_of(text)
        if read is not None:
            samples.append((*read, start, end))
    if not samples:
        return None
    before = _agreed([units.codes[:start][::-1] for _, units, start, _ in samples])
    behind = _agreed([units.codes[end:] for _, units, _, end in samples])
    prose, units, start, end = samples[0]
    codes = units.codes[start - before : end + behind]
    wording = prose[int(units.starts[start - before]) : int(units.ends[end + behind - 1])]
    return " ".join(wording.split()), codes


def _agreed(sides: list[NDArray[np.uint32]]) -> int:
    """How many units most of the sides have as the first one has them, from where a run ends."""
    for length in range(_WINDOW):
        said = [int(side[length]) if len(side) > length else None for side in sides]
        if said[0] is None or said.count(said[0]) < _AGREEING * len(said):
            return length
    return _WINDOW
