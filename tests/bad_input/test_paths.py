"""Paths that stand for nothing, for what is no file, or for what can't be had: each is named, and the rest is still checked."""

from __future__ import annotations

import os
import socket
import time

import pytest

LINE = "全年开展培训xx场次，覆盖全部乡镇。\n"
BLANK = "关于培训的记事\n\n" + LINE


def test_a_missing_file_is_named(failed):
    assert failed("missing.txt")[0] == {"path": "missing.txt", "stage": "discover", "message": "no such file or folder"}


def test_a_path_through_a_file_is_named(failed):
    assert failed("beside.txt/more.txt")[0]["message"] == "Not a directory"


@pytest.mark.parametrize("content", [None, "notes.xlsx", ".hidden.txt", "~$lock.docx"])
def test_a_folder_without_documents_is_nothing_checked(write, folder, report, content):
    (folder / "empty").mkdir()
    if content:
        write(f"empty/{content}", "x")
    found = report("empty")
    assert found["code"] == 2
    assert found["errors"] == [
        {"path": "", "stage": "discover", "message": "nothing to check: no document in the given folders"}
    ]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs permissions that bind")
def test_a_file_without_permission_is_named(write, failed):
    write("secret.txt", BLANK).chmod(0)
    assert failed("secret.txt")[0]["message"] == "no permission to read it"


@pytest.mark.parametrize(
    ("error", "message"),
    [
        pytest.param(PermissionError(13, "Permission denied"), "no permission to read it", id="no permission"),
        pytest.param(FileNotFoundError(2, "No such file or directory"), "it has vanished", id="vanished"),
        pytest.param(OSError(5, "Input/output error"), "Input/output error", id="a broken disk"),
    ],
)
def test_a_file_that_can_not_be_opened_any_more_is_named(write, failed, monkeypatch, error, message):
    import builtins

    real = open

    def refusing(path, *more, **options):
        if path == "secret.txt":
            raise error
        return real(path, *more, **options)

    write("secret.txt", BLANK)
    monkeypatch.setattr(builtins, "open", refusing)
    said, rows, _ = failed("secret.txt")
    assert (said["stage"], said["message"]) == ("read", message)
    assert [row["verdict"] for row in rows] == ["unchecked"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_is_never_waited_for(folder, write, failed, report):
    os.mkfifo("pipe.txt")
    assert failed("pipe.txt")[0]["message"] == "not a regular file (a pipe, device or socket)"
    assert report(".")["summary"]["skipped"] == {"(no file)": 1}


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs sockets with names")
def test_devices_and_sockets_are_named(folder, failed):
    assert "device" in failed("/dev/null")[0]["message"]
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        assert "socket" in failed("socket.txt")[0]["message"]


def test_one_enormous_line_meets_the_size_limit(write, failed):
    write("line.txt", b"x" * (50 << 20))
    started = time.process_time()
    error, _, _ = failed("line.txt")
    assert error["message"] == "larger than 20 MiB; raise --max-size to check it"
    assert time.process_time() - started < 10
