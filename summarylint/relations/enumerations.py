"""A list in one sentence with its number: 东岭、西坪、石桥三个村; 三条线路：南线、北线、东线; four schools (Ashby, Holm Lane, …)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarylint.patterns import Pattern
from summarylint.relations.ordinals import number_of
from summarylint.relations.reading import Reading
from summarylint.relations.types import Place, Relation

_COUNTED = Pattern(
    r"(?P<said>(?P<number>[二两三四五六七八九十\d][一二\d]?)(?:大|个|类|项|种)?"
    r"(?:方面|领域|环节|层面|维度|板块|系统|行业|产业|要素|部门|单位|阶段|大类|类别|类(?!似)|村(?!民|级|庄规)|乡镇|镇|乡|街道|社区|县区|县|区(?!域)|市(?!场|级)|省(?!级)|工种|品种|科室|学科|季节))"
    r"(?![^\W\d_]{0,2}[（(：:]|[一二两三四五六七八九十])"
)
_AHEAD = Pattern(
    r"(?P<said>(?P<number>[二两三四五六七八九十\d][一二\d]?)(?:个|大|项|条|类|种|名|家|所|支|座|处|道|批|块|门)(?P<noun>[^\W\d_a-zA-Z]{0,10}))[：:（(]"
    r"(?P<list>(?!一[是要]|首先)[^（）()。；;：:！？，,\d\n]{3,120}、[^（）()。；;：:！？，,\d\n]{1,24})(?=[，,）)。；;\n]|$)"
)
_NUMERAL = Pattern(r"十[一二]?|[二两三四五六七八九]|\d{1,2}")
_NO_COUNT_BEHIND = frozenset("0123456789.．第每各约近数")
_MORE = Pattern(r"[，,](?:还有|以及|外加|再加|另有|和|与)")
_NOT_ALL = Pattern(r"夫妇|夫妻|兄弟|姐妹|父子|母女|一家|等$|其中|例如|比如|包括|主要|分别|各|以及其他|略|共|至")
_ENGLISH = Pattern(
    r"(?<![\w.-])(?P<said>(?P<number>two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:(?:[a-z-]{2,14} ){0,2}[a-z]{2,14}s \(|(?:[a-z-]{2,14} ){0,2}(?:points|actions|steps|reasons|areas|priorities|lessons|recommendations|issues|goals|measures|changes|problems|risks|tasks|things|objectives|challenges|decisions|questions|parts|themes|aims|activities|events|projects|workshops|sessions|courses|classes|visits|partners|topics|schools|villages|towns|sites|groups|teams|services|products|programmes|programs|results|outcomes|campaigns|training|departments|offices|countries|districts|counties|outputs|deliverables|initiatives)(?: [a-z]{2,12}){0,5}: ))"
    r"(?P<list>[^().:;\n\d]{8,240})(?=[).\n]|$)",
    flags=re.IGNORECASE,
)
_SUBORDINATE = Pattern(
    r"\b(?:which|who|that|where|because|but|although|though|if|when|as|since|while|whose|including|such|mainly|like|etc|both|among|mostly|for example|one|two|some|others?)\b",
    flags=re.IGNORECASE,
)
_BOUNDS = "，,。；;：:！!？?\n（()）“”《》"
_LEAD = Pattern(
    r"[在对从向就按把将由的了于到为是有以让使被]|围绕|针对|涵盖|包括|涉及|覆盖|聚焦|抓|通过|根据|重点|主要|选[取定]|分[为成]"
)
_OTHERS = Pattern(
    r"(?:其他|其它|其余|另外|另|等其他|第|每|各|前|后|近|约|这|那|数|几|上述|以上|以下|超|多|[一二三四五六七八九十百千万亿\d])$"
)
_TOGETHER = Pattern(r"(?:一?共|共计|合计|总共|这|全部)$")
_JOINING = Pattern(r"以及|[和与及]")
_FEWEST = 3
_LONGEST_ITEM = 10
_FARTHEST_BACK = 160
_FARTHEST_OFF = 2
_KINDS = frozenset(
    "自治区 直辖市 市 区 县 旗 州 盟 街道 乡 镇 乡镇 村 社区 园区 开发区 管委会 场 自治县 办事处 校 点 单位 部门 企业".split()
)
"""12个县（市、区） says what counts as one, and lists nothing."""
_LONGEST_TAIL = 40
"""Code points behind a comma in which a list may go on."""


def relations(reading: Reading) -> Iterator[Relation]:
    """Lists with their number behind them, judged where it is clear where the list starts."""
    submission, prose = reading.submission, reading.prose
    if "、" in submission.text:
        for match in _COUNTED.compiled.finditer(prose, submission.start, submission.end):
            relation = _judged(reading, match)
            if relation is not None:
                yield relation
        for match in _AHEAD.compiled.finditer(prose, submission.start, submission.end):
            if not _NUMERAL.fullmatch(match["number"]) or prose[match.start() - 1] in _NO_COUNT_BEHIND:
                continue
            items = match["list"].split("、")
            tail = prose[match.end() : match.end() + _LONGEST_TAIL].split("。")[0]
            goes_on = tail[:1] in ("，", ",") and ("、" in tail or _MORE.match(tail))
            if goes_on or _NOT_ALL.search(match["list"]) or _NOT_ALL.search(match["noun"]) or _KINDS.issuperset(items):
                continue
            yield from _behind(match, len(items), sum(len(_JOINING.compiled.findall(item)) for item in items))
    if ", " in submission.text or " and " in submission.text:
        for match in _ENGLISH.compiled.finditer(prose, submission.start, submission.end):
            if not _SUBORDINATE.search(match["list"]):
                yield from _behind(match, match["list"].count(", ") + 1, len(_AND.compiled.findall(match["list"])))


_AND = Pattern(r"(?<!,) (?:and|or) ")


def _behind(match: re.Match[str], least: int, joined: int) -> Iterator[Relation]:
    """A number with its list behind it; what 和 or "and" joins may be one item or two."""
    announced, said, most = number_of(match["number"]), match["said"].rstrip("(: "), least + joined
    if most < 2 or not least - _FARTHEST_OFF <= announced <= most + _FARTHEST_OFF:
        # 60 developers (beginner, expert): a list of something else.
        return
    counted = str(least if announced < least else most)
    start = match.start("said")
    yield Relation(
        "listed-count",
        start,
        start + len(said),
        holds=least <= announced <= most,
        arithmetic={"zh": f"“{said}”后面列出了{counted}项", "en": f"'{said}' is announced and {counted} are listed"},
        evidence="list behind",
        stated=str(announced),
        computed=counted,
        places=(Place(*match.span("list"), {"zh": "列出的各项", "en": "the list"}),),
        severity="warning",
    )


def _judged(reading: Reading, match: re.Match[str]) -> Relation | None:
    prose, end = reading.prose, match.start("said")
    if not prose[end - 1].isalpha() or prose[end - 1].isascii() or not _NUMERAL.fullmatch(match["number"]):
        return None
    floor = max(reading.submission.start, end - _FARTHEST_BACK)
    start = 1 + max(floor - 1, *(prose.rfind(mark, floor, end) for mark in _BOUNDS))
    listed = _TOGETHER.compiled.sub("", prose[start:end])
    if "、" not in listed or _OTHERS.search(listed):
        return None
    truncated = listed.endswith("等")
    items = listed.removesuffix("等").split("、")
    least, longest, most = _counts(items)
    announced = number_of(match["number"])
    if least < _FEWEST or announced < 2 or not _are_alike(items[-least + 1 :]):
        return None
    if announced > most and not truncated and not _starts_here(prose, start, items[-longest]):
        return None
    said = match["said"]
    counted = str(least) if least == most or announced < least else str(most)
    start += _lead_of(items, least)
    return Relation(
        "listed-count",
        start,
        match.end("said"),
        holds=least <= announced if truncated else least <= announced <= most,
        arithmetic={"zh": f"“{said}”前面列出了{counted}项", "en": f"'{said}' is told of {counted} listed before it"},
        evidence="list before",
        stated=str(announced),
        computed=counted,
        places=(Place(start, end, {"zh": "列出的各项", "en": "the list"}),),
        severity="warning",
    )


def _lead_of(items: Sequence[str], count: int) -> int:
    """How many code points stand before the first of the last `count` items, and lead up to it within it."""
    before = sum(len(item) + 1 for item in items[:-count])
    ends = [match.end() for match in _LEAD.compiled.finditer(items[-count]) if match.end() < len(items[-count])]
    return before + max(ends, default=0)


def _counts(items: Sequence[str]) -> tuple[int, int, int]:
    """How many items a list has at least and at most, as its lead may end in several, and with those that 和 joins."""
    least = longest = 0
    for item in reversed(items):
        longest += 1
        if len(item) > _LONGEST_ITEM or _LEAD.search(item):
            least = least or longest
            if len(item) > _LONGEST_ITEM:
                break
    joined = sum(len(_JOINING.compiled.findall(item)) for item in items[-longest:])
    return least or longest, longest, longest + joined


def _are_alike(items: Sequence[str]) -> bool:
    """Whether all but the first are of about one length: 英语开设四个班 would count no lessons."""
    lengths = [len(item) for item in items]
    return max(lengths) - min(lengths) <= 2 and (len(lengths) < 2 or lengths[-1] <= max(lengths[:-1]) + 1)


def _starts_here(prose: str, start: int, first: str) -> bool:
    """Whether a list can't have begun before the clause that it stands in."""
    return start == 0 or prose[start - 1] not in "，,）)”》" or _LEAD.search(first) is not None
