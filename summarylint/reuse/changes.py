"""What a copyist changed in a passage: numbers, names, words left blank, punctuation, or other words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

_ORDER = ("names", "numbers", "blanks", "punctuation", "words")
_NUMBER = re.compile(r"[\d０-９.．,，%％一二三四五六七八九十百千万亿两零〇几余多近约]+")
_BLANK = re.compile(r"[xXｘＸ×*＊○□△_＿]+")
_ENDS_OF_NAMES = re.compile(r"[省市县区镇乡村局委办厅院校社组站所队部会司馆中心街道]|同志|书记|主任")
_LONGEST_NAME, _BEHIND = 6, 3


def kinds_of_change(mine: str, other: str) -> list[str]:
    """The kinds of what differs between two texts of a passage, as codes in a fixed order; empty where nothing does."""
    found = {_kind(*change) for change in _changes(mine, other)}
    return [kind for kind in _ORDER if kind in found]


def _changes(mine: str, other: str) -> Iterator[tuple[str, str, str]]:
    """What stands in one text in place of what in the other, and the characters behind."""
    at = other_at = 0
    for block in Levenshtein.editops(mine, other).as_matching_blocks():
        if block.a > at or block.b > other_at:
            yield mine[at : block.a].strip(), other[other_at : block.b].strip(), mine[block.a : block.a + _BEHIND]
        at, other_at = block.a + block.size, block.b + block.size


def _kind(mine: str, other: str, behind: str) -> str:
    both = mine + other
    if not any(character.isalnum() for character in both):
        return "punctuation"
    if _NUMBER.fullmatch(both):
        return "numbers"
    if (mine and _BLANK.fullmatch(mine)) or (other and _BLANK.fullmatch(other)):
        return "blanks"
    if 0 < len(mine) <= _LONGEST_NAME and 0 < len(other) <= _LONGEST_NAME and _ENDS_OF_NAMES.search(behind):
        return "names"
    return "words"
