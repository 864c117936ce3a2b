"""Everything that reaches the disk: staged beside its target, swapped by a journal, checked again at any time."""

from dossier.publish.journal import recover
from dossier.publish.plan import changed
from dossier.publish.publish import Published, publish, refuse
from dossier.publish.single import refuse_file, write_file
from dossier.publish.verify import Difference, verify

__all__ = [
    "Difference",
    "Published",
    "changed",
    "publish",
    "recover",
    "refuse",
    "refuse_file",
    "verify",
    "write_file",
]
