"""The door: ``dossier`` and ``python -m dossier``."""

from __future__ import annotations

import contextlib
import os
import sys

_INTERRUPTED = 130


def main() -> None:
    """Start the command line.

    The command line is imported here and not at the top, so that importing this module costs nothing.
    """
    try:
        from dossier.cli import main as command_line

        code = command_line()
    except KeyboardInterrupt:  # so early, or so late, that nobody else caught it
        code = _INTERRUPTED
    if code == _INTERRUPTED:
        # Python remembers an interrupt that fell into generated code, and would end as if killed by the signal.
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
