"""How many texts a cover says it holds, and how many there are: 汇编（12篇）."""

from __future__ import annotations

from collections.abc import Iterator

from summarylint.model import Submission
from summarylint.patterns import Pattern
from summarylint.relations.ordinals import number_of
from summarylint.relations.types import Relation

_CLAIM = Pattern(
    r"(?P<said>(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})[ 　]?[篇份](?![章文幅]))(?=[）)〕】\]]|材料|总结|文章|汇报|交流|经验|发言|报告|[。，,]|$)"
    r"|\b(?i:(?P<english>(?P<count>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:\w+ ){0,2}(?:reports|summaries|submissions|reviews|pieces|accounts|papers|articles)))\b"
)
_COLLECTS = Pattern(
    r"汇编|合集|汇总|选编|选辑|专辑|集锦|文集|材料|收录|汇集|共|(?i:collect|compil|digest|contain|hold|gather|in this)"
)
_LINES = 6
_LONGEST_LINE = 80


def relations(submission: Submission) -> Iterator[Relation]:
    """The claim in the lines before the first submission, or in the title of the only one."""
    document = submission.document
    if submission.number is None and submission.start == (document.blocks[0].start if document.blocks else 0):
        lines = [(block.start, block.end) for block in submission.blocks[:_LINES]]
    elif submission.number == 1 and submission.of == 1:
        lines = [(submission.title_span.start, submission.title_span.end)]
    else:
        return
    for start, end in lines:
        line = document.prose[start:end]
        match = _CLAIM.search(line) if len(line) <= _LONGEST_LINE and _COLLECTS.search(line) else None
        if match is None:
            continue
        group = "said" if match["said"] else "english"
        announced = number_of(match["number"] or match["count"])
        if announced < 2 and submission.of < 2:
            return
        yield Relation(
            "submission-count",
            start + match.start(group),
            start + match.end(group),
            holds=announced == submission.of,
            arithmetic={
                "zh": f"封面说有{match[group]}，文中找到{submission.of}篇",
                "en": f"the cover says {match[group]}, and {submission.of} stand here",
            },
            evidence="cover",
            # Where no second text was found, the titles may only be of a form that nothing tells.
            severity="info" if submission.of == 1 else None,
            stated=str(announced),
            computed=str(submission.of),
        )
        return
