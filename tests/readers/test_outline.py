"""Which lines are headings, of which form and level, and which are none."""

from __future__ import annotations

import pytest

from summarylint.readers.decode import Decoded
from summarylint.readers.text import read_text


def outline(text):
    found = read_text("a.txt", Decoded(text, "utf-8")).blocks
    return [(block.kind, block.form, block.level, text[block.start : block.end]) for block in found]


@pytest.mark.parametrize(
    ("line", "form", "level"),
    [
        ("第一章 总则", "ordinal", 1),
        ("第一章总则", "ordinal", 1),
        ("第一部分　概况", "ordinal", 1),
        ("第十二编 附则", "ordinal", 1),
        ("一、主要做法", "chinese", 1),
        ("一、主要做法。", "chinese", 1),
        ("一、三农工作", "chinese", 1),
        ("十一、下一步打算", "chinese", 1),
        ("（一）党建引领", "bracketed", 2),
        ("(二)产业发展", "bracketed", 2),
        ("(三）括号不配对", "bracketed", 2),
        ("1. 开展培训", "arabic", 3),
        ("1、开展培训", "arabic", 3),
        ("１．全角数字", "arabic", 3),
        ("1.1 概述", "arabic", 3),
        ("1.2.3 概述", "arabic", 3),
        ("1. Training", "arabic", 3),
        ("（1）开展培训", "item", 4),
        ("（１）开展培训", "item", 4),
        ("①开展培训", "item", 4),
        ("2024年工作总结", "bare", 0),
        ("二〇二四年工作总结", "bare", 0),
        ("12345热线办理情况", "bare", 0),
        ("存在的问题", "bare", 0),
        ("第一部分的内容", "bare", 0),
        ("一些做法", "bare", 0),
        ("Executive Summary", "bare", 0),
    ],
)
def test_a_line_alone_is_a_heading(line, form, level):
    assert outline(line) == [("heading", form, level, line)]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("今年以来，全镇上下齐心协力。", id="a sentence"),
        pytest.param("We trained 300 people in nine towns.", id="an English sentence"),
        pytest.param("存在以下问题：", id="an announcement"),
        pytest.param("全镇" + "长" * 60, id="too long"),
        pytest.param("2024", id="a number"),
        pytest.param("85%", id="a share"),
        pytest.param("甲乡\t12", id="a row of a table"),
        pytest.param("- 一项", id="a list"),
        pytest.param("https://example.org", id="an address"),
        pytest.param("一、", id="a number without a heading"),
        pytest.param("第三，加强管理。", id="an enumeration in words"),
    ],
)
def test_a_line_is_a_paragraph(line):
    assert [kind for kind, *_ in outline(line)] == ["paragraph"]


@pytest.mark.parametrize("line", ["1.5亿元投入使用", "10.2万元用于培训", "一、二、三产业融合发展"])
def test_a_quantity_or_series_is_no_numbering(line):
    assert [form for _, form, _, _ in outline(line)] == ["bare"]


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("一、强化学习。", 1),
        ("（一）强化领导。", 2),
        ("1. 抓好培训。", 3),
        ("（1）抓好培训。", 4),
        ("一是抓党建。", 4),
        ("二要抓落实。", 4),
        ("三是问题导向：", 4),
    ],
)
def test_the_first_sentence_of_a_numbered_paragraph_is_its_heading(heading, level):
    body = "全年组织学习12次，覆盖全体干部职工，成效明显。"
    assert outline(heading + body) == [("heading", "run-in", level, heading), ("paragraph", "", 0, body)]


def test_a_long_first_sentence_is_no_heading():
    line = f"一是{'认真' * 20}学习。全年组织学习12次。"
    assert outline(line) == [("item", "run-in", 4, line)]


def test_neighbouring_paragraphs_that_open_alike_have_headings():
    first = "以学铸魂转作风。今年以来深入开展主题教育，组织集中学习若干次。"
    second = "以干促实强担当。今年以来扎实推进重点项目，组织现场观摩若干次。"
    assert [(kind, words) for kind, _, _, words in outline(f"{first}\n{second}")] == [
        ("heading", first[:8]),
        ("paragraph", first[8:]),
        ("heading", second[:8]),
        ("paragraph", second[8:]),
    ]


def test_one_short_sentence_at_the_head_of_a_paragraph_is_just_that():
    line = "以学铸魂转作风。今年以来深入开展主题教育，组织集中学习若干次。"
    assert [kind for kind, *_ in outline(f"{line}\n今年以来，全镇上下齐心协力，各项工作稳步推进，成效明显。")] == [
        "paragraph"
    ] * 2
