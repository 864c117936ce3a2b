"""材料台账（建议）.xlsx: a person's workbook brought up to date, for them to save over their own.

What stands there stays, unknown columns and unfinished rows too; what we propose is added without a decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dossier.model import Checklist, Claim, Desk, Document
from dossier.project import written
from dossier.project.kept import Kept, Whole, kept, numbered
from dossier.project.layout import DECISIONS, EXEMPTIONS, LAYOUTS, OWNERS, PAPERS, Layout
from dossier.sheet_writer import Column, Page, write

PROPOSAL = "材料台账（建议）.xlsx"
_OWN = ("决定", "材料编号", "原件或复印件", "决定人")
"""Columns of 材料归类确认 that only a person fills."""
_CORRECTED = (*_OWN, "学年")
"""And the one in which a person may correct us."""

_LINES_TO_FILL = 20
"""Ruled lines for what is written in by hand, on screen or on paper."""

Cells = Mapping[str, str]


def proposal(
    checklist: Checklist, desk: Desk, claims: Iterable[Claim], documents: Mapping[str, Document]
) -> bytes:
    """The workbook's bytes.

    Args:
        checklist: for titles.
        desk: what stands in the person's workbook.
        claims: those that are not certain become rows to decide; a claim over pages of a file, a split to confirm.
        documents: readable files by path, for their fingerprints.
    """
    records: Mapping[str, list[dict[str, str]]] = {
        OWNERS: [written.owner(owner, checklist) for owner in desk.owners],
        DECISIONS: [written.decision(decision) for decision in desk.decisions],
        PAPERS: [written.paper(paper) for paper in desk.papers],
        EXEMPTIONS: [written.exemption(exemption) for exemption in desk.exemptions],
    }
    proposed = list(_proposed(claims, checklist, documents, records[DECISIONS]))
    return write(
        [
            _page(
                layout, records[layout.name], kept(desk, layout), proposed if layout.name == DECISIONS else []
            )
            for layout in LAYOUTS
        ]
    )


def _page(layout: Layout, records: Sequence[Cells], stays: Kept, proposed: Sequence[Cells]) -> Page:
    keys = numbered(written.key(layout.name, cells) for cells in records)
    rows = [
        [*(cells.get(head, "") for head in layout.heads), *stays.under(key)]
        for key, cells in zip(keys, records, strict=True)
    ]
    rows += _open_rows(layout, stays, proposed)
    if layout.name in (PAPERS, EXEMPTIONS):
        rows += [[""] * (len(layout.heads) + len(stays.heads))] * _LINES_TO_FILL
    return Page(layout.name, _columns(layout, stays.heads), rows)


def _columns(layout: Layout, extra: tuple[str, ...]) -> tuple[Column, ...]:
    own = (Column(field.head, field.width, field.choices, field.hint) for field in layout.fields)
    return (*own, *(Column(head, 14) for head in extra))


def _open_rows(layout: Layout, stays: Kept, proposed: Sequence[Cells]) -> Iterator[list[str]]:
    """Rows without effect: proposals, with what a person had already noted beside them, then all other notes."""
    noted = {row.key: row for row in stays.rows}
    blank = ("",) * len(stays.heads)
    for key, cells in zip(numbered(written.key(layout.name, c) for c in proposed), proposed, strict=True):
        note = noted.pop(key, None)
        own = {head: note.cells[head] for head in _CORRECTED if note.cells.get(head)} if note else {}
        yield [
            *(own.get(head) or cells.get(head, "") for head in layout.heads),
            *(note.extra if note else blank),
        ]
    for row in noted.values():
        if layout.name != DECISIONS or _is_persons(row):
            yield [*(row.cells[head] for head in layout.heads), *row.extra]


def _is_persons(row: Whole) -> bool:
    """Whether a person wrote anything into the row."""
    return any(row.extra) or any(row.cells[head] for head in _OWN)


# -- what is proposed -------------------------------------------------------------------------------------


def _proposed(
    claims: Iterable[Claim], checklist: Checklist, documents: Mapping[str, Document], decided: Sequence[Cells]
) -> Iterator[Cells]:
    """One row for each part of each uncertain claim; parts of one claim share a 合并组."""
    done = {written.key(DECISIONS, cells) for cells in decided}
    groups = {cells["合并组"] for cells in decided if cells["合并组"]}
    for claim in sorted((claim for claim in claims if not claim.certain), key=_place):
        group = _new_group(groups) if len(claim.parts) > 1 else ""
        for part in claim.parts:
            cells = _row(claim, checklist) | {
                "文件": part.path,
                "指纹": documents[part.path].sha256[:16] if part.path in documents else "",
                "页码范围": _range(part.pages_from, part.pages_to),
                "合并组": group,
            }
            if written.key(DECISIONS, cells) not in done:
                yield cells


def _place(claim: Claim) -> tuple[str, int, str]:
    first = claim.parts[0]
    return first.path, first.pages_from or 0, claim.requirement


def _row(claim: Claim, checklist: Checklist) -> dict[str, str]:
    requirement = checklist.by_code.get(claim.requirement)
    return {
        "建议材料": f"{claim.requirement} {requirement.title if requirement else ''}".strip(),
        "依据": claim.reason,
        "次选": claim.runner_up,
        "学年": claim.year,
    }


def _range(first: int | None, last: int | None) -> str:
    if first is None:
        return ""
    return written.pages((first, last or first))


def _new_group(taken: set[str]) -> str:
    """A name for a group that nobody uses: 组1, 组2 …; it joins *taken*."""
    number = 1
    while f"组{number}" in taken:
        number += 1
    taken.add(f"组{number}")
    return f"组{number}"
