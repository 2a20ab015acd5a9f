"""The archive as its users meet it: what goes in, comes out, and is found again."""

from __future__ import annotations

import json
import os
import sys

import pytest


def test_a_copy_of_a_past_submission_names_it_and_its_place(past, write, report, story):
    write("2024/new.txt", f"红石镇工作总结\n\n今年换了新锅炉。\n{story(1)[:200]}\n")
    found = report("2024", "--archive", past, "--select", "duplicate")
    (finding,) = found["findings"]
    assert (finding["rule"], finding["severity"]) == ("duplicate/copied-passage", "error")
    assert finding["excerpt"] == story(1)[:200].rstrip("。")
    source = finding["data"]["source"]
    assert (source["path"], source["label"], source["title"], source["date"], source["archived"]) == (
        "2023/青石.txt", "2023", "青石镇工作总结", "2023-12", True,
    )  # fmt: skip
    (place,) = finding["related"]
    assert (place["path"], place["start"]["line"], place["start"]["column"]) == ("2023/青石.txt", 3, 1)
    assert "archive, 2023/青石.txt:3, 2023-12" in finding["message"]


def test_the_archive_is_named_before_a_submission_of_the_same_run(past, write, report, story):
    for name in ("a", "b"):
        write(f"2024/{name}.txt", f"{name}号站总结\n\n{story(ord(name))}\n{story(2)[:200]}\n")
    findings = report("2024", "--archive", past, "--select", "duplicate")["findings"]
    assert [(one["path"], one["data"]["source"]["path"], one["data"]["others"]) for one in findings] == [
        ("2024/a.txt", "2023/黄石.txt", 0),
        ("2024/b.txt", "2023/黄石.txt", 1),
    ]


def test_a_whole_submission_handed_in_again_is_told_as_such(past, write, report, story):
    write("2024/again.txt", f"赤石镇工作总结\n\n{story(0)}\n")
    (finding,) = report("2024", "--archive", past, "--select", "duplicate")["findings"]
    assert (finding["rule"], finding["data"]["source"]["path"]) == ("duplicate/near-identical", "2023/白石.txt")


def test_a_document_is_not_compared_with_itself(past, write, report, story):
    assert report("2023", "--archive", past, "--select", "duplicate")["findings"] == []
    write("2023/白石.txt", f"白石镇工作总结\n\n{story(0)}又补了一句。\n")
    assert report("2023/白石.txt", "--archive", past, "--select", "duplicate")["findings"] == []


def test_the_config_names_the_archive_and_one_submission_is_enough(past, write, report, story):
    write("summarylint.toml", 'archive = "past"\nselect = ["duplicate"]\n')
    write("new.txt", f"红石镇工作总结\n\n{story(1)[:200]}\n")
    assert [one["path"] for one in report("new.txt")["findings"]] == ["new.txt"]


def test_a_submission_of_an_archived_compilation_is_named(write, run, report, story):
    parts = [
        f"第{numeral}篇 {name}站工作总结\n\n{story(ord(name))}\n"
        for numeral, name in zip("一二三", "甲乙丙", strict=True)
    ]
    write("all/汇编.txt", "文化工作总结汇编\n\n" + "\n\n".join(parts))
    run("archive", "add", "all", "--archive", "past")
    write("new.txt", f"丁站工作总结\n\n{story(ord('乙'))[:200]}\n{story(99)}\n")
    (finding,) = report("new.txt", "--archive", "past", "--select", "duplicate")["findings"]
    assert (finding["data"]["source"]["submission"], finding["data"]["source"]["title"]) == (2, "乙站工作总结")


def test_a_markdown_document_is_found_at_its_own_places(write, run, report, story):
    write("2023/a.md", f"# 灯塔总结\n\n> 引言\n\n- **{story(5)[:100]}**[链接](https://example.org)\n")
    run("archive", "add", "2023", "--archive", "past")
    write("new.txt", f"站里总结\n\n{story(5)[:100]}\n{story(6)}\n")
    (finding,) = report("new.txt", "--archive", "past", "--select", "duplicate")["findings"]
    (place,) = finding["related"]
    assert (place["start"]["line"], place["start"]["column"]) == (5, 5)


def test_the_same_content_is_added_once_and_other_content_replaces(past, write, run, story):
    assert run("archive", "add", "2023", "--archive", past).out == "added 0, replaced 0, unchanged 3\n"
    write("elsewhere/copy.txt", f"白石镇工作总结\n\n{story(0)}\n".encode("utf-16"))
    assert run("archive", "add", "elsewhere", "--archive", past).out == "added 0, replaced 0, unchanged 1\n"
    write("2023/白石.txt", f"白石镇工作总结\n\n{story(7)}\n")
    assert run("archive", "add", "2023/白石.txt", "--archive", past).out == "added 0, replaced 1, unchanged 0\n"
    assert run("archive", "verify", "--archive", past).out == "3 documents, all as they were written\n"


def test_what_was_replaced_or_removed_is_found_no_more(past, write, run, report, story):
    write("2023/白石.txt", f"白石镇工作总结\n\n{story(7)}\n")
    run("archive", "add", "2023", "--archive", past)
    assert run("archive", "remove", "2023/青*", "--archive", past).code == 0
    for seed in (0, 1):
        write("new.txt", f"红石镇工作总结\n\n{story(seed)}\n")
        assert report("new.txt", "--archive", past, "--select", "duplicate")["findings"] == []
    write("new.txt", f"红石镇工作总结\n\n{story(7)}\n")
    assert report("new.txt", "--archive", past, "--select", "duplicate")["findings"]


def test_what_was_removed_is_erased_by_compact(past, run, folder, story):
    sentence = story(1)[:60].encode()
    run("archive", "remove", "2023/青石.txt", "--archive", past)
    before = os.path.getsize(folder / "past/segments/00000001.npy")
    assert run("archive", "compact", "--archive", past).code == 0
    (segment,) = os.listdir(folder / "past/segments")
    assert os.path.getsize(folder / "past/segments" / segment) < before
    import zlib

    whole = (folder / "past/catalogue.sqlite").read_bytes()
    text = f"青石镇工作总结\n\n{story(1)}\n".encode()
    assert zlib.compress(text, 1) not in whole
    assert sentence not in whole


def test_list_and_info_say_what_is_there(past, run, story):
    assert run("archive", "list", "--archive", past).out.splitlines() == [
        f"2023/{name}.txt  2023-12  {len(story(number)) + 10:>8}  {name}镇工作总结"
        for name, number in (("白石", 0), ("青石", 1), ("黄石", 2))
    ]
    lines = run("archive", "list", "--archive", past, "--format", "json").out.splitlines()
    told = json.loads(lines[1])
    assert (told["label"], told["path"], told["submissions"]) == (
        "2023", "青石.txt", [{"title": "青石镇工作总结", "unit": "青石镇"}],
    )  # fmt: skip
    assert run("archive", "info", "--archive", past).out.startswith("3 documents, 3 submissions, ")


def test_export_gives_every_text_back_and_overwrites_nothing(past, run, folder):
    assert run("archive", "export", "out", "--archive", past).code == 0
    for name in ("白石", "青石", "黄石"):
        assert (folder / f"out/2023/{name}.txt").read_bytes() == (folder / f"2023/{name}.txt").read_bytes()
    assert len((folder / "out/documents.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    again = run("archive", "export", "out", "--archive", past)
    assert (again.code, again.err) == (2, "summarylint: out: not empty; export to a new folder\n")


def test_hostile_names_stay_below_the_export_folder(folder, story):
    from summarylint.archive.catalogue import Entry, Part
    from summarylint.archive.changing import add
    from summarylint.archive.exporting import export

    names = ["../../evil.txt", "/etc/passwd", "a/\x1b[2Jb.txt", "con:.txt", "...", "same.", "same"]
    add("past", [Entry("..", name, "", "t", "", (Part(0, 0, "t", None),), story(n)) for n, name in enumerate(names)])
    assert export("past", "out", print) == len(names)
    written = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    assert {path.parts[0] for path in written} == {"past", "out"}
    assert len([path for path in written if path.parts[0] == "out"]) == len(names) + 1


def test_two_documents_of_one_name_are_refused_and_nothing_is_added(write, run, story):
    write("a/2023/x.txt", story(1))
    write("b/2023/x.txt", story(2))
    ran = run("archive", "add", "a/2023", "b/2023", "--archive", "past")
    assert ran.code == 2
    assert "two documents would be called 2023/x.txt" in ran.err
    assert run("archive", "info", "--archive", "past").out.startswith("0 documents")


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_added(write, run, story):
    write("2023/good.txt", story(1))
    write("2023/bad.docx", b"no zip")
    ran = run("archive", "add", "2023", "--archive", "past")
    assert (ran.code, ran.out) == (2, "added 1, replaced 0, unchanged 0\n")
    assert ran.err.startswith("summarylint: 2023/bad.docx: ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("archive", "list"), "which archive? name its folder: --archive FOLDER, or 'archive' in summarylint.toml"),
        (("archive", "list", "--archive", "none"), "none: no archive (catalogue.sqlite is missing); 'summarylint archive add' makes one"),
        (("archive", "remove", "nobody", "--archive", "past"), "past: no document is called 'nobody'; 'summarylint archive list' shows the names"),
        (("archive", "add", "2023", "--archive", "2023"), "2023: not an archive, and not empty; name an empty or a new folder"),
    ],
    ids=["no archive named", "no archive there", "no such document", "a folder of documents"],
)  # fmt: skip
def test_what_a_user_gets_wrong_is_one_line(past, run, arguments, message):
    ran = run(*arguments)
    assert (ran.code, ran.err) == (2, f"summarylint: {message}\n")


def test_an_archive_that_cannot_be_opened_is_a_failure_and_the_rest_is_checked(write, report):
    write("a.txt", "甲站总结\n\n走访xx户。\n")
    found = report("a.txt", "--archive", "none")
    assert "placeholder/number-blank" in [one["rule"] for one in found["findings"]]
    assert [(one["path"], one["stage"]) for one in found["errors"]] == [("none", "archive")]
    assert (found["code"], found["submissions"][0]["verdict"]) == (2, "unchecked")


def test_the_archive_is_not_opened_where_no_rule_needs_it(write, report):
    write("a.txt", "甲站总结\n\n一切都好。\n")
    assert report("a.txt", "--archive", "none", "--ignore", "duplicate")["errors"] == []


def test_what_many_past_submissions_say_is_no_copy(write, run, report, story):
    phrase = "，大伙儿拧成一股绳，把说过的话一件一件落到地头上，"
    for number in range(8):
        write(f"2023/{number}.txt", f"{number}号站总结\n\n{story(number)}{phrase}{story(number + 50)}\n")
    for name, seed in (("a", 31), ("b", 32)):
        write(f"2024/{name}.txt", f"{name}号站总结\n\n{story(seed)}{phrase * 1}一桩桩办妥，{story(seed + 50)}\n")
    run("archive", "add", "2023", "--archive", "past")
    assert report("2024", "--archive", "past", "--select", "duplicate")["findings"] == []


def test_phrases_proposes_what_many_say_and_the_config_takes_it(write, run, report, story):
    phrase = "大伙儿拧成一股绳把说过的话一件一件落到地头上再苦再累也不往回缩半步"
    for number in range(8):
        write(f"2023/{number}.txt", f"{number}号站总结\n\n{story(number)}{phrase}，{story(number + 50)}\n")
    run("archive", "add", "2023", "--archive", "past")
    assert run("archive", "phrases", "--archive", "past", "-o", "phrases.txt").code == 0
    with open("phrases.txt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    assert lines[0].startswith("# Wordings")
    assert lines[1:3] == ["# 8 documents", phrase]
    for name, seed in (("a", 31), ("b", 32)):
        write(f"2024/{name}.txt", f"{name}号站总结\n\n{story(seed)}{phrase}。{story(seed + 50)}\n")
    assert len(report("2024", "--select", "duplicate")["findings"]) == 1
    write("summarylint.toml", 'given = ["phrases.txt"]\n')
    assert report("2024", "--select", "duplicate")["findings"] == []


def test_a_form_that_was_handed_out_is_not_copied(write, report, story):
    form = "一、请写明本季度开展的主要工作，逐项列出时间、地点、参加人数和完成情况，并附上能够证明的材料目录。\n\n"
    write("form.txt", f"季度报送表\n\n{form}")
    for name, seed in (("a", 31), ("b", 32)):
        write(f"in/{name}.txt", f"{name}号站报送\n\n{form}{story(seed)}\n")
    assert len(report("in", "--select", "duplicate")["findings"]) == 1
    write("summarylint.toml", 'given = ["form.txt"]\n')
    found = report(".", "--select", "duplicate")
    assert found["findings"] == []
    assert found["summary"]["skipped"]["(given)"] == 1
    write("summarylint.toml", 'given = ["nowhere.txt"]\n')
    found = report("in", "--select", "duplicate")
    assert [(one["stage"], found["code"]) for one in found["errors"]] == [("given", 2)]


def test_checking_one_file_without_an_archive_imports_no_numpy(write, process):
    write("a.txt", "甲站总结\n\n一切都好。\n")
    script = "import sys; from summarylint.cli import main\ntry: main(['check', 'a.txt'])\nexcept SystemExit: pass\nprint('numpy' in sys.modules, 'sqlite3' in sys.modules)"
    import subprocess

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "False False"


def test_what_is_told_of_an_archive_is_safe_for_terminals(write, run, report, story):
    write("2023/\x1b[31m.txt", f"\x1b]0;owned\x07总结\n\n{story(3)}\n")
    run("archive", "add", "2023", "--archive", "past", "--label", "\x1b[2J")
    for command in ("list", "info"):
        assert "\x1b" not in run("archive", command, "--archive", "past").out
    write("new.txt", f"红石镇工作总结\n\n{story(3)}\n")
    assert "\x1b" not in run("check", "new.txt", "--archive", "past").out
