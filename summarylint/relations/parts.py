"""A total and its parts: 共100个，其中在建50个、预备30个; 120家（甲20家，乙100家）; 共排查10处，已整改4处，其余6处; a、b，共计c."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarylint.numbers import Quantity, same_unit
from summarylint.patterns import Pattern
from summarylint.relations.reading import Reading, Sentence
from summarylint.relations.sums import GRADED, PartWhole, impossible, judged
from summarylint.relations.types import Relation

_CUE = Pattern(
    r"其中|(?<=[^\W\d_])中(?:[，,](?:仅|只)?有?|(?:仅|只)?有)(?=\d)|(?<=[，,、：:])(?:分别[为是有]|包括|含)|(?<=[^\W\d_])分别[为是有](?=\d)|(?<=[，,])由(?=[^。；\n]{4,90}(?:组成|构成))|[（(](?!其中)|[：:]"
)
_TOTAL_LAST = Pattern(
    r"(?:^[^\W\d_]{0,4}|[，,、；;])(?:[两三四]项)?(?:共计|合计|总计|总共|共有|共(?![同建享产青和识治商育振]))[^\W\d_]{0,6}$"
)
_TOTAL_FIRST = Pattern(
    r"(?:共有|共计|合计|总计|总共|总数|共|累计|排查|受理|接收|收到|交办|发现|抽查|检查|征集|梳理|接待|接访|转办|承办|查处|调处|办理|收集)(?:[^\W\d_]{0,8})$"
)
_STOP = Pattern(r"其中|[；;]|此外|另有|另外|另|同时|以及全|全年|今年|去年|累计|其余指标|总计|合计|共计")
_REST = Pattern(r"其余|剩余|余下|其他|其它|正在|尚未|未|待|在办")
_GROWTH = Pattern(
    r"(?:增长|增加|下降|减少|提高|上升|降低|增幅|降幅|同比|环比|净增|多|少|高于|低于|高出|比[^\W\d_]{1,6})(?:了|近|约|超|超过|达)?$"
)
_AVERAGE = Pattern(r"[日月年人户均场]均|平均|每")
_NET = Pattern(r"净|顺差|逆差|差额|少支|超支|限额|保额|保险金额|标准|单价")
_NO_LIST = Pattern(r"同比|上年|比去年|每|人均|平均|排名|第\d|折合|约合|相当于|即|达到?$")
_RECORD = Pattern(r"首次|突破|历史|最高|超过|累计")
_BETWEEN = Pattern(r"(?:[）)]?[\w]{0,10}(?:[（(][^（()）]{0,30}[）)])?[、，,；;和与及]|[\w-]{0,12}[和与及])", flags=0)
_NESTS = Pattern(r"包括|含|其中|各$")
"""Opens parts of the part before, or makes one number two: 男、女各85人."""
_CHANGES = Pattern(
    r"[，,（(](?:同比|比上年|环比|比去年同期|较上年)?(?:增长|下降|增|降|上升|增加|减少|提高)(?:了|约)?[\d.]{1,8}(?:%|％|个百分点|倍)[）)]?"
)
"""How much a part has grown, between it and the next."""
_PASSIVE = Pattern(r"被|[纳列加]入|成为|获|将|其中$")
_PRONOUN = Pattern(r"[与在入处到于]$")
_JOINED = Pattern(r"[和与及、][ ]?(?:约|近|超)?$|[和与及、][^\W\d_]{0,3}$")
_OPENING = Pattern(r"[（(]")
_SEPARATORS = "，,、；;：:（()）。"
_VAGUE_UNITS = frozenset("个项种条处次")
_NO_TOTALS = frozenset(
    {
        "年",
        "月",
        "天",
        "岁",
        "周",
        "小时",
        "分钟",
        "秒",
        "届",
        "季",
        "页",
        "字",
        "步",
        "季度",
        "个月",
        "工作日",
        "代",
        "米",
        "度",
        "℃",
    }
)
_KINDS = frozenset({"count", "measure", "money"})
_LONGEST_CLAUSE = 16
_FARTHEST, _FARTHEST_ACROSS = 25, 30
"""Code points from a total to its cue, and from one part to the next."""
_PAIRS = tuple(
    tuple(pair.split("/"))
    for pair in (
        "境外/本土 国际/国内 中央/地方 西药/中成药 内资/外资 税收/非税 工业/农业 职工/居民 男/女 城镇/农村 城市/农村 线上/线下 公办/民办 进口/出口 国内/国外 省内/省外 "
        "市内/市外 外贸/内贸 外销/内销 水路/陆路 境内/境外 合格/不合格 上半年/下半年 新建/改建 新建/续建 公用/专用 公共/私人 公有/私有 一般/重大 已/未 来信/来访 正职/副职 专职/兼职 本地/外地 公益/经营"
    ).split()
)


class _Cue(NamedTuple):
    """What announces parts: its span, and which it is: 其中, 分别, 包括, bracket or colon."""

    start: int
    end: int
    form: str


def relations(reading: Reading) -> Iterator[Relation]:
    """Totals with their parts in Chinese sentences, judged."""
    for sentence in reading.sentences:
        for found in _found(reading, sentence):
            yield from judged(reading, found)
    for sentence in reading.sentences_with_blanks:
        for found in _found(reading, sentence):
            yield from impossible(reading, found)


def _found(reading: Reading, sentence: Sentence) -> Iterator[PartWhole]:
    countable = [one for one in sentence.quantities if one.kind in _KINDS and one.unit not in _NO_TOTALS]
    if len(countable) < 2:
        return
    taken: set[int] = set()
    for found in (
        *_announced(reading.prose, sentence, countable),
        *_status_list(reading.prose, sentence, countable),
        *_total_last(reading.prose, sentence, countable),
    ):
        if found.whole.start not in taken:
            taken.add(found.whole.start)
            yield found


def _announced(prose: str, sentence: Sentence, countable: Sequence[Quantity]) -> Iterator[PartWhole]:
    """Parts behind 其中, 分别为, 包括, in brackets or behind a colon."""
    for match in _CUE.compiled.finditer(prose, sentence.start, sentence.end):
        cue = _Cue(match.start(), match.end(), _form(match[0]))
        whole = _whole_before(prose, sentence, countable, cue)
        if whole is None:
            continue
        stop = _stop(prose, sentence, cue)
        parts = _parts(prose, [one for one in countable if cue.end <= one.start and one.end <= stop], whole, cue)
        if (
            not parts
            or not _speak_of_same(prose, whole, parts[0], sentence.start)
            or _NO_LIST.search(prose, cue.end, parts[0].start)
        ):
            continue
        yield PartWhole(
            whole,
            tuple(parts),
            tuple(_label(prose, part, cue.end) for part in parts),
            tuple(
                one
                for one in countable
                if one.end <= cue.start and same_unit(one, whole) and not _grows(prose, one, sentence.start)
            ),
            cue.form,
            _evidence(
                prose, whole, cue, parts, stop, [one for one in countable if cue.end <= one.start and one.end <= stop]
            ),
        )


def _form(words: str) -> str:
    if words[0] in "中由":
        return "其中" if words[0] == "中" else "包括"
    return {"（": "bracket", "(": "bracket", "：": "colon", ":": "colon", "含": "包括"}.get(words, words[:2])


def _whole_before(prose: str, sentence: Sentence, countable: Sequence[Quantity], cue: _Cue) -> Quantity | None:
    """The quantity right before a cue, where it can be a total."""
    before = [one for one in countable if one.end <= cue.start]
    if not before:
        return None
    whole = before[-1]
    gap = prose[whole.end : cue.start]
    if len(gap) > _FARTHEST or "；" in gap or _grows(prose, whole, sentence.start):
        return None
    if any(
        whole.end <= one.start and one.end <= cue.start
        for one in sentence.quantities
        if one is not whole and one.kind not in ("percent", "points")
    ):
        return None
    label = _label(prose, whole, sentence.start)
    if _AVERAGE.search(label) or _NET.search(label):
        return None
    if (
        len(before) > 1
        and whole.start - before[-2].end < 16
        and before[-2].kind == whole.kind
        and _JOINED.search(prose[before[-2].end : whole.start])
    ):
        # 9件法律草案和1件决定草案，通过其中3件: the total is a sum itself.
        return None
    if cue.form == "其中" and _PRONOUN.search(prose[sentence.start : cue.start]):
        return None
    if cue.form in ("bracket", "colon") and len(gap.strip()) > 6:
        return None
    named = cue.form == "分别" and "、" in gap
    if cue.form in ("分别", "包括") and (
        (len(gap) > 14 and not named) or _PASSIVE.search(gap) or "在内" in prose[cue.end : cue.end + 30]
    ):
        return None
    return whole


def _stop(prose: str, sentence: Sentence, cue: _Cue) -> int:
    """Where the parts that a cue announces must have ended."""
    opened = max(prose.rfind("（", sentence.start, cue.end), prose.rfind("(", sentence.start, cue.end))
    closed = max(prose.rfind("）", sentence.start, cue.start), prose.rfind(")", sentence.start, cue.start))
    if opened > closed:
        ends = [at for mark in "）)" if (at := prose.find(mark, opened, sentence.end)) >= 0]
        return min(ends, default=sentence.end)
    if cue.start > sentence.start and prose[cue.start - 1] == "、":
        # 、其中 speaks of one item of a list, up to its next comma.
        ends = [at for mark in "，；。" if (at := prose.find(mark, cue.end, sentence.end)) >= 0]
        return min(ends, default=sentence.end)
    colon = prose[cue.end : cue.end + 1] in "：:"
    stop = _STOP.search(prose, cue.end, sentence.end)
    while stop is not None and stop[0] in "；;" and (colon or _goes_on(prose, cue, stop.start())):
        stop = _STOP.search(prose, stop.end(), sentence.end)
    return stop.start() if stop else sentence.end


def _goes_on(prose: str, cue: _Cue, semicolon: int) -> bool:
    """Whether behind a semicolon stands the opposite of what stands before it: 出口…；进口…."""
    before, behind = prose[cue.end : cue.end + 8], prose[semicolon + 1 : semicolon + 9]
    return any(
        (one in before and behind.startswith(other)) or (other in before and behind.startswith(one))
        for one, other in _PAIRS
    )


def _parts(prose: str, after: Sequence[Quantity], whole: Quantity, cue: _Cue) -> list[Quantity]:
    """The quantities that stand in a row behind a cue and count what the total counts."""
    parts: list[Quantity] = []
    for one in after:
        if not same_unit(one, whole):
            continue
        if _GROWTH.search(prose[max(cue.end, one.start - 8) : one.start]) and not prose.endswith("新增", 0, one.start):
            continue
        if _RECORD.search(prose[max(cue.end, one.start - 8) : one.start]):
            break
        if (
            parts
            and _label(prose, one, cue.end)
            and any(_label(prose, one, cue.end) == _label(prose, part, cue.end) for part in parts)
        ):
            break
        if parts:
            between = prose[parts[-1].end : one.start]
            if (
                len(between) > _FARTHEST_ACROSS
                or "。" in between
                or _NESTS.search(between)
                or not _BETWEEN.match(between)
            ):
                break
        elif _is_nested(prose, cue, one):
            continue
        parts.append(one)
    return parts


def _is_nested(prose: str, cue: _Cue, one: Quantity) -> bool:
    between = prose[cue.end : one.start]
    return between.count("（") + between.count("(") > between.count("）") + between.count(")")


def _speak_of_same(prose: str, whole: Quantity, part: Quantity, start: int) -> bool:
    """Whether two numbers of 个, 项 or 次 may count the same things: their nouns have two characters in common, or one has none."""
    if whole.unit not in _VAGUE_UNITS:
        return True
    noun = _noun(prose, whole)
    behind = _noun(prose, part)
    if len(noun) < 2 or len(behind) < 2:
        return True
    words = _label(prose, whole, start) + noun
    others = _label(prose, part, whole.end) + behind
    return any(words[at : at + 2] in others for at in range(len(words) - 1))


def _noun(prose: str, one: Quantity) -> str:
    end = one.end
    while end < len(prose) and end - one.end < 6 and "\u4e00" <= prose[end] <= "\u9fff":
        end += 1
    noun = prose[one.end : end]
    return "" if noun.startswith(("其中", "包括", "分别")) else noun


def _label(prose: str, one: Quantity, start: int) -> str:
    """The words that lead up to a quantity, from the last separator on."""
    at = max(prose.rfind(mark, start, one.start) for mark in _SEPARATORS)
    words = prose[max(start, at + 1) : one.start].strip(' “”"')
    for opening in ("其中", "包括", "分别为", "分别是", "分别有", "以及", "有", "和", "与", "及"):
        words = words.removeprefix(opening)
    if words:
        return words
    # 30名机关干部: the label stands behind.
    return _noun(prose, one)


def _grows(prose: str, one: Quantity, start: int) -> bool:
    before = prose[max(start, one.start - 8) : one.start]
    return not before.endswith("新增") and _GROWTH.search(before) is not None


def _evidence(
    prose: str, whole: Quantity, cue: _Cue, parts: Sequence[Quantity], stop: int, after: Sequence[Quantity]
) -> str:
    """By which words or form the parts are known to be all; empty where they need not be."""
    labels = [_label(prose, part, cue.end) for part in parts]
    inner = prose[cue.end : stop]
    if _OVERLAPS.search(inner) or any(prose[part.start - 1] == "各" for part in parts):
        # 两证兼备的9人 are counted twice, 各一个 is more than one.
        return ""
    if "主要" in inner[:4] or prose[parts[-1].end : parts[-1].end + 4].lstrip("次人").startswith("等"):
        return ""
    if cue.form == "分别":
        names = prose.count("、", whole.end, cue.start) + 1
        joined = len(_JOINS.compiled.findall(prose, whole.end, cue.start))
        if names + joined == 1:
            return "分别"
        # 三级、二级、一级手术分别为…: as many names as numbers, and nothing says that they are all.
        return "并列2" if names <= len(parts) <= names + joined else ""
    if "其余" in prose[parts[-1].end : stop]:
        # What remains is told without its number.
        return ""
    if _REST.search(labels[-1]) or "其余" in inner:
        return "其余"
    if cue.form == "包括" and not _AND_SO_ON.search(inner) and all(part.hard or part.kind != "count" for part in parts):
        return "包括"
    if len(parts) == 2 and _are_opposites(labels):
        return "对举"
    if cue.form in ("bracket", "colon"):
        return "" if len(parts) == 2 and all(GRADED.search(label) for label in labels) else cue.form
    if all(GRADED.search(label) for label in labels):
        return ""
    everything = len(parts) == len([one for one in after if same_unit(one, parts[0])])
    exact = not any(part.approximate for part in parts)
    if len(parts) >= 3 and exact and (everything or _repeats(prose, cue, parts, after)) and _rhyme(labels):
        return "并列"
    if len(parts) >= 3 and exact and everything and _rhyme_behind(prose, parts):
        return "并列"
    if len(parts) == 2 and _are_opposites([*inner.split("分别")[0].split("、"), "", ""][:2]):
        return "对举"
    ends = prose[parts[-1].end : parts[-1].end + 1] in "。；;)）" or stop == parts[-1].end
    if len(parts) != 2 or not exact:
        return ""
    if not all(part.hard for part in parts) and len(labels[0]) != len(labels[1]) and labels[0][-3:] != labels[1][-3:]:
        return ""
    if _match_behind(prose, whole, parts):
        return "并列2"
    return "同类" if _match(labels, ends=ends) else ""


def _match(labels: Sequence[str], *, ends: bool) -> bool:
    """Whether two labels are of one kind; where nothing follows the parts, one character at their ends is enough."""
    one, other = labels
    if one == other or not all(3 <= len(label) <= 14 for label in labels):
        return False
    return one[-2:] == other[-2:] or (ends and len(one) == len(other) and one[-1] == other[-1])


def _match_behind(prose: str, whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether two parts are followed by what follows the total, 33个事项，其中取消16个事项，调整17个事项, or by words alike."""
    one, other = (_clause_behind(prose, part) for part in parts)
    if len(one) < 2 or len(other) < 2:
        return False
    return one == other == _clause_behind(prose, whole) or (
        len(one) > 3 and one[0] == other[0] and one[-2:] == other[-2:]
    )


def _clause_behind(prose: str, one: Quantity) -> str:
    end = one.end
    while (
        end < len(prose)
        and end - one.end < _LONGEST_CLAUSE
        and prose[end] not in _SEPARATORS
        and not prose[end].isspace()
    ):
        end += 1
    return prose[one.end : end]


def _repeats(prose: str, cue: _Cue, parts: Sequence[Quantity], after: Sequence[Quantity]) -> bool:
    """Whether what follows the parts tells more of one of them: 广东赛区36个，…，广东赛区21个场馆."""
    following = next((one for one in after if one.start >= parts[-1].end and same_unit(one, parts[0])), None)
    return following is not None and _label(prose, following, cue.end) in [
        _label(prose, part, cue.end) for part in parts
    ]


def _rhyme_behind(prose: str, parts: Sequence[Quantity]) -> bool:
    """Whether the same words follow each part: 10人被移交至甲国，13人被移交至乙国."""
    behind = [prose[part.end : part.end + 2] for part in parts]
    return len(set(behind)) == 1 and behind[0].isalpha()


def _rhyme(labels: Sequence[str]) -> bool:
    """Whether the labels of three parts or more are of one kind: they end alike, or all hold one character, as 中国籍船员 and 印尼籍."""
    if len(set(labels)) < len(labels) or any(len(label) < 2 for label in labels):
        return False
    return len({label[-1] for label in labels}) == 1 or any(
        all(character in label for label in labels) for character in labels[0] if character not in _EMPTY_WORDS
    )


_OVERLAPS = Pattern(r"兼[备有具任]|同时[具是为]|两者|都有|均有|双证|重复")
_JOINS = Pattern("[和与及]")
_EMPTY_WORDS = "的了个和与及在为有被到是已"
_AND_SO_ON = Pattern(r"等(?:[^\W\d_]|[，。；])")


def _are_opposites(labels: Sequence[str]) -> bool:
    return any(
        (one in labels[0] and other in labels[1]) or (other in labels[0] and one in labels[1]) for one, other in _PAIRS
    )


def _status_list(prose: str, sentence: Sentence, countable: Sequence[Quantity]) -> Iterator[PartWhole]:
    """共排查10处，已整改4处，其余6处正在整改: no cue before the parts, and the last is what remains."""
    for place, whole in enumerate(countable):
        if whole.kind != "count" or not _TOTAL_FIRST.search(prose[max(sentence.start, whole.start - 14) : whole.start]):
            continue
        stop = _STOP.search(prose, whole.end, sentence.end)
        end = stop.start() if stop else sentence.end
        parts = [
            one
            for one in countable[place + 1 :]
            if one.end <= end and same_unit(one, whole) and not _grows(prose, one, sentence.start)
        ]
        if len(parts) < 2:
            continue
        gaps = [behind.start - before.end for before, behind in zip([whole, *parts], parts, strict=False)]
        between = prose[parts[-2].end : parts[-1].start]
        if (
            max(gaps) > 24
            or "（" in prose[whole.end : parts[-1].start]
            or _OF_BEFORE.search(prose, whole.end, parts[-1].start)
            or not _REST.search(between[-8:] + prose[parts[-1].end : parts[-1].end + 2])
        ):
            continue
        labels = tuple(_label(prose, part, whole.end) for part in parts)
        yield PartWhole(whole, tuple(parts), labels, (whole,), "status", "其余")


_OF_BEFORE = Pattern(r"[上去往前]年|历年|此前|遗留|结转")
"""Before a part of another total: 上年未结15件."""


def _total_last(prose: str, sentence: Sentence, countable: Sequence[Quantity]) -> Iterator[PartWhole]:
    """清理河道3次、道路4次，共计7次."""
    for place, whole in enumerate(countable[2:], 2):
        if not _TOTAL_LAST.search(prose[countable[place - 1].end : whole.start][-14:]):
            continue
        parts: list[Quantity] = []
        following = whole.start
        for one in reversed(countable[:place]):
            gap = prose[one.end : following]
            if (
                not same_unit(one, whole)
                or len(gap) > 22
                or _BREAKS_ROW.search(gap)
                or _grows(prose, one, sentence.start)
            ):
                break
            parts.insert(0, one)
            following = one.start
        if (
            len(parts) < 2
            or _SUMS_OTHERS.search(prose, parts[0].start, whole.start)
            or _EACH.search(prose, max(sentence.start, parts[0].start - 3), whole.start)
        ):
            continue
        labels = tuple(_label(prose, part, sentence.start) for part in parts)
        yield PartWhole(whole, tuple(parts), labels, (whole,), "last", "合计")


_BREAKS_ROW = Pattern(r"[；;：:（()）]|其中|增长|同比|分别")
_SUMS_OTHERS = Pattern(r"累计|先后|期间")
_EACH = Pattern(r"各\d|[各每][^\W\d_]{0,2}\d")
