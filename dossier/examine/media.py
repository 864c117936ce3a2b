"""Videos, archives and old slides that are kept as they are: whether their end is there."""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

from dossier.containers import Ole
from dossier.examine.facts import Facts, Sample, Unfit

_SLIDES = "PowerPoint Document"
_MOST_BOXES = 10_000


def read(sample: Sample) -> Facts:
    """Refuse what was cut off, as far as the format tells its own length."""
    if sample.kind in ("mp4", "mov", "m4a", "avif"):
        check_boxes(sample.file)
    elif sample.kind == "7z":
        _check_7z(sample.file)
    elif sample.kind == "ppt":
        _check_ppt(sample.file)
    return Facts(kind=sample.kind, attachment=True, has_text=False)


def check_boxes(file: BinaryIO) -> None:
    """Walk the boxes at the top (ISO 14496-12): each says its length; one of length 0 goes on to the end.

    Raises:
        Unfit: the file ends before a box does.
    """
    length = file.seek(0, os.SEEK_END)
    at = 0
    for _ in range(_MOST_BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return
        size = int.from_bytes(head[:4], "big")
        if size == 1 and len(head) == 16:
            size = int.from_bytes(head[8:], "big")
        if size == 0 or not head[4:8].isascii():
            return
        if at + size > length or size < 8:
            raise Unfit("truncated")
        at += size


def _check_7z(file: BinaryIO) -> None:
    file.seek(12)
    head = file.read(16)
    if len(head) < 16 or 32 + sum(struct.unpack("<2Q", head)) > file.seek(0, os.SEEK_END):
        raise Unfit("truncated")


def _check_ppt(file: BinaryIO) -> None:
    """Read the stream of the slides; PowerPoint 4 has another one, which is left alone."""
    file.seek(0)
    ole = Ole(file.read())
    if _SLIDES in ole.names:
        ole.read(_SLIDES)
