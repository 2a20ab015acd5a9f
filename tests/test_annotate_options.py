"""What `annotate` says to the author is what `check` has reported, whatever the options."""

from __future__ import annotations

import pytest

TEXT = "关于培训的总结\n\n全年开展培训xx场次，通过AAA群通知。\n王XX同志到会讲话。\n"


@pytest.mark.parametrize(
    "options",
    [
        pytest.param([], id="none"),
        pytest.param(["--select", "masked"], id="some rules"),
        pytest.param(["--select", "变体", "--extend-select", "占位"], id="some and others"),
        pytest.param(["--ignore", "placeholder、section"], id="without some"),
        pytest.param(["--type", "工作总结"], id="a type"),
        pytest.param(["--archive", "past"], id="an archive"),
        pytest.param(["--encoding", "big5"], id="an encoding"),
        pytest.param(["--baseline", "known"], id="a baseline"),
        pytest.param(["--isolated"], id="without the config"),
    ],
)
def test_the_slip_holds_the_findings_of_the_report(write, run, report, folder, options):
    write("2023/old.txt", "关于调研的总结\n\n" + "本年度走访群众三百余户，逐户登记诉求并限期办结回访。" * 4 + "\n")
    run("archive", "add", "2023", "--archive", "past")
    write("summarylint.toml", 'ignore = ["placeholder/name-blank"]\n')
    text = TEXT + "本年度走访群众三百余户，逐户登记诉求并限期办结回访。" * 4 + "\n"
    write("a.txt", text.encode("big5" if "big5" in options else "utf-8", "ignore"))
    run("check", "a.txt", "--select", "placeholder/number-blank", "--write-baseline", "known")
    found = report("a.txt", *options)
    run("annotate", "a.txt", "-o", "out", *options)
    slip = (folder / "out" / "a.return-slip.md").read_text("utf-8")
    everything = report("a.txt", "--isolated", "--archive", "past", "--type", "work-summary")
    wanted = {one["message"] for one in found["findings"] if one["suppressed"] is None}
    others = {one["message"] for one in everything["findings"]} - wanted
    assert [one for one in wanted if plain(one) not in plain(slip)] == []
    assert [one for one in others if plain(one) in plain(slip)] == []


def plain(text):
    """Without the signs that Markdown escapes, and those that escape them."""
    return "".join(one for one in text if one.isalnum())


def test_a_file_that_is_too_large_is_no_slip(write, run, folder):
    write("a.txt", "全年。\n" * 120_000)
    ran = run("annotate", "a.txt", "-o", "out", "--max-size", "1")
    assert (ran.code, ran.err) == (2, "summarylint: a.txt: larger than 1 MiB; raise --max-size to check it\n")
    assert not list(folder.glob("out/*"))


@pytest.mark.parametrize("config", ['ignore = ["maskd"]', 'type = "work-sumary"', 'ignroe = ["masked"]'])
def test_a_wrong_config_is_refused_before_anything_is_written(write, run, folder, config):
    write("a.txt", TEXT)
    write("summarylint.toml", f"{config}\n")
    ran = run("annotate", "a.txt", "-o", "out")
    assert (ran.code, ran.out, ran.err) == (2, "", run("check", "a.txt").err)
    assert "did you mean" in ran.err
    assert not (folder / "out").exists()
