"""OpenDocument text (.odt)."""

from __future__ import annotations

from dossier.examine.facts import LEAD_LENGTH, TAIL_LENGTH, Facts, Sample, Unfit
from dossier.examine.package import ENTITIES, check_parts, parse
from dossier.examine.titles import HEADING, PLAIN, TITLE, Line, choose
from dossier.text import names_people

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def read(sample: Sample) -> Facts:
    """Read title, beginning and date fields that are not fixed."""
    parts: dict[str, bytes] = {}
    check_parts(sample.file, lambda name, content: parts.__setitem__(name, content), ENTITIES)
    if "content.xml" not in parts:
        raise Unfit("corrupt", "（缺正文）")
    document = parse(parts["content.xml"])
    lines = []
    for node in document.iter(_TEXT + "p", _TEXT + "h"):
        style = str(node.get(_TEXT + "style-name", ""))
        weight = TITLE if style == "Title" else HEADING if node.tag == _TEXT + "h" else PLAIN
        lines.append(Line("".join(map(str, node.itertext())), weight))
    text = "\n".join(line.text for line in lines)
    dates = document.iter(_TEXT + "date", _TEXT + "time")
    moving = [node for node in dates if node.get(_TEXT + "fixed") != "true"]
    return Facts(
        kind="odt",
        title=choose(lines),
        lead=text[:LEAD_LENGTH],
        tail=text[-TAIL_LENGTH:],
        has_text=bool(text.strip()),
        volatile="DATE" if moving else "",
        personal=names_people(text),
    )
