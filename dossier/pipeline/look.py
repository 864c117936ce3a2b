"""The front half of the corridor: project → checklist → collect → examine → ledgers → match → reckon → judge."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dossier import checklist as checklists
from dossier import ledgers as ledger_room
from dossier import project as projects
from dossier.bind import box_codes
from dossier.cache import Cache
from dossier.collect import collect
from dossier.errors import ProjectError
from dossier.examine import examine
from dossier.guard import Pool
from dossier.judge import Inputs, applicable, assess, chosen, risks, verdicts, without
from dossier.match import match
from dossier.model import Assessment, Checklist, Document, Ledger, Problem, Project, Unreadable
from dossier.problems import problem
from dossier.progress import Progress
from dossier.reckon import not_judged, reckon
from dossier.schema import suggestion
from dossier.scrutiny import holidays, scrutinise
from dossier.text import mask


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A project looked at: everything but what is written."""

    assessment: Assessment
    facts: Mapping[str, str]
    """Words from 学校信息.xlsx."""


def _softened(told: Problem, evidence: Collection[str]) -> Problem:
    """*told*, as a note where a table that nobody could read for figures proves something all the same."""
    proves = told.code == "ledger-unrecognised" and told.path in evidence
    return replace(told, severity="note") if proves else told


def look(folder: Path, workspace: Path, cache: Cache, progress: Progress) -> Seen:
    """Walk the corridor up to the verdict; nothing is written.

    Raises:
        ProjectError, ChecklistError: the project or its checklist cannot be used.
        SourceError: a whole root cannot be read.
    """
    project = projects.read(folder.absolute())
    checklist = checklists.enriched(checklists.read(checklists.find(project.checklist, project.root)))
    _check_boxes(project, checklist)
    desk, desk_problems = projects.desk(project, checklist)
    narratives, narrative_problems = projects.narratives(project.root)
    progress.stage("清点文件")
    collection = collect(project.root, workspace, cache=cache)
    own, own_problems = projects.own_sheet(project.root)
    examination = examine((*collection.files, *((own,) if own else ())), cache, progress)
    progress.stage("读取台账")
    tables, table_problems, unread = _ledgers(project, checklist, examination.documents, cache)
    unreadable = tuple(
        file
        for file in (*collection.unreadable, *examination.unreadable, *unread)
        if own is None or file.path != own.path
    )
    gone = {file.path for file in unread}
    refused = {outer for file in unreadable for outer in _with_archives(_key(file.path))}
    refused |= set(map(mask, refused))  # as the row that we proposed names it
    documents = tuple(file for file in examination.documents if file.source != own and file.path not in gone)
    progress.stage("对照清单归类")
    matching = match(checklist, project, desk, documents, tables, [file.path for file in unreadable])
    facts = projects.facts(project.root, checklist)
    choice = chosen(applicable(checklist, desk), project, facts)
    concerned = choice.checklist
    figures, figure_problems = reckon(concerned, project, tables)
    exempt = not_judged(concerned, project, figures, facts)
    if exempt:  # nobody is asked for data that nobody looks at
        concerned = without(concerned, exempt)
        figures, figure_problems = reckon(concerned, project, tables)
    judged, rules, verdict_problems = verdicts(concerned, project, figures, choice.terms, desk)
    evidence = {part.path for claim in matching.claims for part in claim.parts}
    flaws = scrutinise(
        concerned, project, matching.claims, documents, matching.duplicates, tables, holidays()
    )
    misused = {flaw.path for flaw in flaws if flaw.code == "photo-two-events"}
    problems = (
        *collection.problems,
        *examination.problems,
        *own_problems,
        *projects.templates(project.root),
        *desk_problems,
        *narrative_problems,
        # Of a file that is there and cannot be read nobody is told that it is gone, nor of a photo under two
        # activities that a copy does no harm.
        *(
            p
            for p in matching.problems
            if not (p.code == "decision-gone" and _key(p.path) in refused)
            and not (p.code == "duplicate" and p.path in misused)
        ),
        *flaws,
        *(_softened(told, evidence) for told in table_problems),
        *choice.problems,
        *figure_problems,
        *verdict_problems,
        *risks(concerned, project, figures, judged, tables),
    )
    assessment = assess(
        Inputs(
            project=project,
            checklist=checklist,
            desk=desk,
            documents=documents,
            claims=matching.claims,
            duplicates=matching.duplicates,
            unclaimed=matching.unclaimed,
            ignored=collection.ignored,
            unreadable=unreadable,
            ledgers=tables,
            figures=figures,
            verdicts=judged,
            rules=rules,
            problems=problems,
            unopened=matching.unopened,
            narratives=narratives,
            not_judged=exempt,
        )
    )
    return Seen(assessment=assessment, facts=facts)


def _with_archives(path: str) -> Iterator[str]:
    """*path* and the archives that it lies in."""
    steps = path.split("!/")
    return ("!/".join(steps[:depth]) for depth in range(1, len(steps) + 1))


def _key(path: str) -> str:
    """A path as a person's row is compared with it: both may be written in either form of Unicode."""
    return unicodedata.normalize("NFC", path)


def _check_boxes(project: Project, checklist: Checklist) -> None:
    """Boxes that the settings speak of exist.

    Raises:
        ProjectError: some do not; each is named with the code that was probably meant.
    """
    known = set(box_codes(checklist, project.numbering).values())
    unknown = [code for codes in project.boxes.merge for code in codes if code not in known]
    if unknown:
        raise ProjectError(
            f"dossier.toml 有{len(unknown)}处要改，改好后再运行",
            problems=tuple(
                problem(
                    "project-invalid",
                    key="boxes.merge",
                    detail=f"里没有编号是“{code}”的盒{suggestion(code, known)}",
                )
                for code in unknown
            ),
        )


def _ledgers(
    project: Project, checklist: Checklist, documents: Sequence[Document], cache: Cache
) -> tuple[tuple[Ledger, ...], tuple[Problem, ...], tuple[Unreadable, ...]]:
    """The tables under 数据/ and the school's own sheet of facts, and what could not be read of them."""
    sources = [document for document in documents if document.source.root == "数据"]
    with Pool() as pool:
        return ledger_room.read_ledgers(
            sources, ledger_room.load(), project, pool, ledger_room.asked(checklist), cache
        )
