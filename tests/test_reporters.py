"""What people and programs are shown. The rules are the tests' own, so that no change of ours to a rule is one here."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from summarylint.model import Failure, Fix, Report
from summarylint.reporters import Style, concise, text
from summarylint.reporters.records import fix_record
from summarylint.reporters.visible import cut, padded, visible, width
from summarylint.version import VERSION

GOLDEN = Path(__file__).parent / "golden" / "report.json"
SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "report.schema.json").read_text(encoding="utf-8"))
BLANK_RULE = """title: {zh: 没有填, en: a blank}
severity: error
message: {zh: '“{match}”没有填', en: "'{match}' was not filled in"}
why: {zh: 请填上。, en: Fill it in.}
check: pattern
options: {patterns: ['[xX]{2,}|__+']}
"""
PAGE_RULE = """title: {zh: 页码, en: a page mark}
severity: warning
message: {zh: 页码混入正文, en: a page mark in the text}
why: {zh: 删去。, en: Delete it.}
check: pattern
options: {patterns: ['-\\d-'], delete: safe}
"""
NAME_RULE = """title: {zh: 代称, en: a stand-in}
severity: info
message: {zh: '“{match}”是代称', en: "'{match}' stands for a name"}
why: {zh: 留意。, en: Look at it.}
check: pattern
options: {patterns: ['某某']}
"""
TRAINING = """关于培训的记事

全年开展培训xx场次，覆盖xx个乡镇、xx个村、xx个组、xx户。
某某同志到会。-3-
参加XX人。

𠮷😀é́，共xx户。【校对：ignore[house/blank] 涉密】
"""
RESEARCH = "关于调研的记事\n\n全年完成调研12次。\n"


@pytest.fixture
def handed_in(write):
    write("pack/house/blank.yaml", BLANK_RULE)
    write("pack/house/page.yaml", PAGE_RULE)
    write("pack/house/name.yaml", NAME_RULE)
    write("summarylint.toml", 'rule-packs = ["pack"]\nselect = ["house", "document/empty"]\n')
    write("docs/培训.txt", TRAINING)
    write("docs/research.txt", RESEARCH)
    write("docs/scan.txt", b"%PDF-1.4")
    write("docs/table.xlsx", "")
    return ["docs", "docs/missing.txt"]


def test_the_text_report_in_english(handed_in, run):
    assert (
        run("check", *handed_in).out
        == """\
docs/missing.txt
  UNCHECKED

docs/scan.txt
  UNCHECKED

docs/培训.txt
  RETURN  submission 1: 关于培训的记事  lines 1-7  6 errors, 1 warning, 1 info
    3:7  error    'xx' was not filled in  house/blank
         全年开展培训»xx«场次，覆盖xx个乡镇、xx个村、xx个组…
         ×5, also at 3:14 3:20 3:25 …
    4:1  info     '某某' stands for a name  house/name
         »某某«同志到会。-3-
    4:8  warning  a page mark in the text  house/page [fixable]
         某某同志到会。»-3-«
    5:3  error    'XX' was not filled in  house/blank
         参加»XX«人。

could not be checked
  docs/missing.txt: no such file or folder
  docs/scan.txt: a damaged PDF file, or none at all; make it again from its source

what to do
  house/blank  Fill it in.
  house/page  Delete it.

checked 3 files, 2 submissions, 120 characters: 1 to return, 0 to review, 1 accepted, 2 files unchecked
8 findings (6 errors, 1 warning, 1 info), 1 suppressed; 2 failures; skipped .xlsx×1
"""
    )


def test_the_text_report_in_chinese(handed_in, run):
    assert (
        run("check", "docs/培训.txt", "docs/research.txt", "--lang", "zh", "--show-suppressed").out
        == """\
docs/培训.txt
  退回  第1篇《关于培训的记事》  第1—7行  6处错误，1处警告，1条提示
    3:7  错误  “xx”没有填  house/blank
         全年开展培训»xx«场次，覆盖xx个乡镇、xx个村、xx个组…
         ×5，另见 3:14 3:20 3:25 等
    4:1  提示  “某某”是代称  house/name
         »某某«同志到会。-3-
    4:8  警告  页码混入正文  house/page [可自动修改]
         某某同志到会。»-3-«
    5:3  错误  “XX”没有填  house/blank
         参加»XX«人。
    7:7  错误  “xx”没有填  house/blank (已豁免)
         𠮷😀é́，共»xx«户。【校对：ignore[house/b…

怎么改
  house/blank  请填上。
  house/page  删去。

检查了2个文件、2篇、120字：退回1篇，复核0篇，通过1篇
共8处（6处错误，1处警告，1条提示），已豁免1处
"""
    )


def test_the_concise_report(handed_in, run):
    assert (
        run("check", *handed_in, "--format", "concise").out
        == """\
docs/missing.txt:1:1: error: discover no such file or folder
docs/scan.txt:1:1: error: read a damaged PDF file, or none at all; make it again from its source
docs/培训.txt:3:7: error: house/blank 'xx' was not filled in
docs/培训.txt:3:14: error: house/blank 'xx' was not filled in
docs/培训.txt:3:20: error: house/blank 'xx' was not filled in
docs/培训.txt:3:25: error: house/blank 'xx' was not filled in
docs/培训.txt:3:30: error: house/blank 'xx' was not filled in
docs/培训.txt:4:1: info: house/name '某某' stands for a name
docs/培训.txt:4:8: warning: house/page a page mark in the text
docs/培训.txt:5:3: error: house/blank 'XX' was not filled in
"""
    )


def test_the_json_report_is_the_golden_one(handed_in, report):
    """To write the golden file anew: UPDATE_GOLDEN=1."""
    found = report(*handed_in)
    del found["code"]
    assert found["tool"].pop("version") == VERSION
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_a_clean_text_takes_two_lines(write, run):
    write("a.txt", RESEARCH)
    assert run("check", "a.txt").out == (
        "checked 1 file, 1 submission, 20 characters: 0 to return, 0 to review, 1 accepted\nnothing found\n"
    )


def test_each_finding_stands_under_its_submission(handed_in, write, run):
    body = "全年完成调研12次，走访群众300户，形成报告4篇，提出建议20条，推动解决问题56个，" * 2 + "工作成效明显。\n"
    write(
        "all.md", f"# 甲单位工作总结\n\n{body}\n# 乙单位工作总结\n\n培训xx次。{body}\n# 丙单位工作总结\n\n{body}-3-\n"
    )
    out = run("check", "all.md", "--format", "text").out
    verdicts = [line.split()[0] for line in out.splitlines() if "submission " in line]
    assert verdicts == ["ACCEPT", "RETURN", "ACCEPT"]
    assert out.index("submission 2") < out.index("house/blank") < out.index("submission 3") < out.index("house/page")


def test_places_and_severities_are_aligned(handed_in, write, run):
    write("a.txt", "总结\n\n培训xx次\n" + "好\n" * 997 + "某某培训XX次\n")
    lines = [
        line for line in run("check", "a.txt", "--lang", "zh").out.splitlines() if "“" in line and "  house/" in line
    ]
    starts = {width(line[: line.index("“")]) for line in lines}
    assert (len(lines), len(starts)) == (3, 1)


def test_a_json_report_says_where_fixes_go(handed_in, report):
    fix = next(finding["fix"] for finding in report("docs/培训.txt")["findings"] if finding["rule"] == "house/page")
    at = TRAINING.index("-3-")
    assert fix == {
        "title": "delete it",
        "safe": True,
        "edits": [{"start_offset": at, "end_offset": at + 3, "text": ""}],
    }


def test_the_counts_of_a_json_report_add_up(handed_in, report):
    found = report(*handed_in)
    summary, findings = found["summary"], [f for f in found["findings"] if not f["suppressed"]]
    assert (
        summary["findings"] == len(findings) == sum(summary["by_rule"].values()) == sum(summary["by_severity"].values())
    )
    assert summary["suppressed"] == len(found["findings"]) - len(findings)
    assert summary["failures"] == len(found["errors"])
    assert sum(row["findings"] for row in found["submissions"]) == len(findings)
    assert summary["skipped"] == {".xlsx": 1}


def test_the_same_words_have_the_same_fingerprint_wherever_they_stand(write, report):
    line = "全年开展培训xx场次，xx人参加。\n"
    write("a.txt", "关于培训的记事\n\n" + line)
    write("b.txt", "关于培训的记事\n\n\n  又一段。\n\n" + line)
    before, after = (
        [finding["fingerprint"] for finding in report(name, "--select", "placeholder")["findings"]]
        for name in ("a.txt", "b.txt")
    )
    assert before == after
    assert len(set(before)) == 2


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def places(value, at=()):
    """Every place of an object in a JSON value."""
    if isinstance(value, dict):
        yield at
        for key, item in value.items():
            yield from places(item, (*at, key))
    elif isinstance(value, list) and value:
        yield from places(value[0], (*at, 0))


def test_the_schema_refuses_what_is_missing_or_unknown():
    report = {**json.loads(GOLDEN.read_text(encoding="utf-8")), "tool": {"name": "summarylint", "version": "1"}}
    validator = Draft202012Validator(SCHEMA)
    validator.validate(report)
    for place in places(report):
        if place[-1:] in (("by_rule",), ("skipped",), ("data",)):
            continue
        changed = json.loads(json.dumps(report))
        inner = changed
        for key in place:
            inner = inner[key]
        for key in list(inner):
            kept = inner.pop(key)
            with pytest.raises(ValidationError):
                validator.validate(changed)
            inner[key] = kept
        inner["surprise"] = 1
        with pytest.raises(ValidationError):
            validator.validate(changed)


HARMLESS = Report((), (), (Failure("a\x1b[2J.txt", "read", "b\u202e\x07"),), 0, 0, {".\x1b]0;x": 1})


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("write_report", [text.write, concise.write], ids=["text", "concise"])
def test_failures_and_suffixes_are_made_harmless_too(write_report, lang):
    written = write_report(HARMLESS, Style(lang))
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert r"a\x1b[2J.txt" in written


def test_a_fix_without_a_surprise_is_what_the_schema_knows():
    assert list(fix_record(Fix((), True), "x")) == ["title", "safe", "edits"]


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        pytest.param("全年 OK", "全年 OK", id="harmless"),
        pytest.param("a\tb\nc", "a b⏎c", id="white space"),
        pytest.param("\x1b[31m", r"\x1b[31m", id="escape"),
        pytest.param("\x9b31m", r"\x9b31m", id="C1"),
        pytest.param("\u202e\u2066\ufeff\u200b", r"\u202e\u2066\ufeff\u200b", id="bidi and invisible"),
        pytest.param("\udcff", r"\udcff", id="surrogate"),
        pytest.param("::error::x", r"\x3a:error::x", id="CI command"),
        pytest.param("  ::error::x", r"  \x3a:error::x", id="indented CI command"),
        pytest.param("a::b", "a::b", id="colons in the line"),
        pytest.param("x##[error]", r"x\x23#[error]", id="CI command in the line"),
        pytest.param("## 标题 #1", "## 标题 #1", id="heading"),
    ],
)
def test_text_is_made_visible(given_text, shown):
    assert visible(given_text) == shown


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_text=st.text(), columns=st.integers(1, 30))
@example(given_text="全年é́😀", columns=4)
def test_cut_and_padded_keep_to_their_columns(given_text, columns):
    assert width(cut(given_text, columns)) <= columns
    assert width(padded(cut(given_text, columns), columns)) == columns
