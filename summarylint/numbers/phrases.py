"""Where a Chinese numeral and a measure word are no count: an article, an ordinal, a slogan in quotes."""

from __future__ import annotations

from summarylint.numbers.listing import listed
from summarylint.numbers.units import ARTICLE_WITH, NOT_AFTER_ONE_CHARACTER

_CASES = tuple("案事典因刑盗诈火交较重违特涉信安伤生")
"""What follows 一起 where it counts a case; elsewhere it means together."""
_TWO_OF = frozenset(listed("人 名 位 元 亩 斤 年 度 吨 米"))
"""What 二 may count; before others it is an ordinal, and two are 两: 二期, 二轮."""
_SESSIONS, _MEETINGS = frozenset("届大委会协"), frozenset("会全常执代委")
"""十九届五次全会, 十四届全国人大一次会议: sessions are numbered."""
_NO_SHARE = frozenset("立为功员果效绩本长就都熟交分型品套千百年人了群片组网链语份家")
"""What makes another word of 成: 三成立, 两成果."""
_QUOTES = {"“": "”", "‘": "’", '"': '"', "「": "」", "《": "》", "『": "』"}
_CLOSING = frozenset(_QUOTES.values())
_LONGEST_SLOGAN = 12
_NO_COUNT_OF_ONE = frozenset("第每同这那某另唯统单专之进下上前后首头任新又再逐哪万其有近合归如为划率")
_NO_COUNT_OF_FEW = frozenset("这那前后近头哪每没")


def points_at(numeral: str, before: str) -> bool:
    """Whether the character before 一 or 几 makes it point at something or part of a word: 这一年, 进一步, 前几天."""
    if numeral == "一":
        return before in _NO_COUNT_OF_ONE
    return numeral == "几" and before in _NO_COUNT_OF_FEW


def is_phrase(text: str, numeral: str, at: int, end: int, before: str) -> bool:
    """Whether `numeral`, behind `before`, and the measure word at `at` to `end` are a set phrase or a slogan."""
    word, behind = text[at:end], text[end : end + 1]
    if numeral == "一":
        if word == "起":
            return not text.startswith(_CASES, end)
        # 一县一策 and 一个个 hand out, and count nothing.
        if word in ARTICLE_WITH or behind == "一" or text.startswith(word, end):
            return True
    elif numeral == "二" and word not in _TWO_OF:
        return True
    if word == "分" and before in ("时", "点"):
        return True
    if word == "次" and before in _SESSIONS and behind in _MEETINGS:
        return True
    if len(numeral) == 1 and word in NOT_AFTER_ONE_CHARACTER:
        return True
    if word[:1] == "成" and behind in _NO_SHARE:
        return True
    if word == "起" and behind in ("来", "步", "点"):
        return True
    # “四个意识”, “复工复产十条”
    closing = _QUOTES.get(before)
    return behind in _CLOSING or (closing is not None and text.find(closing, end, end + _LONGEST_SLOGAN) >= 0)
