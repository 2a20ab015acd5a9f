"""Which language a text is in."""

from __future__ import annotations


def language_of(text: str) -> str:
    """`zh` or `en`: Chinese takes three bytes a character in UTF-8, English one."""
    if text.isascii():
        return "en"
    return "zh" if len(text.encode("utf-8", "replace")) > 1.3 * len(text) else "en"
