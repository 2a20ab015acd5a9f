"""The labelled documents stay found, and what is clean in them stays clean."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETS = sorted(path.name for path in (ROOT / "fixtures" / "labelled").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def accuracy():
    spec = importlib.util.spec_from_file_location("accuracy", ROOT / "benchmarks" / "accuracy.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("labelled", SETS)
def test_recall_and_precision_hold(accuracy, labelled, tmp_path):
    checker = accuracy.Checker(tmp_path)
    scores = {family: accuracy.Score() for family in accuracy.FAMILIES}
    for path in sorted((ROOT / "fixtures" / "labelled" / labelled).glob("*.marked.*")):
        text, labels = accuracy.unmarked(path.read_text(encoding="utf-8"))
        accuracy.score_labels(path.name, text, labels, checker.findings(text, path.suffix), scores, misses=False)
    for family, score in scores.items():
        assert score.met >= 0.93 * score.labels, f"{family}: {score.line(family)}"
        assert score.right >= 0.97 * score.judged, f"{family}: {score.line(family)}"


def test_marks_are_taken_out_and_their_places_kept(accuracy):
    text, labels = accuracy.unmarked("建成⟦placeholder/number-blank|xx⟧个，用⟦=|X光⟧机。")
    assert text == "建成xx个，用X光机。"
    assert [(label.rule, text[label.start : label.end]) for label in labels] == [
        ("placeholder/number-blank", "xx"),
        ("=", "X光"),
    ]
