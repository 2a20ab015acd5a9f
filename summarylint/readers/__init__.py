"""Sources to documents: what a file is, by its first bytes before its name, and who reads it."""

from __future__ import annotations

import os
import re
import sys

from summarylint.comments import without_comments
from summarylint.errors import Said, UnreadableError
from summarylint.model import Document, Source
from summarylint.readers.decode import decode
from summarylint.readers.text import read_text

_MAGIC = (
    (b"%PDF-", Said("a PDF file", "PDF文件")),
    (b"PK\x03\x04", Said("a Word file or another zip archive", "Word文件或其他压缩包")),
    (b"PK\x05\x06", Said("an empty zip archive", "空压缩包")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Said("an old Word, WPS or Office file", "旧版Word、WPS或Office文件")),
    (b"{\\rtf", Said("a rich text file", "RTF文件")),
    (b"\x89PNG", Said("a picture", "图片")),
    (b"\xff\xd8\xff", Said("a picture", "图片")),
    (b"GIF8", Said("a picture", "图片")),
    (b"\x1f\x8b", Said("a gzip archive", "gzip压缩包")),
    (b"Rar!", Said("a rar archive", "rar压缩包")),
    (b"7z\xbc\xaf", Said("a 7z archive", "7z压缩包")),
    (b"\x7fELF", Said("a program", "程序")),
)
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
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
    content = _content(source, max_size_bytes)
    kind = _sniffed(content)
    suffix = os.path.splitext(source.name)[1].lower()
    if kind is None and suffix in _NAMES and content.strip():
        message = Said(
            f"named {suffix}, but its content is not that of {_NAMES[suffix]}; rename it to what it is",
            f"文件名是{suffix}，内容却不是{_NAMES[suffix].zh}；请按实际类型改名",
        )
        raise UnreadableError(message)
    if kind:
        renamed = suffix in (".txt", *_MARKDOWN_SUFFIXES)
        message = Said(
            f"{kind}{f', though named {suffix}' if renamed else ''}; "
            "this version reads only .txt and .md: save it as text and check that",
            f"{kind.zh}{f'（文件名却是{suffix}）' if renamed else ''}；本版本只读.txt和.md，请另存为文本再检查",
        )
        raise UnreadableError(message)
    decoded = decode(content, encoding)
    if suffix in _MARKDOWN_SUFFIXES:
        from summarylint.readers.markdown import read_markdown

        document = read_markdown(source.name, decoded)
        return document._replace(prose=without_comments(document.prose))
    return read_text(source.name, decoded)


def _content(source: Source, max_size_bytes: int) -> bytes:
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
            with open(source.path, "rb", buffering=0) as file:
                content = file.read()
    except OSError as error:
        why = {
            FileNotFoundError: Said("it has vanished", "文件不见了"),
            PermissionError: Said("no permission to read it", "没有读取权限"),
        }.get(type(error))
        raise UnreadableError(why or error.strerror or type(error).__name__) from error
    if len(content) > max_size_bytes:
        raise UnreadableError(too_large)
    return content


def _sniffed(content: bytes) -> Said | None:
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if content[:600].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") and _HTML.match(content[:2000]):
        return Said("an HTML page", "网页")
    return None
