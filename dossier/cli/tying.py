"""Checklists and the vocabulary of materials, as lines of text: ties, near twins, what carries over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier.checklist import Carried, Tie, Twin, years_words
from dossier.model import Checklist, Requirement


def tie_lines(ties: Sequence[Tie]) -> Iterator[str]:
    """One line for each requirement, and a total."""
    for tie in ties:
        yield f"  {tie.requirement.code} {tie.requirement.title} → {_known(tie)}"
    known = sum(bool(tie.materials) for tie in ties)
    yield f"与材料词表对照：{len(ties)}项材料，对上{known}项，词表里没有的{len(ties) - known}项。"


def _known(tie: Tie) -> str:
    """What the vocabulary calls it; of a row that lists several papers, all of them, each looked for by itself."""
    if tie.listed:
        return "、".join(
            piece.material.name if piece.material else f"{piece.title}（词表里没有）" for piece in tie.listed
        )
    if tie.material is None:
        return "词表里没有"
    return tie.material.name + ("" if tie.whole else "（其中一种）")


def twin_line(twin: Twin) -> str:
    """A hint for whoever writes the checklist."""
    return (
        f"提醒：{twin.requirement.code}“{twin.requirement.title}”的叫法“{twin.name}”也在“{twin.called}”"
        f"（{twin.other.name}）里，两样容易混；可以在 not_words 里写上能区分的词。"
    )


def crosswalk_lines(earlier: Checklist, later: Checklist, rows: Sequence[Carried]) -> Iterator[str]:
    """Every requirement of *later* with what serves it from *earlier*; counts at the end."""
    yield f"{earlier.title} → {later.title}"
    for row in rows:
        yield f"{_shown(row.requirement)} ← {'；'.join(map(_shown, row.sources)) or '没有'}"
        if row.beyond:
            yield f"    还要：{'、'.join(row.beyond)}"
    whole = sum(bool(row.sources) and not row.beyond for row in rows)
    more = sum(bool(row.beyond) for row in rows)
    yield f"共{len(rows)}项材料：沿用即可{whole}项，沿用后还要补{more}项，没有对应的{len(rows) - whole - more}项。"


def _shown(requirement: Requirement) -> str:
    return f"{requirement.code} {requirement.title}（{years_words(requirement)}）"
