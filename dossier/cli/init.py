"""``dossier init``: begin a project, asking what is not given."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from dossier.cli.options import column_meanings, command, read_meanings
from dossier.cli.progress import watcher


@command
@click.argument("folder", metavar="项目文件夹", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "table",
    metavar="县目录",
    type=click.Path(path_type=Path),
    help="县里发的迎检材料目录（Word、Excel 表）。",
)
@column_meanings
@click.option("--checklist", "checklist_name", metavar="清单", help="自带清单的代号，或清单文件。")
@click.option("--stage", metavar="办学类型", help="小学、初中、九年一贯制……")
@click.option("--name", metavar="学校全称", help="与公章一致。")
@click.option("--as-of", "as_of", metavar="日期", help="检查基准日，如 2026-05-20。")
def init(
    folder: Path,
    table: Path | None,
    meanings: tuple[str, ...],
    checklist_name: str | None,
    stage: str | None,
    name: str | None,
    as_of: str | None,
) -> int:
    """新建一个学校项目：建好文件夹、设置、学校信息和材料台账。"""
    from dossier import pipeline
    from dossier.cli.tying import tie_lines

    asking = sys.stdin.isatty()
    name = name or _ask(asking, "--name", "学校全称（与公章一致）")
    stage = stage or _choose(asking, "--stage", "办学类型", pipeline.stages())
    if table is None and checklist_name is None:
        checklist_name = _choose(asking, "--checklist", "用哪份清单", pipeline.shipped_checklists(), _USUAL)
    day = _day(as_of or _ask(asking, "--as-of", "检查基准日（年-月-日）", date.today().isoformat()))
    begun = pipeline.init(
        folder,
        name=name,
        stage=stage,
        as_of=day,
        checklist=checklist_name,
        table=table,
        meanings=read_meanings(meanings),
    )
    for line in (*begun.understood, *(tie_lines(begun.ties) if begun.ties else ())):
        click.echo(line)
    for problem in begun.problems:
        click.echo(f"  · {problem.message}；{problem.remedy}")
    click.echo(f"项目已建好：{folder.resolve()}")
    _first_papers(folder)
    click.echo(
        "  接下来：材料放进“材料”或“上交”，台账放进“数据”，在“学校信息.xlsx”里填学校情况，再运行 dossier check。"
    )
    return 1 if begun.problems else 0


def _first_papers(folder: Path) -> None:
    """What can be printed on the first day. The project stands without it: a fault here is told and no more."""
    from dossier import pipeline
    from dossier.errors import DossierError

    progress = watcher()
    try:
        made = pipeline.first(folder, progress)
    except DossierError as error:
        click.echo(f"  任务单、盒脊和目录还没有生成：{error}")
        click.echo("  改好后运行 dossier build 即可。")
        return
    finally:
        progress.done()
    click.echo(f"  各部门任务单、盒脊、空白目录、分隔页可以先打印：{made.target}")


def _ask(asking: bool, option: str, question: str, default: str | None = None) -> str:
    if not asking:
        raise click.UsageError(f"请写上 {option}（{question}）。")
    return str(click.prompt(question, default=default, prompt_suffix="：")).strip()


_USUAL = "quality-balance-2017"
"""What new inspections are about; recognition of 基本均衡 ended in 2021."""


def _choose(
    asking: bool, option: str, question: str, choices: dict[str, str], usual: str | None = None
) -> str:
    """One of *choices* (value → words), by number on a terminal; Enter takes the *usual* one."""
    if not asking:
        raise click.UsageError(f"请写上 {option}（{question}）：{'、'.join(choices)}。")
    for number, words in enumerate(choices.values(), 1):
        click.echo(f"  {number}. {words}")
    default = list(choices).index(usual) + 1 if usual in choices else None
    picked = click.prompt(question, type=click.IntRange(1, len(choices)), default=default, prompt_suffix="：")
    return list(choices)[picked - 1]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"“{text}”不是日期，请写成 2026-05-20 的样子。") from None
