"""How often the submissions of labelled compilations are found where they start and end.

    python benchmarks/boundaries.py [FOLDER …] [--misses]        labelled compilations (fixtures/compilations)
    python benchmarks/boundaries.py --single FOLDER              documents of which each is one submission

⟪ stands before the first character of a submission and ⟫ behind its last. A start or end is right where a
submission found starts or ends at that character; the share is of all that are labelled or found, whichever
are more, so a start found where none is counts against it.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from summarylint.model import Document
from summarylint.readers.decode import Decoded
from summarylint.readers.markdown import read_markdown
from summarylint.readers.text import read_text
from summarylint.submissions import split

COMPILATIONS = Path(__file__).parent.parent / "fixtures" / "compilations"
MARK = re.compile("[⟪⟫]")


class Labelled(NamedTuple):
    """A document, and where its submissions start and end."""

    document: Document
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class Score(NamedTuple):
    """Counts over documents; they add up."""

    documents: int = 0
    singles: int = 0
    cut: int = 0
    """Documents of one submission that were taken for several."""
    starts: int = 0
    right_starts: int = 0
    ends: int = 0
    right_ends: int = 0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(*(mine + its for mine, its in zip(self, other, strict=True)))

    @property
    def start_share(self) -> float:
        """Of the starts that are labelled or found, those that are both."""
        return self.right_starts / max(self.starts, 1)

    @property
    def end_share(self) -> float:
        """The same of the ends."""
        return self.right_ends / max(self.ends, 1)

    def line(self, name: str) -> str:
        """One row of the table."""
        return (
            f"{name:12} documents {self.documents:4}  singles {self.singles:4}  cut {self.cut:3}  "
            f"starts {self.right_starts}/{self.starts} {self.start_share:.4f}  "
            f"ends {self.right_ends}/{self.ends} {self.end_share:.4f}"
        )


def read(path: Path) -> Document:
    """The document of a file, marks and all."""
    return document_of(path.name, path.read_text(encoding="utf-8", errors="replace"))


def document_of(name: str, text: str) -> Document:
    """The document that `text` is in a file of that name."""
    reader = read_markdown if name.endswith(".md") else read_text
    return reader(name.replace(".marked", ""), Decoded(text, "utf-8"))


def labelled(path: Path) -> Labelled:
    """The document of a marked file without its marks, and what they say."""
    text = path.read_text(encoding="utf-8")
    places: dict[str, list[int]] = {"⟪": [], "⟫": []}
    for taken_out, match in enumerate(MARK.finditer(text)):
        places[match[0]].append(match.start() - taken_out)
    document = document_of(path.name, MARK.sub("", text))
    # A Markdown heading starts behind its #, a bold one behind its **; the label may stand before them.
    starts = tuple(_first_written(document, at) for at in places["⟪"])
    return Labelled(document, starts, tuple(places["⟫"]))


def _first_written(document: Document, at: int) -> int:
    return next((block.start for block in document.blocks if block.end > at), at)


def score(path: Path, *, misses: bool = False) -> Score:
    """What is right in one marked file; `misses` prints the rest."""
    document, starts, ends = labelled(path)
    found = [part for part in split(document) if part.number]
    found_starts, found_ends = {part.start for part in found}, {part.end for part in found}
    right_starts, right_ends = found_starts.intersection(starts), found_ends.intersection(ends)
    if misses:
        for name, here, there in (("start", starts, found_starts), ("end", ends, found_ends)):
            for at in sorted(set(here) ^ there):
                print(f"  {'missed' if at in here else 'wrong '} {name:5} {path.name}: {_around(document.text, at)}")
    single = len(starts) == 1
    return Score(
        1,
        int(single),
        int(single and len(found) > 1),
        max(len(starts), len(found_starts)),
        len(right_starts),
        max(len(ends), len(found_ends)),
        len(right_ends),
    )


def _around(text: str, at: int) -> str:
    return repr(f"{text[max(0, at - 20) : at]}»{text[at : at + 30]}")


def score_folder(folder: Path, *, misses: bool = False) -> Score:
    """The marked files of one set together."""
    total = Score()
    for path in sorted(folder.glob("*.marked.*")):
        total = total.plus(score(path, misses=misses))
    return total


def cut_singles(folder: Path) -> None:
    """Which of the documents below `folder` are taken for several."""
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".md")]
    cut = 0
    for path in paths:
        titles = [part.title for part in split(read(path)) if part.number]
        if len(titles) > 1:
            cut += 1
            print(f"  {path.name}: {len(titles)} {titles[:4]}")
    print(f"{folder.name}: {cut} of {len(paths)} cut")


def main(folders: Iterable[Path], *, misses: bool) -> None:
    """Score each folder."""
    for folder in folders:
        print(score_folder(folder, misses=misses).line(folder.name))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--misses", action="store_true", help="list each boundary that is wrong")
    parser.add_argument("--single", type=Path, metavar="FOLDER", help="list the documents that are cut")
    chosen = parser.parse_args()
    if chosen.single:
        cut_singles(chosen.single)
    else:
        main(chosen.folders or sorted(path for path in COMPILATIONS.iterdir() if path.is_dir()), misses=chosen.misses)
