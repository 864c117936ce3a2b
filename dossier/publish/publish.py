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

from dossier.errors import OutputError
from dossier.model import Layout, OutputFile, Problem
from dossier.problems import problem
from dossier.publish.journal import locked, remove_tree, swap
from dossier.publish.places import BUILD, MANIFEST, SYSTEM, Places
from dossier.publish.previous import Previous, is_ours, look, sha256_of

_BLOCK = 1 << 20
_LONGEST_PATH = 259
"""Windows without long paths; checked for the whole layout before anything is written, as a warning length."""


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
        OutputError: it lies inside the sources, is a file, or belongs to somebody else.
    """
    place = output.resolve()
    if project_root is not None:
        for name in ("材料", "上交", "数据", "文字", "模板"):
            if place.is_relative_to((project_root / name).resolve()):
                raise OutputError(f"输出不能放在“{name}”文件夹里面，请用 -o 指定别的位置。")
    target = place / short_name
    if output.exists() and not output.is_dir():
        raise OutputError(f"“{output.name}”是一个文件，不能作输出文件夹，请用 -o 指定别的位置。")
    if target.exists() and not (target.is_dir() and is_ours(target)):
        raise OutputError(
            f"“{output.name}/{short_name}”已有别的内容，不是本程序生成的，没有改动；请移走它，或用 -o 指定别的位置。"
        )


def publish(
    layout: Layout,
    target: Path,
    *,
    build_record: Mapping[str, object],
    scope: Sequence[str] = ("",),
) -> Published:
    """Make *target* hold exactly *layout*, what people changed or added, and the manifest.

    Args:
        layout: files below *target*; paths are POSIX and legal.
        target: ``<output>/<short name>``; created, or replaced as a whole.
        build_record: goes into ``build.json`` together with the list of what was kept.
        scope: path prefixes that this run owns; older files outside them are carried over as they are.

    Raises:
        OutputError: lock held, folder not ours, no space, a file open elsewhere. The old output is whole.
    """
    places = Places(target)
    with locked(places):
        if target.exists() and not is_ours(target):
            raise OutputError(
                f"“{target.name}”已有别的内容，不是本程序生成的，没有改动；请用 -o 指定别的位置。"
            )
        previous = look(target) if target.exists() else Previous(frozenset(), frozenset(), frozenset())
        plan = _plan(layout, previous, tuple(scope))
        _check_space(layout, plan, places)
        try:
            files = _stage(layout, plan, build_record, places)
        except OSError as error:
            remove_tree(places.staging)
            raise _refused(error, places) from error
        except BaseException:
            remove_tree(places.staging)
            raise
        swap(places)
    return Published(target, files, plan.problems)


@dataclass(frozen=True)
class _Plan:
    """What of the old output goes where in the new one."""

    carried: Mapping[str, str]
    """New path → old path."""
    generated: Mapping[str, str]
    """Layout path → path it is written to (beside a person's edit when that keeps the place)."""
    kept: tuple[tuple[str, str], ...]
    """(path, ``edited`` | ``added``)."""
    problems: tuple[Problem, ...]


def _plan(layout: Layout, previous: Previous, scope: tuple[str, ...]) -> _Plan:
    wanted = {file.path for file in layout} | {BUILD, MANIFEST}
    carried: dict[str, str] = {}
    generated = {file.path: file.path for file in layout}
    kept: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for path in sorted(previous.ours - wanted):
        if not path.startswith(scope):
            carried[path] = path
    for kind, paths in (("edited", previous.edited), ("added", previous.added)):
        for path in sorted(paths):
            place = _place_for(path, wanted, carried)
            if path in generated and not path.startswith(f"{SYSTEM}/"):
                generated[path], place = _beside(path, wanted), path
            carried[place] = path
            kept.append((place, kind))
            code = "kept-edit" if kind == "edited" else "kept-addition"
            problems.append(problem(code, path=path, kept=place))
    return _Plan(carried, generated, tuple(kept), tuple(problems))


def _place_for(path: str, wanted: set[str], carried: Mapping[str, str]) -> str:
    """Where a person's file goes: its own place, unless it is one of the system's own records."""
    place = path
    while (place in wanted and place.startswith(f"{SYSTEM}/")) or place in carried:
        place = f"内部核对版/人工改动/{place}"
    return place


def _beside(path: str, wanted: set[str]) -> str:
    stem, dot, suffix = path.rpartition(".")
    base, ending = (stem, f".{suffix}") if dot and "/" not in suffix else (path, "")
    place = f"{base}（新生成）{ending}"
    while place in wanted:
        place = f"{place.removesuffix(ending)}（新）{ending}"
    return place


def _stage(layout: Layout, plan: _Plan, build_record: Mapping[str, object], places: Places) -> int:
    remove_tree(places.staging)
    places.staging.mkdir(parents=True)
    digests: dict[str, str] = {}
    for file in layout:
        path = plan.generated[file.path]
        digests[path] = _write(file, places.staging / path)
    for new, old in plan.carried.items():
        digests[new] = _copy(places.target / old, places.staging / new)
    record = {**build_record, "kept": [{"path": path, "kind": kind} for path, kind in plan.kept]}
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    digests[BUILD] = _write(OutputFile(path=BUILD, data=text.encode()), places.staging / BUILD)
    rows = "".join(f"{digests[path]}  {path}\n" for path in sorted(digests))
    _write(OutputFile(path=MANIFEST, data=rows.encode()), places.staging / MANIFEST)
    return len(digests) + 1


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


def _copy(source: Path, place: Path) -> str:
    place.parent.mkdir(parents=True, exist_ok=True)
    if source.is_symlink():
        place.symlink_to(source.readlink())
        return sha256_of(source) if source.exists() else hashlib.sha256(b"").hexdigest()
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


def _check_space(layout: Layout, plan: _Plan, places: Places) -> None:
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
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return OutputError("磁盘空间不够，没有写完；请清理后重新运行，原有输出没有改动。")
    if error.errno == errno.ENAMETOOLONG:
        return OutputError("输出路径太长；请把输出文件夹放到更浅的位置，原有输出没有改动。")
    return OutputError(
        f"输出文件夹“{places.target.parent.name}”写不进去（{error.strerror}），请关闭其中打开的文件或换一个位置；"
        "原有输出没有改动。"
    )
