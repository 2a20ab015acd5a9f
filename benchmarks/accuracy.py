"""Recall and precision of each family on labelled documents, and on clean text with defects put in.

    python benchmarks/accuracy.py [FOLDER …] [--misses]          labelled documents (fixtures/labelled)
    python benchmarks/accuracy.py --clean FOLDER                 false alarms in text that is known to be clean
    python benchmarks/accuracy.py --mutate FOLDER [--seed N]     defects put into clean text, and found again

The marks of labelled documents are described in fixtures/labelled/README.md. A label is met by a finding of its
family that overlaps it. A finding of severity error or warning that meets no label of its family is a false alarm.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from summarylint.config import Config, RunSettings
from summarylint.model import Finding, Source
from summarylint.pipeline import Task, check_source
from summarylint.ruleset.catalogue import catalogue
from summarylint.ruleset.select import Ruleset

LABELLED = Path(__file__).parent.parent / "fixtures" / "labelled"
FAMILIES = ("placeholder", "masked", "residue")
MARK = re.compile(r"⟦([^|⟧]*)\|([\s\S]*?)⟧")


class Label(NamedTuple):
    """A marked place: the rule that should fire there, `=` for a look-alike, `?family` where either is right."""

    rule: str
    start: int
    end: int
    text: str

    @property
    def family(self) -> str:
        """The family that the label is of; empty for a look-alike."""
        return self.rule.lstrip("?").partition("/")[0] if self.rule != "=" else ""


class Score:
    """Counts of one family."""

    def __init__(self) -> None:
        self.labels = self.met = self.named = self.judged = self.right = 0

    def line(self, family: str) -> str:
        """One row of the table."""
        recall = self.met / self.labels if self.labels else 1.0
        precision = self.right / self.judged if self.judged else 1.0
        named = self.named / self.met if self.met else 1.0
        return (
            f"{family:12} labels {self.labels:5}  recall {recall:.4f}  findings {self.judged:5}  "
            f"precision {precision:.4f}  by the named rule {named:.4f}"
        )


def unmarked(marked: str) -> tuple[str, list[Label]]:
    """A document without its marks, and what they say."""
    parts, labels, at, length = [], [], 0, 0
    for match in MARK.finditer(marked):
        parts.append(marked[at : match.start()])
        length += match.start() - at
        labels.append(Label(match[1], length, length + len(match[2]), match[2]))
        parts.append(match[2])
        length += len(match[2])
        at = match.end()
    return "".join([*parts, marked[at:]]), labels


class Checker:
    """summarylint with its default rules, on texts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.task = Task(Config(isolated=True), RunSettings(max_size=1 << 30), Ruleset(catalogue()), "en")

    def findings(self, text: str, suffix: str) -> list[Finding]:
        """All findings in `text`, read as a file with that suffix."""
        path = self.folder / f"document{suffix}"
        path.write_text(text, encoding="utf-8", newline="")
        outcome = check_source(Source(str(path), path.name), self.task)
        assert not outcome.failures, outcome.failures
        return [finding for finding in outcome.findings if finding.family in FAMILIES]


def overlap(label: Label, finding: Finding) -> bool:
    """Whether a finding of the label's family shares characters with it."""
    return (
        label.family == finding.family
        and label.start < max(finding.end.offset, finding.start.offset + 1)
        and finding.start.offset < label.end
    )


def score_labels(
    name: str, text: str, labels: list[Label], findings: list[Finding], scores: dict[str, Score], misses: bool
) -> None:
    """Add one document to the scores."""
    for label in labels:
        if label.rule == "=" or label.rule.startswith("?"):
            continue
        met = [finding for finding in findings if overlap(label, finding)]
        score = scores[label.family]
        score.labels += 1
        score.met += bool(met)
        score.named += any(finding.rule == label.rule for finding in met)
        if not met and misses:
            around = (
                text[max(0, label.start - 20) : label.start] + "»" + label.text + "«" + text[label.end : label.end + 20]
            )
            print(f"  missed  {name}: {label.rule} {around!r}")
    for finding in findings:
        if finding.severity == "info":
            continue
        meeting = [label for label in labels if overlap(label, finding)]
        if meeting and all(label.rule.startswith("?") for label in meeting):
            continue
        scores[finding.family].judged += 1
        scores[finding.family].right += bool(meeting)
        if not meeting and misses:
            alike = [
                label.text
                for label in labels
                if label.rule == "=" and label.start < finding.end.offset and finding.start.offset < label.end
            ]
            note = f"  look-alike {alike[0]!r}" if alike else ""
            print(
                f"  alarm   {name}:{finding.start.line}:{finding.start.column}: {finding.rule} {finding.excerpt[:60]!r} in {finding.context[:80]!r}{note}"
            )


def labelled(folders: Iterable[Path], checker: Checker, misses: bool) -> None:
    """Score the labelled documents of `folders`."""
    scores = {family: Score() for family in FAMILIES}
    documents = clean = characters = 0
    for folder in folders:
        for path in sorted(folder.rglob("*.marked.*")):
            text, labels = unmarked(path.read_text(encoding="utf-8"))
            score_labels(path.name, text, labels, checker.findings(text, path.suffix), scores, misses)
            documents += 1
            clean += all(label.rule == "=" for label in labels)
            characters += len(text)
    print(f"{documents} documents, {clean} of them clean, {characters} characters")
    for family, score in scores.items():
        print(score.line(family))


def clean_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """The texts below `folder`, by name."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".md"):
            yield path.name, path.read_text(encoding="utf-8", errors="replace")


def false_alarms(folder: Path, checker: Checker) -> None:
    """Every error and warning in clean text, and their rate."""
    characters = 0
    rules: Counter[str] = Counter()
    for name, text in clean_texts(folder):
        characters += len(text)
        for finding in checker.findings(text, Path(name).suffix):
            rules[f"{finding.rule} ({finding.severity})"] += 1
            if finding.severity != "info":
                print(
                    f"  {name}:{finding.start.line}: {finding.rule} {finding.excerpt[:80]!r} in {finding.context[:100]!r}"
                )
    alarms = sum(count for rule, count in rules.items() if "info" not in rule)
    for rule, count in rules.most_common():
        print(f"{count:6}  {rule}")
    print(
        f"{characters} characters, {alarms} alarms: {alarms * 100_000 / max(characters, 1):.3f} in 100,000 characters"
    )


_PARTY = re.compile("党(?=员|组织|支部|建|委|课|校|务|史|性|章|政|中央|工委|总支)")
_COUNT = re.compile(r"(?<![\d.A-Za-z])\d{1,5}(?:\.\d{1,2})?(?=个|人|名|家|项|件|次|万元|亿元|%|公里|亩|户|场|条)")
_DATE = re.compile(r"(?<!\d)\d{1,2}(?=月\d)|(?<=月)\d{1,2}(?=日)|(?<!\d)(?:19|20)\d\d(?=年)")
_PLACE = re.compile("(?<=[，。、在到和与])[\u4e00-\u9fff]{2}(?=县|镇|区(?!别|分)|村|市(?!场|民|委))")
_WECHAT = re.compile("微信(?=群|公众号|小程序)")
_MUTATIONS = (
    (_PARTY, "masked/party-word", lambda _: "D"),
    (_WECHAT, "masked/wechat-word", lambda _: "AAA"),
    (_COUNT, "placeholder/number-blank", lambda word: re.sub(r"\d", "x", word)),
    (_DATE, "placeholder/date-blank", lambda word: "x" * len(word)),
    (_PLACE, "placeholder/name-blank", lambda _: "xx"),
)


def mutate(text: str, rng: random.Random) -> tuple[str, list[Label]]:
    """A clean text with defects put in, every twentieth place that could have one, and their labels."""
    places = sorted(
        (match.start(), match.end(), rule, change(match[0]))
        for pattern, rule, change in _MUTATIONS
        for match in pattern.finditer(text)
        if rng.random() < 0.3
    )
    parts, labels, at, length = [], [], 0, 0
    for start, end, rule, new in places:
        if start < at:
            continue
        parts += [text[at:start], new]
        length += start - at
        labels.append(Label(rule, length, length + len(new), new))
        length += len(new)
        at = end
    return "".join([*parts, text[at:]]), labels


def mutated(folder: Path, checker: Checker, seed: int, misses: bool) -> None:
    """Score defects that were put into clean text."""
    rng = random.Random(seed)
    scores = {family: Score() for family in FAMILIES}
    for name, text in clean_texts(folder):
        changed, labels = mutate(text, rng)
        score_labels(name, changed, labels, checker.findings(changed, Path(name).suffix), scores, misses)
    for family, score in scores.items():
        print(score.line(family))


def main() -> None:
    """Parse the command line and measure."""
    import tempfile

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[LABELLED])
    parser.add_argument("--misses", action="store_true", help="name every miss and false alarm")
    parser.add_argument("--clean", type=Path, help="a folder of clean text")
    parser.add_argument("--mutate", type=Path, help="a folder of clean text to put defects into")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        checker = Checker(Path(folder))
        if chosen.clean:
            false_alarms(chosen.clean, checker)
        elif chosen.mutate:
            mutated(chosen.mutate, checker, chosen.seed, chosen.misses)
        else:
            labelled(chosen.folders, checker, chosen.misses)


if __name__ == "__main__":
    sys.exit(main())
