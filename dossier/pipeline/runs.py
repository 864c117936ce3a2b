"""What the commands call: check, build, report, verify."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dossier import project as projects
from dossier import publish as publishing
from dossier.bind import bind
from dossier.cache import Cache
from dossier.errors import ExitCode
from dossier.model import Assessment, Layout, Problem
from dossier.pipeline.look import look
from dossier.progress import Progress
from dossier.publish import Difference

OUTPUT = "output"
_CHECK_SCOPE = ("内部核对版/", "系统/check.json", "系统/figures.json")


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
    def has_errors(self) -> bool:
        """Whether anything of severity error is open."""
        return any(problem.severity == "error" for problem in self.problems)


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
        """5 when a template failed, else 1 when something of severity error is open, else 0."""
        if any(problem.code == "template-failed" for problem in self.problems):
            return ExitCode.TEMPLATE
        if any(problem.severity == "error" for problem in self.problems):
            return ExitCode.PROBLEMS
        return ExitCode.OK


def check(folder: Path, output: Path | None, progress: Progress) -> Checked:
    """Look at a project; with *output*, write the internal lists there and leave the rest of it alone."""
    from dossier.compose import records
    from dossier.pipeline import make

    with _workspace() as workspace:
        target = _target(folder, output) if output else None
        seen = look(folder, workspace, Cache.default(), progress)
        problems = seen.assessment.problems
        if target is not None:
            layout = make.lists(seen.assessment)
            published = publishing.publish(
                layout, target, build_record=make.record(seen.assessment, {}), scope=_CHECK_SCOPE
            )
            problems += published.problems
    record = records.as_json(records.check(seen.assessment))
    return Checked(assessment=seen.assessment, problems=problems, json=record)


def build(folder: Path, output: Path | None, progress: Progress) -> Built:
    """The whole dossier of a project, written all or nothing."""
    from dossier.pipeline import make

    with _workspace() as workspace:
        target = _target(folder, output)
        cache = Cache.default()
        seen = look(folder, workspace, cache, progress)
        made = make.whole(seen.assessment, seen.facts, workspace, cache, progress)
        progress.stage("写入输出")
        published = publishing.publish(made.layout, target, build_record=made.record)
    return _built(made.assessment, made.layout, published)


def report(folder: Path, kinds: Sequence[str], output: Path | None, progress: Progress) -> Built:
    """The reports alone, written into the output beside what stands there."""
    from dossier.pipeline import make

    with _workspace() as workspace:
        target = _target(folder, output)
        cache = Cache.default()
        seen = look(folder, workspace, cache, progress)
        made = make.reports(seen.assessment, seen.facts, kinds, workspace, cache, progress)
        published = publishing.publish(
            made.layout, target, build_record=made.record, scope=tuple(file.path for file in made.layout)
        )
    return _built(made.assessment, made.layout, published)


def freeze(folder: Path, progress: Progress) -> int:
    """Write down the numbers as they stand, old ones kept; returns how many there are."""
    with _workspace() as workspace:
        seen = look(folder, workspace, Cache.default(), progress)
    root = seen.assessment.project.root
    before = projects.frozen(root)
    boxes = bind(seen.assessment, {}, before)
    codes = {**before, **{item.slot: item.code for box in boxes for item in box.items}}
    projects.freeze(root, codes)
    return len(codes)


def verify(target: Path) -> tuple[Difference, ...]:
    """What differs in a delivered folder; a killed run beside it is finished first."""
    from dossier.compose.binder import compare_box

    place = target.absolute()
    publishing.recover(place)
    return publishing.verify(place, compare_box)


@contextmanager
def _workspace() -> Iterator[Path]:
    """A private folder for members of archives and pages in the make."""
    with tempfile.TemporaryDirectory(prefix="dossier-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _target(folder: Path, output: Path | None) -> Path:
    """``<output>/<short name>``, refused before any work is done; a killed run there is finished first."""
    project = projects.read(folder.absolute())
    place = (output or folder / OUTPUT).absolute()
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
