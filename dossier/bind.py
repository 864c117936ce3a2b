"""Numbers and boxes: which item stands where, under which number, on which pages. Pure.

Numbers belong to slots (requirement × year × ordinal), so that paper outlives the build. Codes follow the
numbering style; a frozen numbering is an input: a slot that is in it keeps its code, a late one takes the code of
its predecessor with a suffix (37-1), a withdrawn one leaves its number with the remark 移出.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.model import (
    Assessment,
    Box,
    Checklist,
    Document,
    Evidence,
    Finding,
    Indicator,
    Item,
    Pages,
    Requirement,
    Slot,
)
from dossier.names import legal
from dossier.text import mask, names_people
from dossier.years import shown

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMERALS = "零一二三四五六七八九"
_SHEET_MM_AT_70GSM = 0.095
"""Thickness of one office sheet of 70 g/m²; scales with weight."""
_FILL = 0.85
"""Share of a box's inner depth that paper may take; the rest lets sheets be turned."""

_LONG_TITLE = 30
"""Characters that a spine and a folder's name have room for."""

Frozen = Mapping[Slot, str]
"""Slot → item code as printed earlier; empty before the first ``freeze``."""


def bind(assessment: Assessment, pages: Pages, frozen: Frozen) -> tuple[Box, ...]:
    """Give every slot its code, box and pages, in checklist order.

    Args:
        assessment: the result; every requirement keeps a place, found or not.
        pages: document path → its pages; a missing entry counts as no pages.
        frozen: codes printed earlier.
    """
    places = _places(assessment)
    boxes: list[Box] = []
    first_by_parts: dict[tuple[object, ...], str] = {}
    for place in places:
        drafts = [
            draft
            for requirement in place.requirements
            for draft in _drafts(assessment, place, requirement, frozen)
        ]
        drafts += _withdrawn(place, drafts, frozen)
        drafts.sort(key=lambda draft: _sort_key(draft, assessment.project.boxes.order))
        if not drafts:
            continue  # nothing of this indicator concerns the school
        items = [_settle(draft, pages, first_by_parts) for draft in drafts]
        boxes += _fill_boxes(assessment, place, items, len(boxes), pages)
    return tuple(boxes)


@dataclass(frozen=True)
class _Place:
    """A box before it is filled: one indicator, or several that share a box."""

    code: str
    group_title: str
    indicators: tuple[Indicator, ...]
    requirements: tuple[tuple[str, Requirement], ...]
    """(code stem in the numbering style, requirement)."""
    heading: str = ""
    """Title of the group of which it holds everything, where it is of several indicators."""

    @property
    def title(self) -> str:
        """The titles of its indicators; where these are too long to stand on a spine, what they stand under."""
        titles = "、".join(indicator.title for indicator in self.indicators)
        return self.heading if self.heading and len(titles) > _LONG_TITLE else titles


def box_codes(checklist: Checklist, numbering: str) -> dict[str, str]:
    """Code of each indicator that asks for evidence → code of its box before any are merged, in the order on paper."""
    asked = {requirement.indicator for requirement in checklist.requirements}
    holding = {indicator.group for indicator in checklist.indicators}
    groups = [
        group for group in checklist.groups if group.code in holding
    ]  # a heading over groups takes no number
    found: dict[str, str] = {}
    for group_number, group in enumerate(groups, 1):
        members = [indicator for indicator in checklist.indicators if indicator.group == group.code]
        for number, indicator in enumerate(members, 1):
            if indicator.code in asked:
                serial = len(found) + 1
                found[indicator.code] = _box_code(numbering, group_number, number, serial, indicator.code)
    return found


def _places(assessment: Assessment) -> list[_Place]:
    """One place per indicator that asks for evidence, merged as the settings say."""
    checklist, project = assessment.checklist, assessment.project
    group_titles = {group.code: group.title for group in checklist.groups}
    places: list[_Place] = []
    for code, box_code in box_codes(checklist, project.numbering).items():
        indicator = checklist.indicator_by_code[code]
        asked = [r for r in checklist.requirements if r.indicator == code]
        stems = tuple(
            (_stem(project.numbering, box_code, ordinal, requirement), requirement)
            for ordinal, requirement in enumerate(asked, 1)
        )
        places.append(_Place(box_code, group_titles[indicator.group], (indicator,), stems))
    return [_headed(place, checklist) for place in _merged(places, project.boxes.merge)]


def _headed(place: _Place, checklist: Checklist) -> _Place:
    """A place of several indicators with the title of the lowest group that holds just these."""
    if len(place.indicators) < 2:
        return place
    parents = {group.code: group.parent for group in checklist.groups}
    held: dict[str, set[str]] = {group.code: set() for group in checklist.groups}
    for code in dict.fromkeys(requirement.indicator for requirement in checklist.requirements):
        group = checklist.indicator_by_code[code].group
        while group:
            held[group].add(code)
            group = parents[group]
    mine = {indicator.code for indicator in place.indicators}
    fitting = [group.title for group in checklist.groups if held[group.code] == mine]
    return replace(place, heading=fitting[-1]) if fitting else place


def _merged(places: Sequence[_Place], merge: Sequence[Sequence[str]]) -> list[_Place]:
    leader = {code: codes[0] for codes in merge for code in codes}
    merged: dict[str, _Place] = {}
    for place in places:
        key = leader.get(place.code, place.code)
        if key in merged:
            first = merged[key]
            merged[key] = replace(
                first,
                indicators=first.indicators + place.indicators,
                requirements=first.requirements + place.requirements,
            )
        else:
            merged[key] = place
    return list(merged.values())


def _box_code(style: str, group: int, indicator: int, serial: int, own: str) -> str:
    match style:
        case "abc":
            return f"A{group}-B{indicator}"
        case "juan":
            mark = _CIRCLED[indicator - 1] if indicator <= len(_CIRCLED) else f"({indicator})"
            return f"（{_numeral(group)}）{mark}"
        case "da22":
            return f"{serial:04d}"
        case "county":
            return own
        case _:
            return f"{group}-{indicator}"


def _stem(style: str, box: str, ordinal: int, requirement: Requirement) -> str:
    match style:
        case "county":
            return requirement.code
        case "abc":
            return f"{box}-C{ordinal}"
        case _:
            return f"{box}-{ordinal:02d}"


def _numeral(number: int) -> str:
    if number < 10:
        return _NUMERALS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")


# -- slots to drafts: code and evidence, pages not yet known --


@dataclass(frozen=True)
class _Draft:
    order: tuple[int, int]
    code: str
    slot: Slot
    requirement: Requirement
    evidence: Evidence | None
    owner: str
    state: str


def _drafts(
    assessment: Assessment, place: _Place, stemmed: tuple[str, Requirement], frozen: Frozen
) -> list[_Draft]:
    stem, requirement = stemmed
    finding = assessment.finding_by_code[requirement.code]
    if finding.status in ("本校不涉及",):
        return []
    by_slot: dict[Slot, Evidence] = {evidence.slot: evidence for evidence in finding.evidence}
    slots = sorted({*by_slot, *finding.open_slots}, key=lambda slot: (slot.year, slot.ordinal))
    if not slots:
        slots = [Slot(requirement.code)]
    codes = _codes(stem, slots, frozen)
    rank = [r.code for _, r in place.requirements].index(requirement.code)
    return [
        _Draft(
            (rank, number),
            codes[slot],
            slot,
            requirement,
            by_slot.get(slot),
            finding.owner.label,
            _open_state(finding),
        )
        for number, slot in enumerate(slots)
    ]


def _open_state(finding: Finding) -> str:
    return finding.status if finding.status in ("现场核查", "县级提供", "暂缓提交") else "预留"


def _codes(stem: str, slots: Sequence[Slot], frozen: Frozen) -> dict[Slot, str]:
    """Codes of one requirement's slots: the stem alone for one, ``stem-1 …`` for several; frozen ones first."""
    if not any(slot in frozen for slot in slots):
        if len(slots) == 1:
            return {slots[0]: stem}
        return {slot: f"{stem}-{number}" for number, slot in enumerate(slots, 1)}
    codes: dict[Slot, str] = {}
    used = set(frozen.values())
    before = stem
    for slot in slots:
        if slot in frozen:
            codes[slot] = frozen[slot]
        else:
            codes[slot] = next(code for n in range(1, 10_000) if (code := f"{before}-{n}") not in used)
            used.add(codes[slot])
        before = frozen.get(slot, before)
    return codes


def _withdrawn(place: _Place, drafts: Sequence[_Draft], frozen: Frozen) -> list[_Draft]:
    """Slots that were printed once and no longer exist: their numbers stay."""
    present = {draft.slot for draft in drafts}
    requirements = {r.code: (rank, r) for rank, (_, r) in enumerate(place.requirements)}
    return [
        _Draft(
            (requirements[slot.requirement][0], 9_999),
            code,
            slot,
            requirements[slot.requirement][1],
            None,
            "",
            "移出",
        )
        for slot, code in sorted(frozen.items())
        if slot.requirement in requirements and slot not in present
    ]


def _sort_key(draft: _Draft, order: str) -> tuple[object, ...]:
    if order == "year":
        return (draft.slot.year, draft.order)
    return (draft.order,)


# -- drafts to items --


def _settle(draft: _Draft, pages: Pages, first_by_parts: dict[tuple[object, ...], str]) -> Item:
    evidence = draft.evidence
    base = Item(
        code=draft.code,
        slot=draft.slot,
        title=mask(evidence.title if evidence else draft.requirement.title),
        parts=evidence.parts if evidence else (),
        pages=0,
        first_page=0,
        state="reserved",
        year=shown(draft.slot.year),
        owner=draft.owner,
    )
    if evidence is None:
        if draft.state == "移出":
            return replace(base, state="withdrawn", remark="移出")
        return replace(base, remark=draft.state if draft.state != "预留" else "（预留）")
    base = replace(base, copy=evidence.copy, sha256=evidence.sha256)
    if evidence.paper is not None:
        where = "，".join(part for part in (evidence.paper.place, evidence.paper.keeper) if part)
        remark = mask(f"纸质，存{where}" if where else "纸质")
        first = first_by_parts.setdefault(("纸质", evidence.paper.row), base.code)
        if (
            first != base.code and len(evidence.paper.years) > 1
        ):  # one volume of several years lies in one place
            return replace(base, state="see", see=first, remark=f"见{first}")
        return replace(base, state="paper", pages=max(evidence.paper.pages, 1), remark=remark)
    return _with_pages(base, pages, first_by_parts)


def _with_pages(item: Item, pages: Pages, first_by_parts: dict[tuple[object, ...], str]) -> Item:
    key = tuple(item.parts)
    if key in first_by_parts:
        return replace(item, state="see", see=first_by_parts[key], remark=f"见{first_by_parts[key]}")
    first_by_parts[key] = item.code
    counts = [_pages_of(part.path, part.pages_from, part.pages_to, pages) for part in item.parts]
    without = [
        pages[part.path].reason
        for part, n in zip(item.parts, counts, strict=True)
        if n == 0 and part.path in pages
    ]
    if not sum(counts):
        explanation = without[0] if without and without[0] else "该文件另存于“原件”文件夹"
        return replace(item, state="attached", pages=1, explanation=explanation, remark="见原件")
    remark = "部分见原件" if without else item.remark
    return replace(item, state="bound", pages=sum(counts), remark=remark)


def _pages_of(path: str, first: int | None, last: int | None, pages: Pages) -> int:
    known = pages.get(path)
    if known is None or known.pdf is None:
        return 0
    if first is None:
        return known.count
    return max(0, min(last or known.count, known.count) - first + 1)


# -- items to boxes --


def _fill_boxes(
    assessment: Assessment, place: _Place, items: Sequence[Item], before: int, pages: Pages
) -> list[Box]:
    settings = assessment.project.boxes
    thickness = max(settings.thickness_mm)
    chunks = _chunks(items, _capacity(thickness, settings.gsm, settings.duplex))
    return [
        _box(assessment, place, chunk, before + number, _suffix(number, len(chunks)), settings.thickness_mm)
        for number, chunk in enumerate(chunks, 1)
    ]


def _capacity(thickness_mm: int, gsm: int, duplex: bool) -> int:
    sheets = thickness_mm * _FILL / (_SHEET_MM_AT_70GSM * gsm / 70)
    return max(1, int(sheets) * (2 if duplex else 1))


def _chunks(items: Sequence[Item], capacity: int) -> list[list[Item]]:
    """Split so that no box holds more pages than fit; an item is never torn."""
    chunks: list[list[Item]] = [[]]
    load = 0
    for item in items:
        if chunks[-1] and load + item.pages > capacity:
            chunks.append([])
            load = 0
        chunks[-1].append(item)
        load += item.pages
    return chunks


def _suffix(number: int, total: int) -> str:
    return f"（{_numeral(number)}）" if total > 1 else ""


def _box(
    assessment: Assessment,
    place: _Place,
    items: Sequence[Item],
    number: int,
    suffix: str,
    thicknesses: Sequence[int],
) -> Box:
    numbered = _numbered(items, per_item=assessment.project.pages == "item")
    years = sorted({item.slot.year for item in items if item.slot.year})
    titles = tuple(indicator.title for indicator in place.indicators)
    code = f"{place.code}{suffix}"
    owners = list(dict.fromkeys(item.owner for item in items if item.owner))
    total = sum(item.pages for item in numbered)
    settings = assessment.project.boxes
    fitting = [mm for mm in sorted(thicknesses) if _capacity(mm, settings.gsm, settings.duplex) >= total]
    return Box(
        code=code,
        number=number,
        title=place.title,
        folder=legal(f"{code} {_short(place.title)}"),
        group_title=place.group_title,
        indicator_titles=titles,
        items=tuple(numbered),
        owner="、".join(owners[:3]),
        years=_span(years),
        thickness_mm=fitting[0] if fitting else max(thicknesses),
        personal=_personal(items, assessment.documents),
    )


def _numbered(items: Sequence[Item], *, per_item: bool) -> list[Item]:
    page = 1
    numbered = []
    for item in items:
        if not item.pages:
            numbered.append(item)
            continue
        numbered.append(replace(item, first_page=1 if per_item else page))
        page += item.pages
    return numbered


def _span(years: Sequence[str]) -> str:
    """``2023—2026学年度`` for a run of school years, ``2024—2026年度`` for calendar years, else empty."""
    school = sorted(year for year in years if "-" in year)
    if school:
        return f"{school[0][:4]}—{school[-1][-4:]}学年度"
    calendar = sorted(years)
    if not calendar:
        return ""
    return f"{calendar[0]}年度" if len(calendar) == 1 else f"{calendar[0]}—{calendar[-1]}年度"


def _short(title: str) -> str:
    return title if len(title) <= _LONG_TITLE else title[: _LONG_TITLE - 1] + "…"


_PERSONAL_WORDS = (
    "花名册",
    "名册",
    "学籍",
    "档案",
    "身份证",
    "体检",
    "资助",
    "残疾",
    "留守",
    "随迁",
    "家访",
    "证书",
)


def _personal(items: Sequence[Item], documents: Mapping[str, Document]) -> bool:
    """Whether the box holds lists of people, or papers with their numbers: marked on the cover, kept under lock."""
    held = [item for item in items if item.state != "reserved"]
    read = [documents[part.path] for item in held for part in item.parts if part.path in documents]
    return any(word in item.title for item in held for word in _PERSONAL_WORDS) or any(
        document.personal or names_people(document.path) for document in read
    )
