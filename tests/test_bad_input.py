"""What people hand in that is no clean text: each is said in one line, by name, and the rest is still checked."""

from __future__ import annotations

import io
import os
import random
import socket
import time
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

LINE = "全年开展培训xx场次，覆盖全部乡镇。\n"
BLANK = "关于培训的记事\n\n" + LINE
CLEAN = "关于调研的记事\n\n全年完成调研12次，走访群众300户。\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(**members: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return content.getvalue()


DOCX = zipped(word__document="<w:t>全年开展培训xx场次</w:t>", word__styles="x" * 5000)


@pytest.fixture
def failed(write, run, report):
    """Check `name` beside a file with a finding; the one failure of `name`, after all has been said that must be."""

    def checked(name, *arguments):
        write("beside.txt", BLANK)
        found = report(name, "beside.txt", *arguments)
        assert found["code"] == 2
        assert [finding["path"] for finding in found["findings"] if finding["path"] == "beside.txt"] == ["beside.txt"]
        assert len(found["errors"]) == 1
        error = found["errors"][0]
        assert error["path"] == name
        assert "\n" not in error["message"]
        for format_name in ("text", "concise"):
            ran = run("check", name, "beside.txt", *arguments, "--format", format_name)
            assert ran.code == 2
            said = [line for line in ran.out.splitlines() if name in line and error["message"] in line]
            assert len(said) == 1
            assert "number-blank" in ran.out
        return error, [row for row in found["submissions"] if row["path"] == name], found

    return checked


def blanks_in(name, found):
    return [f["excerpt"] for f in found["findings"] if (f["path"], f["rule"]) == (name, "placeholder/number-blank")]


def test_a_missing_file_is_named(failed):
    assert failed("missing.txt")[0] == {"path": "missing.txt", "stage": "discover", "message": "no such file or folder"}


def test_a_path_through_a_file_is_named(failed):
    assert failed("beside.txt/more.txt")[0]["message"] == "Not a directory"


@pytest.mark.parametrize("content", [None, "notes.xlsx", ".hidden.txt", "~$lock.docx"])
def test_a_folder_without_documents_is_nothing_checked(write, folder, report, content):
    (folder / "empty").mkdir()
    if content:
        write(f"empty/{content}", "x")
    found = report("empty")
    assert found["code"] == 2
    assert found["errors"] == [
        {"path": "", "stage": "discover", "message": "nothing to check: no document in the given folders"}
    ]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs permissions that bind")
def test_a_file_without_permission_is_named(write, failed):
    write("secret.txt", BLANK).chmod(0)
    assert failed("secret.txt")[0]["message"] == "no permission to read it"


@pytest.mark.parametrize(
    ("error", "message"),
    [
        pytest.param(PermissionError(13, "Permission denied"), "no permission to read it", id="no permission"),
        pytest.param(FileNotFoundError(2, "No such file or directory"), "it has vanished", id="vanished"),
        pytest.param(OSError(5, "Input/output error"), "Input/output error", id="a broken disk"),
    ],
)
def test_a_file_that_can_not_be_opened_any_more_is_named(write, failed, monkeypatch, error, message):
    import builtins

    real = open

    def refusing(path, *more, **options):
        if path == "secret.txt":
            raise error
        return real(path, *more, **options)

    write("secret.txt", BLANK)
    monkeypatch.setattr(builtins, "open", refusing)
    said, rows, _ = failed("secret.txt")
    assert (said["stage"], said["message"]) == ("read", message)
    assert [row["verdict"] for row in rows] == ["unchecked"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("empty.txt", b"", id="nothing"),
        pytest.param("empty.md", b"", id="nothing in Markdown"),
        pytest.param("empty.docx", b"", id="nothing in docx"),
        pytest.param("empty.pdf", b" \n", id="nothing in pdf"),
        pytest.param("empty.html", b"", id="nothing in html"),
        pytest.param("empty.txt", b" \t\n\r\n", id="white space"),
        pytest.param("empty.md", b" \t\n\r\n", id="white space in Markdown"),
        pytest.param("empty.txt", "\u3000\u00a0\n".encode(), id="wide blanks"),
        pytest.param("empty.txt", b"\xef\xbb\xbf", id="a byte order mark"),
        pytest.param("empty.md", b"\xef\xbb\xbf\n", id="a byte order mark and a line"),
    ],
)
def test_an_empty_file_is_a_finding(write, report, name, content):
    write(name, content)
    found = report(name)
    assert found["code"] == 1
    assert [(finding["rule"], finding["start"]["line"]) for finding in found["findings"]] == [("document/empty", 1)]
    assert [row["verdict"] for row in found["submissions"]] == ["return"]


def test_utf_16_marks_alone_are_an_empty_file(write, report):
    write("le.txt", b"\xff\xfe")
    write("be.txt", b"\xfe\xff")
    assert report("le.txt", "be.txt")["summary"]["by_rule"] == {"document/empty": 2}


@pytest.mark.parametrize("cut", [1, 2])
def test_utf_8_cut_inside_a_character_is_said_and_the_rest_checked(write, failed, cut):
    content = (BLANK + "下一步，继续推进各项工作落地见效").encode()
    write("cut.txt", content[:-cut])
    error, rows, found = failed("cut.txt")
    assert error == {
        "path": "cut.txt",
        "stage": "decode",
        "message": f"byte {len(content) - 3} and perhaps others are no UTF-8",
    }
    assert [row["verdict"] for row in rows] == ["unchecked"]
    assert blanks_in("cut.txt", found) == ["xx"]


def test_gb18030_cut_inside_a_character_is_said_and_the_rest_checked(write, failed):
    write("cut.txt", (BLANK + "下一步，继续推进各项工作").encode("gb18030")[:-1])
    error, _, found = failed("cut.txt")
    assert "no GB18030" in error["message"]
    assert blanks_in("cut.txt", found) == ["xx"]


@pytest.mark.parametrize("order", [("utf-8", "gb18030"), ("gb18030", "utf-8")])
@pytest.mark.parametrize("share", [1, 5, 20])
def test_two_encodings_in_one_file_are_said(write, failed, order, share):
    write("mixed.txt", (BLANK * share).encode(order[0]) + CLEAN.encode(order[1]))
    assert failed("mixed.txt")[0]["stage"] == "decode"


def test_big5_is_not_taken_for_gb18030(write, failed):
    write("big5.txt", "關於培訓的總結\n\n全年開展培訓，覆蓋全部鄉鎮，群眾滿意度達到百分之九十。\n".encode("big5"))
    assert "--encoding" in failed("big5.txt")[0]["message"]


def test_a_few_zero_bytes_are_said_and_the_rest_checked(write, failed):
    write("zero.txt", (BLANK * 10).encode() + b"\0")
    error, _, found = failed("zero.txt")
    assert "1 zero bytes in the text, the first at byte" in error["message"]
    assert blanks_in("zero.txt", found) == ["xx"] * 10


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(DOCX, "Word file", id="zip"),
        pytest.param(zipped(), "an empty zip archive", id="empty zip"),
        pytest.param(DOCX[:60], "Word file", id="truncated zip"),
        pytest.param(b"%PDF-1.7\n\xff", "PDF file", id="pdf"),
        pytest.param(OLE, "an old Word", id="doc"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "a picture", id="png"),
        pytest.param(bytes(range(256)) * 8, "binary", id="binary"),
        pytest.param(random.Random(1).randbytes(4000), "binary", id="noise"),
    ],
)
@pytest.mark.parametrize("suffix", ["txt", "md", "docx"])
def test_what_a_file_is_shows_in_its_first_bytes(write, failed, content, says, suffix):
    write(f"renamed.{suffix}", content)
    error, rows, found = failed(f"renamed.{suffix}")
    assert error["stage"] == "read"
    if suffix != "docx" or "zip" in says:
        assert says in error["message"]
    assert [(row["verdict"], row["findings"]) for row in rows] == [("unchecked", 0)]
    assert {finding["path"] for finding in found["findings"]} == {"beside.txt"}


@pytest.mark.parametrize("suffix", ["txt", "md", "docx"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "byte order mark"])
def test_a_page_is_read_as_one_whatever_its_name(write, report, suffix, mark):
    write(f"renamed.{suffix}", mark + "<!DOCTYPE html>\n<p>全年开展培训<b>xx</b>场次".encode())
    assert blanks_in(f"renamed.{suffix}", report(f"renamed.{suffix}")) == ["xx"]


@pytest.mark.parametrize("suffix", ["docx", "doc", "wps", "pdf", "html", "htm", "rtf", "odt"])
def test_a_text_under_another_name_is_said(write, failed, suffix):
    write(f"renamed.{suffix}", BLANK)
    error, rows, _ = failed(f"renamed.{suffix}")
    assert error["message"].startswith(f"named .{suffix}, but its content is not that of a")
    assert [row["verdict"] for row in rows] == ["unchecked"]


def test_one_enormous_line_meets_the_size_limit(write, failed):
    write("line.txt", b"x" * (50 << 20))
    started = time.process_time()
    error, _, _ = failed("line.txt")
    assert error["message"] == "larger than 20 MiB; raise --max-size to check it"
    assert time.process_time() - started < 10


@pytest.mark.slow
def test_a_million_short_lines_are_checked(write, report):
    write("lines.txt", "全年完成调研。\n" * 500_000 + "\n" * 500_000 + LINE)
    started = time.process_time()
    found = report("lines.txt")
    assert [finding["start"]["line"] for finding in found["findings"]] == [1_000_001]
    assert time.process_time() - started < 60


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 50_000, id="open brackets"),
        pytest.param("[](" * 20_000, id="open links"),
        pytest.param(">" * 50_000, id="quotes"),
        pytest.param("> " * 20_000 + "x", id="nested quotes"),
        pytest.param("* " * 20_000 + "x", id="nested items"),
        pytest.param("`" * 50_000 + "x", id="back quotes"),
        pytest.param("` `` " * 10_000, id="back quotes of several lengths"),
        pytest.param("<!--" * 20_000, id="open comments"),
        pytest.param("<a " * 20_000, id="open tags"),
        pytest.param("*a_ " * 20_000, id="emphasis"),
        pytest.param("|" * 50_000 + "\n" + "|-" * 20_000, id="a wide table"),
        pytest.param("---\n" * 20_000, id="front matter that never ends"),
        pytest.param("<!-- summarylint: ignore[x]" + " " * 100_000, id="a suppression that never closes"),
        pytest.param("【校对：ignore[x]" * 10_000, id="many suppressions that never close"),
        pytest.param("（" * 50_000, id="open parentheses"),
        pytest.param("_" * 100_000, id="a long line to write on"),
        pytest.param("x" * 100_000, id="many crosses"),
        pytest.param("全年开展培训xx场次，" * 10_000, id="findings in one line"),
    ],
)
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_strange_markup_is_checked_in_time(write, run, text, suffix):
    write(f"strange.{suffix}", text)
    started = time.process_time()
    assert run("check", f"strange.{suffix}").code in (0, 1)
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        pytest.param("记事\r\r" + LINE, 3, 7, id="CR"),
        pytest.param("记事\r\n\r\n" + LINE, 3, 7, id="CRLF"),
        pytest.param("记事\n\r\n\r" + LINE, 4, 7, id="mixed"),
        pytest.param("记事\n\n续\u2028" + LINE, 3, 9, id="U+2028 is no line end"),
        pytest.param("记事\n\n续\x85" + LINE, 3, 9, id="U+0085 is no line end"),
        pytest.param("记事\n\n续\v" + LINE, 3, 9, id="VT is no line end"),
        pytest.param("记事\n\n续\f" + LINE, 3, 9, id="FF is no line end"),
        pytest.param("记事\n\n😀𠮷，" + LINE, 3, 10, id="astral characters are one column each"),
        pytest.param("记事\n\né👨\u200d👩，" + LINE, 3, 12, id="combining characters and joiners are one column each"),
        pytest.param("\ufeff记事\n\n" + LINE, 3, 7, id="a byte order mark"),
        pytest.param("\ufeff" + LINE, 1, 7, id="a byte order mark on the line"),
    ],
)
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_lines_and_columns_count_code_points(write, report, text, line, column, suffix):
    write(f"a.{suffix}", text.encode())
    found = [f for f in report(f"a.{suffix}")["findings"] if f["rule"] == "placeholder/number-blank"]
    assert [(finding["start"]["line"], finding["start"]["column"]) for finding in found] == [(line, column)]


HARMFUL = [
    *range(0x09),
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0x2028,
    0x200F,
]


@pytest.mark.parametrize("format_name", ["text", "concise"])
def test_nothing_in_a_text_or_name_reaches_the_terminal_raw(write, run, format_name):
    harmful = "".join(map(chr, HARMFUL)).replace("\0", "")
    write("evil.txt", f"记事{harmful}\n\n{harmful}全年开展培训xx场次{harmful}。\n【待补充{harmful}】\n")
    ran = run("check", "evil.txt", "missing\x1b[2J\u202e.txt", "--format", format_name)
    assert r"\x1b[2J\u202e" in ran.out
    assert not [hex(ord(character)) for character in ran.out.replace("\n", "") if ord(character) in HARMFUL]


def test_invisible_characters_are_a_finding(write, report):
    write("evil.txt", "记事\n\n全年\x1b[31m完成调研\u202e12次。\n")
    assert report("evil.txt")["summary"]["by_rule"] == {"document/control-characters": 2}


@pytest.mark.parametrize("format_name", ["text", "concise"])
@pytest.mark.parametrize("color", [False, True])
def test_a_text_gives_no_commands_to_a_ci_service(write, run, monkeypatch, format_name, color):
    if color:
        monkeypatch.setenv("FORCE_COLOR", "1")
    command = "::error file=a.txt::全年xx场次 ##[error]xx场次 ##vso[task.complete]xx场次"
    write("::warning::evil.txt", f"{command}\n\n{command}\n  {command}\n")
    ran = run("check", "::warning::evil.txt", "::error::missing.txt", "--format", format_name)
    assert "xx" in ran.out
    assert not [line for line in ran.out.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in ran.out
    assert "##vso[" not in ran.out


NAMES = [
    pytest.param("with\nnewline.txt", "with⏎newline.txt", id="newline"),
    pytest.param("with\ttab.txt", "with tab.txt", id="tab"),
    pytest.param("100%s %0A.txt", "100%s %0A.txt", id="percent"),
    pytest.param("a#1:2,3;4.txt", "a#1:2,3;4.txt", id="punctuation"),
    pytest.param("'single' \"double\" `back`.txt", "'single' \"double\" `back`.txt", id="quotes"),
    pytest.param("[bracket]*?{x}.txt", "[bracket]*?{x}.txt", id="glob"),
    pytest.param("-leading.txt", "-leading.txt", id="leading hyphen"),
    pytest.param("{name} {0}.txt", "{name} {0}.txt", id="braces"),
    pytest.param("记事（终稿） 😀.txt", "记事（终稿） 😀.txt", id="Chinese"),
    pytest.param("\x1b[31mred\u202e.txt", r"\x1b[31mred\u202e.txt", id="controls"),
    pytest.param("<script>&amp;.txt", "<script>&amp;.txt", id="markup"),
]


@pytest.mark.skipif(os.name == "nt", reason="Windows refuses most of these names")
@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_any_file_name_is_right_in_every_format(write, run, report, name, shown):
    write(name, BLANK)
    assert [row["path"] for row in report("--", name)["submissions"]] == [name]
    assert [row["path"] for row in report()["submissions"]] == [name]
    assert run("check", "--", name).out.splitlines()[0] == shown
    assert run("check", "--format", "concise").out.startswith(f"{shown}:3:7: error: ")


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="needs names that are any bytes")
def test_a_file_name_that_is_no_utf_8_is_shown_with_its_bytes(folder, process):
    import json

    with open(os.path.join(os.fsencode(folder), b"\xd7\xdc\xbd\xe1.txt"), "wb") as file:
        file.write(BLANK.encode())
    for arguments in (["."], [os.fsdecode(b"\xd7\xdc\xbd\xe1.txt")]):
        found = json.loads(process("check", *arguments, "--format", "json").out)
        assert [row["path"] for row in found["submissions"]] == ["\\xd7ܽ\\xe1.txt"]
    assert "\\xd7ܽ\\xe1.txt" in process("check", ".").out
    missing = process("check", os.fsdecode(b"missing\xff.txt"))
    assert (missing.code, "missing\\xff.txt: no such file or folder" in missing.out) == (2, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_is_never_waited_for(folder, write, failed, report):
    os.mkfifo("pipe.txt")
    assert failed("pipe.txt")[0]["message"] == "not a regular file (a pipe, device or socket)"
    assert report(".")["summary"]["skipped"] == {"(no file)": 1}


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs sockets with names")
def test_devices_and_sockets_are_named(folder, failed):
    assert "device" in failed("/dev/null")[0]["message"]
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        assert "socket" in failed("socket.txt")[0]["message"]


def test_a_rule_pack_is_read_before_anything_is_checked(write, run):
    write("summarylint.toml", 'rule-packs = ["pack"]\n')
    write("clean.txt", CLEAN)
    assert run("check", "clean.txt") == (
        2,
        "",
        f"summarylint: {os.path.join(os.getcwd(), 'pack')}: no rule files (<family>/<slug>.yaml) in this folder\n",
    )


RULE = """title: a word
severity: error
message: "'{match}' is a word"
why: because
check: pattern
options:
  patterns: ['%s']
"""


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        pytest.param("title: [\n", "house/word.yaml:2: ", id="broken YAML"),
        pytest.param("\tx", "house/word.yaml:1: ", id="a tab"),
        pytest.param("- a list\n", "house/word.yaml:1: a mapping (key: value) was expected", id="a list"),
        pytest.param("", "house/word.yaml:1: a mapping (key: value) was expected", id="nothing"),
        pytest.param(RULE % "(", "house/word.yaml:7: '(' is no regular expression: ", id="a broken expression"),
        pytest.param(
            RULE % "x" + "serverity: info\n",
            "house/word.yaml:8: 'serverity' is no key of a rule file; did you mean 'severity'?",
            id="an unknown key",
        ),
        pytest.param(
            (RULE % "x").replace("check: pattern", "check: patern"),
            "house/word.yaml:5: there is no check 'patern'; did you mean 'pattern'?",
            id="an unknown check",
        ),
        pytest.param(
            (RULE % "x").replace("  patterns", "  paterns"),
            "house/word.yaml:7: 'pattern' has no option 'paterns'; did you mean 'patterns'?",
            id="an unknown option",
        ),
        pytest.param("a: &x [1]\nb: *x\n", "house/word.yaml:2: aliases (*name) are not allowed", id="an alias"),
        pytest.param("title: a\ntitle: b\n", "house/word.yaml:2: 'title' is given twice", id="a key twice"),
        pytest.param("x: " + "[" * 5000, "house/word.yaml: nested too deeply", id="deep nesting"),
        pytest.param(b"\xff", "house/word.yaml: not UTF-8 (byte 0)", id="no UTF-8"),
        pytest.param("#" * (1 << 20) + "\n", "house/word.yaml: larger than 1024 KiB", id="a large file"),
    ],
)
def test_a_wrong_rule_file_is_named_with_its_line(write, run, rule, says):
    write("pack/house/word.yaml", rule)
    write("summarylint.toml", 'rule-packs = ["pack"]\n')
    write("clean.txt", CLEAN)
    ran = run("check", "clean.txt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"summarylint: {says}")
    assert ran.err.count("\n") == 1


def test_a_python_tag_in_a_rule_runs_nothing(write, folder, run):
    write("pack/house/word.yaml", "title: !!python/object/apply:os.mkdir [made]\n")
    write("summarylint.toml", 'rule-packs = ["pack"]\n')
    assert run("check").code == 2
    assert not (folder / "made").exists()


def test_a_pattern_of_a_pack_that_never_ends_is_a_failure_and_others_go_on(write, report):
    write("pack/house/word.yaml", RULE % "(a|aa)+$")
    write("summarylint.toml", 'rule-packs = ["pack"]\n')
    write("long.txt", BLANK + "a" * 200 + "!\n")
    write("other.txt", BLANK)
    found = report("long.txt", "other.txt")
    assert found["code"] == 2
    assert [(error["path"], error["stage"], error["message"][:10]) for error in found["errors"]] == [
        ("long.txt", "check", "house/word")
    ]
    assert [(finding["path"], finding["rule"]) for finding in found["findings"]] == [
        ("long.txt", "placeholder/number-blank"),
        ("other.txt", "placeholder/number-blank"),
    ]
    assert [row["verdict"] for row in found["submissions"]] == ["unchecked", "return"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200), suffix=st.sampled_from(["txt", "md", "docx", ""]))
@example(content=b"PK\x03\x04\xff", suffix="txt")
@example(content=b"\x00", suffix="txt")
@example(content=b"\xff\xfe\x00", suffix="txt")
@example(content=b"\xff\xfe\x00\x00\x00", suffix="txt")
@example(content=b"\xff\xfe\x3d\xd8", suffix="txt")
@example(content=b"---\n---", suffix="md")
def test_no_bytes_bring_it_down(write, report, content, suffix):
    name = f"any.{suffix}".rstrip(".")
    write(name, content)
    found = report(name)
    assert len(found["submissions"]) >= 1
    assert (found["code"] == 2) == bool(found["errors"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        st.one_of(
            st.sampled_from("xX×_【】（）《》<>-#`*|[]\n\r\t 　D员AAA微信记事一、全年开展场次"),
            st.characters(codec="utf-8"),
        ),
        max_size=120,
    ),
    suffix=st.sampled_from(["txt", "md"]),
)
@example(text="\u2028\x85\v\f", suffix="md")
@example(text="> \r- [\r\n```\r", suffix="md")
def test_every_excerpt_slices_back_to_its_place(write, report, text, suffix):
    write(f"any.{suffix}", text.encode())
    text = text.removeprefix("\ufeff")
    for finding in report(f"any.{suffix}", "--encoding", "utf-8")["findings"]:
        place = text[finding["start"]["offset"] : finding["end"]["offset"]]
        assert place.replace("\r\n", "\n").replace("\r", "\n") == finding["excerpt"]
