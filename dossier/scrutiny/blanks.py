"""What was left to be filled in and never was: ××学校, 20__年, （此处填写…）, 【　】."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.model import Problem
from dossier.scrutiny.exhibits import WRITTEN, Exhibit
from dossier.surnames import COMMON

_X = "[xX×✕Ⅹ某]"
_N = "[xX×✕Ⅹ*]"
_SURNAME = "".join(sorted(COMMON))
_PLACE = (
    "学校|[中小]学(?![高一二三]级)|省(?![级略])|[市县镇](?!级)|区(?![级域])|乡(?![级村镇土])|教育局|街道|村委"
)
_MARKS = re.compile(
    r"[(【\[]\s*(?:此处|在此|这里)[^)】\]\n]{0,6}(?:填|插入|输入|补充|写)[^)】\]\n]{0,16}[)】\]]"
    rf"|(?<![{_SURNAME}]){_X}{{2,4}}(?:{_PLACE})"
    rf"|20(?:{_N}{{2}}|_{{1,4}}|[ \u3000]{{2,6}})\s?(?:年(?!级)|\.\d|[-—至]{{1,2}}20)"
    rf"|(?<![\dxX×*]){_N}{{2}}年(?!级)"
    rf"|(?<![\dxX×*]){_N}{{1,4}}\s?年\s?{_N}{{1,2}}\s?月(?:\s?{_N}{{1,2}}\s?日)?"
    rf"|(?<![\dxX×*月]){_N}{{1,2}}\s?月\s?{_N}{{1,2}}\s?日"
    r"|(?<![\dA-Za-z×%])[xX×]{2,3}\s?%"
)
_PEOPLE = re.compile(
    r"(?:组长|组员|成员|队长|队员|总指挥|主任|校长|书记|委员|[责任持录系讲]人)\s*:\s*(?:[\u4e00-\u9fff]{2,4}[、,\s]\s*)*?"
    rf"(?:{_X}{{2,4}}|_{{2,}})(?![A-Za-z\d_]|{_X}|{_PLACE})"
)
"""Nobody's name after what somebody is; 王XX hides one."""
_TO_WRITE_ON = re.compile(r"(?<=[\u4e00-\u9fff])_{3,}(?=[\u4e00-\u9fff])|【\s*】|(?<![_\d])_{1,8}(?=\s?%)")
"""In running text; in a form they are to be filled in or ticked by hand."""
_BY_HAND = re.compile("签|盖章|承诺人|责任人|负责人|填表|姓名|电话|家长|班主任|联系")
"""Lines that are signed on paper."""
_ANONYMOUS = re.compile("个别化|个案|案例|家访|心理|帮扶|劝返|辅导|一人一案|谈心|谈话|访谈")
"""Where names of people and places are hidden on purpose."""
_MEANT_BLANK = re.compile("样卷|样本|空白|模板|试卷|试题|问卷|量表|回执|表样|样表")
_ATTACHED = re.compile(r"\s*附(?:件|表|录|[:：])")
_TOP = 3
"""A paper that is an annex itself says so above its title."""
_SHOWN = 3


def left(exhibit: Exhibit) -> Iterator[Problem]:
    """Places that were never filled in."""
    words = f"{exhibit.title}{exhibit.requirement.title}{exhibit.document.source.name}"
    if _MEANT_BLANK.search(words) or exhibit.requirement.form in ("合同", "证书"):
        return
    anonymous = bool(_ANONYMOUS.search(words))
    marks: dict[str, None] = {}
    for line in _own_lines(exhibit):
        marks |= dict.fromkeys(_in_line(line, anonymous, exhibit.requirement.form in WRITTEN))
    if marks:
        shown = "、".join(f"“{mark}”" for mark in list(marks)[:_SHOWN])
        more = "等" if len(marks) > _SHOWN else ""
        yield exhibit.problem("left-blank", marks=shown + more)


def _own_lines(exhibit: Exhibit) -> Iterator[str]:
    """The lines of the paper itself; forms that are attached to it are blank rightly."""
    for number, line in enumerate(exhibit.lead.split("\n")):
        if number > _TOP and _ATTACHED.match(line):
            return
        yield line


def _in_line(line: str, anonymous: bool, written: bool) -> Iterator[str]:
    by_hand = bool(_BY_HAND.search(line))
    for match in _PEOPLE.finditer(line):
        if not anonymous and ("_" not in match[0] or (written and not by_hand)):
            yield match[0].strip()
    for match in _MARKS.finditer(line):
        hidden = anonymous and match[0][0] in "xX×✕Ⅹ某"
        to_sign = by_hand and "_" in match[0]
        if not hidden and not to_sign:
            yield match[0].strip()
    if written and not by_hand:
        for match in _TO_WRITE_ON.finditer(line):
            yield line[max(0, match.start() - 4) : match.end() + 4]
