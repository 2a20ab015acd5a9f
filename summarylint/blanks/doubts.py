"""Runs of marks once all of a text are known: those it only speaks of, and what their labels say they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarylint.blanks.labels import kind_by_label
from summarylint.blanks.types import Blank
from summarylint.patterns import Pattern

_MENTION = Pattern("字样|占位|符号|漏改|未改|残留|遗漏|没改|套用|写作|写成|罗马数字")
_AROUND = 30
_FORM = Pattern("格式|样式|式样|模板|范本|范例|样表|样本|示例|句式|体例|命名")
_BESIDE = 8
_QUOTATION_MARKS = (("“", "”"), ("‘", "’"), ("《", "》"), ("〈", "〉"))
_LONGEST_QUOTATION = 80

_CODE_NAME = re.compile("”?(?:专案|案)(?:”|专班|专案|$)")
_CLOTHES = Pattern("[级码号]?.{0,3}(?:工作服|防护服|校服|制服|服装|[衣裤鞋帽]|手套)")
_PLATE = Pattern("[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•‧.]?$")
_SPOKEN = frozenset("问答说喊叫骂讲")
_ENDS = frozenset("，、。；？！”’）)|\t\n,; 　")


def judged(text: str, found: Iterable[Blank]) -> Iterator[Blank]:
    """The blanks, in order; all that stand in a quotation are in doubt where one of them is."""
    blanks = sorted(found)
    quotations = [_quotation(text, blank) for blank in blanks]
    doubtful = {
        quotation
        for blank, quotation in zip(blanks, quotations, strict=True)
        if quotation is not None and _is_spoken_of(text, blank, *quotation)
    }
    for blank, quotation in zip(blanks, quotations, strict=True):
        if quotation in doubtful or _is_meant(text, blank):
            yield blank._replace(kind="name" if _CODE_NAME.match(text, blank.end) else blank.kind, doubt=2)
        else:
            yield blank._replace(kind=_kind(text, blank))


def _quotation(text: str, blank: Blank) -> tuple[int, int] | None:
    """The outermost quotation on its line that a blank stands in."""
    found = None
    first = max(0, blank.start - _LONGEST_QUOTATION)
    first = max(text.rfind("\n", first, blank.start) + 1, first)
    last = text.find("\n", blank.end, blank.end + _LONGEST_QUOTATION)
    last = blank.end + _LONGEST_QUOTATION if last < 0 else last
    for opening, closing in _QUOTATION_MARKS:
        start = text.rfind(opening, first, blank.start)
        end = text.find(closing, blank.end, last)
        is_open = start >= 0 and end >= 0 and text.find(closing, start, blank.start) < 0
        if is_open and (found is None or start < found[0]):
            found = start, end
    return found


def _is_spoken_of(text: str, blank: Blank, start: int, end: int) -> bool:
    """Whether a quotation shows how something is written: “××县××镇”格式, “XX”字样."""
    if text[blank.start - 1] in "“‘" and _MENTION.search(text, max(0, blank.start - _AROUND), blank.end + _AROUND):
        return True
    before = text[max(0, start - _BESIDE) : start].rpartition("\n")[2]
    return _FORM.search(before + text[start : end + 1 + _BESIDE].partition("\n")[0]) is not None


def _is_meant(text: str, blank: Blank) -> bool:
    """Whether marks stand for anybody or hide something on purpose: 有人问××, “××案”, 皖A·×××××, XXX级工作服."""
    start, end = blank.start, blank.end
    before, behind = text[start - 1 : start], text[end : end + 1]
    says = text[start - 2 : start - 1] if before == "“" else before
    if says in _SPOKEN and (not behind or behind in _ENDS) and text[start] in "×xX":
        return True
    if before in ("“", "‘") and _CODE_NAME.match(text, end):
        return True
    if text[start] in "XＸ" and end - start > 1 and _CLOTHES.match(text, end):
        return True
    return end - start > 2 and _PLATE.search(text[max(0, start - 3) : start]) is not None


def _kind(text: str, blank: Blank) -> str:
    """What the label of a blank says it is, where what stands behind it does not."""
    behind = text[blank.end : blank.end + 1]
    if blank.kind not in ("name", "unknown") or (behind and behind not in _ENDS):
        return blank.kind
    return kind_by_label(text, blank.start) or blank.kind
