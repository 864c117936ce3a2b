"""Text of tables as systems export them."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.containers import ContainerError

__all__ = ["decoded"]

_HOLE = bytes(32)
"""So many zeros together are a stretch that never arrived; a few are an exporter's habit."""


def decoded(data: bytes) -> str:
    """The text of *data*: UTF-8 with or without mark, UTF-16, else GB18030, whatever the file says of itself.

    Raises:
        ContainerError: corrupt: a stretch of it is zeros, and the lines that stood there are gone.
    """
    if _HOLE in data:
        raise ContainerError("corrupt", "（表格中间有一段数据成了空白）")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    encodings: Sequence[str] = ("utf-8-sig", "gb18030")
    if data[:200].count(0) > 20:
        encodings = ("utf-16-le" if data[1:2] == b"\0" else "utf-16-be",)
    for encoding in encodings:
        try:
            return data.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    return data.decode("gb18030", "replace").replace("\0", "")
