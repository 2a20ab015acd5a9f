"""One text in many bytes: the same rules, excerpts, fingerprints, order, lines and columns."""

from __future__ import annotations

import codecs

import pytest

from summarylint.errors import UnreadableError
from summarylint.readers.decode import decode

TEXT = """关于2024年培训工作的记事

一、工作开展情况
全年开展培训xx场次，覆盖【待补充】个乡镇；王XX同志到会讲话，D员干部参加xxx人次。
路边·路口，é与ü、“引号”——破折号…… 扫码关注微信公众号。

二、下一步打算
20XX年X月X日前完成。
"""
ENCODINGS = [
    pytest.param(lambda text: text.encode(), "utf-8", id="UTF-8"),
    pytest.param(lambda text: text.encode("utf-8-sig"), "utf-8", id="UTF-8 with a mark"),
    pytest.param(lambda text: text.encode("gb18030"), "gb18030", id="GB18030"),
    pytest.param(lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"), "utf-16", id="UTF-16 LE with a mark"),
    pytest.param(lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"), "utf-16", id="UTF-16 BE with a mark"),
    pytest.param(lambda text: text.encode("utf-16-le"), "utf-16-le", id="UTF-16 LE"),
    pytest.param(lambda text: text.encode("utf-16-be"), "utf-16-be", id="UTF-16 BE"),
    pytest.param(lambda text: text.encode("utf-32"), "utf-32", id="UTF-32 with a mark"),
]


def essence(found):
    """What must not depend on bytes: all of a finding but offsets, and of its submission but the encoding."""
    rows = [(row["title"], row["verdict"], row["start"]["line"], row["end"]["line"]) for row in found["submissions"]]
    kept = ("rule", "severity", "message", "excerpt", "context", "fingerprint", "submission", "data")
    findings = [
        (
            *[finding[key] for key in kept],
            *[finding[end][key] for end in ("start", "end") for key in ("line", "column")],
        )
        for finding in found["findings"]
    ]
    return rows, findings, found["errors"]


@pytest.mark.parametrize("suffix", ["txt", "md"])
@pytest.mark.parametrize(("encoded", "name"), ENCODINGS)
@pytest.mark.parametrize(
    "line_end", [pytest.param("\n", id="LF"), pytest.param("\r\n", id="CRLF"), pytest.param("\r", id="CR")]
)
def test_one_text_in_any_bytes_says_the_same(write, report, encoded, name, line_end, suffix):
    write(f"a.{suffix}", TEXT)
    expected = report(f"a.{suffix}")
    assert len(expected["findings"]) >= 5
    text = TEXT.replace("\n", line_end)
    write(f"a.{suffix}", encoded(text))
    found = report(f"a.{suffix}")
    assert essence(found) == essence(expected)
    assert found["submissions"][0]["encoding"] == name
    assert found["summary"]["characters"] == len(text)
    for finding in found["findings"]:
        assert text[finding["start"]["offset"] : finding["end"]["offset"]] == finding["excerpt"]


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "gb2312", "cp936"])
def test_the_encoding_may_be_said(write, report, encoding):
    text = TEXT.replace("é", "e").replace("·", "、").replace("ü", "u").replace("——", "，")
    write("a.txt", text.encode(encoding))
    assert report("a.txt", "--encoding", encoding)["errors"] == []


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param("路", "gb18030", id="GBK that is UTF-8 too"),
        pytest.param("路路 12", "gb18030", id="twice"),
        pytest.param("Café society met in Zürich.", "utf-8", id="accents"),
        pytest.param("25 °C, 5 µg © 2024 — “ok”", "utf-8", id="signs"),
        pytest.param("naïve", "utf-8", id="one accent"),
        pytest.param("«Привет, мир»", "utf-8", id="Cyrillic"),
        pytest.param("Ελληνικά", "utf-8", id="Greek"),
        pytest.param("plain", "utf-8", id="ASCII"),
    ],
)
def test_short_texts_are_not_taken_for_another_encoding(text, encoding):
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.problem) == (text, encoding, None)


def test_a_mark_counts_more_than_the_encoding_that_was_said():
    assert decode("记事".encode("utf-8-sig"), "gb18030").text == "记事"


@pytest.mark.parametrize("encoding", ["idna", "punycode", "undefined", "base64"])
def test_an_encoding_that_can_not_be_tried_is_said(encoding):
    with pytest.raises(UnreadableError, match=f"can't be decoded as {encoding}"):
        decode("记事".encode(), encoding)
