"""Two texts laid side by side around a chain of anchors: which units are the same, and how far the passage goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import Levenshtein

from summarylint.reuse.chains import Chain

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CONTEXT = 96
"""Units beyond each end of a chain that are looked at, first; four times as many where the passage goes on to their end."""
_MOST_CONTEXT = 6_144
_AROUND, _NO_ACCIDENT = 48, 24
"""Units before and behind a chain that are looked at first, and how many there and in it must be equal."""
_LEAST_AT_END = 2
_FIRM = 12
_CHARACTERS = np.uint32(0x110000)
_BY_CHANCE = 2
"""Equal units in a row that say nothing where more on both sides differ."""
_LONGEST_REPLACED, _OWN_WORDS = 8, 3
"""Units that a copyist puts in place of others; more in a row are words of one's own, and part two passages sooner."""


class Run(NamedTuple):
    """Equal units in a row: where in both texts, and how many."""

    start: int
    other: int
    size: int


class Aligned(NamedTuple):
    """A passage in units of both texts, half-open, and how many units are the same."""

    start: int
    end: int
    other_start: int
    other_end: int
    equal: int
    core: Run
    """The longest run of equal units."""
    firm: int
    """Equal units in runs of twelve or more, which hold a fingerprint for sure."""

    @property
    def length(self) -> int:
        """Units of the longer side."""
        return max(self.end - self.start, self.other_end - self.other_start)


def looks_alike(mine: NDArray[np.uint32], other: NDArray[np.uint32], chain: Chain, k: int) -> bool:
    """Whether enough units are equal in and right around a chain for it to be no accident; spares an alignment."""
    (start, other_start, _), (end, other_end, _) = chain.anchors[0], chain.anchors[-1]
    alike = end + k - start
    # A unit put in, or left out, moves what lies beyond it.
    for moved in (0, -1, 1):
        if alike >= _NO_ACCIDENT:
            break
        first, behind = other_start + moved, other_end + k + moved
        size = max(0, min(_AROUND, start, first))
        alike += int(np.count_nonzero(mine[start - size : start] == other[first - size : first]))
        size = max(0, min(_AROUND, len(mine) - end - k, len(other) - behind))
        alike += int(np.count_nonzero(mine[end + k : end + k + size] == other[behind : behind + size]))
    return alike >= _NO_ACCIDENT


def aligned(
    mine: NDArray[np.uint32], other: NDArray[np.uint32], chain: Chain, k: int, identity: float
) -> Aligned | None:
    """The passage that a chain of anchors of `k` units leads to: it keeps most of what the texts share, and differs least.

    Of its units a share of `identity` is equal at least.
    """
    within = list(_within(mine, other, chain, k))
    first, last = _best(within)
    runs = within[first:last]
    if first == 0:
        before = _extended(lambda run, units: _left(mine, other, run, units), runs[0], (0, 0))
        runs = [*before[::-1], *runs]
    if last == len(within):
        runs += _extended(lambda run, units: _right(mine, other, run, units), runs[-1], (len(mine), len(other)))
    runs = _joined(runs)
    while len(runs) > 1 and sum(run.size for run in runs) < identity * _length(runs):
        runs = _cut(runs, chain)
    # A single equal unit at an end is chance.
    while runs and runs[0].size < _LEAST_AT_END:
        del runs[0]
    while runs and runs[-1].size < _LEAST_AT_END:
        del runs[-1]
    if not runs:
        return None
    start, end = runs[0], runs[-1]
    return Aligned(
        start.start,
        end.start + end.size,
        start.other,
        end.other + end.size,
        sum(run.size for run in runs),
        max(runs, key=lambda run: run.size),
        sum(run.size for run in runs if run.size >= _FIRM),
    )


def _length(runs: Sequence[Run]) -> int:
    """Units from the first run to the last, of the longer side."""
    first, last = runs[0], runs[-1]
    return max(last.start - first.start, last.other - first.other) + last.size


def _cut(runs: list[Run], chain: Chain) -> list[Run]:
    """The runs on the chain's side of where most units differ."""
    gaps = [max(two.start - one.start, two.other - one.other) - one.size for one, two in pairwise(runs)]
    at = gaps.index(max(gaps)) + 1
    return runs[at:] if chain.start >= runs[at].start else runs[:at]


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Runs, those that follow each other without a gap as one."""
    whole: list[Run] = []
    for run in runs:
        if whole and whole[-1].start + whole[-1].size == run.start and whole[-1].other + whole[-1].size == run.other:
            whole[-1] = whole[-1]._replace(size=whole[-1].size + run.size)
        else:
            whole.append(run)
    return whole


def _extended(look: Callable[[Run, int], list[Run]], from_run: Run, ends: tuple[int, int]) -> list[Run]:
    """The runs beyond `from_run`, nearest first, that belong to its passage; `look` has those in so many units."""
    kept: list[Run] = []
    context = _CONTEXT
    while True:
        runs = look(from_run, context)
        more = runs[: _worthwhile(from_run, runs)]
        kept += more
        room = min(abs(ends[0] - from_run.start), abs(ends[1] - from_run.other))
        if not more or len(more) < len(runs) or context >= min(room, _MOST_CONTEXT):
            return kept
        # All of it belongs to the passage, but for what chance may have put where the look ended.
        while len(more) > 1 and more[-1].size <= _BY_CHANCE:
            more.pop()
            kept.pop()
        from_run = more[-1]
        context *= 4


def _worthwhile(from_run: Run, runs: Sequence[Run]) -> int:
    """How many of the runs give more than what lies between them takes."""
    best, score, most = 0, 0.0, 0.0
    before = from_run
    for number, run in enumerate(runs, 1):
        score += run.size - _between(before, run)
        if score > most:
            best, most = number, score
        before = run
    return best


def _left(mine: NDArray[np.uint32], other: NDArray[np.uint32], first: Run, context: int) -> list[Run]:
    start, other_start = max(0, first.start - context), max(0, first.other - context)
    return list(_runs(mine, start, first.start, other, other_start, first.other))[::-1]


def _right(mine: NDArray[np.uint32], other: NDArray[np.uint32], last: Run, context: int) -> list[Run]:
    end, other_end = last.start + last.size, last.other + last.size
    return list(_runs(mine, end, end + context, other, other_end, other_end + context))


def _within(mine: NDArray[np.uint32], other: NDArray[np.uint32], chain: Chain, k: int) -> Iterator[Run]:
    """The runs from the first anchor to the last; the anchors are equal, and what lies between is aligned."""
    place, at, _ = chain.anchors[0]
    end = place + k
    for next_place, next_at, _ in chain.anchors[1:]:
        ahead = next_place - end
        other_ahead = next_at - (at + end - place)
        if ahead == other_ahead and ahead <= 0:
            end = next_place + k
        elif ahead >= 0 and other_ahead >= 0:
            yield Run(place, at, end - place)
            yield from _runs(mine, end, next_place, other, at + end - place, next_at)
            place, at, end = next_place, next_at, next_place + k
        # Else it lies across the one before, on another diagonal: a repetition.
    yield Run(place, at, end - place)


def _runs(
    mine: NDArray[np.uint32], start: int, end: int, other: NDArray[np.uint32], other_start: int, other_end: int
) -> Iterator[Run]:
    """The equal runs of a stretch, but for those that unrelated words have by chance."""
    if start < end and other_start < other_end:
        edits = Levenshtein.editops(_string(mine[start:end]), _string(other[other_start:other_end]))
        blocks = edits.as_matching_blocks()
        before = other_before = 0
        for block, following in pairwise(blocks):
            if block.size > _BY_CHANCE or not (
                max(block.a - before, block.b - other_before) > _BY_CHANCE
                and max(following.a - block.a, following.b - block.b) - block.size > _BY_CHANCE
            ):
                yield Run(start + block.a, other_start + block.b, block.size)
            before, other_before = block.a + block.size, block.b + block.size


def _string(units: NDArray[np.uint32]) -> str:
    """A character a unit, which are compared in half the time of numbers; halves of words take those of others."""
    return str((units % _CHARACTERS).tobytes(), "utf-32-le", "surrogatepass")


def _best(runs: Sequence[Run]) -> tuple[int, int]:
    """The first of the runs in a row with the most equal units, less what differs between them, and behind the last."""
    best, most = (0, 1), 0.0
    score, begun = 0.0, 0
    for number, run in enumerate(runs):
        score -= _between(runs[number - 1], run) if number else 0
        if score <= 0:
            score, begun = 0.0, number
        score += run.size
        if score > most:
            best, most = (begun, number + 1), score
    return best


def _between(one: Run, two: Run) -> float:
    """What the units that differ between two runs take from a passage."""
    if two.start < one.start:
        one, two = two, one
    mine, other = two.start - one.start - one.size, two.other - one.other - one.size
    replaced, put_in = min(mine, other), abs(mine - other)
    cost = float(replaced if replaced <= _LONGEST_REPLACED else _OWN_WORDS * replaced)
    # A sentence put in costs less than as many characters replaced.
    return cost + min(0.8 * put_in, 3 + 0.35 * put_in) if put_in else cost
