"""The zip that a Word file is: refused before it is read where it is none, broken, or made to do harm."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from summarylint.errors import Said, UnreadableError
from summarylint.readers.word.names import MAIN, OF_DOCUMENT, STRICT, STRICT_OF_DOCUMENT

MOST_MEMBERS = 5_000
LARGEST_MEMBER_BYTES = 64 << 20
LARGEST_SUM_BYTES = 200 << 20
HIGHEST_RATIO = 200
"""Of the size of a member to its size in the zip, above `_RATIO_FROM_BYTES`."""
MOST_TAGS = 2_000_000
"""Of one part, those that end an element too: some 1,500 pages of much formatted text; an element takes 150 bytes in memory, and 6 in a file."""
DEEPEST = 256
"""Elements within each other; libxml2 reads no further."""

_RATIO_FROM_BYTES = 1 << 20
_HEAD_BYTES = 4096
_NAME_IS_UTF_8 = 0x800
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_OLE = (
    (
        "EncryptedPackage",
        Said(
            "a Word file with a password; remove the password in Word or WPS (File > Info) and check it again",
            "Word文件加了密码；请在Word或WPS中取消密码后再检查",
        ),
    ),
    (
        "WordDocument",
        Said(
            "an old Word file (.doc), whatever its name says; save it as .docx in Word or WPS",
            "旧版Word文件（.doc），与文件名无关；请在Word或WPS中另存为.docx",
        ),
    ),
    (
        "Workbook",
        Said(
            "an old Excel file, not a Word file; save its text as .docx", "旧版Excel文件，不是Word文件；请另存为.docx"
        ),
    ),
    (
        "PowerPoint Document",
        Said(
            "an old PowerPoint file, not a Word file; save its text as .docx",
            "旧版PowerPoint文件，不是Word文件；请另存为.docx",
        ),
    ),
)
_OTHERS = (
    (b"%PDF-", Said("a PDF file", "PDF文件")),
    (b"{\\rtf", Said("a rich text file", "RTF文件")),
    (b"Rar!", Said("a rar archive", "rar压缩包")),
    (b"7z\xbc\xaf", Said("a 7z archive", "7z压缩包")),
)
_IN_ZIP = (
    ("xl/workbook.xml", Said("an Excel workbook", "Excel工作簿")),
    ("xl/workbook.bin", Said("an Excel workbook", "Excel工作簿")),
    ("ppt/presentation.xml", Said("a PowerPoint presentation", "PowerPoint演示文稿")),
    ("visio/document.xml", Said("a Visio drawing", "Visio绘图")),
)
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": Said("an OpenDocument text (.odt)", "OpenDocument文本（.odt）"),
    b"application/vnd.oasis.opendocument.spreadsheet": Said("an OpenDocument table (.ods)", "OpenDocument表格（.ods）"),
    b"application/vnd.oasis.opendocument.presentation": Said(
        "an OpenDocument presentation (.odp)", "OpenDocument演示文稿（.odp）"
    ),
    b"application/epub+zip": Said("an e-book (.epub)", "电子书（.epub）"),
}
_STRICT_NAMES = ((STRICT.encode(), MAIN.encode()), (STRICT_OF_DOCUMENT.encode(), OF_DOCUMENT.encode()))
_ROOT = re.compile(rb"<[A-Za-z_]")


class Relationship(NamedTuple):
    """What a part refers to: the kind is the last word of its type."""

    id: str
    kind: str
    target: str
    """Name of the member; of what lies outside, its address."""
    is_outside: bool


class Package:
    """An opened Word file; every method raises UnreadableError for what is broken or unsafe."""

    def __init__(self, content: bytes) -> None:
        _refuse_others(content)
        self.content = content
        with _zip_errors():
            self.zip = zipfile.ZipFile(BytesIO(content))
        self.members = {member.filename: member for member in self.zip.infolist()}
        self._read_bytes = 0
        _refuse_unsafe(self.zip.infolist())
        found = {one.kind: one.target for one in self.relationships("") if not one.is_outside}
        self.main = found.get("officeDocument", "word/document.xml")
        if self.main not in self.members or any(self.main == name for name, _ in _IN_ZIP):
            self.main = "word/document.xml"
        if self.main not in self.members:
            raise UnreadableError(self._what_else())
        for name, member in self.members.items():
            if name.endswith((".xml", ".rels")):
                _refuse_doctype(self._head(member))

    def read(self, name: str) -> bytes:
        """The content of a member that is there."""
        return self._read(self.members[name])

    def xml(self, name: str) -> bytes:
        """A member that is XML; files that are strictly of ISO 29500 come as if they were of the usual kind."""
        content = self.read(name)
        for strict, usual in _STRICT_NAMES if b"purl.oclc.org" in content else ():
            content = content.replace(strict, usual)
        return content

    def parse(self, name: str) -> etree._Element:
        """The root of such a member."""
        return parsed(self.xml(name))

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """What a part refers to; the empty name stands for the file itself."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", base + ".rels")
        if name not in self.members:
            return ()
        return _relationships(self.read(name), folder)

    def data_start(self, member: zipfile.ZipInfo) -> int:
        """Where in the file the packed bytes of a member start, behind its own header."""
        at = member.header_offset
        name = member.orig_filename.encode("utf-8" if member.flag_bits & _NAME_IS_UTF_8 else "cp437")
        if self.content[at : at + 4] != b"PK\x03\x04" or self.content[at + 30 : at + 30 + len(name)] != name:
            raise UnreadableError(_BROKEN)
        named, extra = struct.unpack_from("<HH", self.content, at + 26)
        return at + 30 + int(named) + int(extra)

    def packed(self, name: str) -> bytes:
        """The bytes of a member as they lie in the file."""
        member = self.members[name]
        with _zip_errors():
            start = self.data_start(member)
        return self.content[start : start + member.compress_size]

    def _head(self, member: zipfile.ZipInfo) -> bytes:
        """Its first bytes."""
        return self._unpacked(member, _HEAD_BYTES)[0]

    def _read(self, member: zipfile.ZipInfo) -> bytes:
        """At most so many bytes are unpacked, and what comes is counted: a header may say less than there is."""
        content, is_whole = self._unpacked(member, LARGEST_MEMBER_BYTES)
        self._read_bytes += len(content)
        if (not is_whole and len(content) == LARGEST_MEMBER_BYTES) or self._read_bytes > LARGEST_SUM_BYTES:
            raise UnreadableError(_TOO_LARGE)
        if not is_whole or len(content) != member.file_size or zlib.crc32(content) != member.CRC:
            raise UnreadableError(_BROKEN)
        return content

    def _unpacked(self, member: zipfile.ZipInfo, most: int) -> tuple[bytes, bool]:
        """The first bytes of a member, and whether they are all; without zipfile, which takes ten times as long."""
        with _zip_errors():
            start = self.data_start(member)
            packed = memoryview(self.content)[start : start + member.compress_size]
            if member.compress_type == zipfile.ZIP_STORED:
                return bytes(packed[:most]), len(packed) <= most
            if member.compress_type != zipfile.ZIP_DEFLATED:
                raise UnreadableError(_BROKEN)
            unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
            content = unpacking.decompress(packed, most)
            # The mark of the end may still wait where exactly as much came as was asked for.
            return content, unpacking.eof or (not unpacking.decompress(unpacking.unconsumed_tail, 1) and unpacking.eof)

    def _what_else(self) -> Said:
        for name, what in _IN_ZIP:
            if name in self.members:
                return Said(
                    f"{what}, not a Word file; save its text as .docx", f"{what.zh}，不是Word文件；请另存为.docx"
                )
        if "mimetype" in self.members:
            what = _OPEN_DOCUMENT.get(self._head(self.members["mimetype"]).strip())  # type: ignore[assignment]
            if what:
                return Said(
                    f"{what}, not a Word file; save it as .docx in LibreOffice or WPS",
                    f"{what.zh}，不是Word文件；请用LibreOffice或WPS另存为.docx",
                )
        return Said(
            "a zip archive, not a Word file (no word/document.xml inside); unpack it and check what it holds",
            "压缩包，不是有效的Word文件（其中没有word/document.xml）；请解压后检查里面的文件",
        )


_TOO_LARGE = Said(
    f"unpacks to more than {LARGEST_MEMBER_BYTES >> 20} MiB in one part or {LARGEST_SUM_BYTES >> 20} MiB in all; "
    "no text is that large, so it was not read",
    f"解压后单个部件超过{LARGEST_MEMBER_BYTES >> 20} MiB或总计超过{LARGEST_SUM_BYTES >> 20} MiB，不像正常文稿，未读取",
)
_TOO_MANY_TAGS = Said(
    f"has more than {MOST_TAGS:,} elements in one part; split it into files of at most some 1,000 pages",
    f"单个部件超过{MOST_TAGS}个元素；请拆分为每份不超过约1000页的文件",
)
_BROKEN = Said(
    "a broken or incomplete Word file; ask for it again, or open and save it in Word or WPS",
    "Word文件已损坏或不完整；请重新索取，或用Word、WPS打开后另存",
)
_DOCTYPE = Said(
    "has a DOCTYPE inside, which no Word file has and which can do harm; save it anew in Word or WPS",
    "内含DOCTYPE声明，正常Word文件没有且可能有害；请用Word或WPS重新保存",
)


@lru_cache(maxsize=8)
def _relationships(content: bytes, folder: str) -> tuple[Relationship, ...]:
    """Files that one program wrote have much the same of these."""
    found = []
    for one in parsed(content):
        target, is_outside = one.get("Target", ""), one.get("TargetMode") == "External"
        if not is_outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found.append(Relationship(one.get("Id", ""), one.get("Type", "").rpartition("/")[2], target, is_outside))
    return tuple(found)


def parsed(content: bytes) -> etree._Element:
    """The root of an XML part, without any entity and without a look at anything outside."""
    _refuse_doctype(content)
    # huge_tree stays off: it is what stops libxml2 at DEEPEST elements within each other.
    if content.count(b"<") > MOST_TAGS:
        raise UnreadableError(_TOO_MANY_TAGS)
    # Comments inside a w:t would part its text in two; no program writes any.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            message = Said(
                f"elements more than {DEEPEST} deep inside, which no Word file has; save it anew in Word or WPS",
                f"内部嵌套超过{DEEPEST}层，正常Word文件没有；请用Word或WPS重新保存",
            )
            raise UnreadableError(message) from error
        raise UnreadableError(_BROKEN) from error
    except (ValueError, LookupError) as error:
        raise UnreadableError(_BROKEN) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(_DOCTYPE)
    return root


def _refuse_doctype(content: bytes) -> None:
    """Before libxml2 sees it; a DOCTYPE in an encoding that hides it from this is refused after."""
    if b"\0" in content[:4] or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        content = content[:_HEAD_BYTES].replace(b"\0", b"")
    at = content.find(b"<!DOCTYPE")
    if at >= 0:
        root = _ROOT.search(content)
        if root is None or at < root.start():
            raise UnreadableError(_DOCTYPE)


def _refuse_others(content: bytes) -> None:
    if content.startswith(_OLE):
        for name, message in _IN_OLE:
            if name.encode("utf-16-le") in content:
                raise UnreadableError(message)
        message = Said(
            "an old Office file, not a .docx; save it as .docx in Word or WPS",
            "旧版Office文件，不是.docx；请在Word或WPS中另存为.docx",
        )
        raise UnreadableError(message)
    if content.startswith(b"PK"):
        return
    for magic, what in _OTHERS:
        if content.startswith(magic):
            message = Said(
                f"{what}, not a Word file; rename it to what it is, or save it as .docx",
                f"{what.zh}，不是Word文件；请按实际类型改名，或另存为.docx",
            )
            raise UnreadableError(message)
    message = (
        Said("an empty file, not a Word file", "空文件，不是Word文件")
        if not content.strip()
        else Said(
            "not a Word file, whatever its name says; rename it to what it is, or save it as .docx",
            "内容不是Word文件，与文件名不符；请按实际类型改名，或另存为.docx",
        )
    )
    raise UnreadableError(message)


def _refuse_unsafe(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        message = Said(
            f"more than {MOST_MEMBERS:,} parts inside; no text has so many, so it was not read",
            f"内含部件超过{MOST_MEMBERS}个，不像正常文稿，未读取",
        )
        raise UnreadableError(message)
    names = [member.filename.lower() for member in members]
    if len(set(names)) < len(names):
        message = Said(
            "two parts of the same name inside, so programs may show different texts; save it anew in Word or WPS",
            "内含同名部件，不同程序看到的内容可能不同；请用Word或WPS重新保存",
        )
        raise UnreadableError(message)
    if any(member.flag_bits & 1 for member in members):
        message = Said("a zip with a password; remove the password", "压缩包加了密码；请取消密码后再检查")
        raise UnreadableError(message)
    sizes = [member.file_size for member in members]
    if max(sizes, default=0) > LARGEST_MEMBER_BYTES or sum(sizes) > LARGEST_SUM_BYTES:
        raise UnreadableError(_TOO_LARGE)
    for member in members:
        if member.file_size > _RATIO_FROM_BYTES and member.file_size > HIGHEST_RATIO * member.compress_size:
            message = Said(
                f"a part unpacks to more than {HIGHEST_RATIO} times its size; no text does, so it was not read",
                f"有部件解压后超过压缩前的{HIGHEST_RATIO}倍，不像正常文稿，未读取",
            )
            raise UnreadableError(message)


@contextmanager
def _zip_errors() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError) as error:
        raise UnreadableError(_BROKEN) from error
    except (RuntimeError, ValueError, OverflowError, OSError, LookupError) as error:
        # What zipfile says of offsets, dates and names that make no sense.
        raise UnreadableError(_BROKEN) from error
