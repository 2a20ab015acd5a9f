"""What stands above a title and is no part of it: a letterhead (GB/T 9704-2012, 7.2), a masthead, a page's navigation."""

from __future__ import annotations

from summarylint.patterns import Pattern
from summarylint.splitting.lines import is_organisation, unspaced

_LONGEST = 120
"""Code points; a longer line is a paragraph."""
_YEAR = r"(?:(?:19|20)\d\d|20[xX×]{2}|[xX×]{2,4})"
_ISSUE = rf"\(?(?:{_YEAR}年)?(?:\(?总?第[\dxX×一二三四五六七八九十百〇零]{{1,6}}[期号辑]\)?){{1,2}}(?:\(总?第?\d{{1,4}}期?\))?|增刊"
_FIELDS = Pattern(
    # Copy number, secrecy and its term, urgency.
    r"(?:(?:份号|编号|文号|№|[Nn][Oo]\.?)[:.]?[\w〔〕\[\]-]{1,20}|\d{5,7}|\(?(?:绝密|机密|秘密)(?:[★☆*](?:[\d一二三四五六七八九十]{1,3}(?:年|个月)|长期)?)?\)?"
    r"|(?:密级|保密期限|紧急程度)[:]\w{0,6}|\(?(?:特急|加急|平急|特提|急件)\)?"
    r"|[\[(【]?(?:内部(?:资料|文件|材料|参考|刊物|使用|传阅)|注意保[存密管]|妥善保管|(?:请)?[勿不]得?(?:外传|转载|翻印)|(?:严禁|不得)外传|仅供\w{2,8})[\])】]?[,·]?"
    # Number of the text, who signs it off, number of an enclosure, state of a draft, number of a bulletin.
    rf"|[^\W\d_a-zA-Z]{{1,14}}[〔\[(【﹝]{_YEAR}年?[〕\])】﹞]第?[\dxX×_]{{1,5}}号?|[〔\[(﹝]{_YEAR}[〕\])﹞]第?[\dxX×_]{{1,5}}号|第[\dxX×]{{1,5}}号"
    r"|(?:签发人?|会签人?|核稿人?|审核人?|拟稿人?|主办单位|编印单位|印发机关|责任编辑|主编|编辑|地址|电话|传真|邮编|邮箱|网址|承办人|联系人|(?:报送|填报|上报|填表|印发)(?:时间|日期))[:][\w.@、()-]{0,24}"
    r"|附件?[\d一二三四五六七八九十]{0,2}(?:-\d{1,2})?[:]?|[\[(【]?(?:征求意见稿|讨论稿|送审稿|审议稿|初稿|草案|修订稿|代拟稿|样稿)[\])】]?"
    rf"|{_ISSUE}){{1,4}}$",
    (
        "号", "№", "o.", "密", "急", "特提", "内部", "注意", "保管", "外传", "转载", "翻印", "仅供", "签发", "会签", "核", "稿", "主办", "编", "地址", "电话", "传真",
        "邮", "网址", "承办", "联系", "日期", "时间", "附", "草案", "期", "辑", "增刊",
    ),
)  # fmt: skip
_NAVIGATION = Pattern(
    r"(?:您|你)?(?:现在|当前)?的?(?:位置|所在位置)[:：]|(?:跳到|跳转到|返回)\S{1,8}$|(?:首页|主页|登录|注册|无障碍(?:浏览|阅读)?|网站地图|设为首页|加入收藏|导航|菜单|搜索)$"
    r"|(?:网站)?(?:首页|主页)[ 　]{0,4}(?:[|｜/\\>›»→·-]|[ 　]).{0,80}|[^|｜>›»]{1,10}(?:[|｜>›»][^|｜>›»]{1,10}){2,12}$"
    r"|(?i:skip to (?:main )?content|(?:menu|search|log ?in|sign in|home)$|home ?[|>›»/].{0,80}$|you are here\b.{0,80})",
    (
        "位置", "跳", "返回", "首页", "主页", "登录", "注册", "无障碍", "地图", "设为", "收藏", "导航", "菜单", "搜索", "ome", "OME", "kip", "enu", "MENU", "earch", "og",
        "ign", "here", *"|｜>›»",
    ),
)  # fmt: skip
_ENGLISH = Pattern(
    r"(?i:(?:strictly )?(?:private (?:and|&) )?confidential|(?:for )?(?:internal|official|restricted)(?: use)?(?: only)?|restricted|official[- ]sensitive|unclassified|(?:first |second |final )?draft(?: \d{1,2})?|memo(?:randum)?|urgent"
    r"|(?:tel|telephone|phone|fax|e-?mail|web|website|(?:our |your )?ref(?:erence)?|file(?: no)?|date|to|cc|via|attn|enclosure|annex|copy)\.?(?: no\.?)?[:.] ?.{0,80}|(?:annex|appendix|attachment|enclosure) (?:\d{1,2}|[a-z])"
    r"|p\.? ?o\.? box \d.{0,60}|(?:https?://|www\.)\S{3,80}|[\w.+-]{1,40}@[\w.-]{3,40}"
    r"|\d{1,5}[a-z]? [\w .'’-]{2,40}\b(?:street|st|road|rd|avenue|ave|lane|drive|square|boulevard|blvd|terrace|quay|way)\b.{0,60}"
    r"|(?:vol(?:ume)?\.? ?\d{1,3},? ?)?(?:issue|no\.?|number) ?\d{1,4}.{0,30})$"
    r"|[\w .,'’-]{2,60}\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}$|[\w .,'’-]{2,60}\b[A-Z]{2} \d{5}(?:-\d{4})?$"
)
_BULLETIN = Pattern(
    r"[^，。；：]{0,24}(?:简报|快报|专报|简讯|通讯|信息|动态|参考|内参|要情|交流|摘要|会议纪要|纪要|通报|专刊|(?i:bulletin|newsletter|digest))$"
)
_BULLETIN_AND_ISSUE = Pattern(
    rf"[^，。；：]{{0,24}}(?:简报|快报|专报|简讯|动态|内参|纪要)[\])】]?[\[(【]?(?:{_ISSUE})[\])】]?$",
    ("期", "号", "辑"),
)
_NOTE = Pattern(r"[\[(（【]?(?:编者按|编者的话|编前语|按语?[：:]|导读)")
_EDITED = Pattern(
    rf"[^，。；：]{{2,24}}(?:编印|主办|编发|编|印|印发)(?:(?:{_YEAR}年)?\d{{1,2}}月\d{{1,2}}日)?$|[^，。；：]{{2,24}}{_YEAR}年\d{{1,2}}月\d{{1,2}}日$"
)
_LABEL = Pattern(r"(?:标题|题目|事由|主题|(?i:subject|re|title))[ 　]{0,2}[：:][ 　]{0,4}")
_DIGITS_OF_COPY = range(5, 8)
_WIDTHS = str.maketrans("（）：［］，．＊", "():[],.*")


def is_above_title(line: str) -> bool:
    """Whether a line belongs above a title: of a letterhead, a masthead or a page's navigation."""
    if len(line) > _LONGEST:
        return False
    if line.isascii():
        return _ENGLISH.match(line) is not None or _is_navigation(line) or _is_numbers(line)
    return _is_numbers(line) or names_issuer(line) is not None or _is_navigation(line)


def _is_navigation(line: str) -> bool:
    return _NAVIGATION.may_match(line) and _NAVIGATION.match(line) is not None


def _is_numbers(line: str) -> bool:
    plain = "".join(line.split()).translate(_WIDTHS)
    if plain.isdecimal():
        return len(plain) in _DIGITS_OF_COPY
    return len(plain) <= 80 and _FIELDS.may_match(plain) and _FIELDS.match(plain) is not None


def names_issuer(line: str) -> str | None:
    """Whose letterhead a line is: 青石镇人民政府 of 青石镇人民政府文件, empty for 工作文件; None for another line."""
    plain = "".join(line.split())
    if not plain.endswith("文件") or len(plain) > 40 or plain.startswith("关于"):
        return None
    issuer = plain.removesuffix("文件")
    if is_organisation(issuer):
        return issuer
    return "" if len(issuer) <= 4 else None


def names_bulletin(line: str) -> bool:
    """Whether a line may be the name of a bulletin, which a number then follows."""
    return len(line) <= 40 and _BULLETIN.match(unspaced(line)) is not None


def is_masthead(line: str) -> bool:
    """Whether a line is the name of a bulletin with its number: 工作简报 第3期."""
    plain = "".join(line.split()).translate(_WIDTHS) if len(line) <= 60 else ""
    return _BULLETIN_AND_ISSUE.may_match(plain) and _BULLETIN_AND_ISSUE.match(plain) is not None


def is_of_bulletin(line: str) -> bool:
    """Whether a line stands between a bulletin's name and a title: its number, who edits it, a word of its editors."""
    return is_above_title(line) or _NOTE.match(line) is not None or (len(line) <= 60 and _is_edited(line))


def _is_edited(line: str) -> bool:
    return _EDITED.match("".join(line.split())) is not None


def label_before(line: str) -> int:
    """Where a title behind a label starts: 标题：, Subject:; 0 without one."""
    match = _LABEL.match(line)
    return match.end() if match and match.end() < len(line) else 0
