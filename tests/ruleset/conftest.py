"""What the tests of rule files share: a pack to write rules into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

RULE = """\
title: {zh: 不写“大概”, en: Do not write 大概}
severity: warning
message: {zh: '“{match}”不准确', en: "'{match}' is vague"}
why: {zh: 数字要准确。, en: Numbers must be exact.}
check: pattern
options:
  patterns: {value: [大概], zh: 样子, en: what it looks like}
examples:
  - {name: vague, text: "[[大概]]三人"}
  - {name: exact, text: 三人}
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Write rule files, by their path in the pack, and get the pack's folder; each test has a cache of its own."""
    monkeypatch.setenv("SUMMARYLINT_CACHE_DIR", str(tmp_path / "cache"))

    def written(files: dict[str, str | bytes] | None = None, *, name: str = "pack", **changed: str) -> str:
        folder = tmp_path / name
        for path, content in (files if files is not None else {"own/vague.yaml": rule_text(**changed)}).items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(folder)

    return written


@pytest.fixture
def rule() -> Callable[..., str]:
    """A rule file's text with some keys changed; None leaves a key out."""
    return rule_text


def rule_text(**changed: str | None) -> str:
    lines: list[str] = []
    key = ""
    for line in RULE.splitlines():
        if not line.startswith(" "):
            key = line.partition(":")[0]
            if changed.get(key) is not None:
                lines.append(f"{key}: {changed[key]}")
        if key not in changed:
            lines.append(line)
    lines += [
        f"{key}: {value}" for key, value in changed.items() if value is not None and f"\n{key}:" not in f"\n{RULE}"
    ]
    return "\n".join(lines) + "\n"
