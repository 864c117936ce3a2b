"""The compression methods of zip, as streams that never give more than a block at a time."""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from dossier.containers.errors import ContainerError

_BLOCK = 1 << 20
_LARGEST_DICTIONARY = 256 << 20
_FAULTY = "（压缩数据有误）"
_NAMES = {
    1: "Shrink",
    6: "Implode",
    9: "Deflate64",
    93: "Zstandard",
    95: "XZ",
    96: "JPEG",
    97: "WavPack",
    98: "PPMd",
}


def decoder(method: int, packed: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack a stream that was packed by *method*.

    Raises:
        ContainerError: unsupported method, or corrupt data: where there is an index, nothing is cut off.
    """
    unpack = _METHODS.get(method)
    if unpack is None:
        next(iter(packed), b"")  # what is wrong with the member itself comes first
        name = _NAMES.get(method, f"方法{method}")
        raise ContainerError("unsupported", f"（压缩方法{name}不常见，请解压后放文件进来）")
    try:
        yield from unpack(packed)
    except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as error:
        raise ContainerError("corrupt", _FAULTY) from error


def is_supported(method: int) -> bool:
    """Whether what was packed by *method* can be unpacked here."""
    return method in _METHODS


def _deflate(packed: Iterable[bytes]) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    for block in packed:
        while block and not stream.eof:
            yield stream.decompress(block, _BLOCK)
            block = stream.unconsumed_tail
    while not stream.eof and (rest := stream.decompress(b"", _BLOCK)):
        yield rest
    if not stream.eof:
        raise ContainerError("corrupt", _FAULTY)


def _bzip2(packed: Iterable[bytes]) -> Iterator[bytes]:
    return _stream(bz2.BZ2Decompressor(), packed)


def _lzma(packed: Iterable[bytes]) -> Iterator[bytes]:
    """Zip's own framing of LZMA: version, length of properties, properties, data (APPNOTE 5.8)."""
    blocks = iter(packed)
    head = b""
    while len(head) < 9 and (block := next(blocks, b"")):
        head += block
    if len(head) < 9:
        raise ContainerError("corrupt", _FAULTY)
    properties, dictionary = struct.unpack_from("<BI", head, 4)
    if dictionary > _LARGEST_DICTIONARY or properties >= 225:
        raise ContainerError("unsupported", "（压缩参数异常）")
    lc, lp, pb = properties % 9, properties // 9 % 5, properties // 45
    model = {"id": lzma.FILTER_LZMA1, "lc": lc, "lp": lp, "pb": pb, "dict_size": max(dictionary, 4096)}
    stream = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[model])

    def data() -> Iterator[bytes]:
        yield head[9:]
        yield from blocks

    return _stream(stream, data())


def _stream(stream: bz2.BZ2Decompressor | lzma.LZMADecompressor, packed: Iterable[bytes]) -> Iterator[bytes]:
    for block in packed:
        if stream.eof:
            return
        yield stream.decompress(block, _BLOCK)
        while not (stream.needs_input or stream.eof):
            yield stream.decompress(b"", _BLOCK)


_METHODS: Mapping[int, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    0: iter,
    8: _deflate,
    12: _bzip2,
    14: _lzma,
}
