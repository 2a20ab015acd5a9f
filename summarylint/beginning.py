"""`summarylint init`: a config with comments, and what a hook and a CI server need, for the folder it finds."""

from __future__ import annotations

import os
from collections import Counter
from typing import NamedTuple

from summarylint.discover import DOCUMENT_SUFFIXES
from summarylint.files import create, make_folder
from summarylint.version import VERSION

CONFIG = "summarylint.toml"
_HOOKS, _WORKFLOW = ".pre-commit-config.yaml", ".github/workflows/summarylint.yml"
_LOOKED_AT = 5_000
"""Names in the folder that are looked at, to tell what is there."""


class Begun(NamedTuple):
    """What was written, and what is left to do by hand."""

    written: tuple[str, ...]
    snippets: tuple[tuple[str, str], ...]
    """Files that are there already, each with what to put into it."""
    suffixes: dict[str, int]


def begin(folder: str) -> Begun:
    """Write what is missing; nothing that is there is changed. Raises UnwritableError where a file can't be written."""
    suffixes = _suffixes(folder)
    wanted = {CONFIG: _config(suffixes)}
    if os.path.isdir(os.path.join(folder, ".git")):
        wanted[_HOOKS] = _hooks()
    if os.path.isdir(os.path.join(folder, ".github")):
        wanted[_WORKFLOW] = _workflow()
    written, snippets = [], []
    for name, content in wanted.items():
        path = os.path.join(folder, *name.split("/"))
        try:
            make_folder(os.path.dirname(path))
            create(path, content.encode())
        except FileExistsError:
            snippets.append((name, content))
        else:
            written.append(name)
    return Begun(tuple(written), tuple(snippets), suffixes)


def _suffixes(folder: str) -> dict[str, int]:
    """Documents in the folder by suffix, most first."""
    found: Counter[str] = Counter()
    looked = 0
    for _, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.update(suffix for name in names if (suffix := os.path.splitext(name)[1].lower()) in DOCUMENT_SUFFIXES)
        looked += len(names)
        if looked > _LOOKED_AT:
            break
    return dict(found.most_common())


def _config(suffixes: dict[str, int]) -> str:
    there = ", ".join(f"{count} {suffix}" for suffix, count in suffixes.items()) or "none yet"
    return f"""\
# summarylint: what is checked here, and how. Documents found: {there}.
# Every key with its meaning: README, "Settings".

# lang = "zh"                      # messages: zh or en
fail-on = "error"                  # what turns the exit code to 1: error, warning, info or never
# type = "work-summary"            # what the submissions are; `summarylint types` lists them
# exclude = ["drafts/**"]
# ignore = ["placeholder/generic-name"]
# expected = ["财政局", "白石镇"]     # units that must hand in a submission
# given = ["forms"]                # forms and notices that were handed out: nobody copies them
# archive = "past"                 # past submissions: `summarylint archive add 2024 --archive past`
# baseline = "known.txt"           # `summarylint check . --write-baseline known.txt`

# [severity]
# "section/missing" = "error"

# [[overrides]]
# files = ["2023/**"]
# ignore = ["duplicate"]
"""


def _hooks() -> str:
    return f"""\
repos:
  - repo: https://github.com/summarylint/summarylint
    rev: v{VERSION}
    hooks:
      - id: summarylint
"""


def _workflow() -> str:
    return f"""\
name: summarylint
on: [push, pull_request]
jobs:
  summarylint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: summarylint/summarylint@v{VERSION}
"""
