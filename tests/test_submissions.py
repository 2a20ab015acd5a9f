"""One document to its submissions: what is a compilation, what is none, and what belongs to nobody."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarylint.readers.decode import Decoded, decode
from summarylint.readers.markdown import read_markdown
from summarylint.readers.text import read_text
from summarylint.submissions import split

SEED = Path(__file__).parents[2] / "shared" / "seed"

LEAD = "今年以来，在县委县政府的坚强领导下，全镇上下坚持稳中求进，各项工作按照年初确定的目标有序推进，干部群众精神面貌焕然一新，现将有关情况报告如下。"
BODY = "工作启动以后，镇里先后召开会议研究部署，成立领导小组，明确责任分工，层层传导压力，形成齐抓共管的良好局面，群众满意度持续提升，成效明显。"
ENGLISH = "This year the office trained three hundred people in nine towns and repaired forty kilometres of road before the rains."


def document(text, *, markdown=False):
    return (
        read_markdown("report.md", Decoded(text, "utf-8"))
        if markdown
        else read_text("总结.txt", Decoded(text, "utf-8"))
    )


def titles(text, *, markdown=False):
    return [part.title for part in split(document(text, markdown=markdown)) if part.number]


def lines(*paragraphs):
    return "\n\n".join(paragraphs) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(lines("甲镇工作总结", LEAD, BODY, "乙镇工作总结", LEAD, BODY), id="titles that name a document"),
        pytest.param(
            f"甲镇的一年\n\n{LEAD}\n一、做法\n{BODY}\n\n乙镇这一年\n\n一、做法\n{LEAD}\n", id="numbering starts anew"
        ),
        pytest.param(f"甲镇春耕忙\n\n{LEAD}\n\n\n\n乙镇秋收忙\n\n{LEAD}\n\n\n\n丙镇冬训忙\n\n{BODY}\n", id="wide gaps"),
        pytest.param(lines("工作总结汇编", "甲镇工作总结", LEAD, "乙镇工作总结", LEAD), id="a cover"),
        pytest.param(f"第一篇\n甲镇总结\n{LEAD}\n\n第二篇\n乙镇总结\n{LEAD}\n", id="第N篇, the title below"),
        pytest.param(f"第1篇 甲镇总结\n{LEAD}\n\n第2篇 乙镇总结\n{LEAD}\n", id="第N篇 in figures"),
        pytest.param(f"【篇一】甲镇总结\n{LEAD}\n\n【篇二】乙镇总结\n{LEAD}\n", id="【篇一】"),
        pytest.param(f"篇一：甲镇总结\n{LEAD}\n{BODY}\n篇二：乙镇总结\n{LEAD}\n", id="篇一："),
        pytest.param(f"范文1：甲镇总结\n{LEAD}\n\n范文2：乙镇总结\n{LEAD}\n", id="范文1"),
        pytest.param(f"1. 甲镇做法\n\n一、党建\n{LEAD}\n\n2. 乙镇做法\n\n一、产业\n{LEAD}\n", id="numbered titles"),
        pytest.param(
            lines("Northern office report", ENGLISH, ENGLISH, "Southern office report", ENGLISH), id="English"
        ),
    ],
)
def test_a_compilation_is_split_at_its_titles(text):
    assert "".join(title[0] for title in titles(text)) in ("甲乙", "甲乙丙", "NS")


SECTIONS = "一、主要做法\n清淤河道四次，走访农户三百户。\n二、工作成效\n群众满意。\n三、存在问题\n人手不足。\n"
SIGNED = "{}镇人民政府\n2024年12月20日\n"


@pytest.mark.parametrize("gap", ["", "\n", "\n\n"], ids=["no blank line", "one", "two"])
@pytest.mark.parametrize(
    "cover", ["", "工作总结汇编\n共收录3篇\n", "目录\n甲镇工作总结……1\n乙镇工作总结……2\n丙镇工作总结……3\n"]
)
def test_titles_directly_above_their_first_sections_divide(cover, gap):
    parts = "\n".join(f"{gap}{unit}镇工作总结\n{gap}{SECTIONS}" for unit in "甲乙丙")
    assert titles(cover + parts) == ["甲镇工作总结", "乙镇工作总结", "丙镇工作总结"]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("{0}镇工作总结\n", id="a title"),
        pytest.param("{0}镇人民政府\n2024年工作总结\n", id="over two lines"),
        pytest.param("{0}镇人民政府文件\n{0}政发〔2024〕12号\n{0}镇工作总结\n", id="below a letterhead"),
        pytest.param(
            "{0}镇人民政府文件\n{0}政发〔2024〕12号\n2024年工作总结\n", id="the letterhead alone names the unit"
        ),
    ],
)
def test_a_signature_is_no_part_of_the_next_title(head):
    text = "".join(head.format(unit) + SECTIONS + SIGNED.format(unit) for unit in "甲乙丙")
    found = [part for part in split(document(text)) if part.number]
    assert [(part.title[-4:], part.unit) for part in found] == [("工作总结", f"{unit}镇人民政府") for unit in "甲乙丙"]
    assert [part.text.split("\n")[-1] for part in found] == ["2024年12月20日"] * 3


def test_bulletins_in_one_file_are_told_apart():
    heads = [f"政务简报\n第{number}期\n县政府办编　2024年{number}月6日\n\n" for number in (1, 2, 3)]
    text = "\n".join(
        f"{head}{unit}镇治住老街积水\n\n{LEAD}\n{SECTIONS}" for head, unit in zip(heads, "甲乙丙", strict=True)
    )
    assert titles(text) == ["甲镇治住老街积水", "乙镇治住老街积水", "丙镇治住老街积水"]


def test_enclosures_with_titles_of_their_own_divide_nothing():
    enclosed = "".join(f"附件{number}\n{name}工作总结\n{SECTIONS}" for number, name in enumerate(("防汛", "春耕"), 1))
    assert titles(f"甲镇工作总结\n{LEAD}\n{SECTIONS}{enclosed}") == ["甲镇工作总结"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"# 甲镇总结\n\n{LEAD}\n\n# 乙镇总结\n\n{LEAD}\n", ["甲镇总结", "乙镇总结"], id="titles of level 1"
        ),
        pytest.param(
            f"# 总结汇编\n\n## 甲镇\n\n{LEAD}\n\n### 做法\n\n{BODY}\n\n## 乙镇\n\n{LEAD}\n",
            ["甲镇", "乙镇"],
            id="of level 2 under a collection's",
        ),
        pytest.param(
            f"# 总结（共2篇）\n\n## 甲镇\n\n{LEAD}\n\n## 乙镇\n\n{LEAD}\n",
            ["甲镇", "乙镇"],
            id="a collection by its number",
        ),
        pytest.param(f"# 甲镇总结\n\n## 党建\n\n{LEAD}\n\n## 产业\n\n{LEAD}\n", ["甲镇总结"], id="sections of one"),
        pytest.param(f"# 主要做法\n\n{LEAD}\n\n# 存在问题\n\n{LEAD}\n", ["主要做法"], id="sections of level 1"),
        pytest.param(f"# 甲镇总结\n\n{LEAD}\n\n```\n# 乙镇总结\n```\n\n{LEAD}\n", ["甲镇总结"], id="a heading in code"),
    ],
)
def test_markdown_is_split_at_its_titles(text, expected):
    assert titles(text, markdown=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(lines("甲镇工作总结", LEAD, BODY, LEAD, BODY), id="paragraphs only"),
        pytest.param(
            lines("甲镇工作总结", LEAD, "一、主要做法", BODY, "二、存在问题", BODY, "三、下一步打算", BODY),
            id="numbered sections",
        ),
        pytest.param(
            lines("甲镇工作总结", LEAD, "主要做法", BODY, "存在的问题", BODY, "下一步打算", BODY), id="bare sections"
        ),
        pytest.param(
            lines("甲镇工作总结", LEAD, "党建引领", BODY, "产业发展", BODY, "乡村治理", BODY),
            id="bare sections with names of their own",
        ),
        pytest.param(
            lines("甲镇工作总结", "甲镇人民政府", LEAD, "强化组织领导", BODY, "突出工作重点", BODY),
            id="an author's line",
        ),
        pytest.param(
            lines("甲镇工作总结", LEAD, "主要经验", BODY, "心得体会", BODY, "工作建议", BODY),
            id="sections that sound like titles",
        ),
        pytest.param(lines("甲镇工作总结", LEAD, "1. 党建", BODY, "2. 产业", BODY), id="sections in figures"),
        pytest.param(
            lines("甲镇工作总结", LEAD, "一、党建", BODY, "（一）学习", BODY, "1. 培训", BODY, "二、产业", BODY),
            id="three levels",
        ),
        pytest.param(lines("甲镇工作总结", LEAD, BODY, "甲镇人民政府", "2024年12月1日"), id="signed"),
        pytest.param(lines(LEAD, f"我在第一篇文章里写过。{BODY}", f"第二篇文章也写过。{BODY}"), id="prose about parts"),
        pytest.param(
            lines(
                "Annual Report 2024",
                ENGLISH,
                "Executive Summary",
                ENGLISH,
                "Key Results",
                ENGLISH,
                "Next Steps",
                ENGLISH,
            ),
            id="English sections",
        ),
        pytest.param(
            lines("Annual Report 2024", ENGLISH, "Roads and bridges", ENGLISH, "Looking ahead", ENGLISH),
            id="English sections, other names",
        ),
        pytest.param(
            lines("Annual Report 2024", "We met every target of the report.", ENGLISH, "We wrote a summary.", ENGLISH),
            id="short English sentences",
        ),
    ],
)
def test_a_single_submission_stays_one(text):
    found = split(document(text))
    assert [part.number for part in found] == [1]
    assert found[0].blocks == document(text).blocks


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(lines("甲镇工作总结", LEAD), "甲镇工作总结", id="the first line"),
        pytest.param(LEAD, "总结", id="the file, where nothing looks like a title"),
        pytest.param(lines("2024", "甲镇  工作总结", LEAD), "甲镇 工作总结", id="blanks in it are one"),
    ],
)
def test_the_title_of_a_single_submission(text, title):
    assert titles(text) == [title]


@pytest.mark.parametrize(
    "tail", ["更多素材请关注公众号", "欢迎扫码加微信\n\n##paidend##", "责任编辑：甲", "Subscribe to our newsletter"]
)
def test_advertising_at_the_end_belongs_to_no_submission(tail):
    found = split(document(lines("甲镇工作总结", LEAD, tail)))
    assert [part.number for part in found] == [1, None]
    assert found[1].text == tail


def test_advertising_between_submissions_belongs_to_none():
    found = split(document(lines("甲镇工作总结", LEAD, "扫码关注公众号下载", "乙镇工作总结", BODY, "会员免费下载")))
    assert [part.number for part in found] == [1, None, 2, None]


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param("\n更多素材请关注公众号", id="no blank line before it"),
        pytest.param("\n\n甲镇人民政府\n2024年12月1日", id="a signature"),
        pytest.param("\n\n报送单位：甲镇（盖章）关注", id="a signature with a word of advertising"),
    ],
)
def test_what_else_stands_at_the_end_belongs_to_the_submission(tail):
    assert [part.number for part in split(document(f"甲镇工作总结\n\n{LEAD}{tail}\n"))] == [1]


def test_nothing_holds_no_submission():
    assert split(document("\n \n")) == []


PARTS = ["甲镇工作总结", "乙镇工作总结", LEAD, BODY, "一、做法", "第一篇", "篇二：总结", "1. 甲", "2. 乙", "主要做法", "关注公众号下载", "# 甲", "## 乙", "汇编", "\n", "\n\n", "\n\n\n\n", "　", "```", "> "]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join), st.booleans())
def test_submissions_and_stretches_stand_in_order_and_hold_every_block_once(text, markdown):
    whole = document(text, markdown=markdown)
    found = split(whole)
    at = 0
    for part in found:
        assert at <= part.start <= part.end
        assert (part.start, part.end) == (part.blocks[0].start, part.blocks[-1].end)
        assert part.start <= part.title_span.start <= part.title_span.end <= part.end
        at = part.end
    assert [block for part in found for block in part.blocks] == list(whole.blocks)
    assert [part.number for part in found if part.number] == list(
        range(1, 1 + sum(part.number is not None for part in found))
    )


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join), st.booleans())
def test_splitting_twice_says_the_same(text, markdown):
    whole = document(text, markdown=markdown)
    assert split(whole) == split(whole)


@pytest.mark.skipif(not SEED.is_dir(), reason="the seed sample is not beside the checkout")
def test_the_seed_sample_holds_twelve():
    (path,) = SEED.glob("*.txt")
    whole = read_text(path.name, decode(path.read_bytes()))

    def line(offset):
        return bisect_right(whole.line_starts, offset)

    found = split(whole)
    assert [line(part.title_span.start) for part in found if part.number] == [
        7,
        16,
        25,
        53,
        77,
        105,
        133,
        154,
        176,
        199,
        221,
        248,
    ]
    last = found[-1]
    assert (last.number, line(last.start), line(last.end - 1)) == (None, 261, 267)
