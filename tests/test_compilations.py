"""The labelled compilations stay divided where they are labelled, and no submission alone is ever cut."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarylint.readers.decode import Decoded
from summarylint.readers.text import read_text
from summarylint.submissions import split

ROOT = Path(__file__).parents[1]
SETS = sorted(path.name for path in (ROOT / "fixtures" / "compilations").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def boundaries():
    spec = importlib.util.spec_from_file_location("boundaries", ROOT / "benchmarks" / "boundaries.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", SETS)
def test_boundaries_hold(boundaries, name):
    score = boundaries.score_folder(ROOT / "fixtures" / "compilations" / name)
    assert score.documents > 0
    assert score.start_share >= 0.98, score.line(name)
    assert score.cut == 0, score.line(name)


def test_marks_are_taken_out_and_their_places_kept(boundaries, tmp_path):
    path = tmp_path / "x.marked.txt"
    path.write_text("封面\n⟪甲。⟫\n* * *\n⟪乙。⟫\n", encoding="utf-8")
    document, starts, ends = boundaries.labelled(path)
    assert document.text == "封面\n甲。\n* * *\n乙。\n"
    assert [document.text[start:end] for start, end in zip(starts, ends, strict=True)] == ["甲。", "乙。"]


UNITS = ["青山镇", "白水乡", "市教育局", "县财政局", "东岭街道", "市人民医院", "红旗村", "高新区"]
TOPICS = ["春耕备耕", "校园安全", "预算执行", "老旧管网", "分级诊疗", "防汛抗旱", "招商引资", "档案整理"]
SENTENCES = [
    "{unit}围绕{topic}列出清单，逐项明确到人，每周通报一次进度。",
    "年初预算中安排{topic}经费三十万元，九月底已支出八成。",
    "一些干部对{topic}的新要求还不熟悉，办理时常要往返两次。",
    "群众来电反映的问题多在当天答复，复杂的由分管负责人牵头。",
    "下半年请来专家讲课四场，把{topic}中容易出错的环节讲透。",
]


@st.composite
def submissions(draw):
    """The lines of one submission without its title."""
    unit, topic = draw(st.sampled_from(UNITS)), draw(st.sampled_from(TOPICS))
    paragraph = st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=5).map(
        lambda chosen: "".join(chosen).format(unit=unit, topic=topic)
    )
    body = [draw(paragraph)]
    for numeral in draw(st.sampled_from(["", "一二", "一二三"])):
        body += [f"{numeral}、抓好{draw(st.sampled_from(TOPICS))}", draw(paragraph)]
    if draw(st.booleans()):
        body += [unit, f"2024年12月{draw(st.integers(1, 31))}日"]
    return body


@settings(max_examples=60)
@given(
    st.lists(submissions(), min_size=2, max_size=6),
    st.sampled_from(["第{}篇 ", "【篇{}】", "篇{}：", "范文{}："]),
    st.permutations(UNITS),
    st.sampled_from(["\n", "\n\n"]),
    st.sampled_from(["\n", "\n\n", "\n\n\n", "\n\n* * *\n\n", "\n\f"]),
)
def test_joined_under_numbered_titles_they_come_back(bodies, mark, units, within, between):
    numerals = "一二三四五六"
    parts = [
        within.join([f"{mark.format(numeral)}{unit}工作总结", *body])
        for numeral, unit, body in zip(numerals, units, bodies, strict=False)
    ]
    found = [part for part in split(read_text("x.txt", Decoded(between.join(parts), "utf-8"))) if part.number]
    assert [part.text for part in found] == parts
    assert [part.title for part in found] == [f"{unit}工作总结" for unit in units[: len(parts)]]


@settings(max_examples=60)
@given(submissions(), st.lists(submissions(), max_size=2), st.sampled_from(["\n", "\n\n"]))
def test_blank_lines_doubled_change_nothing_in_a_single_submission(body, more, within):
    lines = ["青山镇2024年工作总结", *body, *(line for lines in more for line in lines if line[1:2] != "、")]
    for gap in (within, within * 2, within * 3):
        (only,) = split(read_text("x.txt", Decoded(gap.join(lines), "utf-8")))
        assert (only.number, only.title) == (1, lines[0])
        assert only.blocks == only.document.blocks
        assert only.end == len(only.document.text)
