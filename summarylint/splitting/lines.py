"""What one short line is: a mark, an author's line, a date, a separator, a seller's line, a name of a section."""

from __future__ import annotations

from typing import NamedTuple

from summarylint.model import HIDDEN
from summarylint.patterns import HAN, Pattern

_LONGEST_PLUG, _LONGEST_ENGLISH_PLUG = 60, 150
_SELLING = (
    "素材", "会员", "客服", "网盘", "下载", "扫码", "加微", "代写", "代笔", "接单", "范文", "文库", "免费", "公众号", "关注", "群", "更新",
    "润笔", "来源", "侵权", "删除", "vip", "VIP", "PPT", "版权", "免责", "转载",
)  # fmt: skip
"""Words of which a seller's sentence has several."""
LONGEST_TITLE, LONGEST_ENGLISH_TITLE = 50, 110
"""Code points."""

NUMERAL = "一二三四五六七八九十百零〇"
SEPARATORS = frozenset("*-—–=_─━~～#＊·•. 　＝—…+◆★☆■●※﹏")

_PART_NAME = "范文|材料|文章|样本|样文|案卷|交流材料|经验材料|发言材料"
_PART = (
    rf"第[ ]?(?:[{NUMERAL}]{{1,4}}|\d{{1,3}})[ ]?篇|(?:篇|{_PART_NAME})[ ]?(?:[{NUMERAL}]{{1,4}}|\d{{1,3}})(?![\d月年])"
)
_MARK = Pattern(
    rf"(?:\*\*|__)?(?:[【\[（(〔]?(?P<part>{_PART})[】\]）)〕]?"
    r"|(?i:(?:(?P<report>report|submission|summary|article|paper|entry)|(?P<piece>part|item|no\.))[ ]?(?P<count>\d{1,3}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)\b(?=[ ]{0,3}(?:[.:：—–|-]|\*\*|$)))"
    rf"|[（(](?P<bracketed>[{NUMERAL}]{{1,4}})[）)]|(?P<chinese>[{NUMERAL}]{{1,4}})(?=[、.．])"
    r"|[（(〔【\[](?P<item>\d{1,3})[）)〕】\]]|(?P<arabic>\d{1,3})(?=[.．、)）](?!\d)))"
    r"(?:\*\*|__)?[ 　\t]{0,9}[：:、.．)）—–|·-]{0,3}[ 　\t]{0,9}"
)
MARK_STARTS = frozenset(f"【[（(〔第篇范材文样案交经发*_PRSAINEprsaine0123456789{NUMERAL}")
PART_STARTS = frozenset("【[（(〔第篇范材文样案交经发*_PRSAINEprsaine")
_DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九")} | {"〇": 0}
_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")

_DOCUMENT_NOUN = "总结|汇报|报告|简报|讲话|材料|综述|方案|纪要|调研|述职|体会|发言|信息|报道|纪实|通报|侧记|小结|自评|手记|心得|讲话稿"
_NAMES_A_DOCUMENT = Pattern(
    rf"(?:{_DOCUMENT_NOUN})(?:[（(][^（()）]{{1,20}}[）)])?\W{{0,3}}$"
    r"|(?i:report|summary|minutes|review|briefing|update|overview|statement|note|account|brief|recap)s?(?:\W{1,3}[\w ,.&–-]{1,24})?$"
)
_OFFICIAL = (
    "的函",
    "复函",
    "的通知",
    "的请示",
    "的批复",
    "的意见",
    "的决定",
    "的公告",
    "的通告",
    "的议案",
    "的建议",
    "的答复",
    "的说明",
)
_COLLECTION = Pattern(
    r"(?:汇编|合集|汇总|选编|选辑|选登|专辑|集锦|文集|荟萃|集萃|汇集|材料集|资料集|总结集)(?:[ 　（(〔【\[—|第之][^。，]{0,30})?$"
    r"|(?:交流|经验|发言|总结|典型)材料(?:选|集)?$|(?:共|本书|本辑)(?:收录|汇集|收集)(?:[^，。]{0,4}?(?P<gathered>\d{1,3}|[一二三四五六七八九十]{1,3})[个家名])?|^(?i:collected|compiled|gathered|edited) (?:for|by|from)\b"
    r"|(?<!第)(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})[ 　]?[篇份](?!章|文章中)"
    r"|(?i:\b(?:collection|compilation|compendium|anthology|digest|collected|compiled)\b)"
)
_ENGLISH_COUNT = Pattern(
    r"\b(?P<count>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten) (?:[\w-]{1,16} )?(?:reports|summaries|submissions|articles|papers|entries|pieces|accounts|returns)\b",
    flags=2,
)
_MATERIAL = Pattern(r"(?:经验|典型|发言|交流|总结)材料$")
"""Ends the name of one text as often as that of a collection."""
_COLLECTION_WORDS = (
    "汇编",
    "合集",
    "汇总",
    "选编",
    "选辑",
    "选登",
    "专辑",
    "集锦",
    "文集",
    "荟萃",
    "集萃",
    "汇集",
    "料集",
    "料",
    "收录",
    "收集",
    "总结集",
    "篇",
    "份",
)
_ENGLISH_COLLECTION = ("ollect", "ompil", "ompend", "ntholog", "igest", "OLLECT", "OMPIL", "OMPEND", "DIGEST")
_SECTION = Pattern(
    r"(?:主要|重点|具体|特色|典型|基本|总体|心得|有关|相关|当前|今后|下一?步|下阶段|存在的?|面临的?|取得的?|工作|活动|项目|情况|一年来|突出|几点|我的|个人|明年|来年){0,6}"
    r"(?:做法|情况|成效|成绩|亮点|问题|不足|短板|困难|打算|计划|安排|思路|建议|措施|目标|任务|概况|背景|原因|经验|启示|体会|举措|进展|议定事项|决定事项|会议内容|附件|前言|结语|引言|目录|案例|数据|概述|总述|回顾|展望|总体评价|结束语|写在前面|写在最后)"
    r"(?:[和与及、](?:主要|存在的?|工作|对策|下一?步){0,2}(?:做法|成效|问题|不足|困难|打算|计划|措施|建议|原因|体会|启示|经验|亮点)){0,3}$"
    r"|(?i:(?:executive |project |work |key |main |our |the ){0,2}(?:summary|overview|introduction|background|abstract|highlights|activities|results|outcomes"
    r"|issues|challenges|risks|next steps|plans?|budget|conclusions?|recommendations?|appendix|references|attendees|participants|acknowledge?ments"
    r"|action items|agenda|decisions|progress|achievements|metrics|lessons learned|timeline|contact|about us|staffing|finances?|looking ahead|outlook|methods?|findings|purpose|scope))$"
)
TRAILER = Pattern(
    r"[（(][^（）()]{2,30}(?:编印|印制|汇编|整理)[）)]$|[（(—–\-\s]{0,6}(?:全文|选编|汇编|本期|本辑|正文)?完[）)—–\-\s]{0,6}$|素材|会员|客服|公众号|网盘|下载|扫码|关注|代写|代笔|接单|加微|微信|免责|版权|转载|来源[：:]|来源于网络|侵权|责任编辑|责编|编辑[：:]|打印|关闭窗口"
    r"|上一篇|下一篇|分享|[#$]{2}\w+[#$]{2}|\[/?(?:hide|reply|vip|pay|login)\]|提取码|范文网|文库|点击|更多.{0,6}(?:材料|范文|文章)"
    r"|(?i:subscribe|newsletter|all rights reserved|©|copyright|click here|follow us|sponsored|cookies|download|visit our|whatsapp|templates?\b)"
)
_SPACED = Pattern(rf"(?<=\d|{HAN})[ 　]{{1,4}}(?=(?:\d|{HAN})(?:[ 　]|$))")
"""Before a letter that has a blank, or nothing, behind it."""
SIGNS = Pattern(r"\d{4}\s*年|[xX×]{2,4}\s*年|[〇○零一二三四五六七八九]{4}年|签|盖章|单位[：:]|报告人|汇报人")
_PAGE = Pattern(
    r"(?:第[ ]?\d{1,4}[ ]?页)?[ ,，/／|]{0,3}(?:共[ ]?\d{1,4}[ ]?页)?$|[-—–·－]{1,2}[ ]?\d{1,4}[ ]?[-—–·－]{1,2}$|\d{1,4}$|\d{1,4}[ ]?/[ ]?\d{1,4}$|(?i:page \d{1,4}(?: of \d{1,4})?)$"
)
_DATE = Pattern(
    r"[（(]?(?:[12]\d{3}|20[xX×]{2}|[xX×]{2,4}|[二一][〇○零一二三四五六七八九]{3})[ ]?(?:[./-]\d[^，。；,]{0,16}$"
    r"|年(?:[^，。；,]{0,3}$|[ 　]?[\d一二三四五六七八九十〇○xX×_＿*\ufffc 　]{1,8}月[^，。；,]{0,14}$|(?:度|[上下]半年|第?[一二三四1-4]季度)[^，。；,]{0,3}$|[ 　]{0,2}[—–~～至-][^，。；,]{1,14}$))"
    r"|[（(]?(?:\d{1,2}[ ])?(?i:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?[ ](?:\d{1,2},?[ ])?\d{4}[)）]?$"
    r"|(?i:dated?)[: ].{4,24}$"
)
_DATE_AT_END = Pattern(
    r"[ 　]{0,9}[（(][ ]?(?:20\d\d[年./-]|[xX×]{2,4}年)[^（）()]{0,12}[）)]$"
    r"|[ 　]{1,9}(?:20\d\d[年./-]|[xX×]{2,4}年)[^ 　]{0,10}$"
)
_ORGANISATION = Pattern(
    r"(?:人民政府|政府|委员会|党委|党组|支部|总支|工委|纪委|团委|妇联|工会|办公室|政府办|综合办|街道办|党建办|办事处|街道|管委会|居委会|村委会|[镇乡县区市省州局厅]|宣传部|组织部|统战部|武装部|营业部|事业部|项目部|部|委"
    r"|院|学校|中学|小学|大学|学院|幼儿园|校|公司|集团|中心|站|所|队|合作社|供销社|报社|协会|联合会|残联|文联|工商联|侨联|科协|社联|银行|支行|村|社区|处|科|室|馆|厂|专班|指挥部|领导小组|工作组|编辑部|园|学会|基金会|商会|联社|车间|[^习论讨主]班|[^一二三四五六七八九十分]组)"
    r"(?:[ 　]?[（(](?:盖章|公章|章)[）)])?$"
    r"|(?i:(?:office|department|team|division|branch|unit|bureau|school|hospital|district|centers?|centres?|committee|council|group|county|library|station|clinic|agency|authority|institute|college|university|society|trust|board|ltd\.?|inc\.?|museum|service|services|section|desk|directorate|commission|academy|depot|ward|laboratory|secretariat))$"
)
_LABEL = Pattern(
    r"(?P<label>(?:作[ 　]{0,4}者|撰稿人?|撰写人?|撰文|执笔人?|报送单位|报送部门|报送|供稿单位|供稿人?|来稿单位|填报单位|上报单位|汇报单位|报告单位|编报单位|总结单位|提交单位|申报单位|单位名称|单[ 　]{0,4}位|部[ 　]{0,4}门|汇报人|述职人|报告人|总结人|发言人|整理人?|起草人?|编写人?|姓[ 　]{0,4}名|署名|编制单位|编制|文[ 　]?/)[ 　]{0,3}[：:/／]"
    r"|(?i:by|prepared by|written by|submitted by|author|authors|reported by|compiled by|contributed by|unit|office|department|team|from)[ ]?(?::|(?<=[bB][yY])(?=[ ])))[ 　]{0,9}(?P<who>\S.{0,60})$"
)
_BESIDE_AUTHOR = Pattern(
    r"(?:^|[ 　\t_＿])[(（]?(?:[^\W\d_a-zA-Z]{0,4}(?:日期|时间|电话)|(?i:dated?|tel|phone|signature|signed))[ 　]{0,3}[:：]",
    "：:",
)
"""What a form has beside the author: a date of its own."""
_NOBODY = Pattern(
    r"(?i:to be |tbd\b|tbc\b|n/a\b|\[|<|\{)|待[填补定]|请填|[（(][ 　]{0,3}(?:盖章|公章|章|签|填|待)|[xX×*＊?？]{2,9}$"
)
"""What stands where the author is to be named later."""
_BRACKETED = Pattern(r"[（(〔\[【](?P<inner>[^（）()〔〕\[\]【】，。；]{2,40})[）)〕\]】]$")
_ROLE_AND_NAME = Pattern(
    r"[^，。；：\s]{0,24}(?:书记|主任|镇长|乡长|局长|校长|院长|所长|站长|部长|科长|处长|主席|经理|组长|队长|县长|区长|市长|教师|民警|干部|村官)[ 　]{1,4}[^\W\d_a-zA-Z]{1,2}[ 　]{0,2}[^\W\d_a-zA-Z]{1,2}$"
)
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤欧包倪柳骆耿岳齐"
    "康庞樊兰殷施洪翟安颜牛温芦季俞章鲁葛伍申尤毕聂柴焦喻凌祝阮辛管童梅盛霍游简饶路单甄辜裴左阳植涂屈瞿上司诸皇尉慕"
)
_UNIT_AND_NAME = Pattern(
    r"[^，。；：！？\s]{2,20}(?:[　 \t]{2,4}|　|(?<=[局委办镇乡县区市院校站所队部处科厅馆村司行员会心体厂社])[ ])"
    rf"[{SURNAMES}]"
    r"[^\W\d_a-zA-Z]?[　 ]?[^\W\d_a-zA-Z]$"
)
"""单位　姓名; behind a single blank only where a unit's word stands before it."""
_ENGLISH_NAME = Pattern(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?[A-Z][a-z'’-]+(?: [A-Z]\.)?(?: [A-Z][a-z'’-]+){1,2}, (?:[a-z][\w ’'-]{2,40}|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,4})$"
    r"|(?:Dr|Mr|Mrs|Ms|Prof)\.? [A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+){0,2}$"
)
"""A name with what its bearer does, or with a title."""
_ENGLISH_UNIT = Pattern(r"(?i:office|department|team|division|branch|unit|bureau|school|hospital|district|cent(?:er|re)|committee|council|group|county|library|station|clinic|agency|institute|college|museum|services?|depot|ward)\b")  # fmt: skip
_UNIT_IN_TITLE = Pattern(
    r"(?:关于)?(?P<name>(?:中共)?[^\W\d_a-zA-Z][^\W_，。、：]{0,11}?(?:人民政府|委员会|街道|社区|公司|集团|中心|学校|中学|小学|大学|学院|医院|幼儿园|管委会|法院|检察院|支队|大队|总队|妇联|团委|残联|工会|文联|银行|支行|协会|水厂|电厂|林场|农场|(?<![小地山景灾辖片校城都超集夜乡农进驻格布破开旧新])[镇乡县区市州局厅村馆](?!场|民|级|域|容|政|委)|[^常各]委(?!托|员)|[^举主]办(?!理|事|好|学|公|案)))"
)


class Mark(NamedTuple):
    """A number before a title: its form, what it counts, and where what stands behind it starts."""

    form: str
    number: int
    end: int


def mark_at(prose: str, start: int, end: int) -> Mark | None:
    """The mark that a line starts with; its end is at most `end`."""
    match = _MARK.match(prose, start, end)
    if match is None:
        return None
    # A mark of two words has its number in a group of its own.
    form = "report" if match["report"] else "piece" if match["piece"] else match.lastgroup or ""
    return Mark(form, number_of(match["count"] or match[form]), match.end())


def number_of(text: str) -> int:
    """The number in 第十二篇, part ii or 3; 0 where there is none that counts."""
    digits = "".join(character for character in text if character.isdigit() and character.isascii())
    if digits:
        return int(digits)
    word = text.lower().split()[-1] if text.isascii() and text.split() else ""
    for words in (_ENGLISH, _ROMAN):
        if word in words:
            return words.index(word) + 1
    total = current = 0
    for character in text:
        if character in _DIGITS:
            current = _DIGITS[character]
        elif character in "十百":
            total += (current or 1) * (10 if character == "十" else 100)
            current = 0
    return total + current


def is_separator(line: str) -> bool:
    """Whether a line is drawn and not written: at least three signs, blanks aside."""
    return line[0] in SEPARATORS and len(line) >= 3 and not set(line) - SEPARATORS and len(line.replace(" ", "")) >= 3


def is_page(line: str) -> bool:
    """Whether a line is a number of a page."""
    return len(line) <= 20 and _PAGE.match(line) is not None


def is_trailer(line: str) -> bool:
    """Whether a line is a seller's or a web page's and not an author's.

    Authors write of 公众号 and 下载 too, in sentences; a seller's long line has several such words.
    """
    line = line.strip(HIDDEN)
    if not line:
        return True
    if len(line) > (_LONGEST_ENGLISH_PLUG if line.isascii() else _LONGEST_PLUG):
        return sum(word in line for word in _SELLING) >= 3
    if line[-1] == "。":
        return sum(word in line for word in _SELLING) >= 2
    return TRAILER.search(line) is not None and SIGNS.search(line) is None


def is_date(line: str) -> bool:
    """Whether a line is a date and little else; 2024年工作总结 starts as one does and is none."""
    return len(line) <= 30 and _DATE.match(line) is not None and not names_document(line)


def is_whole_date(line: str) -> bool:
    """Whether a line is a date with its month, as signatures have; 2024年度 may be the first line of a title."""
    return is_date(line) and ("月" in line or line.isascii())


def unspaced(line: str) -> str:
    """A line whose letters stand apart to fill its width, without the blanks: 工 作 总 结 is 工作总结."""
    if " " not in line and "　" not in line:
        return line
    words = line.split()
    if 3 * sum(len(word) == 1 and not word.isascii() for word in words) > 2 * len(words):
        return "".join(words)
    squeezed, blanks = _SPACED.compiled.subn("", line)
    return squeezed if blanks > 1 else line


def is_section(line: str) -> bool:
    """Whether a line is what sections are called in any text: 主要做法, Next steps."""
    return len(line) <= 40 and _SECTION.match(line) is not None


def names_document(line: str) -> bool:
    """Whether a line ends as titles of documents do."""
    return _NAMES_A_DOCUMENT.search(unspaced(line)) is not None


def names_official(line: str) -> bool:
    """The same, or whether a line is of another kind of official document: 关于…的函."""
    return names_document(line) or ("关于" in line and line.endswith(_OFFICIAL))


def is_organisation(line: str) -> bool:
    """Whether a line could be the name of an organisation; a phrase such as 走进社区 is one too."""
    return 2 <= len(line) <= 60 and not _has_stop(line) and _ORGANISATION.search(line) is not None


def without_date(line: str) -> str:
    """A line without the date that closes it: 县检察院（2022年11月25日） is 县检察院."""
    return _DATE_AT_END.compiled.sub("", line) if line[-1:] in "日月0123456789）)" else line


def _has_stop(line: str) -> bool:
    return any(mark in line for mark in "，。；：:“《！？")


def author_of(line: str) -> str | None:
    """Who is named by an author's line: 作者：李明, （市教育局）, By the Harbour Office; None where it is none.

    Empty where nobody has written behind the label.
    """
    label = _LABEL.match(line)
    if label and not (line[0] in "Bb" and not label["who"][0].isupper()):
        return _written(label["who"])
    labelled = _LABEL.match(line[1:-1]) if line[0] in "（(〔[【" and line[-1] in "）)〕]】" else None
    if labelled:
        return _written(labelled["who"])
    inside = _BRACKETED.match(line)
    if inside:
        inner = inside["inner"]
        return inner if is_organisation(inner) and not is_date(inner) else None
    if line[0] in "—–-" and is_organisation(line.lstrip("—–- ")):
        return line.lstrip("—–- ")
    return line if _ROLE_AND_NAME.match(line) or _UNIT_AND_NAME.match(line) or _ENGLISH_NAME.match(line) else None


def _written(who: str) -> str:
    """What stands behind a label but for the line to write on and the date beside it."""
    beside = _BESIDE_AUTHOR.search(who)
    name = (who[: beside.start()] if beside else who).strip("_＿…—- 　\t")
    return "" if _NOBODY.match(name) else name


def unit_in(title: str) -> str | None:
    """The unit that a title starts with."""
    match = _UNIT_IN_TITLE.match(title)
    if match:
        return match["name"]
    if title.isascii():
        english = _ENGLISH_UNIT.search(title)
        return title[: english.end()] if english else None
    return None


def collection_in(line: str) -> int | None:
    """How many texts a cover says that it collects; 0 where it says only that it does; None for another line."""
    if not any(word in line for word in (_ENGLISH_COLLECTION if line.isascii() else _COLLECTION_WORDS)):
        return None
    match = _COLLECTION.search(line)
    if match is None:
        return None
    if line.isascii() and (counted := _ENGLISH_COUNT.search(line)):
        return number_of(counted["count"])
    if match["gathered"]:
        return number_of(match["gathered"])
    # The number may stand behind the word: 总结汇编（12篇）.
    counted = match if match["count"] else _COLLECTION.search(line, match.start() + 1)
    return number_of(counted["count"]) if counted and counted["count"] else 0


def is_doubtful_collection(line: str) -> bool:
    """Whether a cover's line may be the title of one text: 经验材料."""
    match = _COLLECTION.search(line)
    return match is not None and _MATERIAL.search(match[0]) is not None


def names_sentence(line: str) -> bool:
    """Whether a line is a sentence and not a title."""
    return line[-1] in "。；;：:" or "，" in line[:-1]
