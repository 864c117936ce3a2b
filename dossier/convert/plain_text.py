"""What a plain text says, whatever program wrote it."""

from __future__ import annotations


def decoded(data: bytes) -> str:
    """*data* as text: by its mark, else UTF-8, else GB18030, in which no byte is lost to an error."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
