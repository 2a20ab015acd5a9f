"""Glob patterns of config files: `**` crosses folders, a pattern without a slash matches a name at any depth."""

from __future__ import annotations

import os
import re
from functools import lru_cache

_PARTS = r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]]*\]|."


def matches(pattern: str, path: str) -> bool:
    """Whether `pattern` matches `path`, a relative path with forward slashes, or a folder above it."""
    return _compiled(_folded(pattern)).match(_folded(path)) is not None


def _folded(text: str) -> str:
    """As the system's names are compared."""
    return text.lower() if os.name == "nt" else text


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    anywhere = "" if "/" in pattern.removeprefix("./").rstrip("/") or pattern.startswith("./") else "(?:.*/)?"
    expression = "".join(map(_translated, re.findall(_PARTS, pattern.removeprefix("./").strip("/"), re.DOTALL)))
    return re.compile(f"{anywhere}{expression}(?:/.*)?\\Z", re.DOTALL)


def _translated(part: str) -> str:
    if part == "**/":
        return "(?:.*/)?"
    if part == "**":
        return ".*"
    if part == "*":
        return "[^/]*"
    if part == "?":
        return "[^/]"
    if part.startswith("[") and len(part) > 2:
        inner = part[1:-1].replace("\\", "\\\\")
        return f"[^{inner[1:]}]" if inner.startswith("!") else f"[{inner}]"
    return re.escape(part)
