"""Gaps where a value belongs: blanks before a unit, and labels with nothing behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarylint.blanks.context import before_number, is_chinese, kind_after, unit_after
from summarylint.blanks.labels import is_label
from summarylint.blanks.types import Blank, Words
from summarylint.patterns import HAN, Literals, Pattern, any_of, lines_with

_BEFORE_UNIT = Pattern(rf"(?<={HAN})[ 　]{{2,60}}(?=[^\s\x00-\x24\x26-\xff])", triggers=("  ", "　　", " 　", "　 "))
_BEHIND_COLON = Pattern(r"(?<=[：:])[ 　]{1,40}(?=[^\s\x00-\x24\x26-\xff])", triggers=("： ", "：　", ": ", ":　"))
_IN_CELL = Pattern(r"(?<=\t)(?:　{1,20}|[ 　]{2,40})(?=[^\s])", triggers=("\t　", "\t  "))
_FILE_NUMBER = Pattern("(?<=[〕］\\]])[ 　]{1,20}(?=号)", triggers=("〕 ", "〕　", "］ ", "］　", "] ", "]　"))
_ENDS = frozenset("，。、；：）)！,;.")
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
    for match in _BEHIND_COLON.finditer(text):
        start, end = match.span()
        if kind_after(text, end, words) == "number" and text[start - 3 : start - 1] != "单位":
            behind = text[end + unit_after(text, end, words) :][:1]
            if not behind or behind in _ENDS or behind == "\n":
                yield Blank(start, end, "line", "number")
    for match in _IN_CELL.finditer(text):
        length = unit_after(text, match.end(), words)
        if length and text[match.end() + length : match.end() + length + 1] in ("", "\t", "\n"):
            yield Blank(match.start(), match.end(), "line", "number")
    for match in _FILE_NUMBER.finditer(text):
        if re.search(r"[〔［\[]\d{4}$", text[max(0, match.start() - 6) : match.start() - 1]):
            yield Blank(match.start(), match.end(), "line", "number")
    if words.labels:
        yield from _behind_labels(text, words)
        yield from _bare_labels(text, words)


def _doubt(text: str, start: int, end: int, words: Words) -> int | None:
    """How much doubt there is that a gap between Chinese words is a number; None where it is none."""
    if kind_after(text, end, words) != "number":
        return None
    announced = before_number(text, start) or _LEAD.search(text[max(0, start - 4) : start]) is not None
    if not announced and not is_chinese(text[start - 2 : start - 1]):
        # 张　　元 is a name, and 工  作  组 a title set wide.
        return None
    length = unit_after(text, end, words)
    behind = text[end + length : end + length + 2]
    if behind in _LIMITS or (behind and behind[0] in _ENDS):
        return 0
    if not behind or behind[0] in "\n \t　":
        return 0 if announced and length > 1 else 2 if length > 1 else None
    return 0 if announced or length > 1 else None


_TO_SIGN = Pattern(r"签[字名章]|盖章|公章|审[批核阅]|批准|(?i:signature|signed)")
_FAR = 100
_SIGNED = r"(?:[（(](?:签[字名章]|盖章|公章)[）)])?"


@lru_cache(maxsize=8)
def _labels(labels: tuple[str, ...]) -> Pattern:
    """A label with its colon, and the blanks behind it."""
    return Pattern(
        rf"(?<![A-Za-z])({any_of(labels)}){_SIGNED}[ 　]{{0,8}}(?:：|: ?)([ 　\t]{{0,60}})(?=[^ 　\t]|\Z)",
        (*(colon + behind for colon in "：:" for behind in "　\t，。；,;）)"), "： ", ":  "),
        by_line=True,
    )


def _behind_labels(text: str, words: Words) -> Iterator[Blank]:
    """Labels behind which the line ends, the next label comes, or a mark that ends a clause."""
    pattern = _labels(words.labels)
    empty_at = -_FAR
    """Where a label before was found to be empty."""
    for match in pattern.finditer(text):
        start, end = match.span(2)
        behind = text[end : end + 1]
        wide = sum(2 if character in "　\t" else 1 for character in match[2])
        line = max(text.rfind("\n", max(0, start - _FAR), start) + 1, start - _FAR)
        if behind in ("", "\n"):
            empty = wide > 2 or line <= empty_at
        elif behind in "，。；,;）)":
            empty = True
        else:
            empty = wide > 0 and pattern.match(text, end) is not None
        if not empty:
            continue
        empty_at = start
        signed = _TO_SIGN.search(_line_around(text, start, end)) is not None
        if wide > 1:
            yield Blank(start, end, "line", "unknown", doubt=int(signed))
        else:
            yield Blank(match.start(1), match.end(1), "line", "unknown", doubt=int(signed))


def _line_around(text: str, start: int, end: int) -> str:
    """The line that holds a place, or as much of it as is near."""
    return text[max(0, start - _FAR) : start].rpartition("\n")[2] + text[end : end + _FAR].partition("\n")[0]


_COLON_AT_END = Literals(("：\n", ":\n"))
_LONGEST_LINE = 20


def _bare_labels(text: str, words: Words) -> Iterator[Blank]:
    """Labels that are all of their line, where the next line is no answer but one more label; that is in doubt."""
    for start, end in lines_with(_COLON_AT_END, text):
        line = text[start:end]
        if len(line) <= _LONGEST_LINE and is_label(line, words.labels):
            following = text[end : end + _LONGEST_LINE * 2].lstrip()
            label = re.split("[：:\n]", following, maxsplit=1)
            if len(label) > 1 and following[len(label[0])] in "：:" and is_label(label[0], words.labels):
                first = start + len(line) - len(line.lstrip())
                yield Blank(first, first + len(line.strip().rstrip("：:")), "line", "unknown", doubt=2)
