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


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("青山镇2024年工作总结.txt", "青山镇"),
        ("市教育局-年度总结.docx", "市教育局"),
        ("in/03 白水镇党建工作总结（2）.txt", "白水镇"),
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
