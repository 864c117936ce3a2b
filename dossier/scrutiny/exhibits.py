"""A document in the place that it fills: what the rules look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dossier.model import Checklist, Claim, Document, Problem, Project, Requirement
from dossier.problems import problem
from dossier.scrutiny.days import Day, days
from dossier.text import simplified
from dossier.years import needed

WRITTEN = frozenset({"文件", "制度", "方案", "总结"})
"""Forms of material that somebody signs and dates."""
PROSE = frozenset({"docx", "doc", "odt", "rtf", "txt", "pdf"})
"""Kinds of files that run from a title to a signature; sheets and pictures do not."""
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_SIGNATURE = 8
"""Lines at the end among which signature and date stand."""
_DATE_LINE = 32
"""Characters of a line that is a date, or the signing unit with one."""
_BELOW = re.compile(r"\s*(?:印发|印制|发布)?\s*[)）]?\s*")
_RUNNING = re.compile("[。;,自于至到从截在]")
"""What makes a line with a date a part of the text: 自2026年9月1日起施行."""


@dataclass(frozen=True)
class Exhibit:
    """One file as the evidence for one requirement."""

    document: Document
    requirement: Requirement
    year: str
    """Of the place it fills; may be empty."""
    alone: bool
    """Whether it is taken whole and by itself: neither pages of a file nor one of a group."""

    @cached_property
    def title(self) -> str:
        """The title inside, else the file name without its extension; plain, as are all texts here."""
        return plain(self.document.title or self.document.source.name.rpartition(".")[0])

    @cached_property
    def lead(self) -> str:
        """The beginning of its text."""
        return plain(self.document.lead)

    @cached_property
    def tail(self) -> str:
        """The end of its text; empty where it is not known."""
        return plain(self.document.tail)

    @cached_property
    def text(self) -> str:
        """All that is known of its text."""
        return self.lead if self.is_all_read else f"{self.lead}\n{self.tail}"

    @cached_property
    def is_all_read(self) -> bool:
        """Whether the beginning that is known holds the end as well."""
        tail = self.tail.strip()
        return bool(tail) and self.lead.rstrip().endswith(tail)

    @cached_property
    def head(self) -> tuple[str, ...]:
        """The first lines."""
        return _lines(self.lead)[:6]

    @cached_property
    def foot(self) -> tuple[str, ...]:
        """The last lines; none where the end is not known."""
        return _lines(self.tail)[-_SIGNATURE:]

    @cached_property
    def signed_on(self) -> Day | None:
        """The date under the text, on a line of its own or with the signing unit."""
        for line in reversed(self.foot):
            found = list(days(line))
            if found:
                before, after = line[: found[0].start], line[found[0].end :]
                is_signature = (
                    len(line) <= _DATE_LINE and _BELOW.fullmatch(after) and not _RUNNING.search(before)
                )
                return found[0] if is_signature else None
        return None

    def problem(self, code: str, **facts: Any) -> Problem:
        """The problem *code* of this file."""
        requirement = self.requirement
        return problem(
            code,
            requirement=requirement.code,
            indicator=requirement.indicator,
            path=self.document.path,
            **facts,
        )


def plain(text: str) -> str:
    """*text* in half-width digits, brackets and blanks and common simplified characters, character for character."""
    return simplified(text).translate(_NARROW)


def filling(checklist: Checklist, project: Project, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Those of *claims* that fill a place."""
    for claim in claims:
        requirement = checklist.by_code.get(claim.requirement)
        if requirement is None or not claim.certain:
            continue
        years = needed(requirement.years, requirement.calendar, project.as_of, project.years)
        if not years or claim.year in years:
            yield claim


def exhibits(
    checklist: Checklist, claims: Sequence[Claim], documents: Mapping[str, Document]
) -> tuple[Exhibit, ...]:
    """Every file of *claims* once, in the place that it fills first."""
    found: dict[str, Exhibit] = {}
    for claim in claims:
        for part in claim.parts:
            if part.path in documents and part.path not in found:
                alone = len(claim.parts) == 1 and part.pages_from is None
                requirement = checklist.by_code[claim.requirement]
                found[part.path] = Exhibit(documents[part.path], requirement, claim.year, alone)
    return tuple(found.values())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())
