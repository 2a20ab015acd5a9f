"""Labels of forms: what a colon, a cell beside or the head of a column says must stand in a place."""

from __future__ import annotations

from functools import lru_cache

from summarylint.patterns import Pattern

_NUMBER = Pattern(
    r"(?:电话|手机|手机号|传真|邮编|邮政编码|号码|人数|户数|次数|数量|金额|总额|投资|资金|经费|收入|产值|面积|里程|比例|占比|率)"
    r"(?:[（(][^（）()\n]{1,8}[）)])?$|(?i:phone|tel|telephone|mobile|fax|amount|budget|attendance)$"
    r"|[（(](?:[千百十]?[万亿]?(?:元|人|户|人次|亩|吨|平方米|立方米|公里|米)|个|家|次|场|件|项|名|条|%)[）)]$"
)
_DATE = Pattern("(?:日期|时间|年月)$|(?i:date)$")
_LONGEST = 20
_FARTHEST, _MOST_ROWS = 1_000, 30
"""Code points and rows looked at above a cell for the head of its column."""


def kind_by_label(text: str, start: int) -> str:
    """What the label of a run says it is: number, date or nothing; its label stands before it, or heads its column."""
    before = text[max(0, start - _LONGEST) : start].rstrip(" 　")
    kind = _kind(before.rstrip(":： 　"))
    if kind or before[-1:] not in ("\t", "|"):
        return kind
    return _kind(before.rstrip("\t| 　:：").rpartition("\t")[2]) or _kind(_head_of_column(text, start, before[-1]))


def _kind(label: str) -> str:
    return "number" if _NUMBER.search(label) else "date" if _DATE.search(label) else ""


def _head_of_column(text: str, start: int, bar: str) -> str:
    """The first cell of the column that a place is in; empty in a table too long to look through for each blank."""
    first = max(0, start - _FARTHEST)
    row = text.rfind("\n", first, start) + 1
    column = text.count(bar, max(row, first), start)
    top = row
    for _ in range(_MOST_ROWS):
        above = text.rfind("\n", first, max(top - 1, first)) + 1 or first
        if above >= top or text.find(bar, above, top) < 0:
            break
        top = above
    else:
        return ""
    if top == row or top == first > 0:
        return ""
    cells = text[top : text.find("\n", top)].split(bar, column + 1)
    return cells[column].strip(" 　") if len(cells) > column else ""


@lru_cache(maxsize=8)
def known(labels: tuple[str, ...]) -> frozenset[str]:
    """The labels, to look one up by its words without blanks, in lower case."""
    return frozenset(label.replace(" ", "").lower() for label in labels)


@lru_cache(maxsize=8)
def spelled(labels: tuple[str, ...]) -> frozenset[str]:
    """The labels in lower case."""
    return frozenset(label.lower() for label in labels)


@lru_cache(maxsize=8)
def longest(labels: tuple[str, ...]) -> int:
    """The length of the longest label."""
    return max(map(len, labels), default=0)


_BLANKS = str.maketrans("", "", " 　\xa0*")


def is_label(words: str, labels: tuple[str, ...]) -> bool:
    """Whether the words of a cell are a label, however they are spaced."""
    plain = words.translate(_BLANKS).rstrip(":：").lower()
    return plain in known(labels)
