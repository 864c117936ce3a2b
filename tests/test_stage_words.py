"""``init --stage`` takes what people call a kind of school, and no word that may mean two."""

from __future__ import annotations

import pytest

from dossier.errors import UsageError
from dossier.pipeline.begin import _stage


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("小学", "primary"),
        ("完全小学", "primary"),
        ("中心小学", "primary"),
        ("初中", "junior"),
        ("初级中学", "junior"),
        ("初级中学学校", "junior"),
        ("九年一贯制", "nine-year"),
        ("九年一贯制学校", "nine-year"),
        ("９年一贯制学校", "nine-year"),
        ("十二年一贯制 学校", "twelve-year"),
        ("完全中学", "complete"),
        ("完中", "complete"),
        ("教学点", "point"),
        ("特教学校", "special"),
        ("Junior", "junior"),
    ],
)
def test_usual_words(words: str, stage: str) -> None:
    assert _stage(words) == stage


@pytest.mark.parametrize("words", ["中学", "高级中学", "幼儿园", "学校", ""])
def test_words_of_no_stage_or_of_two(words: str) -> None:
    with pytest.raises(UsageError, match="种办学类型；可选：小学"):
        _stage(words)
