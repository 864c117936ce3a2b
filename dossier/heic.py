"""The photos of iPhones: Pillow opens HEIC (ISO 23008-12) once this was called in a process."""

from __future__ import annotations


def register() -> None:
    """Let Pillow open HEIC as its format ``HEIF``; the decoder is loaded here, for it takes its time."""
    from pi_heif import register_heif_opener

    register_heif_opener()
