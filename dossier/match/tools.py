"""What one run of matching needs before the first file: indexes of the checklist, the names of our school."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dossier.match import codes, lexicon
from dossier.match.candidates import Finder
from dossier.match.distract import Doubter, School
from dossier.match.facts import Facts
from dossier.match.folders import Folders
from dossier.match.heads import Heads
from dossier.match.hits import Namer
from dossier.match.judgement import Judge
from dossier.match.subjects import subject
from dossier.match.tables import Tables
from dossier.match.texts import EMPTY, fold, headline, read, sensible, stem
from dossier.match.together import Together
from dossier.model import Checklist, Desk, Document, Project
from dossier.soften import spellings
from dossier.years import month_year

_REGION = re.compile("^.{1,6}?(?:省|市|县|区|旗|镇|乡)(?=.{3,})")
_TYPE = re.compile("初级|完全|高级|中心|九年一贯制|十二年一贯制|一贯制|寄宿制")
"""What kind of school it is: left out when people speak of it."""
_NUMBERED = re.compile(r"第?([一二三四五六七八九十]|\d{1,2})([中小])学")
"""第二中学 is 二中 in every mouth."""
_BARE_REGION = re.compile("^(.{2,5}?)(?:省|市|县|区|旗|镇|乡)(?=.{2,})")
_SHORTEST_NAME = re.compile(r"(?:[一二三四五六七八九十]|\d{1,2})[中小]")


@dataclass(frozen=True)
class Tools:
    """The instruments, made once."""

    finder: Finder
    judge: Judge
    folders: Folders
    codes: codes.Codes
    names: tuple[str, ...]
    """Our school's names, folded, longest first."""
    owners: Mapping[str, str]
    """Code → department that owes it."""
    as_of: date

    def facts(self, document: Document, ledger: str = "", row_years: tuple[str, ...] = ()) -> Facts:
        """Read what a file and its folders call it; of a table under 数据/ its kind and its rows' years are known."""
        name = stem(document.source.name)
        hits = self.codes.find(name)
        headed = headline(document.title)
        title = read(headed, self.names) if headed and sensible(headed) else EMPTY
        called = read(name, self.names, [(hit.start, hit.end) for hit in hits])
        about = subject(document.title, document.lead) if document.title else ""
        return Facts(
            document,
            title,
            called,
            self.folders.above(document.path),
            hits,
            self.as_of,
            read(about, self.names) if about else EMPTY,
            ledger,
            row_years,
        )


def make(checklist: Checklist, project: Project, desk: Desk) -> Tools:
    """Index *checklist* for one run."""
    names = _names(project)
    owners = _owners(checklist, desk)
    table = codes.index(checklist)
    namer = Namer(
        checklist,
        lexicon.index(checklist),
        {r.code: _words(r.not_words) for r in checklist.requirements},
    )
    finder = Finder(
        namer,
        Tables(namer, Heads(checklist)),
        Together(namer),
        {code: fold(owner) for code, owner in owners.items()},
    )
    current = month_year(project.as_of.year, project.as_of.month)
    return Tools(
        finder=finder,
        judge=Judge(checklist, finder, Doubter(School(names)), current),
        folders=Folders(checklist, table, namer, names),
        codes=table,
        names=names,
        owners=owners,
        as_of=project.as_of,
    )


def _words(written: Iterable[str]) -> tuple[str, ...]:
    """Words that mark a near twin, folded, in every spelling."""
    return tuple(said for word in map(fold, written) if word for said in spellings(word))


def _names(project: Project) -> tuple[str, ...]:
    """What our school is called: in full, without its county and town, without its type, in short."""
    full = fold(project.school.name)
    placed = _REGION.sub("", full)
    found = {full, placed, _REGION.sub("", placed), fold(project.school.short_name)}
    found |= {_TYPE.sub("", name) for name in found}
    found |= {_NUMBERED.sub(r"\1\2", name) for name in found}
    found |= {_BARE_REGION.sub(r"\1", name) for name in found}
    return tuple(sorted((name for name in found if _is_telling(name)), key=lambda name: (-len(name), name)))


def _is_telling(name: str) -> bool:
    """Whether *name* can mean one school only, among those that a school writes about: 二中 can, 中学 cannot."""
    return len(name) >= 3 or bool(_SHORTEST_NAME.fullmatch(name))


def _owners(checklist: Checklist, desk: Desk) -> dict[str, str]:
    said = {owner.requirement: owner.department for owner in desk.owners if owner.department}
    return {r.code: said.get(r.row, r.owner) for r in checklist.requirements}
