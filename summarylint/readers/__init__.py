"""Sources to documents: what a file is, by its first bytes before its name, and who reads it."""

from __future__ import annotations

import os
import re
import sys

from summarylint.comments import without_comments
from summarylint.errors import UnreadableError
from summarylint.model import Document, Source
from summarylint.readers.decode import decode
from summarylint.readers.text import read_text

_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a Word file or another zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, WPS or Office file"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a rar archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
)
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_TEXT_SUFFIXES = (".txt", "")
_MARKDOWN_SUFFIXES = (".md", ".markdown")
_NAMES = {
    ".docx": "a Word file",
    ".doc": "an old Word file",
    ".wps": "a WPS file",
    ".pdf": "a PDF file",
    ".html": "an HTML page",
    ".htm": "an HTML page",
    ".rtf": "a rich text file",
    ".odt": "an OpenDocument file",
}


def read(source: Source, encoding: str | None, max_size_bytes: int) -> Document:
    """The document that `source` holds.

    Raises UnreadableError, saying why, for what can't be opened, is too large, or is of a kind without a reader.
    """
    content = _content(source, max_size_bytes)
    kind = _sniffed(content)
    suffix = os.path.splitext(source.name)[1].lower()
    if kind is None and suffix in _NAMES and content.strip():
        kind = f"named {suffix}, but its content is not that of {_NAMES[suffix]}"
        message = f"{kind}; rename it to what it is"
        raise UnreadableError(message)
    if kind:
        renamed = f", though named {suffix}" if suffix in (*_TEXT_SUFFIXES[:1], *_MARKDOWN_SUFFIXES) else ""
        message = f"{kind}{renamed}; this version reads only .txt and .md: save it as text and check that"
        raise UnreadableError(message)
    decoded = decode(content, encoding)
    if suffix in _MARKDOWN_SUFFIXES:
        from summarylint.readers.markdown import read_markdown

        document = read_markdown(source.name, decoded)
        return document._replace(prose=without_comments(document.prose))
    return read_text(source.name, decoded)


def _content(source: Source, max_size_bytes: int) -> bytes:
    too_large = f"larger than {max_size_bytes / (1 << 20):g} MiB; raise --max-size to check it"
    if source.size_bytes > max_size_bytes:
        raise UnreadableError(too_large)
    if source.path == "-" and sys.stdin is None:
        closed = "standard input is closed"
        raise UnreadableError(closed)
    try:
        if source.path == "-":
            content = sys.stdin.buffer.read(max_size_bytes + 1)
        else:
            with open(source.path, "rb", buffering=0) as file:
                content = file.read()
    except OSError as error:
        why = {FileNotFoundError: "it has vanished", PermissionError: "no permission to read it"}.get(type(error))
        raise UnreadableError(why or error.strerror or type(error).__name__) from error
    if len(content) > max_size_bytes:
        raise UnreadableError(too_large)
    return content


def _sniffed(content: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if content[:600].lstrip().startswith(b"<") and _HTML.match(content[:2000]):
        return "an HTML page"
    return None
