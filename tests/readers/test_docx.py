"""Word files: what is read of them, where it stands, and what is refused."""

from __future__ import annotations

import io
import pickle
import shutil
import struct
import subprocess
import time
import zipfile
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

docx = pytest.importorskip("docx", reason="python-docx")

from lxml import etree  # noqa: E402 (what tests Word files needs python-docx anyway)

from summarylint.checks.totals import relations  # noqa: E402
from summarylint.errors import Said, UnreadableError  # noqa: E402
from summarylint.readers.docx import read_docx  # noqa: E402
from summarylint.readers.word.numerals import numeral  # noqa: E402
from summarylint.submissions import split  # noqa: E402

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARED = (
    f'xmlns:w="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:x="urn:x"'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relationships(**targets):
    inside = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def word(body, **parts):
    """A Word file of hand-written XML; each part is named for its relationship."""
    members = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relationships(officeDocument="word/document.xml"),
        "word/document.xml": f"<w:document {DECLARED}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(**{kind: f"{kind}.xml" for kind in parts}),
    }
    roots = {"header": "hdr", "footer": "ftr"}
    for kind, inside in parts.items():
        root = roots.get(kind.rstrip("0123456789"), kind)
        members[f"word/{kind}.xml"] = f"<w:{root} {DECLARED}>{inside}</w:{root}>"
    return zipped(members)


def p(*runs, properties=""):
    inside = "".join(
        run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs
    )
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def text_of(body, **parts):
    return read_docx("a.docx", word(body, **parts)).text


def blocks_of(document):
    return [(one.kind, one.level, one.form, document.prose[one.start : one.end]) for one in document.blocks]


def made(*lines, **kinds):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = map(FIELD.format, ("begin", "separate", "end"))


def field(instruction, *result):
    return (
        f"{BEGIN}<w:r><w:instrText>{instruction}</w:instrText></w:r>{SEPARATE}"
        + "".join(f"<w:r><w:t>{one}</w:t></w:r>" for one in result)
        + END
    )


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><x:box><w:txbxContent>{0}</w:txbxContent></x:box>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(p("培训x", "x次"), "培训xx次", id="a word over two runs"),
        pytest.param(p("甲") + p() + p("乙"), "甲\n\n乙", id="an empty paragraph is an empty line"),
        pytest.param(
            p("甲", "<w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/></w:r>"), "甲\t乙\n丙\n", id="tab, break"
        ),
        pytest.param(p("<w:r><w:t>甲</w:t><w:br w:type='page'/><w:t>乙</w:t></w:r>"), "甲\f\n乙", id="page break"),
        pytest.param(p("<w:r><w:t>010</w:t><w:noBreakHyphen/><w:t>12</w:t></w:r>"), "010-12", id="no-break hyphen"),
        pytest.param(p("<w:r><w:t>sum</w:t><w:softHyphen/><w:t>mary</w:t></w:r>"), "summary", id="soft hyphen"),
        pytest.param(p("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>", "是"), "☑是", id="symbol"),
        pytest.param(p("<w:r><w:sym w:font='Other' w:char='F0FE'/></w:r>", "是"), "\ufffc是", id="unknown symbol"),
        pytest.param(p("甲", "<w:ins><w:r><w:t>入</w:t></w:r></w:ins>"), "甲入", id="inserted"),
        pytest.param(p("甲", "<w:del><w:r><w:delText>出</w:delText></w:r></w:del>", "乙"), "甲乙", id="deleted"),
        pytest.param(
            p("<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>", "甲")
            + p("<w:moveTo><w:r><w:t>移</w:t></w:r></w:moveTo>"),
            "甲\n移",
            id="moved once",
        ),
        pytest.param(
            p("甲", properties="<w:rPr><w:del/></w:rPr>") + p("乙") + p("丙"), "甲乙\n丙", id="deleted paragraph mark"
        ),
        pytest.param(
            p("甲")
            + p("<w:del><w:r><w:delText>出</w:delText></w:r></w:del>", properties="<w:rPr><w:del/></w:rPr>")
            + p("乙"),
            "甲\n乙",
            id="deleted paragraph",
        ),
        pytest.param(p("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "后"), "链接后", id="hyperlink"),
        pytest.param(
            p(
                "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>"
            ),
            "控件",
            id="content control in a line",
        ),
        pytest.param(
            f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>{p('后')}", "控件\n后", id="control of lines"
        ),
        pytest.param(p("<w:smartTag><w:r><w:t>北京</w:t></w:r></w:smartTag>"), "北京", id="smart tag"),
        pytest.param(p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>", "见"), "见", id="hidden"),
        pytest.param(p("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>见</w:t></w:r>"), "见", id="not hidden"),
        pytest.param(p("见", field("DATE", "2024年"), "后"), "见2024年后", id="field"),
        pytest.param(
            p(
                f"{BEGIN}<w:r><w:instrText>IF </w:instrText></w:r>{field('PAGE', '内')}{SEPARATE}<w:r><w:t>果</w:t></w:r>{END}"
            ),
            "果",
            id="a field in an instruction",
        ),
        pytest.param(p(BEGIN, "甲") + p("乙"), "甲\n乙", id="a field that never ends hides nothing"),
        pytest.param(
            p('<w:fldSimple w:instr="DATE"><w:r><w:t>今天</w:t></w:r></w:fldSimple>'), "今天", id="simple field"
        ),
        pytest.param(p("前", BOX.format(p("框")), "后") + p("下"), "前后\n框\n下", id="a text box, once"),
        pytest.param(p("前", BOX.format(p("外", BOX.format(p("内"))))), "前\n外\n内", id="a text box in a text box"),
        pytest.param(
            p("<w:r><w:pict><v:textbox><w:txbxContent>" + p("框") + "</w:txbxContent></v:textbox></w:pict></w:r>"),
            "\n框",
            id="an old text box",
        ),
        pytest.param(
            p(
                "<w:r><w:ruby><w:rt><w:r><w:t>han</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            ),
            "汉",
            id="ruby",
        ),
        pytest.param(p("设", "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "设x=1", id="formula"),
        pytest.param(
            p("<w:r><w:t> 甲\n</w:t><w:t xml:space='preserve'> 乙 </w:t></w:r>"), "甲 乙 ", id="blanks at the ends"
        ),
        pytest.param(p("<w:r><w:t>甲<!-- x -->乙</w:t></w:r>"), "甲乙", id="a comment inside, which no program writes"),
        pytest.param(p("甲") + p("乙", properties="<w:pageBreakBefore/>"), "甲\n\f乙", id="page break before"),
        pytest.param(p("甲", properties="<w:sectPr/>") + p("乙"), "甲\f\n乙", id="section break"),
        pytest.param(
            p("甲", properties="<w:sectPr><w:type w:val='continuous'/></w:sectPr>") + p("乙"), "甲\n乙", id="same page"
        ),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_the_author_sees_is_read(body, text):
    assert text_of(body) == text


def tbl(*rows):
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def tc(*lines, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(line if line.startswith('<') else p(line) for line in lines)}</w:tc>"


def test_a_row_is_a_line_with_tabs_between_its_cells():
    body = tbl(
        [tc("单位"), tc("数"), tc("备注")],
        [tc("甲\u3000乡"), tc("3"), tc("")],
        [tc("计", properties="<w:gridSpan w:val='2'/>"), tc("无", "误")],
    )
    document = read_docx("a.docx", word(p("表") + body + p("后")))
    assert document.text == "表\n单位\t数\t备注\n甲\u3000乡\t3\t\n计\t\t无 误\n后"
    assert [one.kind for one in document.blocks] == ["heading", "table", "table", "table", "heading"]
    assert [place["en"] for _, place in document.places] == [
        "paragraph 1", "table 1 row 1", "table 1 row 2", "table 1 row 3", "paragraph 2",
    ]  # fmt: skip
    assert document.places[2][1]["zh"] == "表1第2行"


def test_cells_that_hold_text_are_read_as_text():
    long = "深入开展专项整治工作，取得明显成效，群众满意度不断提高。"
    body = tbl([tc("姓名"), tc("张三")], [tc("主要做法"), tc("一、加强领导", long, "二、狠抓落实", long)])
    document = read_docx("a.docx", word(body))
    assert document.text == f"姓名\t张三\n主要做法\n一、加强领导\n{long}\n二、狠抓落实\n{long}"
    assert ("heading", 1, "chinese", "一、加强领导") in blocks_of(document)
    assert document.places[2][1]["en"] == "table 1 row 2"
    framed = read_docx("a.docx", word(tbl([tc("一、加强领导", long)])))
    assert blocks_of(framed) == [("heading", 1, "chinese", "一、加强领导"), ("paragraph", 0, "", long)]


def test_nested_tables_deleted_rows_and_rows_in_controls():
    inner = tbl([tc("内1"), tc("内2")])
    rows = (
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + tc("删") + tc("去") + "</w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{tc('甲')}{tc('乙')}</w:tr></w:sdtContent></w:sdt>"
        f"<w:tr>{tc('外')}{tc(inner + p(''))}</w:tr></w:tbl>"
    )
    assert text_of(rows) == "甲\t乙\n外\n内1\t内2\n"


def test_the_table_check_reads_the_rows():
    document = docx.Document()
    document.add_paragraph("各乡镇完成情况如下。")
    table = document.add_table(5, 3)
    rows = ["单位 场次 人次", "甲乡 3 30", "乙乡 4 40", "丙乡 5 50", "合计 12 130"]
    for number, row in enumerate(rows):
        for column, words in enumerate(row.split()):
            table.cell(number, column).text = words
    out = io.BytesIO()
    document.save(out)
    read = read_docx("a.docx", out.getvalue())
    found = [one for part in split(read) for one in relations(part) if one.rule == "table-total"]
    assert [(read.text[one.start : one.end], one.holds) for one in found] == [("12", True), ("130", False)]


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"{more}><w:name w:val="{name}"/>{inside}</w:style>'
    for key, name, inside, more in [
        ("a", "Normal", "", ' w:default="1"'),
        ("1", "heading 1", "<w:basedOn w:val='a'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr>", ""),
        ("2", "标题 2", "", ""),
        ("own", "我的标题", "<w:basedOn w:val='1'/>", ""),
        ("loop", "x", "<w:basedOn w:val='loop2'/>", ""),
        ("loop2", "y", "<w:basedOn w:val='loop'/><w:pPr><w:outlineLvl w:val='3'/></w:pPr>", ""),
        ("T", "Title", "", ""),
        ("hid", "hid", "<w:rPr><w:vanish/></w:rPr>", ""),
        ("li", "li", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>", ""),
        ("li2", "li2", "<w:basedOn w:val='li'/><w:pPr><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr>", ""),
    ]
)  # fmt: skip


def styled(style, text, more=""):
    return p(text, properties=f'<w:pStyle w:val="{style}"/>{more}')


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(styled("1", "一、甲"), ("heading", 1, "hash", "一、甲"), id="by name and level"),
        pytest.param(styled("2", "甲"), ("heading", 2, "hash", "甲"), id="localised name"),
        pytest.param(styled("own", "甲"), ("heading", 1, "hash", "甲"), id="inherited"),
        pytest.param(styled("loop", "甲"), ("heading", 4, "hash", "甲"), id="styles in a circle"),
        pytest.param(p("甲", properties="<w:outlineLvl w:val='2'/>"), ("heading", 3, "hash", "甲"), id="own level"),
        pytest.param(
            styled("1", "一、甲", "<w:outlineLvl w:val='9'/>"), ("heading", 1, "chinese", "一、甲"), id="no level"
        ),
        pytest.param(p("一、甲"), ("heading", 1, "chinese", "一、甲"), id="by form"),
        pytest.param(p("甲乙"), ("heading", 0, "bare", "甲乙"), id="bare"),
        pytest.param(
            styled("1", "甲" * 40 + "。" + "乙" * 40),
            ("paragraph", 0, "", "甲" * 40 + "。" + "乙" * 40),
            id="a paragraph",
        ),
        pytest.param(
            styled("1", "<w:r><w:t>关于</w:t><w:br/><w:t>总结</w:t></w:r>"),
            ("heading", 1, "hash", "关于\n总结"),
            id="of two lines",
        ),
    ],
)
def test_headings(body, expected):
    assert blocks_of(read_docx("a.docx", word(body, styles=STYLES))) == [expected]


def test_a_title_stands_above_all_headings():
    document = read_docx("a.docx", word(styled("T", "总结") + styled("1", "甲") + styled("2", "乙"), styles=STYLES))
    assert [one.level for one in document.blocks] == [1, 2, 3]


def test_styles_hide_text_and_runs_show_it_again():
    shown = '<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>见</w:t></w:r>'
    body = p("藏", shown, properties='<w:pStyle w:val="hid"/>') + p(
        '<w:r><w:rPr><w:rStyle w:val="hid"/></w:rPr><w:t>藏</w:t></w:r>'
    )
    assert text_of(body, styles=STYLES) == "见\n"


def lvl(at, form, text, more=""):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels, more=""):
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        + more
    )


def item(text, level=0, number=1):
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


@pytest.mark.parametrize(
    ("levels", "items", "lines"),
    [
        pytest.param([lvl(0, "chineseCounting", "%1、")], [item("甲"), item("乙")], "一、甲 二、乙", id="一、"),
        pytest.param([lvl(0, "chineseCountingThousand", "第%1章")], [item("甲"), item("乙")], "第一章 甲 第二章 乙", id="第一章"),
        pytest.param([lvl(0, "japaneseCounting", "（%1）")], [item("甲")], "（一）甲", id="（一）"),
        pytest.param([lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2")],
                     [item("甲"), item("乙", 1), item("丙", 1), item("丁"), item("戊", 1)],
                     "1. 甲 1.1 乙 1.2 丙 2. 丁 2.1 戊", id="levels restart"),
        pytest.param([lvl(0, "decimal", "%1."), lvl(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')],
                     [item("甲"), item("乙", 1), item("丁"), item("戊", 1)], "1. 甲 1) 乙 2. 丁 2) 戊", id="no restart"),
        pytest.param([lvl(0, "decimal", "%1.")], [item("甲"), item("乙", number=2), item("丙", number=2), item("丁")],
                     "1. 甲 5. 乙 6. 丙 7. 丁", id="start override"),
        pytest.param([lvl(0, "chineseCounting", "%1"), lvl(1, "decimal", "%1.%2", "<w:isLgl/>")],
                     [item("甲"), item("乙", 1)], "一 甲 1.1 乙", id="legal"),
        pytest.param([lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2")], [item("乙", 1)], "1.1 乙", id="no upper level yet"),
        pytest.param([lvl(0, "decimal", "%1.", '<w:suff w:val="nothing"/>')], [item("甲")], "1.甲", id="no gap"),
        pytest.param([lvl(0, "none", "")], [item("甲")], "甲", id="none"),
        pytest.param([lvl(0, "bullet", "\uf0b7")], [item("甲")], "• 甲", id="bullet"),
        pytest.param([lvl(0, "decimal", "%1.")], [item("甲", 7), item("乙", number=0), item("丙", number=99)], "甲 乙 丙", id="no such level or list"),
        pytest.param([lvl(0, "decimal", "%1."), lvl(1, "lowerLetter", "%2)")], [styled("li", "甲"), styled("li2", "乙"), styled("li", "丙", "<w:numPr><w:numId w:val='0'/></w:numPr>")],
                     "1. 甲 a) 乙 丙", id="by style"),
    ],
)  # fmt: skip
def test_automatic_numbers_are_seen(levels, items, lines):
    assert text_of("".join(items), numbering=numbering(*levels), styles=STYLES).replace("\n", " ") == lines


def test_numbers_stand_in_no_run_and_make_headings():
    document = read_docx("a.docx", word(item("工作"), numbering=numbering(lvl(0, "chineseCounting", "%1、"))))
    assert blocks_of(document) == [("heading", 1, "chinese", "一、工作")]
    assert [(one.kind, one.start, one.end) for one in document.origin.between(0, 9)] == [
        ("number", 0, 2),
        ("text", 2, 4),
    ]
    bulleted = read_docx("a.docx", word(item("工作"), numbering=numbering(lvl(0, "bullet", "-"))))
    assert blocks_of(bulleted) == [("item", 0, "", "工作")]


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (10, "chineseCounting", "十"), (21, "chineseCounting", "二十一"), (105, "chineseCounting", "一○五"),
        (105, "chineseCountingThousand", "一百零五"), (110, "chineseCountingThousand", "一百一十"),
        (2003, "chineseCountingThousand", "二千零三"), (10, "ideographDigital", "一〇"), (11, "japaneseCounting", "十一"),
        (111, "japaneseCounting", "百十一"), (1994, "upperRoman", "MCMXCIV"), (4, "lowerRoman", "iv"), (28, "upperLetter", "BB"),
        (3, "decimalEnclosedCircle", "③"), (21, "decimalEnclosedCircle", "21"), (12, "decimalFullWidth", "１２"),
        (7, "decimalZero", "07"), (10, "chineseLegalSimplified", "壹拾"), (2, "ideographTraditional", "乙"), (22, "ordinal", "22nd"),
        (112, "ordinal", "112th"), (5, "whatever", "5"), (0, "upperLetter", "0"),
    ],
)  # fmt: skip
def test_numerals(number, form, expected):
    assert numeral(number, form) == expected


def test_notes_come_behind_the_body_in_the_order_of_their_marks():
    def mark(kind, number):
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    body = p("甲", mark("footnote", 3), "乙", mark("endnote", 1)) + p("丙", mark("footnote", 2))
    note = '<w:{0} w:id="{1}">{2}</w:{0}>'
    footnotes = (
        note.format("footnote", 0, p("分隔"))
        + note.format("footnote", 2, p("二xx"))
        + note.format("footnote", 3, p("一"))
    )
    document = read_docx("a.docx", word(body, footnotes=footnotes, endnotes=note.format("endnote", 1, p("尾"))))
    assert document.text == "甲乙\n丙\n一\n二xx\n尾"
    assert [place["zh"] for _, place in document.places] == ["第1段", "第2段", "脚注1", "脚注2", "尾注1"]
    assert [one.kind for one in document.blocks][2:] == ["matter"] * 3
    start = document.text.index("xx")
    (segment,) = document.origin.between(start, start + 2)
    assert segment.part == "word/footnotes.xml"
    assert document.origin.note_at(start).paragraph == 1
    assert document.origin.note_at(0) is None


def test_headers_that_are_shown_come_last_and_once():
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/><w:headerReference w:type="first" r:id="rheader2"/>'
        '<w:headerReference w:type="even" r:id="rheader4"/><w:footerReference w:type="default" r:id="rfooter1"/></w:sectPr>'
    )
    footer = p("第", field("PAGE", "1"), "页") + p("内部资料xx")
    document = read_docx(
        "a.docx", word(p("甲") + section, header1=p("某局"), header2=p("首"), header4=p("偶"), footer1=footer)
    )
    assert document.text == "甲\n某局\n第1页\n内部资料xx"
    assert document.prose == "甲\n某局\n\ufffc\ufffc\ufffc\n内部资料xx"
    assert [place["en"] for _, place in document.places] == ["paragraph 1", "header", "footer", "footer"]
    same = read_docx("a.docx", word(p("甲") + section, header1=p("某局"), footer1=p("某局")))
    assert same.text == "甲\n某局"


def test_a_part_from_another_file_is_a_problem_and_no_silence():
    document = read_docx("a.docx", word(p("甲") + '<w:altChunk r:id="x"/>'))
    assert isinstance(document.problem, Said)


def test_the_strict_kind_is_read_too():
    content = word(styled("1", "甲"), styles=STYLES)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        members = {
            one: file.read(one).replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            for one in file.namelist()
        }
    assert blocks_of(read_docx("a.docx", zipped(members))) == [("heading", 1, "hash", "甲")]


def node_text(content, segment):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        root = etree.fromstring(file.read(segment.part))
    paragraph = list(root.iter(f"{{{MAIN}}}p"))[segment.paragraph]
    return list(paragraph.iter())[segment.node].text


CHARACTERS = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff&<>")
RUNS = st.lists(st.text(CHARACTERS, max_size=6), max_size=5)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.lists(RUNS, max_size=6), st.data())
def test_the_map_leads_back_to_every_character(paragraphs, data):
    shapes = [
        "{}",
        "<w:ins>{}</w:ins>",
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    ]
    run = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    skipped = "<w:del><w:r><w:rPr><w:b/></w:rPr><w:delText>出</w:delText></w:r></w:del>"
    body = "".join(
        p(*(data.draw(st.sampled_from(shapes)).format(run.format(text)) + skipped for text in runs))
        for runs in paragraphs
    )
    content = word(body)
    document = read_docx("a.docx", content)
    assert document.text == "\n".join("".join(runs) for runs in paragraphs)
    assert len(document.prose) == len(document.text)
    assert pickle.loads(pickle.dumps(document)) == document
    covered = set()
    for segment in document.origin.between(0, len(document.text)):
        text = node_text(content, segment)
        assert text[segment.offset :][: segment.end - segment.start] == document.text[segment.start : segment.end]
        covered.update(range(segment.start, segment.end))
    assert {at for at, one in enumerate(document.text) if one != "\n"} == covered
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end
        at = block.end


TEXT = "关于开展工作的总结\n\n一、主要做法\n共培训xx次，覆盖😀𠮷人。\n（一）加强领导\n1. 抓落实\n二、存在问题\nAAA群里有人反映：“慢”。"


def test_the_same_text_however_it_was_made():
    one = read_docx("a.docx", made(*TEXT.split("\n")))
    other = read_docx("a.docx", word("".join(p(*line) for line in TEXT.split("\n"))))
    assert one.text == other.text == TEXT
    assert one.blocks == other.blocks


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice")
def test_the_same_text_from_libreoffice(tmp_path):
    (tmp_path / "own.docx").write_bytes(made(*TEXT.split("\n")))
    out = tmp_path / "out"
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "docx",
        "--outdir",
        out,
    ]
    subprocess.run([*command, tmp_path / "own.docx"], check=True, capture_output=True, timeout=120)
    again = read_docx("a.docx", (out / "own.docx").read_bytes())
    assert again.text == TEXT
    assert again.blocks == read_docx("a.docx", made(*TEXT.split("\n"))).blocks


def with_member(name, content, **more):
    with zipfile.ZipFile(io.BytesIO(word(p("甲")))) as file:
        return zipped({**{one: file.read(one) for one in file.namelist()}, name: content}, **more)


def lying():
    """The directory says that document.xml holds 100 bytes, and it holds 30 MB."""
    content = bytearray(with_member("word/document.xml", b" " * 30_000_000))
    at = content.rindex(b"word/document.xml") - 46
    struct.pack_into("<I", content, at + 24, 100)
    return bytes(content)


def twice():
    out = io.BytesIO(word(p("甲")))
    with zipfile.ZipFile(out, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("word/document.xml", "<x/>")
    return out.getvalue()


def crc_broken():
    content = bytearray(word(p("甲" * 500)))
    at = content.index(b"word/document.xml") + len("word/document.xml") + 40
    content[at] ^= 0xFF
    return bytes(content)


def password():
    content = bytearray(word(p("甲")))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def document_xml(start, end=""):
    body = f"<w:document {DECLARED}><w:body><w:p><w:r><w:t>a{end}</w:t></w:r></w:p></w:body></w:document>"
    return with_member("word/document.xml", start + body)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {one} '{f'&{before};' * 10}'>" for before, one in zip("abcdefghi", "bcdefghij", strict=True)
) + "]>"  # fmt: skip
BAD = {
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "password", "密码"),
    "an old .doc renamed": (OLE + "WordDocument".encode("utf-16-le"), ".doc", "另存为"),
    "an old workbook renamed": (OLE + "Workbook".encode("utf-16-le"), "Excel", "Excel"),
    "another old file": (OLE, "old Office", "旧版"),
    "a PDF renamed": (b"%PDF-1.7", "PDF", "PDF"),
    "a rich text renamed": (b"{\\rtf1}", "rich text", "RTF"),
    "a web page renamed": (b"<html></html>", "not a Word file", "不是Word文件"),
    "a text renamed": ("你好".encode(), "not a Word file", "不是Word文件"),
    "nothing": (b"", "empty", "空文件"),
    "a workbook": (zipped({"xl/workbook.xml": "<x/>"}), "Excel workbook", "Excel工作簿"),
    "a presentation": (zipped({"ppt/presentation.xml": "<x/>"}), "PowerPoint", "PowerPoint"),
    "an OpenDocument text": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED),
        "OpenDocument",
        "OpenDocument",
    ),
    "a zip of anything": (zipped({"a.txt": "a"}), "no word/document.xml", "没有word/document.xml"),
    "an empty zip": (zipped({}), "no word/document.xml", "没有word/document.xml"),
    "cut in half": (word(p("甲"))[:400], "broken or incomplete", "损坏"),
    "cut short of one byte": (word(p("甲"))[:-1], "broken or incomplete", "损坏"),
    "four bytes": (b"PK\x03\x04", "broken or incomplete", "损坏"),
    "a bad checksum": (crc_broken, "broken or incomplete", "损坏"),
    "XML that stops": (with_member("word/document.xml", "<w:document"), "broken or incomplete", "损坏"),
    "an empty document.xml": (with_member("word/document.xml", ""), "broken or incomplete", "损坏"),
    "no body": (with_member("word/document.xml", "<x/>"), "without a body", "没有正文"),
    "an unknown entity": (document_xml("", "&x;"), "broken or incomplete", "损坏"),
    "an unknown encoding": (document_xml('<?xml version="1.0" encoding="x-none"?>'), "broken or incomplete", "损坏"),
    "a zip with a password": (password, "password", "密码"),
    "a picture alone": (word(p("<w:r><w:drawing><x:pic/></w:drawing></w:r>")), "pictures without text", "没有文字"),
    "an outside entity": (
        document_xml("<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "&x;"),
        "DOCTYPE",
        "DOCTYPE",
    ),
    "a million laughs": (document_xml(LAUGHS, "&j;"), "DOCTYPE", "DOCTYPE"),
    "a DOCTYPE behind a comment": (document_xml("<!-- <a> --><!DOCTYPE x>"), "DOCTYPE", "DOCTYPE"),
    "a DOCTYPE in UTF-16": (
        with_member("word/document.xml", "<!DOCTYPE x><x/>".encode("utf-16")),
        "DOCTYPE",
        "DOCTYPE",
    ),
    "a DOCTYPE in a part that is not read": (
        with_member("word/theme/theme1.xml", "<!DOCTYPE x><x/>"),
        "DOCTYPE",
        "DOCTYPE",
    ),
    "nested 300 deep": (with_member("word/document.xml", "<x>" * 300 + "</x>" * 300), "deep", "嵌套"),
    "nested 100,000 deep": (with_member("word/document.xml", "<x>" * 100_000), "deep", "嵌套"),
    "a part of millions of elements": (
        lambda: with_member("word/document.xml", b"<w:p/>" * 2_000_001, method=zipfile.ZIP_STORED),
        "2,000,000 elements",
        "2000000个元素",
    ),
    "two documents": (twice, "same name", "同名"),
    "names that differ in case": (with_member("word/Document.xml", "<x/>"), "same name", "同名"),
    "a bomb": (with_member("word/document.xml", b" " * 60_000_000), "200 times", "200倍"),
    "a huge part": (
        with_member("word/media/a.bin", b"x" * (65 << 20), method=zipfile.ZIP_STORED),
        "unpacks to more",
        "解压后",
    ),
    "a size that lies": (lying, "broken or incomplete", "损坏"),
    "6,000 parts": (lambda: zipped({f"word/{number}.bin": "" for number in range(6000)}), "5,000 parts", "5000个"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_told_for_what_they_are(name):
    content, en, zh = BAD[name]
    with pytest.raises(UnreadableError) as error:
        read_docx("a.docx", content() if callable(content) else content)
    message = error.value.args[0]
    assert en in message
    assert zh in message.zh


def test_names_that_lead_outside_are_left_alone():
    assert read_docx("a.docx", with_member("../../x.xml", "<x/>")).text == "甲"


def test_a_macro_file_is_read_for_its_text():
    assert read_docx("a.docm", with_member("word/vbaProject.bin", OLE)).text == "甲"


@settings(max_examples=150)
@given(st.data())
def test_no_damage_ends_in_a_traceback(data):
    content = bytearray(
        word(p("甲乙") + tbl([tc("1"), tc("2")]), styles=STYLES, numbering=numbering(lvl(0, "decimal", "%1")))
    )
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.none() | st.integers(0, len(content)))
    with suppress(UnreadableError):
        read_docx("a.docx", bytes(content[:cut]))


ODD = st.recursive(
    st.sampled_from(
        ["<w:t>甲</w:t>", "<w:tab/>", "<w:br/>", "<w:fldChar/>", "<w:sym/>", "<w:pPr><w:numPr/><w:outlineLvl/></w:pPr>"]
    ),
    lambda inside: st.builds(
        lambda tag, some: f"<{tag}>{''.join(some)}</{tag}>",
        st.sampled_from(
            "w:p w:r w:tbl w:tr w:tc w:ins w:del w:sdt w:sdtContent w:txbxContent w:hyperlink mc:AlternateContent mc:Choice"
            " mc:Fallback w:body w:pPr w:rPr w:numPr w:fldSimple w:footnoteReference w:trPr w:tcPr w:gridSpan m:oMath".split()
        ),
        st.lists(inside, max_size=4),
    ),
    max_leaves=25,
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ODD, max_size=4))
def test_elements_in_any_order_are_read_without_a_traceback(some):
    document = read_docx("a.docx", word("".join(some), styles=STYLES))
    assert len(document.prose) == len(document.text)
    segments = list(document.origin.between(0, len(document.text)))
    assert all(one.end <= other.start for one, other in pairwise(segments))


def test_a_long_document_is_read_in_time():
    """300 pages: 6,000 paragraphs of 4 runs, 40 characters each."""
    run = "<w:r w:rsidR='00A1'><w:rPr><w:rFonts w:hint='eastAsia'/><w:b/><w:sz w:val='28'/></w:rPr><w:t>{}</w:t></w:r>"
    body = (
        p(*[run.format("深入学习贯彻落实")] * 4, properties="<w:spacing w:line='560'/><w:ind w:firstLine='640'/>")
        * 6000
    )
    content = word(body)
    started = time.process_time()
    document = read_docx("a.docx", content)
    took = time.process_time() - started
    assert len(document.text) == 6000 * 33 - 1
    assert took < 4, "2 s on a free machine"
    assert len(pickle.dumps(document.origin)) < 1_200_000


def underlined(*inside, line="single", style=""):
    properties = f'<w:u w:val="{line}"/>' if line else f'<w:rStyle w:val="{style}"/>'
    parts = "".join(one if one.startswith("<") else f'<w:t xml:space="preserve">{one}</w:t>' for one in inside)
    return f"<w:r><w:rPr>{properties}</w:rPr>{parts}</w:r>"


UNDERLINED_STYLE = '<w:style w:type="character" w:styleId="fill"><w:rPr><w:u w:val="single"/></w:rPr></w:style>'


@pytest.mark.parametrize(
    ("runs", "prose"),
    [
        pytest.param(["投资", underlined("      "), "万元"], "投资______万元", id="blanks"),
        pytest.param(["投资", underlined("   "), underlined("   "), "万元"], "投资______万元", id="over two runs"),
        pytest.param(["负责人", underlined("　　"), "。"], "负责人＿＿。", id="wide blanks"),
        pytest.param(["负责人", underlined("<w:tab/>", "<w:tab/>"), "。"], "负责人＿＿。", id="tabs"),
        pytest.param(["投资", underlined("\xa0\xa0", line="double"), "万元"], "投资__万元", id="two lines, no-break"),
        pytest.param(["投资", underlined("  ", line="wave"), "万元"], "投资__万元", id="a wave"),
        pytest.param(["投资", underlined("  ", line="none"), "万元"], "投资  万元", id="no line"),
        pytest.param(["投资", underlined("  ", line="words"), "万元"], "投资  万元", id="a line under words alone"),
        pytest.param(["投资", underlined("  ", line="", style="fill"), "万元"], "投资__万元", id="by a style"),
        pytest.param(
            ["负责人", underlined("  "), underlined("张三"), underlined("  "), "。"], "负责人  张三  。", id="filled in"
        ),
        pytest.param(["负责人", underlined("  张三  "), "。"], "负责人  张三  。", id="filled in, in one run"),
        pytest.param(["单位：", field(" FORMTEXT ", "\u2002\u2002\u2002"), "。"], "单位：___。", id="a form's field"),
        pytest.param(["单位：", field(" FORMTEXT ", "水利局"), "。"], "单位：水利局。", id="a form's field filled in"),
    ],
)
def test_an_underlined_blank_is_a_line_to_write_on(runs, prose):
    document = read_docx("a.docx", word(p(*runs), styles=UNDERLINED_STYLE))
    assert document.prose == prose
    assert len(document.text) == len(prose)
    assert not set("_＿") & set(document.text)


def test_underlined_blanks_in_cells_end_with_their_cell():
    row = "".join(
        f"<w:tc>{p(run)}</w:tc>" for run in ("姓名", underlined("    "), underlined("张三"), underlined("  "))
    )
    document = read_docx("a.docx", word(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"))
    assert document.prose == "姓名\t____\t张三\t__"
