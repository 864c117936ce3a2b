"""What must hold between the rows of a checklist: known names, single codes, figures that end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from dossier import codes, formulas
from dossier.checklist.entries import Entry
from dossier.checklist.vocabulary import Ledgers
from dossier.model import Problem, Read
from dossier.numbers import decimal12
from dossier.schema import suggestion

Entries = Mapping[str, tuple[Entry, ...]]
_LONGEST_WAY = 10
_HIGHEST = 50
"""Figures upon figures: far more than any standard has, far fewer than a program that follows them can bear."""
_MOST_HINTS = 10
"""Of one kind: whoever has more wrong names has another problem than a slip, and looking them all up takes minutes."""


def check(entries: Entries, ledgers: Ledgers) -> Iterator[Problem]:
    """Everything that is wrong between rows.

    Args:
        entries: table → rows, each with the values that could be read by themselves.
        ledgers: ledger → its columns, as :func:`vocabulary.ledgers` gives them.
    """
    for table, rows in entries.items():
        for key in ("key", "label") if table == "figure" else ("code",):
            yield from _duplicates(rows, key)
    yield from _groups(entries)
    yield from _indicators(entries)
    yield from _rules(entries)
    yield from _reliefs(entries)
    yield from _names(entries["requirement"], "indicator", entries["indicator"], "指标")
    yield from _figures(entries, ledgers)


def _duplicates(rows: tuple[Entry, ...], key: str) -> Iterator[Problem]:
    """Codes (keys, labels) that are the same, or that no person could tell apart."""
    first: dict[str, Entry] = {}
    for row in rows:
        if row.get(key) and (earlier := first.setdefault(codes.key(row.get(key)), row)) is not row:
            yield row.wrong(key, f"与{earlier.where()}重复")


def _groups(entries: Entries) -> Iterator[Problem]:
    groups = entries["group"]
    yield from _names(groups, "parent", groups, "上级")
    parents = {row.code: row.get("parent") or "" for row in groups}
    circles = _on_circles(parents)
    for row in groups:
        if row.code in circles:
            yield row.wrong("parent", "绕回到了自己")


def _on_circles(parents: Mapping[str, str]) -> set[str]:
    """Groups that stand above themselves."""
    found: set[str] = set()
    seen: set[str] = set()
    for start in parents:
        way: dict[str, None] = {}
        at = start
        while at in parents and at not in seen and at not in way:
            way[at] = None
            at = parents[at]
        if at in way:
            steps = list(way)
            found |= set(steps[steps.index(at) :])
        seen |= way.keys()
    return found


def _indicators(entries: Entries) -> Iterator[Problem]:
    indicators = entries["indicator"]
    known = [figure.code for figure in entries["figure"]]
    figures = {figure.code: figure for figure in entries["figure"]}
    yield from _names(indicators, "group", entries["group"], "一级指标")
    yield from _names(indicators, "figure", entries["figure"], "数据项")
    for row in indicators:
        gauges = [key for key in ("at_least", "at_most") if row.get(key)]
        for key in gauges:
            strange = set(row.get(key)) - {"", "primary", "junior"}
            if row.get("scope") == "section" and strange:
                yield row.wrong(key, f"分学段评，只能写 primary 和 junior，写了{'、'.join(sorted(strange))}")
        yield from _between(row)
        yield from _of_the_figure(row, figures.get(row.get("figure") or ""))
        for name in row.get("alternatives") or ():
            if name not in known:
                yield row.wrong("alternatives", f"没有“{name}”这个数据项{suggestion(name, known)}")
        if gauges and "figure" in row.values and not row.get("figure"):
            yield row.wrong(gauges[0], "有标准值，却没有写 figure")
        yield from _points(row, scored=bool(gauges) and row.get("full") is not None)
        if row.get("kind") == "self-check":
            yield from _self_check(row)


def _points(row: Entry, *, scored: bool) -> Iterator[Problem]:
    """Full points, and what is taken off them: amounts above nothing."""
    if row.get("full") is not None and row.get("full") <= 0:
        yield row.wrong("full", "应大于 0")
    deduct = row.get("deduct")
    if deduct and not scored:
        yield row.wrong("deduct", "要与 full 和标准值（at_least 或 at_most）一起写")
    for name in ("per", "points", "most") if deduct else ():
        amount = getattr(deduct, name)
        if amount is not None and amount <= 0:
            yield row.wrong("deduct", f"的 {name} 应大于 0")


def _of_the_figure(row: Entry, figure: Entry | None) -> Iterator[Problem]:
    """A figure that one school has, and gauges in its unit: 85 for 85 %, since at 0.85 everybody would pass."""
    if figure is None:
        return
    if "figure" in row.values and _is_variation(figure.get("formula"), broken=False):
        yield row.wrong("figure", "是差异系数，一所学校没有；它的上限写在 [[rule]] 的 figures 和 at_most 里")
    for value in (row.get("at_least") or {}).values():
        if figure.get("unit") == "%" and 0 < value < 1:
            whole, share = decimal12(value * 100), decimal12(value)
            yield row.wrong(
                "at_least", f"是{share}，数据项的单位是%，就是{share}%；百分之{whole}写成 {whole}"
            )


def _self_check(row: Entry) -> Iterator[Problem]:
    """The school gives its word once for the whole campus; there is nothing to measure."""
    if row.get("scope") not in (None, "school"):
        yield row.wrong("scope", "类型是自查（self-check）的，只能写 school")
    for key in ("figure", "full"):
        if row.get(key):
            yield row.wrong(key, "类型是自查（self-check）的，不写这一项")


def _between(row: Entry) -> Iterator[Problem]:
    """Two gauges are the ends of a range: for the same sections, the lower one below."""
    low, high = row.get("at_least"), row.get("at_most")
    if not low or not high:
        return
    if set(low) != set(high):
        yield row.wrong("at_most", "与 at_least 同时写表示一个范围，两者的学段要相同")
    elif any(low[section] > high[section] for section in low):
        yield row.wrong("at_most", "小于 at_least")


def _reliefs(entries: Entries) -> Iterator[Problem]:
    rows = entries["relief"]
    yield from _names(rows, "indicator", entries["indicator"], "指标")
    yield from _names(rows, "figure", entries["figure"], "数据项")
    figures = {figure.code: figure for figure in entries["figure"]}
    of_indicator = {row.code: str(row.get("figure") or "") for row in entries["indicator"]}
    for row in rows:
        key = row.get("figure") or of_indicator.get(str(row.get("indicator")), "")
        yield from _of_the_figure(row, figures.get(key))
        keys = ("figure", "at_least", "at_most")
        if row.values.keys() >= set(keys) and not any(row.get(key) for key in keys):
            yield row.wrong("figure", "与 at_least、at_most 至少要写一个")
        yield from _between(row)
    known = [row.code for row in entries["indicator"]]
    for row in entries["outside"]:
        for code in row.get("indicators") or ():
            if code not in known:
                yield row.wrong("indicators", f"没有“{code}”这个指标{suggestion(code, known)}")
        if bool(row.get("label")) != bool(row.get("words")):
            yield row.wrong("label", "要与 words 一起写")
        if not (row.get("stage") or row.get("below") is not None or row.get("label")):
            yield row.wrong("stage", "与 below、label 至少要写一个")


def _rules(entries: Entries) -> Iterator[Problem]:
    known = [row.code for row in entries["indicator"]]
    for row in entries["rule"]:
        if row.get("figures"):
            yield from _over_schools(row, entries["figure"])
            continue
        if row.values.keys() >= {"indicators", "figures"} and not row.get("indicators"):
            yield row.wrong("indicators", "没有写")
        members = row.get("indicators") or ()
        for code in members:
            if code not in known:
                yield row.wrong("indicators", f"没有“{code}”这个指标{suggestion(code, known)}")
        least = row.get("at_least_met")
        if least is None and row.get("floor") is None and {"at_least_met", "floor"} <= row.values.keys():
            yield row.wrong("at_least_met", "与 floor 至少要写一个")
        if least is not None and members and least > len(members):
            yield row.wrong("at_least_met", f"是{least}，而 indicators 只有{len(members)}项")


def _over_schools(row: Entry, figures: Iterable[Entry]) -> Iterator[Problem]:
    """A rule over 差异系数: only such figures, one limit for each section, nothing that a rule over indicators has."""
    known = {figure.code: figure for figure in figures}
    for name in row.get("figures"):
        if name not in known:
            yield row.wrong("figures", f"没有“{name}”这个数据项{suggestion(name, known)}")
        elif not _is_variation(known[name].get("formula")):
            yield row.wrong("figures", f"里的“{name}”不是差异系数，公式应是 variation(数量, 学生数)")
    if "at_most" in row.values and not row.get("at_most"):
        yield row.wrong("at_most", "没有写，差异系数要有上限")
    for key in ("indicators", "at_least_met", "floor"):
        if row.get(key):
            yield row.wrong(key, "不能与 figures 同时写")


def _is_variation(formula: str | None, *, broken: bool = True) -> bool:
    """*broken*: what to take a wrong formula for; what is wrong with it is told with the figure."""
    try:
        return formulas.is_variation(formula or "")
    except ValueError:
        return broken


def _names(rows: Iterable[Entry], key: str, targets: Iterable[Entry], noun: str) -> Iterator[Problem]:
    """Rows whose *key* names none of *targets*; empty means that it names nothing."""
    known = frozenset(target.code for target in targets)
    told = 0
    for row in rows:
        name = row.get(key)
        if name and name not in known:
            hint = suggestion(name, known) if told < _MOST_HINTS else ""
            yield row.wrong(key, f"没有“{name}”这个{noun}{hint}")
            told += 1


# -- figures ----------------------------------------------------------------------------------------------


def _figures(entries: Entries, ledgers: Ledgers) -> Iterator[Problem]:
    figures = entries["figure"]
    units = {row.code: row.get("unit") or "" for row in figures}
    for row in figures:
        formula, reads = row.get("formula"), row.get("read")
        if {"formula", "read"} <= row.values.keys() and not formula and not reads:
            yield row.wrong("read", "与 formula 至少要写一个")
        if formula:
            yield from (row.wrong("formula", detail) for detail in formulas.check(formula, units))
        for number, read in enumerate(reads or (), start=1):
            yield from (row.wrong_source(number, detail) for detail in _source(read, ledgers))
    yield from _cycles(figures)
    yield from _towers(figures)


def _towers(figures: tuple[Entry, ...]) -> Iterator[Problem]:
    """Figures that rest on figures that rest on figures: the first that stands too high on its way down."""
    needs = _known({row.code: _needs(row) for row in figures})
    height: dict[str, int] = {}
    rows = {row.code: row for row in figures}
    for code in _ending(needs):
        height[code] = 1 + max((height[name] for name in needs[code]), default=0)
        if height[code] == _HIGHEST + 1:
            yield rows[code].wrong("formula", f"公式一层套一层，超过了{_HIGHEST}层，请合并几层")


def _cycles(figures: tuple[Entry, ...]) -> Iterator[Problem]:
    """Figures that rest on themselves, each circle named once, at its first row."""
    needs = _tangled({row.code: _needs(row) for row in figures})
    told: set[str] = set()
    for row in figures:
        if row.code in needs and row.code not in told and (circle := _circle(row.code, needs)):
            if not told & set(circle):
                yield row.wrong("formula", f"绕回到了自己：{_shown((*circle, row.code))}")
            told |= set(circle)


def _shown(circle: tuple[str, ...]) -> str:
    """``a → b → a``; a long way round is cut in its middle."""
    steps = circle if len(circle) <= _LONGEST_WAY else (*circle[:4], "…", *circle[-2:])
    return " → ".join(steps)


def _tangled(needs: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Only what lies on circles or between them: what needs nothing, or is needed by nothing, falls away."""
    left = _known(needs)
    for _ in ("forwards", "backwards"):
        left = _turned(_peeled(left))
    return left


def _known(needs: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Without names that are no figure."""
    return {code: tuple(name for name in names if name in needs) for code, names in needs.items()}


def _peeled(needs: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Without what ends."""
    kept = needs.keys() - set(_ending(needs))
    return {
        code: tuple(name for name in names if name in kept) for code, names in needs.items() if code in kept
    }


def _ending(needs: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What needs nothing, then what needed only that, and so on: each after all that it needs."""
    users = _turned(needs)
    count = {code: len(names) for code, names in needs.items()}
    ends = [code for code, number in count.items() if not number]
    for end in ends:
        for user in users[end]:
            count[user] -= 1
            if not count[user]:
                ends.append(user)
    return ends


def _turned(needs: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Each arrow the other way."""
    users: dict[str, list[str]] = {code: [] for code in needs}
    for code, names in needs.items():
        for name in names:
            users[name].append(code)
    return {code: tuple(names) for code, names in users.items()}


def _needs(row: Entry) -> tuple[str, ...]:
    try:
        return tuple(sorted(formulas.names(row.get("formula")))) if row.get("formula") else ()
    except ValueError:
        return ()  # what is wrong with the formula is told by ``formulas.check``


def _circle(start: str, needs: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The shortest way from *start* back to it, without its end; empty when there is none."""
    came: dict[str, str] = {}
    reached = [start]
    for at in reached:
        for name in needs.get(at, ()):
            if name == start:
                way = [at]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return tuple(reversed(way))
            if name not in came:
                came[name] = at
                reached.append(name)
    return ()


def _source(read: Read, ledgers: Ledgers) -> Iterator[str]:
    """What is wrong with the names in one place to read from."""
    if not read.ledger:
        return
    ledger = ledgers.get(read.ledger)
    if ledger is None:
        yield f"没有“{read.ledger}”这种台账{suggestion(read.ledger, ledgers)}"
        return
    columns = ledger.columns
    if bool(read.label) != ledger.labels:
        yield f"：“{read.ledger}”{'要写 label，不写 column' if ledger.labels else '要写 column，不写 label'}"
    if read.column and read.column not in columns:
        yield f"：“{read.ledger}”没有“{read.column}”这一列{suggestion(read.column, columns)}"
    for condition in filter(str.strip, re.split("[;；]", read.where)):
        match = re.match(r"\s*([^=!<>~≠≥≤]+?)\s*(?:!=|!~|<=|>=|[=<>~≠≥≤])", condition)
        if match is None:
            yield f"的条件“{condition.strip()}”看不懂，应是 列名=值 这样的写法"
        elif match[1] not in columns:
            yield f"的条件里，“{read.ledger}”没有“{match[1]}”这一列{suggestion(match[1], columns)}"
