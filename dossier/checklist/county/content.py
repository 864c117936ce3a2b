"""What stands in a column, counted: the second witness beside its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from dossier.checklist.county import cells, spans
from dossier.checklist.county.marks import alone, number, split
from dossier.text import fold

_DATE = re.compile(
    r"(?:20\d\d)[-./年]\d{1,2}(?:[-./月](?:\d{1,2}日?|底|初|中旬|上旬|下旬)?)?|\d{1,2}月(?:\d{1,2}日|底|初|中旬|上旬|下旬|份)?(?:前|之前)?|\d{1,2}[./]\d{1,2}"
)
_PHONE = re.compile(r"1\d{10}|\d{3,4}-?\d{7,8}|\d{6,8}")
_MOSTLY = 0.6
TICKS = frozenset("√✓✔☑○●★▲有是需要1")
"""What is put into a cell to say yes."""
_BLANKS = frozenset("×✗✘□/／—-－无否0")


@dataclass(frozen=True)
class Content:
    """The cells of one column under its head, a merged cell counted once."""

    texts: tuple[str, ...]
    """Those that are not empty."""
    rows: int
    """How many rows the table has that are not empty."""

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return len(self.texts)

    @property
    def spread(self) -> float:
        """Different texts by rows: near 1 where every row has its own."""
        return len(set(map(fold, self.texts))) / self.rows if self.rows else 0.0

    @property
    def median(self) -> float:
        """Characters of the middle cell."""
        return median(map(len, self.texts)) if self.texts else 0.0

    @property
    def materials(self) -> float:
        """Share of cells that read like names of materials."""
        return self._share(
            bool(cells.MATERIAL_WORDS.search(text)) and len(split(text)[1]) > 1 and not cells.is_owner(text)
            for text in self.texts
        )

    @property
    def is_code(self) -> bool:
        """Whether the cells are codes: not the running 1 2 3 that begins again."""
        if (
            self._share(
                bool(alone(text).text) or bool(re.fullmatch(r"[\w（）()①-⑳\-—.·－ ]{1,16}", text))
                for text in self.texts
            )
            < _MOSTLY
        ):
            return False
        plain = [text for text in self.texts if number(text)]
        return len(plain) < len(self.texts) * _MOSTLY or len(set(plain)) == len(plain)

    def looks_like(self, what: str) -> bool:
        """Whether the cells by themselves show what the column is."""
        share = {
            "code": lambda: self._share(alone(text).is_code and len(text) > 1 and not number(text) for text in self.texts),
            "index": lambda: self._share(bool(number(text)) or bool(alone(text).text) for text in self.texts),
            "owner": lambda: self._share(cells.is_owner(cells.department_and_person(text)[0]) for text in self.texts),
            "due": lambda: self._share(bool(_DATE.fullmatch(text.strip())) for text in self.texts),
            "phone": lambda: self._share(bool(_PHONE.fullmatch(text.strip())) for text in self.texts),
            "years": lambda: self._share(spans.read(text) != spans.NOT_SAID and len(text) <= 30 and not cells.MATERIAL_WORDS.search(text) for text in self.texts),
            "person": lambda: self._share(cells.is_person(text) for text in self.texts),
        }  # fmt: skip
        return self.filled >= 2 and share[what]() >= _MOSTLY

    @property
    def is_numbered(self) -> bool:
        """Whether the cells are titles with numbers before them: （一）机构, B1 规划."""
        marks = [split(text)[0] for text in self.texts]
        return self._share(mark.is_heading or mark.is_code for mark in marks) >= _MOSTLY

    @property
    def is_bare_codes(self) -> bool:
        """Whether the cells are codes that say their place by themselves, and nothing more: C1, 1.2."""
        return self._share(alone(text).is_code for text in self.texts) >= _MOSTLY

    @property
    def is_ticks(self) -> bool:
        """Whether the cells are ticked, or left for ticking."""
        return all(text in TICKS or text in _BLANKS for text in self.texts)

    def corrected(self, what: str) -> str:
        """What the column is after all, where its cells contradict its head *what*."""
        other = {"index": "code", "owner": "person", "person": "owner", "years": "due"}.get(what)
        if (
            what == "index"
            and self._share(alone(text).is_code and not number(text) for text in self.texts) >= _MOSTLY
        ):
            return "code"
        if other in ("person", "owner", "due") and self.looks_like(other) and not self.looks_like(what):
            return other
        return what

    def _share(self, holds: Iterable[bool]) -> float:
        return sum(holds) / len(self.texts) if self.texts else 0.0


def contents(rows: Sequence[Sequence[tuple[str, bool]]], width: int) -> tuple[Content, ...]:
    """One for each column; a cell is its text and whether it is the first of what it is merged into."""
    return tuple(
        Content(tuple(row[column][0] for row in rows if row[column][1] and row[column][0]), len(rows))
        for column in range(width)
    )
