"""Everything that goes wrong before checking, in Chinese; and names in Chinese that are taken as they are printed."""

from __future__ import annotations

import os

import pytest

BLANK = "关于培训的记事\n\n全年开展培训xx场次，覆盖全部乡镇。\n"
BOTH = BLANK + "通过AAA群通知。\n"


@pytest.fixture
def speaking(run, write, monkeypatch):
    """The command line where nothing asks for English; what it says on standard error."""
    monkeypatch.delenv("SUMMARYLINT_LANG")
    write("a.txt", BLANK)

    def said(*arguments):
        ran = run(*arguments)
        assert ran.code == 2
        assert ran.err.count("\n") == 1
        return ran.err.removeprefix("summarylint: ").rstrip("\n")

    return said


@pytest.mark.parametrize(
    ("command", "says"),
    [
        pytest.param(
            "check --selct masked", "没有 --selct 这个选项；是否指“--select”？（用法见 summarylint check --help）", id="an option"
        ),
        pytest.param("chek", "没有“chek”这个命令；是否指“check”？（用法见 summarylint --help）", id="a command"),
        pytest.param("archive frob", "没有“frob”这个命令；可用：add、compact、", id="a command of a group"),
        pytest.param("annotate", "缺少路径（用法见 summarylint annotate --help）", id="an argument that is missing"),
        pytest.param("annotate a.txt", "缺少选项 -o 文件夹", id="an option that is missing"),
        pytest.param("check --format", "选项 --format 后面要写上值（用法见 summarylint check --help）", id="a value"),
        pytest.param("check --quiet=3", "选项 --quiet 后面不能写值", id="a value too many"),
        pytest.param("types a b", "多余的参数：b", id="an argument too many"),
        pytest.param("check --jobs -1", "--jobs 应为不小于0的整数，不能是-1", id="a number"),
        pytest.param("check --jobs x", "--jobs 应为不小于0的整数，不能是“x”", id="no number"),
        pytest.param(
            "check --fail-on 错", "--fail-on 不能是“错”，应为error（错误）、warning（警告）、info（提示）、never（从不）之一；是否指“错误”？", id="a severity"
        ),
        pytest.param("init nowhere", "没有文件夹“nowhere”", id="a folder"),
        pytest.param("check --format jsn", "--format：没有“jsn”这种格式；是否指“json”？", id="a format"),
        pytest.param("check --format 表格", "没有“表格”这种格式；可用：text、concise、json、", id="a format unlike any"),
        pytest.param("check --format docx", "--format：docx要写明放Word文件的文件夹：--format docx=文件夹", id="docx"),
        pytest.param("check --format text --format json", "两种格式都写到标准输出；请给一种指明文件：--format json=文件", id="two formats"),
        pytest.param("check a.txt -o a.txt", "a.txt：写出的文件会覆盖正在检查的文件；请换一个文件名", id="a report"),
        pytest.param("check a.txt -o no/out", "no/out：不能写入（没有这个文件夹）", id="a place"),
        pytest.param("check --select maskd", "命令行选项：没有“maskd”这条规则或这一类；是否指“masked”？", id="a rule"),
        pytest.param("check --ignore 占住", "没有“占住”这条规则或这一类；是否指“占位”？", id="a family in Chinese"),
        pytest.param("check --ignore name-blnk", "是否指“placeholder/name-blank”？", id="a slug"),
        pytest.param("check --type 工作总洁", "--type：没有“工作总洁”这个文种；是否指“工作总结”？", id="a type"),
        pytest.param("check --type zzz", "可用：简报（briefing）、", id="a type unlike any"),
        pytest.param("types 工作总洁", "没有“工作总洁”这个文种；是否指“工作总结”？", id="a type to show"),
        pytest.param("explain 没有", "没有“没有”这条规则或这一类", id="a rule to explain"),
        pytest.param("check --encoding klingon", "--encoding：没有“klingon”这种编码", id="an encoding"),
        pytest.param("check --config no.toml", "no.toml：没有这个配置文件", id="a config"),
        pytest.param("check --config .", ".：这是文件夹，不是文件", id="a config that is a folder"),
        pytest.param("check --baseline no", "no：基线读不了（没有这个文件或文件夹）", id="a baseline"),
        pytest.param("check --baseline a.txt", "a.txt：不是 summarylint check --write-baseline 写出的基线", id="no baseline"),
        pytest.param("check a.txt --against no", "--against：no：没有这个文件或文件夹", id="an earlier report"),
        pytest.param("check a.txt --against a.txt", "--against：a.txt：不是JSON报告；请指明 ", id="no report"),
        pytest.param("archive list", "是哪个档案库？请用 --archive 文件夹 指明", id="an archive"),
        pytest.param("archive list --archive no", "no：不是档案库（缺少catalogue.sqlite）", id="no archive"),
        pytest.param("learn no", "no: 没有这个文件或文件夹", id="a file to learn from"),
        pytest.param("rules test no", "no：这个文件夹里没有规则文件", id="a pack"),
    ],
)  # fmt: skip
def test_what_is_wrong_on_the_command_line_is_said_in_chinese(speaking, command, says):
    assert says in speaking(*command.split())


@pytest.mark.parametrize(
    ("config", "says"),
    [
        pytest.param("ignore = [“masked”]", '第1行：请把中文的 “ 改成英文的 "', id="Chinese quotation marks"),
        pytest.param('fail-on = "error"\nignore = ["masked"，"total"]', "第2行：请把中文的 ， 改成英文的 ,", id="a Chinese comma"),
        pytest.param('ignore ＝ ["masked"]', "第1行：请把中文的 ＝ 改成英文的 =", id="a wide equals sign"),
        pytest.param("ignore = [\n", "文件末尾：", id="broken TOML"),
        pytest.param("type = 工作总结", "第1行第8列：值的写法不对；文字要加英文引号", id="no quotation marks"),
        pytest.param('archive = "D:\\past"', "路径请改用 / 或单引号", id="a backslash"),
        pytest.param('ignroe = ["masked"]', "没有“ignroe”这个键；是否指“ignore”？", id="a key"),
        pytest.param('[[overrides]]\nfiles = ["*"]\njobs = 2', "[[overrides]]里没有“jobs”这个键", id="a key of an override"),
        pytest.param("[[overrides]]\nanonymised = true", "[[overrides]]缺少files", id="no files"),
        pytest.param("[overrides]\nfiles = []", "overrides应写成[[overrides]]", id="one bracket"),
        pytest.param('ignore = "masked"', "ignore应为文字的列表", id="a text for a list"),
        pytest.param('fail-on = "eror"', "fail-on应为error、warning、info、never之一；是否指“error”？", id="fail-on"),
        pytest.param("jobs = -1", "jobs应为不小于0的整数", id="a number"),
        pytest.param('anonymised = "yes"', "anonymised应为true或false", id="a flag"),
        pytest.param('[severity]\nmasked = "fatal"', "severity应为一个表", id="severities"),
        pytest.param('[options."masked/party-word"]\nminimun = 1', "没有“minimun”这个选项；是否指“minimum”？", id="an option"),
        pytest.param('[options."masked/party-word"]\nminimum = 2.5', "选项minimum应为整数，不能是2.5", id="an option's value"),
        pytest.param('ignore = ["maskd"]', "没有“maskd”这条规则或这一类；是否指“masked”？", id="a family"),
        pytest.param('select = ["masked"]\nignore = ["masked"]', "没有剩下任何要运行的规则", id="nothing left"),
        pytest.param('rule-packs = ["none"]', "none：这个文件夹里没有规则文件", id="a pack"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["check", "annotate a.txt -o out", "fix"])
def test_a_wrong_config_is_said_in_chinese_by_every_command(speaking, write, folder, command, config, says):
    write("summarylint.toml", config + "\n")
    assert says in speaking(*command.split())
    assert not (folder / "out").exists()


@pytest.mark.parametrize("command", ["check", "annotate a.txt -o out"])
def test_what_was_learnt_is_missed_in_chinese(speaking, write, folder, command):
    write("summarylint.toml", 'learned = ["none.yaml"]\n')
    assert "没有这个文件或文件夹" in speaking(*command.split())
    assert not (folder / "out").exists()


RULE = "title: a\nseverity: error\nmessage: \"'{match}'\"\nwhy: b\ncheck: pattern\noptions:\n  patterns: ['x']\n"


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        pytest.param("title: [\n", "house/word.yaml:2：", id="broken YAML"),
        pytest.param("- a list\n", "house/word.yaml:1：应写成 键: 值", id="a list"),
        pytest.param(RULE + "serverity: info\n", "规则文件里没有“serverity”这个键；是否指“severity”？", id="a key"),
        pytest.param(
            RULE.replace("check: pattern", "check: patern"), "没有“patern”这种检查；是否指“pattern”？", id="a check"
        ),
        pytest.param(RULE.replace("'x'", "'('"), "“(”不是正确的正则表达式", id="an expression"),
        pytest.param("title: a\ntitle: b\n", "“title”写了两次", id="a key twice"),
        pytest.param(RULE.replace("{match}", "{mtch}"), "message里用了{mtch}", id="a word of the message"),
    ],
)
def test_a_wrong_rule_is_said_in_chinese(speaking, write, rule, says):
    write("pack/house/word.yaml", rule)
    write("summarylint.toml", 'rule-packs = ["pack"]\n')
    assert says in speaking("check")


@pytest.mark.parametrize(
    ("arguments", "environment", "config", "english"),
    [
        pytest.param([], {}, "", False, id="nothing asks"),
        pytest.param(["--lang", "en"], {"SUMMARYLINT_LANG": "zh"}, "", True, id="the option"),
        pytest.param(["--lang=en"], {}, "", True, id="the option with its sign"),
        pytest.param([], {"SUMMARYLINT_LANG": "en"}, 'lang = "zh"\n', True, id="the environment"),
        pytest.param([], {"LANG": "zh_CN.UTF-8"}, 'lang = "en"\n', True, id="the config, though it is wrong"),
        pytest.param(["--isolated", "--no"], {}, 'lang = "en"\n', False, id="a config that is not read"),
        pytest.param([], {"LANG": "en_US.UTF-8"}, "", True, id="the locale"),
        pytest.param([], {"LC_ALL": "zh_CN", "LANG": "en_US"}, "", False, id="a locale above another"),
        pytest.param(["--lang", "fr"], {}, "", True, id="a language that is not spoken"),
    ],
)
def test_what_is_wrong_is_said_in_the_language_that_applies(
    run, write, monkeypatch, arguments, environment, config, english
):
    monkeypatch.delenv("SUMMARYLINT_LANG")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    write("summarylint.toml", f"{config}ignroe = []\n")
    ran = run("check", *arguments)
    assert ran.code == 2
    assert ran.err.isascii() is english


@pytest.mark.parametrize("command", ["", "check", "fix", "annotate", "archive add", "rules", "init"])
def test_help_comes_in_both_languages(run, monkeypatch, command):
    english = run(*command.split(), "--help").out
    assert english.startswith("Usage: ")
    monkeypatch.setenv("SUMMARYLINT_LANG", "zh")
    chinese = run(*command.split(), "--help")
    assert (chinese.code, chinese.err) == (0, "")
    assert chinese.out.startswith(f"用法：summarylint {command}".rstrip())
    options = [line.split()[0] for line in english.splitlines() if line.startswith("  -")]
    assert [line.split()[0] for line in chinese.out.splitlines() if line.startswith("  -")] == options
    assert not [word for word in ("Options", "Commands", "FILE", "FOLDER") if word in chinese.out]


def test_help_keeps_to_the_width_of_the_terminal(run, monkeypatch):
    monkeypatch.setenv("SUMMARYLINT_LANG", "zh")
    monkeypatch.setenv("COLUMNS", "60")
    from summarylint.reporters.visible import width

    assert all(width(line) <= 62 for line in run("check", "--help").out.splitlines())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_init_comments_in_the_language_that_applies(run, folder, lang):
    (folder / ".git").mkdir()
    (folder / ".github").mkdir()
    ran = run("init", "--lang", lang)
    assert ran.out.startswith({"zh": "已写入summarylint.toml\n", "en": "wrote summarylint.toml\n"}[lang])
    for name in ("summarylint.toml", ".pre-commit-config.yaml", ".github/workflows/summarylint.yml"):
        comments = [line.partition("# ")[2] for line in (folder / name).read_text("utf-8").splitlines()]
        assert any("检查" in one or "设置" in one for one in comments) is (lang == "zh"), name
    again = run("init", "--lang", lang).out
    assert {"zh": "summarylint.toml已存在，未改动", "en": "there already"}[lang] in again


@pytest.mark.parametrize(
    ("options", "families"),
    [
        pytest.param(["--select", "占位"], {"placeholder"}, id="a family"),
        pytest.param(["--select", "占位,变体"], {"placeholder", "masked"}, id="with a comma"),
        pytest.param(["--select", "占位，变体"], {"placeholder", "masked"}, id="with a wide comma"),
        pytest.param(["--select", "占位、变体"], {"placeholder", "masked"}, id="with an enumeration comma"),
        pytest.param(["--select", "占位 masked"], {"placeholder", "masked"}, id="with a blank"),
        pytest.param(["--select", "没有填的空"], {"placeholder"}, id="as the page of the report says"),
        pytest.param(["--ignore", "占位"], {"masked"}, id="without one"),
        pytest.param(["--select", "变体", "--extend-select", "占位"], {"placeholder", "masked"}, id="and another"),
    ],
)
def test_families_go_by_their_chinese_names(write, report, options, families):
    write("a.txt", BOTH)
    assert {one["family"] for one in report("a.txt", *options)["findings"]} == families


@pytest.mark.parametrize(
    ("config", "families"),
    [
        pytest.param('ignore = ["占位"]', {"masked"}, id="a family"),
        pytest.param('select = ["placeholder，masked"]', {"placeholder", "masked"}, id="two in one text"),
        pytest.param('[[overrides]]\nfiles = ["*"]\nignore = ["占位、残留"]', {"masked"}, id="an override"),
    ],
)
def test_a_config_takes_chinese_names(write, report, config, families):
    write("summarylint.toml", config + "\n")
    write("a.txt", BOTH)
    assert {one["family"] for one in report("a.txt")["findings"]} == families


@pytest.mark.parametrize(("severity", "code"), [("错误", 1), ("提示", 1), ("从不", 0)])
@pytest.mark.parametrize("place", ["option", "config"])
def test_severities_go_by_their_chinese_names(write, run, place, severity, code):
    write("a.txt", BLANK)
    if place == "config":
        write("summarylint.toml", f'fail-on = "{severity}"\n[severity]\n占位 = "错误"\n'.replace("占位", '"占位"'))
    assert run("check", "a.txt", *(["--fail-on", severity] if place == "option" else [])).code == code


@pytest.mark.parametrize("name", ["work-summary", "工作总结", "Work summary"])
def test_types_go_by_their_names(write, run, report, name):
    write("a.txt", BLANK)
    assert [row["type"] for row in report("a.txt", "--type", name)["submissions"]] == ["work-summary"]
    assert run("types", name).out == run("types", "work-summary").out
    write("summarylint.toml", f'type = "{name}"\n')
    assert [row["type"] for row in report("a.txt")["submissions"]] == ["work-summary"]


@pytest.mark.parametrize("name", ["total", "数字"])
def test_a_family_is_explained_by_its_rules(run, name):
    lines = run("explain", name).out.splitlines()
    assert lines
    assert all(line.startswith("total/") for line in lines)


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("zh", "这条注释豁免name-blnk，没有“name-blnk”这条规则；是否指“placeholder/name-blank”？"),
        (
            "en",
            "this comment is for name-blnk, there is no rule 'name-blnk'; did you mean 'placeholder/name-blank'?",
        ),
    ],
)
def test_a_suppression_of_a_rule_that_does_not_exist_says_so(write, report, lang, says):
    write("a.txt", "关于培训的记事\n\n全年开展培训。【校对：ignore[name-blnk] 涉密】\n")
    (found,) = report("a.txt", "--lang", lang)["findings"]
    assert (found["rule"], found["message"]) == ("document/unused-suppression", says)


def test_a_side_file_and_a_comment_that_silence_something_tell_of_names_that_do_not_exist_too(write, report):
    write("a.txt", BLANK)
    write("a.txt.lint.toml", '[[ignore]]\nrules = ["placeholder", "name-blnk"]\n')
    found = report("a.txt")["findings"]
    assert [(one["rule"], one["suppressed"] is not None) for one in found] == [
        ("document/unused-suppression", False),
        ("placeholder/number-blank", True),
    ]
    assert "there is no rule 'name-blnk'" in found[0]["message"]


@pytest.mark.parametrize("names", ["占位", "变体、占位"])
def test_suppressions_take_chinese_names(write, report, names):
    write("a.txt", BLANK.replace("xx场次", f"xx场次【校对：ignore[{names}] 涉密】"))
    assert [one["suppressed"] is not None for one in report("a.txt")["findings"]] == [True]


def test_the_config_is_found_from_the_folder_above(run, write, monkeypatch):
    monkeypatch.delenv("SUMMARYLINT_LANG")
    write("summarylint.toml", 'lang = "en"\nignroe = []\n')
    os.mkdir("in")
    monkeypatch.chdir("in")
    assert "did you mean 'ignore'?" in run("check").err
