"""CPU, wall time and memory of the installed summarylint, beside Python itself and beside other linters.

    python benchmarks/speed.py [cold] [throughput] [processes] [growth] [memory] [--runs N]

Measured is the summarylint of the interpreter that runs this, in processes of its own: install a wheel first. Peers
are `pip install typos proselint yamllint`, and textlint if it is on PATH; they do other work on the same files, so
their figures say what people are used to, not who is better. The commands of a table take turns, and each figure
is the smallest of its runs (of peak memory the largest). CPU is user and system time, children included. MB are
10^6 bytes, MiB 2^20. Peak memory is of the largest process, and cannot be seen below that of this one, some 20 MiB.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

MB = 1_000_000
FILE_BYTES = 6_000
COLD_BYTES = 7_000
LIGHT, DENSE = 0.014, 0.8
"""Shares of the numbers and names that are left blank: less than 1 finding in 1,000 characters, and many."""

SENTENCES = (
    "{y}年以来，{place}{office}坚持以{idea}为指导，认真落实{work}各项部署，{result}。",
    "全年召开{meeting}{n}次，研究{work}议题{n}个，印发文件{n}份，{result}。",
    "{mo}月{d}日，{place}组织开展{work}专项检查，出动检查人员{n}人次，排查隐患{n}处，已整改{n}处。",
    "我们始终把{work}摆在突出位置，主要负责同志亲自抓，分管负责同志具体抓，形成了{manner}的工作格局。",
    "截至{mo}月底，累计完成投资{m}亿元，占年度计划的{p}%，同比增长{p}%。",
    "围绕{work}，{office}制定实施方案，明确{n}项重点任务，逐项落实责任单位和完成时限。",
    "通过{wechat}、宣传栏、大喇叭等渠道发布信息{n}条，{who}知晓率达到{p}%。",
    "组织{party}深入{place}走访{who}{n}户，收集意见建议{n}条，帮助解决困难{n}件。",
    "一是加强领导，成立由{person}同志任组长的工作专班；二是压实责任，签订责任书{n}份；三是强化督查，通报问题{n}个。",
    "争取上级补助资金{m}万元，实施{work}项目{n}个，惠及{who}{n}人。",
    "{place}率先建立{work}工作台账，实行{manner}管理，做到底数清、情况明、措施实。",
    "开展业务培训{n}期，培训{who}{n}人次，考核合格率为{p}%。",
    "从检查情况看，{place}的{work}总体平稳，没有发生较大以上事故。",
    "规模以上工业增加值增长{p}%，社会消费品零售总额达到{m}亿元，城镇新增就业{n}人。",
    "受理{who}来信来访{n}件，办结{n}件，满意率{p}%，{result}。",
    "{office}联合市场监管、应急管理等部门开展执法检查{n}次，立案{n}起，罚款{m}万元。",
    "深化“放管服”改革，取消证明事项{n}项，平均办理时间由{n}天压减到{d}天，“最多跑一次”事项占比{p}%。",
    "坚持问题导向，对照巡察反馈的{n}个问题，逐条制定整改措施，目前已完成整改{n}个。",
    "充分发挥{party}的先锋模范作用，设立示范岗{n}个，组建服务队{n}支。",
    "新建改造农村公路{m}公里，实施危桥改造{n}座，群众出行条件明显改善。",
    "在{place}召开{meeting}，{person}同志出席并讲话，各乡镇、各部门负责人{n}人参加会议。",
    "落实最严格的耕地保护制度，完成高标准农田建设{n}亩，粮食总产量稳定在{m}万吨以上。",
    "健全{manner}的长效机制，修订完善规章制度{n}项，堵塞管理漏洞{n}个。",
    "推进{work}与{work}深度融合，培育示范点{n}个，{result}。",
    "主动接受人大监督和政协民主监督，办理代表建议{n}件、委员提案{n}件，办复率100%。",
    "发放宣传资料{n}份，悬挂横幅{n}条，利用{wechat}推送典型案例{n}期。",
    "{person}同志带队到{place}调研{work}，实地察看项目现场，听取情况汇报，提出了明确要求。",
    "严格执行中央八项规定精神，“三公”经费支出{m}万元，同比下降{p}%。",
    "统筹推进{work}，新增绿地{n}平方米，空气质量优良天数比例达到{p}%。",
    "建成社区养老服务站{n}个，为{n}名老年人提供助餐、助洁、助医服务。",
    "加大招商引资力度，签约项目{n}个，合同金额{m}亿元，其中亿元以上项目{d}个。",
    "扎实开展主题教育，{party}集中学习{n}次，专题研讨{d}次，提出意见建议{n}条。",
    "义务教育阶段入学率保持在{p}%以上，新增学位{n}个，新招聘教师{n}名。",
    "建立网格化管理体系，划分网格{n}个，配备专职网格员{n}名，化解矛盾纠纷{n}起。",
    "完善应急预案{n}个，组织应急演练{n}场次，参演{n}人，提升了突发事件处置能力。",
    "与此同时，我们也清醒地看到，{work}还存在短板，{place}个别单位重视不够、落实不力。",
    "下一步，{office}将继续抓好{work}，确保{y}年各项目标任务如期完成。",
    "拟于{y}年{mo}月前完成{work}验收，{mo}月底前总结推广经验做法{more}。",
    "实行领导干部包保制度，{n}名县级领导联系{n}个重点项目，协调解决用地、用工等问题{n}个。",
    "居民人均可支配收入达到{n}00元，增长{p}%，增速高于全省平均水平{d}个百分点。",
    "依托{wechat}开展线上服务，群众通过手机即可办理社保、医保、公积金等业务{n}项。",
    "持续整治形式主义，精简文件{p}%，压减会议{n}个，让基层干部有更多精力抓落实。",
    "{office}被评为全市{work}先进单位，{person}等{d}名同志受到表彰。",
    "坚持{manner}，党组书记认真履行第一责任人职责，班子成员落实“一岗双责”。",
    "开展消防安全专项整治，检查经营场所{n}家次，责令停产停业{d}家，消除火灾隐患{n}处。",
    "巩固拓展脱贫攻坚成果，落实帮扶措施{n}项，发放小额信贷{m}万元，监测对象风险消除率{p}%。",
    "文化惠民活动丰富多彩，送戏下乡{n}场，放映公益电影{n}场，举办展览{d}期。",
    "{place}人民医院新住院楼投入使用，新增床位{n}张，县域内就诊率提高到{p}%。",
    "全面推行河湖长制，巡河{n}次，清理河道{m}公里，国控断面水质达标率{p}%。",
    "发展特色产业，建成{work}基地{n}个，注册商标{d}个，带动{n}户农户户均增收{n}元。",
    "政务服务平台归集数据{m}万条，开放接口{n}个，12345热线按期办结率{p}%。",
    "{party}严格落实“三会一课”制度，开展主题党日活动{n}次，讲党课{d}次，发展对象{d}名。",
    "对{n}家企业开展信用评价，其中A级{n}家、B级{n}家，对失信主体依法实施联合惩戒。",
    "抽查结果显示，合格率为{p}%，比上年提高{d}个百分点，不合格产品已全部下架。",
    "{who}反映强烈的停车难、上学难问题得到缓解，新增停车位{n}个{more}。",
    "实施“雨露计划”，资助困难学生{n}人，发放补助{m}万元，无一人因贫失学。",
    "工作中注重{manner}，既抓当前又谋长远，推动{work}走深走实。",
    "数字经济加快发展，5G基站达到{n}个，规模以上企业上云率{p}%。",
    "严格财务管理，全年预算执行率{p}%，政府采购节约资金{m}万元，审计问题整改率100%。",
    "{mo}月{d}日至{d}日，抽调{n}名业务骨干组成{d}个督查组，对{n}个乡镇进行了实地督查。",
    "请{place}、{office}于{mo}月{d}日前将落实情况报送至工作专班，联系人{person}{more}。",
    "总的来看，成绩来之不易，这是{place}上下团结奋斗的结果，也离不开{who}的支持。",
    "注重人才引育，引进高层次人才{n}名，评选技术能手{n}名，兑现奖励资金{m}万元。",
    "邀请{person}教授作专题辅导，{n}名干部职工参加，现场解答问题{d}个，{result}。",
    "稳妥处置遗留问题，{n}套逾期难交付住房全部完成交付，办理不动产登记{n}件。",
    "纪律作风建设持续加强，运用“四种形态”处理{n}人次，开展警示教育{d}场。",
)
TITLES = ("{place}{office}{y}年工作总结", "{place}{y}年{work}情况报告", "{y}年{place}{office}{work}工作总结")
HEADINGS = (
    "主要工作及成效",
    "存在的问题和不足",
    "下一步工作打算",
    "强化责任落实",
    "{work}开展情况",
    "抓好{work}",
    "经验和体会",
)
VOCABULARY: dict[str, tuple[str, ...]] = {
    "n": tuple(str(number) for number in range(2, 980)),
    "m": tuple(f"{number}.{number % 97}" for number in range(1, 800)),
    "p": tuple(f"{number}.{number % 10}" for number in range(3, 98)),
    "y": ("2021", "2022", "2023", "2024", "2025"),
    "mo": tuple(map(str, range(1, 13))),
    "d": tuple(map(str, range(2, 29))),
    "place": tuple(a + b for a in ("青山", "临河", "南屏", "石桥", "安平", "永丰", "柳林", "东岭") for b in "县镇区"),
    "office": ("教育局", "财政局", "应急管理局", "自然资源局", "民政局", "农业农村局", "文旅局"),
    "idea": ("习近平新时代中国特色社会主义思想", "党的二十大精神", "新发展理念", "高质量发展要求"),
    "work": (
        "乡村振兴", "安全生产", "生态环境保护", "优化营商环境", "基层治理", "项目建设", "民生保障", "污染防治",
        "信访维稳", "教育教学", "疫病防控", "法治建设", "人居环境整治", "科技创新", "防汛抗旱", "义务植树",
    ),
    "meeting": ("专题会议", "现场推进会", "调度会", "党组会", "工作例会", "座谈会", "动员部署会"),
    "manner": ("一级抓一级、层层抓落实", "清单化", "上下联动、齐抓共管", "统筹兼顾", "台账式", "条块结合"),
    "result": ("取得了阶段性成效", "各项工作稳步推进", "得到群众好评", "为全年目标打下坚实基础", "成效较为明显"),
    "who": ("群众", "企业职工", "困难家庭", "农户", "师生", "个体工商户", "社区居民", "退役军人"),
    "party": ("党员", "党员干部", "党支部", "基层党组织", "机关党委", "党建联合体"),
    "wechat": ("微信群", "微信公众号", "微信小程序"),
    "person": ("王建国", "李晓燕", "赵志强", "陈立新", "周文斌", "吴海霞", "孙德明", "郑桂兰"),
    "more": ("",),
}  # fmt: skip
BLANKS: dict[str, tuple[str, ...]] = {
    "n": ("xx", "x", "XX", "××", "xxx", "__"),
    "m": ("xx", "x.x", "××"),
    "p": ("xx", "xx.x", "××"),
    "y": ("20xx", "202x", "××××"),
    "mo": ("x", "xx", "×"),
    "d": ("x", "xx", "×"),
    "place": ("某某县", "xx县", "××镇", "XX区"),
    "party": ("D员", "D员干部", "D支部", "基层D组织", "机关D委", "D建联合体"),
    "wechat": ("AAA群", "AAA公众号", "AAA小程序"),
    "person": ("张某某", "李××", "xxx"),
    "more": ("（待补充）", "【此处填写具体数据】", "____", "${总数}"),
}
_DIGITS = "零一二三四五六七八九"


class Words:
    """What fills the slots of a sentence; `share` of those that have blanks get one."""

    def __init__(self, seed: int, share: float) -> None:
        self.rng = random.Random(seed)
        self.share = share

    def __getitem__(self, slot: str) -> str:
        blank = slot in BLANKS and self.rng.random() < self.share
        return self.rng.choice((BLANKS if blank else VOCABULARY)[slot])

    def line(self, patterns: Sequence[str]) -> str:
        """One of the patterns, filled in."""
        return self.rng.choice(patterns).format_map(self)


def numeral(number: int) -> str:
    """A Chinese numeral from 1 to 99."""
    tens, ones = divmod(number, 10)
    return (("" if tens < 2 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")


def lines(words: Words) -> Iterator[str]:
    """The lines of a summary without end: a title, then headings of two levels and paragraphs."""
    yield words.line(TITLES) + "\n\n"
    yield "".join(words.line(SENTENCES) for _ in range(3)) + "\n"
    for section in range(1, 100):
        yield f"{numeral(section)}、{words.line(HEADINGS)}\n"
        for part in range(1, words.rng.randint(3, 5)):
            sentences = "".join(words.line(SENTENCES) for _ in range(words.rng.randint(2, 5)))
            yield f"（{numeral(part)}）{words.line(HEADINGS)}。{sentences}\n"


def document(words: Words, size: int) -> str:
    """A summary of a sentence's length less than `size` bytes."""
    written: list[str] = []
    left = size
    for line in lines(words):
        left -= len(line.encode())
        if left < 0:
            left += len(line.encode())
            break
        written.append(line)
    while (left := left - len((sentence := words.line(SENTENCES)).encode())) > 0:
        written.append(sentence)
    return "".join(written) + "\n"


class Corpus(NamedTuple):
    """Generated files."""

    name: str
    folder: str
    paths: tuple[str, ...]
    size_bytes: int
    characters: int

    def first(self, share: float) -> tuple[tuple[str, ...], int]:
        """Some of its files, for a slow linter, and about how many bytes they have."""
        kept = self.paths[: max(1, round(len(self.paths) * share))]
        return kept, self.size_bytes * len(kept) // len(self.paths)


def write(name: str, size: int, share: float = 0.0, *, each: int = FILE_BYTES, single: bool = False) -> Corpus:
    """Generate `size` bytes below the current folder: documents of `each`, all in one compilation if `single`."""
    folder = name.replace(" ", "-")
    os.mkdir(folder)
    words = Words(len(name) + size, share)
    paths: list[str] = []
    written = characters = 0
    for number in range(max(1, round(size / each))):
        path = os.path.join(folder, "all.txt" if single else f"{number:05}.txt")
        text = document(words, each) + ("\n\n\n" if single else "")
        with open(path, "a", encoding="utf-8", newline="") as file:
            file.write(text)
        if path not in paths[-1:]:
            paths.append(path)
        written += len(text.encode())
        characters += len(text)
    return Corpus(name, folder, tuple(paths), written, characters)


class Cost(NamedTuple):
    """What a command took."""

    wall: float
    cpu: float
    peak_mib: float

    def least(self, other: Cost) -> Cost:
        """The smaller times, the larger peak."""
        return Cost(min(self.wall, other.wall), min(self.cpu, other.cpu), max(self.peak_mib, other.peak_mib))


class Command(NamedTuple):
    """A row of a table: commands that run at the same time, nearly always one."""

    name: str
    runs: tuple[tuple[str, ...], ...]
    codes: tuple[int, ...] = (0, 1)
    """Exit codes of a linter that did its work."""


def python(code: str) -> Command:
    """This interpreter with a line of code."""
    return Command(f"python -c '{code}'", ((sys.executable, "-c", code),))


def summarylint(name: str, *arguments: str) -> Command:
    """`summarylint check` with `arguments`."""
    return Command(name, ((*SUMMARYLINT, "check", *arguments),))


SUMMARYLINT = (sys.executable, "-m", "summarylint")
_SETTINGS = ("PYTHON", "SUMMARYLINT", "NO_COLOR", "FORCE_COLOR")


def environment() -> dict[str, str]:
    """This environment without what changes how Python or summarylint runs."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_SETTINGS)}
    return {**kept, "SUMMARYLINT_LANG": "en", "PYTHONUTF8": "1"}


def measured(command: Command) -> Cost:
    """Run a command once, its output thrown away; exits where it fails."""
    start = time.perf_counter()
    running = [
        subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment())
        for run in command.runs
    ]
    cpu = peak = 0.0
    for process in running:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu += used.ru_utime + used.ru_stime
        peak = max(peak, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20))
        if process.returncode not in command.codes:
            sys.exit(f"{command.name}: exit code {process.returncode} of {' '.join(command.runs[0][:8])}")
    return Cost(time.perf_counter() - start, cpu, peak)


def failure(command: Command) -> str | None:
    """Run a command once to warm the caches; why it can't be measured, where it can't."""
    for run in command.runs:
        ran = subprocess.run(run, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment(), check=False)
        error = ran.stderr.decode(errors="replace").strip()
        if ran.returncode not in command.codes or "Traceback" in error:
            return f"exit code {ran.returncode}: {error[-300:]}"
    return None


def interleaved(commands: Sequence[Command], runs: int) -> list[Cost]:
    """The least cost of each command over `runs` rounds, after one that is not counted; exits where one fails."""
    for command in commands:
        if error := failure(command):
            sys.exit(f"{command.name}: {error}")
    least = [measured(command) for command in commands]
    for _ in range(runs - 1):
        least = [before.least(measured(command)) for before, command in zip(least, commands, strict=True)]
    return least


def findings(path: str) -> int:
    """How many findings summarylint has in a file or folder."""
    run = (*SUMMARYLINT, "check", path, "--jobs", "1", "--statistics", "--format", "concise", "-o", os.devnull)
    counts = subprocess.run(run, stderr=subprocess.PIPE, env=environment(), check=False, text=True).stderr
    return sum(map(int, re.findall(r"^ *(\d+)  \w+/", counts, re.MULTILINE)))


class Peer(NamedTuple):
    """Another linter."""

    name: str
    arguments: tuple[str, ...]
    codes: tuple[int, ...]
    share: float
    """Of the files, for throughput: few for a slow one."""


PEERS = (
    Peer("typos", ("--threads", "1"), (0, 2), 1.0),
    Peer("yamllint", (), (0, 1, 2), 0.1),
    Peer("proselint", ("check",), (0, 1), 0.05),
    Peer("textlint", (), (0, 1), 0.5),
)
"""yamllint reads the prose as one long YAML scalar."""


def beside(name: str) -> str | None:
    """The program of that name beside this interpreter, or on PATH."""
    own = os.path.dirname(sys.executable)
    return shutil.which(name, path=own) or shutil.which(name)


Naming = Callable[[str, Iterable[str]], Command]
"""Makes a command of a row's name and paths."""


def peers() -> Iterator[tuple[Peer, Naming]]:
    """The peers that are installed and work; says which are left out."""
    with open("probe.txt", "w", encoding="utf-8") as file:
        file.write(document(Words(0, 0), 500))
    for peer in PEERS:
        program = beside(peer.name)
        if program is None:
            print(f"left out: {peer.name} is not installed")
            continue

        def command(row: str, paths: Iterable[str], peer: Peer = peer, program: str = program) -> Command:
            return Command(row, ((program, *peer.arguments, *paths),), peer.codes)

        if error := failure(command(peer.name, ("probe.txt",))):
            print(f"left out: {peer.name} fails ({error})")
        else:
            yield peer, command


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under a header; the first column to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    print(f"\n{title}")
    for row in (header, ["-" * width for width in widths], *rows):
        numbers = (f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True))
        print("  ".join((f"{row[0]:{widths[0]}}", *numbers)).rstrip())


def cold(runs: int) -> None:
    """CPU of one small check, as ratios."""
    kinds = {"clean": 0.0, "dense": DENSE}
    texts = {kind: write(f"cold {kind}", COLD_BYTES, share, each=COLD_BYTES) for kind, share in kinds.items()}
    commands = [
        python("pass"),
        python("import click, regex, json"),
    ]
    script = shutil.which("summarylint", path=os.path.dirname(sys.executable))
    known = list(peers())
    for kind, text in texts.items():
        commands.append(summarylint(f"python -m summarylint check, {kind}", *text.paths))
        if script:
            commands.append(Command(f"summarylint check, {kind}", ((script, "check", *text.paths),)))
        commands += [command(f"{peer.name}, {kind}", text.paths) for peer, command in known]
    costs = interleaved(commands, runs)
    bare, imports = costs[0].cpu, costs[1].cpu
    rows = [
        (
            command.name,
            f"{cost.cpu * 1000:.1f}",
            f"{cost.wall * 1000:.1f}",
            f"{cost.cpu / bare:.2f}",
            f"{cost.cpu / imports:.2f}",
            f"{cost.peak_mib:.0f}",
        )
        for command, cost in zip(commands, costs, strict=True)
    ]
    size, dense = COLD_BYTES // 1000, findings(texts["dense"].folder)
    title = f"cold start: one .txt of {size} KB ({dense} findings in the dense one), minima of {runs} runs"
    table(title, ("command", "CPU ms", "wall ms", "CPU / pass", "/ imports", "peak MiB"), rows)


def families() -> set[str]:
    """The families of the installed rules."""
    run = (*SUMMARYLINT, "rules")
    listed = subprocess.run(run, stdout=subprocess.PIPE, env=environment(), check=True, text=True).stdout
    return set(re.findall(r"^(\w+)/", listed, re.MULTILINE))


def throughput(runs: int) -> None:
    """MB/s of one process, and the time that a finding takes."""
    size = 1000 * FILE_BYTES
    light, clean, dense = write("light", size, LIGHT), write("clean", size), write("dense", size, DENSE)
    # The dearest families come last, each with a target of its own; a row without them once they are installed.
    late = [family for family in ("duplicate", "total") if family in families()]
    work = [
        (summarylint(f"summarylint, {text.name}", text.folder, "--jobs", "1"), text.size_bytes)
        for text in (light, clean, dense)
    ]
    for form in ("concise", "json"):
        command = summarylint(f"summarylint, dense, {form}", dense.folder, "--jobs", "1", "--format", form)
        work.append((command, dense.size_bytes))
    for left_out in (late[: number + 1] for number in range(len(late))):
        ignored = (f"--ignore={','.join(left_out)}", "--jobs", "1")
        work.append(
            (summarylint(f"summarylint, light, no {', '.join(left_out)}", light.folder, *ignored), light.size_bytes)
        )
    for peer, named in peers():
        paths, part = light.first(peer.share)
        work.append((named(f"{peer.name}, light, {len(paths)} files", paths), part))
    costs = interleaved([command for command, _ in work], runs)
    base = light.size_bytes / costs[0].wall
    rows = [
        (
            command.name,
            f"{cost.wall:.3f}",
            f"{cost.cpu:.3f}",
            f"{part / MB / cost.wall:.2f}",
            f"{part / MB / cost.cpu:.2f}",
            f"{part / cost.wall / base:.2f}",
        )
        for (command, part), cost in zip(work, costs, strict=True)
    ]
    header = ("command", "wall s", "CPU s", "MB/s wall", "MB/s CPU", "wall / light")
    table(f"throughput: one process, 1,000 files of 6 KB, start-up included, minima of {runs} runs", header, rows)
    print()
    for text in (light, clean, dense):
        number = findings(text.folder)
        print(f"{text.name}: {number} findings, {number * 1000 / text.characters:.2f} in 1,000 characters")
    number = findings(dense.folder) - findings(clean.folder)
    each = []
    for (command, _), cost in list(zip(work, costs, strict=True))[2:5]:
        wall, cpu = cost.wall - costs[1].wall, cost.cpu - costs[1].cpu
        each.append((command.name, f"{wall / number * 1e6:.1f}", f"{cpu / number * 1e6:.1f}"))
    table("a finding: (dense - clean) / findings", ("command", "wall µs", "CPU µs"), each)


def processes(runs: int) -> None:
    """Gain of two processes, beside that of two runs that know nothing of each other."""
    os.mkdir("both")
    halves = [write(f"both/{half}", 26 * MB) for half in ("first", "second")]
    apart = tuple(summarylint("", half.folder, "--jobs", "1").runs[0] for half in halves)
    commands = [
        summarylint("--jobs 1", "both", "--jobs", "1"),
        summarylint("--jobs 2", "both", "--jobs", "2"),
        Command("two runs on half the files each", apart),
    ]
    costs = interleaved(commands, runs)
    one, best = costs[0].wall, costs[2].wall
    rows = [
        (
            command.name,
            f"{cost.wall:.3f}",
            f"{cost.cpu:.3f}",
            f"{one / cost.wall:.2f}",
            f"{best / cost.wall:.2f}",
            f"{cost.peak_mib:.0f}",
        )
        for command, cost in zip(commands, costs, strict=True)
    ]
    size = sum(half.size_bytes for half in halves) / MB
    files = sum(len(half.paths) for half in halves)
    header = ("command", "wall s", "CPU s", "gain", "/ two runs'", "peak MiB")
    table(f"processes: {size:.0f} MB of clean text in {files} files, minima of {runs} runs", header, rows)
    if one / best < 1.6:
        print("two runs gained too little from the second core: something else kept it busy, and this says nothing")


def growth(runs: int) -> None:
    """Time against size: many files, one file, one file full of findings."""
    series = (
        [write(f"{size} MB in files", size * MB) for size in (1, 10, 100)],
        [write(f"{size} MB in one file", size * MB, single=True) for size in (1, 5, 20)],
        [write(f"{size} MB in one file, dense", size * MB, DENSE, single=True) for size in (1, 2, 5)],
    )
    texts = [text for alike in series for text in alike]
    costs = interleaved([summarylint(text.name, text.folder, "--jobs", "1") for text in texts], runs)
    rows = []
    for number, (text, cost) in enumerate(zip(texts, costs, strict=True)):
        first = number - number % 3
        rows.append(
            (
                text.name,
                f"{cost.wall:.3f}",
                f"{text.size_bytes / MB / cost.wall:.2f}",
                f"{cost.wall / costs[first].wall:.1f}",
                f"{text.size_bytes / texts[first].size_bytes:.1f}",
                f"{cost.peak_mib:.0f}",
            )
        )
    header = ("text", "wall s", "MB/s", "time / first", "size / first", "peak MiB")
    table(f"growth: one process, clean text unless said, minima of {runs} runs", header, rows)


def memory(runs: int) -> None:
    """Peak memory at 6 MB, and what a finding adds."""
    size = 1000 * FILE_BYTES
    commands, counts = [python("pass")], [0]
    for single, forms in ((False, ("text", "concise", "json")), (True, ("text",))):
        where = "one file" if single else "files"
        clean = write(f"clean {where}", size, single=single)
        dense = write(f"dense {where}", size, DENSE, single=single)
        found = findings(clean.folder), findings(dense.folder)
        for form in forms:
            for text in (clean, dense):
                name = f"6 MB, {text.name}, {form}"
                commands.append(summarylint(name, text.folder, "--jobs", "1", "--format", form))
            counts += found
    costs = interleaved(commands, runs)
    rows = []
    for number, (command, cost, count) in enumerate(zip(commands, costs, counts, strict=True)):
        each = ""
        if ", dense" in command.name:
            # The same text without blanks stands in the row above.
            more = (cost.peak_mib - costs[number - 1].peak_mib) * (1 << 20)
            each = f"{more / (count - counts[number - 1]):.0f}"
        rows.append((command.name, f"{cost.peak_mib:.1f}", str(count), each))
    header = ("text", "peak MiB", "findings", "bytes a finding")
    table("memory: peak of the largest process, one process", header, rows)


PARTS: dict[str, tuple[Callable[[int], None], int]] = {
    "cold": (cold, 20),
    "throughput": (throughput, 5),
    "processes": (processes, 3),
    "growth": (growth, 3),
    "memory": (memory, 1),
}
"""Each part with its usual number of runs."""


def is_editable() -> bool:
    """Whether summarylint runs from its sources, which starts otherwise than a wheel does."""
    return '"editable": true' in (importlib.metadata.distribution("summarylint").read_text("direct_url.json") or "")


def main() -> None:
    """Parse the command line and measure, in a folder that is deleted afterwards."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all of them by default")
    parser.add_argument("--runs", type=int, metavar="N", help="rounds of each part, instead of its own number")
    chosen = parser.parse_args()
    if unknown := [part for part in chosen.parts if part not in PARTS]:
        parser.error(f"no part {unknown[0]!r}; there are {', '.join(PARTS)}")
    if chosen.runs is not None and chosen.runs < 1:
        parser.error("--runs must be 1 or more")
    version = importlib.metadata.version("summarylint")
    if is_editable():
        version += " (from its sources: install a wheel for figures that count)"
    print(f"summarylint {version}, Python {'.'.join(map(str, sys.version_info[:3]))}, {os.cpu_count()} cores")
    print("load before: {:.1f} {:.1f} {:.1f}".format(*os.getloadavg()))
    for part in chosen.parts or PARTS:
        measure, usual_runs = PARTS[part]
        with tempfile.TemporaryDirectory() as folder:
            before = os.getcwd()
            os.chdir(folder)
            measure(chosen.runs or usual_runs)
            os.chdir(before)
        sys.stdout.flush()
    print("\nload after: {:.1f} {:.1f} {:.1f}".format(*os.getloadavg()))


if __name__ == "__main__":
    main()
