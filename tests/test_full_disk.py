"""A full disk under everything that writes: one line that names the place, nothing half, and what was there as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

TEXT = "关于培训的总结\n\n通过AAA群发布通知，全年开展培训xx场次，覆盖全部乡镇。\n"
PARTS = "关于走访的总结\n\n今年走访{}户，其中城区{}户，郊区20户。\n"
ROOM_BYTES = 192 << 10


@pytest.fixture
def disk(folder):
    """A disk, or what behaves like one, with hardly any room left."""
    place = folder / "disk"
    place.mkdir()
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("no permissions to mount a disk")
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM_BYTES}", "none", place]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no permissions to mount a disk")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def fill(disk, leaving=0):
    """Use up what is left of the disk but for `leaving` bytes."""
    with open(disk / "filler", "ab", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096):
                pass
        except OSError:
            pass
    if leaving:
        os.truncate(disk / "filler", os.path.getsize(disk / "filler") - leaving)


def content_of(disk):
    return {str(path.relative_to(disk)): path.read_bytes() for path in disk.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "place"),
    [
        *((f"check in --format {name}=disk/there", "disk/there") for name in ("text", "json", "html", "xlsx", "sarif")),
        ("check in --format docx=disk/out", "disk/out"),
        ("check in --format json=kept.json --format html=disk/there", "disk/there"),
        ("check in --write-baseline disk/new", "disk/new"),
        ("learn in -o disk/there", "disk/there"),
        ("annotate in -o disk/out", "disk/out"),
        ("annotate a.docx --clean -o disk/out", "disk/out"),
        ("fix disk/there", "disk/there"),
        ("init disk", "disk/summarylint.toml"),
        ("archive add in --archive disk/new", "disk/new"),
        ("archive add in --archive disk/past", "disk/past"),
        ("archive compact --archive disk/past", "disk/past"),
        ("archive export disk/out --archive past", "disk/out"),
        ("archive phrases --documents 2 -o disk/new --archive past", "disk/new"),
    ],
)
def test_a_full_disk_is_one_line_and_leaves_no_half_file(write, process, disk, folder, command, place):
    import docx

    for number in range(3):
        write(f"in/{number}.txt", TEXT + f"全年完成调研{number}次。\n" * 30)
        write(f"in/{number}0.txt", PARTS.format(30 + number, 10 + number))
    docx.Document().save(folder / "a.docx")
    write("disk/there", TEXT)
    process("archive", "add", "in", "--archive", "past")
    if "disk/past" in command:
        process("archive", "add", "in/00.txt", "in/10.txt", "--archive", "disk/past")
    fill(disk)
    before = content_of(disk)
    ran = process(*command.split())
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert ran.err.startswith(f"summarylint: {place}")
    assert "disk is full" in ran.err
    after = content_of(disk)
    assert {name: content for name, content in after.items() if content} == before
    assert set(after) - set(before) <= {"new/catalogue.sqlite"}
    if "kept" in command:
        assert (folder / "kept.json").read_text("utf-8").endswith("}\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file sizes")
@pytest.mark.parametrize("command", ["check a.txt --format html=r.html", "annotate a.txt -o out", "fix large.txt"])
def test_a_file_that_grows_too_large_is_one_line_and_no_file(write, process, folder, command):
    import resource

    write("a.txt", TEXT)
    large = write("large.txt", TEXT * 100)

    def small_files_only():
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    ran = process(*command.split(), preexec_fn=small_files_only)
    assert ran.code == 2
    assert ran.err.splitlines()[0].startswith("summarylint: ")
    assert "no file may grow so large there" in ran.err
    assert large.read_text("utf-8") == TEXT * 100
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {"a.txt", "large.txt"}


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice")
def test_a_full_disk_for_temporary_files_is_said_of_the_file(write, report, disk, monkeypatch):
    write("a.rtf", rb"{\rtf1 text}" + bytes(1000))
    fill(disk)
    monkeypatch.setattr("tempfile.tempdir", str(disk))
    found = report("a.rtf")
    assert found["code"] == 2
    assert [error["path"] for error in found["errors"]] == ["a.rtf"]
    assert "broke" not in found["errors"][0]["message"]
