"""Reports to text, one module a format; each has its own wire form over the same findings."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import NamedTuple

from summarylint.errors import ConfigError, Said, did_you_mean
from summarylint.model import Report, Rule

FORMATS = {
    "text": "summarylint.reporters.text",
    "concise": "summarylint.reporters.concise",
    "json": "summarylint.reporters.json_report",
    "jsonl": "summarylint.reporters.jsonl",
    "html": "summarylint.reporters.html",
    "markdown": "summarylint.reporters.markdown",
    "csv": "summarylint.reporters.csv_report",
    "xlsx": "summarylint.reporters.xlsx",
    "sarif": "summarylint.reporters.sarif",
    "github": "summarylint.reporters.github",
    "gitlab": "summarylint.reporters.gitlab",
    "junit": "summarylint.reporters.junit",
    "checkstyle": "summarylint.reporters.checkstyle",
    "rdjson": "summarylint.reporters.rdjson",
    "rdjsonl": "summarylint.reporters.rdjsonl",
}
FOR_TERMINALS = frozenset({"text", "concise", "github"})
"""Formats that people read in a terminal or a log; all others are UTF-8 wherever they go."""
WITH_DOCUMENTS = frozenset({"sarif", "rdjson", "rdjsonl", "html", "docx"})
"""Formats that need the documents themselves, for columns in other units or to show them."""


class Style(NamedTuple):
    """How a report is to look."""

    lang: str
    color: bool = False
    width: int = 100
    """Columns of the terminal; East Asian characters take two."""
    fail_on: str = "error"
    rules: dict[str, Rule] = {}
    show_suppressed: bool = False


Reporter = Callable[[Report, Style], "str | bytes"]


def reporter(name: str) -> Reporter:
    """The function that writes the format `name`; raises ConfigError where there is none."""
    if name not in FORMATS:
        meant = did_you_mean(name, [*FORMATS, "docx"])
        more = "" if meant else f"；可用：{'、'.join([*FORMATS, 'docx'])}"
        raise ConfigError(Said(f"there is no format '{name}'{meant}", f"没有“{name}”这种格式{meant.zh}{more}"))
    found: Reporter = importlib.import_module(FORMATS[name]).write
    return found
