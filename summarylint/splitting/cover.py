"""What stands before the first submission: how many texts a cover promises, and a table of contents."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from summarylint.splitting.lines import collection_in, is_doubtful_collection, names_sentence

if TYPE_CHECKING:
    from summarylint.splitting.layout import Layout

_LONGEST_COVER = 150
"""Lines."""
_LINES_OF_TITLE = 6
_SAYS_SO = ("Collected ", "Compiled ", "Gathered ", "Edited ")
"""How a sentence on an English cover starts."""
_LONGEST_SENTENCE = 30
"""Code points; a longer line that ends in a full stop is a paragraph."""


class Cover(NamedTuple):
    """What stands before the first submission."""

    collects: bool
    """Whether it says 汇编, N篇 or the like."""
    promised: int
    """How many it says there are; 0 where it does not."""
    recurring: tuple[int, ...]
    """The blocks further down that say an entry of the table of contents again."""
    lines: tuple[int, ...] = ()
    """The blocks that say so."""
    doubtful: bool = False
    """Whether they may be the title of one text all the same."""


def cover_of(layout: Layout) -> Cover:
    """What the lines before the first paragraph say."""
    leading = _leading(layout)
    collecting, promised = [], 0
    for number in leading[:_LINES_OF_TITLE]:
        text = layout.text(number)
        collected = None if names_sentence(text) and not text.startswith(_SAYS_SO) else collection_in(text)
        if collected is not None and not (text.endswith("材料") and _recurs(layout, text[-4:])):
            collecting.append(number)
            promised = max(promised, collected)
    recurring = _contents(layout, leading) if len(leading) > 3 else ()
    doubtful = not promised and all(is_doubtful_collection(layout.text(number)) for number in collecting)
    return Cover(bool(collecting), promised, recurring, tuple(collecting), doubtful)


def _recurs(layout: Layout, ending: str) -> bool:
    """Whether several titles end alike: 经验材料 is then what each of them is."""
    return sum(layout.text(number).endswith(ending) for number in layout.bare) > 1


def _leading(layout: Layout) -> list[int]:
    """The lines before the first paragraph."""
    leading: list[int] = []
    for number in range(min(len(layout.blocks), _LONGEST_COVER)):
        text = layout.text(number)
        if (
            len(text) > _LONGEST_SENTENCE
            and (not layout.is_short(number) or text[-1] in "。.")
            and not text.startswith(_SAYS_SO)
        ):
            break
        if text[-1] == "。" and number and layout.blocks[number - 1].form in ("chinese", "bracketed"):
            # However short, it stands under a heading.
            break
        leading.append(number)
    return leading


def _contents(layout: Layout, leading: list[int]) -> tuple[int, ...]:
    """Where the entries of a table of contents among the leading lines recur, in order."""
    places: dict[str, list[int]] = {}
    squeezed = {number: layout.squeezed(number) for number in range(len(layout.blocks)) if layout.is_short(number)}
    for number, line in squeezed.items():
        places.setdefault(line, []).append(number)
    for number in layout.bare:
        if number + 1 in squeezed:
            # A title over two lines stands on one in the table.
            places.setdefault(squeezed[number] + squeezed[number + 1], []).append(number)
    recurring: list[int] = []
    listed: list[int] = []
    for number in leading:
        if recurring and number >= recurring[0]:
            break
        entry = squeezed.get(number, "")
        # A greeting recurs too, and is no title.
        later = places.get(entry, ()) if len(entry) > 1 and entry[-1] not in "：:，," else ()
        found = bisect_right(later, max([number, *recurring[-1:]]))
        # What stands there a third time is a heading that many texts have.
        if found == len(later) - 1 and len(later) <= 3:
            listed.append(number)
            recurring.append(later[found])
    if len(recurring) < 2 or 2 * len(listed) <= listed[-1] - listed[0]:
        return ()
    return tuple(recurring)
