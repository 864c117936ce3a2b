"""What was found on disk, what it says, and what it is claimed to prove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

UnreadableReason = Literal[
    "empty",
    "truncated",
    "corrupt",
    "encrypted",
    "unsupported",
    "bomb",
    "doctype",
    "timeout",
    "crashed",
    "too-large",
    "denied",
    "changed",
]
IgnoredReason = Literal["lock", "junk", "link", "special"]
Root = Literal["材料", "上交", "数据"]
Doubt = Literal[
    "",
    "blank",
    "draft",
    "discarded",
    "model",
    "above",
    "other",
    "rival",
    "contradiction",
    "words",
    "likeness",
    "folder",
    "scan",
    "archive",
    "format",
    "bygone",
    "year-none",
    "year-open",
    "year-ahead",
    "years-differ",
    "event",
    "split",
]
"""Why a claim is 待确认: it looks like a blank form, a draft, something thrown out, a model text, a paper from above or another school's; another
material is as near; name, title or folder speak against it; words are left over; only likeness or only a folder
speaks for it; it was recognised on a scan; it is a closed archive, of another format, of years ago; it
bears no year, one that fits two, one that may be the next, several that differ; it is a piece of what looks like one event, or of what looks like several materials."""


def _nothing() -> None:
    """What there is to be unpacked of a file on disk."""


class SourceFile(NamedTuple):
    """One entry under a root, a regular file or a member of an archive (来源文件).

    A tuple, for there are very many of them: it takes a third of the memory of a record, and of the time to make one.
    """

    path: str
    """POSIX path in the project as stored; members as ``材料/a.zip!/b.docx``."""
    root: Root
    place: str
    """Where its bytes are on this machine; for members a private copy. Never printed; to be opened through
    :meth:`at_hand`. No ``Path``: making one takes longer than finding the file."""
    fingerprint: tuple[int, ...]
    """Size (bytes) and time of the last change (ns; of a member that of its archive). Of files that were found on disk
    also what else must stay for them to count as unchanged (see :func:`dossier.cache.fingerprint`)."""
    sha256: str = ""
    """Of members, which are hashed while they are unpacked; empty for files on disk."""
    unpack: Callable[[], None] = _nothing
    """Brings a member to its place, whose archive was not opened because nothing changed."""

    @property
    def size(self) -> int:
        """Bytes."""
        return self.fingerprint[0]

    @property
    def mtime_ns(self) -> int:
        """When it changed last; of a member, its archive."""
        return self.fingerprint[1]

    @property
    def department(self) -> str:
        """The folder below 上交/ that it lies in; empty elsewhere."""
        steps = self.path.split("/", 2) if self.root == "上交" else ()
        return steps[1] if len(steps) > 2 else ""

    @property
    def name(self) -> str:
        """File name without folders."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def disk(self) -> Path:
        """``place`` as a path."""
        return Path(self.place)

    def at_hand(self) -> Path:
        """``disk``, with the bytes there by now. Whoever opens a source asks for this."""
        self.unpack()
        return self.disk


@dataclass(frozen=True, kw_only=True)
class Ignored:
    """Entries that nobody would hand in: locks, junk, links (忽略)."""

    path: str
    reason: IgnoredReason


@dataclass(frozen=True, kw_only=True)
class Unreadable:
    """A file that could not be read, with the true reason (无法打开)."""

    path: str
    reason: UnreadableReason
    detail: str = ""
    """More for a person, in Chinese: which password, which part."""
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A line that looks like the title of a material inside a file, with its page."""

    text: str
    page: int


@dataclass(frozen=True, kw_only=True)
class Document:
    """A readable file and what it says about itself (文档)."""

    source: SourceFile
    kind: str
    """By content: docx doc xlsx xls csv pdf jpg png tiff bmp webp gif heic txt zip rar ofd ppt pptx odt eml mp4 …"""
    sha256: str
    pages: int | None = None
    """Pages known without conversion (PDF, images); None until converted."""
    title: str = ""
    """The title inside: first heading, title row, first line, else the property; empty when there is none."""
    lead: str = ""
    """First ~2,000 characters of its text, for years and distractors; never printed."""
    tail: str = ""
    """Last ~400 characters of a written text, where signature and date stand; never printed. Empty where the end
    cannot be read, or is a picture."""
    headings: tuple[Heading, ...] = ()
    """Of a PDF with text: titles at the top of pages, to propose a split."""
    attendees: tuple[str, ...] = ()
    """Names in a typed sign-in sheet that only a school's staff signs; never printed but to name who is not staff."""
    taken: str = ""
    """ISO date a photo was taken, from EXIF or a name pattern."""
    picture_hash: str = ""
    """Perceptual hash of a photo (hex), to find one photo under two years."""
    has_text: bool = True
    """False for scans and photos."""
    attachment: bool = False
    """Kept as it is (video, archive that cannot be read …): no pages."""
    volatile: str = ""
    """Names a field that changes by the day (TODAY(), DATE), or empty."""
    paper: bool = False
    """Of a picture: it looks like a page of paper rather than a scene."""
    recognised: bool = False
    """Title and lead were read off a scan by character recognition, which errs now and then: never printed, and never
    enough by themselves."""
    personal: bool = False
    """Whether an identity or a pupil number stands anywhere in its text, behind the lead too."""
    wrong_extension: bool = False

    @property
    def path(self) -> str:
        """Its path in the project."""
        return self.source.path


@dataclass(frozen=True, kw_only=True)
class Duplicate:
    """The same content under another name, or an older version (重复)."""

    path: str
    of: str
    reason: Literal["same-content", "older-version", "version-unused", "pages-of"]
    """``version-unused``: another version than the one that a person chose. ``pages-of``: the PDF that a neighbour document was printed to; it serves as that document's pages."""


@dataclass(frozen=True, order=True)
class Slot:
    """A place in the archive that numbers belong to: requirement × year × ordinal."""

    requirement: str
    year: str = ""
    """``2024-2025`` school year, ``2024`` calendar year, or empty."""
    ordinal: int = 1


@dataclass(frozen=True, kw_only=True)
class Part:
    """A file, or a page range of one (分件)."""

    path: str
    pages_from: int | None = None
    pages_to: int | None = None


@dataclass(frozen=True, kw_only=True)
class Claim:
    """This proves that, because (归类)."""

    requirement: str
    year: str
    """The slot's year that it fills; empty when years do not matter or the year is unknown."""
    parts: tuple[Part, ...]
    rule: str
    """``decision`` ``code`` ``title`` ``name`` ``folder`` ``similar`` ``heads`` ``split`` ``event``"""
    reason: str
    """One Chinese phrase: 文件名含“均衡编班方案”."""
    score: int
    """0–100."""
    runner_up: str = ""
    """The next best requirement code, with its score: ``1-2-03 62``."""
    certain: bool = False
    """已确认 or 待确认; an uncertain claim never fills a slot."""
    doubt: Doubt = ""
    """Why it is not certain; empty when it is."""
    title: str = ""
    """题名 to be printed."""
    copy: str = ""
    papers: tuple[str, ...] = ()
    """Of a requirement that lists papers the titles of those that it is, or may hold."""
