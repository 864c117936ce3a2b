"""Begin a project: the folders, the settings, the two workbooks. Nothing that is there is touched."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from dossier import names, years
from dossier.errors import OutputError, reason
from dossier.model import STAGE_WORDS, Checklist, Desk, Owner, Stage
from dossier.project import info, narratives
from dossier.project.departments import same_department
from dossier.project.desk import default_owners
from dossier.project.layout import WORKBOOK
from dossier.project.settings import FILE
from dossier.project.workbook import proposal
from dossier.toml import quote

OWN_CHECKLIST = "清单.toml"


@dataclass(frozen=True, kw_only=True)
class CountyRules:
    """What the county's list says of numbers, boxes and titles; empty where it says nothing."""

    numbering: Literal["county", "abc", "juan"] = "county"
    thickness_mm: tuple[int, ...] = ()
    by_year: bool = False
    pages: Literal["", "box", "item"] = ""
    titles: tuple[tuple[str, str], ...] = ()
    """Kind of report → its title."""
    merge: tuple[tuple[str, ...], ...] = ()
    """Codes of boxes that are one."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What must be known to begin."""

    checklist_name: str
    """An id that ships, or a path; not used when ``own_checklist`` is given."""
    checklist: Checklist
    """The checklist itself, for owners and figures."""
    own_checklist: str = ""
    """Text of 清单.toml, when the county's list was read."""
    name: str
    short_name: str = ""
    code: str = ""
    stage: Stage
    as_of: date
    owners: tuple[Owner, ...] = ()
    """Who owes what by the county's list, beyond the departments."""
    county: CountyRules = CountyRules()


def init(folder: Path, answers: Answers) -> tuple[Path, ...]:
    """Create or complete a project in *folder*; returns what was made, in order.

    dossier.toml is written last: a folder that has it is whole.

    Raises:
        OutputError: the folder is a project already, is a file, or cannot be written.
    """
    if os.path.lexists(folder / FILE):
        raise OutputError(f"“{folder.name}”已经是项目文件夹，没有改动；要重新设置，请直接改 dossier.toml")
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"“{folder.name}”是文件，不是文件夹；请换一个位置")
    made: list[Path] = []
    try:
        for path in (folder, *(folder / name for name in _folders(answers))):
            if not path.is_dir():
                path.mkdir(parents=True)
                made.append(path)
        for name, data in _files(answers):
            if not (folder / name).exists():
                _write(folder / name, data)
                made.append(folder / name)
    except OSError as error:
        raise OutputError(f"“{folder.name}”写不进去（{reason(error)}）；请换一个位置后重试") from error
    return tuple(made)


def _write(path: Path, data: bytes) -> None:
    """Put a file in place whole, or not at all."""
    part = path.with_name(f"~${path.name}.part")
    part.write_bytes(data)
    part.replace(path)


def _folders(answers: Answers) -> Iterator[str]:
    yield "材料"
    yield from (f"上交/{names.legal(department)}" for department in departments(answers.checklist))
    year = years.month_year(answers.as_of.year, answers.as_of.month)
    yield f"数据/{years.shown(year)}"
    yield narratives.FOLDER


def departments(checklist: Checklist) -> tuple[str, ...]:
    """The departments that the checklist names, in its order, one name for each."""
    found: list[str] = []
    for requirement in checklist.requirements:
        for name in re.split(r"[、，,；;/／\s]+", requirement.owner):
            if name and not any(same_department(name, other) for other in found):
                found.append(name)
    return tuple(found)


def _files(answers: Answers) -> Iterator[tuple[str, bytes]]:
    checklist = answers.checklist
    if answers.own_checklist:
        yield OWN_CHECKLIST, answers.own_checklist.encode()
    known = {
        "学校全称": answers.name,
        "学校简称": answers.short_name or answers.name,
        "学校标识码": answers.code,
        "办学类型": STAGE_WORDS[answers.stage],
    }
    yield info.WORKBOOK, info.workbook(checklist, known)
    yield WORKBOOK, proposal(checklist, Desk(owners=_owners(answers)))
    yield f"{narratives.FOLDER}/{narratives.README}", _README.replace("\n", "\r\n").encode("utf-8-sig")
    yield FILE, _settings(answers).encode()


def _owners(answers: Answers) -> tuple[Owner, ...]:
    """One for each material, in the order of the checklist."""
    named = {owner.requirement: owner for owner in answers.owners}
    return tuple(named.get(owner.requirement, owner) for owner in default_owners(answers.checklist))


_README = """\
这里放学校自己写的文字，一节一个文件，文件名就是节名，例如：
  主要做法.txt
  取得的成绩.txt
  今后努力方向.txt
用记事本（.txt）或 Word（.docx）都可以，只写正文，不用排版。生成报告时会自动放到相应的位置。
没有放的，报告里会留出位置，并只作征求意见稿。
"""


def _kinds(checklist: Checklist) -> tuple[str, ...]:
    """The reports that fit: a self-check ends in what is put right."""
    return ("整改报告", "一校一案") if checklist.self_checked else ("自评报告",)


def _listed(words: Sequence[str]) -> str:
    return f"[{', '.join(map(quote, words))}]"


def _lists(codes: Sequence[Sequence[str]]) -> str:
    """Lists of codes as TOML."""
    return f"[{', '.join(map(_listed, codes))}]"


def _settings(answers: Answers) -> str:
    """dossier.toml, with a word on each setting for whoever opens it."""
    checklist = OWN_CHECKLIST if answers.own_checklist else answers.checklist_name
    county = answers.county
    style = county.numbering if answers.own_checklist else "dashed"
    titles = "".join(f"{quote(kind)} = {quote(title)}\n" for kind, title in county.titles)
    report_titles = f"\n[report.title]\n{titles}" if titles else ""
    short = answers.short_name or names.legal(answers.name)
    return f"""\
# 项目设置。一般不用打开；要改的话，改等号右边，文字两边的引号要留着。

checklist = {quote(checklist)}    # 清单：自带清单的代号，或清单文件的位置
kind = "school"
stage = {quote(answers.stage)}    # 办学类型：primary 小学 junior 初中 nine-year 九年一贯制 twelve-year 十二年一贯制
                                  # complete 完全中学 point 教学点 special 特殊教育学校
as_of = {answers.as_of.isoformat()}    # 检查的基准日
years = 3    # “近三年”算几年

[school]
name = {quote(answers.name)}    # 学校全称，与公章一致
short_name = {quote(short)}    # 学校简称，用作结果文件夹的名字
code = {quote(answers.code)}    # 学校标识码

[numbering]
style = {quote(style)}    # 编号样式：dashed 1-1-01，abc A1-B1-C1-01，juan （一）①-01，da22 档号，county 按县里的编号
pages = {quote(county.pages or "box")}    # 页码：box 一盒连续编，item 一件一编

[boxes]
thickness_mm = {list(county.thickness_mm or (55,))}    # 手头档案盒的盒脊厚度（毫米），可写几种
gsm = 70    # 纸张克重
duplex = false    # 是否双面打印
merge = {_lists(county.merge)}    # 合装一盒的，例如 [["1-1", "1-2"]]
order = {quote("year" if county.by_year else "material")}    # 盒内次序：material 按材料，year 按年度

[report]
kinds = {_listed(_kinds(answers.checklist))}    # 写哪几种报告：自评报告、整改报告、一校一案
profile = "gb9704"    # 版式：党政机关公文格式
{report_titles}
[output]
paper = true    # 是否要装盒用的纸质件
"""
