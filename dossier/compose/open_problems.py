"""Problems as a clerk acts on them: errors first, who owes it, the next step. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dossier.compose.plain import Plain
from dossier.model import Assessment, Finding, Problem
from dossier.text import mask, visible

LEVELS = {"error": "须处理", "warning": "请核对", "note": "说明"}
NOBODY = "未定"
_HANDED_IN = "上交"


def others(assessment: Assessment) -> tuple[Problem, ...]:
    """Problems that belong to no requirement, in the order people should act."""
    return tuple(problem for problem in assessment.problems if not problem.requirement)


def rows(assessment: Assessment, problems: Iterable[Problem]) -> list[dict[str, Plain]]:
    """What lists and pages print of *problems*, numbered: 序号 程度 问题 怎么办 编号 位置 责任人; safe to show."""
    owners = _Owners(assessment)
    return [
        {
            "序号": number,
            "程度": LEVELS[problem.severity],
            "问题": visible(mask(problem.message)),
            "怎么办": visible(mask(problem.remedy)),
            "编号": problem.requirement or problem.indicator,
            "位置": visible(mask(" ".join(part for part in _place(problem) if part))),
            "责任人": owners.of(problem) or NOBODY,
        }
        for number, problem in enumerate(problems, 1)
    ]


def _place(problem: Problem) -> tuple[str, ...]:
    return problem.path, problem.sheet, problem.cell


class _Owners:
    """Who answers for a problem that names nobody itself."""

    def __init__(self, assessment: Assessment) -> None:
        self._figures = assessment.checklist.figure_by_key
        requirements = assessment.checklist.requirements
        findings = assessment.finding_by_code
        self._by_indicator = _first((r.indicator, findings.get(r.code)) for r in requirements)
        self._by_material = _first((r.material, findings.get(r.code)) for r in requirements if r.material)

    def of(self, problem: Problem) -> str:
        """The owner named; else whose folder the file came from, who keeps the ledger, whose indicator it is."""
        return (
            problem.owner
            or _handed_in_by(problem.path)
            or next(self._keepers(problem.figure.partition("/")[0]), "")
            or self._by_indicator.get(problem.indicator, "")
        )

    def _keepers(self, key: str) -> Iterator[str]:
        for read in self._figures[key].read if key in self._figures else ():
            if owner := self._by_material.get(read.ledger, ""):
                yield owner


def _first(pairs: Iterable[tuple[str, Finding | None]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key, finding in pairs:
        if finding is not None and finding.owner.label:
            found.setdefault(key, finding.owner.label)
    return found


def _handed_in_by(path: str) -> str:
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == _HANDED_IN else ""
