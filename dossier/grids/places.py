"""Names of cells: ``C7`` is row 7, column 3, both 1-based."""

from __future__ import annotations

__all__ = ["letters", "name_of", "number", "place_of"]


def letters(number: int) -> str:
    """1 → ``A``, 27 → ``AA``."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


def number(letters: str) -> int:
    """``A`` → 1, ``AA`` → 27."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found


def name_of(row: int, column: int) -> str:
    """``C7`` for row 7 and column 3."""
    return f"{letters(column)}{row}"


def place_of(cell: str) -> tuple[int, int]:
    """Row and column of ``C7``."""
    column = cell.rstrip("0123456789")
    return int(cell[len(column) :]), number(column)
