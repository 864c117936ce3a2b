"""Headings as they are met: which of them stand above the line that comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.checklist.county.cells import Named
from dossier.checklist.county.marks import NONE, Mark


@dataclass(frozen=True)
class Heading:
    """A heading that is open."""

    name: Named
    place: str
    owner: str = ""
    """Who owes what stands below it, where a line says so: 责任部门：办公室."""


class Levels:
    """A stack of headings; a number of a kind that is open closes what stands at and below it."""

    def __init__(self) -> None:
        self._open: list[Heading] = []
        self._owner = ""

    @property
    def path(self) -> tuple[Named, ...]:
        """The open headings from the top."""
        return tuple(heading.name for heading in self._open)

    @property
    def owner(self) -> str:
        """Who owes what comes next, where no row says it: what was said last of the headings that are open."""
        return next((heading.owner for heading in reversed(self._open) if heading.owner), self._owner)

    def push(self, name: Named, place: str) -> None:
        """Open a heading."""
        self._open = [*_kept(self._open, name.mark), Heading(name, place, name.owner)]

    def say_owner(self, owner: str) -> None:
        """Who owes what stands below the heading that was opened last, or in the whole list."""
        if self._open:
            self._open[-1] = replace(self._open[-1], owner=owner)
        else:
            self._owner = owner

    def close(self, mark: Mark) -> None:
        """Close what stands at and below *mark*."""
        self._open = _kept(self._open, mark)

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
