"""What stands around a run of marks, and what it makes of them: a number, a name, a date, or nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from summarylint.blanks.types import Words
from summarylint.patterns import any_of

CHINESE = "\u3400-\u4dbf\u4e00-\u9fff"
NUMERALS = "一二三四五六七八九十百千零〇两"

_BEFORE_NUMBER = re.compile("(?:[近超约共达第仅逾每满]|先后|累计|共计|合计|总计|达到|超过|多达|将近|不足|至少|为期|高达|提高|下降|增长|[上新]增|同比|完成)$")


class After(NamedTuple):
    """Expressions for what follows a run, made of one vocabulary."""

    date: re.Pattern[str]
    number: re.Pattern[str]
    not_number: re.Pattern[str]
    place: re.Pattern[str]


@lru_cache(maxsize=8)
def after(words: Words) -> After:
    """The expressions for one vocabulary."""
    return After(
        date=re.compile(
            "[ 　]?(?:年(?![级轮画糕货味龄])|月(?![亮饼嫂季球])|日(?![报常用语本子化托])|[号](?=[以之]?前|起|至|到|上午|下午|[，。、）)]))"
        ),
        number=re.compile(
            rf"[ 　]?[余多来几]?[ 　]?(?:{any_of(words.counters)}|[%％‰℃㎡㎥°])"
            r"|[ ]?(?:km|kg|cm|mm|ml|kW|MW|GW|GB|TB|kWh|m|t|g|h|V|A)(?:[²³23])?(?![A-Za-z0-9])"
            rf"|[余多](?=[{CHINESE}（(，。、；])"
        ),
        not_number=re.compile(f"[ 　]?{any_of(words.not_counters)}"),
        place=re.compile(f"[ 　]?{any_of(words.places)}"),
    )


def kind_after(text: str, end: int, words: Words) -> str:
    """What the text from `end` on makes of a run before it: number, date, place, other (Chinese) or none."""
    known = after(words)
    if known.date.match(text, end):
        return "date"
    if known.number.match(text, end) and not known.not_number.match(text, end):
        return "number"
    if known.place.match(text, end):
        return "place"
    following = text[end : end + 1]
    return "other" if is_chinese(following) else "none"


def before_number(text: str, start: int) -> bool:
    """Whether the words before a run announce a number: 近, 共, 累计, 第."""
    return _BEFORE_NUMBER.search(text[max(0, start - 4) : start].rstrip()) is not None


def is_chinese(character: str) -> bool:
    """Whether a character is a Chinese one; an empty string is not."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def is_latin_or_digit(character: str) -> bool:
    """Whether a character is an ASCII letter or digit; an empty string is not."""
    return character.isascii() and character.isalnum()
