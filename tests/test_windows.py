"""What Windows lacks, taken away: real commands in processes of their own do the same without it."""

from __future__ import annotations

import json
import ntpath
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from summarylint import config, discover, globs
from summarylint.globs import matches

WITHOUT_POSIX = """\
import os, signal, subprocess, sys, types

# What the standard library itself does in another way on Windows keeps its own.
subprocess.signal = types.SimpleNamespace(**vars(signal))
import multiprocessing.util, multiprocessing.popen_spawn_posix, multiprocessing.resource_tracker, shutil, tempfile, random
import numpy  # Asks for the version of Linux where it finds itself on it.
multiprocessing.resource_tracker.signal = multiprocessing.popen_spawn_posix.signal = types.SimpleNamespace(**vars(signal))
for module in ("fcntl", "resource", "grp", "pwd", "posix_ipc", "termios", "tty", "pty", "syslog"):
    sys.modules[module] = None
for name in (
    "fork", "forkpty", "geteuid", "getegid", "getuid", "getgid", "uname", "mkfifo", "mknod", "chown", "lchown", "fchown", "fchmod",
    "killpg", "setsid", "getpgid", "getpgrp", "nice", "sched_getaffinity", "register_at_fork", "O_DIRECTORY", "O_NOFOLLOW",
    "O_CLOEXEC", "O_NONBLOCK", "O_SYNC", "sync", "fdatasync", "pread", "pwrite", "statvfs", "getloadavg", "link", "wait3", "wait4",
):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGKILL", "SIGPIPE", "SIGHUP", "SIGXCPU", "SIGXFSZ", "SIGUSR1", "SIGALRM", "alarm", "setitimer", "pthread_sigmask", "pause"):
    if hasattr(signal, name):
        delattr(signal, name)
"""
TEXT = "关于培训的总结\n\n通过AAA群发布通知，全年开展培训xx场次，覆盖全部乡镇。\n"


@pytest.fixture
def windows(write, process, folder):
    """A command in a process that lacks what Windows lacks, its workers too."""
    write("lib/sitecustomize.py", WITHOUT_POSIX)
    path = os.pathsep.join((str(folder / "lib"), os.environ.get("PYTHONPATH", "")))

    def ran(*arguments, **more):
        return process(*arguments, env={"PYTHONPATH": path, **more.pop("env", {})}, **more)

    return ran


@pytest.fixture
def documents(write):
    import docx

    for number in range(70):
        write(f"in/{number:02}.txt", TEXT.replace("关于", f"关于{number}"))
    document = docx.Document()
    for line in TEXT.split("\n"):
        document.add_paragraph(line)
    document.save("in/报告.docx")


def test_the_calls_are_gone(windows, write):
    code = "import os, signal; assert not hasattr(os, 'fork') and not hasattr(signal, 'SIGKILL'); import fcntl"
    path = {"PYTHONPATH": "lib", **{name: os.environ[name] for name in ("PATH",)}}
    done = subprocess.run([sys.executable, "-c", code], env=path, capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1].startswith("ModuleNotFoundError: import of fcntl halted")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_check_says_the_same(documents, process, windows, jobs):
    command = ("check", "in", "--format", "json", "--jobs", jobs)
    ran = windows(*command)
    assert ran == process(*command)
    assert ran.code == 1
    assert len(json.loads(ran.out)["submissions"]) == 71


@pytest.mark.slow
def test_files_are_written_fixed_and_annotated_the_same(documents, process, windows, folder):
    for run, place in ((process, "usual"), (windows, "there")):
        shutil.copytree("in", f"{place}/in")
        os.chdir(place)
        run("check", "in", "--format", "html=r.html", "--format", "docx=returned", "--write-baseline", "known")
        assert run("annotate", "in", "-o", "out").code == 0
        assert run("fix", "in").code == 0
        assert run("learn", "in", "-o", "learned.yaml").code == 0
        assert run("init", ".").code == 0
        os.chdir("..")
    files = {path.relative_to(folder / "usual") for path in (folder / "usual").rglob("*") if path.is_file()}
    assert len(files) > 71 + 2 * 141
    for path in files:
        if path.suffix != ".docx":
            assert (folder / "there" / path).read_bytes() == (folder / "usual" / path).read_bytes()
    assert files == {path.relative_to(folder / "there") for path in (folder / "there").rglob("*") if path.is_file()}


def test_an_archive_is_kept_the_same(documents, windows):
    assert windows("archive", "add", "in", "--archive", "past").out == "added 71, replaced 0, unchanged 0\n"
    assert windows("archive", "remove", "in/00.txt", "--archive", "past").code == 0
    assert windows("archive", "compact", "--archive", "past").code == 0
    assert windows("archive", "verify", "--archive", "past").out == "70 documents, all as they were written\n"
    assert windows("archive", "export", "out", "--archive", "past").code == 0
    assert windows("check", "in/01.txt", "--archive", "past", "--select", "duplicate").code in (0, 1)


def test_a_pdf_file_is_read_the_same(write, windows):
    import runpy

    worker = runpy.run_path(os.path.join(os.path.dirname(discover.__file__), "readers", "pdf", "worker.py"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "resource", None)
        worker["limit"](1 << 30, 60)
    write("a.pdf", b"%PDF-1.7\n")
    assert "PDF" in windows("check", "a.pdf").out


TASKKILL = """\
#!/bin/sh
[ "$1 $2 $3" = "/T /F /PID" ] || exit 1
echo "$4" >> "$SUMMARYLINT_TEST/killed"
for child in $(cat "/proc/$4/task/$4/children"); do kill -9 "$child"; done
kill -9 "$4"
"""


def test_libreoffice_is_ended_with_all_that_it_started(write, windows, folder):
    write("bin/taskkill", TASKKILL).chmod(0o755)
    write("bin/soffice", '#!/bin/sh\nsleep 60 &\necho $! > "$SUMMARYLINT_TEST/child"\nwait\n').chmod(0o755)
    write("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))
    hurry = "import summarylint.readers.office as office\noffice.TIMEOUT_SECONDS = 1\n"
    write("lib/sitecustomize.py", WITHOUT_POSIX + hurry)
    path = f"{folder}/bin{os.pathsep}{os.environ['PATH']}"
    ran = windows("check", "a.doc", env={"PATH": path, "SUMMARYLINT_TEST": str(folder)})
    assert "had not converted" in ran.out
    assert (folder / "killed").read_text().strip().isdigit()
    child = int((folder / "child").read_text())
    # Where nobody asks for how it ended, its number stays.
    state = Path("/proc", str(child), "stat")
    assert not state.exists() or ") Z " in state.read_text()


@pytest.fixture
def names_as_on_windows(monkeypatch):
    """The module that takes paths apart is that of Windows, where names differ by more than case."""
    system = type("os", (), {**vars(os), "name": "nt", "sep": "\\", "path": ntpath, "getcwd": lambda: "C:\\Work"})
    for module in (config, discover, globs):
        monkeypatch.setattr(module, "os", system)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("C:\\Work\\2024\\a.txt", "2024/a.txt"),
        ("c:\\work\\2024\\a.txt", "2024/a.txt"),
        ("2024\\a.txt", "2024/a.txt"),
        ("D:\\a.txt", "D:/a.txt"),
        ("C:\\Workshop\\a.txt", "C:/Workshop/a.txt"),
        ("\\\\server\\share\\a.txt", "//server/share/a.txt"),
        ("\\\\?\\D:\\long\\a.txt", "D:/long/a.txt"),
        ("\\\\?\\UNC\\server\\share\\a.txt", "//server/share/a.txt"),
    ],
)
def test_paths_are_shown_with_slashes(names_as_on_windows, path, shown):
    assert discover.shown(path) == shown


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("drafts/**", "C:\\Work\\drafts\\a.txt"),
        ("drafts\\**", "C:\\Work\\drafts\\a.txt"),
        ("Drafts", "c:\\work\\2024\\DRAFTS"),
        (".\\2024\\*.TXT", "C:\\Work\\2024\\a.txt"),
    ],
)
def test_what_a_config_leaves_out_is_told_as_windows_tells_names(names_as_on_windows, pattern, path):
    (checked,) = config._patterns([pattern], "exclude", "summarylint.toml")
    assert discover._excluded(path, (config._below("C:\\Work", checked),))
    assert not discover._excluded("C:\\Work\\kept\\b.txt", (config._below("C:\\Work", checked),))


def test_a_file_on_another_drive_than_its_config_is_no_error(names_as_on_windows):
    assert config._seen_from("C:\\Work", "D:\\in\\a.txt") == "D:/in/a.txt"
    assert matches("*.txt", "D:/in/a.txt")


def test_patterns_with_backslashes_mean_the_same_everywhere(write, report):
    write(
        "summarylint.toml",
        'exclude = ["drafts\\\\**"]\n[[overrides]]\nfiles = ["2024\\\\*.txt"]\nignore = ["placeholder"]\n',
    )
    for name in ("drafts/a.txt", "2024/b.txt", "c.txt"):
        write(name, TEXT)
    found = report(".", "--select", "placeholder")
    assert [row["path"] for row in found["submissions"]] == ["2024/b.txt", "c.txt"]
    assert {finding["path"] for finding in found["findings"]} == {"c.txt"}


def test_files_for_authors_have_names_that_windows_takes(write, run, folder):
    for name in ("CON.txt", "a:b?.txt", "end .txt", "名" * 80 + ".txt"):
        write(f"in/{name}", TEXT)
    assert run("annotate", "in", "-o", "out").code == 0
    names = sorted(os.listdir("out"))
    assert names[:6:2] == ["_CON.return-slip.docx", "a_b_.return-slip.docx", "end .return-slip.docx"]
    assert len(names) == 8
    assert all(len(name.encode()) <= 255 for name in names)
