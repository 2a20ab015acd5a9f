"""HTML pages that are deep, broken, mislabelled, or show what is not in them."""

from __future__ import annotations

import time

import pytest

LINE = "全年开展培训xx场次，覆盖全部乡镇。"
BODY = f"<p>关于培训的记事</p><p>{LINE}</p>"


def test_a_page_nested_without_end_is_checked(write, report, blanks_in):
    write("deep.html", "<html>" + "<div>" * 50_000 + BODY)
    started = time.process_time()
    found = report("deep.html")
    assert (found["code"], blanks_in("deep.html", found)) == (1, ["xx"])
    assert time.process_time() - started < 20


@pytest.mark.parametrize("element", ["script", "style", "template", "noscript", "title", "select"])
def test_what_a_browser_does_not_show_is_not_checked(write, report, element):
    write("a.html", f"<html><head></head><body><{element}>{LINE}</{element}><p>关于调研的记事</p></body>")
    assert (report("a.html")["code"], report("a.html")["findings"]) == (0, [])


def test_a_script_that_never_ends_is_no_text(write, report):
    write("a.html", f"<html><p>关于调研的记事</p><script>var x = '{LINE}")
    assert report("a.html")["findings"] == []


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        pytest.param("gb2312", "utf-8", id="UTF-8 that says GB 2312"),
        pytest.param("big5", "utf-8", id="UTF-8 that says Big5"),
        pytest.param("iso-8859-1", "utf-8", id="UTF-8 that says Latin 1"),
        pytest.param("utf-8", "gb18030", id="GB18030 that says UTF-8"),
        pytest.param("iso-8859-1", "gb18030", id="GB18030 that says Latin 1"),
        pytest.param("no-such", "gb18030", id="GB18030 that says nonsense"),
        pytest.param(None, "gb18030", id="GB18030 that says nothing"),
        pytest.param(None, "utf-8", id="UTF-8 that says nothing"),
    ],
)
def test_the_bytes_win_over_what_a_page_declares_and_no_word_is_lost(write, report, declared, encoding):
    meta = f'<meta charset="{declared}">' if declared else ""
    write("a.html", f"<html>{meta}{BODY}".encode(encoding))
    found = report("a.html")
    assert (found["code"], found["errors"]) == (1, [])
    assert [(one["rule"], one["context"]) for one in found["findings"]] == [("placeholder/number-blank", LINE)]
    assert [row["encoding"] for row in found["submissions"]] == [encoding]


def test_a_page_cut_inside_a_character_is_said_and_the_rest_checked(write, failed, blanks_in):
    write("cut.html", f"<html>{BODY}<p>落实见效".encode()[:-1])
    error, _, found = failed("cut.html")
    assert error["stage"] == "decode"
    assert blanks_in("cut.html", found) == ["xx"]


def test_a_page_cut_inside_a_tag_is_checked(write, report, blanks_in):
    write("cut.html", f"<html>{BODY}<p cla")
    assert blanks_in("cut.html", report("cut.html")) == ["xx"]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<body><img src=1.jpg><img src=2.jpg></body>", id="pictures"),
        pytest.param("<frameset cols='1,2'><frame src=a.htm><frame src=b.htm></frameset>", id="frames"),
        pytest.param("<body><iframe src=a.htm></iframe></body>", id="a frame in a page"),
        pytest.param("<body><div id=app></div><script src=app.js></script></body>", id="made by a script"),
    ],
)
def test_a_page_whose_text_is_elsewhere_is_not_called_empty(write, failed, page):
    write("a.html", f"<html>{page}</html>")
    error, rows, _ = failed("a.html")
    assert error["message"].startswith("a page without text: ")
    assert [row["verdict"] for row in rows] == ["unchecked"]


def test_a_page_with_nothing_in_it_is_empty(write, report):
    write("a.html", "<html><body><p> </p></body></html>")
    assert report("a.html")["summary"]["by_rule"] == {"document/empty": 1}
