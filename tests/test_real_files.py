"""Files that nobody here wrote, in the folder that ``DOSSIER_REAL_FILES`` names.

No traceback, no hang, each file in exactly one state, and each unreadable one for the true reason.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from dossier.cache import Cache
from dossier.collect import Collection, collect
from dossier.examine import Examination, examine
from dossier.progress import Progress

FOLDER = os.environ.get("DOSSIER_REAL_FILES", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="DOSSIER_REAL_FILES names no folder")

OPEN_WITHOUT = ("nocopy", "noprinting", "notextaccess")
"""Protected against something else than reading."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("真实文件") / "项目"
    shutil.copytree(FOLDER, base / "材料", symlinks=True)
    return base


@pytest.fixture(scope="module")
def collection(project: Path) -> Collection:
    return collect(project, project.parent / "工作区")


@pytest.fixture(scope="module")
def examination(project: Path, collection: Collection) -> Examination:
    return examine(collection.files, Cache(project.parent / "缓存"), Progress())


def test_every_file_is_in_exactly_one_state(
    project: Path, collection: Collection, examination: Examination
) -> None:
    ended = [item.path for item in (*collection.ignored, *collection.unreadable)]
    ended += [item.path for item in (*examination.documents, *examination.unreadable)]
    assert len(ended) == len(set(ended))
    on_disk = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    assert {path.split("!/")[0] for path in ended} == on_disk


def test_no_reader_hangs_or_dies(examination: Examination) -> None:
    assert [item for item in examination.unreadable if item.reason in ("timeout", "crashed", "bomb")] == []


def test_passwords_are_named_as_such(examination: Examination) -> None:
    found = {item.path: item.reason for item in examination.unreadable}
    for path in (*found, *(document.path for document in examination.documents)):
        name = path.rsplit("/", 1)[-1].lower()
        if ("password" in name or "encrypt" in name) and not any(word in name for word in OPEN_WITHOUT):
            assert found.get(path) == "encrypted", path


def test_only_the_password_files_are_encrypted(examination: Examination) -> None:
    encrypted = [item.path for item in examination.unreadable if item.reason == "encrypted"]
    assert all("password" in path.lower() or "encrypt" in path.lower() for path in encrypted)


def test_ordinary_files_have_pages_or_text(examination: Examination) -> None:
    for document in examination.documents:
        assert document.kind
        assert document.pages is None or document.pages > 0
        assert document.attachment or document.pages or document.kind not in ("pdf", "jpg", "png", "tiff")


def test_a_second_run_says_the_same(project: Path, collection: Collection, examination: Examination) -> None:
    assert examine(collection.files, Cache(project.parent / "缓存"), Progress()) == examination
