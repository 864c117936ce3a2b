"""Every Word file and workbook of both editions, as output files.

迎检版 is what inspectors open; 内部核对版 is the school's own. All Word files of a run are filled by one guarded
child; a template that fails costs its own documents, named by a problem, and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier import resources
from dossier.compose import (
    basic_facts,
    bulletin,
    chasing,
    contexts,
    gaps,
    matrix,
    report_paper,
    returned,
    sealing,
    tables,
)
from dossier.compose.contexts import Context
from dossier.compose.word import Job, Refused, fill_all
from dossier.compose.workbooks import workbook
from dossier.model import Assessment, Box, OutputFile, Problem, Report
from dossier.names import unique
from dossier.problems import problem
from dossier.text import mask

OUTWARD = "迎检版"
INTERNAL = "内部核对版"
OWN_TEMPLATES = "模板"
_WITH_REMARKS = ("juan", "da22")
_TASKS, _RETURNED = "任务单", "退回"
_FACTS, _FACTS_BY_SECTION = "学校基本情况一览表.docx", "学校基本情况一览表（分学段）.docx"


@dataclass(frozen=True)
class _Paper:
    """A Word file to be: where it goes, which template, what it says."""

    path: str
    template: str
    context: Context


def documents(
    assessment: Assessment, boxes: Sequence[Box], reports: Sequence[Report]
) -> tuple[tuple[OutputFile, ...], tuple[Problem, ...]]:
    """Word files of both editions, and the problems of templates that failed.

    Args:
        assessment: with all problems so far; its lists tell them.
        boxes: as bound.
        reports: with their words.
    """
    papers = (
        *_outward(assessment, boxes),
        *_internal(assessment, boxes),
        *(_report(report) for report in reports),
    )
    return _filled(papers, assessment.project.root)


def workbooks(
    assessment: Assessment, boxes: Sequence[Box], folders: Mapping[str, str]
) -> tuple[OutputFile, ...]:
    """Workbooks of both editions; made last, because one of them lists every problem.

    Args:
        assessment: with all problems.
        boxes: as bound.
        folders: hand-in folder (上交/<部门>) → where it lies from 内部核对版, for those that can be linked to.
    """
    contents = OutputFile(path=f"{OUTWARD}/00-总目录.xlsx", data=workbook(tables.contents(assessment, boxes)))
    return (contents, *_internal_workbooks(assessment, folders))


def drafts(reports: Sequence[Report]) -> tuple[Problem, ...]:
    """A problem for each report that must not go out yet."""
    return tuple(
        problem("report-draft", title=report.kind, because="；".join(report.draft_because))
        for report in reports
        if report.draft_because
    )


def reports_only(reports: Sequence[Report], root: Path) -> tuple[tuple[OutputFile, ...], tuple[Problem, ...]]:
    """The reports alone, for ``dossier report``."""
    made, problems = _filled(tuple(_report(report) for report in reports), root)
    return made, (*problems, *drafts(reports))


def internal_only(
    assessment: Assessment, folders: Mapping[str, str]
) -> tuple[tuple[OutputFile, ...], tuple[Problem, ...]]:
    """The lists that need no boxes, for ``dossier check``: what is missing, who owes it, the figures."""
    made, problems = _filled(tuple(_lists(assessment)), assessment.project.root)
    return (*made, *_internal_workbooks(assessment, folders)), problems


def of_departments() -> tuple[str, ...]:
    """Folders of papers by department: a department that owes nothing any more loses its sheet."""
    return tuple(f"{INTERNAL}/{folder}/" for folder in (_TASKS, _RETURNED))


def folders_asked(assessment: Assessment) -> tuple[str, ...]:
    """The hand-in folders that the lists name: ``上交/教务处``."""
    return tuple(gaps.hand_in(department) for department in gaps.departments(assessment))


def template(name: str, root: Path) -> Path:
    """The school's own template of that name (模板/), else ours."""
    own = root / OWN_TEMPLATES / name
    return own if os.path.lexists(own) else resources.template(name)


def _outward(assessment: Assessment, boxes: Sequence[Box]) -> Iterator[_Paper]:
    yield _Paper(f"{OUTWARD}/00-总目录.docx", "总目录.docx", contexts.contents(assessment, boxes))
    yield _Paper(f"{OUTWARD}/{_FACTS}", _facts_template(assessment), basic_facts.school_facts(assessment))
    for box in boxes:
        folder = f"{OUTWARD}/{box.folder}"
        yield _Paper(f"{folder}/封面.docx", "封面.docx", contexts.cover(assessment, box))
        yield _Paper(f"{folder}/盒脊.docx", "盒脊.docx", contexts.spines(assessment, (box,)))
        yield _Paper(f"{folder}/盒内目录.docx", "盒内目录.docx", contexts.catalogue(assessment, box))
        if assessment.project.numbering in _WITH_REMARKS:
            yield _Paper(f"{folder}/备考表.docx", "备考表.docx", contexts.remarks(assessment, box))


def _facts_template(assessment: Assessment) -> str:
    """The form with a column for each section where there are several, unless the school has only the other of its own."""
    own = assessment.project.root / OWN_TEMPLATES
    has_other = os.path.lexists(own / _FACTS) and not os.path.lexists(own / _FACTS_BY_SECTION)
    return _FACTS_BY_SECTION if assessment.project.is_mixed and not has_other else _FACTS


def _internal(assessment: Assessment, boxes: Sequence[Box]) -> Iterator[_Paper]:
    yield _Paper(f"{INTERNAL}/盒脊（连排）.docx", "盒脊.docx", contexts.spines(assessment, boxes))
    yield from _lists(assessment)


def _lists(assessment: Assessment) -> Iterator[_Paper]:
    yield _Paper(f"{INTERNAL}/缺项清单.docx", "缺项清单.docx", gaps.listing(assessment))
    files = returned.returned(assessment)
    yield _Paper(
        f"{INTERNAL}/{bulletin.KIND}.docx",
        f"{bulletin.KIND}.docx",
        report_paper.context(bulletin.bulletin(assessment, files)),
    )
    taken: set[str] = set()
    for department in gaps.departments(assessment):
        name = unique(mask(f"{department}.docx"), taken)
        yield _Paper(f"{INTERNAL}/{_TASKS}/{name}", "任务单.docx", gaps.tasks(assessment, department))
    taken.clear()
    for department in dict.fromkeys(entry.department for entry in files):
        name = unique(mask(f"{department}.docx"), taken)
        mine = [entry for entry in files if entry.department == department]
        yield _Paper(
            f"{INTERNAL}/{_RETURNED}/{name}", "退回单.docx", returned.sheet(assessment, department, mine)
        )


def _report(report: Report) -> _Paper:
    """A draft stays inside and says what it is in its name as well."""
    path = (
        f"{INTERNAL}/{report.kind}（{report_paper.DRAFT}）.docx"
        if report.draft_because
        else f"{OUTWARD}/{report.kind}.docx"
    )
    return _Paper(path, "报告.docx", report_paper.context(report))


def _filled(papers: Sequence[_Paper], root: Path) -> tuple[tuple[OutputFile, ...], tuple[Problem, ...]]:
    results = fill_all(
        [Job(template=template(paper.template, root), context=paper.context) for paper in papers]
    )
    made = tuple(
        OutputFile(path=paper.path, data=result)
        for paper, result in zip(papers, results, strict=True)
        if not isinstance(result, Refused)
    )
    refused = dict.fromkeys(result for result in results if isinstance(result, Refused))
    return made, tuple(
        problem(
            "template-failed",
            path=f"{OWN_TEMPLATES}/{one.template}",
            template=one.template,
            detail=one.detail,
        )
        for one in refused
    )


def _internal_workbooks(assessment: Assessment, folders: Mapping[str, str]) -> tuple[OutputFile, ...]:
    made = {
        "缺项清单.xlsx": tables.missing(assessment, folders),
        "年度矩阵.xlsx": matrix.sheets(assessment),
        "数据核对表.xlsx": tables.figures(assessment),
        "用印签字清单.xlsx": sealing.sheets(assessment),
    }
    return (
        *(OutputFile(path=f"{INTERNAL}/{name}", data=workbook(sheets)) for name, sheets in made.items()),
        OutputFile(path=f"{INTERNAL}/催办/群消息.txt", data=chasing.messages(assessment)),
    )
