"""The one real compilation, where it is at hand: its labels are met, in every encoding and with every line end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SEED = Path(__file__).parents[2] / "shared" / "seed"
pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="../shared/seed is not here")


def report_of(path):
    """The JSON report on `path`, by a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "summarylint", "check", str(path), "--format", "json", "--isolated"],
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
    assert {finding["rule"] for finding in outside} == {"residue/advertisement", "residue/paywall-marker"}


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
