"""Totals whose parts bear names of their own, without 其中: 应到98名，实到95名，缺席3名; 干部50人，男32人，女18人; 上半年56项，下半年48项，全年104项."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarylint.numbers import Quantity, same_unit
from summarylint.patterns import Pattern
from summarylint.relations.reading import Reading, Sentence
from summarylint.relations.sums import PartWhole, judged
from summarylint.relations.types import Relation
from summarylint.relations.vocabulary import TIMES

_KINDS = frozenset({"count", "money", "measure"})
_PAIRS = tuple(
    tuple(pair.split("/"))
    for pair in (
        "男/女 线上/线下 城镇/农村 城镇/乡村 省内/省外 市内/市外 县内/县外 境内/境外 国内/国外 公办/民办 合格/不合格 专职/兼职 在职/退休 "
        "在编/编外 在岗/离岗 正式/预备 进口/出口 住校/走读 寄宿/走读 内销/外销 中央/地方"
    ).split()
)
_OF_ONE = Pattern(r"(?P<word>[^\W\d_]{1,3}?)(?:性|生|婴|孩|童|职工|党员|会员|员工|教师|干部|队员|选手|同志|方)?[ ]?$")
_HEADS = Pattern(r"[^\W\d_]{0,6}[，,、：:（(；;][ ]?(?P<label>[^\W\d_]{1,5})[ ]?$")
_NEXT = Pattern(r"[^\W\d_]{0,3}[，,、；;和及与/ ]{0,2}(?P<label>[^\W\d_]{1,5})[ ]?$")
_CHANGED = Pattern(r"(?:增加|减少|新增|净增|增长|提高|下降|多|少|超|比|每|均|约|近)[^\W\d_]{0,2}$")
_MORE = Pattern(r"[^\W\d_]{0,3}[，,、；;和及与（(]{1,2}(?:其他|其它|其余|另|未|还有|不详|性别)")
_DUE = Pattern(
    r"应(?:到|考|参加|出席|参会|出勤|收缴?|交|缴|检|查|还|报到|参训|参与|签到|接种|答|领)[^\W\d_]{0,6}(?:为|共|有)?$"
)
_DONE = Pattern(
    r"(?:实[到考参收交缴检还领]|实际|到会|出席|出勤|参加|参会|参训|已[收交缴检还到领]|完成|签到)[^\W\d_]{0,6}(?:为|共|有)?$"
)
_ABSENT = Pattern(
    r"(?:缺[席勤考课交]?|请假|病假|事假|公假|旷[工课考]?|因[病事公故][^\W\d_]{0,4}|未[到参出交缴检还收领][^\W\d_]{0,3}|欠[收交缴费]?|外出)[^\W\d_]{0,4}(?:为|共|有)?$"
)
_NESTED = Pattern(r"其中|均|全[部都]|[（(：:]|包括")
_PERIODIC = Pattern(
    r"[ 　]{0,4}(?:其中|而|今年|本年)?第?(?P<period>上半年|下半年|全年|前三季度|[一二三四]季度)(?:共计|合计|累计|总共|总计|共|一共)?(?P<words>[^\d]{0,10})$"
)
_PERIOD_AHEAD = Pattern(r"(?:^|[，,；;。：:\n　 ])(?P<period>上半年|下半年|全年|[一二三四]季度)[，,]$")
_BEHIND = Pattern(r"[^\W\d_]{0,6}")
_NOT_OF_PERIOD = Pattern(
    r"比|均|率|增|降|计划|预计|目标|力争|存|余|在册|现有|保有|末|参保|在校|在岗|仅次|超|不|约|近|价"
)
_SUMS = (
    (("上半年", "下半年"), "全年"),
    (("一季度", "二季度", "三季度", "四季度"), "全年"),
    (("一季度", "二季度"), "上半年"),
    (("三季度", "四季度"), "下半年"),
    (("一季度", "二季度", "三季度"), "前三季度"),
)
_ENTITIES = frozenset("人 名 位 家 户 个 村 所 县 镇 社区 乡镇 单位 学校 企业 省 市".split())
"""What may be counted in both halves of a year, and once in the whole."""
_SEPARATORS = "，,、；;：:（(）)。！？\n"
_FARTHEST_LABEL, _FARTHEST_PERIOD = 24, 60
_LONGEST_LABEL = 18


class _Periodic(NamedTuple):
    """A quantity of one part of a year, and the words between the period and it, or those behind it."""

    period: str
    words: str
    quantity: Quantity


def relations(reading: Reading) -> Iterator[Relation]:
    """Attendance, opposites and the parts of a year, judged as sums."""
    for sentence in reading.sentences:
        if reading.prose.find("应", sentence.start, sentence.end) >= 0:
            for found in _attendance(reading.prose, sentence):
                yield from judged(reading, found)
        if len(sentence.quantities) > 2:
            for found in _opposites(reading.prose, sentence):
                yield from judged(reading, found)
    if "季度" in reading.submission.text or "半年" in reading.submission.text:
        for found in _years(reading):
            yield from judged(reading, found)


def _attendance(prose: str, sentence: Sentence) -> Iterator[PartWhole]:
    """应到98名，实到95名，缺席3名, in any order; those who asked for leave may be among the absent or beside them."""
    roles: list[tuple[str, Quantity]] = []
    stop = sentence.start
    for one in sentence.quantities:
        label = _label(prose, one, stop)
        role = (
            "due"
            if _DUE.search(label)
            else "done"
            if _DONE.search(label)
            else "absent"
            if _ABSENT.search(label)
            else ""
        )
        if one.kind not in _KINDS or one.approximate or one.unit in TIMES:
            role = ""
        if roles and _NESTED.search(prose, roles[-1][1].end, one.start):
            role = ""
        if not role or any(role == other for other, _ in roles if role != "absent"):
            yield from _balanced(prose, sentence, roles)
            roles = []
        if role:
            roles.append((role, one))
        stop = one.end
    yield from _balanced(prose, sentence, roles)


def _balanced(prose: str, sentence: Sentence, roles: Sequence[tuple[str, Quantity]]) -> Iterator[PartWhole]:
    due = [one for role, one in roles if role == "due"]
    done = [one for role, one in roles if role == "done"]
    absent = [one for role, one in roles if role == "absent"]
    if not (len(due) == len(done) == 1 and absent) or not all(same_unit(due[0], one) for _, one in roles):
        return
    if any(done[0].value + one.value == due[0].value for one in absent):
        absent = [one for one in absent if done[0].value + one.value == due[0].value]
    if _MORE.match(prose, roles[-1][1].end):
        return
    parts = (done[0], *absent)
    labels = tuple(_label(prose, part, sentence.start) for part in parts)
    yield PartWhole(due[0], parts, labels, (due[0],), "status", "对举")


def _opposites(prose: str, sentence: Sentence) -> Iterator[PartWhole]:
    """干部50人，男32人，女18人."""
    found = sentence.quantities
    for place, (whole, one, other) in enumerate(zip(found, found[1:], found[2:], strict=False)):
        if whole.kind not in _KINDS or not (same_unit(whole, one) and same_unit(one, other)) or whole.unit in TIMES:
            continue
        first, second = _HEADS.match(prose[whole.end : one.start]), _NEXT.match(prose[one.end : other.start])
        if first is None or second is None:
            continue
        named, named_other = _OF_ONE.match(first["label"]), _OF_ONE.match(second["label"])
        if named is None or named_other is None or not _are_opposites(named["word"], named_other["word"]):
            continue
        if _CHANGED.search(prose[max(sentence.start, whole.start - 8) : whole.start]) or _MORE.match(prose, other.end):
            continue
        if _is_of_several(found[: place + 1], one.value + other.value):
            continue
        yield PartWhole(whole, (one, other), (first["label"], second["label"]), (whole,), "status", "对举")


def _is_of_several(before: Sequence[Quantity], value: object) -> bool:
    """Whether several numbers before come to what two parts do: 教师30人，学生470人，男260人，女240人."""
    total = before[-1].value
    for one in reversed(before[:-1]):
        if not same_unit(one, before[-1]):
            return False
        total += one.value
        if value in (total, one.value):
            return True
    return False


def _are_opposites(word: str, other: str) -> bool:
    return any((word, other) in ((one, two), (two, one)) for one, two in _PAIRS)


def _label(prose: str, one: Quantity, start: int) -> str:
    start = max(start, one.start - _FARTHEST_LABEL)
    at = max(prose.rfind(mark, start, one.start) for mark in _SEPARATORS)
    return prose[max(start, at + 1) : one.start]


def _years(reading: Reading) -> Iterator[PartWhole]:
    """上半年完成56项，下半年完成48项，全年共完成104项, in one sentence or in several that follow each other."""
    prose, run = reading.prose, dict[str, _Periodic]()
    end = reading.submission.start
    for one in reading.quantities:
        near = prose[max(reading.submission.start, one.start - 2 * _FARTHEST_LABEL) : one.start]
        if "年" not in near and "季" not in near:
            continue
        label = _label(prose, one, reading.submission.start)
        match = _PERIODIC.match(label) or _PERIODIC.match(_ahead(prose, one.start - len(label)) + label)
        if match is None or one.kind not in _KINDS or one.approximate or one.unit in TIMES:
            continue
        if _NOT_OF_PERIOD.search(match["words"]):
            continue
        first = next(iter(run.values()), None)
        apart = first is not None and not (
            same_unit(first.quantity, one)
            and one.start - end <= _FARTHEST_PERIOD
            and "\n" not in prose[end : one.start]
        )
        if apart or match["period"] in run:
            yield from _of_year(run)
            run = {}
        behind = _BEHIND.match(prose, one.end)
        words = match["words"].strip() or (behind[0] if behind else "")
        run[match["period"]] = _Periodic(match["period"], words, one)
        end = one.end
    yield from _of_year(run)


def _ahead(prose: str, at: int) -> str:
    """上半年 of 上半年，我局办理23件."""
    match = _PERIOD_AHEAD.search(prose, max(0, at - 8), at)
    return match["period"] if match else ""


def _of_year(run: dict[str, _Periodic]) -> Iterator[PartWhole]:
    for names, name in _SUMS:
        whole = run.get(name)
        parts = [run[one] for one in names if one in run]
        if whole is None or len(parts) < len(names) or not _name_one_thing([whole, *parts]):
            continue
        values = [part.quantity.value for part in parts]
        if whole.quantity.unit in _ENTITIES and max(values) <= whole.quantity.value < sum(values):
            continue
        quantities = tuple(part.quantity for part in parts)
        yield PartWhole(whole.quantity, quantities, names, (whole.quantity,), "status", "对举")
        return


def _name_one_thing(run: Sequence[_Periodic]) -> bool:
    """Whether what was done is the same in all of them, or told once."""
    words = {one.words[-2:] for one in run if one.words}
    return len(words) <= 1
