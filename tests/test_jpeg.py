"""Copies of photos that broke off and were filled up with zeros; and zeros in photos that mean no harm."""

from __future__ import annotations

import contextlib
import io
import random
import struct

import pytest
from PIL import Image

from dossier.examine import jpeg
from dossier.examine.facts import Unfit
from tests.looking import facts, reason, verdict

HOLE = {"unreadable": ["corrupt", "（中间有一段数据成了空白）"]}
NOISE = Image.frombytes("RGB", (600, 400), random.Random(1).randbytes(720_000))
SOFT = Image.frombytes("RGB", (6, 5), random.Random(2).randbytes(90)).resize(
    (1600, 1200), Image.Resampling.BICUBIC
)
WAYS = [{}, {"optimize": True}, {"progressive": True}, {"restart_marker_blocks": 16}]


def saved(image: Image.Image, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", **{"quality": 90, **options})
    return target.getvalue()


def zeroed(data: bytes, start: int, end: int) -> bytes:
    return data[:start] + bytes(end - start) + data[end:]


@pytest.mark.parametrize("options", WAYS)
@pytest.mark.parametrize("image", [NOISE, SOFT], ids=["noise", "soft"])
@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_a_photo_whose_end_is_zeros_is_incomplete(
    image: Image.Image, options: dict[str, object], share: float
) -> None:
    whole = saved(image, **options)
    assert facts("a.jpg", whole)["kind"] == "jpg"
    assert reason("a.jpg", zeroed(whole, int(len(whole) * share), len(whole))) == "truncated"
    assert reason("a.jpg", whole[:-2] + bytes(5_000)) == "truncated"


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_stretch_of_zeros_in_a_photo_is_told(mode: str) -> None:
    whole = saved(NOISE.convert(mode))
    for start in (20_001, 50_000):
        assert verdict("a.jpg", zeroed(whole, start, start + 600)) == HOLE
    assert facts("a.jpg", zeroed(whole, 20_001, 20_101))["kind"] == "jpg"


@pytest.mark.parametrize("options", WAYS)
def test_lost_sectors_are_told_in_every_kind_of_scan(options: dict[str, object]) -> None:
    whole = saved(NOISE, **options)
    assert verdict("a.jpg", zeroed(whole, 40_960, 45_056)) == HOLE


def test_zeros_to_the_last_mark_are_told() -> None:
    whole = saved(SOFT, optimize=True)
    start = len(whole) // 2 // 512 * 512
    assert verdict("a.jpg", zeroed(whole, start, len(whole) - 2)) == HOLE


TILE = Image.frombytes("L", (8, 8), bytes(255 * (x % 8 < 4) for _ in range(8) for x in range(8)))
STRIPES = Image.new("L", (1600, 1200))
for _place in range(1600 * 1200 // 64):
    STRIPES.paste(TILE, (_place % 200 * 8, _place // 200 * 8))
SOUND = {
    "white": Image.new("RGB", (2480, 3508), "white"),
    "black": Image.new("L", (2480, 3508), 0),
    "no ink": Image.new("CMYK", (2480, 3508), (0, 0, 0, 0)),
    "stripes": STRIPES,
    "wide slope": Image.linear_gradient("L").rotate(90).resize((20_000, 256)),
    "tall slope": Image.linear_gradient("L").resize((256, 20_000)),
}


@pytest.mark.parametrize("options", [*WAYS, {"optimize": True, "subsampling": 0}])
@pytest.mark.parametrize("quality", [30, 75, 100])
@pytest.mark.parametrize("name", SOUND)
def test_flat_pictures_are_zeros_by_right(name: str, quality: int, options: dict[str, object]) -> None:
    whole = saved(SOUND[name], quality=quality, **options)
    jpeg.check(io.BytesIO(whole))


def test_a_white_page_is_long_rows_of_zeros() -> None:
    whole = saved(SOUND["white"], optimize=True)
    assert bytes(4_096) in whole[700:]
    assert facts("a.jpg", whole)["kind"] == "jpg"


@pytest.mark.parametrize(
    "behind",
    [
        b"\0",
        bytes(100_000),
        bytes(64) + b"SEFT",
        bytes(5_000) + b"Image_UTC_Data" + bytes(5_000),
        saved(SOFT),
    ],
    ids=["one", "many", "trailer", "long trailer", "a second picture"],
)
def test_what_stands_behind_a_photo_does_no_harm(behind: bytes) -> None:
    assert facts("a.jpg", saved(NOISE) + behind)["kind"] == "jpg"


def test_zeros_in_what_a_camera_says_do_no_harm() -> None:
    thumbnail = zeroed(saved(NOISE.resize((160, 120))), 2_000, 4_000)
    exif = b"Exif\0\0" + thumbnail + bytes(30_000)
    whole = saved(NOISE, exif=exif, icc_profile=bytes(200_000), comment=bytes(5_000))
    assert facts("a.jpg", whole)["kind"] == "jpg"
    # Where the hole begins in a head, there is no picture at all.
    assert reason("a.jpg", zeroed(whole, 20_000, len(whole))) in ("corrupt", "truncated")


@pytest.mark.parametrize("seed", range(200))
def test_heads_at_random_are_an_answer(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(saved(SOFT, **WAYS[seed % 4]))
    for _ in range(8):
        data[chance.randrange(2, 900)] = chance.randrange(256)
    with contextlib.suppress(Unfit):
        jpeg.check(io.BytesIO(bytes(data)))
    jpeg.ends_early(io.BytesIO(bytes(data)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xda\0\x02\xff\xd9",
        b"\xff\xd8\xff\xda\0\0\xff\xd9",
        b"\xff\xd8\xff\xc4\0\x30" + bytes(16) + b"\xff\xda\0\x08\x03" + bytes(9) + b"\xff\xd9",
        b"\xff\xd8" + b"\xff\xe1\0\0" * 1_000,
        b"\xff\xd8" + b"\xff\xc4" + struct.pack(">H", 65_535) + b"\x10" + b"\xff" * 70_000,
    ],
)
def test_scraps_are_no_matter(data: bytes) -> None:
    jpeg.check(io.BytesIO(data))


@pytest.mark.parametrize(
    ("band", "steps", "symbol", "speaks"),
    [
        ((0, 63), 0x00, 0x01, True),
        ((0, 63), 0x00, 0x00, False),
        ((1, 63), 0x01, 0x02, True),
        ((1, 63), 0x21, 0x01, False),
        ((1, 5), 0x00, 0x01, False),
        ((0, 63), 0x00, 0x31, False),
    ],
)
def test_zeros_speak_where_they_are_coefficients(
    band: tuple[int, int], steps: int, symbol: int, speaks: bool
) -> None:
    tables = b"\xff\xc4\0\x14\x10\x01" + bytes(15) + bytes([symbol])
    head = b"\xff\xda\0\x08\x01\x01\0" + bytes([*band, steps])
    data = b"\xff\xd8" + tables + head + b"\x55" * 9 + bytes(600) + b"\x55\xff\xd9"
    (scan,) = jpeg._scans(data)
    assert (scan.speaking, data[scan.start], data[scan.end :]) == (speaks, 0x55, b"\xff\xd9")
