"""Words that say the same, brought to one: 花名册 and 名册, 台账 and 登记簿, 微机 and 电脑.

What a person asks for and what a file is called meet here, whatever office wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

_REMEMBERED = 1 << 16
_HAN = re.compile("[\u4e00-\u9fff]")

_PEOPLE = {"老师": "教师", "娃娃": "学生", "毕业学生": "毕业生"}
_THINGS = {
    "家委会": "家长委员会", "膳委会": "膳食委员会", "残障": "残疾", "残证": "残疾证", "课室": "教室", "饭堂": "食堂", "操坪": "操场", "功能场室": "功能室", "功能教室": "功能室", "室场": "功能室",
    "艺术类专用教室": "音美专用教室", "艺术专用教室": "音美专用教室", "艺术教室": "音美教室", "量尺": "实测", "丈量": "实测",
    "测量": "实测", "房照": "产权证", "房本": "产权证", "房产证": "产权证",
}  # fmt: skip
_ALSO = {**_PEOPLE, **_THINGS}
"""Words that one office says and another does not."""

_SOFT: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile("[帐账][本簿册页]?(?![篷户号目])"), "账"),
    (re.compile("行动方案"), "方案"),
    (re.compile("规划"), "计划"),
    (re.compile("(?<=[生师工员女童])底册|名录|花名(?!册)"), "花名册"),
    (re.compile("底册"), "台账"),
    (re.compile("(?<=[工师生童])(?:基本|基础)?(?:情况|信息)登记[册簿]"), "花名册"),
    (re.compile("文凭"), "学历"),
    (re.compile("保证书?(?=$|[0-9])"), "承诺"),
    (re.compile("教职员工?|(?<![职师])教工(?!会)"), "教职工"),
    (re.compile(r"第[一二三四五六七八九十\d]+[届次]"), ""),
    (re.compile("[的和与及等之]|工作|实施|基本|情况|有关|相关|开展|(?<=会)会议"), ""),
    (re.compile("研修"), "培训"),
    (re.compile("生均(?=公用)"), ""),
    (re.compile("经费"), "费"),
    (re.compile("承诺书"), "承诺"),
    (re.compile("签字"), "签到"),
    (re.compile("纪要"), "记录"),
    (re.compile("记载(?![本表册簿])"), "记录"),
    (re.compile("下达|下拨|拨付|核拨"), "拨款"),
    (re.compile("登记[册簿薄本表]|登记|记录[册簿薄本表]"), "记录"),
    (re.compile("花名册|名册|花名单|名单"), "花名册"),
    (re.compile("管理制度"), "制度"),
    (re.compile("小结|回顾$"), "总结"),
    (re.compile("(?<!教)师(?:训|培(?!训))"), "教师培训"),
    (re.compile("一览表?|汇总表|情况表|明细表|清单|台账|统计表?(?=$)"), "统计表"),
    (re.compile("图片|影像|相片"), "照片"),
    (re.compile("协议书|协议"), "合同"),
    (re.compile("责任状"), "责任书"),
    (re.compile("分班"), "编班"),
    (re.compile("微机|电脑"), "计算机"),
    (re.compile("计算机教?室|机房"), "计算机教室"),
    (re.compile("购置|购买"), "采购"),
    (re.compile("法制"), "法治"),
    (re.compile("学区"), "片区"),
    (re.compile("聘任"), "聘用"),
    (re.compile("自查报告"), "自评报告"),
    (re.compile("变动"), "异动"),
    (re.compile("使用率"), "利用率"),
    (re.compile("责任分工|任务分[解工]"), "责任分解"),
    (re.compile("体育艺术|音体美|体音美|艺体|体育美术音乐|体育音乐美术|音乐体育美术"), "体艺"),
    (re.compile("音乐美术"), "音美"),
    (re.compile("|".join(_ALSO)), lambda said: _ALSO[said[0]]),
    (re.compile("少年儿童|儿童少年|(?<=留守)学生|(?<=残疾)学生"), "儿童"),
)
"""Spellings of one thing, brought to one form in phrases and in texts alike."""


def _by_character() -> Mapping[str, int]:
    """Character → the patterns that spell it out, as bits; every match of a pattern holds one of its characters."""
    found: dict[str, int] = {}
    for number, (pattern, _) in enumerate(_SOFT):
        for character in set(_HAN.findall(pattern.pattern)):
            found[character] = found.get(character, 0) | 1 << number
    return found


_PATTERNS_OF = _by_character()


@lru_cache(_REMEMBERED)
def soften(core: str) -> str:
    """*core*, folded, with the synonyms of forms brought to one spelling."""
    waiting = _spelt_in(core)
    while waiting:
        bit = waiting & -waiting
        waiting ^= bit
        pattern, word = _SOFT[bit.bit_length() - 1]
        softer = pattern.sub(word, core)
        if softer != core:
            core = softer
            waiting = _spelt_in(core) & -(bit << 1)
    return core


def _spelt_in(core: str) -> int:
    """The patterns that may match *core*, as bits."""
    patterns = 0
    for character in core:
        patterns |= _PATTERNS_OF.get(character, 0)
    return patterns


def spellings(word: str) -> tuple[str, ...]:
    """*word*, folded, and how other offices call the thing: 食堂, 饭堂. Persons are left out: 李老师 says who wrote a paper."""
    others = (word.replace(meant, said) for said, meant in _THINGS.items() if meant in word)
    return (word, *others)
