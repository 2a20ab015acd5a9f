"""Work summaries in which some passages are copied from others, each place known, and how well a tool tells them.

`batch` makes the labelled set: sources, copiers, and documents that have nothing of others but what everybody says.
`scored` compares what a tool says of it with what is so. `stream` makes text by the million, for archives.

Everything is composed from the words below, by patterns and by a chain of characters, so that runs of seven or eight
characters come again and again, as in office prose, and runs of thirty hardly ever do without having been copied.
"""

from __future__ import annotations

import itertools
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

COPIES_PER_DOCUMENT = 0.65
VIRAL, VIRAL_COPIERS = 3, 8
EDITS: dict[str, tuple[str, ...]] = {
    "verbatim": (),
    "num": ("num",),
    "num_blank": ("num_blank",),
    "name": ("name",),
    "name_blank": ("name_blank",),
    "party_d": ("party_d",),
    "punct_width": ("punct_width",),
    "shuffle": ("shuffle",),
    "insert": ("insert",),
    "noise10": ("noise10",),
    "noise20": ("noise20",),
    "noise30": ("noise30",),
    "disguise": ("name", "num_blank", "party_d", "punct_width", "noise5"),
}
"""What is done to a passage that is copied, in steps."""

SAMPLE = """今年以来，全所干部职工围绕年初定下的目标，一手抓日常，一手抓难点，各项工作有序推进，不少方面走在前列。
在制度上，先后修订考勤、采购、接待、用车等办法##项，把过去口头约定的事情写成条文，谁来办、何时办、办到什么程度都有据可查。
在队伍上，选派##名年轻同志到基层锻炼，安排老同志结对带教，每周五下午雷打不动集中学习，党员带头上台讲心得，业务骨干轮流授课。
在服务上，窗口由原来的七个合并为三个，取号、受理、出证在同一张台面完成，平均等候时间缩短到#分钟，群众来一趟就能把事办成。
入汛之后雨量偏多，我们连夜转移低洼地带住户##户，调运沙袋、水泵和照明设备，堤坝巡查做到白天不断人、夜里不断灯，没有发生伤亡。
秋收时节，农技人员背着仪器下到田间，测土壤、看苗情、算肥料，帮助种植大户减少投入，稻谷亩产比去年高出##公斤，卖价也稳住了。
对反映集中的停车难，社区党委请居民代表、物业公司和交警坐到一起商量，腾出边角空地施划车位###个，矛盾慢慢少了，邻里更和气。
为了让沉睡的房屋变成活钱，村里把闲置校舍租给编织合作社，吸纳留守妇女就近上班，每月多挣####元，集体账户年底结余##万元。
抓项目不分冬夏，专人盯着手续、用地、资金和电力，碰到卡壳当天协调，厂房从打桩到投产只用了#个月，税收贡献超过预期。
讲课的党支部书记把道理放进故事，从修水渠的往事说起，台下听得入神，散会以后还有人围着提问，报名参加志愿队的又多出##名。
巡察指出的毛病，件件列入清单，明确牵头科室和完成期限，先易后难，边查边改，到十一月底已销号##条，剩下的也有了时间表。
医院把专家门诊搬进乡镇卫生院，逢集坐诊，检查结果当日可取，转诊通道由专职护士负责联络，老人看病不必再起早赶车进城排队。
学校方面，新建的塑胶操场和图书角投入使用，课后托管开设棋类、合唱、木工等班，家长接送时间错开，门口拥堵得到缓解。
经费使用精打细算，能修不换、能借不买，会议尽量合并召开，文件压减两成以上，省下来的钱优先保障困难家庭和一线值守人员。
同时也要看到，人手偏紧、经验不足、底子较薄的状况没有根本改变，个别环节衔接不畅，数据口径不一，宣传形式单调，效果有待检验。
明年打算从三处发力：继续补齐基础设施欠账，培育叫得响的特色品牌，推动考核结果与评先评优挂钩，让肯干事的人得到实惠和尊重。
"""
"""What the chain learns from, with the words below; # is any digit."""
JUMP, ENGLISH_JUMP = 0.08, 0.3
"""How often the chain goes on from another place, so that it doesn't tell the sample again; few words follow a word."""

FIELDS = """防汛备汛 森林防火 垃圾分类 河道保洁 危房改造 旧小区改造 道路养护 秸秆禁烧 广告牌整治 占道经营治理 安全生产 消防安全 食品安全
药品监管 特种设备监管 燃气安全 校园安全 交通劝导 充电桩建设 地质灾害防治 信访接待 矛盾调解 法治宣传 社区矫正 反诈宣传 禁毒宣传
网格管理 视频监控联网 招商引资 项目建设 企业服务 营商环境 行政审批 政务公开 电子证照 信用体系建设 经济普查 粮食收购 春耕备耕
高标准农田建设 农机推广 畜禽防疫 水产养殖 茶园管护 中药材种植 冷链物流 农村电商 庭院整治 厕所改造 污水处理 饮水安全 农村公路
集体经济 土地流转 宅基地管理 移风易俗 就业帮扶 技能培训 社保扩面 医保缴费 养老服务 托育服务 残疾人服务 退役军人服务 慈善募捐
临时救助 义务教育 学前教育 职业教育 家校共育 心理辅导 体育赛事 全民阅读 文物普查 非遗传承 文化下乡 家庭医生签约 传染病防控
妇幼保健 爱国卫生 慢病管理 无偿献血 急救培训 卫生监督 财政评审 预算管理 内部审计 资产清查 政府采购 税费征收 债务化解 工程招标
档案整理 保密检查 干部培训 人才引进 老干部服务 机关效能建设 绩效考核 公车管理 值班值守 公文运转 会议精简 节能降耗 扬尘治理
水源地保护 植树造林 湿地修复 矿山复绿 耕地保护 不动产登记 规划编制 测绘更新 气象服务 地名管理 殡葬改革 婚俗改革 供销改革
水价改革 林权登记 河湖划界 水库除险 渡口管理 桥梁检测 公交优化 路灯维修 管网更新 电梯加装 公园管护 图书捐赠 支教帮扶""".split()
DOINGS = """推进 抓好 部署 开展 组织 督导 规范 深化 统筹 加强 落实 细化 启动 承接 评估 复查 对接 优化 强化 巩固 拓展 谋划 牵头 参与 宣讲 调度
引导 支持 试点 跟踪 摸排 保障 梳理 盘活 提速 助推 倒查 公示 培育 服务""".split()
THINGS = """隐患 短板 堵点 建议 诉求 线索 台账 清单 合同 协议 档案 图纸 样本 报告 预案 制度 流程 标准 课件 展板 物资 设备 车辆 器材 药品 种苗 化肥 补贴
奖金 摊位 店铺 厂房 院落 水井 沟渠 塘坝 桥涵 路段 站点 窗口 岗位 课程 讲座 夜校 擂台 问卷 专栏 视频 海报 事项 议题 提案 案件 投诉 纠纷
订单 展会 基地 车间 大棚 林地 牧场 鱼塘 果园 仓库 公厕 球场 书屋 戏台 驿站 病床 教室 食堂 宿舍 浴室 机房 平台 账户 指标""".split()
GROUPS = """驻村工作队 网格员 志愿者 社区民警 乡村医生 护林员 巡河员 企业负责人 个体商户 物业经理 楼栋长 村民代表 人大代表 政协委员 退休教师 返乡青年
种粮大户 合作社社员 货车司机 快递小哥 外卖骑手 环卫工人 建筑工人 女职工 团员青年 少先队员 家长委员会 班主任 校医 护士 化验员 窗口人员
执法队员 消防员 水管员 电工 会计 统计员 档案员 讲解员 社工 律师 调解员 党小组长 支委成员 入党积极分子 老党员 第一书记 街坊邻居 困难群众
独居老人 残疾朋友 务工人员 台商 侨眷 游客""".split()
MANNERS = """分片包干 挂图作战 销号管理 专班推进 日报周结 错时办公 上门代办 预约延时 交叉互查 明察暗访 现场观摩 以案说法 以奖代补 先建后补 按图施工 阳光操作
轮值带班 结对帮带 清单派单 联席会商 随机抽查 回头看 一线办公 定点联系 集中攻坚 网上流转 限时办结 首问负责 容缺受理 并联审批 拉网排查 分级预警
动态更新 群防群治 自查自纠 考评排名 积分兑换 红黑榜公示 院坝座谈 夜访夜谈 送课上门 巡回义诊 师徒同训 岗位练兵 技能比武 案例教学 情景模拟
双向选择 竞争上岗 末位约谈 倒排工期 打表推进 错峰施工 统防统治 订单收购 股份合作 入股分红 以工代赈""".split()
RESULTS = """群众知晓率明显提高 现场秩序井然 矛盾当场化解 往来更加方便 账目清清楚楚 邻里关系更和睦 业务量翻了一番 差错降到最低 材料一次过关 街面整洁有序 收入稳步增加
路况大为改善 水质常年达标 学生家长放心 商户普遍支持 来访量逐月下降 排队现象基本消失 沟通更加顺畅 责任落到人头 进度快于往年 成本压减三成 资料归档齐全
外地同行前来取经 上级给予通报表扬 媒体作了专题报道 试点经验得到推广 老人就近吃上热饭 夜间出行有了灯光 撂荒地重新种满 游客人数再创新高 空气更加清新
队伍精气神提升 党员身份亮了出来 难点一个个打通 短板逐步补齐 基础更加扎实 家底彻底摸清 环境面貌一新 监管不留死角 服务延伸到末梢 群众少跑了腿 效果好于预期""".split()
SHORTCOMINGS = """人手偏紧 经费不足 认识不深 方法单一 协调不畅 数据不准 宣传不够 底数不清 进度偏慢 标准不一 设施老化 技术欠缺 跟踪不力 考核偏软 创新不多 梯队断档 衔接脱节
渠道狭窄 品牌不响 规模偏小 链条太短 后劲乏力 参与不广 管护缺位""".split()
MEANS = """微信群 宣传车 院坝会 大喇叭 公示栏 短视频 热线电话 便民手册 入户走访 电话回访 问卷星 政务大厅 驿站 文化广场 农家书屋 流动党校 云课堂 直播间 村晚 集市
主题展板 工作简报 意见箱 恳谈会 开放日 现场会 党员活动室 周例会 线上平台 服务专区""".split()
STEMS = [
    first + last
    for first in "安平临清永新石龙凤云海泉溪洛沂柳松梅竹桐枫青白丹玉银铜锦华兴隆丰富康宁桃杏荷雁鹤鹿马牛羊"
    for last in "山水河江湖塘岭坡坪湾泊滩桥店集堡寨庄屯沟口关岗源泉林原"
]
ENDINGS = "县 市 区 镇 乡 街道 村 县民政局 市水务局 区城管局 镇卫生院 乡中心小学 社区 林场 开发区 农场 供电所 交警大队 图书馆 实验中学".split()
SURNAMES = "白蔡曹程邓丁董杜范方冯傅高龚顾郭韩郝何贺侯黄贾江姜蒋孔雷黎梁廖林卢陆吕罗毛孟潘彭钱秦邱任沈石史宋苏孙谭汤唐田汪魏吴夏萧谢熊许薛严杨姚叶余袁曾张郑钟周朱邹"
GIVEN = "安邦宝彬斌波博昌超晨诚春聪达栋恩帆芳飞峰凤富刚光桂国海浩宏华辉慧佳建洁金晶军凯康兰乐莉良琳玲龙露梅萌敏鸣楠宁鹏萍琴庆蓉瑞珊胜帅涛婷威薇文霞祥晓欣雪雅艳阳怡莹颖勇雨玉媛泽志忠卓"

CLAUSES = """{doing}{field}{n}次
{place}召开{field}现场会，{group}{n}人参加
邀请{person}讲授{field}要点
{group}带头{doing}{field}
{doing}{field}与{field}结合的路子
对{thing}、{thing}逐一登记
累计发放{thing}{n}份，回收{thing}{n}份
用{means}讲{field}，{result}
以{manner}破解{field}中的{thing}问题
在{place}建成{thing}{n}处
{person}同志到{place}察看{thing}
{field}实行{manner}
通过{manner}、{manner}，{result}
{n}月起在{place}试行{manner}
给{group}送去{thing}{n}件
党支部牵头认领{thing}{n}个
党员{person}主动包联{place}{n}户
{field}资金{n}万元全部到位
比上年多出{n}个百分点，{result}
请{group}当{field}监督员
{place}与{place}互派{group}{n}名
组织{group}学习{field}案例
{field}方面{shortcoming}、{shortcoming}
因{shortcoming}，{place}的{thing}整改滞后
下步由{place}{doing}{field}
力争明年{thing}增至{n}个
{thing}由{n}个减为{n}个
{group}收到{thing}后当天答复
设{field}专岗{n}个，{manner}
把{field}纳入{place}考核
为{group}办理{thing}{n}件，{result}
借助{means}征集{thing}{n}条
排查{place}{thing}{n}处，{result}
{doing}{field}，{result}
{person}、{person}被评为{field}标兵
在{means}公布{thing}去向
{field}任务完成{n}%
党课开到{place}，听讲{n}人
{group}轮流到{place}值守
新添{thing}{n}套、{thing}{n}台
由{group}和{group}共同验收{thing}
建立{thing}，{manner}
抽检{thing}{n}批次，合格率{n}%
先后到{place}、{place}学习{field}
{field}覆盖{place}{n}个小组
利用{means}为{group}答疑{n}次
{shortcoming}的情况在{field}上较为突出
""".splitlines()
CLAUSES += ["{said}"] * (len(CLAUSES) // 2)
"""A third is of the chain's making: 6 to 20 characters that no pattern has."""
COMMON = """坚持以人民为中心的发展思想
紧紧围绕年初确定的各项目标任务
在上级部门的正确领导和大力支持下
切实把思想和行动统一到中央决策部署上来
坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念
进一步压实工作责任，层层传导压力，确保各项任务落地见效
统筹发展和安全，守牢不发生系统性风险的底线
严格落实党风廉政建设责任制，一体推进不敢腐、不能腐、不想腐
认真落实“三会一课”、组织生活会和民主评议党员等制度
虽然取得了一定成绩，但与上级要求和群众期盼相比还有不小差距
形成了主要领导亲自抓、分管领导具体抓、一级抓一级、层层抓落实的工作格局
做到早发现、早报告、早处置
让数据多跑路、让群众少跑腿
以更高的标准、更严的要求、更实的作风投入工作
为全面建设社会主义现代化国家贡献力量
进一步增强责任感和使命感，不断提升服务群众的能力和水平
坚持目标导向和结果导向相统一
抓重点、补短板、强弱项，推动各项工作再上新台阶""".splitlines()
REGIONAL = """深入实施“山水立市、产业强市、开放活市”发展战略，加快建设区域性中心城市
全力打好“三大会战”，奋力冲刺“五个百亿”产业集群目标，在全省方阵中争先进位
认真开展“千名干部联万企、百个支部进小区”活动，把资源和力量下沉到一线
大力弘扬“敢闯敢拼、能打硬仗”的老区精神，以实绩论英雄、凭担当用干部
对标对表“一轴两翼多点”空间布局，统筹推进沿江生态带与城郊融合带建设
扎实做好“能力提升年”和“效率革命年”各项规定动作，形成比学赶超的浓厚氛围""".splitlines()
RARE = """对列入年度计划的事项实行立项、交办、督办、反馈、销号全过程管理，每月末由办公室汇总进展并报分管负责同志审定后印发各有关单位执行
凡涉及群众切身利益的重大决策，须经公众参与、专家论证、风险评估、合法性审查和集体讨论决定等程序，未履行规定程序的一律不得提交会议审议
各单位主要负责人为本单位数据质量第一责任人，须对所报材料的真实性、准确性、完整性负责，凡弄虚作假的依照有关规定严肃追究责任
建立健全信息通报、联合会商、案件移送、结果互认的协作机制，定期召开联席会议研究解决跨区域、跨部门、跨层级的疑难复杂事项
按照谁主管谁负责、谁审批谁监管、谁使用谁维护的原则，逐项明确设施设备的产权单位、管理主体和养护经费来源，杜绝重建轻管现象
对符合条件的困难家庭做到应保尽保、应兜尽兜，对因病因灾因学造成支出骤增的家庭及时启动临时救助程序并纳入动态监测范围
严格执行重要时段二十四小时专人值班和领导在岗带班制度，遇有突发情况须在三十分钟内电话报告、一小时内书面报告，严禁迟报漏报瞒报
坚持新官理旧账，对历史形成的合同纠纷、工程欠款、证照办理等遗留事项逐一建档立卡，明确化解路径、完成时限和包案责任人
全面推广证明事项告知承诺制，申请人书面承诺符合办理条件的，工作人员当场受理并作出决定，事后通过抽查核验方式加强监督管理
加强对权力集中、资金密集、资源富集岗位的日常监督，完善分事行权、分岗设权、分级授权和定期轮岗制度，最大限度压缩寻租空间
持续开展送政策、送技术、送岗位、送温暖上门活动，建立诉求收集、分类转办、限时答复、回访评价的闭环，做到事事有回音件件有着落
项目完工后由建设单位会同设计、施工、监理及使用单位共同组织验收，验收资料一式五份归档备查，未经验收或者验收不合格的不得交付使用""".splitlines()

ENGLISH_SAMPLE = """The spring began badly, with two boilers broken and half of the staff in bed, yet the counter never closed for a whole day.
By May the new rota had settled, telephone calls no longer rang out unanswered, and people who came in from the hills
found somebody to talk to even over lunch. We learnt that a letter written kindly saves three that are not, and a map pinned beside the door saves
many questions. Older residents told us plainly which pavements frightened them after dark; lamps were moved, hedges
trimmed, and one flight of steps gained a rail. Money stayed tight all summer. Rather than buy mowers we shared those of
the next valley, paid in kind with grit and salt, and kept our promise to hold charges where they had been. Not everything
worked. The first timetable sent pupils home an hour early, a tanker blocked the quay for most of August, and our
newsletter printed somebody else's telephone number. Each mistake was owned, put right and written down so that whoever
follows us need not repeat it. Autumn brought floods again, though smaller ones, since ditches dug last year carried off
what used to run through kitchens. Crews slept in shifts at the chapel, soup arrived from farms on higher ground, and by
Sunday evening every lane but one could be driven. Several young people who helped then have asked to train with us.
Looking back, the figures please us less than the faces. Trust is slow to grow, cannot be bought in, and goes missing in
a single careless afternoon. Next winter will test pumps, patience and budgets alike, so we mean to start early, ask
often, spend little, and tell the public honestly what remains undone, what it would cost, and when they may expect it."""
ENGLISH_WORDS = {
    "kind": """small|older|second|spare|better|broken|heavy|local|modern|cheap|urgent|shared|missing|private|remote|narrow|annual|useful|former|public
|northern|rural|wooden|careful|separate|outdoor|winter|costly|ordinary|temporary|mixed|promised|lasting|quiet|plain|early|extra|joint|loose|steep""",
    "when": """in January|in March|last May|since June|after Easter|at harvest time|before Christmas|all summer|during the holidays|early in the year|for
eight weeks|on two Saturdays|by midsummer|every Tuesday|most evenings|within a month|overnight|in the last quarter|between the storms|soon afterwards""",
    "field": """flood relief|road repair|school meals|waste collection|tree planting|debt advice|youth sport|street lighting|home visits|water
testing|bus timetables|food inspection|fire drills|adult learning|library loans|crop insurance|land registration|dental care|vaccine storage|grant
payments|noise complaints|river patrols|bridge surveys|market stalls|museum tours|staff training|budget control|record keeping|housing repairs|job
fairs|cycle lanes|animal health|seed supply|tax enquiries|energy saving|court translation|child protection|hospital transport|care
homes|permit renewal|pest control|harbour dredging|parking permits|census returns|rural broadband|night patrols|blood donation|village halls""",
    "doing": """reviewed|widened|simplified|paid for|took over|postponed|restarted|measured|published|moved|combined|tested|advertised|finished|doubled
|audited|redesigned|promised|handed over|trialled|extended|explained|shortened|cancelled|inspected|mapped|translated|reopened|rented|repaired""",
    "group": """the volunteers|our two clerks|local farmers|ward councillors|the night shift|retired teachers|shopkeepers|the drivers|parish
nurses|new apprentices|the finance team|tenants|foresters|the school board|fishermen|young parents|the rescue crew|outside auditors|the help
desk|carers|market traders|the surveyors|bus users|the youth council|allotment holders|the archivist|seasonal workers|members of the choir""",
    "thing": """forms|leaflets|benches|drains|invoices|tablets|stretchers|maps|pumps|notice boards|radios|footpaths|lockers|meters|generators|ledgers
|uniforms|culverts|greenhouses|vans|tents|bookshelves|boilers|sandbags|hearing loops|signposts|ramps|shelters|windows|contracts|samples|saplings""",
    "how": """in small groups|at short notice|by telephone|without extra cost|ahead of winter|on market days|under a joint plan|after office hours|with
borrowed equipment|in three stages|street by street|through an open tender|in the old depot|with help from neighbours|by the spring deadline|on
alternate Fridays|at the second attempt|after a long wait|from a mobile office|in plain language|with fewer forms|despite heavy rain|by
hand|under warranty|from savings|in both languages|at the town's request|before the inspection""",
    "result": """complaints fell by half|queues became shorter|nobody was hurt|most people stayed to the end|costs hardly rose|the backlog was
gone by June|visitors came back|two suppliers withdrew|the roof stopped leaking|answers arrived within a week|the accounts balanced|parents
were relieved|traffic moved again|the waiting room was empty by noon|a second round was needed|the old lists were thrown away|every ward took
part|prices held steady|one claim failed|tempers cooled|the queue moved|both bids won|nobody objected|fees stayed level|the lift worked|turnout
rose|the press took notice|fewer letters went astray|three posts remain open|the harvest was brought in dry""",
}
ENGLISH_CLAUSES = """{group} {doing} {kind} {field} {how}
{place} {doing} {n} {thing} as {group} found them {kind}
{when} we {doing} {field} in {place}
{person} {doing} {thing} {when}
{n} {thing} went to {group} near {place}
{group} met {n} times about {kind} {thing}
{person} of {place} explained {field} {how}
{kind} {field} cost {n} thousand
{how} {group} {doing} {kind} {thing}
{result} {when}
{group} and {person} {doing} {n} {thing}
{place} took on {kind} {field} until {thing} ran out
{n} {kind} {thing} were {doing} {when}
{kind} {thing} made {field} {kind}
{place} swapped {thing} for {kind} {thing}
next year {group} will share {field} with {place}
{kind} {thing} served {n} people {how}
{when} {group} wanted {kind} {thing}
{field} reached {n} homes
{person} looked after {field} {when}""".splitlines()
ENGLISH_CLAUSES += ["{said}"] * (len(ENGLISH_CLAUSES) // 2)
ENGLISH_COMMON = """in line with the priorities agreed at the start of the year
we remain committed to putting the people we serve first
none of this would have been possible without the support of our partners
much has been achieved but there is no room for complacency
value for money was kept under close review throughout the year
lessons learned will inform the way we work in the coming year
working together across departments to deliver better outcomes
every effort will be made to build on this progress""".splitlines()
ENGLISH_REGIONAL = """under the Three Rivers Compact all parishes share plant, stores and trained staff free of charge
the Coast to Moor strategy puts thriving towns, clean water and fair work at the heart of every decision
as a Beacon Borough we measure ourselves against the ten pledges signed by all parties""".splitlines()
ENGLISH_RARE = """any officer who has a direct or indirect interest in a contract shall declare it in writing to the clerk before the matter is discussed and shall take no part in the decision
records containing personal particulars are to be kept under lock, released only against the signature of the responsible manager, and destroyed in the presence of a witness when seven years have passed
expenditure above the delegated limit requires three written quotations, the approval of the finance committee and an entry in the public register within twenty working days of the order
where a decision cannot reasonably be deferred to the next ordinary meeting, the chair may act on behalf of the committee after consulting the vice chair and shall report the action taken""".splitlines()


class Piece(NamedTuple):
    """Part of a sentence, and whether it is a number, place or person, which copyists change."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence of one document; the same words in another are another."""

    pieces: tuple[Piece, ...]
    is_new: bool = False
    """Put into a copy by the copyist."""

    @property
    def text(self) -> str:
        """The sentence as it is written."""
        return "".join(piece.text for piece in self.pieces)


class Language(NamedTuple):
    """What documents of a language are made of."""

    share: float
    clauses: Sequence[str]
    words: dict[str, Sequence[str]]
    stems: Sequence[str]
    endings: Sequence[str]
    people: Sequence[str]
    phrases: dict[str, float]
    """What everybody says, by the share of documents that say it."""
    clauses_in_sentence: tuple[int, int]
    links: Sequence[str]
    stop: str
    gap: str
    passages: tuple[int, ...]
    """Lengths of what is copied, in characters."""
    viral: int
    unit: re.Pattern[str]
    """What noise replaces: a character, or a word, as a word with a wrong letter is a word replaced."""
    fillers: Sequence[str]
    retyped: tuple[dict[int, str], ...]
    """Ways to write the same marks and digits."""
    lesson: Sequence[Sequence[str]]
    """What the chain learns from: characters or words, in runs without a mark."""
    said: tuple[int, int]
    """How many of them a clause of the chain has."""
    jump: float
    blank_places: Sequence[str]
    blank_people: Sequence[str]


def _lesson(words: Sequence[str], rounds: int = 3) -> str:
    """The sample, and the words in any order, as few things can follow each character in a page of text."""
    dice, told = random.Random(0), [SAMPLE]
    for _ in range(rounds):
        shuffled = dice.sample(words, len(words))
        told += [word + dice.choice(("", "", "", "", "的", "，", "，", "、", "。", "了")) for word in shuffled]
        told.append("。\n")
    return "".join(told)


_LESSON = _lesson([*FIELDS, *DOINGS, *THINGS, *GROUPS, *MANNERS, *RESULTS, *SHORTCOMINGS, *MEANS])
_HAN = re.findall(r"[\u4e00-\u9fff]+", _LESSON)
_ENGLISH = [re.findall(r"[\w']+", run.lower()) for run in re.split(r"[.,;]", ENGLISH_SAMPLE)]
_WIDE = {digit: chr(ord(digit) + 0xFEE0) for digit in "0123456789%"}


def _retyped(marks: dict[str, str]) -> dict[int, str]:
    """A table for `str.translate`."""
    return {ord(mark): other for mark, other in marks.items()}


def _tiers(common: Sequence[str], regional: Sequence[str], rare: Sequence[str], rare_share: float) -> dict[str, float]:
    """Phrases with the share of documents that have each; the common ones from 15 to 65 %."""
    spread = {phrase: 0.15 + 0.5 * number / (len(common) - 1) for number, phrase in enumerate(common)}
    return {**spread, **dict.fromkeys(regional, 0.03), **dict.fromkeys(rare, rare_share)}


CHINESE = Language(
    share=5 / 6,
    clauses=CLAUSES,
    words={
        "field": FIELDS, "doing": DOINGS, "thing": THINGS, "group": GROUPS, "manner": MANNERS, "result": RESULTS,
        "shortcoming": SHORTCOMINGS, "means": MEANS,
    },
    stems=STEMS,
    endings=ENDINGS,
    people=[surname + given for surname in SURNAMES for given in (*GIVEN, *map("".join, zip(GIVEN, GIVEN[7:], strict=False)))],
    phrases=_tiers(COMMON, REGIONAL, RARE, 0.01),
    clauses_in_sentence=(2, 5),
    links=("，",) * 9 + ("；",),
    stop="。",
    gap="",
    passages=(40, 70, 120, 200, 350, 600),
    viral=260,
    unit=re.compile(r"\w"),
    fillers=list("".join(_HAN)),
    lesson=_HAN,
    said=(6, 20),
    jump=JUMP,
    retyped=(
        _retyped(dict(zip("，。；：（）“”、", ',.;:()"",', strict=True))),
        _retyped({"，": "；", "。": "！", "、": "，", "“": "「", "”": "」", **_WIDE}),
        _retyped({"，": " ", "。": "．", "、": "", "；": "。", "“": "", "”": "", **_WIDE}),
    ),
    blank_places=("xx", "××", "某", "XX"),
    blank_people=("某某", "xxx", "某某某", "×××"),
)  # fmt: skip
ENGLISH = Language(
    share=1 / 6,
    clauses=ENGLISH_CLAUSES,
    words={slot: words.replace("\n", " ").replace(" |", "|").split("|") for slot, words in ENGLISH_WORDS.items()},
    stems=[
        first + last
        for first in "Ash Black Bram Cold Dun East Fair Glen Hart Kirk Long Mar New Oak Pen Red Stan Thorn West Wood".split()
        for last in "brook bury by combe dale field ford ham hurst ley moor port stead ton wick worth".split()
    ],
    endings=(" County", " Town Council", " District", " Parish", " Borough", " Primary School", " Depot", " Infirmary"),
    people=[
        f"{title} {name}"
        for title in ("Mr", "Mrs", "Ms", "Dr")
        for name in """Abbott Baines Barlow Carver Chaudhry Dawes Ellery Finch Garrick Hale Iqbal Jessop Kerr Lomax Mistry Nolan Okoro Pryce
        Quigley Rudd Sayer Tebbit Underhill Varley Whitlock Yardley""".split()
    ],
    # As many documents have a rare wording as in Chinese, where 1 % are five.
    phrases=_tiers(ENGLISH_COMMON, ENGLISH_REGIONAL, ENGLISH_RARE, 0.05),
    clauses_in_sentence=(1, 3),
    links=(", and ", "; ", ", while ", ", but "),
    stop=".",
    gap=" ",
    # What says as much is three times as long; shorter ones would be seven words.
    passages=(160, 240, 350, 600),
    viral=600,
    unit=re.compile(r"[A-Za-z0-9]+"),
    fillers=sorted(
        {word for words in (*ENGLISH_WORDS.values(), ENGLISH_SAMPLE) for word in re.findall(r"[a-z]+", words.lower())}
    ),
    lesson=_ENGLISH,
    said=(4, 12),
    jump=ENGLISH_JUMP,
    retyped=(
        _retyped({",": "，", ".": "．", ";": "；", **_WIDE}),
        _retyped({",": " -", ";": ",", ".": "!", **_WIDE}),
    ),
    blank_places=("xx", "XX", "***"),
    blank_people=("xxx", "Mr XX", "xx"),
)


class Copy(NamedTuple):
    """A passage of one document that another has it from, in code points of both, half-open."""

    text: int
    """Number of the copier's document."""
    start: int
    end: int
    source: int
    source_start: int
    source_end: int
    edit: str
    family: int
    """The same for all copies of one viral passage."""
    new: tuple[tuple[int, int], ...]
    """What the copyist put in between: neither to be found nor wrong to be."""


class Batch(NamedTuple):
    """Documents, what of them is copied, and which have nothing copied or worth copying."""

    documents: list[str]
    copies: list[Copy]
    negatives: list[int]

    def part(self, count: int) -> Batch:
        """The first documents and what is copied among them."""
        return Batch(
            self.documents[:count],
            [copy for copy in self.copies if copy.text < count and copy.source < count],
            [number for number in self.negatives if number < count],
        )


class Writer:
    """Composes what one language's documents say."""

    def __init__(self, dice: random.Random, language: Language) -> None:
        self.dice, self.language = dice, language
        self._patterns = [re.split(r"\{(\w+)\}", clause) for clause in language.clauses]
        self._following: defaultdict[str, list[str]] = defaultdict(list)
        for run in language.lesson:
            for before, after in itertools.pairwise(run):
                self._following[before].append(after)

    def number(self) -> str:
        """A number, now and then in words where the language is Chinese."""
        if self.language is CHINESE and self.dice.random() < 0.15:
            return self.dice.choice("两三四五六七八九十")
        return str(self.dice.randint(2, 10 ** self.dice.randint(1, 4)))

    def chain(self, length: int) -> str:
        """So many characters or words, each one that follows the one before somewhere in the lesson."""
        said = [self.dice.choice(self.language.fillers)]
        while len(said) < length:
            following = self._following[said[-1]]
            goes_on = following and self.dice.random() >= self.language.jump
            said.append(self.dice.choice(following if goes_on else self.language.fillers))
        return self.language.gap.join(said)

    def clause(self) -> list[Piece]:
        """A pattern with its slots filled."""
        pieces = []
        for number, part in enumerate(self.dice.choice(self._patterns)):
            if number % 2 == 0:
                pieces.append(Piece(part))
            elif part == "n":
                pieces.append(Piece(self.number(), "number"))
            elif part == "place":
                pieces += [
                    Piece(self.dice.choice(self.language.stems), "place"),
                    Piece(self.dice.choice(self.language.endings)),
                ]
            elif part == "person":
                pieces.append(Piece(self.dice.choice(self.language.people), "person"))
            elif part == "said":
                pieces.append(Piece(self.chain(self.dice.randint(*self.language.said))))
            else:
                pieces.append(Piece(self.dice.choice(self.language.words[part])))
        return [piece for piece in pieces if piece.text]

    def clauses(self) -> list[list[Piece]]:
        """What a sentence is joined from."""
        return [self.clause() for _ in range(self.dice.randint(*self.language.clauses_in_sentence))]

    def sentence(self, clauses: Sequence[Sequence[Piece]], *, is_new: bool = False) -> Sentence:
        """Clauses with marks between them, and a capital letter where the language has any."""
        pieces = list(clauses[0])
        for clause in clauses[1:]:
            pieces += [Piece(self.dice.choice(self.language.links)), *clause]
        pieces[0] = Piece(pieces[0].text[:1].upper() + pieces[0].text[1:], pieces[0].kind)
        return Sentence((*pieces, Piece(self.language.stop)), is_new)

    def document(self) -> list[Sentence]:
        """Sentences with the phrases that this document happens to use."""
        size = self.dice.randint(1300, 3100)
        drafts: list[list[list[Piece]]] = []
        while size > 0:
            drafts.append(self.clauses())
            size -= sum(len(piece.text) for clause in drafts[-1] for piece in clause) + len(drafts[-1])
        for phrase, share in self.language.phrases.items():
            if self.dice.random() < share:
                draft = self.dice.choice(drafts)
                draft.insert(self.dice.randint(0, len(draft)), [Piece(phrase)])
        return [self.sentence(draft) for draft in drafts]


class Copyist:
    """Changes one passage: a name becomes the same other name throughout, marks are retyped in one way."""

    def __init__(self, writer: Writer) -> None:
        self._writer, self._dice, self._language = writer, writer.dice, writer.language
        self._renamed: dict[str, str] = {}
        self._marks = self._dice.choice(self._language.retyped)

    def copied(self, passage: Sequence[Sentence], edit: str) -> list[Sentence]:
        """The passage after the steps of an edit."""
        copy = [Sentence(sentence.pieces) for sentence in passage]
        for step in EDITS[edit]:
            if step == "shuffle":
                self._dice.shuffle(copy)
            elif step == "insert":
                new = self._writer.sentence(self._writer.clauses(), is_new=True)
                copy = [*copy[: (middle := self._dice.randint(0, len(copy)))], new, *copy[middle:]]
            else:
                copy = [Sentence(tuple(self._changed(piece, step) for piece in sentence.pieces)) for sentence in copy]
        return copy

    def _changed(self, piece: Piece, step: str) -> Piece:
        text, kind = piece
        if step == "num" and kind == "number":
            text = self._writer.number()
        elif step == "num_blank" and kind == "number":
            text = self._dice.choice(("x", "xx", "xxx", "XX", "×", "××"))
        elif step == "name" and kind in ("place", "person"):
            names = self._language.stems if kind == "place" else self._language.people
            text = self._renamed.setdefault(text, self._dice.choice(names))
        elif step == "name_blank" and kind in ("place", "person"):
            text = self._dice.choice(self._language.blank_places if kind == "place" else self._language.blank_people)
        elif step == "party_d":
            text = text.replace("党", "D")
        elif step == "punct_width":
            text = text.translate(self._marks)
        elif step.startswith("noise"):
            share = int(step.removeprefix("noise")) / 100
            text = self._language.unit.sub(lambda match: self._noised(match[0], share), text)
        return Piece(text, kind)

    def _noised(self, unit: str, share: float) -> str:
        return self._dice.choice(self._language.fillers) if self._dice.random() < share else unit


class _Draft:
    """A document that passages can still be put into."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.own = writer.document()
        # Groups of sentences, as nothing may be put into the middle of a copy.
        self.paragraphs: list[list[list[Sentence]]] = [[]]
        for sentence in self.own:
            if len(self.paragraphs[-1]) > 2 and writer.dice.random() < 0.3:
                self.paragraphs.append([])
            self.paragraphs[-1].append([sentence])

    def put(self, copy: list[Sentence]) -> None:
        """Put in a copy, in a paragraph or as one."""
        dice = self.writer.dice
        if dice.random() < 0.4:
            self.paragraphs.insert(dice.randint(0, len(self.paragraphs)), [copy])
        else:
            paragraph = dice.choice(self.paragraphs)
            paragraph.insert(dice.randint(0, len(paragraph)), copy)

    def run(self, length: int) -> list[Sentence]:
        """Sentences in a row that are so long or little more; empty where the document ends before."""
        first = last = self.writer.dice.randrange(len(self.own))
        size = 0
        while size < length and last < len(self.own):
            size += len(self.own[last].text)
            last += 1
        return self.own[first:last] if size >= length else []

    def rendered(self, places: dict[Sentence, tuple[int, int]]) -> str:
        """The text; `places` learns where each sentence stands."""
        written, at = [], 0
        for paragraph in self.paragraphs:
            for sentence in (sentence for group in paragraph for sentence in group):
                text = sentence.text
                places[sentence] = at, at + len(text)
                written.append(text + self.writer.language.gap)
                at += len(written[-1])
            written.append("\n")
            at += 1
        return "".join(written)


class _Planted(NamedTuple):
    source: int
    passage: list[Sentence]
    text: int
    copy: list[Sentence]
    edit: str
    family: int


class _Maker:
    """Composes documents and copies passages from some to others; no source copies, so that each copy has one source."""

    def __init__(self, dice: random.Random, count: int) -> None:
        self._dice = dice
        english = set(dice.sample(range(count), round(count * ENGLISH.share)))
        writers = Writer(dice, CHINESE), Writer(dice, ENGLISH)
        self.drafts = [_Draft(writers[number in english]) for number in range(count)]
        self._sources: dict[bool, list[int]] = {}
        self._copiers: dict[bool, list[int]] = {}
        self.negatives: list[int] = []
        for is_english in (False, True):
            numbers = [number for number in range(count) if (number in english) == is_english]
            dice.shuffle(numbers)
            share = len(numbers) * 2 // 5
            self._sources[is_english], self._copiers[is_english] = numbers[:share], numbers[share : 2 * share]
            self.negatives += numbers[2 * share :]
        self._taken: set[Sentence] = set()
        self.planted: list[_Planted] = []

    def plant(self, edit: str) -> None:
        """Copy a passage under an edit that leaves a trace; none where fifty tries find no room."""
        is_english = edit != "party_d" and self._dice.random() < ENGLISH.share and bool(self._sources[True])
        for _ in range(50):
            source, text = self._dice.choice(self._sources[is_english]), self._dice.choice(self._copiers[is_english])
            draft = self.drafts[source]
            passage = self._free(draft, self._dice.choice(draft.writer.language.passages))
            copy = Copyist(draft.writer).copied(passage, edit)
            is_inside = not copy or not (copy[0].is_new or copy[-1].is_new)
            is_changed = [one.text for one in copy] != [one.text for one in passage]
            if passage and is_inside and is_changed == (edit != "verbatim"):
                self._put(_Planted(source, passage, text, copy, edit, len(self.planted)))
                return

    def plant_viral(self, *, is_english: bool) -> None:
        """Copy a passage to several documents, each with names of its own."""
        passage: list[Sentence] = []
        while not passage:
            source = self._dice.choice(self._sources[is_english])
            passage = self._free(self.drafts[source], self.drafts[source].writer.language.viral)
        family, copiers = len(self.planted), self._copiers[is_english]
        for text in self._dice.sample(copiers, min(VIRAL_COPIERS, len(copiers))):
            copy = Copyist(self.drafts[source].writer).copied(passage, "name")
            self._put(_Planted(source, passage, text, copy, "viral", family))

    def _free(self, draft: _Draft, length: int) -> list[Sentence]:
        passage = draft.run(length)
        return [] if self._taken.intersection(passage) else passage

    def _put(self, planted: _Planted) -> None:
        self._taken.update(planted.passage)
        self.drafts[planted.text].put(planted.copy)
        self.planted.append(planted)


def batch(seed: int, documents: int = 600) -> Batch:
    """The labelled set of a seed: a fifth of the documents share nothing but phrases with others."""
    dice = random.Random(seed)
    maker = _Maker(dice, documents)
    edits = list(EDITS)
    for number in range(round(COPIES_PER_DOCUMENT * documents)):
        maker.plant(edits[number % len(edits)])
    for number in range(VIRAL):
        maker.plant_viral(is_english=number == VIRAL - 1)
    places: dict[Sentence, tuple[int, int]] = {}
    texts = [draft.rendered(places) for draft in maker.drafts]
    copies = [_copy(planted, places) for planted in maker.planted]
    return Batch(texts, copies, sorted(maker.negatives))


def _copy(planted: _Planted, places: dict[Sentence, tuple[int, int]]) -> Copy:
    copy, passage = ([places[one] for one in side] for side in (planted.copy, planted.passage))
    return Copy(
        planted.text,
        min(copy)[0],
        max(copy)[1],
        planted.source,
        passage[0][0],
        passage[-1][1],
        planted.edit,
        planted.family,
        tuple(places[one] for one in planted.copy if one.is_new),
    )


Spans = Sequence[tuple[int, int]]


class Shared(NamedTuple):
    """What a tool says: these places of one document are in those of another.

    Most tools say one of each. Those that don't tell which belongs to which say all, and are taken to be right
    where any of the other document's fits.
    """

    text: int
    spans: Spans
    other: int
    other_spans: Spans


class Score(NamedTuple):
    """How well a tool tells copies; shares from 0 to 1."""

    recall: float
    """Of the characters of copies, those covered by something that points into the source, or another copy."""
    halves: float
    """Of the copies, those covered by half or more."""
    precision: float
    """Of the characters flagged, counted for each pair of documents, those in copies of the same passage."""
    negatives: float
    """Documents without a copy of which something was flagged."""
    edits: dict[str, float]
    """Recall by edit."""

    @property
    def f(self) -> float:
        """Harmonic mean of recall and precision."""
        return 2 * self.recall * self.precision / max(1e-9, self.recall + self.precision)


def scored(batch: Batch, said: Iterable[Shared]) -> Score:
    """What a tool said of a batch, compared with what is so."""
    families: dict[int, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    own: dict[int, set[int]] = defaultdict(set)
    for copy in batch.copies:
        for text, start, end in (
            (copy.text, copy.start, copy.end),
            (copy.source, copy.source_start, copy.source_end),
        ):
            families[copy.family][text].append((start, end))
            own[text].add(copy.family)
    found: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    flagged: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    right: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for one in said:
        for text, spans, other, other_spans in ((*one,), (one.other, one.other_spans, one.text, one.spans)):
            flagged[text, other] += spans
            for family in own[text] & own[other]:
                if _meet(other_spans, families[family][other]):
                    common = _common(spans, families[family][text])
                    right[text, other] += common
                    found[text, family] += common
    edits: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for copy in batch.copies:
        parts = _less([(copy.start, copy.end)], copy.new)
        there = _common(_union(found[copy.text, copy.family]), parts)
        edits[copy.edit].append((_size(there), _size(parts)))
    every = [sizes for listed in edits.values() for sizes in listed]
    marked = sum(_size(spans) for spans in flagged.values())
    return Score(
        recall=_share(every),
        halves=sum(2 * there >= whole for there, whole in every) / max(1, len(every)),
        precision=sum(_size(spans) for spans in right.values()) / max(1, marked),
        negatives=len({text for text, _ in flagged} & set(batch.negatives)),
        edits={edit: _share(edits[edit]) for edit in (*EDITS, "viral")},
    )


def _share(sizes: Sequence[tuple[int, int]]) -> float:
    return sum(there for there, _ in sizes) / max(1, sum(whole for _, whole in sizes))


def _union(spans: Spans) -> list[tuple[int, int]]:
    """The same characters in spans that neither meet nor touch."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if apart and start <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(apart[-1][1], end)
        elif start < end:
            apart.append((start, end))
    return apart


def _size(spans: Spans) -> int:
    return sum(end - start for start, end in _union(spans))


def _common(spans: Spans, others: Spans) -> list[tuple[int, int]]:
    return [
        (max(start, other_start), min(end, other_end))
        for start, end in spans
        for other_start, other_end in others
        if start < other_end and other_start < end
    ]


def _meet(spans: Spans, others: Spans) -> bool:
    return bool(_common(spans, others))


def _less(spans: Spans, gone: Spans) -> list[tuple[int, int]]:
    rest = list(spans)
    for start, end in gone:
        rest = [
            part
            for first, last in rest
            for part in ((first, min(last, start)), (max(first, end), last))
            if part[0] < part[1]
        ]
    return rest


SHORTEST, LONGEST = 1_400, 3_000
PHRASES, OVERLAID, EXPONENT = 400, 0.15, 1.0
_ROWS, _STEPS = 8_192, 128
"""So many chains side by side take a step at once."""


def stream(characters: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """Path, title and text of Chinese documents of 2,200 characters on average, until so many characters are made.

    A chain of characters, with phrases laid over 15 % of it, the second half as frequent as the first, the third a
    third, and so on: what an index finds often, and what it finds seldom, in the proportions of office prose.
    """
    numbers = np.random.default_rng(seed)
    writer, phrases = Writer(random.Random(seed), CHINESE), _phrases()
    count, left = 0, characters
    while left > 0:
        block = _chained(numbers)
        _overlay(block, phrases, numbers)
        at = 0
        while left > 0 and len(block) - at >= LONGEST:
            length = min(left, writer.dice.randint(SHORTEST, LONGEST))
            text = block[at : at + length].tobytes().decode("utf-32-le")
            at, left, count = at + length, left - length, count + 1
            place = writer.dice.choice(STEMS) + writer.dice.choice(ENDINGS)
            yield f"archive/{count:06}.txt", f"{place}{2000 + count % 25}年{writer.dice.choice(FIELDS)}工作总结", text


def _phrases() -> list[NDArray[np.uint32]]:
    """The most frequent phrase first; the same for every seed, as a new document says what the archive does."""
    writer, texts = Writer(random.Random(0), CHINESE), [*COMMON, *REGIONAL, *RARE]
    while len(texts) < PHRASES:
        length, clauses = writer.dice.randint(10, 70), [writer.clause()]
        while sum(len(piece.text) for clause in clauses for piece in clause) < length:
            clauses.append(writer.clause())
        texts.append(writer.sentence(clauses).text[:90])
    return [_points(text) for text in texts]


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)


def _chained(numbers: np.random.Generator) -> NDArray[np.uint32]:
    """A block of characters by the chain of `Writer.chain`, marks and ends of paragraphs included."""
    sample = _points(_LESSON)
    _, letters, counts = np.unique(sample, return_inverse=True, return_counts=True)
    # Places in the sample by the character there, and where each character's places begin.
    order = np.argsort(letters, kind="stable").astype(np.int32)
    first = (np.cumsum(counts) - counts)[letters].astype(np.float32)
    many = counts[letters].astype(np.float32)
    steps = np.empty((_STEPS, _ROWS), np.int32)
    at = numbers.integers(0, len(sample), _ROWS).astype(np.int32)
    for step in range(_STEPS):
        chance = numbers.random(_ROWS, np.float32)
        alike = first[at] + many[at] * ((chance - JUMP) / (1 - JUMP))
        at = order[np.where(chance < JUMP, chance * (len(sample) / JUMP), alike).astype(np.int32) % len(sample)] + 1
        at[at == len(sample)] = 0
        steps[step] = at
    block: NDArray[np.uint32] = sample[steps.T.ravel()]
    digits = np.flatnonzero(block == ord("#"))
    block[digits] = numbers.integers(ord("0"), ord("9") + 1, len(digits))
    return block


def _overlay(block: NDArray[np.uint32], phrases: Sequence[NDArray[np.uint32]], numbers: np.random.Generator) -> None:
    """Write phrases into a block, one somewhere in each stretch of it."""
    lengths = np.array([len(phrase) for phrase in phrases])
    shares = 1 / np.arange(1, len(phrases) + 1) ** EXPONENT
    shares /= shares.sum()
    stretch = int((lengths * shares).sum() / OVERLAID)
    count = len(block) // stretch
    chosen = np.searchsorted(np.cumsum(shares), numbers.random(count)).clip(max=len(phrases) - 1)
    long = lengths[chosen]
    starts = np.arange(count) * stretch + (numbers.random(count) * (stretch - long)).astype(np.int64)
    within = np.arange(long.sum()) - np.repeat(np.cumsum(long) - long, long)
    from_ = np.repeat((np.cumsum(lengths) - lengths)[chosen], long) + within
    block[np.repeat(starts, long) + within] = np.concatenate(phrases)[from_]
