"""Document types of one's own: what their files may say, and what is refused with file, line and the word that was meant."""

from __future__ import annotations

import pytest

from summarylint.errors import RuleError
from summarylint.ruleset.catalogue import catalogue
from summarylint.testing import type_failures

BULLETIN = """\
name: {zh: 水情月报, en: water bulletin}
titles: [水情月报]
source: 本站写法
sections:
  - {id: level, name: {zh: 水位, en: Water level}, need: required, headings: {zh: [水位], en: [level]}}
  - {id: problems, like: work-summary/problems, need: usual}
examples:
  - name: a month
    title: 五月水情月报
    parts:
      level: |
        一、水位
        坝前平稳，月末比月初低半米。
"""


@pytest.fixture
def types(pack):
    def of(**files):
        written = {f"types/{name}.yaml": text for name, text in files.items()}
        return catalogue((pack(written),)).types

    return of


def refusal(types, text):
    with pytest.raises(RuleError) as error:
        types(bulletin=text)
    return str(error.value)


def test_a_type_of_ones_own_stands_beside_the_shipped_ones(types):
    found = types(bulletin=BULLETIN)
    assert list(found)[-1] == "bulletin"
    assert [section.required for section in found["bulletin"].sections] == [True, False]
    assert not found["bulletin"].trusted
    assert list(type_failures(found["bulletin"], found)) == []


def test_a_section_takes_what_it_leaves_out_from_the_one_that_it_is_like(types):
    found = types(bulletin=BULLETIN)
    shipped = next(section for section in found["work-summary"].sections if section.id == "problems")
    own = found["bulletin"].sections[1]
    assert (own.headings, own.cues, own.name, own.required) == (shipped.headings, shipped.cues, shipped.name, False)
    assert own.apart_from == ()


def test_more_adds_to_what_a_section_has_from_another(types):
    like = "{id: problems, like: work-summary/problems, need: usual}"
    more = "{id: problems, like: work-summary/problems, need: usual, more: {cues: {zh: [水位超限]}}}"
    found = types(bulletin=BULLETIN.replace(like, more))
    shipped = next(section for section in found["work-summary"].sections if section.id == "problems")
    assert found["bulletin"].sections[1].cues == {**shipped.cues, "zh": (*shipped.cues["zh"], "水位超限")}


def test_a_type_replaces_only_the_one_that_it_names(types):
    with pytest.raises(RuleError, match="document type 'plain' exists already; say 'replaces: plain'"):
        types(plain=BULLETIN)
    assert types(plain=BULLETIN + "replaces: plain\n")["plain"].name["en"] == "water bulletin"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("titles:", "title:", ":2: 'title' is no key of a document type; did you mean 'titles'?", id="key"),
        pytest.param("need: required", "need: must", ":5: 'need' must be one of required, usual, not 'must'", id="need"),
        pytest.param("[水情月报]", "['水(情']", ":2: '水(情' is no regular expression", id="expression"),
        pytest.param("id: problems", "id: level", ":4: two sections have the id 'level'", id="two ids"),
        pytest.param("work-summary/problems", "work-summary/problem", "there is no section 'work-summary/problem'", id="like"),
        pytest.param("work-summary/problems", "../../x/problems", "there is no section '../../x/problems'", id="path"),
        pytest.param("need: usual", "need: usual, apart-from: [levle]", "no section 'levle' here; did you mean 'level'?", id="apart"),
        pytest.param("headings: {zh: [水位], en: [level]}", "least: 3", "needs 'headings' or a 'shape'", id="not to be found"),
        pytest.param("source: 本站写法\n", "", "'source' is missing", id="no source"),
        pytest.param("    title: 五月", "    missing: [x]\n    title: 五月", "there is no section 'x' here", id="example"),
        pytest.param("水位, en: Water level}, need: required,", "水位, en: Water level}, need: required, least: few,", "'least' must be a whole number", id="number"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused(types, old, new, said):
    assert old in BULLETIN
    assert said in refusal(types, BULLETIN.replace(old, new, 1))


def test_an_example_that_fails_says_how(types):
    found = types(bulletin=BULLETIN.replace("      level: |\n        一、水位\n", "      level: |\n        一、雨量\n"))
    failures = [(name, why) for _, name, why in type_failures(found["bulletin"], found)]
    assert failures[0] == ("a month", "missing: found level, expected none")
