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


FILLED = (
    "# 培训总结\n\n## 一、做法\n\n办班12期，参加300人。\n\n## 二、成效\n\n合格率90%，比上年高3个点。\n\n## 三、照片\n\n"
)


@pytest.mark.parametrize(
    ("shown", "empty"),
    [
        pytest.param("![](photo.png)\n", False, id="a picture"),
        pytest.param("```sh\nls\n```\n", False, id="code"),
        pytest.param("", True, id="nothing"),
    ],
)
@pytest.mark.parametrize("behind", ["", "\n## 四、打算\n\n明年再办12期。\n"], ids=["last", "in the middle"])
def test_a_picture_or_code_fills_a_section(write, report, shown, empty, behind):
    write("a.md", FILLED + shown + behind)
    found = [f["excerpt"] for f in report("a.md", "--select", "section/empty")["findings"]]
    assert found == (["照片"] if empty else [])


def test_a_picture_fills_a_section_of_a_word_file_or_page(folder, write, report):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    page = []
    for line in FILLED.replace("#", "").split("\n"):
        if line.strip():
            document.add_paragraph(line.strip())
            page.append(f"<p>{line.strip()}</p>")
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
    )
    write("pixel.png", pixel)
    document.add_picture(str(folder / "pixel.png"))
    document.save(folder / "a.docx")
    write("a.html", "<!doctype html>" + "".join(page) + "<p><img src='pixel.png'></p>")
    assert report("a.docx", "a.html", "--select", "section/empty")["findings"] == []
    document.paragraphs[-1].clear()
    document.save(folder / "a.docx")
    write("a.html", "<!doctype html>" + "".join(page))
    assert [f["path"] for f in report("a.docx", "a.html", "--select", "section/empty")["findings"]] == [
        "a.docx",
        "a.html",
    ]
