"""A copied passage beside the text that it is like, with what differs marked on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from summarylint.model import Document
from summarylint.reporters.html.marks import Mark, lines, quoted, shown
from summarylint.reporters.html.parts import Noted, Page, Paper, Part

_WORD = re.compile(r"[A-Za-z]+|[0-9]+|.", re.DOTALL)
_MOST_CELLS = 100_000_000
"""Code points of one side times those of the other, up to which what differs is looked for."""
_SHORTEST_EQUAL = 2
"""Code points in a row that must be equal on both sides to part two differences; a lone one is chance."""


def comparison(page: Page, paper: Paper, part: Part, one: Noted) -> Iterator[str]:
    """The two texts side by side; only words where the other is not at hand."""
    words, finding = page.words, one.finding
    source = finding.data["source"]
    title = shown(str(source.get("title") or words["untitled"]))
    css, sign, _ = page.family("duplicate")
    yield f'<section class="compare" id="c{one.number}" aria-labelledby="c{one.number}h">\n'
    yield f'<h5 id="c{one.number}h"><a class="num {css}" href="#f{one.number}">{sign}{one.number}</a> '
    yield f"{words['beside'].format(title=title)}</h5>\n"
    related = finding.related[0] if finding.related else None
    other = page.source_of(finding, related) if related else None
    if related is None or other is None or paper.document is None:
        archived = words["archived" if source.get("archived") else "not_here"]
        known = " · ".join(str(source[key]) for key in ("unit", "label", "path", "date") if source.get(key))
        yield f'<p class="aside">{archived} {shown(known)}</p>\n</section>\n'
        return
    if finding.rule == "duplicate/near-identical":
        mine = (part.start, part.end)
        theirs, target = _whole(page, related.path, source.get("submission"))
    else:
        mine = (finding.start.offset, finding.end.offset)
        theirs, target = (
            (related.start.offset, related.end.offset),
            f"p{one.number}-0" if related.path in page.papers else "",
        )
    changed, theirs_changed = _differences(paper.document.text[slice(*mine)], other.text[slice(*theirs)])
    if changed or theirs_changed:
        yield f'<p class="aside">{words["difference"]}</p>\n'
    yield '<div class="sides">\n'
    yield _side(words["mine"], paper.path, f"m{one.number}", paper.document, mine, changed)
    unit = source.get("unit")
    whose = f"{words['source']}{words['colon']}{shown(str(unit))}" if unit else words["source"]
    yield _side(whose, related.path, target, other, theirs, theirs_changed)
    yield "</div>\n</section>\n"


def _whole(page: Page, path: str, number: object) -> tuple[tuple[int, int], str]:
    """Where the submission `number` of a file is shown, and the id of its element."""
    if path not in page.papers:
        return (0, len(page.report.documents[path].text)), ""
    parts = page.papers[path].parts
    part = next((one for one in parts if one.row and one.row.number == number), parts[0])
    return (part.start, part.end), part.id


_Spans = list[tuple[int, int]]


def _side(whose: str, path: str, target: str, document: Document, place: tuple[int, int], changed: _Spans) -> str:
    marks = [
        Mark(place[0] + start, place[0] + end, '<b class="differs">', '<b class="differs">', "</b>", "")
        for start, end in changed
    ]
    found = list(lines(document, *place, marks))
    text = "".join(f"<p>{line.html}</p>" for line in found)
    where = f"{shown(path)}:{found[0].number}"
    if target:
        where = f'<a href="#{target}">{where}</a>'
    return (
        f"<figure><figcaption>{whose} {where}</figcaption>"
        f'<blockquote tabindex="0" aria-label="{quoted(path)}:{found[0].number}">{text}</blockquote></figure>\n'
    )


def _differences(mine: str, theirs: str) -> tuple[_Spans, _Spans]:
    """What of each text the other has not; nothing where they are too long to be aligned."""
    if len(mine) * len(theirs) > _MOST_CELLS:
        return [], []
    from rapidfuzz.distance import Indel

    mine_words, their_words = _WORD.findall(mine), _WORD.findall(theirs)
    mine_at = [0, *accumulate(map(len, mine_words))]
    theirs_at = [0, *accumulate(map(len, their_words))]
    equal, their_equal = [], []
    for block in Indel.opcodes(mine_words, their_words).as_matching_blocks():
        start, end = mine_at[block.a], mine_at[block.a + block.size]
        if end - start >= _SHORTEST_EQUAL or block.size == 0:
            equal.append((start, end))
            their_equal.append((theirs_at[block.b], theirs_at[block.b + block.size]))
    return _gaps(equal), _gaps(their_equal)


def _gaps(equal: Sequence[tuple[int, int]]) -> _Spans:
    """What lies between spans; the last of them is empty and stands at the end."""
    found: _Spans = []
    at = 0
    for start, end in equal:
        if start > at:
            found.append((at, start))
        at = end
    return found
