"""The child's side of reading scans: one page image in, its lines of text with their places out.

numpy and the recognition engine are loaded here and nowhere else. One thread: several would add up the same numbers
in another order, and the same page should give the same words.
"""

from __future__ import annotations

import functools
import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dossier import heic

if TYPE_CHECKING:
    from PIL.Image import Image

_SIDE = 1280
"""Points of the longer side. Measured on pages of 16-point text: 1,024 still reads every character but takes a dash
for 一, 1,600 costs twice the time and reads no better."""
_MOST_PIXELS = 250_000_000


def recognise(payload: dict[str, str]) -> dict[str, Any]:
    """Read the first page of the file ``disk``, whose content has ``sha256`` and is of ``kind``.

    Returns ``width`` and ``height`` of the page image and ``lines``: text, confidence (0 to 1), left, top, right and
    bottom of each. A file that changed since it was examined has no lines.
    """
    data = Path(payload["disk"]).read_bytes()
    if hashlib.sha256(data).hexdigest() != payload["sha256"]:
        raise ValueError("changed")
    image = _pdf_page(data) if payload["kind"] == "pdf" else _picture(data)
    return {"width": image.width, "height": image.height, "lines": _lines(image)}


def _pdf_page(data: bytes) -> Image:
    """The first page as it is displayed: turned, cropped, with all its layers."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        scale = _SIDE / max(*page.get_size(), 1)
        image: Image = page.render(scale=scale).to_pil().convert("RGB")
    return image


def _picture(data: bytes) -> Image:
    """The first picture, upright."""
    from PIL import Image, ImageOps

    heic.register()
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    with Image.open(io.BytesIO(data)) as image:
        image.draft("RGB", (_SIDE, _SIDE))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((_SIDE, _SIDE))
        if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
            layer = upright.convert("RGBA")
            upright = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
        return upright.convert("RGB")


def _lines(image: Image) -> list[list[Any]]:
    import numpy

    pixels = numpy.asarray(image)[:, :, ::-1]  # the engine wants blue first
    found, _ = _engine()(numpy.ascontiguousarray(pixels))
    lines = []
    for corners, text, score in found or ():
        across, down = zip(*corners, strict=True)
        box = [round(float(edge)) for edge in (min(across), min(down), max(across), max(down))]
        lines.append([str(text), round(float(score), 4), *box])
    return lines


@functools.cache
def _engine() -> Any:
    """The engine, loaded once in a child: loading takes as long as a page."""
    import cv2
    from rapidocr_onnxruntime import RapidOCR

    cv2.setNumThreads(1)
    return RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)
