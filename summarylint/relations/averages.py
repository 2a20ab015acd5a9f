"""An average and its counts: 12场1800人次，场均150人次; 120人捐款2.4万元，人均200元; and shares that no whole number can be."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from summarylint.numbers import Quantity, same_unit
from summarylint.patterns import Pattern
from summarylint.relations.arithmetic import decimal, places_of, printed, shown
from summarylint.relations.reading import Reading, Sentence
from summarylint.relations.types import Place, Relation, against
from summarylint.relations.vocabulary import NOT_OF_COUNTS, TIMES

_AVERAGE = Pattern(
    r"(?:(?P<unit>[人户场村家次亩项件天班期个])均|平均每?(?P<each>[人户场村家次亩项件天班期个]?)|每(?P<every>[人户场村家次亩项件天班期]))[^\W\d_]{0,6}$"
)
_ADJACENT = Pattern(r"[^\W\d_]{1,14}$")
_WITHIN = Pattern(r"[^，。；\d]{0,8}(?:[中里][，,]?|其中)[^。；\d]{0,10}$")
"""Between a base and a share of it; 移送9起，占15.5% says of what 9 is a part, and not what it is of."""
_COMPARED = Pattern(r"[比较]")
_EQUAL = frozenset({"人", "名", "位"})
_OF_ANYTHING = frozenset({"个", "座", "处"})
_OTHER = Pattern(r"最|约|左右|不足|超|预计|计划|历年|全[国省市县]")
_SHARE = Pattern(r"(?:占|(?P<stem>[^\W\d_]{2,4})率(?:达到?|为|是)?)[ ]?$")
_LARGEST_BASE = 60
"""Above it nearly every share with one decimal is that of some whole number."""
_FARTHEST, _NEAR = 40, 14


def relations(reading: Reading) -> Iterator[Relation]:
    """Averages with both of their counts; shares of a small number that none of its counts has."""
    for sentence in reading.sentences:
        yield from _averages(reading, sentence)
        yield from _impossible(reading, sentence)


def _averages(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    prose = reading.prose
    for place, average in enumerate(sentence.quantities[2:], 2):
        lead = prose[max(sentence.start, average.start - 12) : average.start]
        match = _AVERAGE.search(lead)
        if (
            match is None
            or _COMPARED.search(lead)
            or average.approximate
            or average.kind == "percent"
            or _OTHER.search(prose[max(sentence.start, average.start - 24) : average.end + 2])
        ):
            continue
        unit = match["unit"] or match["each"] or match["every"] or ""
        earlier = [
            one
            for one in sentence.quantities[max(0, place - 4) : place]
            if average.start - one.end <= _FARTHEST and not one.approximate and one.kind != "percent"
        ]
        counts = [
            one
            for one in earlier
            if one.hard
            and (
                one.unit == unit
                or (unit == "人" and one.unit in _EQUAL)
                or (unit and prose[one.start - 1] == unit and one.unit in _OF_ANYTHING)
                or (not unit and not same_unit(one, average))
            )
        ]
        sums = [
            one
            for one in earlier
            if same_unit(one, average)
            and one not in counts
            and "均" not in prose[max(sentence.start, one.start - 8) : one.start]
        ]
        if len(counts) != 1 or len(sums) != 1 or counts[0].value < 2:
            continue
        yield _average(reading, sums[0], counts[0], average)


def _average(reading: Reading, whole: Quantity, count: Quantity, average: Quantity) -> Relation:
    prose = reading.prose
    high = whole.high if whole.high is not None else whole.value
    low, high = whole.low / count.value, high / count.value
    value = whole.value / count.value
    near = value / 3 <= average.value <= value * 3
    holds = low - average.ulp <= average.value <= high + average.ulp
    computed = shown(value, average, prose)
    stated = printed(average, prose)
    division = f"{printed(whole, prose)} ÷ {printed(count, prose)} = {computed}"
    return Relation(
        "average",
        min(whole.start, count.start),
        average.end,
        holds if holds or near else None,
        dict.fromkeys(("zh", "en"), division),
        "average",
        stated=stated,
        computed=computed,
        fault=against(stated),
        places=tuple(
            Place(one.start, one.end, words)
            for one, words in (
                (whole, {"zh": "总数", "en": "the total"}),
                (count, {"zh": "个数", "en": "the count"}),
                (average, {"zh": "平均数", "en": "the average"}),
            )
        ),
    )


def _impossible(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """A share that rounds no k/n: of 12 items none can be 93 %."""
    prose = reading.prose
    hard = [
        one
        for one in sentence.quantities
        if one.hard and one.unit and one.unit not in TIMES and 1 < one.value <= _LARGEST_BASE
    ]
    for percent in sentence.quantities:
        if percent.kind != "percent" or percent.approximate or percent.value >= 100:
            continue
        share = _SHARE.search(prose, max(sentence.start, percent.start - 8), percent.start)
        if share is None or (share["stem"] and NOT_OF_COUNTS.search(share["stem"])):
            continue
        bases = [
            one
            for one in hard
            if one.end <= percent.start
            and percent.start - one.end <= _NEAR
            and (_ADJACENT if share["stem"] else _WITHIN).match(prose[one.end : percent.start])
        ]
        if (
            len(bases) != 1
            or len([one for one in sentence.quantities if one.end <= percent.start and one.kind == "count"]) != 1
        ):
            continue
        base = bases[0]
        step = percent.ulp
        possible = any(
            abs(Fraction(100 * count) / base.value - percent.value) <= step for count in range(int(base.value) + 1)
        )
        nearest = min(
            (Fraction(100 * count) / base.value for count in range(int(base.value) + 1)),
            key=lambda share: abs(share - percent.value),
        )
        computed = f"{decimal(nearest, max(1, places_of(percent)))}%"
        stated = printed(percent, prose)
        whole = printed(base, prose)
        yield Relation(
            "impossible-share",
            base.start,
            percent.end,
            possible,
            {
                "zh": f"{whole}里没有哪个整数占{stated}，最接近的是{computed}",
                "en": f"no whole number of {whole} is {stated}; the nearest is {computed}",
            },
            "whole numbers",
            stated=stated,
            computed=computed,
            places=(
                Place(base.start, base.end, {"zh": "总数", "en": "the whole"}),
                Place(percent.start, percent.end, {"zh": "占比", "en": "the share"}),
            ),
        )
