"""HTML pages: what a browser shows of them, line by line, and where it stands in their source."""

from __future__ import annotations

import pickle
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarylint.checks.totals import relations
from summarylint.errors import UnreadableError
from summarylint.model import HIDDEN
from summarylint.readers.decode import Decoded
from summarylint.readers.html import read_html
from summarylint.readers.text import read_text
from summarylint.submissions import split
from summarylint.suppress import statements

SAVED_ARTICLE = """<!DOCTYPE html>
<html class=""><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>甲乡2024年工作总结</title>
<style>.rich_media_content{visibility:hidden}</style><script>var msg_title = '<p>不是正文</p>';</script></head>
<body id="activity-detail" class="zh_CN"><script nonce="1">document.write("<p>也不是");</script>
<div id="js_article" class="rich_media"><div class="rich_media_inner">
<h1 class="rich_media_title " id="activity-name">
甲乡2024年工作总结
</h1>
<div id="meta_content"><span class="rich_media_meta rich_media_meta_text">甲乡党建办</span>
<em id="publish_time" class="rich_media_meta">2024-12-20</em></div>
<div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0; ">
<section style="box-sizing: border-box;"><p style="text-indent: 2em;"><span style="font-size: 16px;">一、开展理论宣讲</span></p>
<p style="text-indent: 2em;"><span>今年共开展宣讲</span><strong><span>xx</span></strong><span>场次，</span><span leaf="">覆盖</span>300人。</p>
<p><br></p><section><p><img data-src="a.png" alt="图">扫码关注AAA公众号</p></section></section></div>
<div style="display: none;" id="js_pc_qr_code"><p>微信扫一扫<br>关注该公众号</p></div>
</div></div></body></html>
"""


def read(page, encoding=None):
    return read_html("a.html", page.encode() if isinstance(page, str) else page, encoding)


def lines(page):
    return read(page).text.splitlines()


def test_a_saved_article_reads_as_its_text_does():
    document = read(SAVED_ARTICLE)
    text = """甲乡2024年工作总结
甲乡党建办 2024-12-20
一、开展理论宣讲
今年共开展宣讲xx场次，覆盖300人。

扫码关注AAA公众号
"""
    assert document.text == text
    assert document.format == "html"
    as_text = read_text("a.txt", Decoded(text, "utf-8"))
    assert [(block.start, block.end) for block in document.blocks] == [(b.start, b.end) for b in as_text.blocks]
    assert [block.kind for block in document.blocks][:1] == ["heading"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("<p>甲<b>乙</b><i>丙</i></p><div>丁</div>", ["甲乙丙", "丁"], id="inline joined, blocks apart"),
        pytest.param("<p>甲<br>乙<br/></p><p>丙", ["甲", "乙", "丙"], id="br"),
        pytest.param(
            "<p>甲</p><p><br></p><p>&nbsp;</p><p></p><p>乙", ["甲", "", " ", "乙"], id="empty lines that show"
        ),
        pytest.param("<p>  a\n\t b <b> c</b></p>", ["a b c"], id="white space is one blank"),
        pytest.param("<p>开展\n  宣讲，\n“三个”\nand\nmore</p>", ["开展宣讲，“三个” and more"], id="wrapped Chinese"),
        pytest.param("<p>&nbsp;&nbsp;甲&nbsp;乙　丙</p>", ["  甲 乙　丙"], id="blanks that count"),
        pytest.param("<p>&lt;xx&gt; &amp; &#20845;&#x5341; &copy &notin;", ["<xx> & 六十 © ∉"], id="entities"),
        pytest.param("<pre>\n甲  乙\n\n  丙</pre>", ["甲  乙", "", "  丙"], id="pre"),
        pytest.param(
            "<div hidden>甲</div><p style='color:red; DISPLAY : none !important'>乙</p>丙", ["丙"], id="hidden"
        ),
        pytest.param(
            "<span style='display:block'>甲</span><div style='display:inline'>乙</div>丙", ["甲", "乙丙"], id="display"
        ),
        pytest.param("<template><p>甲</template><noscript><p>乙</noscript><style>丙</style>丁", ["丁"], id="unseen"),
        pytest.param("<head><noscript><p>请启用脚本</p></noscript></head><p>甲", ["甲"], id="noscript in the head"),
        pytest.param(
            "<nav><a>首页</a> | <a>关于</a></nav><button>扫码关注</button>",
            ["首页 | 关于", "扫码关注"],
            id="menus show",
        ),
        pytest.param("<svg><title>图</title><style/><text>甲</text></svg>乙", ["甲", "乙"], id="pictures with words"),
        pytest.param("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"], id="numbers of a list"),
        pytest.param("<ol start=3 type=A><li>甲<li value=5>乙<li>丙</ol>", ["C. 甲", "E. 乙", "F. 丙"], id="letters"),
        pytest.param(
            "<ol style='list-style-type:cjk-ideographic' start=10><li>甲<li>乙</ol>", ["十、甲", "十一、乙"], id="一、"
        ),
        pytest.param("<ol type=i reversed start=4><li>甲<li>乙</ol>", ["iv. 甲", "iii. 乙"], id="backwards"),
        pytest.param(
            "<ol><li><h3>甲</h3>乙<ul><li>丙</ul><li>丁</ol>", ["1. 甲", "乙", "丙", "2. 丁"], id="nested lists"
        ),
        pytest.param("a < b <3 </> <!x> c", ["a < b <3 c"], id="bare marks"),
        pytest.param("<p>甲<!-- 批注 -->乙<!--[if IE]><p>丙<![endif]--></p>", ["甲乙"], id="comments"),
        pytest.param("<p title='a>b' alt=\"<p>\">甲", ["甲"], id="marks in attributes"),
        pytest.param("<p>甲<div cla", ["甲"], id="cut in a tag"),
        pytest.param("<a href=x>甲<p>乙</a>丙", ["甲", "乙丙"], id="wrongly nested"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_page_reads_as_a_browser_shows_it(page, expected):
    assert lines(page) == expected


def test_headings_items_quotes_and_code_are_known_by_their_elements():
    document = read(
        "<h2>甲</h2><ul><li>乙</ul><blockquote>丙</blockquote><pre><code>x = 1</code></pre><p>用<code>xx</code>表示</p>"
    )
    assert [(b.kind, b.level, b.form, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", 2, "hash", "甲"),
        ("item", 0, "", "乙"),
        ("quote", 0, "", "丙"),
        ("code", 0, "", "x = 1"),
        ("heading", 0, "bare", "用xx表示"),
    ]
    assert document.prose.splitlines()[3:] == [HIDDEN * 5, f"用{HIDDEN * 2}表示"]


TABLE = """<table><caption>各村情况</caption><tr><td colspan="3">单位：户</td></tr>
<thead><tr><th>村</th><th>户数<br>（户）</th><th>人数</th></tr></thead>
<tr><td><p>东村</p></td><td>120</td><td>380</td></tr>
<tr><td>西村<td>150<td>410
<tr><td>南村<td>90<td>300
<tr><td>合计<td>360<td>{}</table>"""


@pytest.mark.parametrize(("total", "holds"), [("1190", [False, True]), ("1090", [True, True])])
def test_the_totals_of_a_table_are_reckoned(total, holds):
    document = read(TABLE.format(total))
    assert document.text.splitlines()[:4] == [
        "各村情况",
        "单位：户",
        "| 村 | 户数 （户） | 人数 |",
        "| 东村 | 120 | 380 |",
    ]
    assert sorted(relation.holds for relation in relations(split(document)[0])) == holds
    assert [block.kind for block in document.blocks][2:] == ["table"] * 5
    assert document.places[-1][1] == {"zh": "表1第5行", "en": "table 1, row 5"}


def test_cells_over_several_rows_and_columns_leave_the_others_in_their_columns():
    page = (
        "<table><tr><th rowspan=2>村<th colspan=2>人数<th rowspan=2>户<tr><th>男<th>女<tr><td>东<td>1<td>2<td>3</table>"
    )
    assert lines(page) == ["| 村 | 人数 |  | 户 |", "|  | 男 | 女 |  |", "| 东 | 1 | 2 | 3 |"]


def test_a_table_that_only_lays_out_a_page_is_read_as_paragraphs():
    long = "今年以来" * 40
    page = f"<table><tr><td>主要事迹<td><p>{long}<p>乙</tr></table><table><tr><td><table><tr><td>甲<td>乙</table><td>丙</table>"
    assert lines(page) == ["主要事迹", long, "乙", "| 甲 | 乙 |", "丙"]


def test_a_bar_in_a_cell_parts_no_cells():
    document = read("<table><tr><td>甲|乙<td>丙</table>")
    assert document.text == "| 甲|乙 | 丙 |\n"
    assert document.prose == f"| 甲{HIDDEN}乙 | 丙 |\n"


@pytest.mark.parametrize(
    ("content", "encoding", "known_as"),
    [
        pytest.param(
            '<meta charset="gb2312"><p>甲乡总结镕</p>'.encode("gb18030"), None, "gb18030", id="declared gb2312"
        ),
        pytest.param('<meta charset="gb2312"><p>甲乡总结镕</p>'.encode(), None, "utf-8", id="bytes win"),
        pytest.param(
            '<meta charset="utf-8"><p>甲乡总结镕</p>'.encode("gb18030"), None, "gb18030", id="declared utf-8 wrongly"
        ),
        pytest.param("<p>甲乡总结镕</p>".encode("gb18030"), None, "gb18030", id="nothing declared"),
        pytest.param("<p>甲乡总结镕</p>".encode("utf-16"), None, "utf-16", id="byte order mark"),
        pytest.param('<meta charset="big5"><p>甲乡总结镕</p>'.encode("utf-8-sig"), None, "utf-8", id="the mark wins"),
        pytest.param("<p>甲乡总结镕</p>".encode("utf-16-le"), "utf-16-le", "utf-16-le", id="given"),
        pytest.param(
            '<meta charset="no-such"><p>甲乡总结镕</p>'.encode("gbk"), None, "gb18030", id="declared nonsense"
        ),
        pytest.param(
            '<?xml version="1.0" encoding="GBK"?><html><p>甲乡总结镕</p>'.encode("gbk"), None, "gb18030", id="XHTML"
        ),
    ],
)
def test_the_encoding_of_a_page(content, encoding, known_as):
    document = read_html("a.html", content, encoding)
    assert document.text == "甲乡总结镕\n"
    assert document.encoding == known_as


def test_a_chinese_page_that_declares_latin_is_read_as_chinese():
    document = read_html("a.html", '<meta charset="iso-8859-1"><p>甲乡工作总结</p>'.encode("gbk"), None)
    assert (document.text, document.encoding) == ("甲乡工作总结\n", "gb18030")


def test_a_page_in_big5_is_read_as_it_declares():
    assert read_html("a.html", '<meta charset="big5"><p>臺灣總結</p>'.encode("big5"), None).text == "臺灣總結\n"


def test_binary_data_is_no_page():
    with pytest.raises(UnreadableError):
        read_html("a.html", bytes(range(256)) * 20, None)


def spans(page, words):
    document = read(page)
    start = document.text.index(words)
    found = document.origin.spans(document.text, start, start + len(words))
    return found and [page[span.start : span.end] for span in found]


@pytest.mark.parametrize(
    ("page", "words", "expected"),
    [
        pytest.param("<p>甲<b>乙丙</b>丁", "乙丙", ["乙丙"], id="within a text"),
        pytest.param("<p>甲<b>乙</b>丙", "甲乙丙", ["甲", "乙", "丙"], id="over tags"),
        pytest.param("<p>甲 \r\n <b>a</b>", "甲 a", ["甲 \r\n ", "a"], id="white space"),
        pytest.param("<p>a&lt;b&nbsp;c", "a<b c", ["a&lt;b&nbsp;c"], id="entities"),
        pytest.param("<p>&amp;lt;甲", "lt;甲", ["lt;甲"], id="an entity that is none"),
        pytest.param("<table>甲<tr><td>乙</table>", "甲", ["甲"], id="moved before its table"),
        pytest.param("<table>甲<tr><td>乙</table>", "乙", ["乙"], id="behind what was moved"),
        pytest.param("<ol><li>甲</ol>", "1. 甲", None, id="a list's number"),
        pytest.param("<ol><li>甲</ol>", "甲", ["甲"], id="an item"),
        pytest.param("<table><tr><td>甲<td>乙</table>", "甲 | 乙", None, id="a table's bar"),
        pytest.param("<script>甲</script><!-- 甲 --><p title='甲'>甲", "甲", ["甲"], id="the one that shows"),
        pytest.param("\ufdef\ufdd0\ufdee<p>甲", "甲", None, id="noncharacters in the source"),
        pytest.param("&#xFDEF;&#xFDD0;&#xFDEE;甲", "甲", None, id="noncharacters as entities"),
    ],
)
def test_a_stretch_is_found_in_the_source(page, words, expected):
    assert spans(page, words) == expected


TAGS = [
    "p",
    "div",
    "b",
    "a",
    "table",
    "tr",
    "td",
    "li",
    "ol",
    "pre",
    "svg",
    "select",
    "font",
    "h1",
    "script",
    "title",
    "code",
]
PIECES = st.sampled_from(
    [f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS] + ["<!--", "-->", "<", ">", "&lt;", "&#10;"]
)
PAGES = st.lists(
    PIECES | st.sampled_from(["甲", "乙 ", "\n", "\r\n", "xx", '"', "<p a='", "|", "]]>", "<![CDATA["]), max_size=25
)


@given(PAGES.map("".join))
def test_what_is_mapped_stands_there(page):
    document = read(page)
    assert len(document.prose) == len(document.text)
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text)
        at = block.end
    for row, start in enumerate(document.origin.starts):
        span = document.origin.spans(document.text, start, document.origin.ends[row])
        assert span is not None
        written = page[span[0].start : span[0].end]
        shown = document.text[start : document.origin.ends[row]]
        assert (
            re.sub(r"\s", " ", shown) == re.sub(r"\s", " ", written)
            or written in ("&lt;", "&#10;")
            or not written.strip()
        )


def test_suppression_comments_count_on_the_line_where_they_stand():
    page = (
        "<!-- summarylint: ignore[total] 顶部 --><p>甲</p>\n<!-- summarylint: ignore[placeholder/number-blank, masked] 模板 -->\n"
        "<p>宣讲xx场</p><p>乙【校对：ignore[masked] 引用】</p>"
    )
    document = read(page)
    assert [(comment.names, comment.reason, comment.line) for comment in statements(document)] == [
        (("total",), "顶部", 1),
        (("placeholder/number-blank", "masked"), "模板", 3),
        (("masked",), "引用", 5),
    ]
    assert "ignore" not in document.prose
    assert document.text.splitlines()[3] == "宣讲xx场"


def test_places_count_paragraphs_that_have_words():
    document = read("<p>甲</p><p><br></p><p>乙</p>")
    assert document.places == (
        (0, {"zh": "第1段", "en": "paragraph 1"}),
        (3, {"zh": "第2段", "en": "paragraph 2"}),
    )


def test_a_document_travels_between_processes():
    document = read(SAVED_ARTICLE)
    assert pickle.loads(pickle.dumps(document)) == document


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<div>" * 50_000 + "甲" + "</div>" * 50_000, id="nested"),
        pytest.param("".join(f"<p><font size={n}>甲</p>" for n in range(5_000)), id="formatting left open"),
        pytest.param("<table><tr><td>" * 5_000 + "甲", id="tables in tables"),
        pytest.param("<span><div></span>" * 10_000 + "甲", id="wrongly closed"),
        pytest.param("<table>" + "<tr><td colspan=1000 rowspan=1000>甲" * 2_000, id="cells over everything"),
        pytest.param("甲" + "<" * 200_000, id="bare marks"),
        pytest.param("甲" + "<!--" * 200_000, id="comments left open"),
        pytest.param("甲" + "<a b='" * 200_000 + ">", id="attributes left open"),
        pytest.param("甲" + "&#12" * 50_000, id="entities left open"),
        pytest.param("甲" + "<svg><style/>" * 5_000, id="pictures in pictures"),
    ],
)
def test_no_page_takes_long(page):
    start = time.process_time()
    assert "甲" in read(page).text
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("inside", "prose"),
    [
        pytest.param("投资<u>&nbsp;&nbsp;&nbsp;</u>万元", "投资___万元", id="u"),
        pytest.param("投资<u> &nbsp; </u>万元", "投资__ 万元", id="with blanks that are one"),
        pytest.param('投资<u><span lang="EN-US">&nbsp;&nbsp;</span></u>万元', "投资__万元", id="as Word saves it"),
        pytest.param(
            '负责人<span style="color:red; text-decoration:underline">　　</span>。', "负责人＿＿。", id="by a style"
        ),
        pytest.param("负责人<u>&nbsp;张三&nbsp;</u>。", "负责人 张三 。", id="filled in"),
        pytest.param("投资&nbsp;&nbsp;&nbsp;万元", "投资   万元", id="without a line"),
    ],
)
def test_an_underlined_blank_is_a_line_to_write_on(inside, prose):
    document = read(f"<p>{inside}</p>")
    assert document.prose.rstrip("\n") == prose
    assert len(document.text) == len(document.prose)
    assert not set("_＿") & set(document.text)
