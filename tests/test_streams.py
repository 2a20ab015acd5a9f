"""Standard output and standard error of every command: consoles of any encoding, readers that leave, closed and full ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

DOCUMENTS = {
    "总结😀é": "关于😀é的总结\n\n通过AAA群发布通知😀，培训xx人次。\n",
    **{f"户数{n}": f"关于户数{n}的总结\n\n今年走访{30 + n}户😀，其中城区{10 + n}户，郊区20户。\n" for n in range(3)},
}
FOR_PEOPLE = (
    "check in", "check in --format concise", "check in --format github", "check missing😀.txt", "check --nonsense",
    "fix in --diff", "fix missing😀.txt", "annotate missing😀.docx -o out", "annotate in -o out", "learn missing😀.txt -o learnt.yaml",
    "archive list", "archive info", "archive verify", "archive compact", "archive add in", "archive remove 没有😀",
    "rules", "rules test", "explain masked/wechat-word", "explain 没有😀", "types", "types work-summary", "init in", "--help",
)  # fmt: skip
FOR_PROGRAMS = (
    "check in --format json", "check in --format jsonl", "check in --format html", "check in --format markdown",
    "check in --format csv", "check in --format xlsx", "check in --format sarif", "check in --format gitlab",
    "check in --format junit", "check in --format checkstyle", "check in --format rdjson", "check in --format rdjsonl",
    "archive list --format json", "archive phrases --documents 2", "learn in", "fix -",
)  # fmt: skip
ENCODINGS = ("gbk", "cp936", "cp1252", "ascii")

DRIVER = """\
import io, pathlib, shutil, sys
from summarylint.cli import run
commands, encodings = sys.argv[1].split("\\n"), sys.argv[2].split()
for command in commands:
    for encoding in ["utf-8", *encodings]:
        sys.argv = ["summarylint", *command.split()]
        sys.stdin = io.TextIOWrapper(io.BytesIO("通过AAA群发布通知😀。".encode()))
        sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), encoding) for _ in range(2))
        try:
            run()
        except SystemExit as stop:
            code = stop.code
        said = [stream.buffer.getvalue() for stream in (sys.stdout, sys.stderr)]
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
        print((command, encoding), (code, *said), sep="\\t")
        shutil.rmtree("out", ignore_errors=True)
        pathlib.Path("in/summarylint.toml").unlink(missing_ok=True)
"""
"""Runs commands with streams of each encoding in turn, and prints what came of it."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A folder with documents in `in`, and an archive of them that its config names."""
    place = tmp_path_factory.mktemp("prepared")
    (place / "in").mkdir()
    for name, content in DOCUMENTS.items():
        (place / "in" / f"{name}.txt").write_text(content, encoding="utf-8")
    (place / "summarylint.toml").write_text('archive = "past"\n', encoding="utf-8")
    subprocess.run([sys.executable, "-m", "summarylint", "archive", "add", "in"], cwd=place, check=True, timeout=60)
    return place


@pytest.fixture
def here(prepared, folder):
    """The same as the current folder, to be changed."""
    shutil.copytree(prepared, folder, dirs_exist_ok=True)


@pytest.fixture(scope="module")
def said(prepared, tmp_path_factory):
    """What each command says with streams of each encoding: code, standard output and standard error."""
    place = tmp_path_factory.mktemp("said")
    shutil.copytree(prepared, place, dirs_exist_ok=True)
    ran = subprocess.run(
        [sys.executable, "-c", DRIVER, "\n".join([*FOR_PEOPLE, *FOR_PROGRAMS]), " ".join(ENCODINGS)],
        cwd=place, env={**os.environ, "SUMMARYLINT_LANG": "zh"}, capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    assert ran.stderr == b""
    return dict(map(eval, line.split("\t")) for line in ran.stdout.decode().splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("command", FOR_PEOPLE)
def test_a_console_shows_any_text_and_escapes_what_it_lacks(said, command, encoding):
    code, *texts = said[command, "utf-8"]
    assert any(texts)
    assert said[command, encoding] == (code, *(text.decode().encode(encoding, "backslashreplace") for text in texts))


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("command", FOR_PROGRAMS)
def test_what_programs_read_is_the_same_bytes_on_any_console(said, command, encoding):
    assert said[command, "utf-8"][1]
    assert said[command, encoding][:2] == said[command, "utf-8"][:2]


@pytest.fixture
def gone():
    """The writing end of a pipe whose reader has left."""
    there, here = os.pipe()
    os.close(there)
    yield here
    os.close(here)


needs_pipes = pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")


@needs_pipes
@pytest.mark.parametrize(
    "command",
    ["check in --format html", "annotate in -o out", "archive add in", "archive list", "archive export out",
     "archive phrases --documents 2", "learn in", "explain masked/wechat-word", "types", "rules list", "init .", "--help", "fix --help"],
)  # fmt: skip
def test_a_reader_that_leaves_ends_the_command_quietly(here, process, gone, command):
    ran = process(*command.split(), stdout=gone)
    assert (ran.code, ran.err) == (2, "")


@needs_pipes
@pytest.mark.parametrize(("command", "code"), [("fix in", 0), ("check in --statistics", 1), ("check --nonsense", 2)])
def test_a_reader_of_standard_error_that_leaves_does_not_matter(here, process, gone, command, code):
    assert process(*command.split(), stderr=gone).code == code


@needs_pipes
def test_files_are_written_whole_though_the_reader_of_standard_output_leaves(here, process, gone, folder):
    assert process("annotate", "in", "-o", "out", stdout=gone).code == 2
    formats = ("--format", "html=r.html", "--format", "json", "--format", "docx=returned")
    assert process("check", "in", *formats, "--write-baseline", "known", stdout=gone).code == 2
    assert process("fix", "-", "in", stdin="通过AAA群通知。".encode(), stdout=gone).code == 2
    assert sorted(os.listdir("out")) == sorted(os.listdir("returned"))
    assert len(os.listdir("out")) == 2 * len(DOCUMENTS)
    assert (folder / "r.html").read_text("utf-8").endswith("</html>\n")
    assert "masked/wechat-word" in (folder / "known").read_text("utf-8")
    assert "微信群" in (folder / "in/总结😀é.txt").read_text("utf-8")


needs_dev_full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")


@needs_dev_full
@pytest.mark.parametrize("command", ["rules", "learn in", "annotate in -o out", "archive list", "--version"])
def test_a_full_disk_behind_standard_output_is_one_line(here, process, command):
    with open("/dev/full", "wb") as full:
        ran = process(*command.split(), stdout=full)
    assert (ran.code, ran.err) == (2, "summarylint: standard output: can't be written (the disk is full)\n")


@needs_dev_full
@pytest.mark.parametrize(("command", "code"), [("check in --statistics", 1), ("fix missing.txt", 2)])
def test_a_full_disk_behind_standard_error_does_not_matter(here, process, command, code):
    with open("/dev/full", "wb") as full:
        assert process(*command.split(), stderr=full).code == code


CLOSED = "summarylint: standard output is closed\n"


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param("rules >&-", (2, "", CLOSED), id="a list that is asked for"),
        pytest.param("learn in >&-", (2, "", CLOSED), id="a file that is asked for"),
        pytest.param("annotate in -o out >&-", (0, "", ""), id="names of written files are no more than news"),
        pytest.param("archive add in >&-", (0, "", ""), id="so are counts"),
        pytest.param("fix in 2>&-", (0, "", ""), id="and what fix tells"),
        pytest.param("annotate missing.txt -o out 2>&-", (2, "", ""), id="an error does not turn up on the other stream"),
        pytest.param("explain nothing 2>&-", (2, "", ""), id="nor does one that ends the command"),
    ],
)  # fmt: skip
def test_a_closed_stream_fails_what_must_be_shown_there_and_nothing_else(here, command, expected):
    done = subprocess.run(
        f"{sys.executable} -m summarylint {command}", shell=True, check=False, capture_output=True, timeout=60
    )
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == expected
