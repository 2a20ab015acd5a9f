"""Plain text: lines, blocks, and offsets that are those of the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarylint.readers.decode import Decoded
from summarylint.readers.text import line_starts, read_text, with_line_feeds

PIECES = [
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "　",
    " ",
    "\t",
    "甲乡",
    "xx",
    "一、",
    "（一）",
    "1. ",
    "。",
    "一是",
    "以学铸魂转作风。",
    "年",
    "\u2028",
    "\x0b",
    "\x0c",
    "\x85",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30).map("".join)


def read(text):
    return read_text("a.txt", Decoded(text, "utf-8"))


def blocks_of(text):
    return [(block.kind, text[block.start : block.end]) for block in read(text).blocks]


@given(TEXTS)
def test_prose_differs_from_the_text_only_in_line_ends(text):
    document = read(text)
    assert document.text == text
    assert len(document.prose) == len(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [line.rstrip(" ") for line in document.prose.split("\n")] == [line.rstrip(" ") for line in lines]


@given(TEXTS)
def test_blocks_stand_in_order_do_not_overlap_and_hold_every_visible_character(text):
    document = read(text)
    at, outside = 0, []
    for block in document.blocks:
        assert at <= block.start < block.end
        outside.append(document.prose[at : block.start])
        at = block.end
    outside.append(document.prose[at:])
    assert not "".join(outside).strip(" \t\n\f　\u00a0\ufeff")


@given(TEXTS)
def test_a_block_is_on_one_line_and_has_no_blanks_around_it(text):
    document = read(text)
    for block in document.blocks:
        words = document.prose[block.start : block.end]
        assert "\n" not in words
        assert words == words.rstrip(" \t　\u00a0\ufeff")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_each_line_end_is_one(end):
    text = f"甲乡{end}{end}乙乡{end}"
    document = read(text)
    assert len(document.line_starts) == 4
    assert [text[block.start : block.end] for block in document.blocks] == ["甲乡", "乙乡"]


@pytest.mark.parametrize("character", ["\u2028", "\x85", "\x0b", "\x0c"], ids=["U+2028", "NEL", "VT", "FF"])
def test_other_separators_part_no_lines(character):
    assert line_starts(with_line_feeds(f"甲{character}乙\n丙")) == (0, 4)


def test_mixed_line_ends_keep_every_offset():
    text = "a\r\nb\rc\nd"
    assert with_line_feeds(text) == "a \nb\nc\nd"
    assert read(text).line_starts == (0, 3, 5, 7)


def test_indentation_is_no_part_of_a_block():
    assert blocks_of("　　今年以来，全镇齐心。 \n\t甲乡\n") == [
        ("paragraph", "今年以来，全镇齐心。"),
        ("heading", "甲乡"),
    ]


def test_an_empty_text_has_one_line_and_no_blocks():
    document = read("")
    assert (document.line_starts, document.blocks) == ((0,), ())
