"""Line ends, marks and characters beyond the usual ones: a place is where an editor would look for it."""

from __future__ import annotations

import pytest

LINE = "全年开展培训xx场次，覆盖全部乡镇。\n"


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
