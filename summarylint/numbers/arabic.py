"""Numbers in digits, half or full width: 1,234家, 近300件, 3.5亿元, 3-5个, 1.2 million users, $3.2m."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarylint.numbers import approximation, contexts, english
from summarylint.numbers.approximation import MIDDLE, NEAR, OVER
from summarylint.numbers.building import build, with_half
from summarylint.numbers.chinese import SCALES, last_digit_weight
from summarylint.numbers.contexts import LETTERS, SUSPECT
from summarylint.numbers.endings import LATEST, ending
from summarylint.numbers.types import Figure, Quantity
from summarylint.numbers.units import NONE, NOT_A_NUMBER, Unit
from summarylint.patterns import Pattern

_D = "[0-9０-９]"
_GROUPS = (
    rf"(?:(?:,{_D}{{3}}){{1,5}}(?!{_D}|,{_D})|(?:，{_D}{{3}}){{1,5}}(?!{_D}|，{_D})"
    rf"|(?:[ \u00a0\u2009\u202f]{_D}{{3}}){{1,4}}(?![ ]?{_D}))"
)
_REST = rf"(?:{_D}{{0,2}}{_GROUPS}|{_D}*)(?:[.．]{_D}+)?"
_SCALE = "(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|(?!千米|千克|千瓦|千伏)千|百(?!分))"
_SOME = "余|多(?!边)|来(?![自源访信电华到说看临])|几(?![乎何内])"
_NUMBER = Pattern(
    rf"({_D}{_REST})((?:[,.．/:：∶·×*＊]{_D}+)+)?"
    rf"(?:({_SCALE}|[%％‰])?[ ]?([-－–—~～〜至到]|——|(?<=[ ])to(?=[ ]))[ ]?({_D}{_REST})((?:[-－–—/.:]{_D}+)+)?)?"
    rf"({_SOME})?({_SCALE})?((?:{_D}{{1,4}}(?:[.．]{_D}{{1,2}})?{_SCALE}){{0,2}})({_SOME})?(万亿|亿|万)?"
)
_PART = Pattern(rf"({_D}+)(?:[.．]({_D}+))?([^0-9０-９.．]+)")
_LONGEST = 20
_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,", " \u00a0\u2009\u202f")
_CURRENCIES = {
    "$": "美元", "＄": "美元", "US$": "美元", "USD": "美元", "¥": "元", "￥": "元", "RMB": "元", "CNY": "元",
    "€": "欧元", "EUR": "欧元", "£": "英镑", "GBP": "英镑", "HK$": "港元", "HKD": "港元",
}  # fmt: skip
_CURRENCY = Pattern(r"(US\$|HK\$|[$＄¥￥€£]|(?<![A-Za-z])(?:RMB|CNY|USD|EUR|GBP|HKD))[ ]?$")
_CURRENCY_END = frozenset("$＄¥￥€£BYDRP ")
_SHARES = {
    "百分之": Unit("%", "percent"), "千分之": Unit("%", "percent", 1, 10), "万分之": Unit("%", "percent", 1, 100),
}  # fmt: skip
_MINUS = frozenset("-－−负")
_SIGNED = frozenset({"percent", "points", "times"})


class _Printed(NamedTuple):
    """One or two figures as printed, with what stands behind them."""

    unit: Unit
    end: int
    senses: list[str]
    half: bool = False
    scale: int = 1


def quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The numbers in digits of `text[start:end]`."""
    for match in _NUMBER.compiled.finditer(text, start, end):
        yield from _quantities(text, match, start, end)


def _quantities(text: str, match: re.Match[str], start: int, end: int) -> tuple[Quantity, ...]:
    first, chain, _, _, second, more, some, scale_word, parts, some_more, scale_behind = match.groups()
    at, stop = match.span()
    number_end = match.end(1)
    if chain or more or len(first) > _LONGEST or (second and len(second) > _LONGEST):
        return ()
    before = text[at - 1 : at] if at > start else ""
    opening, currency = _currency(text, at, start) if before in _CURRENCY_END and before else (at, None)
    if currency is None and before in SUSPECT and before and contexts.names(text, at, stop):
        return ()
    if text[stop : stop + 1] in (".", "．", "、", ")", "）") and contexts.marks_item(text, at, stop):
        return ()
    if first[0] in "0０" and first[1:2].isdecimal():
        return ()
    printed = _behind(text, stop, end, money=currency is not None, singular=first == "1")
    if printed is None:
        return ()
    unit, last, senses, half, scale = printed
    if scale_word or scale_behind:
        scale *= SCALES[scale_word or ""] * SCALES[scale_behind or ""]
    if text[at - 3 : at] in _SHARES and at - 3 >= start:
        unit, opening = _SHARES[text[at - 3 : at]], at - 3
    elif currency is not None and unit.kind != "money":
        unit = currency
    vague = some or some_more
    if vague:
        senses.append(MIDDLE[vague])
    figure = _scaled(_figure(first), scale, parts) if scale > 1 or parts else _figure(first)
    negative, opening = _sign(text, opening, unit, figure, start)
    sense, opening = _sense_before(text, opening, start, unit)
    if sense:
        senses.append(sense)
    if _is_year(first, second, unit, scale, vague=bool(senses)):
        return ()
    if not unit.name and scale == 1:
        if " " in first or (second and not _leaves(text, at, match[4])):
            return ()
        if contexts.counts_nothing(text, at, match.end(1), first.translate(_WIDTH), vague=bool(senses)) and not second:
            return ()
    elif len(first) < 3 and not senses and unit.name.isascii() and contexts.heads_line(text, at, stop):
        return ()
    if second:
        return _range(text, match, figure, printed._replace(unit=unit, end=last, scale=scale, senses=senses), opening)
    if negative:
        figure = figure._replace(number=-figure.number)
    if half:
        figure = with_half(figure)
    number_end = stop if parts else number_end
    return (build((opening, last), (at, number_end), figure, unit, senses, exact=half),)


def _figure(digits: str) -> Figure:
    if digits.isdecimal():
        number = int(digits)
        return Figure(number, 1, last_digit_weight(number))
    whole, _, decimals = digits.translate(_WIDTH).replace(",", "").partition(".")
    number = int(whole + decimals)
    return Figure(number, 1, last_digit_weight(number), 10 ** len(decimals))


def _scaled(figure: Figure, scale: int, parts: str) -> Figure:
    """A figure times its scale; `parts` are smaller figures with scales of their own: 3万5千, 1亿2000万."""
    number, ulp = figure.number * scale, figure.ulp * scale
    for match in _PART.finditer(parts) if parts else ():
        whole, decimals, name = match.groups("")
        ulp = SCALES[name] // 10 ** len(decimals) * figure.denominator
        number += int(whole + decimals) * ulp
    return Figure(
        number,
        ulp,
        min(last_digit_weight(number), number or 1) if parts else figure.weight * scale,
        figure.denominator,
        scaled=True,
    )


def _currency(text: str, at: int, start: int) -> tuple[int, Unit | None]:
    offset = max(start, at - 4)
    match = _CURRENCY.search(text[offset:at])
    if match is None:
        return at, None
    return offset + match.start(), Unit(_CURRENCIES[match[1]], "money")


def _behind(text: str, stop: int, end: int, *, money: bool, singular: bool) -> _Printed | None:
    """What stands behind the number; None where that makes it no number."""
    following = text[stop : stop + 1] if stop < end else ""
    senses: list[str] = []
    if following == "+":
        after = text[stop + 1 : stop + 2]
        if (after.isalnum() and not "\u4e00" <= after <= "\u9fff") or (after in "一二三四五六七八九十" and after):
            return None
        if after != " ":
            stop, following = stop + 1, after
            senses.append(OVER)
    if (
        following in LETTERS
        or following in ("-", "+")
        or (following in (" ", "\u00a0") and text[stop + 1 : stop + 2] in LETTERS)
    ):
        tail = english.tail(text, stop, end, money=money, singular=singular)
        if tail is None:
            return None
        return _Printed(tail.unit, tail.end, [*senses, *tail.senses], scale=tail.scale)
    found = ending(text, stop, end)
    if found.unit is NOT_A_NUMBER or text.startswith("分之", stop):
        return None
    senses += found.senses
    return _Printed(found.unit or NONE, found.end, senses, found.half)


def _sign(text: str, at: int, unit: Unit, figure: Figure, start: int) -> tuple[bool, int]:
    """Whether a minus stands before `at`, and where the number then starts."""
    if at >= start + 2 and text.startswith("零下", at - 2):
        return True, at - 2
    if at <= start or text[at - 1] not in _MINUS:
        return False, at
    earlier = text[at - 2 : at - 1] if at - 2 >= start else ""
    if text[at - 1] == "负":
        return (False, at) if earlier == "正" else (True, at - 1)
    if "\u4e00" <= earlier <= "\u9fff":
        # 同比-3.5% is a minus; in 3个-5个 and 项目-3个 the sign only joins.
        joined = any(character in contexts.DIGITS for character in text[max(start, at - 5) : at - 1])
        if joined or not (unit.kind in _SIGNED or figure.denominator > 1):
            return False, at
    return True, at - 1


def _sense_before(text: str, at: int, start: int, unit: Unit) -> tuple[str, int]:
    sense, opening = approximation.before(text, at, start)
    if not sense:
        return english.before(text, at, start)
    if sense == NEAR and unit.name in LATEST:
        return "", at
    return sense, opening


def _is_year(first: str, second: str | None, unit: Unit, scale: int, *, vague: bool) -> bool:
    if len(first) == 4 and first[:2] in ("19", "20") and unit.name.isascii() and unit.kind == "count" and scale == 1:
        # 2022 annual reports, but 2000 farmers
        return not vague and not first.endswith("00") and unit.name != ""
    if unit.name != "年" or scale > 1:
        return False
    # 2021—2025年, and 7.2022年 where an item and a year have run together.
    years = (len(number) == 4 and number.isdecimal() for number in (first, second or ""))
    return any(years) or first[-5:-4] in (".", "．")


def _range(text: str, match: re.Match[str], figure: Figure, printed: _Printed, opening: int) -> tuple[Quantity, ...]:
    """3至5个 as one quantity; 从3个… and 由3到5个 name two."""
    at = match.start()
    first, between, dash, second = match[1], match[3], match[4], match[5]
    unit, last, senses, _, scale = printed
    if between in ("%", "％", "‰") and unit.kind != "percent":
        return ()
    low, high = _figure(first), _figure(second)
    high = _scaled(high, scale, match[9]) if scale > 1 else high
    own = SCALES.get(between or "", 0)
    if own > 1:
        low = _scaled(low, own, "")
    elif scale > 1:
        shared = _scaled(low, scale, "")
        low = shared if _less(shared, high) else low
    leaves = _leaves(text, at, dash)
    if not _less(low, high) and not (leaves and _less(high, low)):
        return ()
    denominator = max(low.denominator, high.denominator)
    low, high = _over(low, denominator), _over(high, denominator)
    if leaves:
        return (
            build((at, match.end(1)), match.span(1), low, unit, []),
            build((match.start(5), last), match.span(5), high, unit, senses),
        )
    figure = low._replace(upper=high.number, scaled=scale > 1)
    return (build((opening, last), (at, match.end(5)), figure, unit, senses),)


def _leaves(text: str, at: int, dash: str) -> bool:
    """Whether two numbers are where a change starts and ends, and no range: 从3到5, from 120 to 150."""
    return dash in ("至", "到", "to") and (
        text[at - 1 : at] in ("从", "由", "自") or text[max(0, at - 5) : at].lower() == "from "
    )


def _less(low: Figure, high: Figure) -> bool:
    return low.number * high.denominator < high.number * low.denominator


def _over(figure: Figure, denominator: int) -> Figure:
    times = denominator // figure.denominator
    return Figure(figure.number * times, figure.ulp * times, figure.weight * times, denominator, scaled=figure.scaled)
