"""What this machine has, for ``doctor``."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dossier import resources
from dossier.cache import Cache, key
from dossier.convert import describe, find_converter
from dossier.examine import libraries

_TEMPLATES = (
    "封面.docx",
    "盒脊.docx",
    "盒内目录.docx",
    "总目录.docx",
    "报告.docx",
    "缺项清单.docx",
    "任务单.docx",
)


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing looked at."""

    title: str
    ok: bool
    words: str
    """What was found; when it is missing, what that costs and what to do."""


def doctor() -> tuple[Check, ...]:
    """Look at LibreOffice, fonts, our own files, the cache and the disk."""
    return tuple(_checks())


def _checks() -> Iterator[Check]:
    converter = find_converter()
    with tempfile.TemporaryDirectory() as workspace:
        found = dict(describe(converter, Path(workspace)))
    office = found.pop("LibreOffice", "")
    without = "没有找到；Word、Excel 材料不能转成页面。请安装 LibreOffice，或把文件另存为同名 PDF 放在旁边"
    yield Check(title="LibreOffice", ok=bool(office), words=office or without)
    if found:
        words = "，".join(f"{asked}→{used}" for asked, used in found.items())
        yield Check(title="预览用的字体", ok=True, words=words)
    yield _scans()
    yield _shipped()
    yield _cache()
    free = shutil.disk_usage(Path.cwd()).free >> 20
    enough = free >= 1024
    advice = "" if enough else "，请先清理出 1024MB 以上"
    yield Check(title="磁盘空间", ok=enough, words=f"当前位置剩{free}MB{advice}")


def _scans() -> Check:
    """Not having it is no fault: it is an extra."""
    found = " ".join(f"{name} {number}" for name, number in libraries().items())
    without = "没有装，扫描件和拍照的文件按文件名和文件夹归类；要装见使用说明"
    return Check(title="扫描件文字识别", ok=True, words=found or without)


def _shipped() -> Check:
    missing = [name for name in _TEMPLATES if not resources.template(name).is_file()]
    if missing or not resources.checklists():
        return Check(title="模板和清单", ok=False, words=f"缺{'、'.join(missing) or '清单'}，请重新安装")
    count = len(resources.checklists())
    return Check(title="模板和清单", ok=True, words=f"{len(_TEMPLATES)}个模板，{count}份清单")


def _cache() -> Check:
    cache = Cache.default()
    name = key("doctor")
    cache.store("doctor", name, True)
    works = cache.load("doctor", name) is True
    return Check(title="缓存", ok=works, words="可用" if works else "写不进去；能用，但每次都要重新转换")
