"""Word files for tests, with a text at any place that may hold words."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import docx

PLACES = ("body", "cell", "header", "footer", "footnote", "comment", "textbox", "property")

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BASE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


_PLAIN = {"body": "正文", "cell": "格", "header": "页眉", "footer": "页脚", "property": "标题"}


def template(path: Path, **texts: str) -> Path:
    """Write a ``.docx`` with a text at each of the named places (see ``PLACES``)."""
    parts = dict(_base())
    for place, plain in _PLAIN.items():
        marked, text = f"@{place}@".encode(), escape(texts.get(place, plain)).encode()
        parts |= {name: content.replace(marked, text) for name, content in parts.items() if marked in content}
    for place in ("footnote", "comment"):
        if place in texts:
            _add_notes(parts, place, texts[place])
    if "textbox" in texts:
        _add_text_box(parts, texts["textbox"])
    path.write_bytes(packed(parts))
    return path


@cache
def _base() -> dict[str, bytes]:
    """What python-docx makes of a marker at each place."""
    document = docx.Document()
    document.add_paragraph("@body@")
    document.add_table(1, 1).cell(0, 0).text = "@cell@"
    section = document.sections[0]
    section.header.paragraphs[0].text = "@header@"
    section.footer.paragraphs[0].text = "@footer@"
    document.core_properties.title = "@property@"
    out = io.BytesIO()
    document.save(out)
    return _parts(out.getvalue())


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _add_notes(parts: dict[str, bytes], kind: str, text: str) -> None:
    paragraph = f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
    xml = f'<w:{kind}s xmlns:w="{_W}"><w:{kind} w:id="2">{paragraph}</w:{kind}></w:{kind}s>'
    parts[f"word/{kind}s.xml"] = xml.encode()
    override = f'<Override PartName="/word/{kind}s.xml" ContentType="{_BASE}.{kind}s+xml"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())
    relation = (
        f'<Relationship Id="rIdX{kind}" Target="{kind}s.xml" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s"/></Relationships>'
    )
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation.encode())


def _add_text_box(parts: dict[str, bytes], text: str) -> None:
    box = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
        f"<w:t>{escape(text)}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:sectPr", box.encode() + b"<w:sectPr", 1
    )


def text_of(data: bytes, part: str = "word/document.xml") -> str:
    """All text of a part."""
    from lxml import etree

    return "".join(etree.fromstring(_parts(data)[part]).itertext(f"{{{_W}}}t"))


def lines_of(data: bytes) -> list[str]:
    """The paragraphs of a file as Word shows them: body and tables in order, breaks as `` / ``."""
    document = docx.Document(io.BytesIO(data))
    lines: list[str] = []
    for element in document.iter_inner_content():
        if hasattr(element, "rows"):
            lines += [
                " | ".join(cell.text.replace("\n", " / ") for cell in row.cells) for row in element.rows
            ]
        else:
            lines.append(element.text.replace("\n", " / "))
    return lines
