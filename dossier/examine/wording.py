"""What kind of text a file is that no other mark tells; or what it must have been before it was damaged."""

from __future__ import annotations

import os
import re
from typing import BinaryIO

from dossier.containers import is_web_archive
from dossier.decode import decode, has_mark
from dossier.examine.facts import Unfit
from dossier.examine.kinds import is_claimed, is_never_tiny, is_wordy

_SAMPLE = 1 << 16
_BLOCK = 1 << 20
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b", re.I | re.S
)
_MAIL_HEADER = re.compile(
    r"^(?:from|to|subject|received|return-path|message-id|mime-version|date):", re.I | re.M
)
_ZIPPED = frozenset({".docx", ".xlsx", ".pptx", ".zip", ".ofd", ".odt", ".ods"})
_EXPECTED = _ZIPPED | {".pdf", ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".rtf"}
"""Extensions that never meant anything else; .doc and .xls have been the name of many formats."""
_SMALLEST = 64
"""Bytes of the smallest document."""
_BLANK = 512
"""Zeros at the end that are no chance."""
_WIPED = bytes(8)
"""No format begins like this that is handed in under an extension we know."""
_OLE_HEADERS = tuple(b"%c\0%c\0\xfe\xff" % pair for pair in ((0x3E, 3), (0x3B, 3), (0x3E, 4)))
"""Versions and byte order of a compound file, 24 bytes behind its mark."""
_MARKED_BINARY = "（开头标着是文本，里面却不是文字，多半被别的程序改存坏了）"


def text_kind(file: BinaryIO, suffix: str) -> str:
    """Name the kind of text that *file* is; *suffix* tells ``csv`` from ``txt``.

    Raises:
        Unfit: it is no text.
    """
    file.seek(0)
    data = file.read(_SAMPLE)
    if is_web_archive(data):
        return "mht"  # before its characters are looked at, for each page may have an encoding of its own
    text = decode(data, partial=True)
    if has_mark(data) and (text is None or text.startswith("{\\rtf")):
        raise Unfit("corrupt", _MARKED_BINARY)
    if text is None:
        raise _unknown(file, data, suffix)
    start = text[:2048]
    if _HTML.match(start):
        return "html"
    if start.lstrip().startswith("<?xml") or start.lstrip().startswith("<svg"):
        return "svg" if "<svg" in start else "xml"
    if len(_MAIL_HEADER.findall(start)) >= 3 and _MAIL_HEADER.match(start):
        return "eml"
    return "csv" if suffix in (".csv", ".tsv") else "txt"


def _unknown(file: BinaryIO, data: bytes, suffix: str) -> Unfit:
    """Tell a damaged file from one of an unknown kind: by its name it should have been something else."""
    if data.startswith(_WIPED) and _is_nothing_but_zeros(file):
        return Unfit("truncated", "（里面全是空字节，多半没有下载完或没有拷完）")
    if len(data) < _SMALLEST and is_never_tiny(suffix):
        return Unfit("truncated", f"（只剩{len(data)}个字节）")
    if not data.startswith(b"\0") and len(data) - len(data.rstrip(b"\0")) >= _BLANK and is_wordy(suffix):
        return Unfit("truncated", "（后面一段全是空字节，多半没有下载完）")
    is_zip = suffix in _ZIPPED and b"PK\x05\x06" in _tail(file)
    if is_zip or (data.startswith(_WIPED) and is_claimed(suffix)) or data.startswith(_OLE_HEADERS, 24):
        return Unfit("corrupt", "（文件开头坏了）")
    if suffix in _EXPECTED:
        return Unfit("corrupt", "（内容不是这种格式）")
    return Unfit("unsupported", "（认不出是什么格式）")


def _tail(file: BinaryIO) -> bytes:
    file.seek(max(0, file.seek(0, os.SEEK_END) - 66_000))
    return file.read()


def _is_nothing_but_zeros(file: BinaryIO) -> bool:
    file.seek(0)
    while block := file.read(_BLOCK):
        if block != bytes(len(block)):
            return False
    return True
