"""Numerals that count items: 一 to 九十九, two to ten, and the marks that number lines and clauses."""

from __future__ import annotations

from typing import NamedTuple

from summarylint.model import Block
from summarylint.patterns import Pattern

_DIGITS = "一二三四五六七八九"
NUMERAL = "[一二三四五六七八九十]{1,3}"
_ENGLISH = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_MARK = Pattern(
    rf"[#*\s　]{{0,6}}(?:第(?P<chapter>{NUMERAL})章|第(?P<division>{NUMERAL})部分|(?P<chinese>{NUMERAL})、|[（(](?P<bracketed>{NUMERAL})[）)]"
    rf"|(?P<clause>{NUMERAL})(?:是|要)(?=[^否非])|第(?P<ordinal>{NUMERAL})[，,、]|(?P<case>案例)(?P<of_case>{NUMERAL}|\d{{1,2}})"
    r"|(?P<arabic>[0-9０-９]{1,2})(?:[.．](?![0-9０-９])|、)|[（(](?P<item>[0-9０-９]{1,2})[）)]|(?P<circled>[①②③④⑤⑥⑦⑧⑨⑩]))"
)
LEVELS = ("chapter", "division", "chinese", "bracketed", "arabic", "item", "circled", "clause", "ordinal", "case")
"""Forms of marks, from the highest to those that may stand under any; the last three nest in none."""


class Mark(NamedTuple):
    """The number that opens a block."""

    start: int
    end: int
    form: str
    number: int


def mark_of(prose: str, block: Block) -> Mark | None:
    """The number that a block opens with; None where it opens with none."""
    match = _MARK.match(prose, block.start, block.end)
    if match is None:
        return None
    form = match.lastgroup or ""
    numeral = match["of_case"] if match["case"] else match[form]
    number = "①②③④⑤⑥⑦⑧⑨⑩".find(numeral) + 1 if form == "circled" else number_of(numeral)
    form = "case" if match["case"] else form
    start = match.start() + len(match[0]) - len(match[0].lstrip("#* 　\t\n"))
    return Mark(start, match.end(), form, number)


def number_of(numeral: str) -> int:
    """The value of 十二, 12, １２ or twelve; 0 for another word."""
    numeral = numeral.translate(_FULL_WIDTH)
    if numeral.isascii():
        return int(numeral) if numeral.isdecimal() else _ENGLISH.get(numeral.lower(), 0)
    numeral = numeral.replace("两", "二")
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _DIGITS.find(numeral) + 1 if len(numeral) == 1 else 0
    return (_DIGITS.find(tens) + 1 if tens else 1) * 10 + (_DIGITS.find(ones) + 1 if ones else 0)


def numeral_of(number: int) -> str:
    """一 to 九十九."""
    tens, ones = divmod(number, 10)
    lead = ("" if tens < 2 else _DIGITS[tens - 1]) + "十" if tens else ""
    return lead + (_DIGITS[ones - 1] if ones else "")
