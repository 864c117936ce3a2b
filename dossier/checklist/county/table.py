"""Takes in one table after another: what stands above it, what its columns are, its rows."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.checklist.county import cells
from dossier.checklist.county.cards import upright
from dossier.checklist.county.columns import Columns, Overrides, matched, sentences, understand, unused
from dossier.checklist.county.marks import NONE, split
from dossier.checklist.county.notes import Context, is_note, is_signature, only_announces, short
from dossier.checklist.county.sections import Row, Section, sections, side_by_side
from dossier.checklist.county.source import Grid, Line
from dossier.checklist.county.walk import Walk, place_of

_SHORT_LINE = 30
_SMALL = 10
"""Rows of a form above the list: name of the school, date, telephone."""


class Tables:
    """The tables of one file; one without a head goes on with the one before."""

    def __init__(self, context: Context, said: Overrides, *, items: bool = False) -> None:
        self._context, self._said, self._items = context, said, items
        self._columns: Columns | None = None
        self.matched: set[str] = set()
        """The columns that a person spoke of and some table has."""

    def read(self, grid: Grid, above: Sequence[Line], sheet: str) -> None:
        """Take in a table.

        Args:
            grid: the table.
            above: the lines since the table before.
            sheet: the name of its sheet where that names what the sheet is about, or empty.
        """
        if sheet:
            self._context.levels.clear()
            self._context.levels.push(cells.named(sheet), grid.place)
        self._headings(above)
        for part in side_by_side(upright(grid), self._said):
            for section in sections(part, self._said):
                self._section(part, section)
        self._context.notes.hidden(grid)

    def _headings(self, lines: Sequence[Line]) -> None:
        """The lines right above a table that look like headings; the others are remarks."""
        owners = [owner for line in lines if (owner := cells.owner_line(line.text))]
        lines = [line for line in lines if not cells.owner_line(line.text)]
        kept: list[Line] = []
        for line in reversed(lines):
            if not _is_heading(line.text):
                break
            kept.insert(0, line)
        marked = [line for line in kept if split(line.text)[0] is not NONE or line.style > 1]
        if not marked and self._columns and kept:
            marked = kept[-1:]  # between two tables a plain line heads the second
        self._context.notes.outside += sum(
            line not in marked and line.text != self._context.title for line in lines
        )
        for line in marked:
            self._heading(line.text, line.place)
        for owner in owners:
            self._context.levels.say_owner(owner)

    def _heading(self, text: str, place: str) -> None:
        """Open a heading; one that only announces the list closes what stood at its level."""
        name = cells.named(text)
        if only_announces(name.title):
            self._context.levels.close(name.mark)
        else:
            self._context.levels.push(name, place)

    def _section(self, grid: Grid, section: Section) -> None:
        self._lines(grid, section.lines)
        if not section.names and not any(len(row.cells) > 1 for row in section.rows):
            self._lines(grid, section.rows)
            return
        columns = self._understood(grid, section)
        if columns is not None:
            self._context.notes.skipped += section.repeated
            Walk(self._context, grid, columns).rows(section.rows)

    def _lines(self, grid: Grid, rows: Sequence[Row]) -> None:
        """Rows of a single cell above a head: headings where they are marked, else titles and remarks."""
        for row in rows:
            text = row.filled[0] if row.cells else ""
            if owner := cells.owner_line(text):
                self._context.levels.say_owner(owner)
            elif len(row.cells) == 1 and split(text)[0] is not NONE and _is_heading(text):
                self._heading(text, place_of(grid, row))

    def _understood(self, grid: Grid, section: Section) -> Columns | None:
        width, notes = len(grid.rows[0]), self._context.notes
        if not section.names and self._columns and len(self._columns.heads) == width:
            return self._columns
        names = section.names or ("",) * width
        parts = section.parts or (("", ""),) * width
        found = understand(
            names,
            parts,
            section.contents(width),
            self._said,
            grid.hidden_columns,
            items=self._items,
        )
        if found is None:
            first = next((row.filled for row in section.rows if len(row.cells) > 1), [])
            listed = "、".join(short(text) for text in (filter(None, names) if any(names) else first))
            if listed and self._is_form(section, width):
                notes.asides.append((grid.place or "整张表", listed))
            elif listed:
                notes.trouble(
                    grid.place or "整张表", f"看不出哪一列是材料名称（{listed}），可用 --map 列=材料名称 指定"
                )
            return None
        self._columns = found
        self.matched |= matched(found, self._said)
        notes.say(*sentences(found))
        notes.not_used(unused(found))
        return found

    def _is_form(self, section: Section, width: int) -> bool:
        """A small table above the list in which nothing reads like materials."""
        return (
            not self._context.outline.rows
            and len(section.rows) <= _SMALL
            and all(content.materials < 0.5 for content in section.contents(width))
        )


def _is_heading(text: str) -> bool:
    marked = split(text)[0] is not NONE
    ends = text.endswith(("。", "；", ";", "，"))
    return (
        not is_note(text)
        and not is_signature(text)
        and not ends
        and len(text) <= (_SHORT_LINE * 2 if marked else _SHORT_LINE)
    )
