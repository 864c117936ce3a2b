"""Which of several versions is the latest, and what says so.

In this order: sure evidence before a guess, marks of a version (定稿), dates in names and titles, dates in the text,
the department that owes the material. The time a file was last written comes last, and counts only when it is at
least a day later: a checkout, an unpacked archive or a copy gives all files new times at once, in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dossier import years
from dossier.match.facts import Facts
from dossier.match.judgement import Proof
from dossier.years import Found

_DAY_NS = 24 * 3600 * 10**9
_Moment = tuple[int, int, int]
"""Year, month and day, 0 for what is not written."""
_UNKNOWN: _Moment = (0, 0, 0)
_TELLING = ("按归类的把握", "按名称里的版本字样", "按名称或标题里的日期", "按文中的日期")
_BY_OWNER = "由责任部门交来"
_BY_TIME = "只有文件修改时间较晚可依"
_BY_NOTHING = "看不出先后"


@dataclass(frozen=True)
class Latest:
    """The version to be used, and those that give way."""

    proof: Proof
    rest: tuple[Proof, ...]
    why: str
    """What it was chosen by, in Chinese."""

    @property
    def is_plain(self) -> bool:
        """Whether the files themselves say which is later."""
        return self.why in _TELLING


def latest(group: Sequence[Proof], facts: Mapping[str, Facts], owner: str) -> Latest:
    """The latest of *group*, which has two or more; *owner* is the department that owes the material, folded."""
    ordered = sorted(group, key=lambda proof: proof.document.path)
    known = [facts[proof.document.path] for proof in ordered]
    ages = list(
        zip(
            [proof.certain for proof in ordered],
            [file.name.rank for file in known],
            _comparable([_last((*file.title.years, *file.name.years)) for file in known]),
            _comparable([_last(_dates(file.document.lead)) for file in known]),
            [owner in file.folder.departments for file in known],
            strict=True,
        )
    )
    best = max(ages)
    equal = [proof for proof, age in zip(ordered, ages, strict=True) if age == best]
    if len(equal) == 1:
        second = max(age for age in ages if age != best)
        why = (*_TELLING, _BY_OWNER)[next(n for n in range(len(best)) if best[n] != second[n])]
        return _latest(equal[0], ordered, why)
    fresh = _fresh(equal)
    return _latest(fresh or equal[0], ordered, _BY_TIME if fresh else _BY_NOTHING)


def _latest(chosen: Proof, group: Iterable[Proof], why: str) -> Latest:
    return Latest(chosen, tuple(proof for proof in group if proof is not chosen), why)


def _comparable(moments: Sequence[_Moment]) -> Sequence[_Moment]:
    """*moments*, or none of them where a file bears none: without a date it may be earlier or later."""
    return [_UNKNOWN] * len(moments) if _UNKNOWN in moments else moments


def _dates(lead: str) -> Iterable[Found]:
    return (found for found in years.find(lead) if found.kind == "date")


def _last(found: Iterable[Found]) -> _Moment:
    """The latest moment that *found* speak of, as far as it is written."""
    return max((_moment(year) for year in found), default=_UNKNOWN)


def _moment(found: Found) -> _Moment:
    if found.calendar:
        return int(found.calendar[-1]), found.month, found.day
    return (int(found.school[-1][5:]), 0, 0) if found.school else _UNKNOWN


def _fresh(group: Iterable[Proof]) -> Proof | None:
    """The one written at least a day after all others of *group*."""
    newest, second, *_ = sorted(group, key=lambda proof: -proof.document.source.mtime_ns)
    gap = newest.document.source.mtime_ns - second.document.source.mtime_ns
    return newest if gap >= _DAY_NS else None
