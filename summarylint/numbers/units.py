"""Measure words and units: what follows a number, what it is called, and what it comes to in its base unit."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from summarylint.numbers.listing import listed


class Unit(NamedTuple):
    """What a word makes of the number before it; one of it is `factor` / `divisor` base units."""

    name: str
    kind: str
    factor: int = 1
    divisor: int = 1


NONE = Unit("", "count")
NOT_A_NUMBER = Unit("", "none")
"""What follows an ordinal, a date or a name: 号, 届, 月."""

COUNTERS = listed("""
个 家 件 起 宗 人 名 位 户 条 项 篇 份 场 次 期 批 支 座 栋 幢 处 所 间 台 辆 艘 架 列 套 只 头 株 棵 门 款 种 类 部 本 册 卷 首 幅 张 块 片 段 道 口
眼 枚 颗 枝 把 笔 单 席 轮 站 县 市 区 镇 乡 村 省 国 集 对 双 组 队 例 层 岁 天 周 年 秒 分 代 字 句 页 行 步 床 箱 桶 袋 盒 瓶 包 羽 匹 尾 餐 课 堂 声
人次 家次 项次 宗次 人天 件次 场次 批次 户次 台次 台套 台件 架次 艘次 班次 车次 辆次 例次 点次 亩次 册次 列次 趟次 头次 床日 站次 篇次 条次 群 社区 省份 城市 大类 小类 小时 分钟 个月 季 成员 学时 课时 方面 环节 领域
人份 标准箱 剂次 剂 车道 节 档 响 万分 余额 乡镇 街道 县区 区县 县市 市县 市州 州市 行政村 自然村 村民组 网格 车间 楼栋 工作日 股 根 面 轮次 公斤级 机组 厅 馆 院 校 案 人日 席位 床位 泊位 客户
""")
"""Counted one by one."""

MEASURES = {
    "元": ("元", "money", 1, 1), "块钱": ("元", "money", 1, 1), "人民币": ("元", "money", 1, 1), "角": ("元", "money", 1, 10),
    "美元": ("美元", "money", 1, 1), "欧元": ("欧元", "money", 1, 1), "港元": ("港元", "money", 1, 1), "港币": ("港元", "money", 1, 1),
    "日元": ("日元", "money", 1, 1), "英镑": ("英镑", "money", 1, 1), "卢布": ("卢布", "money", 1, 1), "韩元": ("韩元", "money", 1, 1),
    "平方公里": ("平方米", "measure", 10**6, 1), "平方千米": ("平方米", "measure", 10**6, 1), "平方米": ("平方米", "measure", 1, 1),
    "平米": ("平方米", "measure", 1, 1), "公顷": ("平方米", "measure", 10**4, 1), "亩": ("平方米", "measure", 2000, 3), "㎡": ("平方米", "measure", 1, 1),
    "公里": ("米", "measure", 1000, 1), "千米": ("米", "measure", 1000, 1), "米": ("米", "measure", 1, 1), "厘米": ("米", "measure", 1, 100),
    "毫米": ("米", "measure", 1, 1000), "海里": ("米", "measure", 1852, 1), "里": ("米", "measure", 500, 1),
    "吨": ("千克", "measure", 1000, 1), "公斤": ("千克", "measure", 1, 1), "千克": ("千克", "measure", 1, 1), "斤": ("千克", "measure", 1, 2),
    "克": ("千克", "measure", 1, 1000), "毫克": ("千克", "measure", 1, 10**6), "微克": ("千克", "measure", 1, 10**9),
    "吨标准煤": ("吨标准煤", "measure", 1, 1), "吨标煤": ("吨标准煤", "measure", 1, 1), "载重吨": ("载重吨", "measure", 1, 1),
    "立方米": ("立方米", "measure", 1, 1), "方": ("立方米", "measure", 1, 1), "立方": ("立方米", "measure", 1, 1), "升": ("立方米", "measure", 1, 1000),
    "毫升": ("立方米", "measure", 1, 10**6), "m³": ("立方米", "measure", 1, 1),
    "千瓦时": ("千瓦时", "measure", 1, 1), "标箱": ("标准箱", "count", 1, 1), "度电": ("千瓦时", "measure", 1, 1), "兆瓦时": ("千瓦时", "measure", 1000, 1),
    "千瓦": ("千瓦", "measure", 1, 1), "瓦": ("千瓦", "measure", 1, 1000), "兆瓦": ("千瓦", "measure", 1000, 1), "吉瓦": ("千瓦", "measure", 10**6, 1), "吉瓦时": ("千瓦时", "measure", 10**6, 1),
    "千伏": ("千伏", "measure", 1, 1), "千伏安": ("千伏安", "measure", 1, 1), "度": ("度", "measure", 1, 1), "摄氏度": ("℃", "measure", 1, 1),
    "℃": ("℃", "measure", 1, 1), "°C": ("℃", "measure", 1, 1), "吨公里": ("吨公里", "measure", 1, 1), "人公里": ("人公里", "measure", 1, 1),
    "倍": ("倍", "times", 1, 1), "个百分点": ("个百分点", "points", 1, 1), "百分点": ("个百分点", "points", 1, 1),
    "%": ("%", "percent", 1, 1), "％": ("%", "percent", 1, 1), "‰": ("%", "percent", 1, 10), "成": ("%", "percent", 10, 1),
}  # fmt: skip
"""By weight or length: word to base unit, kind, and the fraction of the base unit that one of it is."""

SYMBOLS = {
    "km": "公里", "m": "米", "cm": "厘米", "mm": "毫米", "kg": "公斤", "g": "克", "mg": "毫克", "t": "吨", "ha": "公顷", "km²": "平方公里", "m²": "平方米",
    "km2": "平方公里", "m2": "平方米", "m3": "立方米", "L": "升", "l": "升", "ml": "毫升", "mL": "毫升", "kWh": "千瓦时", "kW": "千瓦", "MW": "兆瓦", "GW": "吉瓦",
    "MWh": "兆瓦时", "kV": "千伏", "Km": "公里", "KM": "公里", "KG": "公斤", "Kg": "公斤", "kw": "千瓦",
}  # fmt: skip
"""Latin symbols of the above."""

ALIASES = {
    "项目标": ("项", 1), "个性化": ("个", 1), "口人": ("人", 2), "件套": ("件", 2), "台（套）": ("台", 4), "台(套)": ("台", 4), "个人": ("个", 1),
    "个小时": ("小时", 3), "个工作日": ("工作日", 4), "个钟头": ("小时", 3), "个季度": ("季度", 3), "个学期": ("学期", 3),
}  # fmt: skip
"""Words that would be read as something else: the name of the unit they start with, and how many characters it takes."""

NOT_UNITS = listed("""
项目 期间 期待 期末 期货 人民 人才 人均 人口 人大 人工 人事 人行 年度 年级 年底 年初 年末 年终 国家 国际 国内 次数 部门 部委 部署 部长 处于 处理 处置 处分 处级 所有 位于 位居 位列
市场 省级 市级 县级 区级 镇级 村级 乡级 国级 部级 省委 市委 县委 省市 村民 市民 场所 场馆 场地 天津 天然 家庭 代表 代理 行政 行业 行动 行为 行长 步伐 队伍 门类 组织 组成 组长 对象 对于
道路 面积 面临 面对 面向 根据 本科 本级 本市 分别 分类 分管 方案 方式 方法 度假 度夏 度过 升级 升至 升格 院士 院校 校园 堂课 包括 包容 单位 成为 成立 成功 成果 成效 成本 成长 成熟 成就 成员国 成都 成交 成型
成渝 成套 成片 成群 成绩 米粉 元旦 元首 元素 元宵 代人 张家 张掖 起来 起步 起飞 起点 口岸 周岁 周年 类似 站位 站点 种植 种业 种子 种养 里程 案例 声音 首次 段时间 集中 集群 集成 集聚 集团
课题 餐饮 字头 馆藏 厅局 厅级 厅长 班子 公斤级 国联 国集团 军 战区 批示 批准 批发 片区 套餐 头部 列车 列入 所以 层次 层面 层级 级 区域 区间 名单 名录 度电站 股份 股东 股权 根本 面貌 行列 笔试 笔记 条例
""")
"""Words that start like a measure word and are none: behind a Chinese numeral there is then no number."""

ORDINALS = listed("""
号 月 日 届 级 时许 年代 年级 世纪 周年 号线 路公交 路车 楼 室 点钟 点半 时 点整 等奖 等功 班级 号楼 小时工 后 年期 期工程 期项目 期建设 分校 线 岁以上 版 月份 日前 局 师 军 师团 中全会 中
""")
"""What follows a number that counts nothing."""
_COUNTED_AFTER_ALL = {"岁以上": "岁", "班级": "班"}

ARTICLE_WITH = frozenset(
    listed(
        "批 种 类 片 段 番 阵 块 道 路 头 口 面 度 代 下 行 部 步 层 级 期 号 线 届 轮 大 班 站 门 手 把 股 集 列 点 分 方 季 对 双 组 队 包 里 周 字 声 角 市 县 区 镇 乡 村 省 国 根 厅 馆 院 校 案 课 堂 本 首 席 步 国"
    )
)
"""Measure words that 一 goes before as an article, or in a set phrase: 一批项目, 进一步, 一部分."""
NOT_AFTER_ONE_CHARACTER = frozenset(
    listed(
        "分 方 里 成员 国 角 字 声 面 根 案 厅 馆 院 校 股 行 步 口 课 堂 度 集 线 队 首 周 眼 升 所 季 代 把 门 区 省 市 对 双"
    )
)
"""Measure words that make other words with a Chinese numeral of one character: 三角, 四面, 两国, 十分."""

SYNONYMS = (
    frozenset({"人", "名", "位"}), frozenset({"件", "起", "宗", "件次", "例"}), frozenset({"场", "场次"}), frozenset({"辆", "台"}),
)  # fmt: skip
"""Units that count the same; 个, 家, 户, 项 and 条 each count their own."""

_Entry = tuple[str, Unit | None]


@lru_cache(maxsize=1)
def _by_first_character() -> dict[str, tuple[tuple[str, int, Unit | None], ...]]:
    words: dict[str, tuple[int, Unit | None]] = {word: (len(word), None) for word in NOT_UNITS}
    words.update({word: (len(word), NOT_A_NUMBER) for word in ORDINALS})
    words.update({word: (len(word), Unit(word, "count")) for word in COUNTERS})
    words.update({word: (len(word), Unit(*made)) for word, made in MEASURES.items()})
    words.update({word: (length, Unit(name, "count")) for word, (name, length) in ALIASES.items()})
    words.update({word: (len(name), Unit(name, "count")) for word, name in _COUNTED_AFTER_ALL.items()})
    firsts: dict[str, list[tuple[str, int, Unit | None]]] = {}
    for word in sorted(words, key=len, reverse=True):
        firsts.setdefault(word[0], []).append((word, *words[word]))
    return {first: tuple(entries) for first, entries in firsts.items()}


def unit_at(text: str, at: int, end: int) -> tuple[Unit | None, int]:
    """The unit whose word starts at `at` and ends by `end`, and where it ends; None where another word starts."""
    entries = _by_first_character().get(text[at : at + 1]) if at < end else None
    if entries:
        for word, length, unit in entries:
            if at + len(word) <= end and text.startswith(word, at):
                return unit, at + length
    return NONE, at


@lru_cache(maxsize=1)
def first_characters() -> str:
    """The characters that a unit may start with behind a Chinese numeral."""
    return "".join(dict.fromkeys(word[0] for word in (*COUNTERS, *MEASURES) if word[0].isalpha()))


def comparable(name: str, other: str) -> bool:
    """Whether two unit names count the same."""
    return name == other or any(name in group and other in group for group in SYNONYMS)
