"""A self-check from the empty sheet to the reports: the school's word is kept, counted, held against evidence."""

from __future__ import annotations

import datetime
import json
import tomllib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier import checklist as checklists
from dossier import project as projects
from dossier.checklist import read
from dossier.judge import evidence_words, verdicts
from dossier.judge.rectify import rectification_problems, to_rectify
from dossier.judge.self_check import self_check_problems, tallies
from dossier.model import (
    Checklist,
    Desk,
    Exemption,
    Finding,
    Owner,
    Problem,
    Project,
    Rectification,
    Rule,
    SelfCheck,
    Verdict,
)
from tests import self_check_school as school
from tests import small, worlds
from tests.word_files import lines_of


@pytest.fixture(scope="module")
def checklist(tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    path = tmp_path_factory.mktemp("list") / "清单.toml"
    path.write_text(school.toml(), encoding="utf-8")
    return read(path)


# -- the whole way, as a person walks it ------------------------------------------------------------------


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """init → fill in → check → reports as drafts → fill in the rest → reports that may go out."""
    place = tmp_path_factory.mktemp("walk")
    root = school.begin(place / "学校")
    seen: dict[str, Any] = {"root": root, "begun": _sheet(root / "材料台账.xlsx", "自查自评")}
    seen["first"] = _check(root)
    school.fill(root, school.ANSWERS, school.LEDGER)
    seen["check"] = _check(root)
    seen["screen"] = small.dossier("check", root, "-o", root / "output").stdout
    seen["drafts"] = small.dossier("report", root).stdout
    proposal = root / "output/青禾县晨光小学/内部核对版/材料台账（建议）.xlsx"
    seen["proposed"] = _sheet(proposal, "整改台账"), _sheet(proposal, "自查自评")
    (root / "材料台账.xlsx").write_bytes(proposal.read_bytes())
    seen["saved"] = _check(root)
    row = next(n for n, cells in enumerate(seen["proposed"][0], 2) if "公示不足" in cells["存在问题"])
    book = openpyxl.load_workbook(root / "材料台账.xlsx")
    school.put(book["整改台账"], row, school.REST)
    book.save(root / "材料台账.xlsx")
    school.write_words(root)
    seen["report"] = small.dossier("report", root)
    seen["built"] = small.dossier("build", root)
    return seen


def _check(root: Path) -> dict[str, Any]:
    return dict(json.loads(small.dossier("check", root, "--json", "-").stdout))


def _sheet(path: Path, name: str) -> list[dict[str, str]]:
    head, *rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [
        dict(zip(map(str, head), ("" if c is None else str(c) for c in row), strict=True)) for row in rows
    ]


def _codes(record: dict[str, Any]) -> list[str]:
    return [entry["code"] for entry in record["problems"]]


def test_the_sheet_begins_with_each_task_above_its_items_and_marks_what_was_not_checked(
    walked: dict[str, Any],
) -> None:
    assert [(row["条目编号"], row["条目名称"]) for row in walked["begun"]] == [
        ("A1", "招生"),
        ("1", "招生公开"),
        ("2", "编班均衡＊"),
        ("A2", "控辍"),
        ("3", "学籍真实＊"),
        ("4", "劝返有记录＊"),
        ("B1", "健康"),
        ("5", "每天锻炼1小时"),
        ("6", "宿舍管理"),
    ]


def test_open_items_are_one_problem_for_each_task_and_owner(walked: dict[str, Any]) -> None:
    told = [p for p in walked["first"]["problems"] if p["code"] == "self-check-open"]
    assert [(p["owner"], p["message"]) for p in told] == [
        ("教务处", "“招生”有2条还没有自查（1、2）"),
        ("教务处", "“控辍”有2条还没有自查（3、4）"),
        ("德育处", "“健康”有2条还没有自查（5、6）"),
    ]
    assert "self-check-open" not in _codes(walked["check"])


def test_verdicts_are_the_schools_word(walked: dict[str, Any]) -> None:
    told = {v["code"]: v for v in walked["check"]["indicators"]}
    assert {code: (v["words"], v["met"], v["declared"]) for code, v in told.items()} == {
        "1": ("自查达到", True, True),
        "2": ("自查基本达到", None, True),
        "3": ("自查达到", True, True),
        "4": ("自查达到", True, True),
        "5": ("自查未达到", False, True),
        "6": ("本校不涉及", None, False),
    }
    assert told["1"]["self_check"]["by"] == "task"
    assert told["2"]["self_check"] == {
        "word": "partly", "by": "item", "done": "", "gap": "编班结果公示不足5天", "checker": "", "row": 4,
    }  # fmt: skip


def test_counts_add_up_by_task_and_by_duty(walked: dict[str, Any]) -> None:
    told = [
        (t["group"], t["items"], t["met"], t["partly"], t["unmet"], t["not_applicable"], t["open"])
        for t in walked["check"]["self_check"]
    ]
    assert told == [
        ("A", 4, 3, 1, 0, 0, 0),
        ("A1", 2, 1, 1, 0, 0, 0),
        ("A2", 2, 2, 0, 0, 0, 0),
        ("B", 2, 0, 0, 1, 1, 0),
        ("B1", 2, 0, 0, 1, 1, 0),
        (None, 6, 3, 1, 1, 1, 0),
    ]


def test_a_word_without_evidence_is_told_and_an_item_that_does_not_concern_asks_for_none(
    walked: dict[str, Any],
) -> None:
    told = [p["message"] for p in walked["check"]["problems"] if p["code"] == "self-check-evidence"]
    assert told == [
        f"“{name}”自查达到，佐证材料却不全：{name}台账" for name in ("招生公开", "学籍真实", "劝返有记录")
    ]
    status = {f["requirement"]: f["status"] for f in walked["check"]["findings"]}
    assert status["M-6"] == "本校不涉及"
    assert status["M-1"] == "缺"


def test_what_is_short_becomes_a_row_of_the_ledger_once(walked: dict[str, Any]) -> None:
    ledger, checks = walked["proposed"]
    told = [(r["序号"], r["问题来源"], r["对应指标/依据"], r["存在问题"]) for r in ledger if r["存在问题"]]
    assert told == [
        ("1", "自查", "5", "雨天没有室内场地"),
        ("2", "责任督学", "教辅材料管理规定", "一个班征订了目录外的教辅"),
        ("3", "自查", "2", "编班结果公示不足5天"),
        (
            "4",
            "自查",
            "M-1、M-2、M-3、M-4",
            "佐证材料不全：招生公开台账、编班均衡台账、学籍真实台账、劝返有记录台账",
        ),
        ("5", "自查", "M-5", "佐证材料不全：每天锻炼1小时台账"),
    ]
    assert [row["条目编号"] for row in checks] == ["A1", "1", "2", "A2", "3", "4", "B1", "5", "6"]
    assert {row["条目编号"]: row["佐证情况"] for row in checks}["5"] == "缺每天锻炼1小时台账"


def test_saving_the_proposal_changes_no_answer_and_proposes_nothing_twice(walked: dict[str, Any]) -> None:
    before, after = walked["check"], walked["saved"]
    for key in ("indicators", "self_check"):
        assert [_without_row(entry) for entry in after[key]] == [_without_row(entry) for entry in before[key]]
    assert [r["issue"] for r in after["rectifications"]] == [r["issue"] for r in before["rectifications"]]
    assert all(r["row"] for r in after["rectifications"])


def _without_row(entry: dict[str, Any]) -> dict[str, Any]:
    check = entry.get("self_check")
    return entry | {"self_check": {**check, "row": 0}} if check else entry


def test_reports_are_drafts_that_say_why(walked: dict[str, Any]) -> None:
    assert "“整改报告”只能作征求意见稿：有1个问题没有写全整改措施、责任人、完成时限、进展" in walked["drafts"]
    assert "缺“学习宣传”的文字" in walked["drafts"]
    assert "“一校一案”只能作征求意见稿：有1个问题没有写全整改目标、整改措施" in walked["drafts"]


def test_whole_reports_go_out_and_tell_nothing_of_missing_evidence(walked: dict[str, Any]) -> None:
    place = walked["root"] / "output/青禾县晨光小学/迎检版"
    for kind in ("整改报告", "一校一案"):
        words = "\n".join(lines_of((place / f"{kind}.docx").read_bytes()))
        assert "待补" not in words
        assert "佐证材料不全" not in words
        assert "台账）" not in words
        assert "编班结果公示不足5天" in words
        assert "雨天没有室内场地" in words
        assert "带＊的条目名称和编号未与文件原文核对" in words
    assert walked["built"].returncode == 1  # evidence is still missing
    assert "Traceback" not in walked["built"].stderr


def test_the_first_screen_says_the_schools_own_word_first(walked: dict[str, Any]) -> None:
    first = walked["screen"].splitlines()[1]
    assert first == (
        " 1. [5] 每天锻炼1小时：自查未达到，雨天没有室内场地——请德育处整改，达到后改自查结论；措施、责任人和时限写在“整改台账”里"
    )


# -- rows that do not hold -------------------------------------------------------------------------------

CHECK_HEAD = ["条目编号", "条目名称", "自查结论", "已做工作", "存在差距", "自查人"]
LEDGER_HEAD = [
    "序号", "问题来源", "对应指标/依据", "存在问题", "整改目标", "整改措施", "责任部门", "责任人", "完成时限", "进展", "销号",
]  # fmt: skip


def _project(root: Path) -> Project:
    from dataclasses import replace

    return replace(worlds.project(root), as_of=datetime.date(2026, 5, 20))


def _desk(root: Path, checklist: Checklist, **sheets: list[list[str]]) -> tuple[Desk, tuple[Problem, ...]]:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(root / "材料台账.xlsx")
    return projects.desk(_project(root), checklist)


def _judged(checklist: Checklist, desk: Desk) -> tuple[Verdict, ...]:
    return verdicts(checklist, worlds.project(), (), None, desk)[0]


def _findings(checklist: Checklist, status: str = "缺", due: str = "") -> tuple[Finding, ...]:
    return tuple(
        Finding(
            requirement=r.code,
            status=status,  # type: ignore[arg-type]
            owner=Owner(requirement=r.code, department=r.owner, person="林青", due=due),
        )
        for r in checklist.requirements
    )


@pytest.mark.parametrize(
    ("rows", "code", "cell", "words"),
    [
        ([["99", "", "达到"]], "item-unknown", "A2", "第2行的条目“99”不在清单里"),
        ([["", "没有这条", "达到"]], "item-unknown", "A2", "第2行的条目“没有这条”不在清单里"),
        ([["1", "", "很好"]], "desk-unknown-value", "C2", "“自查结论”填的“很好”不认识"),
        ([["1", "", "达到"], ["第1条", "", "达到"]], "desk-duplicate", "", "第3行与第2行是同一份"),
        ([["3", "", "未达到"]], "self-check-gap", "C2", "第2行“学籍真实”填了未达到，没有写差在哪里"),
        ([["A2", "", "基本达到"]], "self-check-gap", "C2", "第2行“控辍”填了基本达到"),
        (
            [["A1", "", "达到"], ["2", "", "未达到", "", "没有公示"]],
            "self-check-task",
            "C2",
            "第2行任务“招生”填了达到，与其中第2条未达到对不上",
        ),
        (
            [["1", "", "达到"], ["2", "", "达到"], ["A1", "", "未达到", "", "不足"]],
            "self-check-task",
            "C4",
            "填了未达到，与其中第1条达到、第2条达到对不上",
        ),
        ([["A1", "", "不涉及"], ["1", "", "达到"]], "self-check-task", "C2", "与其中第1条达到对不上"),
    ],
)
def test_a_row_that_does_not_hold_is_named_with_its_cell(
    tmp_path: Path, checklist: Checklist, rows: list[list[str]], code: str, cell: str, words: str
) -> None:
    desk, told = _desk(tmp_path, checklist, 自查自评=[CHECK_HEAD, *rows])
    more = self_check_problems(checklist, desk, _judged(checklist, desk), _findings(checklist))
    found = [p for p in (*told, *more) if p.code == code]
    assert [p.cell for p in found] == [cell]
    assert words in found[0].message
    assert found[0].sheet == "自查自评"


@pytest.mark.parametrize(
    "rows",
    [
        [["A1", "", "达到"], ["2", "", "不涉及", "", "没有"]],
        [["A1", "", "基本达到", "", "不足"], ["2", "", "达到"]],
        [["A1", "", "未达到", "", "不足"], ["1", "", "未达到", "", "不足"], ["2", "", "达到"]],
    ],
)
def test_a_task_and_its_items_that_can_stand_together_raise_nothing(
    tmp_path: Path, checklist: Checklist, rows: list[list[str]]
) -> None:
    desk, told = _desk(tmp_path, checklist, 自查自评=[CHECK_HEAD, *rows])
    more = self_check_problems(checklist, desk, _judged(checklist, desk), ())
    assert [p.code for p in (*told, *more) if p.code not in ("self-check-open",)] == []


@pytest.mark.parametrize(
    ("cells", "code", "words"),
    [
        ({"存在问题": "", "整改措施": "改"}, "desk-unknown-value", "“存在问题”填的“（空）”不认识"),
        ({"进展": "快了"}, "desk-unknown-value", "“进展”填的“快了”不认识"),
        ({"销号": "也许"}, "desk-unknown-value", "“销号”填的“也许”不认识"),
        ({"整改措施": "", "完成时限": ""}, "rectify-open", "“编班不公开”没有写整改措施、完成时限"),
        ({"完成时限": "2026-05-01"}, "rectify-late", "已过完成时限（2026-05-01），还没有完成"),
        ({"销号": "2026-05-01"}, "rectify-closed", "已销号，进展却是整改中"),
    ],
)
def test_a_row_of_the_ledger_that_does_not_hold_is_named(
    tmp_path: Path, checklist: Checklist, cells: dict[str, str], code: str, words: str
) -> None:
    whole = {
        "存在问题": "编班不公开", "对应指标/依据": "2", "整改措施": "公示", "责任部门": "教务处",
        "完成时限": "2026-08-31", "进展": "整改中",
    }  # fmt: skip
    row = [(whole | cells).get(head, "") for head in LEDGER_HEAD]
    desk, told = _desk(tmp_path, checklist, 整改台账=[LEDGER_HEAD, row])
    found = [*told, *rectification_problems(_project(tmp_path), desk.rectifications)]
    assert [p.code for p in found] == [code]
    assert words in found[0].message


def test_a_row_of_the_ledger_that_holds_raises_nothing(tmp_path: Path, checklist: Checklist) -> None:
    row = ["1", "县督导", "第2条、M-2", "编班不公开", "", "公示", "教务处", "林青", "8月31日", "正在整改", ""]
    desk, told = _desk(tmp_path, checklist, 整改台账=[LEDGER_HEAD, row])
    assert (*told, *rectification_problems(_project(tmp_path), desk.rectifications)) == ()
    entry = desk.rectifications[0]
    assert (entry.codes, entry.materials, entry.due, entry.progress) == (
        ("2",),
        ("M-2",),
        "2026-08-31",
        "整改中",
    )
    assert not entry.is_internal


# -- judging ----------------------------------------------------------------------------------------------


def _says(**words: str) -> Desk:
    return Desk(
        self_checks=tuple(
            SelfCheck(
                code=code.lstrip("_"),
                of_task=code.startswith(("A", "B")),
                word=word,
                gap="不足",
            )  # type: ignore[arg-type]
            for code, word in words.items()
        )
    )


def test_an_item_goes_before_its_task(checklist: Checklist) -> None:
    words = {v.code: v.words for v in _judged(checklist, _says(A1="partly", _1="met"))}
    assert (words["1"], words["2"], words["3"]) == ("自查达到", "自查基本达到", "未自查")


def test_a_rule_counts_the_schools_word(checklist: Checklist) -> None:
    from dataclasses import replace

    rule = Rule(code="most", title="至少五条", indicators=("1", "2", "3", "4", "5", "6"), at_least_met=5)
    desk = _says(A1="met", A2="met", _5="met", _6="unmet")
    _, rules, problems = verdicts(replace(checklist, rules=(rule,)), worlds.project(), (), None, desk)
    assert [r.met for r in rules] == [True]
    assert [(p.code, p.severity, p.message) for p in problems] == [
        ("self-check-short", "error", "宿舍管理：自查未达到，不足")
    ]


def test_a_task_that_falls_short_is_one_problem_and_one_row(checklist: Checklist) -> None:
    desk = _says(A1="partly")
    judged, _, problems = verdicts(checklist, worlds.project(), (), None, desk)
    assert [(p.code, p.severity, p.message) for p in problems] == [
        ("self-check-short", "warning", "招生：自查基本达到，不足")
    ]
    rows = to_rectify(checklist, worlds.project(), (), judged, _findings(checklist, "齐全"))
    assert [(r.codes, r.issue, r.who) for r in rows] == [(("A1",), "不足", "教务处 林青")]


def test_evidence_is_to_be_put_right_only_when_its_day_has_passed_or_the_word_is_given(
    checklist: Checklist,
) -> None:
    def rows(desk: Desk, due: str) -> list[tuple[str, ...]]:
        judged = _judged(checklist, desk)
        return [
            r.materials
            for r in to_rectify(checklist, worlds.project(), (), judged, _findings(checklist, due=due))
        ]

    assert rows(Desk(), "2026-09-30") == []
    assert rows(Desk(), "2026-08-31") == [("M-1", "M-2", "M-3", "M-4"), ("M-5", "M-6")]
    assert rows(_says(_3="met"), "") == [("M-3",)]


def test_what_the_ledger_is_about_is_not_proposed_again(checklist: Checklist) -> None:
    judged = _judged(checklist, _says(A1="partly", _5="unmet"))
    entered = tuple(
        Rectification(source="自查", basis="", codes=codes, materials=materials, issue="另有说法", row=2)
        for codes, materials in ((("A1",), ()), (("5",), ()), ((), ("M-1", "M-5")))
    )
    rows = to_rectify(checklist, worlds.project(), entered, judged, _findings(checklist))
    assert [(r.codes, r.materials) for r in rows] == [((), ("M-2",))]


def test_an_item_exempt_by_all_its_materials_does_not_concern_unless_the_school_says_otherwise(
    tmp_path: Path, checklist: Checklist
) -> None:
    from dossier.judge import applicable

    exempt = Exemption(requirement="M-6", case="not-applicable", reason="", decided_by="", until="", row=2)
    assert "6" not in applicable(checklist, Desk(exemptions=(exempt,))).indicator_by_code
    both = Desk(exemptions=(exempt,), self_checks=_says(_6="met").self_checks)
    assert "6" in applicable(checklist, both).indicator_by_code


def test_evidence_is_told_beside_each_item(checklist: Checklist) -> None:
    told = evidence_words(checklist, _findings(checklist, "不齐"))
    assert told["1"] == "不齐：招生公开台账"
    words = ("齐全（纸质）", "齐全"), ("本校不涉及", "不涉及"), ("待确认", "待确认"), ("暂缓提交", "暂缓")
    for status, word in words:
        assert evidence_words(checklist, _findings(checklist, status))["1"] == word


# -- nothing a person wrote is lost -----------------------------------------------------------------------

_TEXT = st.text("自查工作差距公示abc12", max_size=8)
_ITEM = st.sampled_from(["1", "2", "3", "4", "5", "6", "A1", "A2", "B1"])
_WORD = st.sampled_from(["met", "partly", "unmet", "not-applicable"])


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    checks=st.dictionaries(_ITEM, st.tuples(_WORD, _TEXT, _TEXT, _TEXT), max_size=9),
    ledger=st.lists(
        st.tuples(_TEXT, _TEXT.filter(bool), _TEXT, st.sampled_from(["", "未启动", "已完成"])), max_size=4
    ),
)
def test_answers_survive_the_proposal(
    tmp_path: Path,
    checklist: Checklist,
    checks: dict[str, tuple[str, str, str, str]],
    ledger: list[tuple[str, str, str, str]],
) -> None:
    desk = Desk(
        self_checks=tuple(
            SelfCheck(code=code, of_task=code[0] in "AB", word=word, done=done, gap=gap, checker=who)  # type: ignore[arg-type]
            for code, (word, done, gap, who) in checks.items()
        ),
        rectifications=tuple(
            Rectification(
                source=source or "自查", basis="规定", issue=issue, measure=measure, progress=progress
            )  # type: ignore[arg-type]
            for source, issue, measure, progress in ledger
        ),
    )
    (tmp_path / "材料台账.xlsx").write_bytes(projects.proposal(checklist, desk))
    found, problems = projects.desk(_project(tmp_path), checklist)
    assert problems == ()
    order = {code: place for place, code in enumerate(("A1", "1", "2", "A2", "3", "4", "B1", "5", "6"))}
    assert [_bare(c) for c in found.self_checks] == [
        _bare(c) for c in sorted(desk.self_checks, key=lambda c: order[c.code])
    ]
    assert [_bare(r) for r in found.rectifications] == [_bare(r) for r in desk.rectifications]
    (tmp_path / "材料台账.xlsx").write_bytes(once := projects.proposal(checklist, found))
    assert projects.proposal(checklist, projects.desk(_project(tmp_path), checklist)[0]) == once


def _bare(record: SelfCheck | Rectification) -> dict[str, object]:
    return {key: value for key, value in vars(record).items() if key not in ("row", "cell")}


def test_rows_that_were_not_understood_and_own_columns_come_back(
    tmp_path: Path, checklist: Checklist
) -> None:
    rows = [
        [*CHECK_HEAD, "复核"],
        ["99", "旧条目", "达到", "写过的话", "", "", "甲"],
        ["1", "招生公开", "很好", "做了很多", "", "", ""],
        ["2", "", "达到", "", "", "", "乙"],
        ["3", "", "", "还没想好", "", "", ""],
    ]
    desk, problems = _desk(tmp_path, checklist, 自查自评=rows)
    assert [p.code for p in problems] == ["item-unknown", "desk-unknown-value"]
    (tmp_path / "材料台账.xlsx").write_bytes(projects.proposal(checklist, desk))
    told = {row["条目编号"]: row for row in _sheet(tmp_path / "材料台账.xlsx", "自查自评")}
    assert (told["99"]["已做工作"], told["99"]["复核"]) == ("写过的话", "甲")
    assert (told["1"]["自查结论"], told["1"]["已做工作"]) == ("很好", "做了很多")
    assert told["2"]["复核"] == "乙"
    assert told["3"]["已做工作"] == "还没想好"


# -- the checklists that ship -----------------------------------------------------------------------------


def test_the_clerk_picks_a_word_for_each_of_eighty_eight_items(tmp_path: Path) -> None:
    root = tmp_path / "学校"
    done = small.dossier(
        "init", root, "--name", "青禾县晨光小学", "--stage", "小学",
        "--checklist", "management-standard-2017", "--as-of", "2026-05-20",
    )  # fmt: skip
    assert done.returncode == 0
    sheet = openpyxl.load_workbook(root / "材料台账.xlsx")["自查自评"]
    codes = [str(row[0].value) for row in sheet.iter_rows(min_row=2)]
    assert sum(code.isdigit() for code in codes) == 88
    assert sum("." in code for code in codes) == 22
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert lists == ['"达到,基本达到,未达到,不涉及"']
    screen = small.dossier("check", root).stdout.splitlines()
    assert sum("还没有自查" in line for line in screen) == 11  # one for each department
    assert tomllib.loads((root / "dossier.toml").read_text(encoding="utf-8"))["report"]["kinds"] == [
        "整改报告",
        "一校一案",
    ]


def test_another_checklist_has_the_ledger_and_no_self_check(tmp_path: Path) -> None:
    standard = checklists.read(checklists.find("quality-balance-2017", tmp_path))
    (tmp_path / "材料台账.xlsx").write_bytes(projects.proposal(standard, Desk()))
    assert openpyxl.load_workbook(tmp_path / "材料台账.xlsx").sheetnames[-1] == "整改台账"
    assert "自查自评" not in openpyxl.load_workbook(tmp_path / "材料台账.xlsx").sheetnames


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('scope = "section"', "只能写 school"),
        ('figure = "students"', "类型是自查（self-check）的，不写这一项"),
        ('full = "5"', "类型是自查（self-check）的，不写这一项"),
    ],
)
def test_what_the_school_declares_is_not_measured(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "清单.toml"
    path.write_text(
        school.toml().replace('kind = "self-check"', f'kind = "self-check"\n{line}', 1), encoding="utf-8"
    )
    assert any(words in problem.message for problem in checklists.validate(path))


def test_counts_of_a_checklist_without_tasks_are_those_of_its_duties() -> None:
    standard = checklists.read(checklists.find("management-standard-2014", Path.cwd()))
    told = tallies(standard, _judged(standard, Desk()))
    assert [t.items for t in told] == [3, 5, 3, 4, 4, 3, 22]
    assert standard.tasks == ()  # a duty bears the code of a task: nobody could tell them apart
