"""A change and its size: 由120件增至150件，增长25%; 从50.1%提高到53.4%，提高3.3个百分点; 1250人，比上年增加50人，增长4.2%; from 120 to 150, up 25%."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from summarylint.numbers import Quantity, same_unit
from summarylint.patterns import Pattern
from summarylint.relations.arithmetic import printed, shown
from summarylint.relations.reading import Reading, Sentence
from summarylint.relations.sizes import DOWN, OTHER_BASIS, Size, judged, places, sized
from summarylint.relations.types import Relation, against

_VERBS = "增长|增加|提高|提升|上升|扩大|下降|减少|降低|缩小|压减|缩短|压缩|增|升|降|减|涨"
_TO = Pattern(rf"[^，。；]{{0,24}}?(?:{_VERBS})(?:到了?|至|为)(?:了)?(?:约)?[ ]?$")
_BY = Pattern(
    rf"(?:[^\W\d_]|[/·每]){{0,10}}[，,、（(][ ]?(?:累计|净|大幅|同比|共)?(?P<verb>{_VERBS}|增幅|降幅|增长率|涨幅)(?:了|达到?|为|约)?[ ]?$"
)
_MORE = Pattern(r"[，,][ ]?(?:比|较)[^，。；]{0,8}?(?P<verb>增加|减少|新增|净增|多|少|增|减)了?[ ]?$")
_BEFORE = Pattern(
    r"[，,（(；;]?(?:而|比)?(?:上年|去年|上年同期|去年同期|上期|上季度|上月|前年|上一年度?)(?:同期)?(?:仅|只)?[为是有]?[ ]?$"
)
_DIFFERENCE = Pattern(
    r"[^，。；;\d]{0,8}[）)]?[，,；;、（(](?:同比|[比较][^，。；;\d]{0,8}?)?(?P<verb>增加|减少|新增|净增|增收|减收|多|少|增|减|上升|下降)了?[ ]?$"
)
_FROM = Pattern(r"(?:从|由)[^，。；]{0,40}$")
_ENGLISH_TO = Pattern(r" (?:\([^()\n]{1,30}\) )?(?:in [A-Za-z0-9 ]{2,20} )?to (?:about )?[$£€¥]?$")
_ENGLISH_FROM = Pattern(r"\bfrom [$£€¥]?$", flags=2)
_ENGLISH_BY = Pattern(
    r"[^.;\n]{0,40}?[,(–—-] ?(?:an? )?(?P<verb>up|down|rise|increase|growth|gain|fall|drop|decrease|decline|reduction|rising|falling)(?: by| of)? $"
    r"|[^.;\n]{0,40}?[,(–—-] ?an? $",
    flags=2,
)
_ENGLISH_UP = Pattern(r"\b(?:rise|rose|increase|increased|growth|grew|gain|up)\b", flags=2)
_NEXT = 3
"""Quantities behind the second of which one may be the size."""


def relations(reading: Reading) -> Iterator[Relation]:
    """Changes of which both ends and the size are told, judged by intervals."""
    for sentence in reading.sentences:
        if len(sentence.quantities) > _NEXT - 1:
            yield from _differences(reading, sentence)
        if not any(one.kind in ("percent", "points", "times") for one in sentence.quantities):
            continue
        yield from _from_to(reading, sentence)
        yield from _compared(reading, sentence)


def _from_to(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    prose = reading.prose
    # 吨标准煤/百平方米: what stands behind a stroke is part of a unit.
    found = [one for one in sentence.quantities if prose[one.start - 1] != "/"]
    for place, (before, after) in enumerate(pairwise(found)):
        exact = not before.approximate and not after.approximate
        if not exact or not ((before.kind == after.kind and same_unit(before, after)) or _is_bare(before, after)):
            continue
        between = prose[before.end : after.start]
        lead = prose[max(sentence.start, before.start - 42) : before.start]
        chinese = _FROM.search(lead) is not None and _TO.match(between) is not None
        if not chinese and not (_ENGLISH_FROM.search(lead) and _ENGLISH_TO.match(between)):
            continue
        for size in found[place + 2 : place + 2 + _NEXT]:
            if size.kind not in ("percent", "points", "times") or size.approximate:
                continue
            gap = prose[after.end : size.start]
            by = _BY.match(gap) if chinese else _ENGLISH_BY.match(gap)
            if by is None or OTHER_BASIS.search(prose, before.start, min(sentence.end, size.end + 8)):
                continue
            relation = judged(reading, before, after, size)
            if relation is not None:
                yield relation
            break


def _differences(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """86420册次，上年为79180册次，比上年增加7240册次; 由125件增至150件，增加25件: the size is a number of the same things."""
    prose, found = reading.prose, sentence.quantities
    for first, second, size in zip(found, found[1:], found[2:], strict=False):
        yield from _told_last(reading, sentence, (first, second, size))
        if size.kind not in ("count", "money", "measure") or any(one.approximate for one in (first, second, size)):
            continue
        if not same_unit(first, second) or not same_unit(second, size):
            continue
        between = prose[first.end : second.start]
        by = _DIFFERENCE.match(prose[second.end : size.start])
        if by is None or OTHER_BASIS.search(prose, first.start, min(sentence.end, size.end + 8)):
            continue
        if _BEFORE.match(between):
            before, after = second, first
        elif _FROM.search(prose[max(sentence.start, first.start - 42) : first.start]) and _TO.match(between):
            before, after = first, second
        else:
            continue
        if before.high is None or after.high is None or size.high is None:
            continue
        sign = -1 if by["verb"] in DOWN else 1
        low, high = sign * (after.low - before.high), sign * (after.high - before.low)
        low, high = min(low, high), max(low, high)
        written = f"{printed(after, prose)} - {printed(before, prose)}"
        reckoned = Size(
            low - (size.high - size.value), high + (size.value - size.low), sign * (after.value - before.value)
        )
        yield _difference(reading, (first, second), size, reckoned, written, shown(abs(reckoned.value), size, prose))


def _told_last(reading: Reading, sentence: Sentence, three: tuple[Quantity, Quantity, Quantity]) -> Iterator[Relation]:
    """1.86万亩，比上年增加0.23万亩，上年为1.52万亩: the number before stands last."""
    prose, (now, size, before) = reading.prose, three
    if now.kind not in ("count", "money", "measure") or any(one.approximate or one.high is None for one in three):
        return
    if not (same_unit(now, size) and same_unit(size, before)) or not _BEFORE.fullmatch(prose, size.end, before.start):
        return
    more = _MORE.match(prose[now.end : size.start])
    if more is None or OTHER_BASIS.search(prose, now.start, min(sentence.end, before.end + 8)):
        return
    sign = -1 if more["verb"] in DOWN else 1
    low, high = sorted((sign * (now.low - _high(before)), sign * (_high(now) - before.low)))
    slack = (_high(size) - size.low) / 2
    written = f"{printed(now, prose)} - {printed(before, prose)}"
    reckoned = Size(low - slack, high + slack, sign * (now.value - before.value))
    relation = _difference(reading, (now, before), size, reckoned, written, shown(abs(reckoned.value), size, prose))
    yield relation._replace(end=before.end)


def _high(one: Quantity) -> Fraction:
    return one.value if one.high is None else one.high


def _difference(
    reading: Reading, terms: tuple[Quantity, ...], stated: Quantity, reckoned: Size, written: str, computed: str
) -> Relation:
    words = printed(stated, reading.prose)
    return Relation(
        "growth",
        min(term.start for term in terms),
        stated.end,
        reckoned.low <= stated.value <= reckoned.high,
        {"zh": f"{written}：变化{computed}", "en": f"{written} is a change of {computed}"},
        "difference",
        stated=words,
        computed=computed,
        fault=against(words),
        places=places(terms, stated),
    )


def _is_bare(before: Quantity, after: Quantity) -> bool:
    """Whether only the second of two counts has its noun: from 120 to 150 visits."""
    return (
        before.kind == after.kind == "count" and before.unit == "" and not before.approximate and not after.approximate
    )


def _compared(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """1250人，比上年增加50人，增长4.2%: the size is of what it was before."""
    prose, found = reading.prose, sentence.quantities
    for now, more, size in zip(found, found[1:], found[2:], strict=False):
        if size.kind != "percent" or not same_unit(now, more) or any(one.approximate for one in (now, more, size)):
            continue
        compared = _MORE.match(prose[now.end : more.start])
        by = _BY.match(prose[more.end : size.start])
        if compared is None or by is None or OTHER_BASIS.search(prose, now.start, min(sentence.end, size.end + 8)):
            continue
        if now.high is None or more.high is None:
            continue
        sign = -1 if compared["verb"] in DOWN else 1
        bases = (
            now.low - sign * (more.high if sign > 0 else more.low),
            now.high - sign * (more.low if sign > 0 else more.high),
        )
        if bases[0] <= 0:
            continue
        low, high = 100 * more.low / bases[1], 100 * more.high / bases[0]
        value = 100 * more.value / (now.value - sign * more.value)
        operator = "-" if sign > 0 else "+"
        one, two = printed(now, prose), printed(more, prose)
        written = f"{two} ÷ ({one} {operator} {two})"
        yield sized(reading, (now, more), size, Size(low, high, value), written)
