"""Units that multiply and divide, so that ㎡ are never added to pupils."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SAME = {"生": "人", "名": "人", "学生": "人", "平方米": "㎡", "m2": "㎡"}


class UnlikeUnitsError(ValueError):
    """Two unlike units were added or compared; the message is in Chinese."""


@dataclass(frozen=True)
class Unit:
    """A product of base units with exponents: ㎡/人 is ``(("㎡", 1), ("人", -1))``; a bare number is ``()``.

    ``%`` lives only by itself: people times per cent are people.
    """

    powers: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: Unit) -> Unit:
        return _joined(self, other, 1)

    def __truediv__(self, other: Unit) -> Unit:
        return _joined(self, other, -1)


def parse_unit(text: str) -> Unit:
    """Read ``㎡/生``, ``元``, ``%``; a ratio such as ``n:1`` and no unit at all are bare numbers."""
    if ":" in text or "：" in text:
        return Unit()
    over, *under = (part.strip() for part in re.split("[/／]", text))
    unit = _base(over)
    for part in under:
        unit = unit / _base(part)
    return unit


def unit_words(unit: Unit) -> str:
    """*unit* as a person writes it: ``㎡/人``; ``无单位`` for a bare number."""
    over = "·".join(name for name, power in unit.powers for _ in range(power))
    under = "".join(f"/{name}" for name, power in unit.powers for _ in range(-power))
    return (over or "1") + under if unit.powers else "无单位"


def _base(name: str) -> Unit:
    return Unit(((_SAME.get(name, name), 1),)) if name else Unit()


def _joined(left: Unit, right: Unit, sign: int) -> Unit:
    powers = dict(left.powers)
    for name, power in right.powers:
        powers[name] = powers.get(name, 0) + sign * power
    return Unit(tuple(sorted((name, power) for name, power in powers.items() if power and name != "%")))
