"""Comments in a document that say a finding is meant."""

from __future__ import annotations

import pytest

LINE = "全年开展培训xx场次，覆盖全部乡镇。"


def suppressed(found):
    """What was suppressed, by line, with the reason; None for what was not."""
    return [
        (f["start"]["line"], f["suppressed"] and f["suppressed"]["reason"])
        for f in found["findings"]
        if f["family"] == "placeholder"
    ]


COMMENTS = [
    pytest.param("txt", "【校对：ignore[placeholder/number-blank] 涉密】", id="proofreader"),
    pytest.param("txt", "【校对:ignore[placeholder/number-blank]涉密】", id="proofreader with a half-width colon"),
    pytest.param("txt", "# summarylint: ignore[placeholder/number-blank] 涉密", id="hash"),
    pytest.param("txt", "#summarylint:ignore[placeholder/number-blank] 涉密", id="hash without blanks"),
    pytest.param("md", "<!-- summarylint: ignore[placeholder/number-blank] 涉密 -->", id="markup"),
    pytest.param("md", "<!--summarylint:ignore[placeholder/number-blank]涉密-->", id="markup without blanks"),
    pytest.param("md", "【校对：ignore[placeholder/number-blank] 涉密】", id="proofreader in Markdown"),
]


@pytest.mark.parametrize(("suffix", "comment"), COMMENTS)
def test_a_comment_on_the_line_suppresses(write, report, suffix, comment):
    write(f"a.{suffix}", f"记事\n\n{LINE}{comment}\n\n\n{LINE}\n")
    assert suppressed(report(f"a.{suffix}")) == [(3, "涉密"), (6, None)]


@pytest.mark.parametrize(("suffix", "comment"), COMMENTS)
def test_a_comment_on_the_line_above_suppresses(write, report, suffix, comment):
    write(f"a.{suffix}", f"记事\n\n{LINE}\n{comment}\n{LINE}\n\n{LINE}\n")
    assert suppressed(report(f"a.{suffix}")) == [(3, None), (5, "涉密"), (7, None)]


@pytest.mark.parametrize(
    ("names", "hits"),
    [
        pytest.param("placeholder/number-blank", True, id="the rule"),
        pytest.param("placeholder", True, id="its family"),
        pytest.param("masked/party-word, placeholder/number-blank", True, id="among others"),
        pytest.param("masked，placeholder", True, id="a full-width comma"),
        pytest.param("masked placeholder", True, id="a blank"),
        pytest.param("masked", False, id="another family"),
        pytest.param("placeholder/date-blank", False, id="another rule"),
        pytest.param("placeholder/number", False, id="part of the name"),
        pytest.param("number-blank", False, id="the name without its family"),
        pytest.param("*", False, id="a star"),
    ],
)
def test_only_what_is_named_is_suppressed(write, report, names, hits):
    write("a.txt", f"记事\n\n{LINE}# summarylint: ignore[{names}] x\n")
    found = report("a.txt", "--select", "placeholder")["findings"]
    assert [finding["suppressed"] is not None for finding in found] == [hits]


def test_without_a_reason_it_is_suppressed_too(write, report):
    write("a.txt", f"记事\n\n{LINE}【校对：ignore[placeholder]】\n")
    assert report("a.txt")["findings"][0]["suppressed"] == {"by": "comment", "reason": None, "line": 3}


def test_what_is_suppressed_stays_in_the_report_and_does_not_count(write, run, report):
    write("a.txt", f"记事\n\n{LINE}【校对：ignore[placeholder] 涉密】\n")
    found = report("a.txt")
    assert found["code"] == 0
    assert [finding["rule"] for finding in found["findings"]] == ["placeholder/number-blank"]
    summary = found["summary"]
    assert (summary["findings"], summary["suppressed"], summary["by_rule"]) == (0, 1, {})
    assert summary["by_severity"] == {"error": 0, "warning": 0, "info": 0}
    assert [(row["verdict"], row["findings"]) for row in found["submissions"]] == [("accept", 0)]
    for format_name in ("text", "concise"):
        assert "number-blank" not in run("check", "a.txt", "--format", format_name).out
        assert "suppressed" in run("check", "a.txt", "--format", format_name, "--show-suppressed").out


def test_a_failure_can_not_be_suppressed(write, report):
    write("a.txt", ("# summarylint: ignore[document, placeholder, masked]\n" + LINE * 5).encode() + b"\xe5")
    found = report("a.txt", "--select", "placeholder")
    assert (found["code"], found["summary"]["failures"], found["summary"]["findings"]) == (2, 1, 0)


@pytest.mark.parametrize(("suffix", "comment"), COMMENTS)
def test_a_comment_is_no_text_of_the_document(write, report, suffix, comment):
    comment = comment.replace("number-blank", "date-blank").replace("涉密", "共xx场次，不便公开")
    write(f"a.{suffix}", f"# 关于培训的记事\n\n{comment}\n\n全年完成培训。{comment}\n")
    assert report(f"a.{suffix}", "--ignore", "document/unused-suppression")["findings"] == []


def test_a_comment_is_no_title(write, report):
    write("a.txt", f"【校对：ignore[placeholder] 涉密】\n关于培训的记事\n\n{LINE}\n")
    assert [row["title"] for row in report("a.txt")["submissions"]] == ["关于培训的记事"]


@pytest.mark.parametrize(
    "example",
    [
        pytest.param("```\n{comment}\n```\n", id="a fence"),
        pytest.param("写法：\n\n    {comment}\n", id="indented"),
        pytest.param("写法是`{comment}`。\n", id="a span"),
    ],
)
def test_a_comment_that_is_shown_as_code_speaks_of_nothing(write, report, example):
    write(
        "a.md", f"# 关于培训的记事\n\n{example.format(comment='<!-- summarylint: ignore[placeholder] x -->')}{LINE}\n"
    )
    found = report("a.md")
    assert [(f["rule"], f["suppressed"]) for f in found["findings"]] == [("placeholder/number-blank", None)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(write, report, line_end):
    lines = ["记事", "", "【校对：ignore[placeholder] x】", LINE, "", LINE]
    write("a.txt", line_end.join(lines).encode())
    assert suppressed(report("a.txt")) == [(4, "x"), (6, None)]


@pytest.mark.parametrize(
    "comment",
    [
        "summarylint: ignore[placeholder] x",
        "# summarylint ignore[placeholder] x",
        "# summarylint: ignore placeholder",
        "【校对：ignore[placeholder] x",
        "# summarylint: ignore[]",
    ],
)
def test_what_is_no_comment_suppresses_nothing(write, report, comment):
    write("a.txt", f"记事\n\n{LINE}{comment}\n")
    assert suppressed(report("a.txt"))[0] == (3, None)
