"""What reckoning knows about the school: its sections, its time, its ledgers by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dossier import years
from dossier.model import SECTION_WORDS, Checklist, Ledger, Project
from dossier.reckon.sources import Source, sources

__all__ = ["Context", "start_of"]

_SINGLE = ("primary", "junior", "point", "special")


@dataclass(frozen=True)
class Context:
    """One school and its ledgers."""

    checklist: Checklist
    project: Project
    ledgers: Sequence[Ledger]

    @cached_property
    def single(self) -> bool:
        """Whether the school has one section only, so that every row is of it."""
        return self.project.stage in _SINGLE

    @cached_property
    def current(self) -> str:
        """The school year of the inspection."""
        return years.month_year(self.project.as_of.year, self.project.as_of.month)

    @cached_property
    def sources(self) -> Mapping[str, tuple[Source, ...]]:
        """Statements by kind of ledger."""
        kinds = sorted({ledger.kind for ledger in self.ledgers})
        return {kind: sources(ledger for ledger in self.ledgers if ledger.kind == kind) for kind in kinds}

    def is_past_or_current(self, year: str) -> bool:
        """Whether a school year or calendar year has begun by the day of the inspection."""
        limit = self.project.as_of.year if "-" not in year else start_of(self.current)
        return start_of(year) <= limit

    def section_words(self, section: str) -> str:
        """``小学部``, for messages; empty where the school has one section only."""
        return "" if self.single or not section else SECTION_WORDS.get(section, section)


def start_of(year: str) -> int:
    """The year in which ``2024-2025`` or ``2024`` begins; 0 for an empty one."""
    return int(year[:4]) if year else 0
