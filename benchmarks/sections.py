"""How often missing and empty sections of labelled submissions are told, and nothing else is.

    python benchmarks/sections.py [FOLDER …] [--misses]        labelled submissions (fixtures/sections)

Each folder holds documents and `labels.tsv`: file, type, sections that are missing, sections that are empty, a note.
Each document is checked with the type that its label gives; what the type is told to be without it is counted beside.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from summarylint.checks.sections import Sections
from summarylint.document_types import with_types
from summarylint.model import Document, Hit, Submission
from summarylint.readers.decode import Decoded
from summarylint.readers.markdown import read_markdown
from summarylint.readers.text import read_text
from summarylint.ruleset.catalogue import catalogue
from summarylint.submissions import split

LABELLED = Path(__file__).parent.parent / "fixtures" / "sections"
_UNNAMED = {"parts": "other"}


class Label(NamedTuple):
    """What one submission is, and what it lacks."""

    path: Path
    type: str
    missing: frozenset[str]
    empty: frozenset[str]
    """Ids of sections, or `other` for a heading that no section of the type has (the parts of a briefing are such)."""


class Score(NamedTuple):
    """Counts over documents; they add up."""

    documents: int = 0
    labels: int = 0
    found: int = 0
    alarms: int = 0
    told: int = 0
    """Documents whose type is told rightly without being given."""
    mistold: int = 0
    """Documents whose type is told wrongly, and not as a guess."""

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(*(mine + its for mine, its in zip(self, other, strict=True)))

    @property
    def recall(self) -> float:
        """Share of the labels that are found."""
        return self.found / max(self.labels, 1)

    @property
    def precision(self) -> float:
        """Share of the findings that are labels."""
        return self.found / max(self.found + self.alarms, 1)

    def line(self, name: str) -> str:
        """One row of the table."""
        return (
            f"{name:8} documents {self.documents:4}  labels {self.labels:4}  recall {self.recall:.3f}  "
            f"precision {self.precision:.3f}  type told {self.told}, wrongly {self.mistold}"
        )


def labels_of(folder: Path) -> Iterator[Label]:
    """The rows of a folder's `labels.tsv`."""
    with (folder / "labels.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            missing, empty = (
                frozenset(name.strip() for name in row[key].split(",") if name.strip() not in ("", "-"))
                for key in ("missing", "empty")
            )
            yield Label(folder / row["file"], row["type"], missing, frozenset(map(_UNNAMED.get, empty, empty)))


def document_of(path: Path) -> Document:
    """The document of a file."""
    decoded = Decoded(path.read_text(encoding="utf-8"), "utf-8")
    return read_markdown(path.name, decoded) if path.suffix == ".md" else read_text(path.name, decoded)


def told_of(submissions: Iterable[Submission]) -> set[tuple[str, str]]:
    """What the check says of submissions whose types are given: (missing, id) and (empty, id)."""
    check = Sections()
    return {told for part in submissions for hit in check.find(part) if (told := _told(hit))}


def _told(hit: Hit) -> tuple[str, str] | None:
    if hit.kind == "missing":
        return "missing", hit.data["section"]
    return ("empty", hit.data["section"] or "other") if hit.kind == "empty" else None


def score(label: Label, *, misses: bool = False) -> Score:
    """What is right in one document; `misses` prints the rest."""
    types = catalogue().types
    parts = split(document_of(label.path))
    wanted = {("missing", name) for name in label.missing} | {("empty", name) for name in label.empty}
    told = told_of(with_types(parts, label.type, "the label", types))
    typed = with_types(parts, None, "", types)[0].typed
    detected = typed.type.id if typed else "plain"
    sure = typed is not None and typed.certainty != "guessed"
    if misses:
        for what in sorted(wanted ^ told):
            print(f"  {'missed' if what in wanted else 'wrong '} {label.path.name}: {what[0]} {what[1]}")
        if detected != label.type:
            reason = typed.reason["en"] if typed else ""
            print(f"  type   {label.path.name}: {label.type}, told {detected} {'' if sure else '(guess) '}{reason}")
        numbered = sum(part.number is not None for part in parts)
        if numbered > 1:
            print(f"  cut    {label.path.name}: {numbered}")
    return Score(
        1,
        len(wanted),
        len(wanted & told),
        len(told - wanted),
        int(detected == label.type),
        int(detected != label.type and sure),
    )


def score_folder(folder: Path, *, misses: bool = False) -> Score:
    """The documents of one set together."""
    total = Score()
    for label in labels_of(folder):
        total = total.plus(score(label, misses=misses))
    return total


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--misses", action="store_true", help="name what was missed or wrong")
    arguments = parser.parse_args()
    for folder in arguments.folders or sorted(path.parent for path in LABELLED.glob("*/labels.tsv")):
        print(score_folder(folder, misses=arguments.misses).line(folder.name))
