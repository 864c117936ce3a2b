"""A county's list of materials (迎检材料目录) → a checklist: Word, Excel, CSV, tables or numbered paragraphs.

What is understood is said, and every row that is not is named with its place; nothing is guessed in silence.
"""

from dossier.checklist.county.heads import MEANINGS
from dossier.checklist.county.read import Imported, from_table, needs_conversion
from dossier.checklist.county.wishes import Wishes

__all__ = ["MEANINGS", "Imported", "Wishes", "from_table", "needs_conversion"]
