"""A stranger in a sign-in sheet is one by whatever surname; words of the column that begin like a name are none."""

from __future__ import annotations

import pytest

from dossier import surnames
from dossier.match.wording import PERSON
from tests.evidence import roster, signed_in, strangers


@pytest.mark.parametrize(
    "name",
    ["欧阳志远", "上官云", "诸葛小明", "司马青", "农建国", "蒙小红", "岑志", "赖明", "欧文静", "王大明"],
)
def test_a_stranger_of_any_surname(name: str) -> None:
    [problem] = strangers(signed_in(name), roster())
    assert f"：{name}" in problem.message


@pytest.mark.parametrize("word", ["备注", "请假", "迟到", "单位", "全体教师", "党员", "管理员", "时间", "农"])
def test_words_that_are_no_names(word: str) -> None:
    assert strangers(signed_in(word), roster()) == []


def test_a_certificate_called_by_such_a_name_is_one_of_a_person() -> None:
    assert all(PERSON.fullmatch(name) for name in ("欧阳志远", "农建国", "赖明老师", "李校长"))
    assert surnames.COMMON < surnames.SINGLE
