"""How long an archive of so many million characters takes to make, to ask and to add to, how large it is, and what it finds.

    python benchmarks/archive.py [--millions 1,10,90] [--seed 201] [--folder FOLDER]

Texts are those of `stream` in copies.py, ready in memory, and the 600 documents of one `batch`, which are asked after
one by one, each without itself: recall is that of copies, precision is counted among the batch. Each step runs in a
process of its own, so that its memory is its own. The cold command is `summarylint check` of one submission of 2,000
characters with an archive and without, beside the import of what the archive needs, in turn, least of several.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

from copies import Shared, batch, scored, stream

RUNS = 9
NEW = 1_000
ASKED = 300


def entries(documents: Iterator[tuple[str, str, str]], label: str) -> list[Any]:
    """Documents as the archive takes them."""
    from summarylint.archive.catalogue import Entry, Part

    return [Entry(label, path, "", title, "2024", (Part(0, 0, title, None),), text) for path, title, text in documents]


def peak_mib() -> float:
    """Memory of this process at most, so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(folder: str, characters: int, seed: int) -> dict[str, float]:
    """Make an archive of so many characters, and the documents of a batch."""
    from summarylint.archive.changing import add

    ready = entries(stream(characters, seed), "past")
    ready += entries(((f"{n}.txt", str(n), text) for n, text in enumerate(batch(seed).documents)), "batch")
    before = peak_mib()
    began = time.perf_counter()
    add(folder, ready)
    seconds = time.perf_counter() - began
    size = sum(len(one.text) for one in ready)
    index = sum(os.path.getsize(one.path) for one in os.scandir(os.path.join(folder, "segments")))
    return {
        "characters": size,
        "documents": len(ready),
        "seconds": seconds,
        "index bytes a character": index / size,
        "texts bytes a character": os.path.getsize(os.path.join(folder, "catalogue.sqlite")) / size,
        "MiB of texts, ready": before,
        "MiB at most": peak_mib(),
    }


def ask(folder: str, seed: int) -> dict[str, float]:
    """Look for passages of new submissions of 2,000 characters, and of the batch."""
    from summarylint.archive.lookup import Archive
    from summarylint.reuse.normalise import normalise
    from summarylint.reuse.passages import Evidence

    fresh = [text[:2_000] for _, _, text in stream(ASKED * 2_300, seed + 1)][:ASKED]
    labelled = batch(seed)
    began = time.perf_counter()
    archive = Archive(folder)
    opened = time.perf_counter() - began
    own = {record.path: record.id for record in archive.records() if record.label == "batch"}
    numbers = {ident: int(path.partition(".")[0]) for path, ident in own.items()}
    times, said, wrong = [], [], 0
    for text in fresh:
        began = time.perf_counter()
        wrong += len([one for _, one in archive.passages(normalise(text), Evidence()) if not one.wording])
        times.append(time.perf_counter() - began)
    for number, text in enumerate(labelled.documents):
        for ident, one in archive.passages(normalise(text), Evidence(), [own[f"{number}.txt"]]):
            if not one.wording and ident in numbers:
                said.append(Shared(number, [(one.start, one.end)], numbers[ident], [(one.other_start, one.other_end)]))
            elif not one.wording:
                wrong += 1
    score = scored(labelled, said)
    return {
        "opening, ms": opened * 1e3,
        "asking, median ms": statistics.median(times) * 1e3,
        "asking, 95 % ms": statistics.quantiles(times, n=20)[-1] * 1e3,
        "recall": score.recall,
        "precision": score.precision,
        "passages wrongly found in the stream": wrong,
    }


def grow(folder: str, seed: int) -> dict[str, float]:
    """Add a thousand documents, durably."""
    from summarylint.archive.changing import add

    ready = entries(stream(NEW * 2_500, seed + 2), "new")[:NEW]
    began = time.perf_counter()
    add(folder, ready)
    return {"documents": len(ready), "seconds": time.perf_counter() - began}


def cold(folder: str, seed: int) -> dict[str, float]:
    """The command line as a hook feels it, least of several in turn."""
    with tempfile.TemporaryDirectory() as place:
        path = os.path.join(place, "new.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(next(iter(stream(3_000, seed + 3)))[2][:2_000])
        check = [sys.executable, "-m", "summarylint", "check", path, "--isolated"]
        commands = {
            "without": check,
            "with": [*check, "--archive", folder],
            "imports": [sys.executable, "-c", "import numpy, rapidfuzz.distance, sqlite3"],
            "nothing": [sys.executable, "-c", ""],
        }
        least = dict.fromkeys(commands, 9.0)
        subprocess.run(commands["with"], check=False, stdout=subprocess.DEVNULL, cwd=place)
        # Of the children so far the largest, which is this one.
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        for _ in range(RUNS):
            for name, command in commands.items():
                began = time.perf_counter()
                subprocess.run(command, check=False, stdout=subprocess.DEVNULL, cwd=place)
                least[name] = min(least[name], time.perf_counter() - began)
    more, imports = least["with"] - least["without"], least["imports"] - least["nothing"]
    return {
        **{f"{name}, ms": seconds * 1e3 for name, seconds in least.items()},
        "more, in imports": more / imports,
        "MiB at most": memory,
    }


STEPS: dict[str, Callable[..., dict[str, float]]] = {"build": build, "ask": ask, "cold": cold, "grow": grow}


def main() -> None:
    """Run all steps at every size, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--millions", default="1,10,90", help="characters of the archives")
    parser.add_argument("--seed", type=int, default=201)
    parser.add_argument("--folder", help="where the archives are made; a temporary place by default")
    parser.add_argument("--step", nargs="*", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.step:
        name, folder, *numbers = chosen.step
        print(json.dumps(STEPS[name](folder, *map(int, numbers))))
        return
    with tempfile.TemporaryDirectory(dir=chosen.folder) as place:
        for millions in map(int, chosen.millions.split(",")):
            folder = os.path.join(place, str(millions))
            print(f"\n{millions} million characters, load {os.getloadavg()[0]:.1f}")
            for name in STEPS:
                numbers = [millions * 1_000_000] if name == "build" else []
                arguments = [sys.executable, __file__, "--step", name, folder, *map(str, [*numbers, chosen.seed])]
                done = subprocess.run(arguments, check=True, stdout=subprocess.PIPE, text=True)
                told = json.loads(done.stdout)
                print(f"  {name:6}", ", ".join(f"{what} {value:.4g}" for what, value in told.items()))


if __name__ == "__main__":
    main()
