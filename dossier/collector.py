"""The collector of cycles, at rest while very many records are made.

None of them is in a cycle, and it looks at all of them again each time their number has grown by a quarter: a quarter
of the time of matching, and of finding files nearly half.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """Let the collector rest; what was made meanwhile it need not look at later either."""
    working = gc.isenabled()
    if working:
        gc.collect()  # else what is dead by now would be kept with what is made
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.freeze()
            gc.enable()
