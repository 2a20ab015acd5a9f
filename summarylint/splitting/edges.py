"""Where a submission ends: after its signature, before sellers' lines, drawn lines and what opens the next group."""

from __future__ import annotations

from summarylint.splitting.layout import Layout
from summarylint.splitting.lines import is_page, is_trailer

_LONGEST_GROUP = 8
_GROUPS = ("篇", "部分", "类", "组", "单位", "系列", "部门", "系统", "战线", "板块")


def end_of(layout: Layout, first: int, following: int) -> int:
    """The number of the block after the last of the submission that starts at `first`."""
    last = following
    blocks = layout.blocks
    while last - 1 > first:
        number = last - 1
        if number not in layout.drawn and not is_trailer(layout.text(number)):
            if not layout.is_outside(number) and not _opens_group(layout, number, following):
                break
            if not (layout.breaks or following < len(blocks) or is_page(layout.text(number))):
                break
        last -= 1
    # A trailer is set off by a blank line; without one, the words belong to the author's last paragraph.
    while (
        last < following
        and following == len(blocks)
        and last not in layout.drawn
        and layout.gap(last) < 2
        and not is_page(layout.text(last))
    ):
        last += 1
    return last


def _opens_group(layout: Layout, number: int, following: int) -> bool:
    """Whether a heading without text under it stands right before the next submission: 县直部门篇."""
    block = layout.blocks[number]
    if number != following - 1 or following == len(layout.blocks) or block.kind != "heading":
        return False
    words = "".join(layout.text(number).split())
    return block.form in ("hash", "chinese", "ordinal") or (len(words) <= _LONGEST_GROUP and words.endswith(_GROUPS))
