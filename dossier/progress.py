"""Progress as an object passed in: a class of empty methods, overridden by whoever wants to watch."""

from __future__ import annotations


class Progress:
    """Says nothing. A terminal, a web page or a batch overrides what it wants to show."""

    def stage(self, title: str, total: int = 0) -> None:
        """A stage of *total* steps begins (0: unknown)."""

    def step(self, what: str = "") -> None:
        """One step of the stage is done."""

    def done(self) -> None:
        """All stages are over."""
