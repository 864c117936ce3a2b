"""One record written where a person names a file: never into the sources, never over somebody's work."""

from __future__ import annotations

from pathlib import Path

from dossier.errors import OutputError, reason
from dossier.publish.journal import write_whole
from dossier.publish.publish import refuse_inside

_OURS = b'{\n "dossier": '
"""How every record of ours begins."""


def refuse_file(path: Path, project_root: Path) -> None:
    """Refuse a place for a record before any work is done.

    Raises:
        OutputError: it lies in the sources, is a folder, or holds something that is no record of ours.
    """
    refuse_inside(project_root, path)
    try:
        if path.is_dir():
            raise OutputError(f"“{path.name}”是一个文件夹，请写上文件名。")
        if path.is_file():
            with path.open("rb") as stream:
                head = stream.read(len(_OURS))
            if head not in (b"", _OURS):
                raise OutputError(f"“{path.name}”已有别的内容，没有改动；请换一个文件名。")
    except OSError as error:
        raise OutputError(f"“{path.name}”打不开（{reason(error)}），请换一个位置。") from error


def write_file(path: Path, data: bytes) -> None:
    """Write a record, whole or not at all; a pipe or a device gets it as it comes.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        if path.is_file() or not path.exists():
            write_whole(path.resolve(), data)
        else:
            path.write_bytes(data)
    except OSError as error:
        raise OutputError(f"“{path.name}”写不进去（{reason(error)}），请换一个位置。") from error
