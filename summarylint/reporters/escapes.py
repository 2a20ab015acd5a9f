"""Paths and texts in a form that URIs, XML, lines of JSON and UTF-8 can carry."""

from __future__ import annotations

import json
import os
import re
from typing import Any
from urllib.parse import quote

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_LINE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MARKUP = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def encodable(text: str) -> str:
    """`text` with lone surrogates, which UTF-8 cannot carry, as `\\udcNN`."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def json_line(value: Any) -> str:
    """A value as JSON on one line, for readers that take U+0085, U+2028 or U+2029 for the end of one too."""
    return _NOT_IN_LINE.sub(lambda match: f"\\u{ord(match[0]):04x}", _encoded(value))


_encoded = json.JSONEncoder(ensure_ascii=False).encode


def uri(path: str) -> str:
    """A relative reference, or a `file:` URI for an absolute path; the folder itself for no path.

    Everything but letters and digits of ASCII and `/-._~` is percent-encoded UTF-8.
    """
    if not path:
        return "."
    try:
        content = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        content = path.encode("utf-8", "backslashreplace")
    quoted = quote(content, safe="/")
    if quoted.startswith("//"):
        return f"file:{quoted}"
    if os.path.isabs(path):
        return f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"
    return quoted


def xml(text: str) -> str:
    """`text` for an element or a double-quoted attribute; what XML 1.0 cannot hold is shown as `\\xNN` or `\\uNNNN`."""
    return _NOT_XML.sub(_shown, text).translate(_MARKUP)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
