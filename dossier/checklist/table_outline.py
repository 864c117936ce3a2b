"""Groups, indicators and materials of a county's table as they are met, each with a code of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import cast

from dossier import codes
from dossier.checklist import table_cells as cells
from dossier.checklist.table_cells import Material, Named
from dossier.model import Checklist, Form, Group, Indicator, Requirement
from dossier.text import fold

ID = "county"


class Outline:
    """Grows while the rows of a table are read; blank cells repeat what stood above."""

    def __init__(self, title: str) -> None:
        self._title = title
        self.groups: dict[str, Group] = {}
        self.indicators: dict[str, Indicator] = {}
        self.requirements: dict[str, Requirement] = {}
        self._group = self._indicator = ""
        self._texts = ("", "", "")
        self._made = Counter[str]()
        self._numbered: set[str] = set()
        self._seen: set[tuple[str, str, str]] = set()

    def begin(self, heading: str) -> None:
        """A new table begins: nothing is repeated from the one before. A marked *heading* is its group."""
        self._texts = ("", "", "")
        self._indicator = ""
        if cells.named(heading).mark:
            self.group(cells.named(heading))

    def group(self, name: Named) -> None:
        """A line that heads what follows."""
        self._texts = (name.title, "", "")
        self._group = self._add_group(name, "")
        self._indicator = ""

    def follow(self, first: str, second: str, third: str) -> None:
        """Move to the group and indicator of a row. With three levels the second is a group below the first."""
        texts = (
            first or self._texts[0],
            second or ("" if first and first != self._texts[0] else self._texts[1]),
            third or ("" if second and second != self._texts[1] else self._texts[2]),
        )
        if texts == self._texts and self._indicator:
            return
        if texts[0] and texts[0] != self._texts[0]:
            self._group, self._indicator = self._add_group(cells.named(first), ""), ""
        if third and second and texts[1] != self._texts[1]:
            above = self.groups[self._group].parent or self._group if self._group else ""
            self._group = self._add_group(cells.named(second), above)
        self._texts = texts
        name = third or second
        if name:
            self._indicator = self._add_indicator(cells.named(name))

    def add(
        self,
        material: Material,
        *,
        code: str,
        parent_code: str,
        owner: str,
        years: str,
        note: str,
        source: str,
    ) -> None:
        """A material under the indicator of its row; the same one again (a cell merged over rows) is none."""
        indicator = self._indicator or self._by_code(code) or self._add_indicator(self._nameless())
        seen = (indicator, fold(material.title), codes.key(code))
        if seen in self._seen:
            return
        self._seen.add(seen)
        number = self._own_code(material.mark or code, parent_code or indicator)
        words = (material.title, note, years)
        remark = note if not cells.site_visit(note) or len(note) > 6 else ""
        self.requirements[number] = Requirement(
            code=number,
            indicator=indicator,
            title=material.title,
            material=material.title,
            form=cast("Form | None", cells.form(material.title)),
            minimum=cells.minimum(" ".join(words)),
            years=cells.years(*words),
            owner=" ".join((material.owner or owner).split()),
            copy=cells.copy(" ".join(words)),
            seal="盖章" in note,
            signatures="签字" in note or "签名" in note,
            site_visit=material.site_visit or cells.site_visit(note),
            note=" ".join(remark.split()),
            source=source,
        )

    def checklist(self, title: str) -> Checklist:
        """The value, without indicators and groups that nothing stands under."""
        used = {requirement.indicator for requirement in self.requirements.values()}
        indicators = tuple(i for i in self.indicators.values() if i.code in used)
        groups = {i.group for i in indicators}
        groups |= {self.groups[code].parent for code in groups}
        return Checklist(
            id=ID,
            title=title,
            groups=tuple(g for g in self.groups.values() if g.code in groups),
            indicators=indicators,
            requirements=tuple(self.requirements.values()),
        )

    def remarks(self) -> list[str]:
        """What was found beside the names, counted."""
        all_of = tuple(self.requirements.values())
        made = sum(self._made.values())
        counted: Iterable[tuple[int, str]] = (
            (made, "没有编号，按“指标编号-顺序号”编了号"),
            (sum(r.years.startswith("last") for r in all_of), "要近几年的材料"),
            (sum(r.site_visit for r in all_of), "现场核查"),
            (sum(r.copy == "original" for r in all_of), "要原件"),
            (sum(not r.owner for r in all_of), "没有写责任部门"),
            (len(self._numbered), "指标没有名称，暂以编号为名，请在“清单.toml”里补上"),
        )
        return [f"{count}项{words}" for count, words in counted if count]

    # -- codes --

    def _by_code(self, code: str) -> str:
        """The indicator that a code speaks of where the table names none: 1-2 for 1-2-03, under group 1."""
        above = re.split("[-.]", code)[:-1]
        if len(above) < 2 or self._group:
            return ""
        number = "-".join(above)
        self._numbered.add(number)
        self.groups.setdefault(above[0], Group(code=above[0], title=above[0]))
        self.indicators.setdefault(number, Indicator(code=number, group=above[0], title=number))
        return number

    def _nameless(self) -> Named:
        """The name of an indicator where the table gives none: its group, else the title of the list."""
        return Named("", self.groups[self._group].title if self._group else self._title)

    def _add_group(self, name: Named, parent: str) -> str:
        for group in self.groups.values():
            if fold(group.title) == fold(name.title) and group.parent == parent:
                return group.code
        siblings = sum(group.parent == parent for group in self.groups.values())
        code = _free(self.groups, _joined(parent, name.mark or str(siblings + 1)))
        self.groups[code] = Group(code=code, title=name.title, parent=parent)
        return code

    def _add_indicator(self, name: Named) -> str:
        if not self._group:
            self._group = self._add_group(Named("", self._title), "")
        for indicator in self.indicators.values():
            if indicator.group == self._group and fold(indicator.title) == fold(name.title):
                return indicator.code
        siblings = sum(indicator.group == self._group for indicator in self.indicators.values())
        code = _free(self.indicators, _joined(self._group, name.mark or str(siblings + 1)))
        self.indicators[code] = Indicator(code=code, group=self._group, title=name.title, note=name.note)
        return code

    def _own_code(self, given: str, above: str) -> str:
        """The county's code when it has one that is free, else the next below *above*."""
        if given and given not in self.requirements:
            return given
        self._made[above] += 1
        while (code := f"{above}-{self._made[above]:02}") in self.requirements:
            self._made[above] += 1
        return code


def _joined(above: str, mark: str) -> str:
    """``1`` + ``2`` → ``1-2``; a mark that is a code of its own (B1, 1-2) needs nothing before it."""
    return f"{above}-{mark}" if above and mark.isdecimal() else mark


def _free(taken: Iterable[str], code: str) -> str:
    number, free = 1, code
    while free in taken:
        number += 1
        free = f"{code}（{number}）"
    return free
