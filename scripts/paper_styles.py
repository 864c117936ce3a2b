"""Styles and lengths that the papers of the boxes and the lists share."""

from __future__ import annotations

from collections.abc import Sequence

from word_parts import FANG, HEI, KAI, LATIN, MM, SONG, TITLE, Style

STYLES: Sequence[Style] = (
    Style(id="CoverProject", name="封面项目名", font=TITLE, size=48, line=800, align="center"),
    Style(id="CoverSchool", name="封面校名", font=KAI, size=40, before=500, after=900, align="center"),
    Style(id="CoverGroup", name="封面一级指标", font=KAI, size=36, align="center"),
    Style(
        id="CoverTitle", name="封面盒名", font=HEI, latin=HEI, size=52, before=200, after=200, align="center"
    ),
    Style(id="CoverCode", name="封面编号", font=HEI, latin=LATIN, size=72, before=400, align="center"),
    Style(id="CoverMark", name="封面提示", font=HEI, latin=HEI, size=28, before=300, align="center"),
    Style(id="FormLabel", name="表单项目", font=HEI, latin=HEI, size=28, align="center"),
    Style(id="FormValue", name="表单内容", font=FANG, size=28),
    Style(id="ListTitle", name="目录标题", font=TITLE, size=40, after=160, align="center"),
    Style(id="ListNote", name="目录说明", font=FANG, size=24, after=80),
    Style(id="ListBody", name="说明正文", font=FANG, size=28, line=520, indent=200, align="both"),
    Style(
        id="TableHead",
        name="表头",
        font=HEI,
        latin=HEI,
        size=21,
        line=300,
        before=40,
        after=40,
        spaced=False,
        align="center",
    ),
    Style(id="TableText", name="表文", size=21, line=300, before=40, after=40, spaced=False),
    Style(
        id="TableMid",
        name="表文（居中）",
        size=21,
        line=300,
        before=40,
        after=40,
        spaced=False,
        align="center",
    ),
    Style(id="SpineSmall", name="盒脊小字", spaced=False, font=SONG, size=18, line=220, align="center"),
    Style(id="SpineText", name="盒脊文字", spaced=False, font=KAI, size=28, align="center"),
    Style(id="SpineTitle", name="盒脊盒名", spaced=False, font=TITLE, size=40, line=520, align="center"),
    Style(
        id="SpineThin", name="盒脊盒名（窄盒）", spaced=False, font=TITLE, size=28, line=360, align="center"
    ),
    Style(
        id="SpineTiny", name="盒脊盒名（长题）", spaced=False, font=TITLE, size=21, line=260, align="center"
    ),
    Style(id="SpineCode", name="盒脊编号", spaced=False, font=HEI, latin=LATIN, size=28, align="center"),
    Style(id="PageCentre", name="页码", font=SONG, latin=SONG, size=24, align="center"),
)


def mm(*lengths: float) -> list[int]:
    """Millimetres in twips."""
    return [round(length * MM) for length in lengths]
