"""Text of tables as systems export them."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.containers import ContainerError

__all__ = ["decoded"]

_HOLE = bytes(32)
"""So many zeros together are a stretch that never arrived; a few are an exporter's habit."""

_START, _RARE, _FEWEST = 4096, 25, 5
"""Bytes looked at; one in so many is the comma or the end of a line that every table has; more than a few are no stray."""


def decoded(data: bytes) -> str:
    """The text of *data*: UTF-8 with or without mark, UTF-16, else GB18030, whatever the file says of itself.

    Raises:
        ContainerError: corrupt: a stretch of it is zeros, and the lines that stood there are gone.
    """
    if _HOLE in data:
        raise ContainerError("corrupt", "（表格中间有一段数据成了空白）")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in _encodings(data[:_START]):
        try:
            return data.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    return data.decode("gb18030", "replace").replace("\0", "")


def _encodings(start: bytes) -> Sequence[str]:
    """UTF-16 without a mark has the zeros of its commas and digits at every second byte, whatever the first word is."""
    zeros = start[::2].count(0), start[1::2].count(0)
    if sum(zeros) > max(_FEWEST, len(start) // _RARE) and not min(zeros):
        return ("utf-16-le",) if zeros[1] else ("utf-16-be",)
    return ("utf-8-sig", "gb18030")
