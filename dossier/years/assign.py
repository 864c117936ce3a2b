"""Deciding which year a piece of evidence belongs to, from all the years written on it.

Rules, in this order:

- Sources are heard by authority (a person's word, the title inside, the file name, folders from the
  nearest upward, the day a photo was taken). Within one source the fullest spelling speaks: a school year
  before a date, a date before a calendar year, a cohort or a document number last.
- A calendar year alone, 2024年, fits two school years. It only narrows: a later source decides between
  them. Without one the later is proposed, since what is called 2024年 is oftener kept with the school year that
  begins in it — proposed, never settled. A school year for a calendar slot is treated alike.
- Enrolment happens before its school year begins: 2024年招生, and 编班 of August 2024, are 2024-2025.
  A plan dated from June to August, or from April on with a year alone in its title (2025年…方案), may be too: the year
  to come is proposed, never settled.
- Those who entered in 2022 (2022级) have a 三年巩固率 in 2024-2025.
- Some things fall in one half of the year: the 事业统计 and the register of a starting grade of 2024年 are made
  that autumn, 毕业生 of 2024年 leave that summer, with the 指标生 of 2024年 among them.
- A source that contradicts what was settled by a spelling of the same weight or more unsettles it, except
  that nothing unsettles a school year written in a more authoritative place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from dossier.years.calendar import Calendar, school_year
from dossier.years.spellings import Found, YearKind

_ENROLMENT = re.compile("招生|新生|编班|分班|入学")
_ENTRY = re.compile(f"{_ENROLMENT.pattern}|起始")
_QUOTA = re.compile("指标(?:生|到校|分配)|配额(?:生|到校|分配)?|分配生|定向生")
"""Places at senior schools for those who leave in the year's summer, whether they are called enrolment, plan or list."""
_LEAVING = re.compile(f"毕业|{_QUOTA.pattern}")
_LEAVERS = re.compile(f"{_LEAVING.pattern}|巩固率")
_STAYED = re.compile("三年巩固率")
"""Of those who entered in 2022 it is known in 2025."""
_AUTUMN = re.compile("事业统计|教基|起始")
_PLAN = re.compile("计划|方案|安排|规划|预案|派遣|任教|调[动令]|编制")
"""What is written in summer for the school year to come."""
_WORDS = re.compile("|".join(words.pattern for words in (_STAYED, _QUOTA, _ENTRY, _LEAVERS, _AUTUMN, _PLAN)))
"""All of these: one look tells which stand in a title, and few sets of
them occur. In no title that means anything do two of them overlap."""
_AHEAD = "暑假前后写的，可能属于下一学年度"
_WEIGHT = {
    "school": 3,
    "term": 3,
    "span": 3,
    "date": 2,
    "calendar": 1,
    "entering": 0,
    "graduating": 0,
    "number": 0,
}


YearDoubt = Literal["", "year-none", "year-open", "year-ahead", "years-differ"]
"""No year is written; a year that fits two; one that may mean the next; several that differ."""


@dataclass(frozen=True)
class Settled:
    """The years a piece of evidence covers, and whether that is beyond doubt."""

    years: tuple[str, ...] = ()
    """Keys, oldest first; several only for evidence that says it covers several (2022—2025学年)."""
    certain: bool = False
    reason: str = "年度不明"
    """Why it is not certain, in Chinese; empty when it is."""
    doubt: YearDoubt = "year-none"
    """The same as a kind; empty when it is certain."""


class _Meaning(NamedTuple):
    """What was written, wherever it stands in its text."""

    kind: YearKind
    school: tuple[str, ...]
    calendar: tuple[str, ...]
    month: int


class _Title(NamedTuple):
    """What the words around the years are about."""

    enrolment: bool
    entry: bool
    leaving: bool
    leavers: bool
    stayed: bool
    autumn: bool
    plan: bool


class _Voice(NamedTuple):
    """What one source says: years it may mean, how plainly, whether it means all of them."""

    years: tuple[str, ...]
    weight: int
    all: bool


def assign(
    evidence: Sequence[Sequence[Found]], needed: Sequence[str], calendar: Calendar, title: str = ""
) -> str | None:
    """The one needed year that *evidence* settles on, or None.

    *evidence* holds the found years of each source, the most authoritative source first.
    """
    settled = settle(evidence, calendar, title)
    inside = [year for year in settled.years if year in needed]
    return inside[0] if settled.certain and len(inside) == 1 else None


def settle(
    evidence: Sequence[Sequence[Found]], calendar: Calendar, title: str = "", latest: str = ""
) -> Settled:
    """Weigh the sources of *evidence*, most authoritative first; *title* tells enrolment and plans apart.

    Of two years that one spelling fits, what comes after *latest* is not meant.
    """
    heard = tuple(
        [
            tuple([_Meaning(year.kind, year.school, year.calendar, year.month) for year in found])
            for found in evidence
            if found
        ]
    )
    if not heard:
        return Settled()
    return _settle(heard, calendar, _about(frozenset(_WORDS.findall(title))), latest)


@lru_cache(1 << 12)
def _about(words: frozenset[str]) -> _Title:
    """What a title that holds *words* is about."""
    title = "|".join(sorted(words))
    leaves = bool(_QUOTA.search(title))
    return _Title(
        enrolment=not leaves and bool(_ENROLMENT.search(title)),
        entry=bool(_ENTRY.search(title)),
        leaving=bool(_LEAVING.search(title)),
        leavers=bool(_LEAVERS.search(title)),
        stayed=bool(_STAYED.search(title)),
        autumn=bool(_AUTUMN.search(title)),
        plan=not leaves and bool(_PLAN.search(title)),
    )


@lru_cache(1 << 12)
def _settle(
    heard: tuple[tuple[_Meaning, ...], ...], calendar: Calendar, title: _Title, latest: str
) -> Settled:
    voices = [voice for found in heard if (voice := _voice(found, calendar, title)) is not None]
    if not voices:
        return Settled()
    plain = next((voice for voice in voices if voice.all), None)
    ahead = calendar == "school" and _is_summer_plan(heard, title)
    if plain is None:
        narrowed = _narrowed(voices, latest)
        return _ahead_of(narrowed.years) if narrowed.certain and ahead else narrowed
    before = voices[: voices.index(plain)]
    if any(_excludes(voice, plain) for voice in before) or any(
        _contradicts(voice, plain) for voice in voices
    ):
        return Settled(plain.years, False, "各处写的年度不一致", "years-differ")
    if plain.weight == 2 and ahead:
        return _ahead_of(plain.years)
    return Settled(plain.years, True, "", "")


def _ahead_of(known: tuple[str, ...]) -> Settled:
    """What was written in the summer of *known*: the year to come is proposed."""
    return Settled(tuple(school_year(int(year[:4]) + 1) for year in known), False, _AHEAD, "year-ahead")


def _excludes(voice: _Voice, plain: _Voice) -> bool:
    """Whether a more authoritative source names years, and this is none of them. Cohorts do not count."""
    return voice.weight > 0 and not set(voice.years) & set(plain.years)


def _contradicts(voice: _Voice, plain: _Voice) -> bool:
    """Whether *voice* shakes what was settled: it speaks at least as plainly."""
    if not voice.all or set(voice.years) & set(plain.years):
        return False
    return plain.weight < 3 and voice.weight >= plain.weight


def _narrowed(voices: Sequence[_Voice], latest: str) -> Settled:
    """Several open voices: where they meet in one year it is settled, else the latest is proposed: 2024年 is oftener
    the year that begins in 2024.

    A year that has not begun yet is not the one that somebody has written about.
    """
    common = set(voices[0].years)
    for voice in voices[1:]:
        common = common & set(voice.years) or common
    begun = {year for year in common if not latest or year <= latest}
    if (len(common) == 1 and len(voices) > 1) or len(begun) == 1 < len(common):
        return Settled(tuple(begun or common), True, "", "")
    # For a calendar year a school year leaves two open, and a lone year does for a school year.
    written = "学年度" if max(voice.weight for voice in voices) == _WEIGHT["school"] else "一个年份"
    return Settled((max(begun or common),), False, f"只写了{written}，属于哪个年度要由人来定", "year-open")


def _voice(found: Sequence[_Meaning], calendar: Calendar, title: _Title) -> _Voice | None:
    """What one source says, by its fullest spelling."""
    weight = max(_weight(year, title) for year in found)
    fullest = [year for year in found if _weight(year, title) == weight]
    if all(year.kind == "entering" for year in fullest) and weight == 0:
        return None
    meant = [_keys(year, calendar, title) for year in fullest]
    years = tuple(sorted({key for keys, _ in meant for key in keys}))
    plain = all(whole for _, whole in meant) and len({keys for keys, _ in meant}) == 1
    return _Voice(years, weight, plain and weight > 0)


def _weight(found: _Meaning, title: _Title) -> int:
    """How plainly a year is written. A cohort tells the year of its own entry and leaving, and of no other."""
    tells = {"entering": title.entry or title.stayed, "graduating": title.leavers}.get(found.kind, False)
    return _WEIGHT["date"] if tells else _WEIGHT[found.kind]


def _keys(found: _Meaning, calendar: Calendar, title: _Title) -> tuple[tuple[str, ...], bool]:
    """Years that *found* may mean in this calendar, and whether it means just these."""
    if calendar == "calendar":
        if found.calendar:
            return found.calendar, True
        starts = [int(year[:4]) for year in found.school]
        return tuple(f"{year:04d}" for year in sorted({*starts, *(start + 1 for start in starts)})), False
    if found.kind in ("date", "calendar") and title.enrolment and _before_term(found):
        return (school_year(int(found.calendar[0])),), True
    if found.kind == "entering" and title.stayed:
        return tuple(school_year(int(year[:4]) + 2) for year in found.school), True
    if found.kind == "calendar" and title.autumn:
        return (school_year(int(found.calendar[0])),), True
    if found.kind == "calendar" and title.leaving:
        return (school_year(int(found.calendar[0]) - 1),), True
    if found.school:
        return found.school, found.kind != "span" or not found.calendar
    years = [int(year) for year in found.calendar]
    return tuple(school_year(start) for year in years for start in (year - 1, year)), False


def _before_term(found: _Meaning) -> bool:
    """Whether enrolment at that time can only be for the school year about to begin."""
    return found.month == 0 or 4 <= found.month <= 8


def _is_summer_plan(heard: Sequence[Sequence[_Meaning]], title: _Title) -> bool:
    """Whether it is written in summer, or with a year alone in its title as early as April."""
    if not title.plan or title.enrolment:
        return False
    months = {year.month for found in heard for year in found if year.kind == "date"}
    alone = any(year.kind == "calendar" for found in heard for year in found)
    return bool(months & ({4, 5, 6, 7, 8} if alone else {6, 7, 8}))
