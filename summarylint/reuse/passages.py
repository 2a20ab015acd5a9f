"""Passages that two texts share: chains made exact by alignment, and kept where they say more than set phrases do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from summarylint.reuse.alignment import Aligned, aligned, looks_alike
from summarylint.reuse.chains import Chain, chains
from summarylint.reuse.normalise import Normalised
from summarylint.reuse.postings import Anchors

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SAME_PLACE = 4
_MOSTLY_RARE = 0.4
_NEARLY_SAME = 0.85
"""A passage that many have was copied by many where it is so much alike; less alike, it is what one says there."""
_SENTENCE, _ONE_PIECE, _SEVERAL, _THROUGHOUT = 90, 0.75, 3, 0.8
"""What three texts or more have throughout in one piece, no longer than a sentence, was prescribed and not copied."""
_LEAST_PIECE = 10
"""Equal units of a sentence that was moved, next to others that were."""
_BESIDE = 64
"""Units from a passage within which such a sentence may stand."""
_NEAR = 16
"""Units between two such sentences, in either text."""
_HULL = 1.3
"""How much longer than its pieces the stretch may be that they stand in."""


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
    core: tuple[int, int, int, int]
    """The longest stretch that is the same in both: start and end of either side, in code points."""
    wording: bool = False
    """Whether it is a sentence that three texts or more have in one piece: prescribed rather than copied."""
    moved: bool = False
    """Whether its sentences stand in another order."""

    @property
    def similarity(self) -> float:
        """Share of equal units, 0 to 1."""
        return self.equal / self.length


def passages(
    mine: Normalised,
    found: Anchors,
    other_of: Callable[[int], Normalised | None],
    k: int,
    evidence: Evidence = Evidence(),  # noqa: B008 (a value)
    ordinary: NDArray[np.bool_] | None = None,
) -> Iterator[Passage]:
    """The passages of a text that others have too, by other text and place.

    `found` are its anchors of `k` units; `other_of` gives the units of another text by its number, None where it is
    no more. What is `ordinary`, unit for unit of `mine`, is said by everybody, and is evidence of nothing.
    """
    strange = None if ordinary is None else np.append(0, np.cumsum(~ordinary))
    for text, led in chains(found, evidence.few):
        other = other_of(text) if any(_is_promising(chain, k, evidence) for chain in led) else None
        if other is None:
            continue
        pieces = list(_pieces(mine.codes, other.codes, led, k, evidence, strange))
        for group in _groups(pieces, evidence):
            start, end = min(one.at.start for one in group), max(one.at.end for one in group)
            first, last = min(one.at.other_start for one in group), max(one.at.other_end for one in group)
            core = max((one.at.core for one in group), key=lambda run: run.size)
            yield Passage(
                int(mine.starts[start]),
                int(mine.ends[end - 1]),
                text,
                int(other.starts[first]),
                int(other.ends[last - 1]),
                sum(one.at.equal for one in group),
                max(end - start, last - first),
                (
                    int(mine.starts[core.start]),
                    int(mine.ends[core.start + core.size - 1]),
                    int(other.starts[core.other]),
                    int(other.ends[core.other + core.size - 1]),
                ),
                wording=_is_wording(group),
                moved=len(group) > 1,
            )


class _Piece(NamedTuple):
    """An aligned stretch, and what speaks for its having been copied."""

    at: Aligned
    strange: int
    """Equal units that not everybody says."""
    rare: int
    """Units of its anchors that few texts have."""
    common: int
    """Units of its other anchors."""
    counts: list[int]
    """In how many texts each of its anchors stands."""


def _pieces(
    mine: NDArray[np.uint32],
    other: NDArray[np.uint32],
    led: list[Chain],
    k: int,
    evidence: Evidence,
    strange: NDArray[np.int64] | None,
) -> Iterator[_Piece]:
    """What chains lead to: first where much is the same, then short sentences next to that."""
    anchors = sorted(anchor for chain in led for anchor in chain.anchors)
    found: list[Aligned] = []
    left = []
    for chain in led:
        if not _is_promising(chain, k, evidence) or not looks_alike(mine, other, chain, k):
            left.append(chain)
        elif not any(_is_inside(chain, one, k) for one in found):
            at = aligned(mine, other, chain, k, evidence.identity)
            if at is not None and at.equal >= _LEAST_PIECE:
                found.append(at)
                yield _piece(at, anchors, k, evidence, strange)
    for chain in left if found else ():
        if any(_is_beside(chain, one) for one in found) and not any(_is_inside(chain, one, k) for one in found):
            at = aligned(mine, other, chain, k, evidence.identity)
            if at is not None and at.equal >= _LEAST_PIECE:
                found.append(at)
                yield _piece(at, anchors, k, evidence, strange)


def _piece(
    at: Aligned,
    anchors: list[tuple[int, int, int]],
    k: int,
    evidence: Evidence,
    strange: NDArray[np.int64] | None,
) -> _Piece:
    """`anchors` are all of the two texts; `strange` counts the units up to each place that not everybody says.

    None where nothing is known to be said by everybody.
    """
    said = 0 if strange is None else at.end - at.start - int(strange[at.end] - strange[at.start])
    rare = common = 0
    counts = []
    last = at.start
    for place, other, count in anchors[bisect_left(anchors, (at.start,)) : bisect_left(anchors, (at.end,))]:
        if at.other_start <= other < at.other_end:
            counts.append(count)
            start, last = max(place, last), place + k
            if count <= evidence.few:
                rare += last - start if strange is None else int(strange[last] - strange[start])
            else:
                common += last - start
    return _Piece(at, at.equal - said, rare, common, counts or [2])


def _groups(pieces: list[_Piece], evidence: Evidence) -> Iterator[list[_Piece]]:
    """The pieces that are evident, those together that are the sentences of one passage in another order."""
    for row in _rows(pieces, lambda at: (at.start, at.end)):
        for cluster in _rows(row, lambda at: (at.other_start, at.other_end)):
            if len(cluster) > 1 and _fills(cluster) and _is_evident(cluster, evidence):
                yield cluster
            else:
                yield from ([one] for one in cluster if _is_evident([one], evidence))


def _rows(pieces: list[_Piece], side: Callable[[Aligned], tuple[int, int]]) -> Iterator[list[_Piece]]:
    """Pieces that stand next to each other in one of the texts."""
    row: list[_Piece] = []
    for piece in sorted(pieces, key=lambda one: side(one.at)):
        if row and not -_NEAR <= side(piece.at)[0] - side(row[-1].at)[1] <= _NEAR:
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def _fills(cluster: list[_Piece]) -> bool:
    """Whether pieces leave little of the stretch of the text that they stand in."""
    length = sum(one.at.end - one.at.start for one in cluster)
    return max(one.at.end for one in cluster) - min(one.at.start for one in cluster) <= _HULL * length


def _is_promising(chain: Chain, k: int, evidence: Evidence) -> bool:
    """Whether a passage around a chain could be evident; spares the others their alignment."""
    return chain.end + k - chain.start >= evidence.long // 2 or any(
        count <= evidence.few for _, _, count in chain.anchors
    )


def _is_beside(chain: Chain, found: Aligned) -> bool:
    """Whether a chain lies so near a passage, in both texts, that it may be a sentence of it that was moved."""
    return (
        found.start - _BESIDE <= chain.start
        and chain.end <= found.end + _BESIDE
        and found.other_start - _BESIDE <= chain.other_start
        and chain.other_end <= found.other_end + _BESIDE
    )


def _is_inside(chain: Chain, found: Aligned, k: int) -> bool:
    return (
        found.start <= chain.start
        and chain.end + k <= found.end
        and found.other_start <= chain.other_start + _SAME_PLACE
        and chain.other_end + k <= found.other_end + _SAME_PLACE
    )


def _is_evident(group: list[_Piece], evidence: Evidence) -> bool:
    equal, length = sum(one.at.equal for one in group), sum(one.at.length for one in group)
    strange = sum(one.strange for one in group)
    rare, common = sum(one.rare for one in group), sum(one.common for one in group)
    if equal < evidence.shortest:
        return False
    # What everybody says has no anchors at all.
    firm = sum(one.at.firm - (one.at.equal - one.strange) for one in group)
    share = rare / max(1, rare + common, firm)
    if share >= _MOSTLY_RARE:
        return share * strange >= evidence.rare or strange >= evidence.long
    # Official paragraphs are rows of set phrases with a rare turn here and there, and words of their own between them.
    return strange >= evidence.long and equal >= _NEARLY_SAME * length


def _is_wording(group: list[_Piece]) -> bool:
    """Whether it is a wording that several texts have, rather than a passage."""
    return (
        len(group) == 1
        and group[0].at.equal < _SENTENCE
        and group[0].at.core.size >= _ONE_PIECE * group[0].at.equal
        and sum(count >= _SEVERAL for count in group[0].counts) >= _THROUGHOUT * len(group[0].counts)
    )
