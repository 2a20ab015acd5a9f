"""Bytes to text: the encodings that documents come in, and what is said where none fits."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarylint.errors import UnreadableError
from summarylint.readers.decode import decode

CHINESE = "今年以来，全镇上下齐心协力，各项工作取得明显成效。\n路平了，灯亮了。\n"
TEXTS = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=3)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        pytest.param(CHINESE.encode("utf-8"), "utf-8", id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + CHINESE.encode("utf-8"), "utf-8", id="utf-8 with a mark"),
        pytest.param(CHINESE.encode("gb18030"), "gb18030", id="gb18030"),
        pytest.param(CHINESE.encode("utf-16"), "utf-16", id="utf-16 with a mark"),
        pytest.param(codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"), "utf-16", id="utf-16, the high byte first"),
        pytest.param(CHINESE.encode("utf-16-le"), "utf-16-le", id="utf-16-le without a mark"),
        pytest.param(CHINESE.encode("utf-16-be"), "utf-16-be", id="utf-16-be without a mark"),
        pytest.param(CHINESE.encode("utf-32"), "utf-32", id="utf-32 with a mark"),
    ],
)
def test_an_encoding_is_told_from_the_bytes(content, encoding):
    assert decode(content) == (CHINESE, encoding, None)


@pytest.mark.parametrize(
    "content", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE], ids=["nothing", "utf-8 mark", "utf-16 mark"]
)
def test_nothing_but_a_mark_is_an_empty_text(content):
    assert decode(content).text == ""
    assert decode(content).problem is None


@given(TEXTS)
def test_chinese_text_survives_gb18030(text):
    assert decode(f"工作总结：{text}".encode("gb18030")).text == f"工作总结：{text}"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_utf_8_with_a_mark(text):
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text.removeprefix("\ufeff")


@given(st.binary())
def test_no_bytes_make_a_traceback(content):
    try:
        decoded = decode(content)
    except UnreadableError:
        return
    assert (
        "\ufffd" not in decoded.text or decoded.problem or "\ufffd".encode() in content or decoded.encoding != "utf-8"
    )


def test_a_short_gb18030_text_that_passes_as_utf_8_is_chinese():
    assert "路".encode("gb18030").decode("utf-8") == "·"
    assert decode("路".encode("gb18030")) == ("路", "gb18030", None)


def test_accented_letters_are_no_chinese():
    assert decode("naïve café\n".encode()) == ("naïve café\n", "utf-8", None)


def test_utf_8_cut_inside_a_character_is_said_with_its_byte():
    content = CHINESE.encode()[:-3]
    decoded = decode(content)
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(CHINESE[:-2])
    assert decoded.problem == f"byte {len(CHINESE[:-2].encode())} and perhaps others are no UTF-8"


def test_gb18030_cut_inside_a_character_is_said_with_its_byte():
    decoded = decode(CHINESE.strip().encode("gb18030")[:-1])
    assert decoded.encoding == "gb18030"
    assert decoded.text.startswith(CHINESE.strip()[:-1])
    assert decoded.problem is not None
    assert "are no GB18030" in decoded.problem


def test_an_uncertain_encoding_is_a_problem():
    decoded = decode("å ä ö ü ß é è".encode("latin-1"))
    assert decoded.problem is not None


def test_a_named_encoding_is_taken_at_its_word():
    assert decode("總結報告".encode("big5"), "big5") == ("總結報告", "big5", None)


def test_a_mark_wins_over_a_named_encoding():
    assert decode(codecs.BOM_UTF8 + CHINESE.encode(), "gb18030") == (CHINESE, "utf-8", None)


def test_bytes_that_a_named_encoding_lacks_are_a_problem():
    decoded = decode(CHINESE.encode("gb18030"), "utf-8")
    assert decoded.problem == "byte 0 and perhaps others are no utf-8"


@pytest.mark.parametrize("encoding", ["base64", "no-such"])
def test_what_is_no_encoding_of_texts_is_refused(encoding):
    with pytest.raises(UnreadableError, match=encoding):
        decode(b"abc", encoding)


def test_binary_data_is_no_text():
    with pytest.raises(UnreadableError, match="not a text"):
        decode(b"\x00\x01\x02\xff" * 100)


def test_a_few_zero_bytes_are_a_problem_with_the_first_of_them():
    decoded = decode(b"a" * 300 + b"\0" + b"b" * 300)
    assert decoded.text == "a" * 300 + " " + "b" * 300
    assert decoded.problem == "1 zero bytes in the text, the first at byte 300"
