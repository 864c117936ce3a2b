"""A checklist → plain data, as ``tomllib`` would give it; what both writers start from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from fractions import Fraction
from typing import Any

from dossier.checklist.keys import CHECKLIST, DEDUCT, READ, TABLES
from dossier.model import Checklist, Deduct
from dossier.schema import Key


def plain(checklist: Checklist) -> dict[str, Any]:
    """Tables with their keys in the order of the schema; what equals its default is left out."""
    tables = {
        "group": checklist.groups,
        "indicator": checklist.indicators,
        "rule": checklist.rules,
        "requirement": checklist.requirements,
        "figure": checklist.figures,
        "relief": checklist.reliefs,
        "outside": checklist.outside,
    }
    head = {"schema": 1, "checklist": _table(checklist, CHECKLIST)}
    return head | {name: [_table(row, TABLES[name]) for row in rows] for name, rows in tables.items() if rows}


def decimal(value: Fraction) -> str:
    """The exact decimal of a quantity that was read from one: ``0.85``.

    Raises:
        ValueError: it has no finite decimal, so no checklist can have held it.
    """
    places = next((n for n in range(31) if (value * 10**n).denominator == 1), None)
    if places is None:
        raise ValueError(f"{value} has no finite decimal")
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    return ("-" if value < 0 else "") + whole + (f".{part}" if part else "")


def _table(record: object, keys: Sequence[Key]) -> dict[str, Any]:
    values = {key.name: getattr(record, key.name) for key in keys}
    return {key.name: _value(values[key.name]) for key in keys if values[key.name] != key.default}


def _value(value: Any) -> Any:
    if isinstance(value, Fraction):
        return decimal(value)
    if isinstance(value, Mapping):
        return _value(value[""]) if "" in value else {key: _value(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_value(member) for member in value]
    if is_dataclass(value):
        return _table(value, DEDUCT if isinstance(value, Deduct) else READ)
    return value
