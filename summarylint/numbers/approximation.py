"""Words that make a number vague, and how far: they only ever widen an interval.

The shares are conventions: 近 reaches 15 % down, 约 10 % to either side; 余 and 多 add up to one in the last
digit that is not zero.
"""

from __future__ import annotations

from fractions import Fraction

from summarylint.numbers.listing import listed

ABOUT, NEAR, OVER, UNDER, SOME = "about", "near", "over", "under", "some"

BEFORE = {
    "约": ABOUT, "大约": ABOUT, "大概": ABOUT, "约为": ABOUT, "约有": ABOUT, "大致": ABOUT, "估计": ABOUT,
    "近": NEAR, "将近": NEAR, "接近": NEAR, "近乎": NEAR,
    "超": OVER, "超过": OVER, "超出": OVER, "逾": OVER, "突破": OVER, "高于": OVER, "多于": OVER, "大于": OVER, "不少于": OVER,
    "不低于": OVER, "不小于": OVER, "不下": OVER, "不下于": OVER, "至少": OVER, "最少": OVER, "最低": OVER, "起码": OVER, "不亚于": OVER,
    "不足": UNDER, "不到": UNDER, "未满": UNDER, "未达": UNDER, "不满": UNDER, "低于": UNDER, "少于": UNDER, "小于": UNDER,
    "不超过": UNDER, "不超": UNDER, "不多于": UNDER, "不高于": UNDER, "不大于": UNDER, "最多": UNDER, "至多": UNDER, "未超过": UNDER,
    "不突破": UNDER, "最高": UNDER,
}  # fmt: skip
"""Chinese words right before a number."""
NOT_BEFORE = frozenset(
    listed(
        "节约 签约 条约 履约 预约 邀约 集约 违约 契约 特约 和约 解约 续约 制约 租约 附近 最近 临近 就近 邻近 亲近 远近 靠近 新近 贴近 "
        "走近 赶超 反超 高超 英超 中超 班超"
    )
)
"""Words that end as an approximator does and are none: 节约500万元."""
BEHIND = {
    "左右": ABOUT, "上下": ABOUT, "以上": OVER, "之上": OVER, "开外": OVER, "以下": UNDER, "以内": UNDER, "之内": UNDER,
    "有余": SOME, "出头": SOME, "之多": "", "多": SOME, "余": SOME,
}  # fmt: skip
"""Chinese words right behind the unit."""
MIDDLE = {"余": SOME, "多": SOME, "来": ABOUT, "几": SOME}
"""Between number and unit."""
_LAST = frozenset(word[-1] for word in BEFORE)
_FIRST = frozenset(word[0] for word in BEHIND)
_LONGEST = max(map(len, BEFORE))


def before(text: str, at: int, start: int) -> tuple[str, int]:
    """The sense of the approximator that ends at `at`, and where it starts; '' and `at` if there is none."""
    end = at - 1 if text[at - 1 : at] == " " and at > start else at
    if end <= start or text[end - 1] not in _LAST:
        return "", at
    for length in range(min(_LONGEST, end - start), 0, -1):
        sense = BEFORE.get(text[end - length : end])
        if sense is not None:
            if length == 1 and text[max(end - 2, start) : end] in NOT_BEFORE:
                return "", at
            return sense, end - length
    return "", at


def behind(text: str, at: int, end: int) -> tuple[str, int]:
    """The sense of the approximator that starts at `at`, and where it ends; '' and `at` if there is none."""
    if at >= end or text[at] not in _FIRST:
        return "", at
    for length in (2, 1):
        sense = BEHIND.get(text[at : at + length])
        if sense is not None and at + length <= end:
            if length == 1 and text[at + 1 : at + 2] in _GOES_ON:
                return "", at
            return sense, at + length
    return "", at


_GOES_ON = frozenset("样元种次方数项年边达层点少地级家个名人位于额热值量化劲")
"""What makes another word of 多 or 余 behind a unit: 3个多样化, 5年多次."""


def widen(low: Fraction, high: Fraction, weight: Fraction, senses: list[str]) -> tuple[Fraction, Fraction | None]:
    """The least interval that holds `low` to `high` and all that the senses allow; None for no upper bound."""
    least, most, bounded = low, high, True
    for sense in senses:
        if sense == ABOUT:
            least, most = min(least, low - abs(low) / 10), max(most, high + abs(high) / 10)
        elif sense == NEAR:
            least = min(least, low - abs(low) * 3 / 20)
        elif sense == SOME:
            most = max(most, high + weight)
        elif sense == UNDER:
            least = min(least, Fraction(0))
        else:
            bounded = False
    return least, most if bounded else None
