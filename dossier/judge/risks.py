"""Places that inspectors ask about although every line looks fine: each a warning with its figures.

General checks over figures and verdicts; what they need and do not find, they leave unsaid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from dossier import formulas
from dossier.model import Checklist, Figure, FigureSpec, Ledger, Problem, Project, Verdict
from dossier.numbers import decimal12, decimals, parse, shown
from dossier.problems import problem
from dossier.text import fold

__all__ = ["risks"]

_LARGE_CLASS = 55
_HUGE_CLASS = 65
"""More than 55 is 大班额 (56 and up), more than 65 超大班额 (66 and up)."""
_RETENTION = Fraction(95)
_STAFF_WORDS = ("教职工", "教师")


def risks(
    checklist: Checklist,
    project: Project,
    figures: Sequence[Figure],
    verdicts: Sequence[Verdict],
    ledgers: Sequence[Ledger] = (),
) -> tuple[Problem, ...]:
    """Everything risky.

    Large classes, points above a missed gauge, points that the school did not give itself, one number for two
    populations, truncated ratios, figures that count what is not there yet, posts filled beyond their number,
    low retention.

    Args:
        checklist: for labels, formulas and populations.
        project: for the stage.
        figures: of the present state first.
        verdicts: as judged.
        ledgers: for ratios that people wrote beside the numbers they follow from.
    """
    present: dict[str, Figure] = {}
    for figure in figures:
        present.setdefault(figure.id, figure)
    found: list[Problem] = []
    parts = {(figure.key, figure.value) for figure in present.values() if figure.section}
    for section in _told_sections(project):
        own = {f.key: f for f in present.values() if f.section == section and f.value is not None}
        if not section and project.is_mixed:  # one section's number again is told with the section
            own = {key: figure for key, figure in own.items() if (key, figure.value) not in parts}
        words = project.place(section)
        found += _class_sizes(checklist, own, words)
        found += _retention(checklist, own, words)
        found += _posts(checklist, own, words)
        found += _two_populations(own, words)
        found += _truncated(checklist, own, ledgers, words)
    found += _points_above_gauge(verdicts)
    found += _points_given_up(verdicts)
    found += _forecasts(verdicts)
    return tuple(found)


def _told_sections(project: Project) -> Sequence[str]:
    return (*project.sections, "") if project.is_mixed else project.sections or ("",)


def _named(
    checklist: Checklist, own: Mapping[str, Figure], *names: str
) -> Iterator[tuple[FigureSpec, Figure]]:
    """Figures that are called by one of *names*, by label or alias."""
    wanted = {fold(name) for name in names}
    for spec in checklist.figures:
        if spec.key in own and wanted & {fold(name) for name in (spec.label, *spec.aliases)}:
            yield spec, own[spec.key]


def _class_sizes(checklist: Checklist, own: Mapping[str, Figure], words: str) -> Iterator[Problem]:
    for _, figure in _named(checklist, own, "平均班额", "最大班额"):
        assert figure.value is not None
        if figure.value > _LARGE_CLASS:
            kind = (
                f"超大班额（{_HUGE_CLASS + 1}人及以上）"
                if figure.value > _HUGE_CLASS
                else f"大班额（{_LARGE_CLASS + 1}人及以上）"
            )
            how = f"（{figure.formula}）" if figure.formula else ""
            yield _risk(
                figure,
                f"{words}{figure.label}{_shown(figure)}{how}，属于{kind}，只写“班额偏大”容易被追问",
                "报告中写明班数、最大班额和化解大班额的办法",
            )


def _retention(checklist: Checklist, own: Mapping[str, Figure], words: str) -> Iterator[Problem]:
    for _, figure in _named(checklist, own, "巩固率", "三年巩固率", "初中三年巩固率"):
        assert figure.value is not None
        if figure.value < _RETENTION:
            yield _risk(
                figure, f"{words}{figure.label}{_shown(figure)}，低于95%", "逐人核对异动台账，报告中说明原因"
            )


def _posts(checklist: Checklist, own: Mapping[str, Figure], words: str) -> Iterator[Problem]:
    """Posts of a rank filled beyond the number that is set: 中级岗位设置23人，聘任26人."""
    for rank in ("高级", "中级"):
        posts = next(_named(checklist, own, f"{rank}岗位设置数", f"{rank}岗位数", f"{rank}岗位设置"), None)
        filled = next(
            _named(
                checklist,
                own,
                f"{rank}职称专任教师数",
                f"{rank}职称教职工数",
                f"{rank}教师数",
                f"{rank}教师聘任人数",
            ),
            None,
        )
        if posts and filled and (filled[1].value or 0) > (posts[1].value or 0):
            yield _risk(
                filled[1],
                f"{words}{rank}岗位设置{_shown(posts[1])}，实际{_shown(filled[1])}，超出岗位数",
                "注明是否含支教人员；按设置岗位另算一个比例备查",
            )


def _two_populations(own: Mapping[str, Figure], words: str) -> Iterator[Problem]:
    """One number of staff under two populations (在编教职工, 含支教): likely one of them was not counted."""
    staff = [
        figure
        for figure in own.values()
        if figure.unit == "人" and not figure.formula and any(word in figure.basis for word in _STAFF_WORDS)
    ]
    whole = [figure for figure in staff if _is_whole(figure)]
    for number, figure in enumerate(whole):
        for other in whole[number + 1 :]:
            same = figure.value == other.value and figure.basis != other.basis
            if same and not _counted_together(figure, other):
                yield _risk(
                    figure,
                    f"{words}“{figure.label}”（{figure.basis}）与“{other.label}”（{other.basis}）都是{_shown(figure)}，"
                    "一个数用作两个口径",
                    "核对是否含支教、临聘和非教学人员，报告中注明口径",
                )


def _counted_together(figure: Figure, other: Figure) -> bool:
    """Whether both were counted in one roster by its columns: then that they are equal is a fact, not a slip."""
    rosters = [{(r.path, r.sheet) for r in one.readings if r.agg == "count"} for one in (figure, other)]
    return bool(rosters[0] & rosters[1])


def _is_whole(figure: Figure) -> bool:
    """Whether it counts a population and not a group within one: 专任教师数 of 专任教师."""
    bare = figure.basis.split("（")[0]
    return fold(figure.label).startswith(fold(bare))


def _truncated(
    checklist: Checklist, own: Mapping[str, Figure], ledgers: Sequence[Ledger], words: str
) -> Iterator[Problem]:
    """A computed figure that somebody also wrote by hand, cut off where it should have been rounded."""
    for spec in checklist.figures:
        figure = own.get(spec.key)
        if figure is None or not spec.formula or formulas.is_variation(spec.formula):
            continue
        names = {fold(name) for name in (spec.label, *spec.aliases)}
        for path, raw in _written(ledgers, names, figure.section):
            told = _how_written(figure, raw)
            if told:
                yield _risk(
                    figure,
                    f"{words}“{figure.label}”写作{raw}，按{figure.formula}应为{told}",
                    "按四舍五入改正",
                    path,
                )


def _written(ledgers: Sequence[Ledger], names: set[str], section: str) -> Iterator[tuple[str, str]]:
    for ledger in ledgers:
        column = ledger.values.get(section) or ledger.values.get("")
        for row in ledger.rows if ledger.label and column else ():
            if fold(row.values.get(ledger.label, "")) in names and (raw := row.values.get(column or "", "")):
                yield ledger.path, raw


def _how_written(figure: Figure, raw: str) -> str:
    """The right text where *raw* is *figure* truncated to its own digits, or not it at all; empty when it is right."""
    number = parse(raw, percent=figure.unit == "%")
    if number is None or figure.value is None or number.approx:
        return ""
    digits = decimals(raw.replace("。", "."))
    right = shown(figure.value, digits)
    if Fraction(right) == number.value:
        return ""
    cut = Fraction(int(figure.value * 10**digits), 10**digits)
    return f"{right}（原数是截去尾数，不是四舍五入）" if cut == number.value else right


def _points_above_gauge(verdicts: Sequence[Verdict]) -> Iterator[Problem]:
    """Points that read like a pass while the standard itself is missed (17 of 18 at 3.45 against 4.39)."""
    for verdict in verdicts:
        if verdict.met is False and verdict.points and verdict.full and verdict.gauge is not None:
            gauge = f"{verdict.direction}{_plain(verdict.gauge)}{verdict.unit}"
            yield problem(
                "risk",
                indicator=verdict.code,
                figure=verdict.figure,
                detail=f"“{verdict.title}”得{_plain(verdict.points)}分（满分{_plain(verdict.full)}分），"
                f"但{verdict.shown}{verdict.unit}没有达到标准（{gauge}）",
                hint="报告中不要只写“达到达标要求”，应写明得分和与标准的差距",
            )


def _points_given_up(verdicts: Sequence[Verdict]) -> Iterator[Problem]:
    """Points that the school itself did not give: a threshold is missed that no figure was held against."""
    for verdict in verdicts:
        full, given = verdict.full, verdict.points
        if verdict.declared and full is not None and given is not None and given < full:
            yield problem(
                "risk",
                indicator=verdict.code,
                figure=verdict.figure,
                detail=f"“{verdict.title}”自评{_plain(given)}分（满分{_plain(full)}分），说明有要求没有达到",
                hint="报告中写明没有达到的要求、实际数和扣分理由",
            )


def _forecasts(verdicts: Sequence[Verdict]) -> Iterator[Problem]:
    for verdict in verdicts:
        if "预计" in verdict.words:
            yield problem(
                "risk",
                indicator=verdict.code,
                figure=verdict.figure,
                detail=f"“{verdict.title}”按预计计算，含尚未到货或验收的数量",
                hint="到货验收后补验收单并更新台账；在此之前报告中写“预计”",
            )


def _plain(value: Fraction) -> str:
    return decimal12(value)


def _shown(figure: Figure) -> str:
    return f"{shown(figure.value, figure.digits)}{figure.unit}" if figure.value is not None else ""


def _risk(figure: Figure, detail: str, hint: str, path: str = "") -> Problem:
    return problem("risk", figure=figure.id, path=path, detail=detail, hint=hint)
