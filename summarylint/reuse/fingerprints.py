"""Hashes of k units in a row, and the few of them by which a text is known (winnowing)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from summarylint.reuse.normalise import BREAK

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SPREAD, _MIX = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)

_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)
_UPPER = np.uint64(0xFFFFFFFF00000000)


class Fingerprints(NamedTuple):
    """By what a text, or a row of texts, is known: places in units, and the upper half of the hash at each."""

    places: NDArray[np.int64]
    keys: NDArray[np.uint64]
    """The lower half is 0."""


def fingerprints(codes: NDArray[np.uint32], k: int, sparsity: int) -> Fingerprints:
    """About one in `sparsity` of the runs of `k` units; none holds a BREAK."""
    values = hashes(codes, k)
    breaks = np.flatnonzero(codes == BREAK)
    for before in range(min(k, len(values)) if len(breaks) else 0):
        # Greatest of all, so that a window chooses them only where it holds nothing else.
        values[np.maximum(breaks - before, 0).clip(max=len(values) - 1)] = _NONE
    places = winnowed(values, sparsity)
    places = places[values[places] != _NONE]
    return Fingerprints(places, values[places] & _UPPER)


def covered(places: NDArray[np.int64], k: int, size: int) -> NDArray[np.bool_]:
    """Which of `size` units lie in a run of `k` that starts at one of `places`."""
    edges = np.zeros(size + 1, np.int32)
    np.add.at(edges, places, 1)
    np.add.at(edges, places + k, -1)
    return np.cumsum(edges[:-1]) > 0


def hashes(codes: NDArray[np.uint32], k: int) -> NDArray[np.uint64]:
    """A 64-bit hash of each k units in a row: a polynomial, built by doubling, then mixed."""
    count = len(codes) - k + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    doubled, length, power = codes.astype(np.uint64) * _SPREAD, 1, _FACTOR
    whole, so_far, bits = np.zeros(0, np.uint64), 0, k
    while True:
        if bits & 1:
            size = len(codes) - so_far - length + 1
            whole = whole[:size] * power + doubled[so_far : so_far + size] if so_far else doubled[:size]
            so_far += length
        bits >>= 1
        if not bits:
            break
        size = len(doubled) - length
        doubled = doubled[:size] * power + doubled[length : length + size]
        length *= 2
        with np.errstate(over="ignore"):
            power = power * power
    whole = (whole ^ (whole >> np.uint64(30))) * _MIX
    mixed: NDArray[np.uint64] = whole ^ (whole >> np.uint64(31))
    return mixed


def winnowed(values: NDArray[np.uint64], sparsity: int) -> NDArray[np.int64]:
    """The places of the least hash of each window, about one in `sparsity`; any 2 * sparsity - 1 in a row hold one.

    Schleimer, Wilkerson and Aiken, Winnowing (2003): what two texts share is then known by the same places.
    """
    width = 2 * sparsity - 1
    if sparsity == 1 or len(values) < width:
        return np.arange(len(values)) if sparsity == 1 else np.flatnonzero(values == values.min(initial=_NONE))
    least = _sliding(values, width, np.minimum)
    edge = np.zeros(width - 1, np.uint64)
    # A hash is chosen where it is the least of some window that it lies in.
    return np.flatnonzero(_sliding(np.concatenate((edge, least, edge)), width, np.maximum) == values)


def _sliding(values: NDArray[np.uint64], width: int, choose: Callable[..., NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """The least or greatest of each `width` values in a row, by doubling."""
    length = 1
    while length * 2 <= width:
        values = choose(values[:-length], values[length:])
        length *= 2
    rest = width - length
    return choose(values[:-rest], values[rest:]) if rest else values
