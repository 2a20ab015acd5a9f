"""How sure it is that a place was to be filled in: what examples of rules do not tell."""

from __future__ import annotations

import pytest

CASES = [
    ("完成投资  万元，受益   人。", [("完成投资____万元", "error"), ("受益____人", "error")], "gaps in a sentence"),
    ("总投资    万元    其中财政资金    万元", [("总投资____万元", "info"), ("其中财政资金____万元", "info")], "columns"),
    ("联系人：　　　　　电话：", [("联系人：____", "error"), ("电话", "error")], "labels in a line"),
    ("负责人（签字）：        日期：    ", [("____", "warning")] * 2, "for a signature and its day"),
    ("签字：____________  日期：________", [("____________", "warning"), ("________", "warning")], "lines to sign on"),
    ("报送单位：\n联系人：\n联系电话：0551-63501234", [("报送单位", "info"), ("联系人", "info")], "labels alone"),
    ("姓名\t\t性别\t\n职务\t\t联系电话\t", [("姓名", "info"), ("性别", "info"), ("职务", "info"), ("联系电话", "info")],
     "a form that nobody filled"),
    ("姓名\t王芳\n职务\t", [("职务", "error")], "a form that was filled but for this"),
    ("请选择：（ ）是（ ）否", [("（ ）", "info")] * 2, "boxes to tick"),
    ("公示牌格式为“XX县XX镇XX村高标准农田项目”", [("XX", "info")] * 3, "how a sign is written"),
    ("《关于印发〈××县××办法（样式）〉的通知》", [("××", "info")] * 2, "a model of a notice"),
    ("成立“xx案”专班，全力侦办。", [("xx", "info")], "a case without a name"),
    ("查获牌照皖A·×××××的货车。", [("×××××", "info")], "a number plate"),
    ("领取XXX级工作服。", [("XXX", "info")], "a size"),
    ("有人问××，就答××，十分熟练。", [("××", "info")] * 2, "anything that may be asked"),
    ("擦亮“xx制造”名片。", [("xx", "error")], "a brand in quotation marks"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[:2] for case in CASES], ids=[case[2] for case in CASES])
def test_what_is_in_doubt_is_no_error(report, write, text, expected):
    write("a.txt", f"北岭县水务局情况\n\n{text}\n")
    found = report("a.txt", "--select", "placeholder")["findings"]
    assert len(found) == len(expected)
    for finding, (words, severity) in zip(found, expected, strict=True):
        assert (words in finding["message"], finding["severity"]) == (True, severity), finding


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param(
            "联系人：xx；电话：xx；时间：xx；地点：xx。", ["unknown", "number", "date", "unknown"], id="labels"
        ),
        pytest.param("指标\t完成投资（万元）\n水利\txx\n完成率\txx", ["number", "number"], id="cells"),
        pytest.param("县级总河长×××多次现场督导，清淤××多次。", ["name", "number"], id="offices and counts"),
    ],
)
def test_what_belongs_in_a_blank_is_told_by_its_label(report, write, text, kinds):
    write("a.txt", f"北岭县水务局情况\n\n{text}\n")
    found = report("a.txt", "--select", "placeholder")["findings"]
    assert [finding["data"]["kind"] for finding in found] == kinds
