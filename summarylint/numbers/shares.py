"""Halves and doublings in Chinese words: 一半, 过半, 半数以上, 半年, 翻一番."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from summarylint.numbers import approximation
from summarylint.numbers.approximation import OVER, behind
from summarylint.numbers.building import build, part
from summarylint.numbers.types import Figure, Quantity
from summarylint.numbers.units import NONE, Unit
from summarylint.patterns import Pattern

_SHARE = Pattern(
    "半(?:数|(?<=[一过大近超]半))"
    "|半(?<![上下前后大小多过一对各]半)个?(年|天|月|小时|学期|世纪)"
    "|成[百千]上[千万]"
    "|翻了?(?:([一两二三四1-4])番|番|倍)"
)
_NAMES = {"月": "个月"}
_DOUBLINGS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_SLACK = Fraction(3, 100)
"""A doubling is a claim in round words: three per cent either way, as there is no digit to round."""


def quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Halves and doublings of `text[start:end]`."""
    for match in _SHARE.compiled.finditer(text, start, end):
        if match[0][0] == "成":
            low, high = (100, 10**4) if match[0][1] == "百" else (1000, 10**5)
            yield build(match.span(), match.span(), Figure(low, low, low, upper=high, scaled=True), NONE, [])
        elif match[0][0] == "翻":
            yield _doubling(match)
        elif match[1]:
            yield _half_of(text, match, start, end)
        else:
            yield _half(text, match, start, end)


def _doubling(match: re.Match[str]) -> Quantity:
    factor = Fraction(2 ** _DOUBLINGS[match[2] or "一"])
    start, end = match.span()
    number = match.span(2) if match[2] else match.span()
    low, high = factor * (1 - _SLACK), factor * (1 + _SLACK)
    hard, approximate = False, True
    return Quantity(start, end, factor, low, high, "", "factor", Fraction(1), hard, approximate, *number)


def _half_of(text: str, match: re.Match[str], start: int, end: int) -> Quantity:
    unit = Unit(_NAMES.get(match[1], match[1]), "count")
    senses, last = _behind(text, match.end(), end)
    sense, opening = approximation.before(text, match.start(), start)
    return build(
        (opening, last),
        (match.start(), match.start() + 1),
        Figure(1, 1, 1, 2),
        unit,
        [sense, *senses] if sense else senses,
        exact=True,
    )


def _half(text: str, match: re.Match[str], start: int, end: int) -> Quantity:
    # 半数 stands by itself: 通过半数 is no 过半.
    at = match.start() - (match[0] == "半")
    stop = match.end()
    senses, last = _behind(text, stop, end)
    opening, number = at, (at, stop)
    if match[0] == "半数" and text[at - 1 : at] == "过" and at > start and text[at - 2 : at - 1] not in ("通", "超"):
        opening = at - 1
        senses.append(OVER)
    elif text[at] in "过大超":
        senses.append(OVER)
    elif text[at] == "近":
        senses.append(approximation.NEAR)
    else:
        sense, opening = approximation.before(text, at, start)
        if sense:
            senses.append(sense)
    return part((opening, last), number, 1, 2, senses)


def _behind(text: str, at: int, end: int) -> tuple[list[str], int]:
    sense, stop = behind(text, at, end)
    return [sense] if sense else [], stop
