"""What tests of the archive share: submissions that differ, and an archive of some."""

from __future__ import annotations

import random

import pytest

NOUNS = "水渠 书屋 食堂 船闸 苗圃 球场 药柜 灯塔 粮仓 渡口 窑厂 戏台 鱼塘 诊室 站台 茶园 牧道 桥墩 蜂箱 展厅".split()
DEEDS = "重修了 清点了 腾空了 粉刷了 查看了 搬走了 合并了 加固了 重新挂牌了 租给了邻村".split()
WHEN = "开春以后 入梅之前 中秋那天 冬闲时候 赶集日子 汛期过后 开学头周 停电那晚".split()


def _story(seed: int, sentences: int = 12) -> str:
    """A text that no other seed has."""
    dice = random.Random(seed)
    names = [chr(dice.randrange(0x4E00, 0x9000)) for _ in range(40)]
    return "".join(
        f"{dice.choice(WHEN)}，{dice.choice(names)}{dice.choice(names)}带人{dice.choice(DEEDS)}"
        f"{dice.choice(names)}家{dice.choice(NOUNS)}和{dice.choice(names)}{dice.choice(names)}的{dice.choice(NOUNS)}。"
        for _ in range(sentences)
    )


@pytest.fixture
def story():
    """Texts by number, each of which no other number has."""
    return _story


@pytest.fixture
def past(write, run):
    """An archive `past` of three submissions of 2023."""
    for number, name in enumerate(("白石", "青石", "黄石")):
        write(f"2023/{name}.txt", f"{name}镇工作总结\n\n{_story(number)}\n")
    assert run("archive", "add", "2023", "--archive", "past", "--date", "2023-12").code == 0
    return "past"
