"""A figure, a unit and the words around them, put together as an interval."""

from __future__ import annotations

from fractions import Fraction

from summarylint.numbers.approximation import widen
from summarylint.numbers.types import Figure, Quantity
from summarylint.numbers.units import Unit

ONE = Fraction(1)


def build(
    span: tuple[int, int],
    number_span: tuple[int, int],
    figure: Figure,
    unit: Unit,
    senses: list[str],
    *,
    exact: bool = False,
) -> Quantity:
    """The quantity that `figure` of `unit` is, widened by the senses of its approximators.

    Without an approximator a count is exact, and what is scaled, decimal or measured is half a last digit
    more or less; `exact` says that it is not (两年半).
    """
    number, ulp, weight, denominator, upper, scaled = figure
    factor, divisor = unit.factor, figure.denominator * unit.divisor
    value = Fraction(number * factor, divisor)
    step = ONE if factor * ulp == divisor else Fraction(ulp * factor, divisor)
    low: Fraction = value
    high: Fraction | None = value
    hard = approximate = False
    if upper is not None or senses:
        most = value if upper is None else Fraction(upper * factor, divisor)
        low, high = widen(value, most, Fraction(weight * factor, divisor), senses)
        approximate = True
    elif unit.kind == "count" and not scaled and denominator == 1:
        hard = True
    elif not exact:
        low = Fraction((2 * number - ulp) * factor, 2 * divisor)
        high = Fraction((2 * number + ulp) * factor, 2 * divisor)
    start, end = span
    # Positions, as keywords would double the time.
    return Quantity(start, end, value, low, high, unit.name, unit.kind, step, hard, approximate, *number_span)


def with_half(figure: Figure) -> Figure:
    """A figure and a half more: 两年半."""
    return Figure(
        2 * figure.number + figure.denominator, figure.denominator, figure.denominator, 2 * figure.denominator
    )


def part(span: tuple[int, int], number_span: tuple[int, int], top: int, bottom: int, senses: list[str]) -> Quantity:
    """A fraction as a percentage: two thirds, give or take one; a half, give or take five; never more than all."""
    slack = 5 if bottom == 2 else 1
    value = Fraction(100 * top, bottom)
    if senses:
        low, high = widen(value, value, Fraction(2 * slack), senses)
        high = Fraction(100) if high is None else high
    else:
        low, high = value - slack, value + slack
    hard, approximate = False, bool(senses) or bottom == 2
    start, end = span
    step = Fraction(2 * slack)
    return Quantity(start, end, value, low, high, "%", "percent", step, hard, approximate, *number_span)
