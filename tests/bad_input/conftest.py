"""What tests of bad input share: a bad file checked beside a good one, and the blanks that were found in it."""

from __future__ import annotations

import pytest

BLANK = "关于培训的记事\n\n全年开展培训xx场次，覆盖全部乡镇。\n"


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


@pytest.fixture
def blanks_in():
    """The excerpts of the number blanks that a report has of one file."""

    def found_in(name, found):
        return [f["excerpt"] for f in found["findings"] if (f["path"], f["rule"]) == (name, "placeholder/number-blank")]

    return found_in
