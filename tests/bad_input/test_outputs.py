"""Reports that can't be written, and readers that leave: said in one line, and no half file is left."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

BLANK = "关于培训的记事\n\n全年开展培训xx场次，覆盖全部乡镇。\n"
LIMIT_BYTES = 100


def bound():
    """As on a disk that is nearly full: no file of this process grows beyond some bytes."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT_BYTES, LIMIT_BYTES))


@pytest.fixture
def cramped(process):
    """`summarylint` where no file can become large."""
    pytest.importorskip("resource", reason="POSIX limits")
    return lambda *arguments: process(*arguments, preexec_fn=bound)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["check", "a.txt", "--format", "json=out"], id="json"),
        pytest.param(["check", "a.txt", "--format", "html=out"], id="html"),
        pytest.param(["check", "a.txt", "--format", "csv=out"], id="csv"),
        pytest.param(["check", "a.txt", "--format", "sarif=out"], id="sarif"),
        pytest.param(["check", "a.txt", "--format", "xlsx=out"], id="xlsx"),
        pytest.param(["check", "a.txt", "-o", "out"], id="text"),
        pytest.param(["check", "a.txt", "--write-baseline", "out"], id="baseline"),
    ],
)
@pytest.mark.parametrize("before", [None, "what was there"], ids=["new", "there already"])
def test_a_full_disk_leaves_no_half_report(write, folder, cramped, arguments, before):
    write("a.txt", "".join(f"{n}。\n\n{BLANK}\n" for n in range(60)))
    if before:
        write("out", before)
    ran = cramped(*arguments)
    assert (ran.code, ran.err) == (2, "summarylint: out: can't be written (no file may grow so large there)\n")
    assert sorted(os.listdir(folder)) == sorted(["a.txt", *(["out"] if before else [])])
    assert not before or (folder / "out").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    "arguments",
    [["annotate", "a.txt", "-o", "back"], ["check", "a.txt", "--format", "docx=back"]],
    ids=["annotate", "check"],
)
def test_a_full_disk_leaves_no_half_word_file(write, folder, cramped, arguments):
    write("a.txt", BLANK)
    ran = cramped(*arguments)
    assert ran.code == 2
    assert ran.err.endswith("can't be written (no file may grow so large there)\n")
    assert os.listdir(folder / "back") == []


def test_a_full_disk_leaves_a_document_that_was_to_be_fixed_as_it_was(write, folder, cramped):
    text = "关于宣传的记事\n\n" + "通过AAA群发布通知。\n" * 100
    write("a.txt", text)
    ran = cramped("fix", "a.txt")
    assert ran.code == 2
    assert "a.txt: no file may grow so large there" in ran.err
    assert (folder / "a.txt").read_text(encoding="utf-8") == text
    assert os.listdir(folder) == ["a.txt"]


def test_a_full_disk_leaves_no_half_yaml_of_what_was_learnt(write, folder, cramped):
    parts = "".join(f"甲{n}类{n}人，" for n in range(1, 40))
    text = f"共培训780人，其中{parts.rstrip('，')}。"
    for number in range(6):
        write(f"{number}.txt", f"记事\n\n{text}\n")
    write("out.yaml", "what was there")
    ran = cramped("learn", ".", "-o", "out.yaml")
    assert (ran.code, ran.err) == (2, "summarylint: out.yaml: can't be written (no file may grow so large there)\n")
    assert (folder / "out.yaml").read_text(encoding="utf-8") == "what was there"


@pytest.mark.parametrize("place", ["no/such/folder/out", "a.txt/out", "taken"])
@pytest.mark.parametrize("option", ["-o", "--write-baseline"])
def test_a_place_that_takes_no_file_is_named(write, folder, run, place, option):
    write("a.txt", BLANK)
    (folder / "taken").mkdir()
    ran = run("check", "a.txt", option, place)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"summarylint: {place}: can't be written (")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
@pytest.mark.parametrize("format_name", ["concise", "json", "html"])
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_reader_that_leaves_in_the_middle_ends_the_run_quietly(write, folder, monkeypatch, format_name, unbuffered):
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    write("a.txt", "关于培训的记事\n\n" + "全年开展培训xx场次，覆盖全部乡镇。\n" * 3000)
    command = [sys.executable, "-m", "summarylint", "check", "a.txt", "--format", format_name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert len(running.stdout.read(100)) == 100
        running.stdout.close()
        said = running.stderr.read()
        running.wait(timeout=60)
    assert (running.returncode, said) == (2, b"")


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("format_name", ["concise", "json"])
def test_a_disk_that_takes_half_of_standard_output_is_an_error(write, folder, process, format_name, unbuffered):
    write("a.txt", BLANK * 60)
    with open(folder / "out", "wb") as out:
        ran = process(
            *("check", "a.txt", "--format", format_name),
            stdout=out,
            preexec_fn=bound,
            env={"PYTHONUNBUFFERED": unbuffered},
        )
    assert (ran.code, ran.err) == (
        2,
        "summarylint: standard output: can't be written (no file may grow so large there)\n",
    )
