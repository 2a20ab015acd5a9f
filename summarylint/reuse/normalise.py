"""Text to units that a copyist's usual changes leave alone, and where each stands in the text.

A unit is a character of Chinese, or half of a word of Latin letters, so that as many units say as much in either.
Width, case, punctuation and blanks are dropped; numbers, Chinese numerals and blanks of x are one unit; a lone D is 党.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

VERSION = 1
"""Of the rules below: fingerprints of another version say nothing."""

NUMBER = 0x23
_PARTY = 0x515A
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两")
_MASKS = frozenset("×*＊○□△")
_UNKNOWN, _DROPPED, BREAK = 0, 1, 2
_BREAK = "\U0010ffff"
"""No character, and never will be one; between texts, so that nothing runs from one into the next."""
_LAST = 0x110000
_WORDS = 1 << 31
"""Units from here on are halves of words."""
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_INVERSE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_HALVES = np.uint64(0xBF58476D1CE4E5B9)

_table = np.zeros(_LAST, np.uint32)
"""The unit of each code point; those not met yet are unknown, as making it whole would take a quarter of a second."""
_table[0x4E00:0xA000] = np.arange(0x4E00, 0xA000)
for _character in _NUMERALS:
    _table[ord(_character)] = NUMBER
_table[ord(_BREAK)] = BREAK


class Normalised(NamedTuple):
    """The units of a text: codes, and where each starts and ends in the text, in code points."""

    codes: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]


def joined(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The units of several texts in a row, each with a BREAK behind it, and where each starts and the last one ends.

    Many short texts at once take a fraction of the time of each by itself.
    """
    codes = _units("".join(text.replace(_BREAK, " ") + _BREAK for text in texts)).codes
    return codes, np.append(0, np.flatnonzero(codes == BREAK) + 1)


def normalise(text: str) -> Normalised:
    """The units of `text`."""
    return _units(text.replace(_BREAK, " "))


def _units(text: str) -> Normalised:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = _table[points]
    unknown = points[codes == _UNKNOWN]
    if len(unknown):
        for point in np.unique(unknown).tolist():
            _table[point] = _unit_of(chr(point))
        codes = _table[points]
    latin = (codes >= 0x61) & (codes <= 0x7A)
    starts = np.flatnonzero((codes != _DROPPED) & ~latin)
    units, ends = codes[starts], starts + 1
    if latin.any():
        words = _words(codes, latin)
        order = np.argsort(np.concatenate((starts, words.starts)), kind="stable")
        return _runs_joined(
            np.concatenate((units, words.codes))[order],
            np.concatenate((starts, words.starts))[order],
            np.concatenate((ends, words.ends))[order],
        )
    return _runs_joined(units, starts, ends)


def _unit_of(character: str) -> int:
    """A character's unit: a letter in lower case and usual width, a number, or dropped."""
    if character in _MASKS:
        return NUMBER
    usual = unicodedata.normalize("NFKC", character)[:1].lower()[:1]
    category = unicodedata.category(usual)[0] if usual else "Z"
    if category == "N" or usual in _NUMERALS:
        return NUMBER
    return ord(usual) if category in "LM" else _DROPPED


def _words(codes: NDArray[np.uint32], latin: NDArray[np.bool_]) -> Normalised:
    """The runs of Latin letters: x alone is a number left out, a lone d is 党, a word is two units, both of all of it."""
    edges = np.flatnonzero(np.diff(latin.view(np.int8), prepend=np.int8(0), append=np.int8(0)))
    starts, ends = edges[0::2], edges[1::2]
    length = ends - starts
    letters = codes[latin].astype(np.uint64)
    last = np.cumsum(length)
    first = last - length
    # A polynomial in the letters from the first on, divided by the power at the word's start.
    sums = np.append(np.uint64(0), np.cumsum(letters * _powers(_FACTOR, len(letters)), dtype=np.uint64))
    hashes = (sums[last] - sums[first]) * _powers(_INVERSE, len(letters))[first] * _HALVES
    high = (hashes >> np.uint64(34)).astype(np.uint32)
    low = ((hashes >> np.uint64(4)) & np.uint64(0x3FFFFFFF)).astype(np.uint32)
    others = np.append(0, np.cumsum(letters != 0x78))
    blank = others[last] == others[first]
    party = (length == 1) & (letters[first] == 0x64)
    one = np.where(blank, np.uint32(NUMBER), np.where(party, np.uint32(_PARTY), np.uint32(_WORDS) + high))
    twice = ~blank & ~party & (length > 1)
    units = np.concatenate((one, np.uint32(_WORDS) + low[twice]))
    order = np.argsort(np.concatenate((starts * 2, starts[twice] * 2 + 1)), kind="stable")
    return Normalised(
        units[order].astype(np.uint32),
        np.concatenate((starts, starts[twice]))[order].astype(np.uint32),
        np.concatenate((ends, ends[twice]))[order].astype(np.uint32),
    )


def _powers(factor: np.uint64, count: int) -> NDArray[np.uint64]:
    """`factor` to the power of 0, 1, … up to `count`, less one."""
    powers = np.full(count, factor, np.uint64)
    powers[:1] = 1
    return np.cumprod(powers, dtype=np.uint64)


def _runs_joined(codes: NDArray[np.uint32], starts: NDArray[Any], ends: NDArray[Any]) -> Normalised:
    """Numbers that follow each other as one: 十二, 1,250, xx."""
    if len(codes) > 1:
        number = codes == NUMBER
        first = np.ones(len(codes), bool)
        first[1:] = ~(number[1:] & number[:-1])
        last = np.append(first[1:], True)
        codes, starts, ends = codes[first], starts[first], ends[last]
    return Normalised(codes.astype(np.uint32), starts.astype(np.uint32), ends.astype(np.uint32))
