"""The files of a district's run: workbook, Word table, record."""

from __future__ import annotations

from dossier.compose import district, records
from dossier.compose.documents import INTERNAL, OWN_TEMPLATES, template
from dossier.compose.word import Job, Refused, fill_all
from dossier.compose.workbooks import workbook
from dossier.model import DistrictAssessment, OutputFile, Problem
from dossier.problems import problem

__all__ = ["files"]

_TEMPLATE = "差异系数表.docx"


def files(assessment: DistrictAssessment) -> tuple[tuple[OutputFile, ...], tuple[Problem, ...]]:
    """Everything that a district's run writes, and the problem of a template that failed."""
    made = [
        OutputFile(path=f"{INTERNAL}/差异系数表.xlsx", data=workbook(district.sheets(assessment))),
        OutputFile(path="系统/check.json", data=records.as_json(district.record(assessment))),
    ]
    place = template(_TEMPLATE, assessment.project.root)
    (result,) = fill_all((Job(template=place, context=district.context(assessment)),))
    if not isinstance(result, Refused):
        return (OutputFile(path=f"{INTERNAL}/{_TEMPLATE}", data=result), *made), ()
    failed = problem(
        "template-failed",
        path=f"{OWN_TEMPLATES}/{result.template}",
        template=result.template,
        detail=result.detail,
    )
    return tuple(made), (failed,)
