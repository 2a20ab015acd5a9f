"""What follows a number: its unit, half a unit more, and words such as 左右 and 以上."""

from __future__ import annotations

from typing import NamedTuple

from summarylint.numbers.approximation import SOME, behind
from summarylint.numbers.listing import listed
from summarylint.numbers.units import NOT_A_NUMBER, SYMBOLS, Unit, unit_at

_HALVED = frozenset(listed("年 天 周 公里 小时 月 个月 倍 米 千克 平方米 %"))
LATEST = frozenset({"年", "天", "周", "个月", "季度"})
"""Behind 近 these are the latest, not nearly so many: 近5年."""
_AFTER_HALF = (("小时", "小时"), ("月", "个月"), ("学期", "学期"), ("世纪", "世纪"), ("钟头", "小时"))


_POINTS_OF = ("意见", "要求", "建议", "希望", "体会", "思考", "启示", "措施", "经验", "感受")


class Ending(NamedTuple):
    """The unit behind a number, and where it and its approximators end."""

    unit: Unit | None
    """None where the word behind the number is no unit."""
    end: int
    unit_end: int
    senses: tuple[str, ...] = ()
    half: bool = False
    """Whether half a unit is added: 两年半, 两个半小时."""


def ending(text: str, at: int, end: int) -> Ending:
    """What follows the number that ends at `at`."""
    start = at + 1 if text[at : at + 1] == " " else at
    unit, stop = unit_at(text, start, end)
    if text[start : start + 1] == "点":
        # 三点意见; three o'clock is no number of anything.
        counted = text.startswith(_POINTS_OF, start + 1)
        return Ending(Unit("点", "count"), start + 1, start + 1) if counted else Ending(NOT_A_NUMBER, at, at)
    if unit is None or not unit.name:
        return Ending(unit, at, at)
    senses: list[str] = []
    half = False
    following = text[stop : stop + 1]
    if following == "/":
        unit, stop = _per(text, unit, stop, end)
    if following in ("半", "多") and stop < end:
        if unit.name == "个":
            for word, name in _AFTER_HALF:
                if text.startswith(word, stop + 1) and stop + 1 + len(word) <= end:
                    unit, half = Unit(name, "count"), following == "半"
                    senses += [] if half else [SOME]
                    stop += 1 + len(word)
                    break
        elif following == "半" and unit.name in _HALVED:
            half, stop = True, stop + 1
    unit_end = stop
    while True:
        sense, next_stop = behind(text, stop, end)
        if next_stop == stop:
            return Ending(unit, stop, unit_end, tuple(senses), half)
        if sense:
            senses.append(sense)
        stop = next_stop


def _per(text: str, unit: Unit, at: int, end: int) -> tuple[Unit, int]:
    """A unit for each of another: 微克/立方米, 元/吨; `at` is where the stroke stands."""
    other, stop = unit_at(text, at + 1, end)
    if other is None or not other.name:
        return unit, at
    name = f"{unit.name}/{other.name}"
    return Unit(name, "measure", unit.factor * other.divisor, unit.divisor * other.factor), stop


def symbol(word: str) -> Unit | None:
    """The unit that a Latin symbol right behind a number stands for: km, kWh."""
    name = SYMBOLS.get(word)
    return unit_at(name, 0, len(name))[0] if name else None
