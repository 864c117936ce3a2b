"""What is kept is told apart by the code that made it; nobody raises a number, and nobody has to think of all the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import dossier
from dossier import examine
from dossier.collect import remembered
from dossier.ledgers import memory
from dossier.makers import made_by

ROOT = Path(dossier.__file__).parents[1]
BESIDE = (
    "dossier.cache", "dossier.collector", "dossier.errors", "dossier.guard", "dossier.makers", "dossier.model",
    "dossier.problems", "dossier.progress", "dossier.resources",
)  # fmt: skip
"""What carries values about and does not make them."""


def test_other_code_is_another_maker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made_here").mkdir()
    module = tmp_path / "made_here/__init__.py"
    module.write_text("RULE = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    before = made_by("made_here")
    made_by.cache_clear()
    assert made_by("made_here") == before
    module.write_text("RULE = 2\n", encoding="utf-8")
    made_by.cache_clear()
    assert made_by("made_here") != before
    with pytest.raises(ModuleNotFoundError):
        made_by("made_nowhere")


@pytest.mark.parametrize(
    ("room", "makers"),
    [
        ("dossier.collect", remembered.MADE_BY),
        ("dossier.examine", examine.MADE_BY),
        ("dossier.ledgers", memory.MADE_BY),
    ],
)
def test_all_that_a_room_uses_is_among_its_makers(room: str, makers: Sequence[str]) -> None:
    waiting = [name for name in modules() if f"{name}.".startswith(f"{room}.")]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen and not within(name, BESIDE):
            seen.add(name)
            waiting += imported(name)
    assert [name for name in sorted(seen - {"dossier"}) if not within(name, makers)] == []
    assert all(any(within(name, [maker]) for name in seen) for maker in makers)


def within(name: str, packages: Sequence[str]) -> bool:
    return any(f"{name}.".startswith(f"{package}.") for package in packages)


def modules() -> list[str]:
    files = (file.relative_to(ROOT).with_suffix("") for file in (ROOT / "dossier").rglob("*.py"))
    return [".".join(file.parts).removesuffix(".__init__") for file in files]


def imported(name: str) -> Iterator[str]:
    """The modules of ours that the module *name* imports anywhere in its text."""
    place = ROOT.joinpath(*name.split("."))
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    known = set(modules())
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)} & known
        elif isinstance(node, ast.Import):
            yield from {alias.name for alias in node.names} & known
