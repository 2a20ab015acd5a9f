"""Broken archives: what is damaged is said, exit code 2, and nothing that is sound is lost."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest


def flipped(path, offset):
    content = bytearray(path.read_bytes())
    content[offset] ^= 1 << (offset % 8)
    path.write_bytes(content)


def all_of(run):
    """What an archive says of itself and gives back."""
    ran = run("archive", "list", "--archive", "past", "--format", "json")
    shutil.rmtree("out", ignore_errors=True)
    exported = run("archive", "export", "out", "--archive", "past")
    texts = {path.name: path.read_bytes() for path in Path("out").rglob("*.txt")}
    return ran.code, ran.out, exported.code, texts


@pytest.fixture
def broken(past, folder):
    """The archive, and how to make it whole again."""
    shutil.copytree(folder / "past", folder / "kept")

    def restore():
        shutil.rmtree(folder / "past")
        shutil.copytree(folder / "kept", folder / "past")

    return restore


def test_a_flipped_bit_in_a_segment_is_found_and_compact_mends_it(broken, run, folder, write, report, story):
    segment = folder / "past/segments/00000001.npy"
    dice = random.Random(4)
    for offset in [0, 7, 130, *dice.sample(range(os.path.getsize(segment)), 12)]:
        broken()
        flipped(segment, offset)
        ran = run("archive", "verify", "--archive", "past")
        assert (ran.code, "00000001.npy is damaged" in ran.err) == (2, True), offset
    assert run("archive", "compact", "--archive", "past").code == 0
    assert run("archive", "verify", "--archive", "past").code == 0
    write("new.txt", f"红石镇工作总结\n\n{story(2)}\n")
    assert report("new.txt", "--archive", "past", "--select", "duplicate")["findings"]


def test_a_flipped_bit_in_the_catalogue_is_found_or_harmless(broken, run, folder):
    catalogue = folder / "past/catalogue.sqlite"
    whole = all_of(run)
    dice = random.Random(9)
    found = 0
    for offset in dice.sample(range(os.path.getsize(catalogue)), 120):
        broken()
        flipped(catalogue, offset)
        ran = run("archive", "verify", "--archive", "past")
        assert ran.code in (0, 2)
        if ran.code == 0:
            assert all_of(run) == whole, offset
        found += ran.code == 2
    # Most of a small catalogue is empty pages.
    assert found


@pytest.mark.parametrize("name", ["catalogue.sqlite", "segments/00000001.npy"])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_truncated_file_is_told(broken, run, folder, write, name, share):
    path = folder / "past" / name
    path.write_bytes(path.read_bytes()[: int(share * os.path.getsize(path))])
    assert run("archive", "verify", "--archive", "past").code == 2
    if "segments" in name:
        write("new.txt", "红石镇工作总结\n\n一切都好。\n")
        assert run("check", "new.txt", "--archive", "past").code == 2
        assert run("archive", "compact", "--archive", "past").code == 0
        assert run("archive", "verify", "--archive", "past").code == 0


def test_an_archive_without_its_catalogue_is_not_begun_anew(broken, run, folder, write):
    write("more.txt", "一切都好。")
    for content in (b"", None):
        (folder / "past/catalogue.sqlite").unlink()
        if content is not None:
            (folder / "past/catalogue.sqlite").write_bytes(content)
        ran = run("archive", "add", "more.txt", "--archive", "past")
        assert (ran.code, "missing or empty, though the archive is not" in ran.err) == (2, True)
        assert os.listdir(folder / "past/segments") == ["00000001.npy"]
        (folder / "past/catalogue.sqlite").write_bytes(b"")


def test_a_lost_segment_is_told_and_made_anew(broken, run, folder, write, story):
    (folder / "past/segments/00000001.npy").unlink()
    write("new.txt", f"红石镇工作总结\n\n{story(2)}\n")
    assert run("check", "new.txt", "--archive", "past").code == 2
    assert run("archive", "verify", "--archive", "past").code == 2
    assert run("archive", "compact", "--archive", "past").code == 0
    assert run("check", "new.txt", "--archive", "past", "--select", "duplicate").code == 1


def test_a_damaged_text_is_told_by_name_and_can_be_replaced(broken, run, folder, write, report, story):
    with sqlite3.connect(folder / "past/catalogue.sqlite") as sql:
        sql.execute("UPDATE documents SET text = zeroblob(40) WHERE path = '青石.txt'")
    sql.close()
    write("new.txt", f"红石镇工作总结\n\n{story(1)[:150]}{story(2)[:150]}\n")
    found = report("new.txt", "--archive", "past", "--select", "duplicate")
    assert (found["code"], len(found["findings"]), len(found["errors"])) == (2, 1, 1)
    message = "the text of '2023/青石.txt' is damaged"
    assert message in found["errors"][0]["message"]
    for command in ("verify", "compact"):
        ran = run("archive", command, "--archive", "past")
        assert (ran.code, message in ran.err) == (2, True)
    assert run("archive", "remove", "2023/青石.txt", "--archive", "past").code == 0
    assert run("archive", "add", "2023", "--archive", "past").out.startswith("added 1")
    assert run("archive", "verify", "--archive", "past").code == 0


@pytest.mark.parametrize(
    ("pragma", "message"),
    [
        ("user_version = 2", "written by a newer summarylint (format 2; this one knows 1): update it"),
        ("application_id = 7", "not a catalogue of an archive"),
    ],
)
def test_a_catalogue_of_another_kind_is_refused(past, run, folder, pragma, message):
    with sqlite3.connect(folder / "past/catalogue.sqlite") as sql:
        sql.execute(f"PRAGMA {pragma}")
    sql.close()
    for arguments in (("verify",), ("add", "2023"), ("list",), ("compact",)):
        ran = run("archive", *arguments, "--archive", past)
        assert (ran.code, message in ran.err) == (2, True), arguments


def test_fingerprints_of_another_version_are_refused_and_made_anew(past, run, folder, write, story):
    with sqlite3.connect(folder / "past/catalogue.sqlite") as sql:
        sql.execute("UPDATE fingerprints SET normaliser = 0")
    sql.close()
    write("new.txt", f"红石镇工作总结\n\n{story(2)}\n")
    ran = run("check", "new.txt", "--archive", past)
    assert (ran.code, "archive compact" in ran.out) == (2, True)
    assert run("archive", "add", "new.txt", "--archive", past).code == 2
    assert run("archive", "compact", "--archive", past).code == 0
    assert run("check", "new.txt", "--archive", past, "--select", "duplicate").code == 1


def test_what_a_crash_left_is_passed_over_and_swept_away(past, run, folder, write, story):
    rubbish = folder / "past/segments/00000099.npy"
    rubbish.write_bytes(b"half a segment")
    (folder / "past/segments/00000100.npy.part").write_bytes(b"")
    write("more.txt", story(8))
    assert run("archive", "verify", "--archive", past).code == 0
    assert run("archive", "add", "more.txt", "--archive", past).code == 0
    assert not rubbish.exists()
    assert not any(name.endswith(".part") for name in os.listdir(folder / "past/segments"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file sizes")
def test_a_full_disk_is_one_line_and_changes_nothing(past, process, folder, write, story):
    import resource

    for number in range(300):
        write(f"many/{number}.txt", story(1000 + number))
    small = os.path.getsize(folder / "past/catalogue.sqlite") + 8192

    def small_files_only():
        resource.setrlimit(resource.RLIMIT_FSIZE, (small, small))

    ran = process("archive", "add", "many", "--archive", past, preexec_fn=small_files_only)
    assert ran.code == 2
    assert ran.err.startswith("summarylint: past: ")
    assert len(ran.err.splitlines()) == 1
    assert process("archive", "verify", "--archive", past).out == "3 documents, all as they were written\n"
    assert process("archive", "add", "many", "--archive", past).out.startswith("added 300")


# Root reads and writes whatever it likes, unless it gives that up.
AS_ANYBODY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.mark.skipif(os.name == "nt" or (IS_ROOT and not shutil.which("setpriv")), reason="needs permissions that bind")
def test_a_read_only_archive_is_read_and_not_written(past, folder, write, story):
    write("new.txt", f"红石镇工作总结\n\n{story(2)}\n")
    paths = [folder / "past", folder / "past/segments", folder / "past/catalogue.sqlite"]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    command = [*(AS_ANYBODY if IS_ROOT else []), sys.executable, "-m", "summarylint"]

    def ran(*arguments):
        return subprocess.run([*command, *arguments, "--archive", past], capture_output=True, text=True, check=False)

    try:
        assert ran("check", "new.txt", "--select", "duplicate").returncode == 1
        added = ran("archive", "add", "new.txt")
        message = "summarylint: past: the folder or its catalogue can't be written\n"
        assert (added.returncode, added.stderr) == (2, message)
    finally:
        for path in paths:
            path.chmod(0o755)


def test_a_folder_that_cannot_hold_segments_changes_nothing(run, write, folder, story):
    write("a.txt", story(1))
    run("archive", "add", "a.txt", "--archive", "past")
    shutil.rmtree(folder / "past/segments")
    (folder / "past/segments").write_text("")
    write("b.txt", story(2))
    ran = run("archive", "add", "b.txt", "--archive", "past")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert run("archive", "list", "--archive", "past").out.count("\n") == 1
