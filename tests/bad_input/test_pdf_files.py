"""PDF files that are locked, damaged, endless, or say less in text than they show."""

from __future__ import annotations

import importlib.util
import io
import time
import zlib

import pytest

from summarylint.readers import pdf

pytestmark = pytest.mark.skipif(importlib.util.find_spec("pypdfium2") is None, reason="pypdfium2")

FONT = (
    b"<</F1<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype"
    b"/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>>>"
)
PICTURE = b"0 0 500 700 re f\n"


def text(words, y=700):
    return f"BT /F1 12 Tf 1 0 0 1 60 {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n".encode()


BLANK = text("全年开展培训xx场次，覆盖全部乡镇。")


def pdf_of(*pages, catalog=b"", page=b"", others=(), trailer=b"", filters=b""):
    """A PDF file of these content streams; `others` are more objects, numbered on from behind the last page."""
    kids = b" ".join(b"%d 0 R" % (3 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 595 842]/Resources<</Font%s>>>>" % (len(pages), kids, FONT),
    ]
    for number, stream in enumerate(pages):
        objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R%s>>" % (4 + 2 * number, page))
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), filters, stream))
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, content in enumerate([*objects, *others], 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start, size = out.tell(), len(offsets) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, start))
    return out.getvalue()


LOCKED = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"11" * 32, b"22" * 32)
ODD_LOCK = b"/Encrypt<</Filter/OfTheHouse/V 9>>/ID[<00><00>]"
DYNAMIC = b"/NeedsRendering true/AcroForm<</Fields[]/XFA 5 0 R>>"
XFA = b"<</Length 11>>stream\n<xdp:xdp/>\n\nendstream"
WHOLE = pdf_of(BLANK)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(pdf_of(BLANK, trailer=LOCKED), "with a password", id="a password"),
        pytest.param(pdf_of(BLANK, trailer=ODD_LOCK), "protection", id="a lock that nobody knows"),
        pytest.param(WHOLE[: len(WHOLE) // 2], "a damaged PDF file", id="cut in half"),
        pytest.param(WHOLE[:-60], "a damaged PDF file", id="cut short"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 50, "a damaged PDF file", id="rubbish"),
        pytest.param(pdf_of(), "a damaged PDF file", id="no pages"),
        pytest.param(pdf_of(PICTURE), "without a text layer", id="a scan"),
        pytest.param(
            pdf_of(*(PICTURE + text(str(number), y=30) for number in (1, 2, 3))),
            "without a text layer",
            id="a numbered scan",
        ),
        pytest.param(pdf_of(*[BLANK] * 5000), "more than 2000 pages", id="5,000 pages"),
        pytest.param(
            pdf_of(text("Please wait..."), catalog=DYNAMIC, others=[XFA]), "a PDF form (XFA)", id="a dynamic form"
        ),
    ],
)
def test_a_pdf_file_that_can_not_be_read_is_named(write, failed, content, says):
    write("总结.pdf", content)
    error, rows, _ = failed("总结.pdf")
    assert says in error["message"]
    assert [(row["verdict"], row["findings"]) for row in rows] == [("unchecked", 0)]


def test_a_stream_that_swells_ends_its_worker_and_nothing_else(write, failed, monkeypatch):
    monkeypatch.setattr(pdf, "MEMORY_BYTES", 400 << 20)
    bomb = zlib.compress(zlib.compress(b" " * (500 << 20), 1), 9)
    write("bomb.pdf", pdf_of(bomb, filters=b"/Filter[/FlateDecode/FlateDecode]"))
    assert (len(bomb) < 100_000, failed("bomb.pdf")[0]["stage"]) == (True, "read")


@pytest.mark.slow
def test_a_page_that_never_ends_meets_the_time_limit(write, failed, monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 1)
    write(
        "long.pdf", pdf_of(zlib.compress(b"BT /F1 1 Tf <4e00> Tj ET " * 2_000_000, 9), filters=b"/Filter/FlateDecode")
    )
    started = time.monotonic()
    assert failed("long.pdf")[0]["message"].startswith("a PDF file that ")
    assert time.monotonic() - started < 60


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(b"\r\n\r\n", id="empty lines"),
        pytest.param(b"\xef\xbb\xbf", id="a byte order mark"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", id="what a server said"),
    ],
)
@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.txt", "a"])
def test_lines_before_a_pdf_file_do_not_hide_it(write, report, blanks_in, before, name):
    write(name, before + WHOLE)
    assert blanks_in(name, report(name)) == ["xx"]


def test_zeros_behind_a_pdf_file_do_no_harm(write, report, blanks_in):
    write("a.pdf", WHOLE + bytes(600))
    assert blanks_in("a.pdf", report("a.pdf")) == ["xx"]


@pytest.mark.parametrize(("password", "code"), [("", 1), ("secret", 2)])
def test_a_password_for_changes_only_is_no_obstacle(write, report, blanks_in, password, code):
    pypdf = pytest.importorskip("pypdf")
    out = io.BytesIO()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(WHOLE))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(out)
    write("a.pdf", out.getvalue())
    found = report("a.pdf")
    assert (found["code"], blanks_in("a.pdf", found)) == (code, ["xx"] if code == 1 else [])


def test_scanned_pages_among_others_are_named_and_the_others_checked(write, failed, blanks_in):
    write("a.pdf", pdf_of(BLANK, PICTURE, PICTURE + text("- 3 -", y=30)))
    error, _, found = failed("a.pdf")
    assert error["message"] == "page 2, 3: pictures without text (scanned?), not checked"
    assert blanks_in("a.pdf", found) == ["xx"]


def test_a_page_with_a_number_and_no_picture_is_a_page(write, report):
    write("a.pdf", pdf_of(BLANK, text("2", y=30)))
    assert report("a.pdf")["errors"] == []


def field(kind, value):
    return (
        b"<</Type/Annot/Subtype/Widget/FT/%s/T(a)/V(%s)/F 4/Rect[60 600 260 620]>>" % (kind, value),
        b"/AcroForm<</Fields[5 0 R]>>",
    )


def test_words_in_fields_of_a_form_are_told_to_be_unchecked(write, failed, blanks_in):
    widget, catalog = field(b"Tx", b"trained xx people")
    write("a.pdf", pdf_of(BLANK, catalog=catalog, page=b"/Annots[5 0 R]", others=[widget]))
    error, _, found = failed("a.pdf")
    assert error["message"] == (
        "page 1: form fields or notes with text, not checked; print it to a PDF file and check that"
    )
    assert blanks_in("a.pdf", found) == ["xx"]


@pytest.mark.parametrize(("kind", "value"), [(b"Tx", b""), (b"Btn", b"Yes"), (b"Sig", b"signed")])
def test_empty_fields_buttons_and_signatures_hold_no_words(write, report, kind, value):
    widget, catalog = field(kind, value)
    write("a.pdf", pdf_of(BLANK, catalog=catalog, page=b"/Annots[5 0 R]", others=[widget]))
    assert report("a.pdf")["errors"] == []


def test_words_typed_upon_a_page_are_told_to_be_unchecked(write, failed):
    note = b"<</Type/Annot/Subtype/FreeText/Contents(trained xx people)/DA(/F1 12 Tf)/Rect[60 600 260 620]>>"
    write("a.pdf", pdf_of(BLANK, page=b"/Annots[5 0 R]", others=[note]))
    assert failed("a.pdf")[0]["message"].startswith("page 1: form fields or notes with text, not checked")


def test_marks_and_comments_of_a_reader_are_no_text(write, report):
    mark = b"<</Type/Annot/Subtype/Highlight/Contents(see xx)/QuadPoints[60 620 260 620 60 600 260 600]/Rect[60 600 260 620]>>"
    write("a.pdf", pdf_of(BLANK, page=b"/Annots[5 0 R]", others=[mark]))
    assert report("a.pdf")["errors"] == []


def test_without_the_library_the_message_says_what_to_install(write, failed, monkeypatch):
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "pypdfium2" else real(name))
    write("a.pdf", WHOLE)
    assert 'pip install "summarylint[pdf]"' in failed("a.pdf")[0]["message"]
