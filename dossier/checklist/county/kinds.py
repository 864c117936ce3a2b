"""What a county's file really is: told by its bytes, since people rename files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from dossier.checklist.county.source import SourceError
from dossier.containers import ContainerError, Ole, read_index, zip_kind

Kind = Literal["word", "book", "text", "office"]
"""``office``: only an office program opens it (.doc .wps .rtf .odt)."""
_ZIPS: dict[str, Kind] = {"docx": "word", "xlsx": "book", "xlsb": "book", "ods": "book", "odt": "office"}
_BOOKS = (".xlsx", ".xls", ".et", ".ett", ".xlsm", ".xlt", ".xltx")
_DAMAGED = "设了密码，或者文件已损坏"
_OTHERS = {
    "ofd": "是 OFD 版式文件，读不出表格；请向发文单位要 Word 或 Excel 版",
    "pptx": "是演示文稿；请把目录复制到 Word 或 Excel 里再导入",
    "zip": "是压缩包；请解压后导入里面的目录",
}
_WEB = re.compile(rb"\s*(?:<!doctype html|<html|<table|<\?xml|<meta|mime-version:)", re.IGNORECASE)


def kind(path: Path) -> Kind:
    """How a file is to be read.

    Raises:
        SourceError: it cannot be opened, or is none of the kinds that lists come in; says what to do.
    """
    start = _start(path)
    if not start:
        raise SourceError("是空文件（0字节）")
    if start.startswith(b"PK\x03\x04"):
        return _of_zip(path)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return _of_ole(path)
    if start.startswith(b"{\\rtf"):
        return "office"
    if start.startswith(b"%PDF"):
        raise SourceError("是 PDF，读不准表格；请向发文单位要 Word 或 Excel 版，或用 WPS 转成 Word 后再导入")
    if _WEB.match(start.removeprefix(b"\xef\xbb\xbf")):
        raise SourceError("其实是网页格式；请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入")
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        return "text"
    raise SourceError("不是 Word、Excel 或 CSV 文件")


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(64)
    except OSError:
        raise SourceError("没有这个文件，或没有读取权限，或正被其他程序占用") from None


def _of_zip(path: Path) -> Kind:
    try:
        with path.open("rb") as file:
            what = zip_kind(file, read_index(file))
    except (ContainerError, OSError):
        raise SourceError(_DAMAGED) from None
    if what in _ZIPS:
        return _ZIPS[what]
    raise SourceError(_OTHERS.get(what, "不是 Word、Excel 或 CSV 文件"))


def _of_ole(path: Path) -> Kind:
    """Word 97 and Excel 97 share their container; what stands in it tells them apart."""
    try:
        names = Ole(path.read_bytes()).names
    except (ContainerError, OSError):
        return "book" if path.suffix.lower() in _BOOKS else "office"
    if "EncryptedPackage" in names:
        raise SourceError("设了密码；请用密码打开，另存为没有密码的再导入")
    if names & {"Workbook", "Book"}:
        return "book"
    return "office"
