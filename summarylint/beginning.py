"""`summarylint init`: a config with comments, and what a hook and a CI server need, for the folder it finds."""

from __future__ import annotations

import os
from collections import Counter
from typing import NamedTuple

from summarylint.discover import DOCUMENT_SUFFIXES
from summarylint.errors import Said, said
from summarylint.files import create, make_folder
from summarylint.reporters.visible import padded
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


def begin(folder: str, lang: str = "zh") -> Begun:
    """Write what is missing; nothing that is there is changed. Raises UnwritableError where a file can't be written."""
    suffixes = _suffixes(folder)
    wanted = {CONFIG: _config(suffixes, lang)}
    if os.path.isdir(os.path.join(folder, ".git")):
        wanted[_HOOKS] = _hooks(lang)
    if os.path.isdir(os.path.join(folder, ".github")):
        wanted[_WORKFLOW] = _workflow(lang)
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


_COLUMN = 35
"""Where the meaning of a key stands behind it."""
_NONE = Said("none yet", "还没有")
_KEYS: tuple[tuple[str, Said | None], ...] = (
    ('# lang = "zh"', Said("messages: zh or en", "提示用中文(zh)还是英文(en)")),
    (
        'fail-on = "error"',
        Said(
            "what turns the exit code to 1: error, warning, info or never",
            "退出码从哪一级起为1：错误、警告、提示、从不",
        ),
    ),
    (
        '# type = "work-summary"',
        Said(
            "what the submissions are; `summarylint types` lists them", "是什么材料；用 summarylint types 查看全部文种"
        ),
    ),
    ('# exclude = ["drafts/**"]', Said("what is not checked", "不检查的文件")),
    ('# ignore = ["placeholder/generic-name"]', Said("rules that do not run", "不运行的规则")),
    ('# expected = ["财政局", "白石镇"]', Said("units that must hand in a submission", "应当报送的单位")),
    (
        '# given = ["forms"]',
        Said("forms and notices that were handed out: nobody copies them", "下发的通知、表格：与它们相同不算雷同"),
    ),
    (
        '# archive = "past"',
        Said(
            "past submissions: `summarylint archive add 2024 --archive past`",
            "往年材料，用来比对：summarylint archive add 2024 --archive past",
        ),
    ),
    (
        '# baseline = "known.txt"',
        Said(
            "`summarylint check . --write-baseline known.txt`",
            "已知问题，不再计数：summarylint check . --write-baseline known.txt",
        ),
    ),
    ("", None),
    ("# [severity]", Said("other severities than those of the rules", "改某条规则的级别")),
    ('# "section/missing" = "error"', None),
    ("", None),
    ("# [[overrides]]", Said("what holds for some files only", "只对一部分文件的设置")),
    ('# files = ["2023/**"]', None),
    ('# ignore = ["duplicate"]', None),
)
"""What the config says: keys, most of them commented out, each with what it means."""


def _config(suffixes: dict[str, int], lang: str) -> str:
    there = ("、" if lang == "zh" else ", ").join(f"{count} {suffix}" for suffix, count in suffixes.items())
    there = there or said(_NONE, lang)
    head = Said(
        f"# summarylint: what is checked here, and how. Documents found: {there}.\n"
        '# Every key with its meaning: README, "Settings".\n',
        f"# summarylint的设置：这里查什么、怎么查。现有文档：{there}。\n"
        "# 行首的#是注释，删去就生效；标点用英文的。全部设置见README的“设置”。\n",
    )
    lines = [f"{padded(key, _COLUMN)}# {said(meaning, lang)}" if meaning else key for key, meaning in _KEYS]
    return f"{said(head, lang)}\n" + "".join(f"{line}\n" for line in lines)


_ABOUT_HOOK = Said(
    "# Checks the documents of each commit: pre-commit install", "# 每次提交时检查其中的文档；先运行 pre-commit install"
)
_ABOUT_WORKFLOW = Said("# Checks the documents of each push and pull request", "# 每次推送、每个合并请求都检查文档")


def _hooks(lang: str) -> str:
    return f"""\
{said(_ABOUT_HOOK, lang)}
repos:
  - repo: https://github.com/summarylint/summarylint
    rev: v{VERSION}
    hooks:
      - id: summarylint
"""


def _workflow(lang: str) -> str:
    return f"""\
{said(_ABOUT_WORKFLOW, lang)}
name: summarylint
on: [push, pull_request]
jobs:
  summarylint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: summarylint/summarylint@v{VERSION}
"""
