"""What summarylint itself writes, and how it is known again: where such files lie among submissions, they are none."""

from __future__ import annotations

from typing import NamedTuple

CHECKED = {"zh": "已批注", "en": "checked"}
"""Before the suffix of an author's file with comments."""
SLIP = {"zh": "退改单", "en": "return-slip"}
SIDE_FILE = ".lint.toml"
"""Behind the name of a document; for originals that nobody may write a comment into."""


class _Mark(NamedTuple):
    """How a report starts, in the files that hold one."""

    suffixes: tuple[str, ...]
    text: str


PAGE_MARK = '<meta name="generator" content="summarylint">'
MARKDOWN_MARK = "<!-- summarylint report -->"
BASELINE_MARK = "# Findings that are known. Written by 'summarylint check --write-baseline'"
_MARKS = (
    _Mark((".html", ".htm"), PAGE_MARK),
    _Mark((".md", ".markdown"), MARKDOWN_MARK),
    _Mark((".txt",), BASELINE_MARK),
)
_HEAD_BYTES = 256


def is_own(path: str, suffix: str) -> bool:
    """Whether the file at `path` is one that summarylint wrote; `suffix` is the last of its name, in lower case."""
    stem = path[: len(path) - len(suffix)]
    if suffix in (".docx", ".pdf", ".docm", ".md") and stem.endswith(
        tuple(f".{word}" for word in (*CHECKED.values(), *SLIP.values()))
    ):
        return True
    for mark in _MARKS:
        if suffix in mark.suffixes:
            try:
                with open(path, "rb") as file:
                    return mark.text.encode() in file.read(_HEAD_BYTES)
            except OSError:
                # Whoever reads it says why it can't be read.
                return False
    return False
