"""Hits to findings: places, excerpts, fingerprints, and one finding of a family in one place."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarylint.config import Settings
from summarylint.locate import Located, best_of_each_place, locate
from summarylint.model import SEVERITIES, Hit, Span
from summarylint.pipeline import check
from summarylint.readers.decode import Decoded
from summarylint.readers.markdown import read_markdown
from summarylint.readers.text import read_text
from summarylint.ruleset.catalogue import catalogue
from summarylint.ruleset.select import ActiveRule, Ruleset
from summarylint.submissions import split

PIECES = ["\n", "\r\n", "\r", "\n\n", "xx人", "D员", "____年", "（）", "【待补充】", "AAA群", "##paidend##", "202X年", "甲镇工作记事", "一、做法", "今年以来，全镇上下齐心协力，各项工作取得明显成效，群众满意度持续提升。" * 2, "𠮷", "e\u0301", "`", "# ", "　"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@functools.cache
def shipped():
    return Ruleset(catalogue())


def document(text, *, markdown=False):
    return (read_markdown if markdown else read_text)("a", Decoded(text, "utf-8"))


def findings_of(text, *, markdown=False, lang="en"):
    whole = document(text, markdown=markdown)
    parts = split(whole)
    failures = []
    hits = list(check(whole, parts, shipped().plan(Settings()), failures))
    assert failures == []
    located = Located(whole, parts, lang)
    return [locate(hit, active, located) for hit, active in best_of_each_place(hits)]


@given(TEXTS, st.booleans())
def test_a_span_slices_back_to_its_excerpt(text, markdown):
    for finding in findings_of(text, markdown=markdown):
        sliced = text[finding.start.offset : finding.end.offset]
        assert sliced.replace("\r\n", "\n").replace("\r", "\n") == finding.excerpt


@given(TEXTS)
def test_a_context_is_of_the_findings_line_and_holds_the_excerpts_first(text):
    for finding in findings_of(text):
        assert "\n" not in finding.context
        assert finding.context in text
        assert finding.excerpt.split("\n")[0] in finding.context


@given(st.lists(st.sampled_from(["\n", "\r\n", "\r", "甲", "𠮷", "\u2028", "\t"]), max_size=30).map("".join))
def test_line_and_column_are_the_inverse_of_counting(text):
    located = Located(document(text), [], "en")
    line_ends = text.replace("\r\n", " \n").replace("\r", "\n")
    for offset in range(len(text) + 1):
        position = located.position(offset)
        assert position.offset == offset
        assert position.line == line_ends.count("\n", 0, offset) + 1
        assert position.column == offset - (line_ends.rfind("\n", 0, offset) + 1) + 1


@given(TEXTS, st.booleans())
def test_the_same_run_twice_says_the_same(text, markdown):
    assert findings_of(text, markdown=markdown) == findings_of(text, markdown=markdown)


@given(TEXTS)
def test_findings_stand_in_order_and_one_place_has_one_of_a_family(text):
    found = findings_of(text)
    assert [finding.start.offset for finding in found] == sorted(finding.start.offset for finding in found)
    ends = {}
    for finding in found:
        assert finding.start.offset >= ends.get(finding.family, 0)
        ends[finding.family] = finding.end.offset


@given(TEXTS)
def test_the_language_changes_messages_only(text):
    zh, en = findings_of(text, lang="zh"), findings_of(text, lang="en")
    assert [finding.fingerprint for finding in zh] == [finding.fingerprint for finding in en]
    assert [finding.start for finding in zh] == [finding.start for finding in en]


@given(TEXTS)
def test_fingerprints_differ(text):
    found = [finding.fingerprint for finding in findings_of(text)]
    assert len(found) == len(set(found))


def test_fingerprints_do_not_depend_on_line_numbers():
    body = "全年培训xx人次，走访xx户，培训xx人次。\n"
    near = [finding.fingerprint for finding in findings_of(f"甲镇工作记事\n\n{body}")]
    far = [finding.fingerprint for finding in findings_of(f"\n\n\n甲镇工作记事\n\n今年以来齐心协力。\n\n{body}")]
    assert len(near) == 3
    assert near == far


def test_fingerprints_do_not_depend_on_line_ends():
    text = "甲镇工作记事\n\n特此报告。\n    年  月  日\n"
    assert findings_of(text)
    assert [finding.fingerprint for finding in findings_of(text)] == [
        finding.fingerprint for finding in findings_of(text.replace("\n", "\r\n"))
    ]


def test_the_same_words_in_another_submission_are_another_finding():
    body = "今年以来，全镇上下齐心协力，各项工作取得明显成效，群众满意度持续提升。" * 2 + "全年培训xx人次。"
    text = f"甲镇工作总结\n\n{body}\n\n乙镇工作总结\n\n{body}\n"
    found = [finding for finding in findings_of(text) if finding.family == "placeholder"]
    assert [(finding.submission, finding.excerpt) for finding in found] == [(1, "xx"), (2, "xx")]
    assert found[0].fingerprint != found[1].fingerprint


def rule(name, severity="error"):
    one = shipped().catalogue["placeholder/number-blank"]
    return ActiveRule(one._replace(id=name, message={"zh": "", "en": ""}), severity)


def hit(start, end, severity=None):
    return Hit("", Span(start, end), severity=severity)


@pytest.mark.parametrize(
    ("hits", "kept"),
    [
        pytest.param([("a/x", 0, 5), ("a/y", 6, 9)], [("a/x", 0), ("a/y", 6)], id="apart"),
        pytest.param([("a/x", 0, 5), ("a/y", 5, 9)], [("a/x", 0), ("a/y", 5)], id="side by side"),
        pytest.param([("a/x", 0, 5), ("a/y", 3, 9)], [("a/y", 3)], id="the longer, later"),
        pytest.param([("a/x", 0, 6), ("a/y", 3, 8)], [("a/x", 0)], id="the longer, earlier"),
        pytest.param([("a/x", 0, 6), ("a/y", 1, 3), ("a/z", 4, 6)], [("a/x", 0)], id="one that holds others"),
        pytest.param([("a/x", 0, 3), ("a/y", 2, 10), ("a/z", 9, 30)], [("a/x", 0), ("a/z", 9)], id="one that only a lost one touched"),
        pytest.param([("a/x", 0, 5), ("b/y", 3, 9)], [("a/x", 0), ("b/y", 3)], id="of two families"),
        pytest.param([("a/x", 0, 5), ("b/y", 1, 3), ("a/z", 2, 20)], [("b/y", 1), ("a/z", 2)], id="a later one between which another family's lies"),
    ],
)  # fmt: skip
def test_of_overlapping_hits_in_a_family_the_longest_stays(hits, kept):
    found = best_of_each_place([(hit(start, end), rule(name)) for name, start, end in hits])
    assert [(active.rule.id, one.span.start) for one, active in found] == kept


def test_of_hits_in_one_place_the_gravest_stays():
    assert [
        active.rule.id
        for _, active in best_of_each_place([(hit(0, 2), rule("a/x", "info")), (hit(0, 2), rule("a/y", "warning"))])
    ] == ["a/y"]
    lowered = [(hit(0, 2, "info"), rule("a/x", "error")), (hit(0, 2), rule("a/y", "warning"))]
    assert [active.rule.id for _, active in best_of_each_place(lowered)] == ["a/y"]


@given(st.sampled_from(SEVERITIES), st.sampled_from((None, *SEVERITIES)))
def test_a_hit_lowers_its_rules_severity_and_never_raises_it(of_rule, of_hit):
    whole = document("甲")
    found = locate(hit(0, 1, of_hit), rule("a/x", of_rule), Located(whole, [], "en"))
    grades = [SEVERITIES.index(grade) for grade in (of_rule, of_hit or of_rule)]
    assert SEVERITIES.index(found.severity) == max(grades)
