"""YAML as strangers write it: every scalar a string, and what is refused, with file and line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarylint.errors import RuleError
from summarylint.ruleset.yaml_source import read_mapping


def read(text):
    return read_mapping(text.encode() if isinstance(text, str) else text, "own/rule.yaml")


@pytest.mark.parametrize(
    "word",
    ["no", "on", "yes", "y", "true", "null", "~", "12:30", "1.10", "0x1F", "1e3", "2024-01-01", "007", "=", ".inf"],
)
def test_a_word_stays_the_word(word):
    assert read(f"{word}: {word}") == {word: word}


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system [ls]", "!!int 3", "!own x", "!!binary aGk="])
def test_tags_have_no_power(tag):
    value = read(f"a: {tag}")["a"]
    assert isinstance(value, str) or value == ["ls"]


def test_keys_know_their_line():
    mapping = read("a: 1\n\nb:\n  - c: 2\n    d: 3\n")
    assert (mapping.line, mapping.lines) == (1, {"a": 1, "b": 3})
    assert (mapping["b"][0].line, mapping["b"][0].lines) == (4, {"c": 4, "d": 5})


def test_a_byte_order_mark_is_no_part_of_the_first_key():
    assert read(b"\xef\xbb\xbfa: 1") == {"a": "1"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a: 1\na: 2", "own/rule.yaml:2: 'a' is given twice", id="a key given twice"),
        pytest.param("a:\n  b: 1\n  b: 1", "own/rule.yaml:3: 'b' is given twice", id="twice further in"),
        pytest.param("a: &x 1\nb: *x", "own/rule.yaml:2: aliases (*name) are not allowed", id="an alias"),
        pytest.param(
            "a: &x {c: 1}\nb: {<<: *x}", "own/rule.yaml:2: aliases (*name) are not allowed", id="a merged alias"
        ),
        pytest.param("? [a]\n: 1", "own/rule.yaml:1: a key must be a plain word", id="a list as key"),
        pytest.param("- a\n- b", "own/rule.yaml:1: a mapping (key: value) was expected", id="a list"),
        pytest.param("just words", "own/rule.yaml:1: a mapping (key: value) was expected", id="a text"),
        pytest.param("", "own/rule.yaml:1: a mapping (key: value) was expected", id="nothing"),
        pytest.param("a: 1\n---\nb: 2", "own/rule.yaml:2: ", id="two documents"),
        pytest.param("a: 1\nb: [1", "own/rule.yaml:2: ", id="a bracket that is never closed"),
        pytest.param("a: 1\n\tb: 2", "own/rule.yaml:2: ", id="a tab"),
        pytest.param("a: b: c", "own/rule.yaml:1: ", id="two colons"),
        pytest.param("a: \x00", "own/rule.yaml: ", id="a zero byte"),
        pytest.param("总结: 是".encode("gb18030"), "own/rule.yaml: not UTF-8 (byte 0)", id="not UTF-8"),
        pytest.param(
            "a: " + "x" * (1 << 20),
            "own/rule.yaml: larger than 1024 KiB; a rule file is a page of text",
            id="too large",
        ),
        pytest.param("a: " + "[" * 5000 + "]" * 5000, "own/rule.yaml: nested too deeply", id="lists too deep"),
        pytest.param("{a: " * 5000 + "1" + "}" * 5000, "own/rule.yaml: nested too deeply", id="mappings too deep"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(text, message):
    with pytest.raises(RuleError) as error:
        read(text)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_a_file_of_aliases_of_aliases_is_refused_at_once():
    text = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    started = time.perf_counter()
    with pytest.raises(RuleError, match="aliases"):
        read(text)
    assert time.perf_counter() - started < 5


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_mapping_or_a_rule_error(content):
    try:
        assert isinstance(read(content), dict)
    except RuleError as error:
        assert str(error).startswith("own/rule.yaml:")  # noqa: PT017 (either outcome is right)
