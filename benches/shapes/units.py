"""The shapes: a name, the syntax, what stands before, and what is repeated.

A unit is a text in which `{n}` is the number of the repetition and `{v}` changes
from one repetition to the next (two characters), or a function of the number.
"""

import random

COMMON = "一二三四五六七八九十"
# Ordinary characters, for texts that must not repeat themselves.
BODY = "工作学习检查改进加强落实会议记录部门镇村群众服务窗口材料时间安排责任计划进度要求问题措施情况年月日"


def varied(n, length=2):
    """Characters that differ from one `n` to the next."""
    text = ""
    for _ in range(length):
        n, rest = divmod(n, len(BODY))
        text += BODY[rest]
    return text


def prose(n):
    """A sentence that no other repeats."""
    chance = random.Random(n)
    return "".join(chance.choice(BODY) for _ in range(28)) + "。\n"


SHAPES = [
    # Numbering.
    ("two styles of one number", "txt", "", "（一）甲\n（一）、乙\n"),
    ("dots and commas after one number", "txt", "", "1、甲\n1．乙\n"),
    ("counting items", "txt", "", "{n}、{v}工作不到位。\n"),
    ("counting items", "md", "", "{n}. {v}工作不到位。\n"),
    ("one number again and again", "txt", "", "一、{v}不实\n"),
    ("parts of one item", "txt", "", "一、甲\n（一）{v}\n1. {v}\n"),
    ("decimal numbers", "txt", "", "1.{n} {v}工作\n1.{n}.1 {v}\n"),
    ("markers in one paragraph", "txt", "", "一是{v}；二是{v}；三是{v}；"),
    ("numbers in one paragraph", "txt", "", "（{n}）{v}。"),
    ("circled numbers", "txt", "", "①{v}②{v}③{v}\n"),
    ("numbers that do not count", "txt", "", "三、甲\n一、乙\n（二）丙\n2．丁\n"),
    ("numbers alone", "txt", "", "{n}\n"),
    # Headings.
    ("equal headings", "md", "", "# 标题\n"),
    ("headings that differ", "md", "", "# {v}工作\n\n"),
    ("empty headings", "md", "", "# \n"),
    ("underlined headings", "md", "", "标题\n===\n\n"),
    ("headings of two levels", "md", "", "# {v}\n\n## {v}\n\n正文。\n\n"),
    ("headings of six levels", "md", "", "# 甲\n## 乙\n### 丙\n#### 丁\n##### 戊\n###### 己\n"),
    ("one heading with many below", "md", "# 总\n\n", "## {v}\n\n文字。\n\n"),
    ("problems of a plan", "md", "# 某局整改方案\n\n", "## 问题{n}：{v}不够\n\n整改措施：{v}落实。\n\n整改时限：2024年6月底前\n\n"),
    ("problems without measures", "txt", "某局整改方案\n", "问题{n}：{v}不够\n"),
    ("one problem again and again", "txt", "", "问题一：{v}不够\n"),
    # Documents.
    ("documents of Markdown", "md", "", "# {v}同志对照检查材料\n\n一、存在的问题\n\n{v}不够。\n\n"),
    ("documents of text", "txt", "", "{v}同志对照检查材料\n一、存在的问题\n{v}不够。\n"),
    ("titles of a collection", "txt", "", "【第{n}篇】\n{v}学习体会\n正文{v}。\n"),
    ("plans in one file", "txt", "", "某某局整改方案\n一、存在的问题\n1、{v}不够\n二、整改措施\n1、{v}落实\n"),
    ("titles only", "txt", "", "整改方案\n"),
    ("attachments", "txt", "", "附件{n}：\n{v}台账\n"),
    # Sections and labels.
    ("sections", "txt", "", "一、存在的问题\n二、原因分析\n三、整改措施\n"),
    ("sections", "md", "", "## 存在的问题\n\n{v}。\n\n## 整改措施\n\n{v}。\n\n"),
    ("bare labels", "txt", "", "整改措施\n"),
    ("labels with nothing", "txt", "", "整改措施：\n"),
    ("labels in one paragraph", "txt", "", "整改措施：{v}。"),
    ("lines of labels in one paragraph", "md", "", "何时整改到位，现状\n"),
    ("bare labels in one paragraph", "md", "", "长效机制\n之策\n"),
    ("headings and references in one paragraph", "md", "", "一、{v}\n销号；参见（一）"),
    ("fields under one heading", "md", "# 某局整改方案\n\n## 问题一：甲\n\n", "整改措施：{v}{v}\n\n整改时限：{v}\n\n"),
    ("fields under one heading", "txt", "某局整改方案\n一、甲不够\n", "整改措施：{v}\n整改时限：长期坚持\n"),
    ("many labels of one role", "txt", "", "责任人：{v}\n责任单位：{v}局\n牵头单位：{v}局\n"),
    ("equal measures", "txt", "某局整改方案\n", "一、{v}不够\n整改措施：每周一召开例会，逐条核对台账，月底通报进度，年底统一考核。\n"),
    ("nearly equal measures", "txt", "某局整改方案\n", "一、{v}不够\n整改措施：每周一召开例会，逐条核对{v}台账，月底通报进度，年底统一考核。\n"),
    ("problems and measures apart", "txt", "某局整改方案\n一、存在的问题\n1、甲\n二、整改措施\n", "{n}、{v}落实。\n"),
    # Tables.
    ("tables", "md", "", "| 问题 | 整改措施 |\n| --- | --- |\n| {v} | {v} |\n\n"),
    ("rows of a table", "md", "| 序号 | 问题 | 整改措施 | 时限 |\n| --- | --- | --- | --- |\n", "| {n} | {v} | {v} | 6月底 |\n"),
    ("empty rows", "md", "| 问题 | 整改措施 |\n| --- | --- |\n", "| | |\n"),
    ("rows with bars, in text", "txt", "| 问题 | 整改措施 |\n", "| {v} | {v} |\n"),
    ("rows with tabs", "txt", "问题\t整改措施\t整改时限\n", "{v}\t{v}\t6月底\n"),
    ("rows with spaces", "txt", "问题      整改措施      整改时限\n", "{v}工作      {v}落实      6月底前\n"),
    ("cells one a line", "txt", "整改台账\n序号\n问题\n整改措施\n整改时限\n", "{n}\n{v}\n{v}\n6月底\n"),
    ("one wide row", "md", "", "| {v} "),
    ("rows of HTML", "md", "<table>\n<tr><th>问题</th><th>整改措施</th></tr>\n", "<tr><td>{v}</td><td>{v}</td></tr>\n"),
    ("tables of HTML", "md", "", "<table><tr><td>{v}</td></tr></table>\n\n"),
    # Within a line.
    ("spaces", "txt", "甲", " "),
    ("tabs", "txt", "甲", "\t"),
    ("wide spaces", "txt", "甲", "\u3000"),
    ("spaces between characters", "txt", "", "学 习 "),
    ("one line without a mark", "txt", "", "加强学习改进作风"),
    ("one line, a phrase and a comma", "txt", "", "发现问题3个，"),
    ("one line, sentences that differ", "txt", "", lambda n: prose(n).strip()),
    ("one line of counts", "txt", "", "共有{n}个问题，分别是{v}和{v}，"),
    ("opening marks", "txt", "", "（"),
    ("closing marks", "txt", "", "）"),
    ("quotes", "txt", "", "“{v}"),
    ("nested marks of books", "txt", "", "《〈"),
    ("ASCII", "txt", "", "a"),
    ("digits", "txt", "", "1"),
    ("dots", "txt", "", "."),
    ("stars", "md", "", "*"),
    ("stars and text", "md", "", "**甲 "),
    ("underscores", "txt", "", "_"),
    ("crosses", "txt", "", "×"),
    ("x", "txt", "", "x年"),
    ("brackets", "md", "", "["),
    ("brackets and numbers", "txt", "", "[{n}]"),
    ("backticks", "md", "", "`a``"),
    ("less-than signs", "txt", "", "<"),
    ("ampersands", "txt", "", "&amp;"),
    ("percent signs", "txt", "", "%E4%B8"),
    ("backslashes", "md", "", "\\\\n"),
    ("mojibake", "txt", "", "锟斤拷{v}"),
    ("replacement characters", "txt", "", "\ufffd"),
    ("zero-width spaces", "txt", "", "学\u200b习"),
    ("ellipses", "txt", "", "…"),
    ("dashes", "txt", "", "——{v}"),
    ("commas", "txt", "", "，、"),
    ("questions", "txt", "", "？！"),
    ("one word", "txt", "", "情况"),
    ("words of one sound", "txt", "", "坚持的不够做的不好"),
    ("set phrases", "txt", "", "四个意识、四个自信，"),
    ("dates", "txt", "", "2024年{n}月30日，"),
    # Lines.
    ("empty lines", "txt", "", "\n"),
    ("lines of one character", "txt", "", "甲\n"),
    ("lines of CR", "txt", "", "甲\r"),
    ("equal lines", "txt", "", "加强学习，改进作风，联系群众，办好实事。\n"),
    ("lines that differ", "txt", "", prose),
    ("paragraphs that differ", "md", "", lambda n: prose(n) + "\n"),
    ("lines that break after a comma", "txt", "", "加强{v}，\n"),
    ("hard-wrapped lines", "txt", "", lambda n: prose(n).replace("。", "")),
    ("quotes of Markdown", "md", "", "> {v}\n"),
    ("quotes in quotes", "md", "", ">"),
    ("lists in lists", "md", "", lambda n: "  " * (n % 40) + "- 甲\n"),
    ("code", "md", "", "```\n"),
    ("front matter", "md", "---\n", "a: {n}\n"),
    ("comments that silence", "txt", "", "<!-- hegao: ignore placeholder -->\nxxxx年\n"),
    ("comments that silence a line", "md", "", "<!-- hegao: ignore-line -->{v}\n\n"),
    ("comments not closed", "md", "", "<!-- "),
    ("notes", "md", "", "{v}[^{n}]\n\n[^{n}]: {v}\n\n"),
    ("links", "md", "", "[{v}]({n}) "),
    ("definitions of links", "md", "", "[{v}]: {n}\n"),
]


def text(start, unit, size):
    """At least `size` bytes of a shape."""
    parts, length, n = [start], len(start.encode()), 0
    while length < size:
        n += 1
        part = unit(n) if callable(unit) else unit.replace("{n}", str(n)).replace("{v}", varied(n))
        parts.append(part)
        length += len(part.encode())
    return "".join(parts)
