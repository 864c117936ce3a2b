"""``dossier freeze``: from now on the printed numbers stay."""

from __future__ import annotations

from pathlib import Path

import click

from dossier.cli.options import command, project_folder
from dossier.cli.progress import watcher


@command
@project_folder
def freeze(folder: Path) -> int:
    """固定编号：目录印好、贴上盒以后运行，以后补的材料接着编，不再重排。"""
    from dossier import pipeline

    progress = watcher()
    try:
        count = pipeline.freeze(folder, progress)
    finally:
        progress.done()
    click.echo(f"已固定{count}个编号，记在项目的“编号.toml”里。")
    return 0
