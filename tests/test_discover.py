"""Which files a path stands for."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from summarylint.discover import DOCUMENT_SUFFIXES, discover

TEXT = "关于调研的记事\n\n全年完成调研12次。\n"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
needs_links = pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")


def names(*paths):
    return [source.name for source in discover(paths).sources]


def test_a_folder_means_its_documents_in_sorted_order(write):
    for suffix in DOCUMENT_SUFFIXES:
        write(f"deep/er/x{suffix}", TEXT)
    for name in ("b.txt", "a.TXT", "deep/a.md", "汇报.txt"):
        write(name, TEXT)
    expected = [
        "a.TXT",
        "b.txt",
        "deep/a.md",
        *sorted(f"deep/er/x{suffix}" for suffix in DOCUMENT_SUFFIXES),
        "汇报.txt",
    ]
    assert names(".") == expected


def test_other_files_are_counted_by_suffix(write, report):
    for name in ("a.xlsx", "sub/b.XLSX", "c.png", "Makefile", "a.txt"):
        write(name, TEXT)
    assert report(".")["summary"]["skipped"] == {"(none)": 1, ".png": 1, ".xlsx": 2}


def test_hidden_and_lock_files_are_left_out(write):
    for name in (".hidden.txt", ".git/a.txt", "sub/.cache/b.txt", "~$a.docx", "a.txt"):
        write(name, TEXT)
    found = discover(["."])
    assert ([source.name for source in found.sources], found.skipped) == (["a.txt"], {})


@pytest.mark.parametrize("name", [".hidden.txt", "notes", "notes.log", "~$a.txt"])
def test_a_named_file_is_always_tried(write, name):
    write(name, TEXT)
    assert names(name) == [name]


@needs_links
def test_a_file_met_twice_is_checked_once(write, folder):
    write("a.txt", TEXT)
    (folder / "again.txt").symlink_to("a.txt")
    assert names("a.txt", "./a.txt", ".", folder / "a.txt") == ["a.txt"]


@pytest.mark.parametrize("given", ["a.txt", "./a.txt", "sub/../a.txt", "{folder}/a.txt"])
def test_a_file_is_called_by_its_path_from_the_current_folder(write, folder, given):
    write("sub/b.txt", TEXT)
    write("a.txt", TEXT)
    assert names(given.format(folder=folder)) == ["a.txt"]


def test_a_file_outside_the_current_folder_is_called_as_it_was_given(write, monkeypatch, folder):
    write("a.txt", TEXT)
    (folder / "sub").mkdir()
    monkeypatch.chdir("sub")
    assert names("../a.txt") == ["../a.txt"]
    assert names(str(folder / "a.txt")) == [str(folder / "a.txt")]


@needs_links
def test_links_inside_are_followed_and_links_outside_are_not(write, folder, tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text(TEXT)
    write("sub/real.txt", TEXT)
    (folder / "sub" / "out.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (folder / "sub" / "folder").symlink_to(tmp_path / "outside")
    (folder / "sub" / "relative.txt").symlink_to("../../outside/secret.txt")
    found = discover(["sub"])
    assert [source.name for source in found.sources] == ["sub/real.txt"]
    assert found.skipped == {"(link outside)": 3}
    assert names("sub/out.txt") == ["sub/out.txt"]


@needs_links
def test_a_folder_that_is_a_link_is_walked(write, folder):
    write("real/a.txt", TEXT)
    (folder / "link").symlink_to("real")
    assert names("link") == ["link/a.txt"]


@needs_links
def test_links_that_lead_back_end(write, folder):
    write("sub/a.txt", TEXT)
    (folder / "sub" / "loop").symlink_to("..")
    assert names(".") == ["sub/a.txt"]


@needs_links
@pytest.mark.parametrize("target", ["gone.txt", "broken.txt"])
def test_a_link_to_nothing_is_a_failure(write, folder, target):
    write("a.txt", TEXT)
    (folder / "broken.txt").symlink_to(target)
    found = discover(["."])
    assert [source.name for source in found.sources] == ["a.txt"]
    assert [(failure.path, failure.stage) for failure in found.failures] == [("broken.txt", "discover")]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs permissions that bind")
def test_a_folder_without_permission_is_a_failure(write, folder):
    write("closed/a.txt", TEXT)
    (folder / "closed").chmod(0)
    try:
        assert [(failure.path, failure.message) for failure in discover(["."]).failures] == [
            ("closed", "no permission to read it")
        ]
    finally:
        (folder / "closed").chmod(0o700)


def git(*arguments):
    subprocess.run(["git", *arguments], check=True, capture_output=True)


@needs_git
def test_files_that_git_ignores_are_left_out(write):
    git("init", "-q")
    write(".gitignore", "drafts/\n*.old.txt\n!keep.old.txt\n")
    for name in ("a.txt", "a.old.txt", "keep.old.txt", "drafts/b.txt", "sub/c.old.txt", "sub/汇报 1.txt", 'sub/"q".md'):
        write(name, TEXT)
    assert names(".") == ["a.txt", "keep.old.txt", 'sub/"q".md', "sub/汇报 1.txt"]
    assert names("sub") == ['sub/"q".md', "sub/汇报 1.txt"]
    assert names("drafts/b.txt") == ["drafts/b.txt"]


@needs_git
@needs_links
def test_what_git_ignores_is_left_out_behind_a_link_too(write, folder, monkeypatch):
    git("init", "-q")
    write(".gitignore", "*.old.txt\n")
    write("sub/a.txt", TEXT)
    write("sub/a.old.txt", TEXT)
    (folder / "link").symlink_to("sub")
    assert names("link") == ["link/a.txt"]
    monkeypatch.chdir("sub")
    assert names(".") == ["a.txt"]


@needs_git
def test_a_repository_runs_nothing_of_its_own(write, folder):
    git("init", "-q")
    hook = write("hook.sh", "#!/bin/sh\ntouch ran\n")
    hook.chmod(0o755)
    git("config", "core.fsmonitor", str(hook))
    write("a.txt", TEXT)
    assert names(".") == ["a.txt"]
    assert not (folder / "ran").exists()


def test_without_git_every_document_counts(write, folder, monkeypatch):
    (folder / ".git").mkdir()
    write(".gitignore", "*.txt\n")
    write("a.txt", TEXT)
    monkeypatch.setenv("PATH", "")
    assert names(".") == ["a.txt"]


def test_what_summarylint_wrote_is_no_submission(write, run, report):
    write("in/甲镇.txt", "关于培训的记事\n\n全年开展培训xx场次。\n")
    write("in/甲镇.md", "# 关于调研的记事\n\n全年完成调研xx次。\n")
    write("in/甲镇.txt.lint.toml", '[[ignore]]\nrules = ["total"]\n')
    formats = ["html=in/报告.html", "markdown=in/报告.md", "docx=in/退回"]
    arguments = [word for form in formats for word in ("--format", form)]
    for _ in range(2):
        assert run("check", "in", *arguments[:4]).code == 1
    assert run("check", "in", *arguments).code == 1
    assert run("check", "in", "--write-baseline", "in/known.txt").code == 1
    found = report("in")
    assert [row["path"] for row in found["submissions"]] == ["in/甲镇.md", "in/甲镇.txt"]
    assert found["summary"]["skipped"] == {"(summarylint)": 7, ".toml": 1}
    named = report("in/甲镇.txt", "in/甲镇.txt.lint.toml")
    assert (len(named["submissions"]), named["summary"]["skipped"]) == (1, {".lint.toml": 1})
