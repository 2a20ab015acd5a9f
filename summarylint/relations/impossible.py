"""Values that can't be: 合格率102%, 应到150人实到160人, 12个乡镇中排名第15, -3人."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarylint.numbers import Quantity, same_unit
from summarylint.patterns import Pattern
from summarylint.relations.arithmetic import printed
from summarylint.relations.reading import Reading
from summarylint.relations.types import Place, Relation

_BOUNDED = (
    "合格率 到会率 参会率 出勤率 到课率 及格率 优秀率 优良率 达标率 办结率 满意率 满意度 参训率 参与率 参加率 入学率 巩固率 毕业率 通过率 升学率 签约率 签订率 整改率 化解率 回访率 见面率 "
    "知晓率 好评率 录取率 治愈率 成活率 存活率 检出率 阳性率 及时率 正确率 准确率 完好率 到位率 参保率 持证率 上线率 响应率 办理率 受理率 按期率 按时率 抽检率 合规率 成功率 命中率 就业率 报到率 留存率 "
    "利用率 入住率 出租率 普及率 入户率 见效率 投票率 参选率 得票率 支持率 转化率 占比"
).split()
_RATE = Pattern(
    rf"(?P<name>[^\W\d_]{{0,4}}(?:{'|'.join(_BOUNDED)}))(?:均|都|已)?(?:达到了?|达|为|是|高达|提高到|提升到|提高至|提升至|保持在)?[：:]?[ ]?$"
)
_ENGLISH_RATE = Pattern(
    r"\b(?P<name>(?:attendance|pass|completion of training|satisfaction|approval|response|survival|occupancy|turnout|accuracy)(?: rate)?) (?:was|is|of|reached|rose to|stood at) $",
    flags=2,
)
_DUE_AND_DONE = (
    (
        Pattern(r"应(?:到|参加|出席|参会|考|检|交|接种|报到)[^\W\d_]{0,6}$"),
        Pattern(r"(?:实到|实际(?:到会|参加|出席)?|实参?加?|出席|到会)[^\W\d_]{0,6}$"),
        {"zh": "实到", "en": "present"},
        {"zh": "应到", "en": "due"},
    ),
    (
        Pattern(
            r"(?:下发|发出|印发|签发|交办|转办|督办|排查|摸排|查出|发现|查找|梳理|征集|接到|收到|接报)[^\W\d_]{0,10}$"
        ),
        Pattern(
            r"已[^\W\d_]{0,3}?(?:整改|完成|销号|化解|办结|查结|答复|回复|反馈|整治|处置|处理|解决|落实|走访|核查|核实|拆除|清理|修复)[^\W\d_]{0,4}$"
        ),
        {"zh": "办完", "en": "done"},
        {"zh": "交办", "en": "asked for"},
    ),
)
_CARRIED_OVER = Pattern(r"上年|去年|往年|历年|以前|此前|遗留|结转|存量|累计|计划|目标|任务|其中|新增|又|再")
"""Where more may be done than was asked for this year."""
_HAVE = Pattern(r"(?P<noun>[^\W\d_]{0,6}?)(?:之?中|里)?[，,](?:目前|现|现在|截至目前|如今|其中)?(?:已经?有?|有)$")
_HAVE_DONE = Pattern(r"[^\W\d_]{0,2}[，,](?:目前|现|现在|截至目前)?已[^\W\d_]{1,8}$")
_AMONG = Pattern(r"[^\W\d_]{1,6}(?:之?中|里)[，,](?:目前|现)?(?:已?有)?$")
_VERB = Pattern(r"已|完成|通过|达到|未|均|实现|建成|获")
_OF_ALL = Pattern(r"全[国省市州县区乡镇村校院局]|辖|共有?|现有|所有")
_OPENS_CLAUSE = Pattern(
    r"(?:^|[。；;！？\n：:，,])(?:[^\W\d_]{0,6}?(?:全[国省市州县区乡镇村校院局]|辖|共有?|现有|所有)[^\W\d_]{0,8})?$"
)
_RANK = Pattern(
    r"(?<![\d.])(?P<field>\d{1,4})(?:个|家|所|支|名)[^，。；\d]{1,12}?(?:中|里)[，,]?[^，。；\d]{0,8}?(?:排名?|位列|位居|名列|居|列)[^，。；\d]{0,4}第[ ]?(?P<rank>\d{1,4})(?:位|名)?"
    r"|(?i:(?:ranked|placed|came|finished|stood|lay) (?:in )?)?(?P<place>\d{1,4})(?:st|nd|rd|th)(?: place)? (?:of|out of|among) (?:the )?(?P<of>\d{1,4})\b(?! (?:January|February|March|April|May|June|July|August|September|October|November|December))"
)
_PLACED = Pattern(r"第[ ]?\d{1,4}|\d{1,4}(?:st|nd|rd|th)(?: place)? (?:of|out of|among) ")
_MINUS = Pattern(
    r"(?<![\d\w%％.）)\]])[-－−](?P<number>\d{1,6})(?:名|人|个|件|场次?|户|家|项|起|篇|份)(?![\d\-－—~～至])"
)
_NEAR = 40
_LONGEST_CLAUSE = 16
_THINGS = frozenset("户 村 家 名 人 镇 所 社区 乡镇 县 市 区".split())
"""Measure words that need no noun behind them."""


def relations(reading: Reading) -> Iterator[Relation]:
    """Single values, or two in one sentence, that nothing in the world has."""
    prose, submission = reading.prose, reading.submission
    for one in reading.quantities:
        if one.kind == "percent" and one.value > 100 and not one.approximate:
            yield from _above_all(prose, one, submission.start)
    for sentence in reading.sentences:
        yield from _more_than_due(prose, sentence.start, sentence.quantities)
    for placed in _PLACED.compiled.finditer(prose, submission.start, submission.end):
        match = _RANK.search(
            prose, max(submission.start, placed.start() - _NEAR), min(submission.end, placed.end() + _NEAR)
        )
        if match is None or not match.start() <= placed.start() < match.end():
            continue
        field, rank = ("field", "rank") if match["field"] else ("of", "place")
        field_value, rank_value = int(match[field]), int(match[rank])
        said = {"zh": f"只有{field_value}个，却排第{rank_value}", "en": f"number {rank_value} of only {field_value}"}
        places = (match.span(field), match.span(rank))
        yield _relation(match.start(), match.end(), said, "rank", places, holds=field_value >= rank_value)
    for match in _MINUS.compiled.finditer(prose, submission.start, submission.end):
        said = {"zh": f"“{match[0]}”是负数", "en": f"'{match[0]}' is a negative count"}
        yield _relation(match.start(), match.end(), said, "minus")


def _above_all(prose: str, one: Quantity, start: int) -> Iterator[Relation]:
    before = max(start, one.start - 24)
    match = _RATE.search(prose, before, one.start) or _ENGLISH_RATE.search(prose, before, one.start)
    if match is None or match.end() != one.start or prose[one.end : one.end + 2] in ("以上", "左右"):
        return
    stated = printed(one, prose)
    said = {"zh": f"{match['name']}{stated}超过100%", "en": f"{match['name']} of {stated} is above 100%"}
    yield _relation(match.start("name"), one.end, said, "rate", ((one.start, one.end),))


def _more_than_due(prose: str, start: int, found: tuple[Quantity, ...]) -> Iterator[Relation]:
    for whole, part in pairwise(found):
        yield from _more_of_all(prose, start, whole, part)
    for place, due in enumerate(found):
        for asked, told, done_words, due_words in _DUE_AND_DONE:
            if due.kind != "count" or not asked.search(prose, max(start, due.start - 10), due.start):
                continue
            done = next(
                (
                    one
                    for one in found[place + 1 : place + 3]
                    if same_unit(one, due)
                    and one.start - due.end <= _NEAR
                    and told.search(prose, max(due.end, one.start - 10), one.start)
                ),
                None,
            )
            if done is None or (
                done_words["zh"] == "办完" and _CARRIED_OVER.search(prose, max(start, due.start - 16), done.end + 16)
            ):
                continue
            one, two = printed(done, prose), printed(due, prose)
            said = {
                "zh": f"{done_words['zh']}{one}，多于{due_words['zh']}{two}",
                "en": f"{one} {done_words['en']}, more than {two} {due_words['en']}",
            }
            holds = due.high is None or done.low <= due.high
            yield _relation(
                due.start, done.end, said, "due", ((due.start, due.end), (done.start, done.end)), holds=holds
            )


def _more_of_all(prose: str, start: int, due: Quantity, done: Quantity) -> Iterator[Relation]:
    """全县46个村，已有52个村完成: the same noun stands behind both."""
    if due.kind != "count" or not same_unit(due, done) or due.approximate or done.approximate or done.low <= due.value:
        return
    between = prose[due.end : done.start]
    match = _HAVE.match(between)
    before = prose[max(start, due.start - _LONGEST_CLAUSE) : due.start]
    same = match is not None and _is_of_same(prose, match["noun"], before, due.unit, done.end)
    # 现有床位320张，已开放床位350张: the noun stands before both.
    named = before[-2:].isalpha() and between.endswith(before[-2:]) and _HAVE_DONE.match(between)
    among = _AMONG.match(between) and _VERB.match(prose, done.end)
    if not same and not among and not (named and _OF_ALL.search(before)):
        return
    if not _OPENS_CLAUSE.search(before) or _CARRIED_OVER.search(prose, max(start, due.start - 16), done.start):
        return
    one, two = printed(done, prose), printed(due, prose)
    said = {"zh": f"已有{one}，多于全部{two}", "en": f"{one} of only {two}"}
    yield _relation(due.start, done.end, said, "all", ((due.start, due.end), (done.start, done.end)))


def _is_of_same(prose: str, noun: str, before: str, unit: str, at: int) -> bool:
    """Whether what stands behind the second number stands behind the first, or before it: 公路112条，已有121条公路."""
    if noun:
        return prose.startswith(noun, at)
    behind = prose[at : at + 2]
    return unit in _THINGS or (len(behind) > 1 and behind.isalpha() and before.endswith(behind))


def _relation(
    start: int,
    end: int,
    said: dict[str, str],
    evidence: str,
    places: tuple[tuple[int, int], ...] = (),
    *,
    holds: bool = False,
) -> Relation:
    where = tuple(Place(first, last, {"zh": "数值", "en": "the value"}) for first, last in places)
    return Relation("impossible-value", start, end, holds, said, evidence, places=where)
