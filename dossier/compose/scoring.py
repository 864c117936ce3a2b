"""Item by item against a standard that gives points, and the table with their sum. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from dossier.compose import phrases
from dossier.compose.pieces import paragraph
from dossier.model import Assessment, Block, Table, Verdict
from dossier.numbers import decimal12


def scored(assessment: Assessment, verdicts: Sequence[Verdict]) -> Iterator[Block]:
    """A numbered paragraph for each verdict, then the sum and a table for each section."""
    for number, verdict in enumerate(verdicts, 1):
        yield paragraph(f"{number}.{verdict.code}项{verdict.title}。{_sentence(assessment, verdict)}")
    for table, key in enumerate(assessment.project.sections or ("",), 1):
        mine = [v for v in verdicts if v.full is not None and v.section in ("", key)]
        if mine:
            where = assessment.project.place(key)
            yield paragraph(_total_words(mine, where, table))
            note = phrases.table_note(assessment, key, mine)
            yield Block(kind="table", table=_table(mine, where, table, note))


def _sentence(assessment: Assessment, verdict: Verdict) -> str:
    """The value under the name of its figure, with the arithmetic that it comes from."""
    if verdict.value is None:
        return f"{phrases.TO_COME}。"
    figure = assessment.figure_by_id.get(verdict.figure)
    if figure is None or verdict.declared:
        return phrases.sentence(verdict, assessment.project.place(verdict.section))
    how = f"（{figure.formula}）" if figure.formula else ""
    return phrases.sentence(verdict, f"{assessment.project.titled(verdict.section, figure.label)}{how}")


def _total_words(verdicts: Sequence[Verdict], where: str, table: int) -> str:
    known = [verdict for verdict in verdicts if verdict.points is not None]
    words = f"{where}以上{len(verdicts)}项满分{decimal12(_full(verdicts))}分，"
    if len(known) < len(verdicts):
        words += f"已评{len(known)}项，"
    words += f"合计{decimal12(_gained(known))}分"
    declared = [verdict for verdict in known if verdict.declared]
    if declared:
        computed = _gained(verdict for verdict in known if not verdict.declared)
        foreseen = _gained(verdict for verdict in known if phrases.is_foreseen(verdict))
        words += f"，其中计算得分{decimal12(computed)}分，学校自评{decimal12(_gained(declared))}分"
        words += f"；含预计{decimal12(foreseen)}分" if foreseen else ""
    return f"{words}，详见表{table}。"


def _table(verdicts: Sequence[Verdict], where: str, number: int, note: str) -> Table:
    total = ("合计", "", "", "", "", decimal12(_full(verdicts)), decimal12(_gained(verdicts)), "")
    return Table(
        caption=f"表{number}　{where}办学标准得分情况",
        head=("项目", "指标", "单位", "标准值", "实际值", "满分", "得分", "评定"),
        rows=(*(_row(verdict) for verdict in verdicts), total),
        note=note,
    )


def _row(verdict: Verdict) -> tuple[str, ...]:
    measured = verdict.value is not None and not verdict.declared
    return (
        verdict.code,
        verdict.title,
        phrases.unit(verdict.unit, verdict.title) if measured else "",
        phrases.standard(verdict) if verdict.gauge is not None else "",
        verdict.shown if measured else "",
        decimal12(verdict.full) if verdict.full is not None else "",
        phrases.NOT_KNOWN if verdict.points is None else decimal12(verdict.points),
        phrases.rating(verdict),
    )


def _full(verdicts: Iterable[Verdict]) -> Fraction:
    return sum((verdict.full for verdict in verdicts if verdict.full is not None), start=Fraction())


def _gained(verdicts: Iterable[Verdict]) -> Fraction:
    return sum((verdict.points for verdict in verdicts if verdict.points is not None), start=Fraction())
