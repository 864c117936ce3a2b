"""A read entry in the place where it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from dossier.model import FigureSpec, LedgerRow, Read

__all__ = ["Asked", "Share"]


@dataclass(frozen=True)
class Share:
    """The part of a shared quantity that falls to a section by weighted students."""

    fraction: Fraction
    note: str


@dataclass(frozen=True)
class Asked:
    """A read entry in the place where it is answered."""

    spec: FigureSpec
    read: Read
    section: str
    year: str
    """Only rows of this year, where rows name theirs."""
    share: Share | None

    def takes(self, row: LedgerRow) -> bool:
        """Whether *row* is of the year asked for, or names none."""
        return not row.year or not self.year or row.year == self.year
