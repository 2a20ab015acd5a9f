"""Where the shipped rules are."""

from __future__ import annotations

import os

from summarylint.errors import Said, SummarylintError

PACKAGE = os.path.dirname(os.path.abspath(__file__))
COMPILED = os.path.join(PACKAGE, "_rules", "catalogue.json")
"""The catalogue that a wheel carries; absent in a checkout."""


def shipped_rules() -> str:
    """The folder of the shipped rule files.

    An installed copy must never pick up a stranger's `rules` beside it, so the packaged folder comes first
    and the one beside a checkout counts only where there is a `pyproject.toml` too.
    """
    packaged = os.path.join(PACKAGE, "_rules")
    if os.path.isdir(packaged):
        return packaged
    checkout = os.path.dirname(PACKAGE)
    beside = os.path.join(checkout, "rules")
    if os.path.isdir(beside) and os.path.isfile(os.path.join(checkout, "pyproject.toml")):
        return beside
    missing = Said(
        f"the shipped rules are missing: neither {packaged} nor {beside} exists; install summarylint again",
        f"自带的规则不见了：{packaged}和{beside}都不存在；请重新安装summarylint",
    )
    raise SummarylintError(missing)


def cache_folder() -> str:
    """Where compiled rule catalogues are kept; it need not exist."""
    chosen = os.environ.get("SUMMARYLINT_CACHE_DIR")
    if chosen:
        return chosen
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "summarylint")
