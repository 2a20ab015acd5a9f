"""The shipped rules: each carries what it must, and each of its examples holds."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from summarylint import checks, resources
from summarylint.model import FAMILIES, LANGUAGES
from summarylint.ruleset.catalogue import catalogue
from summarylint.ruleset.select import Ruleset
from summarylint.testing import examples_of, failure_of, type_failures, unmarked

RULES = catalogue()
RULESET = Ruleset(RULES)
CHINESE = re.compile("[\u3400-\u9fff]")
EXAMPLES = [
    pytest.param(rule, example, id=f"rules/{rule.path}::{example.name}")
    for rule, example in examples_of(RULES.values())
]


@pytest.fixture(params=RULES.values(), ids=list(RULES))
def rule(request):
    return request.param


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule, example):
    assert failure_of(rule, example, RULESET) is None


@pytest.mark.parametrize("document_type", RULES.types.values(), ids=list(RULES.types))
def test_the_examples_of_a_document_type_hold(document_type):
    assert list(type_failures(document_type, RULES.types)) == []


@pytest.mark.parametrize("document_type", RULES.types.values(), ids=list(RULES.types))
def test_a_document_type_names_its_source_and_shows_each_required_section_missing_and_empty(document_type):
    assert document_type.source
    assert all(CHINESE.search(section.name["zh"]) for section in document_type.sections)
    words = {section.id for section in document_type.sections if section.required and not section.shape}
    assert any(words <= dict(example.parts).keys() for example in document_type.examples) or not words


def test_a_rule_is_of_a_known_family(rule):
    assert rule.family in FAMILIES
    assert rule.path == f"{rule.id}.yaml"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_rule_says_what_and_why(rule, lang):
    for words in (rule.title[lang], rule.message[lang]):
        assert words.strip()
        assert words[-1] not in ".。!！"
        assert "\n" not in words
    assert rule.why[lang].strip()[-1] in ".。"


def test_a_message_is_in_the_language_that_it_is_for(rule):
    assert CHINESE.search(rule.title["zh"])
    assert CHINESE.search(rule.message["zh"])
    assert CHINESE.search(rule.why["zh"])
    assert not CHINESE.search(rule.message["en"])


def test_an_english_message_starts_in_lower_case(rule):
    assert not rule.message["en"][0].isupper()


def test_both_messages_name_the_same_words(rule):
    named = [set(re.findall(r"\{(\w+)\}", rule.message[lang])) for lang in LANGUAGES]
    assert named[0] == named[1]


def test_every_option_says_what_it_means(rule):
    for name, option in rule.options.items():
        assert set(option.meaning) == set(LANGUAGES), name
        assert CHINESE.search(option.meaning["zh"]), name


def test_a_rule_has_examples_that_fire_and_that_do_not(rule):
    fires = [bool(unmarked(example.text)[1] or unmarked(example.title or "")[1]) for example in rule.examples]
    assert any(fires)
    assert not all(fires)


def test_a_rule_says_since_when_it_is(rule):
    assert re.fullmatch(r"\d+\.\d+\.\d+", rule.since)


def test_every_check_is_used_by_a_rule():
    assert {rule.check for rule in RULES.values()} == set(checks.CHECKS)


def test_every_kind_of_hit_has_a_rule():
    for name in checks.CHECKS:
        used = {rule.kind for rule in RULES.values() if rule.check == name}
        assert used == set(checks.find(name).kinds or [""]), name


def test_rules_hold_data_and_no_code():
    files = [path for path in Path(resources.shipped_rules()).rglob("*") if path.is_file()]
    assert {path.suffix for path in files} <= {".yaml", ".txt", ".md"}


def word_lists():
    return sorted(Path(resources.shipped_rules()).rglob("*.txt"))


@pytest.mark.parametrize("path", word_lists(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_word_list_is_used_and_names_no_word_twice(path):
    words = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert words
    assert len(words) == len(set(words)), sorted(word for word in words if words.count(word) > 1)
    assert words == [word.strip() for word in words]
    rules = [other.read_text(encoding="utf-8") for other in path.parent.glob("*.yaml")]
    assert any(path.name in text for text in rules)


def test_no_rule_file_is_overlooked():
    on_disk = {
        os.path.splitext(path.relative_to(resources.shipped_rules()).as_posix())[0]
        for path in Path(resources.shipped_rules()).rglob("*.yaml")
    }
    assert {name for name in on_disk if not name.startswith("types/")} == set(RULES)
