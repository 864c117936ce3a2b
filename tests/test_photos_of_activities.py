"""One photo under two activities that one requirement collects: 学雷锋 and 国庆 among 主题教育活动."""

from __future__ import annotations

import pytest

from dossier.model import Document, Duplicate
from tests.evidence import CHECKLIST, MORALS, PROJECT, claim, document, scrutinise

_ALL = "材料/3-6-03 主题教育活动2025-2026"
_LEI_FENG = f"{_ALL}/学雷锋主题教育活动/照片/A1.jpg"
_OCTOBER = f"{_ALL}/国庆主题教育活动/照片/B1.jpg"


def photo(path: str, likeness: str) -> Document:
    return document(path, kind="jpg", picture_hash=likeness)


def told(one: str, other: str) -> list[str]:
    """Paths told of for a photo and a smaller one of it."""
    photos = [photo(one, "0f1e2d3c4b5a6978"), photo(other, "0f1e2d3c4b5a6979")]
    claims = [claim(MORALS, one, other)]
    return [problem.path for problem in scrutinise(CHECKLIST, PROJECT, claims, photos)]


def test_a_smaller_photo_under_another_activity_of_one_requirement() -> None:
    assert told(_LEI_FENG, _OCTOBER) == [_LEI_FENG]  # the later path


def test_a_copy_under_another_activity_of_one_requirement_is_named_itself() -> None:
    photos = [photo(path, "0f1e2d3c4b5a6978") for path in (_LEI_FENG, _OCTOBER)]
    copy = Duplicate(path=_OCTOBER, of=_LEI_FENG, reason="same-content")
    [problem] = scrutinise(CHECKLIST, PROJECT, [claim(MORALS, _LEI_FENG)], photos, [copy])
    assert (problem.code, problem.path, _LEI_FENG in problem.message) == ("photo-two-events", _OCTOBER, True)


@pytest.mark.parametrize(
    "other",
    [
        f"{_ALL}/B1.jpg",
        f"{_ALL}/学雷锋主题教育活动/B1.jpg",
        f"{_ALL}/学雷锋主题教育活动/精选照片/B1.jpg",
        f"{_ALL}/学雷锋主题教育活动（精选）/B1.jpg",
        f"{_ALL}/3月学雷锋主题教育活动上午/照片/B1.jpg",
        "材料/校园一角/B1.jpg",
    ],
)
def test_folders_of_one_activity(other: str) -> None:
    assert told(_LEI_FENG, other) == []
