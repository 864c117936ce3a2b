"""In which unit the columns of a table are, where a line above it speaks for all money."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from dossier.ledgers.words import table_unit

__all__ = ["MONEY", "units"]

MONEY = ("元", "千元", "万元")


def units(own: Mapping[str, str], told: Collection[str], above: Sequence[str]) -> dict[str, str]:
    """Units of the columns; 单位：万元 above the table holds for every column of money whose head names no unit.

    Args:
        own: column → the unit of its head, or of its kind.
        told: the columns whose head names one.
        above: texts above the heads.
    """
    given = table_unit(above)
    if given not in MONEY:
        return dict(own)
    return {name: given if unit in MONEY and name not in told else unit for name, unit in own.items()}
