"""Chinese numerals with a measure word: 三十五项, 两百余家, 七八十人, 十几个, 上千人, 六成多, 三分之二."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarylint.numbers import approximation, lexicon
from summarylint.numbers.approximation import MIDDLE, NEAR, behind
from summarylint.numbers.building import build, part, with_half
from summarylint.numbers.chinese import DIGITS, NUMERALS, SCALES, read
from summarylint.numbers.endings import LATEST, Ending, ending
from summarylint.numbers.phrases import is_phrase, points_at
from summarylint.numbers.types import Figure, Quantity
from summarylint.numbers.units import NOT_A_NUMBER, Unit, first_characters
from summarylint.patterns import Pattern

_SPELLED = Pattern(
    rf"[{NUMERALS}](?<![{NUMERALS}0-9０-９.．A-Za-z第].)[{NUMERALS}]*(?:点[零〇一二三四五六七八九]{{1,6}})?"
    rf"(余|多|来)?([十百千]?[万亿]{{1,2}})?(?=[{first_characters()}点])"
)
_NUMERATOR = Pattern(rf"[{NUMERALS}]+(?:点[零〇一二三四五六七八九]{{1,6}})?")
_NUMERAL_BEHIND = Pattern(rf"(?<![第{NUMERALS}])[{NUMERALS}]+$")
_SHARES = {"百": Unit("%", "percent"), "千": Unit("%", "percent", 1, 10), "万": Unit("%", "percent", 1, 100)}
_WEIGHTS = frozenset("百千万亿")
_DASHES, _FROM = frozenset("至到—–～~-"), frozenset("从由自第")
_LONGEST_LOWER = 16


class _Numeral(NamedTuple):
    figure: Figure
    start: int
    is_vague: bool = False
    """Whether it says itself how far it reaches, so that no approximator is looked for: 上千, 过百."""
    needs_approximator: bool = False
    """Whether it names a weight alone, as in 近百家; 百家 is a word."""


def quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The counts in Chinese numerals of `text[start:end]`."""
    for match in _SPELLED.compiled.finditer(text, start, end):
        if text.startswith("分之", match.end()):
            found = _share(text, match.start(), match.end(), start, end)
        else:
            found = _count(text, match, start, end)
        if found is not None:
            yield found


def _count(text: str, match: re.Match[str], start: int, end: int) -> Quantity | None:
    at, stop = match.span()
    some, scale_word = match.groups()
    before = text[at - 1] if at > start else "\n"
    numeral_end = match.start(1) if some else match.start(2) if scale_word else stop
    printed = text[at:numeral_end]
    if points_at(printed, before) and not some:
        return None
    found = ending(text, stop, end)
    unit = found.unit
    if unit is None or unit is NOT_A_NUMBER or not unit.name or lexicon.holds_numeral(text, at):
        return None
    if not some and not scale_word and is_phrase(text, printed, stop, found.unit_end, before):
        return None
    numeral = _numeral(text, at, printed, start, before)
    if numeral is None or (scale_word and scale_word not in SCALES):
        return None
    figure = _measured(_scaled(numeral.figure, SCALES[scale_word]) if scale_word else numeral.figure, unit)
    number_start = numeral.start
    if before in _DASHES:
        figure, number_start = _with_lower(text, number_start, figure, start)
    senses = [*found.senses, MIDDLE[some]] if some else list(found.senses)
    opening = number_start
    if not numeral.is_vague:
        sense, opening = approximation.before(text, number_start, start)
        if sense == NEAR and unit.name in LATEST:
            sense, opening = "", number_start
        if sense:
            senses.append(sense)
        elif numeral.needs_approximator and not some:
            return None
    if before == "负" and opening == at:
        figure, opening = figure._replace(number=-figure.number), at - 1
    figure, last = _with_tenths(text, stop, figure, found, end)
    exact = found.half and unit.kind != "percent"
    number_end = numeral_end if some else stop
    return build((opening, last), (number_start, number_end), figure, unit, senses, exact=exact)


def _numeral(text: str, at: int, printed: str, start: int, before: str) -> _Numeral | None:
    if printed[0] in _WEIGHTS or (printed == "十" and before in ("几", "数", "上")):
        return _bare(text, at, printed, start)
    figure = read(printed)
    if figure is None:
        return None
    return _Numeral(figure, at - 1 if before == "好" and printed[0] == "几" else at)


def _scaled(figure: Figure, scale: int) -> Figure:
    number, ulp, weight, denominator, upper, _ = figure
    ulp = weight if denominator == 1 else ulp
    return Figure(number * scale, ulp * scale, weight * scale, denominator, upper and upper * scale, scaled=True)


def _measured(figure: Figure, unit: Unit) -> Figure:
    if unit.kind == "count" or figure.denominator > 1 or figure.scaled or figure.upper is not None:
        return figure
    # 三千五百亩 is measured: to the last digit that is named.
    return figure._replace(ulp=figure.weight)


def _with_tenths(text: str, stop: int, figure: Figure, found: Ending, end: int) -> tuple[Figure, int]:
    """The figure with what the unit adds, and where it ends: 两年半, 六成半, 九成五."""
    if found.half:
        is_share = text[stop] == "成"
        return figure._replace(number=2 * figure.number + 1, denominator=2) if is_share else with_half(
            figure
        ), found.end
    if text[stop] == "成" and found.end == stop + 1 < end and text[stop + 2 : stop + 3] not in _NUMERALS:
        tenths = DIGITS.get(text[stop + 1], 0)
        if tenths and figure.denominator == 1:
            return Figure(10 * figure.number + tenths, 1, 1, 10), stop + 2
    return figure, found.end


_NUMERALS = frozenset(NUMERALS)


def _with_lower(text: str, at: int, upper: Figure, start: int) -> tuple[Figure, int]:
    """The range that a numeral and a dash before `at` make of the figure there: 三至五人; 从三到五 is none."""
    match = _NUMERAL_BEHIND.search(text[max(start, at - _LONGEST_LOWER) : at - 1])
    low = read(match[0]) if match else None
    if match is None or low is None or low.upper is not None or upper.upper is not None:
        return upper, at
    opening = at - 1 - len(match[0])
    number = low.number * upper.ulp if upper.scaled and not low.scaled else low.number
    if low.denominator != upper.denominator or number >= upper.number or text[opening - 1 : opening] in _FROM:
        return upper, at
    return upper._replace(number=number, upper=upper.number), opening


def _bare(text: str, at: int, numeral: str, start: int) -> _Numeral | None:
    """A numeral that names only a weight: 上千, 数百, 成百上千, 近百万, 百余."""
    weight = SCALES.get(numeral)
    if weight is None:
        return None
    before = text[at - 1 : at] if at > start else ""
    if before == "上":
        if at - 3 >= start and text[at - 3 : at - 1] in ("成百", "成千"):
            low = SCALES[text[at - 2]]
            return _Numeral(Figure(low, low, low, upper=10 * weight, scaled=True), at - 3, is_vague=True)
        return _Numeral(Figure(weight, weight, weight, upper=10 * weight, scaled=True), at - 1, is_vague=True)
    if before == "过" and text[at - 2 : at - 1] not in ("超", "不"):
        return _Numeral(Figure(weight, weight, weight, upper=10 * weight, scaled=True), at - 1, is_vague=True)
    if before in ("数", "几"):
        return _Numeral(Figure(2 * weight, weight, weight, upper=10 * weight, scaled=True), at - 1)
    return _Numeral(Figure(weight, weight, weight, scaled=True), at, needs_approximator=True)


def _share(text: str, at: int, stop: int, start: int, end: int) -> Quantity | None:
    """百分之六十 and 三分之二, `stop` being where 分之 starts."""
    match = _NUMERATOR.match(text, stop + 2, end)
    if match is None:
        return None
    # 百分之百
    figure = Figure(100, 1, 1) if match[0] == "百" else read(match[0])
    if figure is None or figure.upper is not None:
        return None
    senses: list[str] = []
    last = match.end()
    further = _NUMERATOR.match(text, last + 1, end) if text[last : last + 1] in _DASHES and last < end else None
    upper = read(further[0]) if further else None
    if further and upper and upper.denominator == figure.denominator and upper.number > figure.number:
        # 百分之五至十
        figure, last = figure._replace(upper=upper.number), further.end()
    number_end = last
    while True:
        sense, behind_end = behind(text, last, end)
        if behind_end == last:
            break
        if sense:
            senses.append(sense)
        last = behind_end
    sense, opening = approximation.before(text, at, start)
    if sense:
        senses.append(sense)
    percent = _SHARES.get(text[at:stop])
    if percent is not None:
        return build((opening, last), (at, number_end), figure, percent, senses)
    bottom = read(text[at:stop])
    if bottom is None or bottom.denominator != 1 or bottom.upper is not None or not 1 <= figure.number < bottom.number:
        return None
    return part((opening, last), (at, match.end()), figure.number, bottom.number, senses)
