"""The ledgers that can be recognised, by name, with the names of their columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dossier import resources, toml


@dataclass(frozen=True)
class LedgerKind:
    """What a checklist may ask of a ledger."""

    columns: frozenset[str]
    labels: bool
    """A table of labels and values (项目—数值): read by label, not by column."""


Ledgers: TypeAlias = Mapping[str, LedgerKind]


def ledgers() -> Ledgers:
    """The ledgers by name, from ``checklists/vocabulary/ledgers.toml``."""
    return {
        kind["name"]: LedgerKind(
            frozenset(column["name"] for column in kind["columns"]), kind.get("style") == "labels"
        )
        for kind in toml.load(resources.data("ledgers.toml"))["ledger"]
    }
