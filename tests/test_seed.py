"""The one real compilation, where it is at hand: its labels are met, in every encoding and with every line end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SEED = Path(__file__).parents[2] / "shared" / "seed"
pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="../shared/seed is not here")


def report_of(path, *options):
    """The JSON report on `path`, by a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "summarylint", "check", str(path), "--format", "json", "--isolated", *options],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def sample():
    return next(SEED.glob("000_*.txt"))


@pytest.fixture(scope="module")
def report(sample):
    return report_of(sample)


def test_the_scorer_of_the_sample_is_content(report):
    scored = subprocess.run(
        [sys.executable, str(SEED / "score.py"), "--misses"],
        input=json.dumps(report),
        capture_output=True,
        text=True,
        check=False,
    )
    assert scored.returncode == 0, scored.stdout


def test_it_holds_twelve_submissions_and_a_trailer_of_none(report):
    assert [row["start"]["line"] for row in report["submissions"]] == [
        7,
        16,
        25,
        53,
        77,
        105,
        133,
        154,
        176,
        199,
        221,
        248,
    ]
    outside = [finding for finding in report["findings"] if finding["submission"] is None]
    assert {finding["rule"] for finding in outside} == {
        "duplicate/repeated-paragraph",
        "residue/advertisement",
        "residue/paywall-marker",
    }


def test_no_passage_is_copied_and_one_line_stands_twice(report):
    found = [(one["rule"], one["start"]["line"]) for one in report["findings"] if one["family"] == "duplicate"]
    assert found == [("duplicate/repeated-paragraph", 262)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("encoding", "line_end"),
    [
        ("utf-8-sig", "\n"),
        ("gb18030", "\n"),
        ("utf-16", "\n"),
        ("utf-16-be", "\n"),
        ("utf-8", "\r\n"),
        ("gb18030", "\r\n"),
        ("utf-8", "\r"),
    ],
)
def test_every_encoding_and_line_end_gives_the_same_findings(sample, report, tmp_path, encoding, line_end):
    text = sample.read_text(encoding="utf-8")
    copy = tmp_path / sample.name
    copy.write_bytes(text.replace("\n", line_end).encode(encoding))

    def told(findings):
        return [(f["rule"], f["excerpt"], f["fingerprint"], f["start"]["line"], f["start"]["column"]) for f in findings]

    assert told(report_of(copy)["findings"]) == told(report["findings"])


def test_twelve_news_briefs_lack_nothing_unless_somebody_says_what_they_are(report):
    assert [f for f in report["findings"] if f["rule"] == "section/missing" and f["severity"] != "info"] == []


# Read by hand: each tells its work and what came of it, none a problem of its own (the problems in them are those that
# others had and that were solved), and only the fifth, eighth and eleventh say what comes next.
LACK_AS_SUMMARIES = {
    number: ["problems"] if number in (5, 8, 11) else ["next-steps", "problems"] for number in range(1, 13)
}


def test_as_work_summaries_each_lacks_what_a_reader_misses(sample):
    found = [
        finding
        for finding in report_of(sample, "--type", "work-summary")["findings"]
        if finding["rule"] == "section/missing"
    ]
    assert {finding["severity"] for finding in found} == {"error"}
    lacking = {number: [] for number in LACK_AS_SUMMARIES}
    for finding in found:
        lacking[finding["submission"]].append(finding["data"]["section"])
    assert {number: sorted(sections) for number, sections in lacking.items()} == LACK_AS_SUMMARIES


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param("", "", [], id="as it stands"),
        pytest.param(
            "（12篇）", "（13篇）", [("total/submission-count", "13篇")], id="a text less than the cover says"
        ),
        pytest.param("遍访信访户、", "", [("total/listed-count", "“六个遍访”")], id="one of six left out"),
    ],
)
def test_its_numbers_agree_unless_one_is_changed(sample, tmp_path, old, new, found):
    text = sample.read_text(encoding="utf-8")
    assert old in text
    changed = tmp_path / sample.name
    changed.write_text(text.replace(old, new, 1), encoding="utf-8")
    told = report_of(changed, "--select", "total,placeholder/number-blank")["findings"]
    assert [(one["rule"], one["excerpt"]) for one in told if one["family"] == "total"] == found
