"""Harmful words and names: nothing of a submission commands the terminal, the CI service or whatever opens a report."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from xml.etree import ElementTree as ET

import pytest

LINE = "全年开展培训xx场次，覆盖全部乡镇。\n"
BLANK = "关于培训的记事\n\n" + LINE


HARMFUL = [
    *range(0x09),
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0x2028,
    0x200F,
]


@pytest.mark.parametrize("format_name", ["text", "concise"])
def test_nothing_in_a_text_or_name_reaches_the_terminal_raw(write, run, format_name):
    harmful = "".join(map(chr, HARMFUL)).replace("\0", "")
    write("evil.txt", f"记事{harmful}\n\n{harmful}全年开展培训xx场次{harmful}。\n【待补充{harmful}】\n")
    ran = run("check", "evil.txt", "missing\x1b[2J\u202e.txt", "--format", format_name)
    assert r"\x1b[2J\u202e" in ran.out
    assert not [hex(ord(character)) for character in ran.out.replace("\n", "") if ord(character) in HARMFUL]


def test_invisible_characters_are_a_finding(write, report):
    write("evil.txt", "记事\n\n全年\x1b[31m完成调研\u202e12次。\n")
    assert report("evil.txt")["summary"]["by_rule"] == {"document/control-characters": 2}


@pytest.mark.parametrize("format_name", ["text", "concise"])
@pytest.mark.parametrize("color", [False, True])
def test_a_text_gives_no_commands_to_a_ci_service(write, run, monkeypatch, format_name, color):
    if color:
        monkeypatch.setenv("FORCE_COLOR", "1")
    command = "::error file=a.txt::全年xx场次 ##[error]xx场次 ##vso[task.complete]xx场次"
    write("::warning::evil.txt", f"{command}\n\n{command}\n  {command}\n")
    ran = run("check", "::warning::evil.txt", "::error::missing.txt", "--format", format_name)
    assert "xx" in ran.out
    assert not [line for line in ran.out.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in ran.out
    assert "##vso[" not in ran.out


NAMES = [
    pytest.param("with\nnewline.txt", "with⏎newline.txt", id="newline"),
    pytest.param("with\ttab.txt", "with tab.txt", id="tab"),
    pytest.param("100%s %0A.txt", "100%s %0A.txt", id="percent"),
    pytest.param("a#1:2,3;4.txt", "a#1:2,3;4.txt", id="punctuation"),
    pytest.param("'single' \"double\" `back`.txt", "'single' \"double\" `back`.txt", id="quotes"),
    pytest.param("[bracket]*?{x}.txt", "[bracket]*?{x}.txt", id="glob"),
    pytest.param("-leading.txt", "-leading.txt", id="leading hyphen"),
    pytest.param("{name} {0}.txt", "{name} {0}.txt", id="braces"),
    pytest.param("记事（终稿） 😀.txt", "记事（终稿） 😀.txt", id="Chinese"),
    pytest.param("\x1b[31mred\u202e.txt", r"\x1b[31mred\u202e.txt", id="controls"),
    pytest.param("<script>&amp;.txt", "<script>&amp;.txt", id="markup"),
]


@pytest.mark.skipif(os.name == "nt", reason="Windows refuses most of these names")
@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_any_file_name_is_right_in_every_format(write, run, report, name, shown):
    write(name, BLANK)
    assert [row["path"] for row in report("--", name)["submissions"]] == [name]
    assert [row["path"] for row in report()["submissions"]] == [name]
    assert run("check", "--", name).out.splitlines()[0] == shown
    assert run("check", "--format", "concise").out.startswith(f"{shown}:3:7: error: ")


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="needs names that are any bytes")
def test_a_file_name_that_is_no_utf_8_is_shown_with_its_bytes(folder, process):
    with open(os.path.join(os.fsencode(folder), b"\xd7\xdc\xbd\xe1.txt"), "wb") as file:
        file.write(BLANK.encode())
    for arguments in (["."], [os.fsdecode(b"\xd7\xdc\xbd\xe1.txt")]):
        found = json.loads(process("check", *arguments, "--format", "json").out)
        assert [row["path"] for row in found["submissions"]] == ["\\xd7ܽ\\xe1.txt"]
    assert "\\xd7ܽ\\xe1.txt" in process("check", ".").out
    missing = process("check", os.fsdecode(b"missing\xff.txt"))
    assert (missing.code, "missing\\xff.txt: no such file or folder" in missing.out) == (2, True)


WRITTEN = {
    "csv": "csv",
    "json": "json",
    "sarif": "sarif",
    "gitlab": "json",
    "rdjson": "json",
    "junit": "xml",
    "checkstyle": "xml",
    "html": "html",
    "markdown": "md",
    "jsonl": "jsonl",
    "rdjsonl": "jsonl",
    "github": "log",
}


@pytest.fixture
def written(run, folder):
    """What each format makes of the files that are named."""

    def reports(*names):
        targets = [f"--format={name}=../out.{name}" for name in WRITTEN]
        ran = run("check", *targets, "--", *names)
        assert (ran.out, ran.err) == ("", "")
        return {name: (folder.parent / f"out.{name}").read_text(encoding="utf-8-sig") for name in WRITTEN}

    return reports


def assert_well_formed(reports):
    for name, kind in WRITTEN.items():
        if kind in ("json", "sarif"):
            json.loads(reports[name])
        elif kind == "jsonl":
            assert [json.loads(line) for line in reports[name].splitlines()]
        elif kind == "xml":
            ET.fromstring(reports[name])


@pytest.mark.skipif(os.name == "nt", reason="Windows refuses most of these names")
@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_any_file_name_is_right_in_every_report(write, written, name, shown):
    write(name, BLANK)
    reports = written(name)
    assert_well_formed(reports)
    rows = list(csv.reader(io.StringIO(reports["csv"])))
    assert len(rows) == 2
    assert [json.loads(reports["json"])["findings"][0]["path"]] == [name]
    assert [line for line in reports["github"].splitlines() if line.startswith("::error ")] == reports[
        "github"
    ].splitlines()


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="needs names that are any bytes")
def test_a_file_name_that_is_no_utf_8_is_written_in_every_report(folder, written):
    name = os.fsdecode(b"\xd7\xdc\xbd\xe1.txt")
    with open(os.path.join(folder, name), "wb") as file:
        file.write(BLANK.encode())
    reports = written(name)
    assert_well_formed(reports)
    assert json.loads(reports["json"])["findings"][0]["path"] == "\\xd7ܽ\\xe1.txt"


HARMFUL_LINES = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example";"开展")',
    "+1+1",
    "@SUM(1)",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "]]><!-- --><x>",
    "::error file=a.txt::",
    "##vso[task.complete]",
    "[a](javascript:alert(1)) ![](https://evil.example/x.png)",
]


def test_a_text_is_inert_in_whatever_opens_a_report(write, written):
    write("evil.txt", "".join(f"{line}全年开展培训xx场次，{line}。\n\n" for line in HARMFUL_LINES))
    reports = written("evil.txt")
    assert_well_formed(reports)
    cells = [cell for row in csv.reader(io.StringIO(reports["csv"])) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    # The one script of the page is its own.
    assert reports["html"].lower().count("<script") == 1
    assert not re.search(r"<img[^>]*(?:onerror|evil)", reports["html"])
    assert not re.search(r"(?<!\\)<(?:script|img)", reports["markdown"])
    assert not re.search(r"(?<!\\)\]\(javascript", reports["markdown"])
    lines = reports["github"].splitlines()
    assert [line for line in lines if not line.startswith(("::error ", "::warning ", "::notice "))] == []
    assert "##vso[" not in reports["github"]
