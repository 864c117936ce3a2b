"""What matching hands on to the rooms after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dossier.model import Claim, Duplicate, Problem, Unclaimed


@dataclass(frozen=True, kw_only=True)
class Grouped:
    """Several files that are one item (成组的文件)."""

    paths: tuple[str, ...]
    """In the order they are bound."""
    why: Literal["run", "photos", "event", "merge"]
    """A numbered run, the photos of one folder, an event, or a 合并组 that a person wrote."""


@dataclass(frozen=True, kw_only=True)
class Matching:
    """Which file proves what, and what is left over (归类结果).

    A file is a part of one claim or more, a duplicate, unclaimed, or — under 数据/ — none of these.
    """

    claims: tuple[Claim, ...]
    """By requirement in checklist order, then year, then path."""
    duplicates: tuple[Duplicate, ...]
    unclaimed: tuple[Unclaimed, ...]
    groups: tuple[Grouped, ...]
    problems: tuple[Problem, ...]
    unopened: Mapping[str, str] = field(default_factory=dict)
    """Path of a file that cannot be read → code of the requirement that its name and folders are nearest to."""
