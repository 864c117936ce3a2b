"""材料台账（建议）.xlsx: a person's workbook brought up to date, for them to save over their own.

What stands there stays, unknown columns and unfinished rows too; what we propose is added without a decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dossier.model import Checklist, Claim, Desk, Document, Part, Rectification
from dossier.project import written
from dossier.project.kept import Kept, Whole, kept, numbered
from dossier.project.layout import (
    DECISIONS,
    EXEMPTIONS,
    LAYOUTS,
    OWNERS,
    PAPERS,
    RECTIFICATIONS,
    SELF_CHECKS,
    Layout,
)
from dossier.sheet_writer import Column, Page, write
from dossier.text import mask

PROPOSAL = "材料台账（建议）.xlsx"
_OWN: Mapping[str, tuple[str, ...]] = {
    DECISIONS: ("决定", "材料编号", "原件或复印件", "决定人"),
    SELF_CHECKS: ("自查结论", "已做工作", "存在差距", "自查人"),
}
"""Columns that only a person fills, of the sheets in which we propose rows anew each time."""
_CORRECTED: Mapping[str, tuple[str, ...]] = {**_OWN, DECISIONS: (*_OWN[DECISIONS], "学年")}
"""And the one in which a person may correct us."""
_TO_FILL_IN = (PAPERS, EXEMPTIONS, RECTIFICATIONS)

_OF_FILES = ("文件", "依据", "次选")
"""Columns in which names of files stand."""
_LINES_TO_FILL = 20
"""Ruled lines for what is written in by hand, on screen or on paper."""

Cells = Mapping[str, str]


def proposal(
    checklist: Checklist,
    desk: Desk,
    claims: Iterable[Claim] = (),
    documents: Mapping[str, Document] | None = None,
    *,
    evidence: Mapping[str, str] | None = None,
    rectify: Iterable[Rectification] = (),
) -> bytes:
    """The workbook's bytes.

    Args:
        checklist: for titles.
        desk: what stands in the person's workbook.
        claims: those that are not certain become rows to decide; a claim over pages of a file, a split to confirm.
        documents: readable files by path, for their fingerprints.
        evidence: item of a self-check → how its evidence stands.
        rectify: problems that no row of 整改台账 is about yet.
    """
    records: Mapping[str, list[dict[str, str]]] = {
        OWNERS: [written.owner(owner, checklist) for owner in desk.owners],
        DECISIONS: [written.decision(decision) for decision in desk.decisions],
        PAPERS: [written.paper(paper) for paper in desk.papers],
        EXEMPTIONS: [written.exemption(e) for e in desk.exemptions if not e.from_self_check],
        SELF_CHECKS: [written.self_check(check, checklist) for check in desk.self_checks],
        RECTIFICATIONS: [written.rectification(entry) for entry in desk.rectifications],
    }
    proposed: Mapping[str, list[Cells]] = {
        DECISIONS: list(_proposed(claims, checklist, documents or {}, records[DECISIONS])),
        SELF_CHECKS: list(_items_to_check(checklist, desk)),
        RECTIFICATIONS: [written.rectification(entry) for entry in rectify],
    }
    pages = (
        _page(layout, records[layout.name], kept(desk, layout), proposed.get(layout.name, []))
        for layout in LAYOUTS
    )
    return write(
        [_arranged(page, checklist, evidence or {}) for page in pages if _is_wanted(page, checklist)]
    )


def _page(layout: Layout, records: Sequence[Cells], stays: Kept, proposed: Sequence[Cells]) -> Page:
    keys = numbered(written.key(layout.name, cells) for cells in records)
    rows = [
        [*(cells.get(head, "") for head in layout.heads), *stays.under(key)]
        for key, cells in zip(keys, records, strict=True)
    ]
    rows += _open_rows(layout, stays, proposed)
    if layout.name in _TO_FILL_IN:
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
        corrected = _CORRECTED.get(layout.name, ())
        own = {head: note.cells[head] for head in corrected if note.cells.get(head)} if note else {}
        yield [
            *(own.get(head) or cells.get(head, "") for head in layout.heads),
            *(note.extra if note else blank),
        ]
    for row in noted.values():
        if layout.name not in _OWN or _is_persons(row, _OWN[layout.name]):
            yield [*(row.cells[head] for head in layout.heads), *row.extra]


def _is_persons(row: Whole, own: tuple[str, ...]) -> bool:
    """Whether a person wrote anything into the row."""
    return any(row.extra) or any(row.cells[head] for head in own)


# -- the two sheets of a self-check -----------------------------------------------------------------------


def _items_to_check(checklist: Checklist, desk: Desk) -> Iterator[Cells]:
    """A row for each task and item that has none, to be filled in."""
    done = {check.code for check in desk.self_checks}
    for code in _item_order(checklist):
        if code not in done:
            yield written.item(code, checklist)


def _item_order(checklist: Checklist) -> Mapping[str, int]:
    """Codes of tasks and items → their place on the sheet: a task, then its items."""
    order: list[str] = []
    tasks = {task.code for task in checklist.tasks}
    for group in checklist.groups:
        items = [item.code for item in checklist.self_checked if item.group == group.code]
        order += [group.code, *items] if group.code in tasks else items
    return {code: place for place, code in enumerate(order)}


def _is_wanted(page: Page, checklist: Checklist) -> bool:
    """自查自评 stands only where the checklist is a self-check, or where somebody has written in it."""
    return page.name != SELF_CHECKS or bool(checklist.self_checked or page.rows)


def _arranged(page: Page, checklist: Checklist, evidence: Mapping[str, str]) -> Page:
    """自查自评 in the order of the standard, with how the evidence stands; 整改台账 numbered."""
    if page.name == SELF_CHECKS:
        order = _item_order(checklist)
        rows = sorted(page.rows, key=lambda row: order.get(str(row[0]), len(order)))
        place = [column.head for column in page.columns].index("佐证情况")
        shown = [
            [*row[:place], evidence.get(str(row[0]), str(row[place])), *row[place + 1 :]] for row in rows
        ]
        return replace(page, rows=shown)
    if page.name == RECTIFICATIONS:
        filled = sum(any(row[1:]) for row in page.rows)
        numbers = [str(number) if number <= filled else "" for number in range(1, len(page.rows) + 1)]
        return replace(
            page, rows=[[number, *row[1:]] for number, row in zip(numbers, page.rows, strict=True)]
        )
    return page


# -- what is proposed -------------------------------------------------------------------------------------


def _proposed(
    claims: Iterable[Claim], checklist: Checklist, documents: Mapping[str, Document], decided: Sequence[Cells]
) -> Iterator[Cells]:
    """One row for each part of each uncertain claim; parts of one claim share a 合并组.

    Personal numbers in names of files are masked, as wherever we write; the row still finds its file, by its masked
    path and its fingerprint. What a person has written is given back word for word.
    """
    done = {written.key(DECISIONS, cells) for cells in decided}
    masked = {(written.key(DECISIONS, cells), cells["指纹"]) for cells in decided}
    groups = {cells["合并组"] for cells in decided if cells["合并组"]}
    grouped = {written.key(DECISIONS, cells): cells["合并组"] for cells in decided if cells["合并组"]}
    for claim in sorted((claim for claim in claims if not claim.certain), key=_place):
        keys = (written.key(DECISIONS, _of_part(part)) for part in claim.parts)
        known = next((grouped[key] for key in keys if key in grouped), "")
        group = known or (_new_group(groups) if len(claim.parts) > 1 else "")
        for part in claim.parts:
            sha256 = documents[part.path].sha256 if part.path in documents else ""
            cells = _row(claim, checklist) | _of_part(part) | {"指纹": sha256[:16], "合并组": group}
            shown = {head: mask(text) if head in _OF_FILES else text for head, text in cells.items()}
            is_decided = written.key(DECISIONS, cells) in done
            if not is_decided and (written.key(DECISIONS, shown), cells["指纹"]) not in masked:
                yield shown


def _of_part(part: Part) -> dict[str, str]:
    return {"文件": part.path, "页码范围": _range(part.pages_from, part.pages_to)}


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
