"""``dossier checklist``: look at checklists, check and compare them, bring them in and out."""

from __future__ import annotations

from pathlib import Path

import click

from dossier.cli.files import refuse_existing, write_new
from dossier.cli.options import column_meanings, command, read_meanings


@click.group(options_metavar="[选项]", subcommand_metavar="命令 [参数]…")
def checklist() -> None:
    """查看、校验、对照、导入和导出材料清单。"""


@command
def list_() -> int:
    """列出自带的清单。"""
    from dossier import checklist as room
    from dossier.resources import checklists

    for path in checklists():
        entry = room.read(path)
        click.echo(
            f"{entry.id}  {entry.title}（{len(entry.indicators)}项指标，{len(entry.requirements)}项材料）"
        )
    return 0


@command
@click.argument("name", metavar="清单")
def show(name: str) -> int:
    """逐项显示一份清单：指标、要求的材料、年度、责任部门。"""
    from dossier import checklist as room
    from dossier.cli.listing import lines

    for line in lines(room.read(room.find(name, Path.cwd()))):
        click.echo(line)
    return 0


@command
@click.argument("name", metavar="清单")
def validate(name: str) -> int:
    """校验一份清单，列出全部问题。"""
    from dossier import checklist as room
    from dossier.cli.tying import twin_line
    from dossier.errors import ExitCode

    place = room.find(name, Path.cwd())
    problems = room.validate(place)
    for problem in problems:
        click.echo(f"· {problem.message}")
    if problems:
        click.echo(f"共{len(problems)}处问题，请改正后再用。")
        return ExitCode.UNUSABLE
    for twin in room.twins(room.read(place)):
        click.echo(twin_line(twin))
    click.echo("清单没有问题。")
    return ExitCode.OK


@command
@click.argument("table", metavar="县目录", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="文件", type=click.Path(path_type=Path), help="写到哪里；默认 清单.toml。"
)
@column_meanings
def import_(table: Path, output: Path | None, meanings: tuple[str, ...]) -> int:
    """把县里发的材料目录（Word、Excel、CSV）变成清单。"""
    from dossier import checklist as room
    from dossier import pipeline
    from dossier.cli.tying import tie_lines
    from dossier.errors import ExitCode

    target = output or Path("清单.toml")
    refuse_existing(target)
    found = pipeline.county_list(table, read_meanings(meanings))
    for line in (*found.understood, *found.wishes.sentences(), *tie_lines(room.ties(found.checklist))):
        click.echo(line)
    write_new(target, room.write_toml(found.checklist).encode())
    click.echo(f"清单已写到：{target}")
    if found.problems:
        click.echo(f"有{len(found.problems)}处没有看懂：")
    for problem in found.problems:
        click.echo(f"  · {problem.message}；{problem.remedy}")
    return ExitCode.PROBLEMS if found.problems else ExitCode.OK


@command
@click.argument("name", metavar="清单")
@click.option(
    "-o", "--output", required=True, metavar="文件.xlsx", type=click.Path(path_type=Path), help="写到哪里。"
)
def export(name: str, output: Path) -> int:
    """把一份清单写成 Excel 工作簿，改好后可以直接用。"""
    from dossier import checklist as room
    from dossier.errors import UsageError

    if output.suffix.lower() != ".xlsx":
        raise UsageError(f"“{output.name}”要写成 .xlsx 结尾。")
    refuse_existing(output)
    write_new(output, room.write_workbook(room.read(room.find(name, Path.cwd()))))
    click.echo(f"工作簿已写到：{output}")
    return 0


@command
@click.argument("earlier", metavar="已迎检的清单")
@click.argument("later", metavar="要迎检的清单")
def crosswalk(earlier: str, later: str) -> int:
    """从一次迎检到下一次：哪些材料可以沿用，还要补什么。"""
    from dossier import checklist as room
    from dossier.cli.tying import crosswalk_lines

    before, after = (room.read(room.find(name, Path.cwd())) for name in (earlier, later))
    for line in crosswalk_lines(before, after, room.crosswalk(before, after)):
        click.echo(line)
    return 0


checklist.add_command(list_, "list")
checklist.add_command(show, "show")
checklist.add_command(validate, "validate")
checklist.add_command(import_, "import")
checklist.add_command(export, "export")
checklist.add_command(crosswalk, "crosswalk")
