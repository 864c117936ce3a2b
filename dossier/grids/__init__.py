"""The cells of a workbook, sheet by sheet, whatever lies far out on it; runs in the guarded child.

calamine reads the values, and makes room for every cell up to the last: one stray mark in the far corner asks for
seventeen thousand million. What it does not see (hidden rows and columns, errors, formulas without a result) and
where the far cells are is found in the bytes of the sheet; a sheet that is mostly gap is read cell by cell.
"""

from dossier.grids.grid import FAR_HINT, LONGEST, WIDEST, Bounds, Grid, far_out
from dossier.grids.package import Package
from dossier.grids.peek import Peek
from dossier.grids.places import letters, name_of, place_of
from dossier.grids.read import is_panic, workbook
from dossier.grids.records import check_xls, ends_early
from dossier.grids.text import table_text
from dossier.grids.web_archive import shown_pages, web_archive
from dossier.grids.web_page import web_page
from dossier.grids.xml2003 import workbook_2003

__all__ = [
    "FAR_HINT",
    "LONGEST",
    "WIDEST",
    "Bounds",
    "Grid",
    "Package",
    "Peek",
    "check_xls",
    "ends_early",
    "far_out",
    "is_panic",
    "letters",
    "name_of",
    "place_of",
    "shown_pages",
    "table_text",
    "web_archive",
    "web_page",
    "workbook",
    "workbook_2003",
]
