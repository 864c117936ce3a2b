"""A township or county: every school looked at, side by side; what differs between them.

A district's run writes its own tables only. A school's boxes and lists are made in the school's project.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier import checklist as checklists
from dossier import ledgers as ledger_room
from dossier import project as projects
from dossier import publish as publishing
from dossier import years
from dossier.cache import Cache
from dossier.collect import collect
from dossier.errors import ChecklistError, DossierError, ExitCode, ProjectError, SourceError
from dossier.examine import examine
from dossier.guard import Pool
from dossier.judge import between_schools
from dossier.ledgers.own import one_kind
from dossier.model import Checklist, DistrictAssessment, LeftOut, Member, Problem, Project
from dossier.pipeline.look import Seen, look
from dossier.problems import problem
from dossier.progress import Progress
from dossier.reckon import school_table
from dossier.reckon.district import STUDENTS, compared, merged, spreads
from dossier.reckon.same_school import distinct
from dossier.reckon.stated import contradictions
from dossier.workspace import workspace

__all__ = ["District", "district", "is_district"]

_OUTPUT = "output"


@dataclass(frozen=True, kw_only=True)
class District:
    """What a district's run found, and where it was written if it was."""

    assessment: DistrictAssessment
    problems: tuple[Problem, ...]
    json: bytes
    target: Path | None
    files: int

    @property
    def exit_code(self) -> ExitCode:
        """5 when a template failed, else 1 when something of severity error is open, else 0."""
        if any(entry.code == "template-failed" for entry in self.problems):
            return ExitCode.TEMPLATE
        return ExitCode.PROBLEMS if any(e.severity == "error" for e in self.problems) else ExitCode.OK


def is_district(folder: Path) -> bool:
    """Whether *folder* holds a district's project; one that cannot be read is left to whoever reads it next."""
    try:
        return projects.read(folder.absolute()).kind == "district"
    except DossierError:
        return False


def district(
    folder: Path, output: Path | None, progress: Progress, *, write: bool, json_file: Path | None = None
) -> District:
    """Look at every school of the district in *folder* and compare them.

    Args:
        folder: the district's project.
        output: where to write; None with *write*: its usual output.
        progress: gets a stage for each school.
        write: whether the tables are written.
        json_file: where the record goes as well.

    Raises:
        ProjectError, ChecklistError: the district's own project or checklist cannot be used.
        OutputError: the output is refused or cannot be written.
    """
    from dossier.compose import district as words
    from dossier.compose import district_files, records
    from dossier.pipeline.make import record

    project = projects.read(folder.absolute())
    checklist = checklists.read(checklists.find(project.checklist, project.root))
    if json_file is not None:
        publishing.refuse_file(json_file.absolute(), project.root)
    target = _target(project, output) if write else None
    with workspace() as place:
        assessment = _compared(project, checklist, place, progress)
    problems = assessment.problems
    files = 0
    if target is not None:
        layout, failed = district_files.files(assessment)
        environment = record(assessment, {})
        published = publishing.publish(layout, target, build_record=environment)
        problems, files = (*problems, *failed, *published.problems), published.files
    json = records.as_json(words.record(assessment))
    if json_file is not None:
        publishing.write_file(json_file.absolute(), json)
    return District(assessment=assessment, problems=problems, json=json, target=target, files=files)


def _target(project: Project, output: Path | None) -> Path:
    place = (output or project.root / _OUTPUT).absolute()
    publishing.refuse(place, project.root, project.school.short_name)
    target = place / project.school.short_name
    publishing.recover(target)
    return target


def _compared(project: Project, checklist: Checklist, place: Path, progress: Progress) -> DistrictAssessment:
    cache = Cache.default()
    schools = _Schools(project, checklist)
    for number, name in enumerate(project.schools, 1):
        schools.add(name, place / f"school-{number}", cache, progress)
    table, table_problems = _table(project, checklist, place, cache, progress)
    if not project.schools and not (table.members or table.left_out or table.unusable):
        raise ProjectError(
            "县区项目没有学校：请在 dossier.toml 的 schools 里列出各校的文件夹，或在“数据”里放各校数据表"
        )
    own, twice = distinct(schools.members)
    members, differing = merged(own, table.members)
    found, incomplete = spreads(checklist, members)
    unusable = (*schools.unusable, *_not_known(table.unusable, schools.seen))
    judged, rules, unmet = between_schools(checklist, found, [name for name, _ in unusable])
    left_out = (*schools.left_out, *_others(table.left_out, schools.seen))
    return DistrictAssessment(
        project=project,
        checklist=checklist,
        schools=tuple(seen.assessment for seen in schools.seen),
        members=members,
        left_out=left_out,
        unusable=unusable,
        spreads=found,
        verdicts=judged,
        rules=rules,
        problems=(
            *schools.problems,
            *table_problems,
            *table.problems,
            *twice,
            *differing,
            *incomplete,
            *contradictions(checklist, members, found, table.stated),
            *unmet,
            *(problem("school-left-out", school=left.school, reason=left.reason) for left in left_out),
        ),
    )


class _Schools:
    """The schools that have a project, one after the other; one that cannot be used stops no other."""

    def __init__(self, project: Project, checklist: Checklist) -> None:
        self._project = project
        self._checklist = checklist
        self._roots: set[Path] = set()
        self.seen: list[Seen] = []
        self.members: list[Member] = []
        self.left_out: list[LeftOut] = []
        self.unusable: list[tuple[str, str]] = []
        self.problems: list[Problem] = []

    def add(self, name: str, place: Path, cache: Cache, progress: Progress) -> None:
        """Look at the school in the folder *name*."""
        try:
            seen = self._look(name, place, cache, progress)
        except (ProjectError, ChecklistError, SourceError) as error:
            detail = "；".join((error.message.rstrip("。"), *(p.message for p in error.problems[:3])))
            self.unusable.append((name, detail))
            self.problems.append(problem("school-unusable", path=name, school=name, detail=detail))
            return
        self.seen.append(seen)
        school = seen.assessment
        members, out, problems = compared(self._checklist, school.project, school.figures, seen.facts, name)
        self.members += members
        self.left_out += out
        self.problems += [*problems, *self._out_of_time(members)]
        if problems:
            self.unusable.append((school.project.school.name, "没有在校学生数"))

    def _look(self, name: str, place: Path, cache: Cache, progress: Progress) -> Seen:
        root = self._project.root / name.replace("\\", "/")
        if root.resolve() in self._roots:
            raise ProjectError("与前面的一所学校是同一个文件夹")
        if projects.read(root).kind == "district":
            raise ProjectError("是县区项目，不是学校")
        self._roots.add(root.resolve())
        return look(root, place, cache, progress)

    def _out_of_time(self, members: Sequence[Member]) -> Iterator[Problem]:
        day = self._project.as_of
        current = years.month_year(day.year, day.month)
        for member in members:
            year = member.figures[STUDENTS].year
            if year and year != current:
                yield problem(
                    "school-year",
                    school=member.school,
                    year=years.shown(year),
                    current=years.shown(current),
                )


def _table(
    project: Project, checklist: Checklist, place: Path, cache: Cache, progress: Progress
) -> tuple[school_table.SchoolTable, tuple[Problem, ...]]:
    """The county's plain table under 数据/, if there is one."""
    collection = collect(project.root, place / "district", cache=cache)
    examination = examine([file for file in collection.files if file.root == "数据"], cache, progress)
    vocabulary = one_kind(
        place / "各校数据表.toml",
        school_table.KIND,
        school_table.heads(checklist),
        (school_table.SCHOOL,),
        school_table.SECTION,
    )
    with Pool() as pool:
        ledgers, problems, _ = ledger_room.read_ledgers(
            examination.documents, vocabulary, project, pool, cache=cache
        )
    return school_table.read_table(checklist, ledgers), (
        *collection.problems,
        *examination.problems,
        *problems,
    )


def _others(left: Sequence[LeftOut], seen: Sequence[Seen]) -> list[LeftOut]:
    """Those of the table that have no project of their own."""
    return [entry for entry in left if not _is_seen(entry.school, seen)]


def _not_known(rows: Sequence[tuple[str, str]], seen: Sequence[Seen]) -> list[tuple[str, str]]:
    return [(name, why) for name, why in rows if not _is_seen(name, seen)]


def _is_seen(name: str, seen: Sequence[Seen]) -> bool:
    schools = [one.assessment.project.school for one in seen]
    return any(name.startswith((school.name, school.short_name)) for school in schools)
