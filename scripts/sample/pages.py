"""PDF files: printed ones with text, scans without, several materials in one, and spoilt ones."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

from sample import face
from sample.prose import Grid, Text, signature
from sample.scenes import scan

_DAY = datetime(2025, 9, 1, tzinfo=UTC)


class Press:
    """Prints PDF files in one Chinese face that holds just the characters it is given."""

    def __init__(self, folder: Path, characters: str) -> None:
        """Cut the face down once: cutting the whole one for every file would take a second each."""
        self._face = folder / "face.ttf"
        face.cut(characters, self._face)

    def text(self, *texts: Text, producer: str = "", password: str = "") -> bytes:
        """One file with *texts*, each beginning on a new page."""
        pdf = self._empty(producer)
        if password:
            pdf.set_encryption(owner_password=f"{password}1", user_password=password)
        for text in texts:
            pdf.add_page()
            self._write(pdf, text)
        return bytes(pdf.output())

    def scanned(self, text: Text) -> bytes:
        """The same page as a scanner sees it: a picture."""
        pdf = self._empty("")
        pdf.add_page()
        lines = [text.title, *(block for block in text.blocks if isinstance(block, str)), *signature(text)]
        pdf.image(io.BytesIO(scan(lines)), 0, 0, 210, 297)
        return bytes(pdf.output())

    def _empty(self, producer: str) -> FPDF:
        pdf = FPDF(format="A4")
        pdf.set_creation_date(_DAY)
        pdf.set_producer(producer or "打印输出")
        pdf.add_font("face", fname=self._face)
        pdf.set_margins(25, 25)
        pdf.set_auto_page_break(True, 25)
        return pdf

    def _write(self, pdf: FPDF, text: Text) -> None:
        pdf.set_font("face", size=18)
        pdf.multi_cell(0, 12, text.title, align="C", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("face", size=12)
        for block in text.blocks:
            if isinstance(block, Grid):
                self._table(pdf, [block.heads, *block.rows])
            else:
                pdf.multi_cell(
                    0, 8, f"　　{block}", align="L", wrapmode="CHAR", new_x="LMARGIN", new_y="NEXT"
                )
        for line in signature(text):
            pdf.multi_cell(0, 8, line, align="R", new_x="LMARGIN", new_y="NEXT")

    def _table(self, pdf: FPDF, rows: Sequence[Sequence[str]]) -> None:
        width = pdf.epw / len(rows[0])
        for row in rows:
            for cell in row:
                pdf.cell(width, 7, cell, border=1, align="C")
            pdf.ln()
