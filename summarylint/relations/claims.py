"""A number of things announced, and how many are then listed: 以下四个方面：一是…; 办好五件实事：1.…; three points: first, second."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from summarylint.model import Block
from summarylint.patterns import Pattern
from summarylint.relations.ordinals import NUMERAL, mark_of, number_of
from summarylint.relations.reading import Reading
from summarylint.relations.types import Place, Relation

_COUNT = "[一二两三四五六七八九十]{1,2}|[0-9]{1,2}"
_NOUNS = (
    "方面|实事|问题|环节|重点|关键|措施|举措|任务|要求|不足|短板|特点|原因|建议|意见|打算|做法|体会|阶段|转变|事项|工作|抓手|原则|机制|行动|目标|难点|困难|结合|坚持|强化|突出|聚焦|到位|硬招|实招|"
    "步骤|经验|启示|变化|成效|亮点|大事|好事|实招|误区|薄弱环节|工程|制度|办法"
)
_ANNOUNCED = Pattern(
    rf"(?P<said>(?P<number>{_COUNT})(?:(?:个|大|项|件|条|类|种|招|道)(?:{_NOUNS})|方面|点|步(?!走)|个(?=[：:])|项(?=[：:])|[个项条大类点招步][^\W\d_一二三四五六七八九十]{{1,10}}(?=[：:][“]?(?:一是|一要|[（(]一[）)]|①|1[.、）)]))))"
    r"(?P<rest>[^。：:；，,”」\n一第]{0,14})[：:。]"
)
_ENGLISH = Pattern(
    r"\b(?P<said>(?P<number>two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:(?:main|key|following|new|major|clear|practical|big|open|urgent|simple|specific) ){0,2}"
    r"(?:points|actions|steps|reasons|areas|priorities|lessons|recommendations|issues|goals|measures|changes|problems|risks|tasks|things|objectives|challenges|decisions|questions|parts))"
    r"(?P<rest>[^.:;,\n]{0,24})[:.]",
    triggers=(
        "points",
        "actions",
        "steps",
        "reasons",
        "areas",
        "ities",
        "lessons",
        "tions",
        "issues",
        "goals",
        "measures",
        "changes",
        "problems",
        "risks",
        "tasks",
        "things",
        "tives",
        "challenges",
        "parts",
    ),
    flags=re.IGNORECASE,
)
_ENGLISH_FOLLOWING = Pattern(
    r"\bthe following (?P<said>(?P<number>two|three|four|five|six|seven|eight|nine|ten|\d{1,2}))\b(?P<rest>[^.:;,\n]{0,24})[:.]",
    triggers=("following",),
    flags=re.IGNORECASE,
)
_NOT_ALL = Pattern(
    r"主要(?!做法|工作|问题|措施|经验|任务|体会|原因|成效|特点|不足|矛盾|困难)|包括|内容|例如|如下?等|其中|之一|以上|以来|方面工作中|(?i:\b(?:including|such as|some|e\.g|among|of the)\b)"
)
_NOT_BEFORE = Pattern(r"(?:第|前|后|每|近|约|超|这|那|上述|共|十|百|午|晚|晨|早|\d|[一二三四五六七八九])$")
_AHEAD = Pattern(r"以下|如下|下列|下面|从|抓好|办好|做好|存在|突出|围绕|采取|实施|落实|提出|分|有|：$|:$")
_CLAUSE = Pattern(
    rf"(?:(?<=[\s。；;：:，,—（(])|^)(?:(?P<number>{NUMERAL})(?:是|要)(?=[^否非])|第(?P<ordinal>{NUMERAL})[，,、])"
)
_ENGLISH_CLAUSES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_LAST_BY_OTHER_WORDS = Pattern(r"最后|再次|还有|再就是|[三四五六]就是|(?i:\b(?:finally|lastly|last)\b)")
_BULLET = Pattern(r"[ \t　]{0,12}(?:[-*•·●◆■▲◎○+]|\d{1,2}[.)])[ \t　]")
_FEWEST = 2
_LONGEST_REST = 4
"""Code points between a number and the end of its sentence, where a list may still follow."""


def relations(reading: Reading) -> Iterator[Relation]:
    """Announced numbers that a list follows at once, in the paragraph or in the lines below it."""
    blocks, submission = reading.submission.blocks, reading.submission
    starts = [block.start for block in blocks]
    told: set[int] = set()
    for pattern in (_ANNOUNCED, _ENGLISH, _ENGLISH_FOLLOWING):
        for match in (
            pattern.compiled.finditer(reading.prose, submission.start, submission.end)
            if pattern.may_match(submission.text)
            else ()
        ):
            number = bisect_right(starts, match.start()) - 1
            if number < 0 or match.end() > blocks[number].end or blocks[number].kind in ("code", "matter", "table"):
                continue
            relation = None if match.start("said") in told else _judged(reading, number, blocks[number], match)
            if relation is not None:
                told.add(relation.start)
                yield relation


def _judged(reading: Reading, number: int, block: Block, match: re.Match[str]) -> Relation | None:
    prose = reading.prose
    announced = number_of(match["number"])
    before = prose[max(block.start, match.start() - 6) : match.start()]
    if (
        announced < _FEWEST
        or _NOT_BEFORE.search(before)
        or _NOT_ALL.search(match[0])
        or _NOT_ALL.search(before.replace("主要", ""))
    ):
        return None
    if match[0][-1] == "。" and len(match["rest"]) > _LONGEST_REST:
        # 三项工作都取得了进展。 announces nothing.
        return None
    listed, last, open_end = _listed_in(prose, match.end(), block.end)
    if not listed and not prose[match.end() : block.end].strip(" 　*_"):
        lead = prose[max(block.start, match.start() - 14) : match.end()]
        if match[0][-1] in "：:" or _AHEAD.search(lead) or not match[0].isascii():
            listed, last, open_end = _listed_below(reading, number)
    if listed < _FEWEST or (listed < announced and open_end):
        return None
    said, counted = match["said"], str(listed)
    return Relation(
        "listed-count",
        match.start("said"),
        match.end("said"),
        holds=listed == announced,
        arithmetic={"zh": f"“{said}”后面列出了{counted}项", "en": f"'{said}' is announced and {counted} are listed"},
        evidence="list",
        stated=str(announced),
        computed=counted,
        places=(Place(*last, {"zh": "最后一项", "en": "the last item"}),),
    )


def _listed_in(prose: str, start: int, end: int) -> tuple[int, tuple[int, int], bool]:
    """How many clauses 一是, 二是 … or first, second … follow in a paragraph, where the last starts, and whether more may follow."""
    count, last = 0, (start, start)
    if prose[start:end].lstrip(" 　“")[:5].lower().startswith("first"):
        at = start
        for word in _ENGLISH_CLAUSES:
            found = prose[at:end].lower().find(word)
            if found < 0:
                break
            last = (at + found, at + found + len(word))
            at, count = last[1], count + 1
        return count, last, _LAST_BY_OTHER_WORDS.search(prose, last[1], end) is not None
    for match in _CLAUSE.compiled.finditer(prose, start, end):
        if number_of(match["number"] or match["ordinal"]) == count + 1:
            if count == 0 and prose[start : match.start()].strip(" 　“"):
                break
            count, last = count + 1, (match.start(), match.end())
    return count, last, _LAST_BY_OTHER_WORDS.search(prose, last[1], end) is not None


def _listed_below(reading: Reading, number: int) -> tuple[int, tuple[int, int], bool]:
    """The same for the lines below: those of the first one's form, until a line of a higher form."""
    prose, blocks = reading.prose, reading.submission.blocks
    below = blocks[number + 1 :]
    if not below:
        return 0, (0, 0), True
    first = mark_of(prose, below[0])
    if first is None:
        return _bullets(prose, below)
    if first.number != 1:
        return 0, (0, 0), True
    own = mark_of(prose, blocks[number])
    last, open_end = first, False
    for block in below[1:]:
        mark = mark_of(prose, block)
        if mark is None:
            open_end = open_end or _LAST_BY_OTHER_WORDS.match(prose, block.start, block.end) is not None
            continue
        if own is not None and mark.form == own.form:
            break
        if mark.form == first.form:
            if mark.number != last.number + 1:
                break
            last = mark
    count, place = last.number, (last.start, last.end)
    if _CLAUSE.match(prose, last.start):
        # 一是…。二是…。 may run on in one paragraph.
        paragraph = prose.find("\n", last.end, reading.submission.end)
        for match in _CLAUSE.compiled.finditer(
            prose, last.end, paragraph if paragraph >= 0 else reading.submission.end
        ):
            if number_of(match["number"] or match["ordinal"]) == count + 1:
                count, place = count + 1, (match.start(), match.end())
    return count, place, open_end


def _bullets(prose: str, below: Sequence[Block]) -> tuple[int, tuple[int, int], bool]:
    """Bullets with the indent of the first; deeper ones belong to these."""
    count, last, indent = 0, (0, 0), -1
    for block in below:
        line = prose.rfind("\n", 0, block.start) + 1
        bullet = _BULLET.match(prose, line, block.end)
        if bullet is None:
            break
        depth = len(bullet[0]) - len(bullet[0].lstrip(" \t　"))
        if indent < 0:
            indent = depth
        if depth < indent:
            break
        if depth == indent:
            count, last = count + 1, (block.start, min(block.end, block.start + 20))
    return count, last, False
