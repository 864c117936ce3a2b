"""What the place of a file says: folders, departments, ledgers under 数据/, folders full of files that nobody asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.match import match
from dossier.model import Desk, Owner, PaperItem
from tests.labelling import PROJECT, checklist, document
from tests.matching import DAY, NO_DESK, certain, claims_of, codes, run


def test_a_folder_breaks_a_tie() -> None:
    first, second = (checklist().by_code[code] for code in ("1-4-01", "1-6-01"))
    twins = tuple(replace(r, aliases=("资产账",), not_words=()) for r in (first, second))
    standard = replace(checklist(), requirements=twins)
    path = "材料/生均教学仪器设备值/资产账.xlsx"
    (claim,) = match(standard, PROJECT, NO_DESK, [document(path)]).claims
    assert (claim.requirement, claim.certain) == ("1-6-01", True)


def test_a_nameless_photo_proves_what_its_folder_says() -> None:
    matching = run([document(f"材料/2025年10月功能室/IMG_{n}.jpg") for n in (1, 2, 10)])
    (claim,) = matching.claims
    assert (claim.requirement, claim.year, claim.certain) == ("1-4-04", "2025-2026", True)
    assert [part.path[-6:] for part in claim.parts] == ["_1.jpg", "_2.jpg", "10.jpg"]
    assert matching.groups[0].why == "photos"


@pytest.mark.parametrize(
    ("folder", "code"),
    [
        ("【公众号】明德中学功能室一览", "1-4-04"),
        ("校园文化掠影", "3-6-05"),
        ("功能室/一月", "1-4-04"),
        ("骨干教师/证书", "1-2-03"),
        ("满意度/问卷原件", "4-1-02"),
    ],
)
def test_folders_are_read_as_people_name_them(folder: str, code: str) -> None:
    assert {c for c, _ in certain(run([document(f"材料/2025-2026学年/{folder}/1.jpg")]))} == {code}


def test_a_room_is_no_department() -> None:
    (claim,) = run([document("材料/2025-2026学年/功能室/科学实验室.jpg")]).claims
    assert claim.requirement == "1-4-04"


def test_a_folder_further_up_is_only_a_guess() -> None:
    (claim,) = run([document("材料/2025-2026学年/校园文化照片/三楼走廊/1.jpg")]).claims
    assert (claim.requirement, claim.certain) == ("3-6-05", False)


def test_a_photo_that_nothing_names_is_unclaimed() -> None:
    matching = run([document("材料/2024年秋季/IMG_1234.jpg")])
    assert matching.claims == ()
    assert [entry.path for entry in matching.unclaimed] == ["材料/2024年秋季/IMG_1234.jpg"]
    assert codes(matching, "unclaimed") == ["材料/2024年秋季/IMG_1234.jpg"]


def test_a_ledger_is_evidence_only_when_it_surely_is() -> None:
    matching = run([document("数据/教职工花名册.xlsx"), document("数据/学籍导出名册.xlsx")])
    assert {claim.requirement for claim in matching.claims if claim.certain} == {"1-1-01", "2-12-03"}
    assert [claim.requirement for claim in matching.claims if not claim.certain] == ["2-4-01"]
    assert matching.unclaimed == ()


def test_a_ledger_gives_way_to_what_was_handed_in_and_is_no_version_of_it() -> None:
    printed = document("上交/办公室/教职工花名册.pdf")
    matching = run([printed, document("数据/2025—2026学年度/教职工花名册.xlsx", mtime=9 * DAY)])
    assert [part.path for claim in matching.claims for part in claim.parts] == [printed.path] * 2
    assert (matching.problems, matching.duplicates) == ((), ())


def test_a_ledger_gives_way_to_paper() -> None:
    on_paper = PaperItem(
        requirement="1-1-01",
        title="",
        year="",
        volumes=1,
        pages=9,
        copy="原件",
        place="档案室",
        keeper="",
        checker="",
        row=2,
    )
    matching = run([document("数据/教职工花名册.xlsx")], Desk(papers=(on_paper,)))
    assert [claim.requirement for claim in matching.claims] == ["2-12-03"]


def test_of_the_ledgers_of_several_years_the_latest_shows_how_things_stand() -> None:
    paths = [f"数据/{year}学年度/教职工花名册.xlsx" for year in ("2024—2025", "2025—2026")]
    matching = run([document(path, mtime=-n * DAY) for n, path in enumerate(paths)])
    assert {part.path for claim in matching.claims for part in claim.parts} == {paths[1]}
    assert matching.problems == ()


def test_handing_in_a_ledger_is_no_fault() -> None:
    paths = ["上交/办公室/名册.xlsx", "数据/教职工花名册.xlsx"]
    matching = run([document(path, content="同一份") for path in paths])
    assert {part.path for claim in matching.claims for part in claim.parts} == {paths[0]}
    assert (matching.problems, matching.duplicates) == ((), ())


def test_many_files_that_nobody_asked_for_are_told_folder_by_folder() -> None:
    paths = [f"材料/旧/{folder}/{number}号.docx" for folder in "甲乙丙" for number in range(40)]
    matching = run([document(path) for path in paths])
    assert sorted(entry.path for entry in matching.unclaimed) == sorted(paths)
    told = [p for p in matching.problems if p.code in ("unclaimed", "unclaimed-folder")]
    assert [p.path for p in told] == ["材料/旧/丙", "材料/旧/乙", "材料/旧/甲"]
    assert all("有40个文件没有对应任何一项材料" in p.message for p in told)


def test_very_many_folders_are_told_by_those_above_them() -> None:
    paths = [f"材料/{year}/{number}/x.docx" for year in ("甲", "乙") for number in range(40)]
    told = run([document(path) for path in paths]).problems
    assert [p.path for p in told if p.code == "unclaimed-folder"] == ["材料/乙", "材料/甲"]


def test_a_tree_that_was_copied_whole_is_told_folder_by_folder() -> None:
    paths = [f"{root}/{number}号.docx" for root in ("材料/原", "上交/办公室/副本") for number in range(60)]
    documents = [replace(document(path), sha256=path.rpartition("/")[2]) for path in paths]
    matching = run(documents)
    assert len(matching.duplicates) == 60
    told = [p for p in matching.problems if p.code in ("duplicate", "duplicate-folder")]
    assert [p.code for p in told] == ["duplicate-folder"]
    assert "有60个文件" in told[0].message


def test_the_department_that_owes_it_breaks_a_tie() -> None:
    owners = Desk(owners=(Owner(requirement="3-6-01", department="政教处"),))
    with_owner = claims_of(
        run([document("上交/德育处/德育计划2025.3.docx")], owners), "上交/德育处/德育计划2025.3.docx"
    )
    without = claims_of(run([document("上交/教务处/德育计划2025.3.docx")]), "上交/教务处/德育计划2025.3.docx")
    assert with_owner[0].score > without[0].score


def test_folders_thousands_deep_are_read() -> None:
    deep = "材料/资料.zip!/" + "层/" * 3000 + "学校章程.docx"
    assert certain(run([document(deep, title="学校章程")])) == {("3-3-01", "")}


def test_what_a_file_that_cannot_be_read_is_nearest_to_is_told_by_its_name() -> None:
    paths = ["材料/2024-2025学年教师培训计划.docx", "材料/9f3a.docx"]
    found = match(checklist(), PROJECT, Desk(), (), (), paths).unopened
    assert found == {paths[0]: "2-9-03"}
