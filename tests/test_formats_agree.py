"""One text as every kind of document: the same findings at the same words; and what goes back to its author."""

from __future__ import annotations

import html
import shutil
import subprocess

import pytest

TITLE = "白石镇2024年水利工作总结"
LINES = [
    "一、主要做法",
    "全年整修渠道xx公里，清淤泵站12座，组织D员义务劳动三次，参加八十余人。",
    "二、存在问题",
    "人手偏紧，部分支渠年久失修，遇到连续降雨时排水不畅。",
    "三、下一步打算",
    "继续整修剩下的支渠，把沿线管护责任落实到人，汛前全部完工并组织验收。",
]
FINDINGS = [("placeholder/number-blank", "xx"), ("masked/party-word", "D员")]


def as_docx(path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for line in LINES:
        paragraph = document.add_paragraph()
        # Word splits a word over several runs once it has been edited.
        for at in range(0, len(line), 3):
            paragraph.add_run(line[at : at + 3]).bold = at % 2 == 0
    document.save(path)


def converted(path, suffix):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{path.parent}/profile", "--headless", "--convert-to", suffix,
         "--outdir", str(path.parent / "made"), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return path.parent / "made" / f"{path.stem}.{suffix}"


@pytest.fixture
def document(folder):
    """The text as a file of some kind, by suffix or by what wrote it."""

    def made(kind):
        path = folder / f"a.{kind.rpartition('-')[2]}"
        plain = "\n\n".join([TITLE, *LINES]) + "\n"
        if kind == "txt":
            path.write_text(plain, encoding="utf-8")
        elif kind == "gb18030-txt":
            path.write_text(plain, encoding="gb18030")
        elif kind == "md":
            path.write_text(f"# {TITLE}\n\n" + "\n\n".join(LINES) + "\n", encoding="utf-8")
        elif kind == "html":
            body = f"<h1>{html.escape(TITLE)}</h1>" + "".join(f"<p>{html.escape(line)}</p>" for line in LINES)
            path.write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{body}</body>", encoding="utf-8")
        else:
            as_docx(folder / "a.docx")
            if kind != "docx":
                return converted(folder / "a.docx", kind.rpartition("-")[2])
        return path

    return made


@pytest.mark.parametrize(
    "kind",
    [
        "txt", "gb18030-txt", "md", "docx", "html",
        *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("libreoffice-docx", "pdf", "odt", "rtf", "doc")),
    ],
)  # fmt: skip
def test_the_same_text_has_the_same_findings(document, report, kind):
    if kind == "pdf":
        pytest.importorskip("pypdfium2")
    found = report(
        document(kind), "--type", "work-summary", "--select", "placeholder,masked,residue,total,section/missing"
    )
    assert found["errors"] == []
    assert [(one["rule"], one["excerpt"]) for one in found["findings"] if one["family"] != "section"] == FINDINGS
    assert found["submissions"][0]["title"] == TITLE
    contexts = [one["context"] for one in found["findings"] if one["family"] != "section"]
    assert all("整修渠道xx公里" in contexts[0] and "组织D员义务劳动" in context for context in contexts[1:])


def test_annotate_gives_word_files_back_and_slips_for_the_rest(document, run, folder):
    docx = pytest.importorskip("docx")
    document("docx")
    document("txt")
    ran = run("annotate", "a.docx", "a.txt", "-o", "back")
    assert ran.code == 0
    assert sorted(path.name for path in (folder / "back").iterdir()) == [
        "a.checked.docx", "a.return-slip.docx", "a.return-slip.md",
    ]  # fmt: skip
    checked = docx.Document(folder / "back" / "a.checked.docx")
    assert {"xx", "D员"} <= {text for comment in checked.comments for text in ("xx", "D员") if text in comment.text}
    assert [paragraph.text for paragraph in checked.paragraphs] == [TITLE, *LINES]
    slip = (folder / "back" / "a.return-slip.md").read_text(encoding="utf-8")
    assert slip.startswith(f"# Return slip: {TITLE}\n")
    assert "line 5" in slip
    assert docx.Document(folder / "back" / "a.return-slip.docx").paragraphs[0].text == f"Return slip: {TITLE}"
    again = run("annotate", "a.docx", "-o", "back")
    assert (again.code, "left as it is" in again.err) == (2, True)
    run("annotate", "back/a.checked.docx", "-o", "clean", "--clean")
    assert len(docx.Document(folder / "clean" / "a.checked.docx").comments) == 0


def test_check_writes_word_files_beside_its_report(document, run, folder):
    document("docx")
    assert run("check", "a.docx", "--format", "text", "--format", "docx=back", "--format", "html=r.html").code == 1
    assert (folder / "back" / "a.checked.docx").exists()
    assert TITLE in (folder / "r.html").read_text(encoding="utf-8")
    assert run("check", "a.docx", "--format", "docx").code == 2


def test_fix_changes_text_in_place(document, run, folder):
    document("txt")
    (folder / "b.txt").write_text("通知\n\n通过AAA群发布。\n", encoding="utf-8")
    assert run("fix", "b.txt", "--check").code == 1
    assert run("fix", "b.txt").code == 0
    assert (folder / "b.txt").read_text(encoding="utf-8") == "通知\n\n通过微信群发布。\n"
    assert run("fix", "b.txt", "--check").code == 0
