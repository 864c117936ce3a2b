"""What the folders above a file say: years, a code, a material, an indicator, a department."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from dossier import years
from dossier.match.codes import Codes
from dossier.match.hits import Named, Namer
from dossier.match.memo import Memo
from dossier.match.texts import EMPTY, Text, fold, read, stem
from dossier.model import Checklist

_DEPARTMENTS = (("教务处", "教导处"), ("总务处", "后勤处"), ("德育处", "政教处"), ("信息中心", "电教室"))
_DEPARTMENT = re.compile(
    ".{1,5}处|.{0,4}(?:中心|工会|支部|团委|办)|.{1,3}组|"
    ".{0,2}(?:办公|校长|书记|教务|教导|教科|教研|政教|德育|总务|后勤|财务|财会|会计|图书|信息|电教|网管|保卫|安全|党建|人事|档案|督导|团队)室"
)
"""功能室 and 实验室 are rooms, no departments."""
_SHORTEST_TITLE = 4


@dataclass(frozen=True)
class Folder:
    """The folders above a file, from the nearest upward."""

    raw: tuple[str, ...] = ()
    years: tuple[tuple[years.Found, ...], ...] = ()
    code: str = ""
    """The requirement whose code the nearest folder with a code bears."""
    narrows: frozenset[str] = frozenset()
    """Requirements of the indicator or group that a folder names; empty when none does."""
    text: Text = EMPTY
    """The nearest folder that says something."""
    named: Mapping[str, Named] = field(default_factory=dict)
    """What that folder names."""
    above: Mapping[str, Named] = field(default_factory=dict)
    """What a folder above it names, where it speaks and names nothing itself: 校园文化照片/三楼走廊."""
    departments: frozenset[str] = frozenset()


class _Label(NamedTuple):
    """What the name of one folder says by itself, wherever the folder lies."""

    text: Text
    code: str
    narrows: frozenset[str]
    speaks: bool
    named: Mapping[str, Named]
    departments: frozenset[str]


@dataclass(frozen=True)
class Folders:
    """Reads folders, each once; so is a name that many folders bear."""

    checklist: Checklist
    codes: Codes
    namer: Namer
    own_names: tuple[str, ...]

    def above(self, path: str) -> Folder:
        """What the folders above the file *path* say; the root folder says nothing."""
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            # From the outermost inwards: in an archive folders may lie in each other thousands deep.
            for slash in re.finditer("/", folder):
                self._folders[folder[: slash.start()]]
        return self._folders[folder]

    @cached_property
    def _folders(self) -> Memo[str, Folder]:
        return Memo(self._read)

    @cached_property
    def _labels(self) -> Memo[str, _Label]:
        return Memo(self._label)

    def _read(self, folder: str) -> Folder:
        parent, _, name = folder.rpartition("/")
        if not parent:
            return Folder()
        outer = self._folders[parent]
        name = stem(name[:-1]) if name.endswith("!") else name
        label = self._labels[name]
        speaks = label.speaks
        named = label.named or (self._together(outer.text, label.text) if speaks else {})
        return Folder(
            raw=(name, *outer.raw),
            years=(label.text.years, *outer.years),
            code=label.code or ("" if named else outer.code),
            narrows=label.narrows or outer.narrows,
            text=label.text if speaks else outer.text,
            named=named if speaks else outer.named,
            above=(outer.named or outer.above) if speaks and not named else outer.above,
            departments=label.departments or outer.departments,
        )

    def _label(self, name: str) -> _Label:
        hits = self.codes.find(name)
        text = read(name, self.own_names, [(hit.start, hit.end) for hit in hits])
        departments = _departments(name)
        return _Label(
            text=text,
            code=next((hit.requirement for hit in hits if hit.requirement), ""),
            narrows=next((hit.narrows for hit in hits if hit.narrows), frozenset()) or self._by_title(text),
            speaks=text.speaks and not departments,
            named=self.namer.named(text) if text.speaks else {},
            departments=departments,
        )

    def _together(self, outer: Text, text: Text) -> dict[str, Named]:
        """满意度/问卷原件: two folders make up one name."""
        joined = text._replace(core=outer.core + text.core, soft=outer.soft + text.soft)
        return {
            code: named
            for code, named in self.namer.named(joined).items()
            if len(named.phrase) > max(len(text.soft), len(outer.soft))
        }

    def _by_title(self, text: Text) -> frozenset[str]:
        """Requirements of the indicators whose title the folder bears."""
        if len(text.core) < _SHORTEST_TITLE:
            return frozenset()
        indicators = {
            code for code, title in self._titles.items() if text.core in title or title in text.core
        }
        return frozenset(r.code for r in self.checklist.requirements if r.indicator in indicators)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {indicator.code: fold(indicator.title) for indicator in self.checklist.indicators}


def _departments(name: str) -> frozenset[str]:
    """The department that a folder is named after, all its names."""
    plain = fold(name)
    if not _DEPARTMENT.fullmatch(plain):
        return frozenset()
    return frozenset(next((group for group in _DEPARTMENTS if plain in group), (plain,)))
