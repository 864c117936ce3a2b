"""What lies beside the decided pieces of an event belongs to their item, unless a person or the paper says otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.match import Matching
from dossier.model import Decision, Document
from tests.labelling import document
from tests.matching import claims_of, decision, desk, run

FOLDER = "材料/德育/2025年3月5日学雷锋主题教育活动"
CODE = "3-6-03"
PIECES = ("通知.docx", "活动方案.docx", "签到表.xlsx", "照片/IMG_1.jpg", "小结.docx")
LATE = f"{FOLDER}/照片/IMG_2.jpg"


def files(*more: Document) -> list[Document]:
    return [*(document(f"{FOLDER}/{name}") for name in PIECES), *more]


def said(*names: str, group: str = "组1") -> list[Decision]:
    return [decision(f"{FOLDER}/{n}", CODE, merge_group=group, row=row) for row, n in enumerate(names, 2)]


def items(matching: Matching) -> list[list[str]]:
    return [[part.path.rpartition("/")[2] for part in claim.parts] for claim in matching.claims]


def test_a_photo_that_comes_later_stays_with_the_event() -> None:
    matching = run(files(document(LATE)), desk(*said(*PIECES)))
    assert items(matching) == [
        ["通知.docx", "活动方案.docx", "签到表.xlsx", "IMG_1.jpg", "IMG_2.jpg", "小结.docx"]
    ]
    (claim,) = matching.claims
    assert (claim.rule, claim.requirement, claim.certain) == ("decision", CODE, True)
    assert "共6个文件，其中1个没有单独定，随同一次活动归入" in claim.reason


def test_a_piece_that_is_certain_by_itself_is_no_second_evidence() -> None:
    plan = document(f"{FOLDER}/学雷锋主题教育活动方案.docx", "学雷锋主题教育活动方案")
    assert [claim.certain for claim in run([plan]).claims] == [True]
    matching = run(files(plan), desk(*said(*PIECES)))
    assert items(matching) == [
        ["通知.docx", "学雷锋主题教育活动方案.docx", "活动方案.docx", "签到表.xlsx", "IMG_1.jpg", "小结.docx"]
    ]


def test_the_rest_of_an_event_follows_what_was_decided_of_it() -> None:
    assert [sorted(item) for item in items(run(files(), desk(*said(PIECES[0], PIECES[4]))))] == [
        sorted(name.rpartition("/")[2] for name in PIECES)
    ]
    assert len(items(run(files(), desk(*said(PIECES[2], group=""))))) == 1


@pytest.mark.parametrize(
    "more",
    [
        decision(LATE, verdict="reject", row=9),
        decision(LATE, CODE, verdict="reject", row=9),
        decision(LATE, CODE, row=9),
        decision(LATE, "2-9-03", row=9),
    ],
)
def test_what_a_person_decides_otherwise_stays_apart(more: Decision) -> None:
    matching = run(files(document(LATE)), desk(*said(*PIECES), more))
    assert all(len(claim.parts) == 1 for claim in claims_of(matching, LATE))
    assert max(items(matching), key=len) == [name.rpartition("/")[2] for name in PIECES]


def test_a_picture_of_another_year_stays_apart() -> None:
    late = replace(document(LATE), taken="2023-03-05")
    folder = "材料/德育/学雷锋主题教育活动"
    moved = [replace(d, source=d.source._replace(path=d.path.replace(FOLDER, folder))) for d in files(late)]
    rows = [replace(row, path=row.path.replace(FOLDER, folder)) for row in said(*PIECES)]
    assert "IMG_2.jpg" not in max(items(run(moved, desk(*rows))), key=len)


def test_of_an_event_that_a_person_took_apart_nothing_is_joined() -> None:
    apart = [*said(*PIECES[:2]), *said(*PIECES[2:4], group="组2")]
    matching = run(files(document(LATE)), desk(*apart))
    assert [claim.certain for claim in claims_of(matching, LATE)] == [False]


def test_beside_a_single_paper_the_rest_of_an_event_is_proposed_as_before() -> None:
    folder = "上交/教务处/2024-2025学年教师培训/3月校本培训"
    rest = ("通知.docx", "签到表.xlsx", "IMG_1.jpg", "IMG_2.jpg")
    row = decision(f"{folder}/培训方案.docx", "2-9-03")
    matching = run([document(f"{folder}/{name}") for name in ("培训方案.docx", *rest)], desk(row))
    assert sorted((claim.rule, claim.certain, len(claim.parts)) for claim in matching.claims) == [
        ("decision", True, 1),
        ("event", False, 4),
    ]
