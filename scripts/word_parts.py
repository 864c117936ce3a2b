"""The parts of a Word file written out by hand: nothing in them is left to a library's defaults.

Lengths are in twips (1/20 pt, 1/1440 inch) and sizes in half-points, as in the format itself. The measures of
the report are those of GB/T 9704-2012; docs/design/word.md says where each number comes from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MM = 1440 / 25.4

FANG, KAI, HEI, SONG, TITLE = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
LATIN = "Times New Roman"
OTHER_NAMES = {
    FANG: "仿宋,FangSong",
    KAI: "楷体,KaiTi",
    TITLE: "华文中宋,STZhongsong",
    HEI: "SimHei",
    SONG: "SimSun",
}
"""What Word may take where a font is missing: newer Windows carries 仿宋 and 楷体 under shorter names."""


@dataclass(frozen=True, kw_only=True)
class Style:
    """One paragraph style."""

    id: str
    name: str
    font: str = FANG
    latin: str = LATIN
    size: int = 32
    line: int = 0
    """Exact line height; 0 leaves single spacing."""
    before: int = 0
    after: int = 0
    indent: int = 0
    """First-line indent in hundredths of a character."""
    left: int = 0
    hanging: int = 0
    right_chars: int = 0
    left_chars: int = 0
    align: str = "left"
    tighten: int = 0
    """Added to every character's advance; -5 makes 28 characters of 16 pt fit into 156 mm."""
    outline: int | None = None
    snap: bool = False
    """Whether lines stand on the page's grid; off for titles, tables and footers, which would jump a line."""
    keep_next: bool = False
    spaced: bool = True
    """Whether Word puts a quarter em between Chinese and digits; off in tables and codes."""

    def xml(self) -> str:
        """The ``w:style`` element."""
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{self._paragraph()}</w:pPr>'
            f"<w:rPr>{fonts(self.font, self.latin)}{self._run()}</w:rPr></w:style>"
        )

    def _paragraph(self) -> str:
        line = f' w:line="{self.line}" w:lineRule="exact"' if self.line else ' w:line="240" w:lineRule="auto"'
        return "".join(
            (
                "<w:keepNext/>" if self.keep_next else "",
                '<w:widowControl w:val="0"/>',
                "" if self.spaced else '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
                "" if self.snap else '<w:snapToGrid w:val="0"/>',
                f'<w:spacing w:before="{self.before}" w:after="{self.after}"{line}/>',
                self._indent(),
                f'<w:jc w:val="{self.align}"/>',
                "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>',
            )
        )

    def _indent(self) -> str:
        em = self.size * 10
        pairs = (
            ("leftChars", self.left_chars),
            ("left", self.left or self.left_chars * em // 100),
            ("rightChars", self.right_chars),
            ("right", self.right_chars * em // 100),
            ("hanging", self.hanging),
            ("firstLineChars", self.indent),
            ("firstLine", self.indent * em // 100),
        )
        given = " ".join(f'w:{name}="{value}"' for name, value in pairs if value)
        return f"<w:ind {given}/>" if given else ""

    def _run(self) -> str:
        tighten = f'<w:spacing w:val="{self.tighten}"/>' if self.tighten else ""
        return f'{tighten}<w:kern w:val="0"/><w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>'


@dataclass(frozen=True, kw_only=True)
class Page:
    """A4 with its margins (mm) and, for a report, the grid of 22 lines."""

    top: float
    bottom: float
    left: float
    right: float
    landscape: bool = False
    grid: int = 0
    footer: int = 850
    even_footer: bool = False

    @property
    def width(self) -> int:
        """Width of the text in twips."""
        paper = 16838 if self.landscape else 11906
        return paper - round(self.left * MM) - round(self.right * MM)

    def xml(self) -> str:
        """The ``w:sectPr`` element."""
        size = 'w:w="16838" w:h="11906" w:orient="landscape"' if self.landscape else 'w:w="11906" w:h="16838"'
        margins = " ".join(
            f'w:{side}="{round(getattr(self, side) * MM)}"' for side in ("top", "right", "bottom", "left")
        )
        grid = f'<w:docGrid w:type="lines" w:linePitch="{self.grid}"/>' if self.grid else ""
        even = '<w:footerReference w:type="even" r:id="rIdEven"/>' if self.even_footer else ""
        odd = '<w:footerReference w:type="default" r:id="rIdOdd"/>' if self.footer else ""
        return (
            f"<w:sectPr>{even}{odd}<w:pgSz {size}/>"
            f'<w:pgMar {margins} w:header="851" w:footer="{self.footer}" w:gutter="0"/>{grid}</w:sectPr>'
        )


def fonts(east: str, latin: str = LATIN) -> str:
    """``w:rFonts`` with all four slots, because Word falls back on each of them alone."""
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"/>'


def run(text: str, size: int = 0) -> str:
    """A run of text; the hint keeps Chinese quotation marks and dashes in the Chinese font.

    A *size* (half-points) that its style has as well tells how wide the text is to whoever shares out columns.
    """
    sized = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    return (
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{sized}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def paragraph(text: str, style: str, extra: str = "", *, size: int = 0) -> str:
    """A paragraph of one run in a style; *extra* is XML for its properties."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{run(text, size) if text else ""}</w:p>'


def cell(content: str, width: int, *, span: int = 1, direction: str = "", middle: bool = True) -> str:
    """A table cell; *content* is one or more paragraphs."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + (f'<w:textDirection w:val="{direction}"/>' if direction else "")
        + ('<w:vAlign w:val="center"/>' if middle else "")
        + f"</w:tcPr>{content}</w:tc>"
    )


def row(cells: Sequence[str], *, head: bool = False, height: int = 0, exact: bool = False) -> str:
    """A row that never breaks across pages; a head is repeated on each."""
    rule = "exact" if exact else "atLeast"
    return (
        "<w:tr><w:trPr><w:cantSplit/>"
        + (f'<w:trHeight w:val="{height}" w:hRule="{rule}"/>' if height else "")
        + ("<w:tblHeader/>" if head else "")
        + f"</w:trPr>{''.join(cells)}</w:tr>"
    )


def table(widths: Sequence[int], rows: Sequence[str], *, inner: bool = True) -> str:
    """A fixed table with half-point lines, centred, in the widths given."""
    sides = ("top", "left", "bottom", "right", *(("insideH", "insideV") if inner else ()))
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    margins = "".join(f'<w:{side} w:w="57" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def tag_row(tag: str, widths: Sequence[int], style: str = "TableText") -> str:
    """A row that holds only a loop tag and vanishes when the template is filled."""
    return row([cell(paragraph(tag, style), sum(widths), span=len(widths))])


def list_table(
    widths: Sequence[int], heads: Sequence[str], loop: str, fields: Sequence[tuple[str, str]]
) -> str:
    """A table with one row per entry of a loop: ``fields`` are (text, style) in the order of the heads."""
    return table(
        widths,
        (
            row(
                [cell(paragraph(h, "TableHead"), w) for h, w in zip(heads, widths, strict=True)],
                head=True,
                height=480,
            ),
            tag_row(f"{{%tr for {loop} %}}", widths),
            row([cell(paragraph(t, s), w) for (t, s), w in zip(fields, widths, strict=True)], height=454),
            tag_row("{%tr endfor %}", widths),
        ),
    )


def styles(all_styles: Sequence[Style]) -> str:
    """``word/styles.xml``: defaults without spacing and without theme, Normal at 16 pt, then our own styles."""
    return (
        f"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}"
        '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr><w:rPr>{fonts(FANG)}<w:kern w:val="0"/>'
        '<w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        + "".join(style.xml() for style in all_styles)
        + "</w:styles>"
    )


def footer(style: str) -> str:
    """A footer: dash, page number, dash."""
    field = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{inner}'
        for kind, inner in (
            ("begin", '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'),
            ("separate", "<w:r><w:t>1</w:t></w:r>"),
            ("end", ""),
        )
    )
    return (
        f'{HEAD}<w:ftr {W} {R}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"{run('— ')}{field}{run(' —')}</w:p></w:ftr>"
    )


def settings(even_odd: bool) -> str:
    """``word/settings.xml``: no compatibility mode, Chinese punctuation rules, odd and even pages if wanted."""
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/>'
        + ("<w:evenAndOddHeaders/>" if even_odd else "")
        + '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def font_table() -> str:
    """``word/fontTable.xml`` with the names that may stand in."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in sorted(OTHER_NAMES.items())
    )
    return f"{HEAD}<w:fonts {W}>{entries}</w:fonts>"


def package(body: str, page: Page, all_styles: Sequence[Style], title: str) -> Mapping[str, bytes]:
    """The parts of a whole ``.docx``."""
    kinds = {"styles": "styles", "settings": "settings", "fontTable": "fontTable"}
    footers = (
        {"rIdOdd": "footer1", **({"rIdEven": "footer2"} if page.even_footer else {})} if page.footer else {}
    )
    parts = {
        "[Content_Types].xml": _content_types(kinds, footers),
        "_rels/.rels": _package_relations(),
        "word/document.xml": f"{HEAD}<w:document {W} {R}><w:body>{body}{page.xml()}</w:body></w:document>",
        "word/_rels/document.xml.rels": _document_relations(kinds, footers),
        "word/styles.xml": styles(all_styles),
        "word/settings.xml": settings(page.even_footer),
        "word/fontTable.xml": font_table(),
        "docProps/core.xml": _core(title),
    }
    for identifier, name in footers.items():
        style = "PageRight" if page.even_footer else "PageCentre"
        parts[f"word/{name}.xml"] = footer("PageLeft" if identifier == "rIdEven" else style)
    return {name: text.encode("utf-8") for name, text in parts.items()}


def _content_types(kinds: Mapping[str, str], footers: Mapping[str, str]) -> str:
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = {"/word/document.xml": f"{base}.document.main+xml"}
    overrides |= {f"/word/{name}.xml": f"{base}.{kind}+xml" for name, kind in kinds.items()}
    overrides |= {f"/word/{name}.xml": f"{base}.footer+xml" for name in footers.values()}
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    entries = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{entries}</Types>'
    )


def _relations(entries: Sequence[tuple[str, str, str]]) -> str:
    body = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in entries)
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'


def _package_relations() -> str:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return _relations((("rId1", office, "word/document.xml"), ("rId2", core, "docProps/core.xml")))


def _document_relations(kinds: Mapping[str, str], footers: Mapping[str, str]) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    fixed = [(f"rId{n}", f"{base}/{kind}", f"{name}.xml") for n, (name, kind) in enumerate(kinds.items(), 1)]
    return _relations([*fixed, *((i, f"{base}/footer", f"{name}.xml") for i, name in footers.items())])


def _core(title: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )
