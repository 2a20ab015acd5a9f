"""The same figure told twice and differently: the title says 完成12项, the text 完成21项; the summary 86件, the body 68件."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarylint.numbers import Quantity, same_unit
from summarylint.patterns import Pattern
from summarylint.relations.arithmetic import printed, slip
from summarylint.relations.reading import Reading
from summarylint.relations.types import Place, Relation

_KINDS = frozenset({"count", "money", "measure", "percent"})
_SEPARATORS = "，,、；;：:。！？（()）\n “”《》|"
_OPENING = Pattern(
    r"^(?:其中|目前|截至目前|全年|今年|今年以来|一年来|我[局镇县市区院校村]|本[局镇县市区院校单位]|全[局镇县市区院校村]|先后|已经?|累计|共计?|总计|合计|完成了?|实现了?|达到?了?|有|约|近|超过?|为|及|和|与)+"
)
_CLOSING = Pattern(r"(?:共计?|总计|合计|累计|约|近|超过?|达到?了?|为|有|了|已|完成)+$")
_PERIOD = Pattern(
    r"(?:20\d\d|去|上|今|本|当|明|前|次)年|[一二三四]季度|[上下]半年|\d{1,2}月(?:份)?|上月|本月|同期|以来|年[初末底]|目标|计划|预计|力争|拟|将|应|新增|增(?![收产效殖值设])|减(?!免|负)|比(?!赛|武|例|对)|较|日均|月均|平均|每|各|第[一二三四五六七八九十]|(?i:last|next|previous|target|plan|by 20\d\d|in 20\d\d|per |each )"
)
_ENGLISH_BEFORE = Pattern(
    r"(?<![\w'-])(?!(?:with|from|about|over|another|were|have|been|than|their|only|some|into) )([A-Za-z][\w'-]{3,20} )$"
)
_ENGLISH_BEHIND = Pattern(r"((?: [A-Za-z][\w'-]{0,20}){2,3})")
_ENDS_NOUN = "的都已均也和与及在被是有等"
_SCOPE = Pattern(r"(?P<place>全[县市区镇乡省州村局校院])(?:现有|共有|共|有)?$")
_UNITS_OF_SCOPE = frozenset("乡镇 镇街 街道 社区 行政村 村 自然村 县区 县市区 学校 乡 镇 村居 科室 党支部 支部".split())
"""What a place has a fixed number of."""
_SHORTEST_KEY = 4
"""Characters of words around a number that make it the number of something."""
_SENTENCE_END = Pattern(r"[。；！？\n]|\. ")
_TWO_WORDS = Pattern(r" [a-z-]{3,16} [a-z-]{3,16}", flags=2)
_FEWEST_DIGITS = 3
_LEADING_BLOCKS = 3


def relations(reading: Reading) -> Iterator[Relation]:
    """Figures of the title, or of the first paragraph, that the text tells once more under the same words."""
    submission = reading.submission
    body = submission.title_span.end or submission.start
    lead = _end_of_lead(reading, body)
    told: dict[tuple[str, str, str], list[Quantity]] = {}
    units: set[tuple[str, str]] = set()
    for one in reading.quantities:
        if one.start < lead:
            units.add((one.unit, one.kind))
        if (one.unit, one.kind) not in units or one.kind not in _KINDS or one.approximate or one.value == 0:
            continue
        key = _key(reading, one)
        if key:
            told.setdefault((key, one.unit, one.kind), []).append(one)
    yield from _mistyped(reading, body, lead)
    for places in told.values():
        if len(places) != 2 or places[0].start >= lead:
            continue
        relation = _compared(reading, *places)
        if relation is not None:
            yield relation


def _mistyped(reading: Reading, body: int, lead: int) -> Iterator[Relation]:
    """A number of the title or the lead that the text has nowhere, but with one slip of the hand: 482件 and 428件.

    In a title two digits swapped are enough, or one wrong where the words beside both are the same; a number of the
    lead needs both.
    """
    found, prose = reading.quantities, reading.prose
    for one in found:
        if one.start >= lead:
            break
        digits = prose[one.number_start : one.number_end].replace(",", "")
        if one.kind not in _KINDS or one.approximate or len(digits.replace(".", "")) < _FEWEST_DIGITS:
            continue
        # Of one sentence, 会员543名，其中青年会员534名 are two numbers.
        sentence_end = _SENTENCE_END.search(prose, one.end)
        later = max(body, sentence_end.start() if sentence_end else len(prose))
        alike = [other for other in found if other.start >= later and same_unit(one, other)]
        if any(other.value == one.value for other in alike):
            continue
        slips = []
        for other in alike:
            others = prose[other.number_start : other.number_end].replace(",", "")
            differing = _differing(digits, others)
            titled, beside = one.end <= body, _has_same_words(prose, one, other)
            if (_is_swap(digits, others, differing) and (titled or beside)) or (
                len(differing) == 1 and titled and beside
            ):
                slips.append(other)
        if len(slips) == 1:
            relation = _compared(reading, one, slips[0])
            if relation is not None:
                yield relation._replace(evidence="slip", severity="warning")


def _differing(digits: str, others: str) -> list[int]:
    """The places at which two numbers of one length differ; none where the lengths do."""
    if len(digits) != len(others):
        return []
    return [at for at, (one, other) in enumerate(zip(digits, others, strict=True)) if one != other]


def _is_swap(digits: str, others: str, differing: Sequence[int]) -> bool:
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and digits[differing[0]] == others[differing[1]]
        and digits[differing[1]] == others[differing[0]]
    )


def _has_same_words(prose: str, one: Quantity, other: Quantity) -> bool:
    """Whether the two characters before both are the same, or in English the two words behind."""
    before = [prose[max(0, quantity.start - 8) : quantity.start] for quantity in (one, other)]
    if any(_PERIOD.search(words) for words in before):
        return False
    if one.start > 1 and not prose[one.start - 2 : one.start].isascii():
        return prose[one.start - 2 : one.start].isalpha() and before[0][-2:] == before[1][-2:]
    behind = [_TWO_WORDS.match(prose, quantity.number_end) for quantity in (one, other)]
    return behind[0] is not None and behind[1] is not None and behind[0][0].lower() == behind[1][0].lower()


def _end_of_lead(reading: Reading, body: int) -> int:
    """Where the title and the paragraphs before the first heading end, or the first of three."""
    for number, block in enumerate(block for block in reading.submission.blocks if block.start >= body):
        if number == _LEADING_BLOCKS or (number and block.kind == "heading" and block.level):
            return block.start
    return reading.submission.end


def _key(reading: Reading, one: Quantity) -> str:
    """The words right around a number; empty where they name nothing or speak of a period."""
    prose, start = reading.prose, reading.submission.start
    line = prose.rfind("\n", start, one.start) + 1
    clause = max(prose.rfind(mark, max(start, line, one.start - 40), one.start) for mark in "，。；：！？\n")
    before = prose[max(start, clause + 1, one.start - 30) : one.start]
    if _PERIOD.search(before):
        return ""
    behind = prose[one.end : one.end + 24].split("\n", 1)[0]
    if before[-1:].isascii() and before.strip() and behind[:1].isascii() and one.unit.isascii():
        word, more = _ENGLISH_BEFORE.search(before), _ENGLISH_BEHIND.match(behind)
        return f"{word[1]}|{one.unit}{more[1]}" if word and more and one.unit else ""
    label = before[1 + max(before.rfind(mark) for mark in _SEPARATORS) :]
    label = _CLOSING.compiled.sub("", _OPENING.compiled.sub("", label))[-6:]
    noun = behind[
        : next((at for at, character in enumerate(behind) if not "\u4e00" <= character <= "\u9fff"), len(behind))
    ][:4]
    noun = noun[: next((at for at, character in enumerate(noun) if character in _ENDS_NOUN), len(noun))]
    if scope := _SCOPE.search(before):
        return f"{scope['place']}{noun}" if noun in _UNITS_OF_SCOPE else ""
    # 走进35所乡村学校 and 走进乡村学校35所 are one.
    return f"{label}{noun}" if len(label) + len(noun) >= _SHORTEST_KEY and len(label) >= 2 else ""


def _compared(reading: Reading, first: Quantity, second: Quantity) -> Relation | None:
    prose = reading.prose
    agrees = first.low <= (second.high or second.low) and second.low <= (first.high or first.low)
    if not agrees and slip(first, second.value, prose) is None and slip(second, first.value, prose) is None:
        # Numbers this far apart are of different things.
        return None
    one, two = printed(first, prose), printed(second, prose)
    return Relation(
        "restated",
        second.start,
        second.end,
        agrees,
        {"zh": f"前面说{one}，这里说{two}", "en": f"'{one}' is told before, and here '{two}'"},
        "same words",
        stated=one,
        computed=two,
        places=(Place(first.start, first.end, {"zh": "前面的说法", "en": "told before"}),),
    )
