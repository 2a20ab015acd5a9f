"""What a first run does not import: each of these modules costs more than checking a page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

import summarylint

HEAVY = {
    "asyncio", "concurrent.futures", "email", "importlib.metadata", "importlib.resources", "jinja2", "logging",
    "lxml", "markdown_it", "multiprocessing", "numpy", "rapidfuzz", "regex", "rich", "selectolax", "sqlite3", "subprocess", "tempfile",
    "tomli", "tomllib", "unittest", "urllib.request", "yaml",
}  # fmt: skip
CHILD = """\
import json, sys
import click
before = set(sys.modules)
from summarylint.cli import main
try:
    main(sys.argv[1:], prog_name="summarylint")
except SystemExit as stop:
    code = stop.code
print(json.dumps([code, sorted(before), sorted(sys.modules)]), file=sys.stderr)
"""
PAGE = "甲镇2024年工作记事\n\n" + "今年以来，全镇上下齐心协力，培训xx人次，D员干部带头，各项工作取得明显成效。\n" * 60


def imported(folder: Path, *arguments: str) -> tuple[int, set[str], set[str]]:
    """The exit code of one run in a fresh process, the modules that click brings, and those that we add."""
    places = {
        os.path.dirname(os.path.dirname(os.path.abspath(module.__file__ or ""))) for module in (summarylint, click)
    }
    # Without the site module: an editable install imports importlib.resources at every start of Python.
    done = subprocess.run(
        [sys.executable, "-S", "-c", CHILD, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sorted(places))},
        capture_output=True,
        check=True,
        timeout=60,
    )
    code, before, after = json.loads(done.stderr.splitlines()[-1])
    return code, set(before), set(after) - set(before)


@pytest.fixture
def page(folder, monkeypatch):
    """A page to check, below no config file, by rules that are compiled."""
    path = folder / "记事.txt"
    path.write_text(PAGE, encoding="utf-8")
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    assert len(path.read_bytes()) > 6000
    imported(folder, "check", path.name)
    return path


@pytest.mark.parametrize("format_", ["text", "concise", "json"])
def test_checking_a_page_imports_nothing_heavy(page, format_):
    code, _, ours = imported(page.parent, "check", page.name, "--format", format_)
    assert code == 1
    assert sorted(HEAVY & ours) == []


def test_click_brings_none_of_them(page):
    _, before, _ = imported(page.parent, "check", page.name)
    assert sorted(HEAVY & before) == []


def test_a_config_file_adds_its_parser_only(page):
    page.with_name("summarylint.toml").write_text('ignore = ["masked"]\n', encoding="utf-8")
    code, _, ours = imported(page.parent, "check", page.name)
    assert code == 1
    assert HEAVY & ours <= {"tomllib", "tomli"}


def test_help_imports_no_stage_of_the_street(folder):
    _, _, ours = imported(folder, "check", "--help")
    assert not any(
        name.startswith(("summarylint.checks", "summarylint.readers", "summarylint.pipeline")) for name in ours
    )
