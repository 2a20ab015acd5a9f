"""Whatever is handed in: no bytes bring it down, none keep it busy for long, and each excerpt stands where it is said to."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

LINE = "全年开展培训xx场次，覆盖全部乡镇。\n"


@pytest.mark.slow
def test_a_million_short_lines_are_checked(write, report):
    write("lines.txt", "全年完成调研。\n" * 500_000 + "\n" * 500_000 + LINE)
    started = time.process_time()
    found = report("lines.txt")
    assert [finding["start"]["line"] for finding in found["findings"]] == [1_000_001]
    assert time.process_time() - started < 60


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 50_000, id="open brackets"),
        pytest.param("[](" * 20_000, id="open links"),
        pytest.param(">" * 50_000, id="quotes"),
        pytest.param("> " * 20_000 + "x", id="nested quotes"),
        pytest.param("* " * 20_000 + "x", id="nested items"),
        pytest.param("`" * 50_000 + "x", id="back quotes"),
        pytest.param("` `` " * 10_000, id="back quotes of several lengths"),
        pytest.param("<!--" * 20_000, id="open comments"),
        pytest.param("<a " * 20_000, id="open tags"),
        pytest.param("*a_ " * 20_000, id="emphasis"),
        pytest.param("|" * 50_000 + "\n" + "|-" * 20_000, id="a wide table"),
        pytest.param("---\n" * 20_000, id="front matter that never ends"),
        pytest.param("<!-- summarylint: ignore[x]" + " " * 100_000, id="a suppression that never closes"),
        pytest.param("【校对：ignore[x]" * 10_000, id="many suppressions that never close"),
        pytest.param("（" * 50_000, id="open parentheses"),
        pytest.param("_" * 100_000, id="a long line to write on"),
        pytest.param("x" * 100_000, id="many crosses"),
        pytest.param("全年开展培训xx场次，" * 10_000, id="findings in one line"),
    ],
)
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_strange_markup_is_checked_in_time(write, run, text, suffix):
    write(f"strange.{suffix}", text)
    started = time.process_time()
    assert run("check", f"strange.{suffix}").code in (0, 1)
    assert time.process_time() - started < 20


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200), suffix=st.sampled_from(["txt", "md", "docx", "html", "doc", ""]))
@example(content=b"PK\x03\x04\xff", suffix="txt")
@example(content=b"\x00", suffix="txt")
@example(content=b"\xff\xfe\x00", suffix="txt")
@example(content=b"\xff\xfe\x00\x00\x00", suffix="txt")
@example(content=b"\xff\xfe\x3d\xd8", suffix="txt")
@example(content=b"---\n---", suffix="md")
def test_no_bytes_bring_it_down(write, report, content, suffix):
    name = f"any.{suffix}".rstrip(".")
    write(name, content)
    found = report(name)
    assert len(found["submissions"]) >= 1
    assert (found["code"] == 2) == bool(found["errors"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        st.one_of(
            st.sampled_from("xX×_【】（）《》<>-#`*|[]\n\r\t 　D员AAA微信记事一、全年开展场次"),
            st.characters(codec="utf-8"),
        ),
        max_size=120,
    ),
    suffix=st.sampled_from(["txt", "md"]),
)
@example(text="\u2028\x85\v\f", suffix="md")
@example(text="> \r- [\r\n```\r", suffix="md")
def test_every_excerpt_slices_back_to_its_place(write, report, text, suffix):
    write(f"any.{suffix}", text.encode())
    text = text.removeprefix("\ufeff")
    for finding in report(f"any.{suffix}", "--encoding", "utf-8")["findings"]:
        place = text[finding["start"]["offset"] : finding["end"]["offset"]]
        assert place.replace("\r\n", "\n").replace("\r", "\n") == finding["excerpt"]
