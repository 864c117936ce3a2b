"""The child's side of examine: one file in, its digest and its facts out."""

from __future__ import annotations

import hashlib
import importlib
import io
import os
import stat
from pathlib import Path
from typing import Any, BinaryIO

from dossier.cache import fingerprint
from dossier.containers import ContainerError
from dossier.examine.facts import Facts, Reader, Sample, Unfit
from dossier.examine.kinds import ATTACHMENTS
from dossier.examine.sniff import sniff

_IN_MEMORY = 256 << 20
"""Files up to this size are read once, so that what is hashed is what is used."""
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_READERS = {
    "docx": "docx:read",
    "doc": "word97:read",
    "odt": "odf:read",
    "xlsx": "sheets:read",
    "xlsb": "sheets:read",
    "xls": "sheets:read",
    "ods": "sheets:read",
    "pdf": "pdf:read",
    "rtf": "rtf:read",
    "txt": "plain:read_text",
    "csv": "plain:read_csv",
    "html": "plain:read_html",
    "xml": "plain:read_xml",
    "eml": "plain:read_mail",
    "mht": "plain:read_web_archive",
    **dict.fromkeys(("pptx", "odp", "odg", "ofd", "epub", "xps", "vsdx", "xmind", "iwork"), "kept:read"),
    **dict.fromkeys(("jpg", "png", "gif", "bmp", "tiff", "webp", "heic"), "pictures:read"),
}


def read(payload: dict[str, Any]) -> dict[str, Any]:
    """Read the file ``disk``.

    Returns ``sha256`` and ``fingerprint``, with either ``facts`` or ``unreadable`` (reason, detail).
    """
    try:
        with os.fdopen(os.open(Path(payload["disk"]), _OPEN), "rb") as file:
            return _read(file, payload["suffix"], payload["deep"])
    except FileNotFoundError:
        return {"unreadable": ["changed", "（读取时已被移走）"]}
    except PermissionError:
        return {"unreadable": ["denied", ""]}


def _read(file: BinaryIO, suffix: str, deep: bool) -> dict[str, Any]:
    before = os.fstat(file.fileno())
    if not stat.S_ISREG(before.st_mode):
        return {"unreadable": ["changed", ""]}
    source: BinaryIO
    if before.st_size <= _IN_MEMORY:
        data = file.read()
        sha256, source = hashlib.sha256(data).hexdigest(), io.BytesIO(data)
    else:
        sha256, source = _digest(file), file
    answer = {"sha256": sha256, "fingerprint": fingerprint(before), **_examined(source, suffix, deep)}
    if fingerprint(os.fstat(file.fileno())) != fingerprint(before):
        return {"unreadable": ["changed", ""]}
    return answer


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := file.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()


def _examined(source: BinaryIO, suffix: str, deep: bool) -> dict[str, Any]:
    try:
        kind = sniff(source, suffix)
        return {"facts": _facts(Sample(source, kind, suffix, deep)).to_json()}
    except (Unfit, ContainerError) as error:
        return {"unreadable": [error.reason, error.detail]}


def _facts(sample: Sample) -> Facts:
    target = _READERS.get(sample.kind) or ("media:read" if sample.kind in ATTACHMENTS else None)
    if target is None:
        raise Unfit("unsupported", "（不是常见的 Office 文件）")
    module, _, function = target.partition(":")
    reader: Reader = getattr(importlib.import_module(f"dossier.examine.{module}"), function)
    return reader(sample)
