"""Bytes to text: byte order mark, then UTF-8, then GB18030, with guards against each being taken for another."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from summarylint.errors import Said, UnreadableError
from summarylint.patterns import HAN, Pattern

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EXPECTED_SHARE = 0.9
"""Of the double bytes of real GB18030 text, at least this share stands in the GB 2312 area."""


class Decoded(NamedTuple):
    """A text, the encoding it came in, and why part of it may be wrong."""

    text: str
    encoding: str
    problem: str | None = None


def decode(content: bytes, encoding: str | None = None) -> Decoded:
    """The text of `content`; a byte order mark is left out.

    Bytes that fit no encoding become U+FFFD and the problem says where the first of them is.
    Raises UnreadableError for what is no text at all.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strictly(content, name)
    if encoding:
        return _strictly(content, encoding)
    if b"\0" in content:
        return _with_zero_bytes(content)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(content, error.start)
    if not text.isascii() and _may_be_gb18030(text):
        # "路" in GBK is C2 B7, which is valid UTF-8 for "·"; short GBK texts pass as UTF-8 now and then.
        chinese = _tried(content, "gb18030")
        if chinese is not None and _CHINESE.search(chinese) and _share_in_gb2312(content) >= _EXPECTED_SHARE:
            return Decoded(chinese, "gb18030")
    return Decoded(text, "utf-8")


_CHINESE = Pattern(HAN)
_NOT_TWO_BYTES = Pattern("[^\x00-\u07ff]")
_ASCII_LETTER = Pattern("[A-Za-z]")


def _may_be_gb18030(text: str) -> bool:
    """Whether all beyond ASCII is two bytes long, and more of it than there are letters: "café" is no Chinese."""
    if _NOT_TWO_BYTES.search(text):
        return False
    return sum(character > "\x7f" for character in text) > len(_ASCII_LETTER.compiled.findall(text))


def _not(encoding: str, first_bad: int) -> Said:
    """What to say of bytes that fit no encoding."""
    return Said(
        f"byte {first_bad} and perhaps others are no {encoding}",
        f"第{first_bad}字节起有内容不是{encoding}编码，未能读出",
    )


def _tried(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _strictly(content: bytes, encoding: str) -> Decoded:
    name = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    try:
        try:
            return Decoded(content.decode(encoding).removeprefix("\ufeff"), name)
        except UnicodeDecodeError as error:
            text = content.decode(encoding, errors="replace").removeprefix("\ufeff")
            return Decoded(text, name, _not(name, error.start))
    except (LookupError, UnicodeError) as error:
        message = Said(f"can't be decoded as {name}: {error}", f"不能按{name}解码：{error}")
        raise UnreadableError(message) from error


def _with_zero_bytes(content: bytes) -> Decoded:
    """UTF-16 without a mark, where nearly all of it reads as Chinese or ASCII; otherwise no text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _tried(content, encoding)
        if text and "\0" not in text and _share_of_usual(text) > 0.95:
            return Decoded(text, encoding)
    zeros = content.count(0)
    # Compressed data has few zero bytes, but a tenth of it are controls.
    if len(_CONTROL.findall(content)) * 100 > len(content):
        message = Said(
            "not a text: binary data, or an encoding that --encoding must name",
            "不是文本：可能是二进制文件，或须用--encoding指明编码",
        )
        raise UnreadableError(message)
    decoded = decode(content.replace(b"\0", b" "))
    return decoded._replace(
        problem=Said(
            f"{zeros} zero bytes in the text, the first at byte {content.index(0)}",
            f"文中有{zeros}个空字节，第一个在第{content.index(0)}字节",
        )
    )


_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_USUAL = Pattern("[\t\n\r -~\u2010-\u2027\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")


def _share_of_usual(text: str) -> float:
    return len(_USUAL.compiled.findall(text)) / len(text)


def _not_utf8(content: bytes, first_bad: int) -> Decoded:
    utf8 = content.decode("utf-8", errors="replace")
    beyond_ascii = sum(byte > 127 for byte in content)
    damaged = utf8.count("\ufffd")
    if damaged * 20 < beyond_ascii:
        # UTF-8 cut inside a character: most of its bytes would pass as GB18030 and read as nonsense.
        return Decoded(utf8, "utf-8", _not("UTF-8", first_bad))
    chinese = _tried(content, "gb18030")
    if chinese is None:
        # A single cut byte at the end must not make a whole GB18030 text unreadable.
        replaced = content.decode("gb18030", errors="replace")
        if replaced.count("\ufffd") <= damaged:
            return Decoded(replaced, "gb18030", _not("GB18030", _first_bad(content, "gb18030")))
        return Decoded(utf8, "utf-8", _not("UTF-8", first_bad))
    if _share_in_gb2312(content) < _EXPECTED_SHARE:
        what = Said(
            "the encoding is uncertain (it reads as GB18030, but not as usual Chinese); name it with --encoding",
            "编码不确定（能按GB18030读出，但不像通常的中文）；请用--encoding指明",
        )
        return Decoded(chinese, "gb18030", what)
    return Decoded(chinese, "gb18030")


def _first_bad(content: bytes, encoding: str) -> int:
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0


_DOUBLE = re.compile(rb"[\x81-\xfe](?:[\x40-\x7e\x80-\xfe])")
_GB2312 = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")


def _share_in_gb2312(content: bytes) -> float:
    doubles = _DOUBLE.findall(content)
    if not doubles:
        return 1.0
    return sum(_GB2312.fullmatch(pair) is not None for pair in doubles) / len(doubles)
