"""Word files with comments: where they stand, what else of the file changes (nothing), and that they go again."""

from __future__ import annotations

import io
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

docx = pytest.importorskip("docx", reason="python-docx")

from lxml import etree  # noqa: E402 (what tests Word files needs python-docx anyway)

from summarylint.annotate.word import annotated, cleaned  # noqa: E402
from summarylint.errors import UnreadableError  # noqa: E402
from summarylint.model import Finding, Position, Suppression  # noqa: E402
from summarylint.readers.docx import read_docx  # noqa: E402

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{MAIN}}}"
MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = (
    f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" xmlns:mc="{MARKUP}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SCHEMA = Path(__file__).parents[2] / "shared" / "schemas" / "ooxml-transitional" / "wml.xsd"
DOCUMENT = "word/document.xml"


def word(body, more_relations="", **parts):
    """A Word file of hand-written XML, with no comments and the fewest parts; `parts` are members by name."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    members = {
        "[Content_Types].xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{DOCUMENT}"/></Relationships>',
        DOCUMENT: '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        f"<w:document {DECLARED}><w:body>{body}<w:sectPr/></w:body></w:document>",
    }
    if more_relations:
        members["word/_rels/document.xml.rels"] = (
            f'<Relationships xmlns="{PACKAGE}/relationships">{more_relations}</Relationships>'
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in {**members, **parts}.items():
            file.writestr(name, content)
    return out.getvalue()


def r(text, look=""):
    return f'<w:r w:rsidR="00AB12CD">{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs):
    return f"<w:p>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def finding(document, start, end, rule="placeholder/number-blank", **more):
    words = document.text[start:end]
    usual = {"severity": "error", "message": f"“{words}”处的数字没有填", "suppressed": None, **more}
    return Finding(
        rule=rule,
        family=rule.partition("/")[0],
        path="a.docx",
        submission=1,
        start=Position(1, start + 1, start),
        end=Position(1, end + 1, end),
        place="",
        excerpt=words,
        context=words,
        fix=None,
        fix_title=None,
        related=(),
        data={},
        fingerprint="",
        **usual,
    )


def of(document, *words, **more):
    """A finding for each, each of a rule of its own."""
    return [
        finding(document, document.text.index(one), document.text.index(one) + len(one), f"a/r{number}", **more)
        for number, one in enumerate(words)
    ]


def members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def commented(content):
    """What each comment is on, in the words of the body between its marks; and that each has one of every mark."""
    found = members(content)
    root = etree.fromstring(found[DOCUMENT])
    open_now, words, shown = {}, {}, []
    for element in root.iter():
        number = element.get(W + "id")
        if element.tag == W + "commentRangeStart":
            assert number not in words
            open_now[number] = ""
        elif element.tag == W + "commentRangeEnd":
            words[number] = open_now.pop(number)
        elif element.tag == W + "commentReference":
            assert number in words, "the mark stands behind the end"
            shown.append(number)
        elif element.tag in (W + "t", W + "tab"):
            open_now = {one: said + (element.text or "\t") for one, said in open_now.items()}
    assert not open_now
    assert sorted(shown) == sorted(words)
    return words


def looks(content):
    """Every visible character with the formatting of its run."""
    root = etree.fromstring(members(content)[DOCUMENT])
    found = []
    for text in root.iter(W + "t"):
        properties = text.getparent().find(W + "rPr")
        look = b"" if properties is None else etree.tostring(properties, method="c14n")
        found += [(one, look, text.getparent().getparent().tag) for one in text.text or ""]
    return found


def check_valid(content):
    if not SCHEMA.exists():
        pytest.skip("the schemas are in shared, which is not here")
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    for name in (DOCUMENT, "word/comments.xml"):
        root = etree.fromstring(members(content)[name])
        root.attrib.pop(f"{{{MARKUP}}}Ignorable", None)
        for choice in list(root.iter(f"{{{MARKUP}}}AlternateContent")):
            choice.getparent().remove(choice)
        assert schema.validate(root), schema.error_log


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("body", "words", "expected"),
    [
        pytest.param(p("共培训xx次，覆盖xy人。"), ["xx", "xy"], ["xx", "xy"], id="two in a run"),
        pytest.param(p("共培训x", "x次"), ["xx"], ["xx"], id="a word over two runs"),
        pytest.param(p("共培训x", r("x", "<w:b/>"), "次"), ["训xx次"], ["训xx次"], id="over three"),
        pytest.param(p("xx"), ["xx"], ["xx"], id="a whole run"),
        pytest.param(p("甲乙丙丁"), ["甲乙", "丙丁"], ["甲乙", "丙丁"], id="side by side"),
        pytest.param(p("甲乙丙丁"), ["甲乙丙", "乙丙丁"], ["甲乙丙", "乙丙丁"], id="overlapping"),
        pytest.param(p("甲乙丙丁"), ["甲乙丙丁", "乙丙", "乙"], ["甲乙丙丁", "乙丙", "乙"], id="nested"),
        pytest.param(p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"), ["\t乙", "丙"], ["\t乙", "丙"], id="between the elements of a run"),
        pytest.param(p("前", f"<w:hyperlink>{r('链接')}</w:hyperlink>", "后"), ["接"], ["接"], id="in a hyperlink"),
        pytest.param(p("前文", f"<w:hyperlink>{r('链接')}</w:hyperlink>", "后"), ["文链"], ["文链接"], id="into a hyperlink"),
        pytest.param(p("前", f'<w:ins w:id="1" w:author="a">{r("插入")}</w:ins>', "后文"), ["入后"], ["插入后"], id="out of an insertion"),
        pytest.param(p("前", f'<w:ins w:id="1" w:author="a">{r("插入")}</w:ins>', "后文"), ["入"], ["入"], id="in an insertion"),
        pytest.param(p("前", f"<w:sdt><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>"), ["件"], ["控件"], id="in a content control"),
        pytest.param(p("前", '<w:del w:id="1" w:author="a"><w:r><w:delText>删</w:delText></w:r></w:del>', "后"), ["前后"], ["前后"], id="over a deletion"),
        pytest.param(p("甲乙") + p("丙丁"), ["乙\n丙"], ["乙丙"], id="over two paragraphs"),
        pytest.param(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{p('甲')}</w:tc><w:tc>{p('3xx')}</w:tc></w:tr></w:tbl>{p()}", ["xx"], ["xx"], id="in a table"),
        pytest.param(p("前", BOX.format(p("框xx")), "后"), ["xx"], ["框xx"], id="in a text box"),
        pytest.param(p("😀𠮷xx𠮷"), ["xx", "𠮷xx"], ["xx", "𠮷xx"], id="beside what UTF-16 has two of"),
        pytest.param(p("<w:r><w:t>  甲xx </w:t></w:r>"), ["xx"], ["xx"], id="blanks that Word does not show"),
    ],
)  # fmt: skip
def test_comments_stand_at_the_words(body, words, expected):
    content = word(body)
    document = read_docx("a.docx", content)
    out = annotated(content, document, of(document, *words), "zh")
    assert sorted(commented(out).values()) == sorted(expected)
    assert read_docx("a.docx", out).text == document.text
    if "<w:t>  " not in body:
        assert looks(out) == looks(content)
    check_valid(out)
    again = cleaned(out)
    assert read_docx("a.docx", again).text == document.text
    assert members(again).keys() == members(content).keys()
    assert not commented(again)


def test_what_a_comment_says_is_read_by_python_docx():
    content = word(p("共培训xx次，覆盖xx人。") + p("另有xx场。"))
    document = read_docx("a.docx", content)
    places = [at for at in range(len(document.text)) if document.text.startswith("xx", at)]
    findings = [finding(document, at, at + 2) for at in places]
    findings.append(finding(document, 0, 1, "b/c", message="坏\x01\ud800字", severity="info"))
    out = annotated(content, document, findings, "zh", {"placeholder/number-blank": "须填写实际数字。"})
    comments = list(docx.Document(io.BytesIO(out)).comments)
    assert [(one.author, one.initials) for one in comments] == [("summarylint", "SL")] * 3
    assert [one.text for one in comments] == [
        "坏\ufffd\ufffd字\n提示 b/c",
        "“xx”处的数字没有填\n须填写实际数字。\n错误 placeholder/number-blank，本段2处",
        "“xx”处的数字没有填\n须填写实际数字。\n错误 placeholder/number-blank",
    ]
    english = annotated(content, document, findings[:2], "en")
    assert [one.text for one in docx.Document(io.BytesIO(english)).comments] == [
        "“xx”处的数字没有填\nerror placeholder/number-blank, 2 places in this paragraph"
    ]


def test_what_has_no_place_stands_at_the_first_paragraph_and_what_is_empty_at_its_own():
    content = word(p("甲") + p("乙乙"))
    document = read_docx("a.docx", content)
    nowhere = finding(document, 0, 0, "section/missing")
    at_second = finding(document, 3, 3, "section/empty")
    assert list(commented(annotated(content, document, [nowhere, at_second], "zh")).values()) == ["甲", "乙乙"]
    empty = word("")
    out = annotated(empty, read_docx("a.docx", empty), [finding(read_docx("a.docx", empty), 0, 0)], "zh")
    assert commented(out) == {"0": ""}
    check_valid(out)


def test_notes_get_their_comment_at_their_mark_and_headers_at_the_start():
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in ("footnotes", "header")
    )
    body = p("甲", '<w:r><w:footnoteReference w:id="2"/></w:r>', "乙")
    body += p() + '<w:sectPr><w:headerReference w:type="default" r:id="rheader"/></w:sectPr>'
    content = word(
        body,
        relations,
        **{
            "word/footnotes.xml": f'<w:footnotes {DECLARED}><w:footnote w:id="2">{p("注xx")}</w:footnote></w:footnotes>',
            "word/header.xml": f"<w:hdr {DECLARED}>{p('头xy')}</w:hdr>",
        },
    )
    document = read_docx("a.docx", content)
    out = annotated(content, document, of(document, "xx", "xy"), "zh")
    assert list(commented(out).values()) == ["", "甲乙"]
    assert [one.text.split("\n")[0] for one in docx.Document(io.BytesIO(out)).comments] == [
        "脚注1：“xx”处的数字没有填",
        "页眉：“xy”处的数字没有填",
    ]
    changed = {name for name, inside in members(out).items() if members(content).get(name) != inside}
    assert changed == {DOCUMENT, "word/_rels/document.xml.rels", "[Content_Types].xml", "word/comments.xml"}


def test_numbers_that_no_run_holds_are_commented_at_their_paragraph():
    numbering = (
        f'<w:numbering {DECLARED}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    body = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>' + r("甲乙") + "</w:p>"
    relation = f'<Relationship Id="n" Type="{OFFICE}/numbering" Target="numbering.xml"/>'
    content = word(body, relation, **{"word/numbering.xml": numbering})
    document = read_docx("a.docx", content)
    assert document.text == "0. 甲乙"
    out = annotated(content, document, [finding(document, 0, 2), finding(document, 1, 4, "a/b")], "zh")
    assert sorted(commented(out).values()) == ["甲", "甲乙"]


def python_docx_file():
    document = docx.Document()
    document.add_heading("工作总结", 0)
    paragraph = document.add_paragraph("共培训")
    paragraph.add_run("xx次").bold = True
    paragraph.add_run("，完成。")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_every_other_member_keeps_its_bytes_packed_as_they_were():
    content = python_docx_file()
    document = read_docx("a.docx", content)
    out = annotated(content, document, of(document, "xx"), "zh")
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (content, out))
    changed = {DOCUMENT, "word/_rels/document.xml.rels", "[Content_Types].xml"}
    for old in before.infolist():
        new = after.getinfo(old.filename)
        if old.filename in changed:
            continue
        assert old.orig_filename == new.orig_filename
        for name in ("date_time", "compress_type", "CRC", "compress_size", "file_size", "extra", "comment", "flag_bits",
                     "create_system", "create_version", "extract_version", "external_attr", "internal_attr"):  # fmt: skip
            assert getattr(old, name) == getattr(new, name), (old.filename, name)
        length = 30 + len(old.filename) + old.compress_size
        assert content[old.header_offset :][:length] == out[new.header_offset :][:length]
    assert set(after.namelist()) - set(before.namelist()) == {"word/comments.xml"}
    assert members(cleaned(out)) == members(content)


def test_sizes_behind_the_data_are_kept():
    """As programs write that pack while they write."""

    class Pipe(io.RawIOBase):
        def __init__(self):
            self.written = b""

        def writable(self):
            return True

        def write(self, some):
            self.written += bytes(some)
            return len(some)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as file:
        for name, inside in members(python_docx_file()).items():
            file.writestr(name, inside)
        file.comment = b"a comment"
    content = pipe.written
    document = read_docx("a.docx", content)
    out = annotated(content, document, of(document, "xx"), "zh")
    assert list(commented(out).values()) == ["xx"]
    assert zipfile.ZipFile(io.BytesIO(out)).comment == b"a comment"
    if shutil.which("unzip"):
        for one in (out, cleaned(out)):
            ran = subprocess.run(["unzip", "-tqq", "/dev/stdin"], input=one, capture_output=True, check=False)
            assert ran.returncode in (0, 1, 9), ran


def with_a_comment_of_others():
    document = docx.Document()
    paragraph = document.add_paragraph("共培训xx次")
    document.add_comment(paragraph.runs, text="请核实", author="张三", initials="张")
    document.add_comment(paragraph.runs, text="装作", author="summarylint", initials="X")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_comments_of_others_stay_with_their_numbers():
    content = with_a_comment_of_others()
    document = read_docx("a.docx", content)
    out = annotated(content, document, of(document, "xx"), "zh")
    assert [(one.comment_id, one.author) for one in docx.Document(io.BytesIO(out)).comments] == [
        (0, "张三"),
        (1, "summarylint"),
        (2, "summarylint"),
    ]
    again = cleaned(out)
    assert [one.comment_id for one in docx.Document(io.BytesIO(again)).comments] == [0, 1]
    assert members(again) == members(content)
    assert cleaned(content) is content


def test_a_second_run_replaces_the_comments_of_the_first():
    content = word(p("共培训xx次，覆盖xy人。"))
    document = read_docx("a.docx", content)
    once = annotated(content, document, of(document, "xx", "培训"), "zh")
    reread = read_docx("a.docx", once)
    twice = annotated(once, reread, of(reread, "xy", "训xx次"), "zh")
    assert sorted(commented(twice).values()) == ["xy", "训xx次"]
    assert len(docx.Document(io.BytesIO(twice)).comments) == 2
    none = annotated(twice, read_docx("a.docx", twice), [], "zh")
    assert members(none).keys() == members(content).keys()
    assert annotated(content, document, [], "zh") is content


def test_a_date_is_written_where_one_is_given():
    content = word(p("xx"))
    document = read_docx("a.docx", content)
    out = annotated(content, document, of(document, "xx"), "zh", date="2024-05-09T10:30:00Z")
    (one,) = docx.Document(io.BytesIO(out)).comments
    assert one.timestamp.isoformat() == "2024-05-09T10:30:00+00:00"
    check_valid(out)
    usual = annotated(content, document, of(document, "xx"), "zh")
    assert usual == annotated(content, document, of(document, "xx"), "zh")


def test_suppressed_findings_get_no_comment():
    content = word(p("xx"))
    document = read_docx("a.docx", content)
    assert annotated(content, document, of(document, "xx", suppressed=Suppression("comment", None, 1)), "zh") is content


def test_of_too_many_the_gravest_stay_and_the_rest_are_counted():
    content = word("".join(p(f"第{number}段xx") for number in range(310)))
    document = read_docx("a.docx", content)
    places = [at for at in range(len(document.text)) if document.text.startswith("xx", at)]
    findings = [
        finding(document, at, at + 2, severity="error" if number > 5 else "info") for number, at in enumerate(places)
    ]
    out = annotated(content, document, findings, "zh")
    comments = [one.text for one in docx.Document(io.BytesIO(out)).comments]
    assert len(comments) == 301
    assert comments[0] == "批注太多，另有10处问题未加批注；完整清单见检查报告"
    assert not any("提示" in one for one in comments)
    assert (
        "10 more findings"
        in docx.Document(io.BytesIO(annotated(content, document, findings, "en"))).comments.get(0).text
    )


def test_a_file_that_changed_since_is_refused():
    document = read_docx("a.docx", word(p("共培训xx次")))
    for other in (word(p("另一篇xx文")), word(""), word(p("短"))):
        with pytest.raises(UnreadableError, match="has changed"):
            annotated(other, document, of(document, "xx"), "zh")


def test_a_strict_file_is_refused():
    found = {
        name: inside.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, inside in members(word(p("xx"))).items()
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, inside in found.items():
            file.writestr(name, inside)
    document = read_docx("a.docx", out.getvalue())
    with pytest.raises(UnreadableError, match="strict"):
        annotated(out.getvalue(), document, of(document, "xx"), "zh")


TEXTS = st.lists(
    st.lists(st.text("甲乙xX1 😀\t", min_size=1, max_size=5), min_size=1, max_size=4), min_size=1, max_size=4
)
SHAPES = ["{}", "<w:hyperlink>{}</w:hyperlink>", '<w:ins w:id="1" w:author="a">{}</w:ins>',
          "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"]  # fmt: skip


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.data())
def test_any_comments_leave_text_and_looks_as_they_were_and_go_again(paragraphs, data):
    body = "".join(
        p(
            *(
                data.draw(st.sampled_from(SHAPES)).format(r(text, data.draw(st.sampled_from(["", "<w:b/>"]))))
                for text in runs
            )
        )
        for runs in paragraphs
    )
    content = word(body)
    document = read_docx("a.docx", content)
    offsets = st.integers(0, len(document.text))
    spans = data.draw(st.lists(st.tuples(offsets, offsets).map(sorted), max_size=6))
    findings = [finding(document, start, end, f"a/r{number}") for number, (start, end) in enumerate(spans)]
    out = annotated(content, document, findings, "zh")
    assert len(commented(out)) == len(findings)
    assert looks(out) == looks(content)
    assert read_docx("a.docx", out).text == document.text
    again = cleaned(out)
    assert looks(again) == looks(content)
    assert not commented(again)
    on = commented(out)
    if findings:
        said = {one.text.split("a/r")[1]: str(one.comment_id) for one in docx.Document(io.BytesIO(out)).comments}
        for number, (start, end) in enumerate(spans):
            words = document.text[start:end].replace("\n", "").replace("\t", " ")
            assert words in on[said[str(number)]].replace("\t", " ")


def test_many_comments_are_written_in_time():
    content = word("".join(p("深入学习贯彻落实", r(f"第{number}次xx场", "<w:b/>"), "。") for number in range(2000)))
    document = read_docx("a.docx", content)
    places = [at for at in range(len(document.text)) if document.text.startswith("xx", at)]
    findings = [finding(document, at, at + 2) for at in places]
    started = time.process_time()
    out = annotated(content, document, findings, "zh", most=5000)
    took = time.process_time() - started
    assert len(commented(out)) == 2000
    assert took < 5
    started = time.process_time()
    cleaned(out)
    assert time.process_time() - started < 5


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice")
def test_libreoffice_shows_the_comments(tmp_path):
    content = with_a_comment_of_others()
    document = read_docx("a.docx", content)
    (tmp_path / "a.docx").write_bytes(annotated(content, document, of(document, "xx", "培训"), "zh"))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "fodt"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.docx"], check=True, capture_output=True, timeout=120)
    shown = (tmp_path / "a.fodt").read_text(encoding="utf-8")
    assert shown.count("<office:annotation ") == 4
    assert "处的数字没有填" in shown


def test_files_of_one_stem_and_clean_ones_go_back_as_what_they_are(write, run, folder):
    blank = "关于培训的记事\n\n全年开展培训xx场次。\n"
    write("in/甲镇.txt", blank)
    write("in/甲镇.md", blank)
    write("more/甲镇.txt", blank)
    write("in/乙镇.txt", "关于调研的记事\n\n全年完成调研12次。\n")
    ran = run("annotate", "in", "more", "-o", "back")
    assert ran.code == 0
    assert sorted(path.name for path in (folder / "back").glob("*.md")) == [
        "more-甲镇.return-slip.md",
        "甲镇.return-slip.md",
        "甲镇.txt.return-slip.md",
    ]
    assert "in/乙镇.txt: nothing found" in ran.err
