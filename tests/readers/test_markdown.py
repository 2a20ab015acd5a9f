"""Markdown: blocks by line, and what of it is no prose."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarylint.model import HIDDEN
from summarylint.readers.decode import Decoded
from summarylint.readers.markdown import read_markdown

MARKS = ["`", "``", "```", "~~~", "\n", "\n\n", "\r\n", "\r", "> ", "- ", "1. ", "    ", "\t", "<!--", "-->", "<div>", "<script>", "|", "---\n", "===\n", "# ", "## ", "[a](b)", "[a]: b", "(", ")", "甲乙", "xx", "。", "一、", "http://a.b/c", "***", "\x00", "\u2028"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=30).map("".join)


def read(text):
    return read_markdown("a.md", Decoded(text, "utf-8"))


def shown(text):
    """The prose of `text`, each hidden stretch as one ~."""
    prose = read(text).prose
    while HIDDEN * 2 in prose:
        prose = prose.replace(HIDDEN * 2, HIDDEN)
    return prose.replace(HIDDEN, "~")


def blocks_of(text):
    return [(block.kind, block.level, text[block.start : block.end]) for block in read(text).blocks]


@given(TEXTS)
def test_prose_is_the_text_but_for_line_ends_and_what_is_hidden(text):
    document = read(text)
    assert document.text == text
    assert len(document.prose) == len(text)
    for character, written in zip(document.prose, text, strict=True):
        assert character in (written, HIDDEN) or (written == "\r" and character in " \n")


@given(TEXTS)
def test_hiding_keeps_every_line(text):
    assert read(text).prose.count("\n") == text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


@given(TEXTS)
def test_blocks_stand_in_order_and_do_not_overlap(text):
    at = 0
    for block in read(text).blocks:
        assert at <= block.start < block.end <= len(text)
        at = block.end


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        pytest.param("```python\nxx = 1\n```\n尾", "~\n~\n~\n尾", id="fenced code"),
        pytest.param("~~~\nxx\n~~~\n尾", "~\n~\n~\n尾", id="fenced by tildes"),
        pytest.param("首\n\n```\nxx\n没有关", "首\n\n~\n~\n~", id="a fence that is never closed"),
        pytest.param("首\n\n    xx\n\n尾", "首\n\n~\n\n尾", id="indented code"),
        pytest.param("- 项\n\n      xx\n", "- 项\n\n~\n", id="indented code in an item"),
        pytest.param("用`xx`替换", "用~替换", id="inline code"),
        pytest.param("用`` a`xx ``替换", "用~替换", id="inline code with a backtick"),
        pytest.param("用`x\nx`替换", "用~\n~替换", id="inline code over two lines"),
        pytest.param(
            "| 甲 | `xx` |\n| - | - |\n| xx | `b` |", "| 甲 | ~ |\n| - | - |\n| xx | ~ |", id="inline code in a table"
        ),
        pytest.param("甲<!-- xx -->乙", "甲~乙", id="a comment"),
        pytest.param("<!-- 多行\nxx\n\nxx -->\n尾", "~\n~\n\n~\n尾", id="a comment over a blank line"),
        pytest.param("见[总结xx](http://a.cn/xx 'xx')。", "见[总结xx]~。", id="a link's target"),
        pytest.param("见[总结](a(xx)b)。", "见[总结]~。", id="a target with brackets"),
        pytest.param("![图](xx.png)", "![图]~", id="a picture"),
        pytest.param("见[总结][1]。\n\n[1]: http://a.cn/xx\n", "见[总结][1]。\n\n~\n", id="a definition"),
        pytest.param(
            "见 https://pan.a.cn/xx，共xx人", "见 https://pan.a.cn/xx，共xx人", id="an address stays, as residue"
        ),
        pytest.param("见<https://a.cn/xx>。", "见~。", id="an address in angles"),
        pytest.param("甲<b class='xx'>乙</b>", "甲~乙~", id="tags"),
        pytest.param("<div>\n共xx人\n</div>", "~\n共xx人\n~", id="what tags enclose is prose"),
        pytest.param("<script>\nxx\n</script>\n\n尾", "~\n~\n~\n\n尾", id="a script"),
        pytest.param("---\ntitle: xx\n---\n正文", "~\n~\n~\n正文", id="front matter"),
    ],
)
def test_markup_is_no_prose(text, prose):
    assert shown(text) == prose


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(r"用\`xx\`替换", id="escaped backticks"),
        pytest.param("甲`xx，乙xx人", id="a backtick that is never closed"),
        pytest.param("甲`xx\n\n乙`xx", id="a backtick in each of two paragraphs"),
        pytest.param("- 甲`xx\n- 乙`xx", id="a backtick in each of two items"),
        pytest.param("甲<!-- xx\n\n乙 --> xx", id="a comment that ends in the next paragraph"),
        pytest.param("误差<5毫米，<unit>为xx", id="no tag of HTML"),
        pytest.param("---\n没有关\n\nxx", id="a rule at the start"),
        pytest.param("前\n---\na: xx\n---\n", id="matter that is not at the front"),
        pytest.param("甲<!--more-->乙", id="a page tag"),
        pytest.param("甲\n\n<!-- nextpage -->\n\n乙", id="a page tag on its own line"),
        pytest.param("甲<!--PaidBegin-->乙<!--paidend-->", id="a paywall's comment"),
    ],
)
def test_everything_else_stays_visible(text):
    assert shown(text) == text


def test_front_matter_gives_the_fields():
    assert read("---\r\ntitle: 甲乡总结\r\nunit:  甲乡 \r\n---\r\n正文").fields == {"title": "甲乡总结", "unit": "甲乡"}


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param("# 总结 #\n\n## 做法\n", [("heading", 1, "总结"), ("heading", 2, "做法")], id="headings by signs"),
        pytest.param(
            "总结\n====\n\n做法\n---\n", [("heading", 1, "总结"), ("heading", 2, "做法")], id="headings by underlines"
        ),
        pytest.param("甲乡\n总结\n====\n", [("heading", 1, "甲乡\n总结")], id="an underlined heading of two lines"),
        pytest.param("# \n\n## #\n", [], id="headings without words"),
        pytest.param("#无空格", [("heading", 0, "#无空格")], id="a sign without a space"),
        pytest.param(
            "| 单位 | 数 |\n| --- | --- |\n| 甲乡 | 2 |\n",
            [("table", 0, "| 单位 | 数 |"), ("table", 0, "| 甲乡 | 2 |")],
            id="a table by rows",
        ),
        pytest.param(
            "- 甲\n  续行\n  - 乙\n    > 丙\n- [ ] 丁\n",
            [("item", 0, "甲"), ("item", 0, "续行"), ("item", 0, "乙"), ("item", 0, "丙"), ("item", 0, "丁")],
            id="nested items",
        ),
        pytest.param("> 甲\n>> 乙\n", [("quote", 0, "甲"), ("quote", 0, "乙")], id="nested quotes"),
        pytest.param("首\n\n```\n# xx\n```\n", [("heading", 0, "首"), ("code", 0, "```\n# xx\n```")], id="code"),
        pytest.param("<div>\n甲\n</div>\n", [("matter", 0, "<div>\n甲\n</div>")], id="an HTML block"),
        pytest.param(
            "一、做法\n正文一句。\n（一）党建。抓好党建工作。\n",
            [
                ("heading", 1, "一、做法"),
                ("paragraph", 0, "正文一句。"),
                ("heading", 2, "（一）党建。"),
                ("paragraph", 0, "抓好党建工作。"),
            ],
            id="Chinese headings on lines of one paragraph",
        ),
    ],
)
def test_blocks(text, blocks):
    assert blocks_of(text) == blocks


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_offsets_are_those_of_the_file(end):
    text = end.join(["---", "title: 甲", "---", "# 甲乡总结", "", "共xx人", "", "> 引文", ""])
    document = read(text)
    assert [text[block.start : block.end] for block in document.blocks] == ["甲乡总结", "共xx人", "引文"]
    assert [text[start : start + 1] for start in document.line_starts[3:8:2]] == ["#", "共", ">"]


@pytest.mark.parametrize(
    "unit",
    [">", "> ", "- ", "-\n", "1. ", "`", "`` ` ", "<!--", "<!-- ", "[", "[a](", "](", "<a ", "<http:", "[a]: ", "|a", "\\`", "#\n", "*", "> \n"],
)  # fmt: skip
def test_a_long_run_of_marks_is_read_at_once(unit):
    started = time.perf_counter()
    read(unit * (40_000 // len(unit)) + "尾")
    assert time.perf_counter() - started < 5
