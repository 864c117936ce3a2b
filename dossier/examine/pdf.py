"""PDF files: number of pages, title, and the titles that stand at the top of pages.

qpdf (pikepdf) says whether the file can be read and how many pages it has, since it is what binds them later; it
repairs what it can. pypdf reads the text, and stands in where qpdf gives up. Both raise what they like on broken
files (their own manuals say so), hence the broad ``except`` clauses.
"""

from __future__ import annotations

import io
import os
import re
from typing import TYPE_CHECKING, Any, BinaryIO

from dossier.examine.facts import LEAD_LENGTH, TAIL_LENGTH, Facts, Sample, Unfit
from dossier.examine.pdf_lines import headings, page_lines, visible_text
from dossier.examine.titles import Line, choose
from dossier.text import names_people

if TYPE_CHECKING:
    import pikepdf
    import pypdf

_MOST_PAGES = 20_000
_READ_PAGES = 200
"""Pages whose text is read."""
_PAGE_BYTES = 400_000
_ALL_BYTES = 8_000_000
"""Compressed page content that is read for text; a drawn map has millions of strokes and no words."""
_TAIL = 4096
_SLACK = 1024
"""Bytes that may be missing without a cut: some transfers swallow line ends all over a file."""
_END_MARK = b"%%EOF"
_WATERMARK = re.compile(r"扫描全能王|camscanner|全能扫描王|wps\s*扫描", re.I)
_UNKNOWN_LOCK = "unsupported encryption"
"""How qpdf speaks of a file for the holders of a certificate, or under a lock that it has not heard of."""
_FEWEST_CHARACTERS = 10
"""Fewer in a whole file are stamps and page numbers on a scan."""


def read(sample: Sample) -> Facts:
    """Read what a PDF says of itself."""
    pages, text_source = _open(sample.file)
    if pages > _MOST_PAGES:
        raise Unfit("bomb", f"（{pages}页）")
    lines = _lines(text_source) if sample.deep and text_source is not None else []
    text = "\n".join(line.text for page in lines for line in page)
    letters = visible_text(_WATERMARK.sub("", text))
    return Facts(
        kind="pdf",
        pages=pages,
        title=choose(next((page for page in lines if page), [])),
        lead=text[:LEAD_LENGTH],
        tail=text[-TAIL_LENGTH:] if len(lines) == pages and lines[-1] else "",
        headings=headings(lines) if pages > 1 else (),
        has_text=len(letters) >= _FEWEST_CHARACTERS or not sample.deep,
        personal=names_people(text),
    )


def _open(file: BinaryIO) -> tuple[int, _TextSource | None]:
    """Count the pages and find a way to their text.

    Raises:
        Unfit: encrypted, truncated or corrupt.
    """
    import pikepdf

    _refuse_swamped(file)
    try:
        pdf = pikepdf.open(_rewound(file))
        _refuse_endless(pdf)
        pages = len(pdf.pages)
    except Unfit:
        raise
    except pikepdf.PasswordError as error:
        raise Unfit("encrypted") from error
    except Exception as error:  # see the module's docstring
        return _open_otherwise(file, error)
    if not pages or _is_cut_off(file):
        raise _verdict(file)
    return pages, _TextSource(file, pdf)


def _refuse_endless(pdf: pikepdf.Pdf) -> None:
    """Count the leaves of the page tree as it is; qpdf makes a page of each, and would of the same one a million
    times.

    Raises:
        Unfit: there are more than any paper has.
    """
    import pikepdf

    waiting: list[Any] = [pdf.Root.get("/Pages")]
    seen: set[tuple[int, int]] = set()
    leaves = 0
    while waiting and leaves <= _MOST_PAGES:
        node = waiting.pop()
        kids = node.get("/Kids") if isinstance(node, pikepdf.Dictionary) else None
        if not isinstance(kids, pikepdf.Array):
            leaves += 1
        elif len(kids) > _MOST_PAGES:
            leaves = len(kids)
        elif node.objgen not in seen:
            seen.add(node.objgen)
            waiting += list(kids)
    if leaves > _MOST_PAGES:
        raise Unfit("bomb", f"（{leaves}页以上）")


def _open_otherwise(file: BinaryIO, cause: Exception) -> tuple[int, _TextSource | None]:
    import pypdf

    try:
        reader = pypdf.PdfReader(_rewound(file))
        if reader.is_encrypted and not _opens(reader):
            raise Unfit("encrypted")
        pages = len(reader.pages)
    except Unfit:
        raise
    except Exception:  # see the module's docstring
        pages = 0
    if not pages and _UNKNOWN_LOCK in str(cause):
        raise Unfit("encrypted") from cause
    if not pages or _is_cut_off(file):
        raise _verdict(file) from cause
    return pages, None


def _refuse_swamped(file: BinaryIO) -> None:
    """Look at the file without what was appended behind its end, which keeps the readers from their tables.

    They guess the tables then, and a locked page passes as an open one without text.

    Raises:
        Unfit: encrypted.
    """
    import pikepdf

    if (whole := _up_to_end(file)) is None:
        return
    try:
        pikepdf.open(io.BytesIO(whole))
    except pikepdf.PasswordError as error:
        raise Unfit("encrypted") from error
    except Exception:  # see the module's docstring
        return


def _up_to_end(file: BinaryIO) -> bytes | None:
    """The file up to its last end mark; None if that is where the readers look for it, or nowhere."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - _SLACK))
    if _END_MARK in file.read():
        return None
    data = _rewound(file).read()
    end = data.rfind(_END_MARK)
    return data[: end + len(_END_MARK)] if end >= 0 else None


def _opens(reader: pypdf.PdfReader) -> bool:
    """Whether the empty password opens it; ciphers and certificates that pypdf does not know do not."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # see the module's docstring
        return False


def _verdict(file: BinaryIO) -> Unfit:
    if _is_cut_off(file):
        return Unfit("truncated")
    return Unfit("corrupt", "（没有一页能读）" if _up_to_end(file) is None else "（末尾多出一大截别的内容）")


def _is_cut_off(file: BinaryIO) -> bool:
    """Whether the end of the file is missing: no end mark, or much less than it says of its own length."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(2048)
    linearized = re.search(rb"/Linearized\b[^>]{0,200}?/L\s+(\d+)", head)
    if linearized and int(linearized[1]) > size + _SLACK:
        return True
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    if b"%%EOF" in tail or b"startxref" in tail:
        return False
    file.seek(0)
    after_mark = file.read().rpartition(b"%%EOF")[2]
    return bool(re.search(rb"\d\s+obj\b", after_mark))


class _TextSource:
    """Pages to read text from, by pypdf; from a repaired copy if the file is not as it should be."""

    def __init__(self, file: BinaryIO, pdf: pikepdf.Pdf) -> None:
        self._file = file
        self._pdf = pdf

    def readable_pages(self) -> list[bool]:
        """For each of the first pages, whether its content is small enough to be worth reading.

        Raises:
            Unfit: there are pages of which nothing can be decoded; bound, they would be blank.
        """
        left = _ALL_BYTES
        verdicts = []
        broken = []
        for number, page in enumerate(self._pdf.pages[:_READ_PAGES], 1):
            streams = _streams(page)
            weight = sum(map(_weight, streams))
            left -= weight
            is_small = weight <= _PAGE_BYTES and left >= 0
            verdicts.append(is_small)
            if streams and is_small and not any(map(_is_decodable, streams)):
                broken.append(number)
        if broken:
            raise Unfit(
                "corrupt", f"（第{'、'.join(map(str, broken[:5]))}页{'等' * (len(broken) > 5)}解不开）"
            )
        return verdicts

    def reader(self) -> pypdf.PdfReader:
        """Open with pypdf what qpdf has understood; encryption without a password falls away."""
        import pypdf

        if not self._pdf.is_encrypted:
            try:
                reader = pypdf.PdfReader(_rewound(self._file))
                if len(reader.pages) == len(self._pdf.pages):
                    return reader
            except Exception:  # see the module's docstring
                pass
        copy = io.BytesIO()
        self._pdf.save(copy)
        return pypdf.PdfReader(copy)


def _streams(page: pikepdf.Page) -> list[pikepdf.Stream]:
    """The content of a page."""
    import pikepdf

    try:
        contents = page.obj.get("/Contents")
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    except Exception:  # see the module's docstring
        return []
    return [part for part in parts if isinstance(part, pikepdf.Stream)]


def _weight(stream: pikepdf.Stream) -> int:
    """Bytes as stored; unreadable content weighs too much."""
    try:
        return len(stream.read_raw_bytes())
    except Exception:  # see the module's docstring
        return _PAGE_BYTES + 1


def _is_decodable(stream: pikepdf.Stream) -> bool:
    try:
        stream.read_bytes()
    except Exception:  # see the module's docstring
        return False
    return True


def _lines(source: _TextSource) -> list[list[Line]]:
    """The lines of each page that is read; a page that cannot be read has none."""
    wanted = source.readable_pages()
    try:
        reader = source.reader()
        return [page_lines(reader.pages[n]) if is_small else [] for n, is_small in enumerate(wanted)]
    except Exception:  # see the module's docstring
        return []


def _rewound(file: BinaryIO) -> BinaryIO:
    file.seek(0)
    return file
