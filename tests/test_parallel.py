"""The same work in several processes."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest

from summarylint.config import Config
from summarylint.model import Failure, Source
from summarylint.parallel import outcomes
from summarylint.pipeline import Outcome, Task
from summarylint.ruleset.select import Ruleset

KINDS = (
    "关于培训的记事\n\n全年开展培训xx场次，覆盖全部乡镇。\n",
    "关于调研的记事\n\n全年完成调研12次，走访群众300户。\n",
    "# Progress\n\nThe team held [number] sessions.\n",
    "",
    "关于党建的记事\n\n全年完成调研\x0112次。\n",
)


@pytest.fixture
def many(write):
    """More files than one chunk holds, of every kind, one of which can't be read."""
    for number in range(150):
        write(f"{number % 7}/{number:03}.txt", KINDS[number % len(KINDS)])
    write("3/broken.txt", "全年开展培训。".encode() * 9 + b"\xe5")
    write("4/renamed.txt", b"PK\x03\x04xx")


def test_one_two_and_four_processes_write_the_same_bytes(many, run):
    reports = [run("check", ".", "missing.txt", "--format", "json", "--jobs", jobs) for jobs in (1, 2, 4)]
    assert reports[0].code == 2
    assert len(json.loads(reports[0].out)["submissions"]) >= 150
    assert reports[1:] == reports[:1] * 2


@pytest.mark.slow
def test_other_hash_seeds_write_the_same_bytes(many, process):
    reports = [
        process("check", ".", "--format", "json", "--jobs", jobs, env={"PYTHONHASHSEED": seed})
        for jobs, seed in ((1, "0"), (2, "1"), (4, "2"))
    ]
    assert reports[1:] == reports[:1] * 2


def test_standard_input_is_read_beside_other_processes(many, report):
    found = report("-", ".", "--stdin-filename", "3/000.txt", "--jobs", "2", stdin=KINDS[0])
    row = next(row for row in found["submissions"] if row["path"] == "3/000.txt")
    assert (row["title"], row["verdict"]) == ("关于培训的记事", "return")
    paths = [row["path"] for row in found["submissions"]]
    assert paths == sorted(paths)


def test_a_wrong_config_met_in_another_process_is_said_of_its_files(many, write, run):
    write("5/summarylint.toml", 'ignore = ["maskd"]\n')
    ran = run("check", ".", "--jobs", "2")
    assert (ran.code, ran.err) == (2, "")
    assert "there is no rule or family 'maskd'; did you mean 'masked'?" in ran.out


def work(source, _):
    """Stands in for checking a file: some kill the process, as the system does where memory runs out."""
    if source.name.startswith("killer"):
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome((), (), (), 1)


@pytest.fixture
def task(folder):
    config = Config(isolated=True)
    return Task(config, config.run._replace(jobs=2), Ruleset({}), "en")


def sources(*names):
    # Each as large as a chunk, so that each is one.
    return [Source(name, name, 1 << 20) for name in names]


def test_outcomes_come_in_the_order_of_the_sources(task):
    names = [f"{number}.txt" for number in range(20)]
    assert [outcome.failures[0].path for outcome in outcomes(sources(*names), task, named)] == names


def named(source, _):
    return Outcome((), (), (Failure(source.name, "check", "x"),), 0)


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["killer.txt"], id="alone"),
        pytest.param(["a.txt", "killer.txt", "z.txt"], id="among others"),
        pytest.param(["killer1.txt", "killer2.txt", "killer3.txt"], id="each"),
        pytest.param(["killer.txt", *(f"{number}.txt" for number in range(300))], id="while others still wait"),
    ],
)
def test_a_killed_process_makes_failures_and_no_waiting(task, names):
    found = list(outcomes(sources(*names), task, work))
    assert len(found) == len(names)
    for name, outcome in zip(names, found, strict=True):
        if name.startswith("killer"):
            assert outcome.failures == (Failure(name, "check", "the process that checked it was killed"),)
            assert [(row.path, row.verdict) for row in outcome.rows] == [(name, "unchecked")]
        else:
            # What waited for the same pool is lost with it, and said to be; nothing is passed in silence.
            assert (outcome.characters == 1) != bool(outcome.failures)
    assert not multiprocessing.active_children()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interrupt_ends_all_processes_at_once(write):
    for number in range(8):
        write(f"{number}.txt", KINDS[1] * 60_000)
    command = [sys.executable, "-m", "summarylint", "check", "--jobs", "2", "--format", "json=out.json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as running:
        time.sleep(2)
        running.send_signal(signal.SIGINT)
        started = time.monotonic()
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, b"", b"")
    assert time.monotonic() - started < 2
