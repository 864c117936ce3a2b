"""Evidence of a year that is not asked for is told under the code that a person wrote."""

from __future__ import annotations

from dataclasses import replace

from dossier.judge import Inputs, assess
from dossier.model import Claim
from tests.labelling import document
from tests.matching import decision, desk
from tests.test_bind import CHECKLIST, PROJECT, claim

PATH = "材料/计划.docx"


def told(*claims: Claim, written: str) -> list[tuple[str, str]]:
    seen = assess(
        Inputs(
            project=PROJECT,
            checklist=CHECKLIST,
            desk=desk(decision(PATH, written, year="1999-2000")),
            documents=(document(PATH),),
            claims=claims,
            duplicates=(),
            unclaimed=(),
            ignored=(),
            unreadable=(),
            ledgers=(),
            figures=(),
            verdicts=(),
            rules=(),
            problems=(),
        )
    )
    return [
        (problem.requirement, problem.path) for problem in seen.problems if problem.code == "out-of-period"
    ]


def test_the_code_that_was_written_is_told_once() -> None:
    both = [replace(claim(code, PATH, "1999-2000"), rule="decision") for code in ("1-1-02", "2-1-01")]
    for written in ("1-1-02", "2-1-01"):
        assert told(*both, written=written) == [(written, PATH)]
