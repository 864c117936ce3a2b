"""Text of tables as systems export them."""

from __future__ import annotations

from dossier.containers import ContainerError
from dossier.decode import decode, decoded

__all__ = ["table_text"]

_HOLE = bytes(32)
"""So many zeros together are a stretch that never arrived; a few are an exporter's habit."""


def table_text(data: bytes) -> str:
    """The text of *data*, whatever the file says of its encoding.

    Raises:
        ContainerError: corrupt: a stretch of it is zeros, and the lines that stood there are gone.
    """
    if _HOLE in data:
        raise ContainerError("corrupt", "（表格中间有一段数据成了空白）")
    text = decode(data)
    return (decoded(data.replace(b"\0", b"")) if text is None else text).replace("\0", "")
