"""Of several versions the one is used that a person chose, whatever its age."""

from __future__ import annotations

import pytest

from tests.labelling import document
from tests.matching import certain, codes, decision, desk, run

STEM = "材料/2024-2025学年德育工作计划"
MARKED = (f"{STEM}.docx", f"{STEM}最终版2.docx")
ALIKE = ("材料/2024-2025学年控辍保学工作方案.docx", "上交/政教处/控辍保学方案2024-2025学年.docx")


@pytest.mark.parametrize(("paths", "code"), [(MARKED, "3-6-01"), (ALIKE, "3-1-07")], ids=["marked", "alike"])
@pytest.mark.parametrize("chosen", [0, 1])
def test_the_chosen_version_is_used_and_the_other_told(
    paths: tuple[str, str], code: str, chosen: int
) -> None:
    matching = run([document(path) for path in paths], desk(decision(paths[chosen], code)))
    (claim,) = matching.claims
    assert [part.path for part in claim.parts] == [paths[chosen]]
    assert codes(matching, "version-unused") == [paths[1 - chosen]]
    assert [(d.path, d.of, d.reason) for d in matching.duplicates] == [
        (paths[1 - chosen], paths[chosen], "version-unused")
    ]
    assert codes(matching, "older-version") == codes(matching, "version-conflict") == []


def test_two_chosen_versions_stay() -> None:
    said = desk(*(decision(path, "3-6-01", row=row) for row, path in enumerate(MARKED, 2)))
    matching = run([document(path) for path in MARKED], said)
    assert (len(matching.claims), matching.duplicates) == (2, ())


def test_a_choice_for_another_year_or_material_leaves_the_rest_alone() -> None:
    for said in (decision(MARKED[0], "2-9-03"), decision(MARKED[0], "3-6-01", year="2023-2024")):
        matching = run([document(path) for path in MARKED], desk(said))
        assert ("3-6-01", "2024-2025") in certain(matching)
        assert matching.duplicates == ()
