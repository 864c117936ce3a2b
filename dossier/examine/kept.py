"""Documents in a zip that are kept as they are (.pptx .odp .ofd .epub …): whether they are whole."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from dossier.examine.facts import Facts, Sample, Unfit
from dossier.examine.package import DECLARATIONS, ENTITIES, check_parts, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORBIDDEN = {"epub": (), "odp": ENTITIES, "odg": ENTITIES, "ofd": ENTITIES}
"""Pages of EPUB name their document type; the others have none."""
_MAIN = {"pptx": "ppt/presentation.xml", "odp": "content.xml", "ofd": "OFD.xml"}
_SLIDES = "ppt/_rels/presentation.xml.rels"


def read(sample: Sample) -> Facts:
    """Unpack every part, so that damage is noticed, and see to it that the main one and the slides can be used.

    Raises:
        Unfit: damaged, encrypted, or without its main part.
        ContainerError: a part is damaged or too large.
    """
    parts: dict[str, bytes] = {}

    def keep(name: str, content: bytes) -> None:
        if name in (_MAIN.get(sample.kind), _SLIDES) or name.startswith("ppt/slides/"):
            parts[name] = content

    check_parts(sample.file, keep, _FORBIDDEN.get(sample.kind, DECLARATIONS))
    if sample.kind in _MAIN:
        main = parse(_part(parts, _MAIN[sample.kind], "（缺正文）"))
        if sample.kind == "pptx":
            _check_slides(main, parts)
    return Facts(kind=sample.kind, attachment=True, has_text=False)


def _check_slides(presentation: _Element, parts: dict[str, bytes]) -> None:
    """Parse every slide that the presentation lists (ECMA-376 part 1, 19.2.1.33)."""
    listed = presentation.findall("{*}sldIdLst/{*}sldId")
    if not listed:
        return
    relations = parse(_part(parts, _SLIDES, "（缺幻灯片目录）")).iter("{*}Relationship")
    targets = {str(relation.get("Id")): str(relation.get("Target")) for relation in relations}
    for slide in listed:
        number = next((str(value) for name, value in slide.items() if str(name).endswith("}id")), "")
        parse(_part(parts, posixpath.join("/ppt", targets.get(number, ""))[1:], "（缺幻灯片）"))


def _part(parts: dict[str, bytes], name: str, missing: str) -> bytes:
    try:
        return parts[posixpath.normpath(name)]
    except KeyError:
        raise Unfit("corrupt", missing) from None
