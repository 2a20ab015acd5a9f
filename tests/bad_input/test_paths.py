"""Paths that stand for nothing, for what is no file, or for what can't be had: each is named, and the rest is still checked."""

from __future__ import annotations

import io
import os
import socket
import time

import pytest

LINE = "全年开展培训xx场次，覆盖全部乡镇。\n"
BLANK = "关于培训的记事\n\n" + LINE

needs_links = pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")


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


class Disturbed(io.FileIO):
    """A file to which something happens once a piece of it has been read."""

    act = None

    def read(self, size=-1):
        piece = super().read(size)
        if self.act:
            self.act()
            self.act = None
        return piece


@pytest.fixture
def meanwhile(monkeypatch):
    """Do something to `name` before it is opened to be read, or once a piece of it has been."""
    real = open

    def arranged(name, act, *, opened):
        def acting(path, mode="r", *more, **options):
            if path != name or mode != "rb":
                return real(path, mode, *more, **options)
            if not opened:
                act()
                return real(path, mode, *more, **options)
            file = Disturbed(path)
            file.act = act
            return file

        monkeypatch.setattr("builtins.open", acting)

    return arranged


def test_a_file_that_vanishes_during_the_run_is_named(write, report, meanwhile):
    write("beside.txt", BLANK)
    path = write("draft.txt", BLANK)
    meanwhile("draft.txt", path.unlink, opened=False)
    found = report("draft.txt", "beside.txt")
    assert found["errors"] == [{"path": "draft.txt", "stage": "read", "message": "it has vanished"}]
    assert (found["code"], [finding["path"] for finding in found["findings"]]) == (2, ["beside.txt"])


CHANGED = "it changed during the run; check it again once it is written"


@pytest.mark.parametrize("opened", [True, False], ids=["while it is read", "before it is read"])
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(BLANK + "下一步，继续推进。\n", id="grown"),
        pytest.param("关于", id="shrunk"),
        pytest.param("", id="emptied"),
    ],
)
def test_a_file_that_changes_during_the_run_is_named(write, run, report, meanwhile, content, opened):
    write("beside.txt", BLANK)
    path = write("draft.txt", BLANK)
    meanwhile("draft.txt", lambda: path.write_bytes(content.encode()), opened=opened)
    found = report("draft.txt", "beside.txt")
    assert found["code"] == 2
    assert found["errors"] == [{"path": "draft.txt", "stage": "read", "message": CHANGED}]
    assert [finding["path"] for finding in found["findings"]] == ["beside.txt"]


def test_a_file_that_is_written_anew_with_as_many_bytes_is_named(write, report, meanwhile):
    path = write("draft.txt", BLANK)

    def again():
        path.write_bytes(BLANK.encode())
        os.utime(path, ns=(1, 1))

    meanwhile("draft.txt", again, opened=True)
    assert [error["message"] for error in report("draft.txt")["errors"]] == [CHANGED]


def test_a_file_that_grows_without_end_is_read_to_the_limit(write, report, meanwhile):
    path = write("log.txt", BLANK)

    def grow():
        with path.open("ab") as file:
            file.truncate(30 << 20)

    meanwhile("log.txt", grow, opened=True)
    assert [error["message"] for error in report("log.txt")["errors"]] == [CHANGED]


@needs_links
def test_links_that_lead_out_or_in_a_circle_are_passed_over_and_counted(write, folder, tmp_path, report):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(BLANK, encoding="utf-8")
    write("sub/real.txt", BLANK)
    for name, target in (("out.txt", outside / "secret.txt"), ("folder", outside), ("up", ".."), ("here", ".")):
        (folder / "sub" / name).symlink_to(target)
    found = report("sub")
    assert (found["code"], [row["path"] for row in found["submissions"]]) == (1, ["sub/real.txt"])
    assert found["summary"]["skipped"] == {"(link outside)": 4}


@needs_links
@pytest.mark.parametrize("target", ["gone.txt", "link.txt"], ids=["nothing", "itself"])
def test_a_link_to_nothing_or_to_itself_is_named(write, folder, failed, report, target):
    (folder / "link.txt").symlink_to(target)
    assert failed("link.txt")[0]["stage"] == "discover"
    assert [error["path"] for error in report(".")["errors"]] == ["link.txt"]


def test_a_file_beyond_the_size_that_was_given_is_named(write, failed):
    write("large.txt", BLANK.encode() + b"x" * (1 << 20))
    assert failed("large.txt", "--max-size", "1")[0]["message"] == "larger than 1 MiB; raise --max-size to check it"


def test_standard_input_beyond_the_size_is_named(report):
    found = report("-", "--max-size", "1", stdin=b"x" * ((1 << 20) + 1))
    assert [error["message"] for error in found["errors"]] == ["larger than 1 MiB; raise --max-size to check it"]


def test_a_file_that_the_cloud_has_not_brought_down_is_empty_and_not_clean(write, report):
    write("placeholder.docx", b"")
    found = report("placeholder.docx")
    assert (found["code"], found["summary"]["by_rule"]) == (1, {"document/empty": 1})
