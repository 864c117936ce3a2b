"""Readers of the two containers that nearly every office file is, zip and OLE, and of pages packed as a mail.

They take nothing in a file at its word: sizes are counted while reading, chains of blocks may not loop, and
whatever is wrong comes out as one :class:`ContainerError` with the true reason. Only the standard library.
"""

from dossier.containers.errors import ContainerError
from dossier.containers.kinds import zip_kind
from dossier.containers.ole import MAGIC, Ole, has_password
from dossier.containers.web_archive import WebPage, is_web_archive, web_pages
from dossier.containers.zips import Caps, Entry, Meter, is_locked, overlapping, read_index

__all__ = [
    "MAGIC",
    "Caps",
    "ContainerError",
    "Entry",
    "Meter",
    "Ole",
    "WebPage",
    "has_password",
    "is_locked",
    "is_web_archive",
    "overlapping",
    "read_index",
    "web_pages",
    "zip_kind",
]
