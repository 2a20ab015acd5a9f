"""Family `duplicate` as a user meets it: several files, and what is said of which."""

from __future__ import annotations

import pytest

COPIED = "半年来，文化站把锁了三年的排练厅重新打开，换了地板，刷了墙，请县剧团的老师每周二下午来教唱腔，报名的有四十一人，最大的七十三岁。"


@pytest.fixture
def two(write):
    write("a.txt", f"白石镇文化站半年小结\n\n{COPIED}\n\n图书室添了两排书架，借书的孩子排到了门外。\n")
    write(
        "b.txt",
        f"青石镇半年工作小结\n\n龙舟队今年重新下水，端午那天拿了全县第三。\n\n{COPIED.replace('四十一', 'xx')}\n",
    )


def test_the_later_of_two_is_told_where_the_passage_also_stands(two, report):
    found = report("a.txt", "b.txt", "--select", "duplicate")
    (finding,) = found["findings"]
    assert (finding["path"], finding["rule"], finding["severity"]) == ("b.txt", "duplicate/copied-passage", "error")
    assert finding["excerpt"] == COPIED.replace("四十一", "xx")[:-1]
    assert finding["data"]["source"] == {
        "path": "a.txt",
        "submission": 1,
        "title": "白石镇文化站半年小结",
        "unit": None,
    }
    assert finding["data"]["changed"] == ["blanks"]
    (place,) = finding["related"]
    assert (place["path"], place["start"]["line"]) == ("a.txt", 3)
    assert [row["verdict"] for row in found["submissions"]] == ["accept", "return"]


def test_both_are_told_where_the_config_says_so(two, report, write):
    write("summarylint.toml", '[options."duplicate/copied-passage"]\nboth = true\n')
    assert [one["path"] for one in report(".", "--select", "duplicate")["findings"]] == ["a.txt", "b.txt"]


def test_several_processes_say_the_same(two, report):
    one = report(".", "--select", "duplicate", "--jobs", "1")
    assert one["findings"]
    assert report(".", "--select", "duplicate", "--jobs", "2")["findings"] == one["findings"]


def test_a_comment_silences_a_copy(two, report, write):
    write(
        "b.txt",
        f"青石镇半年工作小结\n\n<!-- summarylint: ignore[duplicate/copied-passage] 联合开展 -->\n{COPIED}\n",
    )
    (finding,) = report(".", "--select", "duplicate")["findings"]
    assert finding["suppressed"]


def test_submissions_of_one_compilation_are_compared(report, write):
    parts = [
        f"第{numeral}篇 {name}镇文化站半年工作总结\n\n{COPIED}\n\n{name}镇还办了一件事。\n"
        for numeral, name in zip("一二三", "甲乙丙", strict=True)
    ]
    write("all.txt", "文化工作总结汇编\n\n" + "\n\n".join(parts))
    found = report("all.txt", "--select", "duplicate")
    assert [one["submission"] for one in found["findings"]] == [2, 3]
    assert found["findings"][1]["data"]["others"] == 1


def test_the_same_text_handed_in_twice_is_one_finding(two, report, write):
    write("c.txt", f"白石镇文化站上半年小结\n\n{COPIED}\n\n图书室添了两排书架，借书的孩子排到了门外。\n")
    found = [one for one in report(".", "--select", "duplicate")["findings"] if one["path"] == "c.txt"]
    assert "duplicate/near-identical" in [one["rule"] for one in found]


def test_a_single_submission_is_compared_with_nothing(two, report):
    assert report("a.txt", "--select", "duplicate")["findings"] == []


def test_a_sentence_that_three_have_word_for_word_is_a_doubt(report, write):
    for number, own in enumerate(("桥修好了。", "井淘干净了。", "灯换了新的。")):
        write(f"{number}.txt", f"{number}号站小结\n\n{own}\n{COPIED}\n{own}\n")
    found = report(".", "--select", "duplicate")
    assert [(one["path"], one["severity"]) for one in found["findings"]] == [("1.txt", "info"), ("2.txt", "info")]
    assert "may have been prescribed" in found["findings"][0]["message"]
    write("2.txt", f"2号站小结\n\n灯换了新的。\n{COPIED.replace('四十一', '十三')}\n灯换了新的。\n")
    assert report(".", "--select", "duplicate")["findings"][1]["severity"] == "error"
