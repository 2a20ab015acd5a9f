"""PDF files: paragraphs out of wrapped lines, where each character stands, and what is said of those that can't be read."""

from __future__ import annotations

import importlib.util
import pickle
import subprocess
import time
import zlib

import pytest

from summarylint.checks.totals import relations
from summarylint.errors import UnreadableError, said
from summarylint.readers import pdf
from summarylint.readers.decode import Decoded
from summarylint.readers.office import soffice
from summarylint.readers.pdf import read_pdf
from summarylint.readers.text import read_text
from summarylint.submissions import split

needs_libreoffice = pytest.mark.skipif(soffice() is None, reason="LibreOffice")
installed = pytest.mark.skipif(importlib.util.find_spec("pypdfium2") is None, reason="pypdfium2")

FONTS = (
    b"<</F1 <</Type/Font/Subtype/Type1/BaseFont/Courier>> /F2 <</Type/Font/Subtype/Type0/BaseFont/STSong-Light"
    b"/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>>>"
)


def file_of(*streams, trailer=b"", filters=b""):
    """A PDF with a page for each content stream."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = b" ".join(b"%d 0 R" % (3 + 2 * number) for number in range(len(streams)))
    objects.append(
        b"<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 595 842]/Resources<</Font %s>>>>" % (len(streams), kids, FONTS)
    )
    for number, stream in enumerate(streams):
        objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R>>" % (4 + 2 * number))
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), filters, stream))
    made = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        trailer,
        len(made),
    )


def stream(*lines, size=12):
    """Lines of text, each an x, a y and the words."""
    drawn = []
    for x, y, words in lines:
        font = "F1" if words.isascii() else "F2"
        written = words.encode("ascii" if words.isascii() else "utf-16-be").hex()
        drawn.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm <{written}> Tj ET")
    return "\n".join(drawn).encode()


def lines_of(*pages, size=12):
    return read_pdf("a.pdf", file_of(*(stream(*page, size=size) for page in pages))).text.splitlines()


LONG = "今年以来我乡认真贯彻落实上级决策部署扎实推进各项工作开展理论宣讲覆盖群众"
FULL = LONG[:35]


@installed
@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param([(84, 700, FULL + "甲乙"), (60, 680, FULL + "丙丁戊己"), (60, 660, "庚。")], [FULL + "甲乙" + FULL + "丙丁戊己庚。"], id="wrapped"),
        pytest.param([(84, 700, FULL + "，完"), (60, 680, "成。"), (84, 660, FULL)], [FULL + "，完成。", FULL], id="indented"),
        pytest.param([(84, 700, FULL[:20] + "。"), (60, 680, FULL)], [FULL[:20] + "。", FULL], id="room was left"),
        pytest.param([(60, 700, FULL + "甲乙丙。"), (60, 680, "二、开展宣讲")], [FULL + "甲乙丙。", "二、开展宣讲"], id="a heading follows"),
        pytest.param([(60, 700, FULL + "甲乙丙统"), (60, 680, "一、开展宣讲")], [FULL + "甲乙丙统一、开展宣讲"], id="no heading"),
        pytest.param([(200, 760, "甲乡总结"), (200, 740, "甲乡站上")], ["甲乡总结", "甲乡站上"], id="lines of a title"),
        pytest.param([(60, 700, FULL + "甲乙丙"), (60, 640, FULL)], [FULL + "甲乙丙", FULL], id="apart"),
        pytest.param(
                [
                    (60, 700, "The committee organised several large workshops of an inter-"),
                    (60, 686, "national kind and it also published long documents about the"),
                    (60, 672, "environment."),
                ],
                [
                    "The committee organised several large workshops of an international kind and it also published long documents about the environment."
                ],
            id="hyphens",
        ),
        pytest.param([(60, 700, "甲乡乡长"), (114, 700, "王某")], ["甲乡乡长 王某"], id="a blank between names"),
        pytest.param([(60, 700, "甲"), (75, 700, "乡"), (90, 700, "总"), (105, 700, "结")], ["甲乡总结"], id="stretched"),
        pytest.param([(60, 700, FULL + "甲"), (60, 680, "乙“丙”丁。"), (60, 660, FULL + "戊己庚")], [FULL + "甲乙“丙”丁。", FULL + "戊己庚"], id="no line ends beside a quotation mark"),
        pytest.param([(60, 700, "1."), (78, 700, "第一项"), (60, 680, "2."), (78, 680, "第二项")], ["1. 第一项", "2. 第二项"], id="list"),
    ],
)  # fmt: skip
def test_lines_become_paragraphs(page, expected):
    assert lines_of(page) == expected


@installed
@pytest.mark.parametrize(
    ("drawn", "marks", "expected"),
    [
        pytest.param([(60, "深化"), (96, "三个中心"), (156, "建设。")], (84, "“", 48, "”"), "深化“三个中心”建设。", id="wide"),
        pytest.param([(60, "由"), (78, "缩小至"), (120, "。")], (72, "2", 36, "4"), "由2缩小至4。", id="narrow"),
    ],
)  # fmt: skip
def test_what_a_second_font_draws_after_a_line_stands_where_it_is_seen(drawn, marks, expected):
    """LibreOffice draws what its first font lacks, such as quotation marks, in one piece behind the rest."""
    x, one, room, two = marks
    later = "BT /F2 12 Tf 1 0 0 1 %d 700 Tm [<%s> %d <%s>] TJ ET"
    codes = [mark.encode("utf-16-be").hex() for mark in (one, two)]
    page = stream(*((left, 700, words) for left, words in drawn))
    page += (later % (x, codes[0], -room * 1000 // 12, codes[1])).encode()
    document = read_pdf("a.pdf", file_of(page))
    assert document.text == expected + "\n"
    places = [document.origin.runs(at, at + 1)[0].first for at in range(len(expected))]
    assert sorted(places) != places
    assert len(set(places)) == len(expected)


@installed
def test_page_numbers_go_and_repeated_headers_are_read_once():
    pages = [
        [(60, 810, "甲乡工作总结"), (84, 700, f"{word}乡{LONG[:20]}。"), (290, 30, f"- {n} -")]
        for n, word in enumerate("甲乙丙丁", 1)
    ]
    document = read_pdf("a.pdf", file_of(*(stream(*page) for page in pages)))
    assert document.text.splitlines() == [f"{word}乡{LONG[:20]}。" for word in "甲乙丙丁"] + ["甲乡工作总结"]
    assert [place["zh"] for _, place in document.places] == ["第1页", "第2页", "第3页", "第4页", "页眉页脚"]


@installed
def test_a_paragraph_goes_on_over_pages_and_the_place_with_it():
    document = read_pdf("a.pdf", file_of(stream((60, 60, FULL + "甲乙丙丁")), stream((60, 780, "戊己庚。"))))
    assert document.text == FULL + "甲乙丙丁戊己庚。\n"
    assert [(offset, place["en"]) for offset, place in document.places] == [(0, "page 1"), (39, "page 2")]
    assert document.origin.runs(38, 41) == [(38, 0, 38, 1), (39, 1, 0, 2)]
    assert pickle.loads(pickle.dumps(document)) == document


@installed
def test_the_totals_of_a_table_are_reckoned():
    rows = [("村", "户数"), ("东村", "120"), ("西村", "150"), ("南村", "90"), ("合计", "361")]
    cells = [(x, 700 - 20 * n, word) for n, row in enumerate(rows) for x, word in zip((60, 200), row, strict=True)]
    document = read_pdf("a.pdf", file_of(stream(*cells)))
    assert document.text == "".join("\t".join(row) + "\n" for row in rows)
    assert {block.kind for block in document.blocks} == {"table"}
    assert [relation.holds for relation in relations(split(document)[0])] == [False]


SECRET = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"11" * 32, b"22" * 32)
ONE = stream((60, 700, "hello"))


@installed
@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(file_of(ONE, trailer=SECRET), "with a password", id="password"),
        pytest.param(file_of(ONE)[:100], "damaged", id="cut short"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 50, "damaged", id="rubbish"),
        pytest.param(b"", "damaged", id="empty"),
        pytest.param(file_of(b"0 0 100 100 re f"), "without a text layer", id="pictures only"),
    ],
)
def test_what_cannot_be_read_is_named(content, message):
    with pytest.raises(UnreadableError, match=message) as error:
        read_pdf("a.pdf", content)
    assert "PDF文件" in said(error.value, "zh")


@installed
def test_a_file_without_anything_on_its_pages_is_empty_and_not_scanned():
    assert read_pdf("a.pdf", file_of(b"")).text == ""


@installed
def test_pages_of_pictures_among_others_are_a_problem():
    document = read_pdf("a.pdf", file_of(ONE, b"0 0 100 100 re f"))
    assert document.text == "hello\n"
    assert said(document.problem, "zh") == "第2页只有图片（扫描件？），未检查"


@pytest.mark.slow
@installed
def test_a_file_that_swells_ends_its_worker_only(monkeypatch):
    bomb = zlib.compress(zlib.compress(b" " * (900 << 20), 9), 9)
    monkeypatch.setattr(pdf, "MEMORY_BYTES", 512 << 20)
    start = time.monotonic()
    with pytest.raises(UnreadableError):
        read_pdf("a.pdf", file_of(bomb, filters=b"/Filter[/FlateDecode/FlateDecode]"))
    assert time.monotonic() - start < 60


@installed
@pytest.mark.parametrize(
    ("limit", "message"), [("MOST_PAGES", "more than 2000 pages"), ("MOST_CHARACTERS", "characters")]
)
def test_too_much_is_refused(limit, message, monkeypatch):
    monkeypatch.setattr(pdf, limit, 1)
    with pytest.raises(UnreadableError, match=message):
        read_pdf("a.pdf", file_of(ONE, ONE))


@installed
def test_what_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 0.001)
    with pytest.raises(UnreadableError, match="longer than"):
        read_pdf("a.pdf", file_of(ONE))


def test_without_the_library_a_file_is_named_and_what_to_install(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UnreadableError, match=r'pip install "summarylint\[pdf\]"'):
        read_pdf("a.pdf", file_of(ONE))


TEXT = "\n".join(
    ["甲乡2024年工作总结", "一、开展理论宣讲"]
    + [f"今年{month}月，我乡共开展理论宣讲xx场次，覆盖群众300余人，" + LONG * 4 + "。" for month in range(1, 13)]
    + ["二、存在的问题", "队伍建设有待加强。"]
)  # fmt: skip


@pytest.mark.slow
@installed
@needs_libreoffice
@pytest.mark.parametrize("indent", ["0", "24pt"])
def test_what_libreoffice_makes_reads_as_its_text_does(indent, tmp_path):
    paragraphs = "".join(f'<p style="text-indent:{indent};text-align:justify">{line}</p>' for line in TEXT.splitlines())
    (tmp_path / "a.html").write_text(f'<meta charset="utf-8">{paragraphs}', encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for kind, source in (("odt:writer8", "a.html"), ("pdf", "a.odt")):
        subprocess.run(
            [soffice(), profile, "--headless", "--writer", "--convert-to", kind, "--outdir", str(tmp_path), str(tmp_path / source)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    document = read_pdf("a.pdf", (tmp_path / "a.pdf").read_bytes())
    assert document.text.splitlines() == TEXT.splitlines()
    as_text = read_text("a.txt", Decoded(TEXT, "utf-8"))
    assert [(b.kind, b.start, b.end) for b in document.blocks] == [(b.kind, b.start, b.end) for b in as_text.blocks]
