"""Copies in labelled batches, as a user's run tells them: floors under what was measured, and no alarm where units were given the wordings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarylint.checks.copies import Copies
from summarylint.copied import Background
from summarylint.model import Source
from summarylint.readers import read
from summarylint.ruleset.catalogue import catalogue
from summarylint.submissions import split

SET = Path(__file__).parent.parent / "fixtures" / "copies" / "a"
LABELS = json.loads((SET / "labels.json").read_text(encoding="utf-8"))
SHARED = json.loads((SET / "shared.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def told():
    """What is told of each batch: files, places and severities; with the batch's official wordings as given."""
    phrases = catalogue()["duplicate/copied-passage"].options["set_phrases"].value
    check = Copies(both=True, set_phrases=tuple(phrases))
    found = {}
    for folder in sorted(path for path in SET.iterdir() if path.is_dir()):
        sources = [Source(str(path), path.name) for path in sorted(folder.iterdir())]
        parts = [part for one in sources for part in split(read(one, None, 1 << 20)) if part.number]
        assert len(parts) == len(sources)
        background = Background(None, tuple(SHARED.get(folder.name, ())))
        found[folder.name] = [
            (parts[number].document.name, hit.kind, hit.span) for number, hit in check.find_in(parts, background)
        ]
    return found


def test_most_of_what_was_copied_is_told(told):
    copied = there = 0
    for label in LABELS:
        places = set(range(label["start"], label["end"]))
        copied += len(places)
        for name, kind, span in told[label["batch"]]:
            if name == label["file"]:
                places -= places if kind == "near-identical" else set(range(span.start, span.end))
        there += label["end"] - label["start"] - len(places)
    assert there / copied >= 0.88


def test_submissions_that_share_what_was_handed_out_are_not_told_of(told):
    copying = {label["batch"] for label in LABELS}
    assert [(batch, found) for batch, found in told.items() if found and batch not in copying] == []
    assert len(told) - len(copying) == 8


def test_nothing_is_told_that_is_mostly_ones_own(told):
    for batch, found in told.items():
        own = [label for label in LABELS if label["batch"] == batch]
        for name, kind, span in found:
            there = [(one["start"], one["end"]) for one in own if one["file"] == name]
            there += [(one["source_start"], one["source_end"]) for one in own if one["source"] == name]
            places = {at for start, end in there for at in range(max(start, span.start), min(end, span.end))}
            assert kind == "near-identical" or len(places) >= 0.5 * (span.end - span.start), (batch, name)
