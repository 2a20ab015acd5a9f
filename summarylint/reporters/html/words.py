"""What the HTML report says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "lang": "zh-CN", "heading": "稿件检查报告", "skip": "跳到篇目表", "comma": "，", "colon": "：", "period": "。", "semicolon": "；",
        "return": "退回", "review": "复核", "accept": "通过", "unchecked": "未能检查",
        "return_sense": "有错误，须退作者改", "review_sense": "有警告，请编辑定夺", "accept_sense": "没有错误和警告", "unchecked_sense": "没有检查或没有查完",
        "error": "错误", "warning": "警告", "info": "提示", "suppressed": "已豁免",
        "errors": "{n}处错误", "warnings": "{n}处警告", "infos": "{n}条提示",
        "checked": "检查了{files}个文件、{submissions}篇、{characters}字", "found": "共{n}处问题（{counts}）", "none": "没有发现问题",
        "hidden": "另有{n}处已豁免", "skipped": "跳过非文档{skipped}",
        "failed": "未能检查的内容", "failed_lead": "下列内容没有检查或没有查完，不能当作没有问题。",
        "list": "篇目", "file": "文件", "number": "篇次", "title": "标题", "unit": "单位", "type": "类型", "verdict": "结论",
        "spread": "问题分布", "untitled": "无标题", "whole": "整份文件",
        "filter": "筛选篇目", "verdict_filter": "结论", "family_filter": "问题类别", "text_filter": "文件、标题或单位", "all": "全部", "clear": "清除筛选",
        "shown": "显示{n}篇，共{all}篇", "sort": "按“{column}”排序",
        "chart": "各类问题", "family": "类别", "count": "处数", "chart_note": "类别前的字是正文里标注用的记号；条形由深到浅是错误、警告、提示。",
        "texts": "全文与问题", "nth": "第{number}篇", "lines": "第{first}—{last}行", "line": "第{line}行", "encoding": "编码{encoding}", "outside": "不属于任何一篇的文字",
        "index": "这一篇的问题", "back": "回到篇目表", "no_text": "没有这份文件的正文，只列出问题和上下文。", "no_findings": "没有问题",
        "to_place": "第{n}处，到正文", "to_reason": "{family}第{n}处，看说明", "related_to": "与第{n}处有关，看说明",
        "see_why": "理由见", "fix": "改法", "safe_fix": "改法（可自动修改）",
        "compare": "对照", "mine": "本篇", "source": "对方", "beside": "与《{title}》对照",
        "archived": "对方的文字在档案库中，这里没有原文。", "not_here": "这里没有对方的原文。", "difference": "加底纹的是两边不同的字。",
        "reckoned": "核对过的数字关系", "place": "位置", "arithmetic": "算式", "holds": "结果", "True": "相符", "False": "不符", "None": "无法判断",
        "comment": "文中注释", "side file": "旁注文件", "baseline": "基线", "new": "新增", "open": "仍在", "mended": "已改正", "mended_lead": "上次报告有、这次没有的问题。",
        "against": "与上次相比改正{mended}处，仍在{open}处，新增{new}处", "absent": "没有对应的稿件",
        "made_by": "由summarylint {version}生成",
    },
    "en": {
        "lang": "en", "heading": "Submission report", "skip": "Skip to the list", "comma": ", ", "colon": ": ", "period": ".", "semicolon": "; ",
        "return": "Return", "review": "Review", "accept": "Accept", "unchecked": "Unchecked",
        "return_sense": "has errors, goes back to its author", "review_sense": "has warnings, for an editor to judge",
        "accept_sense": "no errors, no warnings", "unchecked_sense": "not checked, or not all of it",
        "error": "error", "warning": "warning", "info": "info", "suppressed": "suppressed",
        "errors": "{n} error{s}", "warnings": "{n} warning{s}", "infos": "{n} info{s}",
        "checked": "Checked: files {files}, submissions {submissions}, characters {characters}", "found": "{n} found ({counts})", "none": "nothing found",
        "hidden": "{n} more suppressed", "skipped": "skipped, no documents: {skipped}",
        "failed": "Could not be checked", "failed_lead": "What stands here was not checked, or not all of it; it must not pass for clean.",
        "list": "Submissions", "file": "File", "number": "No.", "title": "Title", "unit": "Unit", "type": "Type", "verdict": "Verdict",
        "spread": "Findings", "untitled": "untitled", "whole": "the whole file",
        "filter": "Filter submissions", "verdict_filter": "Verdict", "family_filter": "Kind of finding", "text_filter": "File, title or unit", "all": "all", "clear": "Clear filters",
        "shown": "{n} of {all} shown", "sort": "Sort by {column}",
        "chart": "Findings by family", "family": "Family", "count": "Findings", "chart_note": "The letter before a family is its mark in the texts; bars run from dark to light: errors, warnings, infos.",
        "texts": "Texts and findings", "nth": "Submission {number}", "lines": "lines {first}–{last}", "line": "line {line}", "encoding": "encoding {encoding}", "outside": "Text of no submission",
        "index": "Findings of this submission", "back": "back to the list", "no_text": "The text of this file is not here; findings stand with their context.", "no_findings": "nothing found",
        "to_place": "finding {n}, to its place", "to_reason": "{family}, finding {n}, see why", "related_to": "belongs to finding {n}, see why",
        "see_why": "why: see", "fix": "Fix", "safe_fix": "Fix (can be applied)",
        "compare": "compare", "mine": "This submission", "source": "The other", "beside": "Beside “{title}”",
        "archived": "The other text is in the archive and not at hand here.", "not_here": "The other text is not at hand here.", "difference": "Shaded characters differ.",
        "reckoned": "Relations between numbers", "place": "Place", "arithmetic": "Arithmetic", "holds": "Result", "True": "holds", "False": "does not hold", "None": "can't be judged",
        "comment": "a comment", "side file": "the side file", "baseline": "the baseline", "new": "new", "open": "still open", "mended": "Mended", "mended_lead": "What the earlier report had, and this one has not.",
        "against": "beside the earlier report: {mended} mended, {open} still open, {new} new", "absent": "Of no submission",
        "made_by": "made by summarylint {version}",
    },
}  # fmt: skip

FAMILY_WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "zh": {
        "placeholder": ("空", "没有填的空"), "masked": ("变", "变体字词"), "residue": ("杂", "网页和广告残留"), "section": ("节", "章节结构"),
        "total": ("数", "数字矛盾"), "duplicate": ("同", "雷同"), "document": ("文", "文件本身"),
    },
    "en": {
        "placeholder": ("B", "Blanks"), "masked": ("M", "Masked words"), "residue": ("R", "Residue of web pages"), "section": ("S", "Sections"),
        "total": ("T", "Totals"), "duplicate": ("C", "Copies"), "document": ("D", "The file itself"),
    },
}  # fmt: skip
"""The mark and the name of each family; a family of a user's pack goes by its own name."""

OTHER_MARK = "※"
