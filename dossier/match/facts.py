"""One file as matching sees it, and a material that it may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from dossier import years
from dossier.match.codes import CodeHit
from dossier.match.doubts import SURE, Doubted
from dossier.match.folders import Folder
from dossier.match.hits import Named
from dossier.match.texts import EMPTY, Text
from dossier.model import Document

Rule = Literal["code", "title", "name", "folder", "similar", "together", "heads"]

IMAGES = frozenset({"jpg", "jpeg", "png", "tiff", "tif", "bmp", "webp", "gif", "heic"})
_FIELD = re.compile(r"(?:时间|日期)\s*[:：]\s*([^\n]{4,30})")
_TERM = re.compile(r"(?:期限|租期|聘期|起止时间)[^\n]{8,60}")
_SUMMARY = re.compile("总结|报告|小结")
_SIGNERS = 2
"""Lines before the date in which who signs stands."""
_BEGINNING, _LAST, _SHORT_LINE = 300, 3, 24
"""Characters of the beginning, lines of the end, and characters of a line that holds a date and little else."""
_UNDER_TITLE, _DATE_LINE, _OLDEST = 3, 30, 6
_SENTENCE = re.compile("[，。；,;]|出生|印发|实施|起|至|前")
_UNTIL = re.compile(r"(?<=日)\s*(?:至|到|—+|-|~|～)\s*(?:\d{1,2}月)?\d{1,2}日")
"""The last day of some days of one year: 2025年11月3日至11月7日."""
_WITHIN = (4, 5, 6, 7, 10, 11, 12)
"""Months in which a summary is about the year that is going on, whether it is counted from January or from September."""
CLAIMED = 42
"""Below this score a file is left unclaimed, with the nearest requirement named."""
GOOD = 75
"""A score from which a name found may stand by itself."""


@dataclass(frozen=True)
class Facts:
    """One file as matching sees it."""

    document: Document
    title: Text
    """The title inside; empty when there is none worth the name."""
    name: Text
    folder: Folder
    codes: tuple[CodeHit, ...]
    """Codes in the file name."""
    as_of: date
    """The day that the run looks at."""
    subject: Text = EMPTY
    """What the paper is about, where its title says only which kind of paper it is."""
    ledger: str = ""
    """The kind of ledger that its tables were read as, if it is one."""
    row_years: tuple[str, ...] = ()
    """The years that all rows of its tables name for themselves (2023, 2024-2025), oldest first."""

    @property
    def is_image(self) -> bool:
        """Whether it is a picture, whose name rarely says what it shows."""
        return self.document.kind in IMAGES

    @property
    def speaks(self) -> bool:
        """Whether title or name say anything about a material."""
        return self.title.speaks or self.name.speaks

    @cached_property
    def evidence(self) -> tuple[tuple[years.Found, ...], ...]:
        """Years that the file bears, the most authoritative place first."""
        taken = self.document.taken
        return (
            self.title.years,
            self.name.years,
            self.subject.years,
            *self.folder.years,
            *self.inside,
            self._within(self.signature),
            years.find(taken) if taken else (),
        )

    def _within(self, day: tuple[years.Found, ...]) -> tuple[years.Found, ...]:
        """*day*, on which a paper was written, unless it is a summary that may have been written after its year."""
        summary = _SUMMARY.search(self.title.raw + self.name.raw)
        return day if not summary or all(year.month in _WITHIN for year in day) else ()

    @cached_property
    def inside(self) -> tuple[tuple[years.Found, ...], ...]:
        """Years in the lines under the title, in a field for the time, in one for the term."""
        lead = self.document.lead
        if not lead:
            return (), (), ()
        return _of_lines(lead), _of_field(lead) or self._within(self._of_date_line(lead)), _of_term(lead)

    def _of_date_line(self, lead: str) -> tuple[years.Found, ...]:
        """The day or term that stands by itself under the title, before a text or the head of a table begins."""
        lines = [line.strip() for line in lead[:_BEGINNING].splitlines() if line.strip()]
        for written in [line for line in lines if line not in self.title.raw][:_UNDER_TITLE]:
            line = _UNTIL.sub("", written)
            if len(line) > _DATE_LINE or _SENTENCE.search(line):
                return ()
            found = years.find(line)
            if len(found) == 1 and found[0].kind in ("date", "term"):
                return found if int(found[0].school[0][:4]) > self.as_of.year - _OLDEST else ()
            if len(line.split()) > 2:
                return ()
        return ()

    @cached_property
    def signature(self) -> tuple[years.Found, ...]:
        """The date that stands alone at the end, where a paper is signed; a summary may be signed a year later."""
        tail = self.document.tail
        if not tail:
            return ()
        lines = [line.strip() for line in tail.splitlines() if line.strip()][-_LAST:]
        found = [years.find(line) for line in reversed(lines) if len(line) <= _SHORT_LINE]
        return next((dates for dates in found if any(year.kind == "date" for year in dates)), ())

    @cached_property
    def signers(self) -> tuple[str, ...]:
        """The short lines before the date at the end, where a paper is signed; empty where none is."""
        lines = [line.strip() for line in self.document.tail.splitlines() if line.strip()][-_LAST:]
        dated = next((n for n, line in enumerate(lines) if _is_day(line)), 0)
        return tuple(line for line in lines[max(0, dated - _SIGNERS) : dated] if len(line) <= _SHORT_LINE)


def _is_day(line: str) -> bool:
    return len(line) <= _SHORT_LINE and any(year.kind == "date" for year in years.find(line))


class Candidate(NamedTuple):
    """A material that a file may be."""

    code: str
    score: int
    rule: Rule
    phrase: str
    """The words that speak for it."""
    certain: bool
    """Good enough by itself; whether it is the only one is seen later."""
    doubt: Doubted = SURE
    """Why it is not."""
    rest: str = ""
    """What stands beside the words, for telling pieces of one material apart."""
    other_form: bool = False
    """The words are about the material and not its own: 关于填报教师花名册的说明."""


def of(named: Named, rule: Rule) -> Candidate:
    """The candidate that a name found in a text makes."""
    certain = named.clean and named.score >= GOOD
    return Candidate(
        named.code,
        named.score,
        rule,
        named.phrase,
        certain,
        SURE if certain else Doubted("words", "名称里还有别的内容"),
        named.rest,
        named.other_form,
    )


def _of_lines(lead: str) -> tuple[years.Found, ...]:
    """Years of the lines under the title: only whole school years and terms, since dates there tell of events."""
    return tuple(found for found in years.find(lead[:120]) if found.kind in ("school", "term"))


def _of_field(lead: str) -> tuple[years.Found, ...]:
    """The first date that a field of a record or a contract gives: 时间：2024年11月6日."""
    field = _FIELD.search(lead[:_BEGINNING])
    return years.find(field[1]) if field else ()


def _of_term(lead: str) -> tuple[years.Found, ...]:
    """First and last day of what holds for a time, where both lie in one school year: 责任期限：2025年9月1日至2026年8月31日."""
    match = _TERM.search(lead)
    found = tuple(year for year in years.find(match[0]) if year.kind == "date") if match else ()
    return found if len(found) > 1 and len({year.school for year in found}) == 1 else ()
