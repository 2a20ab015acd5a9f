"""Anchors that stand in the same order in both texts, near each other: where a passage may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from summarylint.reuse.postings import Anchors

if TYPE_CHECKING:
    from numpy.typing import NDArray

_GAP = 48
"""Units between two anchors of one chain; more of other text parts two passages."""
_SLACK, _STRETCH = 12, 0.35
"""How many units more one text may have between two anchors than the other, and per unit of the distance."""
_NEIGHBOURS = 4
_OPEN = 12
"""Chains that are looked through before those that have ended are put aside."""
_FEWEST = 2
_MANY = 6
"""Anchors, however common, that may belong to a passage that many have."""


class Chain(NamedTuple):
    """A row of anchors: first and last place in each text, in units, and each anchor's place, place in the other and count."""

    start: int
    end: int
    other_start: int
    other_end: int
    anchors: tuple[tuple[int, int, int], ...]


def chains(anchors: Anchors, few: int) -> Iterator[tuple[int, list[Chain]]]:
    """Each other text with the chains that lead into it; anchors that stand alone are accidents.

    Texts with which none is shared that only `few` have are passed over, unless many are.
    """
    kept = np.flatnonzero(_supported(anchors))
    texts = anchors.texts[kept]
    if not len(texts):
        return
    starts = np.append(0, np.flatnonzero(np.diff(texts)) + 1)
    sizes = np.diff(starts, append=len(texts))
    told = (sizes >= _FEWEST) & ((np.minimum.reduceat(anchors.counts[kept], starts) <= few) | (sizes >= _MANY))
    rows = np.column_stack((anchors.places[kept], anchors.others[kept], anchors.counts[kept]))
    for start, size in zip(starts[told].tolist(), sizes[told].tolist(), strict=True):
        found = [chain for chain in _chained(rows[start : start + size].tolist()) if len(chain.anchors) >= _FEWEST]
        if found:
            yield int(texts[start]), found


def _supported(anchors: Anchors) -> NDArray[np.bool_]:
    """Which anchors have another near them that could be of one chain with them."""
    supported = np.zeros(len(anchors.texts), bool)
    for shift in range(1, _NEIGHBOURS + 1):
        if len(supported) <= shift:
            break
        forward = anchors.places[shift:] - anchors.places[:-shift]
        other = anchors.others[shift:] - anchors.others[:-shift]
        near = (
            (anchors.texts[shift:] == anchors.texts[:-shift])
            & (forward <= _GAP)
            & (other >= -2)
            & (other <= _GAP)
            & (np.abs(forward - other) <= _SLACK + _STRETCH * np.maximum(forward, other))
        )
        supported[shift:] |= near
        supported[:-shift] |= near
    return supported


def _chained(rows: list[list[int]]) -> list[Chain]:
    """The chains of anchors in order of place: each goes on the open chain that it is most in line with."""
    opened: list[list[int]] = []
    members: list[list[tuple[int, int, int]]] = []
    done: list[Chain] = []
    for place, other, count in rows:
        best, least = -1, 1 << 30
        for number, (_, end, _, other_end) in enumerate(opened):
            forward, beside = place - end, other - other_end
            off = abs(forward - beside)
            if (
                0 <= forward <= _GAP
                and -2 <= beside <= _GAP
                and off < least
                and off <= _SLACK + _STRETCH * max(forward, beside)
            ):
                best, least = number, off
        if best < 0:
            opened.append([place, place, other, other])
            members.append([(place, other, count)])
        else:
            chain = opened[best]
            chain[1], chain[3] = place, max(chain[3], other)
            members[best].append((place, other, count))
        if len(opened) > _OPEN:
            ended = [number for number, chain in enumerate(opened) if place - chain[1] > _GAP]
            done += [_made(opened[number], members[number]) for number in ended]
            for number in reversed(ended):
                del opened[number], members[number]
    return done + [_made(chain, anchors) for chain, anchors in zip(opened, members, strict=True)]


def _made(ends: list[int], anchors: list[tuple[int, int, int]]) -> Chain:
    start, end, other_start, other_end = ends
    return Chain(start, end, other_start, other_end, tuple(anchors))
