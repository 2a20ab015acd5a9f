"""Sources to documents: what a file is, by its first bytes before its name, and who reads it."""

from __future__ import annotations

import os
import re
import sys

from summarylint.comments import without_comments
from summarylint.errors import Said, UnreadableError, refusal
from summarylint.model import Document, Source
from summarylint.readers.decode import decode
from summarylint.readers.text import read_text

_PDF = Said("a PDF file", "PDF文件")
_ZIP = Said("a Word file or another zip archive", "Word文件或其他压缩包")
_OLE = Said("an old Word, WPS or Office file", "旧版Word、WPS或Office文件")
_RTF = Said("a rich text file", "RTF文件")
_PAGE = Said("an HTML page", "网页")
_WORD_XML = Said("a Word 2003 XML file", "Word 2003 XML文件")
_FLAT = Said("a Word file written as one XML file", "以单个XML文件保存的Word文件")
_MIME = Said("a mail, or a web page saved as one file (MHTML)", "邮件或单个文件网页（MHTML）")
_MAGIC = (
    (b"%PDF-", _PDF),
    (b"PK\x03\x04", _ZIP),
    (b"PK\x05\x06", Said("an empty zip archive", "空压缩包")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"{\\rtf", _RTF),
    (b"\x89PNG", Said("a picture", "图片")),
    (b"\xff\xd8\xff", Said("a picture", "图片")),
    (b"GIF8", Said("a picture", "图片")),
    (b"\x1f\x8b", Said("a gzip archive", "gzip压缩包")),
    (b"Rar!", Said("a rar archive", "rar压缩包")),
    (b"7z\xbc\xaf", Said("a 7z archive", "7z压缩包")),
    (b"\x7fELF", Said("a program", "程序")),
)
_HEAD_BYTES = 4096
_PDF_HEAD_BYTES = 1024
"""Within so many bytes readers of PDF look for its start; mail gateways and scripts put lines before it."""
_BEFORE_HTML = rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<"
_HTML = re.compile(_BEFORE_HTML + rb"(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(
    _BEFORE_HTML + rb"(?:meta|head|body|style|title|table|div|center|font|span|h[1-6]|p|br)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_IN_XML = (
    (b"http://schemas.microsoft.com/office/2006/xmlPackage", _FLAT),
    (b"http://schemas.microsoft.com/office/word/2003/wordml", _WORD_XML),
    (b'progid="Word.Document"', _WORD_XML),
)
_HEADER = rb"[A-Za-z][A-Za-z-]{1,40}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n){0,20}"
_MIME_HEADERS = re.compile(rb"(?:" + _HEADER + rb"){0,60}MIME-Version:", re.IGNORECASE)
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_MARKDOWN_SUFFIXES = (".md", ".markdown")
_NAMES = {
    ".docx": Said("a Word file", "Word文件"),
    ".doc": Said("an old Word file", "旧版Word文件"),
    ".wps": Said("a WPS file", "WPS文件"),
    ".pdf": Said("a PDF file", "PDF文件"),
    ".html": Said("an HTML page", "网页"),
    ".htm": Said("an HTML page", "网页"),
    ".rtf": Said("a rich text file", "RTF文件"),
    ".odt": Said("an OpenDocument file", "OpenDocument文件"),
}


def read(source: Source, encoding: str | None, max_size_bytes: int) -> Document:
    """The document that `source` holds.

    Raises UnreadableError, saying why, for what can't be opened, is too large, or is of a kind without a reader.
    """
    return document_of(content_of(source, max_size_bytes), source.name, encoding)


def document_of(content: bytes, name: str, encoding: str | None) -> Document:
    """The document that a file of this content and name holds; raises UnreadableError, saying why, where there is none."""
    suffix = os.path.splitext(name)[1].lower()
    kind = _sniffed(content, suffix)
    if kind is _PDF:
        from summarylint.readers.pdf import read_pdf

        return read_pdf(name, content)
    if kind is _ZIP and _ODT not in content[:120]:
        from summarylint.readers.docx import read_docx

        return read_docx(name, content)
    if kind in (_OLE, _RTF, _ZIP, _WORD_XML):
        from summarylint.readers.office import read_office

        return read_office(name, content, suffix)
    # A page may start with a comment, or be a fragment; its name says what it is then.
    if kind is _PAGE or (kind is None and suffix in (".html", ".htm") and b"<" in content):
        from summarylint.readers.html import read_html, refuse_without_text

        page = read_html(name, content, encoding)
        refuse_without_text(page, content, encoding)
        return page
    if kind is None and suffix in _NAMES and content.strip():
        raise UnreadableError(_misnamed(content, suffix))
    if kind:
        message = Said(
            f"{kind}{f', though named {suffix}' if suffix in (*_NAMES, '.txt', *_MARKDOWN_SUFFIXES) else ''}; "
            "save it as a document that is read (.docx, .txt, .md, .html, .pdf) and check that",
            f"{kind.zh}{f'（文件名却是{suffix}）' if suffix in (*_NAMES, '.txt', *_MARKDOWN_SUFFIXES) else ''}；"
            "请另存为可读的文档（.docx、.txt、.md、.html、.pdf）再检查",
        )
        raise UnreadableError(message)
    decoded = decode(content, encoding)
    if suffix in _MARKDOWN_SUFFIXES:
        from summarylint.readers.markdown import read_markdown

        document = read_markdown(name, decoded)
        return document._replace(prose=without_comments(document.prose))
    return read_text(name, decoded)


def content_of(source: Source, max_size_bytes: int) -> bytes:
    """The bytes of a source; raises UnreadableError where they can't be had, or are too many."""
    limit = f"{max_size_bytes / (1 << 20):g}"
    too_large = Said(
        f"larger than {limit} MiB; raise --max-size to check it", f"文件大于{limit} MiB；要检查请调大--max-size"
    )
    if source.size_bytes > max_size_bytes:
        raise UnreadableError(too_large)
    if source.path == "-" and sys.stdin is None:
        closed = Said("standard input is closed", "标准输入已关闭")
        raise UnreadableError(closed)
    try:
        if source.path == "-":
            content = sys.stdin.buffer.read(max_size_bytes + 1)
        else:
            content = _unchanging(source, max_size_bytes + 1)
    except OSError as error:
        why = {
            FileNotFoundError: Said("it has vanished", "文件不见了"),
            PermissionError: Said("no permission to read it", "没有读取权限"),
        }.get(type(error))
        raise UnreadableError(why or refusal(error)) from error
    if len(content) > max_size_bytes:
        raise UnreadableError(too_large)
    return content


def _unchanging(source: Source, most: int) -> bytes:
    """At most so many bytes of a file to which nobody is writing: half an old text and half a new one is neither."""
    pieces, size = [], 0
    with open(source.path, "rb", buffering=0) as file:
        before = os.fstat(file.fileno())
        while size < most and (piece := file.read(min(_PIECE_BYTES, most - size))):
            pieces.append(piece)
            size += len(piece)
        after = os.fstat(file.fileno())
    is_as_found = source.size_bytes in (0, before.st_size)
    if not is_as_found or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise UnreadableError(_CHANGED)
    return b"".join(pieces)


_PIECE_BYTES = 1 << 20
_CHANGED = Said("it changed during the run; check it again once it is written", "检查期间文件有改动；请等它写完再检查")


def _sniffed(content: bytes, suffix: str) -> Said | None:
    """What a file is by its content; its name counts only where that leaves room."""
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    head = _as_ascii(content[:_HEAD_BYTES])
    if head[:600].lstrip().startswith(b"<"):
        for namespace, kind in _IN_XML:
            if namespace in head:
                return kind
        # Many a system exports its tables under Word's name.
        if _HTML.match(head) or (suffix in (".doc", ".docx", ".wps", ".rtf") and _FRAGMENT.match(head)):
            return _PAGE
    if _MIME_HEADERS.match(head):
        return _MIME
    at = content.find(b"%PDF-", 0, _PDF_HEAD_BYTES)
    if at >= 0 and (suffix == ".pdf" or b"startxref" in content[-_PDF_HEAD_BYTES:]):
        return _PDF
    return None


def _as_ascii(head: bytes) -> bytes:
    """The first bytes without a byte order mark, and of UTF-16 those that could be ASCII."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _misnamed(content: bytes, suffix: str) -> Said:
    en = f"named {suffix}, but its content is not that of {_NAMES[suffix]}"
    zh = f"文件名是{suffix}，内容却不是{_NAMES[suffix].zh}"
    try:
        is_text = decode(content).problem is None
    except UnreadableError:
        is_text = False
    if is_text:
        return Said(f"{en}, it is plain text; rename it to .txt", f"{zh}，而是纯文本；请改名为.txt")
    return Said(f"{en}; rename it to what it is", f"{zh}；请按实际类型改名")
