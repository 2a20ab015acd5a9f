"""Text to units: what a copyist's usual changes leave alone, and where each unit stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarylint.reuse.normalise import normalise


def same(one, other):
    return normalise(one).codes.tolist() == normalise(other).codes.tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("共有１２３４人，合格", "共有5人合格"),
        ("共有十二人", "共有xx人"),
        ("共有××人", "共有1,250人"),
        ("D员干部", "党员干部"),
        ("ＡＢＣ平台", "abc 平台"),
        ("“三个一”机制；", "三个一机制"),
        ("The Cat, sat", "the cat sat"),
    ],
)
def test_width_case_punctuation_numbers_and_blanks_make_no_difference(one, other):
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("甲镇", "乙镇"), ("the cat", "the dog"), ("DD员", "党员"), ("x光机", "光机")]
)
def test_other_words_make_one(one, other):
    assert not same(one, other)


def test_a_word_is_two_units_and_a_character_one():
    assert len(normalise("甲乙丙").codes) == 3
    assert len(normalise("cat dog").codes) == 4


@given(st.text())
def test_units_stand_in_order_and_cover_what_they_are_of(text):
    units = normalise(text)
    assert len(units.codes) == len(units.starts) == len(units.ends)
    starts, ends = units.starts.tolist(), units.ends.tolist()
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))
    assert all(text[start].isalnum() or text[start] in "×*＊○□△" or not text[start].isascii() for start in starts)


@given(st.text(alphabet="甲乙丙丁戊己庚辛 ，。x12abc", min_size=1), st.text(alphabet="甲乙丙，。 ", max_size=6))
def test_what_stands_before_changes_no_unit(text, before):
    head = normalise(before + "甲")
    assert normalise(before + "甲" + text).codes.tolist()[: len(head.codes)] == head.codes.tolist()
    assert same("甲" + text, "，。甲" + text)
