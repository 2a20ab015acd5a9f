"""The encoding of a page: what it declares, where its bytes agree."""

from __future__ import annotations

import re

from summarylint.patterns import HAN, Pattern
from summarylint.readers.decode import Decoded, decode

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_HEAD_BYTES = 4096
_CHINESE = Pattern(HAN)


def decoded_page(content: bytes, encoding: str | None) -> Decoded:
    """The source of a page: by its byte order mark, what it declares, `encoding`, or its bytes.

    What it declares counts only where its bytes agree: pages saved as UTF-8 often still say gb2312.
    """
    if not content or content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(content)
    declared = _declared(content)
    if declared is None:
        return decode(content, encoding)
    try:
        as_declared = content.decode(declared)
    except (UnicodeError, LookupError):
        return decode(content, encoding)
    if declared in ("utf-8", "ascii") or b"\0" in content:
        return decode(content)
    guessed = decode(content)
    is_certain = guessed.problem is None and not guessed.text.isascii()
    if is_certain and (guessed.encoding == "utf-8" or (declared == "cp1252" and _CHINESE.search(guessed.text))):
        return guessed
    return Decoded(as_declared, declared)


def _declared(content: bytes) -> str | None:
    """The codec of what a page says of itself; None where it says nothing that Python knows."""
    import codecs

    match = _DECLARED.search(content[:_HEAD_BYTES])
    if match is None:
        return None
    label = (match[1] or match[2]).decode("ascii", "replace").lower()
    if label.startswith("utf-16"):
        # Read as ASCII so far, it cannot be that (HTML standard, 13.2.3.2).
        return "utf-8"
    label = {
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "gb_2312-80": "gb18030",
        "x-gbk": "gb18030",
        "big5": "big5hkscs",
    }.get(label, label)
    label = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}.get(label, label)
    try:
        return codecs.lookup(label).name
    except LookupError:
        return None
