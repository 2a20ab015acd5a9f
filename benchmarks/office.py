"""Wall time and memory of the installed summarylint on Word files: many short ones, a long one, one with many comments.

    python benchmarks/office.py [--runs N]

The files are made with python-docx (`pip install -e ".[test]"`) from the sentences of `benchmarks/speed.py`. Each figure
is the smallest of its runs, in one process, start-up included; memory is the largest of any run, in MiB.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from itertools import chain, count
from pathlib import Path

import docx
from speed import Words, lines

FILES, SHORT, LONG = 1_000, 2_000, 210_000
"""Files, and characters of each; 300 pages hold some 700 characters each."""
LIGHT = 0.014
MANY = 2_000


def short(folder: Path) -> None:
    """A thousand summaries of 2,000 characters, with a table each."""
    folder.mkdir()
    for number in range(FILES):
        write(folder / f"{number:04}.docx", number, SHORT)


def long(folder: Path) -> None:
    """A compilation of 300 pages."""
    folder.mkdir()
    write(folder / "long.docx", 7, LONG)


def commented(folder: Path) -> None:
    """A text that gets as many comments as a file may, of many more blanks."""
    folder.mkdir()
    document = docx.Document()
    for number in range(MANY):
        document.add_paragraph(f"第{number}项工作已经完成，惠及群众xx人，投入资金{number}万元。")
    document.save(folder / "many.docx")


def write(path: Path, seed: int, size: int) -> None:
    """A Word file of so many characters, every paragraph in runs of 40."""
    rng = random.Random(seed)
    document = docx.Document()
    written = 0
    # One summary after another, should one not be enough.
    for line in chain.from_iterable(lines(Words(seed + more, LIGHT)) for more in count(0, FILES)):
        text = line.strip()
        paragraph = document.add_paragraph()
        for start in range(0, len(text), 40):
            paragraph.add_run(text[start : start + 40]).bold = start % 80 == 40
        written += len(text)
        if written > size:
            break
    table = document.add_table(rows=4, cols=3)
    for cell in (cell for row in table.rows for cell in row.cells):
        cell.text = str(rng.randint(1, 999))
    document.save(path)


def measured(command: list[str], runs: int) -> tuple[float, int]:
    """Seconds, and MiB of the largest process so far."""
    best = float("inf")
    for _ in range(runs):
        started = time.perf_counter()
        ran = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        if ran.returncode not in (0, 1):
            sys.exit(ran.stderr.decode())
        best = min(best, time.perf_counter() - started)
    return best, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    print("| | seconds | peak MiB |\n| --- | --- | --- |")
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        check = [sys.executable, "-m", "summarylint", "check", "--isolated", "--jobs", "1", "--format", "json"]
        for name, make, where in (
            ("1 file of 300 pages", long, "long"),
            ("1,000 files of 2,000 characters", short, "short"),
        ):
            make(root / where)
            seconds, peak = measured([*check, str(root / where)], runs)
            print(f"| {name}, checked | {seconds:.1f} | {peak} |")
        commented(root / "many")
        seconds = float("inf")
        for number in range(runs):
            out = os.fspath(root / f"back{number}")
            command = [sys.executable, "-m", "summarylint", "annotate", "--isolated", str(root / "many"), "-o", out]
            seconds = min(seconds, measured(command, 1)[0])
        print(f"| {MANY:,} blanks, checked and annotated | {seconds:.1f} | |")


if __name__ == "__main__":
    main()
