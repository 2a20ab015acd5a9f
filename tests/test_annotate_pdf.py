"""PDF files with highlights: which words they are on, what else of the file changes (nothing), and that they go again."""

from __future__ import annotations

import importlib.util
import io
import struct
import subprocess
import time
import zlib

import pytest

pypdf = pytest.importorskip("pypdf", reason="pypdf")
pypdfium2 = pytest.importorskip("pypdfium2", reason="pypdfium2")

from summarylint.annotate.pdf import annotated, cleaned  # noqa: E402 (what tests PDF files needs both)
from summarylint.errors import UnreadableError, said  # noqa: E402
from summarylint.model import Finding, Position, Suppression  # noqa: E402
from summarylint.readers.office import soffice  # noqa: E402
from summarylint.readers.pdf import read_pdf  # noqa: E402

FONTS = (
    b"<</F1 <</Type/Font/Subtype/Type1/BaseFont/Courier>> /F2 <</Type/Font/Subtype/Type0/BaseFont/STSong-Light"
    b"/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>>>"
)


def drawn(*lines, matrix="1 0 0 1"):
    """Lines of text, each an x, a y and the words, turned by a matrix."""
    return "\n".join(
        f"BT /{'F1' if words.isascii() else 'F2'} 12 Tf {matrix} {x} {y} Tm "
        f"<{words.encode('ascii' if words.isascii() else 'utf-16-be').hex()}> Tj ET"
        for x, y, words in lines
    ).encode()


def pages_of(*streams, page=b"", box=b"0 0 595 842", more=()):
    """The objects of a file with a page for each content stream; `page` goes into each, `more` behind them."""
    kids = b" ".join(b"%d 0 R" % (3 + 2 * number) for number in range(len(streams)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]/MediaBox[%s]/Resources<</Font %s>>>>" % (len(streams), kids, box, FONTS),
    ]
    for number, stream in enumerate(streams):
        objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R%s>>" % (4 + 2 * number, page))
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    return [*objects, *more]


def with_table(objects, trailer=b""):
    """The file of these objects, with a table of them."""
    made = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    start = b"startxref\n%d\n%%%%EOF" % len(made)
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\n" % (size, table, size, trailer)
        + start
    )


def with_stream(objects):
    """The file of these objects, all that are no streams packed into one, and the table a stream too."""
    packed = {number: one for number, one in enumerate(objects, 1) if b"stream" not in one}
    body, head = b"", b""
    for number, one in packed.items():
        head += b"%d %d " % (number, len(body))
        body += one + b"\n"
    holder = len(objects) + 1
    inside = zlib.compress(head + body)
    entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d" % (len(packed), len(head), len(inside))
    made = b"%PDF-1.5\n"
    rows = [struct.pack(">BIH", 0, 0, 0xFFFF)]
    every = [*objects, b"<<%s>>stream\n%s\nendstream" % (entries, inside)]
    for number, one in enumerate(every, 1):
        if number in packed:
            rows.append(struct.pack(">BIH", 2, holder, list(packed).index(number)))
            continue
        rows.append(struct.pack(">BIH", 1, len(made), 0))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    rows.append(struct.pack(">BIH", 1, len(made), 0))
    table = b"/Type/XRef/W[1 4 2]/Root 1 0 R/Size %d/Length %d" % (holder + 2, 7 * len(rows))
    return made + b"%d 0 obj\n<<%s>>stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        holder + 1, table, b"".join(rows), len(made),
    )  # fmt: skip


def finding(document, start, end, rule="placeholder/number-blank", **more):
    words = document.text[start:end]
    usual = {"severity": "error", "message": f"“{words}”处的数字没有填", "suppressed": None, **more}
    line = document.text.count("\n", 0, start) + 1
    return Finding(
        rule=rule,
        family=rule.partition("/")[0],
        path="a.pdf",
        submission=1,
        start=Position(line, 1, start),
        end=Position(line, 1, end),
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
    """A finding for each, each of a rule of its own; text is searched for only here, to say what is meant."""
    return [
        finding(document, document.text.index(one), document.text.index(one) + len(one), f"a/r{number}", **more)
        for number, one in enumerate(words)
    ]


def places(document, words):
    return [at for at in range(len(document.text)) if document.text.startswith(words, at)]


def annotations(content):
    """What pypdf finds, page by page."""
    reader = pypdf.PdfReader(io.BytesIO(content), strict=True)
    return [[one.get_object() for one in page.get("/Annots", ())] for page in reader.pages]


def on(content):
    """For each highlight its page and, for each of its quads, what pdfium finds in it."""
    document = pypdfium2.PdfDocument(content)
    found = []
    for number, there in enumerate(annotations(content)):
        text = document[number].get_textpage()
        for one in there:
            if one["/Subtype"] != "/Highlight":
                continue
            values = [float(value) for value in one["/QuadPoints"]]
            quads = [values[at : at + 8] for at in range(0, len(values), 8)]
            left, bottom, right, top = (float(edge) for edge in one["/Rect"])
            words = []
            for quad in quads:
                xs, ys = quad[::2], quad[1::2]
                assert left <= min(xs) < max(xs) <= right
                assert bottom <= min(ys) < max(ys) <= top
                # Neighbours touch: a little less than the quad holds no part of them. Blanks behind words come along.
                words.append(text.get_text_bounded(min(xs) + 1, min(ys) + 1, max(xs) - 1, max(ys) - 1).strip())
            found.append((number, words))
    return found


LONG = "今年以来我乡认真贯彻落实上级决策部署扎实推进各项工作开展理论宣讲覆盖群众"
FIRST, SECOND = f"{LONG}八千余", "十余场共培训xx人次"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("objects", "words", "expected"),
    [
        pytest.param(pages_of(drawn((60, 700, "共培训xx次，又xx次"))), ["xx", "训xx次"], [(0, ["xx"]), (0, ["训xx次"])], id="words, and words around them"),
        pytest.param(pages_of(drawn((60, 720, FIRST), (60, 700, SECOND))), ["千余十余", "xx"], [(0, ["千余", "十余"]), (0, ["xx"])], id="over two lines"),
        pytest.param(pages_of(drawn((60, 60, FIRST)), drawn((60, 780, SECOND))), ["千余十余"], [(0, ["千余"]), (1, ["十余"])], id="over two pages"),
        pytest.param(pages_of(drawn((60, 700, "共培训xx次")), page=b"/Rotate 90"), ["训xx"], [(0, ["训xx"])], id="a page lying down"),
        pytest.param(pages_of(drawn((300, 60, "共培训xx次"), matrix="0 1 -1 0"), page=b"/Rotate 90"), ["训xx"], [(0, ["训xx"])], id="a page set up again"),
        pytest.param(pages_of(drawn((300, 600, "共培训xx次"), matrix="0 -1 1 0"), page=b"/Rotate 270"), ["训xx"], [(0, ["训xx"])], id="the other way round"),
        pytest.param(pages_of(drawn((400, 600, "共培训xx次"), matrix="-1 0 0 -1"), page=b"/Rotate 180"), ["训xx"], [(0, ["训xx"])], id="upside down"),
        pytest.param(pages_of(drawn((60, 700, "共培训xx次")), box=b"-100 200 495 1042"), ["xx次"], [(0, ["xx次"])], id="a page that does not start at 0"),
        pytest.param(pages_of(drawn((60, 700, "共培训xx次")), page=b"/CropBox[50 300 400 800]"), ["xx次"], [(0, ["xx次"])], id="part of a page"),
        pytest.param(pages_of(drawn((60, 700, "hello great world"))), ["great"], [(0, ["great"])], id="English"),
    ],
)  # fmt: skip
def test_highlights_are_on_the_words(objects, words, expected):
    content = with_table(objects)
    document = read_pdf("a.pdf", content)
    out = annotated(content, document, of(document, *words), "zh")
    assert sorted(on(out)) == sorted(expected)
    assert out.startswith(content)
    assert read_pdf("a.pdf", out).text == document.text
    assert cleaned(out) == content


def test_words_that_are_on_a_page_often_are_known_by_their_place():
    content = with_table(pages_of(drawn((60, 700, "xx甲"), (60, 600, "乙xx丙"), (60, 500, "丁xx"))))
    document = read_pdf("a.pdf", content)
    at = places(document, "xx")[1]
    out = annotated(content, document, [finding(document, at, at + 2)], "zh")
    (one,) = annotations(out)[0]
    assert [float(value) for value in one["/QuadPoints"]] == pytest.approx(
        [72, 610.6, 96, 610.6, 72, 598.6, 96, 598.6], abs=0.1
    )


def test_what_runs_up_a_page_has_the_corners_of_its_own_upper_left():
    content = with_table(pages_of(drawn((300, 60, "甲乙"), matrix="0 1 -1 0"), page=b"/Rotate 90"))
    document = read_pdf("a.pdf", content)
    (one,) = annotations(annotated(content, document, of(document, "甲乙"), "zh"))[0]
    left, below, _, above, right, *_ = (float(value) for value in one["/QuadPoints"])
    assert (round(below), round(above)) == (60, 84)
    assert left < right


@pytest.mark.slow
def test_what_a_note_says_is_what_a_comment_says():
    content = with_table(pages_of(drawn((60, 700, "共培训xx次，覆盖xx人"), (60, 600, "另有xx场"))))
    document = read_pdf("a.pdf", content)
    findings = [finding(document, at, at + 2) for at in places(document, "xx")]
    findings.append(finding(document, 0, 1, "b/c", message="坏\x01\ud800\x1b[31m字\n行", severity="info"))
    out = annotated(content, document, findings, "zh", {"placeholder/number-blank": "须填写实际数字。"}, date="2024-05-09T10:30:00Z")  # fmt: skip
    (there,) = annotations(out)
    assert [one["/Contents"] for one in there] == [
        "坏\ufffd\ufffd\ufffd[31m字 行\n提示 b/c",
        "“xx”处的数字没有填\n须填写实际数字。\n错误 placeholder/number-blank，本段2处",
        "“xx”处的数字没有填\n须填写实际数字。\n错误 placeholder/number-blank",
    ]
    assert {one["/T"] for one in there} == {"summarylint"}
    assert {(one["/F"], one["/CreationDate"], one["/P"]["/Type"]) for one in there} == {
        (4, "D:20240509103000Z", "/Page")
    }
    assert len({one["/NM"] for one in there}) == 3
    assert all(one["/NM"].startswith("summarylint-") for one in there)
    assert on(out)[1] == (0, ["xx", "xx"])
    english = annotated(content, document, findings[:2], "en")
    assert annotations(english)[0][0]["/Contents"] == (
        "“xx”处的数字没有填\nerror placeholder/number-blank, 2 places in this paragraph"
    )
    assert "/CreationDate" not in annotations(english)[0][0]
    assert english == annotated(content, document, findings[:2], "en")


def test_only_the_words_look_different():
    content = with_table(pages_of(drawn((60, 700, "共培训xx次，又xx次"))))
    document = read_pdf("a.pdf", content)
    out = annotated(content, document, of(document, "训xx"), "zh")
    before, after = (pypdfium2.PdfDocument(one)[0].render().to_numpy().astype(int) for one in (content, out))
    changed = (before != after).any(axis=2).nonzero()
    left, bottom, right, top = (float(edge) for edge in annotations(out)[0][0]["/Rect"])
    assert changed[0].size > 300
    assert changed[0].min() >= 842 - top - 1
    assert changed[0].max() <= 842 - bottom + 1
    assert changed[1].min() >= left - 1
    assert changed[1].max() <= right + 1
    dark = before.max(axis=2) < 60
    assert (after.min(axis=2)[dark] < 60).all(), "the words show through"


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_findings_without_a_place_share_a_note_on_the_first_page(turned):
    page = b"/CropBox[50 100 545 742]/Rotate %d" % turned
    content = with_table(pages_of(drawn((60, 700, "甲乙")), drawn((60, 700, "丙丁")), page=page))
    document = read_pdf("a.pdf", content)
    # Of a text that no page holds, as what was put in by the reader.
    end = len(document.text)
    findings = [finding(document, end - 1, end, f"a/r{number}", message=f"第{number}项缺失") for number in range(2)]
    out = annotated(content, document, findings, "zh")
    (note,), second = annotations(out)
    assert second == []
    assert (note["/Subtype"], note["/Contents"]) == ("/Text", "第0项缺失\n错误 a/r0\n\n第1项缺失\n错误 a/r1")
    left, bottom, right, top = (float(edge) for edge in note["/Rect"])
    assert (right - left, top - bottom) == (20, 20)
    before, after = (pypdfium2.PdfDocument(one)[0].render().to_numpy().astype(int) for one in (content, out))
    rows, columns = (before != after).any(axis=2).nonzero()[:2]
    assert (rows.min() // 10, columns.min() // 10, rows.max() < 40, columns.max() < 40) == (1, 1, True, True)


def test_a_file_with_nothing_on_its_pages_gets_a_note(run, write, folder):
    write("a.pdf", with_table(pages_of(b"")))
    assert run("annotate", "a.pdf", "-o", "back").code == 0
    ((note,),) = annotations((folder / "back" / "a.checked.pdf").read_bytes())
    assert note["/Contents"].endswith("document/empty")


def test_what_is_on_no_character_is_on_its_paragraph():
    content = with_table(pages_of(drawn((60, 700, "甲乙"), (60, 600, "丙丁"))))
    document = read_pdf("a.pdf", content)
    assert on(annotated(content, document, [finding(document, 4, 4)], "zh")) == [(0, ["丙丁"])]


OTHERS = b"<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/T(summarylint)/NM(mine)/Contents(kept)>>"


@pytest.mark.slow
@pytest.mark.parametrize("file", [with_table, with_stream])
@pytest.mark.parametrize(
    ("page", "more"),
    [
        pytest.param(b"/Annots[5 0 R]", [OTHERS], id="named in a list"),
        pytest.param(b"/Annots 6 0 R", [OTHERS, b"[ % a remark\n5 0 R]"], id="in a list of its own"),
        pytest.param(b"/Annots[%s]" % OTHERS, [], id="in the list itself"),
        pytest.param(b"/Annots null", [], id="none after all"),
    ],
)
def test_annotations_of_others_stay(file, page, more):
    content = file(pages_of(drawn((60, 700, "甲xx乙")), page=page, more=more))
    document = read_pdf("a.pdf", content)
    out = annotated(content, document, of(document, "xx"), "zh")
    (there,) = annotations(out)
    assert [one["/Subtype"] for one in there] == ["/Text"] * (b"null" not in page) + ["/Highlight"]
    assert pypdfium2.raw.FPDFPage_GetAnnotCount(pypdfium2.PdfDocument(out)[0].raw) == len(there)
    assert on(out) == [(0, ["xx"])]
    assert out.startswith(content)
    assert cleaned(out) == content
    assert cleaned(content) == content


def test_a_page_keeps_all_else_to_the_byte():
    """A library that writes it anew spells the name of a picture in GBK otherwise, and it is found no more."""
    entries = "/PieceInfo<</图<</Private(括\\)号 % )>>>>".encode("gbk") + b"/Annots % here\n[] /Tabs/S"
    content = with_table(pages_of(drawn((60, 700, "甲xx乙")), page=entries))
    document = read_pdf("a.pdf", content)
    out = annotated(content, document, of(document, "xx"), "zh")
    before, behind = entries.split(b"/Annots % here\n[]")
    again = out[len(content) :]
    assert b"/Contents 4 0 R" + before + b"/Annots[" in again
    assert behind + b">>\nendobj" in again


def test_outlines_attachments_and_metadata_stay():
    more = [
        b"<</Type/Outlines/First 6 0 R/Last 6 0 R/Count 1>>",
        b"<</Title(first)/Parent 5 0 R/Dest[3 0 R/Fit]>>",
        b"<</Type/Filespec/F(a.txt)/EF<</F 8 0 R>>>>",
        b"<</Type/EmbeddedFile/Length 5>>stream\nhello\nendstream",
        b"<</Title(report)/Author(someone)>>",
    ]
    objects = pages_of(drawn((60, 700, "甲xx乙")), more=more)
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R/Names<</EmbeddedFiles<</Names[(a.txt)7 0 R]>>>>>>"
    content = with_table(objects, b"/Info 9 0 R/ID[<00ff><00ff>]")
    document = read_pdf("a.pdf", content)
    out = annotated(content, document, of(document, "xx"), "zh")
    before, after = (pypdf.PdfReader(io.BytesIO(one)) for one in (content, out))
    assert [one.title for one in after.outline] == ["first"]
    assert after.attachments == before.attachments == {"a.txt": [b"hello"]}
    assert after.metadata == before.metadata
    assert after.metadata.author == "someone"
    (name, state), (_, new_state) = before.trailer["/ID"], after.trailer["/ID"]
    assert after.trailer["/ID"][0] == name
    assert new_state != state


def changed_by_another(content, more=b""):
    """As by a viewer that saves behind what there is: a further annotation on the first page."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    page = reader.pages[0].indirect_reference.idnum
    listed = b" ".join(b"%d 0 R" % one.idnum for one in reader.pages[0]["/Annots"])
    size = reader.trailer["/Size"]
    made, offsets = content, []
    for number, written in (
        (page, b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots[%s %d 0 R %d 0 R]>>" % (listed, size, size + 1)),
        (size, OTHERS),
        (size + 1, b"<</Type/Annot/Subtype/Popup/Rect[0 0 9 9]%s>>" % more),
    ):
        offsets.append((number, len(made)))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"0 1\n0000000000 65535 f \n" + b"".join(b"%d 1\n%010d 00000 n \n" % row for row in offsets)
    before = int(content.split(b"startxref")[-1].split()[0])
    trailer = b"trailer<</Size %d/Root 1 0 R/Prev %d>>" % (size + 2, before)
    return made + b"xref\n%s%s\nstartxref\n%d\n%%%%EOF\n" % (table, trailer, len(made))


@pytest.mark.slow
def test_ours_are_taken_out_of_a_file_that_others_have_changed_since():
    content = with_table(pages_of(drawn((60, 700, "甲xx乙xy"))))
    document = read_pdf("a.pdf", content)
    out = annotated(content, document, of(document, "xx"), "zh")
    ours = pypdf.PdfReader(io.BytesIO(out)).pages[0]["/Annots"][0].idnum
    later = changed_by_another(out, b"/Parent %d 0 R" % ours)
    assert len(annotations(later)[0]) == 3
    again = cleaned(later)
    assert again.startswith(later)
    assert [one["/Contents"] for one in annotations(again)[0]] == ["kept"]
    twice = annotated(later, document, of(document, "xy"), "zh")
    assert [one["/Subtype"] for one in annotations(twice)[0]] == ["/Text", "/Highlight"]
    assert cleaned(twice) == again


@pytest.mark.slow
def test_a_second_run_replaces_the_highlights_of_the_first():
    content = with_table(pages_of(drawn((60, 700, "甲xx乙xy"))))
    document = read_pdf("a.pdf", content)
    once = annotated(content, document, of(document, "xx", "乙"), "zh")
    twice = annotated(once, read_pdf("a.pdf", once), of(document, "xy"), "zh")
    assert on(twice) == [(0, ["xy"])]
    assert twice.startswith(content)
    assert annotated(twice, document, [], "zh") == content
    assert annotated(content, document, [], "zh") == content


def test_suppressed_findings_get_no_highlight():
    content = with_table(pages_of(drawn((60, 700, "xx"))))
    document = read_pdf("a.pdf", content)
    findings = of(document, "xx", suppressed=Suppression("comment", None, 1))
    assert annotated(content, document, findings, "zh") == content


@pytest.mark.slow
def test_of_too_many_the_gravest_stay_and_the_rest_are_counted():
    pages = [drawn(*((60, 720 - 20 * line, f"第{page}页{line}段xx") for line in range(31))) for page in range(10)]
    content = with_table(pages_of(*pages))
    document = read_pdf("a.pdf", content)
    at = places(document, "xx")
    assert len(at) == 310
    findings = [finding(document, one, one + 2, severity="error" if n > 5 else "info") for n, one in enumerate(at)]
    there = [one for page in annotations(annotated(content, document, findings, "zh")) for one in page]
    assert len(there) == 301
    assert there[0]["/Subtype"] == "/Text"
    assert there[0]["/Contents"] == "批注太多，另有10处问题未加批注；完整清单见检查报告"
    assert not any("提示" in one["/Contents"] for one in there)


@pytest.mark.slow
def test_many_highlights_are_written_in_time():
    pages = [drawn(*((60, 720 - 12.2 * line, f"第{page}页{line}段xx") for line in range(50))) for page in range(40)]
    content = with_table(pages_of(*pages))
    document = read_pdf("a.pdf", content)
    findings = [finding(document, at, at + 2, f"a/r{number}") for number, at in enumerate(places(document, "xx"))]
    assert len(findings) == 2000
    started = time.monotonic()
    out = annotated(content, document, findings, "zh", most=5000)
    assert time.monotonic() - started < 5
    assert on(out) == [(page, ["xx"]) for page in range(40) for _ in range(50)]
    started = time.monotonic()
    assert cleaned(out) == content
    assert time.monotonic() - started < 5


def protected():
    """Open to all who read it; to change it one must know a password."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(with_table(pages_of(drawn((60, 700, "hello xx"))))))
    writer.encrypt("", "secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.slow
def test_what_can_not_be_changed_without_harm_is_named():
    content = with_table(pages_of(drawn((60, 700, "hello xx"))))
    document = read_pdf("a.pdf", content)
    start = content.rindex(b"startxref")
    for other, message in (
        (with_table(pages_of(drawn((60, 700, "other text")))), "has changed"),
        (with_table(pages_of(drawn((60, 700, "hello")))), "has changed"),
        (content[:200], "damaged"),
        (content[:start] + b"startxref\n7\n%%EOF", "without harm"),
        (content[:start], "without harm"),
        (content.replace(b"/Page/Parent 2 0 R", b"/Page/Parent 2 0 R/Annots<<>>>>"), "without harm"),
        (protected(), "protected"),
    ):
        with pytest.raises(UnreadableError, match=message) as error:
            annotated(other, document, of(document, "hello xx"), "zh")
        assert said(error.value, "zh") != said(error.value, "en")


LINES = [
    "白石镇2024年水利工作总结",
    "一、主要做法",
    "全年整修渠道xx公里，清淤泵站12座，组织D员义务劳动三次，参加八十余人。",
]
SAMPLE = with_table(pages_of(drawn(*((60, 780 - 60 * number, line) for number, line in enumerate(LINES)))))


def test_annotate_gives_pdf_files_back_and_takes_highlights_out_again(run, write, folder):
    write("a.pdf", SAMPLE)
    ran = run("annotate", "a.pdf", "-o", "back", "--lang", "zh")
    assert (ran.code, ran.out, ran.err) == (0, "back/a.已批注.pdf\n", "")
    out = (folder / "back" / "a.已批注.pdf").read_bytes()
    assert out.startswith(SAMPLE)
    assert {(0, ("xx",)), (0, ("D员",))} <= {(page, tuple(words)) for page, words in on(out)}
    assert {one["/CreationDate"][:4] for one in annotations(out)[0]} == {"D:20"}
    again = run("annotate", "a.pdf", "-o", "back", "--lang", "zh")
    assert (again.code, "已存在，未覆盖" in again.err) == (2, True)
    assert run("annotate", "back/a.已批注.pdf", "-o", "clean", "--clean").code == 0
    assert (folder / "clean" / "a.已批注.pdf").read_bytes() == SAMPLE
    assert run("check", "a.pdf", "--format", "docx=beside", "--format", "text").code == 1
    assert [path.name for path in (folder / "beside").iterdir()] == ["a.checked.pdf"]


def test_a_slip_stands_in_for_highlights_and_says_so(run, write, folder, monkeypatch):
    write("a.pdf", protected())
    write("b.pdf", SAMPLE[:300])
    write("c.pdf", SAMPLE)
    ran = run("annotate", "a.pdf", "b.pdf", "c.pdf", "-o", "back")
    assert (ran.code, len(ran.err.splitlines())) == (2, 2)
    assert "a.pdf: a protected PDF file, which gets no highlights; save it without protection; a return slip instead" in ran.err  # fmt: skip
    assert "b.pdf: a damaged PDF file" in ran.err
    assert sorted(path.name for path in (folder / "back").iterdir()) == [
        "a.return-slip.docx", "a.return-slip.md", "c.checked.pdf",
    ]  # fmt: skip
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "pypdf" else found(name))
    ran = run("annotate", "c.pdf", "-o", "without")
    assert (ran.code, ran.err) == (
        2, 'summarylint: c.pdf: highlights in PDF files need pypdf: pip install "summarylint[pdf]"; a return slip instead\n',
    )  # fmt: skip
    assert (folder / "without" / "c.return-slip.md").exists()


@pytest.mark.slow
@pytest.mark.skipif(soffice() is None, reason="LibreOffice")
def test_a_file_of_libreoffice_keeps_its_fields_links_and_metadata(tmp_path):
    paragraphs = "".join(
        f"<h1>{number}、做法</h1><p>{LONG * 3}全年整修渠道xx公里，组织D员劳动。</p>" for number in range(30)
    )
    form = '<form><input type="text" name="unit" value="甲乡"></form>'
    page = f'<html lang="zh"><meta charset="utf-8"><title>总结</title><meta name="author" content="李四">{paragraphs}{form}<p><a href="https://example.org/">链接</a></p>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for kind, source in (("odt:writer8", "a.html"), ("pdf", "a.odt")):
        subprocess.run(
            [soffice(), profile, "--headless", "--convert-to", kind, "--outdir", tmp_path, tmp_path / source],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    content = (tmp_path / "a.pdf").read_bytes()
    document = read_pdf("a.pdf", content)
    findings = [
        finding(document, at, at + 2, f"a/{words}") for words in ("xx", "D员") for at in places(document, words)
    ]
    out = annotated(content, document, findings, "zh")
    assert out.startswith(content)
    words = sorted("".join(one.split()) for _, there in on(out) for one in there)
    assert words == ["D员"] * document.text.count("D员") + ["xx"] * document.text.count("xx")
    assert len(words) > 50
    before, after = (pypdf.PdfReader(io.BytesIO(one)) for one in (content, out))
    assert before.metadata
    assert after.metadata == before.metadata
    assert before.get_fields()
    assert after.get_fields() == before.get_fields()
    for old, new in zip(before.pages, after.pages, strict=True):
        kept = [one.get_object().get("/Subtype") for one in old.get("/Annots", ())]
        assert [one.get_object()["/Subtype"] for one in new["/Annots"]][: len(kept)] == kept
    assert cleaned(out) == content
