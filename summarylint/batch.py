"""What only all submissions of a run together show: the checks of scope `batch`, run once, in source order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from summarylint.copied import Background
from summarylint.errors import broken_check, said
from summarylint.locate import Located, best_of_each_place, locate
from summarylint.model import Document, Failure, Finding, Hit, Submission
from summarylint.suppress import Statement, suppress

if TYPE_CHECKING:
    from summarylint.ruleset.select import ActiveCheck, ActiveRule


class Batched(NamedTuple):
    """One document with its submissions, and the checks that want it beside all others."""

    document: Document
    submissions: tuple[Submission, ...]
    checks: tuple[ActiveCheck, ...]
    suppressions: tuple[Statement, ...] = ()
    """What the side file says."""


def findings(batch: Sequence[Batched], background: Background, lang: str, failures: list[Failure]) -> Iterator[Finding]:
    """What the checks find, document by document; one that breaks adds to `failures`.

    Options are those of the first document's settings that has any such check; whether a rule runs, and how grave it is, each document's own.
    """
    parts = [(number, part) for number, one in enumerate(batch) for part in one.submissions if part.number is not None]
    hits: dict[int, list[tuple[Hit, ActiveRule]]] = {}
    asked = next((one.checks for one in batch if one.checks), ())
    for active in asked if len(parts) > 1 or background.archive else ():
        try:
            found = list(active.find.find_in([part for _, part in parts], background))
        except Exception as error:  # noqa: BLE001 (a check may be anybody's; that it broke must not pass in silence)
            names = ", ".join(rule.rule.id for rule in active.rules.values())
            failures.append(Failure("", "check", said(broken_check(names, error), lang)))
            continue
        for number, hit in found:
            document = parts[number][0]
            for own in batch[document].checks:
                if type(own.find) is type(active.find) and hit.kind in own.rules:
                    hits.setdefault(document, []).append((hit, own.rules[hit.kind]))
    if background.archive:
        told = dict.fromkeys(said(failure, lang) for failure in background.archive.failures)
        failures += [Failure(background.archive.folder, "archive", message) for message in told]
    for document, own_hits in sorted(hits.items()):
        located = Located(batch[document].document, batch[document].submissions, lang)
        yield from suppress(
            [locate(hit, active, located) for hit, active in best_of_each_place(own_hits)],
            located.document,
            batch[document].suppressions,
        )
