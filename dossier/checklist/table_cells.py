"""What stands in the cells of a county's table: marks, several materials in one cell, owners, years, conditions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from dossier.text import fold

_HAN = "一二三四五六七八九十"
_MARK = re.compile(
    r"""
    (?P<code>[A-Za-z]{1,3}\d{1,3}(?:[-—－–.．]\s?[A-Za-z]?\d{1,3})*)(?![A-Za-z0-9%纸版])      # A1, B1-2
    | (?P<path>\d{1,3}(?:[-—－–.．]\d{1,3})+)(?![\d%年月日万元])                      # 1-1, 2.1.3
    | 第(?P<ordinal>[一二三四五六七八九十\d]{1,3})[卷盒部分类章项]+
    | [（(](?P<bracket>[一二三四五六七八九十]{1,3}|\d{1,2})[)）]
    | (?P<plain>[一二三四五六七八九十]{1,3}|\d{1,2})(?=[、.．:：)）\s])
    | (?P<circle>[①-⑳])
    """,
    re.VERBOSE,
)
_AFTER_MARK = " 　、.．:：)）-—－\t"
_ITEM = re.compile(r"(?:[（(](\d{1,2})[)）]|(?<![\d.])(\d{1,2})(?:[、)）]|[.．](?!\d))|([①-⑳]))\s*")
_BRACKET_END = re.compile(r"[（(]([^（()）]{1,40})[)）][。；;，,\s]*$")
_DEPARTMENT = re.compile(
    r".{0,8}(?:处|室|科|股|办|部|组|中心|工会|团委|团总支|支部|大队部|少先队|妇委会|食堂|医务室|各班|班主任|校长|财务|会计)"
)
_SITE = re.compile("实地(?:考察|查看|察看)|现场(?:查看|察看|核查|考察|检查)|看现场")
_YEARS = re.compile(
    rf"(?:近|最近|连续|前)\s*([{_HAN}两\d]{{1,2}})\s*(?:个)?(?:学年|年度|年|届)"
    rf"|([{_HAN}两\d])\s*年的?(?:材料|资料)"
    rf"|^\s*([{_HAN}两\d])\s*(?:个)?(?:学年|年)\s*$",
    re.MULTILINE,
)
_LONG_TITLE = 24
"""A longer one is cut at its colon or full stop; a box has no room for the standard itself."""
_LEAST = re.compile(r"(?:不少于|至少|各)\s*(\d{1,2})\s*(?:份|张|篇|次|幅|个)")
_FORMS: tuple[tuple[str, Literal["花名册", "统计表", "照片", "合同", "证书", "总结", "方案", "制度", "记录", "文件"]], ...] = (
    ("花名册|名册|名单|一览表", "花名册"),
    ("统计表|汇总表|报表|台账|明细表|测算表", "统计表"),
    ("照片|图片|影像", "照片"),
    ("合同|协议", "合同"),
    ("证书|资格证|毕业证|产权证|房产证|奖状", "证书"),
    ("总结|报告", "总结"),
    ("方案|计划|预案|规划", "方案"),
    ("制度|办法|章程|规定|细则|职责", "制度"),
    ("记录|签到|登记|日志|教案", "记录"),
    ("文件|通知|批复|意见", "文件"),
)  # fmt: skip


@dataclass(frozen=True)
class Named:
    """A title with the mark that stood before it."""

    mark: str
    """``A1``, ``1-1``, ``2`` (for 二、 and （二）), or empty."""
    title: str
    note: str = ""
    """What was too long for a title."""


@dataclass(frozen=True)
class Material:
    """One material named in a cell."""

    mark: str
    """A code of its own, or empty; the plain 1. 2. 3. of a list is none."""
    title: str
    owner: str = ""
    site_visit: bool = False


def named(text: str) -> Named:
    """Group or indicator: its mark and its title, shortened to one line that fits a box."""
    text = " ".join(text.split())
    mark, title = "", text
    if (match := _MARK.match(text)) and (rest := text[match.end() :].lstrip(_AFTER_MARK).rstrip()):
        mark, title = _mark(match), rest
    head = re.split("[：:。；;]", title, maxsplit=1)[0].strip()
    if len(title) <= _LONG_TITLE or len(head) < 4:
        return Named(mark, title)
    return Named(mark, head[:60], "" if head == title else title)


def is_number(text: str) -> bool:
    """``一``, ``（二）``, ``三、``: the number of a heading, not of a row."""
    return bool(re.fullmatch(rf"[（(]?[{_HAN}]{{1,3}}[)）、.．]?", text.strip()))


def materials(text: str) -> tuple[Material, ...]:
    """The materials that a cell names, in order."""
    return tuple(found for piece in _pieces(text) if (found := _material(piece)).title)


def _pieces(text: str) -> list[str]:
    """Split by 1. 2. 3. where the numbers run on from 1; else by lines and semicolons."""
    cuts = _cuts(text)
    if len(cuts) >= 2:
        starts = [start for start, _ in cuts]
        ends = [*starts[1:], len(text)]
        lead = text[: starts[0]].strip()
        items = [text[after:end] for (_, after), end in zip(cuts, ends, strict=True)]
        return [part for item in ([lead] if lead else []) + items for part in _outside(item, "；;")]
    return [part for line in text.split("\n") for part in _outside(line, "；;")]


def _cuts(text: str) -> list[tuple[int, int]]:
    """Where the marks 1, 2, 3 … stand: (start, end) of each."""
    cuts: list[tuple[int, int]] = []
    for match in _ITEM.finditer(text):
        number = int(unicodedata.normalize("NFKC", match[1] or match[2] or match[3]))
        if number == len(cuts) + 1:
            cuts.append((match.start(), match.end()))
    return cuts


def _outside(text: str, marks: str) -> list[str]:
    """Split at *marks* that stand outside brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in "（(《[【") - (character in "）)》]】")
        if character in marks and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _material(piece: str) -> Material:
    text = " ".join(piece.split()).strip(" ，,。；;、")
    mark = ""
    match = _MARK.match(text)
    if match and (rest := text[match.end() :].lstrip(_AFTER_MARK).rstrip()):
        text, mark = rest, _mark(match) if match["code"] or match["path"] else ""
    owner, site = "", False
    while end := _BRACKET_END.search(text):
        if is_owner(end[1]) and not owner:
            owner = end[1].strip()
        elif _SITE.search(end[1]):
            site = True
        else:
            break
        text = text[: end.start()].rstrip()
    return Material(mark, text.strip(" ，,。；;、"), owner, site)


def _mark(match: re.Match[str]) -> str:
    if match["code"] or match["path"]:
        return re.sub("[—－–]", "-", match["code"] or match["path"]).replace("．", ".").replace(" ", "")
    return str(number(match["ordinal"] or match["bracket"] or match["plain"] or match["circle"]))


def number(text: str) -> int:
    """``三``, ``十二``, ``3``, ``③`` → the number; 0 when it is none."""
    text = unicodedata.normalize("NFKC", text).replace("两", "二")
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if any(character not in _HAN for character in text) or len(tens) > 1 or len(ones) > 1:
        return 0
    unit = _HAN.index(ones) + 1 if ones else 0
    return ((_HAN.index(tens) + 1 if tens else 1) * 10 if ten else 0) + unit


def is_owner(text: str) -> bool:
    """Whether a bracket names departments: 办公室、教育股."""
    parts = [part for part in re.split("[、，,；;/和及 ]", text.strip()) if part]
    return bool(parts) and all(_DEPARTMENT.fullmatch(part) for part in parts)


def years(*texts: str) -> str:
    """``近三年`` anywhere in the texts → ``last-3``; ``时点`` → ``as-of``; else ``none``."""
    joined = "\n".join(texts)
    if match := _YEARS.search(joined):
        count = number(match[1] or match[2] or match[3])
        return f"last-{count}" if 1 <= count <= 10 else "none"
    if re.search("当年|本年度|本学年|当前学年", joined):
        return "current"
    return "as-of" if re.search("现状|时点|截至", joined) else "none"


def site_visit(text: str) -> bool:
    """Whether a remark says that it is looked at on site."""
    return bool(_SITE.search(text))


def copy(text: str) -> Literal["original", "copy", "either"]:
    """原件 or 复印件, where a remark asks for just one of them."""
    original, copied = "原件" in text, "复印件" in text
    return "either" if original == copied else "original" if original else "copy"


def minimum(text: str) -> int:
    """``不少于3份`` → 3."""
    match = _LEAST.search(text)
    return max(1, int(match[1])) if match else 1


def form(title: str) -> str | None:
    """The form of a material by the last word of its title that says one."""
    best: tuple[int, str | None] = (-1, None)
    for words, name in _FORMS:
        for match in re.finditer(words, title):
            best = max(best, (match.end(), name), key=lambda pair: pair[0])
    return best[1]


def is_total(text: str) -> bool:
    """合计, 总计, 小计 rows."""
    return bool(re.fullmatch(r"[总合小共]计.{0,6}", fold(text)))
