"""From settings to what runs."""

from __future__ import annotations

import pytest

from summarylint.config import Settings
from summarylint.errors import ConfigError
from summarylint.pipeline import check
from summarylint.readers.decode import Decoded
from summarylint.readers.text import read_text
from summarylint.ruleset.catalogue import catalogue
from summarylint.ruleset.select import Ruleset
from summarylint.submissions import split

TEXT = "全年培训xx人，培训大概三人。"


def active(ruleset, **settings):
    return {rule.rule.id: rule.severity for part in ruleset.plan(Settings(**settings)) for rule in part.rules.values()}


def fired(ruleset, text=TEXT, **settings):
    document = read_text("a.txt", Decoded(text, "utf-8"))
    failures = []
    hits = list(check(document, split(document), ruleset.plan(Settings(**settings)), failures))
    assert failures == []
    return sorted((rule.rule.id, document.text[hit.span.start : hit.span.end]) for hit, rule in hits)


@pytest.fixture
def ruleset():
    return Ruleset(catalogue())


@pytest.fixture
def with_pack(pack):
    def made(files=None, **changed):
        return Ruleset(catalogue((pack(files, **changed),)))

    return made


def test_all_that_is_on_runs(ruleset):
    assert list(active(ruleset)) != []
    assert set(active(ruleset)) == {rule.id for rule in ruleset.catalogue.values() if rule.on}


def test_selecting_replaces_what_is_on(ruleset):
    assert set(active(ruleset, select=("placeholder/number-blank", "document"))) == {
        "placeholder/number-blank",
        *(name for name in ruleset.catalogue if name.startswith("document/")),
    }


def test_a_rule_that_is_off_runs_when_asked_for(with_pack):
    ruleset = with_pack(default="off")
    assert "own/vague" not in active(ruleset)
    assert "own/vague" in active(ruleset, extend_select=("own",))
    assert list(active(ruleset, select=("own/vague",))) == ["own/vague"]


def test_ignoring_beats_selecting(ruleset):
    assert "masked/party-word" not in active(ruleset, select=("masked",), ignore=("masked/party-word",))


def test_settings_that_leave_no_rule_are_refused(ruleset):
    with pytest.raises(ConfigError, match="no rule is left to run"):
        ruleset.plan(Settings(select=("masked",), ignore=("masked",)))


def test_a_family_is_ignored_as_a_whole(ruleset):
    assert not any(name.startswith("residue/") for name in active(ruleset, ignore=("residue",)))


def test_severities_are_set_by_rule_before_family(ruleset):
    severities = active(ruleset, severity=(("masked", "info"), ("masked/party-word", "warning")))
    assert severities["masked/party-word"] == "warning"
    assert severities["masked/wechat-word"] == "info"


def test_in_anonymised_texts_a_missing_name_is_an_info(ruleset):
    assert active(ruleset)["placeholder/name-blank"] == "error"
    assert active(ruleset, anonymised=True)["placeholder/name-blank"] == "info"
    assert (
        active(ruleset, anonymised=True, severity=(("placeholder", "warning"),))["placeholder/name-blank"] == "warning"
    )


@pytest.mark.parametrize(
    "settings",
    [
        {"select": ("placeholder/number-blanks",)},
        {"extend_select": ("placeholder/number-blanks",)},
        {"ignore": ("placeholder/number-blanks",)},
        {"severity": (("placeholder/number-blanks", "info"),)},
    ],
    ids=lambda settings: next(iter(settings)),
)
def test_a_name_that_does_not_exist_is_refused(ruleset, settings):
    with pytest.raises(ConfigError) as error:
        ruleset.plan(Settings(origin="summarylint.toml", **settings))
    assert str(error.value) == (
        "summarylint.toml: there is no rule or family 'placeholder/number-blanks'; did you mean 'placeholder/number-blank'?"
    )


@pytest.mark.parametrize("name", ["placeholder/number-blanks", "placeholder"])
def test_options_for_what_is_no_rule_are_refused(ruleset, name):
    with pytest.raises(ConfigError, match=f"options are for a rule, and there is none '{name}'"):
        ruleset.plan(Settings(origin="summarylint.toml", options=((name, "{}"),)))


def test_options_are_changed_by_settings(with_pack):
    ruleset = with_pack()
    assert (
        fired(ruleset, select=("own/vague",), options=(("own/vague", '{"patterns": ["培训"]}'),))
        == [("own/vague", "培训")] * 2
    )


def test_options_of_another_type_are_refused_with_their_origin(ruleset):
    with pytest.raises(ConfigError, match=r"^summarylint\.toml: option 'minimum' must be a whole number, not 2\.5$"):
        ruleset.plan(Settings(origin="summarylint.toml", options=(("masked/party-word", '{"minimum": 2.5}'),)))


def test_rules_that_share_a_check_share_its_run(ruleset):
    plan = ruleset.plan(Settings(select=("placeholder",)))
    assert len(plan) == 1
    assert len(plan[0].rules) == len([name for name in ruleset.catalogue if name.startswith("placeholder/")])


def test_a_second_rule_for_one_kind_of_hit_silences_neither(with_pack):
    ruleset = with_pack(check="blanks", kind="number", options="{counters: [人]}")
    assert fired(ruleset, "全年培训xx人。", select=("placeholder/number-blank", "own/vague")) == [
        ("own/vague", "xx"),
        ("placeholder/number-blank", "xx"),
    ]


def test_the_same_settings_make_one_plan(ruleset):
    assert ruleset.plan(Settings(select=("masked",))) is ruleset.plan(Settings(select=("masked",)))


def test_patterns_of_a_pack_run_with_a_time_limit(with_pack):
    ruleset = with_pack(options="{patterns: ['(a|a)+(a|aa)+$']}")
    document = read_text("a.txt", Decoded("a" * 200 + "b", "utf-8"))
    failures = []
    assert list(check(document, split(document), ruleset.plan(Settings(select=("own",))), failures)) == []
    assert [failure.message.partition(":")[0] for failure in failures] == ["own/vague"] * len(failures)


HANGS = '{"patterns": {"a": "(a|a)+(a|aa)+$"}}'


@pytest.mark.parametrize("rule", ["residue/scrape-noise", "residue/page-chrome"])
def test_patterns_from_a_config_run_with_a_time_limit(ruleset, rule):
    document = read_text("a.txt", Decoded("a" * 200 + "b", "utf-8"))
    failures = []
    plan = ruleset.plan(Settings(select=(rule,), options=((rule, HANGS),)))
    assert list(check(document, split(document), plan, failures)) == []
    assert [failure.message for failure in failures] in (
        [],
        [f"{rule}: TimeoutError: the pattern 'a' took longer than 0.5 s"],
    )


def test_a_broken_pattern_in_a_config_is_refused(ruleset):
    with pytest.raises(ConfigError, match=r"'\(a' is no regular expression"):
        ruleset.plan(Settings(options=(("residue/scrape-noise", '{"patterns": {"a": "(a"}}'),)))


def test_literals_of_a_rule_that_ignores_case_do_so_too(ruleset):
    text = "今年[LOGIN]内容[Vip]成效<Hide>好【vip内容】"
    found = fired(ruleset, text, select=("residue/paywall-marker",))
    assert [excerpt for _, excerpt in found] == ["<Hide>", "[LOGIN]", "[Vip]", "【vip内容】"]
