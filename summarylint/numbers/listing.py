"""Vocabulary as it reads best in a module: words in one string, a blank between them."""

from __future__ import annotations


def listed(words: str) -> tuple[str, ...]:
    """The words of a string, in order."""
    return tuple(words.split())
