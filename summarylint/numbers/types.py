"""What a quantity is, and what stands for one that was not filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    # 3 ms, and only a text with numbers needs it.
    from fractions import Fraction


class Quantity(NamedTuple):
    """One number of a text with its unit, as an interval in the base unit.

    `start` and `end` are code points of the text, half-open, approximators and unit included.
    """

    start: int
    end: int
    value: Fraction
    """The number that is printed; of a range or a vague number (3至5, 十几, 数百) its lower end."""
    low: Fraction
    high: Fraction | None
    """None where nothing bounds it: 超过80家."""
    unit: str
    """The measure word, a unit as its base unit (亩 as 平方米), an English noun in the singular; '' if there is none."""
    kind: str
    """count, measure, money, percent (of 100; ‰ and fractions too), points (个百分点), factor (翻番) or times (倍)."""
    ulp: Fraction
    """What one more in the last digit printed would add: 10 000 000 for 3.5亿元."""
    hard: bool
    """An exact count: no scale, decimals or approximator."""
    approximate: bool
    number_start: int
    """`number_start` to `number_end` are the digits or the numeral itself, where a repair would be made."""
    number_end: int


class Blank(NamedTuple):
    """A number that was not filled in: xx件, x.x亿元, __个, XX%."""

    start: int
    end: int
    unit: str
    digits: int | None
    """How many digits are masked, as far as the marks say; None for lines and empty brackets."""


class Figure(NamedTuple):
    """A number as printed, before scale and unit: `number`, `ulp` and `weight` are over `denominator`."""

    number: int
    ulp: int
    """Weight of the last digit printed."""
    weight: int
    """Weight of the last digit that is not zero: how much 余 and 多 may add."""
    denominator: int = 1
    upper: int | None = None
    """Upper end of a numeral that is a range by itself: 两三, 七八十, 十几, 数百."""
    scaled: bool = False
    """Whether it ends in 万 or 亿, and so is rounded."""
