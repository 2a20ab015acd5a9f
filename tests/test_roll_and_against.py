"""Who has handed in, what was mended since the last report, what was there before, and reports without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

BLANKS = "全年开展培训xx场次，走访xx户，全部录入台账。"


def rules(found):
    return [(one["path"], one["rule"]) for one in found["findings"]]


def test_a_unit_that_has_not_handed_in_is_told(write, report, run):
    write("summarylint.toml", 'expected = ["白石镇", "青石镇", "黄石镇"]\nselect = ["document"]\n')
    write("in/1.txt", "白石镇工作总结\n\n修渠两公里。\n")
    write("in/黄石镇.txt", "修桥一座。\n")
    found = report("in")
    assert [(one["rule"], one["excerpt"], one["path"]) for one in found["findings"]] == [
        ("document/not-submitted", "青石镇", "summarylint.toml")
    ]
    assert found["code"] == 1
    assert "'青石镇' has not handed in" in run("check", "in").out


def test_who_has_not_handed_in_is_known_only_where_a_folder_is_checked(write, report):
    write("summarylint.toml", 'expected = ["白石镇", "青石镇"]\nselect = ["document"]\n')
    write("in/1.txt", "白石镇工作总结\n\n修渠两公里。\n")
    write("in/2.txt", "黄石镇工作总结\n\n修桥一座。\n")
    assert report("in/1.txt")["findings"] == []
    assert report("in/1.txt", "in/2.txt")["findings"] == []
    assert [one["excerpt"] for one in report("in")["findings"]] == ["青石镇"]
    assert [one["excerpt"] for one in report()["findings"]] == ["青石镇"]


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("白石镇中心小学.txt", False),
        ("白石镇财政所2024年工作小记.txt", False),
        ("01白石镇.txt", True),
        ("白石镇人民政府.txt", True),
        ("中共白石镇委员会.txt", True),
        ("白石镇党委_定稿.txt", True),
        ("白石镇/第一季度/小记.txt", True),
    ],
)
def test_a_unit_within_another_does_not_answer_for_it_but_its_organs_do(write, report, name, there):
    write("summarylint.toml", 'expected = ["白石镇"]\nselect = ["document"]\n')
    write(f"in/{name}", "修渠两公里。\n")
    assert (report("in")["findings"] == []) is there


def test_organs_that_the_roll_tells_apart_must_each_hand_in(write, report):
    write("summarylint.toml", 'expected = ["白石镇党委", "白石镇人民政府"]\nselect = ["document"]\n')
    write("in/白石镇党委.txt", "修渠两公里。\n")
    assert [one["excerpt"] for one in report("in")["findings"]] == ["白石镇人民政府"]


@pytest.mark.parametrize(
    ("name", "config", "start", "end"),
    [
        ("summarylint.toml", 'lang = "en"\nexpected = [\n  "白石镇",\n  "青石镇",\n]\n', (4, 4, 37), (4, 7, 40)),
        ("pyproject.toml", '[tool.summarylint]\nexpected = ["青石镇"]\n', (2, 14, 32), (2, 17, 35)),
        ("summarylint.toml", 'expected = ["\\u9752石镇"]\n', (1, 1, 0), (1, 11, 10)),
    ],
    ids=["in a list of lines", "in pyproject.toml", "else the key"],
)
def test_the_finding_stands_where_the_config_expects_the_unit(write, report, name, config, start, end):
    write(name, config)
    write("in/白石镇.txt", "修渠两公里。\n")
    (found,) = (one for one in report("in")["findings"] if one["rule"] == "document/not-submitted")
    places = [tuple(found[edge][key] for key in ("line", "column", "offset")) for edge in ("start", "end")]
    assert places == [start, end]


def test_an_earlier_report_tells_what_is_mended_open_and_new(write, report, run):
    write("a.txt", f"白石镇工作小记\n\n{BLANKS}\n")
    ran = run("check", "a.txt", "--select", "placeholder", "--format", "json=earlier.json")
    assert ran.code == 1
    write("a.txt", "白石镇工作小记\n\n\n\n全年开展培训三场次，走访xx户，全部录入台账，发放xx份手册。\n")
    found = report("a.txt", "--select", "placeholder", "--against", "earlier.json")
    # All three blanks are xx: which of them was filled in, what stands around them tells.
    assert [one["status"] for one in found["findings"]] == ["open", "new"]
    assert [one["message"] for one in found["mended"]] == ["the number at 'xx' was not filled in"]
    write("a.txt", f"白石镇工作小记\n\n{BLANKS}发放xx份手册。\n")
    found = report("a.txt", "--select", "placeholder", "--against", "earlier.json")
    assert [one["status"] for one in found["findings"]] == ["open", "open", "new"]
    out = run("check", "a.txt", "--select", "placeholder", "--against", "earlier.json").out
    assert "beside the earlier report:" in out
    write("a.txt", "白石镇工作小记\n\n全年开展培训三场次，走访九户。\n")
    found = report("a.txt", "--select", "placeholder", "--against", "earlier.json")
    assert [one["rule"] for one in found["mended"]] == ["placeholder/number-blank"] * 2


def test_of_alike_blanks_the_one_that_was_filled_in_is_mended(write, report, run):
    write("a.txt", "白石镇工作小记\n\n培训xx场次，走访xx户，发放xx份。\n")
    run("check", "a.txt", "--select", "placeholder", "--format", "html=page.html", "--format", "json=earlier.json")
    write("a.txt", "白石镇工作小记\n\n今年，培训12场次，走访xx户，发放xx份。\n")
    found = report("a.txt", "--select", "placeholder", "--against", "earlier.json")
    assert [(one["status"], one["start"]["column"]) for one in found["findings"]] == [("open", 13), ("open", 19)]
    assert len(found["mended"]) == 1
    gone = {one["fingerprint"] for one in found["mended"]}
    earlier = json.loads(Path("earlier.json").read_text(encoding="utf-8"))["findings"]
    assert [one["start"]["column"] for one in earlier if one["fingerprint"] in gone] == [3]


def test_a_report_without_excerpts_is_compared_by_fingerprint(write, report, run):
    write("a.txt", f"白石镇工作小记\n\n{BLANKS}\n")
    run("check", "a.txt", "--select", "placeholder", "--no-excerpts", "--format", "json=earlier.json")
    write("a.txt", "白石镇工作小记\n\n全年开展培训三场次，走访xx户，全部录入台账。\n")
    found = report("a.txt", "--select", "placeholder", "--against", "earlier.json")
    assert ([one["status"] for one in found["findings"]], len(found["mended"])) == (["open"], 1)


@pytest.mark.parametrize("content", ["", "[]", '{"schema": "summarylint/1", "findings": [1]}', '{"schema": "other"}'])
def test_what_is_no_report_is_refused(write, run, content):
    write("a.txt", "一切都好。")
    write("earlier.json", content)
    ran = run("check", "a.txt", "--against", "earlier.json")
    assert ran.code == 2
    assert ran.err.startswith("summarylint: --against: earlier.json: not a")


def test_a_baseline_survives_edits_elsewhere_in_the_file(write, report, run):
    write("a.txt", f"白石镇工作小记\n\n{BLANKS}\n")
    run("check", ".", "--select", "placeholder", "--write-baseline", "known.txt")
    lines = Path("known.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    assert lines[1:] == sorted(lines[1:])
    write("a.txt", f"白石镇工作小记\n\n一句新话。\n\n{BLANKS}\n\n发放xx份手册。\n")
    found = report(".", "--select", "placeholder", "--baseline", "known.txt")
    assert [(one["suppressed"] or {}).get("by") for one in found["findings"]] == ["baseline", "baseline", None]
    assert (found["code"], found["submissions"][0]["findings"]) == (1, 1)
    write("summarylint.toml", 'baseline = "known.txt"\nselect = ["placeholder"]\n')
    assert report(".")["summary"]["suppressed"] == 2
    # A new blank does not take the place of one that was filled in.
    write("a.txt", "白石镇工作小记\n\n全年开展培训3场次，走访5户，全部录入台账。\n\n发放xx份手册。\n")
    assert report(".")["summary"]["suppressed"] == 0
    write("known.txt", "no baseline\n")
    assert run("check", ".").code == 2


def test_a_failure_is_in_no_baseline(write, run):
    write("a.docx", b"no zip")
    assert run("check", "a.docx", "--write-baseline", "known.txt").code == 2
    assert run("check", "a.docx", "--baseline", "known.txt").code == 2


def test_a_report_without_excerpts_has_no_word_of_the_text(write, run, report):
    write("a.txt", "机密单位工作总结\n\n机密工程投入xx万元，机密人员D员三名，机密。\n")
    for form in ("text", "concise", "json"):
        assert "机密" not in run("check", "a.txt", "--format", form, "--no-excerpts", "--statistics").out, form
    found = report("a.txt", "--no-excerpts", "--select", "placeholder")
    assert found["findings"][0]["message"] == "A number left blank" or found["findings"][0]["message"]
    assert found["findings"][0]["start"]["line"] == 3


def test_others_are_compared_with_though_they_are_not_checked(write, report):
    copied = "半年来，文化站把锁了三年的排练厅重新打开，换了地板，刷了墙，请县剧团的老师每周二下午来教唱腔，报名的有四十一人。"
    write("old/a.txt", f"白石镇小记\n\n{copied}\n井也淘干净了。\n")
    write("new/b.txt", f"青石镇小记\n\n{copied.replace('四十一', '三十')}\n桥修好了。\n")
    assert report("new/b.txt", "--select", "duplicate")["findings"] == []
    write("summarylint.toml", 'compare-with = ["old/**/*.txt"]\nselect = ["duplicate"]\n')
    found = report("new/b.txt")
    assert rules(found) == [("new/b.txt", "duplicate/copied-passage")]
    assert found["summary"]["files"] == 1
    assert rules(report("old/a.txt")) == []


def test_a_side_file_suppresses_in_an_untouched_original(write, report):
    write("a.txt", f"白石镇工作小记\n\n{BLANKS}\n")
    write("a.txt.lint.toml", '[[ignore]]\nrules = ["placeholder"]\nline = 3\nreason = "涉密"\n')
    found = report("a.txt", "--select", "placeholder")
    assert [one["suppressed"] for one in found["findings"]] == [{"by": "side file", "reason": "涉密", "line": 1}] * 2
    assert found["code"] == 0
    write("a.txt.lint.toml", '[[ignore]]\nrules = ["placeholder/number-blank"]\ntext = "nothing"\n')
    found = report("a.txt", "--select", "placeholder,document")
    assert [one["rule"] for one in found["findings"]].count("document/unused-suppression") == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[ignore]\n", "each entry is written under [[ignore]]"),
        ('[[ignore]]\nrules = "placeholder"\n', "'rules' of entry 1 must be a list"),
        ('[[ignore]]\nrule = ["placeholder"]\n', "unknown key 'rule' in entry 1; did you mean 'rules'?"),
        ("[[ignore\n", "a.txt.lint.toml: "),
    ],
)
def test_a_wrong_side_file_is_a_failure(write, report, content, message):
    write("a.txt", f"白石镇工作小记\n\n{BLANKS}\n")
    write("a.txt.lint.toml", content)
    found = report("a.txt")
    assert (found["code"], message in found["errors"][0]["message"]) == (2, True), found["errors"]


def test_a_block_suppresses_from_its_begin_to_its_end(write, report):
    write(
        "a.txt",
        f"小记\n\n【校对：ignore-begin[placeholder] 样表】\n{BLANKS}\n\n{BLANKS}\n【校对：ignore-end】\n\n{BLANKS}\n",
    )
    found = report("a.txt", "--select", "placeholder")
    assert [one["suppressed"] is not None for one in found["findings"]] == [True] * 4 + [False] * 2


def test_an_unused_suppression_is_a_finding_unless_its_rules_do_not_run(write, report):
    write("a.txt", "小记\n\n一切都好。# summarylint: ignore[placeholder] 涉密\n")
    assert rules(report("a.txt", "--select", "placeholder,document")) == [("a.txt", "document/unused-suppression")]
    assert rules(report("a.txt", "--select", "document")) == []
    write("a.txt", "小记\n\n一切都好。# summarylint: ignore[placeholdr] 涉密\n")
    assert rules(report("a.txt", "--select", "document")) == [("a.txt", "document/unused-suppression")]


def test_a_suppression_of_a_copy_is_used(write, report):
    copied = "半年来，文化站把锁了三年的排练厅重新打开，换了地板，刷了墙，请县剧团的老师每周二下午来教唱腔，报名的有四十一人。"
    write("a.txt", f"白石镇小记\n\n{copied}\n井也淘干净了。\n")
    write(
        "b.txt", f"青石镇小记\n\n【校对：ignore[duplicate] 联合开展】\n{copied.replace('四十一', '三十')}\n桥修好了。\n"
    )
    found = report(".", "--select", "duplicate,document")
    assert [(one["rule"], one["suppressed"] is not None) for one in found["findings"]] == [
        ("duplicate/copied-passage", True)
    ]
