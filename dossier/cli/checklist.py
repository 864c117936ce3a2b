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
@click.option(
    "--onto",
    "standard",
    metavar="清单",
    help="表里列的是这份清单各任务下的条目：名称、依据、材料照清单，条目照表，逐条自查。",
)
@column_meanings
def import_(table: Path, output: Path | None, standard: str | None, meanings: tuple[str, ...]) -> int:
    """把县里发的材料目录（Word、Excel、CSV）变成清单。"""
    from dossier import checklist as room
    from dossier import pipeline
    from dossier.cli.tying import tie_lines
    from dossier.errors import ExitCode, UsageError

    target = output or Path("清单.toml")
    refuse_existing(target)
    base = room.read(room.find(standard, Path.cwd())) if standard else None
    if base is not None and not base.self_checked:
        raise UsageError(f"“{standard}”不是逐条自查的清单，--onto 用不上。")
    found = pipeline.county_list(table, read_meanings(meanings), items=base is not None)
    content, problems = found.checklist, found.problems
    for line in (*found.understood, *found.wishes.sentences()):
        click.echo(line)
    if base is not None:
        joined = room.onto(base, content, table.name)
        content, problems = joined.checklist, (*problems, *joined.problems)
        click.echo(f"放到“{base.title}”：{len(content.tasks)}项任务、{len(content.self_checked)}条")
    else:
        for line in tie_lines(room.ties(content)):
            click.echo(line)
    write_new(target, room.write_toml(content).encode())
    click.echo(f"清单已写到：{target}")
    if problems:
        click.echo(f"有{len(problems)}处没有看懂：")
    for problem in problems:
        click.echo(f"  · {problem.message}；{problem.remedy}")
    return ExitCode.PROBLEMS if problems else ExitCode.OK


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
