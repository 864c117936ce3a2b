"""What a person decided is obeyed, and named where it no longer fits."""

from __future__ import annotations

from typing import Literal

import pytest

from dossier.model import Decision
from tests.labelling import document
from tests.matching import certain, claims_of, codes, decision, desk, run


def test_a_decision_outweighs_every_rule() -> None:
    path = "材料/2024-2025学年德育工作计划.docx"
    assert certain(run([document(path)], desk(decision(path, "2-9-03")))) == {("2-9-03", "2024-2025")}


def test_a_decision_outlives_a_renamed_file() -> None:
    old = document("材料/旧名.docx", content="内容")
    new = document("材料/新/新名.docx", content="内容")
    said = desk(decision(old.path, "2-9-03", fingerprint=old.sha256[:16]))
    assert certain(run([old], said)) == certain(run([new], said)) == {("2-9-03", "2024-2025")}


def test_a_decision_on_changed_content_is_stale() -> None:
    path = "材料/某.docx"
    matching = run([document(path)], desk(decision(path, "2-9-03", fingerprint="0" * 16)))
    assert certain(matching) == set()
    assert codes(matching, "decision-stale") == [path]


def test_a_decision_without_its_file_is_named() -> None:
    matching = run([], desk(decision("材料/没有.docx", "2-9-03", fingerprint="0" * 16)))
    assert codes(matching, "decision-gone") == ["材料/没有.docx"]


def test_a_folder_decides_for_its_files_and_a_file_for_itself() -> None:
    paths = ["材料/杂/甲.docx", "材料/杂/乙.docx"]
    said = desk(decision("材料/杂", "2-9-03", folder=True), decision(paths[1], "2-9-05", row=3))
    matching = run([document(path) for path in paths], said)
    assert [claims_of(matching, path)[0].requirement for path in paths] == ["2-9-03", "2-9-05"]


def test_photos_that_a_folder_decides_are_one_item_whatever_their_names() -> None:
    names = ("IMG_1", "IMG_2", "微信图片_20250301101010", "升旗", "升旗（2）", "3")
    said = desk(decision("材料/杂", "2-9-03", folder=True))
    (claim,) = run([document(f"材料/杂/{name}.jpg") for name in names], said).claims
    assert len(claim.parts) == len(names)
    (other,) = run([document(f"材料/杂/{name}.docx") for name in names[:1]], said).claims
    assert len(other.parts) == 1


def test_a_rejection_removes_that_requirement_only() -> None:
    path = "材料/1-1-02 学校章程.pdf"
    reject = decision(path, "3-3-01", verdict="reject")
    assert "3-3-01" not in {claim.requirement for claim in run([document(path)], desk(reject)).claims}
    everything = decision(path, verdict="reject")
    matching = run([document(path)], desk(everything))
    assert (matching.claims, [entry.path for entry in matching.unclaimed]) == ((), [path])


def test_page_ranges_make_parts_and_open_pages_are_named() -> None:
    path = "材料/合订本.pdf"
    said = desk(decision(path, "2-9-03", pages=(1, 3)), decision(path, "2-9-05", pages=(6, 7), row=3))
    matching = run([document(path, pages=8)], said)
    parts = {(c.requirement, c.parts[0].pages_from, c.parts[0].pages_to) for c in matching.claims}
    assert parts == {("2-9-03", 1, 3), ("2-9-05", 6, 7)}
    (problem,) = [p for p in matching.problems if p.code == "unclaimed-pages"]
    assert "4—5、8" in problem.message


@pytest.mark.parametrize(("pages", "kept"), [((5, 12), (5, 8)), ((10, 12), None)])
def test_pages_that_a_file_does_not_have_do_not_count(
    pages: tuple[int, int], kept: tuple[int, int] | None
) -> None:
    path = "材料/合订本.pdf"
    matching = run([document(path, pages=8)], desk(decision(path, "2-9-03", pages=pages)))
    parts = [(part.pages_from, part.pages_to) for claim in matching.claims for part in claim.parts]
    assert parts == [kept] * bool(kept)
    (problem,) = [p for p in matching.problems if p.code == "pages-outside"]
    assert (problem.severity, f"只有8页，页码范围写的是{pages[0]}-{pages[1]}" in problem.message) == (
        "error",
        True,
    )


def test_pages_in_two_ranges_are_named() -> None:
    path = "材料/合订本.pdf"
    said = desk(decision(path, "2-9-03", pages=(1, 4)), decision(path, "2-9-05", pages=(3, 8), row=3))
    (problem,) = [p for p in run([document(path, pages=8)], said).problems if p.code == "pages-overlap"]
    assert "第3—4页归入了几份材料（“材料归类确认”第2、3行）" in problem.message
    both = desk(decision(path, "2-9-03", pages=(1, 8)), decision(path, "2-9-05", pages=(1, 8), row=3))
    assert codes(run([document(path, pages=8)], both), "pages-overlap") == []


def test_pages_that_do_not_join_make_one_item_by_a_merge_group() -> None:
    path = "材料/合订本.pdf"
    ranges = [(1, 3), (5, 5)]
    said = desk(*(decision(path, "2-9-03", pages=span, merge_group="一", row=span[0]) for span in ranges))
    (claim,) = run([document(path, pages=5)], said).claims
    assert [(part.pages_from, part.pages_to) for part in claim.parts] == ranges


def test_a_folder_that_moved_is_pointed_to() -> None:
    said = desk(decision("材料/杂", "2-9-03", folder=True))
    (problem,) = [
        p for p in run([document("材料/新/杂/甲.docx")], said).problems if p.code == "decision-gone"
    ]
    assert "“材料/新/杂”与它同名" in problem.remedy


INSIDE = [f"材料/杂/资料.zip!/{name}.docx" for name in ("甲", "册/乙", "内.zip!/丙")]


def test_an_archive_is_decided_in_one_row_like_a_folder() -> None:
    said = desk(decision("材料/杂/资料.zip", "2-9-03"), decision(INSIDE[1], "2-9-05", row=3))
    matching = run([document(path) for path in INSIDE], said)
    found = [claims_of(matching, path)[0].requirement for path in INSIDE]
    assert found == ["2-9-03", "2-9-05", "2-9-03"]
    assert [problem.code for problem in matching.problems if problem.code.startswith("decision")] == []


def test_an_archive_in_an_archive_is_decided_too() -> None:
    said = desk(decision("材料/杂", "2-9-05", folder=True), decision("材料/杂/资料.zip!/内.zip", "2-9-03"))
    matching = run([document(path) for path in INSIDE], said)
    found = [claims_of(matching, path)[0].requirement for path in INSIDE]
    assert found == ["2-9-05", "2-9-05", "2-9-03"]


def test_a_decision_on_other_content_that_is_an_archive_now_says_so() -> None:
    said = desk(decision("材料/杂/资料.zip", "2-9-03", fingerprint="0" * 16))
    matching = run([document(path) for path in INSIDE], said)
    assert certain(matching) == set()
    assert codes(matching, "decision-gone") == []
    (problem,) = [p for p in matching.problems if p.code == "decision-archive"]
    assert (problem.severity, problem.path) == ("error", "材料/杂/资料.zip")
    assert "是压缩包" in problem.message
    assert "材料/杂/资料.zip!/内.zip!/丙.docx" in problem.remedy


def test_a_file_beside_an_archive_of_nearly_its_name_is_itself() -> None:
    path = "材料/杂/资料.zip"
    both = [document(path), document("材料/杂/资料.zip!/甲.docx")]
    matching = run(both, desk(decision(path, "2-9-03")))
    assert {claim.requirement for claim in claims_of(matching, path)} == {"2-9-03"}
    assert claims_of(matching, both[1].path) == []


@pytest.mark.parametrize("typed", [("材料/资料.zip", False), ("材料/资料.zip", True)])
def test_an_archive_that_moved_is_pointed_to(typed: tuple[str, bool]) -> None:
    said = desk(decision(typed[0], "2-9-03", folder=typed[1]))
    (problem,) = [p for p in run([document(INSIDE[0])], said).problems if p.code == "decision-gone"]
    assert "“材料/杂/资料.zip”与它同名" in problem.remedy


def test_a_merge_group_is_one_item() -> None:
    paths = ["材料/甲.pdf", "材料/乙.pdf"]
    said = desk(*(decision(path, "2-9-03", merge_group="一", row=n) for n, path in enumerate(paths)))
    (claim,) = run([document(path) for path in paths], said).claims
    assert sorted(part.path for part in claim.parts) == sorted(paths)


def test_a_decision_without_a_year_fills_nothing() -> None:
    path = "材料/某.docx"
    (claim,) = run([document(path)], desk(decision(path, "2-9-03", year=""))).claims
    assert (claim.certain, claim.rule) == (False, "decision")


def test_a_rejection_holds_for_copies_and_for_the_pdf_beside_it() -> None:
    path, copy, pages = "材料/学校章程.docx", "上交/办公室/学校章程.docx", "材料/学校章程.pdf"
    tree = [document(path, content="一"), document(copy, content="一"), document(pages)]
    assert run(tree, desk(decision(path, "3-3-01", verdict="reject"))).claims == ()


def test_a_decision_on_a_document_is_not_undone_by_its_pdf() -> None:
    path, pages = "材料/2024-2025学年德育工作计划.docx", "材料/2024-2025学年德育工作计划.pdf"
    matching = run([document(path), document(pages)], desk(decision(path, "2-9-03")))
    assert certain(matching) == {("2-9-03", "2024-2025")}


@pytest.mark.parametrize("near", ["", "2-9-03"], ids=["nothing", "not-this"])
@pytest.mark.parametrize(
    ("far", "paths"),
    [
        (decision("材料/夹", "2-9-03", folder=True), ["材料/夹/一.docx", "材料/夹/二.docx"]),
        (decision("材料/家访.zip", "2-9-03"), ["材料/家访.zip!/一.docx", "材料/家访.zip!/二.docx"]),
        (decision("材料", "2-9-03", folder=True), ["材料/夹/一.docx", "材料/夹/二.docx"]),
    ],
    ids=["folder", "archive", "folder-above"],
)
def test_a_file_that_is_refused_is_not_given_by_its_folder(
    near: str, far: Decision, paths: list[str]
) -> None:
    refused = decision(paths[1], near, verdict="reject", row=3)
    matching = run([document(path) for path in paths], desk(far, refused))
    assert [claim.requirement for claim in claims_of(matching, paths[0])] == ["2-9-03"]
    assert claims_of(matching, paths[1]) == []
    assert codes(matching, "decision-clash") == []


def test_the_nearer_of_two_folders_decides() -> None:
    paths = ["材料/夹/甲.docx", "材料/夹/册/乙.docx", "材料/夹/册/丙.docx"]
    given = decision("材料/夹", "2-9-03", folder=True)
    refused = decision("材料/夹/册", verdict="reject", folder=True, row=3)
    file = decision(paths[2], "2-9-05", row=4)
    matching = run([document(path) for path in paths], desk(given, refused, file))
    found = [[claim.requirement for claim in claims_of(matching, path)] for path in paths]
    assert found == [["2-9-03"], [], ["2-9-05"]]


def test_a_refusal_of_something_else_undoes_nothing() -> None:
    path = "材料/夹/甲.docx"
    said = desk(decision("材料/夹", "2-9-03", folder=True), decision(path, "2-9-05", verdict="reject", row=3))
    assert [claim.requirement for claim in claims_of(run([document(path)], said), path)] == ["2-9-03"]


@pytest.mark.parametrize(("first", "used"), [("accept", ["2-9-03"]), ("reject", [])])
@pytest.mark.parametrize("folder", [False, True])
def test_of_opposite_rows_the_first_counts_and_the_other_is_told(
    first: Literal["accept", "reject"], used: list[str], folder: bool
) -> None:
    path = "材料/夹" if folder else "材料/夹/甲.docx"
    verdicts = ("accept", "reject") if first == "accept" else ("reject", "accept")
    rows = [
        decision(path, "2-9-03", verdict=verdict, row=row, folder=folder)
        for row, verdict in enumerate(verdicts, 2)
    ]
    files = [document("材料/夹/甲.docx"), document("材料/夹/乙.docx")]
    matching = run(files, desk(*rows))
    assert [claim.requirement for claim in claims_of(matching, files[0].path)] == used
    (clash,) = [problem for problem in matching.problems if problem.code == "decision-clash"]
    assert "第3行与第2行对" in clash.message


def test_pages_of_a_refused_file_may_be_given() -> None:
    path = "材料/合订本.pdf"
    said = desk(decision(path, "2-9-03", verdict="reject"), decision(path, "2-9-03", pages=(1, 2), row=3))
    matching = run([document(path, pages=2)], said)
    assert (certain(matching), codes(matching, "decision-clash")) == ({("2-9-03", "2024-2025")}, [])


def test_pages_refused_in_a_file_that_is_given_whole_are_told() -> None:
    path = "材料/合订本.pdf"
    said = desk(decision(path, "2-9-03"), decision(path, verdict="reject", pages=(1, 2), row=3))
    assert codes(run([document(path, pages=8)], said), "decision-clash") == [path]


@pytest.mark.parametrize("code", ["", "3-3-01"])
def test_a_refused_file_is_left_in_peace(code: str) -> None:
    path, other = "材料/学校章程.pdf", "材料/菜谱.pdf"
    said = desk(decision(path, code, verdict="reject", row=5))
    matching = run([document(path), document(other)], said)
    assert {entry.path: entry.refused for entry in matching.unclaimed} == {path: 5, other: 0}
    assert codes(matching, "unclaimed") == [other]


def test_a_refused_copy_is_left_in_peace_under_all_its_names() -> None:
    paths = ["材料/杂/甲.docx", "材料/杂/学校章程.docx"]
    said = desk(decision(paths[0], verdict="reject"))
    matching = run([document(path, content="一") for path in paths], said)
    assert codes(matching, "unclaimed") == []


def test_refused_pages_are_not_open() -> None:
    path = "材料/合订本.pdf"
    said = desk(
        decision(path, "2-9-03", pages=(1, 5)),
        decision(path, "2-9-05", verdict="reject", pages=(6, 8), row=3),
    )
    assert codes(run([document(path, pages=8)], said), "unclaimed-pages") == []
