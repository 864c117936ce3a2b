"""``dossier verify``: is the delivered folder still what was delivered."""

from __future__ import annotations

from pathlib import Path

import click

from dossier.cli.options import command


@command
@click.argument(
    "folders",
    metavar="档案文件夹…",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, readable=False),
)
def verify(folders: tuple[Path, ...]) -> int:
    """核对生成好的档案：内容改动、丢失、增加、改名，以及盒内材料与目录是否一致。"""
    from dossier import pipeline
    from dossier.errors import ExitCode
    from dossier.text import visible

    found = 0
    for folder in folders:
        differences = pipeline.verify(folder)
        found += len(differences)
        for difference in differences:
            click.echo(f"· {visible(difference.message)}")
        if not differences:
            click.echo(f"“{folder.resolve().name}”与生成时完全一致。")
    return ExitCode.PROBLEMS if found else ExitCode.OK
