"""Comments and entries of side files that say something is meant where nothing is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarylint.checks.base import Check
from summarylint.errors import Said
from summarylint.model import Hit, Span


class UnusedSuppression(Check):
    """Say of a suppression that it silences nothing."""

    scope = "suppressions"
    words = frozenset({"names", "where", "why"})

    def unused(
        self, names: Sequence[str], span: Span, entry: int | None, unknown: Mapping[str, Said] | None = None
    ) -> Hit:
        """The hit for a suppression of `names`: a comment at `span`, or the entry of that number in the side file.

        `unknown` are those of them that name no rule, each with what was meant.
        """
        return Hit(
            "",
            span,
            {
                "names": ", ".join(names),
                "where": {"zh": f"旁注文件第{entry}条", "en": f"entry {entry} of the side file"}
                if entry
                else {"zh": "这条注释", "en": "this comment"},
                "why": {
                    "zh": "；".join(f"没有“{name}”这条规则{meant.zh}" for name, meant in unknown.items()),
                    "en": "; ".join(f"there is no rule '{name}'{meant}" for name, meant in unknown.items()),
                }
                if unknown
                else {"zh": "却没有可豁免的", "en": "and nothing of it is found"},
            },
            {"names": list(names), "entry": entry, "unknown": list(unknown or ())},
            about=f"{','.join(names)} {entry}",
        )
