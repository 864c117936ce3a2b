"""Kinds of files: their name for a person, the extensions that fit them, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "docx": "Word 文档（docx）",
    "doc": "Word 97 文档（doc）",
    "xlsx": "Excel 工作簿（xlsx）",
    "xlsb": "Excel 工作簿（xlsb）",
    "xls": "Excel 97 工作簿（xls）",
    "ods": "OpenDocument 表格",
    "odt": "OpenDocument 文档",
    "pdf": "PDF",
    "html": "网页（HTML）",
    "mht": "网页存档（MHT）",
    "rtf": "RTF 文档",
    "txt": "纯文本",
    "csv": "文本表格（CSV）",
    "xml": "XML",
    "eml": "邮件",
    "zip": "压缩包（zip）",
    "rar": "压缩包（rar）",
    "7z": "压缩包（7z）",
    "jpg": "JPG 图片",
    "png": "PNG 图片",
    "gif": "GIF 图片",
    "bmp": "BMP 图片",
    "tiff": "TIFF 图片",
    "webp": "WebP 图片",
    "heic": "HEIC 图片",
}

_EXTENSIONS: Mapping[str, str] = {
    "docx": "docx docm dotx dotm wps wpt",
    "doc": "doc dot wps wpt",
    "xlsx": "xlsx xlsm xltx xltm et ett",
    "xls": "xls xlt et ett",
    "pptx": "pptx pptm ppsx potx dps dpt",
    "ppt": "ppt pps pot dps dpt",
    "odt": "odt ott",
    "ods": "ods ots",
    "odp": "odp otp",
    "jpg": "jpg jpeg jpe jfif mpo",
    "tiff": "tif tiff",
    "bmp": "bmp dib",
    "heic": "heic heif hif",
    "html": "html htm xhtml shtml",
    "mht": "mht mhtml",
    "txt": "txt text md log ini json xml yml yaml toml srt tex csv tsv",
    "csv": "csv tsv txt",
    "xml": "xml xhtml rels xsd xsl",
    "eml": "eml txt",
    "mp4": "mp4 m4v m4a 3gp mov",
    "mov": "mov qt mp4",
    "mpg": "mpg mpeg vob dat",
    "mkv": "mkv webm",
    "wmv": "wmv wma asf",
    "gz": "gz tgz",
    "bz2": "bz2 tbz tbz2",
    "xz": "xz txz",
    "mid": "mid midi",
    "djvu": "djvu djv",
    "vsdx": "vsdx vsd",
    "iwork": "pages numbers key",
    "odg": "odg odf odc odb",
    "eps": "eps ps ai",
    "ogg": "ogg oga ogv opus",
    "zip": "zip",
}
"""Extensions by kind where there is more than the kind's own name."""

# fmt: off
ATTACHMENTS = frozenset({
    "ppt", "pptx", "odp", "odg", "ofd", "epub", "xps", "vsd", "vsdx", "xmind", "iwork", "msg", "zip", "rar",
    "7z", "gz", "bz2", "xz", "cab", "tar", "djvu", "flac", "mid", "mp4", "mov",
    "avi", "mkv", "wmv", "flv", "mpg", "mp3", "m4a", "wav", "ogg", "amr", "psd", "eps", "dwg",
    "svg", "avif",
})
# fmt: on
"""Kept as they are: no pages of their own here, or none at all."""

PHOTOS = frozenset({"jpg", "png", "webp", "heic", "mp4", "mov"})
"""Kinds whose file name may tell when they were taken."""

_CLAIMED = (
    frozenset(
        extension for kind in (*WORDS, *_EXTENSIONS) for extension in _EXTENSIONS.get(kind, kind).split()
    )
    | ATTACHMENTS
)


_WORDY = frozenset(
    extension
    for kind in ("txt", "csv", "html", "mht", "xml", "eml", "svg", "eps")
    for extension in _EXTENSIONS.get(kind, kind).split()
)


def is_claimed(suffix: str) -> bool:
    """Whether *suffix* (lower case with its dot) is the name of kinds that we know."""
    return suffix.removeprefix(".") in _CLAIMED


def is_wordy(suffix: str) -> bool:
    """Whether *suffix* is the name of a text."""
    return suffix.removeprefix(".") in _WORDY


def is_never_tiny(suffix: str) -> bool:
    """Whether a file with *suffix*, whatever kind it is in truth, holds more than a few bytes: all but texts do."""
    return is_claimed(suffix) and not is_wordy(suffix)


def is_wrong_extension(kind: str, suffix: str) -> bool:
    """Whether a file of *kind* is named like another kind; *suffix* is lower case with its dot or empty.

    An extension that means nothing to us is wrong for everything but text.
    """
    extension = suffix.removeprefix(".")
    if not extension or extension in _EXTENSIONS.get(kind, kind).split():
        return False
    return kind not in ("txt", "csv", "xml", "eml") or extension in _CLAIMED
