"""How well a division explains a document: what its parts have in common that sections of one text have not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from summarylint.patterns import Pattern
from summarylint.splitting.layout import LONGEST_LINE_OF_COVER, Layout
from summarylint.splitting.letterhead import names_issuer
from summarylint.splitting.lines import is_organisation, is_section, names_document, names_sentence, unit_in
from summarylint.splitting.titles import Head, head_of
from summarylint.splitting.voices import of_voices

ENOUGH = 4.0
"""Points from which a document is divided."""
SHORTEST_BODY = 60
"""Code points; less under a title is no submission but a line of a cover or a table of contents."""
SHORTEST_IN_SECTIONS = 24
"""The same for a text that starts with 一、 and has a sentence in two sections."""
_MOST_OF_BODIES, _MOST_OF_PLACES = 9.5, 6.5

_NOTE = Pattern(
    r"[【\[（(]?(?:编者按|编者的话|编辑说明|编印说明|前言|按语|说明|导读|写在前面|编前语|本期|本辑|本册)"
    r"|.{0,80}(?:汇编|选编|汇集|摘编|选登|辑录|供.{0,10}(?:参考|借鉴|参阅)|\d{1,3}篇)"
    r"|(?i:editor|note\b|.{0,120}\b(?:collect|compil|submitted|contribut|summaries|digest))"
)
_LEAD = Pattern(
    r".{0,24}(?:今年以来|20\d\d年以来|[12x]\d{0,3}[x\d]{0,4}年|一年来|近年来|年初以来|上半年|本年度|去年|自.{2,20}以来|为(?:深入|进一步|切实|全面|贯彻)|按照|根据)|.{0,120}(?:如下|汇报如下|报告如下)[：:。]?$"
    r"|(?i:.{0,60}(?:\bthis (?:year|quarter|month|half)|\b20\d\d\b|\bin (?:january|february|march|april|may|june|july|august|september|october|november|december)|\bthe (?:year|quarter|month)))"
)
_LINES_OF_TITLE = 4
_ENCLOSED = ("附件", "附：", "案例")
"""What is set below a text, under a heading of its own."""
_OF_FORM = {"part": 5.0, "report": 4.5}
_ARABIC = 0.5


class Division(NamedTuple):
    """Where the submissions of a compilation start, and how well that is borne out."""

    starts: tuple[int, ...]
    points: float


class Evidence:
    """Weighs the divisions of one document; remembers what it read of each line."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._heads: dict[int, Head] = {}
        self._titles: dict[int, str] = {}

    def head(self, number: int) -> Head:
        """The title and the author's lines that start at a block."""
        if number not in self._heads:
            self._heads[number] = head_of(self.layout, number)
        return self._heads[number]

    def title(self, number: int) -> str:
        """The words of the title that starts at a block."""
        if number not in self._titles:
            span = self.head(number).title
            self._titles[number] = self.layout.document.prose[span.start : span.end].replace("\n", "").strip()
        return self._titles[number]

    def _unit(self, number: int) -> str | None:
        """Whom the title that starts at a block names, or the letterhead above it."""
        unit = unit_in(self.title(number))
        if unit is None and self.head(number).title.start > self.layout.blocks[number].end:
            text = self.layout.text(number)
            unit = names_issuer(text) or (text if is_organisation(text) else None)
        return unit

    def with_bodies(self, starts: list[int]) -> list[int]:
        """Those starts with a text under them; a cover's lines have none."""
        blocks, kept = self.layout.blocks, []
        for start, following in zip(starts, [*starts[1:], len(blocks)], strict=False):
            body = self.head(start).body
            if body >= following or blocks[following - 1].end - blocks[body].start < self._least_of_body(
                body, following
            ):
                continue
            short = all(map(self.layout.is_short, range(body, min(following, body + 6))))
            if start or not short or not (self.layout.cover.collects or self.layout.cover.recurring):
                # Short lines alone under the first are the rest of a cover.
                kept.append(start)
        return kept

    def _least_of_body(self, body: int, following: int) -> int:
        """Code points that the text in these blocks must have; one in sections of its own is no line of a contents."""
        blocks, prose = self.layout.blocks, self.layout.prose
        if blocks[body].form != "chinese" or not prose.startswith("一", blocks[body].start):
            return SHORTEST_BODY
        sections = sum(block.form == "chinese" for block in blocks[body:following])
        sentences = sum(
            block.kind == "paragraph" and prose[block.end - 1] in "。！" for block in blocks[body:following]
        )
        return SHORTEST_BODY if sections < 2 or sentences < 2 else SHORTEST_IN_SECTIONS

    def weigh(self, starts: list[int], *, form: str = "") -> Division:
        """A division with its points; those of none where fewer than two parts have a text."""
        starts = self.with_bodies(starts)
        if len(starts) < 2:
            return Division((), 0.0)
        collects = self._collects(starts)
        points = self._of_titles(starts, form) + self._of_cover(starts, collects=collects)
        if self._has_text_before(starts[0]):
            # An editor's foreword stands on a cover; a lead shows that the parts are sections.
            points -= 2.5 if collects else 4
        if len(starts) == 2:
            points -= 0.5
        if not collects and self._is_titled_before(starts[0]):
            points -= (
                6
                if form in ("chinese", "ordinal") or self._are_numbered(starts)
                else 0
                if self.layout.cover.recurring
                else 4
            )
        if points < ENOUGH - _MOST_OF_BODIES - _MOST_OF_PLACES:
            return Division((), points)
        points += self._of_bodies(starts, form)
        if points < ENOUGH - _MOST_OF_PLACES:
            return Division((), points)
        points += self._of_places(starts) - self._left_over(starts)
        if ENOUGH - 2 <= points < ENOUGH + 2:
            points += of_voices(self.layout, starts, unit_in(self.title(starts[0])))
        return Division(tuple(starts), points)

    def _collects(self, starts: list[int]) -> bool:
        """Whether the cover is a collection's; where it may be one text's title, the parts must be named as texts are."""
        cover = self.layout.cover
        if not cover.doubtful:
            return cover.collects
        titles = map(self.title, starts)
        named = sum(names_document(title) or unit_in(title) is not None for title in titles)
        return cover.collects and (named * 2 >= len(starts) or self._all_named(starts))

    def _of_cover(self, starts: list[int], *, collects: bool) -> float:
        cover = self.layout.cover
        points = 0.0
        if collects:
            points += 3
        if cover.promised:
            missing = abs(cover.promised - len(starts))
            points += 3 if missing == 0 else 0.5 if missing == 1 or missing * 8 <= cover.promised else -1
        if cover.recurring:
            met = len(set(starts).intersection(cover.recurring))
            all_of_both = max(len(starts), len(cover.recurring))
            points += 3.5 if met == all_of_both else 2.5 if met * 5 >= 4 * all_of_both else -1
        return points

    def _of_places(self, starts: list[int]) -> float:
        """Drawn lines, ends of pages and wide gaps before every part, and nowhere else."""
        layout, points = self.layout, 0.0
        later = starts[1:]
        if layout.breaks and sum(map(layout.breaks_before, later)) * 10 >= len(later) * 9:
            points += 2.5 if "\f" in layout.prose else 2
        elif sum(layout.is_outside(number - 1) for number in later) * 10 >= len(later) * 9:
            points += 1
        followers = set(starts)
        stray = sum(self._next_written(number) not in followers for number in layout.drawn if number > starts[0])
        if stray * 3 > len(starts):
            points -= 2
        drawn = points > 1
        gaps = [layout.distance(number) if drawn else layout.gap(number) for number in later]
        usual = Counter(gaps).most_common(1)[0][0]
        least = min(gaps)
        if least >= 2:
            inside = max(
                (
                    layout.gap(number)
                    for start, following in zip(starts, [*later, starts[-1] + 6], strict=True)
                    for number in range(start + 1, min(following, len(layout.blocks)))
                    if not layout.is_outside(number) and not layout.is_outside(number - 1)
                ),
                default=1,
            )
            if least > inside:
                points += (
                    0.5 if drawn else 3 if least >= 3 and len(starts) > 3 else 2 if least >= 3 or inside == 1 else 0
                )
        elif usual >= 3 and gaps.count(usual) * 5 >= len(gaps) * 4:
            points += 1
        return points + (0 if points < 2 or len(starts) < 6 else 0.5 if len(starts) < 9 else 1)

    def _next_written(self, number: int) -> int:
        """The first block from `number` on that is no drawn line and no seller's; the last start where none follows."""
        layout, blocks = self.layout, self.layout.blocks
        following = number + 1
        while following < len(blocks) and following < number + 6 and layout.is_outside(following):
            following += 1
        return following

    def _of_titles(self, starts: list[int], form: str) -> float:
        """Parallel titles: of documents, each of another unit, none a section's name."""
        titles = [self.title(number) for number in starts]
        count, points = len(titles), 0.0
        if (
            sum(map(is_section, titles)) * 4 > count
            or sum(title.startswith(_ENCLOSED) for title in (*titles, *map(self.layout.text, starts))) * 3 > count
        ):
            return -6
        told = {(title, self.layout.text(number)) for title, number in zip(titles, starts, strict=True)}
        if len(told) * 10 < count * 9 and form not in _OF_FORM and not self._are_told_apart(starts):
            return -6
        if sum(map(names_document, titles)) * 5 >= count * 4:
            points += 1
        units = [unit for unit in map(self._unit, starts) if unit]
        if len(set(units)) * 5 >= count * 3 and self._unit(starts[0]):
            points += 1.5 if len(set(units)) * 5 < count * 4 else 2
        others = titles[1:]
        if names_document(titles[0]) and sum(map(names_document, others)) * 3 < len(others):
            points -= 1
        elif form == "" and _is_other_kind(titles):
            points -= 2
        elif not names_document(titles[0]) and form == "":
            points += 0.5
        if self._unit(starts[0]) and len(units) - 1 < len(others) / 3:
            points -= 1
        tails = Counter(title[-4:] for title in titles)
        if tails.most_common(1)[0][1] * 5 >= count * 4:
            points += 0.5
        if sum(names_sentence(title) for title in titles) * 3 > count and form not in ("part", "report"):
            points -= 1
        points += _OF_FORM.get(form, _ARABIC if form == "arabic" else 0.0)
        if form == "hash":
            points += self._of_level(starts[0], documents=all(map(names_document, titles)))
            points += self._of_nesting(starts)
        return points

    def _are_told_apart(self, starts: list[int]) -> bool:
        """Whether nearly each part has an author's line under its title, and no two the same: speeches at one meeting."""
        layout = self.layout
        heads = {tuple(map(layout.text, range(number, self.head(number).body))) for number in starts}
        return len(heads) == len(starts) and sum(map(self._is_authored, starts)) * 5 >= len(starts) * 4

    def _of_level(self, first: int, *, documents: bool) -> float:
        """A heading above all parts is the title of one text, unless it is a cover's; titles all of the first level are several's."""
        layout = self.layout
        level = layout.blocks[first].level
        if level == 1:
            return 2.5 if documents else 1.0
        above = any(layout.blocks[number].level < level for number in layout.hashes if number < first)
        return -2.5 if above and not layout.cover.collects else 0.0

    def _left_over(self, starts: list[int]) -> float:
        """Points against a division that leaves lines which end as its titles do, or have authors as these have, within its parts."""
        layout = self.layout
        chosen = {number for start in starts for number in range(start, self.head(start).body)}
        if sum(map(self._is_authored, starts)) * 5 >= len(starts) * 3:
            authored = sum(self._is_authored(number) for number in layout.bare if number not in chosen)
            if authored * 3 >= len(starts):
                return 2.0
        tails = Counter(self.title(number)[-3:] for number in starts)
        tail, alike = tails.most_common(1)[0]
        if alike * 5 < len(starts) * 4:
            return 0.0
        left = sum(
            number not in chosen
            and number > starts[0]
            and layout.text(number).endswith(tail)
            and layout.is_bare(number)
            for number in layout.bare
        )
        return 0.0 if left == 0 else 2.0 if left * 3 < len(starts) else 4.0

    def _is_authored(self, number: int) -> bool:
        """Whether an author's line stands under the title that a block would be."""
        return self.head(number).body > number + 1 and self.layout.is_author(number + 1)

    def _all_named(self, starts: list[int]) -> bool:
        """Whether each part is named as a document, or has its author under its title."""
        return len(starts) > 2 and all(
            names_document(self.title(number)) or self.head(number).body > number + 1 for number in starts
        )

    def _of_nesting(self, starts: list[int]) -> float:
        """Lower headings in several parts; and a document whose front matter has its title needs none of these for it."""
        layout = self.layout
        level = layout.blocks[starts[0]].level
        bounds = [*starts, len(layout.blocks)]
        lower = [number for number in layout.hashes if layout.blocks[number].level > level]
        nested = sum(any(start < number < following for number in lower) for start, following in pairwise(bounds))
        points = 1.5 if nested > 1 else 0.0
        return points + (2 if level == 1 and "title" in layout.document.fields and len(starts) > 2 else 0)

    def _of_bodies(self, starts: list[int], form: str) -> float:
        """Authors under titles, leads, numbering that starts anew, signatures at ends."""
        layout, blocks = self.layout, self.layout.blocks
        count, points = len(starts), 0.0
        signed = authors = restarts = leads = 0
        for start, following in zip(starts, [*starts[1:], len(blocks)], strict=True):
            body = self.head(start).body
            authors += any(layout.is_author(number) for number in range(start + 1, body))
            signed += layout.is_signed_before(following)
            for number in range(body, following):
                if blocks[number].form == "chinese" and layout.prose.startswith("一", blocks[number].start):
                    restarts += 1
                    break
            for number in range(body, min(body + 2, following)):
                if blocks[number].kind == "paragraph" and layout.length(number) > 20:
                    leads += _LEAD.match(layout.text(number)) is not None
                    break
        if authors * 4 >= count and authors * 5 < count * 4 and self._all_named(starts):
            points += 2
        if signed * 5 >= count * 4:
            points += 2 if count == 2 else 3
        elif signed * 2 >= count:
            points += 1
        if authors * 5 >= count * 4:
            points += 2.5 if count == 2 else 3.5
        elif authors * 2 >= count:
            points += 1
        if restarts >= 2 and restarts * 2 >= count and form != "chinese":
            points += 2 if restarts * 4 >= count * 3 else 1.5
        if leads * 4 >= count * 3:
            points += 1
        return points

    def _is_titled_before(self, first: int) -> bool:
        """Whether a line before the first part is the title of one document: its parts are sections."""
        layout = self.layout
        return any(
            layout.is_bare(number) and names_document(layout.text(number))
            for number in range(min(first, _LINES_OF_TITLE))
        )

    def _are_numbered(self, starts: list[int]) -> bool:
        """Whether the parts start with 一、 二、, as sections do."""
        return all(self.layout.blocks[number].form in ("chinese", "ordinal") for number in starts)

    def _has_text_before(self, first: int) -> bool:
        """Whether a paragraph stands before the first part that is no editor's note: a lead, so the parts are sections."""
        layout = self.layout
        for number in range(first):
            text = layout.text(number)
            if layout.length(number) > LONGEST_LINE_OF_COVER and not layout.is_short(number) and not _NOTE.match(text):
                return True
        return False


def _is_other_kind(titles: Sequence[str]) -> bool:
    """Whether the first title is of another kind of document than all the others, which are of one: 总结, then 发言."""
    others = {title[-2:] for title in titles[1:]}
    return len(titles) > 2 and len(others) == 1 and titles[0][-2:] not in others and names_document(titles[0])
