"""The one writer of output: stage, carry people's work over, write the manifest last, swap."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.errors import OutputError, is_full, reason
from dossier.model import Layout, OutputFile, Problem
from dossier.publish import manifest
from dossier.publish.journal import locked, remove_tree, swap
from dossier.publish.places import BUILD, MANIFEST, Places
from dossier.publish.plan import Plan, make_plan
from dossier.publish.previous import is_ours, whole_record

_BLOCK = 1 << 20
_LONGEST_PATH = 259
"""Of Windows without long paths."""
_TOO_LONG = "输出路径太长；请用 -o 把输出放到更浅的位置，原有输出没有改动。"
_SOURCES = ("材料", "上交", "数据", "文字", "模板")


@dataclass(frozen=True)
class Published:
    """What stands on disk now."""

    target: Path
    files: int
    problems: tuple[Problem, ...]
    """Edits and additions of people that were carried over."""


def refuse(output: Path, project_root: Path | None, short_name: str) -> None:
    """Refuse an output place before any work is done.

    Raises:
        OutputError: it lies inside the sources, is a file or a link, cannot be looked into, or belongs to somebody else.
    """
    try:
        _refuse(output, project_root, short_name)
    except OSError as error:
        raise OutputError(
            f"输出文件夹“{output.name}”打不开（{reason(error)}），请用 -o 指定别的位置。"
        ) from error


def _refuse(output: Path, project_root: Path | None, short_name: str) -> None:
    target = output / short_name
    if project_root is not None:
        refuse_inside(project_root, output, target)
    if output.exists() and not output.is_dir():
        raise OutputError(f"“{output.name}”是一个文件，不能作输出文件夹，请用 -o 指定别的位置。")
    if target.is_symlink():
        raise OutputError(
            f"“{output.name}/{short_name}”是一个快捷方式（链接），没有改动；请删去它，或用 -o 指定别的位置。"
        )
    if target.exists() and not (target.is_dir() and is_ours(target)):
        raise OutputError(
            f"“{output.name}/{short_name}”已有别的内容，不是本程序生成的，没有改动；请移走它，或用 -o 指定别的位置。"
        )


def refuse_inside(project_root: Path, *places: Path) -> None:
    """Refuse to write at *places* when one is, or lies in, a folder of sources.

    Raises:
        OutputError: it does.
    """
    for name in _SOURCES:
        folder = (project_root / name).resolve()
        if any(place.resolve().is_relative_to(folder) for place in places):
            raise OutputError(f"输出不能放在“{name}”文件夹里面，请用 -o 指定别的位置。")


def publish(
    layout: Layout,
    target: Path,
    *,
    build_record: Mapping[str, object],
    scope: Sequence[str] = ("",),
    part: str = "",
) -> Published:
    """Make *target* hold exactly *layout*, what people changed or added, and the manifest.

    Args:
        layout: files below *target*; paths are POSIX and legal.
        target: ``<output>/<short name>``; created, or replaced as a whole.
        build_record: goes into ``build.json`` together with the list of what was kept.
        scope: path prefixes that this run owns; older files outside them are carried over as they are.
        part: names a run that makes only a part; its record stands under this name beside that of the whole build,
            which still tells how the boxes came about.

    Raises:
        OutputError: lock held, folder not ours, no space, a file open elsewhere. The old output is whole.
    """
    places = Places(target)
    with locked(places):
        refuse(target.parent, None, target.name)
        try:
            plan = make_plan(layout, target, tuple(scope))
            _check_space(layout, plan, places)
            record = {**whole_record(target), part: build_record} if part else build_record
            files = _stage(layout, plan, record, places)
            swap(places)
        except OSError as error:
            remove_tree(places.staging)
            raise _refused(error, places) from error
        except BaseException:
            remove_tree(places.staging)
            raise
    return Published(target, files, plan.problems)


def _stage(layout: Layout, plan: Plan, build_record: Mapping[str, object], places: Places) -> int:
    """Write the whole new tree beside the old one; returns how many files it has."""
    remove_tree(places.staging)
    places.staging.mkdir(parents=True)
    digests: dict[str, str] = {}
    for file in layout:
        path = plan.generated[file.path]
        digests[path] = _write(file, places.staging / path)
    for new, old in plan.carried.items():
        digest = _carry(places.target / old, places.staging / new)
        if digest:
            digests[new] = digest
    for folder in plan.empty:
        (places.staging / folder).mkdir(parents=True, exist_ok=True)
    digests[BUILD] = _write(OutputFile(path=BUILD, data=_record(build_record, plan)), places.staging / BUILD)
    _write(OutputFile(path=MANIFEST, data=manifest.write(digests)), places.staging / MANIFEST)
    return len(digests) + 1


def _record(build_record: Mapping[str, object], plan: Plan) -> bytes:
    """build.json; a name that is no UTF-8 stands in it as an escape that reads back the same."""
    text = json.dumps({**build_record, "kept": plan.kept}, ensure_ascii=False, indent=1) + "\n"
    return text.encode(errors="backslashreplace")


def _write(file: OutputFile, place: Path) -> str:
    """Write one file of the layout, hashing while writing; returns its SHA-256."""
    if file.copy_of is not None:
        digest = _copy(file.copy_of, place)
        if file.sha256 and digest != file.sha256:
            raise OutputError(f"“{file.path}”的来源在生成过程中被改动，请重新运行；原有输出没有改动。")
        return digest
    data = file.data or b""
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as stream:
        stream.write(data)
        _flush(stream.fileno(), stream.flush)
    return hashlib.sha256(data).hexdigest()


def _carry(source: Path, place: Path) -> str:
    """Copy a person's file with its times and rights, or a link as it is; a link has no digest."""
    if source.is_symlink():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(source.readlink())
        return ""
    digest = _copy(source, place)
    with contextlib.suppress(OSError):
        shutil.copystat(source, place)
    return digest


def _copy(source: Path, place: Path) -> str:
    place.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with source.open("rb") as reader, place.open("xb") as stream:
        while block := reader.read(_BLOCK):
            digest.update(block)
            stream.write(block)
        _flush(stream.fileno(), stream.flush)
    return digest.hexdigest()


def _flush(handle: int, flush: Callable[[], None]) -> None:
    flush()
    os.fsync(handle)


def _check_space(layout: Layout, plan: Plan, places: Places) -> None:
    """Say beforehand what cannot succeed.

    Raises:
        OutputError: the disk has too little room, or Windows would not take a path.
    """
    longest = max((len(str(places.staging / path)) for path in plan.generated.values()), default=0)
    if os.name == "nt" and longest > _LONGEST_PATH:
        raise OutputError(_TOO_LONG)
    needed = sum(_size(file) for file in layout)
    for old in plan.carried.values():
        with contextlib.suppress(OSError):
            needed += (places.target / old).stat().st_size
    free = shutil.disk_usage(places.target.parent).free
    if needed + (4 << 20) > free:
        raise OutputError(
            f"磁盘空间不够：需要约{_megabytes(needed)}MB，只剩{_megabytes(free)}MB；请清理后重新运行，原有输出没有改动。"
        )


def _size(file: OutputFile) -> int:
    return file.copy_of.stat().st_size if file.copy_of is not None else len(file.data or b"")


def _megabytes(size: int) -> int:
    return (size >> 20) + 1


def _refused(error: OSError, places: Places) -> OutputError:
    if is_full(error):
        return OutputError("磁盘空间不够，没有写完；请清理后重新运行，原有输出没有改动。")
    if error.errno == errno.ENAMETOOLONG:
        return OutputError(_TOO_LONG)
    return OutputError(
        f"输出文件夹“{places.target.parent.name}”写不进去（{reason(error)}），请关闭其中打开的文件或换一个位置；"
        "原有输出没有改动。"
    )
