"""`rules test`, `rules list` and `explain`, on shipped rules and on a user's own."""

from __future__ import annotations

import pytest


@pytest.fixture
def configured(pack, write):
    """A pack that the config names."""
    folder = pack()
    write("summarylint.toml", f"rule-packs = ['{folder}']\n")
    return folder


def test_a_pack_whose_examples_hold_passes(run, pack):
    ran = run("rules", "test", pack())
    assert (ran.code, ran.out, ran.err) == (0, "2 passed, 0 failed\n", "")


def test_a_pack_alone_is_tested_and_not_the_shipped_rules_again(run, pack):
    folder = pack()
    assert [run("rules", "test", folder).out for _ in range(2)] == ["2 passed, 0 failed\n"] * 2


@pytest.mark.parametrize(
    ("examples", "complaint"),
    [
        pytest.param(
            "[{name: a, text: '[[左右]]'}, {name: b, text: c}]",
            "a: found nothing, expected '左右' at 0",
            id="nothing found",
        ),
        pytest.param(
            "[{name: a, text: '[[大概三]]'}, {name: b, text: c}]",
            "a: found '大概' at 0, expected '大概三' at 0",
            id="another span",
        ),
        pytest.param(
            "[{name: a, text: '[[大概]]'}, {name: b, text: 大概}]",
            "b: found '大概' at 0, expected nothing",
            id="one too many",
        ),
        pytest.param(
            "[{name: a, text: '[[大概]]'}]", "(no example that stays silent): add one", id="none that stays silent"
        ),
        pytest.param("[{name: a, text: c}]", "(no example that fires): add one", id="none that fires"),
        pytest.param(r"[{name: a, text: '\[[a'}]", "(no example that fires): add one", id="brackets that are no mark"),
        pytest.param(
            "[{name: a, text: '[[大概'}, {name: b, text: c}]",
            "a: a [[ has no ]] of its own",
            id="a mark that is not closed",
        ),
        pytest.param(
            "[{name: (a), text: 大概}, {name: b, text: '[[大概]]'}]",
            "(a): found '大概' at 0, expected nothing",
            id="a name in brackets",
        ),
    ],
)
def test_an_example_that_fails_is_shown_with_its_place(run, pack, examples, complaint):
    ran = run("rules", "test", pack(examples=examples))
    assert ran.code == 1
    place, _, said = ran.out.splitlines()[0].partition(": ")
    assert place.startswith("own/vague.yaml:")
    assert said == complaint


def test_a_rule_that_offers_a_fix_needs_fixed(run, pack, rule):
    options = "{patterns: [大概], delete: safe}"
    missing = run("rules", "test", pack(options=options))
    assert (missing.code, missing.out.splitlines()[0]) == (
        1,
        "own/vague.yaml:8: vague: the rule offers a fix: the example needs 'fixed'",
    )
    examples = "[{name: vague, text: '[[大概]]三人', fixed: 三}, {name: exact, text: 三人}]"
    wrong = run("rules", "test", pack(options=options, examples=examples))
    assert (wrong.code, wrong.out.splitlines()[0]) == (1, "own/vague.yaml:7: vague: fixed is '三人'")
    assert run("rules", "test", pack(options=options, examples=examples.replace("三}", "三人}"))).code == 0


def test_a_pack_with_a_broken_rule_is_refused(run, pack):
    ran = run("rules", "test", pack(options="{patern: [a]}"))
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err == "summarylint: own/vague.yaml:6: 'pattern' has no option 'patern'; did you mean 'patterns'?\n"


def test_a_folder_that_does_not_exist_is_refused(run, folder):
    ran = run("rules", "test", "nowhere")
    assert (ran.code, ran.out) == (2, "")
    assert "nowhere" in ran.err


def test_the_shipped_rules_pass(run):
    ran = run("rules", "test")
    assert ran.code == 0
    assert ran.out.endswith(" passed, 0 failed\n")


@pytest.mark.parametrize(("lang", "title"), [("zh", "不写“大概”"), ("en", "Do not write 大概")])
def test_rules_are_listed_with_the_users_own_in_both_languages(run, configured, lang, title):
    lines = run("rules", "list", "--lang", lang).out.splitlines()
    own = [line.split(maxsplit=2) for line in lines if line.startswith("own/")]
    assert own == [["own/vague", "warning", title]]
    assert any(line.startswith("placeholder/number-blank ") for line in lines)


def test_rules_alone_lists_them(run, folder):
    assert run("rules").out == run("rules", "list").out


def test_a_rule_that_is_off_is_listed_so(run, pack, write):
    write("summarylint.toml", f"rule-packs = ['{pack(default='off')}']\n")
    assert "Do not write 大概 (off)\n" in run("rules", "list").out


def test_a_users_rule_is_explained(run, configured):
    assert run("explain", "own/vague").out == (
        "own/vague  (severity: warning)\n"
        "  Do not write 大概\n"
        "\n"
        "why:\n"
        "  Numbers must be exact.\n"
        "\n"
        "options:\n"
        "  patterns: what it looks like\n"
        "    1=大概\n"
        "\n"
        "is reported:\n"
        "  »大概«三人\n"
        "\n"
        "is left alone:\n"
        "  三人\n"
        "\n"
        'to do without it:  summarylint.toml: ignore = ["own/vague"]\n'
    )


def test_a_shipped_rule_is_explained_in_chinese(run, folder):
    page = run("explain", "masked/wechat-word", "--lang", "zh").out
    assert page.startswith("masked/wechat-word  (级别: 错误)\n  “AAA”代替了“微信”\n\n为什么:\n")
    assert (
        "会报:\n  通过»AAA群«发布通知，在»AAA公众号«推出专栏。\n    改后: 通过微信群发布通知，在微信公众号推出专栏。\n"
        in page
    )
    assert "不报:\n  获评AAA级信用企业" in page


def test_marks_beside_brackets_are_shown_where_they_are(run, folder):
    assert "»[hide]«内容回复后才能看到»[/hide]«" in run("explain", "residue/paywall-marker").out


def test_control_characters_of_an_example_are_shown_and_not_sent(run, folder):
    page = run("explain", "document/control-characters").out
    assert "»\\x1b«" in page
    assert "\x1b" not in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_shipped_rule_can_be_explained(run, folder, lang):
    for line in run("rules", "list").out.splitlines():
        page = run("explain", line.split()[0], "--lang", lang)
        assert page.code == 0
        assert page.out.count("\n") > 8


def test_a_rule_that_does_not_exist_is_refused_with_the_nearest(run, folder):
    ran = run("explain", "placeholder/numbr-blank")
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err == "summarylint: there is no rule 'placeholder/numbr-blank'; did you mean 'placeholder/number-blank'?\n"
    )
