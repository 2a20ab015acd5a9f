"""Sums and quotients of intervals, how they are written, and which single slip would explain a wrong one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from summarylint.numbers import Quantity

_SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "billion": 10**9, "million": 10**6, "thousand": 10**3}
_CURRENCIES = frozenset("$£€¥￥")
_DIGITS = "0123456789"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_MOST_DECIMALS = 4


def total(parts: Iterable[Quantity]) -> tuple[Fraction, Fraction | None, Fraction]:
    """Low, high (None: unbounded) and printed value of a sum."""
    low = high = value = Fraction(0)
    bounded = True
    for part in parts:
        low += part.low
        value += part.value
        if part.high is None:
            bounded = False
        else:
            high += part.high
    return low, high if bounded else None, value


def printed(quantity: Quantity, prose: str) -> str:
    """A quantity as it stands there, on one line."""
    return " ".join(prose[quantity.start : quantity.end].split())


def shown(value: Fraction, like: Quantity, prose: str) -> str:
    """`value` written with the scale and unit that `like` has in the text."""
    behind = prose[like.number_end : like.end]
    one = _one(like, prose)
    if one is None:
        one = Fraction(next((size for word, size in _SCALES.items() if behind.strip().lower().startswith(word)), 1))
    before = prose[like.start : like.number_start]
    return (before if before in _CURRENCIES else "") + decimal(value / one) + behind.rstrip()


def _one(like: Quantity, prose: str) -> Fraction | None:
    """What one of the number printed in digits comes to in base units; None where it is no plain number."""
    digits = prose[like.number_start : like.number_end].translate(_FULL_WIDTH).replace(",", "").replace(" ", "")
    try:
        number = Fraction(digits)
    except (ValueError, ZeroDivisionError):
        return None
    return like.value / number if number else None


def decimal(value: Fraction, places: int = _MOST_DECIMALS) -> str:
    """A fraction with at most so many decimals, trailing zeros cut."""
    whole = round(value * 10**places)
    sign = "-" if whole < 0 else ""
    text = str(abs(whole)).rjust(places + 1, "0")
    return (
        (sign + text[: len(text) - places] + "." + text[len(text) - places :]).rstrip("0").rstrip(".")
        if places
        else sign + text
    )


def places_of(quantity: Quantity) -> int:
    """With how many decimals a quantity is printed."""
    places, ulp = 0, quantity.ulp
    while ulp < 1 and places < _MOST_DECIMALS:
        ulp, places = ulp * 10, places + 1
    return places


def slip(quantity: Quantity, wanted: Fraction, prose: str) -> str | None:
    """The digits of `quantity` with one digit changed, or two neighbours swapped, that come to `wanted`; None for none."""
    digits = prose[quantity.number_start : quantity.number_end]
    one = _one(quantity, prose)
    if one is None or wanted <= 0 or not digits.isascii():
        return None
    target = wanted / one
    places = [at for at, digit in enumerate(digits) if digit in _DIGITS]
    for at in places:
        for digit in _DIGITS:
            changed = digits[:at] + digit + digits[at + 1 :]
            if digit != digits[at] and _value(changed) == target:
                return changed
    for at, behind in pairwise(places):
        swapped = list(digits)
        swapped[at], swapped[behind] = digits[behind], digits[at]
        if _value("".join(swapped)) == target:
            return "".join(swapped)
    return None


def _value(digits: str) -> Fraction | None:
    digits = digits.replace(",", "").replace(" ", "")
    return None if len(digits) > 1 and digits[0] == "0" and digits[1] != "." else Fraction(digits)


def repair(whole: Quantity, parts: Sequence[Quantity], prose: str) -> dict[str, str] | None:
    """A hint: the one number that a single slip would explain; None where none, or more than two, would."""
    value = sum((part.value for part in parts), Fraction(0))
    found = [(printed(whole, prose), slip(whole, value, prose))]
    found += [(printed(part, prose), slip(part, part.value + whole.value - value, prose)) for part in parts]
    repaired = [(before, after) for before, after in found if after is not None]
    if not 0 < len(repaired) <= 2:
        return None
    return {
        "zh": "（" + "，或".join(f"“{before}”若为{after}则相等" for before, after in repaired) + "）",
        "en": " (" + " or ".join(f"equal if '{before}' is {after}" for before, after in repaired) + ")",
    }
