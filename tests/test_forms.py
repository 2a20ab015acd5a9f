"""Forms that were handed out (`given`): what they ask for is a prompt wherever it was left in a submission."""

from __future__ import annotations

import pytest

from summarylint.blanks.forms import prompts_of

ASKED = [
    "（简要介绍单位职能、人员编制等（含借调），不超过300字）",
    "请分条列出全年完成的重点事项，每条以数据说明成效。",
    "说明：问题要具体，不少于3条",
    "[Describe the partner organisation]",
    "Briefly describe the main risks of the year.",
]
NOT_ASKED = [
    "一、基本情况",
    "（一）党建工作（县级重点项目）",
    "（按照“十五五”规划（草案）要求）",
    "请示报告制度执行情况",
    "说明书编写",
    "介绍信管理办法",
    "Lists of participants",
    "（以下简称《办法》）",
]


@pytest.mark.parametrize("line", ASKED)
def test_a_form_asks(line):
    assert line in list(prompts_of(f"表\n\n{line}\n其他\n"))


@pytest.mark.parametrize("line", NOT_ASKED)
def test_headings_and_notes_of_a_form_ask_for_nothing(line):
    assert list(prompts_of(f"表\n\n{line}\n其他\n")) == []


def test_a_prompt_of_a_form_that_was_left_in_is_told_once(write, report):
    form = "单位年度工作总结\n\n" + "\n".join([*ASKED, *NOT_ASKED]) + "\n"
    write("forms/form.txt", form)
    write("summarylint.toml", 'given = ["forms"]\n')
    answered = "\n".join(f"{line}\n全年办结实事{n + 12}件，走访群众{n + 31}户。" for n, line in enumerate(ASKED[:3]))
    write("in/one.txt", f"甲镇年度工作总结\n\n{answered}\n请示报告制度执行情况\n全年请示9次。\n")
    found = [f for f in report("in")["findings"] if f["family"] == "placeholder"]
    assert [(f["rule"], f["excerpt"]) for f in found] == [("placeholder/fill-in-prompt", line) for line in ASKED[:3]]


def test_without_the_form_nobody_knows_its_words(write, report):
    write("one.txt", f"甲镇年度工作总结\n\n{ASKED[1]}\n全年办结实事12件，走访群众31户。\n")
    assert "placeholder/fill-in-prompt" not in report("one.txt")["summary"]["by_rule"]


def test_a_form_that_can_not_be_read_is_said(write, report):
    write("form.docx", b"PK\x03\x04 broken")
    write("summarylint.toml", 'given = ["form.docx"]\n')
    write("one.txt", "甲镇年度工作总结\n\n全年办结实事12件，走访群众31户。\n")
    found = report("one.txt")
    assert (found["code"], [(error["stage"], error["path"]) for error in found["errors"]]) == (
        2,
        [("given", "form.docx")],
    )
