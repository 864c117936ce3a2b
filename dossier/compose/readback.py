"""A finished Word file read again: is every word there that was put in, and is its structure whole?

Word repairs or refuses a file with a broken structure, and a template engine can lose text without a word. So
nothing leaves this house on trust.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from dossier.compose.package import PackageError, W, parse, read, text_parts

_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t"}


class ReadbackError(ValueError):
    """The finished file does not hold what it should; the message says what, in Chinese."""


def counts(source: str) -> tuple[int, int]:
    """Return the number of paragraphs and tables that the XML text *source* opens."""
    return len(re.findall(r"<w:p[ />]", source)), len(re.findall(r"<w:tbl[ />]", source))


def words(root: etree._Element) -> str:
    """Return the text of a part as Word shows it: breaks as newlines, paragraphs on lines of their own."""
    pieces: list[str] = []
    for element in root.iter(tag=etree.Element):
        if element.tag == f"{W}p":
            pieces.append("\n")
        elif element.tag in _BREAKS:
            pieces.append(_BREAKS[element.tag])
        elif element.text:
            pieces.append(element.text)
    return "".join(pieces)


def verify(data: bytes, values: Mapping[str, Sequence[str]], sizes: Mapping[str, tuple[int, int]]) -> None:
    """Read the finished file *data* and compare.

    Args:
        data: the .docx.
        values: part name → the texts that were put into it, in the order they were put.
        sizes: part name → paragraphs and tables it should have.

    Raises:
        ReadbackError: a text is missing, the counts differ, or the structure is one that Word refuses.
    """
    try:
        parts = read(data)
        kinds = text_parts(parts)
        roots = {name: parse(parts[name]) for name in kinds}
    except PackageError as error:
        raise ReadbackError(f"生成的文件打不开：{error}") from error
    for name, root in roots.items():
        _check_structure(root, kinds[name])
        _check_counts(root, kinds[name], sizes.get(name))
        _check_values(words(root), kinds[name], values.get(name, ()))


def _check_counts(root: etree._Element, kind: str, size: tuple[int, int] | None) -> None:
    found = len(list(root.iter(f"{W}p"))), len(list(root.iter(f"{W}tbl")))
    if size is not None and found != size:
        raise ReadbackError(f"{kind}：应有{size[0]}段{size[1]}表，读回{found[0]}段{found[1]}表")


def _check_values(text: str, kind: str, values: Sequence[str]) -> None:
    position = 0
    for value in values:
        found = text.find(value, position)
        if found < 0 and value not in text:
            raise ReadbackError(f"{kind}：“{value[:30]}”没有写进去")
        position = found + len(value) if found >= 0 else position


def _check_structure(root: etree._Element, kind: str) -> None:
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            raise ReadbackError(f"{kind}：有的单元格里没有段落，请检查表格里的 {{%tr %}}、{{%tc %}} 标签")
    for paragraph in root.iter(f"{W}p"):
        parent = paragraph.getparent()
        if parent is not None and parent.tag in (f"{W}p", f"{W}r", f"{W}t"):
            raise ReadbackError(f"{kind}：段落套在段落里，请检查 {{%p %}} 标签")
    for table in root.iter(f"{W}tbl"):
        if table.find(f"{W}tr") is None:
            raise ReadbackError(f"{kind}：有的表格没有行，请给循环之外留一行表头")
