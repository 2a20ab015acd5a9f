"""How well family `total` tells numbers that disagree, and how often it cries wolf.

    python benchmarks/totals.py                    twins: each inconsistent text with its consistent one, by rule
    python benchmarks/totals.py --clean FOLDER …   every finding in texts that are right
    python benchmarks/totals.py --mine FOLDER …    exact sums found in real texts, one digit changed

A twin counts as found where a finding of its rule stands in the inconsistent text; any finding of the family in the
consistent one is a false alarm. Numbers, words and slips are drawn anew for each of three seeds.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from summarylint.checks.totals import Totals
from summarylint.learned import Pending, partitions
from summarylint.model import Hit
from summarylint.numbers import Quantity, quantities, same_unit
from summarylint.readers.decode import Decoded
from summarylint.readers.markdown import read_markdown
from summarylint.readers.text import read_text
from summarylint.submissions import split

SEEDS = (11, 23, 47)
PER_SHAPE = 3
NUMERALS = "零一二三四五六七八九十"
THINGS = ("走访农户", "检查商铺", "登记车辆", "整治沟渠", "调解纠纷", "开展巡查", "办理证照", "培训骨干")
CLAUSES = ("备料要足", "工序要细", "验收要严", "账目要清", "回访要勤", "人员要稳", "安全要紧")
PLACES = ("东片", "西片", "南片", "北片", "中心片")
EXTRA = ("另外，食堂已经开饭。", "其余事项按月推进。", "群众反映较好。", "")


class Twin(NamedTuple):
    """A text that contradicts itself, and the same with numbers that agree."""

    rule: str
    wrong: str
    right: str


def parts_of(dice: random.Random, total: int, count: int) -> list[int]:
    """Different positive parts of a total."""
    while True:
        cuts = sorted(dice.sample(range(1, total), count - 1))
        parts = [end - start for start, end in zip([0, *cuts], [*cuts, total], strict=True)]
        if len(set(parts)) == count and min(parts) > 1:
            return parts


def slipped(dice: random.Random, number: int) -> int:
    """A number as somebody mistypes it: one digit, or two neighbours swapped."""
    digits = list(str(number))
    while True:
        changed = digits.copy()
        at = dice.randrange(len(digits))
        if dice.random() < 0.3 and at + 1 < len(digits):
            changed[at], changed[at + 1] = changed[at + 1], changed[at]
        else:
            changed[at] = dice.choice("123456789")
        if changed != digits and changed[0] != "0":
            return int("".join(changed))


SUMS = (
    "全镇{thing}{t}{u}，其中东片{a}{u}、西片{b}{u}、南片{c}{u}；下月接着做。",
    "今年共{thing}{t}{u}，其中一季度{a}{u}，二季度{b}{u}，三季度{c}{u}。",
    "{thing}{t}{u}（东片{a}{u}，西片{b}{u}，南片{c}{u}）。",
    "{thing}共{t}{u}，分别为东片{a}{u}、西片{b}{u}、南片{c}{u}。",
    "东片{thing}{a}{u}，西片{b}{u}，南片{c}{u}，合计{t}{u}。",
    "共{thing}{t}{u}，已完成{a}{u}，正在办理{b}{u}，其余{c}{u}下月启动。",
    "{thing}{t}{u}：东片{a}{u}，西片{b}{u}，南片{c}{u}。",
    "{thing}{t}{u}，包括东片{a}{u}、西片{b}{u}、南片{c}{u}。",
)
PAIRS = (
    "全村党员{t}名，其中男党员{a}名、女党员{b}名。",
    "受理事项{t}件，其中线上{a}件，线下{b}件。",
    "新增床位{t}张，其中公办{a}张、民办{b}张。",
    "共有馆员{t}人，其中专职{a}人，兼职{b}人。",
)
ENGLISH_SUMS = (
    "We handled {t} cases: {a} closed, {b} open and {c} withdrawn.",
    "The nursery raised {t} trees ({a} oaks, {b} birches and {c} pines).",
    "We planted {a} oaks, {b} birches and {c} pines, a total of {t} trees.",
    "The hall served {a} breakfasts, {b} lunches and {c} suppers, {t} meals in all.",
    "The fleet has {t} vehicles, comprising {a} vans, {b} cars and {c} trailers.",
)


def sums(dice: random.Random) -> Iterator[Twin]:
    """Totals and their parts."""
    for shape in (*SUMS, *ENGLISH_SUMS):
        t = dice.randrange(60, 900)
        a, b, c = parts_of(dice, t, 3)
        words = {"thing": dice.choice(THINGS), "u": dice.choice("件户处次")}
        wrong = slipped(dice, t) if dice.random() < 0.5 else t
        parts = [a, b, c]
        if wrong == t:
            at = dice.randrange(3)
            parts[at] = slipped(dice, parts[at])
        right = shape.format(t=t, a=a, b=b, c=c, **words)
        yield Twin("parts-sum", shape.format(t=wrong, a=parts[0], b=parts[1], c=parts[2], **words), right)
    for shape in PAIRS:
        t = dice.randrange(60, 900)
        a, b = parts_of(dice, t, 2)
        yield Twin("parts-sum", shape.format(t=t, a=slipped(dice, a), b=b), shape.format(t=t, a=a, b=b))


def exceeding(dice: random.Random) -> Iterator[Twin]:
    """Parts larger than their whole."""
    for shape in (
        "全所干警{t}名，其中女干警{a}名。", "新发展会员{t}户，其中企业{a}户。", "发放资料{t}份，其中发给外来务工人员{a}份。", "新增造林{t}亩，其中封山{a}亩。",
        "The office has {t} staff, of whom {a} are new.", "We wrote to {t} members, including {a} abroad.",
    ):  # fmt: skip
        t = dice.randrange(20, 400)
        yield Twin(
            "part-exceeds-whole",
            shape.format(t=t, a=t + dice.randrange(4, 90)),
            shape.format(t=t, a=t - dice.randrange(4, 15)),
        )


def rates(dice: random.Random) -> Iterator[Twin]:
    """Rates and shares."""
    for shape in (
        "共排查隐患{t}处，整改{a}处，整改率{p}%。", "全年受理诉求{t}件，办结{a}件，办结率达{p}%。", "应到代表{t}名，实到{a}名，到会率{p}%。", "抽检食品{t}批次，合格{a}批次，合格率为{p}%。",
        "全局干部{t}人，其中女干部{a}人，占{p}%。", "登记会员{t}名，其中青年会员{a}名，占总数的{p}%。", "Of these, {a} of {t} cases were resolved ({p}%).", "By March {a} out of {t} homes were insulated, {p} per cent.",
    ):  # fmt: skip
        t = dice.randrange(120, 900)
        a = dice.randrange(t // 3, t - 5)
        p = round(100 * a / t, 1)
        wrong = round(p + dice.choice((-1, 1)) * dice.choice((2.3, 3, 9.1, 10)), 1)
        wrong = wrong if 1 < wrong < 99 else round(p - 7.7, 1)
        yield Twin("ratio", shape.format(t=t, a=a, p=wrong), shape.format(t=t, a=a, p=p))


def changes(dice: random.Random) -> Iterator[Twin]:
    """Changes with both ends and the size."""
    for shape, kind in (
        ("注册车辆由{t}辆增至{b}辆，增长{g}%。", "g"), ("培训人数从{t}人次增加到{b}人次，增长{g}%。", "g"), ("信访总量由{b}件下降到{t}件，下降{h}%。", "h"), ("办件量从{t}件提升至{b}件，提升{g}%。", "g"),
        ("群众满意度从{x}%提高到{y}%，提高{z}个百分点。", "z"), ("入户率由{x}%提升到{y}%，提升了{z}个百分点。", "z"), ("年末从业人员{b}人，比上年增加{d}人，增长{g}%。", "g"),
        ("Visits rose from {t} to {b}, up {g}%.", "g"), ("Membership grew from {t} to {b} people, an increase of {g} per cent.", "g"),
    ):  # fmt: skip
        t = dice.randrange(150, 800)
        b = int(t * dice.uniform(1.08, 1.7))
        x = dice.randrange(500, 850) / 10
        y = round(x + dice.randrange(12, 90) / 10, 1)
        right = {"g": round(100 * (b / t - 1), 1), "h": round(100 * (1 - t / b), 1), "z": round(y - x, 1)}
        wrong = {**right, kind: round(right[kind] + dice.choice((1, 2.4, 10)), 1)}
        given = {"t": t, "b": b, "x": x, "y": y, "d": b - t}
        yield Twin("growth", shape.format(**given, **wrong), shape.format(**given, **right))


def shares(dice: random.Random) -> Iterator[Twin]:
    """Shares of a whole."""
    for shape in (
        "测评结果为满意{a}%、基本满意{b}%、不满意{c}%。",
        "三类用户占比分别为{a}%、{b}%、{c}%。",
        "三次产业结构为{a}∶{b}∶{c}。",
        "Grants, sales and gifts made up {a}%, {b}% and {c}% of the income respectively.",
    ):
        a, b, c = (part / 10 for part in parts_of(dice, 1000, 3))
        yield Twin(
            "share-sum", shape.format(a=round(a + dice.choice((2, 5.1, 9)), 1), b=b, c=c), shape.format(a=a, b=b, c=c)
        )


def lists(dice: random.Random) -> Iterator[Twin]:
    """Announced numbers and what is listed."""
    for opening, item, end in (
        ("今年重点抓好{n}个方面工作：", "{i}是{w}，见效快。", ""), ("主要做法有以下{n}点：", "{i}是{w}，没有例外。", ""), ("今年办好{n}件实事：\n", "{d}.{w}\n", ""), ("存在以下{n}个问题。\n", "（{i}）{w}\n", ""),
    ):  # fmt: skip
        n = dice.choice((3, 4, 5))
        texts = []
        for count in (n + dice.choice((-1, 1)), n):
            items = "".join(
                item.format(i=NUMERALS[number], d=number, w=CLAUSES[number]) for number in range(1, count + 1)
            )
            texts.append(opening.format(n=NUMERALS[n]) + items + end)
        yield Twin("listed-count", *texts)
    for words, key in (
        (("集中学", "带头学", "现场学", "网络学", "交叉学", "循环学"), "学"),
        (("进企业", "进农村", "进机关", "进校园", "进社区", "进军营"), "进"),
    ):
        n = dice.choice((3, 4))
        texts = [
            "通过" * (key == "学") + "、".join(words[:count]) + f"“{NUMERALS[n]}{key}”，把政策讲到一线。"
            for count in (n + 1, n)
        ]
        yield Twin("listed-count", *texts)
    n = dice.choice((3, 4))
    english = ("first, money", "second, time", "third, space", "fourth, staff", "fifth, heat")
    words = {3: "three", 4: "four"}
    yield Twin(
        "listed-count", *(f"There are {words[n]} points: " + "; ".join(english[:count]) + "." for count in (n - 1, n))
    )
    bullets = [
        f"The following {words[n]} steps were taken:\n\n"
        + "".join(f"- {clause[7:]} was settled\n" for clause in english[:count])
        for count in (n + 1, n)
    ]
    yield Twin("listed-count", *bullets)


def series(dice: random.Random) -> Iterator[Twin]:
    """Numbers in a row."""
    count = dice.choice((4, 5))
    gone = dice.randrange(2, count)
    for mark, end in (
        ("{i}是{w}，没有例外。", ""),
        ("{i}、{w}\n各组按月报送。\n", ""),
        ("（{i}）{w}\n各组按月报送。\n", ""),
        ("{d}. {w}\n各组按月报送。\n", ""),
        ("{d}. Part {d}\nAll of it was done.\n", ""),
    ):
        lines = [mark.format(i=NUMERALS[number], d=number, w=CLAUSES[number]) for number in range(1, count + 1)]
        wrong = [line for number, line in enumerate(lines, 1) if number != gone]
        yield Twin("series-gap", "".join(wrong) + end, "".join(lines) + end)


def tables(dice: random.Random) -> Iterator[Twin]:
    """Tables with totals."""
    for separator, word, total in (
        ("|", "村", "合计"),
        ("\t", "项目", "总计"),
        ("|", "Item", "Total"),
        ("   ", "片区", "合计"),
    ):
        rows = [[dice.randrange(12, 99) for _ in range(2)] for _ in range(4)]
        sums_ = [sum(row[column] for row in rows) for column in range(2)]

        def table(
            totals: Sequence[int],
            separator: str = separator,
            word: str = word,
            total: str = total,
            rows: Sequence[Sequence[int]] = rows,
        ) -> str:
            names = PLACES if ord(word[0]) > 255 else ("North", "South", "East", "West")
            lines = [[word, "户数" if ord(word[0]) > 255 else "Homes", "人数" if ord(word[0]) > 255 else "People"]]
            lines += [[name, *map(str, row)] for name, row in zip(names, rows, strict=False)]
            lines.append([total, *map(str, totals)])
            if separator == "|":
                body = ["| " + " | ".join(line) + " |" for line in lines]
                return "\n".join([body[0], "| --- | --- | --- |", *body[1:]]) + "\n"
            return "\n".join(separator.join(line) for line in lines) + "\n"

        yield Twin("table-total", table([sums_[0], slipped(dice, sums_[1])]), table(sums_))


def dates(dice: random.Random) -> Iterator[Twin]:
    """Days and periods."""
    month = dice.choice((4, 6, 9, 11))
    year = dice.choice((2021, 2022, 2023))
    yield Twin("impossible-date", f"{month}月31日召开推进会。", f"{month}月30日召开推进会。")
    yield Twin("impossible-date", f"{year}年2月29日完成验收。", "2024年2月29日完成验收。")
    yield Twin("impossible-date", "2024年5月9日（星期五）检查。", "2024年5月9日（星期四）检查。")
    yield Twin("impossible-date", "The visit was on 31 June 2024.", "The visit was on 30 June 2024.")
    yield Twin("impossible-date", "The board met on Monday 9 May 2024.", "The board met on Thursday 9 May 2024.")
    first = dice.randrange(2, 7)
    yield Twin(
        "date-order", f"活动从{first}月20日至{first - 1}月1日开展。", f"活动从{first}月1日至{first + 1}月20日开展。"
    )
    yield Twin("date-order", f"建设期为{year}年8月至{year - 1}年3月。", f"建设期为{year - 1}年8月至{year}年3月。")
    yield Twin("date-order", f"比赛于{first}月18日至9日举行。", f"比赛于{first}月9日至18日举行。")
    yield Twin("date-order", "一季度（4—6月）完成投资三成。", "一季度（1—3月）完成投资三成。")


def values(dice: random.Random) -> Iterator[Twin]:
    """Values that can't be, averages, and figures told twice."""
    over = dice.randrange(101, 120)
    yield Twin("impossible-value", f"抽检合格率{over}%。", f"计划完成率{over}%，抽检合格率98%。")
    due = dice.randrange(60, 200)
    yield Twin("impossible-value", f"应到{due}人，实到{due + 7}人。", f"应到{due}人，实到{due - 7}人。")
    field = dice.randrange(8, 15)
    yield Twin(
        "impossible-value", f"在全市{field}个县区中排名第{field + 3}。", f"在全市{field}个县区中排名第{field - 3}。"
    )
    yield Twin("impossible-value", f"The depot came {field + 3}th of {field}.", f"The depot came 4th of {field}.")
    count, each = dice.randrange(6, 20), dice.randrange(30, 90)
    yield Twin(
        "average",
        f"举办讲座{count}场，参加{count * each}人次，场均{each + 13}人次。",
        f"举办讲座{count}场，参加{count * each}人次，场均{each}人次。",
    )
    yield Twin(
        "average",
        f"全所{count}人捐款{count * each}元，人均{each + 13}元。",
        f"全所{count}人捐款{count * each}元，人均{each}元。",
    )
    told = dice.randrange(120, 980)
    other = slipped(dice, told)
    lead, body = (
        "全年受理群众诉求{}件，办事更快。\n\n一、抓民生\n受理群众诉求{}件，全部回访。\n",
        "This year the kitchen served {} hot meals in the hall.\n\nThe winter was cold. Volunteers served {} hot meals in the hall.\n",
    )
    yield Twin("restated", lead.format(told, other), lead.format(told, told))
    yield Twin("restated", body.format(told, other), body.format(told, told))


def covers(dice: random.Random) -> Iterator[Twin]:
    """Covers that count their texts."""
    names = ("青山镇", "白水镇", "东岭镇", "南塘镇", "西坪镇")
    count = dice.choice((3, 4, 5))
    text = "\n\n".join(
        f"{name}工作总结\n\n{name}修渠十二公里，铺路三公里，水浇地扩大到三千亩，出行和灌溉都方便了许多，年底测评得了高分，外出的人也陆续回来了，集镇上又开了两家小馆子。"
        for name in names[:count]
    )
    yield Twin("submission-count", f"乡镇总结汇编（{count + 1}篇）\n\n{text}", f"乡镇总结汇编（{count}篇）\n\n{text}")


SHAPES: tuple[Callable[[random.Random], Iterator[Twin]], ...] = (
    sums,
    exceeding,
    rates,
    changes,
    shares,
    lists,
    series,
    tables,
    dates,
    values,
    covers,
)


def twins(seeds: Iterable[int] = SEEDS, each: int = PER_SHAPE) -> Iterator[Twin]:
    """All shapes with numbers drawn anew, for every seed so many times."""
    for seed in seeds:
        dice = random.Random(seed)
        for _ in range(each):
            for shape in SHAPES:
                for twin in shape(dice):
                    extra = dice.choice(EXTRA) if ord(twin.right[0]) > 255 and "\n" not in twin.right else ""
                    yield Twin(twin.rule, twin.wrong + extra, twin.right + extra)


def hits(text: str, name: str = "a.txt") -> list[Hit]:
    """What the family says of a text."""
    reader = read_markdown if name.endswith(".md") else read_text
    check = Totals()
    return [hit for part in split(reader(name, Decoded(text, "utf-8"))) for hit in check.find(part)]


def found(text: str, name: str = "a.txt") -> list[Hit]:
    """The findings among them that no other submission must bear out."""
    return [hit for hit in hits(text, name) if not hit.labels and hit.kind]


class Score(NamedTuple):
    """Twins of one rule."""

    twins: int = 0
    told: int = 0
    alarms: int = 0
    """Consistent twins with a finding."""


def scored(pairs: Iterable[Twin], *, misses: bool = False) -> dict[str, Score]:
    """By rule, how many are told and how many consistent ones are flagged."""
    scores: dict[str, Score] = {}
    for twin in pairs:
        # A slip that makes a part larger than its whole is told as that.
        kinds = {twin.rule, "part-exceeds-whole"} if twin.rule == "parts-sum" else {twin.rule}
        told = any(hit.kind in kinds for hit in found(twin.wrong))
        alarms = found(twin.right)
        old = scores.get(twin.rule, Score())
        scores[twin.rule] = Score(old.twins + 1, old.told + told, old.alarms + bool(alarms))
        if misses and (alarms or not told):
            print(f"  {'alarm ' if alarms else 'missed'} {twin.rule}: {(twin.right if alarms else twin.wrong)!r:.160}")
    return scores


def texts(folders: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """The documents below some folders."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".txt", ".md") and path.name != "README.md":
                # Marks of the labelled documents are no part of what was written.
                yield (
                    path,
                    re.sub("[⟪⟫]|⟦[^|]{1,40}\\|([^⟧]*)⟧", r"\1", path.read_text(encoding="utf-8", errors="replace")),
                )


def clean(folders: Sequence[Path]) -> None:
    """Every finding in texts that are right, and how many relations were read."""
    characters, alarms = 0, Counter()
    for path, text in texts(folders):
        characters += len(text)
        for hit in found(text, path.name):
            alarms[hit.severity or "rule's own"] += 1
            print(
                f"  {path.name} {hit.kind} {hit.severity or ''} {hit.words['arithmetic']['zh']} | {text[hit.span.start : hit.span.end]!r:.120}"
            )
    print(
        f"{characters:,} characters: {sum(alarms.values())} findings, {100_000 * sum(alarms.values()) / max(characters, 1):.3f} in 100,000  {dict(alarms)}"
    )


_CUE = re.compile(r"其中|分别|共|合计|总计|其余|包括|（")
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")


def mined(text: str) -> Iterator[tuple[str, Quantity, list[Quantity]]]:
    """Sentences in which some quantities add up exactly to another beside them."""
    for match in _SENTENCE.finditer(text):
        sentence = match[0]
        if not _CUE.search(sentence):
            continue
        read = [
            one
            for one in quantities(sentence)
            if one.kind in ("count", "measure", "money")
            and not one.approximate
            and one.unit not in ("年", "月", "天", "岁", "米", "℃")
        ]
        best: tuple[Quantity, list[Quantity]] | None = None
        for place, whole in enumerate(read):
            for first in range(max(0, place - 5), min(len(read), place + 3)):
                for last in range(first + 2, min(len(read), first + 6) + 1):
                    parts = read[first:last]
                    if (
                        first <= place < last
                        or last < place - 1
                        or whole.value < 10
                        or not all(same_unit(one, whole) for one in parts)
                    ):
                        continue
                    if sum(one.value for one in parts) == whole.value and (best is None or len(parts) > len(best[1])):
                        best = whole, parts
        if best:
            yield sentence, *best


def changed(dice: random.Random, sentence: str, one: Quantity) -> str | None:
    """A sentence with one digit of a quantity changed."""
    digits = sentence[one.number_start : one.number_end]
    places = [at for at, digit in enumerate(digits) if digit in "0123456789"]
    if not places:
        return None
    at = dice.choice(places)
    other = dice.choice(
        [digit for digit in "0123456789" if digit != digits[at] and not (digit == "0" and at == places[0])]
    )
    return sentence[: one.number_start] + digits[:at] + other + digits[at + 1 :] + sentence[one.number_end :]


def mine(folders: Sequence[Path], *, misses: bool = False) -> None:
    """Recall on real sums with one digit changed, without and with what the rest of the texts teaches.

    Told twice: over each shape of a sentence once, and over every sentence, as a reader meets them.
    """
    dice = random.Random(1)
    times: Counter[str] = Counter()
    pending, cases = [], []
    for _, text in texts(folders):
        pending += [Pending(hit.labels, bool(hit.data["exact"]), "", None) for hit in hits(text) if hit.labels]
        for sentence, whole, parts in mined(text):
            shape = re.sub(r"\d+", "#", sentence)[:300]
            times[shape] += 1
            cases += [
                (sentence, wrong, shape)
                for one in (whole, dice.choice(parts))
                if (wrong := changed(dice, sentence, one))
            ]
    known = partitions(pending)
    scores = {"each shape once": [0.0, 0.0, 0.0], "every sentence": [0.0, 0.0, 0.0]}
    for _, wrong, shape in cases:
        said = hits(wrong)
        plain = any(not hit.labels and hit.kind in ("parts-sum", "part-exceeds-whole") for hit in said)
        learned = any(hit.labels in known and not hit.data["exact"] for hit in said if hit.labels)
        for name, weight in (("each shape once", 1 / times[shape]), ("every sentence", 1.0)):
            for place, counts in enumerate((True, plain, plain or learned)):
                scores[name][place] += weight * counts
        if misses and not plain and not learned:
            print(f"  missed {wrong!r:.160}")
    alarms = sum(bool(found(sentence)) for sentence in dict.fromkeys(sentence for sentence, _, _ in cases))
    for name, (count, told, taught) in scores.items():
        print(
            f"{count:.0f} sums with a digit changed, {name}: {told / max(1, count):.3f} told, {taught / max(1, count):.3f} with {len(known)} learned partitions"
        )
    print(f"{alarms} of the unchanged flagged")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clean", nargs="+", type=Path, metavar="FOLDER", default=[])
    parser.add_argument("--mine", nargs="+", type=Path, metavar="FOLDER", default=[])
    parser.add_argument("--misses", action="store_true", help="name what was missed or wrong")
    arguments = parser.parse_args()
    if arguments.clean:
        clean(arguments.clean)
    if arguments.mine:
        mine(arguments.mine, misses=arguments.misses)
    if not arguments.clean and not arguments.mine:
        scores = scored(twins(), misses=arguments.misses)
        for rule, score in sorted(scores.items()):
            print(
                f"{rule:20} twins {score.twins:4}  recall {score.told / score.twins:.3f}  consistent twins flagged {score.alarms}"
            )
        whole = [sum(numbers) for numbers in zip(*scores.values(), strict=True)]
        print(f"{'all':20} twins {whole[0]:4}  recall {whole[1] / whole[0]:.3f}  consistent twins flagged {whole[2]}")
