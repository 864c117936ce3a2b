"""What the commands call: check, build, report, verify."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dossier import checklist as checklists
from dossier import project as projects
from dossier import publish as publishing
from dossier.bind import bind
from dossier.cache import Cache
from dossier.errors import ExitCode, OutputError, ProjectError, UsageError
from dossier.model import Assessment, Layout, Problem, Project
from dossier.pipeline.look import look
from dossier.progress import Progress
from dossier.publish import Difference
from dossier.workspace import workspace

OUTPUT = "output"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What ``check`` found, and where its lists were written if they were asked for."""

    assessment: Assessment
    problems: tuple[Problem, ...]
    json: bytes

    @property
    def short_name(self) -> str:
        """Name of the school's folder in the output."""
        return self.assessment.project.school.short_name

    @property
    def exit_code(self) -> ExitCode:
        """As of :func:`exit_code`."""
        return exit_code(self.problems)


@dataclass(frozen=True, kw_only=True)
class Built:
    """What ``build`` or ``report`` wrote."""

    assessment: Assessment
    problems: tuple[Problem, ...]
    target: Path
    files: int
    written: tuple[str, ...]
    """Paths below *target* that this run made."""

    @property
    def exit_code(self) -> ExitCode:
        """As of :func:`exit_code`."""
        return exit_code(self.problems)


def exit_code(problems: Iterable[Problem]) -> ExitCode:
    """5 when a template failed, else 1 when something of severity error is open, else 0."""
    problems = tuple(problems)
    if any(problem.code == "template-failed" for problem in problems):
        return ExitCode.TEMPLATE
    if any(problem.severity == "error" for problem in problems):
        return ExitCode.PROBLEMS
    return ExitCode.OK


def check(
    folder: Path, output: Path | None, progress: Progress, json_file: Path | None = None, days: int = 0
) -> Checked:
    """Look at a project.

    Args:
        folder: the project.
        output: its internal lists are written there and the rest of it is left alone; None: nothing is written.
        progress: told what is being done.
        json_file: check.json is written there as well.
        days: with *output*, a plan for so many days is written too; 0: none.
    """
    from dossier.compose import documents, records
    from dossier.pipeline import make

    with workspace() as place:
        project = _ready(folder)
        if json_file is not None:
            publishing.refuse_file(json_file.absolute(), project.root)
        target = _target(project, output) if output else None
        assessment = look(folder, place, Cache.default(), progress).assessment
        kept: tuple[Problem, ...] = ()
        if target is not None:
            made = make.lists(assessment, target, place, days)
            scope = (*documents.of_departments(), *(file.path for file in made.layout))
            published = publishing.publish(
                made.layout, target, build_record=made.record, scope=scope, part="check"
            )
            assessment, kept = made.assessment, published.problems
    record = records.as_json(records.check(assessment))
    if json_file is not None:
        publishing.write_file(json_file.absolute(), record)
    return Checked(assessment=assessment, problems=(*assessment.problems, *kept), json=record)


def build(folder: Path, output: Path | None, progress: Progress) -> Built:
    """The whole dossier of a project, written all or nothing."""
    from dossier.pipeline import make

    with workspace() as place:
        target = _target(_ready(folder), output)
        cache = Cache.default()
        seen = look(folder, place, cache, progress)
        made = make.whole(seen.assessment, seen.facts, target, place, cache, progress)
        progress.stage("写入输出")
        published = publishing.publish(made.layout, target, build_record=made.record)
    return _built(made.assessment, made.layout, published)


def first(folder: Path, progress: Progress) -> Built:
    """What a school that has only begun can print, into its usual output; the first build takes its place."""
    from dossier.pipeline import make

    with workspace() as place:
        target = _target(_ready(folder), None)
        cache = Cache.default()
        made = make.first(look(folder, place, cache, progress).assessment, target, place, cache, progress)
        progress.stage("写入输出")
        published = publishing.publish(made.layout, target, build_record=made.record)
    return _built(made.assessment, made.layout, published)


def report(folder: Path, kinds: Sequence[str], output: Path | None, progress: Progress) -> Built:
    """The reports alone, written into the output beside what stands there."""
    from dossier.pipeline import make

    unknown = [kind for kind in kinds if kind not in make.KINDS]
    if unknown:
        raise UsageError(f"没有“{'、'.join(unknown)}”这种报告；可选：{'、'.join(make.KINDS)}。")
    with workspace() as place:
        project = _ready(folder)
        kinds = kinds or project.report.kinds
        target = _target(project, output)
        cache = Cache.default()
        seen = look(folder, place, cache, progress)
        made = make.reports(seen.assessment, seen.facts, kinds, place, cache, progress)
        published = publishing.publish(
            made.layout, target, build_record=made.record, scope=make.report_places(kinds), part="report"
        )
    return _built(made.assessment, made.layout, published)


def freeze(folder: Path, progress: Progress) -> int:
    """Write down the numbers as they stand, old ones kept; returns how many there are."""
    with workspace() as place:
        _ready(folder)
        seen = look(folder, place, Cache.default(), progress)
    root = seen.assessment.project.root
    before = projects.frozen(root)
    boxes = bind(seen.assessment, {}, before)
    codes = {**before, **{item.slot: item.code for box in boxes for item in box.items}}
    projects.freeze(root, codes)
    return len(codes)


def verify(target: Path) -> tuple[Difference, ...]:
    """What differs in a delivered folder; a killed run beside it is finished first."""
    from dossier.compose.binder import compare_boxes

    place = target.absolute()
    if place.name not in ("", ".."):  # what is no place of an output has nothing left beside it
        publishing.recover(place)
    cache = Cache.default()
    return publishing.verify(place, lambda boxes: compare_boxes(boxes, cache))


def _ready(folder: Path) -> Project:
    """The project, if everything that must be usable is: settings, checklist, printed numbers.

    What a killed run left in its usual output is put right, whatever the command.

    Raises:
        ProjectError, ChecklistError: something is not. Found before the output is looked at: it takes precedence.
    """
    from dossier.pipeline import make

    project = projects.read(folder.absolute())
    if project.kind == "district":
        raise ProjectError("这是县区项目，只用 check 和 build；各校的报告和编号在各校的项目里")
    unknown = [kind for kind in project.report.kinds if kind not in make.KINDS]
    if unknown:
        choices = "、".join(make.KINDS)
        raise ProjectError(
            f"dossier.toml 的“report.kinds”里没有“{'、'.join(unknown)}”这种报告；可选：{choices}"
        )
    checklists.read(checklists.find(project.checklist, project.root))
    projects.frozen(project.root)
    with suppress(
        OutputError
    ):  # somebody else is writing there, or it cannot be written: not this run's matter
        publishing.recover(project.root / OUTPUT / project.school.short_name)
    return project


def _target(project: Project, output: Path | None) -> Path:
    """``<output>/<short name>``, refused before any work is done; a killed run there is finished first."""
    place = (output or project.root / OUTPUT).absolute()
    publishing.refuse(place, project.root, project.school.short_name)
    target = place / project.school.short_name
    publishing.recover(target)
    return target


def _built(assessment: Assessment, layout: Layout, published: publishing.Published) -> Built:
    return Built(
        assessment=assessment,
        problems=(*assessment.problems, *published.problems),
        target=published.target,
        files=published.files,
        written=tuple(file.path for file in layout),
    )
