"""Where a run keeps its things while it replaces an output folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SYSTEM = "系统"
MANIFEST = f"{SYSTEM}/manifest-sha256.txt"
BUILD = f"{SYSTEM}/build.json"


@dataclass(frozen=True)
class Places:
    """An output folder and its neighbours, all in one parent so that a rename suffices."""

    target: Path
    """``<output>/<short name>``."""

    @property
    def staging(self) -> Path:
        """The new tree while it is made."""
        return self.target.with_name(f".{self.target.name}.new")

    @property
    def retired(self) -> Path:
        """The old tree between the two renames."""
        return self.target.with_name(f".{self.target.name}.old")

    @property
    def journal(self) -> Path:
        """Stands while a complete new tree waits to be swapped in."""
        return self.target.with_name(f".{self.target.name}.journal")

    @property
    def lock(self) -> Path:
        """Held by the one process that may write."""
        return self.target.with_name(f".{self.target.name}.lock")
