"""What holds for quantities of every text."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarylint.numbers import quantities, unfilled

WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
DIGITS = "零一二三四五六七八九"
PIECES = [
    *"0123456789０９一二两三十百千万亿零半成几数余多近约超过不足以上左右个件人年月日元%％‰.,，-—至到/点分之翻番倍第“”（）+$¥x×_\n ",
    "twenty ", "three", " cases", "about ", "half", " to ", "million ", "公里", "百分之", "个百分点", "2023年", "12345热线", "xx",
]  # fmt: skip
mixed = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def chinese(number: int) -> str:
    """A number below 10 ** 8 as it is spelled out: 10305 is 一万零三百零五."""
    high, low = divmod(number, 10**4)
    if not high:
        return section(low)
    if not low:
        return f"{section(high)}万"
    return f"{section(high)}万{'零' if low < 1000 else ''}{section(low)}"


def section(number: int) -> str:
    """A number below 10 ** 4."""
    spelled, gap = "", False
    for weight, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, weight)
        if digit:
            spelled += ("零" if gap and spelled else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return spelled


@given(mixed)
def test_quantities_lie_in_the_text_in_order_and_apart(text):
    stop = 0
    for quantity in quantities(text):
        assert stop <= quantity.start <= quantity.number_start < quantity.number_end <= quantity.end <= len(text)
        assert quantity.high is None or quantity.low <= quantity.high
        assert quantity.low <= quantity.value
        assert quantity.high is None or quantity.value <= quantity.high
        assert quantity.ulp > 0
        assert not (quantity.hard and (quantity.approximate or quantity.low != quantity.high))
        stop = quantity.end


@given(mixed, st.data())
def test_a_part_of_a_text_is_read_without_leaving_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for quantity in quantities(text, start, end):
        assert start <= quantity.start < quantity.end <= end


@given(mixed)
def test_unfilled_numbers_lie_in_the_text(text):
    for blank in unfilled(text):
        assert 0 <= blank.start < blank.end <= len(text)
        assert blank.unit
        assert blank.digits is None or blank.digits > 0


@given(
    st.integers(0, 10**9),
    st.integers(0, 999),
    st.sampled_from(["个", "万元", "%", "公里", "亿斤", "余件"]),
    st.booleans(),
)
def test_full_width_digits_read_like_half_width_ones(number, decimals, unit, has_decimals):
    digits = f"{number}.{decimals}" if has_decimals else str(number)
    half, full = f"新增{digits}{unit}。", f"新增{digits.translate(WIDE)}{unit}。"
    assert quantities(half)
    assert quantities(full) == quantities(half)


@given(st.integers(1000, 10**12), st.sampled_from(["个", "万元", "公里"]))
def test_separators_change_no_value(number, unit):
    plain, grouped = quantities(f"共{number}{unit}"), quantities(f"共{number:,}{unit}")
    assert [quantity.value for quantity in plain] == [quantity.value for quantity in grouped]
    assert [quantity.value for quantity in quantities(f"共{number:,}{unit}".replace(",", "，"))] == [plain[0].value]


@given(st.integers(3, 10**8 - 1), st.sampled_from(["个", "名", "件", "项"]))
def test_numerals_read_like_digits(number, unit):
    (spelled,) = quantities(f"共有{chinese(number)}{unit}。")
    (printed,) = quantities(f"共有{number}{unit}。")
    assert spelled.value == printed.value == number
    assert spelled.unit == printed.unit


@given(st.integers(1, 9999), st.integers(1, 4), st.sampled_from(["元", "亩", "吨", "人"]))
def test_a_scale_is_a_power_of_ten(number, zeros, unit):
    (scaled,) = quantities(f"共{number}万{unit}")
    (plain,) = quantities(f"共{number * 10**4}{unit}")
    assert scaled.value == plain.value
    assert scaled.low < plain.value < (scaled.high or 0)


@given(
    st.integers(1, 9999),
    st.sampled_from(
        ["近{}个", "约{}个", "超过{}个", "不足{}个", "{}余个", "{}个左右", "{}个以上", "至少{}个", "约{}余个"]
    ),
)
def test_an_approximator_only_widens(number, form):
    (quantity,) = quantities(form.format(number))
    assert quantity.approximate
    assert quantity.low <= number
    assert quantity.high is None or quantity.high >= number


@given(st.integers(1, 99), st.integers(1, 99))
def test_a_range_holds_both_its_ends(low, step):
    (quantity,) = quantities(f"每村{low}—{low + step}个")
    assert (quantity.low, quantity.high) == (Fraction(low), Fraction(low + step))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "一",
        "1,",
        "1，",
        "约",
        "twenty ",
        "百",
        "1 111 ",
        "1-",
        "1万",
        "翻",
        "半",
        "百分之",
        "one hundred and ",
        "近1",
        "x",
        "_",
        "1.",
        "一至",
        "三点",
    ],
)
def test_long_texts_of_one_piece_come_to_an_end(piece):
    for size in (10_000, 100_000):
        text = piece * (size // len(piece))
        assert len(quantities(text)) <= size
        assert sum(1 for _ in unfilled(text)) <= size
