"""What a submission is taken for, and why; what then follows for its sections."""

from __future__ import annotations

import pytest

BODY = "一、主要做法\n全镇修复灌渠十二公里，组织培训三场。\n二、取得成效\n灌溉面积扩大到三千亩。\n三、下一步打算\n继续加固东岸堤防。\n"
LEAD = "今年以来，青溪镇把治水当作头等大事，一河一策，常抓不懈，水清了，岸绿了。\n"


def typed(report, *arguments):
    row = report("a.txt", *arguments)["submissions"][0]
    return row["type"], row["type_reason"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("青溪镇2024年工作总结", "work-summary"),
        ("2024年工作总结和2025年工作计划", "work-summary"),
        ("2024年工作总结暨来年打算", "work-summary"),
        ("青溪镇党委2024年工作总结", "party-building-report"),
        ("关于防汛工作情况的报告", "report"),
        ("关于信访问题整改情况的报告", "rectification-report"),
        ("关于小学午餐的调研报告", "research-report"),
        ("分管副镇长述职报告", "duty-report"),
        ("第三次主任办公会会议纪要", "meeting-minutes"),
        ("河长制工作简报", "briefing"),
        ("在工作总结会上的讲话", "plain"),
        ("2025年工作计划", "plain"),
        ("Quarterly progress report", "progress-report"),
        ("Minutes of the harbour committee", "meeting-minutes"),
    ],
)
def test_the_head_word_of_a_title_tells_the_type(write, report, title, expected):
    write("a.txt", f"{title}\n\n全镇修复灌渠十二公里，组织培训三场，参加的有六百人。\n")
    assert typed(report)[0] == expected


@pytest.mark.parametrize(
    ("text", "arguments", "expected"),
    [
        pytest.param(f"青溪镇工作总结\n\n{BODY}", ("--type", "report"), ("report", "given in --type"), id="given"),
        pytest.param(f"青溪镇工作总结\n\n{BODY}", (), ("work-summary", "the title says '工作总结'"), id="title"),
        pytest.param(
            f"以水为脉\n\n现将有关情况汇报如下：\n{BODY}",
            (),
            ("report", "the text says '现将有关情况汇报如下'"),
            id="text",
        ),
        pytest.param(f"以水为脉\n\n{LEAD}{BODY}", (), ("briefing", "by its form: a lead and several parts"), id="form"),
        pytest.param(f"以水为脉\n\n{BODY}", (), (None, None), id="parts without a lead"),
        pytest.param("以水为脉\n\n全镇修复灌渠十二公里。\n", (), (None, None), id="nothing tells"),
    ],
)
def test_the_report_says_why(write, report, text, arguments, expected):
    write("a.txt", text)
    assert typed(report, *arguments) == expected


def test_front_matter_names_the_type_and_other_programs_words_do_not_count(write, report):
    write("a.md", f"---\ntype: 工作总结\n---\n\n# 以水为脉\n\n{BODY}")
    write("b.md", "---\ntype: post\n---\n\n# 以水为脉\n\n全镇修复灌渠十二公里。\n")
    rows = report("a.md", "b.md")["submissions"]
    assert [(row["type"], row["type_reason"]) for row in rows] == [
        ("work-summary", "given in the front matter"),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("title", "arguments", "severity"),
    [
        pytest.param("以水为脉", ("--type", "work-summary"), "error", id="the user said it"),
        pytest.param("青溪镇工作总结", (), "warning", id="the title says it"),
        pytest.param("青溪镇工作回顾", (), "info", id="the title may say it"),
    ],
)
def test_a_missing_section_is_as_grave_as_the_type_is_sure(write, report, title, arguments, severity):
    write("a.txt", f"{title}\n\n{BODY}")
    found = [one for one in report("a.txt", *arguments)["findings"] if one["rule"] == "section/missing"]
    assert [(one["severity"], one["data"]["section"], one["excerpt"]) for one in found] == [
        (severity, "problems", title)
    ]


def test_several_sections_missing_at_one_title_are_findings_of_their_own(write, report):
    write("a.txt", "青溪镇工作总结\n\n全镇修复灌渠十二公里，组织培训三场。\n")
    found = [one for one in report("a.txt")["findings"] if one["rule"] == "section/missing"]
    assert [one["data"]["section"] for one in found] == ["next-steps", "problems", "results"]
    assert len({one["fingerprint"] for one in found}) == 3


def test_the_nearest_heading_is_named(write, report):
    write("a.txt", f"青溪镇工作总结\n\n{BODY}四、存在门题\n管护经费偏高。\n".replace("偏高", "另列"))
    (found,) = (one for one in report("a.txt")["findings"] if one["rule"] == "section/missing")
    assert found["data"]["nearest_heading"] == "存在门题"
    assert "the nearest heading is '存在门题'" in found["message"]


CONTENTS = "一、主要做法\n二、取得成效\n三、存在问题\n四、下一步打算\n\n"


@pytest.mark.parametrize("contents", [f"目　录\n{CONTENTS}", CONTENTS, CONTENTS.replace("\n", " …… 2\n", 4)])
def test_a_table_of_contents_tells_no_section(write, report, contents):
    write("a.txt", f"青溪镇工作总结\n\n{contents}{BODY}")
    found = [one for one in report("a.txt")["findings"] if one["family"] == "section"]
    assert [(one["rule"], one["data"]["section"]) for one in found] == [("section/missing", "problems")]


def test_each_submission_of_a_compilation_has_its_own_type(write, report):
    write("a.txt", f"甲镇工作总结\n\n{BODY * 2}\n\n\n\n乙镇防汛情况报告\n\n{BODY * 2}")
    assert [row["type"] for row in report("a.txt")["submissions"]] == ["work-summary", "report"]


def test_a_strangers_type_that_takes_forever_is_said(write, run):
    write(
        "pack/types/own.yaml",
        "name: own\ntitles: ['((a|b|ab)*)*$']\nsource: own\nsections: []\nexamples: [{name: a, text: a}]\n",
    )
    write("summarylint.toml", 'rule-packs = ["pack"]\n')
    write("a.txt", "ab" * 40 + "c\n\n全镇修复灌渠十二公里。\n")
    ran = run("check", "a.txt", "--lang", "en")
    assert ran.code == 2
    assert "an expression took longer than 0.5 s" in ran.out
