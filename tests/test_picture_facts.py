"""What is read in pictures: kind, pages, likeness, the day they were taken."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from dossier.examine.taken import taken
from tests.bad_files import (
    heic,
    picture,
)
from tests.looking import (
    facts,
    reason,
)


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("JPEG", "jpg"),
        ("PNG", "png"),
        ("TIFF", "tiff"),
        ("BMP", "bmp"),
        ("GIF", "gif"),
        ("WEBP", "webp"),
        ("HEIF", "heic"),
    ],
)
def test_pictures_of_every_kind(form: str, kind: str) -> None:
    found = facts("a.bin", picture(form))
    assert (found["kind"], found["pages"], found["has_text"]) == (kind, 1, False)
    assert len(str(found["picture_hash"])) == 16


def test_a_likeness_survives_scaling_and_turning() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90° clockwise
    upright = facts("a.jpg", picture())["picture_hash"]
    scaled = facts("a.jpg", picture(size=(720, 640)))["picture_hash"]
    turned = Image.open(io.BytesIO(picture("PNG"))).transpose(Image.Transpose.ROTATE_90)
    target = io.BytesIO()
    turned.save(target, "JPEG", exif=exif)
    other = facts("a.jpg", picture(seed=5))["picture_hash"]
    assert distance(upright, scaled) <= 2
    assert distance(upright, facts("a.jpg", target.getvalue())["picture_hash"]) <= 4
    assert distance(upright, other) > 12


def distance(one: object, other: object) -> int:
    return (int(str(one), 16) ^ int(str(other), 16)).bit_count()


def test_a_flat_picture_has_no_likeness() -> None:
    target = io.BytesIO()
    Image.new("RGB", (100, 100), "white").save(target, "JPEG")
    assert facts("a.jpg", target.getvalue())["picture_hash"] == ""


def test_the_camera_knows_the_day() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2024:03:15 10:11:12"
    assert facts("a.jpg", picture(exif=exif))["taken"] == "2024-03-15"
    assert facts("a.heic", picture("HEIF", exif=exif.tobytes()))["taken"] == "2024-03-15"
    exif.get_ifd(0x8769)[0x9003] = "0000:00:00 00:00:00"
    assert facts("a.jpg", picture(exif=exif))["taken"] == ""


def test_a_tiff_counts_its_pages() -> None:
    pages = [Image.linear_gradient("L") for _ in range(3)]
    target = io.BytesIO()
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:])
    assert facts("a.tif", target.getvalue())["pages"] == 3


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF", "HEIF"])
def test_half_a_picture_is_noticed(form: str) -> None:
    noise = Image.effect_noise((300, 300), 90).convert("RGB")
    if form == "HEIF":
        whole = heic(noise)
    else:
        target = io.BytesIO()
        noise.save(target, form)
        whole = target.getvalue()
    expected = ("truncated",) if form in ("JPEG", "PNG", "TIFF", "WEBP", "HEIF") else ("truncated", "corrupt")
    assert reason("a.jpg", whole[: len(whole) // 2]) in expected


def test_a_picture_of_too_many_points_is_a_bomb() -> None:
    made = bytearray(picture("PNG"))
    struct.pack_into(">2I", made, 16, 60_000, 60_000)
    import zlib

    struct.pack_into(">I", made, 29, zlib.crc32(bytes(made[12:29])))
    assert reason("a.png", bytes(made)) == "bomb"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("IMG_20240315_101112.jpg", "2024-03-15"),
        ("微信图片_20240315093000.jpg", "2024-03-15"),
        ("微信图片_2024-03-15_093000_123.jpg", "2024-03-15"),
        ("mmexport1710460800000.jpg", "2024-03-15"),
        ("20240315_101112.jpg", "2024-03-15"),
        ("IMG_20241315.jpg", ""),
        ("IMG_20240230_000000.jpg", ""),
        ("电话13820240315.jpg", ""),
        ("活动照片3.jpg", ""),
        ("IMG_5195.HEIC", ""),
    ],
)
def test_the_day_in_a_name(name: str, day: str) -> None:
    assert taken(name) == day
