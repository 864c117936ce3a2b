"""What a file really is, by its content alone."""

from __future__ import annotations

import os
from typing import BinaryIO

from dossier.containers import ContainerError, Ole, is_locked, read_index, zip_kind
from dossier.examine.facts import Unfit
from dossier.examine.kinds import is_never_tiny
from dossier.examine.wording import text_kind

_HEAD = 4096
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "jpg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"GIF8", "gif"),
    (0, b"II*\0", "tiff"),
    (0, b"MM\0*", "tiff"),
    (0, b"{\\rtf", "rtf"),
    (8, b"WEBP", "webp"),
    (8, b"AVI ", "avi"),
    (8, b"WAVE", "wav"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"\x1f\x8b", "gz"),
    (4, b"1AY&SY", "bz2"),
    (0, b"\xfd7zXZ\0", "xz"),
    (0, b"MSCF\0\0\0\0", "cab"),
    (0, b"fLaC", "flac"),
    (0, b"MThd", "mid"),
    (0, b"AT&TFORM", "djvu"),
    (257, b"ustar", "tar"),
    (0, b"FLV\x01", "flv"),
    (0, b"ID3", "mp3"),
    (0, b"\xff\xfb", "mp3"),
    (0, b"\xff\xf3", "mp3"),
    (0, b"OggS", "ogg"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wmv"),
    (0, b"\x1aE\xdf\xa3", "mkv"),
    (0, b"#!AMR", "amr"),
    (0, b"\0\0\x01\xba", "mpg"),
    (0, b"\0\0\x01\xb3", "mpg"),
    (0, b"8BPS", "psd"),
    (0, b"%!PS", "eps"),
    (0, b"\xc5\xd0\xd3\xc6", "eps"),
    (0, b"AC10", "dwg"),
)
_BRANDS = {
    b"heic": "heic",
    b"heix": "heic",
    b"hevc": "heic",
    b"mif1": "heic",
    b"msf1": "heic",
    b"avif": "avif",
    b"qt  ": "mov",
    b"M4A ": "m4a",
}
_FOREIGN = (
    (0, b"\xffWPC", "（WordPerfect 格式）"),
    (0, b"\0\0\0\x0cjP  ", "（JPEG 2000 图片）"),
    (0, b"\xff\x4f\xff\x51", "（JPEG 2000 图片）"),
    (0, b"\0\0\x01\0", "（图标文件）"),
    (0, b"\xd7\xcd\xc6\x9a", "（WMF 图形）"),
    (40, b" EMF", "（EMF 图形）"),
    (0, b"\x31\xbe\0\0", "（DOS 时代的 Word 格式）"),
    (0, b"\xdb\xa5", "（Word 2.0 格式）"),
    (4, b"Standard Jet DB", "（Access 数据库）"),
    (4, b"Standard ACE DB", "（Access 数据库）"),
    (0, b"SQLite format 3", "（数据库文件）"),
    (0, b"MZ", "（程序文件）"),
    (0, b"\x7fELF", "（程序文件）"),
    (0, b"\x09\x08\x10\0\0\x06\x05\0", "（残缺的 Excel 格式）"),
    (0, b"\x09\x04\x06\0", "（Excel 4.0 格式）"),
    (0, b"\x09\x02\x06\0", "（Excel 3.0 格式）"),
    (0, b"\x09\0\x04\0", "（Excel 2.0 格式）"),
)
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("EncryptedSummary", "encrypted"),
    ("\tDRMContent", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("PP40", "ppt"),
    ("__properties_version1.0", "msg"),
    ("VisioDocument", "vsd"),
)
_STREAM_BEGINNINGS = (b"\xec\xa5", b"\x09\x08\x10\0\0\x06\x05\0", b"\x0f\0\xe8\x03")
"""Of Word's, Excel's and PowerPoint's main stream."""
_BITMAP_HEADERS = (12, 40, 52, 56, 64, 108, 124)
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BEGINNINGS = (*(magic for start, magic, _ in _MAGIC if start == 0), _OLE, *_ZIP, b"%PDF")
_FEW = 6
"""Bytes; whoever hands in a text under the name of a document writes more."""
_LARGEST_OLE = 256 << 20


def sniff(file: BinaryIO, suffix: str) -> str:
    """Name the kind of *file*; *suffix* only tells ``csv`` from ``txt``.

    Raises:
        Unfit: empty, encrypted, broken, or nothing we know.
        ContainerError: a broken zip or compound file.
    """
    head = _read(file, 0, _HEAD)
    if not head:
        raise Unfit("empty", "（0字节）")
    if head.startswith(_OLE):
        return _ole_kind(file)
    if head.startswith(_ZIP):
        return _zip_kind(file)
    if b"%PDF" in head[:1024]:
        return "pdf"
    _refuse_rest(head, suffix)
    return _by_magic(head) or text_kind(file, suffix)


def _read(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length)


def _zip_kind(file: BinaryIO) -> str:
    entries = read_index(file, members=20_000)
    if any(is_locked(file, entry) for entry in entries):
        raise Unfit("encrypted")
    return zip_kind(file, entries)


def _ole_kind(file: BinaryIO) -> str:
    size = file.seek(0, os.SEEK_END)
    if size > _LARGEST_OLE:
        raise Unfit("too-large", f"（{size >> 20} MB）")
    ole = Ole(_read(file, 0, size))
    names = ole.names
    kind = next((kind for stream, kind in _OLE_STREAMS if stream in names or _property(stream, names)), "")
    if kind == "encrypted":
        raise Unfit("encrypted")
    if not kind and (not ole.is_sound or any(_is_nameless(ole, name) for name in names)):
        raise Unfit("corrupt", "（文件内部结构坏了）")
    if not kind:
        raise Unfit("unsupported", "（不是常见的 Office 文件）")
    return kind


def _is_nameless(ole: Ole, name: str) -> bool:
    """Whether the stream *name* is the text of a document that ought to have another name."""
    try:
        return ole.read(name).startswith(_STREAM_BEGINNINGS)
    except ContainerError:
        return False


def _property(stream: str, names: frozenset[str]) -> bool:
    return stream.startswith("__") and any(name.startswith(stream) for name in names)


def _by_magic(head: bytes) -> str:
    for start, magic, kind in _MAGIC:
        if head.startswith(magic, start) and (start != 8 or head.startswith(b"RIFF")):
            return kind
    if head[4:8] == b"ftyp":
        return _brand(head)
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS:
        return "bmp"
    for start, magic, detail in _FOREIGN:
        if head.startswith(magic, start):
            raise Unfit("unsupported", detail)
    return ""


def _brand(head: bytes) -> str:
    """The kind by its brand; ``mif1`` is only "a picture", and the brands it is compatible with tell which."""
    others = head[16 : int.from_bytes(head[:4], "big")]
    if head[8:12] in (b"mif1", b"msf1") and b"avif" in [
        others[at : at + 4] for at in range(0, len(others), 4)
    ]:
        return "avif"
    return _BRANDS.get(head[8:12], "mp4")


def _refuse_rest(head: bytes, suffix: str) -> None:
    """Raise :class:`Unfit` for what is left of a document when only its first few bytes have arrived.

    A ``P`` or ``%PD`` would pass as a text.
    """
    few = len(head) < _FEW or any(len(head) < len(magic) and magic.startswith(head) for magic in _BEGINNINGS)
    if few and is_never_tiny(suffix):
        raise Unfit("truncated", f"（只剩{len(head)}个字节）")
