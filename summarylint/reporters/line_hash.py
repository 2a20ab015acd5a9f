"""The hash by which GitHub tells findings of one commit from those of another, for each line of a document."""

from __future__ import annotations

from array import array
from collections import Counter
from operator import mul

_WINDOW = 100
_POWERS = [pow(37, _WINDOW - 1 - at, 1 << 64) for at in range(_WINDOW)]
_MASK = (1 << 64) - 1
_END_OF_FILE = 0xFFFF
_LINE_FEED = 0x0A


def line_hashes(text: str) -> list[str]:
    """`hash:count` of each line: its first 100 UTF-16 units, blanks left out, and which line with these it is.

    What the upload action reckons itself where a log has none; it warns of every value that differs from its own.
    It sees a byte order mark, which `text` has not, so the first line of a file with one differs.

    Source: github/codeql-action, src/fingerprints.ts.
    """
    solid = text.replace("\r\n", "\n").replace("\r", "\n").replace(" ", "").replace("\t", "")
    units = array("H", solid.encode("utf-16-le", "surrogatepass"))
    if array("H", b"\x01\x00")[0] != 1:  # a big-endian machine
        units.byteswap()
    starts = [0, *(at for at, unit in enumerate(units, 1) if unit == _LINE_FEED)]
    units.append(_END_OF_FILE)
    seen: Counter[int] = Counter()
    hashes = []
    for start in starts:
        # A window that reaches beyond the end is filled with zeros, which add nothing.
        value = sum(map(mul, units[start : start + _WINDOW], _POWERS)) & _MASK
        seen[value] += 1
        hashes.append(f"{value:x}:{seen[value]}")
    return hashes
