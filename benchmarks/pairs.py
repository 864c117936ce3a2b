"""Two things in turn, A B A B …; the median of the ratios pair by pair holds when the machine's speed drifts."""

from __future__ import annotations

import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """Processor time of A over that of B."""

    title: str
    goal: float
    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    """Seconds, pair by pair."""

    @property
    def ratios(self) -> tuple[float, ...]:
        return tuple(ours / theirs for ours, theirs in zip(self.ours, self.theirs, strict=True))

    def __str__(self) -> str:
        middle = statistics.median(self.ratios)
        spread = f"[{min(self.ratios):.2f}–{max(self.ratios):.2f}]"
        verdict = "reached" if middle <= self.goal else "NOT reached"
        seconds = f"{statistics.median(self.ours):.3f} s against {statistics.median(self.theirs):.3f} s"
        return (
            f"{self.title}\n    {middle:.2f}× {spread}, goal ≤ {self.goal:g}×: {verdict} "
            f"({seconds}, n={len(self.ratios)})"
        )


def commands(title: str, goal: float, ours: Sequence[str], theirs: Sequence[str], *, runs: int = 15) -> Ratio:
    """Compare two commands, each in a process of its own."""
    return _pairs(title, goal, lambda: _command(ours), lambda: _command(theirs), runs)


def calls(
    title: str, goal: float, ours: Callable[[], object], theirs: Callable[[], object], *, runs: int = 5
) -> Ratio:
    """Compare two functions in this process."""
    return _pairs(title, goal, lambda: _call(ours), lambda: _call(theirs), runs)


def _pairs(
    title: str, goal: float, ours: Callable[[], float], theirs: Callable[[], float], runs: int
) -> Ratio:
    """Run both once to warm up, then *runs* pairs."""
    ours(), theirs()
    seconds = [(ours(), theirs()) for _ in range(runs)]
    return Ratio(title, goal, tuple(a for a, _ in seconds), tuple(b for _, b in seconds))


def _call(function: Callable[[], object]) -> float:
    before = time.process_time()
    function()
    return time.process_time() - before


def _command(command: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
