"""Items: runs of scans, events, copies, versions, ranges of pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.model import Desk, Document, Heading, Owner, Problem
from tests.labelling import document
from tests.matching import DAY, certain, codes, decision, desk, run, scan


def test_pages_of_one_folder_stay_together_whichever_could_be_read() -> None:
    folder = "材料/2024-2025学年图书借阅登记"
    pages = [document(f"{folder}/扫描件00{n}.jpg", has_text=False) for n in (1, 2)]
    read = scan(f"{folder}/扫描件003.jpg", "图书借阅登记")
    (claim,) = run([*pages, read]).claims
    assert (len(claim.parts), claim.certain) == (3, True)


def test_a_numbered_run_is_one_item_in_the_order_people_count() -> None:
    names = ["1", "2", "10", "03"]
    folder = "材料/2024-2025学年/家长会记录"
    matching = run([document(f"{folder}/扫描件{n}.pdf", has_text=False) for n in names])
    (claim,) = matching.claims
    assert [part.path.rsplit("件", 1)[1] for part in claim.parts] == ["1.pdf", "2.pdf", "03.pdf", "10.pdf"]
    assert (claim.requirement, claim.certain) == ("4-1-03", True)


def test_the_pdf_beside_a_document_is_its_pages() -> None:
    matching = run([document("材料/学校章程.docx"), document("材料/学校章程.pdf")])
    (duplicate,) = matching.duplicates
    assert (duplicate.path, duplicate.of, duplicate.reason) == (
        "材料/学校章程.pdf",
        "材料/学校章程.docx",
        "pages-of",
    )
    assert [part.path for claim in matching.claims for part in claim.parts] == ["材料/学校章程.docx"]


def test_of_two_copies_the_one_in_the_better_place_is_kept() -> None:
    paths = ["上交/办公室/学校章程.pdf", "材料/很深/的/文件夹/学校章程.pdf"]
    matching = run([document(path, content="同一份") for path in paths])
    (duplicate,) = matching.duplicates
    assert (duplicate.path, duplicate.of) == (paths[0], paths[1])
    assert codes(matching, "duplicate") == [paths[0]]


def test_copies_in_two_indicators_serve_both() -> None:
    paths = ["材料/1-4-02平面/图.jpg", "材料/1-5-02场地/图.jpg"]
    matching = run([document(path, content="同一张图") for path in paths])
    assert certain(matching) == {("1-4-02", ""), ("1-5-02", "")}


def test_one_content_for_two_years_is_reported() -> None:
    paths = [f"材料/{year}/留守儿童花名册.xlsx" for year in ("2023-2024学年", "2024-2025学年")]
    matching = run([document(path, content="同一份") for path in paths])
    assert len(codes(matching, "content-two-years")) == 1


def test_one_photo_for_two_years_is_reported() -> None:
    paths = [f"材料/{year}/校园文化/IMG_1.jpg" for year in ("2023-2024学年", "2024-2025学年")]
    matching = run([document(path, picture_hash="a5f0") for path in paths])
    assert codes(matching, "photo-two-years") == [paths[1]]


def test_a_photo_sent_on_is_the_same_and_another_is_not() -> None:
    paths = [f"材料/{year}/校园文化/{name}.jpg" for year, name in YEARS_OF_A_PHOTO]
    for differing, found in ((0b111, [paths[1]]), (0b1111, [])):
        likenesses = (0x3C5A_9F01_77E0_18B4, 0x3C5A_9F01_77E0_18B4 ^ differing << 30)
        pair = [
            document(path, picture_hash=f"{likeness:016x}")
            for path, likeness in zip(paths, likenesses, strict=True)
        ]
        assert codes(run(pair), "photo-two-years") == found


YEARS_OF_A_PHOTO = (("2023-2024学年", "IMG_2"), ("2024-2025学年", "mmexport1"))


def test_the_later_use_of_a_photo_is_named_once() -> None:
    paths = [f"材料/{place}/校园文化/IMG_1.jpg" for place in ("乙2023-2024学年", "甲2024-2025学年")]
    matching = run([document(path, content="同一张", picture_hash="a5f0") for path in paths])
    assert [(p.code, p.path) for p in matching.problems] == [("photo-two-years", paths[1])]


def test_the_latest_version_is_used() -> None:
    stem = "材料/2024-2025学年德育工作计划"
    names = ["初稿", "", "（定稿）", "修改稿", "(1)"]
    matching = run([document(f"{stem}{mark}.docx", mtime=10 - n) for n, mark in enumerate(names)])
    (claim,) = matching.claims
    assert claim.parts[0].path == f"{stem}（定稿）.docx"
    assert {duplicate.of for duplicate in matching.duplicates} == {f"{stem}（定稿）.docx"}
    assert len(codes(matching, "older-version")) == 4


def test_numbered_records_are_pieces_not_versions() -> None:
    matching = run([document(f"材料/2024-2025学年主题班会记录({n}).docx") for n in (1, 2, 3)])
    assert matching.duplicates == ()
    assert len(matching.claims) == 3


def test_a_plan_for_each_term_is_two_plans() -> None:
    terms = ("第一学期", "第二学期")
    matching = run([document(f"材料/2024-2025学年{term}德育工作计划.docx") for term in terms])
    assert matching.duplicates == ()


def test_a_register_for_each_grade_is_two_registers() -> None:
    matching = run([document(f"材料/2024-2025学年{grade}年级留守儿童花名册.xlsx") for grade in "七八"])
    assert (matching.duplicates, len(matching.claims)) == ((), 2)


TWO_PLANS = ("上交/办公室/2024-2025学年控辍保学方案.docx", "上交/德育处/控辍保学实施方案2024-2025学年.docx")


def conflict(*documents: Document) -> Problem:
    """The only problem of *documents*, which are versions of one plan."""
    (problem,) = run(documents).problems
    assert problem.code == "version-conflict"
    assert all(document.path in problem.message for document in documents)
    return problem


def test_two_departments_with_different_contents_are_one_conflict() -> None:
    documents = [document(path, mtime=n * DAY) for n, path in enumerate(TWO_PLANS)]
    assert conflict(*documents).path == TWO_PLANS[1]
    (claim,) = run(documents).claims
    assert [part.path for part in claim.parts] == [TWO_PLANS[1]]


def test_a_checkout_decides_nothing() -> None:
    chosen = {
        conflict(*(document(path, mtime=n) for path, n in zip(TWO_PLANS, times, strict=True)))
        for times in ((0, DAY - 1), (DAY - 1, 0), (0, 0))
    }
    assert len(chosen) == 1
    assert "看不出先后" in chosen.pop().message


def test_the_time_of_a_file_is_the_last_resort_and_is_told() -> None:
    first, second = (document(path, mtime=-n * DAY) for n, path in enumerate(TWO_PLANS))
    assert "修改时间" in conflict(first, second).message
    dated = [
        replace(document, lead=f"控辍保学方案\n2024年9月{day}日")
        for document, day in ((first, 1), (second, 12))
    ]
    by_date = conflict(*dated)
    assert by_date.path == second.path
    assert "文中的日期" in by_date.message


def test_the_department_that_owes_it_has_the_better_version() -> None:
    owners = Desk(owners=(Owner(requirement="3-1-07", department="政教处"),))
    (problem,) = run([document(path) for path in TWO_PLANS], owners).problems
    assert (problem.path, "责任部门" in problem.message) == (TWO_PLANS[1], True)


def test_marks_that_do_not_tell_which_is_later_make_a_conflict() -> None:
    stem = "材料/2024-2025学年德育工作计划"
    conflict(document(f"{stem}（终稿）.docx"), document(f"{stem}（定稿）.docx"))


def test_two_synonyms_of_a_checklist_are_not_two_versions() -> None:
    names = ("交流教师名单", "支教教师花名册")
    matching = run([document(f"材料/2024-2025学年{name}.xlsx") for name in names])
    assert (matching.duplicates, len(matching.claims)) == ((), 2)


def test_a_pdf_of_several_materials_is_proposed_in_ranges() -> None:
    headings = (Heading(text="均衡编班方案", page=1), Heading(text="均衡编班承诺书", page=4))
    matching = run([document("材料/扫描全套.pdf", headings=headings, pages=6)])
    ranges = {(c.requirement, c.parts[0].pages_from, c.parts[0].pages_to, c.certain) for c in matching.claims}
    assert ranges == {("2-5-02", 1, 3, False), ("5-3-01", 4, 6, False)}
    assert codes(matching, "split-unconfirmed") == ["材料/扫描全套.pdf"]


EVENT = "上交/教务处/2024-2025学年教师培训/3月校本培训"


def event(*names: str) -> list[Document]:
    return [document(f"{EVENT}/{name}") for name in names]


def test_the_pieces_of_an_event_are_proposed_as_one_item() -> None:
    names = ("通知.docx", "培训方案.docx", "签到表.xlsx", "IMG_1.jpg", "IMG_2.jpg")
    matching = run(event(*names, "教师培训工作总结2024-2025学年.docx"))
    [proposed] = [claim for claim in matching.claims if claim.rule == "event"]
    assert (proposed.requirement, proposed.year, proposed.certain) == ("2-9-04", "2024-2025", False)
    assert {part.path.rpartition("/")[2] for part in proposed.parts} == set(names)
    assert "通知、方案、签到表、照片" in proposed.reason
    assert ("2-9-05", "2024-2025") in certain(matching)  # what is certain by itself stays so
    assert matching.unclaimed == ()


def test_what_a_person_decides_of_an_event_is_obeyed() -> None:
    files = event("通知.docx", "方案.docx", "签到表.xlsx")
    said = desk(*(decision(file.path, "2-9-04", merge_group="一", row=n) for n, file in enumerate(files)))
    (claim,) = run(files, said).claims
    assert (claim.rule, len(claim.parts), claim.certain) == ("decision", 3, True)
    said = desk(decision(files[0].path, "2-9-04", verdict="reject"))
    assert [c for c in run(files, said).claims if (c.rule, c.requirement) == ("event", "2-9-04")] == []


@pytest.mark.parametrize(
    "names",
    [
        ("通知.docx", "方案.docx", "小结.docx"),  # neither people nor pictures
        ("通知.docx", "签到表.xlsx", "签到表2.xlsx"),
        ("通知.docx", "食堂方案.docx", "图书签到表.xlsx"),  # each speaks of something of its own
        ("通知.docx", *(f"方案{n}.docx" for n in "一二三四"), "签到表.xlsx"),  # a year's worth
        ("通知.docx", "方案.docx", "签到表.xlsx", "甲.docx", "乙.docx", "丙.docx"),
    ],
)
def test_folders_that_are_no_event(names: tuple[str, ...]) -> None:
    assert [claim for claim in run(event(*names)).claims if claim.rule == "event"] == []


def scans(*numbers: int, stem: str = "扫描件", folder: str = "2024-2025学年图书借阅登记") -> list[Document]:
    paths = (f"材料/{folder}/{stem}{number:03}.jpg" for number in numbers)
    return [replace(document(path), has_text=False) for path in paths]


def test_a_number_left_out_of_a_run_of_scans_is_named() -> None:
    (problem,) = [p for p in run(scans(1, 2, 3, 7, 9, 10)).problems if p.code == "run-gap"]
    assert (problem.requirement, "缺第4—6、8号" in problem.message) == ("3-5-05", True)


@pytest.mark.parametrize(
    "documents",
    [
        scans(1, 2, 3),
        scans(2, 3, 5),  # it begins elsewhere
        scans(1, 2, 40),
        scans(1, 2, 4, stem="IMG_"),
        scans(1, 2, 4, stem="扫描件", folder="2025-2026学年校园文化照片"),
    ],
)
def test_runs_without_a_telling_gap(documents: list[Document]) -> None:
    assert codes(run(documents), "run-gap") == []


def test_the_pdf_beside_a_copy_serves_the_file_that_is_kept() -> None:
    kept, copy, pages = "材料/学校章程.docx", "上交/办公室/学校章程.docx", "上交/办公室/学校章程.pdf"
    matching = run([document(kept, content="一"), document(copy, content="一"), document(pages)])
    assert {(d.path, d.of, d.reason) for d in matching.duplicates} == {
        (copy, kept, "same-content"),
        (pages, kept, "pages-of"),
    }
