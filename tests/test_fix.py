"""`summarylint fix`: what is changed, what is left to the byte, and what is refused."""

from __future__ import annotations

import importlib.util
import io
import os
import re
import shutil
import stat
import sys
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarylint.config import Config
from summarylint.errors import ConfigError
from summarylint.fix_commands import run_fix
from summarylint.fixing import formats, rounds
from summarylint.fixing.diff import diff
from summarylint.fixing.edits import applied, compatible, with_lines
from summarylint.fixing.rounds import fix_source
from summarylint.fixing.text import fixed
from summarylint.model import Document, Edit, Fix, Source, Span
from summarylint.pipeline import Task
from summarylint.readers.decode import decode
from summarylint.ruleset.catalogue import catalogue
from summarylint.ruleset.select import Ruleset
from summarylint.testing import examples_of, unmarked

ROOT = Path(__file__).parents[1]
MASKED = "关于培训的记事\n\n通过AAA群开展培训12次，覆盖全部乡镇。\n"
MENDED = "关于培训的记事\n\n通过微信群开展培训12次，覆盖全部乡镇。\n"
MIXED = "关于培训的记事\n\n通过AAA群开展培训12次。全套资料见链接：https://pan.baidu.com/s/1aBcDeFg 提取码：x7k2\n"
CLEAN = "关于调研的记事\n\n全年完成调研12次，走访群众300户。\n"
ENCODINGS = [
    pytest.param("utf-8", b"", id="UTF-8"),
    pytest.param("utf-8", b"\xef\xbb\xbf", id="UTF-8 with a mark"),
    pytest.param("utf-8", b"\xef\xbb\xbf" * 2, id="UTF-8 with two marks"),
    pytest.param("gb18030", b"", id="GB18030"),
    pytest.param("utf-16-le", b"\xff\xfe", id="UTF-16 LE with a mark"),
    pytest.param("utf-16-be", b"\xfe\xff", id="UTF-16 BE with a mark"),
    pytest.param("utf-16-le", b"", id="UTF-16 LE"),
    pytest.param("utf-16-be", b"", id="UTF-16 BE"),
    pytest.param("utf-32-le", b"\xff\xfe\0\0", id="UTF-32 LE with a mark"),
]


@pytest.fixture
def fix(folder, monkeypatch):
    """`run_fix`: its exit code, standard output as bytes and standard error as text."""

    def ran(*paths, stdin=b"", **options):
        given = {"stdin": stdin, "stdout": b"", "stderr": b""}
        streams = {name: io.TextIOWrapper(io.BytesIO(content), "utf-8") for name, content in given.items()}
        with monkeypatch.context() as patch:
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            code = run_fix(paths, **options)
            sys.stderr.flush()
        return code, streams["stdout"].buffer.getvalue(), streams["stderr"].buffer.getvalue().decode()

    return ran


@pytest.fixture
def swapping(write):
    """A config with a rule of one's own that replaces words, safely."""

    def written(**swap):
        words = ", ".join(f"{old}: {new}" for old, new in swap.items())
        write(
            "pack/own/swap.yaml",
            "title: {zh: 换词, en: swap}\nseverity: warning\nmessage: {zh: '应为“{replacement}”', en: 'use {replacement}'}\n"
            "why: {zh: 换。, en: Because.}\ncheck: substitution\noptions:\n"
            f"  swap: {{value: {{{words}}}, zh: 词, en: words}}\n  safe: {{value: 'true', zh: 安全, en: safe}}\n"
            "examples:\n  - {name: no, text: 无}\n",
        )
        write("summarylint.toml", 'rule-packs = ["pack"]\nselect = ["own"]\n')

    return written


def test_safe_fixes_are_made_and_the_others_counted(write, fix):
    path = write("a.txt", MIXED)
    assert fix("a.txt") == (0, b"", "a.txt: 1 fixed, 1 more with --unsafe\n")
    assert path.read_text("utf-8") == MIXED.replace("AAA", "微信")
    assert fix("a.txt") == (0, b"", "a.txt: 1 to fix with --unsafe\n")


def test_unsafe_fixes_are_made_when_asked_for(write, fix):
    path = write("a.txt", MIXED)
    assert fix("a.txt", unsafe=True) == (0, b"", "a.txt: 2 fixed\n")
    assert path.read_text("utf-8") == "关于培训的记事\n\n通过微信群开展培训12次。全套资料见\n"
    assert fix("a.txt", unsafe=True) == (0, b"", "nothing to fix\n")


def test_messages_are_chinese_too(write, fix):
    write("a.txt", MIXED)
    write("b.txt", MIXED)
    assert fix("a.txt", "b.txt", lang="zh", only_check=True)[2].splitlines() == [
        "a.txt: 可改1处，另有1处须用--unsafe改",
        "b.txt: 可改1处，另有1处须用--unsafe改",
        "共2个文件，可改2个",
    ]
    assert fix("a.txt", "b.txt", lang="zh", unsafe=True)[2].splitlines() == [
        "a.txt: 改好2处",
        "b.txt: 改好2处",
        "共2个文件，改好2个",
    ]
    assert fix("a.txt", lang="zh")[2] == "没有需要改的\n"


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        pytest.param(MASKED, 1, "a.txt: 1 would be fixed\n", id="something to fix"),
        pytest.param(CLEAN, 0, "nothing to fix\n", id="nothing"),
        pytest.param(MENDED + "全套资料见提取码：x7k2\n", 0, "a.txt: 1 to fix with --unsafe\n", id="only unsafe"),
    ],
)
def test_check_changes_nothing_and_says_whether_something_would_change(write, fix, content, code, said):
    path = write("a.txt", content)
    before = path.stat()
    assert fix("a.txt", only_check=True) == (code, b"", said)
    assert path.read_text("utf-8") == content
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_diff_shows_what_would_change_and_changes_nothing(write, fix):
    path = write("a.txt", MASKED.replace("\n", "\r\n").rstrip())
    code, out, err = fix("a.txt", show_diff=True)
    assert (code, err) == (0, "a.txt: 1 would be fixed\n")
    assert out.decode() == (
        "--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n 关于培训的记事\n \n"
        "-通过AAA群开展培训12次，覆盖全部乡镇。\n\\ No newline at end of file\n"
        "+通过微信群开展培训12次，覆盖全部乡镇。\n\\ No newline at end of file\n"
    )
    assert path.read_bytes() == MASKED.replace("\n", "\r\n").rstrip().encode()
    assert fix("a.txt", show_diff=True, only_check=True)[0] == 1


def test_a_diff_is_harmless_to_a_terminal():
    shown = diff("a\x1b[2J.txt", "::error::x\x1b]0;y\u202e\na\n", "::error::x\x1b]0;y\u202e\nb\n")
    assert shown.splitlines()[0] == r"--- a\x1b[2J.txt"
    assert r" \x3a:error::x\x1b]0;y\u202e" in shown.splitlines()


def test_a_diff_parts_lines_where_editors_do():
    shown = diff("a", "一\u2028二\x0c三\r四\r\n五\n", "一\u2028二\x0c三\r肆\r\n五\n")
    assert shown.splitlines()[3:] == [r" 一\u2028二\x0c三", "-四", "+肆", " 五"]


@pytest.mark.parametrize(("encoding", "mark"), ENCODINGS)
@pytest.mark.parametrize("suffix", ["txt", "md"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(MASKED, id="LF"),
        pytest.param(MASKED.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(MASKED.replace("\n", "\r"), id="CR"),
        pytest.param(MASKED.replace("\n", "\r\n", 1).replace("\n\n", "\n\r"), id="mixed"),
        pytest.param(MASKED.rstrip("\n"), id="no last line end"),
        pytest.param(MASKED + "  \n\u3000\n\n\n", id="blank lines at the end"),
        pytest.param(MASKED + "𠮷野家、ﬁ、é、\u2028、café\n", id="characters of all lengths"),
    ],
)
def test_nothing_else_changes_by_a_byte(write, fix, encoding, mark, suffix, text):
    path = write(f"a.{suffix}", mark + text.encode(encoding))
    named = None if mark or encoding != "gb18030" else "gb18030"
    if encoding.startswith("utf-16") and not mark:
        named = encoding
    assert fix(f"a.{suffix}", encoding=named)[::2] == (0, f"a.{suffix}: 1 fixed\n")
    assert path.read_bytes() == mark + text.replace("AAA", "微信").encode(encoding)


def test_utf16_that_is_said_and_has_no_mark_gets_none(write, fix):
    path = write("a.txt", MASKED.encode(f"utf-16-{'le' if sys.byteorder == 'little' else 'be'}"))
    assert fix("a.txt", encoding="utf-16")[0] == 0
    assert path.read_bytes() == MENDED.encode(f"utf-16-{'le' if sys.byteorder == 'little' else 'be'}")


def test_a_character_that_can_be_written_in_two_ways_stays_as_it_is(write, fix):
    other_ten = b"\xa2\xcc"
    assert other_ten.decode("big5") == "十"
    text = "通過AAA群開展培訓十次，\n".encode("big5").replace("十".encode("big5"), other_ten)
    path = write("a.txt", text)
    assert fix("a.txt", encoding="big5")[0] == 0
    assert path.read_bytes() == text.replace(b"AAA", "微信".encode("big5"))


def test_a_word_that_the_encoding_can_not_hold_is_refused(write, fix, swapping):
    swapping(sum="∑")
    path = write("a.txt", "the sum is due\n".encode("latin-1"))
    write("b.txt", "the sum is due\n")
    code, out, err = fix("a.txt", "b.txt", encoding="latin-1")
    assert (code, out) == (2, b"")
    assert err.splitlines()[0] == ("summarylint: a.txt: its encoding, iso8859-1, has no '∑'; convert it to UTF-8 first")
    assert path.read_bytes() == b"the sum is due\n"


def test_a_text_that_would_be_read_as_another_is_refused(write, fix):
    # Its only zero bytes are in AAA: without them nothing tells that it is UTF-16.
    path = write("a.txt", "通过AAA群发布通知，群众满意。".encode("utf-16-be"))
    code, _, err = fix("a.txt")
    assert code == 2
    assert err.startswith("summarylint: a.txt: once fixed it would be read as another text")
    assert path.read_bytes() == "通过AAA群发布通知，群众满意。".encode("utf-16-be")
    assert fix("a.txt", encoding="utf-16-be")[0] == 0


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(MASKED.encode() + b"\xff\xfe\xfd", id="bytes that are no text"),
        pytest.param(MASKED.encode() + b"\0", id="a zero byte"),
        pytest.param(b"%PDF-1.7\n", id="not a text at all"),
        pytest.param(MASKED.encode("gb18030") + b"\xb5", id="a character cut at the end"),
    ],
)
def test_what_can_not_be_read_whole_is_left_alone_and_the_rest_fixed(write, fix, content):
    bad, good = write("a.txt", content), write("b.txt", MASKED)
    code, out, err = fix("a.txt", "b.txt", "missing.txt")
    assert (code, out) == (2, b"")
    assert err.startswith("summarylint: missing.txt: no such file or folder\nsummarylint: a.txt: ")
    assert err.endswith("b.txt: 1 fixed\n1 of 2 files fixed\n")
    assert bad.read_bytes() == content
    assert good.read_text("utf-8") == MENDED


def test_a_failure_beats_what_check_says(write, fix):
    write("a.txt", MASKED)
    assert fix("a.txt", "missing.txt", only_check=True)[0] == 2


def test_a_folder_without_documents_is_a_failure(folder, fix):
    assert fix(".") == (2, b"", "summarylint: nothing to fix: no document in the given folders\n")


def test_suppressed_findings_are_not_fixed(write, fix):
    text = f"{MASKED}【校对：ignore[masked/wechat-word] 原文如此】\n在AAA群通知。\n"
    path = write("a.txt", text)
    assert fix("a.txt")[2] == "a.txt: 1 fixed\n"
    assert path.read_text("utf-8") == text.replace("AAA", "微信", 1)


def test_the_side_file_of_a_document_counts(write, fix):
    write("a.txt", MASKED)
    write("a.txt.lint.toml", '[[ignore]]\nrules = ["masked"]\n')
    assert fix("a.txt")[2] == "nothing to fix\n"


@pytest.mark.parametrize(
    ("options", "fixes"),
    [
        pytest.param({"select": ("residue",)}, 1, id="select"),
        pytest.param({"ignore": ("masked, residue",)}, 0, id="ignore"),
        pytest.param({"select": ("masked",), "extend_select": ("residue",)}, 2, id="extend"),
    ],
)
def test_rules_are_chosen(write, fix, options, fixes):
    write("a.txt", MIXED)
    assert fix("a.txt", unsafe=True, **options)[2] == (f"a.txt: {fixes} fixed\n" if fixes else "nothing to fix\n")


def test_an_unknown_rule_is_refused(write, fix):
    write("a.txt", MASKED)
    with pytest.raises(ConfigError, match="did you mean 'masked'"):
        fix("a.txt", select=("maskd",))


def test_the_config_counts_and_isolated_ignores_it(write, fix):
    write("a.txt", MASKED)
    write("summarylint.toml", 'ignore = ["masked"]\n')
    assert fix("a.txt", only_check=True)[0] == 0
    assert fix("a.txt", only_check=True, isolated=True)[0] == 1


def test_standard_input_goes_to_standard_output(fix):
    text = MASKED.replace("\n", "\r\n").encode("utf-8-sig")
    assert fix("-", stdin=text) == (0, text.replace(b"AAA", "微信".encode()), "-: 1 fixed\n")
    assert fix("-", stdin=CLEAN.encode())[:2] == (0, CLEAN.encode())
    assert fix("-", stdin=b"") == (0, b"", "nothing to fix\n")
    assert fix("-", stdin=MASKED.encode(), only_check=True) == (1, b"", "-: 1 would be fixed\n")
    assert fix("-", stdin=MASKED.encode(), show_diff=True)[1].startswith(b"--- -\n+++ -\n@@")
    assert fix("-", stdin=b"%PDF-1.7\n")[:2] == (2, b"")


def test_standard_input_is_of_the_format_that_its_name_says(fix):
    text = "# 记事\n\n在AAA群通知，`AAA群`是代号。\n"
    assert fix("-", stdin=text.encode(), stdin_filename="a.md")[1].decode() == text.replace("AAA", "微信", 1)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_permissions_are_kept(write, fix):
    path = write("a.txt", MASKED)
    path.chmod(0o640)
    assert fix("a.txt")[0] == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.read_text("utf-8") == MENDED


def test_a_link_stays_a_link_and_its_target_is_fixed(write, folder, fix):
    path = write("deep/a.txt", MASKED)
    (folder / "link.txt").symlink_to("deep/a.txt")
    assert fix("link.txt")[0] == 0
    assert (folder / "link.txt").is_symlink()
    assert path.read_text("utf-8") == MENDED
    assert sorted(os.listdir(folder / "deep")) == ["a.txt"]


def full(*_):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("module", "name"), [(os, "replace"), (os, "fsync"), (shutil, "copystat")])
def test_a_file_that_can_not_be_written_is_left_and_the_rest_fixed(write, folder, fix, monkeypatch, module, name):
    path = write("a.txt", MASKED)
    monkeypatch.setattr(module, name, full)
    code, _, err = fix("a.txt")
    assert (code, err) == (2, "summarylint: a.txt: the disk is full\n")
    assert path.read_text("utf-8") == MASKED
    assert os.listdir(folder) == ["a.txt"]


def test_a_protected_file_is_left_alone(write, fix, monkeypatch):
    path = write("a.txt", MASKED)
    # Root may write everything, so the system's answer is a stand-in.
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert fix("a.txt") == (2, b"", "summarylint: a.txt: no permission to write it\n")
    assert path.read_text("utf-8") == MASKED


def test_what_someone_else_wrote_meanwhile_is_kept(write, folder, fix, monkeypatch):
    path = write("a.txt", MASKED)
    monkeypatch.setattr(os, "fsync", lambda _: path.write_text("改过了", "utf-8"))
    code, _, err = fix("a.txt")
    assert (code, err) == (2, "summarylint: a.txt: someone else changed it meanwhile; run again\n")
    assert path.read_text("utf-8") == "改过了"
    assert os.listdir(folder) == ["a.txt"]


def test_fixes_that_undo_each_other_leave_the_file_alone(write, fix, swapping):
    swapping(甲方="乙方", 乙方="甲方")
    path = write("a.txt", "甲方到会。\n")
    code, _, err = fix("a.txt")
    assert code == 2
    assert err.startswith(f"summarylint: a.txt: its fixes make ever new findings ({rounds.MOST_ROUNDS} rounds)")
    assert path.read_text("utf-8") == "甲方到会。\n"


def test_a_fix_that_shows_another_is_followed(write, fix, swapping):
    swapping(甲方="乙方", 乙方="丙方")
    path = write("a.txt", "甲方到会。\n")
    assert fix("a.txt") == (0, b"", "a.txt: 2 fixed\n")
    assert path.read_text("utf-8") == "丙方到会。\n"


def test_a_fix_that_changes_nothing_is_none(write, fix, swapping):
    swapping(甲方="甲方")
    write("a.txt", "甲方到会。\n")
    assert fix("a.txt", only_check=True) == (0, b"", "nothing to fix\n")


def test_a_format_that_can_not_be_changed_is_said(write, fix, monkeypatch):
    write("a.txt", MASKED)
    write("b.txt", CLEAN)
    monkeypatch.setattr(formats, "FORMATS", {})
    code, _, err = fix("a.txt", "b.txt")
    assert (code, err.splitlines()[0]) == (
        2,
        "summarylint: a.txt: a file of format txt can't be changed; mend it where it was made",
    )
    assert fix("b.txt")[0] == 0


def test_our_own_fault_costs_one_file(write, fix, monkeypatch):
    write("a.txt", MASKED)
    other = write("b.txt", MASKED + "\n")
    monkeypatch.setattr(rounds, "fixed", lambda *given: 1 // (len(given[1]) - len(MASKED.encode())) and fixed(*given))
    code, _, err = fix("a.txt", "b.txt")
    assert code == 2
    assert err.startswith("summarylint: a.txt: summarylint broke on this file, please report it: ZeroDivisionError")
    assert other.read_text("utf-8") == MENDED + "\n"


def change(*edits, safe=True):
    return Fix(tuple(Edit(Span(start, end), text) for start, end, text in edits), safe)


@pytest.mark.parametrize(
    ("fixes", "kept"),
    [
        pytest.param([change((4, 6, "")), change((0, 2, ""))], [1, 0], id="in order of place"),
        pytest.param([change((0, 4, "")), change((3, 6, ""))], [0], id="the first of two that overlap"),
        pytest.param([change((0, 4, "")), change((3, 6, "")), change((5, 8, ""))], [0, 2], id="every other"),
        pytest.param([change((0, 4, "")), change((4, 6, ""))], [0, 1], id="neighbours"),
        pytest.param([change((0, 2, "")), change((0, 4, ""))], [1], id="the longest of one place"),
        pytest.param([change((2, 2, "a")), change((2, 2, "b"))], [0], id="two insertions at one place"),
        pytest.param([change((2, 2, "a")), change((0, 4, ""))], [1], id="an insertion into what goes"),
        pytest.param([change((2, 2, "a")), change((2, 4, ""))], [1], id="an insertion before what goes"),
        pytest.param([change((4, 4, "a")), change((2, 4, ""))], [1, 0], id="an insertion behind what goes"),
        pytest.param([change((0, 1, "a"), (8, 9, "b")), change((8, 10, ""))], [0], id="a fix in two places"),
        pytest.param([change((0, 1, "")), change((0, 1, "a"), (8, 9, "b"))], [0], id="taken whole or not at all"),
    ],
)
def test_of_fixes_that_overlap_the_first_is_made(fixes, kept):
    assert compatible(fixes) == [fixes[number] for number in kept]


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        pytest.param("甲\n[广告]\n乙\n", "甲\n乙\n", id="a line"),
        pytest.param("甲\n\n[广告]\n\n乙\n", "甲\n\n乙\n", id="between empty lines"),
        pytest.param("甲\n  [广告]　\n乙\n", "甲\n乙\n", id="blanks beside it"),
        pytest.param("[广告]\n\n甲\n", "甲\n", id="at the top"),
        pytest.param("甲\n\n[广告]", "甲\n", id="at the end"),
        pytest.param("[广告]", "", id="all there is"),
        pytest.param("甲\n[广] [告]\n乙", "甲\n乙", id="in two pieces"),
        pytest.param("甲\n[广]乙[告]\n丙", "甲\n乙\n丙", id="something is left"),
        pytest.param("甲\n\n[广]\n\n[告]\n\n乙", "甲\n\n乙", id="one after another"),
        pytest.param("甲\n[广\n告]\n乙", "甲\n乙", id="two lines"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_what_is_removed_takes_the_line_that_it_emptied(marked, left, line_end):
    parts = re.split(r"[\[\]]", marked.replace("\n", line_end))
    ends = [*accumulate(map(len, parts))]
    edits = [Edit(Span(ends[at - 1], ends[at]), "") for at in range(1, len(parts), 2)]
    text = "".join(parts)
    assert applied(text, with_lines(edits, text)) == left.replace("\n", line_end)


@st.composite
def changes(draw):
    text = draw(st.text(st.sampled_from("甲乙D𠮷é·a \r\n\u2028\ufeff"), max_size=30))
    spans = st.tuples(*[st.integers(0, len(text))] * 2).map(sorted)
    written = st.text(st.sampled_from("党微𠮷b\r\n"), max_size=3)
    made = draw(st.lists(st.tuples(spans, written).map(lambda one: change((*one[0], one[1]))), max_size=6))
    return text, [fix.edits[0] for fix in compatible(made)]


@pytest.mark.parametrize(("encoding", "mark"), ENCODINGS)
@given(change=changes())
def test_the_bytes_are_those_of_the_edited_text(encoding, mark, change):
    text, edits = change
    content = mark + text.encode(encoding)
    kept = decode(content, encoding).text
    if kept != text:
        return
    document = Document("a.txt", "txt", text, text, (0,), (), encoding)
    assert fixed(document, content, edits) == mark + applied(text, edits).encode(encoding)


RULES = catalogue()


@pytest.fixture(scope="module")
def cases():
    """Every labelled document and every example of a rule, as (name, text)."""
    spec = importlib.util.spec_from_file_location("accuracy", ROOT / "benchmarks" / "accuracy.py")
    accuracy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(accuracy)
    labelled = sorted((ROOT / "fixtures" / "labelled").rglob("*.marked.*"))
    found = [(path.name, accuracy.unmarked(path.read_text("utf-8"))[0]) for path in labelled]
    for rule, example in examples_of(RULES.values()):
        head = f"{unmarked(example.title)[0]}\n\n" if example.title else ""
        text = head + unmarked(example.text)[0]
        found.append((f"{rule.id}: {example.name}.txt", text))
    return found


@pytest.fixture(scope="module")
def fix_text(tmp_path_factory):
    """Fix a text by all rules; the new text."""
    config = Config(isolated=True)
    task = Task(config, config.run, Ruleset(RULES), "en")
    folder = tmp_path_factory.mktemp("fix")

    def done(name, text, *, unsafe):
        path = folder / f"a{Path(name).suffix}"
        path.write_bytes(text.encode())
        made = fix_source(Source(str(path), path.name), task, unsafe=unsafe)
        assert made.failures == (), name
        assert made.new == made.after.encode()
        return made.after

    return done


@pytest.fixture(scope="module")
def fixed_once(cases, fix_text):
    """The cases with something to fix, by whether unsafe fixes were made too, as (name, text, fixed)."""
    unsafe = [(name, text, fix_text(name, text, unsafe=True)) for name, text in cases]
    unsafe = [case for case in unsafe if case[1] != case[2]]
    safe = [(name, text, fix_text(name, text, unsafe=False)) for name, text, _ in unsafe]
    return {True: unsafe, False: [case for case in safe if case[1] != case[2]]}


@pytest.mark.slow
@pytest.mark.parametrize("unsafe", [pytest.param(False, id="safe"), pytest.param(True, id="unsafe")])
def test_to_fix_twice_is_to_fix_once(fixed_once, fix_text, unsafe):
    assert len(fixed_once[unsafe]) >= 30
    for name, _, once in fixed_once[unsafe]:
        assert fix_text(name, once, unsafe=unsafe) == once, name


@pytest.mark.slow
@pytest.mark.parametrize("line_end", [pytest.param("\r\n", id="CRLF"), pytest.param("\r", id="CR")])
def test_line_ends_make_no_difference_to_safe_fixes(fixed_once, fix_text, line_end):
    for name, text, once in fixed_once[False]:
        if "\r" not in text:
            ended = text.replace("\n", line_end)
            assert fix_text(name, ended, unsafe=False) == once.replace("\n", line_end), name
