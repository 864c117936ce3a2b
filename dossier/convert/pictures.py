"""Runs in the guarded child: a picture as A4 pages, upright, its bytes untouched wherever a PDF can carry them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import img2pdf
from PIL import Image, ImageOps, ImageSequence

from dossier import heic
from dossier.convert.clean import clean

_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP", "GIF", "HEIF")
_MOST_PIXELS = 300_000_000
"""Phones take 200 megapixels; more is a bomb. A JPEG of any size is passed on without being decoded."""
_MARGIN_MM = 15
_PHOTO_QUALITY = 92
_ORIENTATION = 0x0112
_TURNED = {1: 0, 3: 180, 6: 90, 8: 270}
"""EXIF orientation → clockwise turn that a page's /Rotate can do; the other four are mirrored."""


def picture(payload: dict[str, str]) -> dict[str, Any]:
    """Write the picture ``payload["source"]`` to ``payload["target"]`` as PDF; return the page count.

    Raises:
        Exception: whatever Pillow raises for a file that is no picture or has too many pixels.
    """
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS // 2  # Pillow refuses at twice this number
    heic.register()
    source = Path(payload["source"])
    with Image.open(source, formats=_FORMATS) as image:
        data = _photo(image) if image.format == "HEIF" else _as_it_is(source, image) or _redrawn(image)
    raw = Path(payload["target"] + ".raw")
    raw.write_bytes(data)
    try:
        return clean({"source": str(raw), "target": payload["target"]})
    finally:
        raw.unlink()


def _as_it_is(source: Path, image: Image.Image) -> bytes | None:
    """The PDF with the picture's own data, or None when a PDF cannot carry it or turn it upright."""
    orientation = image.getexif().get(_ORIENTATION, 1)
    turn = _TURNED.get(orientation, None if orientation in range(1, 9) else 0)
    if turn is None or _has_alpha(image) or image.format not in ("JPEG", "MPO", "PNG", "TIFF"):
        return None
    if turn and image.format == "TIFF":
        return None  # each frame may be turned another way
    try:
        return _pdf([source.read_bytes()], turn)
    except Exception:  # img2pdf refuses alpha, odd modes and odd headers with errors of many kinds
        return None


def _photo(image: Image.Image) -> bytes:
    """The PDF with a telephone's HEIC as JPEG, which a PDF can carry; the decoder has turned it upright already.

    Losslessly it would take five times the space (measured: 7.8 MB for 1.7).
    """
    buffer = io.BytesIO()
    colours = image.info.get("icc_profile")
    _on_white(image).save(buffer, "JPEG", quality=_PHOTO_QUALITY, subsampling=0, icc_profile=colours)
    return _pdf([buffer.getvalue()], 0)


def _redrawn(image: Image.Image) -> bytes:
    """The PDF with every frame drawn anew, losslessly: turned upright, on white paper."""
    frames = [image] if image.format in ("GIF", "MPO", "WEBP", "PNG") else ImageSequence.Iterator(image)
    return _pdf(list(_png_frames(frames)), 0)


def _png_frames(frames: Iterable[Image.Image]) -> Iterator[bytes]:
    for frame in frames:
        upright = ImageOps.exif_transpose(frame)
        buffer = io.BytesIO()
        _on_white(upright).save(buffer, "PNG", compress_level=6)
        yield buffer.getvalue()


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info


def _on_white(image: Image.Image) -> Image.Image:
    if _has_alpha(image):
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    if image.mode in ("1", "L", "RGB"):
        return image
    return _eight_bits(image) if image.mode.startswith(("I", "F")) else image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Deep greyscale scaled to its own range, as a viewer shows it; a plain conversion would cut it off at 255."""
    deep = image.convert("F")
    extremes: Any = deep.getextrema()
    low, high = extremes
    scale = 255.0 / (high - low or 1.0)
    shift = -low * scale
    return deep.point(lambda value: value * scale + shift).convert("L")


def _pdf(images: list[bytes], turn: int) -> bytes:
    margin = img2pdf.mm_to_pt(_MARGIN_MM)
    layout = img2pdf.get_layout_fun(
        pagesize=(img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297)),
        border=(margin, margin),
        fit=img2pdf.FitMode.into,
        auto_orient=True,
    )
    data: bytes = img2pdf.convert(
        images,
        layout_fun=layout,
        rotation=img2pdf.Rotation[str(turn)],
        engine=img2pdf.Engine.internal,
        nodate=True,
        producer="",
    )
    return data
