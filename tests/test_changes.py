"""What changed between two checks: a problem is the same when it says the same but for the row."""

from __future__ import annotations

from dossier.compose.changes import Record, changes


def record(*messages: str, cell: str = "") -> Record:
    told = [{"message": text, "severity": "error", "code": "x", "cell": cell} for text in messages]
    return {"findings": [], "problems": told}


def test_a_row_that_moved_changes_nothing() -> None:
    before = record("“纸质材料登记”第6行“学年”填的“近三年”不认识", "“纸质材料登记”第8行与第6行是同一份")
    after = record("“纸质材料登记”第7行“学年”填的“近三年”不认识", "“纸质材料登记”第9行与第7行是同一份")
    assert list(changes(before, after)) == []
    assert list(changes(record("B6不是数", cell="B6"), record("B7不是数", cell="B7"))) == []


def test_of_two_rows_with_one_fault_the_other_is_new() -> None:
    before, after = record("第6行不认识"), record("第6行不认识", "第9行不认识")
    assert list(changes(before, after)) == ["－ 新问题：第9行不认识"]
    assert list(changes(after, before)) == ["＋ 已解决：第9行不认识"]


def test_another_value_in_a_row_is_another_problem() -> None:
    found = list(changes(record("第6行填的“甲”不认识"), record("第6行填的“乙”不认识")))
    assert found == ["＋ 已解决：第6行填的“甲”不认识", "－ 新问题：第6行填的“乙”不认识"]
