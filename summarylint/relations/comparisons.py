"""A figure beside that of the year before: 1215万元，比上年的1012万元增长25%; 上年为1.012亿元; and changes that go the other way: 从320例下降到350例."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarylint.numbers import Quantity, same_unit
from summarylint.patterns import Pattern
from summarylint.relations.arithmetic import printed
from summarylint.relations.reading import Reading, Sentence
from summarylint.relations.sizes import DOWN, OTHER_BASIS, judged, places
from summarylint.relations.types import Relation
from summarylint.relations.vocabulary import TIMES

_UP = "增长|增加|扩大|上升|提高|提升|上涨|攀升|增|升|涨"
_FALLING = "下降|减少|降低|缩小|压减|缩短|压缩|下调|回落|下滑|下跌|压降|降|减|跌"
_PERIOD = r"(?:(?:上|去|前)(?:一)?年度?|上(?:一|个)?(?:季度|月|学期|学年|期|届|赛季)|(?:19|20)\d\d年|同期|年初|期初|一季度|上半年)(?:同期|年?末|年?底)?"
_THAN = Pattern(
    rf"[^\W\d_]{{0,8}}[）)]?[，,、（(]?[ ]?(?:同比|相比|相较|比|较|与)[^\W\d_]{{0,4}}?{_PERIOD}(?:的|为|是)?[ ]?$"
)
_BY = Pattern(
    rf"[^，。；;\d]{{0,6}}[，,）)]?(?:相比)?[，,]?(?:净|大幅|累计|同比)?(?P<verb>{_UP}|{_FALLING})了?(?:幅度?)?(?:达到?|为|约)?[ ]?$"
)
_GREW = Pattern(
    rf"[^\W\d_]{{0,6}}[，,、（(][ ]?(?:(?:同比|环比|(?:比|较)[^\W\d_]{{0,2}}{_PERIOD}))?(?P<verb>{_UP}|{_FALLING})了?[ ]?$"
)
_WAS = Pattern(rf"[）)]?[，,；;、（(][ ]?(?:而)?{_PERIOD}(?:仅|只)?(?:完成|实现|为|是|有|达|达到)?[ ]?$")
_IN_YEAR = Pattern(r"(?P<year>20\d\d)年(?P<words>[^，。；;：:\d\n]{0,12})$")
_LAST = Pattern(r"(?:上|去)(?:一)?年(?:同期)?(?P<words>[^，。；;：:\d\n]{0,10})$")
_NOW = Pattern(r"[^，。；;\d\n]{0,4}[，,；;](?:今|本|当)年(?P<words>[^，。；;：:\d\n]{0,10})$")
_SINCE = Pattern(
    rf"[^，。；;\d\n]{{0,6}}[，,][ ]?(?:同比|比(?:上|去)年)?(?P<verb>{_UP}|{_FALLING})了?(?:幅度?)?(?:达到?|为|约)?[ ]?$"
)
_FROM = Pattern(r"(?:从|由)[^，。；;\n从由]{0,16}$")
_TOWARDS = Pattern(rf"[^，。；;\d\n]{{0,8}}?(?P<verb>{_UP}|{_FALLING})(?:到了?|至|为)了?[ ]?$")
_SIGNED = Pattern(r"降|减|负|亏|跌|逆差|赤字|滞后|误差|偏差|精度|-$")
"""Before a number that may be less than none: 由下降8%回升至增长3%."""
_RANKED = Pattern(r"排[名位行]|名次|位次|座次|[位名]列|位居|第|(?i:\b(?:rank|place|position|table|league|seed)s?\b)")
_ENGLISH_FROM = Pattern(
    r"\b(?:(?P<up>rose|risen|grew|grown|increased|climbed|up)|(?P<down>fell|fallen|dropped|declined|decreased|down|shrank|cut|reduced))(?: [a-z]{2,12}){0,2} from [$£€¥]?$",
    flags=2,
)
_ENGLISH_BY = Pattern(
    r"(?: [a-z]{2,12}){0,3}?(?:[,(–—-] ?(?:an? )?| (?:is|are|was|were) )(?:(?P<up>up|rise|increase|growth|gain)|(?P<down>down|fall|drop|decrease|decline|reduction))(?: by| of)? $",
    flags=2,
)
_ENGLISH_OVER = Pattern(r" (?:from|on|over|against|compared (?:with|to)) (?:the )?$", flags=2)
_ENGLISH_TO = Pattern(r"(?: [a-z]{2,16}){0,2} to [$£€¥]?$", flags=2)
_TURNS = Pattern(r"[到至为]|(?i:\bfrom )")
_SIZES = frozenset({"percent", "points", "times"})
_COMPUTED = Pattern(r"-?\d{1,15}(?:\.\d{1,6})?")
_FARTHEST = 30
"""Points by which a printed change may miss before the two numbers are of different things."""
_ORDERED = frozenset("名 位 类 级 档 代 等 期 层".split())
"""What is numbered from the best on: 由15名提升至8名, 水质由四类升为三类."""
_BETTER = frozenset({"提高", "提升"})
_FEWER = frozenset("个 步 次 环节 道".split())
"""What may become less where something becomes better: 流程从9个提升到5个."""
_YEARS = (1900, 2100)


def relations(reading: Reading) -> Iterator[Relation]:
    """Changes against the year before, and the way that changes go."""
    for sentence in reading.sentences:
        if len(sentence.quantities) > 2 and any(one.kind in _SIZES for one in sentence.quantities):
            yield from _against_before(reading, sentence)
        if _TURNS.search(reading.prose, sentence.start, sentence.end):
            yield from _ways(reading, sentence)


def _against_before(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """The three numbers of a comparison in each order that they are told in."""
    prose, found = reading.prose, sentence.quantities
    for first, second, third in zip(found, found[1:], found[2:], strict=False):
        if any(one.approximate for one in (first, second, third)):
            continue
        if OTHER_BASIS.search(prose, first.start, min(sentence.end, third.end + 8)):
            continue
        between, behind = prose[first.end : second.start], prose[second.end : third.start]
        relation = None
        if _is_size(third, second) and same_unit(first, second):
            if _THAN.match(between):
                by = _BY.match(behind)
                relation = judged(reading, second, first, third, by["verb"]) if by else None
            elif by := _SINCE.match(behind):
                last = _LAST.search(prose, max(sentence.start, first.start - 16), first.start)
                now = _NOW.match(between)
                if last and now and _are_alike(last["words"], now["words"]):
                    relation = judged(reading, first, second, third, by["verb"])
                elif terms := _by_year(prose, sentence, first, second):
                    relation = judged(reading, *terms, third, by["verb"])
        elif _is_size(second, first) and same_unit(first, third):
            by = _GREW.match(between)
            if by and _WAS.match(behind):
                relation = judged(reading, third, first, second, by["verb"])
            elif (by := _ENGLISH_BY.match(between)) and _ENGLISH_OVER.match(behind) and not _are_years(third):
                relation = judged(reading, third, first, second, "降" if by["down"] else "增")
        if relation is not None and (relation.holds or _is_near(relation, third, second, first)):
            yield relation._replace(evidence="year before", end=third.end)


def _by_year(prose: str, sentence: Sentence, first: Quantity, second: Quantity) -> tuple[Quantity, Quantity] | None:
    """Two numbers of the same in two years that follow each other, the earlier first."""
    one = _IN_YEAR.search(prose, max(sentence.start, first.start - 20), first.start)
    other = _IN_YEAR.search(prose, first.end, second.start)
    if one is None or other is None or not _are_alike(one["words"], other["words"]):
        return None
    apart = int(other["year"]) - int(one["year"])
    return (first, second) if apart == 1 else (second, first) if apart == -1 else None


def _is_size(one: Quantity, of: Quantity) -> bool:
    return one.kind in _SIZES and (one.kind == "points") == (of.kind == "percent")


def _is_near(relation: Relation, *terms: Quantity) -> bool:
    """Whether a change misses by so little that it can be of these numbers: 上年 may be all of it, and the rest half a year."""
    size = next(one for one in terms if one.end == relation.places[-1].end)
    factor = 100 if size.kind == "times" else 1
    computed = _COMPUTED.match(relation.computed)
    return computed is not None and abs(float(computed[0]) - float(size.value)) * factor <= _FARTHEST


def _are_alike(words: str, others: str) -> bool:
    """Whether two clauses name the same: 招生 and 招生, or one of them nothing."""
    return words == others or not others or (len(others) > 1 and words.endswith(others[-2:]))


def _ways(reading: Reading, sentence: Sentence) -> Iterator[Relation]:
    """A fall to more, and a rise to less."""
    prose = reading.prose
    for before, after in pairwise(sentence.quantities):
        if before.approximate or after.approximate or before.high is None or after.high is None:
            continue
        if before.kind != after.kind or not (same_unit(before, after) or before.unit == ""):
            continue
        verb = _verb(prose, sentence, before, after)
        if verb is None or _RANKED.search(
            prose, max(sentence.start, before.start - 24), min(sentence.end, after.end + 24)
        ):
            continue
        word, down = verb
        if before.unit in _ORDERED or (not down and after.unit in TIMES):
            continue
        if word in _BETTER and (before.kind == "measure" or before.unit in _FEWER):
            # 精度从0.04毫米提升至0.003毫米
            continue
        if before.unit == after.unit == "" and _are_years(before, after):
            continue
        holds = after.low < before.high if down else after.high > before.low
        if before.value == after.value:
            continue
        one, two = printed(before, prose), printed(after, prose)
        yield Relation(
            "growth",
            before.start,
            after.end,
            holds,
            {"zh": f"{one}→{two}", "en": f"{one} → {two}"},
            "direction",
            stated=two,
            computed=one,
            fault={"zh": f"，不能说“{word}”", "en": f", which is not what '{word}' says"},
            places=places((before, after), after)[:2],
        )


def _are_years(*numbers: Quantity) -> bool:
    return all(one.kind == "count" and _YEARS[0] < one.value < _YEARS[1] for one in numbers)


def _verb(prose: str, sentence: Sentence, before: Quantity, after: Quantity) -> tuple[str, bool] | None:
    """The verb of a change from one number to the next, and whether it is to less: 下降, rose."""
    between = prose[before.end : after.start]
    lead = prose[max(sentence.start, before.start - 32) : before.start]
    if lead[-1:] in "、和与":
        # 从209元、280元提高到217元、290元: two changes.
        return None
    match = _TOWARDS.match(between)
    if match:
        verb = match["verb"]
        return (verb, verb in DOWN) if _FROM.search(lead) and not _SIGNED.search(lead[-4:]) else None
    if _ENGLISH_TO.match(between) and (found := _ENGLISH_FROM.search(lead)):
        return found["down"] or found["up"], bool(found["down"])
    return None
