"""Bytes of no encoding, of two, or of none at all: nothing is read as nonsense in silence."""

from __future__ import annotations

import pytest

LINE = "全年开展培训xx场次，覆盖全部乡镇。\n"
BLANK = "关于培训的记事\n\n" + LINE
CLEAN = "关于调研的记事\n\n全年完成调研12次，走访群众300户。\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("empty.txt", b"", id="nothing"),
        pytest.param("empty.md", b"", id="nothing in Markdown"),
        pytest.param("empty.docx", b"", id="nothing in docx"),
        pytest.param("empty.pdf", b" \n", id="nothing in pdf"),
        pytest.param("empty.html", b"", id="nothing in html"),
        pytest.param("empty.txt", b" \t\n\r\n", id="white space"),
        pytest.param("empty.md", b" \t\n\r\n", id="white space in Markdown"),
        pytest.param("empty.txt", "\u3000\u00a0\n".encode(), id="wide blanks"),
        pytest.param("empty.txt", b"\xef\xbb\xbf", id="a byte order mark"),
        pytest.param("empty.md", b"\xef\xbb\xbf\n", id="a byte order mark and a line"),
    ],
)
def test_an_empty_file_is_a_finding(write, report, name, content):
    write(name, content)
    found = report(name)
    assert found["code"] == 1
    assert [(finding["rule"], finding["start"]["line"]) for finding in found["findings"]] == [("document/empty", 1)]
    assert [row["verdict"] for row in found["submissions"]] == ["return"]


def test_utf_16_marks_alone_are_an_empty_file(write, report):
    write("le.txt", b"\xff\xfe")
    write("be.txt", b"\xfe\xff")
    assert report("le.txt", "be.txt")["summary"]["by_rule"] == {"document/empty": 2}


@pytest.mark.parametrize("cut", [1, 2])
def test_utf_8_cut_inside_a_character_is_said_and_the_rest_checked(write, failed, cut, blanks_in):
    content = (BLANK + "下一步，继续推进各项工作落地见效").encode()
    write("cut.txt", content[:-cut])
    error, rows, found = failed("cut.txt")
    assert error == {
        "path": "cut.txt",
        "stage": "decode",
        "message": f"byte {len(content) - 3} and perhaps others are no UTF-8",
    }
    assert [row["verdict"] for row in rows] == ["unchecked"]
    assert blanks_in("cut.txt", found) == ["xx"]


def test_gb18030_cut_inside_a_character_is_said_and_the_rest_checked(write, failed, blanks_in):
    write("cut.txt", (BLANK + "下一步，继续推进各项工作").encode("gb18030")[:-1])
    error, _, found = failed("cut.txt")
    assert "no GB18030" in error["message"]
    assert blanks_in("cut.txt", found) == ["xx"]


@pytest.mark.parametrize("order", [("utf-8", "gb18030"), ("gb18030", "utf-8")])
@pytest.mark.parametrize("share", [1, 5, 20])
def test_two_encodings_in_one_file_are_said(write, failed, order, share):
    write("mixed.txt", (BLANK * share).encode(order[0]) + CLEAN.encode(order[1]))
    assert failed("mixed.txt")[0]["stage"] == "decode"


def test_big5_is_not_taken_for_gb18030(write, failed):
    write("big5.txt", "關於培訓的總結\n\n全年開展培訓，覆蓋全部鄉鎮，群眾滿意度達到百分之九十。\n".encode("big5"))
    assert "--encoding" in failed("big5.txt")[0]["message"]


def test_a_few_zero_bytes_are_said_and_the_rest_checked(write, failed, blanks_in):
    write("zero.txt", (BLANK * 10).encode() + b"\0")
    error, _, found = failed("zero.txt")
    assert "1 zero bytes in the text, the first at byte" in error["message"]
    assert blanks_in("zero.txt", found) == ["xx"] * 10


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16"])
@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_usual_encodings_of_chinese_offices_are_no_finding(write, report, blanks_in, encoding, suffix):
    write(f"a.{suffix}", BLANK.replace("\n", "<br>\n").encode(encoding) if suffix == "html" else BLANK.encode(encoding))
    found = report(f"a.{suffix}")
    assert blanks_in(f"a.{suffix}", found) == ["xx"]
    assert (len(found["findings"]), found["errors"]) == (1, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "big5"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("關於培訓的總結，群眾滿意度達到百分之九十。", id="a sentence"),
        pytest.param("全年開展培訓，覆蓋全部鄉鎮", id="a clause"),
        pytest.param("全年開展培訓，覆蓋全部鄉鎮。" * 40, id="a text without a blank or line end"),
    ],
)
def test_an_encoding_without_a_mark_is_told_or_doubted(write, report, encoding, text):
    write("a.txt", text.encode(encoding))
    found = report("a.txt")
    assert (found["code"], bool(found["errors"])) in [(0, False), (2, True)]
    if found["code"] == 0:
        assert [row["encoding"] for row in found["submissions"]] == [encoding]


def test_every_doubt_names_the_file_in_both_languages(write, run):
    write("a.txt", "關於培訓的總結，群眾滿意度達到百分之九十。".encode("big5"))
    for lang, words in (("zh", "编码不确定"), ("en", "the encoding is uncertain")):
        said = run("check", "a.txt", "--lang", lang, "--format", "concise").out
        assert said.startswith("a.txt:")
        assert words in said
