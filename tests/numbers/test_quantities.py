"""The table of expressions, and what no row of it can show."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from summarylint.numbers import quantities, same_unit, unfilled

TABLE = Path(__file__).with_name("expressions.tsv")


def rows():
    """Each row of the table: its text without the marks, what it must hold, and its line as the id."""
    for number, line in enumerate(TABLE.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# ") or not line:
            continue
        text, *columns = line.split("\t")
        start, end = text.find("[["), text.find("]]") - 2
        plain = text.replace("[[", "").replace("]]", "")
        expected = []
        if start >= 0:
            value, low, high, unit, kind = columns
            bound = None if high == "inf" else Fraction(high)
            expected = [(start, end, Fraction(value), Fraction(low), bound, unit, kind)]
        yield pytest.param(plain, expected, id=f"{number}-{plain}")


@pytest.mark.parametrize(("text", "expected"), list(rows()))
def test_a_text_holds_the_quantity_that_is_marked_and_no_other(text, expected):
    assert [tuple(quantity)[:7] for quantity in quantities(text)] == expected


def test_the_table_is_large_enough_to_mean_something():
    table = [row.values[1] for row in rows()]
    assert len(table) >= 320
    assert sum(not expected for expected in table) >= 80


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("党员45名，其中女党员12名", ["45名", "12名"]),
        ("由2552万辆增至3230万辆，增长26.6%", ["2552万辆", "3230万辆", "26.6%"]),
        ("男女各85人、46人", ["85人", "46人"]),
        ("从100到120个", ["100", "120个"]),
        ("从三到五个", ["五个"]),
        ("Of the 84 cases, four closed", ["84 cases"]),
        ("10 cases in total: 4 closed, 3 pending, 3 transferred", ["10 cases", "4", "3", "3"]),
        ("rose from 120 to 150 cases", ["120", "150 cases"]),
        ("2023年完成12项、3月完成5项", ["12项", "5项"]),
        ("抽检200批次，合格196批次，合格率98.0%", ["200批次", "196批次", "98.0%"]),
        ("金牌10枚、银牌8枚、铜牌6枚，共24枚", ["10枚", "8枚", "6枚", "24枚"]),
        ("分别占1.12%、82.72%和16.16%", ["1.12%", "82.72%", "16.16%"]),
    ],
)
def test_quantities_come_in_order(text, found):
    assert [text[quantity.start : quantity.end] for quantity in quantities(text)] == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("近300余件", "300"), ("大约一百二十名", "一百二十"), ("3-5个", "3-5"), ("约1.2万余人", "1.2"), ("3万5千人", "3万5千"),
        ("至少ten", None), ("about twenty-three cases", "twenty-three"), ("$3.2 million", "3.2"), ("百分之六十", "百分之六十"),
        ("-3.5%", "3.5"), ("上千人", "上千"), ("翻两番", "两"),
    ],
)  # fmt: skip
def test_the_number_itself_leaves_out_approximators_signs_and_units(text, number):
    spans = [text[quantity.number_start : quantity.number_end] for quantity in quantities(text)]
    assert spans == ([] if number is None else [number])


@pytest.mark.parametrize(
    ("text", "hard", "approximate", "ulp"),
    [
        ("35个", True, False, "1"),
        ("三十五项", True, False, "1"),
        ("1.2万人", False, False, "1000"),
        ("120万元", False, False, "10000"),
        ("一百五十万元", False, False, "100000"),
        ("近300件", False, True, "1"),
        ("98.5%", False, False, "1/10"),
        ("3.25公里", False, False, "10"),
        ("3至5个", False, True, "1"),
        ("thirty-five cases", True, False, "1"),
    ],
)
def test_precision_is_that_of_the_last_digit_printed(text, hard, approximate, ulp):
    (quantity,) = quantities(text)
    assert (quantity.hard, quantity.approximate, quantity.ulp) == (hard, approximate, Fraction(ulp))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("3人", "5名", True),
        ("3件", "5起", True),
        ("3场", "5场次", True),
        ("3辆", "5台", True),
        ("3亩", "5公顷", True),
        ("3吨", "5公斤", True),
        ("3亿元", "5万元", True),
        ("3%", "5‰", True),
        ("3个", "5家", False),
        ("3个", "5项", False),
        ("3家", "5户", False),
        ("3%", "5个百分点", False),
        ("3倍", "5%", False),
        ("3 people", "5 persons", True),
        ("3 people", "5 staff", False),
        ("3元", "5美元", False),
    ],
)
def test_quantities_compare_by_unit(one, other, same):
    (first,), (second,) = quantities(one), quantities(other)
    assert same_unit(first, second) is same
    assert same_unit(second, first) is same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办结xx件", [("xx件", "件", 2)]),
        ("投资x.x亿元", [("x.x亿元", "元", 2)]),
        ("完成__个", [("__个", "个", None)]),
        ("达标率XX%", [("XX%", "%", 2)]),
        ("培训××人", [("××人", "人", 2)]),
        ("新增1x个", [("1x个", "个", 1)]),
        ("慰问（  ）户", [("（  ）户", "户", None)]),
        ("走访xx余户", [("xx余户", "户", 2)]),
        ("We closed xx cases", [("xx cases", "case", 2)]),
        ("走访35户", []),
        ("max 5 cases", []),
        ("3×5米", []),
        ("xx镇", []),
    ],
)
def test_unfilled_numbers_are_found_by_the_unit_behind_them(text, expected):
    found = [(text[blank.start : blank.end], blank.unit, blank.digits) for blank in unfilled(text)]
    assert found == expected
    assert not any(
        quantity.start < blank.end and blank.start < quantity.end
        for quantity in quantities(text)
        for blank in unfilled(text)
    )


def test_only_the_part_asked_for_is_read():
    text = "共35个，其中新建12个"
    assert [quantity.start for quantity in quantities(text, 5)] == [9]
    assert [quantity.start for quantity in quantities(text, 0, 5)] == [1]
    assert quantities(text, 2, 3)[0].value == 5


def test_the_package_imports_no_fractions_until_there_is_a_text():
    code = "import sys, summarylint.numbers; print('fractions' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.stdout.strip() == "False"
