"""Names in a typed sign-in sheet of the staff that are not on the roster of that year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dossier import surnames, years
from dossier.model import Ledger, Problem
from dossier.scrutiny.dates import held_on
from dossier.scrutiny.exhibits import Exhibit, plain

_ROSTER, _NAME = "教职工花名册", "姓名"
_STAFF = re.compile("教师|教职工|教工|全体职工|培训|研修|教研|备课|例会|听评?课|班主任|师德|校务会|行政会")
_OTHERS = re.compile(
    "家长|家委|学生|新生|少先队|团员|党|退休|来宾|专家|讲座|片区|学区|联盟|集团|校际|结对|帮扶|交流|送教|支教|跟岗|外聘|校外|实习|"
    "见习|社区|食堂|保安|保洁|宿管|后勤|[省市县区镇]级|全[省市县区镇]|联席|座谈"
)
"""Where people sign who are on nobody's roster, or on another one."""
_PART = re.compile("专任|在编|编内|编外|骨干|新任|新进|交流|聘用|退休|部分")
"""A roster that is not of everybody."""
_NO_NAME = re.compile(
    "迟到|单位|时间|成员|全体|全勤|全员|党员|管理|卫生|费用|连续|解释|路上|计[划时]|家长|班主|安[排全]|包[班级]|居家|车间"
)
"""Words in the column of names that begin like one."""
_FEWEST = 5
_SHOWN = 5


def rosters(ledgers: Sequence[Ledger]) -> Mapping[str, frozenset[str]]:
    """School year → everybody on its rosters; years whose rosters cover a part of the staff alone are left out."""
    names: dict[str, set[str]] = defaultdict(set)
    whole: set[str] = set()
    for ledger in ledgers:
        if ledger.kind == _ROSTER and ledger.year and _NAME in ledger.columns:
            names[ledger.year] |= {_bare(row.values.get(_NAME, "")) for row in ledger.rows}
            if not ledger.part and not _PART.search(f"{ledger.title}{ledger.path}"):
                whole.add(ledger.year)
    return {year: frozenset(names[year] - {""}) for year in sorted(whole)}


def strangers(exhibit: Exhibit, listed: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Who is in a sheet that is our staff's beyond doubt: four of five in it are on the roster."""
    present = tuple(dict.fromkeys(_bare(name) for name in exhibit.document.attendees))
    words = plain(f"{exhibit.title}{exhibit.requirement.title}{exhibit.document.path}")
    roster = listed.get(_school_year(exhibit), frozenset())
    if len(present) < _FEWEST or not roster or not _STAFF.search(words) or _OTHERS.search(words):
        return
    missing = [name for name in present if name not in roster]
    if len(missing) * 5 > len(present):
        return
    told = [name for name in missing if surnames.begins(name) and not _NO_NAME.match(name)]
    if told:
        more = "等" if len(told) > _SHOWN else ""
        yield exhibit.problem(
            "sign-in-stranger",
            count=len(told),
            names="、".join(told[:_SHOWN]) + more,
            year=years.shown(_school_year(exhibit)),
        )


def _school_year(exhibit: Exhibit) -> str:
    """Of the day on which it took place; where none is told, of the place that it fills."""
    held = held_on(exhibit)
    if held and held.date:
        return years.month_year(held.date.year, held.date.month)
    return exhibit.year if "-" in exhibit.year else ""


def _bare(name: str) -> str:
    return re.sub(
        r"[\s(（].*$", "", re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", plain(name)).strip()
    )
