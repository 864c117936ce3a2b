"""Two commands in turn, A B A B …; the median of the ratios pair by pair holds when the machine's speed drifts."""

from __future__ import annotations

import resource
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """Processor time of A over that of B."""

    title: str
    goal: float
    ratios: tuple[float, ...]

    def __str__(self) -> str:
        middle = statistics.median(self.ratios)
        spread = f"[{min(self.ratios):.2f}–{max(self.ratios):.2f}]"
        return f"{self.title}: {middle:.2f}× {spread}, n={len(self.ratios)} (goal ≤ {self.goal}×)"


def compare(title: str, goal: float, ours: Sequence[str], theirs: Sequence[str], *, runs: int = 15) -> Ratio:
    """Run both once to warm up, then *runs* pairs."""
    _seconds(ours), _seconds(theirs)
    return Ratio(title, goal, tuple(_seconds(ours) / _seconds(theirs) for _ in range(runs)))


def _seconds(command: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
