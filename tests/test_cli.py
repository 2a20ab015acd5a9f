"""The command line: exit codes, options, where reports go."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

BLANK = "关于培训的记事\n\n全年开展培训xx场次，覆盖全部乡镇。\n"
CLEAN = "关于调研的记事\n\n全年完成调研12次，走访群众300户。\n"
CONTROL = "关于调研的记事\n\n全年完成调研\x0112次。\n"


@pytest.fixture
def documents(write):
    write("blank.txt", BLANK)
    write("clean.txt", CLEAN)
    write("control.txt", CONTROL)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["clean.txt"], 0, id="nothing found"),
        pytest.param(["blank.txt"], 1, id="an error"),
        pytest.param(["control.txt"], 0, id="a warning is below --fail-on error"),
        pytest.param(["control.txt", "--fail-on", "warning"], 1, id="a warning"),
        pytest.param(["control.txt", "--fail-on", "info"], 1, id="a warning is above info"),
        pytest.param(["blank.txt", "--fail-on", "never"], 0, id="never"),
        pytest.param(["missing.txt", "--fail-on", "never"], 2, id="never does not hide a failure"),
        pytest.param(["blank.txt", "missing.txt"], 2, id="a failure beats findings"),
        pytest.param(["clean.txt", "missing.txt"], 2, id="a failure beside a clean file"),
        pytest.param(["clean.txt", "--nonsense"], 2, id="an unknown option"),
        pytest.param(["clean.txt", "--fail-on", "fatal"], 2, id="an unknown severity"),
        pytest.param(["clean.txt", "--jobs", "-1"], 2, id="a negative number of processes"),
        pytest.param(["clean.txt", "--max-size", "0"], 2, id="no size at all"),
    ],
)
def test_the_exit_code_says_what_was_found(documents, run, arguments, code):
    assert run("check", *arguments).code == code


def test_without_paths_the_current_folder_is_checked(documents, report):
    assert [row["path"] for row in report()["submissions"]] == ["blank.txt", "clean.txt", "control.txt"]


def test_quiet_prints_nothing_where_nothing_is_wrong(documents, run):
    assert run("check", "clean.txt", "--quiet") == (0, "", "")
    assert "number-blank" in run("check", "blank.txt", "--quiet").out


def test_quiet_still_writes_the_files_that_are_asked_for(documents, folder, run):
    (folder / "report.json").write_text("an old report")
    assert run("check", "clean.txt", "--quiet", "--format", "json=report.json").out == ""
    assert json.loads((folder / "report.json").read_text())["summary"]["passed"] is True


def test_statistics_count_rules_on_standard_error(documents, run):
    ran = run("check", "blank.txt", "control.txt", "--statistics", "--format", "concise")
    assert ran.err.splitlines() == ["     1  placeholder/number-blank", "     1  document/control-characters"]
    assert len(ran.out.splitlines()) == 2


def test_several_formats_go_to_their_own_places(documents, folder, run):
    ran = run("check", "blank.txt", "--format", "concise", "--format", "json=out.json", "--format", "text=out.txt.log")
    assert ran.out.startswith("blank.txt:3:7: error: placeholder/number-blank")
    assert json.loads((folder / "out.json").read_text("utf-8"))["summary"]["findings"] == 1
    assert "RETURN" in (folder / "out.txt.log").read_text("utf-8")


def test_output_takes_the_first_format(documents, folder, run):
    ran = run("check", "blank.txt", "--format", "json", "--format", "concise", "-o", "out.json")
    assert ran.out.startswith("blank.txt:3:7")
    assert json.loads((folder / "out.json").read_text("utf-8"))["schema"] == "summarylint/1"


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--format", "text", "--format", "json"], id="both on standard output"),
        pytest.param(["--format", "text=out", "--format", "json=out"], id="both in one file"),
        pytest.param(["--format", "text=out", "--format", "json=./out"], id="one file by two names"),
    ],
)
def test_two_formats_in_one_place_are_refused(documents, folder, run, arguments):
    ran = run("check", "clean.txt", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("summarylint: two formats go to ")
    assert not (folder / "out").exists()


def test_an_unknown_format_is_refused_with_the_one_that_was_meant(documents, run):
    ran = run("check", "clean.txt", "--format", "jsn")
    assert (ran.code, ran.err) == (2, "summarylint: --format: there is no format 'jsn'; did you mean 'json'?\n")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["blank.txt", "-o", "blank.txt"], id="named"),
        pytest.param(["blank.txt", "--format", "json=./blank.txt"], id="by another name"),
        pytest.param([".", "-o", "blank.txt"], id="in a checked folder"),
        pytest.param(["blank.txt", "-o", "link.txt"], id="through a link"),
    ],
)
def test_a_report_never_replaces_what_is_being_checked(documents, folder, run, arguments):
    (folder / "link.txt").symlink_to("blank.txt")
    ran = run("check", *arguments)
    assert ran.code == 2
    assert ran.err.endswith("what is written would replace a file that is being checked\n")
    assert (folder / "blank.txt").read_text("utf-8") == BLANK


def test_a_report_in_a_checked_folder_may_be_written_again(documents, folder, run):
    for _ in range(2):
        assert run("check", ".", "-o", "report.json", "--format", "json").code == 1


def test_a_report_that_can_not_be_written_leaves_what_was_there(documents, folder, run, monkeypatch):
    (folder / "report.json").write_text("an old report")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    ran = run("check", "clean.txt", "--format", "json", "-o", "report.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "summarylint: report.json: can't be written (the disk is full)\n"
    assert (folder / "report.json").read_text() == "an old report"
    assert sorted(os.listdir(folder)) == ["blank.txt", "clean.txt", "control.txt", "report.json"]


@pytest.mark.parametrize("place", ["no/such/folder/report.txt", "taken"])
def test_a_place_that_takes_no_report_is_an_error(documents, folder, run, place):
    (folder / "taken").mkdir()
    ran = run("check", "clean.txt", "-o", place)
    assert ran.code == 2
    assert ran.err.startswith(f"summarylint: {place}: can't be written (")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_report_is_as_readable_as_any_new_file(documents, folder, run):
    old = os.umask(0o027)
    try:
        run("check", "clean.txt", "-o", "report")
    finally:
        os.umask(old)
    assert (folder / "report").stat().st_mode & 0o777 == 0o640


def test_a_link_to_a_report_stays_a_link(documents, folder, run):
    (folder / "latest").symlink_to("report-1")
    run("check", "clean.txt", "-o", "latest")
    assert (folder / "latest").is_symlink()
    assert "1 accepted" in (folder / "report-1").read_text("utf-8")


def test_standard_input_is_checked_under_the_name_that_it_is_given(run, report):
    found = report(
        "-", "--stdin-filename", "notes/记事.md", stdin="# 记事\n\n全年开展培训xx场次。\n\n    全年开展培训xx场次\n"
    )
    assert [finding["path"] for finding in found["findings"]] == ["notes/记事.md"]
    assert run("check", "-", stdin=BLANK).out.startswith("-\n")


def test_standard_input_is_checked_beside_files(documents, report):
    found = report("-", "clean.txt", stdin=BLANK)
    assert [(row["path"], row["verdict"]) for row in found["submissions"]] == [("-", "return"), ("clean.txt", "accept")]


def test_encoding_names_what_can_not_be_told(write, report):
    write("big5.txt", "關於培訓的總結\n\n全年開展培訓xx場次，覆蓋全部鄉鎮，群眾滿意。\n".encode("big5"))
    found = report("big5.txt", "--encoding", "big5")
    assert found["submissions"][0]["title"] == "關於培訓的總結"
    assert found["submissions"][0]["encoding"] == "big5"
    assert found["errors"] == []


@pytest.mark.parametrize("name", ["klingon", "base64", "undefined", "rot13"])
def test_an_encoding_that_is_none_is_refused(documents, run, name):
    assert run("check", "clean.txt", "--encoding", name) == (
        2,
        "",
        f"summarylint: --encoding: there is no encoding '{name}'\n",
    )


@pytest.mark.parametrize("name", ["ascii", "utf-16", "idna", "punycode", "utf-7", "hz"])
def test_an_encoding_that_does_not_fit_is_a_failure(documents, report, name):
    found = report("clean.txt", "--encoding", name)
    assert found["code"] == 2
    assert [error["path"] for error in found["errors"]] == ["clean.txt"]


def test_max_size_is_in_mebibytes(write, run, report):
    write("large.txt", "全年。\n" * 120_000)
    write("clean.txt", CLEAN)
    found = report("large.txt", "clean.txt", "--max-size", "1")
    assert found["code"] == 2
    assert found["errors"] == [
        {"path": "large.txt", "stage": "read", "message": "larger than 1 MiB; raise --max-size to check it"}
    ]
    assert [(row["path"], row["verdict"]) for row in found["submissions"]] == [
        ("clean.txt", "accept"),
        ("large.txt", "unchecked"),
    ]
    assert run("check", "-", "--max-size", "1", stdin=b"a\n" * 600_000).code == 2


@pytest.mark.parametrize(
    ("arguments", "rules"),
    [
        pytest.param([], {"placeholder/number-blank", "document/control-characters"}, id="all"),
        pytest.param(["--select", "placeholder"], {"placeholder/number-blank"}, id="select a family"),
        pytest.param(["--select", "document/control-characters"], {"document/control-characters"}, id="select a rule"),
        pytest.param(["--select", "masked, placeholder"], {"placeholder/number-blank"}, id="select two with a comma"),
        pytest.param(["--ignore", "placeholder"], {"document/control-characters"}, id="ignore a family"),
        pytest.param(["--ignore", "document/control-characters"], {"placeholder/number-blank"}, id="ignore a rule"),
        pytest.param(["--select", "document", "--ignore", "document/control-characters"], set(), id="ignore wins"),
        pytest.param(
            ["--select", "document", "--extend-select", "placeholder/number-blank"],
            {"placeholder/number-blank", "document/control-characters"},
            id="extend what is selected",
        ),
    ],
)
def test_rules_are_chosen_by_id_and_family(write, report, arguments, rules):
    write("both.txt", BLANK + "全年完成调研\x0112次。\n")
    assert {finding["rule"] for finding in report("both.txt", *arguments)["findings"]} == rules


def test_selecting_replaces_the_choice_of_the_config(write, report):
    write("summarylint.toml", 'select = ["document"]\n')
    write("both.txt", BLANK + "全年完成调研\x0112次。\n")
    assert set(report("both.txt")["summary"]["by_rule"]) == {"document/control-characters"}
    assert set(report("both.txt", "--select", "placeholder")["summary"]["by_rule"]) == {"placeholder/number-blank"}


@pytest.mark.parametrize("option", ["--select", "--extend-select", "--ignore"])
@pytest.mark.parametrize(
    ("name", "meant"),
    [("placeholder/number-blnk", "placeholder/number-blank"), ("placeholdr", "placeholder")],
)
def test_an_unknown_rule_is_refused_with_the_one_that_was_meant(documents, run, option, name, meant):
    ran = run("check", "clean.txt", option, name)
    assert ran == (2, "", f"summarylint: options: there is no rule or family '{name}'; did you mean '{meant}'?\n")


def test_a_type_is_given_to_every_submission(documents, report):
    row = report("clean.txt", "--type", "work-summary")["submissions"][0]
    assert (row["type"], row["type_reason"]) == ("work-summary", "given in --type")


def test_an_unknown_type_is_refused_with_the_one_that_was_meant(documents, run):
    ran = run("check", "clean.txt", "--type", "work-sumary")
    assert (ran.code, "did you mean 'work-summary'?" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "environment", "config", "expected"),
    [
        pytest.param([], {}, "", "zh", id="Chinese first"),
        pytest.param([], {"LANG": "en_GB.UTF-8"}, "", "en", id="the locale"),
        pytest.param([], {"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "", "zh", id="LC_ALL before LANG"),
        pytest.param([], {"LANG": "en_GB.UTF-8"}, 'lang = "zh"\n', "zh", id="the config before the locale"),
        pytest.param([], {"SUMMARYLINT_LANG": "en"}, 'lang = "zh"\n', "en", id="the variable before the config"),
        pytest.param(["--lang", "zh"], {"SUMMARYLINT_LANG": "en"}, "", "zh", id="the option before all"),
    ],
)
def test_messages_are_in_the_chosen_language(write, report, monkeypatch, arguments, environment, config, expected):
    monkeypatch.delenv("SUMMARYLINT_LANG")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    write("summarylint.toml", config)
    write("blank.txt", BLANK)
    message = report("blank.txt", *arguments)["findings"][0]["message"]
    assert message.isascii() == (expected == "en")


def test_a_language_that_is_not_spoken_is_refused(documents, run, monkeypatch):
    monkeypatch.setenv("SUMMARYLINT_LANG", "fr")
    ran = run("check", "clean.txt")
    assert ran == (2, "", "summarylint: SUMMARYLINT_LANG must be one of zh, en, not 'fr'\n")


@pytest.mark.parametrize(
    ("environment", "colored"),
    [
        pytest.param({}, False, id="no terminal"),
        pytest.param({"FORCE_COLOR": "1"}, True, id="FORCE_COLOR"),
        pytest.param({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, id="NO_COLOR wins"),
    ],
)
def test_colors_follow_the_environment(documents, run, monkeypatch, environment, colored):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run("check", "blank.txt").out) is colored


def test_a_report_in_a_file_has_no_colors(documents, folder, run, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    run("check", "blank.txt", "-o", "report")
    assert "\x1b" not in (folder / "report").read_text("utf-8")


def test_colors_do_not_change_the_words(documents, run, monkeypatch):
    import re

    plain = run("check", "blank.txt").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert re.sub(r"\x1b\[[0-9;]*m", "", run("check", "blank.txt").out) == plain.replace("»", "").replace("«", "")


@pytest.mark.parametrize("command", [[], ["check"], ["explain"], ["rules"], ["rules", "test"]])
def test_h_is_help(run, command):
    ran = run(*command, "-h")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: summarylint {' '.join(command)}".rstrip())


def test_the_version_is_said(run):
    from summarylint.version import VERSION

    assert run("--version").out == f"summarylint, version {VERSION}\n"


def test_a_rule_is_explained(run):
    ran = run("explain", "placeholder/number-blank", "--lang", "zh")
    assert ran.code == 0
    assert ran.out.startswith("placeholder/number-blank  (级别: 错误)\n")


def test_a_rule_that_can_not_be_explained_is_refused(run):
    ran = run("explain", "placeholder/number-blanks")
    meant = "there is no rule 'placeholder/number-blanks'; did you mean 'placeholder/number-blank'?"
    assert ran == (2, "", f"summarylint: {meant}\n")


def test_the_rules_are_listed(run):
    lines = run("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(line.split()[0] for line in lines)
    assert any(line.startswith("placeholder/number-blank ") and " error " in line for line in lines)


def test_it_runs_as_a_module_and_as_a_command(documents, process):
    assert process("check", "blank.txt", "--format", "concise").code == 1
    command = Path(sys.executable).with_name("summarylint.exe" if os.name == "nt" else "summarylint")
    if command.exists():
        done = subprocess.run([command, "check", "clean.txt"], check=False, capture_output=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interrupted_run_leaves_with_130(folder):
    command = [sys.executable, "-m", "summarylint", "check", "-", "--format", "json=out.json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        # It waits for its input once its modules are loaded.
        time.sleep(1)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert (running.returncode, out, err) == (130, b"", b"")
    assert not (folder / "out.json").exists()


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
@pytest.mark.parametrize("arguments", [["check", "."], ["check", ".", "--format", "json"], ["rules"]])
def test_a_reader_that_leaves_ends_the_run_quietly(documents, process, arguments):
    there, here = os.pipe()
    os.close(there)
    try:
        ran = process(*arguments, stdout=here)
    finally:
        os.close(here)
    assert (ran.code, ran.err) == (2, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_an_error(documents, process):
    with open("/dev/full", "wb") as full:
        ran = process("check", "clean.txt", stdout=full)
    assert ran.code == 2
    assert ran.err == "summarylint: standard output: can't be written (the disk is full)\n"


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("redirected", "code", "said"),
    [
        pytest.param("check clean.txt >&-", 2, "standard output is closed", id="standard output"),
        pytest.param("check - <&-", 2, "standard input is closed", id="standard input"),
        pytest.param("check blank.txt 2>&-", 1, "number-blank", id="standard error"),
    ],
)
def test_a_closed_stream_is_said_or_does_not_matter(documents, redirected, code, said):
    done = subprocess.run(
        f'"{sys.executable}" -m summarylint {redirected}', shell=True, check=False, capture_output=True, timeout=60
    )
    assert done.returncode == code
    assert said in (done.stdout + done.stderr).decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the current folder")
def test_a_current_folder_that_is_gone_is_said(folder, run, monkeypatch):
    (folder / "gone").mkdir()
    monkeypatch.chdir("gone")
    os.rmdir(folder / "gone")
    assert run("check", ".") == (2, "", "summarylint: the current folder is no more; change to another\n")


@pytest.mark.skipif(os.name == "nt", reason="needs /dev/stdout")
def test_dev_stdout_is_a_place_for_a_report(documents, process, folder):
    assert "number-blank" in process("check", "blank.txt", "-o", "/dev/stdout").out
    with open(folder / "redirected", "wb") as file:
        process("check", "blank.txt", "-o", "/dev/stdout", stdout=file)
    assert "number-blank" in (folder / "redirected").read_text("utf-8")
    assert os.path.islink("/dev/stdout")


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_any_text_can_be_shown_on_any_terminal(write, process, encoding):
    write("emoji.txt", "关于😀é的记事\n\n全年开展😀é培训xx场次。\n")
    shown = process("check", "emoji.txt", env={"PYTHONIOENCODING": encoding})
    assert (shown.code, shown.err) == (1, "")
    read = process("check", "emoji.txt", "--format", "json", env={"PYTHONIOENCODING": encoding})
    assert json.loads(read.out)["submissions"][0]["title"] == "关于😀é的记事"
