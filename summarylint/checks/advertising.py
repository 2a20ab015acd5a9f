"""Advertising lines by the two-signals rule, and sellers' contacts that stand alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from summarylint.checks.base import Check
from summarylint.model import Edit, Fix, Hit, Span, Submission
from summarylint.patterns import Literals, Pattern, lines_with

_HANDLE = r"(?:[A-Za-z][A-Za-z0-9_-]{2,19}(?![A-Za-z0-9])|\d(?:[ \-.·]?\d){4,14}(?!\d))"
_CALL = r"(?:(?:加|添加|联系|咨询|私信|请加|➕|\+|＋)[ ]?(?:我|客服|老师|学姐|助理|小编|店主|本人)?[ ]?(?:的)?)?"
_DISGUISED = Pattern(
    _CALL + r"(?:[vVＶⅤⅴ][信❤♥]|[薇威徽维葳溦徼崴][信芯心❤♥]|[薇威徽维微][❤♥]\ufe0f?[信芯心]?|微[芯心🌟⭐]\ufe0f?|卫星(?=[：:]?[ ]?[a-z])|叩叩|扣[.·]?扣|蔻蔻|[vV]{1,2}[xX](?![a-z])"
    r"|[wW][xX](?![a-zA-Z0-9])|(?<=[加➕+＋])[vVＶⅤⅴ薇威徽])(?:详聊|详谈|咨询|了解|领取)?"
    rf"(?:号|群|同号)?[ ]?(?:[（(][^（）()\n]{{1,12}}[）)])?[ ]?[：:；;=是为]{{0,2}}[ ]?(?:{_HANDLE}|[零一二三四五六七八九幺]{{6,12}})"
    r"|(?<![A-Za-z] )(?:[A-Za-z] ){5,20}[A-Za-z][ ]?(?:[（(][^（）()\n]{1,40}[）)])?[：:][^\n]{4,100}"
    r"|(?i:t[e3]l[e3]gr[a@]m|whatsapp|wechat|line id)[ ]?(?:id|group)?(?:[：:>]{1,4}[ ]?[@+]?[A-Za-z0-9_][A-Za-z0-9_ -]{4,18}|[ ](?:[@+][A-Za-z0-9_-]{4,18}|[A-Za-z0-9-]*[_\d][A-Za-z0-9_-]{3,18}))"
    r"|(?<![A-Za-z])TG[：:@ ]{1,2}@?[A-Za-z][A-Za-z0-9_]{3,20}",
    triggers=(
        "v信", "V信", "Ｖ信", "薇", "威信", "威芯", "威心", "威❤", "加威", "徽信", "徽芯", "徽心", "徽❤", "加徽", "维信", "维芯", "维心", "葳", "溦", "徼", "崴",
        "❤", "♥", "🌟", "⭐", "微芯", "微心", "卫星", "叩叩", "扣扣", "蔻蔻", "vx", "VX", "Vx", "vX", "wx", "WX", "加v", "加V", "加Ｖ", "加Ⅴ", "加ⅴ", "➕",
        "+v", "+V", "＋v", "＋V", "扣.扣", "扣·扣", "A p", "a p", "3legram", "elegr", "hatsApp", "hatsapp", "HATSAPP", "eChat", "echat", "ine ID", "TG：", "TG:", "TG@", "TG ",
    ),
)  # fmt: skip
_NAMED = Pattern(
    rf"(?:加|添加|联系|咨询)(?:客服|老师|助理|小编)?(?:的)?(?:微信|QQ|Q群|企鹅)(?:号|群)?[ ]?[：:]?[ ]?{_HANDLE}"
    rf"|(?:客服|助理|店主|代写|代笔)(?:微信|QQ|号)?[：:][ ]?(?!\d{{3,6}}(?!\d)|0\d|400){_HANDLE}",
    triggers=("微信", "QQ", "Q群", "企鹅", "客服", "助理", "店主", "代写", "代笔"),
)
_SPLIT = Pattern(
    rf"(?:联系|微信|电话|客服|咨询|QQ|VX)[：:]?[ ]?\d(?:[ ]\d+){{1,8}}|[，,、（(][：:][ ]?{_HANDLE}|[，,、（(][：:][ ]?\d(?:[ ]\d+){{1,5}}",
    triggers=("联系：", "联系:", "联系 ", "微信：", "微信:", "微信 ", "电话：", "电话:", "电话 ", "客服：", "客服:", "咨询：", "咨询:", "QQ", "VX", "，：", "、：", "（：", "(：", ",："),
)  # fmt: skip
_CONTACT_WORDS = Literals(dict.fromkeys((*_DISGUISED.triggers.words, *_NAMED.triggers.words, *_SPLIT.triggers.words)))
_ALONE = Pattern(r"[：:][ ]?(?=[A-Za-z0-9_-]*[_\d])[A-Za-z][A-Za-z0-9_-]{4,19}[ 　]*$", flags=re.MULTILINE)
_LABEL = Pattern(
    r"[ 　]*(?!.{0,6}(?:编号|型号|文号|代码|版本|网址|邮箱|批号|桩号|车牌|用户名))(?:[^\W\x00-\xff]|[❤♥＋+➕]){2,8}"
)
_SENTENCE = Pattern(r"[^。！!？?；;\n]*[。！!？?；;\n]?[”’）)】]?")
_CRIES = Literals("！!？?")
_LONGEST_PITCH = 260
_PITCH_KINDS = 3
_NEAR, _NEAR_ENGLISH = 45, 110
"""Code points within which two signals belong together; an English word takes more of them."""
_WEAK = frozenset({"question", "promise"})
_PRICE = Pattern(
    r"[一二三四五六七八九]{1,2}折(?![叠扣旧中])|\d(?:\.\d)?折(?![叠扣旧])|买[一二两三四五六七八九十\d]{1,3}[送赠]|[一二三四五六七八九十\d]{1,4}元起|[送赠](?:真题|资料|课程|电子书|礼品|大礼)|另赠|立送|立赠"
    r"|\d{1,5}(?:\.\d{1,2})?元?[/／](?:份|篇|套|年|月|人|次)(?![^\W\x00-\xff])|\d{1,2}% off|save \d{1,2}%|[$€£]\d{1,4} off",
    triggers=(
        *(f"{digit}折" for digit in "一二三四五六七八九0123456789"),
        "买一",
        "买二",
        "买三",
        "买两",
        "送真",
        "送资",
        "送课",
        "送电",
        "送礼",
        "送大",
        "另赠",
        "立送",
        "立赠",
        "元起",
        "元/",
        "元／",
        "/份",
        "/篇",
        " off",
        "save ",
    ),
    by_line=True,
)
_LONG_CLEAN_CODEPOINTS = 40
"""More than this of a line without a signal is the author's own text, and no part of the advertising."""


class _Contact(NamedTuple):
    start: int
    end: int
    sellers: bool
    """Whether it is a seller's wherever it stands: its label is disguised, or its digits are split."""


class _Signal(NamedTuple):
    start: int
    family: str


class Advertising(Check):
    """Look for lines with signals of two families, or of one and a contact; no single word proves an advertisement."""

    kinds = ("advertisement", "contact")

    shop: tuple[str, ...] = ()
    ghostwriting: tuple[str, ...] = ()
    offer: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    seller: tuple[str, ...] = ()
    question: tuple[str, ...] = ()
    promise: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    desk: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    pitch: Mapping[str, tuple[str, ...]] = {}
    topics: tuple[str, ...] = ()

    @cached_property
    def _families(self) -> dict[str, str]:
        families = {}
        for name in (
            "shop",
            "ghostwriting",
            "offer",
            "order",
            "seller",
            "question",
            "promise",
            "follow",
            "desk",
            "alone",
        ):
            families.update(dict.fromkeys(map(str.lower, getattr(self, name)), name))
        return families

    @cached_property
    def _signals(self) -> Literals:
        return Literals(word for word, family in self._families.items() if family not in _WEAK)

    @cached_property
    def _weak_signals(self) -> Literals:
        return Literals(word for word, family in self._families.items() if family in _WEAK)

    def _found(self, words: Literals, lowered: str) -> list[_Signal]:
        """The signals among `words` that stand in the text, English ones as whole words."""
        return [
            _Signal(at, self._families[word])
            for at, word in words.occurrences(lowered)
            if not word[0].isascii() or not lowered[at - 1 : at].isalpha() or not lowered[at - 1 : at].isascii()
        ]

    def _pitches(self, text: str, lowered: str) -> Iterator[Span]:
        """Short lines that cry out to a reader and have three kinds of a seller's words outside quotations."""
        for first, last in lines_with(_CRIES, lowered):
            if last - first > _LONGEST_PITCH:
                continue
            line = _QUOTED.compiled.sub("", lowered[first:last])
            kinds = sum(any(word in line for word in words) for words in self.pitch.values())
            if kinds >= _PITCH_KINDS and not any(topic in line for topic in self.topics):
                yield _narrowed(text, first, last, [first])

    def find(self, submission: Submission) -> Iterator[Hit]:
        """One hit for each block of advertising, and one for each contact outside them."""
        text = submission.text
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = text
        contacts = _contacts(text)
        signals = self._found(self._signals, lowered)
        if signals or contacts:
            signals += self._found(self._weak_signals, lowered)
        signals = [signal for signal in signals if not _is_topic(text, signal.start, self.topics)]
        signals += [_Signal(match.start(), "offer") for match in _PRICE.finditer(lowered)]
        signals = sorted(signals)
        blocks = _merged(text, [*_blocks(text, signals, contacts), *self._pitches(text, lowered)])
        for block in blocks:
            span = submission.span_of(*block)
            yield Hit("advertisement", span, fix=Fix((Edit(span, ""),), safe=False))
        ends = [block.end for block in blocks]
        for contact in contacts:
            following = bisect_right(ends, contact.start)
            inside = following < len(blocks) and blocks[following].start <= contact.start
            if contact.sellers and not inside:
                yield Hit("contact", submission.span_of(contact.start, contact.end))


_QUOTED = Pattern("“[^”\n]{0,60}”")


def _blocks(text: str, signals: list[_Signal], contacts: list[_Contact]) -> Iterator[Span]:
    """The lines of `text`, or sentences of them, in which signals of two families stand near each other."""
    marks = sorted([*signals, *(_Signal(contact.start, "contact") for contact in contacts)])
    for first, last in _candidate_lines(text, signals):
        near = _NEAR_ENGLISH if text[first:last].isascii() else _NEAR
        inside = marks[bisect_left(marks, (first,)) : bisect_left(marks, (last,))]
        clusters = _clusters(inside, near)
        selling = [mark.start for cluster in clusters if _sells({mark.family for mark in cluster}) for mark in cluster]
        if selling:
            yield _narrowed(text, first, last, selling)


def _merged(text: str, found: list[Span]) -> list[Span]:
    """Blocks that overlap, or stand on adjoining lines, as one."""
    merged: list[Span] = []
    for span in sorted(found):
        if merged and (span.start < merged[-1].end or text[merged[-1].end : span.start].strip(" \t　") == "\n"):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


_SENTENCE_ENDS = Pattern("[。！？\n]")
_LONGEST_SENTENCE = 200


def _is_topic(text: str, at: int, topics: tuple[str, ...]) -> bool:
    """Whether the sentence around `at` speaks of acting against advertising."""
    before = _SENTENCE_ENDS.compiled.split(text[max(0, at - _LONGEST_SENTENCE) : at])[-1]
    behind = _SENTENCE_ENDS.compiled.split(text[at : at + _LONGEST_SENTENCE], maxsplit=1)[0]
    return any(topic in before or topic in behind for topic in topics)


def _clusters(marks: list[_Signal], near: int) -> Iterator[list[_Signal]]:
    """Marks that stand near each other: in a long paragraph two words far apart have nothing to do with each other."""
    cluster: list[_Signal] = []
    for mark in marks:
        if cluster and mark.start - cluster[-1].start > near:
            yield cluster
            cluster = []
        cluster.append(mark)
    if cluster:
        yield cluster


def _sells(families: set[str]) -> bool:
    if "alone" in families:
        return True
    return len(families) > 1 and not families <= _WEAK


def _candidate_lines(text: str, signals: list[_Signal]) -> Iterator[tuple[int, int]]:
    """The lines that hold a signal; neighbours that hold one each count together when they are short."""
    lines: list[tuple[int, int]] = []
    end = -1
    last_is_short = False
    for signal in signals:
        if signal.start < end:
            continue
        first = text.rfind("\n", 0, signal.start) + 1
        end = text.find("\n", signal.start)
        end = len(text) if end < 0 else end
        short = end - first <= _LONG_CLEAN_CODEPOINTS
        if lines and short and last_is_short and first == lines[-1][1] + 1:
            lines[-1] = (lines[-1][0], end)
        else:
            lines.append((first, end))
        last_is_short = short
    yield from lines


def _narrowed(text: str, first: int, last: int, marks: list[int]) -> Span:
    """The line, or where much of it has no signal, its sentences from the first that has one to the last."""
    start, end = first, last
    for match in _SENTENCE.compiled.finditer(text, first, last):
        if match.start() <= marks[0] < match.end() and match.start() - first > _LONG_CLEAN_CODEPOINTS:
            start = match.start()
        if match.start() <= marks[-1] < match.end():
            end = match.end() if last - match.end() > _LONG_CLEAN_CODEPOINTS else last
            break
    line = text[start:end]
    return Span(start + len(line) - len(line.lstrip()), end - (len(line) - len(line.rstrip())))


def _contacts(text: str) -> list[_Contact]:
    """The contacts in `text`, in order; where two forms see the same one, the first that starts counts."""
    seen: list[_Contact] = []
    for first, last in lines_with(_CONTACT_WORDS, text):
        line = text[first:last]
        for pattern, sellers in ((_DISGUISED, True), (_NAMED, False), (_SPLIT, True)):
            if any(word in line for word in pattern.triggers.words):
                seen += [_Contact(*match.span(), sellers) for match in pattern.compiled.finditer(text, first, last)]
    for match in _ALONE.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        if _LABEL.fullmatch(text, line_start, match.start()):
            seen.append(_Contact(line_start, match.end(), sellers=True))
    found: list[_Contact] = []
    for contact in sorted(seen, key=lambda contact: contact.start):
        if not found or contact.start >= found[-1].end:
            found.append(contact)
        elif contact.sellers and not found[-1].sellers:
            found[-1] = found[-1]._replace(sellers=True)
    return found
