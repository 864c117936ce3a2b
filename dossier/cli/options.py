"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

project_folder = click.argument(
    "folder", metavar="[项目文件夹]", default=".", type=click.Path(path_type=Path, readable=False)
)
output_folder = click.option(
    "-o",
    "--output",
    metavar="文件夹",
    type=click.Path(path_type=Path, readable=False),
    help="输出到哪里；默认是项目里的 output。",
)


def command(function: Callable[..., int]) -> click.Command:
    """A command whose docstring is its help and whose usage line is Chinese throughout."""
    return click.command(options_metavar="[选项]")(function)
