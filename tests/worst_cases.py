"""Times patterns and whole checks on texts made to be slow; run by test_patterns in a process that can be stopped.

`python worst_cases.py patterns|documents PART PARTS SIZE…` says on standard output what takes more than its share as
texts grow tenfold, one JSON line each, and on standard error what it is at. Of the patterns or layouts it takes every
PARTS-th, from PART on.
"""

from __future__ import annotations

import functools
import importlib
import itertools
import json
import os
import pkgutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

import summarylint
from summarylint.checks.base import Check
from summarylint.config import Config, Settings
from summarylint.model import Source
from summarylint.patterns import SHIPPED, Pattern
from summarylint.pipeline import Task, check_source
from summarylint.ruleset.catalogue import catalogue
from summarylint.ruleset.select import Ruleset

SHARE = 25
"""Times that ten times the text may take: linear is 10, quadratic 100. A text too large for the processor's cache
has been seen to take 17 times in linear time."""
LIMIT = 200_000
"""Characters a second that are no matter for the worst text there is: below this a step up isn't measured."""
UNITS = [
    *"xX×○*_?＊？ 　【（[<{#$&DA年0（“《『:：，,。-—/|\\`'\"~@!…、信某一1月加第\t",
    "xx ", "xx", "x.x", "a ", "（ ", "x,xxx", "x,", "x、", "20x", "0.", "00", "1.", "年 ", "月 ", "年月", "{{", "<<", "<%", "<!--", "http://",
    "[a](", "](", "签 ", "\\_", "_ ", "___ ", "**", "* ", "*个，", "＊年", "D员", "D日 ", "党*", "群x", "AAA", "加V", "Q ", "VX ", "+86", "1 1", "&#",
    "&nbsp;", "xx年", "（）", "【x】", "《》", "[hide]", "## ", "来源：", "公众号", "微信", "网盘", "情况", "工作", "：a", "a@b.", "www.", "\u200b",
]  # fmt: skip
"""Repeated without a line feed; alternations of two are among them."""
FEW = ["x", "×", "*", " ", "（", "【", "年", "D员", "a ", "xx年", "关注公众号"]
"""Those tried at a megabyte, where all of them would take a quarter of an hour."""
LAYOUTS = [
    "\n", "\n\n", "x\n", "xx年\n", "哦\n", "哦哦哦哦哦\n\n", "哦哦哦哦哦\n\n\n\n", "工作总结哦\n\n", "工作总结哦\n\n\n\n", "主要情况\n\n", "一、哦\n", "一、哦\n\n", "1. 哦哦哦\n\n",
    "第一篇\n\n", "篇一：哦\n\n", "关注公众号\n", "关注公众号\n\n", "下载网盘\n", "微信：abcd123\n", "以学铸魂转作风。" + "哦" * 20 + "\n", "\r", "a\r\n", "##paidend##\n", "锟斤拷\n",
]  # fmt: skip
MARKUP = ["# 哦\n", "# 哦哦\n\n", "> ", "> \n", "> 哦\n", "- ", "- 哦\n", "- 哦\n  - 哦\n", "1. ", "`", "`` ` ", "|a", "|a|b|\n|-|-|\n", "<!-- ", "<!--\n", "<div>\n", "<a ", "[a]: b\n", "    a\n", "```\n", "#\n", "---\n", "](a(b"]  # fmt: skip

BOUNDED = {
    "summarylint.blanks.lines._CHOICES": "matches right behind a blank and nowhere else",
    "summarylint.readers.outline.": "see one line, and match at its start",
    "summarylint.blanks.english.": "see the 30 characters around a run of x",
    "summarylint.checks.advertising._LABEL": "matches at the start of a line and nowhere else",
    "summarylint.blanks.lines._TO_SIGN": "sees the 12 characters before an underline",
    "summarylint.splitting.evidence._NOTE": "matches at the start of a line and nowhere else",
    "summarylint.splitting.evidence._LEAD": "matches at the start of a line and nowhere else",
    "summarylint.submissions._NAMES_A_SECTION": "matches at the start of a heading and nowhere else",
}
"""How the names of patterns start that never see a whole text, and why."""


def shipped() -> dict[str, Pattern]:
    """Every pattern of the package and of the checks that run by default, each expression once, by a name."""
    names: dict[int, str] = {}
    for module_info in pkgutil.walk_packages(summarylint.__path__, "summarylint."):
        if not module_info.name.endswith("__main__"):
            module = importlib.import_module(module_info.name)
            names.update(
                {
                    id(value): f"{module.__name__}.{key}"
                    for key, value in vars(module).items()
                    if isinstance(value, Pattern)
                }
            )
    for active in Ruleset(catalogue()).plan(Settings()):
        list(_touched(active.find))
        for key, value in vars(active.find).items():
            for pattern in value if isinstance(value, (list, tuple)) else [value]:
                if isinstance(pattern, Pattern):
                    names[id(pattern)] = f"{min(rule.rule.id for rule in active.rules.values())}.{key}"
    found: dict[str | bytes, tuple[str, Pattern]] = {}
    for pattern in SHIPPED:
        found.setdefault(pattern.expression, (names.get(id(pattern), "a pattern without a name"), pattern))
    return {
        f"{name} {expression[:40]!r}": pattern
        for expression, (name, pattern) in found.items()
        if not name.startswith(tuple(BOUNDED))
    }


def _touched(check: Check) -> Iterator[object]:
    """What the check makes of its options once it runs."""
    for key, value in vars(type(check)).items():
        if isinstance(value, functools.cached_property):
            yield getattr(check, key)


def grows_too_fast(run: Callable[[int], None], sizes: list[int], least_seconds: float) -> dict[str, object] | None:
    """The first step in size that takes more than its share, measured again where noise could be the cause."""
    before = _seconds(run, sizes[0])
    for size, larger in itertools.pairwise(sizes):
        floor_seconds = max(least_seconds, larger / LIMIT)
        if before * (larger / size) ** 2 < floor_seconds:
            # Even in quadratic time the larger text would stay below the floor; nearly all cases end here.
            before *= larger / size
            continue
        after = _seconds(run, larger)
        if after > floor_seconds and after > SHARE * before:
            if after < 3:
                before, after = (min(_seconds(run, length) for _ in range(3)) for length in (size, larger))
            if after > floor_seconds and after > SHARE * before:
                return {"size": larger, "seconds": round(after, 3), "times": round(after / before, 1)}
        before = after
    return None


def _seconds(run: Callable[[int], None], size: int) -> float:
    started = time.perf_counter()
    run(size)
    return time.perf_counter() - started


def text_of(unit: str, size: int, end: str = "。") -> str:
    return (unit * (size // len(unit) + 1))[:size] + end


def slow_patterns(sizes: list[int], part: slice) -> Iterator[dict[str, object]]:
    for name, pattern in list(shipped().items())[part]:
        units = FEW if max(sizes) >= 1_000_000 else [*UNITS, *pattern.triggers.words[:40]]
        for unit in dict.fromkeys(units):

            def run(size: int, pattern: Pattern = pattern, unit: str = unit) -> None:
                text = text_of(unit, size, "~")
                for _ in pattern.compiled.finditer(text.encode() if isinstance(pattern.expression, bytes) else text):  # type: ignore[arg-type]
                    pass

            _at(name, unit)
            found = grows_too_fast(run, sizes, 0.15)
            if found:
                yield {"pattern": name, "unit": unit, **found}


def slow_documents(sizes: list[int], part: slice) -> Iterator[dict[str, object]]:
    config = Config(isolated=True)
    task = Task(config, config.run, Ruleset(catalogue()), "en")
    with tempfile.TemporaryDirectory() as folder:
        cases = [(unit, ".txt") for unit in (*UNITS, *LAYOUTS)] + [(unit, ".md") for unit in (*UNITS[:12], *MARKUP)]
        for unit, suffix in cases[part]:
            path = os.path.join(folder, f"text{suffix}")

            def run(size: int, path: str = path, unit: str = unit) -> None:
                with open(path, "w", encoding="utf-8", newline="") as file:
                    file.write(text_of(unit, size))
                outcome = check_source(Source(path, path), task)
                assert not outcome.failures, outcome.failures

            _at(suffix, unit)
            found = grows_too_fast(run, sizes, 1.0)
            if found:
                yield {"document": suffix, "unit": unit, **found}


def _at(*words: str) -> None:
    print(json.dumps(words, ensure_ascii=False), file=sys.stderr, flush=True)


if __name__ == "__main__":
    what, first, parts, *given = sys.argv[1:]
    check = {"patterns": slow_patterns, "documents": slow_documents}[what]
    for slow in check([int(size) for size in given], slice(int(first), None, int(parts))):
        print(json.dumps(slow, ensure_ascii=False), flush=True)
