"""材料台账.xlsx → rows by head: sheets found by name or by their heads, columns in any order, titles above allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier import grids
from dossier.model import Problem
from dossier.problems import problem
from dossier.project.layout import LAYOUTS, WORKBOOK, Layout
from dossier.sheets import Sheet
from dossier.text import fold

_HEAD_WITHIN = 10
"""How many rows from the top the head may stand."""


@dataclass(frozen=True)
class Row:
    """One row that is not empty."""

    layout: Layout
    number: int
    """1-based, in the sheet."""
    cells: Mapping[str, str]
    """Known head → text, every known head present."""
    letters: Mapping[str, str]
    """Known head → column letter."""
    extra: tuple[str, ...]
    """Texts of the columns that we do not know, in their order."""

    def __getitem__(self, head: str) -> str:
        return self.cells[head]

    @property
    def identity(self) -> str:
        """What tells this row from the others of its sheet."""
        return identity(self.cells[head] for head in self.layout.identity)

    def place(self, head: str) -> str:
        """The cell under *head*, as ``C7``; empty where the sheet has no such column."""
        return f"{self.letters[head]}{self.number}" if head in self.letters else ""

    def wrong(self, head: str, hint: str) -> Problem:
        """The problem that the cell under *head* is not understood."""
        return problem(
            "desk-unknown-value",
            path=WORKBOOK,
            sheet=self.layout.name,
            cell=self.place(head),
            row=self.number,
            column=head,
            value=self.cells[head] or "（空）",
            hint=hint,
        )


@dataclass(frozen=True)
class Table:
    """One sheet of the workbook, read."""

    layout: Layout
    rows: tuple[Row, ...] = ()
    extra: tuple[str, ...] = ()
    """Heads of the columns that we do not know."""


def identity(cells: Iterator[str] | Sequence[str]) -> str:
    """One key for the cells that tell a row from the others."""
    return "\t".join(fold(cell) for cell in cells)


def tables(sheets: tuple[Sheet, ...]) -> tuple[Mapping[str, Table], tuple[Problem, ...]]:
    """The sheets that we know, by name; each of :data:`LAYOUTS` is there, if only empty."""
    found: dict[str, Table] = {}
    problems: list[Problem] = []
    for layout, sheet in _pair(sheets):
        if sheet.beyond:
            problems.append(_far_out(sheet))
        top, columns = _head(sheet, layout)
        if layout.identity[0] in columns:
            found[layout.name] = _table(sheet, layout, top, columns)
        elif any(map(any, sheet.rows)):
            problems.append(
                problem("desk-head-missing", path=WORKBOOK, sheet=sheet.name, column=layout.identity[0])
            )
    return {layout.name: found.get(layout.name, Table(layout)) for layout in LAYOUTS}, tuple(problems)


def _far_out(sheet: Sheet) -> Problem:
    return problem(
        "not-read",
        path=WORKBOOK,
        sheet=sheet.name,
        cell=sheet.beyond.partition("等")[0],
        why=grids.far_out(sheet.name, sheet.beyond),
        hint=grids.FAR_HINT,
    )


def _pair(sheets: tuple[Sheet, ...]) -> Iterator[tuple[Layout, Sheet]]:
    """Each layout with its sheet: by name; a sheet under another name by most of its heads."""
    left = [sheet for sheet in sheets if any(map(any, sheet.rows))]
    named = {fold(sheet.name): sheet for sheet in left}
    missing = []
    for layout in LAYOUTS:
        sheet = next((named[fold(n)] for n in (layout.name, *layout.synonyms) if fold(n) in named), None)
        if sheet is None or sheet not in left:
            missing.append(layout)
            continue
        left.remove(sheet)
        yield layout, sheet
    for layout in missing:
        likely = max(left, key=lambda sheet: len(_head(sheet, layout)[1]), default=None)
        if likely is not None and len(_head(likely, layout)[1]) * 3 >= len(layout.fields) * 2:
            left.remove(likely)
            yield layout, likely


def _head(sheet: Sheet, layout: Layout) -> tuple[int, dict[str, int]]:
    """Index of the head row, and known head → column: the row of the first ten that knows most."""
    best: tuple[int, dict[str, int]] = (0, {})
    for index, cells in enumerate(sheet.rows[:_HEAD_WITHIN]):
        columns = _columns(cells, layout)
        if len(columns) > len(best[1]):
            best = index, columns
    return best


def _columns(cells: tuple[str, ...], layout: Layout) -> dict[str, int]:
    """Known head → column; a head's own word goes before its synonyms, and no column is taken twice."""
    words = [fold(cell) for cell in cells]
    columns: dict[str, int] = {}
    for exact in (True, False):
        for field in layout.fields:
            names = [fold(name) for name in ((field.head,) if exact else field.synonyms)]
            at = next(
                (i for i, word in enumerate(words) if word in names and i not in columns.values()), None
            )
            if field.head not in columns and at is not None:
                columns[field.head] = at
    return columns


def _table(sheet: Sheet, layout: Layout, top: int, columns: Mapping[str, int]) -> Table:
    letters = {head: _letter(at) for head, at in columns.items()}
    unknown = [
        at
        for at in range(len(sheet.rows[top]))
        if at not in columns.values()
        and (sheet.rows[top][at] or any(row[at] for row in sheet.rows[top + 1 :]))
    ]
    rows = [
        Row(
            layout,
            number,
            {head: cells[columns[head]] if head in columns else "" for head in layout.heads},
            letters,
            tuple(cells[at] for at in unknown),
        )
        for number, cells in enumerate(sheet.rows[top + 1 :], start=top + 2)
        if any(cells)
    ]
    return Table(layout, tuple(rows), tuple(sheet.rows[top][at] for at in unknown))


def _letter(index: int) -> str:
    """``0`` → ``A``, ``26`` → ``AA``."""
    head, tail = divmod(index, 26)
    return (_letter(head - 1) if head else "") + chr(ord("A") + tail)
