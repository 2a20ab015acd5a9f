"""Words that several kinds of statements must know: units of time, and rates that no two counts make."""

from __future__ import annotations

from summarylint.patterns import Pattern

TIMES = frozenset(
    "年 月 天 日 周 季 季度 岁 小时 分钟 秒 届 级 代 个月 工作日 课时 学时 day week month year hour minute".split()
)
"""Units that count time and no things."""

NOT_OF_COUNTS = Pattern(
    r"增长|增速|贡献|利|汇|税|费|增幅|回报|收益|负债|周转|杠杆|死亡|出生|发病|感染|失业|自然|倍|效|频|概|功|速|领|城镇化|覆盖|满意|知晓|占|同|环|性价|增减|森林|绿化|入住|使用|普及|渗透|生存|巩固|毛入学|岸线|优良|市"
)
"""In the name of a rate: it is of something else than the counts beside it."""
