"""Word files."""

from __future__ import annotations

import io

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from sample.fixed import office
from sample.prose import Grid, Text, signature


def word(text: Text) -> bytes:
    """A .docx with a title, paragraphs and small tables."""
    document = docx.Document()
    _lighten(document)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "仿宋", Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    if text.title:
        heading = document.add_paragraph()
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = heading.add_run(text.title)
        run.bold, run.font.size = True, Pt(18)
    for block in text.blocks:
        if isinstance(block, Grid):
            _table(document, block)
        else:
            document.add_paragraph(block).paragraph_format.first_line_indent = Pt(28)
    for line in signature(text):
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    buffer = io.BytesIO()
    document.save(buffer)
    return office(buffer.getvalue())


def _lighten(document: docx.document.Document) -> None:
    """Drop what the library's template carries and nobody uses: 100 table styles, and all styles once more."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()
    relations = document.part.rels
    for key in [
        key for key, relation in relations.items() if relation.reltype.endswith("/stylesWithEffects")
    ]:
        relations.pop(key)


def _table(document: docx.document.Document, grid: Grid) -> None:
    table = document.add_table(rows=1, cols=len(grid.heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, grid.heads, strict=True):
        cell.text = head
    for row in grid.rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
