"""Gaps where a value belongs: blanks before a unit, and labels with nothing behind them."""

from __future__ import annotations

from collections.abc import Iterator

from summarylint.blanks.context import NUMERALS, before_number, is_chinese, kind_after, unit_after
from summarylint.blanks.labels import longest, spelled
from summarylint.blanks.types import Blank, Words
from summarylint.patterns import HAN, Pattern

# The lookbehinds stand behind the first blank: the engine then goes from blank to blank, and not from character to character.
_BEFORE_UNIT = Pattern(rf"[ 　](?<={HAN}[ 　])[ 　]{{1,60}}(?=[^\s\x00-\x24\x26-\xff])", triggers=("  ", "　　", " 　"))
_BLANKS = Pattern("[ 　\t]{1,60}")
_IN_CELL = Pattern(r"(?<=\t)(?:　{1,20}|[ 　]{2,40})(?=[^\s])", triggers=("\t　", "\t  "))
_FILE_NUMBER = Pattern(r"[ 　](?<=[〔［\[]\d\d\d\d[〕］\]][ 　])[ 　]{0,20}(?=号)", triggers=("〕 ", "〕　", "] "))
_ENDS = frozenset("，。、；：）)！,;.")
_COUNTS = frozenset(NUMERALS + "各每该本此这那某哪几数多余半整全双同首末头")
"""Words that count or point, so that nothing is missing before a measure word: 十  人, 每  人."""
_MEASURES = frozenset("元米里亩吨顷瓦%％")
_MARK = Pattern("[，。；]")
_TO_SIGN = Pattern(r"签[字名章]|盖章|公章|审[批核阅]|批准|(?i:signature|signed)")
_SIGNED = Pattern("[（(](?:签[字名章]|盖章|公章)[）)]$")
_FAR, _LONGEST = 100, 30
"""Code points of a line that are looked at on each side, and of a label with what may stand around it."""
_BEHIND_EMPTY = frozenset(("", *" 　\t，。；,;）)\n"))
_LIMITS = ("以上", "以下", "以内", "左右", "不等")
_LEAD = Pattern(
    "(?:开展|组织|举办|召开|发放|印发|建成|新建|改建|培训|受益|惠及|投入|完成|实现|慰问|走访|检查|排查|整改|处理|办理|接待|受理|化解|调解|"
    "吸纳|帮扶|救助|争取|到位|支出|收入|增收|节约|栽植|收到|征集|报送|发现|查处|立案|参加|参与|出动|覆盖|新增|现有|共有|设有|其中)$"
)


def gap_blanks(text: str, words: Words) -> Iterator[Blank]:
    """The blanks of `text` that are gaps in its words; gaps that set names, titles and columns apart are none."""
    for match in _BEFORE_UNIT.finditer(text):
        doubt = _doubt(text, *match.span(), words)
        if doubt is not None:
            yield Blank(match.start(), match.end(), "line", "number", doubt=doubt)
    for match in _IN_CELL.finditer(text):
        length = unit_after(text, match.end(), words)
        if length and text[match.end() + length : match.end() + length + 1] in ("", "\t", "\n"):
            yield Blank(match.start(), match.end(), "line", "number")
    for match in _FILE_NUMBER.finditer(text):
        yield Blank(match.start(), match.end(), "line", "number")
    for colon in "：:":
        yield from _behind_colons(text, colon, words)


def _doubt(text: str, start: int, end: int, words: Words) -> int | None:
    """How much doubt there is that a gap between Chinese words is a number; None where it is none."""
    if text[start - 1] in _COUNTS or kind_after(text, end, words) != "number":
        return None
    announced = before_number(text, start) or _LEAD.search(text[max(0, start - 4) : start]) is not None
    if not announced and not is_chinese(text[start - 2 : start - 1]):
        # 张　　元 is a name, and 工  作  组 a title set wide.
        return None
    length = unit_after(text, end, words)
    unit, behind = text[end : end + length], text[end + length : end + length + 2]
    if behind in _LIMITS or (behind and behind[0] in _ENDS):
        return 0
    if behind and behind[0] not in "\n \t　":
        # 整改  时限 stands at the head of a column, and in no sentence.
        in_sentence = _MARK.search(_line_around(text, start, end)) is not None
        return 0 if in_sentence and (announced or unit[-1] in _MEASURES) else None
    if any(character.isdigit() for character in text[end + length : end + _FAR].partition("\n")[0]):
        # 运转率    %    84    85.6 has a column of units.
        return None
    if unit[-1] in _MEASURES:
        return 0 if announced else 2
    return 2 if announced and length > 1 else None


def _line_around(text: str, start: int, end: int) -> str:
    """The line that holds a place, or as much of it as is near."""
    return text[max(0, start - _FAR) : start].rpartition("\n")[2] + text[end : end + _FAR].partition("\n")[0]


def _behind_colons(text: str, colon: str, words: Words) -> Iterator[Blank]:
    """Colons behind which a unit stands alone, or a label's line ends, or the next label or clause comes."""
    empty_at = -_FAR
    """Where a label before was found to be empty."""
    at = text.find(colon)
    while at >= 0:
        start = at + 1
        if text[start : start + 1] in _BEHIND_EMPTY:
            blanks = _BLANKS.match(text, start)
            end = blanks.end() if blanks else start
            if colon == ":" and text[start:end].startswith(" "):
                start += 1
            line = max(text.rfind("\n", max(0, start - _FAR), start) + 1, start - _FAR)
            if start < end and _is_count(text, start, end, words):
                yield Blank(start, end, "line", "number")
            elif (label := _label_before(text, at, words.labels)) is None:
                pass
            elif _is_unanswered(text, start, end, words.labels, beside_empty=line <= empty_at):
                empty_at = at
                signed = _TO_SIGN.search(_line_around(text, start, end)) is not None
                span = (start, end) if _width(text[start:end]) > 1 else label
                yield Blank(*span, "line", "unknown", doubt=int(signed))
            elif (
                text[end : end + 1] == "\n" and text[line : label[0]].strip() == "" and _next_is_label(text, end, words)
            ):
                yield Blank(*label, "line", "unknown", doubt=2)
        at = text.find(colon, at + 1)


def _is_count(text: str, start: int, end: int, words: Words) -> bool:
    """Whether a unit stands alone behind a colon and a gap; 单位：  万元 names it for what follows."""
    if text[max(0, start - 3) : start - 1] == "单位" or kind_after(text, end, words) != "number":
        return False
    length = unit_after(text, end, words)
    behind = text[end + length : end + length + 1]
    return (not behind or behind in _ENDS or behind == "\n") and (end - start > 1 or length > 1 or text[end] in "%％")


def _label_before(text: str, colon: int, labels: tuple[str, ...]) -> tuple[int, int] | None:
    """Where the label before a colon stands, if one does."""
    before = text[max(0, colon - _LONGEST) : colon].rstrip(" 　")
    signed = _SIGNED.search(before)
    before = before[: signed.start()] if signed else before
    lowered = before.lower()
    first = max(0, colon - _LONGEST)
    names = spelled(labels)
    for length in range(min(longest(labels), len(lowered)), 1, -1):
        if lowered[-length:] in names and not (
            lowered[-length:].isascii() and lowered[-length - 1 : -length].isalpha()
        ):
            return first + len(before) - length, first + len(before)
    return None


def _is_label_next(text: str, at: int, labels: tuple[str, ...]) -> bool:
    """Whether a label with its colon stands at a place."""
    ahead = text[at : at + _LONGEST]
    colon = min((found for found in (ahead.find("："), ahead.find(":")) if found >= 0), default=-1)
    if colon < 0:
        return False
    label = _label_before(text, at + colon, labels)
    return label is not None and label[0] == at


def _next_is_label(text: str, at: int, words: Words) -> bool:
    """Whether the next line that holds anything starts with a label."""
    ahead = text[at : at + _FAR]
    return _is_label_next(text, at + len(ahead) - len(ahead.lstrip()), words.labels)


def _is_unanswered(text: str, start: int, end: int, labels: tuple[str, ...], *, beside_empty: bool) -> bool:
    """Whether nothing is written behind a label's colon, where blanks reach from `start` to `end`."""
    width = _width(text[start:end])
    behind = text[end : end + 1]
    if behind in ("", "\n"):
        # Two blanks at the end of a line are a line break of Markdown.
        return width > 2 or beside_empty
    return behind in _ENDS or (width > 0 and _is_label_next(text, end, labels))


def _width(blanks: str) -> int:
    return sum(2 if character in "　\t" else 1 for character in blanks)
