"""Makes files that attack, lie or are broken. Nothing here is kept on disk between runs."""

from __future__ import annotations

import base64
import io
import quopri
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An ordinary archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return target.getvalue()


def raw_zip(
    members: Sequence[tuple[bytes, bytes]],
    *,
    flags: int = 0,
    method: int = 8,
    mode: int = 0,
    size: int | None = None,
    crc: int | None = None,
) -> bytes:
    """An archive with undecoded names, whose fields may lie about every member alike."""
    body, index = b"", b""
    for name, content in members:
        packed = zlib.compressobj(9, zlib.DEFLATED, -15)
        data = packed.compress(content) + packed.flush() if method == 8 else content
        said_crc = zlib.crc32(content) if crc is None else crc
        said_size = len(content) if size is None else size
        common = struct.pack(
            "<5H3I2H", 20, flags, method, 0, 0x21, said_crc, len(data), said_size, len(name), 0
        )
        made_by = 3 << 8 | 20 if mode else 20
        index += b"PK\x01\x02" + struct.pack("<H", made_by) + common
        index += struct.pack("<3H2I", 0, 0, 0, mode << 16, len(body)) + name
        body += b"PK\x03\x04" + common + name + data
    return (
        body
        + index
        + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(members), len(members), len(index), len(body), 0)
    )


def overlap_bomb(copies: int = 50) -> bytes:
    """Many members that all lie on the same bytes."""
    one = raw_zip([(b"0.txt", b"\0" * 1_000_000)])
    end = one.rfind(b"PK\x05\x06")
    start = one.find(b"PK\x01\x02")
    entry = one[start:end]
    index = b"".join(entry[:-5] + f"{n:05d}"[-1:].encode() + b".txt" for n in range(copies))
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, copies, copies, len(index), start, 0)
    return one[:start] + index + tail


def quoting_zip() -> bytes:
    """Two members, the first of which holds the whole record of the second as its data."""
    inner = raw_zip([(b"b.txt", b"b" * 999)], method=0)
    record = inner[: inner.find(b"PK\x01\x02")]
    whole = raw_zip([(b"a.txt", record)], method=0)
    start, end = whole.find(b"PK\x01\x02", len(record)), whole.rfind(b"PK\x05\x06")
    entry = bytearray(inner[inner.find(b"PK\x01\x02") : inner.rfind(b"PK\x05\x06")])
    struct.pack_into("<I", entry, 42, 30 + len(b"a.txt"))
    index = whole[start:end] + bytes(entry)
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2, 2, len(index), start, 0)
    return whole[:start] + index + tail


CONTENT_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.document.main+xml"/></Types>'
)
BARE_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
"""A list of types that declares no main part."""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, *, before: str = "", **parts: str) -> bytes:
    """A Word file with the XML *body*; *before* goes before the root, *parts* are further members."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {W}><w:body>{body}</w:body></w:document>'
    )
    members = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": document.encode()}
    return zipped(members | {f"word/{name}.xml": text.encode() for name, text in parts.items()})


def paragraph(text: str, *, style: str = "", jc: str = "", size: int = 0, bold: bool = False) -> str:
    """A paragraph of one run; *size* in half points."""
    p_style = f'<w:pStyle w:val="{style}"/>' if style else ""
    p_jc = f'<w:jc w:val="{jc}"/>' if jc else ""
    r_size = f'<w:sz w:val="{size}"/>' if size else ""
    r_bold = "<w:b/>" if bold else ""
    run = f"<w:r><w:rPr>{r_bold}{r_size}</w:rPr><w:t>{text}</w:t></w:r>"
    return f"<w:p><w:pPr>{p_style}{p_jc}</w:pPr>{run}</w:p>"


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with *streams*, each padded beyond the size that would go into the mini stream."""
    sector = 512
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    chains: list[list[int]] = []
    at = 2
    for content in padded.values():
        count = -(-len(content) // sector)
        chains.append(list(range(at, at + count)))
        at += count
    fat = [0xFFFFFFFF] * (sector // 4)
    fat[0], fat[1] = 0xFFFFFFFD, 0xFFFFFFFE
    for chain in chains:
        for here, following in zip(chain, [*chain[1:], 0xFFFFFFFE], strict=True):
            fat[here] = following
    entries = [_ole_entry("Root Entry", 5, 0xFFFFFFFE, 0, inner=1)]
    for number, (name, chain) in enumerate(zip(padded, chains, strict=True), 2):
        right = number if number <= len(padded) else 0xFFFFFFFF
        entries.append(_ole_entry(name, 2, chain[0], len(padded[name]), right=right))
    directory = b"".join(entries).ljust(sector, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    body = b"".join(content.ljust(-(-len(content) // sector) * sector, b"\0") for content in padded.values())
    return header + struct.pack("<128I", *fat) + directory + body


def _ole_entry(
    name: str, kind: int, start: int, size: int, *, right: int = 0xFFFFFFFF, inner: int = 0xFFFFFFFF
) -> bytes:
    raw = name.encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw) + 2, kind, 1, 0xFFFFFFFF, right, inner)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def pdf(pages: Sequence[str] = ("",), *, encrypted: str = "") -> bytes:
    """A small PDF with one Latin line a page, drawn large."""
    import pikepdf

    made = pikepdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for text in pages:
        page = made.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = made.make_stream(f"BT /F1 24 Tf 72 760 Td ({text}) Tj ET".encode())
    target = io.BytesIO()
    encryption = pikepdf.Encryption(owner=encrypted, user=encrypted) if encrypted else False
    made.save(target, encryption=encryption)
    return target.getvalue()


def raw_pdf(*objects: bytes, trailer: str = "", head: bytes = b"%PDF-1.7\n") -> bytes:
    """A PDF of *objects* as they are, numbered from 1, the first being the catalogue."""
    body, places = head, []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + f"trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{len(body)}\n%%EOF\n".encode()
    )


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"


def page_tree(kids: bytes, count: int, *others: bytes) -> bytes:
    """A PDF whose root of pages has these *kids*; object 3 is a page, *others* come behind it."""
    return raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), PAGE, *others)


def deep_page_tree(depth: int) -> bytes:
    """A page at the bottom of *depth* nodes with one kid each."""
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1) for number in range(2, depth + 2)]
    return raw_pdf(CATALOGUE, *nodes, b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % (depth + 1))


def picture(
    form: str = "JPEG", size: tuple[int, int] = (360, 320), *, seed: int = 1, **options: object
) -> bytes:
    """A picture of soft patches, which has a likeness of its own for every *seed*."""
    from PIL import Image

    patches = bytes((n * n * 37 * seed + n * 91) % 256 for n in range(72))
    image = Image.frombytes("L", (9, 8), patches).resize(size, Image.Resampling.BICUBIC).convert("RGB")
    return heic(image, **options) if form == "HEIF" else _saved(image, form, **options)


def heic(image: Image.Image, **options: object) -> bytes:
    """*image* as a telephone of Apple's keeps it. Pillow itself is not told how: that is what is tested."""
    import pillow_heif

    target = io.BytesIO()
    pillow_heif.from_pillow(image).save(target, **options)
    return target.getvalue()


def _saved(image: Image.Image, form: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


BOUNDARY = "----=_NextPart_01DC2A4B.7F1E0B30"


def web_archive(
    pages: Mapping[str, bytes], encoding: str = "quoted-printable", charset: str = "gb2312"
) -> bytes:
    """A web archive as Excel writes one: place of a page → its bytes; a picture comes last."""
    parts = [_archived(f"file:///C:/8F2A/{place}", page, encoding, charset) for place, page in pages.items()]
    parts.append(
        b"Content-Location: file:///C:/8F2A/image001.png\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Type: image/png\r\n\r\niVBORw0KGgo=\r\n"
    )
    mark = b"\r\n--" + BOUNDARY.encode()
    head = f'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="{BOUNDARY}"\r\n\r\n'
    return (
        head.encode()
        + "本文档为单个文件网页。\r\n".encode()
        + b"".join(mark + b"\r\n" + part for part in parts)
        + mark
        + b"--\r\n"
    )


def _archived(place: str, page: bytes, encoding: str, charset: str) -> bytes:
    lines = f"Content-Location: {place}\r\nContent-Transfer-Encoding: {encoding}\r\n"
    packed = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(encoding, bytes)(
        page
    )
    return f'{lines}Content-Type: text/html; charset="{charset}"\r\n\r\n'.encode() + packed


def paged_workbook(sheets: Mapping[str, bytes], *, hidden: Sequence[str] = ()) -> dict[str, bytes]:
    """The pages of a workbook that Excel saved as one file: a frame, a page for each sheet, and one to click on."""
    listed, pages = "", {}
    for number, (name, page) in enumerate(sheets.items(), start=1):
        place = f"Book1.files/sheet{number:03d}.htm"
        options = (
            "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
            if name in hidden
            else ""
        )
        listed += f'<x:ExcelWorksheet><x:Name>{name}</x:Name>{options}<x:WorksheetSource HRef="{place}"/></x:ExcelWorksheet>'
        pages[place] = page
    frame = (
        f"<html><head><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets>{listed}</x:ExcelWorksheets>"
        "</x:ExcelWorkbook></xml><![endif]--></head><frameset rows='*,39'><frame src='Book1.files/sheet001.htm'>"
        "<noframes><body><p>此页使用了框架。</p></body></noframes></frameset></html>"
    )
    tabs = f"<html><body><table><tr><td>{'<td>'.join(sheets)}</table></body></html>"
    return {"Book1.htm": frame.encode("gbk"), **pages, "Book1.files/tabstrip.htm": tabs.encode("gbk")}
