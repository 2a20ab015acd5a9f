"""How well copied passages are found beside other tools, on the batches of copies.py, and in what time.

    python benchmarks/reuse.py [--seeds 101,102,103] [--documents 600] [--no-peers]

Peers are `pip install copydetect rensa datasketch`, in an environment of its own; those not installed are left out.
They get the same texts in the same process, one after another, each at the setting with the best mean of recall and
precision of those tried. None of them is made for this: copydetect compares program code and doesn't say which
passage of one text belongs to which of the other, the other two compare sets, here of the runs of characters in each
sentence. Times are wall clock, from texts to passages, without what is imported.

Ours runs as in a check of one batch without an archive, each document against all before it, with the options and set
phrases of rule `copied-passage`, and errors and warnings count. A wording of officials that few documents share counts as wrong, though no tool can
know that nobody copied it.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from itertools import combinations
from statistics import fmean
from typing import Any, NamedTuple

from copies import EDITS, Batch, Score, Shared, batch, scored

SEEDS = "101,102,103"
PERMUTATIONS = 128
_SENTENCE = re.compile(r"[^。！？!?.\n]+(?:\.\d[^。！？!?.\n]*)*[。！？!?.]?")
_PARAGRAPH = re.compile(r"[^\n]+")
CUTS = {"sentence": _SENTENCE, "paragraph": _PARAGRAPH}


def ours(documents: Sequence[str]) -> Iterator[Shared]:
    """What summarylint says of a run without an archive, doubts (infos) left out; the only place here that calls it."""
    from summarylint.checks.copies import Copies
    from summarylint.copied import Background
    from summarylint.model import Document, Span, Submission, line_starts
    from summarylint.ruleset.catalogue import catalogue

    rules = catalogue()
    options = {**rules["duplicate/near-identical"].options, **rules["duplicate/copied-passage"].options}
    check = Copies(**{name: option.value for name, option in options.items()})
    parts = []
    for number, text in enumerate(documents):
        document = Document(str(number), "txt", text, text, line_starts(text), ())
        parts.append(Submission(document, 1, "", Span(0, 0), 0, len(text), ()))
    for number, hit in check.find_in([part for part in parts if part.end], Background()):
        if hit.severity != "info":
            other = int(hit.elsewhere[0].document.name)
            whole = hit.kind == "near-identical"
            spans = [(0, len(documents[one])) for one in (number, other)]
            if not whole:
                spans = [(span.start, span.end) for span in (hit.span, hit.elsewhere[0].span)]
            yield Shared(number, spans[:1], other, spans[1:])


class Alike(NamedTuple):
    """How a text is cut into units, and from what share of common runs of characters on two are alike."""

    unit: str
    shortest: int
    """Characters of the units that are looked at."""
    run: int
    threshold: float
    bands: int = 0
    """Of the hash table, for rensa; datasketch chooses them itself."""


# Tried on seed 1: sentences and paragraphs; runs of 2, 3, 4 and 5; thresholds from 0.3 to 0.7; 16, 32 and 64 bands; units
# from 10, 20, 30, 40 and 50 characters on. The best by F are 0.86 (rensa) and 0.85 (datasketch). Paragraphs come to 0.56
# at most, runs of 2 and 4 to 0.85, of 5 to 0.83; at 0.4 recall is 0.84 and precision 0.64.
RENSA = Alike("sentence", 10, 3, 0.55, 32)
DATASKETCH = Alike("sentence", 10, 3, 0.5)


def cut(documents: Sequence[str], setting: Alike) -> tuple[list[tuple[int, int, int]], list[list[str]]]:
    """The units of all documents: number of the document, start and end, and the runs of characters in each."""
    places = [
        (number, *match.span())
        for number, document in enumerate(documents)
        for match in CUTS[setting.unit].finditer(document)
        if len(match[0]) >= setting.shortest
    ]
    runs = []
    for number, start, end in places:
        text = documents[number][start:end]
        runs.append([text[at : at + setting.run] for at in range(len(text) - setting.run + 1)])
    return places, runs


def paired(places: Sequence[tuple[int, int, int]], alike: Iterator[tuple[int, int]]) -> Iterator[Shared]:
    """Pairs of units that are of different documents."""
    for first, second in alike:
        text, start, end = places[first]
        other, other_start, other_end = places[second]
        if text != other:
            yield Shared(text, [(start, end)], other, [(other_start, other_end)])


def by_rensa(documents: Sequence[str], setting: Alike = RENSA) -> Iterator[Shared]:
    """Units with alike MinHashes, in Rust."""
    rensa = import_module("rensa")
    places, runs = cut(documents, setting)
    hashes = rensa.RMinHash.from_token_sets(runs, num_perm=PERMUTATIONS, seed=1)
    table = rensa.RMinHashLSH(threshold=setting.threshold, num_perm=PERMUTATIONS, num_bands=setting.bands)
    table.insert_many(hashes)

    def alike() -> Iterator[tuple[int, int]]:
        for first, candidates in enumerate(table.query_all(hashes)):
            for second in candidates:
                if second > first and hashes[first].jaccard(hashes[second]) >= setting.threshold:
                    yield first, second

    return paired(places, alike())


def by_datasketch(documents: Sequence[str], setting: Alike = DATASKETCH) -> Iterator[Shared]:
    """Units with alike MinHashes, in numpy."""
    datasketch = import_module("datasketch")
    places, runs = cut(documents, setting)
    hashes = datasketch.MinHash.bulk([[run.encode() for run in one] for one in runs], num_perm=PERMUTATIONS)
    table = datasketch.MinHashLSH(threshold=setting.threshold, num_perm=PERMUTATIONS)
    for number, one in enumerate(hashes):
        table.insert(number, one, check_duplication=False)

    def alike() -> Iterator[tuple[int, int]]:
        for first, one in enumerate(hashes):
            for second in table.query(one):
                if second > first and one.jaccard(hashes[second]) >= setting.threshold:
                    yield first, second

    return paired(places, alike())


class Runs(NamedTuple):
    """Characters of a run that copydetect compares, and of the shortest that it is sure to find."""

    noise: int
    guarantee: int
    shortest: int
    """Characters of the shortest that is told of all that it finds, which is no option of its own."""


# Tried on seed 1: noise and guarantee of 8 and 14, 12 and 18, 16 and 22, 20 and 25, 25 and 30; what is told from 30, 40,
# … 100 characters on. The best by F is 0.56. From 30 on recall is 0.62 and precision 0.06, as phrases that everybody has
# are as long, and no pair is left out. It hashes with a seed of Python's, so its figures differ by 0.01 from run to run.
COPYDETECT = Runs(16, 22, 70)
MOST_COMPARED = 600
"""Documents of which copydetect compares all pairs, which takes minutes."""


def by_copydetect(documents: Sequence[str], setting: Runs = COPYDETECT) -> Iterator[Shared]:
    """Runs of characters that two documents share, for all pairs."""
    copydetect = import_module("copydetect")
    fingerprints = [
        copydetect.CodeFingerprint(
            "", setting.noise, setting.guarantee - setting.noise + 1, filter=False, fp=io.StringIO(document)
        )
        for document in documents
    ]
    for first, second in combinations(range(len(documents)), 2):
        _, _, slices = copydetect.compare_files(fingerprints[first], fingerprints[second])
        spans, others = (_long(one, setting.shortest) for one in slices)
        if spans and others:
            yield Shared(first, spans, second, others)


def _long(slices: Any, shortest: int) -> list[tuple[int, int]]:
    """The slices of one document, from an array of starts and one of ends, that are long enough to tell."""
    if not slices.size:
        return []
    return [(start, end) for start, end in slices.T.tolist() if end - start >= shortest]


class Tool(NamedTuple):
    """Something that finds copies, how it is called here, and the most documents that it is asked to compare."""

    name: str
    package: str
    find: Callable[[Sequence[str]], Iterator[Shared]]
    setting: str
    most: int = 0


def _described(setting: Alike) -> str:
    return f"each {setting.unit} from {setting.shortest} characters on, runs of {setting.run}, Jaccard >= {setting.threshold}"


TOOLS = (
    Tool("summarylint", "summarylint", ours, "one batch, options of rule copied-passage"),
    Tool(
        "copydetect",
        "copydetect",
        by_copydetect,
        f"all pairs, noise {COPYDETECT.noise}, guarantee {COPYDETECT.guarantee}, from {COPYDETECT.shortest} characters on",
        MOST_COMPARED,
    ),
    Tool("rensa", "rensa", by_rensa, _described(RENSA)),
    Tool("datasketch", "datasketch", by_datasketch, _described(DATASKETCH)),
)


class Run(NamedTuple):
    """What one tool did on one batch."""

    score: Score
    seconds: float


def run(tool: Tool, labelled: Batch) -> Run:
    """The score and the time of a tool, the time of those that compare a part stretched to all pairs."""
    stretched = 1.0
    if 0 < tool.most < (count := len(labelled.documents)):
        labelled = labelled.part(tool.most)
        stretched = count * (count - 1) / (tool.most * (tool.most - 1))
    gc.collect()
    began = time.perf_counter()
    said = list(tool.find(labelled.documents))
    seconds = time.perf_counter() - began
    return Run(scored(labelled, said), seconds * stretched)


def mean(runs: Sequence[Run]) -> Run:
    """The means of several runs of a tool."""
    scores = [one.score for one in runs]
    return Run(
        Score(
            fmean(score.recall for score in scores),
            fmean(score.halves for score in scores),
            fmean(score.precision for score in scores),
            fmean(score.negatives for score in scores),
            {edit: fmean(score.edits[edit] for score in scores) for edit in scores[0].edits},
        ),
        fmean(one.seconds for one in runs),
    )


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    print(f"\n{title}")
    for row in (header, *rows):
        cells = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        print("  ".join((row[0].ljust(widths[0]), *cells)))


def report(title: str, runs: dict[str, Run], negatives: int) -> None:
    """Both tables of some runs: how well and fast each tool is, and at which edits."""
    own = next(iter(runs.values())).seconds
    header = ("", "recall", ">= half", "precision", "F", f"flagged of {negatives}", "seconds", "x ours")
    rows = [
        (
            name,
            *(f"{share:.3f}" for share in (one.score.recall, one.score.halves, one.score.precision, one.score.f)),
            f"{one.score.negatives:.4g}",
            f"{one.seconds:.2f}",
            f"{one.seconds / own:.1f}",
        )
        for name, one in runs.items()
    ]
    table(title, header, rows)
    edits = (*EDITS, "viral")
    rows = [(name, *(f"{one.score.edits[edit]:.2f}" for edit in edits)) for name, one in runs.items()]
    table(f"{title}: recall by edit", ("", *edits), rows)


def present(*, with_peers: bool) -> list[Tool]:
    """The tools that are installed; those that are not are named."""
    tools = [tool for tool in TOOLS if find_spec(tool.package) and (with_peers or tool is TOOLS[0])]
    for tool in tools:
        print(f"{tool.name} {version(tool.package)}: {tool.setting}")
    missing = [tool.package for tool in TOOLS if not find_spec(tool.package)]
    if missing and with_peers:
        print(f"left out, not installed: {', '.join(missing)} (pip install {' '.join(missing)})")
    for tool in tools:
        # So that no time is of imports.
        list(tool.find(["", ""]))
    return tools


def main() -> None:
    """Parse the command line, then score and time every tool on every seed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default=SEEDS, help=f"of the batches, with commas between; {SEEDS} by default")
    parser.add_argument("--documents", type=int, default=600, help="in each batch; 600 by default")
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True, help="beside other tools")
    chosen = parser.parse_args()
    if chosen.documents < 60:
        parser.error("--documents must be 60 or more, for there to be sources, copiers and others in both languages")
    print("load before: {:.1f} {:.1f} {:.1f}".format(*os.getloadavg()))
    tools = present(with_peers=chosen.peers)
    for tool in tools:
        if 0 < tool.most < chosen.documents:
            print(f"{tool.name}: scored on the first {tool.most} documents, time extrapolated by the pairs")
    runs: dict[str, list[Run]] = {tool.name: [] for tool in tools}
    seeds = [int(seed) for seed in chosen.seeds.split(",")]
    for seed in seeds:
        labelled = batch(seed, chosen.documents)
        characters = sum(map(len, labelled.documents))
        for tool in tools:
            runs[tool.name].append(run(tool, labelled))
        report(
            f"seed {seed}: {len(labelled.documents)} documents, {characters:,} characters, {len(labelled.copies)} copies",
            {name: done[-1] for name, done in runs.items()},
            len(labelled.negatives),
        )
    if len(seeds) > 1:
        report(
            f"mean of {len(seeds)} seeds", {name: mean(done) for name, done in runs.items()}, len(labelled.negatives)
        )
    print("\nload after: {:.1f} {:.1f} {:.1f}".format(*os.getloadavg()))


if __name__ == "__main__":
    main()
