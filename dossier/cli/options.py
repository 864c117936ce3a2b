"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

project_folder = click.argument(
    "folder", metavar="[项目文件夹]", default=".", type=click.Path(path_type=Path)
)
output_folder = click.option(
    "-o",
    "--output",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="输出到哪里；默认是项目里的 output。",
)


def command(help_text: str) -> Callable[[Command], click.Command]:
    """A command whose usage line is Chinese throughout."""
    return click.command(help=help_text, options_metavar="[选项]")
