"""What a person's workbook holds beside our records: columns we do not know, and rows that are not (yet) records.

Both live in ``Desk.extra`` and go back into the workbook that we propose, so that nothing is lost when it is
saved over the old one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dossier.model import Desk
from dossier.project.layout import Layout
from dossier.project.rows import Row, Table

Extra = tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Whole:
    """A row kept as it stood."""

    key: str
    cells: Mapping[str, str]
    extra: tuple[str, ...]
    """Texts under the columns that we do not know."""


@dataclass(frozen=True)
class Kept:
    """What was kept of one sheet."""

    heads: tuple[str, ...] = ()
    """Of the columns that we do not know."""
    columns: Mapping[str, tuple[str, ...]] | None = None
    """Key of a record → its texts under ``heads``."""
    rows: tuple[Whole, ...] = ()

    def under(self, key: str) -> tuple[str, ...]:
        """The texts of a record under ``heads``, blank where it has none."""
        return (self.columns or {}).get(key, ("",) * len(self.heads))


def keep(table: Table, records: Iterable[tuple[str, Row]], others: Iterable[Row]) -> Iterator[Extra]:
    """The entries of ``Desk.extra`` for one sheet: unknown columns of *records*, *others* whole.

    Args:
        table: the sheet.
        records: rows that became records, each under the key that the record will have when it is written.
        others: rows that did not: undecided, or with a mistake.
    """
    name = table.layout.name
    keys, rows = zip(*records, strict=True) if (records := list(records)) else ((), ())
    if table.extra:
        pairs = zip(numbered(keys), rows, strict=True)
        yield name, table.extra, tuple((k, *row.extra) for k, row in pairs if any(row.extra))
    if others := list(others):
        keys = tuple(numbered(row.identity for row in others))
        heads = (*table.layout.heads, *table.extra)
        yield (
            name,
            heads,
            tuple((k, *row.cells.values(), *row.extra) for k, row in zip(keys, others, strict=True)),
        )


def kept(desk: Desk, layout: Layout) -> Kept:
    """What ``Desk.extra`` holds for one sheet."""
    width = len(layout.heads)
    heads: tuple[str, ...] = ()
    columns: dict[str, tuple[str, ...]] = {}
    whole: list[Whole] = []
    for name, entry, rows in desk.extra:
        if name != layout.name:
            continue
        if entry[:width] == layout.heads:
            heads = entry[width:] or heads
            whole += [
                Whole(key, dict(zip(layout.heads, cells, strict=False)), tuple(cells[width:]))
                for key, *cells in rows
            ]
        else:
            heads = entry
            columns |= {key: tuple(cells) for key, *cells in rows}
    return Kept(heads, columns, tuple(whole))


def numbered(keys: Iterable[str]) -> list[str]:
    """Keys made different by their ordinal, in the order of the rows: ``a, a, b`` → ``a, a#2, b``."""
    seen: Counter[str] = Counter()
    result = []
    for key in keys:
        seen[key] += 1
        result.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return result
