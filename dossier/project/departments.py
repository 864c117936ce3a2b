"""Departments that go by several names; the table itself is anybody's."""

from dossier.departments import same_department

__all__ = ["same_department"]
