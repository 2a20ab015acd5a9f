"""Passages found between texts: exact places, and silence about what everybody says."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarylint.reuse.changes import kinds_of_change
from summarylint.reuse.fingerprints import hashes, winnowed
from summarylint.reuse.index import Index

HAN = [chr(point) for point in range(0x5000, 0x5800)]
COPIED = "五月以来镇里把闲置的老院子腾出来请木匠带着返乡青年修旧如旧改成能喝茶能借书能修农具的小院邻村也来参观学习"


def noise(dice, length):
    return "".join(dice.choice(HAN) for _ in range(length))


def found(texts, number):
    return list(Index(texts, 7, 3).passages(number))


def test_a_copied_passage_is_found_to_the_character_on_both_sides():
    dice = random.Random(5)
    one = noise(dice, 200) + "。" + COPIED + "。" + noise(dice, 150)
    other = noise(dice, 90) + "，" + COPIED + "，" + noise(dice, 300)
    (passage,) = found([one, other], 0)
    assert one[passage.start : passage.end] == COPIED == other[passage.other_start : passage.other_end]
    assert (passage.text, passage.similarity) == (1, 1.0)


@pytest.mark.parametrize(
    "edit",
    [
        lambda text, dice: text.replace("五月", "xx"),
        lambda text, dice: "，".join(text[at : at + 9] for at in range(0, len(text), 9)),
        lambda text, dice: "".join(dice.choice(HAN) if dice.random() < 0.1 else letter for letter in text),
        lambda text, dice: text[:30] + noise(dice, 12) + text[30:],
    ],
    ids=["blanked", "punctuated", "a tenth of the letters changed", "a clause put in"],
)
def test_an_edited_copy_is_found(edit):
    dice = random.Random(11)
    one = noise(dice, 100) + COPIED + noise(dice, 100)
    other = noise(dice, 100) + edit(COPIED, dice) + noise(dice, 100)
    (passage,) = found([one, other], 1)
    inside = one[passage.other_start : passage.other_end]
    assert sum(letter in inside for letter in COPIED) >= 0.8 * len(COPIED)


def test_what_many_texts_say_is_no_passage_until_it_is_long():
    dice = random.Random(3)
    phrase, long = noise(dice, 40), noise(dice, 200)
    assert not any(found([noise(dice, 100) + phrase + noise(dice, 100) for _ in range(12)], 0))
    copied = found([noise(dice, 100) + long + noise(dice, 100) for _ in range(12)], 0)
    assert sorted(passage.text for passage in copied) == list(range(1, 12))


def test_a_passage_in_english_is_found():
    shared = "volunteers carried every stone of the old wall down by hand because no tractor would risk the lane"
    one, other = f"The year went well. {shared.capitalize()}. Visitors rose.", f"In May, {shared}, which took weeks."
    (passage,) = found([one, other], 0)
    assert one[passage.start : passage.end].lower() == shared


@given(st.lists(st.integers(1, 40), min_size=0, max_size=120), st.integers(1, 9))
def test_equal_runs_have_equal_hashes(codes, k):
    values = hashes(np.array(codes, np.uint32), k)
    grams = [tuple(codes[at : at + k]) for at in range(len(codes) - k + 1)]
    assert len(values) == len(grams)
    by_gram = dict(zip(grams, values.tolist(), strict=True))
    assert [by_gram[gram] for gram in grams] == values.tolist()
    assert len(set(by_gram.values())) == len(by_gram)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 2**63), min_size=1, max_size=200), st.integers(2, 6))
def test_every_window_has_a_chosen_hash(values, sparsity):
    chosen = set(winnowed(np.array(values, np.uint64), sparsity).tolist())
    width = 2 * sparsity - 1
    assert chosen
    assert all(chosen.intersection(range(at, at + width)) for at in range(len(values) - width + 1))


@pytest.mark.parametrize(
    ("mine", "other", "kinds"),
    [
        ("白石镇修渠", "青石镇修渠", ["names"]),
        ("修渠12公里", "修渠15公里", ["numbers"]),
        ("修渠xx公里", "修渠15公里", ["blanks"]),
        ("修渠，清淤", "修渠、清淤", ["punctuation"]),
        ("全面修渠", "认真修渠", ["words"]),
        ("修渠", "修渠", []),
    ],
)
def test_what_was_changed_is_named(mine, other, kinds):
    assert kinds_of_change(mine, other) == kinds
