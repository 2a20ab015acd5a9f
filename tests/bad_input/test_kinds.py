"""Files that are not what their names say: the content decides, or the message says what the file is."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

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
        pytest.param(OLE, "an old Word", id="doc"),
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
    assert [row["verdict"] for row in rows] == ["unchecked"]
