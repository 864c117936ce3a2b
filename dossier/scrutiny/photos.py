"""One photo under two activities."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.model import Checklist, Claim, Document, Duplicate, Problem
from dossier.scrutiny.exhibits import Exhibit, plain

_EVENT = re.compile(
    "活动|运动会|家长会|班会|大会|联欢会|[术技书育化]节|比赛|竞赛|球赛|培训|讲座|演练|仪式|典礼|研学|展演|家访|升旗|"
    "开放日|祭扫|表彰|教研|春游|秋游|义卖|劳动"
)
_PLAIN = re.compile(
    r"(?:(?:活动|现场|原始|精选|过程|部分)*(?:照片|图片|相片|影像|影像资料|原图|精选|压缩|资料|图)|[\W\d_]|第[一二三四五六七八九十]+[天日场批组]|[上下]午)+"
)
"""A folder of this name inside that of an activity is a part of it; as a part of a name it tells no other activity."""
_SAME = 3
"""Bits of 64 in which two likenesses of one photo may differ; four quarters of them, so one stays untouched."""


@dataclass(frozen=True)
class _Use:
    """A photo in the folder of an activity, as evidence for a requirement."""

    exhibit: Exhibit
    path: str
    """Where it lies; a copy's own place, although another file stands for it."""

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def activity(self) -> str:
        """The folder of the activity: where the photo lies, or above it where that one only says 照片."""
        folders = self.folder.split("/")
        while len(folders) > 1 and _PLAIN.fullmatch(plain(folders[-1])):
            folders.pop()
        return "/".join(folders)

    @property
    def name(self) -> str:
        """What the folder of the activity calls it."""
        return _PLAIN.sub("", plain(self.activity.rpartition("/")[2]))

    @property
    def is_of_event(self) -> bool:
        return bool(_EVENT.search(self.activity.rpartition("/")[2] or self.exhibit.requirement.title))


def two_events(
    checklist: Checklist,
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    duplicates: Sequence[Duplicate],
) -> Iterator[Problem]:
    """Photos in the folders of two activities in one year, for one requirement or for different ones.

    Requirements that share a material share their photos rightly (一证多用), and photos under two years are found
    where files are compared by year.
    """
    uses: dict[str, list[_Use]] = defaultdict(list)
    for claim in claims:
        for part in claim.parts:
            document = documents.get(part.path)
            if document is not None and len(set(document.picture_hash)) > 1:
                exhibit = Exhibit(document, checklist.by_code[claim.requirement], claim.year, False)
                uses[part.path].append(_Use(exhibit, part.path))
    yield from _copies(uses, documents, duplicates)
    yield from _alike([found[0] for _, found in sorted(uses.items()) if len(found) == 1])


def _copies(
    uses: Mapping[str, Sequence[_Use]], documents: Mapping[str, Document], duplicates: Sequence[Duplicate]
) -> Iterator[Problem]:
    """Copies to the byte: the file that stands for both serves what both were filed under."""
    for duplicate in sorted(duplicates, key=lambda d: d.path):
        served = uses.get(duplicate.of, ()) if duplicate.reason == "same-content" else ()
        for use in (*served[1:], *served[:1]) if duplicate.path in documents else ():
            copy = _Use(replace(use.exhibit, document=documents[duplicate.path]), duplicate.path)
            if _clash(served[0], copy):
                yield copy.exhibit.problem("photo-two-events", of=duplicate.of)
                break


def _alike(uses: Sequence[_Use]) -> Iterator[Problem]:
    """Photos sent on smaller or compressed again."""
    seen: dict[tuple[int, str], list[_Use]] = defaultdict(list)
    for use in uses:
        likeness = use.exhibit.document.picture_hash
        quarters = [(n, likeness[n * 4 : n * 4 + 4]) for n in range(4)]
        before = {other.path: other for quarter in quarters for other in seen[quarter]}
        twin = next((other for _, other in sorted(before.items()) if _is_twin(use, other)), None)
        if twin is not None:
            yield use.exhibit.problem("photo-two-events", of=twin.path)
        for quarter in quarters:
            seen[quarter].append(use)


def _is_twin(one: _Use, other: _Use) -> bool:
    differing = int(one.exhibit.document.picture_hash, 16) ^ int(other.exhibit.document.picture_hash, 16)
    return differing.bit_count() <= _SAME and _clash(one, other)


def _clash(one: _Use, other: _Use) -> bool:
    """Whether two uses of one photo tell of different activities."""
    years = {one.exhibit.year, other.exhibit.year} - {""}
    return (
        one.activity != other.activity
        and one.is_of_event
        and other.is_of_event
        and len(years) < 2
        and not _share(one, other)
    )


def _share(one: _Use, other: _Use) -> bool:
    """Whether both may show the photo: one material, unless what they fill collects activities and these are two."""
    first, second = one.exhibit.requirement, other.exhibit.requirement
    if first.code == second.code:
        return not _are_two(one, other)
    return bool(first.material and first.material == second.material)


def _are_two(one: _Use, other: _Use) -> bool:
    """Whether two folders are of activities by names of their own; one may hold the other, or choose from it."""
    nested = f"{one.activity}/".startswith(f"{other.activity}/") or f"{other.activity}/".startswith(
        f"{one.activity}/"
    )
    return not nested and one.name not in other.name and other.name not in one.name
