"""What stands around a run of marks, and what it makes of them: a number, a name, a date, or nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from summarylint.blanks.types import Words
from summarylint.patterns import Pattern

CHINESE = "\u3400-\u4dbf\u4e00-\u9fff"
NUMERALS = "一二三四五六七八九十百千零〇两"

_BEFORE_NUMBER = Pattern(
    "(?:[近超约共达第仅逾每满]|先后|累计|共计|合计|总计|达到|超过|多达|将近|不足|至少|为期|高达|提高|下降|增长|[上新]增|同比|完成)$"
)


_DATE = Pattern(
    "[ 　]?(?:年(?![级轮画糕货味龄])|月(?![亮饼嫂季球])|日(?![报常用语本子化托])|[号](?=[以之]?前|起|至|到|上午|下午|[，。、）)]))"
)
_UNIT = Pattern(r"[%％‰℃㎡㎥°]|(?:km|kg|cm|mm|ml|kW|MW|GW|GB|TB|kWh|m|t|g|h|V|A)(?:[²³23])?(?![A-Za-z0-9])")
_SOME = frozenset("余多来几")


class _Vocabulary(NamedTuple):
    """Words by which to judge what follows a run: sets, as an expression for 700 words takes 8 ms to compile."""

    counters: frozenset[str]
    not_counters: frozenset[str]
    places: frozenset[str]
    longest: int


@lru_cache(maxsize=8)
def _vocabulary(words: Words) -> _Vocabulary:
    lists = (words.counters, words.not_counters, words.places)
    longest = max((len(word) for words_of_list in lists for word in words_of_list), default=0)
    counters, not_counters, places = map(frozenset, lists)
    return _Vocabulary(counters, not_counters, places, longest)


def kind_after(text: str, end: int, words: Words) -> str:
    """What the text from `end` on makes of a run before it: number, date, place, other (Chinese) or none."""
    if _DATE.match(text, end):
        return "date"
    known = _vocabulary(words)
    at = end + (text[end : end + 1] in (" ", "　"))
    if _is_number_before(text, at, known):
        return "number"
    if _starts_with(known.places, text, at, known.longest):
        return "place"
    return "other" if is_chinese(text[end : end + 1]) else "none"


def unit_after(text: str, at: int, words: Words) -> int:
    """The length of the longest unit or measure word that stands at `at`; 0 where none does."""
    unit = _UNIT.match(text, at)
    if unit:
        return unit.end() - at
    known = _vocabulary(words)
    lengths = range(min(known.longest, len(text) - at), 0, -1)
    return next((length for length in lengths if text[at : at + length] in known.counters), 0)


def _is_number_before(text: str, at: int, known: _Vocabulary) -> bool:
    if _UNIT.match(text, at):
        return True
    if _starts_with(known.not_counters, text, at, known.longest):
        return False
    if text[at : at + 1] in _SOME:
        after = at + 1
        if after < len(text) and (is_chinese(text[after]) or text[after] in "（(，。、；") and text[at] in "余多":
            return True
        return _starts_with(known.counters, text, after + (text[after : after + 1] in (" ", "　")), known.longest)
    return _starts_with(known.counters, text, at, known.longest)


def _starts_with(vocabulary: frozenset[str], text: str, at: int, longest: int) -> bool:
    return any(text[at : at + length] in vocabulary for length in range(1, longest + 1))


def before_number(text: str, start: int) -> bool:
    """Whether the words before a run announce a number: 近, 共, 累计, 第."""
    return _BEFORE_NUMBER.search(text[max(0, start - 4) : start].rstrip()) is not None


def is_chinese(character: str) -> bool:
    """Whether a character is a Chinese one; an empty string is not."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def is_latin_or_digit(character: str) -> bool:
    """Whether a character is an ASCII letter or digit; an empty string is not."""
    return character.isascii() and character.isalnum()
