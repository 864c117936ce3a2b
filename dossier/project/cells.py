"""What people write into a cell → what is meant; else :class:`Wrong` with a hint of what is allowed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Literal

from dossier import numerals, years
from dossier.model import RectifyProgress, SelfCheckWord
from dossier.schema import Wrong
from dossier.text import fold

_VERDICTS: dict[str, Literal["accept", "reject", "change"]] = {
    **dict.fromkeys(("采用", "同意", "确认", "是", "对", "√", "✓"), "accept"),
    **dict.fromkeys(("不采用", "不用", "不同意", "不是", "否", "错", "×", "✗"), "reject"),
    **dict.fromkeys(("改为", "改", "改成", "改到", "修改"), "change"),
}
_CASES: dict[str, Literal["not-applicable", "deferred"]] = {
    **dict.fromkeys(("不涉及", "本校不涉及", "不适用", "无此项"), "not-applicable"),
    **dict.fromkeys(("暂缓", "暂缓提交", "延期", "缓交"), "deferred"),
}
_COPIES = {
    **dict.fromkeys(("原件", "原始件", "正本"), "原件"),
    **dict.fromkeys(("复印件", "复印", "复制件", "扫描件"), "复印件"),
}
_SELF_CHECKS: dict[str, SelfCheckWord] = {
    **dict.fromkeys(("达到", "已达到", "达标", "符合", "完全达到", "√", "✓"), "met"),
    **dict.fromkeys(("基本达到", "基本达标", "基本符合", "部分达到", "部分达标"), "partly"),
    **dict.fromkeys(("未达到", "没有达到", "未达标", "不达标", "不符合", "没达到", "×", "✗"), "unmet"),
    **dict.fromkeys(("不涉及", "本校不涉及", "不适用", "无此项"), "not-applicable"),
}
_PROGRESS: dict[str, RectifyProgress] = {
    **dict.fromkeys(("", "未填"), ""),
    **dict.fromkeys(("未启动", "未开始", "未整改", "待整改"), "未启动"),
    **dict.fromkeys(("整改中", "正在整改", "进行中", "推进中", "部分完成"), "整改中"),
    **dict.fromkeys(("已完成", "完成", "已整改", "整改完成", "已办结", "办结"), "已完成"),
    **dict.fromkeys(("长期坚持", "持续整改", "长期整改", "持续推进"), "长期坚持"),
}
_CLOSED = dict.fromkeys(("已销号", "销号", "是", "√", "✓"), "已销号")
_NOT_CLOSED = ("", "未销号", "否", "未", "×", "✗")
_DAY = re.compile(r"(?:(\d{4})\s*[-./年]\s*)?(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:\s+\d\d:\d\d)?")
_RANGE = re.compile(r"[第p]?(\d{1,4})页?(?:(?:[-~至到]|\.\.)+第?(\d{1,4})页?)?")


def verdict(text: str) -> Literal["accept", "reject", "change"]:
    """采用, 不采用 or 改为."""
    if fold(text) in _VERDICTS:
        return _VERDICTS[fold(text)]
    raise Wrong("请填 采用、不采用 或 改为")


def case(text: str) -> Literal["not-applicable", "deferred"]:
    """不涉及 or 暂缓."""
    if fold(text) in _CASES:
        return _CASES[fold(text)]
    raise Wrong("请填 不涉及 或 暂缓")


def self_check(text: str) -> SelfCheckWord:
    """达到, 基本达到, 未达到 or 不涉及."""
    if fold(text) in _SELF_CHECKS:
        return _SELF_CHECKS[fold(text)]
    raise Wrong("请填 达到、基本达到、未达到 或 不涉及")


def progress(text: str) -> RectifyProgress:
    """未启动, 整改中, 已完成, 长期坚持 or empty."""
    if fold(text) in _PROGRESS:
        return _PROGRESS[fold(text)]
    raise Wrong("请填 未启动、整改中、已完成 或 长期坚持")


def closed(text: str, near: date) -> str:
    """When it was struck off (销号), or ``已销号``; empty while it is open."""
    if fold(text) in _NOT_CLOSED:
        return ""
    if fold(text) in _CLOSED:
        return _CLOSED[fold(text)]
    try:
        return day(text, near)
    except Wrong:
        raise Wrong("销号的请写日期，没有销号的空着") from None


def copy(text: str) -> str:
    """``原件``, ``复印件`` or empty."""
    if not text or fold(text) in _COPIES:
        return _COPIES.get(fold(text), "")
    raise Wrong("请填 原件 或 复印件")


def count(text: str, empty: int, least: int = 0) -> int:
    """The one whole number in a text: ``2册``, ``约30页``, ``十二页``; *empty* for an empty cell."""
    if not text:
        return empty
    number = _whole(unicodedata.normalize("NFKC", text))
    if number is None:
        raise Wrong("请填一个整数")
    if number < least:
        raise Wrong(f"请填不小于{least}的整数；没有的，删去这一行")
    return number


def _whole(text: str) -> int | None:
    """The only number in *text*, in digits or else in Chinese numerals, if it is whole and below 100,000."""
    digits = re.findall(r"\d+", text)
    if digits:
        return int(digits[0]) if len(digits) == 1 and len(digits[0]) <= 5 and "." not in text else None
    words = re.findall(numerals.PATTERN, numerals.plain(text))
    number = numerals.read(words[0]) if len(words) == 1 else None
    return int(number) if number is not None and number.denominator == 1 and number < 100_000 else None


def pages(text: str) -> tuple[int, int] | None:
    """``3-7``, ``第5页`` → first and last page; None for an empty cell. A date is what Excel made of 3-7."""
    if not text:
        return None
    if changed := re.fullmatch(r"\d{4}-(\d\d)-(\d\d)", text):
        first, last = int(changed[1]), int(changed[2])
    elif match := _RANGE.fullmatch(re.sub("[‐-―─一－～〜−]", "-", fold(text))):
        first, last = int(match[1]), int(match[2] or match[1])
    else:
        raise Wrong("请写成 3-7 这样的页码范围，或一个页码；不连着的分几行写，“合并组”里写同样的字")
    if not 1 <= first <= last:
        raise Wrong("起始页应不小于 1，也不大于结束页")
    return first, last


def year(text: str, calendar: years.Calendar) -> str:
    """Any spelling of one year → ``2024-2025``, or ``2024`` for a calendar year; empty for an empty cell."""
    if not text:
        return ""
    found = {
        year
        for mention in years.find(text)
        for year in (mention.school if calendar == "school" else mention.calendar)
    }
    if len(found) == 1:
        return found.pop()
    example = "2024-2025 这样的学年" if calendar == "school" else "2024 这样的年份"
    raise Wrong(f"请写成 {example}，几个年度分几行写")


def several_years(text: str, calendar: years.Calendar) -> str:
    """Any spellings of one year or several → ``2023-2024、2024-2025``; empty for an empty cell."""
    if not text:
        return ""
    mentions = years.find(text)
    found = [mention.school if calendar == "school" else mention.calendar for mention in mentions]
    if found and all(len(each) == 1 for each in found):
        return "、".join(dict.fromkeys(each[0] for each in found))
    example = "2024-2025 这样的学年" if calendar == "school" else "2024 这样的年份"
    raise Wrong(f"请写成 {example}，几个年度用顿号隔开")


def day(text: str, near: date) -> str:
    """A day in any usual spelling → ISO; without a year it is in the year of *near*."""
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match:
        try:
            return date(int(match[1] or near.year), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            pass
    raise Wrong("请写成 2026-09-30 这样的日期")
