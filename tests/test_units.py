"""Who wrote a submission: the line under its title, its signature, the name of its file, in this order."""

from __future__ import annotations

import pytest

from summarylint.readers.decode import Decoded
from summarylint.readers.text import read_text
from summarylint.submissions import split

BODY = "今年以来，各项工作按照年初确定的目标有序推进，干部群众精神面貌焕然一新，成效明显。"


def unit(text, name="总结.txt"):
    (only,) = [part for part in split(read_text(name, Decoded(text, "utf-8"))) if part.number]
    return only.unit


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("青山镇人民政府", "青山镇人民政府", id="a bare organisation"),
        pytest.param("（市教育局）", "市教育局", id="in brackets"),
        pytest.param("作者：李明", "李明", id="作者"),
        pytest.param("报送单位：市财政局", "市财政局", id="报送单位"),
        pytest.param("2024年12月\n市水务局", "市水务局", id="below a date"),
        pytest.param("李明", "李明", id="a name alone"),
        pytest.param("By Jane Doe, Harbour Office", "Jane Doe, Harbour Office", id="By"),
        pytest.param("Prepared by: Harbour Office", "Harbour Office", id="Prepared by"),
    ],
)
def test_the_line_under_the_title_tells(line, expected):
    assert unit(f"年度工作总结\n{line}\n\n{BODY}\n\n别处镇人民政府\n2024年12月5日\n") == expected


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        pytest.param("青山镇人民政府\n2024年12月5日", "青山镇人民政府", id="above the date"),
        pytest.param("青山镇人民政府（盖章）\n2024年12月5日", "青山镇人民政府", id="with a seal"),
        pytest.param("述职人：李明\n2024年12月5日", "李明", id="述职人"),
        pytest.param("市教育局 2024年12月5日", "市教育局", id="beside the date"),
        pytest.param("（走进社区）", None, id="no date, so no signature"),
    ],
)
def test_else_the_signature_tells(end, expected):
    assert unit(f"年度工作总结\n\n{BODY}\n\n{BODY}\n\n{end}\n") == expected


@pytest.mark.parametrize("label", ["单位：", "报送单位：", "Prepared by: "])
@pytest.mark.parametrize("beside", ["", "　　日期：2024年12月5日", "   Date: 12 January 2025"])
def test_a_line_to_write_on_is_nobody(label, beside):
    assert unit(f"年度工作总结\n\n{BODY}\n\n{BODY}\n\n{label}____________{beside}\n2024年12月5日\n") is None
    assert unit(f"年度工作总结\n\n{BODY}\n\n{BODY}\n\n{label}青山镇{beside}\n2024年12月5日\n") == "青山镇"


@pytest.mark.parametrize("who", ["To be added by the team", "[Name]", "TBD", "待补充", "（盖章）", "×××", "XX"])
def test_who_is_to_be_named_later_is_nobody(who):
    assert unit(f"年度工作总结\n\n{BODY}\n\n{BODY}\n\n报送单位：{who}\n2024年12月5日\n") is None


def test_a_date_nobody_filled_in_is_one():
    assert unit(f"年度工作总结\n\n{BODY}\n\n{BODY}\n\n青山镇人民政府\n20XX年X月X日\n") == "青山镇人民政府"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("青山镇人民政府文件\n青政发〔2024〕1号\n年度工作总结", "青山镇人民政府", id="a letterhead"),
        pytest.param("青山镇\n2024年工作总结", "青山镇", id="the first line of the title"),
        pytest.param("HARBOUR OFFICE\nTel: 01632 960 114\nAnnual Work Summary", "HARBOUR OFFICE", id="in English"),
        pytest.param("青山镇2024年工作总结", "青山镇", id="the title"),
        pytest.param("市教育局关于校园安全工作的报告", "市教育局", id="before 关于"),
        pytest.param("走进社区工作总结", None, id="a deed"),
        pytest.param("全镇2024年工作总结", None, id="everybody"),
        pytest.param("关于加强社区工作的报告", None, id="a matter"),
    ],
)
def test_else_the_letterhead_or_the_title_tells(head, expected):
    assert unit(f"{head}\n\n{BODY}\n\n{BODY}\n", "9白水镇.txt" if expected else "a.txt") == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("青山镇2024年工作总结.txt", "青山镇"),
        ("市教育局-年度总结.docx", "市教育局"),
        ("in/03 白水镇党建工作总结（2）.txt", "白水镇"),
        ("01青石镇.txt", "青石镇"),
        ("15农业农村局.docx", "农业农村局"),
        ("003商务局2024年总结.docx", "商务局"),
        ("附件3：青石镇.docx", "青石镇"),
        ("2—青石镇.docx", "青石镇"),
        ("15中学.docx", "15中学"),
        ("110指挥中心.docx", "110指挥中心"),
        ("工作总结-市教育局.txt", "市教育局"),
        ("2024年工作总结.txt", None),
        ("annual-report.md", None),
        ("-", None),
    ],
)
def test_else_the_name_of_the_file_tells(name, expected):
    assert unit(f"年度工作总结\n\n{BODY}\n", name) == expected


@pytest.mark.parametrize("line", ["一、走进社区", "主要做法", "走进社区，服务群众。", "2024年12月", "目录"])
def test_other_lines_under_the_title_tell_nothing(line):
    assert unit(f"年度工作总结\n\n{line}\n\n{BODY}\n") is None
