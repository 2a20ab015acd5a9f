"""Shares that make up a whole: 分别占62%、30%、8%; 三次产业比4.0∶37.7∶58.3; 62 %, 30 % and 8 % respectively."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from summarylint.numbers import Quantity
from summarylint.patterns import Pattern
from summarylint.relations.arithmetic import decimal, printed
from summarylint.relations.reading import Reading, Sentence
from summarylint.relations.types import Place, Relation, against

_TOGETHER = Pattern(
    r"(?:分别占|占比分别|比重分别|比例分别|结构(?:比例)?分别|构成(?:为|是)|各占|占比(?:依次|各)为)|(?i:shares? (?:are|were|of)|account(?:s|ed)? for|make up|made up|respectively)"
)
_NOT_ALL = Pattern(
    r"主要|增长|下降|提高|提升|上升|降低|同比|增速|增幅|等(?:[^\W\d_]|[，。；])|率|(?i:\b(?:including|such as|mainly|grew|rose|fell|other)\b)"
)
_EXHAUSTIVE = Pattern(r"(?P<first>[^\W\d_]{0,4}?满意|同意|赞成|优秀|优)”?(?:的)?(?:率|占|为|的占)?[^\W\d_]{0,3}$")
_OPENS = Pattern(r"(?:占比?|占了|为|：)[ ]?$")
_REST = Pattern(r"(?:其他|其它|其余|剩余|余下)[^，。；、\d]{0,8}$|(?i:the (?:remaining|rest|other)(?: \w+){0,2} )$")
_GRADES = (("不满意", "不太满意"), ("不同意", "反对"), ("较差", "差", "不合格", "不称职"), ("弃权",))
_RATIO = Pattern(
    r"(?P<lead>产业|结构|比例|占比|比重|构成)[^。；\n]{0,24}?(?P<terms>\d{1,3}(?:\.\d{1,2})?(?:[ ]?[：:∶比][ ]?\d{1,3}(?:\.\d{1,2})?){2,5})(?![\d.：:∶%％])"
)
_TERM = Pattern(r"\d{1,3}(?:\.\d{1,2})?")
_TOGETHER_AT_LAST = Pattern(
    r"[）)]?[，,、；;][ ]?(?:以上|上述|[这前后])?(?P<number>[两三四五六七八九])?[^\W\d_]{0,3}(?:合计|共计|总计|之和|总和|总共)(?:占比?|为|是|达|等于)?[ ]?$|[^,;\n]{0,20},? (?:making |which is |or )?(?:a total of|altogether|totalling|in total) $"
)
_OF_ONE_SUM = Pattern(
    r"(?:投资|资金|经费|预算|支出|收入|费用|开支|成本|用水|用电|能耗)(?:总额|总量|构成)?(?:之?中|里)?[，,：:][^，。；：\d]{0,10}?(?:占比?)?[ ]?$|(?i:\bof (?:the|our|its|this|that|total) [^.;:\n]{0,40}?(?:budget|income|funding|funds|spending|expenditure|grant|costs?|revenue|money)\b[^.;:\n\d%]{0,20}$|\b(?:budget|income|funding|spending|grant|revenue|money)\b[^.;:\n\d%]{0,20}\b(?:split|divided|allocated|shared|broken down)\b[^.;\n\d%]{0,20}$)"
)
"""Ahead of shares of an amount: however few are told, they are never more than all of it."""
_OF_THE_SUM = Pattern(
    r" of ((?:the|our|its|this) (?:[a-z-]{2,12} ){0,2}(?:budget|income|funds?|funding|spending|grant|money|costs))\b",
    flags=2,
)
_NUMERALS = "零一两三四五六七八九"
_LEAST, _MOST = 80, 130
"""A sum of shares outside of these was never meant to be 100."""
_FARTHEST, _FARTHEST_ENGLISH = 30, 60
_FEWEST = 3
"""Two shares in a row are of a larger whole as often."""


def relations(reading: Reading) -> Iterator[Relation]:
    """Rows of shares that are told as all there are, and structures given as a ratio."""
    prose, submission = reading.prose, reading.submission
    for sentence in reading.sentences:
        percents = [one for one in sentence.quantities if one.kind == "percent"]
        if len(percents) > 1:
            yield from _in_sentence(reading, sentence, percents)
    for match in _RATIO.compiled.finditer(prose, submission.start, submission.end):
        yield _ratio(prose, match.start("terms"), match.end("terms"))


def _in_sentence(reading: Reading, sentence: Sentence, percents: Sequence[Quantity]) -> Iterator[Relation]:
    prose = reading.prose
    for row in _rows(prose, percents):
        lead = prose[max(sentence.start, row[0].start - 60) : row[0].start]
        behind = prose[row[-1].end : min(sentence.end, row[-1].end + 24)]
        inner = prose[row[0].start : row[-1].end]
        if len(row) < 2 or _NOT_ALL.search(lead[-24:]) or _NOT_ALL.search(inner) or _NOT_ALL.match(behind):
            continue
        if any(one.approximate or one.high is None for one in row):
            continue
        counted = _told_together(prose, row)
        if counted is not None:
            yield counted
            continue
        if (_OF_ONE_SUM.search(lead) or _share_one_sum(prose, row)) and _are_more_than_all(row):
            yield _reckoned(prose, row, holds=False)
            continue
        if len(row) < _FEWEST or not (
            _TOGETHER.search(lead)
            or _TOGETHER.match(behind.lstrip(" ,，"))
            or _are_grades(prose, sentence, row)
            or _ends_in_rest(prose, row)
        ):
            continue
        value = sum((one.value for one in row), Fraction(0))
        if not _LEAST <= value <= _MOST:
            continue
        ulp = max(one.ulp for one in row)
        yield _reckoned(prose, row, holds=abs(value - 100) <= ulp * len(row) / 2)


def _told_together(prose: str, row: Sequence[Quantity]) -> Relation | None:
    """Shares with their sum behind them: 占52.4%、31.2%、16.4%，合计100%."""
    *parts, whole = row
    match = _TOGETHER_AT_LAST.match(prose[parts[-1].end : whole.start])
    if match is None or len(parts) < 2 or (match["number"] and _NUMERALS.find(match["number"]) not in (-1, len(parts))):
        return None
    value = sum((one.value for one in parts), Fraction(0))
    slack = (sum((one.ulp for one in parts), Fraction(0)) + (0 if whole.value == 100 else whole.ulp)) / 2
    return _reckoned(prose, parts, holds=abs(value - whole.value) <= slack, whole=whole)


def _share_one_sum(prose: str, row: Sequence[Quantity]) -> bool:
    """60% of the fund went to heating, 30% to repairs: what the first is of, the others are of too."""
    gaps = [prose[before.end : one.start] for before, one in pairwise(row)]
    match = _OF_THE_SUM.match(gaps[0])
    return match is not None and all(" of " not in gap or f" of {match[1]}" in gap for gap in gaps[1:])


def _are_more_than_all(row: Sequence[Quantity]) -> bool:
    value = sum((one.value for one in row), Fraction(0))
    return 100 + max(one.ulp for one in row) * len(row) / 2 < value <= 2 * 100


def _reckoned(prose: str, row: Sequence[Quantity], *, holds: bool, whole: Quantity | None = None) -> Relation:
    value = sum((one.value for one in row), Fraction(0))
    relation = _relation(
        row[0].start,
        (whole or row[-1]).end,
        holds,
        " + ".join(printed(one, prose) for one in row),
        value,
        tuple((one.start, one.end) for one in row),
    )
    if whole is None or whole.value == 100:
        return relation
    stated = printed(whole, prose)
    return relation._replace(stated=stated, fault=against(stated))


def _rows(prose: str, percents: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    row = [percents[0]]
    for one in percents[1:]:
        between = prose[row[-1].end : one.start]
        if (
            len(between) > (_FARTHEST_ENGLISH if between.isascii() else _FARTHEST)
            or "；" in between
            or "其中" in between
        ):
            yield row
            row = []
        row.append(one)
    yield row


def _are_grades(prose: str, sentence: Sentence, row: Sequence[Quantity]) -> bool:
    """Whether a row runs from 满意 to 不满意: grades are all there are."""
    if not _EXHAUSTIVE.search(prose, max(sentence.start, row[0].start - 12), row[0].start):
        return False
    last = prose[row[-2].end : row[-1].start]
    return any(word in last for words in _GRADES for word in words)


def _ends_in_rest(prose: str, row: Sequence[Quantity]) -> bool:
    """Whether the last share of a row is of all that remains: 天然气占15%、其他能源占6%; 18% by chat and the remaining 8% in person."""
    between = prose[row[-2].end : row[-1].start]
    if not _REST.search(_OPENS.compiled.sub("", between)):
        return False
    return between.isascii() or all(_OPENS.search(prose, before.end, one.start) for before, one in pairwise(row))


def _ratio(prose: str, start: int, end: int) -> Relation:
    terms = [(match.start(), match.end()) for match in _TERM.compiled.finditer(prose, start, end)]
    numbers = [Fraction(prose[first:last]) for first, last in terms]
    value = sum(numbers, Fraction(0))
    places = max((len(prose[first:last].partition(".")[2]) for first, last in terms), default=0)
    holds: bool | None = abs(value - 100) <= Fraction(len(terms), 2 * 10**places)
    if not holds and not (_LEAST <= value <= _MOST and places):
        # 1∶2∶1 and 40∶35∶30 are ratios of something else.
        holds = None
    return _relation(start, end, holds, " + ".join(prose[first:last] for first, last in terms), value, tuple(terms))


def _relation(
    start: int, end: int, holds: bool | None, summands: str, value: Fraction, places: Sequence[tuple[int, int]]
) -> Relation:
    computed = f"{decimal(value, 2)}%"
    return Relation(
        "share-sum",
        start,
        end,
        holds,
        dict.fromkeys(("zh", "en"), f"{summands} = {computed}"),
        "shares",
        stated="100%",
        computed=computed,
        fault=against("100%"),
        places=tuple(Place(first, last, {"zh": "占比", "en": "a share"}) for first, last in places),
    )
