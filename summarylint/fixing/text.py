"""Edits in the bytes of a text: what stands between them is copied, never decoded and encoded again."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Sequence

from summarylint.errors import Said
from summarylint.fixing.formats import UnfixableError
from summarylint.model import Document, Edit

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 before UTF-16, whose mark its own begins with."""
_OTHER_BYTES = Said(
    "its bytes can't be told apart in its encoding; convert it to UTF-8 first",
    "按其编码无法逐字对应字节；请先转为UTF-8",
)


def fixed(document: Document, content: bytes, edits: Sequence[Edit]) -> bytes:
    """The bytes of the text with `edits` made.

    Raises UnfixableError where the encoding can't hold what they write, or where it is one in which the bytes
    of a character depend on those before it.
    """
    at, codec = _start(document, content)
    parts, offset = [content[:at]], 0
    for edit in edits:
        kept = _bytes_of(document.text[offset : edit.span.start], content, at, codec)
        removed = _bytes_of(document.text[edit.span.start : edit.span.end], content, at + len(kept), codec)
        parts += [kept, _encoded(edit.text, codec)]
        at += len(kept) + len(removed)
        offset = edit.span.end
    if content[at:].decode(codec) != document.text[offset:]:
        raise UnfixableError(_OTHER_BYTES)
    return b"".join([*parts, content[at:]])


def _start(document: Document, content: bytes) -> tuple[int, str]:
    """Where the first character of the text stands, and the codec for what follows, which writes no mark."""
    codec = document.encoding or "utf-8"
    at = 0
    for mark, of_mark in _MARKS:
        if content.startswith(mark):
            at, codec = len(mark), of_mark
            break
    else:
        if codec in ("utf-16", "utf-32"):
            # Without a mark it was read in this machine's order.
            codec = f"{codec}-{'le' if sys.byteorder == 'little' else 'be'}"
    # The reader leaves out a second mark too: two files were joined.
    second = "\ufeff".encode(codec) if at else b""
    if second and content.startswith(second, at):
        at += len(second)
    return at, codec


def _bytes_of(text: str, content: bytes, at: int, codec: str) -> bytes:
    """The bytes from `at` that were read as `text`.

    Big5 has two ways to write some characters: only the length of what the codec would write is relied on.
    """
    try:
        found = content[at : at + len(text.encode(codec))]
        if found.decode(codec) == text:
            return found
    except UnicodeError:
        pass
    raise UnfixableError(_OTHER_BYTES)


def _encoded(text: str, codec: str) -> bytes:
    try:
        return text.encode(codec)
    except UnicodeEncodeError as error:
        character = text[error.start]
        message = Said(
            f"its encoding, {codec}, has no '{character}'; convert it to UTF-8 first",
            f"其编码{codec}里没有“{character}”；请先转为UTF-8",
        )
        raise UnfixableError(message) from error
