"""Photographs and scans: whole or not, when taken, and a likeness that survives scaling."""

from __future__ import annotations

import os
import re
import struct
import warnings
from typing import TYPE_CHECKING, BinaryIO, cast

from dossier import heic
from dossier.examine import jpeg, tiff
from dossier.examine.facts import Facts, Sample, Unfit
from dossier.examine.media import check_boxes
from dossier.examine.sips import Sips

if TYPE_CHECKING:
    from PIL import Image

_FORMATS = {
    "jpg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "gif": ("GIF",),
    "bmp": ("BMP",),
    "tiff": ("TIFF",),
    "webp": ("WEBP",),
    "heic": ("HEIF",),
}
_MOST_PIXELS = 250_000_000
"""More than any telephone takes (200 megapixels)."""
_MOST_FRAMES = 2_000
_PREVIEW = (512, 512)
_EXIF_PART = 0x8769
_TAKEN_TAGS = (0x9003, 0x9004)
_CHANGED_TAG = 0x0132
_TAKEN = re.compile(r"(19[89]\d|20\d\d):(0[1-9]|1[0-2]):(0[1-9]|[12]\d|3[01])\b")
_BROKEN = (
    OSError, ValueError, SyntaxError, TypeError, LookupError, EOFError, ArithmeticError, RuntimeError, struct.error,
)  # fmt: skip
"""What Pillow and its plug-in raise on broken files."""
_FLAT = 8
"""Shades; a picture with fewer has no likeness to compare."""
_SHORTEST_SIDE = 400
"""Points; on a smaller page no character can be read."""
_PALE, _BRIGHT = 56, 115
"""Saturation at most, brightness at least, of 255: paper, under a yellow lamp or in the shade too."""
_PAPER_SHARE = 0.6
_TELLING = range(8, 57)
"""Bits set; skies and blank walls all look alike, so outside of this a likeness says nothing."""


def read(sample: Sample) -> Facts:
    """Decode the whole picture, so that a missing half is noticed."""
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # our own limit is below, and warnings are of no use in a child
    warnings.simplefilter("ignore")
    if sample.kind == "heic":
        check_boxes(sample.file)  # half a photo is decoded without complaint
        heic.register()
    sample.file.seek(0)
    try:
        image = Image.open(_source(sample), formats=_FORMATS[sample.kind])
        if image.width * image.height > _MOST_PIXELS:
            raise Unfit("bomb", f"（{image.width}×{image.height}像素）")
        facts = _facts(image, sample.kind)
    except UnidentifiedImageError as error:
        raise Unfit("truncated" if _ends_early(sample) else "corrupt") from error
    except _BROKEN as error:
        cut = "truncated" in str(error).lower() or isinstance(error, EOFError) or _ends_early(sample)
        raise Unfit("truncated" if cut else "corrupt") from error
    if sample.kind == "jpg":
        jpeg.check(sample.file)
    if sample.kind == "tiff" and _ends_early(sample):
        raise Unfit("truncated", "（后面的页不全）")
    return facts


def _facts(image: Image.Image, kind: str) -> Facts:
    taken = _taken(image)
    is_readable = min(image.size) >= _SHORTEST_SIDE
    pages = min(getattr(image, "n_frames", 1), _MOST_FRAMES) if kind == "tiff" else 1
    image.draft("RGB", _PREVIEW)
    image.load()
    upright = _on_white(image)
    return Facts(
        kind=kind,
        pages=pages,
        taken=taken,
        picture_hash=_likeness(upright),
        has_text=False,
        paper=is_readable and _is_paper(upright),
    )


def _source(sample: Sample) -> BinaryIO:
    return cast("BinaryIO", Sips(sample.file)) if sample.kind in ("jpg", "gif") else sample.file


def _ends_early(sample: Sample) -> bool:
    """Whether a picture is shorter than it says, as far as its format says so."""
    if sample.kind == "tiff":
        return tiff.ends_early(sample.file)
    if sample.kind == "jpg":
        return jpeg.ends_early(sample.file)
    length = sample.file.seek(0, os.SEEK_END)
    sample.file.seek(0)
    head = sample.file.read(8)
    return sample.kind == "webp" and int.from_bytes(head[4:8], "little") + 8 > length


def _taken(image: Image.Image) -> str:
    """ISO date from the camera's own record; empty without one."""
    try:
        exif = image.getexif()
        values = [exif.get_ifd(_EXIF_PART).get(tag) for tag in _TAKEN_TAGS] + [exif.get(_CHANGED_TAG)]
    except Exception:  # a broken record says nothing; Pillow raises what it likes on one
        return ""
    found = (_TAKEN.match(str(value)) for value in values if value)
    return next((f"{m[1]}-{m[2]}-{m[3]}" for m in found if m), "")


def _on_white(image: Image.Image) -> Image.Image:
    """The picture upright, on white where it is transparent."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    return upright


def _is_paper(upright: Image.Image) -> bool:
    """Whether most of the picture is pale and bright, as a page is; a scene has colours and shadows.

    Only pages are worth the seconds that reading characters takes.
    """
    small = upright.convert("RGB").resize((64, 64)).convert("HSV")
    _, saturation, value = (band.tobytes() for band in small.split())
    pale = sum(s <= _PALE and v >= _BRIGHT for s, v in zip(saturation, value, strict=True))
    return pale >= _PAPER_SHARE * len(value)


def _likeness(upright: Image.Image) -> str:
    """64-bit difference hash of the upright picture as 16 hex digits; empty for one without features."""
    from PIL import Image

    small = upright.convert("L").resize((9, 8), Image.Resampling.BOX)
    shades = small.tobytes()
    if max(shades) - min(shades) < _FLAT:
        return ""
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (shades[row * 9 + column] > shades[row * 9 + column + 1])
    return f"{bits:016x}" if bits.bit_count() in _TELLING else ""
