"""编号.toml: the numbers that have been printed, so that paper outlives the build."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from dossier import toml
from dossier.errors import OutputError, ProjectError, reason
from dossier.model import Slot

FILE = "编号.toml"
_HEAD = """\
# 已经打印、贴上盒的编号。由 dossier freeze 写，请不要手改；以后补的材料接在后面编，撤下的留空号。
"""


def frozen(root: Path) -> Mapping[Slot, str]:
    """Slot → item code as printed; empty before the first freeze.

    Raises:
        ProjectError: the file is there and cannot be read.
    """
    path = root / FILE
    if not os.path.lexists(path):
        return {}
    try:
        entries = toml.load(path)["number"]
        return {
            Slot(str(e["requirement"]), str(e.get("year", "")), int(e["ordinal"])): str(e["code"])
            for e in entries
        }
    except OSError as error:
        raise ProjectError(
            f"“{FILE}”打不开（{reason(error)}），已印的编号无法沿用；请放开权限，或从备份恢复这个文件。"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProjectError(f"“{FILE}”读不了，已印的编号无法沿用；请从备份恢复这个文件。") from error


def freeze(root: Path, codes: Mapping[Slot, str]) -> None:
    """Write down *codes*, whole or not at all.

    Raises:
        OutputError: the project folder cannot be written.
    """
    blocks = (_block(slot, code) for slot, code in sorted(codes.items()))
    part = root / f"~${FILE}.part"
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(_HEAD + "".join(blocks))
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(root / FILE)
    except OSError as error:
        raise OutputError(f"“{FILE}”写不进项目文件夹（{reason(error)}），请开放权限后重试。") from error


def _block(slot: Slot, code: str) -> str:
    return (
        f"\n[[number]]\nrequirement = {toml.quote(slot.requirement)}\nyear = {toml.quote(slot.year)}\n"
        f"ordinal = {slot.ordinal}\ncode = {toml.quote(code)}\n"
    )
