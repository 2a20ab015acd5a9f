"""The labelled submissions: what they lack is told, and little else."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETS = sorted(path.parent.name for path in (ROOT / "fixtures" / "sections").glob("*/labels.tsv"))


@pytest.fixture(scope="module")
def sections():
    spec = importlib.util.spec_from_file_location("sections", ROOT / "benchmarks" / "sections.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", SETS)
def test_missing_and_empty_sections_are_told(sections, name):
    score = sections.score_folder(ROOT / "fixtures" / "sections" / name)
    assert score.documents >= 60
    assert score.recall >= 0.95, score.line(name)
    assert score.precision >= 0.97, score.line(name)
    assert score.mistold <= 1, score.line(name)


def test_the_labels_name_files_types_and_sections_that_there_are(sections):
    types = sections.catalogue().types
    for name in SETS:
        folder = ROOT / "fixtures" / "sections" / name
        labels = list(sections.labels_of(folder))
        assert {label.path.name for label in labels} == {path.name for path in folder.iterdir()} - {"labels.tsv"}
        for label in labels:
            known = {section.id for section in types[label.type].sections}
            assert label.missing <= known, label.path.name
            assert label.empty <= known | {"other"}, label.path.name
