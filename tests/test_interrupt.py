"""Ctrl-C, as a terminal sends it to all processes of a command: 130, nothing said, nothing left, nothing half."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")

TEXT = "关于培训的总结\n\n通过AAA群发布通知，全年开展培训xx场次，覆盖全部乡镇。\n"
PATIENCE_SECONDS = 30


def until(condition):
    ends = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < ends, "it never came to it"
        time.sleep(0.01)


@pytest.fixture
def many(write):
    """Documents that take any command some seconds."""
    for number in range(150):
        write(f"in/{number:03}.txt", TEXT + f"全年完成调研{number}次，走访群众300户。\n" * 30)


@pytest.fixture
def interrupt(folder, monkeypatch):
    """Start a command, interrupt it once it has come to something, and see that nothing of it is left."""
    (folder / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(folder / "tmp"))
    monkeypatch.setenv("SUMMARYLINT_TEST", str(folder))

    def interrupted(*arguments, once, times=1):
        command = [sys.executable, "-m", "summarylint", *arguments]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        ) as running:
            until(lambda: once() or running.poll() is not None)
            started = time.monotonic()
            for _ in range(times):
                with suppress(ProcessLookupError):
                    os.killpg(running.pid, signal.SIGINT)
                time.sleep(0.02)
            out, err = running.communicate(timeout=PATIENCE_SECONDS)
        assert (running.returncode, err) == (130, b""), out
        assert time.monotonic() - started < 5
        until(lambda: not left_over(folder))
        assert os.listdir(folder / "tmp") == []
        assert not [
            path for path in folder.rglob("*") if path.name.startswith(".summarylint-") or path.suffix == ".part"
        ]
        return out

    return interrupted


def left_over(folder):
    """Processes that still run of those that the test began."""
    mark = f"SUMMARYLINT_TEST={folder}".encode()
    found = []
    for number in filter(str.isdigit, os.listdir("/proc")):
        try:
            if int(number) != os.getpid() and mark in Path("/proc", number, "environ").read_bytes().split(b"\0"):
                found.append(number)
        except OSError:
            continue
    return found


def after(seconds):
    ends = time.monotonic() + seconds
    return lambda: time.monotonic() > ends


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_check_ends(many, interrupt, folder, jobs):
    report = ("--format", "json=r.json", "--format", "docx=out", "--write-baseline", "known")
    assert interrupt("check", "in", "--jobs", jobs, *report, once=(folder / "out").exists) == b""
    assert not (folder / "r.json").exists()
    assert not (folder / "known").exists()


def test_what_annotate_wrote_is_whole_and_told(many, interrupt, folder):
    out = interrupt("annotate", "in", "-o", "out", once=lambda: len(list(folder.glob("out/*"))) > 5)
    there = {str(path.relative_to(folder)) for path in folder.glob("out/*")}
    # It may have come between the last one and its name.
    assert len(there - set(out.decode().splitlines())) <= 1
    assert all(zipfile.ZipFile(path).testzip() is None for path in there if path.endswith(".docx"))


def test_what_fix_wrote_is_whole_and_the_rest_as_it_was(many, interrupt, folder):
    before = {path.name: path.read_bytes() for path in folder.glob("in/*")}

    def fixed():
        return [name for name, old in before.items() if (folder / "in" / name).read_bytes() != old]

    with open(os.devnull, "wb") as nowhere:
        command = [sys.executable, "-m", "summarylint", "fix", "in"]
        with subprocess.Popen(command, stdout=nowhere, stderr=nowhere, start_new_session=True) as running:
            until(fixed)
            os.killpg(running.pid, signal.SIGINT)
    assert running.returncode == 130
    for name in fixed():
        assert (folder / "in" / name).read_bytes() == before[name].replace("AAA群".encode(), "微信群".encode())
    assert len(fixed()) < len(before) == len(os.listdir("in"))


@pytest.mark.slow
def test_an_archive_is_as_it_was(many, write, interrupt, process, folder):
    write("past.txt", TEXT)
    process("archive", "add", "past.txt", "--archive", "past")
    began = (folder / "past/catalogue.sqlite-journal").exists
    assert interrupt("archive", "add", "in", "--archive", "past", once=began) == b""
    assert process("archive", "verify", "--archive", "past").out == "1 documents, all as they were written\n"
    assert len(os.listdir("past/segments")) == 1


@pytest.mark.slow
def test_what_export_wrote_is_whole(many, interrupt, process, folder):
    process("archive", "add", "in", "--archive", "past")
    interrupt("archive", "export", "out", "--archive", "past", once=lambda: len(list(folder.glob("out/in/*"))) > 5)
    for path in folder.glob("out/in/*"):
        assert path.read_bytes() == (folder / "in" / path.name).read_bytes()


SLEEPING = {
    "doc": '#!/bin/sh\nsleep 60 &\necho > "$SUMMARYLINT_TEST/started-$$"\nwait\n',
    "pdf": '#!/bin/sh\necho > "$SUMMARYLINT_TEST/started-$$"\nexec sleep 60\n',
}
"""Stand in for LibreOffice, which starts others, and for the Python that runs pdfium."""


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("times", [1, 3], ids=["once", "again and again"])
@pytest.mark.parametrize("suffix", ["doc", "pdf"])
def test_the_programs_that_read_end_too(write, interrupt, folder, monkeypatch, suffix, jobs, times):
    monkeypatch.setenv("PATH", f"{folder}/bin", prepend=os.pathsep)
    monkeypatch.setenv("PYTHONPATH", f"{folder}/lib", prepend=os.pathsep)
    program = write("bin/soffice", SLEEPING[suffix])
    program.chmod(0o755)
    write("lib/sitecustomize.py", f"import sys; sys.executable = {str(program)!r}" if suffix == "pdf" else "")
    magic = {"doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "pdf": b"%PDF-1.7\n"}[suffix]
    for number in range(3):
        # Each is a chunk, so that two processes are at it at once.
        write(f"in/{number}.{suffix}", magic + bytes(1 << 20))
    interrupt("check", "in", "--jobs", str(jobs), once=lambda: len(list(folder.glob("started-*"))) == jobs, times=times)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_at_any_moment(many, interrupt, jobs):
    for tenths in range(2, 22, 2):
        interrupt("check", "in", "--jobs", jobs, "--format", "json", once=after(tenths / 10))
