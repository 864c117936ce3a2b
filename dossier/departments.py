"""Departments that go by several names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from dossier.text import fold

_SAME = (
    ("教导处", "教务处", "教务科", "教学处"),
    ("总务处", "后勤处", "总务后勤处", "后勤办"),
    ("政教处", "德育处", "学生处"),
    ("办公室", "校办", "校办公室", "学校办公室", "党政办", "党政办公室"),
    ("财务室", "财务处", "会计室"),
    ("教科室", "教科处", "科研处", "教研室"),
    ("安保处", "安全办", "安全处", "安办", "保卫处", "安稳办"),
)
_AROUND = re.compile(r"^[\W\d_]+|(?:上交|提供|的|材料|资料|文件|档案|\.(?:zip|rar|7z)(?=!)|[\W\d_])+$")
"""What stands around the name of a department on its folder: 02-教务处材料."""
_FIRST = {fold(name): names[0] for names in _SAME for name in names}


def same_department(one: str, other: str) -> bool:
    """Whether two names mean one department: 教务处 and 教导处; blanks and widths do not count."""
    return _known(one) == _known(other)


def department_of_folder(name: str, known: Iterable[str]) -> str:
    """The department that a folder is named after: one of *known*, else one that goes by a common name; or empty."""
    bare = _AROUND.sub("", name)
    common = bare if fold(bare) in _FIRST else ""
    return next((department for department in known if same_department(department, bare)), common)


def one_name(names: Iterable[str]) -> Callable[[str], str]:
    """For each department one of its *names*: of 教导处 and 教务处 the one that stands more often, of equals the first."""
    chosen: dict[str, str] = {}
    for name, _ in Counter(names).most_common():
        chosen.setdefault(_known(name), name)

    def called(name: str) -> str:
        return chosen.get(_known(name), name)

    return called


def _known(name: str) -> str:
    return _FIRST.get(fold(name), fold(name))
