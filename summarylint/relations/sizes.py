"""The size of a change, reckoned from its two ends by intervals: what 增长25% and 提高3.2个百分点 must be."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from summarylint.numbers import Quantity
from summarylint.patterns import Pattern
from summarylint.relations.arithmetic import decimal, places_of, printed
from summarylint.relations.reading import Reading
from summarylint.relations.types import Place, Relation, against

OTHER_BASIS = Pattern(r"年均|可比|不变价|实际|同口径|名义|扣除|剔除|平均|占比")
"""Words by which a change is of something else than the numbers beside it."""


class Size(NamedTuple):
    """A change as reckoned: at least, at most, and from the numbers as printed."""

    low: Fraction
    high: Fraction
    value: Fraction


DOWN = frozenset("下降 减少 降低 缩小 压减 缩短 压缩 降 减 少 降幅 减收 下调 回落 下滑 下跌 压降 跌".split())
"""Verbs of a change to less."""


def judged(
    reading: Reading, before: Quantity, after: Quantity, size: Quantity, verb: str | None = None
) -> Relation | None:
    """A change from one number to another with its size; None where it has none.

    With a verb the change must go its way: 下降25% is none to more.
    """
    if before.high is None or after.high is None:
        return None
    if size.kind == "points":
        if before.kind != "percent":
            return None
        low, high, value = after.low - before.high, after.high - before.low, after.value - before.value
    else:
        if before.kind in ("percent", "points") or before.low <= 0:
            return None
        factor = 100 if size.kind == "percent" else 1
        low, high = factor * (after.low / before.high - 1), factor * (after.high / before.low - 1)
        value = factor * (after.value / before.value - 1)
    if verb in DOWN if verb is not None else value < 0:
        low, high, value = -high, -low, -value
    written = f"{printed(before, reading.prose)}→{printed(after, reading.prose)}"
    return sized(reading, (before, after), size, Size(low, high, value), written)


def sized(reading: Reading, terms: tuple[Quantity, ...], stated: Quantity, reckoned: Size, written: str) -> Relation:
    """The relation of a size that is told and one that is reckoned."""
    prose = reading.prose
    words = printed(stated, prose)
    unit = "%" if stated.kind == "percent" else prose[stated.number_end : stated.end].rstrip()
    computed = f"{decimal(reckoned.value, max(1, places_of(stated)))}{unit}"
    return Relation(
        "growth",
        min(term.start for term in terms),
        stated.end,
        reckoned.low - stated.ulp <= stated.value <= reckoned.high + stated.ulp,
        {"zh": f"{written}：变化{computed}", "en": f"{written} is a change of {computed}"},
        "from-to",
        stated=words,
        computed=computed,
        fault=against(words),
        places=places(terms, stated),
    )


def places(terms: tuple[Quantity, ...], stated: Quantity) -> tuple[Place, ...]:
    """The numbers before and after a change, and its size."""
    return (
        *(Place(one.start, one.end, {"zh": "变化前后的数", "en": "a value"}) for one in terms),
        Place(stated.start, stated.end, {"zh": "变化幅度", "en": "the change"}),
    )
