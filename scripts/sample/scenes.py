"""Pictures drawn for the sample: photos of events with a caption board, screens, plans, scanned sheets."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from dossier import resources

_SIZE = (960, 720)
_QUALITY = 55
Draw = ImageDraw.ImageDraw
_TURNS = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
"""How the stored picture lies, by the EXIF orientation that puts it upright again."""


def photo(scene: str, board: Sequence[str], seed: str, *, taken: str = "", orientation: int = 1) -> bytes:
    """A JPEG as a telephone makes it.

    Args:
        scene: one of outdoor hall class garden lab field music screen wall board.
        board: lines written on the caption board.
        seed: makes one photo of a scene differ from the next.
        taken: EXIF day and time, ``2025:04:24 09:15:00``; empty for pictures that a chat program stripped.
        orientation: EXIF orientation, 1 3 6 or 8; the stored picture is turned accordingly.
    """
    image = _scene(scene, board, seed)
    if orientation in _TURNS:
        image = image.transpose(_TURNS[orientation])
    exif = Image.Exif()
    if taken:
        exif[0x0132] = exif.get_ifd(0x8769)[0x9003] = taken
    if orientation != 1:
        exif[0x0112] = orientation
    return _jpeg(image, _QUALITY, exif)


def recompressed(data: bytes) -> bytes:
    """The same photo sent through a chat program: smaller, without EXIF."""
    return _jpeg(Image.open(io.BytesIO(data)).resize((880, 660)), 50, Image.Exif())


def scan(lines: Sequence[str], size: tuple[int, int] = (620, 877), quality: int = 35) -> bytes:
    """A grey JPEG of a sheet of paper with *lines* on it, a little askew."""
    chance = random.Random("".join(lines))
    image = Image.new("L", size, 244)
    draw = ImageDraw.Draw(image)
    width = size[0]
    y = size[1] // 12
    for place, line in enumerate(lines):
        face = _face(width // (24 if place == 0 else 36))
        for piece in _wrapped(line, 20 if place == 0 else 30):
            draw.text((width // 12, y), piece, font=face, fill=40)
            y += int(face.size * 1.7)
    for _ in range(60):
        x, top = chance.randrange(width), chance.randrange(size[1])
        draw.point((x, top), fill=chance.randrange(90, 200))
    return _jpeg(image.rotate(chance.uniform(-0.6, 0.6), fillcolor=244), quality, Image.Exif())


def plan(title: str, seed: str) -> bytes:
    """A PNG of a drawn plan: boxes with names."""
    chance = random.Random(seed)
    image = Image.new("P", (900, 640), 0)
    image.putpalette([255, 255, 255, 60, 60, 60, 205, 225, 245, 225, 240, 210])
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"
    draw.text((300, 20), title, font=_face(28), fill=1)
    for place, name in enumerate(("明理楼", "致远楼", "书香楼", "健体馆", "行政楼", "膳食楼")):
        x, y = 60 + place % 3 * 280 + chance.randrange(20), 90 + place // 3 * 270
        draw.rectangle(
            (x, y, x + 200, y + 150 + chance.randrange(40)), outline=1, fill=2 + place % 2, width=2
        )
        draw.text((x + 60, y + 60), name, font=_face(24), fill=1)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _scene(scene: str, board: Sequence[str], seed: str) -> Image.Image:
    chance = random.Random(f"{scene} {seed}")
    image = Image.new("RGB", _SIZE, _shade(chance, 150, 250))
    draw = ImageDraw.Draw(image)
    _SCENES[scene](draw, chance)
    _board(draw, board, chance)
    return image


def _shade(chance: random.Random, low: int, high: int) -> tuple[int, int, int]:
    return chance.randrange(low, high), chance.randrange(low, high), chance.randrange(low, high)


def _ground(draw: Draw, chance: random.Random) -> None:
    horizon = chance.randrange(260, 420)
    draw.rectangle((0, horizon, 960, 720), fill=_shade(chance, 70, 180))
    for _ in range(chance.randrange(4, 9)):
        x, width, height = chance.randrange(-60, 900), chance.randrange(60, 260), chance.randrange(60, 220)
        draw.rectangle((x, horizon - height, x + width, horizon), fill=_shade(chance, 60, 230))


def _people(draw: Draw, chance: random.Random) -> None:
    for _ in range(chance.randrange(6, 16)):
        x, y, size = chance.randrange(20, 920), chance.randrange(330, 640), chance.randrange(14, 34)
        draw.rectangle((x - size, y, x + size, y + size * 3), fill=_shade(chance, 20, 240))
        draw.ellipse((x - size // 2, y - size, x + size // 2, y), fill=(235, 205, 180))


def _outdoor(draw: Draw, chance: random.Random) -> None:
    _ground(draw, chance)
    for _ in range(chance.randrange(3, 8)):
        x, y, size = chance.randrange(960), chance.randrange(180, 330), chance.randrange(40, 120)
        draw.rectangle((x - 8, y, x + 8, y + 160), fill=(110, 80, 50))
        draw.ellipse((x - size, y - size, x + size, y + size), fill=(40, chance.randrange(110, 190), 60))
    _people(draw, chance)


def _indoor(draw: Draw, chance: random.Random) -> None:
    corner = chance.randrange(150, 800)
    draw.polygon(
        ((corner, 0), (960, 0), (960, 720), (corner + chance.randrange(-100, 100), 480)),
        fill=_shade(chance, 110, 220),
    )
    draw.rectangle((0, chance.randrange(450, 560), 960, 720), fill=_shade(chance, 90, 170))
    for _ in range(chance.randrange(3, 9)):
        x, y = chance.randrange(900), chance.randrange(300, 640)
        draw.rectangle(
            (x, y, x + chance.randrange(70, 220), y + chance.randrange(20, 60)), fill=_shade(chance, 60, 200)
        )


def _hall(draw: Draw, chance: random.Random) -> None:
    _indoor(draw, chance)
    _people(draw, chance)


def _field(draw: Draw, chance: random.Random) -> None:
    _ground(draw, chance)
    for lane in range(chance.randrange(3, 7)):
        x = chance.randrange(0, 400) + lane * chance.randrange(60, 140)
        draw.line((x, 720, x // 2 + 240, 380), fill="white", width=6)
    _people(draw, chance)


def _panels(draw: Draw, chance: random.Random) -> None:
    for _ in range(chance.randrange(5, 12)):
        x, y = chance.randrange(850), chance.randrange(60, 600)
        size = chance.randrange(60, 280), chance.randrange(50, 190)
        draw.rectangle(
            (x, y, x + size[0], y + size[1]), fill=_shade(chance, 40, 250), outline="white", width=4
        )
        for line in range(y + 16, y + size[1] - 10, 18):
            draw.line(
                (x + 12, line, x + size[0] - chance.randrange(14, 50), line),
                fill=_shade(chance, 20, 120),
                width=4,
            )


_SCENES: dict[str, Callable[[Draw, random.Random], None]] = {
    "outdoor": _outdoor,
    "garden": _outdoor,
    "field": _field,
    "hall": _hall,
    "class": _hall,
    "lab": _indoor,
    "music": _indoor,
    "screen": _panels,
    "wall": _panels,
    "board": _panels,
}


def _board(draw: Draw, lines: Sequence[str], chance: random.Random) -> None:
    x, y = chance.randrange(20, 460), chance.randrange(20, 90)
    draw.rectangle(
        (x, y, x + 460, y + 60 * len(lines) + 20), fill=_shade(chance, 20, 110), outline="white", width=3
    )
    for place, line in enumerate(lines):
        draw.text((x + 18, y + 14 + 60 * place), line, font=_face(40), fill="white")


def _wrapped(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)] or [""]


@lru_cache(maxsize=16)
def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resources.cjk_font("bold", "sans")), size)


def _jpeg(image: Image.Image, quality: int, exif: Image.Exif) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, exif=exif)
    return buffer.getvalue()
