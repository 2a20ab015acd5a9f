"""A rate and its counts: 排查120件，化解118件，化解率98.3%; a share and its base: 60人，其中女性24人，占40%; 24 of the 60 (40%)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from summarylint.numbers import Quantity, same_unit
from summarylint.patterns import Pattern
from summarylint.relations.arithmetic import decimal, places_of, printed
from summarylint.relations.reading import Reading, Sentence
from summarylint.relations.types import Place, Relation, against
from summarylint.relations.vocabulary import NOT_OF_COUNTS, TIMES

_RATE = Pattern(
    r"(?P<stem>[^\W\d_a-zA-Z]{2,5})[率比](?:均|都|已)?(?:达到了?|达|为|是|高达|提高到|提升到|提高至|提升至|保持在|稳定在|约?为)?[：:]?[ ]?$"
)
_QUALIFIED = Pattern(r"主动|一次|首次|当场|按期|按时|及时|综合|平均|初次|总体|区域")
"""In the name of a rate: it is of fewer than the counts beside it, unless one of them has the word too."""
_DUE = Pattern(r"应|计划|拟|需|总|共|目标|任务|全|下发|发出|印发|交办|转办")
_DONE = Pattern(r"^(?:已|实)")
_SHARE = Pattern(r"占(?P<base>[^\W\d_]{0,10}?)的?(?:比例|比重|比)?(?:达到?|为|约)?[ ]?$")
_GENERAL = Pattern(r"比?$|总|全部|其|本")
"""What a share may be said to be of, where it names nothing in particular."""
_OUTSIDE = Pattern(r"占(?:全[国省市县区镇乡球]|世界|全球|同期|GDP|国内|地区|当年|上年)")
_HAS_SHARE = Pattern(r"[，,（(]?占")
"""Behind a count: it is a part itself, and its neighbours are parts of the same whole."""
_FRACTION = Pattern(r"(?<!百)分之|半")
_CHANGED = ("比增", "比提", "比上", "比升", "比降", "比由", "比从")
_NEAR_PERCENT = 8
"""By how much, as a share of itself, a printed share may miss that of a base and still be meant to be of it."""
_NEGATIONS = ("不", "未", "非", "无")
_LEAST_BASE = 10
_FARTHEST, _FARTHEST_BASE = 80, 160
_SEPARATORS = "，,；;、：:（(。"
_OF_NAMED = Pattern(r"(?:，|,)?(?:占|完成|为|是|达到)(?P<base>[^，。；\d]{2,14}?)(?:约)?[ ]?$")
_SHARE_OF_IT = Pattern(r"的(?:约)?[ ]?$")
_ENGLISH_RATE = Pattern(
    r"\bof (?:the |our |its |these )?(?P<whole>\d[\d,]{0,12})[^.;:()\d\n]{0,60}?, (?P<part>\d[\d,]{0,12}) [^.;:()\d\n]{0,60}?, (?:a|an|giving an?|which is an?) (?:[\w-]{1,16} ){0,3}(?:rate|share|proportion|rate of|turnout|take-up) ?(?:of )?(?P<share>\d{1,3}(?:\.\d{1,2})?) ?(?:%|per ?cent)",
    flags=2,
)
_ENGLISH_FOUND = Pattern(
    r"(?<![\d,.])(?P<whole>\d[\d,]{0,12}) [^.;:()\d\n]{2,60}?(?:,| and|, and|, of which) (?P<part>\d[\d,]{0,12}) (?:were|was|had|came|tested|proved|passed|failed|replied|attended)\b[^.;:()\d\n]{0,40}?, (?:a|an|giving an?) (?:[\w-]{1,16} ){0,3}(?:rate|share|proportion) of (?P<share>\d{1,3}(?:\.\d{1,2})?) ?(?:%|per ?cent)",
    flags=2,
)
_ENGLISH = Pattern(
    r"(?<![\d,])(?P<part>\d[\d,]{0,12})(?: \w{1,20}){0,3} (?:out )?of (?:the |our |its |these )?(?P<whole>\d[\d,]{0,12})[^.;:()\n]{0,40}[(,][ ]?(?:or |i\.e\. |a rate of )?(?P<share>\d{1,3}(?:\.\d{1,2})?) ?(?:%|per ?cent)",
    flags=2,
)


def relations(reading: Reading) -> Iterator[Relation]:
    """Rates and shares with both of their counts, judged by the digits that they are printed with."""
    for sentence in reading.sentences:
        percents = [
            one
            for one in sentence.quantities
            if one.kind == "percent" and not one.approximate and not _FRACTION.search(reading.prose, one.start, one.end)
        ]
        if not percents:
            continue
        counts = [
            one
            for one in sentence.quantities
            if one.kind in ("count", "money", "measure") and not one.approximate and one.unit not in TIMES
        ]
        for percent in percents:
            yield from _rate(reading, sentence, percent, counts)
            yield from _share(reading, sentence, percent)
            yield from _of_named(reading, sentence, percent)
    if " of " in reading.prose:
        yield from _in_english(reading)


def _rate(reading: Reading, sentence: Sentence, percent: Quantity, counts: Sequence[Quantity]) -> Iterator[Relation]:
    prose = reading.prose
    match = _RATE.search(prose, max(sentence.start, percent.start - 16), percent.start)
    if match is None or match.end() != percent.start or NOT_OF_COUNTS.search(match["stem"]) or _is_open(prose, percent):
        return
    key = match["stem"][-2:]
    near = [one for one in counts if abs(one.start - match.start()) <= _FARTHEST and one.kind == "count"]
    if match["stem"][-3:-2] in _NEGATIONS:
        key = match["stem"][-3:]
    numerators = [one for one in near if one.end <= match.start() and _is_done(prose, sentence, one, key)]
    if not numerators:
        return
    numerator = numerators[-1]
    qualifier = _QUALIFIED.search(match["stem"])
    if qualifier and qualifier[0] not in _around(prose, sentence, numerator):
        return
    denominators = [
        one
        for one in near
        if one.end <= numerator.start and same_unit(one, numerator) and not _is_done(prose, sentence, one, key)
    ]
    if len(denominators) != 1:
        return
    denominator = denominators[0]
    if "；" in prose[denominator.end : numerator.start] or not 0 < numerator.value <= denominator.value:
        return
    if any(
        _agrees(numerator, one, percent) for one in near if one.value >= numerator.value and same_unit(one, numerator)
    ):
        # 报名90人，实考88人，通过77人: the rate may be of either.
        denominator = next(one for one in near if same_unit(one, numerator) and _agrees(numerator, one, percent))
    yield _judged(reading, numerator, denominator, percent, f"{match['stem']}率")


def _is_done(prose: str, sentence: Sentence, one: Quantity, key: str) -> bool:
    """Whether a count is of what the rate speaks of as done: it is named by the rate's verb, and by no word for what is due."""
    label = _around(prose, sentence, one)
    negated = any(f"{no}{key}" in label for no in _NEGATIONS)
    return not negated and not _DUE.search(label) and (key in label or _DONE.match(label) is not None)


def _around(prose: str, sentence: Sentence, one: Quantity) -> str:
    start = 1 + max(prose.rfind(mark, sentence.start, one.start) for mark in _SEPARATORS)
    end = min([at for mark in _SEPARATORS if (at := prose.find(mark, one.end, one.end + 6)) >= 0], default=one.end + 6)
    return prose[max(start, sentence.start) : one.start] + prose[one.end : min(end, sentence.end)]


def _is_open(prose: str, percent: Quantity) -> bool:
    """Whether a rate is only bounded: 95%以上, 超过98%."""
    return (
        percent.high is None
        or percent.high - percent.low > 2 * percent.ulp
        or prose[percent.end : percent.end + 2] in ("以上", "左右", "以下", "以内")
    )


def _share(reading: Reading, sentence: Sentence, percent: Quantity) -> Iterator[Relation]:
    """占40%: of any earlier count of the same unit; a near miss of one is a slip, and any miss where there is but one."""
    prose = reading.prose
    match = _SHARE.search(prose, max(sentence.start, percent.start - 24), percent.start)
    if match is not None and prose[match.start() - 1] in "分别各":
        return
    if (
        match is None
        or match.end() != percent.start
        or _is_open(prose, percent)
        or _OUTSIDE.search(prose, match.start(), percent.start)
    ):
        return
    paragraph = max(prose.rfind("\n", 0, sentence.start) + 1, match.start() - _FARTHEST_BASE, reading.submission.start)
    before = [
        one
        for one in reading.quantities_in(paragraph, match.start())
        if one.kind in ("count", "money", "measure") and not one.approximate and one.unit not in TIMES
    ]
    if len(before) < 2:
        return
    part = before[-1]
    gap = prose[part.end : match.start()]
    if len(gap.strip("，,、（( ")) > 4 or any(mark in gap for mark in "；。"):
        return
    subject = gap.strip("，,、（( ")
    if len(subject) > 1 and subject[:2] not in _own_words(prose, part):
        return
    named = match["base"]
    if named.startswith(_CHANGED):
        return
    bases = [
        one
        for one in before[:-1]
        if same_unit(one, part)
        and one.value > part.value
        and not _HAS_SHARE.match(prose, one.end)
        and (_GENERAL.match(named) or _is_named(prose, one, named))
    ]
    if not bases:
        return
    fitting = [base for base in bases if _agrees(part, base, percent)]
    if fitting:
        yield _judged(reading, part, fitting[0], percent, "占")
        return
    beside = [one for one in bases if one.start >= sentence.start]
    if len(beside) == 1 and _GENERAL.match(named):
        yield _judged(reading, part, beside[0], percent, "占")
        return
    base = min(bases, key=lambda one: abs(_percent(part, one) - percent.value))
    if (
        abs(_percent(part, base) - percent.value) * 100 <= _NEAR_PERCENT * percent.value
        and base.value >= _LEAST_BASE
        and percent.value < 100
    ):
        yield _judged(reading, part, base, percent, "占")


def _of_named(reading: Reading, sentence: Sentence, percent: Quantity) -> Iterator[Relation]:
    """完成投资2.73亿元，占年度计划4.2亿元的65%: the base stands right before its share, the part before both."""
    prose, found = reading.prose, sentence.quantities
    place = next(number for number, one in enumerate(found) if one is percent)
    if place < 2 or _is_open(prose, percent):
        return
    part, base = found[place - 2], found[place - 1]
    if (
        part.kind not in ("count", "money", "measure")
        or part.approximate
        or base.approximate
        or not same_unit(part, base)
    ):
        return
    if not _SHARE_OF_IT.fullmatch(prose, base.end, percent.start) or part.unit in TIMES:
        return
    if _OF_NAMED.fullmatch(prose, part.end, base.start) and not _OUTSIDE.search(prose, part.end, base.start):
        yield _judged(reading, part, base, percent, "占")


def _own_words(prose: str, part: Quantity) -> str:
    """What stands before a part, back to the last mark: 撤诉及其他315件，调解案件占45% speaks of another part."""
    before = prose[max(0, part.start - 16) : part.start]
    return before[max(before.rfind(mark) for mark in _SEPARATORS) + 1 :] + prose[part.start : part.end]


def _is_named(prose: str, base: Quantity, name: str) -> bool:
    """Whether the words around a base say what a share is of: 占党员总数 is of 党员120名."""
    around = prose[max(0, base.start - 16) : base.end + 8]
    name = name.replace("总数", "").replace("总量", "")
    return any(name[at : at + 2] in around for at in range(max(1, len(name) - 1)))


def _in_english(reading: Reading) -> Iterator[Relation]:
    """84 of 120 cases were resolved (80%)."""
    submission = reading.submission
    for match in (
        *_ENGLISH.compiled.finditer(reading.prose, submission.start, submission.end),
        *_ENGLISH_RATE.compiled.finditer(reading.prose, submission.start, submission.end),
        *_ENGLISH_FOUND.compiled.finditer(reading.prose, submission.start, submission.end),
    ):
        found = reading.quantities_in(match.start(), match.end())
        part = next((one for one in found if one.number_start == match.start("part")), None)
        whole = next((one for one in found if one.number_start == match.start("whole")), None)
        share = next((one for one in found if one.number_start == match.start("share")), None)
        if part and whole and share and share.kind == "percent" and 0 < part.value <= whole.value:
            yield _judged(reading, part, whole, share, "of")


def _percent(part: Quantity, base: Quantity) -> Fraction:
    return 100 * part.value / base.value


def _agrees(part: Quantity, base: Quantity, percent: Quantity) -> bool:
    """Whether a printed share can be that of a part: rounded, or cut off."""
    if base.low <= 0:
        return True
    low = 100 * part.low / (base.high or base.value)
    high = 100 * (part.high or part.value) / base.low
    return low - percent.ulp <= percent.value <= high + percent.ulp


def _judged(reading: Reading, part: Quantity, base: Quantity, percent: Quantity, evidence: str) -> Relation:
    prose = reading.prose
    computed = f"{decimal(_percent(part, base), max(1, places_of(percent)))}%"
    stated = printed(percent, prose)
    division = f"{printed(part, prose)} ÷ {printed(base, prose)} = {computed}"
    return Relation(
        "ratio",
        min(base.start, part.start),
        max(percent.end, part.end),
        _agrees(part, base, percent),
        dict.fromkeys(("zh", "en"), division),
        evidence,
        stated=stated,
        computed=computed,
        fault=against(stated),
        places=(
            Place(base.start, base.end, {"zh": "分母", "en": "what it is of"}),
            Place(part.start, part.end, {"zh": "分子", "en": "the part"}),
            Place(percent.start, percent.end, {"zh": "比率", "en": "the share"}),
        ),
    )
