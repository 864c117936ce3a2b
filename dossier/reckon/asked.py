"""A read entry in the place where it is answered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from dossier.model import Checklist, FigureSpec, LedgerRow, Read
from dossier.numbers import decimal12

__all__ = ["Asked", "Share", "split_note"]

_SECTION = {"primary": "小学", "junior": "初中", "senior": "高中"}


def split_note(checklist: Checklist, sections: Collection[str]) -> str:
    """What is said of a figure that is a part of what *sections* share, with the weights."""
    weights = [f"{_SECTION[s]}{decimal12(checklist.section_weights[s])}" for s in _SECTION if s in sections]
    sure = "" if checklist.weights_certainty == "verified" else "，权重未核实"
    return f"共用部分按加权学生数拆分（{'、'.join(weights)}{sure}）"


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
