"""The checklists that ship and the vocabulary of materials, as tests ask for them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from dossier import resources, toml
from dossier.checklist import read
from dossier.checklist.materials import spellings
from dossier.model import Checklist

IDS = (
    "basic-balance-2012",
    "guangxi-basic-standard",
    "management-standard-2014",
    "management-standard-2017",
    "provincial-eight-of-ten",
    "quality-balance-2017",
)


def path(name: str) -> Path:
    """Where the checklist *name* lies."""
    found = resources.checklist(name)
    assert found is not None, name
    return found


@cache
def checklist(name: str) -> Checklist:
    """The checklist *name*, read once."""
    return read(path(name))


@cache
def materials() -> tuple[dict[str, Any], ...]:
    """The entries of the vocabulary, as plain data."""
    data = toml.load(resources.data("materials.toml"))
    assert data["schema"] == 1
    return tuple(data["material"])


def names(material: dict[str, Any]) -> list[str]:
    """All that an entry is called."""
    spelt = [name for pattern in material.get("patterns", []) for name in spellings(pattern)]
    called = (material["name"], *material["synonyms"], *spelt, *material.get("abbreviations", []))
    return list(dict.fromkeys(called))


def twice(keys: list[str]) -> list[str]:
    """What stands in *keys* more than once, sorted."""
    return sorted({key for key in keys if keys.count(key) > 1})
