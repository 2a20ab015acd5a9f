"""Files that LibreOffice converts: what becomes of their text, and what is said where none comes of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from summarylint.errors import UnreadableError, said
from summarylint.readers import office
from summarylint.readers.decode import Decoded
from summarylint.readers.office import Convertible, converted, kind_of, read_office, soffice
from summarylint.readers.text import read_text

needs_libreoffice = pytest.mark.skipif(soffice() is None, reason="LibreOffice")

TEXT = "甲乡2024年工作总结\n一、开展理论宣讲\n今年共开展宣讲xx场次，覆盖300人，发放𠮷祥物😀。\n扫码关注AAA公众号\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
KINDS = {".doc": "doc:MS Word 97", ".rtf": "rtf:Rich Text Format", ".odt": "odt:writer8"}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """One text as LibreOffice writes it in each of the kinds."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "a.html").write_text(
        '<meta charset="utf-8">' + "".join(f"<p>{line}</p>" for line in TEXT.splitlines()), encoding="utf-8"
    )
    for kind in KINDS.values():
        subprocess.run(
            [
                soffice(),
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--writer",
                "--convert-to",
                kind,
                "--outdir",
                str(folder),
                str(folder / "a.html"),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return {suffix: (folder / f"a{suffix}").read_bytes() for suffix in KINDS}


@needs_libreoffice
@pytest.mark.parametrize("suffix", [".doc", ".wps", ".rtf", ".odt"])
def test_a_converted_file_reads_as_its_text_does(files, suffix):
    document = read_office(f"a{suffix}", files[".doc" if suffix == ".wps" else suffix], suffix)
    assert document.text.strip("\n") == TEXT.strip("\n")
    as_text = read_text("a.txt", Decoded(TEXT, "utf-8"))
    assert [(b.kind, b.start, b.end) for b in document.blocks] == [(b.kind, b.start, b.end) for b in as_text.blocks]
    assert document.format == suffix[1:]
    assert document.places[0][1]["zh"]


@pytest.mark.slow
@needs_libreoffice
def test_files_are_converted_together_and_those_that_fail_say_so(files):
    made = converted(
        [
            Convertible(files[".doc"], ".doc"),
            Convertible(files[".doc"][:2000], ".doc"),
            Convertible(files[".odt"], ".odt"),
            Convertible(b"plain", ".rtf"),
        ]
    )
    assert [isinstance(one, UnreadableError) for one in made] == [False, True, False, True]
    assert "damaged" in str(made[1])
    assert "rename" in str(made[3])


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for LibreOffice")
def test_what_takes_too_long_is_ended_with_all_that_it_started(monkeypatch, tmp_path):
    program, child = tmp_path / "soffice", tmp_path / "child"
    program.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {child}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setattr(office, "soffice", lambda: str(program))
    monkeypatch.setattr(office, "TIMEOUT_SECONDS", 1)
    start = time.monotonic()
    with pytest.raises(UnreadableError, match="not converted after 1 s"):
        read_office("a.rtf", rb"{\rtf1 a}", ".rtf")
    assert time.monotonic() - start < 20
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _runs(int(child.read_text())):
        time.sleep(0.05)
    assert not _runs(int(child.read_text()))


def _runs(number):
    try:
        with open(f"/proc/{number}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        pass
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return not os.path.isdir("/proc/self")


def test_without_libreoffice_a_file_is_named_and_what_to_do(monkeypatch):
    monkeypatch.setattr(office, "soffice", lambda: None)
    with pytest.raises(UnreadableError) as error:
        read_office("a.wps", OLE + "WordDocument".encode("utf-16-le"), ".wps")
    assert said(error.value, "en") == (
        "a WPS file (.wps); save it as .docx, or install LibreOffice, which summarylint reads such files with"
    )
    assert said(error.value, "zh") == "WPS文件（.wps）；请另存为.docx，或安装LibreOffice后再检查（读这种文件要用到它）"


def test_a_usual_path_is_not_taken_for_a_program_that_is_not_there(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    if sys.platform != "darwin":
        assert soffice() is None


@pytest.mark.parametrize(
    ("content", "suffix", "message"),
    [
        pytest.param(
            OLE + "EncryptedPackage".encode("utf-16-le"), ".doc", "with a password", id="package with a password"
        ),
        pytest.param(
            OLE + b"\xec\xa5" + b"\0" * 8 + b"\0\x01" + b"\0" * 500, ".doc", "with a password", id="doc with one"
        ),
        pytest.param(OLE + "Workbook".encode("utf-16-le"), ".doc", "old Excel file", id="a table renamed"),
        pytest.param(b"hello", ".doc", "rename it", id="a text renamed"),
        pytest.param(b"", ".odt", "rename it", id="empty"),
    ],
)
def test_what_is_not_tried(content, suffix, message, monkeypatch):
    monkeypatch.setattr(office, "soffice", lambda: pytest.fail("tried"))
    with pytest.raises(UnreadableError, match=message):
        read_office("a", content, suffix)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (OLE, "doc"),
        (b"{\\rtf1", "rtf"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "xml"),
        (b"PK\x03\x04", None),
        (b"<html>", None),
    ],
)
def test_the_kind_is_told_by_the_first_bytes(content, kind):
    assert kind_of(content) == kind
