"""A file that is not read sip by sip for ever.

Pillow looks for the next block of a JPEG or GIF one byte at a time; three thousand million zeros take it an hour.
"""

from __future__ import annotations

import io
from typing import BinaryIO

_MOST_SIPS = 1_000_000
"""Far more than a picture has blocks; they take less than a second."""


class Sips(io.RawIOBase):
    """*file* for a reader, who gets OSError once he has asked too often for a single byte."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = _MOST_SIPS

    def read(self, size: int | None = -1, /) -> bytes:
        """The next *size* bytes; all that are left without one."""
        if size == 1:
            self._left -= 1
        if self._left < 0:
            raise OSError("too many reads of one byte")
        return self._file.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to *offset*."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Where the reader is."""
        return self._file.tell()

    def seekable(self) -> bool:
        """Always."""
        return True

    def readable(self) -> bool:
        """Always."""
        return True
