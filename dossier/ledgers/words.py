"""What the words of a sheet mean: sections, totals, signatures, code rows, units, dates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from dossier.ledgers.folded import fold
from dossier.numbers import unit_of

__all__ = [
    "as_at",
    "date_of",
    "is_banner",
    "is_code_row",
    "is_part",
    "is_remark",
    "is_signature",
    "is_total",
    "part_of",
    "section_of",
    "section_of_part",
    "table_unit",
]

_TOTAL = re.compile(r"(?:.{0,8}(?:合计|总计|小计|共计|累计|总数)|.{0,6}平均(?:值|数|分)?|计)(?:\(.*\))?:?")
_LIKE_TOTAL = re.compile("[计均数]")
_LIKE_SIGNATURE = re.compile("[:：(（签章]")
_SIGNER = (
    "校长|园长|负责人|填表人|制表人|制表|填报人|填报单位|审核人|审核|经办人|复核人|统计人|主管领导|分管领导"
)
_SIGNATURE = re.compile(
    rf"(?:(?:单位|学校|统计)?(?:{_SIGNER})(?:签字|签名|签章|盖章)?[:(]|.{{0,12}}(?:签字|签章|盖章|公章)\)?:?$)"
)
_REMARK = re.compile(
    r"(?:注|备注|说明|填表说明|填报说明)\d?[:、.]|第\d+页|共\d+页|单位[:(]|填报(?:时间|日期)"
)
_REMARK_BEGINS = frozenset("注备说填第共单")
_CODE = re.compile(r"l\d+|[甲乙丙丁戊己庚辛]|\d{1,3}")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.](?![一二三四五六七八九]+年级)|[(][一二三四五六七八九十\d]+[)]|\d+[、.](?!\d))"
)

_GRADES = "一二三四五六七八九"
_GRADE_RUN = re.compile(rf"([{_GRADES}1-9](?:[、,，和及至到\-—~年级]*[{_GRADES}1-9])*)年级")
_CLASS = re.compile(
    rf"([{_GRADES}1-9])(?:\(\d{{1,2}}\)班?|\d{{2}}班?|\.\d{{1,2}}班?|\d班)$|([{_GRADES}])\(?\d+\)?班"
)
_BARE_GRADE = re.compile(rf"[{_GRADES}1-9]|1[0-2]")
_PRIMARY = re.compile(r"小学|完小|小[一二三四五六]")
_JUNIOR = re.compile(r"初中|中学部|初[一二三123]|初20\d\d")
_SENIOR = re.compile(r"高中|高[一二三123]")
_TOGETHER = re.compile(r"中小学|各学段|全校|共用|公用|九年一贯")

_AS_AT = re.compile(r"(?:统计|数据)(?:日期|时间|时点)|截至|截止(?:日期|时间)?|时点")
_DATE = re.compile(r"(20\d\d)\s*[年./\-]\s*(\d{1,2})(?:\s*[月./\-]\s*(\d{1,2})\s*日?|\s*月)?")


def is_total(text: str) -> bool:
    """Whether a text cell marks a row of totals or averages (合计 小计 平均)."""
    # Every row of a roster passes here: look before folding.
    if len(text) > 20 or not _LIKE_TOTAL.search(text):
        return False
    return _TOTAL.fullmatch(fold(text)) is not None


def is_part(texts: Sequence[str]) -> bool:
    """Whether a row with *texts* is a part of one above, which counts it already (其中：女)."""
    return "其中" in [text[:2] for text in texts]


def is_signature(text: str) -> bool:
    """Whether a cell begins the signature lines below a table (填表人：, 校长签字)."""
    if len(text) > 40 or not _LIKE_SIGNATURE.search(text):
        return False
    return _SIGNATURE.match(fold(text)) is not None


def is_remark(text: str) -> bool:
    """Whether a cell is a note about the table, or a page number."""
    return text[:1] in _REMARK_BEGINS and _REMARK.match(fold(text)) is not None


def is_code_row(texts: Sequence[str]) -> bool:
    """Whether a row below the head numbers the columns: 1 2 3, L1 L2 L3, 甲 乙 1 2."""
    if len(texts) < 2:
        return False
    folded = [fold(text) for text in texts]
    if not all(_CODE.fullmatch(text) for text in folded):
        return False
    numbers = [int(text.lstrip("l")) for text in folded if text.lstrip("l").isdigit()]
    return not numbers or (
        numbers[0] in (1, 2) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def is_banner(text: str, sections: Mapping[str, str]) -> bool:
    """Whether a row's only cell is a heading inside the table, such as 一、小学部."""
    bare = _NUMBERING.sub("", fold(text)).strip(":()")
    return bare in sections or bool(re.fullmatch(rf"[{_GRADES}1-9]年级", bare))


def section_of(text: str, sections: Mapping[str, str], *, bare_grades: bool = False) -> str:
    """The section that *text* speaks of: ``primary`` ``junior`` ``senior``, ``*`` for several, or empty.

    Args:
        text: a cell, title or name.
        sections: the vocabulary's words, which win.
        bare_grades: whether a lone ``7`` is a grade; in a column of classes it is a number.
    """
    folded = _NUMBERING.sub("", fold(text)) if not bare_grades else fold(text)
    if not folded:
        return ""
    if folded in sections:
        return sections[folded]
    if bare_grades and _BARE_GRADE.fullmatch(folded):
        return _of_grades(folded)
    if _TOGETHER.search(folded):
        return "*"
    found = {name for name, pattern in _BY_WORD if pattern.search(folded)}
    found |= {_of_grades(match[1]) for match in _GRADE_RUN.finditer(folded)}
    if not found and (match := _CLASS.match(folded)):
        found.add(_of_grades(match[1] or match[2]))
    found.discard("")
    return found.pop() if len(found) == 1 else "*" if found else ""


def part_of(text: str, sections: Mapping[str, str]) -> str:
    """The part of the school that a title limits a table to: ``七1班`` ``七年级`` ``junior``; empty: none."""
    folded = fold(text)
    if match := re.search(rf"(?:初|高|小)?([{_GRADES}1-9])(?:年级)?\(?(\d{{1,2}})\)?班", folded):
        return f"{match[0]}".replace("(", "").replace(")", "").replace("年级", "")
    if (grade := _GRADE_RUN.search(folded)) and len(grade[1]) == 1:
        return grade[0]
    section = section_of(text, sections)
    return "" if section == "*" else section


def section_of_part(part: str, sections: Mapping[str, str]) -> str:
    """The section that a part of the school belongs to: ``七1班`` → ``junior``; a section belongs to itself."""
    return part if part in dict(_BY_WORD) else section_of(part, sections)


def table_unit(texts: Sequence[str]) -> str:
    """The unit that the lines above a table give for its figures (单位：万元); a school's name is none."""
    for text in texts:
        for match in re.finditer(r"单位[:(]?([^\s:()]{1,4})", fold(text)):
            if unit := unit_of(match[1]):
                return unit
    return ""


def as_at(text: str, *, bare: bool = False) -> str:
    """The ISO date that *text* says it holds for (统计日期：2025年9月1日, 截至2025年9月), or empty.

    Without a day the first of the month is meant. *bare*: a date with a month is enough, without 截至.
    """
    marked = _AS_AT.search(text)
    if not marked and not bare:
        return ""
    match = _DATE.search(text, marked.start() if marked else 0) or (_DATE.search(text) if marked else None)
    if match is None:
        return ""
    month, day = int(match[2]), int(match[3] or 1)
    return f"{match[1]}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def date_of(text: str) -> str:
    """The ISO date in a cell of dates: also 20250901, and the number that Excel keeps for a day (45901)."""
    if match := re.fullmatch(r"(20\d\d)(\d\d)(\d\d)", text):
        text = "-".join(match.groups())
    elif re.fullmatch(r"[34]\d{4}", text):
        return (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    return as_at(text, bare=True)


_BY_WORD = (("primary", _PRIMARY), ("junior", _JUNIOR), ("senior", _SENIOR))


def _of_grades(text: str) -> str:
    """The section of the grades named in *text*: 七 → junior, 六、七 → ``*``, 一至六 → primary."""
    if text in ("10", "11", "12"):
        return "senior"
    grades = [_GRADES.index(c) + 1 if c in _GRADES else int(c) for c in text if c in _GRADES or c.isdigit()]
    sections = {"primary" if grade <= 6 else "junior" for grade in grades if grade}
    return sections.pop() if len(sections) == 1 else "*" if sections else ""
