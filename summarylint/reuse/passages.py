"""Passages that two texts share: chains made exact by alignment, and kept where they say more than set phrases do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from summarylint.reuse.chains import Chain, chains
from summarylint.reuse.index import Index

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CONTEXT = 96
"""Units around a chain that are aligned at first; more where the passage goes on to their end."""
_MOST_CONTEXT = 3_000
_SAME_PLACE = 4
_LEAST_AT_END = 2


class Evidence(NamedTuple):
    """What a passage must have; lengths in units."""

    shortest: int = 30
    rare: int = 24
    """Units of fingerprints that stand in few texts …"""
    few: int = 4
    """… in so many at most, both sides counted."""
    long: int = 120
    """Equal units that are evidence however many texts have them: copied by many is copied too."""
    identity: float = 0.6
    """Share of the passage that is equal in both."""


class Passage(NamedTuple):
    """A stretch of one text and where another has it, in code points of both, half-open."""

    start: int
    end: int
    text: int
    """Number of the other text."""
    other_start: int
    other_end: int
    equal: int
    """Units that are the same in both."""
    length: int
    """Units of the longer side."""

    @property
    def similarity(self) -> float:
        """Share of equal units, 0 to 1."""
        return self.equal / self.length


class _Aligned(NamedTuple):
    start: int
    end: int
    other_start: int
    other_end: int
    equal: int


def passages(index: Index, number: int, evidence: Evidence = Evidence()) -> Iterator[Passage]:  # noqa: B008 (a value)
    """The passages of text `number` of an index that others have too, by other text and place."""
    mine = index.texts[number]
    for text, found in chains(index.anchors(number)):
        other = index.texts[text]
        kept: list[_Aligned] = []
        for chain in found:
            if any(_is_inside(chain, one, index.k) for one in kept):
                continue
            aligned = _aligned(mine.codes, other.codes, chain, index.k)
            if aligned is not None and _is_evident(aligned, chain, index.k, evidence):
                kept.append(aligned)
        for one in kept:
            yield Passage(
                int(mine.starts[one.start]),
                int(mine.ends[one.end - 1]),
                text,
                int(other.starts[one.other_start]),
                int(other.ends[one.other_end - 1]),
                one.equal,
                max(one.end - one.start, one.other_end - one.other_start),
            )


def _is_inside(chain: Chain, aligned: _Aligned, k: int) -> bool:
    return (
        aligned.start <= chain.start
        and chain.end + k <= aligned.end
        and aligned.other_start <= chain.other_start + _SAME_PLACE
        and chain.other_end + k <= aligned.other_end + _SAME_PLACE
    )


def _is_evident(aligned: _Aligned, chain: Chain, k: int, evidence: Evidence) -> bool:
    length = max(aligned.end - aligned.start, aligned.other_end - aligned.other_start)
    if aligned.equal < evidence.shortest or aligned.equal < evidence.identity * length:
        return False
    if aligned.equal >= evidence.long:
        return True
    rare, last = 0, -1
    for place, count in chain.anchors:
        if count <= evidence.few and aligned.start <= place < aligned.end:
            rare += min(k, place + k - last) if last > place else k
            last = place + k
    return rare >= evidence.rare


def _aligned(mine: NDArray[np.uint32], other: NDArray[np.uint32], chain: Chain, k: int) -> _Aligned | None:
    """The run of edits around a chain that keeps most, in a window that grows while the run reaches its ends."""
    context = _CONTEXT
    while True:
        start, end = max(0, chain.start - context), min(len(mine), chain.end + k + context)
        other_start, other_end = max(0, chain.other_start - context), min(len(other), chain.other_end + k + context)
        best = _best_run(mine[start:end], other[other_start:other_end])
        if best is None:
            return None
        more_before = best.start == 0 and start > 0 and other_start > 0
        more_behind = best.end == end - start and end < len(mine) and other_end < len(other)
        if not (more_before or more_behind) or context > _MOST_CONTEXT:
            return _Aligned(
                start + best.start,
                start + best.end,
                other_start + best.other_start,
                other_start + best.other_end,
                best.equal,
            )
        context *= 4


def _best_run(mine: NDArray[np.uint32], other: NDArray[np.uint32]) -> _Aligned | None:
    """The stretch of an alignment with the most equal units, less what differs in between."""
    edits = list(Levenshtein.opcodes(mine.tolist(), other.tolist()))
    best_score, best = 0.0, (0, -1)
    score, begun = 0.0, -1
    for number, edit in enumerate(edits):
        mine_long, other_long = edit.src_end - edit.src_start, edit.dest_end - edit.dest_start
        if edit.tag == "equal":
            if begun < 0:
                begun, score = number, 0.0
            score += mine_long
            if score > best_score:
                best_score, best = score, (begun, number)
        elif begun >= 0:
            longer = max(mine_long, other_long)
            # A sentence put in costs less than as many characters replaced.
            score -= mine_long if edit.tag == "replace" else min(0.8 * longer, 3 + 0.35 * longer)
            if score <= 0:
                begun = -1
    first, last = best
    # A single equal unit at an end is chance.
    while first < last and edits[first].src_end - edits[first].src_start < _LEAST_AT_END:
        first += 2
    while last > first and edits[last].src_end - edits[last].src_start < _LEAST_AT_END:
        last -= 2
    if first > last:
        return None
    equal = sum(edit.src_end - edit.src_start for edit in edits[first : last + 1] if edit.tag == "equal")
    return _Aligned(edits[first].src_start, edits[last].src_end, edits[first].dest_start, edits[last].dest_end, equal)
