"""Chinese numerals: what they say, how precisely, and which runs of them say nothing."""

from __future__ import annotations

from functools import lru_cache

from summarylint.numbers.types import Figure
from summarylint.patterns import Pattern

DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
MYRIADS = (("亿", 10**8), ("万", 10**4))
SCALES = {
    "": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
NUMERALS = "零〇○一二两俩三四五六七八九十百千万亿几廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億"
_PLAIN = str.maketrans("〇○俩壹贰叁肆伍陆柒捌玖拾佰仟萬億", "零零两一二三四五六七八九十百千万亿")
_DIGIT = "[一二两三四五六七八九]"
_SECTION = Pattern(
    f"(?:(?P<thousands>{_DIGIT})千)?(?:零?(?P<hundreds>{_DIGIT})百)?(?:零?(?P<tens>{_DIGIT}?)(?P<ten>十))?(?:(?P<zero>零?)(?P<ones>{_DIGIT}))?"
)
_WORDS = frozenset("零〇○壹贰叁肆伍陆柒捌玖拾佰仟")
"""Numerals that alone are part of a word: 零部件, 队伍, 大陆."""
_LONGEST = 24


@lru_cache(maxsize=4096)
def read(numeral: str) -> Figure | None:
    """What a run of `NUMERALS`, with 点 and decimals, says; None if it is no cardinal number (二〇二三, 五一, 百).

    A numeral that is a range by itself has an `upper` end: 两三, 七八十, 十几, 数百.
    """
    if len(numeral) > _LONGEST or numeral in _WORDS:
        return None
    whole, point, decimals = numeral.translate(_PLAIN).partition("点")
    if point:
        return _decimal(whole, decimals)
    whole = whole.replace("廿", "二十").replace("卅", "三十")
    return _pair(whole) or _with_few(whole) or _cardinal(whole)


def last_digit_weight(number: int) -> int:
    """The weight of the last digit that is not zero: 100 of 1200; 1 of 0."""
    weight = 1
    while number and number % 10 == 0:
        number //= 10
        weight *= 10
    return weight


def _decimal(whole: str, decimals: str) -> Figure | None:
    integer = _value(whole)
    if integer is None or not all(character in DIGITS for character in decimals):
        return None
    denominator = 10 ** len(decimals)
    number = integer * denominator + int("".join(str(DIGITS[character]) for character in decimals))
    return Figure(number, 1, last_digit_weight(number), denominator)


def _cardinal(numeral: str) -> Figure | None:
    number = _value(numeral)
    if number is None:
        return None
    weight = last_digit_weight(number)
    # A count that is spelled out below 万 is exact to one (一千二百人); 两万人 is rounded.
    scaled = numeral[-1] in "万亿"
    return Figure(number, weight if scaled else 1, weight, scaled=scaled)


def _value(numeral: str, myriads: tuple[tuple[str, int], ...] = MYRIADS) -> int | None:
    if numeral == "零":
        return 0
    if not myriads:
        return _below_myriad(numeral)
    (name, weight), smaller = myriads[0], myriads[1:]
    head, found, tail = numeral.rpartition(name)
    if not found:
        return _value(numeral, smaller)
    high = _value(head, smaller)
    if not high:
        return None
    if not tail:
        return high * weight
    # 一万二 is 12000; 一万零二 names its zeros.
    low = DIGITS[tail] * weight // 10 if tail in DIGITS else _value(tail.removeprefix("零"), smaller)
    return None if not low or low >= weight else high * weight + low


def _below_myriad(numeral: str) -> int | None:
    match = _SECTION.fullmatch(numeral)
    if match is None or not numeral or numeral[0] == "零":
        return None
    thousands, hundreds, tens, ones = (
        DIGITS.get(match[name] or "零", 0) for name in ("thousands", "hundreds", "tens", "ones")
    )
    if match["ten"] and not match["tens"]:
        tens = 1
    elif ones and not match["zero"] and not match["ten"] and (hundreds or thousands):
        # 三百五 is 350; 三百零五 names its zero.
        ones *= 10 if hundreds else 100
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones


def _pair(numeral: str) -> Figure | None:
    """Two neighbouring digits: 两三, 七八十, 三四百万, 十七八, 二十七八; and 三五."""
    for at in range(len(numeral) - 1):
        first, second = DIGITS.get(numeral[at], 0), DIGITS.get(numeral[at + 1], 0)
        if first and second:
            break
    else:
        return None
    if second - first != 1 and numeral[at : at + 2] != "三五":
        return None
    low = _cardinal(numeral[: at + 1] + numeral[at + 2 :])
    high = _cardinal(numeral[:at] + numeral[at + 1 :])
    if low is None or high is None or high.number <= low.number:
        return None
    return low._replace(upper=high.number)


def _with_few(numeral: str) -> Figure | None:
    """A numeral with 几 or 数 for a digit: 几, 十几, 几十万, 数百, 数千万; few are two to nine."""
    head, few, tail = numeral.partition("几")
    if not few:
        head, few, tail = numeral.partition("数")
        if not few or head or not tail:
            return None
    if head:
        low, high = _cardinal(head + "一" + tail), _cardinal(head + "九" + tail)
        if head[-1] != "十" or low is None or high is None:
            return None
        return low._replace(upper=high.number)
    low = _cardinal("二" + tail)
    if low is None:
        return None
    # 几十 may be as many as a hundred, and no more.
    return low._replace(upper=low.number * 5 if tail else 9)
