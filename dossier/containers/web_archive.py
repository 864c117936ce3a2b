"""Web archives (单个文件网页, .mht): a page with all that belongs to it in one file, in the form of a mail (RFC 2557).

Word, Excel and browsers write them, and so do systems that call them .xls or .doc. Nothing that a page points to is
fetched, and pictures are not even decoded.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

from dossier.containers.errors import ContainerError

_MOST_BYTES = 256 << 20
_MOST_PARTS = 20_000
_DEEPEST = 4
"""Parts within parts; Word writes one level, a mail that was saved as a page three."""
_LONGEST_HEAD = 1 << 16
_LONGEST_MARK = 200
"""Characters of a boundary; the standard allows 70 (RFC 2046, 5.1.1)."""
_HOLE = bytes(64)
"""So many zeros together are a stretch that never arrived."""
_FIRST = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}[ \t]*:")
_BLANK_LINE = re.compile(rb"(?:\A|\r?\n)[ \t]*\r?\n")
_BEFORE = b"\xef\xbb\xbf \t\r\n"
"""What some exporters leave before the first line."""
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]")
_PAGES = ("text/html", "application/xhtml+xml")
_POSTED = ("To", "Cc", "Received", "Delivered-To", "Return-Path")
"""Lines that only a mail has; browsers fill in who saved the page, when and its title."""
_ODD = (ValueError, TypeError, LookupError, AttributeError)
"""What the library raises on lines that no program writes."""


@dataclass(frozen=True)
class WebPage:
    """One page of an archive."""

    location: str
    """Where it says that it came from; empty if it does not."""
    content: bytes


def is_web_archive(start: bytes) -> bool:
    """Whether a file that begins with *start* (some thousand bytes) is a web archive and no mail."""
    head = start.lstrip(_BEFORE)
    if not _FIRST.match(head):
        return False
    message = _lines(_halves(head)[0])
    kind = message.get_content_type() if message["Content-Type"] else ""
    if any(message[name] for name in _POSTED):
        return False
    return kind in ("multipart/related", *_PAGES) or (kind.startswith("multipart/") and not message["From"])


def web_pages(data: bytes) -> list[WebPage]:
    """The pages of the archive *data* in their order, decoded, in whatever encoding of characters they are.

    Raises:
        ContainerError: too-large; truncated: its last boundary is missing; corrupt: a stretch of a page is zeros or
            cannot be decoded, or its parts have no boundary.
    """
    if len(data) > _MOST_BYTES:
        raise ContainerError("too-large", f"（{len(data) >> 20} MB）")
    try:
        pages = []
        for page in _pages(data.lstrip(_BEFORE), 0):
            pages.append(page)
            if len(pages) > _MOST_PARTS:
                raise ContainerError("corrupt", f"（里面超过{_MOST_PARTS}个网页）")
        return pages
    except _ODD as error:
        raise ContainerError("corrupt", "（网页存档的结构坏了）") from error


def _pages(part: bytes, depth: int) -> Iterator[WebPage]:
    head, body = _halves(part)
    message = _lines(head)
    if message.get_content_maintype() == "multipart":
        if depth >= _DEEPEST:
            raise ContainerError("corrupt", "（网页存档一层套一层，太深了）")
        for inner in _parts(body, str(message.get_boundary() or ""), depth):
            yield from _pages(inner, depth + 1)
    elif message.get_content_type() in _PAGES:
        encoding = str(message["Content-Transfer-Encoding"] or "").strip().lower()
        yield WebPage(str(message["Content-Location"] or "").strip(), _decoded(body, encoding))


def _parts(body: bytes, mark: str, depth: int) -> Iterator[bytes]:
    """What stands between the lines of *mark*, the last of which ends with two more strokes."""
    if not mark or len(mark) > _LONGEST_MARK:
        raise ContainerError("corrupt", "（网页存档没有写明各部分怎样分开）")
    line = re.compile(rb"^--" + re.escape(mark.encode("latin-1", "replace")) + rb"(--)?[ \t]*\r?$", re.M)
    parts: list[bytes] = []
    start: int | None = None
    for found in line.finditer(body):
        if start is None and _HOLE in body[: found.start()]:
            raise ContainerError("corrupt", "（中间有一段数据成了空白）")
        if start is not None:
            parts.append(body[start : found.start()])
        if found[1]:
            return iter(parts)
        start = found.end() + 1
        if len(parts) > _MOST_PARTS:
            raise ContainerError("corrupt", f"（里面超过{_MOST_PARTS}个部分）")
    raise ContainerError("corrupt" if depth else "truncated", "（里面有一部分没有结尾）" if depth else "")


def _halves(part: bytes) -> tuple[bytes, bytes]:
    """The lines of a head, and what comes behind the blank line that ends it."""
    blank = _BLANK_LINE.search(part, 0, _LONGEST_HEAD)
    return (part[: blank.start()], part[blank.end() :]) if blank else (part[:_LONGEST_HEAD], b"")


def _lines(head: bytes) -> Message:
    return HeaderParser().parsestr(head.decode("latin-1"))


def _decoded(body: bytes, encoding: str) -> bytes:
    if _HOLE in body:
        raise ContainerError("corrupt", "（中间有一段数据成了空白）")
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body)
    if encoding != "base64":
        return body
    packed = b"".join(body.split())
    if _NO_BASE64.search(packed):
        raise ContainerError("corrupt", "（网页的编码坏了）")
    packed = packed.rstrip(b"=")
    try:
        return binascii.a2b_base64(packed + b"=" * (-len(packed) % 4))
    except binascii.Error:
        raise ContainerError("corrupt", "（网页的编码坏了）") from None
