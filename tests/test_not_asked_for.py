"""A file that plainly is what the checklist does not ask for is not taken for what merely sounds like it."""

from __future__ import annotations

import pytest

from dossier.checklist import enriched
from dossier.match import Matching, match
from tests.labelling import PROJECT, document
from tests.matching import NO_DESK
from tests.test_listing import county


def run(path: str, title: str, *asked: str) -> Matching:
    return match(enriched(county(*asked)), PROJECT, NO_DESK, [document(path, title)])


@pytest.mark.parametrize(
    ("path", "title"), [("材料/2024年学困生花名册.xls", ""), ("材料/某.xls", "明德中学学困生花名册")]
)
def test_it_is_said_what_it_is_and_nothing_is_asked(path: str, title: str) -> None:
    found = run(path, title, "新生花名册及住址核对表")
    assert found.claims == ()
    (left,) = found.problems
    assert left.message == f"“{path}”没有对应任何一项材料，是“学困生花名册”，清单没有要这项材料"


def test_what_is_asked_for_is_still_found() -> None:
    found = run("材料/学困生花名册.xls", "", "新生花名册及住址核对表", "学困生名册")
    assert [claim.requirement for claim in found.claims] == ["A-02"]


def test_more_words_than_a_name_are_still_a_question() -> None:
    found = run("材料/新学困生花名册及核对.xls", "", "新生花名册及住址核对表")
    assert [claim.certain for claim in found.claims] == [False]
