"""Files that a command writes by itself, outside a project's output: whole or not at all, never over another."""

from __future__ import annotations

import os
from pathlib import Path


def refuse_existing(path: Path) -> None:
    """A person's file is never overwritten.

    Raises:
        OutputError: there is something at *path*.
    """
    from dossier.errors import OutputError

    if os.path.lexists(path):
        raise OutputError(f"“{path.name}”已经存在，没有改动；请换一个名字，或先把它移走")


def write_new(path: Path, data: bytes) -> None:
    """Write a file whole.

    Raises:
        OutputError: the place cannot be written.
    """
    from dossier.errors import OutputError, reason

    part = path.with_name(f"~${path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise OutputError(f"“{path.name}”写不进去（{reason(error)}）；请换一个位置后重试") from error
    finally:
        part.unlink(missing_ok=True)
