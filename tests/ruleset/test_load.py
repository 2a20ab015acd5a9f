"""Rule files: what they may say, and what is refused with file, line and the word that was meant."""

from __future__ import annotations

import os

import pytest

from summarylint.errors import RuleError
from summarylint.ruleset.load import load_pack


def load(folder):
    return [rule for rule, _ in load_pack(folder, trusted=False).rules]


def refusal(folder):
    with pytest.raises(RuleError) as error:
        load_pack(folder, trusted=False)
    return str(error.value)


def test_a_rule_file_becomes_a_rule(pack):
    (rule,) = load(pack())
    assert (rule.id, rule.family, rule.path) == ("own/vague", "own", "own/vague.yaml")
    assert (rule.severity, rule.check, rule.scope, rule.on, rule.trusted) == (
        "warning",
        "pattern",
        "submission",
        True,
        False,
    )
    assert rule.title == {"zh": "不写“大概”", "en": "Do not write 大概"}
    assert rule.options["patterns"].value == {"1": "大概"}
    assert rule.options["patterns"].meaning == {"zh": "样子", "en": "what it looks like"}
    assert [(example.name, example.line) for example in rule.examples] == [("vague", 9), ("exact", 10)]


def test_one_text_stands_for_both_languages(pack):
    (rule,) = load(pack(title="Vague"))
    assert rule.title == {"zh": "Vague", "en": "Vague"}


def test_a_rule_may_be_off_until_it_is_asked_for(pack):
    (rule,) = load(pack(default="off"))
    assert rule.on is False


def test_words_of_a_rule_are_not_read_as_yaml_types(pack):
    (rule,) = load(pack(options="{patterns: [a], exceptions: [no, on, 12:30, 1.10, true]}"))
    assert rule.options["exceptions"].value == ("no", "on", "12:30", "1.10", "true")


def test_rules_come_in_the_order_of_their_ids(pack, rule):
    folder = pack({"b/one.yaml": rule(), "a/two.yaml": rule(), "a/one.yaml": rule()})
    assert [found.id for found in load(folder)] == ["a/one", "a/two", "b/one"]


def test_hidden_folders_hold_no_rules(pack, rule):
    folder = pack({"own/vague.yaml": rule(), ".git/x.yaml": "a: 1", "_old/x.yaml": "a: 1"})
    assert [found.id for found in load(folder)] == ["own/vague"]


@pytest.mark.parametrize(
    "text", ["# 说明\n大概\n\n 左右 \n", "\ufeff大概\n左右\n", "大概\r\n左右\r\n"], ids=["comments", "mark", "CRLF"]
)
def test_a_word_list_stands_beside_the_rule(pack, rule, text):
    folder = pack(
        {
            "own/vague.yaml": rule(options="{patterns: [a], exceptions: {value: vague.txt, zh: 词, en: words}}"),
            "own/vague.txt": text,
        }
    )
    assert load(folder)[0].options["exceptions"].value == ("大概", "左右")


@pytest.mark.parametrize("place", ["../words.txt", "/etc/words.txt", "sub/words.txt"])
def test_a_word_list_elsewhere_is_refused(pack, rule, place):
    folder = pack(
        {"own/vague.yaml": rule(options=f"{{patterns: {place}}}"), "words.txt": "大概", "own/sub/words.txt": "大概"}
    )
    assert refusal(folder) == f"own/vague.yaml:6: '{place}' must stand beside the rule"


def test_a_word_list_that_is_missing_or_no_utf_8_is_refused(pack, rule):
    text = rule(options="{patterns: words.txt}")
    assert refusal(pack({"own/vague.yaml": text})).startswith("own/vague.yaml:6: 'words.txt' can't be read: ")
    assert refusal(pack({"own/words.txt": "大概".encode("gb18030")})).startswith(
        "own/vague.yaml:6: 'words.txt' can't be read: "
    )


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        pytest.param(
            {"severty": "error"},
            "11: 'severty' is no key of a rule file; did you mean 'severity'?",
            id="an unknown key",
        ),
        pytest.param(
            {"severity": "fatal"},
            "2: 'severity' must be one of error, warning, info, not 'fatal'",
            id="an unknown severity",
        ),
        pytest.param({"severity": None}, "1: 'severity' is missing", id="no severity"),
        pytest.param(
            {"check": "patern"}, "5: there is no check 'patern'; did you mean 'pattern'?", id="an unknown check"
        ),
        pytest.param({"check": "[a]"}, "5: 'check' must be a text", id="a check that is a list"),
        pytest.param(
            {"options": "{paterns: [a]}"},
            "6: 'pattern' has no option 'paterns'; did you mean 'patterns'?",
            id="an unknown option",
        ),
        pytest.param(
            {"options": "{patterns: [a], exceptions: a}"},
            "6: option 'exceptions' must be a list, not 'a'",
            id="an option of another type",
        ),
        pytest.param({"options": "[a]"}, "6: 'options' must be a mapping", id="options that are a list"),
        pytest.param({"options": None}, "1: 'pattern' needs the option 'patterns'", id="an option that is needed"),
        pytest.param({"options": '{patterns: ["(a"]}'}, "6: '(a' is no regular expression: ", id="a broken pattern"),
        pytest.param({"kind": "number"}, "11: 'pattern' has no kinds", id="a kind where there is none"),
        pytest.param(
            {"check": "blanks", "options": "{}"}, "1: 'blanks' needs a kind, one of number, name, ", id="no kind"
        ),
        pytest.param(
            {"check": "blanks", "options": "{}", "kind": "nummer"},
            "10: 'blanks' needs a kind, one of ",
            id="an unknown kind",
        ),
        pytest.param(
            {"message": "{zh: '“{match}”', en: '{x}'}"},
            "3: the message names {x}; 'pattern' supplies match",
            id="an unknown word",
        ),
        pytest.param(
            {"message": "'{match.__class__}'"}, "3: the message names {match.__class__}; ", id="an attribute of a word"
        ),
        pytest.param(
            {"title": "{zh: 甲}"},
            "1: 'title' is missing or is not a text, or a text for each of zh and en",
            id="one language",
        ),
        pytest.param(
            {"title": "{zh: [甲], en: a}"}, "1: 'title' is missing or is not a text", id="a title that is a list"
        ),
        pytest.param({"why": "{zh: '', en: a}"}, "4: 'why' is missing or is not a text", id="an empty reason"),
        pytest.param(
            {"scope": "folder"},
            "11: 'scope' must be one of submission, file, batch, suppressions, run, not 'folder'",
            id="an unknown scope",
        ),
        pytest.param({"default": "no"}, "11: 'default' must be one of on, off, not 'no'", id="neither on nor off"),
        pytest.param({"tags": "abc"}, "11: 'tags' must be a list of texts", id="tags that are a text"),
        pytest.param(
            {"examples": "{a: b}"}, "8: 'examples' must be a list of mappings", id="examples that are no list"
        ),
        pytest.param({"examples": "[{name: a}]"}, "8: an example needs 'text'", id="an example without a text"),
        pytest.param(
            {"examples": "[{name: a, text: b, fix: c}]"},
            "8: 'fix' is no key of a rule file; did you mean 'fixed'?",
            id="a key of an example",
        ),
        pytest.param(
            {"examples": "[{name: a, text: b, tracked: [1, few]}]"},
            "8: 'tracked' must be two whole numbers",
            id="changes that are no numbers",
        ),
        pytest.param(
            {"examples": "[{name: a, text: b}, {name: a, text: c}]"},
            "8: two examples are named 'a'",
            id="a name given twice",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(pack, changed, message):
    refused = refusal(pack(**changed))
    assert refused.startswith("own/vague.yaml:")
    assert refused.removeprefix("own/vague.yaml:").startswith(message)


def test_a_name_that_is_no_slug_is_refused(pack, rule):
    assert refusal(pack({"own/Vague Words.yaml": rule()})).startswith(
        "own/Vague Words.yaml:1: 'Vague Words' is no slug"
    )
    assert refusal(pack({"Own/vague.yaml": rule()}, name="other")).startswith("Own/vague.yaml:1: 'Own' is no slug")


def test_a_folder_without_rules_is_refused(pack, tmp_path):
    assert "no rule files" in refusal(pack({"readme.txt": "x"}))
    assert "no rule files" in refusal(str(tmp_path / "nowhere"))


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="permissions are POSIX, and root reads all",
)
def test_a_rule_that_can_not_be_read_is_refused(pack):
    folder = pack()
    os.chmod(os.path.join(folder, "own/vague.yaml"), 0)
    assert refusal(folder).startswith("own/vague.yaml: ")
