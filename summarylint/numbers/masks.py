"""Numbers that were not filled in: xx件, x.x亿元, 1x个, __个, XX%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarylint.numbers.endings import ending
from summarylint.numbers.english import noun_of
from summarylint.numbers.listing import listed
from summarylint.numbers.types import Blank
from summarylint.patterns import Pattern

_MASKS = "xXｘＸ×＊*△□○"
_UNFILLED = Pattern(
    rf"(?<![A-Za-z0-9０-９._＿{_MASKS}])"
    rf"(?:([0-9０-９]{{0,6}}[{_MASKS}]{{1,8}}(?:[.．,，][{_MASKS}0-9０-９]{{1,6}})?)|[0-9]{{0,6}}[_＿]{{1,40}}|[（(][ 　]{{1,20}}[）)])"
    r"[余多]?(?:万亿|千万|百万|亿|万|千(?![米克瓦伏])|百(?!分))?"
)
_NOUN = Pattern(r"(?: (?:thousand|million|billion))? ([a-z]{3,})")
_PLACES = frozenset(listed("省 市 县 区 乡 镇 村 国 社区 乡镇 街道 县区 区县 院 校 馆 站 局"))
"""Behind letters alone these belong to a name that was left out: xx镇."""


def unfilled(text: str, start: int, end: int) -> Iterator[Blank]:
    """The unfilled numbers of `text[start:end]` that have a unit behind them, or a noun in English."""
    for match in _UNFILLED.compiled.finditer(text, start, end):
        name, last = _counted(text, match, end)
        if name and not (name in _PLACES and match[0][0] in _MASKS):
            masked = sum(character in _MASKS for character in match[1] or "")
            yield Blank(match.start(), last, name, masked or None)


def _counted(text: str, match: re.Match[str], end: int) -> tuple[str, int]:
    found = ending(text, match.end(), end)
    if found.unit is not None and found.unit.name:
        return found.unit.name, found.end
    noun = _NOUN.match(text, match.end(), end) if match[1] and match[0][0] in "xX" else None
    return (noun_of(noun[1]), noun.end()) if noun else ("", match.end())
