"""Writing files whole or not at all, with the disk, the folder or another process in the way."""

from __future__ import annotations

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from summarylint.errors import UnwritableError, said
from summarylint.files import create, foresee, make_folder, replace, safe_name

WRITERS = {"replace": replace, "create": create}
both = pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, ""), KeyboardInterrupt()], ids=["a full disk", "Ctrl-C"])
@pytest.mark.parametrize(
    ("write", "call"),
    [
        *((write, call) for write in (replace, create) for call in ("write", "close", "os.replace")),
        # A new file takes nothing's place.
        (replace, "os.fsync"),
    ],
)
def test_what_fails_leaves_nothing(folder, monkeypatch, write, call, error):
    def fails(*_):
        raise error

    if call.startswith("os."):
        monkeypatch.setattr(call, fails)
    else:
        failing(monkeypatch, call, fails)
    with pytest.raises(UnwritableError if isinstance(error, OSError) else KeyboardInterrupt):
        write("report", b"new")
    assert os.listdir(folder) == []


def failing(monkeypatch, name, fails):
    """Files whose `name` method fails, as it does on network drives that are full only once they are closed."""
    import builtins

    opened = builtins.open

    class File:
        def __init__(self, *arguments, **more):
            self.file = opened(*arguments, **more)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.file.close()
            if name == "close":
                fails()

        def __getattr__(self, asked):
            return fails if asked == name else getattr(self.file, asked)

    monkeypatch.setattr(builtins, "open", File)


@both
@pytest.mark.parametrize(
    ("path", "why"),
    [
        pytest.param("no/such/folder/report", "there is no such folder", id="a missing folder"),
        pytest.param("file/report", "there is no such folder", id="a file where a folder should be"),
        pytest.param("名" * 90, "the name is too long", id="a long name"),
    ],
)
def test_a_place_that_takes_no_file_is_said_in_one_line(folder, write, path, why):
    (folder / "file").write_bytes(b"")
    with pytest.raises(UnwritableError) as raised:
        write(path, b"new")
    assert str(raised.value) == f"{path}: can't be written ({why})"
    assert said(raised.value, "zh").startswith(f"{path}：不能写入（")
    assert os.listdir(folder) == ["file"]


def test_what_can_be_foreseen_is_said_before_the_work(folder, monkeypatch):
    (folder / "taken").mkdir()
    (folder / "protected").write_bytes(b"")
    foresee("report")
    for path, why in (("taken", "it is a folder"), ("none/report", "there is no such folder")):
        with pytest.raises(UnwritableError, match=why):
            foresee(path)
    # Root may write everything, so the system's answer is a stand-in.
    monkeypatch.setattr(os, "access", lambda *_: False)
    for path in ("protected", "report"):
        with pytest.raises(UnwritableError, match="no permission"):
            foresee(path)


def test_a_folder_that_is_a_file_is_said(folder):
    (folder / "out").write_bytes(b"")
    with pytest.raises(UnwritableError, match=r"^out: can't be written \(it is a file and no folder\)$"):
        make_folder("out")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_file_that_is_replaced_keeps_its_permissions_and_a_new_one_is_as_any(folder):
    (folder / "secret").write_bytes(b"old")
    (folder / "secret").chmod(0o600)
    before = os.umask(0o027)
    try:
        for write, name in ((replace, "secret"), (replace, "a"), (create, "b")):
            write(name, b"new")
    finally:
        os.umask(before)
    modes = {name: stat.S_IMODE(os.stat(name).st_mode) for name in os.listdir(folder)}
    assert modes == {"secret": 0o600, "a": 0o640, "b": 0o640}


def test_what_is_no_more_as_it_was_read_is_not_replaced(folder):
    (folder / "a.txt").write_bytes(b"changed")
    with pytest.raises(UnwritableError, match="someone else changed it"):
        replace("a.txt", b"new", old=b"old")
    assert (folder / "a.txt").read_bytes() == b"changed"
    assert os.listdir(folder) == ["a.txt"]


@pytest.mark.parametrize("there", ["a file", "a folder", "a link that leads nowhere"])
def test_nothing_is_ever_created_over_anything(folder, there):
    if there == "a file":
        (folder / "a").write_bytes(b"old")
    elif there == "a folder":
        (folder / "a").mkdir()
    else:
        (folder / "a").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        create("a", b"new")
    assert os.listdir(folder) == ["a"]
    assert there != "a file" or (folder / "a").read_bytes() == b"old"


@pytest.mark.parametrize("renames", [False, True], ids=["POSIX", "as Windows renames"])
def test_of_many_that_create_one_file_at_once_one_does(folder, monkeypatch, renames):
    """Windows, whose `rename` replaces nothing, is a stand-in by what does the same."""
    if renames and os.name != "nt":

        def rename(old, new):
            os.link(old, new)
            os.unlink(old)

        monkeypatch.setattr(
            "summarylint.files.os", type("os", (), {**vars(os), "name": "nt", "rename": staticmethod(rename)})
        )

    def tried(number):
        try:
            create("a", b"%d" % number * 1000)
        except FileExistsError:
            return 0
        return 1

    for _ in range(20):
        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(tried, range(8))) == 1
        assert len(set((folder / "a").read_bytes())) == 1
        assert os.listdir(folder) == ["a"]
        os.unlink("a")


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_device_is_written_to_and_stays_one(folder):
    replace(os.devnull, b"new")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.parametrize(
    ("stem", "suffix", "name"),
    [
        ("总结", ".docx", "总结.docx"),
        ("CON", ".checked.docx", "_CON.checked.docx"),
        ("nul.txt", ".md", "_nul.txt.md"),
        ("com1 ", ".docx", "_com1 .docx"),
        ("console", ".docx", "console.docx"),
        ('a<b>:"c|d?e*f\\g/h\x07', ".docx", "a_b___c_d_e_f_g_h_.docx"),
        ("trailing. ", "", "trailing"),
        ("..", "", "_"),
        ("", "", "_"),
        pytest.param("名" * 100, ".已批注.docx", "名" * 80 + ".已批注.docx", id="too many bytes"),
        pytest.param("a" * 300, ".docx", "a" * 250 + ".docx", id="too many letters"),
    ],
)
def test_names_are_such_as_every_system_takes(stem, suffix, name):
    assert safe_name(stem, suffix) == name
    assert len(name.encode()) <= 255
