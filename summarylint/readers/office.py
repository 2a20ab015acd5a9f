""".doc, .wps, .rtf and .odt: converted by LibreOffice, where there is one, and read as the Word files they become."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from summarylint.errors import Said, UnreadableError
from summarylint.interrupts import held
from summarylint.model import Document
from summarylint.processes import end_group

TIMEOUT_SECONDS = 120
"""For one run of LibreOffice; a usual file takes 3, nearly all of it to start."""
_SECONDS_MORE_PER_FILE = 10
_LARGEST_DOCX_BYTES = 256 << 20

_KINDS = {
    "doc": Said("an old Word file (.doc)", "旧版Word文件（.doc）"),
    "wps": Said("a WPS file (.wps)", "WPS文件（.wps）"),
    "rtf": Said("a rich text file (.rtf)", "RTF文件（.rtf）"),
    "odt": Said("an OpenDocument text (.odt)", "OpenDocument文本（.odt）"),
    "xml": Said("a Word 2003 XML file", "Word 2003 XML文件"),
}
_FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8", "xml": "MS Word 2003 XML"}
"""Named to LibreOffice, as it takes what it can't open as one of these for a plain text, and would convert rubbish."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_WORD_XML = re.compile(rb"""progid\s*=\s*["']Word\.Document|schemas\.microsoft\.com/office/word/2003/wordml""")
_FLAT = b"http://schemas.microsoft.com/office/2006/xmlPackage"
"""A .docx as one XML file says the same of itself, and LibreOffice makes an empty document of it."""


class Convertible(NamedTuple):
    """What LibreOffice is to convert."""

    content: bytes
    suffix: str
    """As its name ends; in lower case, with the dot."""


class Converted(NamedTuple):
    """The `origin` of a converted document: where its text stands in the .docx that LibreOffice makes of the file."""

    docx: Any


def read_office(name: str, content: bytes, suffix: str) -> Document:
    """The document of a file that LibreOffice opens; its `format` is its kind: doc, wps, rtf, odt or xml.

    Raises UnreadableError, saying what the file is and what to do, where there is no LibreOffice, and for what it
    can't open, has a password or is none of these.
    """
    made = converted([Convertible(content, suffix)])[0]
    if isinstance(made, UnreadableError):
        raise made
    return read_converted(name, content, suffix, made)


def read_converted(name: str, content: bytes, suffix: str, docx: bytes) -> Document:
    """The document of a file of which `docx` was made by `converted`."""
    from summarylint.readers.docx import read_docx

    document = read_docx(name, docx)
    return document._replace(format=kind_of(content, suffix) or "doc", origin=Converted(document.origin))


def kind_of(content: bytes, suffix: str = "") -> str | None:
    """doc, wps, rtf, odt or xml by the first bytes, and None for what is none of these; `suffix` tells wps from doc."""
    if content.startswith(_OLE):
        return "wps" if suffix == ".wps" else "doc"
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if content.startswith(b"PK\x03\x04") and content[30 : 30 + len(_ODT)] == _ODT:
        return "odt"
    if (
        content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")
        and _WORD_XML.search(content[:4096])
        and _FLAT not in content[:4096]
    ):
        return "xml"
    return None


def converted(files: Sequence[Convertible]) -> list[bytes | UnreadableError]:
    """The .docx that LibreOffice makes of each file, or why there is none.

    Files of a kind share one run: ten take hardly longer than one. Where a run brings not all of them to an end,
    those left are tried one by one.
    """
    found: list[bytes | UnreadableError | None] = [_refused(file) for file in files]
    by_filter: dict[str, list[int]] = {}
    for number, file in enumerate(files):
        if found[number] is None:
            by_filter.setdefault(_filter(file), []).append(number)
    program = soffice() if by_filter else None
    for filter_name, numbers in by_filter.items():
        if program is None:
            for number in numbers:
                found[number] = _without_libreoffice(files[number])
            continue
        for number, made in zip(numbers, _run(program, [files[at] for at in numbers], filter_name), strict=True):
            found[number] = made
        if len(numbers) > 1:
            for number in numbers:
                if isinstance(found[number], UnreadableError):
                    found[number] = _run(program, [files[number]], filter_name)[0]
    return [made for made in found if made is not None]


def soffice() -> str | None:
    """LibreOffice's program; None where there is none."""
    for name in ("soffice", "libreoffice", "soffice.com"):
        if found := shutil.which(name):
            return found
    for path in _usual_places():
        if os.access(path, os.X_OK):
            return path
    return None


def _usual_places() -> Iterator[str]:
    if sys.platform == "darwin":
        yield "/Applications/LibreOffice.app/Contents/MacOS/soffice"
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
        if folder := os.environ.get(variable):
            yield os.path.join(folder, "LibreOffice", "program", "soffice.com")


def _filter(file: Convertible) -> str:
    kind = kind_of(file.content, file.suffix) or ""
    if kind == "wps":
        # Microsoft Works named its files so too; WPS writes what Word does.
        return "MS Word 97" if _utf16("WordDocument") in file.content else "MS_Works"
    return _FILTERS[kind]


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _refused(file: Convertible) -> UnreadableError | None:
    """Why a file is not even tried."""
    kind = kind_of(file.content, file.suffix)
    if kind is None:
        return UnreadableError(
            Said(
                f"named {file.suffix}, but its content is none that such a file has; rename it to what it is",
                f"文件名是{file.suffix}，内容却不是这种文件；请按实际类型改名",
            )
        )
    if kind in ("doc", "wps"):
        for stream, en, zh in (
            ("Workbook", "an old Excel file", "旧版Excel文件"),
            ("PowerPoint Document", "an old PowerPoint file", "旧版PowerPoint文件"),
        ):
            if _utf16(stream) in file.content and _utf16("WordDocument") not in file.content:
                return UnreadableError(
                    Said(f"{en}, not a text; save its text as .docx", f"{zh}，不是文字文档；请把文字另存为.docx")
                )
    if _has_password(file.content, kind):
        return UnreadableError(
            Said(
                f"{_KINDS[kind]} with a password; remove the password and check it again",
                f"{_KINDS[kind].zh}加了密码；请取消密码后再检查",
            )
        )
    return None


_ENCRYPTED_FLAG = 0x0100


def _has_password(content: bytes, kind: str) -> bool:
    """Whether a file is encrypted: [MS-DOC] 2.5.2, fEncrypted; [MS-OFFCRYPTO]; ODF 1.2, part 3, 3.4."""
    if kind == "odt":
        import zipfile
        from io import BytesIO

        try:
            with zipfile.ZipFile(BytesIO(content)) as archive, archive.open("META-INF/manifest.xml") as manifest:
                return b"encryption-data" in manifest.read(1 << 20)
        except (KeyError, OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
            return False
    if kind not in ("doc", "wps"):
        return False
    if _utf16("EncryptedPackage") in content:
        return True
    # The stream starts at a sector, and its first bytes are a magic number.
    for at in range(512, min(len(content), 1 << 20), 512):
        if content.startswith(b"\xec\xa5", at):
            return bool(int.from_bytes(content[at + 10 : at + 12], "little") & _ENCRYPTED_FLAG)
    return False


def _without_libreoffice(file: Convertible) -> UnreadableError:
    kind = _KINDS[kind_of(file.content, file.suffix) or "doc"]
    return UnreadableError(
        Said(
            f"{kind}; save it as .docx, or install LibreOffice, which summarylint reads such files with",
            f"{kind.zh}；请另存为.docx，或安装LibreOffice后再检查（读这种文件要用到它）",
        )
    )


_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
"""No macros run, and nothing that a document links to is loaded."""


def _run(program: str, files: Sequence[Convertible], filter_name: str) -> list[bytes | UnreadableError]:
    try:
        return _run_in_folder(program, files, filter_name)
    except OSError as error:
        why = error.strerror or type(error).__name__
        told = Said(
            f"LibreOffice has no room to convert it ({why}); make some where temporary files are kept",
            f"没有供LibreOffice转换用的临时空间（{why}）；请清理临时文件夹所在磁盘",
        )
        return [UnreadableError(told)] * len(files)


def _run_in_folder(program: str, files: Sequence[Convertible], filter_name: str) -> list[bytes | UnreadableError]:
    # LibreOffice may leave files behind that are still being written when it is killed.
    with tempfile.TemporaryDirectory(prefix="summarylint-", ignore_cleanup_errors=True) as folder:
        profile = os.path.join(folder, "profile")
        os.makedirs(os.path.join(profile, "user"))
        with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w", encoding="utf-8") as settings:
            settings.write(_PROFILE)
        paths = []
        for number, file in enumerate(files):
            path = os.path.join(folder, f"{number}.{kind_of(file.content, file.suffix)}")
            with open(path, "wb") as copy:
                copy.write(file.content)
            paths.append(path)
        command = [
            program,
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            "--nologo",
            f"--infilter={filter_name}",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            os.path.join(folder, "made"),
            *paths,
        ]
        seconds = TIMEOUT_SECONDS + _SECONDS_MORE_PER_FILE * (len(files) - 1)
        ended = _ended(command, seconds, folder)
        return [_made(file, os.path.join(folder, "made", f"{number}.docx"), ended) for number, file in enumerate(files)]


def _ended(command: list[str], seconds: float, folder: str) -> bool:
    """Run a command with nobody to talk to; whether it came to an end in time. What it started ends with it."""
    # A proxy that is none: should LibreOffice try the network all the same, it comes to nothing.
    nowhere = "http://127.0.0.1:9"
    environment = {**os.environ, "HOME": folder, "http_proxy": nowhere, "https_proxy": nowhere, "no_proxy": ""}
    process = None
    try:
        with held():
            process = subprocess.Popen(  # noqa: S603 (a program found on the path, and names of our own)
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=environment,
                start_new_session=True,
            )
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process and process.poll() is None:
            end_group(process)
    return True


def _made(file: Convertible, path: str, ended: bool) -> bytes | UnreadableError:
    kind = _KINDS[kind_of(file.content, file.suffix) or "doc"]
    if not ended:
        return UnreadableError(
            Said(
                f"{kind}, which LibreOffice had not converted after {TIMEOUT_SECONDS} s; save it as .docx",
                f"{kind.zh}，LibreOffice用了{TIMEOUT_SECONDS}秒仍未转换完；请另存为.docx",
            )
        )
    if not os.path.exists(path):
        return UnreadableError(
            Said(
                f"{kind} that LibreOffice can't open; it is damaged: open and save it as .docx",
                f"{kind.zh}，LibreOffice打不开，可能已损坏；请打开后另存为.docx",
            )
        )
    if os.path.getsize(path) > _LARGEST_DOCX_BYTES:
        return UnreadableError(Said(f"{kind} that becomes too large a .docx", f"{kind.zh}，转换后过大"))
    with open(path, "rb") as made:
        return made.read()
