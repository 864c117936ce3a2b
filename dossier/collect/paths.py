"""Paths as they are shown and stored: valid text, unique, in one order everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from operator import attrgetter
from pathlib import PurePosixPath
from typing import Protocol, TypeVar

_UNFIT = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")


def order(path: str) -> tuple[str, str]:
    """Sort key: the same tree comes out in the same order from systems that store é as one or as two."""
    return unicodedata.normalize("NFC", path), path


class _Placed(Protocol):
    @property
    def path(self) -> str: ...


_P = TypeVar("_P", bound=_Placed)


def in_order(items: Sequence[_P]) -> list[_P]:
    """*items* by :func:`order` of their paths; where nothing needs composing that is the order of the paths."""
    if unicodedata.is_normalized("NFC", "/".join([item.path for item in items])):
        return sorted(items, key=attrgetter("path"))
    return sorted(items, key=lambda item: order(item.path))


def shown(path: str) -> str:
    """*path* as text, step by step: names that are no UTF-8 are read as GB18030, as old Windows archives leave them
    behind; what fits neither, and controls, become ``%XX``."""
    return "/".join(_CONTROL.sub(_percent, _as_gbk(step)) for step in path.split("/"))


def _as_gbk(name: str) -> str:
    if not _UNFIT.search(name):
        return name
    try:
        return name.encode("utf-8", "surrogateescape").decode("gb18030")
    except UnicodeError:
        return name


def member_path(name: str) -> str:
    """The path of an archive member: slashes forward, no empty steps, controls as ``%XX``."""
    steps = _CONTROL.sub(_percent, name.replace("\\", "/")).split("/")
    kept = (step.replace(".", "%2E") if step == ".." else step for step in steps if step not in ("", "."))
    return "/".join(kept) or "%20"


def leads_outside(name: str) -> bool:
    """Whether a member's name points out of its archive: absolute, with a drive letter, or through ``..``."""
    forward = name.replace("\\", "/")
    return forward.startswith("/") or bool(_DRIVE.match(forward)) or ".." in forward.split("/")


def unique(path: str, taken: set[str]) -> str:
    """*path*, numbered like ``a (2).docx`` if it is taken; the result is added to *taken*."""
    candidate, number = path, 1
    while candidate in taken:
        number += 1
        pure = PurePosixPath(path)
        candidate = str(pure.with_name(f"{pure.stem} ({number}){pure.suffix}"))
    taken.add(candidate)
    return candidate


def _percent(match: re.Match[str]) -> str:
    point = ord(match[0])
    return f"%{point & 0xFF:02X}" if point < 0x100 or 0xDC80 <= point <= 0xDCFF else f"%u{point:04X}"
