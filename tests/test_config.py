"""Config files: which one counts, what it may say, and what is said of one that is wrong."""

from __future__ import annotations

import os

import pytest

LINE = "全年开展培训xx场次，覆盖全部乡镇。\n"
BLANK = "关于培训的记事\n\n" + LINE
BOTH = BLANK + "全年完成调研\x0112次。\n"
NAME = "关于培训的记事\n\n王XX同志到会讲话。\n"


def rules_by_path(found):
    by_path = {row["path"]: set() for row in found["submissions"]}
    for finding in found["findings"]:
        by_path[finding["path"]].add(finding["rule"].partition("/")[0])
    return by_path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("summarylint.toml", 'ignore = ["placeholder"]\n', id="summarylint.toml"),
        pytest.param("summarylint.toml", '\ufeffignore = ["placeholder"]\n', id="with a byte order mark"),
        pytest.param("pyproject.toml", '[tool.summarylint]\nignore = ["placeholder"]\n', id="pyproject.toml"),
    ],
)
def test_a_config_is_read_from_either_file(write, report, name, content):
    write(name, content)
    write("a.txt", BOTH)
    assert rules_by_path(report("a.txt")) == {"a.txt": {"document"}}


def test_summarylint_toml_wins_over_pyproject_toml(write, report):
    write("summarylint.toml", 'ignore = ["placeholder"]\n')
    write("pyproject.toml", '[tool.summarylint]\nignore = ["document"]\n')
    write("a.txt", BOTH)
    assert rules_by_path(report("a.txt")) == {"a.txt": {"document"}}


@pytest.mark.parametrize("content", ["", "[project]\nname = 'summarylint-user'\n", "[tool.other]\nx = 'summarylint'\n"])
def test_a_pyproject_toml_without_our_table_is_passed_over(write, report, content):
    write("summarylint.toml", 'ignore = ["placeholder"]\n')
    write("sub/pyproject.toml", content)
    write("sub/a.txt", BOTH)
    assert rules_by_path(report("sub")) == {"sub/a.txt": {"document"}}


def test_the_keys_of_a_file_come_from_the_config_nearest_it(write, report):
    write("summarylint.toml", 'ignore = ["placeholder"]\n')
    write("near/summarylint.toml", 'ignore = ["document"]\n')
    for name in ("a.txt", "far/deep/b.txt", "near/c.txt", "near/deep/d.txt"):
        write(name, BOTH)
    assert rules_by_path(report(".")) == {
        "a.txt": {"document"},
        "far/deep/b.txt": {"document"},
        "near/c.txt": {"placeholder"},
        "near/deep/d.txt": {"placeholder"},
    }


def test_the_keys_of_the_run_come_from_the_config_nearest_the_current_folder(write, run, monkeypatch):
    write("summarylint.toml", 'fail-on = "never"\nformats = ["concise"]\n')
    write("near/summarylint.toml", 'fail-on = "info"\nformats = ["json"]\n')
    write("near/a.txt", BLANK)
    here = run("check", "near/a.txt")
    assert (here.code, here.out.startswith("near/a.txt:3:7")) == (0, True)
    monkeypatch.chdir("near")
    there = run("check", "a.txt")
    assert (there.code, there.out.startswith("{")) == (1, True)


def test_a_named_config_is_the_only_one(write, report):
    write("near/summarylint.toml", 'ignore = ["document"]\n')
    write("other/named.toml", 'ignore = ["placeholder"]\n')
    write("near/a.txt", BOTH)
    assert rules_by_path(report("near", "--config", "other/named.toml")) == {"near/a.txt": {"document"}}


def test_an_isolated_run_reads_no_config(write, report):
    write("summarylint.toml", "this is no TOML")
    write("a.txt", BOTH)
    assert rules_by_path(report("a.txt", "--isolated")) == {"a.txt": {"document", "placeholder"}}


def test_standard_input_has_the_settings_of_the_file_it_says_it_is(write, report):
    write(
        "near/summarylint.toml",
        'ignore = ["document"]\n[[overrides]]\nfiles = ["drafts/*.txt"]\nignore = ["placeholder"]\n',
    )
    assert rules_by_path(report("-", "--stdin-filename", "near/a.txt", stdin=BOTH)) == {"near/a.txt": {"placeholder"}}
    found = report("-", "--stdin-filename", os.path.abspath("near/drafts/a.txt"), stdin=BOTH)
    assert rules_by_path(found) == {"near/drafts/a.txt": set()}


@pytest.mark.parametrize(
    ("pattern", "matched"),
    [
        pytest.param("a.txt", {"a.txt", "sub/a.txt", "sub/deep/a.txt"}, id="a name at any depth"),
        pytest.param("sub/a.txt", {"sub/a.txt"}, id="a path"),
        pytest.param("sub/*.txt", {"sub/a.txt", "sub/b.txt"}, id="a star stays in its folder"),
        pytest.param("sub/**/*.txt", {"sub/a.txt", "sub/b.txt", "sub/deep/a.txt"}, id="two stars cross folders"),
        pytest.param("sub", {"sub/a.txt", "sub/b.txt", "sub/deep/a.txt"}, id="a folder"),
        pytest.param("deep/", {"sub/deep/a.txt"}, id="a folder with a slash"),
        pytest.param("[ab].txt", {"a.txt", "sub/a.txt", "sub/b.txt", "sub/deep/a.txt"}, id="a set"),
        pytest.param("?.md", set(), id="nothing"),
    ],
)
def test_an_override_holds_for_the_files_it_matches(write, report, monkeypatch, pattern, matched):
    write("summarylint.toml", f'[[overrides]]\nfiles = ["{pattern}"]\nignore = ["placeholder"]\n')
    names = ("a.txt", "sub/a.txt", "sub/b.txt", "sub/deep/a.txt")
    for name in names:
        write(name, BLANK)
    expected = {name: set() if name in matched else {"placeholder"} for name in names}
    assert rules_by_path(report(".")) == expected
    monkeypatch.chdir("sub")
    from_below = rules_by_path(report(".."))
    assert {os.path.relpath(name, "..").replace(os.sep, "/"): rules for name, rules in from_below.items()} == expected


def test_later_overrides_add_to_earlier_ones(write, report):
    write(
        "summarylint.toml",
        'ignore = ["masked", "section"]\n'
        '[[overrides]]\nfiles = ["*.txt"]\nignore = ["placeholder"]\ntype = "report"\n'
        '[[overrides]]\nfiles = ["a.txt"]\nignore = ["document"]\ntype = "plain"\n',
    )
    write("a.txt", BOTH)
    write("b.txt", BOTH)
    found = report(".")
    assert rules_by_path(found) == {"a.txt": set(), "b.txt": {"document"}}
    assert [row["type"] for row in found["submissions"]] == ["plain", "report"]
    assert found["submissions"][0]["type_reason"] == f"given in {os.path.abspath('summarylint.toml')}"


@pytest.mark.parametrize(
    ("config", "severity"),
    [
        pytest.param('[severity]\n"placeholder/number-blank" = "warning"\n', "warning", id="of a rule"),
        pytest.param('[severity]\nplaceholder = "info"\n', "info", id="of a family"),
        pytest.param(
            '[severity]\nplaceholder = "info"\n"placeholder/number-blank" = "warning"\n', "warning", id="rule first"
        ),
        pytest.param(
            '[severity]\nplaceholder = "info"\n'
            '[[overrides]]\nfiles = ["*"]\n[overrides.severity]\nplaceholder = "error"\n',
            "error",
            id="of an override",
        ),
    ],
)
def test_a_severity_is_changed(write, report, config, severity):
    write("summarylint.toml", config)
    write("a.txt", BLANK)
    found = report("a.txt")
    assert [finding["severity"] for finding in found["findings"]] == [severity]
    assert found["code"] == (1 if severity == "error" else 0)


def test_an_option_of_a_rule_is_changed(write, report):
    write("pack/house/word.yaml", WORD)
    write(
        "summarylint.toml", 'rule-packs = ["pack"]\nselect = ["house"]\n[options."house/word"]\npatterns = ["覆盖"]\n'
    )
    write("a.txt", BLANK)
    assert [finding["excerpt"] for finding in report("a.txt")["findings"]] == ["覆盖"]


def test_names_left_out_on_purpose_are_info(write, report):
    write("a.txt", NAME)
    assert {finding["severity"] for finding in report("a.txt", "--select", "placeholder/name-blank")["findings"]} == {
        "error"
    }
    write("summarylint.toml", "anonymised = true\n")
    assert {finding["severity"] for finding in report("a.txt", "--select", "placeholder/name-blank")["findings"]} == {
        "info"
    }


def test_an_encoding_is_given_to_some_files(write, report):
    write("summarylint.toml", '[[overrides]]\nfiles = ["old/*"]\nencoding = "big5"\n')
    write("old/a.txt", "關於培訓的總結\n\n全年開展培訓，群眾滿意。\n".encode("big5"))
    write("new.txt", "关于培训的记事\n\n全年开展培训，群众满意。\n")
    assert [row["encoding"] for row in report(".")["submissions"]] == ["utf-8", "big5"]


@pytest.mark.parametrize(
    "patterns",
    [
        pytest.param('"drafts"', id="a folder at any depth"),
        pytest.param('"/drafts/"', id="a folder here"),
        pytest.param('"drafts/*.txt"', id="files of a folder"),
        pytest.param('"**/drafts/**"', id="everything below"),
    ],
)
@pytest.mark.parametrize("place", [".", "drafts", "other"])
def test_what_is_excluded_is_left_out_from_wherever_it_runs(write, report, folder, monkeypatch, patterns, place):
    write("summarylint.toml", f"exclude = [{patterns}]\n")
    write("drafts/a.txt", BLANK)
    write("other/b.txt", BLANK)
    monkeypatch.chdir(place)
    paths = [os.path.relpath(os.path.abspath(row["path"]), folder) for row in report(folder)["submissions"]]
    assert paths == [os.path.join("other", "b.txt")]


def test_a_folder_above_the_config_excludes_nothing(write, report, folder):
    write("summarylint.toml", f'exclude = ["{folder.name}", "{folder.parent.name}"]\n')
    write("a.txt", BLANK)
    assert len(report(".")["submissions"]) == 1


def test_an_excluded_file_that_is_named_is_checked(write, report):
    write("summarylint.toml", 'exclude = ["drafts"]\n')
    write("drafts/a.txt", BLANK)
    assert [row["path"] for row in report("drafts/a.txt")["submissions"]] == ["drafts/a.txt"]


def test_max_size_is_in_mebibytes_as_on_the_command_line(write, report):
    write("summarylint.toml", "max-size = 1\n")
    write("a.txt", BLANK)
    write("b.txt", "全年。\n" * 120_000)
    assert [error["message"] for error in report(".")["errors"]] == ["larger than 1 MiB; raise --max-size to check it"]


def test_formats_and_their_files_may_stand_in_the_config(write, run, folder):
    write("summarylint.toml", 'formats = ["concise", "json=report.json"]\n')
    write("a.txt", BLANK)
    assert run("check", "a.txt").out.startswith("a.txt:3:7: error")
    assert (folder / "report.json").exists()
    assert run("check", "a.txt", "--format", "text").out.startswith("a.txt\n")
    write("summarylint.toml", "formats = []\n")
    assert run("check", "a.txt").out.startswith("a.txt\n")


WORD = """title: a word
severity: warning
message: "'{match}' is a word"
why: because
check: pattern
options:
  patterns: [培训]
examples:
  - {name: the word, text: "[[培训]]"}
  - {name: another, text: 调研}
"""


def test_a_rule_pack_stands_beside_its_config(write, run, report, monkeypatch):
    write("conf/pack/house/word.yaml", WORD)
    write("conf/summarylint.toml", 'rule-packs = ["pack"]\nselect = ["house"]\n')
    write("conf/sub/a.txt", BLANK)
    monkeypatch.chdir("conf/sub")
    found = report("a.txt")
    assert [(finding["rule"], finding["message"]) for finding in found["findings"]] == [
        ("house/word", "'培训' is a word"),
        ("house/word", "'培训' is a word"),
    ]
    assert "house/word" in run("rules").out
    assert run("explain", "house/word").out.startswith("house/word  (severity: warning)")
    assert run("rules", "test", "../pack").out == "2 passed, 0 failed\n"


def test_a_rule_takes_the_place_of_another_only_where_it_says_so(write, run, report):
    write("summarylint.toml", 'rule-packs = ["pack"]\n')
    write("a.txt", BOTH)
    write("pack/document/control-characters.yaml", WORD)
    assert run("check", "a.txt") == (
        2,
        "",
        (
            "summarylint: document/control-characters.yaml: the rule 'document/control-characters' exists already; "
            "say 'replaces: document/control-characters' to take its place\n"
        ),
    )
    write("pack/document/control-characters.yaml", WORD + "replaces: document/control-characters\n")
    assert {finding["excerpt"] for finding in report("a.txt", "--select", "document")["findings"]} == {"培训"}


def test_a_rule_of_another_name_may_replace_one(write, report):
    write("summarylint.toml", 'rule-packs = ["pack"]\nselect = ["house", "document"]\n')
    write("pack/house/word.yaml", WORD + "replaces: document/control-characters\n")
    write("a.txt", BOTH)
    assert set(report("a.txt")["summary"]["by_rule"]) == {"house/word"}


def test_what_is_replaced_must_exist(write, run):
    write("summarylint.toml", 'rule-packs = ["pack"]\n')
    write("pack/house/word.yaml", WORD + "replaces: house/old\n")
    write("a.txt", BLANK)
    assert run("check", "a.txt").err == (
        "summarylint: house/word.yaml: replaces 'house/old', but there is no such rule\n"
    )


WRONG = [
    pytest.param('ignroe = ["masked"]', "unknown key 'ignroe'; did you mean 'ignore'?", id="key"),
    pytest.param(
        '[[overrides]]\nfiles = ["*"]\nanonymized = true',
        "unknown key 'anonymized' in [[overrides]]; did you mean 'anonymised'?",
        id="key of an override",
    ),
    pytest.param(
        '[[overrides]]\nfiles = ["*"]\njobs = 2',
        "unknown key 'jobs' in [[overrides]]",
        id="key of the run in an override",
    ),
    pytest.param("[[overrides]]\nanonymised = true", "[[overrides]] needs 'files', a list of patterns", id="no files"),
    pytest.param("[overrides]\nfiles = []", "'overrides' must be written as [[overrides]]", id="one bracket"),
    pytest.param('ignore = ["maskd"]', "there is no rule or family 'maskd'; did you mean 'masked'?", id="family"),
    pytest.param(
        'select = ["placeholder/number-blanks"]',
        "there is no rule or family 'placeholder/number-blanks'; did you mean 'placeholder/number-blank'?",
        id="rule",
    ),
    pytest.param(
        '[severity]\n"masked/party-wrod" = "info"',
        "there is no rule or family 'masked/party-wrod'; did you mean 'masked/party-word'?",
        id="rule of a severity",
    ),
    pytest.param(
        '[[overrides]]\nfiles = ["none/*"]\nignore = ["maskd"]',
        "there is no rule or family 'maskd'; did you mean 'masked'?",
        id="rule of an override without files",
    ),
    pytest.param('type = "work-sumary"', "did you mean 'work-summary'?", id="type"),
    pytest.param('formats = ["jsn"]', "there is no format 'jsn'; did you mean 'json'?", id="format"),
    pytest.param('lang = "fr"', "'lang' must be one of zh, en", id="language"),
    pytest.param('fail-on = "eror"', "did you mean 'error'?", id="fail-on"),
    pytest.param('encoding = "klingon"', "there is no encoding 'klingon'", id="encoding"),
    pytest.param('encoding = "a\\u0000"', "there is no encoding", id="encoding with a zero"),
    pytest.param('encoding = "base64"', "there is no encoding 'base64'", id="encoding of bytes"),
    pytest.param("encoding = 8", "'encoding' must be a text", id="encoding that is a number"),
    pytest.param('ignore = "masked"', "'ignore' must be a list of texts", id="text for a list"),
    pytest.param("ignore = [1]", "'ignore' must be a list of texts", id="numbers for texts"),
    pytest.param('anonymised = "yes"', "'anonymised' must be true or false", id="text for a flag"),
    pytest.param("jobs = -1", "'jobs' must be a whole number, 0 or more", id="negative"),
    pytest.param("jobs = true", "'jobs' must be a whole number, 0 or more", id="flag for a number"),
    pytest.param("max-size = 0", "'max-size' must be a whole number of MiB, 1 or more", id="no size"),
    pytest.param('[severity]\nmasked = "fatal"', "'severity' must be a table", id="severity"),
    pytest.param("severity = 1", "'severity' must be a table", id="severities that are no table"),
    pytest.param('options = "x"', "'options' must be written as", id="options that are no table"),
    pytest.param('[options."masked/party-word"]\nx = 2024-01-01', "put dates in quotes", id="date"),
    pytest.param(
        '[options."masked/party-word"]\nminimun = 1',
        "'masked/party-word' has no option 'minimun'; did you mean 'minimum'?",
        id="option",
    ),
    pytest.param("x = [", "", id="broken TOML"),
    pytest.param("x = " + "[" * 3000, "", id="deep TOML"),
]


@pytest.mark.parametrize(("config", "says"), WRONG)
def test_a_wrong_config_is_said_in_one_line_with_what_was_meant(write, run, config, says):
    path = write("summarylint.toml", config + "\n")
    write("a.txt", BLANK)
    ran = run("check", "a.txt")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"summarylint: {path}: ")
    assert says in ran.err


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("tool = 1\n# summarylint\n", id="no tools"),
        pytest.param('[tool]\nsummarylint = "x"\n', id="no table"),
        pytest.param("[tool.summarylint]\nignroe = []\n", id="unknown key"),
        pytest.param("[tool.summarylint\n", id="broken TOML"),
    ],
)
def test_a_wrong_pyproject_toml_is_said(write, run, content):
    path = write("pyproject.toml", content)
    write("a.txt", BLANK)
    ran = run("check", "a.txt")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"summarylint: {path}")


def test_a_config_in_another_encoding_is_said(write, run):
    path = write("summarylint.toml", 'ignore = ["masked"] # 注释\n'.encode("gb18030"))
    assert run("check").err == f"summarylint: {path}: not UTF-8 (byte 24)\n"


def test_a_config_that_is_missing_or_a_folder_is_said(folder, run):
    assert run("check", "--config", "no.toml") == (2, "", "summarylint: no.toml: no such config file\n")
    assert run("check", "--config", ".").err == "summarylint: .: Is a directory\n"


def test_a_wrong_config_near_a_file_is_said(write, run):
    path = write("sub/summarylint.toml", 'ignore = ["maskd"]\n')
    write("a.txt", BLANK)
    write("sub/b.txt", BLANK)
    ran = run("check", ".")
    assert ran.code == 2
    assert f"sub/b.txt: {path}: there is no rule or family 'maskd'" in ran.out
    assert "a.txt\n  RETURN" in ran.out


def test_nothing_is_run_from_the_folder_that_is_checked(write, process, folder):
    for name in ("summarylint.py", "click.py", "yaml.py", "conftest.py", "sitecustomize.py", "summarylint/__init__.py"):
        write(f"docs/{name}", "open('/'.join([__file__ + '.ran']), 'w')\n")
    write("docs/a.txt", BLANK)
    assert process("check", "docs").code == 1
    assert not list(folder.glob("docs/**/*.ran"))
