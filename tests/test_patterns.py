"""Patterns and whole checks take time in proportion to the text, whatever the text.

Measured as ratios: what ten times the text takes, or less than a floor, so the speed of the machine matters little.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from summarylint.config import Config
from summarylint.model import Source
from summarylint.patterns import Pattern, any_of
from summarylint.pipeline import Task, check_source
from summarylint.ruleset.catalogue import catalogue
from summarylint.ruleset.select import Ruleset

WORST_CASES = Path(__file__).with_name("worst_cases.py")


def slow(what, *sizes, timeout):
    """What worst_cases finds too slow, a process for each core; a case that one never came back from is one too."""
    parts = os.cpu_count() or 1

    def part_of_it(part):
        command = [sys.executable, "-X", "utf8", WORST_CASES, what, *map(str, (part, parts, *sizes))]
        env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(command, capture_output=True, timeout=timeout, env=env, check=False)
        except subprocess.TimeoutExpired as stopped:
            at = (stopped.stderr or b"").decode().splitlines()[-1:]
            return [*(stopped.stdout or b"").decode().splitlines(), f"stopped after {timeout} s at {at}"]
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().splitlines()

    with ThreadPoolExecutor(parts) as pool:
        return [line for lines in pool.map(part_of_it, range(parts)) for line in lines]


def test_patterns_are_linear_on_short_texts():
    assert slow("patterns", 500, 5_000, timeout=120) == []


@pytest.mark.slow
def test_patterns_are_linear_on_long_texts():
    assert slow("patterns", 1_000, 10_000, 100_000, timeout=1200) == []


@pytest.mark.slow
def test_patterns_are_linear_on_a_megabyte():
    assert slow("patterns", 100_000, 1_000_000, timeout=1200) == []


def test_documents_of_one_long_line_or_many_short_ones_are_checked_in_linear_time():
    assert slow("documents", 500, 5_000, timeout=120) == []


@pytest.mark.slow
def test_large_documents_are_checked_in_linear_time():
    assert slow("documents", 1_000, 10_000, 100_000, timeout=1800) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    ["今年培训若干人。\n", "甲镇春耕\n", "甲镇春耕\n\n", "甲镇工作记事\n\n\n\n"],
    ids=["sentences", "bare", "bare, blank lines", "bare, wide gaps"],
)
def test_twenty_thousand_short_lines_are_checked_in_seconds(tmp_path, line):
    path = tmp_path / "a.txt"
    path.write_text(line * 20_000, encoding="utf-8")
    config = Config(isolated=True)
    started = time.process_time()
    outcome = check_source(Source(str(path), "a.txt"), Task(config, config.run, Ruleset(catalogue()), "en"))
    assert outcome.failures == ()
    assert time.process_time() - started < 20


def test_a_pattern_is_compiled_when_a_text_first_holds_a_trigger():
    pattern = Pattern("x+人", triggers="x")
    assert list(pattern.finditer("全年培训三人")) == []
    assert pattern._compiled is None
    assert [match[0] for match in pattern.finditer("全年培训xx人")] == ["xx人"]
    assert pattern._compiled is not None


def test_of_words_the_longest_is_found():
    assert Pattern(any_of(["场", "场次", "a.b"])).match("场次")[0] == "场次"
    assert Pattern(any_of(["a.b"])).search("axb") is None
    assert Pattern(any_of([])).search("任何") is None
