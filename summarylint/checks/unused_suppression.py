"""Comments and entries of side files that say something is meant where nothing is found."""

from __future__ import annotations

from collections.abc import Sequence

from summarylint.checks.base import Check
from summarylint.model import Hit, Span


class UnusedSuppression(Check):
    """Say of a suppression that it silences nothing."""

    scope = "suppressions"
    words = frozenset({"names", "where"})

    def unused(self, names: Sequence[str], span: Span, entry: int | None) -> Hit:
        """The hit for a suppression of `names`: a comment at `span`, or the entry of that number in the side file."""
        return Hit(
            "",
            span,
            {
                "names": ", ".join(names),
                "where": {"zh": f"旁注文件第{entry}条", "en": f"entry {entry} of the side file"}
                if entry
                else {"zh": "这条注释", "en": "this comment"},
            },
            {"names": list(names), "entry": entry},
            about=f"{','.join(names)} {entry}",
        )
