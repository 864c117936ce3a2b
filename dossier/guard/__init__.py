"""Run a function in a limited child process: JSON in, JSON out, and no way for it to hurt the run.

Whatever opens a foreign file or renders a foreign template goes through here. The child is a fresh Python in
its own process group with a wall time limit everywhere, and limits on memory and processor time where the
system has them (not on Windows). When it hangs, dies or eats memory, the caller gets a :class:`Failed`.

``run`` is for a single call; :class:`Pool` keeps a few warm children for many calls.
"""

from dossier.guard.outcome import Done, Failed, Json, Limits, Outcome
from dossier.guard.pool import Pool
from dossier.guard.worker import Worker

__all__ = ["Done", "Failed", "Json", "Limits", "Outcome", "Pool", "run"]


def run(target: str, payload: Json, limits: Limits) -> Outcome:
    """Call *target* (``"package.module:function"``) with *payload* in a child of its own.

    The function takes one JSON value and returns one. The child is gone when this returns.
    """
    worker = Worker(limits)
    try:
        return worker.ask(target, payload, limits)
    finally:
        worker.close()
