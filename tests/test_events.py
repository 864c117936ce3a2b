"""Folders of one event: all its pieces are one item, for what folder and pieces name, in the order a person files it."""

from __future__ import annotations

from dossier.model import Claim
from tests.labelling import document
from tests.matching import run

DRILL = "材料/安全/20250512消防演练"
TRIP = "材料/教务处/2025年4月研学活动"
LESSON = "材料/德育/2025年3月5日学雷锋主题教育活动"
SHEET = ("签到表.xlsx", "签到表")


def claims(folder: str, *files: tuple[str, str]) -> list[Claim]:
    """Claims of *files*, each a name and the title inside."""
    return list(run([document(f"{folder}/{name}", title) for name, title in files]).claims)


def names(claim: Claim) -> list[str]:
    return [part.path.rpartition("/")[2] for part in claim.parts]


def photos(name: str) -> list[tuple[str, str]]:
    return [(f"{name}{number}.jpg", "") for number in range(3)]


def test_an_event_folder_with_its_photos_below_is_one_item() -> None:
    files = [
        ("1通知.docx", "关于组织学生研学的通知"),
        ("2方案.docx", "研学实践活动方案"),
        ("3签到表.xlsx", "签到表"),
    ]
    files += [*photos("4照片/研学"), ("5小结.docx", "研学实践活动小结")]
    (claim,) = claims(TRIP, *files)
    assert (claim.requirement, claim.rule, claim.certain) == ("3-7-05", "event", False)
    assert names(claim) == [name.rpartition("/")[2] for name, _ in files]


def test_pieces_that_are_certain_by_themselves_are_not_several_pieces_of_evidence() -> None:
    files = [
        (f"学雷锋主题教育活动{kind}.docx", f"学雷锋主题教育活动{kind}") for kind in ("方案", "记录", "小结")
    ]
    (claim,) = claims(LESSON, *files, SHEET, *photos("照片/微信图片_2025030511"))
    assert (claim.requirement, claim.certain, len(claim.parts)) == ("3-6-03", False, 7)


def test_a_plan_asked_for_by_itself_stays_by_itself() -> None:
    plan = ("2024-2025学年教师培训计划.docx", "2024-2025学年教师培训计划")
    found = claims("材料/2024-2025学年教师培训", ("通知.docx", ""), plan, SHEET, *photos("IMG_"))
    (certain,) = [claim for claim in found if claim.certain]
    assert (certain.requirement, names(certain)) == ("2-9-03", [plan[0]])


def test_an_event_that_names_nothing_asked_for_is_proposed_for_nothing() -> None:
    files = [("通知.docx", "关于举行消防演练的通知"), ("方案.docx", "消防演练方案"), SHEET]
    found = claims(DRILL, *files, *photos("DSC_"), ("小结.docx", "消防演练小结"))
    assert [claim for claim in found if len(claim.parts) > 1 or claim.certain] == []


def test_the_pieces_stand_as_a_person_files_them() -> None:
    right = ["家长会通知.docx", "议程.docx", "签到表.xlsx", "IMG_1.jpg", "会议记录.docx", "小结.docx"]
    (claim,) = claims("材料/德育处/家长会", *((name, "") for name in sorted(right)))
    assert names(claim) == right
