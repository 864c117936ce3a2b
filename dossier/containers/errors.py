"""The one error of the container readers."""

from __future__ import annotations

from dossier.model import UnreadableReason


class ContainerError(Exception):
    """A container, or a member of one, cannot be read."""

    def __init__(self, reason: UnreadableReason, detail: str = "") -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason: UnreadableReason = reason
        self.detail = detail
        """For a person, in Chinese with brackets: ``（文件校验不符）``; may be empty."""
