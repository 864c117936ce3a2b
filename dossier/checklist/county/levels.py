"""Headings as they are met: which of them stand above the line that comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.checklist.county.cells import Named
from dossier.checklist.county.marks import NONE, Mark


@dataclass(frozen=True)
class Heading:
    """A heading that is open."""

    name: Named
    place: str


class Levels:
    """A stack of headings; a number of a kind that is open closes what stands at and below it."""

    def __init__(self) -> None:
        self._open: list[Heading] = []

    @property
    def path(self) -> tuple[Named, ...]:
        """The open headings from the top."""
        return tuple(heading.name for heading in self._open)

    def push(self, name: Named, place: str) -> None:
        """Open a heading."""
        self._open = [*_kept(self._open, name.mark), Heading(name, place)]

    def close(self, mark: Mark) -> None:
        """Close what stands at and below *mark*."""
        self._open = _kept(self._open, mark)

    def above(self, mark: Mark) -> tuple[Named, ...]:
        """The headings that stay open when a line with *mark* comes."""
        return tuple(heading.name for heading in _kept(self._open, mark))

    def clear(self) -> None:
        """Close all headings."""
        self._open = []


def _kept(stack: list[Heading], mark: Mark) -> list[Heading]:
    kinds = [heading.name.mark.kind for heading in stack]
    if mark.kind in kinds:
        return stack[: kinds.index(mark.kind)]
    return [heading for heading in stack if heading.name.mark.rank < mark.rank]


def parents(marks: Sequence[Mark]) -> list[bool]:
    """For each number of a list whether what follows it stands below it."""
    return [
        bool(mark.kind and after.kind) and after.rank > mark.rank
        for mark, after in zip(marks, [*marks[1:], NONE], strict=False)  # no marks, no pairs
    ]
