"""What a guarded call may use, and what may come of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Json: TypeAlias = Any
"""None, bool, int, float, str, or lists and string-keyed dicts of these."""


@dataclass(frozen=True)
class Limits:
    """What one call may use."""

    seconds: float
    """Wall time; processor time is held to the same (rounded up)."""
    memory_mb: int
    """Address space of the child in MiB, where the system can limit it."""


@dataclass(frozen=True)
class Done:
    """The function returned."""

    value: Json


@dataclass(frozen=True)
class Failed:
    """The function did not return."""

    reason: Literal["timeout", "crashed", "memory", "error"]
    """``error``: it raised an exception; ``crashed``: the process died."""
    detail: str = ""
    """For the log: the exception, or how the process ended."""


Outcome: TypeAlias = Done | Failed
