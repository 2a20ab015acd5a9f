"""`summarylint fix` in Word files and pages: what is changed, what stays to the byte, and what is refused."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarylint.fixing import word
from summarylint.fixing.edits import applied
from summarylint.fixing.formats import UnfixableError, fixed
from summarylint.model import Edit, Span
from summarylint.readers import document_of

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARED = (
    f'xmlns:w="{MAIN}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# Comments, quotes and line ends as no library writes them: whoever writes the part anew changes them.
HEAD = f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\r\n<!-- kept --><w:document {DECLARED} >"
LAST = "<w:p><w:r><w:t>此致&quot;&#x4e00;</w:t ></w:r></w:p><w:sectPr  w:rsidR='1'/>"
NUMBERS = (
    f'<w:numbering {DECLARED}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
BULLET = NUMBERED.replace('numId w:val="1"', 'numId w:val="2"')
SPLIT = (
    '<w:p w14:paraId="1A"><w:pPr><w:pageBreakBefore/><w:jc w:val="both"/></w:pPr><w:r><w:t>工作很忙。</w:t></w:r>'
    '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">二、下一步</w:t></w:r></w:p>'
)


def package(body, **parts):
    targets = {"numbering": "numbering.xml", **{kind: f"{kind}.xml" for kind in parts}}
    inside = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{name}"/>' for kind, name in targets.items()
    )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a"'
        f' Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{HEAD}<w:body>{body}{LAST}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>',
        "word/numbering.xml": NUMBERS,
        "word/media/图.png": b"\x89PNG" + bytes(range(256)) * 9,
        **{f"word/{kind}.xml": content for kind, content in parts.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def body_of(content):
    source = members_of(content)["word/document.xml"].decode()
    head, _, rest = source.partition("<w:body>")
    body, last, end = rest.rpartition(LAST)
    assert (head, last, end) == (HEAD, LAST, "</w:body></w:document>"), (
        "nothing beside the paragraphs changes by a byte"
    )
    return body


def members_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def stored(content, name):
    """A member's bytes as they are packed, with its header."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        info = file.getinfo(name)
        start = info.header_offset
        size = 30 + int.from_bytes(content[start + 26 : start + 28], "little")
        return content[start : start + size + int.from_bytes(content[start + 28 : start + 30], "little")
                       + info.compress_size]  # fmt: skip


def p(*texts, properties=""):
    runs = "".join(one if one.startswith("<") else f"<w:r><w:t>{one}</w:t></w:r>" for one in texts)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def edited(content, *changes, name="a.docx"):
    """The file with words replaced, each where it stands first; `^` in them only marks the place of an insertion."""
    document = document_of(content, name, None)
    edits = []
    for old, new in changes:
        start = document.text.index(old.replace("^", ""))
        at = start + old.index("^") if "^" in old else start
        edits.append(Edit(Span(at, at if "^" in old else start + len(old)), new))
    return fixed(document, content, sorted(edits))


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        pytest.param(p("通过AAA群发布"), [("AAA", "微信")], p("通过微信群发布"), id="inside a run"),
        pytest.param(
            p("通过A", "<w:r><w:rPr><w:b/></w:rPr><w:t>A</w:t></w:r>", "A群"),
            [("AAA", "微信")],
            p("通过微信", "<w:r><w:rPr><w:b/></w:rPr><w:t></w:t></w:r>", "群"),
            id="over runs",
        ),
        pytest.param(p("甲xx乙D员丙"), [("xx", "12"), ("D", "党")], p("甲12乙党员丙"), id="two in one run"),
        pytest.param(
            p("<w:r><w:t> 甲AAA乙 </w:t></w:r>"), [("AAA", "")], p("<w:r><w:t>甲乙</w:t></w:r>"), id="unseen blanks"
        ),
        pytest.param(
            p("甲AAA 乙"), [("甲AAA", "")], p('<w:r><w:t xml:space="preserve"> 乙</w:t></w:r>'), id="a blank at the edge"
        ),
        pytest.param(p("甲AAA乙"), [("AAA", "a<b&c")], p("甲a&lt;b&amp;c乙"), id="signs of XML"),
        pytest.param(
            p("甲", "<w:del><w:r><w:delText>A</w:delText></w:r></w:del>", "<w:ins><w:r><w:t>AA</w:t></w:r></w:ins>"),
            [("AA", "微")],
            p("甲", "<w:del><w:r><w:delText>A</w:delText></w:r></w:del>", "<w:ins><w:r><w:t>微</w:t></w:r></w:ins>"),
            id="tracked changes",
        ),
        pytest.param(p("甲") + p("删去") + p("乙"), [("删去", "")], p("甲") + p("乙"), id="a paragraph"),
        pytest.param(
            p("　　", "删去", "<w:proofErr/>"), [("删去", "")], "", id="a paragraph and its indent"
        ),
        pytest.param(p("甲") + p("删") + p("去"), [("删", ""), ("去", "")], p("甲"), id="two paragraphs"),
        pytest.param(p("删去", properties=BULLET), [("删去", "")], "", id="an item with a bullet"),
        pytest.param(
            p("删去", "<w:bookmarkStart/>"), [("删去", "")], p("", "<w:bookmarkStart/>"), id="one with an anchor"
        ),
        pytest.param(
            p("删去", properties="<w:sectPr/>"), [("删去", "")], p("", properties="<w:sectPr/>"), id="one with a section"
        ),
        pytest.param(
            p("删去", "<w:r><w:drawing/></w:r>"), [("删去", "")], p("", "<w:r><w:drawing/></w:r>"), id="one with a drawing"
        ),
        pytest.param(
            f"<w:tbl><w:tr><w:tc>{p('删去')}</w:tc><w:tc>{p('乙')}</w:tc></w:tr></w:tbl>",
            [("删去", "")],
            f"<w:tbl><w:tr><w:tc>{p('')}</w:tc><w:tc>{p('乙')}</w:tc></w:tr></w:tbl>",
            id="the last of a cell",
        ),
        pytest.param(
            "<w:tbl/>" + p("删去") + "<w:tbl/>", [("删去", "")], "<w:tbl/>" + p("") + "<w:tbl/>", id="between tables"
        ),
        pytest.param(
            p("甲", "<w:r><w:br/><w:t>删去</w:t><w:tab/></w:r>"),
            [("\n删去\t", "")],
            p("甲", "<w:r><w:t></w:t></w:r>"),
            id="breaks and tabs",
        ),
        pytest.param(
            SPLIT,
            [("忙。^二、", "\n")],
            '<w:p w14:paraId="1A"><w:pPr><w:pageBreakBefore/><w:jc w:val="both"/></w:pPr>'
            '<w:r><w:t>工作很忙。</w:t></w:r></w:p><w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:t></w:t></w:r>'
            '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">二、下一步</w:t></w:r></w:p>',
            id="a paragraph parted between runs",
        ),
        pytest.param(
            p("<w:ins><w:r><w:rPr><w:b/></w:rPr><w:t>忙。二、步</w:t><w:tab/></w:r></w:ins>", "尾"),
            [("忙。^二、", "\n　")],
            p("<w:ins><w:r><w:rPr><w:b/></w:rPr><w:t>忙。</w:t></w:r></w:ins>")
            + p("<w:ins><w:r><w:rPr><w:b/></w:rPr><w:t>　二、步</w:t><w:tab/></w:r></w:ins>", "尾"),
            id="a paragraph parted in a run",
        ),
    ],
)  # fmt: skip
def test_edits_in_word_files(before, changes, after):
    content = package(before)
    made = edited(content, *changes)
    assert body_of(made) == after
    for name in members_of(content).keys() - {"word/document.xml"}:
        assert stored(made, name) == stored(content, name)
    document_of(made, "a.docx", None)


@pytest.mark.parametrize(
    ("body", "old", "new"),
    [
        pytest.param(p("甲", properties=NUMBERED), "1. 甲", "", id="an automatic number"),
        pytest.param(p("甲") + p("乙"), "甲\n乙", "", id="the end of a paragraph"),
        pytest.param(
            f"<w:tbl><w:tr><w:tc>{p('甲')}</w:tc><w:tc>{p('乙')}</w:tc></w:tr></w:tbl>", "甲\t乙", "丙", id="cells"
        ),
        pytest.param(p("<m:oMath><m:r><m:t>xx</m:t></m:r></m:oMath>"), "xx", "", id="a formula"),
        pytest.param(p("甲。乙", properties=NUMBERED), "。^乙", "\n", id="parting an item"),
        pytest.param(p("甲。乙", properties="<w:sectPr/>"), "。^乙", "\n", id="parting the end of a section"),
        pytest.param(p("甲"), "甲", "\x01", id="a control"),
        pytest.param(
            p(
                "<w:r><mc:AlternateContent><mc:Choice>"
                f"<w:txbxContent>{p('xx')}</w:txbxContent></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>"
            ),
            "xx",
            "",
            id="a text box with a copy for old programs",
        ),
    ],
)
def test_what_stands_in_no_run_is_refused(body, old, new):
    with pytest.raises(UnfixableError) as raised:
        edited(package(body), (old, new))
    assert len(raised.value.edits) == 1


@pytest.mark.parametrize("what", [word._STRICT, word._ENCODING])
def test_unusual_word_files_are_refused_whole(what):
    content = package(p("AAA"))
    members = members_of(content)
    source = members["word/document.xml"]
    if what is word._STRICT:
        source = source.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    else:
        source = source.decode().replace("'UTF-8'", "'GB18030'").encode("gb18030")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, written in {**members, "word/document.xml": source}.items():
            file.writestr(name, written)
    with pytest.raises(UnfixableError) as raised:
        edited(out.getvalue(), ("AAA", "微信"))
    assert (raised.value.why, raised.value.edits) == (what, ())


@st.composite
def parted(draw):
    """Paragraphs of runs, and edits inside the paragraphs that part them anywhere."""
    lines = draw(st.lists(st.lists(st.text("甲乙&<", min_size=1, max_size=3), min_size=1, max_size=4), min_size=1))
    edits, start = [], 0
    for runs in lines:
        end = start + sum(map(len, runs))
        first = draw(st.integers(start, end - 1))
        last = draw(st.integers(first + 1, end))
        edits.append(Edit(Span(first, last), draw(st.text("丙>&\n", max_size=3))))
        start = end + 1
    return lines, edits


@given(parted())
def test_the_text_is_the_edited_one_however_runs_part_it(change):
    lines, edits = change
    body = "".join(p(*(f"<w:r><w:t>{escape(run)}</w:t></w:r>" for run in runs)) for runs in lines)
    document = document_of(package(body), "a.docx", None)
    made = fixed(document, package(body), edits)
    body_of(made)
    again = document_of(made, "a.docx", None).text
    expected = applied(document.text, edits)
    assert [line for line in again.split("\n") if line] == [line for line in expected.split("\n") if line]


def test_headers_and_notes_are_edited_in_their_parts():
    footnotes = f'<w:footnotes {DECLARED}><w:footnote w:id="1">{p("注AAA")}</w:footnote></w:footnotes>'
    content = package(p("甲", '<w:r><w:footnoteReference w:id="1"/></w:r>'), footnotes=footnotes)
    made = edited(content, ("AAA", "微信"))
    assert members_of(made)["word/footnotes.xml"].decode() == footnotes.replace("AAA", "微信")
    assert stored(made, "word/document.xml") == stored(content, "word/document.xml")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_of_elements_are_those_of_the_bytes(mark):
    source = f'{mark}<?xml version="1.0"?><a b=">"><!-- <c> --><c/>一<d e=\'x\' /><c ></c ></a>'.encode()
    assert [source[start:end].decode() for start, end in word._places(source)][1:] == [
        "<c/>",
        "<d e='x' />",
        "<c ></c >",
    ]


MASKED = [("甲。", ""), ("通过AAA群和AAA群开展培训12次，覆盖全部乡镇。", ""), ("到场人数xx人。", NUMBERED)]


def test_word_files_are_fixed_once_and_nothing_else_changes(write, run):
    content = package("".join(p(text[:3], text[3:], properties=own) for text, own in MASKED))
    path = write("a.docx", content)
    assert run("fix", "a.docx", "--diff").code == 0
    assert path.read_bytes() == content
    ran = run("fix", "a.docx")
    assert (ran.code, ran.err) == (0, "a.docx: 2 fixed\n")
    made = path.read_bytes()
    assert body_of(made) == body_of(content).replace("AAA群和", "微信群和").replace(
        "A</w:t></w:r><w:r><w:t>AA群", "微信群</w:t></w:r><w:r><w:t>"
    ).replace("和AAA", "和微信")
    assert run("fix", "a.docx").err == "nothing to fix\n"
    assert path.read_bytes() == made


RULE = (
    "title: {zh: 删, en: cut}\nseverity: warning\nmessage: {zh: 删, en: cut}\nwhy: {zh: 删。, en: Because.}\n"
    "check: pattern\noptions:\n  patterns: {value: {a: '[0-9. ]*删去这些'}, zh: 词, en: words}\n"
    "  delete: {value: safe, zh: 删, en: cut}\nexamples:\n  - {name: no, text: 无}\n"
)


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_what_can_not_be_fixed_is_said_and_the_rest_done(write, run, suffix):
    write("pack/own/cut.yaml", RULE)
    write("summarylint.toml", 'rule-packs = ["pack"]\nselect = ["own"]\n')
    if suffix == "docx":
        content = package(p("甲删去这些乙") + p("删去这些", properties=NUMBERED) + p("删去这些丙"))
    else:
        content = "<!doctype html><p>甲删去这些乙<ol><li>删去这些</ol><p>删去这些丙".encode()
    path = write(f"a.{suffix}", content)
    for fixes in ("\na.{}: 2 fixed\n", "\n"):
        ran = run("fix", f"a.{suffix}")
        assert ran.code == 2
        assert ran.err.startswith(f"summarylint: a.{suffix}: paragraph 2: touches what ")
        assert ran.err.partition("\n")[2] == fixes.format(suffix)[1:]
        text = document_of(path.read_bytes(), f"a.{suffix}", None).text
        assert text.split("\n")[:3] == ["甲乙", "1. 删去这些", "丙"]


PAGE = "<!DOCTYPE html>\r\n<html><head>{}</head><body ><h1>总结</h1>\r\n<P class=x>通过A<b>A</b>A群&nbsp;发布&lt;通知&gt;。</p>\r\n{}"


@pytest.mark.parametrize(
    ("encoding", "declared", "mark"),
    [
        pytest.param("utf-8", "<meta charset=utf-8>", b"", id="UTF-8"),
        pytest.param("utf-8", "", b"\xef\xbb\xbf", id="UTF-8 with a mark"),
        pytest.param("gb18030", "<meta charset=gb2312>", b"", id="GB 18030"),
        pytest.param("utf-16-le", "", b"\xff\xfe", id="UTF-16"),
    ],
)
def test_pages_keep_every_other_byte_and_their_encoding(write, run, encoding, declared, mark):
    source = PAGE.format(declared, "<script>var a = 'AAA群';</script><ul><li>一")
    path = write("a.html", mark + source.encode(encoding))
    ran = run("fix", "a.html")
    assert (ran.code, ran.err) == (0, "a.html: 1 fixed\n")
    once = path.read_bytes()
    assert once == mark + source.replace("A<b>A</b>A群&", "微信群<b></b>&").encode(encoding)
    assert run("fix", "a.html").err == "nothing to fix\n"
    assert path.read_bytes() == once


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        pytest.param("<p>甲xx乙", "xx", "a<b&c", "<p>甲a&lt;b&amp;c乙", id="signs of HTML"),
        pytest.param("<p>甲&lt;x乙", "<x", "", "<p>甲乙", id="a whole reference"),
        pytest.param("<p>忙。</b>二、步", "忙。^二、", "\n　", "<p>忙。</b><br>　二、步", id="a line end"),
        pytest.param("<p>甲<p>乙", "乙^", "丙", "<p>甲<p>乙丙", id="at the end"),
        pytest.param("<p>甲<p>删去", "删去", "", "<p>甲<p>", id="a paragraph is emptied"),
    ],
)
def test_edits_in_pages(source, old, new, expected):
    head = "<!doctype html><meta charset=utf-8>"
    assert edited((head + source).encode(), (old, new), name="a.html").decode() == head + expected


def test_a_character_that_a_page_can_not_hold_is_written_by_its_number():
    content = "<!doctype html><meta charset=iso-8859-1><p>caf\xe9 sum".encode("latin-1")
    assert edited(content, ("sum", "∑"), name="a.html").endswith(b"caf\xe9 &#8721;")


@pytest.mark.parametrize(
    ("source", "old"),
    [
        pytest.param("<ol><li>甲</ol>", "1. 甲", id="an automatic number"),
        pytest.param("<table><tr><td>甲<td>乙</table>", "甲 | 乙", id="the bars of a table"),
        pytest.param("<p>甲<p>乙", "甲\n乙", id="a line end"),
    ],
)
def test_what_does_not_stand_in_the_source_is_refused(source, old):
    with pytest.raises(UnfixableError) as raised:
        edited(f"<!doctype html><meta charset=utf-8>{source}".encode(), (old, ""), name="a.html")
    assert len(raised.value.edits) == 1
