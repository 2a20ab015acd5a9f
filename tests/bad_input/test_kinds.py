"""Files that are not what their names say: the content decides, or the message says what the file is."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from summarylint.readers.office import soffice

LINE = "全年开展培训xx场次，覆盖全部乡镇。\n"
BLANK = "关于培训的记事\n\n" + LINE


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(**members: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return content.getvalue()


DOCX = zipped(word__document="<w:t>全年开展培训xx场次</w:t>", word__styles="x" * 5000)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(DOCX, "Word file", id="zip"),
        pytest.param(zipped(), "an empty zip archive", id="empty zip"),
        pytest.param(DOCX[:60], "Word file", id="truncated zip"),
        pytest.param(b"%PDF-1.7\n\xff", "PDF file", id="pdf"),
        pytest.param(OLE, "an old Word", id="doc", marks=pytest.mark.slow),
        pytest.param(b"\x89PNG\r\n\x1a\n", "a picture", id="png"),
        pytest.param(bytes(range(256)) * 8, "binary", id="binary"),
        pytest.param(random.Random(1).randbytes(4000), "binary", id="noise"),
    ],
)
@pytest.mark.parametrize("suffix", ["txt", "md", "docx"])
def test_what_a_file_is_shows_in_its_first_bytes(write, failed, content, says, suffix):
    write(f"renamed.{suffix}", content)
    error, rows, found = failed(f"renamed.{suffix}")
    assert error["stage"] == "read"
    if suffix != "docx" or "zip" in says:
        assert says in error["message"]
    assert [(row["verdict"], row["findings"]) for row in rows] == [("unchecked", 0)]
    assert {finding["path"] for finding in found["findings"]} == {"beside.txt"}


@pytest.mark.parametrize("suffix", ["txt", "md", "docx"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "byte order mark"])
def test_a_page_is_read_as_one_whatever_its_name(write, report, suffix, mark, blanks_in):
    write(f"renamed.{suffix}", mark + "<!DOCTYPE html>\n<p>全年开展培训<b>xx</b>场次".encode())
    assert blanks_in(f"renamed.{suffix}", report(f"renamed.{suffix}")) == ["xx"]


@pytest.mark.parametrize("suffix", ["docx", "doc", "wps", "pdf", "html", "htm", "rtf", "odt"])
def test_a_text_under_another_name_is_said(write, failed, suffix):
    write(f"renamed.{suffix}", BLANK)
    error, rows, _ = failed(f"renamed.{suffix}")
    assert error["message"].startswith(f"named .{suffix}, but its content is not that of a")
    assert error["message"].endswith(", it is plain text; rename it to .txt")
    assert [row["verdict"] for row in rows] == ["unchecked"]


PAGE = f"<p>关于培训的记事</p><p>{LINE}</p>"
SAVED = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="----=_NextPart"\r\n\r\n'
    "This document is a Single File Web Page.\r\n\r\n------=_NextPart\r\nContent-Type: text/html\r\n\r\n<p>xx=E5=9C=BA"
)
MAIL = "From: <Saved by Blink>\nSubject: =?utf-8?B?5oC757uT?=\nDate: Mon, 2 Dec 2024 10:00:00\nMIME-Version: 1.0\n\nxx"
FLAT = (
    "<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?><pkg:package xmlns:pkg="
    f"'http://schemas.microsoft.com/office/2006/xmlPackage'><w:t>{LINE}</w:t></pkg:package>"
)
RICH = r"{\rtf1\ansi\ansicpg936 "


@pytest.mark.parametrize("suffix", ["doc", "docx", "wps"])
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"<html xmlns:w='urn:schemas-microsoft-com:office:word'>{PAGE}".encode(), id="a page"),
        pytest.param(f"<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html>\n<html>{PAGE}".encode(), id="XHTML"),
        pytest.param(f"<meta charset=utf-8>\n{PAGE}".encode(), id="a page without html"),
        pytest.param(f"<!-- exported -->\n<table><tr><td>{PAGE}".encode(), id="a table"),
        pytest.param(f"\n<div class=a>{PAGE}".encode("gb18030"), id="a fragment in GB18030"),
        pytest.param(f"\ufeff<html>{PAGE}".encode("utf-16-le"), id="a page in UTF-16"),
    ],
)
def test_a_page_under_the_name_of_a_word_file_is_read(write, report, blanks_in, suffix, content):
    write(f"a.{suffix}", content)
    found = report(f"a.{suffix}")
    assert (found["code"], blanks_in(f"a.{suffix}", found)) == (1, ["xx"])


@pytest.mark.parametrize("suffix", ["doc", "docx", "html", "mht", "txt", "md"])
@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(SAVED, "a mail, or a web page saved as one file", id="a page saved as one file"),
        pytest.param(MAIL, "a mail, or a web page saved as one file", id="a mail"),
        pytest.param(FLAT, "a Word file written as one XML file", id="a Word file as one XML file"),
    ],
)
def test_what_no_reader_reads_is_named_and_never_passes_as_text(write, failed, suffix, content, says):
    write(f"a.{suffix}", content)
    error, rows, _ = failed(f"a.{suffix}")
    assert error["message"].startswith(says)
    assert [row["verdict"] for row in rows] == ["unchecked"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Title: training\nAuthor: A\n\nMIME-Version: 1.0 is what mails say.\n" + BLANK, id="headers of its own"
        ),
        pytest.param("一、格式\n%PDF-1.7 is how such a file starts.\n\n" + BLANK, id="a word on PDF inside"),
        pytest.param("一、工具\n<div> and <p> are elements.\n\n" + BLANK, id="a word on HTML"),
    ],
)
def test_a_text_that_speaks_of_formats_is_a_text(write, report, blanks_in, text):
    write("a.txt", text)
    assert blanks_in("a.txt", report("a.txt")) == ["xx"]


@pytest.mark.slow
@pytest.mark.skipif(soffice() is None, reason="LibreOffice")
@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.txt", "a.xml"])
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            "<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w="
            f"'http://schemas.microsoft.com/office/word/2003/wordml'><w:body><w:p><w:r><w:t>{LINE.strip()}</w:t></w:r></w:p>"
            "</w:body></w:wordDocument>",
            id="Word 2003 XML",
        ),
        pytest.param(RICH + "".join(rf"\u{ord(c)}?" if c > "~" else c for c in LINE.strip()) + "}", id="RTF"),
    ],
)
def test_old_word_files_are_converted_whatever_their_names(write, report, blanks_in, name, content):
    write(name, content)
    assert blanks_in(name, report(name)) == ["xx"]


@pytest.mark.parametrize("suffix", ["doc", "docx", "wps"])
@pytest.mark.parametrize(
    ("stream", "says"),
    [
        pytest.param("EncryptedPackage", "with a password", id="a password"),
        pytest.param("Workbook", "an old Excel file", id="a table"),
        pytest.param("PowerPoint Document", "an old PowerPoint file", id="slides"),
    ],
)
def test_old_office_files_are_named_whatever_their_names(write, failed, suffix, stream, says):
    write(f"a.{suffix}", OLE + stream.encode("utf-16-le"))
    error, _, _ = failed(f"a.{suffix}")
    assert says in error["message"]


@pytest.mark.parametrize("suffix", ["doc", "docx"])
def test_an_old_word_file_without_libreoffice_says_what_to_do(write, failed, monkeypatch, suffix):
    monkeypatch.setattr("summarylint.readers.office.soffice", lambda: None)
    write(f"a.{suffix}", OLE + "WordDocument".encode("utf-16-le"))
    assert failed(f"a.{suffix}")[0]["message"] == (
        "an old Word file (.doc); save it as .docx, or install LibreOffice, which summarylint reads such files with"
    )
