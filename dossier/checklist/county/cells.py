"""What stands in the cells of a county's list: several materials, owners, conditions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from dossier.checklist.county.marks import HAN, Mark, number, split
from dossier.checklist.county.same import points_at
from dossier.text import fold

_ITEM = re.compile(
    rf"(?:[（(](\d{{1,2}})[)）]|(?<![\d.\-—])(\d{{1,2}})(?:[、)）]|[.．](?!\d))|([①-⑳])|(?<![\w])([{HAN}]{{1,3}})、)\s*"
)
_CODE = re.compile(
    r"(?<![A-Za-z0-9\-—.])(?:([A-Za-z]{1,2})|((?:\d{1,2}[-—.])+))(\d{1,3})(?=[\s、.．:：\u4e00-\u9fff])(?!年|月|个|人|纸)"
)
_BRACKET_END = re.compile(r"[（(\[【]([^（()）\[\]【】]{1,40})[)）\]】][。；;，,\s]*$")
_TAIL = re.compile(r"(?:—{1,2}|－|--?|[:：])\s*([^—\-:：（()）]{2,20})$")
_DEPARTMENT = re.compile(
    r".{0,10}(?:处|处室|室|科|股|办|部|组|中心|工会|团委|团总支|支部|大队部|少先队|妇委会|食堂|各班|班主任|校长|书记|校级|县级|财务|会计|出纳"
    r"|报账员|局|学校|教研员|图书馆|幼儿园|全体教师|任课教师|教师|各校|院|政府|站|卫生所|馆|派出所|校医|门卫|后勤|德育|教务|教导|政教|总务|电教|安全|体卫艺)"
)
_SITE = re.compile(
    "(?:实地|现场|实物)(?:考[察查]|[查察]看|核[查验实]|检查|走访|观察|观看|抽查|勘[察验]|测量|巡查|验证|看)"
    "|(?:查看|察看|看|查)(?:现场|实物)"
)
_PAPERS = re.compile("材料|资料|档案|台账|文件|记录|文本|报表")
_LEAST = re.compile(r"(?:不少于|至少|各)\s*(\d{1,2})\s*(?:份|张|篇|次|幅|个)")
_LONG_TITLE = 24
"""A longer one is cut at its colon or full stop; a box has no room for the standard itself."""
_Form = Literal["花名册", "统计表", "照片", "合同", "证书", "总结", "方案", "制度", "记录", "文件"]
_FORMS: tuple[tuple[str, _Form], ...] = (
    ("花名册|名册|名单|一览表", "花名册"),
    ("统计表|汇总表|报表|台账|明细表|测算表|一览(?!表)", "统计表"),
    ("照片|图片|影像", "照片"),
    ("合同|协议", "合同"),
    ("证书|资格证|毕业证|产权证|房产证|奖状", "证书"),
    ("总结|报告", "总结"),
    ("方案|计划|预案|规划", "方案"),
    ("制度|办法|章程|规定|细则|职责", "制度"),
    ("记录|签到|登记|日志|教案", "记录"),
    ("文件|通知|批复|意见", "文件"),
)
_ENDS = re.compile(f"(?:{'|'.join(words for words, _ in _FORMS)}|[表图证册书账])(?:[（(][^（()）]*[)）])?$")
_AND_SO_ON = re.compile("等(?:相关)?(?:材料|资料)?$")
MATERIAL_WORDS = re.compile(
    "花名册|名册|名单|台账|照片|合同|协议|总结|报告|方案|计划|预案|规划|制度|办法|章程|规定|细则|职责|记录|签到|登记"
    "|日志|教案|文件|通知|批复|意见|材料|资料|档案|账册|账簿|说明|简报|课程|情况|清单|目录|凭证|问卷|试卷|作业"
    r"|[表图证账册书票信](?=\s*(?:$|[（()）《》、；;，,。/\n]|等|复印件|原件))"
)


@dataclass(frozen=True)
class Named:
    """A title with the mark that stood before it."""

    mark: Mark
    title: str
    note: str = ""
    """What was too long for a title."""
    owner: str = ""
    """Who owes what stands below, where a bracket says so."""


@dataclass(frozen=True)
class Material:
    """One material named in a cell."""

    mark: str
    """A code of its own, or empty; the plain 1. 2. 3. of a list is none."""
    title: str
    owner: str = ""
    site_visit: bool = False
    same: tuple[str, ...] = ()
    """Pointers at other materials of the list, beside a title or instead of one."""


def named(text: str) -> Named:
    """Group or indicator: its mark and its title, shortened to one line that fits a box."""
    mark, title = split(" ".join(text.split()))
    title, owner = heading_owner(_joined_han(title))
    head = re.split("[：:。；;]", title, maxsplit=1)[0].strip()
    if len(title) <= _LONG_TITLE or len(head) < 4:
        return Named(mark, title, owner=owner)
    return Named(mark, head[:60], "" if head == title else title, owner)


def materials(text: str) -> tuple[Material, ...]:
    """The materials that a cell names, in order."""
    found = map(material, _pieces(text))
    return tuple(one for one in found if one.title not in ("", "等") or one.same)


def material(piece: str) -> Material:
    """One material: its code, its title, and what a bracket at its end says of owner and site."""
    mark, text = split(" ".join(piece.split()).strip(" ，,。；;、"))
    text = _joined_han(text.strip(" ，,。；;、"))
    owner, site, same = "", False, points_at(text)
    if same:
        return Material(mark.text if mark.is_code else "", "", same=same)
    while end := _BRACKET_END.search(text):
        if not owner and is_owner(bare_owner(end[1])):
            owner = bare_owner(end[1])
        elif not same and (same := points_at(end[1])):
            pass
        elif _SITE.search(end[1]):
            site = True
        else:
            break
        text = text[: end.start()].rstrip(" ，,。；;、")
    if not owner and (tail := _TAIL.search(text)) and is_owner(bare_owner(tail[1])):
        owner, text = bare_owner(tail[1]), text[: tail.start()].rstrip()
    return Material(mark.text if mark.is_code else "", text.strip(" ，,。；;、"), owner, site, same)


def listed(material: Material) -> tuple[Material, ...]:
    """``学籍花名册、转学登记表`` as two, where every part is a whole name; else the material itself."""
    text = _AND_SO_ON.sub("", material.title)
    parts = _outside(text, "、")
    if len(parts) < 2 or material.mark or not all(len(part) >= 4 and _ENDS.search(part) for part in parts):
        return (material,)
    return tuple(replace(material, title=part) for part in parts)


def _joined_han(text: str) -> str:
    """Without the blanks between Chinese characters that a line break or alignment left."""
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", text) if _is_spaced(text) else text


def _is_spaced(text: str) -> bool:
    """``教  师`` aligned by blanks: most of its words are single characters."""
    words = text.split()
    return len(words) > 1 and sum(len(word) == 1 for word in words) * 2 > len(words)


# -- several in one cell ----------------------------------------------------------------------------------


def _pieces(text: str) -> list[str]:
    """Split by 1. 2. 3. where the numbers run on from 1, or by codes that rise; else by lines and semicolons."""
    cuts = _cuts(text) or _code_cuts(text)
    if cuts:
        starts = [start for start, _ in cuts]
        ends = [*starts[1:], len(text)]
        lead = text[: starts[0]].strip(" \n:：")
        items = [text[after:end] for (_, after), end in zip(cuts, ends, strict=True)]
        return [part for item in ([lead] if lead else []) + items for part in _outside(item, "；;")]
    return [part for line in _lines(text) for part in _outside(line, "；;")]


def _cuts(text: str) -> list[tuple[int, int]]:
    """Where the marks 1, 2, 3 … of one style stand: (start, end) of each; empty when there are not two."""
    for style in range(1, 5):
        cuts: list[tuple[int, int]] = []
        for match in _ITEM.finditer(text):
            if match[style] and number(unicodedata.normalize("NFKC", match[style])) == len(cuts) + 1:
                cuts.append((match.start(), match.end()))
        if len(cuts) >= 2:
            return cuts
    return []


def _code_cuts(text: str) -> list[tuple[int, int]]:
    """Where codes of one series stand that rise by one: C1 … C2 …; each stays with its material."""
    cuts: list[tuple[int, int]] = []
    last: tuple[str, int] | None = None
    for match in _CODE.finditer(text):
        code = (match[1] or match[2]), int(match[3])
        if last is None or code == (last[0], last[1] + 1):
            cuts.append((match.start(), match.start()))
            last = code
    return cuts if len(cuts) >= 2 and cuts[0][0] == len(text) - len(text.lstrip()) else []


_GOES_ON = re.compile(r"^[、，,及和与的）)》】或]|^等")
_OPEN_END = re.compile(r"[、，,及和与的（(《【:：或]$")


def _lines(text: str) -> list[str]:
    """The lines of a cell; a line that breaks off inside a word or a list goes on in the next."""
    lines: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if lines and (_is_open(lines[-1]) or _GOES_ON.search(line)):
            lines[-1] += line
        else:
            lines.append(line)
    return lines


def _is_open(line: str) -> bool:
    opened = sum(line.count(mark) for mark in "（(《【") - sum(line.count(mark) for mark in "）)》】")
    return opened > 0 or bool(_OPEN_END.search(line)) or (len(line) <= 3 and not MATERIAL_WORDS.search(line))


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


# -- owners -----------------------------------------------------------------------------------------------


def bare_owner(text: str) -> str:
    """``由教务处负责提供`` → ``教务处``."""
    text = re.sub(
        r"^(?:责任部门|负责部门|责任处室|责任科室|责任人|责任单位|提供部门|负责|牵头|责任|由)\s*[:：]?\s*",
        "",
        text.strip(),
    )
    return re.sub(r"(?:负责)?(?:提供|负责|牵头|准备|整理)$", "", text).strip()


_OWNER_LINE = re.compile(
    r"[（(【\[]?\s*(?:责任|牵头|负责|主办|承办|提供|供给|报送)(?:部门|处室|科室|股室|科股室|单位|科|股|处|人)?\s*[:：]\s*(?P<who>[^（）()]{2,30}?)\s*[)）】\]]?"
)


def owner_line(text: str) -> str:
    """``责任部门：办公室`` alone on a line → ``办公室``; any other line gives nothing."""
    match = _OWNER_LINE.fullmatch(text.strip(" 。；;"))
    return match["who"] if match and is_owner(match["who"]) else ""


def heading_owner(title: str) -> tuple[str, str]:
    """``机构健全（责任部门：办公室）`` → its title and who owes what stands below."""
    end = _BRACKET_END.search(title)
    if end and (owner := owner_line(end[1])):
        return title[: end.start()].rstrip(), owner
    return title, ""


@lru_cache(maxsize=1 << 16)
def is_owner(text: str) -> bool:
    """Whether the words name departments: 办公室、教育股."""
    parts = [part for part in re.split(r"[、，,；;/／和及与 \n]", text.strip()) if part]
    return bool(parts) and all(_DEPARTMENT.fullmatch(part) for part in parts)


def is_person(text: str) -> bool:
    """Whether the words look like names of people: two to four characters, no department."""
    parts = [
        part for part in re.split(r"[、，,；;/／\n]", re.sub(r"(?<=\S) +(?=\S)", "", text.strip())) if part
    ]
    return bool(parts) and all(
        re.fullmatch(r"[\u4e00-\u9fff·]{1,3}[\u4e00-\u9fff×xX某＊*○〇]{1,3}(?:校长|主任|老师|书记)?", part)
        and not _DEPARTMENT.fullmatch(part)
        and not MATERIAL_WORDS.search(part)
        for part in parts
    )


def department_and_person(text: str) -> tuple[str, str]:
    """``教务处 王××`` or ``教务处（王××）`` → department and person; what is neither is the department."""
    text = " ".join(text.split())
    match = re.fullmatch(r"(.+?)[\s（(/／:：]+(.+?)[)）]?", text)
    if match and is_owner(match[1]) and is_person(match[2]):
        return match[1], match[2]
    if match and is_owner(match[2]) and is_person(match[1]):
        return match[2], match[1]
    return text, ""


# -- conditions -------------------------------------------------------------------------------------------


def site_visit(text: str) -> bool:
    """Whether a remark says that it is looked at on site."""
    return bool(_SITE.search(text))


def only_on_site(way: str) -> bool:
    """Whether a way of looking at things names the site and no papers: 实地查看, not 查阅资料、实地查看."""
    return site_visit(way) and not _PAPERS.search(way)


def copy(text: str) -> Literal["original", "copy", "either"]:
    """原件 or 复印件, where a remark asks for just one of them."""
    original, copied = "原件" in text, "复印件" in text
    return "either" if original == copied else "original" if original else "copy"


def minimum(text: str) -> int:
    """``不少于3份`` → 3."""
    match = _LEAST.search(text)
    return max(1, int(match[1])) if match else 1


def form(title: str) -> _Form | None:
    """The form of a material by the last word of its title that says one."""
    best: tuple[int, _Form | None] = (-1, None)
    for words, name in _FORMS:
        for match in re.finditer(words, title):
            best = max(best, (match.end(), name), key=lambda pair: pair[0])
    return best[1]


_GENERAL = re.compile(
    "(?:其它|其他|相关|有关|各类|各种|工作|活动|年度|学年|学期|本|佐证|过程性?|材料|资料|计划|总结|照片|图片|影像|记录|方案|制度|报告"
    "|会议|文件|通知|等|及|和|与|、)+"
)


def is_general(title: str) -> bool:
    """Whether a title says nothing of its matter: 其它相关材料 and 工作计划 are others under each indicator."""
    return bool(_GENERAL.fullmatch(title))


def is_total(text: str) -> bool:
    """合计, 总计, 小计 rows."""
    return bool(re.fullmatch(r"(?:本[页盒卷类])?[总合小共]计.{0,8}|.{0,8}[合小总]计[:：]?", fold(text)))
