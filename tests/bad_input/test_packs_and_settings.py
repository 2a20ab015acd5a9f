"""Rule packs, configs and baselines that are wrong: said in one line, before anything is checked."""

from __future__ import annotations

import os
import time

import pytest

LINE = "全年开展培训xx场次，覆盖全部乡镇。\n"
BLANK = "关于培训的记事\n\n" + LINE
CLEAN = "关于调研的记事\n\n全年完成调研12次，走访群众300户。\n"


def test_a_rule_pack_is_read_before_anything_is_checked(write, run):
    write("summarylint.toml", 'rule-packs = ["pack"]\n')
    write("clean.txt", CLEAN)
    assert run("check", "clean.txt") == (
        2,
        "",
        f"summarylint: {os.path.join(os.getcwd(), 'pack')}: no rule files (<family>/<slug>.yaml) in this folder\n",
    )


RULE = """title: a word
severity: error
message: "'{match}' is a word"
why: because
check: pattern
options:
  patterns: ['%s']
"""


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        pytest.param("title: [\n", "house/word.yaml:2: ", id="broken YAML"),
        pytest.param("\tx", "house/word.yaml:1: ", id="a tab"),
        pytest.param("- a list\n", "house/word.yaml:1: a mapping (key: value) was expected", id="a list"),
        pytest.param("", "house/word.yaml:1: a mapping (key: value) was expected", id="nothing"),
        pytest.param(RULE % "(", "house/word.yaml:7: '(' is no regular expression: ", id="a broken expression"),
        pytest.param(
            RULE % "x" + "serverity: info\n",
            "house/word.yaml:8: 'serverity' is no key of a rule file; did you mean 'severity'?",
            id="an unknown key",
        ),
        pytest.param(
            (RULE % "x").replace("check: pattern", "check: patern"),
            "house/word.yaml:5: there is no check 'patern'; did you mean 'pattern'?",
            id="an unknown check",
        ),
        pytest.param(
            (RULE % "x").replace("  patterns", "  paterns"),
            "house/word.yaml:7: 'pattern' has no option 'paterns'; did you mean 'patterns'?",
            id="an unknown option",
        ),
        pytest.param("a: &x [1]\nb: *x\n", "house/word.yaml:2: aliases (*name) are not allowed", id="an alias"),
        pytest.param("title: a\ntitle: b\n", "house/word.yaml:2: 'title' is given twice", id="a key twice"),
        pytest.param("x: " + "[" * 5000, "house/word.yaml: nested too deeply", id="deep nesting"),
        pytest.param(b"\xff", "house/word.yaml: not UTF-8 (byte 0)", id="no UTF-8"),
        pytest.param("#" * (1 << 20) + "\n", "house/word.yaml: larger than 1024 KiB", id="a large file"),
    ],
)
def test_a_wrong_rule_file_is_named_with_its_line(write, run, rule, says):
    write("pack/house/word.yaml", rule)
    write("summarylint.toml", 'rule-packs = ["pack"]\n')
    write("clean.txt", CLEAN)
    ran = run("check", "clean.txt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"summarylint: {says}")
    assert ran.err.count("\n") == 1


def test_a_python_tag_in_a_rule_runs_nothing(write, folder, run):
    write("pack/house/word.yaml", "title: !!python/object/apply:os.mkdir [made]\n")
    write("summarylint.toml", 'rule-packs = ["pack"]\n')
    assert run("check").code == 2
    assert not (folder / "made").exists()


def test_a_pattern_of_a_pack_that_never_ends_is_a_failure_and_others_go_on(write, report):
    write("pack/house/word.yaml", RULE % "(a|aa)+$")
    write("summarylint.toml", 'rule-packs = ["pack"]\n')
    write("long.txt", BLANK + "a" * 200 + "!\n")
    write("other.txt", BLANK)
    found = report("long.txt", "other.txt")
    assert found["code"] == 2
    assert [(error["path"], error["stage"], error["message"][:10]) for error in found["errors"]] == [
        ("long.txt", "check", "house/word")
    ]
    assert [(finding["path"], finding["rule"]) for finding in found["findings"]] == [
        ("long.txt", "placeholder/number-blank"),
        ("other.txt", "placeholder/number-blank"),
    ]
    assert [row["verdict"] for row in found["submissions"]] == ["unchecked", "return"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(None, "baseline: the baseline can't be read (No such file or directory)", id="missing"),
        pytest.param(b"\xff\xfe\x00{", "baseline: the baseline can't be read (", id="no text"),
        pytest.param(b'{"findings": [', "baseline: not a baseline that ", id="JSON"),
        pytest.param(
            b"0123456789abcdef  placeholder/number-blank  a.txt\n01234567", "baseline: not a baseline that ", id="cut"
        ),
        pytest.param(b"<<<<<<< HEAD\n", "baseline: not a baseline that ", id="a merge that was left open"),
        pytest.param(b"PK\x03\x04\x00\x00", "baseline: not a baseline that ", id="a zip"),
    ],
)
@pytest.mark.parametrize("place", ["option", "config"])
def test_a_damaged_baseline_is_not_an_empty_one(write, run, content, says, place):
    write("a.txt", BLANK)
    if content is not None:
        write("baseline", content)
    if place == "config":
        write("summarylint.toml", 'baseline = "baseline"\n')
    ran = run("check", "a.txt", *(["--baseline", "baseline"] if place == "option" else []))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert says in ran.err


@pytest.mark.parametrize(
    ("config", "says"),
    [
        pytest.param('ignroe = ["masked"]\n', "unknown key 'ignroe'; did you mean 'ignore'?", id="a key"),
        pytest.param('ignore = ["masked/party-words"]\n', "did you mean 'masked/party-word'?", id="a rule"),
        pytest.param('type = "work-sumary"\n', "did you mean 'work-summary'?", id="a type"),
        pytest.param("ignore = [\n", "summarylint.toml: ", id="broken TOML"),
    ],
)
def test_a_wrong_config_stops_the_run_with_what_was_meant(write, run, config, says):
    write("a.txt", BLANK)
    write("summarylint.toml", config)
    ran = run("check", "a.txt")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert says in ran.err


def test_a_pattern_that_never_ends_is_told_in_time(write, report):
    write("pack/house/word.yaml", RULE % "(x+x+)+y")
    write("summarylint.toml", 'rule-packs = ["pack"]\n')
    write("long.txt", "x" * 5000)
    started = time.process_time()
    found = report("long.txt")
    assert (found["code"], [error["stage"] for error in found["errors"]]) == (2, ["check"])
    assert time.process_time() - started < 30
