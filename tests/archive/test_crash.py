"""Adders that are killed, adders at once, and readers meanwhile: real processes, at random moments."""

from __future__ import annotations

import multiprocessing
import random
import sys
import time

import pytest

from summarylint.archive.catalogue import Entry, Part
from summarylint.archive.changing import add, compact, remove
from summarylint.archive.lookup import Archive
from summarylint.archive.opening import reading
from summarylint.archive.verifying import damage
from summarylint.reuse.normalise import normalise
from summarylint.reuse.passages import Evidence

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

DOCUMENTS = 40


@pytest.fixture
def entries(story):
    """Documents by label, which no other label has."""

    def made(label, count=DOCUMENTS):
        first = random.Random(label).randrange(1 << 40)
        return [
            Entry(label, f"{one}.txt", "", f"{label} {one}", "", (Part(0, 0, label, None),), story(first + one, 60))
            for one in range(count)
        ]

    return made


@pytest.fixture
def start():
    """Start a function of the archive in a process of its own, at once: the modules are there already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["summarylint.archive.changing"])
    running = []

    def started(function, *arguments):
        process = context.Process(target=function, args=arguments)
        process.start()
        running.append(process)
        return process

    yield started
    for process in running:
        process.kill()
        process.join()


def names(folder):
    with reading(folder) as catalogue:
        return [(label, path) for _, label, path in catalogue.names()]


def finds(folder, text):
    archive = Archive(folder)
    try:
        return any(True for _ in archive.passages(normalise(text), Evidence()))
    finally:
        archive.close()


def killed_at_random(folder, start, entries, rounds):
    """Kill adders, removers and compacters; after each, all is there or nothing, and what was there is sound."""
    dice = random.Random(rounds)
    kept = entries("kept")
    add(folder, kept)
    began = time.perf_counter()
    process = start(add, folder, entries("warm"))
    process.join()
    usual = time.perf_counter() - began
    outcomes = {"there": 0, "absent": 0}
    for number in range(rounds):
        label = f"round {number}"
        before = len(names(folder))
        change = dice.choice(("add", "add", "add", "compact", "remove"))
        if change == "add":
            process, after = start(add, folder, entries(label)), before + DOCUMENTS
        elif change == "compact":
            process, after = start(compact, folder), before
        else:
            process, after = start(remove, folder, ["warm/1*.txt"]), None
        time.sleep(dice.uniform(0, 1.2 * usual))
        process.kill()
        process.join()
        now = len(names(folder))
        if change == "remove":
            assert now in (before, before - 11)
            if now < before:
                add(folder, entries("warm"))
        else:
            assert now in (before, after), change
            if change == "add":
                outcomes["there" if now == after else "absent"] += 1
        if now > 600:
            remove(folder, [f"round {old}" for old in range(number) if (f"round {old}", "0.txt") in names(folder)])
        if number % 10 == 0:
            assert list(damage(folder)) == []
        assert finds(folder, kept[number % DOCUMENTS].text[:300])
    assert list(damage(folder)) == []
    add(folder, entries("afterwards"))
    assert finds(folder, entries("afterwards")[3].text)
    return outcomes


def test_a_killed_change_is_whole_or_absent(tmp_path, start, entries):
    killed_at_random(str(tmp_path / "past"), start, entries, 20)


@pytest.mark.slow
def test_two_hundred_killed_changes_are_whole_or_absent(tmp_path, start, entries):
    outcomes = killed_at_random(str(tmp_path / "past"), start, entries, 220)
    # Moments before the change was made, and after it.
    assert min(outcomes.values()) > 10


def test_adders_at_once_both_end_well_and_readers_go_on(tmp_path, start, entries):
    folder = str(tmp_path / "past")
    kept = entries("kept")
    add(folder, kept)
    adders = [start(add, folder, entries(label, 150)) for label in ("one", "two", "three")]
    looks = 0
    while any(adder.is_alive() for adder in adders) or looks < 3:
        assert finds(folder, kept[looks % DOCUMENTS].text[:300])
        looks += 1
    for adder in adders:
        adder.join()
    assert [adder.exitcode for adder in adders] == [0, 0, 0]
    assert len(names(folder)) == DOCUMENTS + 3 * 150
    assert list(damage(folder)) == []


def test_two_that_make_one_archive_both_end_well(tmp_path, start, entries):
    folder = str(tmp_path / "new")
    adders = [start(add, folder, entries(label)) for label in ("one", "two")]
    for adder in adders:
        adder.join()
    assert [adder.exitcode for adder in adders] == [0, 0]
    assert len(names(folder)) == 2 * DOCUMENTS


def test_a_reader_keeps_what_it_opened_while_the_archive_is_made_anew(tmp_path, entries):
    folder = str(tmp_path / "past")
    kept = entries("kept")
    add(folder, kept)
    archive = Archive(folder)
    add(folder, entries("more"))
    compact(folder)
    remove(folder, ["kept/3.txt"])
    assert any(True for _ in archive.passages(normalise(kept[2].text), Evidence()))
    assert not any(True for _ in archive.passages(normalise(kept[3].text), Evidence()))
    assert archive.failures == []
    archive.close()
