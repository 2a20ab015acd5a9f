"""Which line is the title: letterheads, mastheads and navigation stand above it, and it may go over several lines."""

from __future__ import annotations

import pytest

from summarylint.readers.decode import Decoded
from summarylint.readers.html import read_html
from summarylint.readers.markdown import read_markdown
from summarylint.readers.text import read_text
from summarylint.splitting.letterhead import is_above_title
from summarylint.submissions import split

BODY = "一、主要做法\n全镇清淤河道四次，走访农户三百余户。\n二、工作成效\n排涝时间缩短到半天，群众满意率提高六个百分点。\n三、下一步打算\n继续改造泵站两座。\n"
LEAD = "入汛以来，松河镇针对老街逢雨必涝的老问题，查管网、清沟渠、建台账，街坊出行不再蹚水，商户也少受了许多损失。"
ENGLISH = "Overview\nThe office ran nine ferry inspections this year and trained forty deck hands before the season.\n"


def title(text, *, name="总结.txt", body=BODY):
    reader = read_markdown if name.endswith(".md") else read_text
    found = [part for part in split(reader(name, Decoded(f"{text}\n{body}", "utf-8"))) if part.number]
    assert len(found) == 1
    return found[0].title


@pytest.mark.parametrize(
    "line",
    [
        "000012", "份号：12", "机密★一年", "秘密★3年　　特急", "【特急】".strip("【】"), "松河镇人民政府文件", "工作文件", "松政发〔2024〕12号",
        "松政发〔2024〕××号　　签发人：周宁", "松府纪[2024]3号", "签发人：周宁", "附件2", "附件：", "内部资料  注意保存", "（内部资料，请勿外传）", "第3期",
        "（总第45期）", "（2024年第9期）", "2024年第3期（总第12期）", "第 XX 期", "（征求意见稿）", "首页 | 信息公开 | 返回顶部", "首页 > 政务公开 > 工作总结",
        "您现在的位置：首页 > 公告", "跳到正文", "CONFIDENTIAL", "Tel: 01632 960 114", "14 Quay Road, Port Ellis PE4 2LM", "www.harbour.example",
        "Ref: HD/2024/31", "Issue 4, March 2024", "MEMORANDUM", "Skip to content",
    ],
)  # fmt: skip
def test_a_line_of_a_letterhead_stands_above_the_title(line):
    assert is_above_title(line)


@pytest.mark.parametrize(
    "line",
    [
        "松河镇2024年工作总结", "松河镇人民政府", "关于贯彻落实上级文件情况的报告", "第三期培训班总结", "第三次全体会议纪要", "附件管理工作总结", "内部审计工作总结",
        "12345热线工作总结", "草案审议工作报告", "首页改版工作总结", "机密文件管理工作总结", "Annual report 2024", "Copy desk report", "Urgent care review", "Home care team: a summary",
        "Date palms of the coast", "Draft budget report",
    ],
)  # fmt: skip
def test_a_title_is_no_line_of_a_letterhead(line):
    assert not is_above_title(line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("松河镇人民政府文件\n松政发〔2024〕12号\n松河镇2024年工作总结", "松河镇2024年工作总结", id="a letterhead"),
        pytest.param(
            "000001\n机密★一年\n特急\n中共松河镇委员会文件\n松委〔2025〕1号　　　　签发人：周宁\n\n2024年工作总结",
            "2024年工作总结",
            id="all that a letterhead may have",
        ),
        pytest.param(
            "松河镇人民政府文件\n松政〔2025〕3号\n松河镇人民政府\n关于报送2024年工作总结的报告\n县政府：",
            "松河镇人民政府关于报送2024年工作总结的报告",
            id="the issuer again, as the first line of the title",
        ),
        pytest.param("松河镇人民政府\n松政函〔2024〕9号\n2024年工作总结", "2024年工作总结", id="a letterhead without 文件"),
        pytest.param("松河镇\n2024年工作总结", "松河镇2024年工作总结", id="two lines"),
        pytest.param("松河镇人民政府\n\n2024年工作总结\n", "松河镇人民政府2024年工作总结", id="two lines apart"),
        pytest.param("2024年度\n工作总结", "2024年度工作总结", id="the year above"),
        pytest.param("中共松河镇委员会\n松河镇人民政府\n关于2024年工作情况的报告", "中共松河镇委员会松河镇人民政府关于2024年工作情况的报告", id="two issuers"),
        pytest.param("松河镇人民政府关于\n2024年河道清淤工作情况的\n报　　告", "松河镇人民政府关于2024年河道清淤工作情况的报告", id="three lines"),
        pytest.param("松河镇2024年工 作 总 结", "松河镇2024年工作总结", id="letters apart"),
        pytest.param("松 河 镇 2024 年 工 作 总 结", "松河镇2024年工作总结", id="all letters apart"),
        pytest.param("附件2\n松河镇2024年工作总结", "松河镇2024年工作总结", id="an enclosure"),
        pytest.param("内部资料  注意保存\n松河镇2024年工作总结\n（征求意见稿）", "松河镇2024年工作总结", id="not for all eyes"),
        pytest.param("目　录\n一、主要做法……1\n二、工作成效……2\n\n松河镇2024年工作总结", "松河镇2024年工作总结", id="a table of contents"),
        pytest.param("标题：松河镇2024年工作总结", "松河镇2024年工作总结", id="a label"),
        pytest.param("松河镇工作总结\n松河镇2024年工作总结", "松河镇2024年工作总结", id="a running header"),
        pytest.param("2024年12月30日\n松河镇2024年工作总结", "松河镇2024年工作总结", id="a date above"),
        pytest.param("报送单位：松河镇\n报送时间：2024年12月\n松河镇2024年工作总结", "松河镇2024年工作总结", id="fields above"),
        pytest.param("松河镇人民政府\n松政函〔2024〕9号\n\n松河镇人民政府关于商请支援抽水设备的函\n\n区水利局：", "松河镇人民政府关于商请支援抽水设备的函", id="no summary"),
        pytest.param("2024年\n\n松河镇工作总结", "松河镇工作总结", id="the year on a cover"),
        pytest.param("年度考核材料之三\n\n松河镇镇长述职报告", "松河镇镇长述职报告", id="what it belongs to"),
        pytest.param("松河镇人民政府文件\n松政发〔2024〕12号", "总结", id="the file, where a letterhead stands alone"),
    ],
)  # fmt: skip
def test_the_title_stands_below_the_letterhead_and_over_several_lines(text, expected):
    assert title(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("松河政务简报\n第18期（总第126期）\n松河镇党政办公室编　　2024年11月6日\n三招治住老街积水", "三招治住老街积水", id="edited by"),
        pytest.param(f"工作简报\n（第7期）\n编者按：{LEAD}\n三招治住老街积水", "三招治住老街积水", id="the editors' word"),
        pytest.param("【简报】第14期\n三招治住老街积水", "三招治住老街积水", id="on one line"),
        pytest.param("防汛工作简报\n第3期\n", "防汛工作简报", id="no other title"),
        pytest.param("区政府会议纪要\n〔2024〕22号\n研究老街排水改造工作", "研究老街排水改造工作", id="minutes"),
    ],
)  # fmt: skip
def test_the_title_stands_below_the_masthead(text, expected):
    assert title(text, body=f"\n{LEAD}\n{BODY}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("HARBOUR OFFICE\n14 Quay Road, Port Ellis PE4 2LM\nTel: 01632 960 114\n\nRef: HD/31\n\nAnnual Work Summary 2024", "Annual Work Summary 2024", id="a letterhead"),
        pytest.param("MEMORANDUM\n\nTo: Executive Committee\nFrom: Human Resources Division\nDate: 5 July 2024\nSubject: Half-year workforce report", "Half-year workforce report", id="a memo"),
        pytest.param("Harbour Office\nAnnual Work Summary 2024", "Harbour Office Annual Work Summary 2024", id="two lines"),
    ],
)  # fmt: skip
def test_an_english_title(text, expected):
    assert title(text, body=f"\n{ENGLISH}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "> 内部资料\n\n附件1\n\n# 松河镇2024年工作总结\n", "松河镇2024年工作总结", id="lines above a heading"
        ),
        pytest.param("# 松河镇\n\n## 2024年工作总结\n", "松河镇2024年工作总结", id="headings of two levels"),
        pytest.param("松河镇2024年工作总结\n\n# 存在问题\n", "松河镇2024年工作总结", id="a section"),
    ],
)
def test_a_title_in_markdown(text, expected):
    assert title(text, name="a.md") == expected


def test_the_heading_of_a_page_is_its_title():
    links = "<div>首页</div><div>政务公开</div><ul><li>机构职能</li></ul><div>当前位置：首页 &gt; 工作总结</div>"
    page = f"<html><body>{links}<h1>松河镇2024年工作总结</h1><p>{LEAD}</p></body></html>"
    (only,) = (part for part in split(read_html("a.html", page.encode(), None)) if part.number)
    assert only.title == "松河镇2024年工作总结"


def test_the_name_of_a_site_is_no_title():
    page = f"<html><body><h1>松河镇人民政府网站</h1><h2>松河镇2024年工作总结</h2><p>{LEAD}</p></body></html>"
    (only,) = (part for part in split(read_html("a.html", page.encode(), None)) if part.number)
    assert only.title == "松河镇2024年工作总结"


@pytest.fixture
def word(folder):
    docx = pytest.importorskip("docx")

    def made(*lines):
        document = docx.Document()
        for style, *texts in lines:
            if style == "table":
                for cell, text in zip(document.add_table(1, len(texts)).rows[0].cells, texts, strict=True):
                    cell.text = text
            else:
                document.add_paragraph(texts[0], style=style or None)
        for text in BODY.split("\n"):
            document.add_paragraph(text)
        document.save(folder / "a.docx")
        return "a.docx"

    return made


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            [("", "松河镇人民政府文件"), ("", "松政〔2025〕3号"), ("Title", "松河镇2024年工作总结")],
            "松河镇2024年工作总结",
            id="the style Title",
        ),
        pytest.param(
            [("table", "松河镇人民政府", "文件"), ("table", "松政发〔2024〕9号", "签发人：李安"), ("", "2024年工作总结")],
            "2024年工作总结",
            id="a letterhead in tables",
        ),
        pytest.param([("table", "松河镇2024年工作总结")], "松河镇2024年工作总结", id="a title in a table"),
        pytest.param(
            [("Title", "松河镇人民政府"), ("Subtitle", "2024年工作总结")], "松河镇人民政府2024年工作总结", id="two styles"
        ),
        pytest.param(
            [("", "松河镇治河记"), ("Heading 1", "清淤"), ("Heading 1", "护岸")], "松河镇治河记", id="sections as headings"
        ),
    ],
)  # fmt: skip
def test_a_title_in_word(word, report, lines, expected):
    assert report(word(*lines))["submissions"][0]["title"] == expected


def test_a_letterhead_hides_no_missing_section(write, report):
    write("a.txt", f"松河镇人民政府文件\n松政发〔2024〕12号\n松河镇2024年工作总结\n\n{BODY}")
    found = report("a.txt")
    assert found["submissions"][0]["type"] == "work-summary"
    assert [one["data"]["section"] for one in found["findings"] if one["rule"] == "section/missing"] == ["problems"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"工作简报\n第3期\n三招治住老街积水\n{LEAD}\n", ("briefing", "above the title stands '简报'")),
        (
            f"区政府会议纪要\n第3期\n研究老街排水改造\n{LEAD}\n",
            ("meeting-minutes", "above the title stands '会议纪要'"),
        ),
        (f"工作简报\n第3期\n关于排水改造的会议纪要\n{LEAD}\n", ("meeting-minutes", "the title says '会议纪要'")),
    ],
)
def test_the_masthead_tells_the_type_where_the_title_does_not(write, report, text, expected):
    write("a.txt", text)
    row = report("a.txt")["submissions"][0]
    assert (row["type"], row["type_reason"]) == expected
