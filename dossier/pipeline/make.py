"""The back half of the corridor: convert → bind → compose, into a layout that publish can write."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote

from dossier import __version__
from dossier import project as projects
from dossier import publish as publishing
from dossier.bind import bind
from dossier.cache import Cache
from dossier.compose import days, documents, index, records, rectification
from dossier.compose.boxes import BoxFiles, blank, box_files
from dossier.compose.rectification import rectification_report, school_plan
from dossier.compose.report import KIND, self_report
from dossier.compose.report_paper import DRAFT
from dossier.compose.workbooks import workbook
from dossier.convert import Converter, convert, describe, find_converter
from dossier.examine import libraries as reads_scans
from dossier.judge import evidence_words, with_problems
from dossier.model import (
    Assessment,
    Box,
    DistrictAssessment,
    Document,
    Layout,
    OutputFile,
    Problem,
    Report,
    SourceFile,
)
from dossier.progress import Progress

_MAKERS = {KIND: self_report, rectification.REPORT: rectification_report, rectification.PLAN: school_plan}
KINDS = tuple(_MAKERS)
"""The reports that can be written."""
_PRINTED = ("迎检版/00-总目录.docx", *(f"迎检版/{kind}.docx" for kind in KINDS))
"""Word files of ours that also go out as PDF, where LibreOffice is."""
_LIBRARIES = ("docxtpl", "fpdf2", "img2pdf", "openpyxl", "pikepdf", "pypdf", "python-calamine", "python-docx")


@dataclass(frozen=True, kw_only=True)
class Made:
    """Everything a run wants on disk."""

    assessment: Assessment
    """With the problems of the making."""
    layout: Layout
    record: Mapping[str, object]
    """For build.json."""


def whole(
    assessment: Assessment,
    facts: Mapping[str, str],
    target: Path,
    workspace: Path,
    cache: Cache,
    progress: Progress,
) -> Made:
    """Both editions and the records of the system, for the folder *target*."""
    converter = find_converter()
    wanted = _wanted(assessment)
    pages, page_problems = convert(wanted, _neighbours(assessment), cache, workspace, converter, progress)
    boxes = bind(assessment, pages, projects.frozen(assessment.project.root))
    bound = box_files(assessment, boxes, pages, cache, workspace, progress)
    assessment = with_problems(assessment, (*page_problems, *bound.problems))
    progress.stage("写目录和报告")
    reports = _reports(assessment, boxes, facts, assessment.project.report.kinds)
    assessment = with_problems(assessment, documents.drafts(reports))
    words, word_problems = documents.documents(assessment, boxes, reports)
    prints, print_problems = _prints(words, converter, cache, workspace, progress)
    assessment = with_problems(assessment, (*word_problems, *_new(print_problems, page_problems)))
    words += documents.workbooks(assessment, boxes, _hand_in(assessment, target))
    layout = (*words, *prints, *bound.files, _proposal(assessment), *_system(assessment, boxes, bound))
    layout += _index(assessment, boxes, layout, bound, target)
    return Made(
        assessment=assessment, layout=layout, record=record(assessment, describe(converter, workspace))
    )


def first(assessment: Assessment, target: Path, workspace: Path, cache: Cache, progress: Progress) -> Made:
    """What a school prints before one file exists: task sheets, covers, spines, blank catalogues, dividers."""
    progress.stage("写任务单、盒脊、目录和分隔页")
    boxes = bind(assessment, {}, projects.frozen(assessment.project.root))
    words, problems = documents.documents(assessment, boxes, ())
    assessment = with_problems(assessment, problems)
    words += documents.workbooks(assessment, boxes, _hand_in(assessment, target))
    nothing = BoxFiles((), {}, {}, ())
    sheets = blank(assessment, boxes, cache, workspace)
    layout = (*words, *sheets, _proposal(assessment), *_system(assessment, boxes, nothing))
    layout += _index(assessment, boxes, layout, nothing, target)
    return Made(
        assessment=assessment, layout=layout, record=record(assessment, describe(find_converter(), workspace))
    )


def reports(
    assessment: Assessment,
    facts: Mapping[str, str],
    kinds: Sequence[str],
    workspace: Path,
    cache: Cache,
    progress: Progress,
) -> Made:
    """The reports alone; boxes are numbered for their references, nothing of them is written."""
    converter = find_converter()
    boxes = bind(assessment, {}, projects.frozen(assessment.project.root))
    written = _reports(assessment, boxes, facts, kinds)
    words, problems = documents.reports_only(written, assessment.project.root)
    prints, print_problems = _prints(words, converter, cache, workspace, progress)
    assessment = with_problems(assessment, (*problems, *print_problems))
    return Made(
        assessment=assessment,
        layout=(*words, *prints),
        record=record(assessment, describe(converter, workspace)),
    )


def report_places(kinds: Iterable[str]) -> tuple[str, ...]:
    """What a report's files begin with, as a final one and as a draft: the one takes the other's place."""
    stems = (f"{documents.OUTWARD}/{{}}.", f"{documents.INTERNAL}/{{}}（{DRAFT}）.")
    return tuple(stem.format(kind) for kind in kinds for stem in stems)


def lists(assessment: Assessment, target: Path, workspace: Path, days_ahead: int = 0) -> Made:
    """What ``check`` writes: the internal lists, a plan for the days ahead if it is asked for, and the records."""
    words, problems = documents.internal_only(assessment, _hand_in(assessment, target))
    assessment = with_problems(assessment, problems)
    plan = _plan(assessment, days_ahead) if days_ahead else ()
    return Made(
        assessment=assessment,
        layout=(*words, *plan, _proposal(assessment), *_records(assessment)),
        record=record(assessment, describe(find_converter(), workspace)),
    )


def record(assessment: Assessment | DistrictAssessment, converter: Mapping[str, str]) -> Mapping[str, object]:
    """The environment that decides the bytes, for build.json; no clock, no path."""
    return {
        "dossier": __version__,
        "checklist": assessment.checklist.id,
        "as_of": assessment.project.as_of.isoformat(),
        "libraries": {name: version(name) for name in _LIBRARIES} | dict(reads_scans()),
        "converter": dict(converter),
    }


def _plan(assessment: Assessment, count: int) -> Layout:
    sheets = days.sheets(assessment, assessment.problems, count)
    return (OutputFile(path=f"{documents.INTERNAL}/{days.name(count)}.xlsx", data=workbook(sheets)),)


def _hand_in(assessment: Assessment, target: Path) -> Mapping[str, str]:
    """Hand-in folder → the way to it from the lists, for those that are there."""
    root = assessment.project.root.resolve()
    up = _way(root, (target / documents.INTERNAL).resolve())
    return {
        folder: f"{up}/{folder}/"
        for folder in documents.folders_asked(assessment)
        if (root / folder).is_dir()
    }


def _way(to: Path, here: Path) -> str:
    """The way from the folder *here* as a relative POSIX path; between two drives of Windows there is none, and the
    address of the file stands instead.
    """
    try:
        return Path(os.path.relpath(to, here)).as_posix()
    except ValueError:
        return unquote(to.as_uri())


def _wanted(assessment: Assessment) -> tuple[Document, ...]:
    """Every document that fills a slot, once, in the order of paths."""
    paths = {
        part.path for finding in assessment.findings for entry in finding.evidence for part in entry.parts
    }
    return tuple(assessment.documents[path] for path in sorted(paths) if path in assessment.documents)


def _neighbours(assessment: Assessment) -> Mapping[str, Document]:
    """Document → the PDF beside it that a person printed it to."""
    return {
        duplicate.of: assessment.documents[duplicate.path]
        for duplicate in assessment.duplicates
        if duplicate.reason == "pages-of"
    }


def _reports(
    assessment: Assessment, boxes: Sequence[Box], facts: Mapping[str, str], kinds: Iterable[str]
) -> tuple[Report, ...]:
    return tuple(_MAKERS[kind](assessment, boxes, facts) for kind in kinds)


def _prints(
    words: Iterable[OutputFile],
    converter: Converter | None,
    cache: Cache,
    workspace: Path,
    progress: Progress,
) -> tuple[tuple[OutputFile, ...], tuple[Problem, ...]]:
    """PDFs of our own Word files that people print; without LibreOffice there are none."""
    files = [file for file in words if file.path.endswith(_PRINTED) and file.data is not None]
    if converter is None or not files:
        return (), ()
    sources = [_as_document(file, workspace) for file in files]
    pages, problems = convert(sources, {}, cache, workspace, converter, progress)
    found = ((file.path, pages[source.path].pdf) for file, source in zip(files, sources, strict=True))
    made = (OutputFile(path=f"{path.removesuffix('.docx')}.pdf", copy_of=pdf) for path, pdf in found if pdf)
    return tuple(made), problems


def _new(problems: Iterable[Problem], told: Iterable[Problem]) -> tuple[Problem, ...]:
    """*problems* without those told before: a font that is missing is missing for every paper."""
    known = {problem.message for problem in told}
    return tuple(problem for problem in problems if problem.message not in known)


def _as_document(file: OutputFile, workspace: Path) -> Document:
    data = file.data or b""
    digest = hashlib.sha256(data).hexdigest()
    place = workspace / "ours" / f"{digest}.docx"
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(data)
    source = SourceFile(path=file.path, root="材料", place=str(place), fingerprint=(len(data), 0))
    return Document(source=source, kind="docx", sha256=digest)


def _index(
    assessment: Assessment, boxes: Sequence[Box], layout: Layout, bound: BoxFiles, target: Path
) -> Layout:
    theirs = publishing.changed((file for file in bound.files if file.path in bound.pdfs.values()), target)
    paths = [file.path for file in layout]
    return index.index_pages(assessment, boxes, paths, _pdf_pages(bound), theirs)


def _pdf_pages(bound: BoxFiles) -> Mapping[str, Mapping[str, int]]:
    """Box code → item code → the PDF page where the item begins."""
    return {
        code: {item.code: item.pdf_page for item in record.items} for code, record in bound.records.items()
    }


def _proposal(assessment: Assessment) -> OutputFile:
    data = projects.proposal(
        assessment.checklist,
        assessment.desk,
        assessment.claims,
        assessment.documents,
        evidence=evidence_words(assessment.checklist, assessment.findings),
        rectify=assessment.to_rectify,
    )
    return OutputFile(path=f"{documents.INTERNAL}/{projects.PROPOSAL}", data=data)


def _system(assessment: Assessment, boxes: Sequence[Box], bound: BoxFiles) -> Layout:
    data = records.as_json(records.boxes(boxes, bound.records, bound.pdfs))
    return (*_records(assessment), OutputFile(path="系统/boxes.json", data=data))


def _records(assessment: Assessment) -> Layout:
    return (
        OutputFile(path="系统/check.json", data=records.as_json(records.check(assessment))),
        OutputFile(path="系统/figures.json", data=records.as_json(records.figures(assessment))),
    )
