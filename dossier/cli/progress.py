"""Progress on a terminal, silence in a pipe."""

from __future__ import annotations

import sys

from dossier.progress import Progress


def watcher() -> Progress:
    """A progress bar on standard error when that is a terminal, else one that says nothing.

    What libraries log about other people's files is said in our own words; their own are kept off the screen.
    """
    import logging

    logging.getLogger().addHandler(logging.NullHandler())
    return _Bars() if sys.stderr.isatty() else Progress()


class _Bars(Progress):
    """One line per stage, counted."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
        from rich.progress import Progress as Bars

        self._bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task: TaskID | None = None
        self._bars.start()

    def stage(self, title: str, total: int = 0) -> None:
        if self._task is not None:
            self._bars.remove_task(self._task)
        self._task = self._bars.add_task(title, total=total or None)

    def step(self, what: str = "") -> None:
        if self._task is not None:
            self._bars.advance(self._task)

    def done(self) -> None:
        self._bars.stop()
