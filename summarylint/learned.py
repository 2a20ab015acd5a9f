"""Partitions that hold across submissions: label tuples that add up exactly three times or more, and who breaks them.

One submission of a form may say nothing of 在建、预备、前期 being all there is; a dozen of them do.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from summarylint.errors import ConfigError, Said, placed, refusal, said
from summarylint.locate import Located, locate
from summarylint.model import Finding, Hit, Row
from summarylint.suppress import Statement, suppress

if TYPE_CHECKING:
    from summarylint.ruleset.select import ActiveRule

LEAST = 3
"""Exact sums that make a tuple of labels a partition."""


class Pending(NamedTuple):
    """Parts and a total that were met, and the finding that they are if elsewhere they always add up."""

    labels: tuple[str, ...]
    exact: bool
    path: str
    finding: Finding | None
    """None where they add up; its message lacks how many others do."""


def partitions(pending: Iterable[Pending]) -> dict[tuple[str, ...], int]:
    """How often each tuple of labels added up exactly, for those that are partitions; most frequent first."""
    exact = Counter(one.labels for one in pending if one.exact)
    return {labels: count for labels, count in exact.most_common() if count >= LEAST}


def broken(pending: Sequence[Pending], known: Mapping[tuple[str, ...], int]) -> Iterator[Finding]:
    """A finding for each sum that misses its total though its labels are those of a partition."""
    learned = {**known, **partitions(pending)}
    for one in pending:
        if not one.exact and one.finding is not None and one.labels in learned:
            others = learned[one.labels]
            data = {**one.finding.data, "others": others}
            yield one.finding._replace(message=one.finding.message.replace(OTHERS, str(others)), data=data)


OTHERS = "\N{INVISIBLE SEPARATOR}"
"""Stands in a message for a count that is known only when all submissions have been read."""


def waiting(hit: Hit, active: ActiveRule, located: Located, more: Sequence[Statement]) -> Pending:
    """A hit on parts and a total, until those of all submissions have been read; `more` is what the side file says."""
    exact = bool(hit.data.get("exact"))
    if exact:
        return Pending(hit.labels, exact, located.document.name, None)
    (finding,) = suppress([locate(hit, active, located)], located.document, more)
    return Pending(hit.labels, exact, located.document.name, finding)


def merged(findings: Sequence[Finding], later: Sequence[Finding], rows: Sequence[Row]) -> list[Finding]:
    """Findings with those that came later, in the order of the rows' files and of places in them."""
    of_file: dict[str, list[Finding]] = {row.path: [] for row in rows}
    for one in (*findings, *later):
        of_file.setdefault(one.path, []).append(one)
    # Stable: of two at one place the earlier one stays first.
    return [one for own in of_file.values() for one in sorted(own, key=lambda one: one.start.offset)]


def read(paths: Iterable[str]) -> dict[tuple[str, ...], int]:
    """The partitions that reviewed files name; raises ConfigError where one can't be read."""
    from summarylint.errors import RuleError
    from summarylint.ruleset.yaml_source import read_mapping

    known: dict[tuple[str, ...], int] = {}
    for path in paths:
        try:
            with open(path, "rb") as file:
                content = read_mapping(file.read(), os.path.basename(path))
        except OSError as error:
            raise ConfigError(placed("learned", placed(path, refusal(error)))) from error
        except RuleError as error:
            raise ConfigError(placed("learned", error)) from error
        for entry in content.get("partitions", []):
            labels = entry.get("labels") if isinstance(entry, dict) else None
            if not isinstance(labels, list) or len(labels) < 2 or not all(isinstance(label, str) for label in labels):
                lacking = Said(
                    "each of 'partitions' needs 'labels', a list of two texts or more",
                    "partitions的每一项都要有labels：两个以上文字的列表",
                )
                raise ConfigError(placed("learned", placed(path, lacking)))
            seen = str(entry.get("seen", LEAST))
            known[tuple(labels)] = int(seen) if seen.isdecimal() else LEAST
    return known


_HEAD = Said(
    "# Labels whose numbers add up to their total. Delete what is no partition; name this file under `learned`.",
    "# 这些项目加起来等于合计。删去并非如此的，再把本文件写进配置的 learned",
)


def written(pending: Sequence[Pending], lang: str = "en") -> str:
    """The partitions as YAML that a person reviews and a config names under `learned`."""
    lines = [said(_HEAD, lang), "partitions:"]
    found = partitions(pending)
    if not found:
        lines[-1] += " []"
    for labels, count in found.items():
        places = [one.path for one in pending if one.exact and one.labels == labels][:LEAST]
        lines += [
            f"  - labels: [{', '.join(map(_quoted, labels))}]",
            f"    seen: {count}",
            f"    in: [{', '.join(map(_quoted, dict.fromkeys(places)))}]",
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + "".join(character if character.isprintable() else "?" for character in text).replace("'", "''") + "'"
